"""Looking at a part of a chart: the period or the rows in view, the series shown, events marked.

A look makes a chart of what is looked at, so that screen, paper, table and files show the same, and the chart itself
says what it leaves out.  Numbers of sources stay as they are.
"""

import re
from dataclasses import replace

from pairing_desktop.domain.chart_words import trust_text
from pairing_desktop.domain.charting import ChartData, Point, Series
from pairing_desktop.domain.dates import PartialDate
from pairing_desktop.domain.language import Language, language
from pairing_desktop.domain.look import Look

TIMED = ("stacked_bar", "period_bar", "bar", "line", "step", "panels")  # forms whose categories may be stretches of time
MOST_EVENTS = 16  # more letters over a chart are not looked up
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def days_of(x: str) -> tuple[str, str] | None:
    """First and last ISO day of "2019", "2019-08" or "2019-08-01/2019-08-31"; None for what is no time."""
    start, found, end = x.partition("/")
    ends = [_DATE.fullmatch(part) for part in (start, end if found else start)]
    if not all(ends):
        return None
    shapes = {4: "year", 7: "month", 10: "day"}
    parts = [PartialDate(part, shapes[len(part)]) for part in (start, end if found else start)]
    return parts[0].earliest, parts[1].latest


def is_timed(data: ChartData) -> bool:
    """Whether the categories of a chart follow one another in time."""
    points = [point for series in data.series for point in series.points]
    return data.form in TIMED and all(
        days_of(point.x) is not None and ("/" in point.x or point.x == point.label) for point in points
    )  # a record may have a number that looks like a year; a year is written as itself


def takes_events(data: ChartData) -> bool:
    """Whether one axis of a chart is time, so that events can be marked over it."""
    return (is_timed(data) and data.form != "panels") or (data.form == "gantt" and not data.is_empty)


def categories(data: ChartData) -> tuple[str, ...]:
    """Every `x` of a chart once, in the order in which they are drawn."""
    found = dict.fromkeys(point.x for series in data.series for point in series.points)
    spans = data.form in TIMED and any("/" in x for x in found)
    # Small charts side by side need not have the same years.
    return tuple(sorted(found)) if spans or (data.form == "panels" and is_timed(data)) else tuple(found)


def in_view(data: ChartData, look: Look) -> tuple[int, int]:
    """First and last index of `categories` that are looked at; all when the look is elsewhere."""
    xs = categories(data)
    if not xs or not (look.first or look.last):
        return 0, len(xs) - 1
    if is_timed(data):
        spans = [days_of(x) or ("", "") for x in xs]
        seen = [at for at, (first, last) in enumerate(spans)
                if last >= look.first and (not look.last or first <= look.last)]
    else:
        first = xs.index(look.first) if look.first in xs else 0
        last = xs.index(look.last) if look.last in xs else len(xs) - 1
        seen = list(range(first, last + 1))
    return (seen[0], seen[-1]) if seen else (0, len(xs) - 1)


def window(data: ChartData, first: int, last: int) -> tuple[str, str]:
    """The ends of a `Look` at categories `first` to `last`; empty for all of them."""
    xs = categories(data)
    if not xs or (first <= 0 and last >= len(xs) - 1):
        return "", ""
    ends = xs[max(first, 0)], xs[min(last, len(xs) - 1)]
    if not is_timed(data):
        return ends
    start, end = days_of(ends[0]), days_of(ends[1])
    assert start is not None and end is not None
    return start[0], end[1]


def period_in_view(data: ChartData, look: Look) -> tuple[str, str] | None:
    """First and last ISO day of what is looked at; None on a chart that is not over time."""
    xs = categories(data)
    if not xs or not (is_timed(data) or takes_events(data)):
        return None
    first, last = in_view(data, look)
    spans = [span for span in map(days_of, xs[first:last + 1]) if span]
    return (min(span[0] for span in spans), max(span[1] for span in spans)) if spans else None


