"""Small charts side by side: what must not share an axis, each with its own name, unit and scale."""

import math
from dataclasses import replace
from decimal import Decimal
from typing import Any

from pairing_desktop.charts.bars import category_ticks
from pairing_desktop.charts.colours import series_colour, series_hatch
from pairing_desktop.charts.frame import Box, Frame
from pairing_desktop.charts.keys import DASHES, LINE, line_colour, read_otherwise, whisker
from pairing_desktop.charts.marks import DrawnMark
from pairing_desktop.charts.plot import Plot
from pairing_desktop.domain.chart_scale import WHOLE_UNITS, Scale, nice_count, scale_for, series_scale, ticks
from pairing_desktop.domain.chart_table import numbers
from pairing_desktop.domain.charting import ChartData, Point, Series

_GAP = 18.0
_ROW = LINE * 0.92  # a row of a small chart is at least so high
_FAT = 26.0
_TINY = Decimal("0.001")  # of what a scale counts: a number below begins with noughts
_LEAST = 62.0  # a small chart that is lower cannot be read


def panels(frame: Frame, data: ChartData, box: Box) -> list[DrawnMark]:
    """One small chart a series, in reading order."""
    shown = [(number, series) for number, series in enumerate(data.series) if any(p.value is not None for p in series.points)]
    columns = min(len(shown), _columns(len(shown), box.width))
    most = columns * max(int(box.height / _LEAST), 1)
    if len(shown) > most:
        hidden = len(shown) - most
        shown = shown[:most]
        frame.write(box.left, box.bottom - LINE, frame.context.language.plural(
            "{n} more in the table", "{n} more in the table", hidden), tone="muted")
        box = box.inset(bottom=LINE + 2)
    rows = math.ceil(len(shown) / columns)
    wide = (box.width - _GAP * (columns - 1)) / columns
    highs = _heights([series for _, series in shown], columns, box.height - 8 * (rows - 1))
    tops = [box.top + sum(highs[:row]) + 8 * row for row in range(rows)]
    share = None if any(series.unit for _, series in shown) else data.highest  # one kind of thing: one scale to compare by
    marks: list[DrawnMark] = []
    for place, (number, series) in enumerate(shown):
        row = place // columns
        cell = Box(box.left + (wide + _GAP) * (place % columns), tops[row], wide, highs[row])
        scale = series_scale(data, series)
        # One unit of all small charts stands in the subtitle already.
        unit = scale.unit_text if series.unit and series.unit not in WHOLE_UNITS else ""
        said = series.label
        if unit:
            said = f"{said}（{unit}）" if scale.language.is_chinese else f"{said} ({unit})"
        frame.write(cell.left, cell.top, frame.wrap(said, cell.width, 1)[0])
        inner = cell.inset(top=LINE + 2)
        common = _common(series, scale.language.is_chinese)
        if common:  # all rows are of one record: it is named once
            frame.write(inner.left, inner.top - 1, frame.wrap(common, inner.width, 1)[0], tone="muted")
            inner = inner.inset(top=LINE)
            cut = len(common) + (1 if scale.language.is_chinese else 2)
            series = replace(series, points=tuple(replace(point, label=point.label[cut:]) for point in series.points))
        highest = max((end for p in series.points for end in (p.value, p.high) if end is not None), default=Decimal(0))
        draw = _rows if any(not _is_year(point) for point in series.points) else _columns_of
        marks += draw(frame, number, series, scale, inner, share or highest)
    return marks


def _common(series: Series, chinese: bool) -> str:
    """What stands before the colon in all names of several rows; "" when it is not one and the same."""
    colon = "：" if chinese else ": "
    heads = {point.label.rpartition(colon)[0] for point in series.points if point.value is not None}
    several = sum(1 for point in series.points if point.value is not None) > 1
    return heads.pop() if several and len(heads) == 1 else ""


def _heights(shown: list[Series], columns: int, room: float) -> list[float]:
    """How high each row of small charts is: as its rows need, or all alike along years."""
    needs = []
    for start in range(0, len(shown), columns):
        part = shown[start:start + columns]
        along = any(all(_is_year(point) for point in series.points) for series in part)
        most = max(sum(1 for point in series.points if point.value is not None) for series in part)
        needs.append(room / math.ceil(len(shown) / columns) if along else 2 * LINE + 8 + most * _FAT)
    total = sum(needs)
    if total <= room + 0.5:
        return needs
    floor = LINE + 4 + 2 * _ROW  # whatever the others need
    spare = max(room - floor * len(needs), 0.0)
    return [floor + spare * (need - floor) / (total - floor * len(needs)) for need in needs]


def _is_year(point: Point) -> bool:
    return point.x == point.label and point.x.isdecimal() and len(point.x) == 4


def _columns(count: int, wide: float) -> int:
    wanted = 1 if count == 1 else 2 if count <= 4 else 3 if count <= 9 else 4
    return min(wanted, 4 if wide > 640 else 3 if wide > 430 else 2)


