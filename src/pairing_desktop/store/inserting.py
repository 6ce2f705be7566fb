"""Adding many rows with one statement, and the uids they get.

A statement that brings a hundred rows opens its savepoint, looks up the lists of its CHECKs and enters its triggers once;
one a row does so a hundred times.  The triggers run for each row all the same.
"""

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

_TOGETHER = 125  # rows of a statement; a portion of an import (1000) is a multiple


def insert_rows(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]],
    *, verb: str = "INSERT INTO",
) -> None:
    """Add rows whose values stand in the order of `columns`.  `verb` may be INSERT OR IGNORE INTO or the like."""
    into = f"{verb} {table} ({', '.join(columns)}) VALUES "
    marks = f"({', '.join('?' * len(columns))})"
    several = into + ", ".join([marks] * _TOGETHER)
    for portion in _portions(rows):
        if len(portion) == _TOGETHER:
            connection.execute(several, list(chain.from_iterable(portion)))
        else:  # a statement for each other number of rows would have to be prepared and kept
            connection.executemany(into + marks, portion)


def _portions(rows: Iterable[Sequence[object]]) -> Iterator[list[Sequence[object]]]:
    left = iter(rows)
    while portion := list(islice(left, _TOGETHER)):
        yield portion


def defaults(connection: sqlite3.Connection, table: str) -> Mapping[str, object]:
    """What each column of a table holds in a row that does not say it."""
    found = connection.execute("SELECT name, ifnull(dflt_value, 'NULL') FROM pragma_table_info(?)", (table,)).fetchall()
    values = connection.execute(f"SELECT {', '.join(value for _, value in found)}").fetchone()
    return dict(zip((name for name, _ in found), values, strict=True))


def new_uids(count: int) -> list[str]:
    """Uids that nobody had, in rising order of time (UUID version 7): rows made together lie together in their index."""
    moment = f"{time.time_ns() // 1_000_000:012x}"
    start = f"{moment[:8]}-{moment[8:]}-7"
    random = os.urandom(10 * count).hex()
    return [
        f"{start}{random[at:at + 3]}-{'89ab'[int(random[at + 3], 16) & 3]}{random[at + 4:at + 7]}-{random[at + 7:at + 19]}"
        for at in range(0, 20 * count, 20)
    ]
