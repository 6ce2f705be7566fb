"""What all charts are assembled with: numbered sources, names, filters in words, sentences that count."""


from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pairing_desktop.domain.charting import Point, Series, SourceNote
from pairing_desktop.domain.dates import PartialDate, display_span
from pairing_desktop.domain.language import Language
from pairing_desktop.domain.listing import Filter
from pairing_desktop.domain.trust import Mark
from pairing_desktop.operations.chart_codes import filter_words
from pairing_desktop.store import chart_figures
from pairing_desktop.store import charts as store
from pairing_desktop.store.database import Connection

FIRST_YEAR = 2010
MOST_ROWS = 30  # more rows than this cannot be read on one page: the rest is counted as left out


@dataclass
class Ground:
    """One chart in the making: its connection, language and filter, and the sources numbered so far.

    `only` holds the ids that pass the filter, None when all do.  `as_of` is an ISO date.
    """

    connection: Connection
    language: Language
    as_of: str
    filter: Filter
    kind: str
    only: frozenset[int] | None
    extra: tuple[str, ...] = ()  # what else narrows the chart, in words
    _numbers: dict[int, int] = field(default_factory=dict)  # source id → index
    _locators: dict[int, dict[str, None]] = field(default_factory=dict)
    _cited: dict[str, dict[int, store.Citation | list[store.Citation]]] = field(default_factory=dict)  # one, or several
    _names: dict[int, tuple[str, str]] = field(default_factory=dict)

    @property
    def year(self) -> int:
        """The year of `as_of`, the last one drawn."""
        return int(self.as_of[:4])

    def passes(self, id: int) -> bool:
        return self.only is None or id in self.only

    def prepare(
        self, claim_ids: Iterable[int] = (), record_ids: Iterable[int] = (), named: Iterable[int] = (),
        posting_ids: Iterable[int] = (),
    ) -> None:
        """Read citations and names in one go, before points are made."""
        for kind, read, ids in (
            ("claim", store.claim_citations, list(claim_ids)),
            ("record", store.record_citations, list(record_ids)),
            ("posting", store.posting_citations, list(posting_ids)),
        ):
            cited = self._cited.setdefault(kind, {})
            for citation in read(self.connection, ids):
                before = cited.get(citation.of_id)
                if before is None:
                    cited[citation.of_id] = citation
                elif isinstance(before, list):
                    before.append(citation)
                else:
                    cited[citation.of_id] = [before, citation]
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
        self, claim_ids: Iterable[int] = (), record_ids: Iterable[int] = (), posting_ids: Iterable[int] = ()
    ) -> tuple[int, ...]:
        """Indexes of the sources of these claims, records and postings; sources get their numbers in the order of asking."""
        found: set[int] = set()
        for kind, ids in (("claim", claim_ids), ("record", record_ids), ("posting", posting_ids)):
            cited = self._cited.get(kind, {})
            for id in ids:
                known = cited.get(id)
                for citation in known if isinstance(known, list) else (known,) if known else ():
                    number = self._numbers.setdefault(citation.source_id, len(self._numbers))
                    if citation.locator:
                        self._locators.setdefault(citation.source_id, {})[citation.locator] = None
                    found.add(number)
        return tuple(sorted(found))

    def sources(self) -> tuple[SourceNote, ...]:
        """All sources cited, in the order of their numbers, with the places in them."""
        rows = store.sources(self.connection, self._numbers)
        stop = "；" if self.language.is_chinese else "; "
        return tuple(
            SourceNote(id, rows[id].key, rows[id].title, rows[id].publisher, rows[id].published_on,
                       stop.join(self._locators.get(id, ())))
            for id in sorted(self._numbers, key=self._numbers.__getitem__)
        )

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
    members: dict[tuple[str, str], list[int]],
) -> tuple[Series, ...]:
    """Series of counts: `groups` and `columns` are (code, label), `members` the record ids of (group, column).

    Groups without a member are left out; sources are numbered column by column, as one reads.
    """
    used = [group for group in groups if any(members.get((group[0], column[0])) for column in columns)]
    cited = {
        (group[0], column[0]): ground.cite(record_ids=members.get((group[0], column[0]), ()))
        for column in columns
        for group in used
    }
    return tuple(
        Series(code, name, tuple(
            Point(x, said, Decimal(len(ids := members.get((code, x), []))),
                  record_ids=tuple(ids), sources=cited[code, x])
            for x, said in columns
        ))
        for code, name in used
    )
