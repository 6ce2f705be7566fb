"""The sources of one chart in the making, numbered as they are asked for.

Where more rows rest behind a chart than could be printed, its sources are counted exactly and those that most rows cite
are named; the chart says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pairing_desktop.domain.charting import ChartData, SourceNote
from pairing_desktop.domain.language import Language
from pairing_desktop.store import charts as store
from pairing_desktop.store.database import Connection

if TYPE_CHECKING:
    from pairing_desktop.store.column_reads import Ids, Mask
    from pairing_desktop.store.support import Support

    Rows = Sequence[int] | Ids

MANY = 20_000  # rows of one kind: of more no reader follows each
NAMED = 100  # sources that are named then
LISTED = 100  # rows that a mark leads to then

_READ = {"claim": store.claim_citations, "record": store.record_citations, "posting": store.posting_citations}


def plain(ids: "Rows") -> list[int]:
    """Integer keys as numbers of Python."""
    return ids if isinstance(ids, list) else list(ids) if isinstance(ids, tuple) else [int(id) for id in ids]


@dataclass
class ChartSources:
    """Sources by number, and where each row is supported: citation by citation of few rows, in columns of many."""

    connection: Connection
    _numbers: dict[int, int] = field(default_factory=dict)  # source id → index
    _locators: dict[int, dict[str, None]] = field(default_factory=dict)
    _cited: dict[str, dict[int, list[store.Citation]]] = field(default_factory=dict)
    _few: dict[str, set[int]] = field(default_factory=dict)  # rows that were read citation by citation
    _many: "dict[str, Support]" = field(default_factory=dict)
    _seen: "Mask | None" = None  # sources behind many rows, by integer key
    _rows: int = 0

    def prepare(self, kind: str, ids: "Rows") -> None:
        """Read where these rows are supported, before they are cited."""
        if len(ids) > MANY and kind != "posting":
            self._prepare_many(kind, ids)
            return
        found = plain(ids)
        cited = self._cited.setdefault(kind, {})
        for citation in _READ[kind](self.connection, found):
            cited.setdefault(citation.of_id, []).append(citation)
        self._few.setdefault(kind, set()).update(found)

    def is_many(self, kind: str, ids: "Rows") -> bool:
        """Whether these rows are among too many to be cited one by one."""
        if kind not in self._many or not len(ids):
            return False
        few = self._few.get(kind, set())
        return len(ids) > len(few) or not few.issuperset(plain(ids))

    def cite(self, ids_of: "dict[str, Rows]") -> tuple[tuple[int, ...], int]:
        """Indexes of the named sources of rows by kind, numbered in the order of asking, and how many more there are."""
        found: set[int] = set()
        behind: Mask | None = None
        for kind, ids in ids_of.items():
            if self.is_many(kind, ids):
                mask = self._behind(kind, ids)
                behind = mask if behind is None else behind | mask
                continue
            cited = self._cited.get(kind, {})
            for id in plain(ids):
                for citation in cited.get(id, ()):
                    number = self._numbers.setdefault(citation.source_id, len(self._numbers))
                    if citation.locator:
                        self._locators.setdefault(citation.source_id, {})[citation.locator] = None
                    found.add(number)
        if behind is None:
            return tuple(sorted(found)), 0
        self._seen = behind if self._seen is None else self._seen | behind
        named = [source for source in self._numbers if source < len(behind) and behind[source]]
        found.update(self._numbers[source] for source in named)
        return tuple(sorted(found)), int(behind.sum()) - len(named)

    def notes(self, language: Language) -> tuple[SourceNote, ...]:
        """All sources named, in the order of their numbers, with the places in them."""
        rows = store.sources(self.connection, self._numbers)
        stop = "；" if language.is_chinese else "; "
        return tuple(
            SourceNote(id, rows[id].key, rows[id].title, rows[id].publisher, rows[id].published_on,
                       stop.join(self._locators.get(id, ())))
            for id in sorted(self._numbers, key=self._numbers.__getitem__)
        )

    def count(self, data: ChartData) -> int:
        """How many sources a chart's points rest on, where not all are named; else 0."""
        if self._seen is None:
            return 0
        ids = [note.source_id for note in data.sources]
        named = {ids[number] for point in data.points for number in point.sources}
        return int(self._seen.sum()) + sum(1 for id in named if id >= len(self._seen) or not self._seen[id])

    def told(self, data: ChartData, language: Language) -> tuple[str, ...]:
        """What a reader must know where not all is listed; nothing where it is."""
        count = self.count(data)
        if not count:
            return ()
        return (language.tr(
            "{rows} rows rest behind this chart. A mark leads to the first {listed} of its own; of {sources} sources those "
            "that most rows cite are numbered here. The list, exported with its sources, gives every row and every source.",
            rows=f"{self._rows:,}", listed=LISTED, sources=f"{count:,}",
        ),)

    def _prepare_many(self, kind: str, ids: "Rows") -> None:
        import numpy as np

        from pairing_desktop.store import support

        held = self._many[kind] = support.support(self.connection, kind)
        self._rows += len(ids)
        cited = held.rows(support.ids(ids))
        trashed = support.trashed_sources(self.connection)
        cited[trashed[trashed < len(cited)]] = 0
        order = np.lexsort((np.arange(len(cited)), -cited))[:NAMED]
        for source in order.tolist():
            if cited[source]:
                self._numbers.setdefault(source, len(self._numbers))

    def _behind(self, kind: str, ids: "Rows") -> "Mask":
        import numpy as np

        from pairing_desktop.store import support

        found = self._many[kind].rows(support.ids(ids)) > 0
        trashed = support.trashed_sources(self.connection)
        found[trashed[trashed < len(found)]] = False
        room = max((one.sources for one in self._many.values()), default=0)
        return np.append(found, np.zeros(room - len(found), dtype=bool)) if room > len(found) else found
