"""Names of series at the right of a plot, and marks that say what a value is: shared by several forms."""

from decimal import Decimal

from pairing_desktop.charts.colours import series_colour, series_hatch
from pairing_desktop.charts.context import BODY, line_height
from pairing_desktop.charts.frame import Box, Frame, spread
from pairing_desktop.charts.plot import Dot, Plot
from pairing_desktop.domain.charting import ChartData, Point, Series
from pairing_desktop.domain.trust import Mark

READ = "read otherwise"  # label of the artist that marks it

LINE = line_height(BODY)
DASHES = (0, (3, 2))


def line_colour(series: Series, frame: Frame) -> str:
    """The colour of a line or edge: the darker one on a light ground, the lighter one in the dark."""
    fill, edge = series_colour(series)
    return fill if frame.context.tokens.is_dark else edge


def key_room(frame: Frame, data: ChartData, box: Box) -> float:
    """How much room the names need at the right; a margin when there is only one series."""
    if len(data.series) < 2:
        return 12.0
    widest = max(frame.wide(series.label) for series in data.series)
    return min(widest + 24, box.width * (0.38 if frame.context.small else 0.3))


def key_list(frame: Frame, data: ChartData, plot: Box, wanted: list[float] | None = None, *, top: float | None = None) -> None:
    """The names: at the heights `wanted` (as near as can be), else as a list from the top."""
    if len(data.series) < 2:
        return
    left, room = plot.right + 8, frame.whole.right - plot.right - 26
    if wanted is None:
        first = (plot.top if top is None else top) + LINE / 2 + 2
        step = min(LINE + 3, plot.height / len(data.series))
        places = dict(enumerate(first + step * index for index in range(len(data.series))))
    else:
        order = sorted(range(len(wanted)), key=lambda index: wanted[index])
        spread_out = spread([wanted[index] for index in order], LINE, plot.top, plot.bottom)
        places = dict(zip(order, spread_out, strict=True))
    for index, series in enumerate(data.series):
        fill, edge = series_colour(series)
        frame.swatch(left, places[index], fill, edge, series_hatch(series) if frame.context.paper else None)
        frame.write(left + 12, places[index], frame.wrap(series.label, room, 1)[0], middle=True,
                    series=series.code)


def dot(
    frame: Frame, plot: Plot, series: Series, point: Point, at: tuple[float, float], *, size: float = 34
) -> Dot:
    """A dot at `at`: hollow where sources disagree or it is no fact, dashed where planned, a square where read otherwise."""
    tokens, (fill, _) = frame.context.tokens, series_colour(series)
    read = point.mark is Mark.READING
    hollow = read or point.planned or (point.low is not None and point.low != point.high)
    return plot.dot(
        *at, size, "s" if read else "o",
        facecolor=tokens.base if hollow else fill, edgecolor=tokens.accent if read else line_colour(series, frame),
        linewidth=1.3 if hollow else 0.8, linestyle=(0, (2.0, 1.3)) if point.planned else "solid",
    )


def whisker(
    plot: Plot, colour: str, point: Point, place: float, factor: Decimal, *, upright: bool, base: float = 0.0
) -> None:
    """A line over all rival values of a point; nothing where they agree."""
    if point.low is None or point.high is None or point.low == point.high:
        return
    ends = [base + float(point.low / factor), base + float(point.high / factor)]
    xs, ys = ([place, place], ends) if upright else (ends, [place, place])
    plot.line(xs, ys, clipped=False, color=colour, linewidth=1.3, marker="_" if upright else "|", markersize=6)


def read_otherwise(frame: Frame, plot: Plot, point: Point, at: tuple[float, float]) -> None:
    """A hollow square at the end of a bar whose value is drawn as understood, not as printed; nothing on others."""
    if point.mark is Mark.READING:
        tokens = frame.context.tokens
        plot.dot(*at, 36, "s", facecolor=tokens.base, edgecolor=tokens.accent, linewidth=1.4, zorder=2.05, label=READ)
