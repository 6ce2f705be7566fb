"""Which sources support very many rows: every supporting citation as two numbers in NumPy, read once and kept until a
citation changes."""

import sqlite3
from collections.abc import Iterable, Sequence

import numpy as np

from pairing_desktop.store.column_reads import Ids, Mask, Places, ids_of, pairs_of
from pairing_desktop.store.keeping import kept

_PIECE = 500_000  # citations read at once: the texts they are read as are gone before the next


class Support:
    """The supporting citations of all claims, or of all records: `owners` and `sources` by integer key, one a citation."""

    def __init__(self, connection: sqlite3.Connection, kind: str) -> None:
        owners: list[Places] = []
        sources: list[Places] = []
        last = connection.execute("SELECT ifnull(max(id), 0) FROM citation").fetchone()[0]
        for first in range(0, last + 1, _PIECE):
            found = pairs_of(
                connection,
                f"SELECT {kind}_id AS a, source_id AS b FROM citation WHERE id BETWEEN {first} AND {first + _PIECE - 1} "
                f"AND {kind}_id IS NOT NULL AND deleted_at IS NULL AND stance = 'supports'",
            )
            for columns, read in zip((owners, sources), found, strict=True):
                columns.append(read.astype(np.int32))
        none = np.zeros(0, dtype=np.int32)
        self._owners, self._sources = np.concatenate((none, *owners)), np.concatenate((none, *sources))
        self._span = int(self._owners.max(initial=0)) + 1
        self.sources = int(self._sources.max(initial=0)) + 1  # one more than the largest key of a source

    def rows(self, ids: Ids) -> Ids:
        """How many citations of these rows each source has, by its integer key."""
        wanted: Mask = np.zeros(self._span, dtype=bool)
        wanted[ids[ids < self._span]] = True
        return np.bincount(self._sources[wanted[self._owners]], minlength=self.sources)


def support(connection: sqlite3.Connection, kind: str) -> Support:
    """The support of all rows of a kind, "claim" or "record"."""
    return kept(connection, "support", kind, lambda: Support(connection, kind), rests=("citation",), most=2)


def trashed_sources(connection: sqlite3.Connection) -> Ids:
    """Sources in the trash: they support nothing."""
    return ids_of(connection, "SELECT id FROM record WHERE kind = 'source' AND deleted_at IS NOT NULL")


def ids(found: "Sequence[int] | Ids") -> Ids:
    """Integer keys as a column."""
    return found if isinstance(found, np.ndarray) else np.array(found if len(found) else [], dtype=np.int64)


def together(found: "Iterable[Ids]") -> Ids:
    """Several columns of integer keys as one, in order."""
    parts = list(found)
    return parts[0] if len(parts) == 1 else np.sort(in_turn(parts))  # one is in order already


def in_turn(found: "Iterable[Ids]") -> Ids:
    """Several columns of integer keys as one, one after the other."""
    return np.concatenate((np.zeros(0, dtype=np.int64), *found))
