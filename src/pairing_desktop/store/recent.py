"""What one was at lately: records looked at, records changed."""

import sqlite3
from collections.abc import Sequence

from pairing_desktop.domain.drafts import Pick
from pairing_desktop.domain.kinds import BY_RECORD, EDITABLE_KINDS, ENTRIES, KINDS
from pairing_desktop.store import entries, passages

_OPERATIONS = 40  # as far back as one remembers
_AT_ONCE = 20  # an operation that touched more is an import, nothing one was at
_TABLES = {kind.table: kind.record for kind in EDITABLE_KINDS}


def alive(connection: sqlite3.Connection, rows: Sequence[tuple[str, int]]) -> tuple[Pick, ...]:
    """Those of these rows (kind, integer key) that are on file and not in the trash, in their order."""
    found: list[Pick] = []
    for kind, row_id in rows:
        if kind not in KINDS or kind == "participations":
            continue
        table = {"claims": "claim", "measures": "measure"}.get(kind, "record")
        gone = f"SELECT 1 FROM {table} WHERE id = ? AND deleted_at IS NOT NULL"
        if connection.execute(gone, (row_id,)).fetchone() is not None:
            continue
        found += passages.picks(connection, KINDS[kind].record, [row_id]).values()
    return tuple(found)


def changed(connection: sqlite3.Connection, limit: int) -> tuple[Pick, ...]:
    """The records and claims changed last, the latest first; imports of many rows are passed over."""
    tables = ", ".join(f"'{table}'" for table in _TABLES)
    found: dict[tuple[str, int], None] = {}
    for (operation_id,) in connection.execute("SELECT id FROM operation ORDER BY id DESC LIMIT ?", (_OPERATIONS,)).fetchall():
        rows = connection.execute(
            f"SELECT DISTINCT tbl, row_id FROM journal WHERE operation_id = ? AND tbl IN ({tables}) LIMIT ?",
            (operation_id, _AT_ONCE + 1),
        ).fetchall()
        if len(rows) <= _AT_ONCE:
            named = [(BY_RECORD[_TABLES[table]].name, row_id) for table, row_id in rows]
            found |= {_owner(connection, kind, row_id): None for kind, row_id in named}
        if len(found) >= 2 * limit:
            break
    return alive(connection, list(found))[:limit]


def _owner(connection: sqlite3.Connection, kind: str, row_id: int) -> tuple[str, int]:
    """The row itself; of an entry such as a note or a stage reached the record it hangs on, which shows it."""
    return entries.line(connection, KINDS[kind], row_id).owner if KINDS[kind] in ENTRIES else (kind, row_id)
