"""Stacked bars: upright by year, with the names of the series at the right; lying by category, with names at the left."""

from collections.abc import Sequence
from decimal import Decimal

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from pairing_desktop.charts.context import BODY, line_height
from pairing_desktop.charts.frame import Box, Frame, spread
from pairing_desktop.charts.marks import DrawnMark
from pairing_desktop.charts.scale import axis_ticks, chart_scale
from pairing_desktop.domain.charting import ChartData
from pairing_desktop.domain.palette import data_colour

BAR = 0.72  # of the slot of a category
_HATCHES = {"wind": "////"}
_LINE = line_height(BODY)


def hatch_of(code: str, frame: Frame) -> str | None:
    """On paper wind is hatched: orange and green are alike in grey and to some eyes."""
    return _HATCHES.get(code) if frame.context.paper else None


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
    axes = frame.axes(plot)
    top = float(grid[-1])
    points = data.series[0].points
    axes.set_xlim(-0.5 - 0.1, len(points) - 0.5 + 0.1)
    axes.set_ylim(0, top)
    frame.grid(axes, "y")
    frame.label_ticks(axes, "y", [float(tick) for tick in grid], tick_texts)
    _year_ticks(frame, axes, plot, [point.label for point in points])
    marks = _stack(frame, data, axes, scale.factor, upright=True)
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
    names = [frame.wrap(point.label, room, 2) for point in points]
    margin = max(frame.wide(line) for lines in names for line in lines) + 10
    grid = axis_ticks(data, max(totals) / scale.factor, 4 if frame.context.small else 6)
    plot = box.inset(left=margin, top=4, right=key_width, bottom=_LINE + 6)
    plot = Box(plot.left, plot.top, plot.width, min(plot.height, len(points) * 40.0 + 10))  # fat bars look odd
    axes = frame.axes(plot)
    axes.set_xlim(0, float(grid[-1]))
    axes.set_ylim(len(points) - 0.5, -0.5)
    axes.spines["bottom"].set_visible(False)
    frame.grid(axes, "x")
    frame.label_ticks(axes, "x", [float(tick) for tick in grid], [scale.number(t * scale.factor) for t in grid])
    frame.label_ticks(axes, "y", [], [])
    marks = _stack(frame, data, axes, scale.factor, upright=False)
    slot = plot.height / len(points)
    for index, lines in enumerate(names):
        middle = plot.top + slot * (index + 0.5)
        lines = lines[: max(1, int(slot / _LINE))]
        for number, line in enumerate(lines):
            shift = (number - (len(lines) - 1) / 2) * _LINE
            frame.write(plot.left - 8, middle + shift, line, align="right", middle=True)
        end = plot.left + plot.width * float(totals[index] / scale.factor) / float(grid[-1])
        frame.write(end + 5, middle, scale.number(totals[index]), middle=True)
    _key(frame, data, labels, plot, 0.0)
    return marks


def _totals(data: ChartData) -> list[Decimal]:
    columns: list[Decimal] = [Decimal(0)] * len(data.series[0].points)
    for series in data.series:
        for index, point in enumerate(series.points):
            columns[index] += point.value or 0
    return columns


def _stack(frame: Frame, data: ChartData, axes: Axes, factor: Decimal, *, upright: bool) -> list[DrawnMark]:
    """The bars themselves; a value of zero has none."""
    marks: list[DrawnMark] = []
    base = [Decimal(0)] * len(data.series[0].points)
    for number, series in enumerate(data.series):
        fill, edge = data_colour(series.code)
        hatch = hatch_of(series.code, frame)
        for index, point in enumerate(series.points):
            if not point.value:
                continue
            size, start = float(point.value / factor), float(base[index] / factor)
            style = {"facecolor": fill, "edgecolor": edge, "linewidth": 0.6, "hatch": hatch}
            if point.planned:
                style |= {"facecolor": "none", "linestyle": (0, (3, 2)), "linewidth": 1.0}
            bars = (
                axes.bar(index, size, BAR, bottom=start, **style)
                if upright
                else axes.barh(index, size, BAR, left=start, **style)
            )
            marks.append(DrawnMark(number, index, bars.patches[0]))
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
    """Room at the right for the names: as wide as they are, up to 30 % of the chart."""
    widest = max(frame.wide(label) for label in labels) if len(labels) > 1 else 0.0
    return min(widest + 22, box.width * 0.3) if widest else 10.0


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
        fill, edge = data_colour(series.code)
        frame.swatch(left, middle, fill, edge, hatch_of(series.code, frame))
        frame.write(left + 12, middle, frame.wrap(label, room - 12, 1)[0], middle=True)


