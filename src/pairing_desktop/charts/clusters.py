"""Bars side by side: the parts of a group next to each other, for what is not added up."""

from decimal import Decimal
from typing import Any

from pairing_desktop.charts.bars import category_ticks
from pairing_desktop.charts.colours import series_colour, series_hatch
from pairing_desktop.charts.frame import Box, Frame
from pairing_desktop.charts.keys import DASHES, LINE, key_list, key_room, line_colour, read_otherwise, whisker
from pairing_desktop.charts.marks import DrawnMark
from pairing_desktop.charts.plot import Plot
from pairing_desktop.domain.chart_scale import axis_ticks, chart_scale
from pairing_desktop.domain.charting import ChartData

_WIDE = 0.8  # of the slot of a group, all its bars together


def bar(frame: Frame, data: ChartData, box: Box) -> list[DrawnMark]:
    """Upright groups, one a year."""
    scale = chart_scale(data)
    grid = axis_ticks(data, data.highest / scale.factor, 4 if frame.context.small else 6)
    texts = [scale.number(tick * scale.factor) for tick in grid]
    plot = box.inset(
        left=max(frame.wide(text) for text in texts) + 8, top=LINE + 2, right=key_room(frame, data, box), bottom=LINE + 6
    )
    field = frame.plot(plot)
    labels = [point.label for point in data.series[0].points]
    field.x, field.y = (-0.6, len(labels) - 0.4), (0, float(grid[-1]))
    frame.ticks_up(field, plot, [float(tick) for tick in grid], texts)
    category_ticks(frame, field, plot, labels)
    marks = _bars(frame, data, field, scale.factor, upright=True)
    key_list(frame, data, plot)
    return marks


def barh(frame: Frame, data: ChartData, box: Box) -> list[DrawnMark]:
    """Lying groups, their names at the left, the first at the top."""
    scale = chart_scale(data)
    points = data.series[0].points
    grid = axis_ticks(data, data.highest / scale.factor, 4 if frame.context.small else 6)
    room = box.width * 0.34
    each = 2 if (box.height - LINE - 10) / len(points) >= 2 * LINE else 1
    names = [frame.wrap(point.label, room, each) for point in points]
    margin = max(frame.wide(text) for lines in names for text in lines) + 10
    plot = box.inset(left=margin, top=4, right=key_room(frame, data, box) + 6, bottom=LINE + 6)
    plot = Box(plot.left, plot.top, plot.width, min(plot.height, len(points) * (16.0 * len(data.series) + 14)))
    field = frame.plot(plot, foot=False)
    field.x, field.y = (0, float(grid[-1])), (len(points) - 0.5, -0.5)
    frame.ticks_across(field, plot, [float(tick) for tick in grid], [scale.number(t * scale.factor) for t in grid], grid=True)
    marks = _bars(frame, data, field, scale.factor, upright=False)
    slot = plot.height / len(points)
    for index, lines in enumerate(names):
        for number, text in enumerate(lines):
            shift = (number - (len(lines) - 1) / 2) * LINE
            frame.write(plot.left - 8, plot.top + slot * (index + 0.5) + shift, text, align="right", middle=True)
    key_list(frame, data, plot)
    return marks


def _bars(frame: Frame, data: ChartData, field: Plot, factor: Decimal, *, upright: bool) -> list[DrawnMark]:
    wide = _WIDE / len(data.series)
    marks = []
    for number, series in enumerate(data.series):
        fill, edge = series_colour(series)
        hatch = series_hatch(series) if frame.context.paper else None
        for index, point in enumerate(series.points):
            if not point.value:
                continue
            middle = index - _WIDE / 2 + wide * (number + 0.5)
            apart = point.low is not None and point.low != point.high
            style: dict[str, Any] = {
                "facecolor": "none" if point.planned or apart else fill, "edgecolor": edge,
                "linewidth": 1.0 if point.planned or apart else 0.6, "linestyle": DASHES if point.planned else "solid",
                "hatch": None if point.planned or apart else hatch,
            }
            size = float(point.value / factor)
            corner, fat = middle - wide * 0.46, wide * 0.92
            drawn = field.bar(corner, 0, fat, size, **style) if upright else field.bar(0, corner, size, fat, **style)
            marks.append(DrawnMark(number, index, drawn))
            whisker(field, line_colour(series, frame), point, middle, factor, upright=upright)
            read_otherwise(frame, field, point, (middle, size) if upright else (size, middle))
    return marks
