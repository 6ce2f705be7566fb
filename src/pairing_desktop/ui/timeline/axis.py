"""The axis: years, then months, then days as one zooms in, labels never over one another in either
language."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pairing_desktop.domain.dates import month_name
from pairing_desktop.domain.language import Language
from pairing_desktop.ui.timeline.scale import LAST_DAY, Scale, year_at, year_start

Measure = Callable[[str], float]  # width of a text in pixels

GAP = 10.0  # between two labels
YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
DAY_STEPS = (1, 2, 5, 10)


@dataclass(frozen=True)
class Label:
    """A text centred at pixel `x`, `width` pixels wide."""

    text: str
    x: float
    width: float


@dataclass(frozen=True)
class Axis:
    """What the head of the timeline shows.  `level` is "year", "month" or "day"; `upper` names the larger
    period (empty at year level); `lines` are pixels of grid lines, `strong` those where a larger period
    begins."""

    level: str
    labels: tuple[Label, ...]
    upper: tuple[Label, ...]
    lines: tuple[float, ...]
    strong: tuple[float, ...]


def axis(scale: Scale, language: Language, measure: Measure) -> Axis:
    """The axis of a view; `measure` gives the width of a label in pixels."""
    if scale.density * 10 >= measure("28") + GAP:
        return _days(scale, language, measure)
    widest = max(measure(month_text(month, language)) for month in range(1, 13))
    if scale.density * 28 >= widest + GAP:
        return _months(scale, language, measure)
    return _years(scale, measure)


def month_text(month: int, language: Language) -> str:
    """Mar, 3月."""
    return f"{month}月" if language.is_chinese else month_name(month, short=True)


def _years(scale: Scale, measure: Measure) -> Axis:
    room = measure("2028") + GAP
    step = next((one for one in YEAR_STEPS if one * 365 * scale.density >= room), YEAR_STEPS[-1])
    labels, lines = [], []
    first = year_at(scale.left)
    for year in range(first, year_at(scale.right) + 2):
        start = scale.x(year_start(year))
        if step == 1 or year % step == 0:
            lines.append(start)
            text = str(year)
            labels.append(Label(text, (start + scale.x(year_start(year + 1))) / 2, measure(text)))
    return Axis("year", _inside(labels, scale), (), tuple(lines), ())


def _months(scale: Scale, language: Language, measure: Measure) -> Axis:
    labels: list[Label] = []
    lines: list[float] = []
    strong: list[float] = []
    upper: list[tuple[str, int, int]] = []
    for year, month, start, end in _month_spans(scale):
        (strong if month == 1 else lines).append(scale.x(start))
        text = month_text(month, language)
        labels.append(Label(text, (scale.x(start) + scale.x(end)) / 2, measure(text)))
        if month == 1 or not upper:
            upper.append((_year_text(year, language), year_start(year), year_start(year + 1)))
    return Axis("month", _inside(labels, scale), _pinned(upper, scale, measure), tuple(lines), tuple(strong))


def _days(scale: Scale, language: Language, measure: Measure) -> Axis:
    step = next((one for one in DAY_STEPS if one * scale.density >= measure("28") + GAP), DAY_STEPS[-1])
    labels: list[Label] = []
    lines: list[float] = []
    strong: list[float] = []
    upper: list[tuple[str, int, int]] = []
    for year, month, start, end in _month_spans(scale):
        strong.append(scale.x(start))
        name = f"{year}年{month}月" if language.is_chinese else f"{month_name(month)} {year}"
        upper.append((name, start, end))
        for day in range(1, end - start + 1, step):
            if end - start - day + 1 < step and day > 1:
                continue  # the 31st would stand upon the first of the next month
            left = scale.x(start + day - 1)
            if day > 1:
                lines.append(left)
            labels.append(Label(str(day), left + scale.density / 2, measure(str(day))))
    seen = tuple(x for x in lines if 0 <= x <= scale.width)
    return Axis("day", _inside(labels, scale), _pinned(upper, scale, measure), seen, tuple(strong))


def _month_spans(scale: Scale) -> Iterator[tuple[int, int, int, int]]:
    """Year, month, first ordinal and ordinal after the last, of the months in view."""
    day = datetime.date.fromordinal(max(1, min(int(scale.left), LAST_DAY))).replace(day=1)
    while day.toordinal() < scale.right and (day.year, day.month) < (9999, 12):
        after = (day + datetime.timedelta(days=32)).replace(day=1)
        yield day.year, day.month, day.toordinal(), after.toordinal()
        day = after


def _year_text(year: int, language: Language) -> str:
    return f"{year}年" if language.is_chinese else str(year)


def _inside(labels: list[Label], scale: Scale) -> tuple[Label, ...]:
    return tuple(one for one in labels if one.width / 2 + 2 <= one.x <= scale.width - one.width / 2 - 2)


def _pinned(periods: list[tuple[str, int, int]], scale: Scale, measure: Measure) -> tuple[Label, ...]:
    """Names of the larger periods, in the middle of what is seen of them; left out where there is no room."""
    labels = []
    for text, start, end in periods:
        left, right = max(scale.x(start), 0.0), min(scale.x(end), scale.width)
        width = measure(text)
        if right - left >= width + GAP:
            labels.append(Label(text, (left + right) / 2, width))
    return tuple(labels)
