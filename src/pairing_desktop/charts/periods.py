"""Bars as wide as the time they count: a month, a meter month, 37 days; where nothing is on file there is a gap."""

import datetime
import itertools
from decimal import Decimal

from matplotlib.artist import Artist

from pairing_desktop.charts.colours import colour
from pairing_desktop.charts.context import BODY, line_height
from pairing_desktop.charts.frame import Box, Frame, spread
from pairing_desktop.charts.keys import read_otherwise
from pairing_desktop.charts.marks import DrawnMark
from pairing_desktop.charts.plot import Plot
from pairing_desktop.domain.chart_scale import axis_ticks, chart_scale
from pairing_desktop.domain.charting import ChartData, Point
from pairing_desktop.domain.dates import PartialDate, display

_LINE = line_height(BODY)
_LEVEL = (0, (2.2, 1.2))  # dashes
_GAP_DAYS = 45  # from here on a hole is named


def days(x: str) -> tuple[int, int]:
    """First day and the day after the last of a period "2019-08-01/2019-08-31", as ordinals."""
    first, _, last = x.partition("/")
    return datetime.date.fromisoformat(first).toordinal(), datetime.date.fromisoformat(last).toordinal() + 1


def period_bar(frame: Frame, data: ChartData, box: Box) -> list[DrawnMark]:
    """Bars of the first series, each over its own days; those of the others are levels to compare with."""
    scale = chart_scale(data)
    grid = axis_ticks(data, data.highest / scale.factor, 4 if frame.context.small else 6)
    tick_texts = [scale.number(tick * scale.factor) for tick in grid]
    spans = [days(point.x) for point in data.points]
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    edge = max((last - first) * 0.02, 6)
    names = [series.label for series in data.series]
    key_width = max(frame.wide(name) for name in names) + 24
    plot = box.inset(
        left=max(frame.wide(text) for text in tick_texts) + 8, top=_LINE + 2, right=key_width, bottom=_LINE + 6
    )
    field = frame.plot(plot)
    field.x, field.y = (first - edge, last + edge), (0, float(grid[-1]))
    frame.ticks_up(field, plot, [float(tick) for tick in grid], tick_texts)
    month_ticks(frame, field, plot, first, last, (last - first) + 2 * edge)
    marks: list[DrawnMark] = []
    for number, series in enumerate(data.series):
        for index, point in enumerate(series.points):
            if point.value is not None:
                draw = _bar if number == 0 else _level
                marks.append(DrawnMark(number, index, draw(frame, field, series.code, point, scale.factor)))
    per_day = plot.width / (last - first + 2 * edge)
    top = float(grid[-1] * scale.factor)
    named = _name_highest(frame, data, plot, first - edge, per_day, top)
    _number_sources(frame, data, plot, first - edge, per_day, top, named)
    _name_gaps(frame, data, plot, first - edge, per_day)
    _key(frame, data, plot, top)
    return marks


def _bar(frame: Frame, field: Plot, code: str, point: Point, factor: Decimal) -> Artist:
    start, end = days(point.x)
    fill, edge = colour(code)
    disputed = point.low is not None and point.high is not None
    bar = field.bar(
        start, 0, end - start, float((point.value or 0) / factor),
        facecolor="none" if disputed else fill, edgecolor=edge, linewidth=1.0 if disputed else 0.6,
    )
    if point.low is not None and point.high is not None:
        middle = (start + end) / 2
        low, high = float(point.low / factor), float(point.high / factor)
        field.line([middle, middle], [low, high], color=edge, linewidth=1.2)
        for level in (low, high):
            field.line([middle - 3, middle + 3], [level, level], color=edge, linewidth=1.2)
    read_otherwise(frame, field, point, ((start + end) / 2, float((point.value or 0) / factor)))
    return bar


def _level(frame: Frame, field: Plot, code: str, point: Point, factor: Decimal) -> Artist:
    """A dashed line across the period at the value, a little wider than the bar."""
    start, end = days(point.x)
    level = float((point.value or 0) / factor)
    return field.line([start - 3, end + 3], [level, level], color=frame.context.tokens.text, linewidth=1.6, linestyle=_LEVEL)


