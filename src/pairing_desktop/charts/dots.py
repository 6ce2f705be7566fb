"""Dots on rows: one value a row, a whisker over all rival claims; hollow where disputed, dashed where planned."""

from collections.abc import Callable
from decimal import Decimal

from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.lines import Line2D

from pairing_desktop.charts.colours import colour
from pairing_desktop.charts.context import BODY, line_height
from pairing_desktop.charts.frame import Box, Frame
from pairing_desktop.charts.marks import DrawnMark
from pairing_desktop.domain.chart_scale import axis_ticks, chart_scale, log_ticks, scale_for, value_text
from pairing_desktop.domain.chart_table import numbers
from pairing_desktop.domain.charting import ChartData, Point

_LINE = line_height(BODY)


def dot_range(frame: Frame, data: ChartData, box: Box) -> list[DrawnMark]:
    """Rows in `box`, one a point; with several series each has its name above its rows."""
    sections = len(data.series) > 1
    rows = [(number, index) for number, series in enumerate(data.series) for index in range(len(series.points))]
    slots = len(rows) + (len(data.series) if sections else 0)
    names = {row: frame.wrap(_point(data, row).label, box.width * 0.34, 2) for row in rows}
    values = {row: _label(data, _point(data, row)) for row in rows}
    margin = max(frame.wide(line) for lines in names.values() for line in lines) + 12
    right = min(max(frame.wide(text) for text in values.values()) + 14, box.width * 0.34)
    plot = box.inset(left=margin, top=4, right=right, bottom=_LINE + 6)
    plot = Box(plot.left, plot.top, plot.width, min(plot.height, slots * 44.0))
    axes = frame.axes(plot)
    axes.spines["bottom"].set_visible(False)
    axes.set_ylim(slots - 0.5, -0.5)
    to_points = _value_axis(frame, data, axes, plot)
    frame.grid(axes, "x")
    frame.label_ticks(axes, "y", [], [])
    slot = plot.height / slots
    marks: list[DrawnMark] = []
    place = 0
    for row in rows:
        number, index = row
        if sections and index == 0:
            middle = plot.top + slot * (place + 0.62)
            frame.write(box.left, middle, data.series[number].label, tone="muted", middle=True)
            place += 1
        point = _point(data, row)
        if point.value is None:
            place += 1
            continue
        marks.append(DrawnMark(number, index, _dot(frame, axes, point, place)))
        middle = plot.top + slot * (place + 0.5)
        lines = names[row] if slot >= 2 * _LINE - 2 else frame.wrap(point.label, box.width * 0.34, 1)
        if slot >= _LINE * 0.8 or place % max(1, round(_LINE / slot)) == 0:
            for at, line in enumerate(lines):
                shift = (at - (len(lines) - 1) / 2) * (_LINE - 1)
                frame.write(plot.left - 10, middle + shift, line, align="right", middle=True)
            end = plot.left + to_points(point.high or point.value)
            frame.write(end + 9, middle, values[row], middle=True, over_grid=True)
        place += 1
    return marks


def _label(data: ChartData, point: Point) -> str:
    """What stands beside a dot: value or range with its unit, "planned" where it is, the numbers of its sources."""
    return f"{value_text(data, point)} {numbers(point)}".rstrip() if point.value is not None else ""


def _point(data: ChartData, row: tuple[int, int]) -> Point:
    return data.series[row[0]].points[row[1]]


def _value_axis(frame: Frame, data: ChartData, axes: Axes, plot: Box) -> Callable[[Decimal], float]:
    """Set up the x axis; gives a function from a value to points from the left of the plot."""
    scale = chart_scale(data)
    if data.log:
        lowest = min(end for point in data.points for end in (point.value, point.low) if end)
        grid = log_ticks(lowest, data.highest)
        axes.set_xscale("log")
        axes.set_xlim(float(grid[0]), float(grid[-1]))
        axes.xaxis.minorticks_off()
        texts = [scale_for(tick, data.unit, scale.language) for tick in grid]
        frame.label_ticks(
            axes, "x", [float(tick) for tick in grid],
            [f"{one.number(tick)}{'' if scale.language.is_chinese else ' '}{one.word}".strip()
             for one, tick in zip(texts, grid, strict=True)],
        )
        decades = (grid[-1] / grid[0]).log10()
        return lambda value: plot.width * float((value / grid[0]).log10() / decades)
    ticks = axis_ticks(data, data.highest / scale.factor, 5)
    axes.set_xlim(0, float(ticks[-1] * scale.factor))
    frame.label_ticks(
        axes, "x", [float(tick * scale.factor) for tick in ticks],
        [scale.number(tick * scale.factor) for tick in ticks],
    )
    return lambda value: plot.width * float(value / (ticks[-1] * scale.factor))


def _dot(frame: Frame, axes: Axes, point: Point, row: int) -> PathCollection:
    fill, edge = colour("actual")
    tokens = frame.context.tokens
    disputed = point.low is not None and point.high is not None
    line = fill if tokens.is_dark else edge
    if point.low is not None and point.high is not None and point.low != point.high:
        low, high = float(point.low), float(point.high)
        axes.add_line(Line2D([low, high], [row, row], color=line, linewidth=1.4, clip_on=False))
        for end in (low, high):
            axes.add_line(Line2D([end, end], [row - 0.16, row + 0.16], color=line, linewidth=1.4, clip_on=False))
    hollow = disputed or point.planned
    return axes.scatter(
        [float(point.value or Decimal(0))], [row], s=52, marker="o", clip_on=False, zorder=3,
        facecolors=tokens.base if hollow else fill, edgecolors=line, linewidths=1.4 if hollow else 0.8,
        linestyles=[(0, (2.0, 1.3)) if point.planned else "solid"],
    )
