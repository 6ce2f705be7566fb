"""Events marked on a chart over time: the most telling ones of its years, with their sources among the chart's."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pairing_desktop.domain.chart_look import MOST_EVENTS, period_in_view, takes_events
from pairing_desktop.domain.charting import EVENTS, ChartData, Point, Series
from pairing_desktop.domain.dates import display_span
from pairing_desktop.domain.look import WHOLE
from pairing_desktop.domain.timeline import TimelineItem
from pairing_desktop.operations.chart_ground import Ground
from pairing_desktop.store.timeline import events_between

TELLING = ("programme", "commissioning", "agreement", "record", "policy")  # kinds, the first above all


def with_events(ground: Ground, data: ChartData) -> ChartData:
    """The chart with the events of its time; unchanged when it is not over time or nothing is dated then.

    Of many the most telling one of each year is taken, then the second of each, and so on; how many are not marked is
    said.
    """
    period = period_in_view(data, WHOLE) if takes_events(data) else None
    if period is None:
        return data
    first, last = period
    there = events_between(ground.connection, first, last)
    chosen = sorted(_most_telling(there), key=lambda item: (item.earliest, item.latest, item.id))
    if not chosen:
        return data
    language = ground.language
    ground.prepare(record_ids=[item.id for item in chosen])
    points = tuple(
        Point(
            f"{item.earliest}/{item.latest or item.earliest}", language.pick(item.title_en, item.title_zh), None,
            record_ids=(item.id,), sources=ground.cite(record_ids=[item.id]),
            note=display_span(*item.dates, language, short=True),
        )
        for item in chosen
    )
    left = len(there) - len(chosen)
    left_out = [language.plural("{n} event of these years, less telling than those marked",
                                "{n} events of these years, less telling than those marked", left)] if left else []
    return replace(
        data, events=Series(EVENTS, language.tr("Events"), points), sources=ground.sources(),
        left_out=(*data.left_out, *left_out),
    )


def _most_telling(there: Sequence[TimelineItem]) -> list[TimelineItem]:
    taken: Counter[str] = Counter()  # of each year
    order: list[tuple[int, TimelineItem]] = []
    for item in sorted(there, key=_rank):
        order.append((taken[item.earliest[:4]], item))
        taken[item.earliest[:4]] += 1
    return [item for _, item in sorted(order, key=lambda one: (one[0], _rank(one[1])))[:MOST_EVENTS]]


def _rank(item: TimelineItem) -> tuple[int, str, int]:
    known = TELLING.index(item.kind) if item.kind in TELLING else len(TELLING)
    return known, item.earliest, item.id
