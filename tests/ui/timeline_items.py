"""Items for the tests of the timeline."""

from array import array
from itertools import count

from pairing_desktop.domain.dates import PartialDate
from pairing_desktop.domain.language import language
from pairing_desktop.domain.timeline import LANE_OF_EVENT, Timeline, TimelineItem, YearCount
from pairing_desktop.ui.timeline.index import Index, make_index
from pairing_desktop.ui.timeline.marks import Look
from pairing_desktop.ui.timeline.scale import Scale, day_of, year_start

TODAY = "2026-10-05"
_ids = count(1)


def event(
    date: str, precision: str, end: str = "", kind: str = "policy", title: str = "Something", id: int = 0
) -> TimelineItem:
    """An event; its id is the next free one unless given."""
    last = PartialDate(end or date, precision).latest
    return TimelineItem(
        "events", id or next(_ids), LANE_OF_EVENT[kind], kind, title, f"{title}（中）", date, end, precision, precision,
        PartialDate(date, precision).earliest, last,
    )


def project(
    start: str, end: str = "", *, runs: bool = False, industry: str = "solar thermal", name: str = "Plant"
) -> TimelineItem:
    """A project; the precision of its dates follows from their lengths."""
    shape = {10: "day", 7: "month", 4: "year", 0: "unknown"}
    first = PartialDate(start or end, shape[len(start or end)])
    last = PartialDate(end or start, shape[len(end or start)])
    return TimelineItem(
        "projects", next(_ids), "projects", industry, name, f"{name}（中）", start, end, shape[len(start)],
        shape[len(end)], first.earliest, TODAY if runs else last.latest, runs,
    )


def timeline(*items: TimelineItem, claims: tuple[YearCount, ...] = (), undated: tuple[int, int] = (0, 0)) -> Timeline:
    ordered = sorted(items, key=lambda item: (item.row_kind, item.id))
    return Timeline(
        tuple(ordered), array("q", (item.id for item in ordered)), array("i", range(len(ordered))),
        array("i", (day_of(item.earliest) for item in ordered)), array("i", (day_of(item.latest) for item in ordered)),
        claims, *undated, TODAY,
    )


def index(*items: TimelineItem, **more: object) -> Index:
    found = {(item.row_kind, item.id): item for item in items}
    return make_index(timeline(*items, **more), lambda kind, id: found[kind, id])  # type: ignore[arg-type]


def look(code: str = "en", height: float = 640.0) -> Look:
    """Letters seven pixels wide."""
    return Look(language(code), lambda text: 7.0 * len(text), 17.0, height)


def years(first: int = 2010, last: int = 2026, width: float = 836.0) -> Scale:
    """A view from the start of one year to today or the start of another."""
    return Scale.fit(year_start(first), min(year_start(last + 1), day_of(TODAY)), width)
