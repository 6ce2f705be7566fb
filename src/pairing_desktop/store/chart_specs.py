"""Charts kept by name: rows of name and frozen spec."""

import sqlite3
from typing import NamedTuple

from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import NotFound


class SpecRow(NamedTuple):
    """`spec` is canonical text."""

    id: int
    uid: str
    name: str
    spec: str
    rev: int


def rows(connection: sqlite3.Connection) -> list[SpecRow]:
    """All charts that are kept, by name."""
    found = connection.execute("SELECT id, uid, name, spec, rev FROM chart_spec WHERE deleted_at IS NULL").fetchall()
    return sorted((SpecRow(*row) for row in found), key=lambda row: (row.name.casefold(), row.id))


def row(connection: sqlite3.Connection, row_id: int) -> SpecRow:
    """A kept chart, also one that was thrown away.  Raises NotFound."""
    found = connection.execute(
        "SELECT id, uid, name, spec, rev FROM chart_spec WHERE id = ?", (row_id,)
    ).fetchone()
    if found is None:
        raise NotFound(mark("This chart is no longer kept."))
    return SpecRow(*found)
