"""Records that were merged into others: where each leads to."""

import json
import sqlite3
from collections.abc import Iterable

from pairing_desktop.domain.ids import Ids
from pairing_desktop.domain.kinds import Kind
from pairing_desktop.domain.merging import APART, MERGED

_LED = """
WITH RECURSIVE led (start, id, steps) AS (
    SELECT id, merged_into_id, 1 FROM record WHERE id IN (SELECT value FROM json_each(?)) AND merged_into_id IS NOT NULL
    UNION ALL SELECT start, merged_into_id, steps + 1 FROM led JOIN record USING (id)
    WHERE merged_into_id IS NOT NULL AND steps < 100)
SELECT start, id FROM led ORDER BY start, steps"""


def survivors(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, int]:
    """Of those of these records that were merged away: the record each leads to now."""
    return dict(connection.execute(_LED, (json.dumps(list(ids)),)).fetchall())


def survivor(connection: sqlite3.Connection, record_id: int) -> int:
    """The record that this one leads to: itself unless it was merged away."""
    return survivors(connection, [record_id]).get(record_id, record_id)


def merged_ids(connection: sqlite3.Connection, record_id: int) -> list[int]:
    """The records that were merged into this one and lie in the trash for it."""
    if connection.execute("SELECT 1 FROM operation WHERE label = ? LIMIT 1", (MERGED,)).fetchone() is None:
        return []
    return [row[0] for row in connection.execute(  # the index of the trash serves
        "SELECT id FROM record WHERE kind = (SELECT kind FROM record WHERE id = ?1) AND deleted_at IS NOT NULL "
        "AND merged_into_id = ?1", (record_id,),
    )]


def called(connection: sqlite3.Connection, record: str, name: str) -> list[int]:
    """The live records to which those lead that had this folded name or short name when they were merged away."""
    gone = [row[0] for row in connection.execute(
        "SELECT r.id FROM search_name AS t CROSS JOIN record AS r ON r.id = t.doc / 2 AND r.merged_into_id IS NOT NULL "
        "WHERE t.kind = ? AND folded = ? LIMIT 20", (record, name),
    )]
    if not gone:
        return []
    return [row[0] for row in connection.execute(
        "SELECT id FROM record WHERE id IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL",
        (json.dumps(list(survivors(connection, gone).values())),),
    )]


def moved_keys(connection: sqlite3.Connection, kind: Kind, keys: Iterable[str]) -> dict[str, str]:
    """Of those of these short names whose record was merged away: the short name of the record it leads to."""
    if not kind.is_record:
        return {}
    old = dict(connection.execute(
        "SELECT id, key FROM record WHERE kind = ? AND key IN (SELECT value FROM json_each(?)) AND merged_into_id IS NOT NULL",
        (kind.record, json.dumps(list(keys))),
    ).fetchall())
    return {
        old[gone]: connection.execute("SELECT key FROM record WHERE id = ?", (kept,)).fetchone()[0]
        for gone, kept in survivors(connection, old).items()
    }


def ends(connection: sqlite3.Connection, operation_id: int, label: str) -> Ids:
    """Both records of the merge that an operation of this label made or took back."""
    if label not in (MERGED, APART):
        return Ids()
    rows = connection.execute(
        "SELECT row_id, before, after FROM journal INDEXED BY journal_by_operation "
        "WHERE operation_id = ? AND tbl = 'record' AND col = 'merged_into_id'", (operation_id,),
    ).fetchall()
    return Ids(sorted({end for row in rows for end in row if end is not None}))
