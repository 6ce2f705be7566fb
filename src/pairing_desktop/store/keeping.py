"""Answers kept on a connection for as long as the file says the same."""

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from pairing_desktop.store.database import KeepingConnection
from pairing_desktop.store.journal import JOURNAL

T = TypeVar("T")
_State = tuple[int, int]


def kept(
    connection: sqlite3.Connection, name: str, key: Hashable, make: Callable[[], T], *,
    rests: Iterable[str] = (), most: int = 1, fits: Callable[[T], bool] = lambda _: True,
) -> T:
    """The answer `make` gives, or the one it gave to the same `key` while nothing changed since.

    With `rests` only what the journal says of these tables counts as a change, else any commit.  Of each `name` the `most`
    last asked for are held, of those that are small enough to fit.  Within a transaction of its own nothing is kept.
    """
    if not isinstance(connection, KeepingConnection) or connection.in_transaction:
        return make()
    held: OrderedDict[Hashable, tuple[_State, T]] = connection.kept.setdefault(f"kept {name}", OrderedDict())  # type: ignore[assignment]
    state = _state(connection)
    tables = tuple(rests)
    if key in held:
        before, answer = held[key]
        if before == state or (tables and not _written(connection, before[0], tables)):
            held[key] = state, answer
            held.move_to_end(key)
            return answer
        del held[key]
    answer = make()
    if fits(answer):
        held[key] = state, answer
        while len(held) > most:
            held.popitem(last=False)
    return answer


def _state(connection: sqlite3.Connection) -> _State:
    """The newest operation, and the data's version as SQLite counts it for this connection."""
    last = connection.execute("SELECT ifnull(max(id), 0) FROM operation").fetchone()[0]
    return int(last), int(connection.execute("PRAGMA data_version").fetchone()[0])


def _written(connection: sqlite3.Connection, since: int, tables: tuple[str, ...]) -> bool:
    marks = ", ".join("?" * len(tables))
    return connection.execute(
        f"SELECT 1 FROM {JOURNAL} WHERE operation_id > ? AND tbl IN ({marks}) LIMIT 1", (since, *tables)
    ).fetchone() is not None