def fitting(data: ChartData, look: Look) -> Look:
    """The look, so far as it means this chart: no series and rows that are another chart's, no period that shows
    nothing of it."""
    hidden = look.hidden & {series.code for series in hideable(data)}
    if len(hidden) == len(data.series):
        hidden = frozenset()
    first, last = look.first, look.last
    if (first or last) and window(data, *in_view(data, look)) == ("", ""):
        first = last = ""
    return Look(hidden, first, last, look.events and takes_events(data))


def looked(data: ChartData, look: Look) -> ChartData:
    """The chart of what is looked at.  What it leaves out for that stands in `left_out` and `subtitle`."""
    xs = categories(data)
    first, last = in_view(data, look)
    hidden = [series for series in data.series if series.code in look.hidden]
    if (first, last) == (0, len(xs) - 1) and not hidden:
        return data
    said = language(data.language)
    seen = frozenset(xs[first:last + 1])
    keep_empty = data.form == "period_bar"  # the first series are its bars, the others levels, whoever is hidden
    series = tuple(
        replace(one, points=tuple(point for point in one.points if point.x in seen) if one not in hidden else ())
        for one in data.series if one not in hidden or keep_empty
    )
    parts, left_out = [data.subtitle], list(data.left_out)
    if len(seen) < len(xs):
        parts.append(_window_words(data, xs[first], xs[last], said))
        beyond = sum(_is_drawn(point) for one in data.series if one not in hidden
                     for point in one.points if point.x not in seen)
        left_out.append(said.plural(
            "{n} value outside the part that is shown", "{n} values outside the part that is shown", beyond))
    for one in hidden:
        values = sum(_is_drawn(point) for point in one.points)
        parts.append(said.tr("without: {name}", name=one.label))
        left_out.append(said.plural("{name}, hidden by choice: {n} value", "{name}, hidden by choice: {n} values",
                                    values, name=one.label))
    events = data.events
    if events is not None:
        begin, end = period_in_view(data, look) or ("", "")
        inside = tuple(point for point in events.points if begin <= point.x[:10] and point.x <= f"{end}~")
        events = replace(events, points=inside) if inside else None
    made = replace(
        data, events=events, series=tuple(one for one in series if one.points or keep_empty),
        subtitle=("；" if said.is_chinese else "; ").join(filter(None, parts)), left_out=tuple(left_out),
        callouts=tuple(callout for callout in data.callouts if callout.x in seen and not hidden),
        summary=said.tr("Of the whole chart: {summary}", summary=data.summary) if data.summary else "",
    )
    made = replace(made, figures=_figures(made))
    return replace(made, trust=trust_text(made, said, part=True))


def _window_words(data: ChartData, first: str, last: str, said: Language) -> str:
    names = {point.x: point.label for series in data.series for point in series.points}
    if first == last:
        return said.tr("shown: {name} only", name=names[first])
    if is_timed(data):
        return said.tr("shown: {first} to {last} only", first=names[first], last=names[last])
    xs = categories(data)
    return said.tr("shown: rows {first} to {last} of {all}", first=xs.index(first) + 1, last=xs.index(last) + 1,
                   all=len(xs))


def _is_drawn(point: Point) -> bool:
    """A count of nothing is no value that one could miss."""
    return point.value is not None and bool(point.value or point.claim_ids or point.record_ids or point.posting_ids)


def _figures(data: ChartData) -> int:
    """How many statements are drawn: claims, or the records that are counted."""
    if any(point.rows for point in data.points):  # not all ids are listed: a running total holds the ones before it
        numbers = [[point.rows or len(point.claim_ids or point.record_ids) for point in one.points] for one in data.series]
        return sum(max(one, default=0) if data.cumulative or data.form == "step" else sum(one) for one in numbers)
    behind: set[tuple[str, int]] = set()
    for point in data.points:
        kind, ids = next(
            ((kind, ids) for kind, ids in (("claim", point.claim_ids), ("posting", point.posting_ids)) if ids),
            ("record", point.record_ids),
        )
        behind.update((kind, id) for id in ids)
    return len(behind)


def hideable(data: ChartData) -> tuple[Series, ...]:
    """The series that can be hidden: all of a chart that has several."""
    return data.series if len(data.series) > 1 else ()
