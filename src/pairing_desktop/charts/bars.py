"""Stacked bars: upright by year, the names of the series at their right; lying by category, names at their left."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from pairing_desktop.charts.colours import series_colour, series_hatch
from pairing_desktop.charts.context import BODY, line_height
from pairing_desktop.charts.frame import Box, Frame, spread
from pairing_desktop.charts.keys import read_otherwise
from pairing_desktop.charts.marks import DrawnMark
from pairing_desktop.charts.plot import Plot
from pairing_desktop.domain.chart_scale import axis_ticks, chart_scale
from pairing_desktop.domain.charting import ChartData, Series

BAR = 0.72  # of the slot of a category
_LINE = line_height(BODY)


def hatch_of(series: Series, frame: Frame) -> str | None:
    """The hatch of a series, on paper only."""
    return series_hatch(series) if frame.context.paper else None


def stacked_bar(frame: Frame, data: ChartData, box: Box) -> list[DrawnMark]:
    """Upright stacks in `box`, one a category."""
    scale = chart_scale(data)
    labels = _key_labels(data)
    key_width = _key_width(frame, labels, box)
    totals = _totals(data)
    grid = axis_ticks(data, max(totals) / scale.factor, 4 if frame.context.small else 7)
    tick_texts = [scale.number(tick * scale.factor) for tick in grid]
    margin = max(frame.wide(text) for text in tick_texts) + 8
    plot = box.inset(left=margin, top=_LINE + 2, right=key_width, bottom=_LINE + 6)
    field = frame.plot(plot)
    top = float(grid[-1])
    points = data.series[0].points
    field.x, field.y = (-0.6, len(points) - 0.4), (0, top)
    frame.ticks_up(field, plot, [float(tick) for tick in grid], tick_texts)
    category_ticks(frame, field, plot, [point.label for point in points])
    marks = _stack(frame, data, field, scale.factor, upright=True)
    slot = plot.width / (len(points) + 0.2)
    _total_labels(frame, data, plot, totals, slot, top * float(scale.factor))
    _key(frame, data, labels, plot, top * float(scale.factor))
    if data.callouts and not frame.context.small:
        _callouts(frame, data, plot, slot, totals, top * float(scale.factor))
    return marks


def stacked_barh(frame: Frame, data: ChartData, box: Box) -> list[DrawnMark]:
    """Lying stacks in `box`, one a category, the first at the top."""
    scale = chart_scale(data)
    labels = _key_labels(data)
    key_width = _key_width(frame, labels, box)
    points = data.series[0].points
    totals = _totals(data)
    room = box.width * 0.34
    lines_each = 2 if (box.height - _LINE - 10) / len(points) >= 2 * _LINE else 1
    names = [frame.wrap(point.label, room, lines_each) for point in points]
    margin = max(frame.wide(line) for lines in names for line in lines) + 10
    grid = axis_ticks(data, max(totals) / scale.factor, 4 if frame.context.small else 6)
    number_width = max(frame.wide(scale.number(total)) for total in totals) + 10
    plot = box.inset(left=margin, top=4, right=key_width + number_width, bottom=_LINE + 6)
    plot = Box(plot.left, plot.top, plot.width, min(plot.height, len(points) * 40.0 + 10))  # fat bars look odd
    field = frame.plot(plot, foot=False)
    field.x, field.y = (0, float(grid[-1])), (len(points) - 0.5, -0.5)
    frame.ticks_across(field, plot, [float(tick) for tick in grid], [scale.number(t * scale.factor) for t in grid], grid=True)
    marks = _stack(frame, data, field, scale.factor, upright=False)
    slot = plot.height / len(points)
    for index, lines in enumerate(names):
        middle = plot.top + slot * (index + 0.5)
        for number, line in enumerate(lines):
            shift = (number - (len(lines) - 1) / 2) * _LINE
            frame.write(plot.left - 8, middle + shift, line, align="right", middle=True)
        end = plot.left + plot.width * float(totals[index] / scale.factor) / float(grid[-1])
        frame.write(end + 5, middle, scale.number(totals[index]), middle=True, over_grid=True)
    _key(frame, data, labels, plot.inset(right=-number_width), 0.0)
    return marks


def _totals(data: ChartData) -> list[Decimal]:
    columns: list[Decimal] = [Decimal(0)] * len(data.series[0].points)
    for series in data.series:
        for index, point in enumerate(series.points):
            columns[index] += point.value or 0
    return columns


def _stack(frame: Frame, data: ChartData, field: Plot, factor: Decimal, *, upright: bool) -> list[DrawnMark]:
    """The bars themselves; a value of zero has none."""
    marks: list[DrawnMark] = []
    base = [Decimal(0)] * len(data.series[0].points)
    for number, series in enumerate(data.series):
        fill, edge = series_colour(series)
        hatch = hatch_of(series, frame)
        for index, point in enumerate(series.points):
            if not point.value:
                continue
            size, start = float(point.value / factor), float(base[index] / factor)
            style: dict[str, Any] = {"facecolor": fill, "edgecolor": edge, "linewidth": 0.6, "hatch": hatch}
            apart = point.low is not None and point.low != point.high and not data.cumulative  # of a total only a part is
            if point.planned or apart:
                style |= {"facecolor": "none", "linewidth": 1.0, "hatch": None}
            if point.planned:
                style |= {"linestyle": (0, (3, 2))}
            corner, low = index - BAR / 2, start
            bar = field.bar(corner, low, BAR, size, **style) if upright else field.bar(low, corner, size, BAR, **style)
            marks.append(DrawnMark(number, index, bar))
            if point.low is not None and point.high is not None:
                ends = [start + float(end / factor) for end in (point.low, point.high)]
                whisker = ([index, index], ends) if upright else (ends, [index, index])
                field.line(*whisker, color=frame.context.tokens.text, linewidth=1.2, marker="_" if upright else "|",
                           markersize=6)
            read_otherwise(frame, field, point, (index, start + size) if upright else (start + size, index))
            base[index] += point.value
    return marks


def _key_labels(data: ChartData) -> list[str]:
    """What stands at the right for each series: its name and last value, or its total when bars do not add up."""
    scale = chart_scale(data)
    labels = []
    for series in data.series:
        values = [point.value or Decimal(0) for point in series.points]
        shown = values[-1] if data.cumulative else sum(values, Decimal(0))
        labels.append(f"{series.label}  {scale.number(shown)}")
    return labels


def _key_width(frame: Frame, labels: Sequence[str], box: Box) -> float:
    """Room at the right for the names: as they are wide, to a third of the chart, of a small one a little more."""
    widest = max(frame.wide(label) for label in labels) if len(labels) > 1 else 0.0
    return min(widest + 22, box.width * (0.38 if frame.context.small else 0.33)) if widest else 10.0


def _key(frame: Frame, data: ChartData, labels: Sequence[str], plot: Box, top: float) -> None:
    """Names of the series: beside their piece of the last bar when bars add up, else as a short list in stack order."""
    if len(labels) < 2:
        return
    left, room = plot.right + 6, frame.whole.right - plot.right - 10
    if data.cumulative:
        middles, base = [], Decimal(0)
        for series in data.series:
            value = series.points[-1].value or Decimal(0)
            middles.append(plot.bottom - plot.height * float(base + value / 2) / top)
            base += value
        places = spread([*reversed(middles)], _LINE, plot.top, plot.bottom - _LINE / 2)[::-1]
    else:
        first = plot.top + _LINE / 2 + 2
        step = min(_LINE + 3, plot.height / len(labels))
        places = [first + step * (len(labels) - 1 - index) for index in range(len(labels))]
    for series, label, middle in zip(data.series, labels, places, strict=True):
        fill, edge = series_colour(series)
        frame.swatch(left, middle, fill, edge, hatch_of(series, frame))
        shown = label if frame.wide(label) <= room - 12 else series.label  # the name before the number
        frame.write(left + 12, middle, frame.wrap(shown, room - 12, 1)[0], middle=True, series=series.code)


def category_ticks(frame: Frame, field: Plot, plot: Box, labels: Sequence[str]) -> None:
    """Words under the bars: every one, or each second, fifth, tenth … when they would touch."""
    slot = plot.width / len(labels)
    need = max(frame.wide(label) for label in labels) + 8
    step = next((step for step in (1, 2, 4, 5, 10, 20, 50, 100) if slot * step >= need), len(labels))
    places = [index for index, label in enumerate(labels) if _falls_on(label, index, step)]
    frame.ticks_across(field, plot, places, [labels[place] for place in places], marks=True)


def _falls_on(label: str, index: int, step: int) -> bool:
    return int(label) % step == 0 if label.isdigit() else index % step == 0


def _total_labels(
    frame: Frame, data: ChartData, plot: Box, totals: Sequence[Decimal], slot: float, top: float
) -> None:
    """The total above each bar where there is room; else only above the last (a running total) or the highest."""
    scale = chart_scale(data)
    short = [scale.number(total) for total in totals]
    room = all(frame.wide(text) <= slot - 3 for text in short)
    if data.cumulative or not room or frame.context.small:
        chosen = [len(totals) - 1 if data.cumulative else totals.index(max(totals))]
        texts = {index: scale.text(totals[index]) for index in chosen}
    else:
        texts = {index: text for index, text in enumerate(short) if totals[index]}
    for index, text in texts.items():
        middle = plot.left + slot * (index + 0.6)
        half = frame.wide(text) / 2
        middle = min(middle, plot.right + 4 - half) if data.cumulative else middle
        height = plot.bottom - plot.height * float(totals[index]) / top
        frame.write(middle, height - 9, text, align="center", middle=True, over_grid=True)


def _callouts(
    frame: Frame, data: ChartData, plot: Box, slot: float, totals: Sequence[Decimal], top: float
) -> None:
    """Words beside single bars, joined to them by a thin line; one that finds no free place is left to the table."""
    places = {point.x: index for index, point in enumerate(data.series[0].points)}
    heights = [plot.bottom - plot.height * float(total) / top for total in totals]
    last_text = frame.wide(chart_scale(data).text(totals[-1]))
    taken = [Box(plot.right - last_text - 4, heights[-1] - 18, last_text + 8, 18)]
    for callout in data.callouts:
        index = places.get(callout.x)
        if index is None:
            continue
        lines = frame.wrap(callout.text, 150, 2)
        words = Box(0, 0, max(frame.wide(line) for line in lines), _LINE * len(lines))
        found = _free_place(index, heights, plot, slot, words, taken)
        if found is None:
            continue
        box, start, end = found
        taken += [box, _around(start, end)]
        for number, line in enumerate(lines):
            frame.write(box.left, box.top + number * _LINE, line, tone="muted", over_grid=True)
        frame.stroke([start, end], frame.context.tokens.strong)


_Spot = tuple[float, float]


def _free_place(
    index: int, heights: Sequence[float], plot: Box, slot: float, words: Box, taken: Sequence[Box]
) -> tuple[Box, _Spot, _Spot] | None:
    """A place for words near bar `index`: above it and all bars they span, else to its left above lower bars.

    Gives the place and the two ends of the line that joins them."""
    anchor = plot.left + slot * (index + 0.6)
    for rise in range(14, int(plot.height), 5):
        for shift in (-0.85, -1.0, -0.5, -0.15, 0.0, 0.1, 0.2):
            box = Box(anchor + words.width * shift, heights[index] - rise - words.height, words.width, words.height)
            start = (min(max(anchor, box.left + 8), box.right - 8), box.bottom + 1)
            end = (anchor, heights[index] - 2)
            if _is_free(box, _around(start, end), heights, plot, slot, taken):
                return box, start, end
    side = anchor - slot * BAR / 2
    for fall in range(24, int(plot.bottom - heights[index]), 8):
        box = Box(side - 16 - words.width, heights[index] + fall, words.width, words.height)
        start, end = (box.right + 3, box.top + words.height / 2), (side - 1, box.top + words.height / 2)
        if _is_free(box, _around(start, end), heights, plot, slot, taken):
            return box, start, end
    return None


def _is_free(
    box: Box, line: Box, heights: Sequence[float], plot: Box, slot: float, taken: Sequence[Box]
) -> bool:
    if box.left < plot.left + 2 or box.right > plot.right - 2 or box.top < plot.top - 8:
        return False
    first = max(int((box.left - plot.left) / slot - 0.1), 0)
    last = min(int((box.right - plot.left) / slot - 0.1), len(heights) - 1)
    if min(heights[first : last + 1]) < box.bottom + 4:
        return False
    return not any(_touch(box, other, 6) or _touch(line, other, 2) for other in taken)


def _around(start: _Spot, end: _Spot) -> Box:
    left, top = min(start[0], end[0]), min(start[1], end[1])
    return Box(left, top, abs(start[0] - end[0]), abs(start[1] - end[1]))


def _touch(one: Box, other: Box, gap: float) -> bool:
    return (
        one.left < other.right + gap and other.left < one.right + gap
        and one.top < other.bottom + 2 and other.top < one.bottom + 2
    )
