"""A kind's rows as columns in memory: what filters, facets and orders of a large list are answered from.

SQL reads each column once, through its index and as one string of ids, without holding the interpreter's lock; from
then on a filter is a mask, a facet a count and an order by a facet or by linked names a sort of small numbers in NumPy.
Kept per connection, as long as nothing of the kind changed: a few bytes a row and facet, four a row, link and order, a
bit a row and pair of letters sought.  The journal says what changed: rows that were edited are read again, all else stays.
"""

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from pairing_desktop.store.column_reads import Ids, Mask, Places, ids_of, in_order, pairs_of, parsed
from pairing_desktop.store.database import KeepingConnection
from pairing_desktop.store.journal import JOURNAL
from pairing_desktop.store.list_sql import Key, ListSql, Named

ORDERS_KEPT = 3  # orders of a kind kept at once
Packed = np.ndarray[Any, np.dtype[np.uint8]]
MATCHES_KEPT = 64  # answers of the index of words kept at once, a bit a row each
_PATCHED = 500  # with more changed rows than this all is read anew
_LOOKED_AT = 4 * _PATCHED  # of the rows written meanwhile: an import of a million is not held to be counted
_MOST_CODES = 60_000  # with more different codes a number of two bytes might not do for long


class _Facet:
    """Which code each row holds: `numbers` gives each code (a text or a number, "" for nothing) its number, `places` is
    the number by place of the row."""

    def __init__(self, numbers: dict[object, int], places: "np.ndarray[Any, np.dtype[np.unsignedinteger[Any]]]") -> None:
        self._numbers = numbers
        self._places = places

    def chosen(self, codes: Iterable[str]) -> Mask:
        """Which rows hold one of these codes."""
        wanted = set(codes)
        return self._holding(lambda code: str(code) in wanted)

    def between(self, first: int | None, last: int | None) -> Mask:
        """Which rows hold a number from `first` to `last`."""
        return self._holding(
            lambda code: isinstance(code, int) and (first is None or code >= first) and (last is None or code <= last)
        )

    def numbered(self) -> "tuple[list[str], np.ndarray[Any, np.dtype[np.unsignedinteger[Any]]]]":
        """Every code as a text, and of each row the number of its code in that list."""
        return [str(code) for code in self._numbers], self._places

    def counts(self, mask: Mask) -> list[tuple[object, int]]:
        """(code, rows) among the masked rows, most frequent first."""
        counted = np.bincount(self._places[mask], minlength=len(self._numbers)).tolist()
        found = [(code, counted[number]) for code, number in self._numbers.items() if counted[number]]
        return sorted(found, key=lambda one: (-one[1], str(one[0])))

    def ranks(self) -> Places:
        """Of each row the rank of its code, a text; -1 where it states none."""
        codes = sorted((code for code in self._numbers if code != ""), key=lambda code: str(code).encode())
        rank = {code: number for number, code in enumerate(codes)}
        found: Places = np.array([rank.get(code, -1) for code in self._numbers] or [-1], dtype=np.int32)[self._places]
        return found

    def put(self, code: object, place: int) -> bool:
        """Another code for one row; False when there is no number left for a new one."""
        number = self._numbers.setdefault(code, len(self._numbers))
        if number > np.iinfo(self._places.dtype).max:
            return False
        self._places[place] = number
        return True

    def grow(self, rows: int) -> None:
        """Make room for new rows, whose codes are put one by one."""
        self._places = np.append(self._places, np.zeros(rows, dtype=self._places.dtype))

    def _holding(self, passes: Callable[[object], bool]) -> Mask:
        found: Mask = np.array([passes(code) for code in self._numbers] or [False], dtype=bool)[self._places]
        return found


