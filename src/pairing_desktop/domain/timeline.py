"""Values of the timeline: spans on lanes, each as precise as its source."""

from collections.abc import Mapping
from dataclasses import dataclass

from pairing_desktop.domain.dates import PartialDate

LANES = ("programme", "agreement", "projects", "commissioning", "operation", "life", "claims")

LANE_OF_EVENT = {
    "policy": "programme", "programme": "programme", "publication": "programme", "establishment": "programme",
    "agreement": "agreement", "investment": "agreement",
    "construction": "commissioning", "commissioning": "commissioning",
    "record": "operation", "outage": "operation", "disaster": "operation", "astronomy": "operation",
    "visit": "life", "market": "life", "tourism": "life", "transport": "life", "education": "life",
    "agriculture": "life",
}

RUNNING = frozenset({"active", "operating", "under_construction"})  # statuses of a project that still goes on


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """An event, a project's span or the dated claims of a year.

    `earliest` and `latest` are ISO days that bound the whole item; `precision` is that of `date`,
    `end_precision` that of `end_date` (day, month, quarter, half, year, decade; "unknown" or "" on a side
    that is not stated); `open_end` means it still runs and `latest` is then today at least.  `lane` is one
    of LANES, `kind` the event kind, or the industry of a project; `row_kind` is "events" or "projects";
    `id` the record's integer key.  `title_en`, `title_zh` are the names as kept.
    """

    row_kind: str
    id: int
    lane: str
    kind: str
    title_en: str
    title_zh: str
    date: str
    end_date: str
    precision: str
    end_precision: str
    earliest: str
    latest: str
    open_end: bool = False
    disputed: bool = False

    @property
    def dates(self) -> tuple[PartialDate | None, PartialDate | None]:
        """First and last as partial dates, for words: the same twice for one date, None on an open side."""
        start = PartialDate(self.date, self.precision) if self.date else None
        end = PartialDate(self.end_date, self.end_precision) if self.end_date else None
        return start, end if end or self.open_end else start


@dataclass(frozen=True)
class YearCount:
    """Dated claims of one year: all of them, and those that are disputed or implausible."""

    year: int
    claims: int
    disputed: int


@dataclass(frozen=True)
class Timeline:
    """Everything on the timeline, by `earliest`, and how many events and projects carry no date."""

    items: tuple[TimelineItem, ...]
    claims: tuple[YearCount, ...]
    undated_events: int
    undated_projects: int
    today: str


def event_item(id: int, values: Mapping[str, str], *, disputed: bool = False) -> TimelineItem | None:
    """The item of an event row (fields of `kinds.EVENTS`); None when it carries no date."""
    date, precision, end_date = values["date"], values["date_precision"], values["end_date"]
    if not date:
        return None
    end = end_date or date
    return TimelineItem(
        "events", id, LANE_OF_EVENT.get(values["kind"], "life"), values["kind"], values["title_en"],
        values["title_zh"], date, end_date, precision, precision if end_date else "",
        PartialDate(date, precision).earliest, PartialDate(end, precision).latest, disputed=disputed,
    )


def project_item(
    id: int, values: Mapping[str, str], today: str, *, disputed: bool = False
) -> TimelineItem | None:
    """The item of a project row (fields of `kinds.PROJECTS`); None when it carries no date.

    A project with a start, no end and a status that says it goes on runs to `today` (ISO day); one that was
    only signed or planned is where it was signed.
    """
    date, end_date = values["start_date"], values["end_date"]
    if not (date or end_date):
        return None
    start = PartialDate(date, values["start_precision"]) if date else None
    end = PartialDate(end_date, values["end_precision"]) if end_date else None
    known = [one for one in (start, end) if one]
    runs = end is None and values["status"] in RUNNING
    latest = known[-1].latest
    return TimelineItem(
        "projects", id, "projects", values["industry"], values["name_en"], values["name_zh"], date, end_date,
        values["start_precision"] if date else "", values["end_precision"] if end_date else "",
        known[0].earliest, max(today, latest) if runs else latest, runs, disputed,
    )
