"""Whole rows as they are exported, counts, revisions."""

import sqlite3
from collections.abc import Iterator, Sequence

from pairing_desktop.domain.kinds import KINDS, Kind
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import NotFound

_AT_ONCE = 500


def columns(kind: Kind) -> tuple[str, ...]:
    """Exported columns: those of the seed file, then those we add, then the uid."""
    return (*kind.columns, "uid")


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Live rows by kind name."""
    found = {}
    for kind in KINDS.values():
        if kind.is_record:
            sql = f"SELECT count(*) FROM record WHERE kind = '{kind.record}' AND deleted_at IS NULL"
        elif kind.name == "measures":
            sql = "SELECT count(*) FROM measure"
        else:
            sql = f"SELECT count(*) FROM {kind.table} WHERE deleted_at IS NULL"
        found[kind.name] = int(connection.execute(sql).fetchone()[0])
    return found


def export(connection: sqlite3.Connection, kind: Kind, ids: Sequence[int] | None) -> Iterator[dict[str, str]]:
    """Exported rows: all live ones in the order they came, or those of `ids` in their order."""
    names = columns(kind)
    if ids is None:
        ids = [row[0] for row in connection.execute(f"SELECT id FROM v_{kind.name} WHERE deleted_at IS NULL ORDER BY id")]
    for at in range(0, len(ids), _AT_ONCE):
        part = ids[at:at + _AT_ONCE]
        found = {
            row[0]: dict(zip(names, row[1:], strict=True))
            for row in connection.execute(
                f"SELECT id, {', '.join(names)} FROM v_{kind.name} WHERE id IN ({', '.join('?' * len(part))})", tuple(part)
            ).fetchall()
        }
        yield from (found[row_id] for row_id in part if row_id in found)


def revision(connection: sqlite3.Connection, kind: Kind, row_id: int) -> tuple[int, bool]:
    """Revision of a row and whether it is in the trash.  Raises NotFound."""
    table = "record" if kind.is_record else kind.table
    deleted = "0" if kind.name == "measures" else "deleted_at IS NOT NULL"
    row = connection.execute(f"SELECT rev, {deleted} FROM {table} WHERE id = ?", (row_id,)).fetchone()
    if row is None:
        raise NotFound(mark("This record is no longer on file."))
    return int(row[0]), bool(row[1])


def cited(connection: sqlite3.Connection, record_ids: Sequence[int]) -> set[int]:
    """Which of these records have a citation."""
    marks = ", ".join("?" * len(record_ids))
    return {
        row[0] for row in connection.execute(
            f"SELECT DISTINCT record_id FROM citation WHERE record_id IN ({marks}) AND deleted_at IS NULL",
            tuple(record_ids),
        )
    }