class Columns:
    """The columns of one kind on one connection, used in that connection's thread."""

    def __init__(self, connection: sqlite3.Connection, sql: ListSql) -> None:
        self._db = connection
        self._sql = sql
        self._facets: dict[str, _Facet] = {}
        self._links: dict[str, Places] = {}  # expression → what each row points to, 0 for nothing
        self._orders: OrderedDict[tuple[Key, bool], Places] = OrderedDict()
        self._matches: OrderedDict[frozenset[str], Packed] = OrderedDict()  # rows by words sought, a bit each
        self._state = self._file_state()
        self._read_ids()

    # What is asked

    def mask(self, *, trashed: bool) -> Mask:
        """The rows that are there, or those in the trash."""
        return self._trashed.copy() if trashed else ~self._trashed

    def mask_of(self, ids: Ids) -> Mask:
        """The rows of these ids; ids of other kinds are passed over."""
        found = np.zeros(len(self.ids), dtype=bool)
        inside = ids[(ids >= 0) & (ids < len(self._place))]
        places = self._place[inside]
        found[places[places >= 0]] = True
        return found

    def facet(self, name: str) -> _Facet:
        """One facet, read when it is first asked for."""
        if name not in self._facets:
            self._facets[name] = self._read_facet(self._sql.facets[name])
        return self._facets[name]

    def counts(self, name: str, mask: Mask) -> list[tuple[object, int]]:
        """(code, rows) of one facet among the masked rows, most frequent first."""
        return self.facet(name).counts(mask)

    def ordered(self, key: Key, descending: bool, mask: Mask) -> Ids:
        """Ids of the masked rows in the order of a sort."""
        order = self._order_of(key, descending)
        return self.ids[order[mask[order]]]

    def part(self, key: Key, descending: bool, mask: Mask, start: int, end: int) -> Ids:
        """As `ordered`, only of the rows at these places of the order."""
        places = self._order_of(key, descending)[start:end]
        return self.ids[places[mask[places]]]

    def _order_of(self, key: Key, descending: bool) -> Places:
        order = self._orders.get((key, descending))
        if order is None:
            order = self._orders[key, descending] = self._order(key, descending)
            if len(self._orders) > ORDERS_KEPT:
                self._orders.popitem(last=False)
        else:
            self._orders.move_to_end((key, descending))
        return order

    def knows_order(self, key: Key, descending: bool) -> bool:
        """Whether an order is here already."""
        return (key, descending) in self._orders

    def matched(self) -> list[frozenset[str]]:
        """What was sought and is kept, the last first."""
        return list(reversed(self._matches))

    def match(self, words: frozenset[str]) -> Mask | None:
        """The rows kept under these words."""
        packed = self._matches.get(words)
        if packed is None:
            return None
        self._matches.move_to_end(words)
        return np.unpackbits(packed, count=len(self.ids)).view(bool)

    def keep_match(self, words: frozenset[str], mask: Mask) -> None:
        """Keep the rows found for these words, as long as nothing changes."""
        self._matches[words] = np.packbits(mask)
        if len(self._matches) > MATCHES_KEPT:
            self._matches.popitem(last=False)

    # Keeping up

    def keep_up(self) -> None:
        """Take in what was saved since the last question.  Broken off halfway it starts again with the next one."""
        state = self._file_state()
        if state == self._state:
            return
        touched = self._touched()
        own = {id for table, id in touched if table in (self._sql.table, "record")}
        self._matches.clear()
        if len(own) > _PATCHED or len(touched) > _LOOKED_AT or not self._patch(own):
            self._facets.clear()
            self._links.clear()
            self._orders.clear()
            self._read_ids()
        elif touched:  # an order may rest on a name or a count elsewhere, a link on another table
            self._orders = OrderedDict((key, order) for key, order in self._orders.items() if "SELECT" not in str(key[0]))
            if any(table in self._sql.rests for table, _ in touched):
                self._links = {column: link for column, link in self._links.items() if "SELECT" not in column}
        self._state = state

    def _file_state(self) -> tuple[int, int]:
        """The newest operation, and the data's version as SQLite counts it for this connection."""
        last = self._db.execute("SELECT ifnull(max(id), 0) FROM operation").fetchone()[0]
        return int(last), int(self._db.execute("PRAGMA data_version").fetchone()[0])

    def _touched(self) -> list[tuple[str, int]]:
        """Table and key of the rows written since the last question that the list rests on; of many only the first."""
        tables = self._sql.rests_on
        marks = ", ".join("?" * len(tables))
        return self._db.execute(
            f"SELECT DISTINCT tbl, row_id FROM {JOURNAL} WHERE operation_id > ? AND tbl IN ({marks}) LIMIT {_LOOKED_AT + 1}",
            (self._state[0], *tables),
        ).fetchall()

    def _patch(self, touched: set[int]) -> bool:
        """Read rows again that were edited or made; False when a new row does not stand behind all others."""
        if not touched:
            return True
        sql, marks = self._sql, ", ".join("?" * len(touched))
        rows = self._db.execute(
            f"SELECT t.id, {sql.alive} IS NOT NULL FROM {sql.source} WHERE t.id IN ({marks}) ORDER BY t.id", tuple(touched)
        ).fetchall()
        if not self._append([id for id, _ in rows if id >= len(self._place) or self._place[id] < 0]):
            return False
        for id, trashed in rows:
            self._trashed[self._place[id]] = trashed
            self._orders.clear()
        for name in list(self._facets):
            found = self._db.execute(
                f"SELECT {sql.facets[name]}, t.id FROM {sql.table} AS t WHERE t.id IN ({marks})", tuple(touched)
            ).fetchall()
            if not all(self._facets[name].put(code or "", self._place[id]) for code, id in found):
                del self._facets[name]  # read again when it is asked for
        for column, link in self._links.items():
            for pointed, id in self._db.execute(
                f"SELECT ifnull({column}, 0), t.id FROM {sql.table} AS t WHERE t.id IN ({marks})", tuple(touched)
            ).fetchall():
                link[self._place[id]] = pointed
        return True

    def _append(self, new: list[int]) -> bool:
        if not new:
            return True
        if len(self.ids) and new[0] <= self.ids[-1]:
            return False
        self._orders.clear()
        self._take_ids(np.append(self.ids, np.array(new, dtype=np.int64)), np.append(self._trashed, [False] * len(new)))
        for facet in self._facets.values():
            facet.grow(len(new))
        for column, link in self._links.items():
            self._links[column] = np.append(link, np.zeros(len(new), dtype=np.int32))
        return True

    # Reading

    def _read_ids(self) -> None:
        ids = np.sort(ids_of(self._db, f"SELECT id FROM {self._sql.table}"))  # by the smallest index, not row by row
        self._take_ids(ids, np.zeros(len(ids), dtype=bool))
        self._trashed = self.mask_of(ids_of(self._db, self._sql.in_trash))

    def _take_ids(self, ids: Ids, trashed: Mask) -> None:
        self.ids, self._trashed = ids, trashed
        self._place: Places = np.full(int(ids[-1]) + 1 if len(ids) else 1, -1, dtype=np.int32)
        self._place[ids] = np.arange(len(ids), dtype=np.int32)

    def _read_facet(self, expression: str) -> _Facet:
        numbers: dict[object, int] = {}
        places = np.zeros(len(self.ids), dtype=np.uint32)
        named = self._named(expression)
        if named is not None:
            codes, which = np.unique(self._link(named), return_inverse=True)
            numbers = {int(code) or "": number for number, code in enumerate(codes)}
            places = which.astype(np.uint32)
        else:
            for code, ids in self._db.execute(
                f"SELECT {expression}, group_concat(t.id) FROM {self._sql.table} AS t GROUP BY 1"
            ):
                # Rows of another process' save that are not here yet come with the next question.
                places[self._places_of(parsed(ids))] = numbers.setdefault(code or "", len(numbers))
        return _Facet(numbers, places.astype(np.uint16 if len(numbers) < _MOST_CODES else np.uint32))

    def _named(self, expression: str) -> Named | None:
        """The sort that reads a worked-out column for all rows at once; None for any other expression."""
        return next(
            (key for key in self._sql.sorts.values() if isinstance(key, Named) and key.pairs and key.column == expression), None
        )

    def _link(self, named: Named) -> Places:
        """What each row points to, 0 for nothing; read when it is first asked for."""
        link = self._links.get(named.column)
        if link is None:
            column = named.column
            sql = named.pairs or f"SELECT {column} AS a, t.id AS b FROM {self._sql.table} AS t WHERE {column} IS NOT NULL"
            pointed, ids = pairs_of(self._db, sql)
            known = ids < len(self._place)
            places = self._place[ids[known]]
            link = np.zeros(len(self.ids), dtype=np.int32)
            link[places[places >= 0]] = pointed[known][places >= 0]
            self._links[column] = link
        return link

    def _order(self, key: Key, descending: bool) -> Places:
        if isinstance(key, Named):
            link = self._link(key)
            names = ids_of(self._db, key.in_order)
            rank = np.full(int(max(names.max(initial=0), link.max(initial=0))) + 1, -1, dtype=np.int32)
            rank[names] = np.arange(len(names), dtype=np.int32)
            rank[0] = -1
            return in_order(rank[link], descending=descending, blanks_too=True)
        facet = next((name for name, expression in self._sql.facets.items() if expression == key), None)
        if facet is not None:
            return in_order(self.facet(facet).ranks(), descending=descending, blanks_too=False)
        if key in self._sql.counted:
            return in_order(self._counts(self._sql.counted[key]), descending=descending, blanks_too=True)
        return self._places_of(ids_of(self._db, self._sql.all(key, descending)))

    def _counts(self, sql: str) -> Places:
        """How many different things each row has, of pairs of a row's id and what is counted."""
        owners, counted = pairs_of(self._db, sql)
        span = int(counted.max(initial=0)) + 1
        owners = np.unique(owners * span + counted) // span
        return np.bincount(owners, minlength=len(self._place))[self.ids].astype(np.int32)

    def _places_of(self, ids: Ids) -> Places:
        known = ids[ids < len(self._place)]
        places = self._place[known]
        return places[places >= 0]


def columns(connection: sqlite3.Connection, kind: str, sql: ListSql) -> Columns:
    """The columns of a kind on this connection, up to date."""
    assert isinstance(connection, KeepingConnection)
    if kind not in connection.kept:
        connection.kept[kind] = Columns(connection, sql)
    found = connection.kept[kind]
    assert isinstance(found, Columns)
    found.keep_up()
    return found