def _style(frame: Frame, series: Series, point: Point) -> dict[str, Any]:
    fill, edge = series_colour(series)
    apart = point.low is not None and point.low != point.high
    hollow = point.planned or apart
    return {
        "facecolor": "none" if hollow else fill, "edgecolor": line_colour(series, frame) if hollow else edge,
        "linewidth": 1.0 if hollow else 0.6, "linestyle": DASHES if point.planned else "solid",
        "hatch": series_hatch(series) if frame.context.paper and not hollow else None,
    }


def _columns_of(frame: Frame, number: int, series: Series, scale: Scale, box: Box, highest: Decimal) -> list[DrawnMark]:
    """Upright bars along years."""
    whole = scale.unit in WHOLE_UNITS
    steps = 3 if box.height > 110 else 2 if box.height > 80 else 1
    grid = (nice_count if whole else ticks)(highest / scale.factor, steps)
    texts = [scale.number(tick * scale.factor) for tick in grid]
    plot = box.inset(left=max(frame.wide(text) for text in texts) + 6, top=4, right=4, bottom=LINE + 4)
    field = frame.plot(plot, series=number)
    field.x, field.y = (-0.6, len(series.points) - 0.4), (0, float(grid[-1]))
    frame.ticks_up(field, plot, [float(tick) for tick in grid], texts)
    category_ticks(frame, field, plot, [point.label for point in series.points])
    marks = []
    for index, point in enumerate(series.points):
        if point.value:
            bar = field.bar(index - 0.36, 0, 0.72, float(point.value / scale.factor), **_style(frame, series, point))
            marks.append(DrawnMark(number, index, bar))
            whisker(field, line_colour(series, frame), point, index, scale.factor, upright=True)
            read_otherwise(frame, field, point, (index, float(point.value / scale.factor)))
    return marks


def _rows(frame: Frame, number: int, series: Series, scale: Scale, box: Box, highest: Decimal) -> list[DrawnMark]:
    """Lying bars, their names at the left, value and sources at the right."""
    points = [(index, point) for index, point in enumerate(series.points) if point.value is not None]
    most = max(int(box.height / _ROW), 1)
    if len(points) > most:
        hidden = len(points) - most + 1
        points = points[: most - 1]
        frame.write(box.left, box.bottom - LINE, frame.context.language.plural(
            "{n} more in the table", "{n} more in the table", hidden), tone="muted")
        box = box.inset(bottom=LINE)
        if not points:
            return []
    height = min(box.height, len(points) * _FAT)
    names = [frame.name(point.label, box.width * 0.42, 2 if height / len(points) >= 2 * LINE - 3 else 1) for _, point in points]
    values = [f"{_value(scale, point)} {numbers(point) if len(point.sources) < 4 else ''}".rstrip() for _, point in points]
    left = max(frame.wide(line) for lines in names for line in lines) + 8
    right = min(max(frame.wide(value) for value in values) + 8, box.width * 0.45)
    plot = Box(box.left + left, box.top, max(box.width - left - right, 20), height)
    field = frame.plot(plot, series=number, foot=False)
    frame.stroke([(plot.left, plot.top), (plot.left, plot.bottom)], frame.context.tokens.strong, zorder=2.2)
    field.x, field.y = (0, float(highest / scale.factor) or 1.0), (len(points) - 0.5, -0.5)
    marks: list[DrawnMark] = []
    slot = height / len(points)
    for row, (index, point) in enumerate(points):
        marks += _row_bar(frame, field, number, series, scale, point, (row, index))
        middle = plot.top + slot * (row + 0.5)
        for at, text in enumerate(names[row]):
            shift = (at - (len(names[row]) - 1) / 2) * (LINE - 1)
            frame.write(plot.left - 6, middle + shift, text, align="right", middle=True)
        end = plot.width * float((point.high or point.value or Decimal(0)) / highest) if highest else 0.0
        frame.write(plot.left + end + 6, middle, frame.wrap(values[row], right, 1)[0], middle=True)
    return marks


def _row_bar(
    frame: Frame, field: Plot, number: int, series: Series, scale: Scale, point: Point, place: tuple[int, int]
) -> list[DrawnMark]:
    row, index = place
    if not point.value:
        return []
    bar = field.bar(0, row - 0.3, float(point.value / scale.factor), 0.6, **_style(frame, series, point))
    whisker(field, line_colour(series, frame), point, row, scale.factor, upright=False)
    read_otherwise(frame, field, point, (float(point.value / scale.factor), row))
    return [DrawnMark(number, index, bar)]


def _value(scale: Scale, point: Point) -> str:
    """Value or range; the unit stands once, above.  Ends that lie many orders apart each say their own."""
    if point.low is not None and point.high is not None and 0 < point.low < scale.factor * _TINY:
        ends = (scale_for(end, scale.unit, scale.language).text(end) for end in (point.low, point.high))
        return "–".join(ends)
    if point.low is not None and point.high is not None and point.low != point.high:
        return f"{scale.number(point.low)}–{scale.number(point.high)}"
    return scale.number(point.value or Decimal(0))
