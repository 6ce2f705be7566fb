"""Values of a card: everything the program knows about one record, each statement with its source."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as part
from typing import TYPE_CHECKING

from pairing_desktop.domain.drafts import why_of
from pairing_desktop.domain.trust import Mark, Trust

if TYPE_CHECKING:
    from pairing_desktop.domain.entries import EntryLine
    from pairing_desktop.domain.merging import Merged


@dataclass(frozen=True)
class CitationLine:
    """A source that supports a row and the place in it."""

    source_id: int
    source_key: str
    title: str
    publisher: str
    published_on: str
    locator: str
    stance: str = "supports"


@dataclass(frozen=True)
class ClaimLine:
    """A claim as stated and normalised, with its source.  Strings are as exported; names in both languages.

    `value` is the print, for ever.  `reading` is the code of the reading that somebody accepted ("" for none),
    `reading_factor` what it multiplies the print by and `read_value` the result: use `effective` for anything that is
    drawn, added or compared, and show the mark.
    """

    id: int
    key: str
    subject_id: int
    subject_kind: str
    subject_en: str
    subject_zh: str
    measure_id: int
    measure_key: str
    measure_en: str
    measure_zh: str
    value: str
    value_as_stated: str
    unit: str
    qualifier: str
    period_start: str
    period_end: str
    period_precision: str
    period_as_stated: str
    nature: str
    rank: str
    assessment: str
    assessment_note: str
    citation: CitationLine | None
    mark: Mark
    flow: str = ""  # "flow": counts in a period, so that other periods are other figures
    rivals: tuple[int, ...] = ()  # ids of claims that speak against it or it against
    reading: str = ""
    reading_factor: str = ""
    read_value: str = ""
    replaced: bool = False  # another claim corrects or supersedes it
    unsettled: bool = False  # somebody left the figure open, with a reason

    @property
    def effective(self) -> str:
        """The value that counts: after the accepted reading, else as printed."""
        return self.read_value if self.reading else self.value


@dataclass(frozen=True)
class Figure:
    """The claims of one measure about one record, taken together: one value, or a range while they disagree.

    `low` and `high` are effective values.  `choice` is "preferred" when somebody decided for the claim that is shown,
    "unsettled" when somebody left it open with a reason, else "".  `reading` is the code of the accepted reading behind
    the value shown.
    """

    measure_id: int
    measure_key: str
    measure_en: str
    measure_zh: str
    unit: str
    nature: str
    period_start: str
    period_end: str
    period_precision: str
    low: str
    high: str
    qualifier: str
    trust: Trust
    claims: tuple[ClaimLine, ...]
    choice: str = ""
    reading: str = ""


@dataclass(frozen=True)
class Link:
    """A related record: `role` says how (a participation's role, "parent_key", "place_key" …) as stored."""

    id: int
    kind: str
    key: str
    name_en: str
    name_zh: str
    role: str
    outgoing: bool = True


@dataclass(frozen=True)
class EventLine:
    id: int
    key: str
    date: str
    end_date: str
    precision: str
    title_en: str
    title_zh: str
    kind: str


@dataclass(frozen=True)
class HistoryLine:
    """One change of one field by one operation, or the making of the row (`field` empty)."""

    operation_id: int
    at: str  # UTC, ISO 8601
    who: str
    unit: str
    label: str
    values: dict[str, str]
    field: str
    before: str  # of rows inside the record that row alone, as `domain.nested_rows` writes it
    after: str
    linked: dict[str, tuple[str, str]] = part(default_factory=dict)  # names of records that such a row links to
    action: str = "do"  # "undo" and "redo" took back or did again what the label names

    @property
    def why(self) -> str:
        """The reason given for it; that of what was taken back or done again is not its own."""
        return why_of(self.values) if self.action == "do" else ""


@dataclass(frozen=True)
class Card:
    """One record with all that hangs on it.  `values` is the exported row.

    Of a source, `resting` counts what rests on it, `contradicting` are the claims of other sources that speak against
    its own, and links of role "derived_from" lead both ways to what it took over and what took it over.
    """

    id: int
    kind: str  # "projects", "companies", "places", "events", "sources"
    key: str
    rev: int
    name_en: str
    name_zh: str
    values: dict[str, str]
    trust: Trust
    citations: tuple[CitationLine, ...]
    figures: tuple[Figure, ...]
    claims: tuple[ClaimLine, ...]
    links: tuple[Link, ...]
    events: tuple[EventLine, ...]
    trashed: bool = False
    resting: tuple[tuple[str, int], ...] = ()  # of a source: kind name and how many rows rest on it
    contradicting: tuple[ClaimLine, ...] = ()
    entries: tuple[EntryLine, ...] = ()  # what hangs on it: people sent, stages, sales, admission, notes
    names: tuple[dict[str, str], ...] = ()  # what else it is or was called: rows of `domain.nested_rows`
    merged: tuple[Merged, ...] = ()  # records that were merged into it
