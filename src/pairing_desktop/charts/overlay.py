"""Two states of one chart in the same plot: one drawn as always, what the other shows elsewhere dashed over it."""

from decimal import Decimal
from typing import Any

import numpy
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.patheffects import withStroke

from pairing_desktop.charts.context import Context, drawing
from pairing_desktop.charts.drawing import draw
from pairing_desktop.charts.marks import Drawing, DrawnMark
from pairing_desktop.charts.plot import Dot, Plot
from pairing_desktop.domain.chart_scale import series_scale
from pairing_desktop.domain.charting import ChartData, Point

_DASHES = (0, (3, 1.8))
_WIDTH, _HALO = 1.5, 3.2  # points
_OVER = 0.1  # of a bar
Place = tuple[float, ...]  # of a mark in the values of its plot: left, bottom, width, height, or the ends of a line


def draw_overlay(figure: Figure, filled: ChartData, outlined: ChartData, context: Context) -> Drawing:
    """Draw `filled` on `figure` and, dashed over it, the marks of `outlined` that stand elsewhere.

    Both have the same series and categories (`operations.comparing.aligned`), and `filled` reaches at least as high:
    its plot holds both.  Gives the drawing of `filled`.
    """
    drawn = draw(figure, filled, context)
    if not drawn.plots or outlined.is_empty:
        return drawn
    with drawing():
        other = Figure(figsize=(float(figure.get_figwidth()), float(figure.get_figheight())), dpi=figure.dpi)
        first = next(iter(drawn.plots.values()))
        pen = _Pen(first, context, filled, outlined)
        if filled.form == "gantt":
            _spans(drawn, draw(other, outlined, context), context)
            return drawn
        there = {(mark.series, mark.point): pen.place(mark.artist) for mark in drawn.marks}
        for mark in draw(other, outlined, context).marks:
            pen = _Pen(drawn.plots.get(mark.series, first), context, filled, outlined, mark.series)
            place = pen.place(mark.artist, pen.ratio)
            here = there.get((mark.series, mark.point))
            if here is None or not numpy.allclose(here, place) or _spread(filled, mark) != _spread(outlined, mark):
                pen.outline(mark.artist, place, _point(outlined, mark))
    return drawn


def _spans(drawn: Drawing, other: Drawing, context: Context) -> None:
    """Dashes where the same record began and ended in the other chart, in the row that it has in this one."""
    rows = {drawn.of(mark)[1].label: mark.artist for mark in drawn.marks}
    plot = next(iter(drawn.plots.values()))
    for mark in other.marks:
        here, there = rows.get(other.of(mark)[1].label), mark.artist
        if not isinstance(here, Rectangle) or not isinstance(there, Rectangle):
            continue  # a record that is not drawn here stands among the changes
        low, high = here.get_y() - _OVER / 2, here.get_y() + here.get_height() + _OVER / 2
        ends = [(one.get_x(), one.get_x() + one.get_width()) for one in (here, there)]
        for now, before in zip(*ends, strict=True):
            if now != before:
                plot.line([before, before], [low, high], color=context.tokens.text, linewidth=_WIDTH, linestyle=_DASHES,
                          zorder=2.9, path_effects=[_halo(context)])


def _halo(context: Context) -> withStroke:
    return withStroke(linewidth=_HALO, foreground=context.tokens.base)


def _point(data: ChartData, mark: DrawnMark) -> Point:
    return data.series[mark.series].points[mark.point]


def _spread(data: ChartData, mark: DrawnMark) -> tuple[object, object]:
    point = _point(data, mark)
    return point.low, point.high


class _Pen:
    """Draws outlines in the plot of the filled chart; `ratio` brings the other's values to its scale."""

    def __init__(
        self, plot: Plot, context: Context, filled: ChartData, outlined: ChartData, series: int = 0
    ) -> None:
        self._plot = plot
        form = filled.form
        rows = form == "panels" and any("/" in p.x or not p.x.isdecimal() or len(p.x) != 4 for p in filled.series[series].points)
        self._upright = form not in ("stacked_barh", "barh", "share") and not rows
        self._lying_dots = form == "dot_range"
        # Bars and lines count in the scale of their own chart; dots in units, shares in percent.
        scaled = form not in ("dot_range", "share")
        one, two = filled.series[series], outlined.series[series]
        self.factor = series_scale(filled, one).factor
        self.ratio = float(series_scale(outlined, two).factor / self.factor) if scaled else 1.0
        self._line: dict[str, Any] = {"linewidth": _WIDTH, "linestyle": _DASHES, "zorder": 2.9}
        self._line["path_effects"] = [_halo(context)]
        self._line["clipped"] = False
        self._colour = context.tokens.text

    def place(self, artist: Artist, ratio: float = 1.0) -> Place:
        """Where a mark stands, its value multiplied by `ratio`."""
        if isinstance(artist, Rectangle):
            left, bottom, wide, high = artist.get_x(), artist.get_y(), artist.get_width(), artist.get_height()
            if self._upright:
                return left, bottom * ratio, wide, high * ratio
            return left * ratio, bottom, wide * ratio, high
        if isinstance(artist, Line2D):
            xs, ys = (numpy.asarray(ends, dtype=float) for ends in (artist.get_xdata(), artist.get_ydata()))
            return float(xs[0]), float(ys[0]) * ratio, float(xs[-1]), float(ys[-1]) * ratio
        assert isinstance(artist, Dot)
        return artist.at[0], artist.at[1] * (1.0 if self._lying_dots else ratio)

    def outline(self, artist: Artist, place: Place, point: Point) -> None:
        """The mark again, dashed."""
        if isinstance(artist, Rectangle):  # of a bar its end, a little wider than the bar: all sides would be a thicket
            left, bottom, wide, high = place
            if self._upright:
                ends = ([left - wide * _OVER, left + wide * (1 + _OVER)], [bottom + high] * 2)
            else:
                ends = ([left + wide] * 2, [bottom - high * _OVER, bottom + high * (1 + _OVER)])
            self._plot.line(*ends, color=self._colour, **self._line)
        elif isinstance(artist, Line2D):
            self._plot.line([place[0], place[2]], [place[1], place[3]], color=self._colour, **self._line)
        else:
            across, down = place
            if point.low is not None and point.high is not None:
                factor = Decimal(1) if self._lying_dots else self.factor
                span = [float(point.low / factor), float(point.high / factor)]
                beside = [across + 0.1, across + 0.1]
                ends = (span, [down + 0.3, down + 0.3]) if self._lying_dots else (beside, span)
                self._plot.line(*ends, color=self._colour, **self._line)
            style = {name: value for name, value in self._line.items() if name != "clipped"}
            self._plot.dot(across, down, 130, facecolor="none", edgecolor=self._colour, **style)
