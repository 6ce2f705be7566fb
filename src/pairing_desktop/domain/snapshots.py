"""Registered pages: what is kept of a page that was printed, and what has changed since."""

from dataclasses import dataclass, field

from pairing_desktop.domain.cards import ClaimLine
from pairing_desktop.domain.chart_spec import ChartSpec
from pairing_desktop.domain.charting import ChartData
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.listing import Filter, Sort
from pairing_desktop.domain.look import Look

KIND = "snapshots"  # their name wherever records are named by kind


@dataclass(frozen=True)
class Naming:
    """What they are called where kinds of records are: English, marked; plural and singular."""

    name: str
    label: str
    one: str
    icon: str


REGISTERED = mark("Registered: {serial}, {name}")  # label of the act
NAMING = Naming(KIND, mark("Snapshots"), mark("Snapshot"), "snapshot")


@dataclass(frozen=True)
class Spec:
    """How a page can be asked for again: the report, what it is about (a chart's id, a kind, a record as KIND/KEY) and
    what narrows and orders it.  `words` are the filters as the page says them; `charts` those that were chosen, None for
    the usual; `look` the part of a chart that is on the page; `chart` what a composed chart is drawn from.  A page without
    a report cannot be asked for again; it can still be drawn again."""

    report: str = ""
    about: str = ""
    filter: Filter = field(default_factory=Filter)
    sort: Sort | None = None
    columns: tuple[str, ...] | None = None
    words: tuple[str, ...] = ()
    title: str = ""
    charts: tuple[str, ...] | None = None
    look: Look = field(default_factory=Look)
    chart: ChartSpec | None = None


@dataclass(frozen=True)
class FrozenDecision:
    """A decision in force about one of the claims."""

    claim: str  # uid
    choice: str
    reason: str
    who: str
    at: str


@dataclass(frozen=True)
class Reservation:
    """A page about to be registered: its serial, and all that is kept beside the file that is still to be painted.

    Nothing is written yet; `data` is canonical text whose SHA-256 is `data_hash`.
    """

    uid: str
    serial: str
    number: int
    spec: Spec
    title: str
    language: str
    paper: str
    as_of: str
    filters: str
    sources: int
    unit: str
    journal_hash: str
    data: str
    data_hash: str


@dataclass(frozen=True)
class SnapshotLine:
    """A registered page in the gallery.  `made_at` is UTC, ISO 8601; `note` the newest note."""

    id: int
    uid: str
    serial: str
    made_at: str
    who: str
    unit: str
    report: str
    about: str
    title: str
    language: str
    paper: str
    pages: int
    as_of: str
    filters: str
    sources: int
    journal_hash: str
    data_hash: str
    pdf_hash: str
    trashed: bool
    note: str = ""


@dataclass(frozen=True)
class Note:
    """What somebody wrote about a registered page."""

    id: int
    text: str
    who: str
    at: str


@dataclass(frozen=True)
class SnapshotCard:
    """A registered page with its notes, the claims it rests on and the decisions that were in force."""

    line: SnapshotLine
    notes: tuple[Note, ...]
    claims: tuple[ClaimLine, ...]
    decisions: tuple[FrozenDecision, ...]
    can_compare: bool


@dataclass(frozen=True)
class Change:
    """One thing that says something else today.

    `what` names it, `before` and `now` are as a page would print them ("" for was not or is not there), `source` who
    states it now, else who stated it then.  `claim_id` leads to the claim, 0 when it is not about one that is on file.
    """

    what: str
    before: str
    now: str
    source: str = ""
    claim_id: int = 0


@dataclass(frozen=True)
class ChartPair:
    """A chart as registered and as it would be drawn today, over the same categories."""

    before: ChartData
    now: ChartData


@dataclass(frozen=True)
class Comparison:
    """A registered page against today: claims that changed, what else reads differently on the page, its charts."""

    claims: tuple[Change, ...]
    page: tuple[Change, ...]
    charts: tuple[ChartPair, ...]

    @property
    def is_same(self) -> bool:
        return not (self.claims or self.page)


@dataclass(frozen=True)
class Found:
    """What a file that was dropped on the window turned out to be: `line` is the registered page it carries the serial
    of, None when this file of facts does not know it; `verdict` is "same", "drawn", "altered", "unknown" or "foreign"."""

    verdict: str
    serial: str = ""
    line: SnapshotLine | None = None



