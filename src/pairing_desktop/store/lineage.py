"""What the history says each kept row must be: for telling rows that were changed by other means, and for making lost ones again.

Values are compared as SQLite quotes them, so that 1, 1.0 and '1' stay three values.
"""

import re
import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from pairing_desktop.store.journal import KEPT_TABLES, kept_columns

_LITERAL = re.compile(r"'(?:[^']|'')*'|X'[0-9A-Fa-f]*'|[^,']+")
_ROWS_AT_ONCE = 500


class Difference(NamedTuple):
    """`column` is "" for a row that is missing altogether."""

    table: str
    row_id: int
    column: str


def literals(text: str) -> list[str]:
    """The quoted values of a row as the journal keeps them.

    >>> literals("'a','b, ''c''',NULL,3,X'00'")
    ["'a'", "'b, ''c'''", 'NULL', '3', "X'00'"]
    """
    return _LITERAL.findall(text)


def kept_tables(connection: sqlite3.Connection) -> list[str]:
    """The kept tables that this file has: an older format has fewer."""
    here = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()}
    return [table for table in KEPT_TABLES if table in here]


def differences(connection: sqlite3.Connection) -> Iterator[Difference]:
    """Every value of a kept row that is not what its history says, and every row the history knows that is not there."""
    for table in kept_tables(connection):
        yield from differences_of(connection, table)


def differences_of(connection: sqlite3.Connection, table: str) -> Iterator[Difference]:
    """As `differences`, of one kept table."""
    for (row_id,) in connection.execute(
        "SELECT row_id FROM journal AS j WHERE tbl = ? AND col IS NULL "
        f"AND NOT EXISTS (SELECT 1 FROM {table} WHERE {table}.id = j.row_id) ORDER BY row_id",
        (table,),
    ).fetchall():
        yield Difference(table, row_id, "")
    columns = kept_columns(connection, table)
    suspects = [row_id for (row_id,) in connection.execute(_suspects(table, columns), {"table": table}).fetchall()]
    for start in range(0, len(suspects), _ROWS_AT_ONCE):
        some = suspects[start:start + _ROWS_AT_ONCE]
        marks = ",".join("?" * len(some))
        quoted = ", ".join(f"quote({column})" for column in columns)
        for row_id, *found in connection.execute(f"SELECT id, {quoted} FROM {table} WHERE id IN ({marks})", some).fetchall():
            wanted = expected(connection, table, row_id)
            for column, value in zip(columns, found, strict=True):
                if wanted is not None and wanted[column] != value:
                    yield Difference(table, row_id, column)


def _suspects(table: str, columns: list[str]) -> str:
    """SELECT of the rows that are not simply as they were inserted: SQLite compares most of a file by itself."""
    now = " || ',' || ".join(f"quote({column})" for column in columns)
    return (
        f"SELECT t.id FROM {table} AS t WHERE NOT EXISTS (SELECT 1 FROM journal WHERE tbl = :table AND row_id = t.id "
        f"AND col IS NULL AND after = {now}) AND EXISTS (SELECT 1 FROM journal WHERE tbl = :table AND row_id = t.id "
        "AND col IS NULL) UNION SELECT row_id FROM journal WHERE tbl = :table AND col IS NOT NULL"
    )


def expected(connection: sqlite3.Connection, table: str, row_id: int) -> dict[str, str] | None:
    """The quoted values that a row must have by its history, by column; None when the history does not know its making."""
    columns = kept_columns(connection, table)
    entries = connection.execute(
        "SELECT col, quote(after), after FROM journal WHERE tbl = ? AND row_id = ? ORDER BY id", (table, row_id)
    ).fetchall()
    made = next((str(after) for column, _, after in entries if column is None), None)
    if made is None:
        return None
    defaults = _defaults(connection, table)
    # Columns that a later format added stand at the end and began with their default.
    known = dict(zip(columns, literals(made), strict=False))
    values = {column: known.get(column, defaults[column]) for column in columns}
    values.update({column: after for column, after, _ in entries if column in values})
    return values


def _defaults(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    rows = connection.execute("SELECT name, dflt_value FROM pragma_table_info(?)", (table,)).fetchall()
    return {name: "NULL" if default is None else default for name, default in rows}
