"""Values of the timeline: spans on lanes, each as precise as its source."""

from array import array
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
    """Dated claims of one year: all of them, and those a rival claim speaks against."""

    year: int
    claims: int
    disputed: int


@dataclass(frozen=True)
class Timeline:
    """Everything on the timeline, and how many events and projects carry no date.

    A large file has a million items: of each there are only its integer key in `ids`, its first and last day as ordinals
    in `first` and `last`, and in `of` which of `shared` it is like.  Those are items without id, title and days, one for
    each kind and precision that occur.  Events stand before projects, each in the order of their keys.
    """

    shared: tuple[TimelineItem, ...]
    ids: "array[int]"
    of: "array[int]"
    first: "array[int]"
    last: "array[int]"
    claims: tuple[YearCount, ...]
    undated_events: int
    undated_projects: int
    today: str
