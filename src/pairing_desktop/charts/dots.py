"""Dots on rows: one value a row, a whisker over all rival claims; hollow where disputed, dashed where planned."""

import math
from dataclasses import dataclass
from decimal import Decimal

from pairing_desktop.charts.colours import colour
from pairing_desktop.charts.context import BODY, line_height
from pairing_desktop.charts.frame import Box, Frame
from pairing_desktop.charts.marks import DrawnMark
from pairing_desktop.charts.plot import Dot, Plot
from pairing_desktop.domain.chart_scale import axis_ticks, chart_scale, log_ticks, scale_for, value_text
from pairing_desktop.domain.chart_table import numbers
from pairing_desktop.domain.charting import ChartData, Point
from pairing_desktop.domain.trust import Mark

_LINE = line_height(BODY)


def dot_range(frame: Frame, data: ChartData, box: Box) -> list[DrawnMark]:
    """Rows in `box`, one a point; with several series each has its name above its rows.

    A small chart shows as many rows as it can hold and says how many more there are.
    """
    sections = len(data.series) > 1
    rows = [(number, index) for number, series in enumerate(data.series) for index in range(len(series.points))]
    slots = len(rows) + (len(data.series) if sections else 0)
    places, place = {}, 0
    for number, index in rows:
        place += sections and index == 0
        places[number, index] = place
        place += 1
    height = box.height - _LINE - 10
    if frame.context.small and height / slots < _LINE * 0.95:
        slots = max(int(height / (_LINE * 0.95)) - 1, 1)
        hidden = sum(1 for row in rows if places[row] >= slots)
        rows = [row for row in rows if places[row] < slots]
        frame.write(
            box.left, box.bottom - _LINE,
            frame.context.language.plural("{n} more in the large chart", "{n} more in the large chart", hidden),
            tone="muted",
        )
        box = box.inset(bottom=_LINE)
        height -= _LINE
    two_lines = min(height, slots * 44.0) / slots >= 2 * _LINE - 2
    room, most = (box.width * 0.34, 2) if two_lines else (box.width * 0.4, 1)
    names = {row: frame.name(_point(data, row).label, room, most) for row in rows}
    values = {row: _label(data, _point(data, row)) for row in rows}
    margin = max(frame.wide(line) for lines in names.values() for line in lines) + 12
    plot = box.inset(left=margin, top=4, bottom=_LINE + 6)
    plot = Box(plot.left, plot.top, plot.width, min(plot.height, slots * 44.0))
    axis = _axis(data)
    plot = _leave_room(frame, data, plot, axis, values)
    field = frame.plot(plot, foot=False)
    field.y = (slots - 0.5, -0.5)
    _value_axis(frame, data, field, plot, axis)
    slot = plot.height / slots
    marks: list[DrawnMark] = []
    for row in rows:
        number, index = row
        point, place = _point(data, row), places[row]
        middle = plot.top + slot * (place + 0.5)
        if sections and index == 0:
            frame.write(box.left, middle - slot * 0.88, data.series[number].label, tone="muted", middle=True)
        if point.value is None:
            continue
        marks.append(DrawnMark(number, index, _dot(frame, field, point, place)))
        if slot >= _LINE * 0.8 or place % max(1, round(_LINE / slot)) == 0:
            for at, line in enumerate(names[row]):
                shift = (at - (len(names[row]) - 1) / 2) * (_LINE - 1)
                frame.write(plot.left - 10, middle + shift, line, align="right", middle=True)
            end = plot.left + plot.width * axis.share(point.high or point.value)
            said = frame.wrap(values[row], max(box.right - end - 9, 1.0), 1)[0]
            frame.write(end + 9, middle, said, middle=True, over_grid=True)
    return marks


@dataclass(frozen=True)
class _Axis:
    """The value axis: its ends and ticks in the chart's unit."""

    low: Decimal
    high: Decimal
    ticks: tuple[Decimal, ...]
    log: bool

    def share(self, value: Decimal) -> float:
        """Where a value stands between the ends, 0 to 1."""
        if self.log:
            return float((value / self.low).log10() / (self.high / self.low).log10())
        return float((value - self.low) / (self.high - self.low))


def _axis(data: ChartData) -> _Axis:
    if data.log:
        lowest = min(end for point in data.points for end in (point.value, point.low) if end)
        grid = log_ticks(lowest, data.highest)
        high = min(grid[-1], data.highest * Decimal("1.5"))
        return _Axis(grid[0], high, tuple(tick for tick in grid if tick <= high), True)
    factor = chart_scale(data).factor
    found = tuple(tick * factor for tick in axis_ticks(data, data.highest / factor, 5))
    return _Axis(found[0], found[-1], found, False)


def _leave_room(
    frame: Frame, data: ChartData, plot: Box, axis: _Axis, values: dict[tuple[int, int], str]
) -> Box:
    """The plot made as narrow as the words beside its dots need, but no narrower than a third."""
    wide = plot.width - 6
    for row, text in values.items():
        point = _point(data, row)
        share = axis.share(point.high or point.value) if point.value is not None else 0.0
        room = plot.width - frame.wide(text) - 14
        if share > 0:
            wide = min(wide, room / share)
    return Box(plot.left, plot.top, max(wide, plot.width / 3), plot.height)


def _label(data: ChartData, point: Point) -> str:
    """What stands beside a dot: value or range with its unit, "planned" where it is, the numbers of its sources."""
    return f"{value_text(data, point)} {numbers(point)}".rstrip() if point.value is not None else ""


def _point(data: ChartData, row: tuple[int, int]) -> Point:
    return data.series[row[0]].points[row[1]]


def _value_axis(frame: Frame, data: ChartData, field: Plot, plot: Box, axis: _Axis) -> None:
    """Grid and ticks; of a logarithmic axis only so many powers of ten are named as do not touch."""
    scale = chart_scale(data)
    if axis.log:
        field.log_x()
        texts = []
        for tick in axis.ticks:
            own = scale_for(tick, data.unit, scale.language)
            texts.append(f"{own.number(tick)}{'' if scale.language.is_chinese else ' '}{own.word}".strip())
    else:
        texts = [scale.number(tick) for tick in axis.ticks]
    field.x = (float(axis.low), float(axis.high))
    between = plot.width * (axis.share(axis.ticks[1]) if len(axis.ticks) > 1 else 1.0)
    need = max(frame.wide(text) for text in texts) + 10
    step = max(1, math.ceil(need / between))
    frame.ticks_across(field, plot, [float(tick) for tick in axis.ticks[::step]], texts[::step], grid=True)


def _dot(frame: Frame, field: Plot, point: Point, row: int) -> Dot:
    fill, edge = colour("actual")
    tokens = frame.context.tokens
    disputed = point.low is not None and point.high is not None
    line = fill if tokens.is_dark else edge
    if point.low is not None and point.high is not None and point.low != point.high:
        low, high = float(point.low), float(point.high)
        field.line([low, high], [row, row], clipped=False, color=line, linewidth=1.4)
        for end in (low, high):
            field.line([end, end], [row - 0.16, row + 0.16], clipped=False, color=line, linewidth=1.4)
    read = point.mark is Mark.READING  # a hollow square: drawn as understood, not as printed
    hollow = disputed or point.planned or read
    return field.dot(
        float(point.value or Decimal(0)), row, 52, "s" if read else "o",
        facecolor=tokens.base if hollow else fill, edgecolor=tokens.accent if read else line,
        linewidth=1.4 if hollow else 0.8, linestyle=(0, (2.0, 1.3)) if point.planned else "solid",
    )
