"""Two states of one chart on the same axes: one drawn as always, the other over it in dashed outlines."""

import numpy
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from pairing_desktop.charts.context import Context, drawing
from pairing_desktop.charts.drawing import draw
from pairing_desktop.charts.marks import Drawing
from pairing_desktop.domain.chart_scale import chart_scale
from pairing_desktop.domain.charting import ChartData

_DASHES = (0, (3, 1.6))
_WIDTH = 1.5


def draw_overlay(figure: Figure, filled: ChartData, outlined: ChartData, context: Context) -> Drawing:
    """Draw `filled` on `figure` and the marks of `outlined` over it.

    Both have the same series and categories (`operations.comparing.aligned`), and `filled` reaches at least as high:
    its axes hold both.  Gives the drawing of `filled`.
    """
    drawn = draw(figure, filled, context)
    if not figure.axes or outlined.is_empty:
        return drawn
    with drawing():
        other = Figure(figsize=(float(figure.get_figwidth()), float(figure.get_figheight())), dpi=figure.dpi)
        marks = draw(other, outlined, context).marks
        axes, colour = figure.axes[0], context.tokens.accent
        # Bars count in the scale of their own chart, dots in units.
        ratio = 1.0 if filled.form == "dot_range" else float(chart_scale(outlined).factor / chart_scale(filled).factor)
        upright = filled.form != "stacked_barh"
        for mark in marks:
            artist = mark.artist
            if isinstance(artist, Rectangle):
                left, bottom, wide, high = artist.get_x(), artist.get_y(), artist.get_width(), artist.get_height()
                if upright:
                    bottom, high = bottom * ratio, high * ratio
                else:
                    left, wide = left * ratio, wide * ratio
                axes.add_patch(Rectangle(
                    (left, bottom), wide, high, facecolor="none", edgecolor=colour, linewidth=_WIDTH, linestyle=_DASHES,
                    zorder=5, clip_on=False,
                ))
            elif isinstance(artist, Line2D):
                levels = numpy.asarray(artist.get_ydata(), dtype=float) * ratio
                axes.add_line(Line2D(
                    artist.get_xdata(), levels, color=colour, linewidth=_WIDTH, linestyle=_DASHES, zorder=5,
                ))
            elif isinstance(artist, PathCollection):
                places = numpy.asarray(artist.get_offsets(), dtype=float)
                axes.scatter(
                    places[:, 0], places[:, 1], s=110, marker="o", facecolors="none", edgecolors=colour, linewidths=_WIDTH,
                    linestyles=[_DASHES], zorder=5, clip_on=False,
                )
    return drawn
