"""What all charts are assembled with: numbered sources, names, filters in words, sentences that count."""


from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from pairing_desktop.domain.charting import Point, Series, SourceNote
from pairing_desktop.domain.dates import PartialDate, display_span
from pairing_desktop.domain.language import Language
from pairing_desktop.domain.listing import Filter
from pairing_desktop.domain.trust import Mark
from pairing_desktop.operations.chart_codes import filter_words
from pairing_desktop.operations.chart_sources import LISTED, ChartSources, plain
from pairing_desktop.store import chart_figures
from pairing_desktop.store import charts as store
from pairing_desktop.store.database import Connection

if TYPE_CHECKING:
    from pairing_desktop.operations.chart_sources import Rows
    from pairing_desktop.store.column_reads import Ids

FIRST_YEAR = 2010
MOST_ROWS = 30  # more rows than this cannot be read on one page: the rest is counted as left out


@dataclass
class Ground:
    """One chart in the making: its connection, language and filter, and the sources numbered so far.

    `as_of` is an ISO date.
    """

    connection: Connection
    language: Language
    as_of: str
    filter: Filter
    kind: str
    extra: tuple[str, ...] = ()  # what else narrows the chart, in words
    _names: dict[int, tuple[str, str]] = field(default_factory=dict)
    cited: ChartSources = field(init=False)

    def __post_init__(self) -> None:
        self.cited = ChartSources(self.connection)

    @cached_property
    def only(self) -> frozenset[int] | None:
        """The ids that pass the filter, None when all do."""
        return store.wanted(self.connection, self.kind, self.filter) if self.kind else None

    @property
    def year(self) -> int:
        """The year of `as_of`, the last one drawn."""
        return int(self.as_of[:4])

    def passes(self, id: int) -> bool:
        return self.only is None or id in self.only

    def prepare(
        self, claim_ids: "Rows" = (), record_ids: "Rows" = (), named: Iterable[int] = (), posting_ids: "Rows" = (),
    ) -> None:
        """Read citations and names in one go, before points are made."""
        for kind, ids in (("claim", claim_ids), ("record", record_ids), ("posting", posting_ids)):
            self.cited.prepare(kind, ids)
        self._names |= store.names(self.connection, named)

    def name(self, id: int) -> str:
        """The name of a prepared record in the chart's language, else in the other."""
        return self.language.pick(*self._names.get(id, ("", "")))

    def names(self, kind: str, ids: Iterable[int]) -> dict[int, str]:
        """Names or titles of records of a kind in the chart's language."""
        ids = list(ids)
        found = (
            {int(id): pair for id, pair in chart_figures.labels(self.connection, "event", map(str, ids)).items()}
            if kind == "events" else store.names(self.connection, ids)
        )
        return {id: self.language.pick(*found.get(id, ("", ""))) for id in ids}

    def cite(
        self, claim_ids: "Rows" = (), record_ids: "Rows" = (), posting_ids: "Rows" = ()
    ) -> tuple[int, ...]:
        """Indexes of the sources of these claims, records and postings; sources get their numbers in the order of asking."""
        return self.cited.cite({"claim": claim_ids, "record": record_ids, "posting": posting_ids})[0]

    def resting(
        self, point: Point, claim_ids: "Rows" = (), record_ids: "Rows" = (), *, sourced: "Rows | None" = None,
        rows: int = 0, newest: int = 0,
    ) -> Point:
        """The point with what it rests on: the sources of its claims and of the records `sourced`, which are all its records
        when it has no claims.  Of too many `rows` the first are listed; of others at most the `newest`, if given."""
        if sourced is None:
            sourced = () if len(claim_ids) else record_ids
        numbers, more = self.cited.cite({"claim": claim_ids, "record": sourced})
        many = self.cited.is_many("claim", claim_ids) or self.cited.is_many("record", sourced)
        part = slice(None, LISTED) if many else slice(-newest, None) if newest else slice(None)
        return replace(
            point, claim_ids=tuple(plain(claim_ids[part])), record_ids=tuple(plain(record_ids[part])), sources=numbers,
            rows=(rows or len(claim_ids) or len(record_ids)) if many else 0, more_sources=more,
        )

    def sources(self) -> tuple[SourceNote, ...]:
        """All sources named, in the order of their numbers, with the places in them."""
        return self.cited.notes(self.language)

    def period(self, claim: store.ClaimRow) -> str:
        """The claim's period in words; empty when nobody states it."""
        if claim.period_precision in ("", "unknown"):
            return ""
        first, last = (
            PartialDate(date, claim.period_precision) if date else None
            for date in (claim.period_start, claim.period_end)
        )
        return display_span(first, last, self.language, short=True)

    def listing(self, names: Sequence[str], most: int = 4, *, of: int = 0) -> str:
        """Some names and how many more there are; `of` is how many there are in all when only the first are given."""
        comma = "、" if self.language.is_chinese else ", "
        shown, all_of = comma.join(name for name in names[:most]), max(of, len(names))
        if all_of > most:
            return self.language.tr("{names} and {n} more", names=shown, n=all_of - most)
        return shown

    def filters(self) -> tuple[str, ...]:
        """The filter in words, one phrase a part."""
        return (*filter_words(self.connection, self.kind, self.filter, self.language), *self.extra)


def mark_of(claims: Iterable[store.ClaimRow], *, apart: bool) -> Mark | None:
    """The mark of a point drawn from these claims; `apart` says that their values differ and nobody decided."""
    if apart:
        return Mark.DISPUTED
    used = list(claims)
    if any(claim.reading for claim in used):
        return Mark.READING
    return Mark.DECIDED if any(claim.rank == "preferred" for claim in used) else None


def short(name: str, most: int = 80) -> str:
    return name if len(name) <= most else f"{name[:most].rstrip()}…"


def counted_series(
    ground: Ground,
    groups: Sequence[tuple[str, str]],
    columns: Sequence[tuple[str, str]],
    members: "Mapping[tuple[str, str], Ids]",
) -> tuple[Series, ...]:
    """Series of counts: `groups` and `columns` are (code, label), `members` the record ids of (group, column).

    Groups without a member are left out; sources are numbered column by column, as one reads.
    """
    used = [group for group in groups if any((group[0], column[0]) in members for column in columns)]
    points: dict[str, list[Point]] = {code: [] for code, _ in used}
    for x, said in columns:
        for code, _ in used:
            ids = members.get((code, x), ())
            points[code].append(ground.resting(Point(x, said, Decimal(len(ids))), record_ids=ids))
    return tuple(Series(code, name, tuple(points[code])) for code, name in used)