def month_ticks(frame: Frame, field: Plot, plot: Box, first: int, last: int, shown: float) -> None:
    """A tick in the middle of every month, or of each second, third … when their names would touch."""
    start, end = datetime.date.fromordinal(first), datetime.date.fromordinal(last - 1)
    months = [(n // 12, n % 12 + 1) for n in range(start.year * 12 + start.month - 1, end.year * 12 + end.month)]

    def name(year: int, month: int) -> str:
        return display(PartialDate.of(year, month), frame.context.language, short=True)

    need = max(frame.wide(name(2020, month)) for month in (1, 9, 12)) + 10
    per_month = plot.width / shown * 30.4
    step = next((step for step in (1, 2, 3, 6, 12) if step * per_month >= need), 0)
    if step:
        chosen = [pair for pair in months if (pair[1] - 1) % step == 0] or months[:1]
        labels = [name(*pair) for pair in chosen]
    else:
        years = sorted({year for year, _ in months})
        every = next(n for n in (1, 2, 5, 10, 20, 50, 100) if n * per_month * 12 >= need)
        chosen = [(year, 1) for year in years if year % every == 0] or [(years[0], 1)]
        labels = [str(year) for year, _ in chosen]
    frame.ticks_across(field, plot, [datetime.date(*pair, 15).toordinal() for pair in chosen], labels, marks=True)


def _name_highest(frame: Frame, data: ChartData, plot: Box, origin: float, per_day: float, top: float) -> str:
    """The highest bar says its value; gives its x."""
    points = [point for point in data.series[0].points if point.value is not None]
    if not points:
        return ""
    best = max(points, key=lambda point: point.value or 0)
    text = chart_scale(data).text(best.value or Decimal(0))
    start, end = days(best.x)
    half = frame.wide(text) / 2
    middle = min(max(plot.left + ((start + end) / 2 - origin) * per_day, plot.left + half), plot.right - half)
    levels = [best.high or best.value or Decimal(0)]
    levels += [p.value for series in data.series[1:] for p in series.points if p.x == best.x and p.value]
    frame.write(
        middle, plot.bottom - plot.height * float(max(levels)) / top - 9, text, align="center", middle=True,
        over_grid=True,
    )
    return best.x


def _number_sources(
    frame: Frame, data: ChartData, plot: Box, origin: float, per_day: float, top: float, named: str
) -> None:
    """The numbers of its sources above each bar that is wide enough; the highest has its value there already."""
    for point in data.series[0].points:
        if point.value is None or point.x == named or frame.context.small:
            continue
        start, end = days(point.x)
        numbers = "".join(f"[{number + 1}]" for number in point.sources)
        if frame.wide(numbers) > (end - start + 8) * per_day:
            continue
        levels = [point.high or point.value]
        levels += [p.value for series in data.series[1:] for p in series.points if p.x == point.x and p.value]
        frame.write(
            plot.left + ((start + end) / 2 - origin) * per_day,
            plot.bottom - plot.height * float(max(levels)) / top - 8, numbers, tone="muted", align="center",
            middle=True,
        )


def _name_gaps(frame: Frame, data: ChartData, plot: Box, origin: float, per_day: float) -> None:
    """Words in the holes between bars, so that no one takes them for months without output."""
    spans = sorted({days(point.x) for point in data.points})
    text = frame.context.language.tr("no figure on file")
    room = frame.wide(text) + 12
    for before, after in itertools.pairwise(spans):
        if after[0] - before[1] >= _GAP_DAYS and (after[0] - before[1]) * per_day >= room:
            middle = plot.left + ((before[1] + after[0]) / 2 - origin) * per_day
            frame.write(middle, plot.bottom - 10, text, tone="muted", align="center", middle=True)


def _key(frame: Frame, data: ChartData, plot: Box, top: float) -> None:
    """Names at the right end, level with the last value of each series."""
    last = [
        (float(series.points[-1].value or 0), number) for number, series in enumerate(data.series) if series.points
    ]
    wanted = sorted((plot.bottom - plot.height * value / top, number) for value, number in last)
    places = spread([place for place, _ in wanted], _LINE, plot.top, plot.bottom)
    for middle, (_, number) in zip(places, wanted, strict=True):
        series = data.series[number]
        if number == 0:
            fill, edge = colour(series.code)
            frame.swatch(plot.right + 5, middle, fill, edge, None)
        else:
            ends = [(plot.right + 4, middle), (plot.right + 14, middle)]
            frame.stroke(ends, frame.context.tokens.text, wide=1.6, dashes=_LEVEL)
        frame.write(plot.right + 18, middle, series.label, middle=True, series=series.code)