def _year_ticks(frame: Frame, axes: Axes, plot: Box, labels: Sequence[str]) -> None:
    """Words under the bars: every one, or each second, fifth, tenth … when they would touch."""
    slot = plot.width / len(labels)
    need = max(frame.wide(label) for label in labels) + 8
    step = next((step for step in (1, 2, 4, 5, 10, 20, 50, 100) if slot * step >= need), len(labels))
    places = [index for index, label in enumerate(labels) if _falls_on(label, index, step)]
    frame.label_ticks(axes, "x", [float(place) for place in places], [labels[place] for place in places])
    axes.tick_params(axis="x", length=4)


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
        frame.write(middle, height - 9, text, align="center", middle=True)


def _callouts(
    frame: Frame, data: ChartData, plot: Box, slot: float, totals: Sequence[Decimal], top: float
) -> None:
    """Words above single bars, joined to them by a thin line; one that finds no free place is left to the table."""
    whole = frame.whole
    places = {point.x: index for index, point in enumerate(data.series[0].points)}
    heights = [plot.bottom - plot.height * float(total) / top for total in totals]
    taken: list[Box] = []
    last = len(totals) - 1
    last_text = frame.wide(chart_scale(data).text(totals[last]))
    taken.append(Box(plot.right - last_text - 4, heights[last] - 16, last_text + 8, 16))
    for callout in data.callouts:
        index = places.get(callout.x)
        if index is None:
            continue
        anchor = plot.left + slot * (index + 0.6)
        lines = frame.wrap(callout.text, 150, 2)
        wide = max(frame.wide(line) for line in lines)
        found = _free_place(anchor, heights, plot, slot, wide, _LINE * len(lines), taken)
        if found is None:
            continue
        taken.append(found)
        for number, line in enumerate(lines):
            frame.write(found.left, found.top + number * _LINE, line, tone="muted")
        start = min(max(anchor, found.left + 8), found.right - 8)
        frame.figure.add_artist(
            Line2D(
                (start / whole.width, anchor / whole.width),
                (1 - (found.bottom + 1) / whole.height, 1 - (heights[index] - 2) / whole.height),
                color=frame.context.tokens.strong, linewidth=0.8,
            )
        )


def _free_place(
    anchor: float, heights: Sequence[float], plot: Box, slot: float, wide: float, high: float, taken: Sequence[Box]
) -> Box | None:
    """A place for words near `anchor` and above all bars it spans, clear of those already `taken`."""
    for rise in range(14, int(plot.height), 6):
        for shift in (-0.5, -0.85, -0.15, -1.0, 0.0):
            left = anchor + wide * shift
            if left < plot.left + 2 or left + wide > plot.right - 2:
                continue
            first = max(int((left - plot.left) / slot - 0.1), 0)
            last = min(int((left + wide - plot.left) / slot - 0.1), len(heights) - 1)
            at = min(int((anchor - plot.left) / slot - 0.1), len(heights) - 1)
            bottom = heights[at] - rise
            box = Box(left, bottom - high, wide, high)
            if box.top < plot.top - 8 or min(heights[first : last + 1]) < bottom + 4:
                continue
            if not any(_touch(box, other) for other in taken):
                return box
    return None


def _touch(one: Box, other: Box) -> bool:
    return (
        one.left < other.right + 8 and other.left < one.right + 8
        and one.top < other.bottom + 3 and other.top < one.bottom + 3
    )
