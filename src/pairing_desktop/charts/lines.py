"""Lines and running totals: values joined in time; where nothing is on file the line breaks, what is planned is dashed."""

import itertools
import math
from collections.abc import Sequence
from decimal import Decimal

from pairing_desktop.charts.bars import category_ticks
from pairing_desktop.charts.frame import Box, Frame
from pairing_desktop.charts.keys import DASHES, LINE, dot, key_list, key_room, line_colour, whisker
from pairing_desktop.charts.marks import DrawnMark
from pairing_desktop.charts.periods import days, month_ticks
from pairing_desktop.charts.plot import Plot
from pairing_desktop.domain.chart_scale import axis_ticks, chart_scale
from pairing_desktop.domain.charting import ChartData, Point

_GAP_DAYS = 45
JOINED = "joined"  # label of the strokes between points
_Place = tuple[float, float]


def line(frame: Frame, data: ChartData, box: Box) -> list[DrawnMark]:
    """Points of each series, joined where one follows the other."""
    return _draw(frame, data, box, steps=False)


def step(frame: Frame, data: ChartData, box: Box) -> list[DrawnMark]:
    """The same as stairs: a total stands until something is added."""
    return _draw(frame, data, box, steps=True)


def _draw(frame: Frame, data: ChartData, box: Box, *, steps: bool) -> list[DrawnMark]:
    scale = chart_scale(data)
    grid = axis_ticks(data, data.highest / scale.factor, 4 if frame.context.small else 6)
    texts = [scale.number(tick * scale.factor) for tick in grid]
    plot = box.inset(
        left=max(frame.wide(text) for text in texts) + 8, top=LINE + 2, right=key_room(frame, data, box), bottom=LINE + 6
    )
    field = frame.plot(plot)
    field.y = (0, float(grid[-1]))
    frame.ticks_up(field, plot, [float(tick) for tick in grid], texts)
    in_years = all("/" not in point.x for point in data.points)
    if in_years:
        labels = [point.label for point in data.series[0].points]
        order = {point.x: float(index) for index, point in enumerate(data.series[0].points)}
        field.x = (-0.6, len(labels) - 0.4)
        category_ticks(frame, field, plot, labels)
    else:
        spans = [days(point.x) for point in data.points]
        first, last = min(span[0] for span in spans), max(span[1] for span in spans)
        edge = max((last - first) * 0.02, 6)
        order = {point.x: sum(days(point.x)) / 2 for point in data.points}
        field.x = (first - edge, last + edge)
        month_ticks(frame, field, plot, first, last, (last - first) + 2 * edge)
    crowded = len(data.points) > 120
    marks, ends = [], []
    for number, series in enumerate(data.series):
        colour = line_colour(series, frame)
        there = [(index, point) for index, point in enumerate(series.points) if point.value is not None]
        places = {point.x: (order[point.x], float((point.value or 0) / scale.factor)) for _, point in there}
        joined = [(one, two) for (_, one), (_, two) in itertools.pairwise(there) if _follows(one, two, in_years)]
        for planned in (False, True):
            _join(field, [(places[one.x], places[two.x]) for one, two in joined if (one.planned or two.planned) is planned],
                  steps, colour, planned)
        for index, point in there:
            at = places[point.x]
            whisker(field, colour, point, at[0], scale.factor, upright=True)
            marks.append(DrawnMark(number, index, dot(frame, field, series, point, at, size=14 if crowded else 34)))
        last_value = float((there[-1][1].value or 0) / scale.factor) if there else 0.0
        ends.append(plot.bottom - plot.height * last_value / float(grid[-1]))
    key_list(frame, data, plot, ends)
    _name_highest(frame, data, plot, field.x, order, float(grid[-1] * scale.factor))
    return marks


def _follows(one: Point, two: Point, in_years: bool) -> bool:
    """Whether a line may be drawn from one to the other: nothing is missing between them."""
    if in_years:
        return not (one.x.isdecimal() and two.x.isdecimal()) or int(two.x) - int(one.x) == 1
    return days(two.x)[0] - days(one.x)[1] < _GAP_DAYS


def _join(field: Plot, pairs: Sequence[tuple[_Place, _Place]], steps: bool, colour: str, planned: bool) -> None:
    """One stroke from place to place, broken where the next does not begin where the last one ended."""
    path: list[_Place] = []
    for one, two in pairs:
        if not path or path[-1] != one:
            path += [(math.nan, math.nan), one]
        path += [(two[0], one[1]), two] if steps else [two]
    if path:
        field.line([x for x, _ in path], [y for _, y in path], color=colour, linewidth=1.6,
                   linestyle=DASHES if planned else "solid", label=JOINED)


def _name_highest(
    frame: Frame, data: ChartData, plot: Box, ends: tuple[float, float], order: dict[str, float], top: float
) -> None:
    """The highest value is written out."""
    best = max(data.points, key=lambda point: point.value or 0)
    text = chart_scale(data).text(best.value or Decimal(0))
    half = frame.wide(text) / 2
    at = plot.left + plot.width * (order[best.x] - ends[0]) / (ends[1] - ends[0])
    middle = min(max(at, plot.left + half), plot.right + 4 - half)
    height = plot.bottom - plot.height * float(best.high or best.value or 0) / top
    frame.write(middle, height - 13, text, align="center", middle=True, over_grid=True)


