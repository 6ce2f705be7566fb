"""The whole file as it was at an earlier moment: a copy, with the journal played backwards.

Every later change of a field gives way to what the field held before the first of them, every row made later is gone.  What
follows from the rows (search, days, guards) is made anew, and the history of the copy ends with the chosen operation, so
that its seal is checked as ever.  Names of people stand outside the history and are left out.
"""

import hashlib
import json
import sqlite3
from pathlib import Path

from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import NotFound
from pairing_desktop.store import lineage, repair
from pairing_desktop.store.journal import OWN_TABLES, kept_columns

_PAGES = 4096  # copied at once, so that a save comes between


def as_it_was(connection: sqlite3.Connection, operation_id: int, target: Path) -> Path:
    """Write the file as it was right after an operation to `target`, which must not exist.  Raises NotFound."""
    if connection.execute("SELECT 1 FROM operation WHERE id = ?", (operation_id,)).fetchone() is None:
        raise NotFound(mark("This entry is not in the history of this file."))
    copy = sqlite3.connect(target, isolation_level=None)
    try:
        connection.backup(copy, pages=_PAGES)
        for pragma in ("foreign_keys = OFF", "ignore_check_constraints = ON", "secure_delete = ON", "synchronous = OFF"):
            copy.execute(f"PRAGMA {pragma}")
        copy.execute("BEGIN IMMEDIATE")
        for (name,) in copy.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            copy.execute(f'DROP TRIGGER "{name}"')
        for table in lineage.kept_tables(copy):
            _take_back(copy, table, operation_id)
        copy.execute("DELETE FROM snapshot_content WHERE snapshot_id NOT IN (SELECT id FROM snapshot)")
        copy.execute("DELETE FROM attachment_content WHERE hash NOT IN (SELECT hash FROM attachment)")
        for table in ("person", "undo_stack", "redo_stack", "open_operation"):
            copy.execute(f"DELETE FROM {table}")
        copy.execute("DELETE FROM journal WHERE operation_id > ?", (operation_id,))
        copy.execute("DELETE FROM operation WHERE id > ?", (operation_id,))
        copy.execute("COMMIT")
        copy.execute("PRAGMA ignore_check_constraints = OFF")
        repair.repair(copy)
    finally:
        copy.close()
    return target


def _take_back(copy: sqlite3.Connection, table: str, operation_id: int) -> None:
    """Rows of a table as they were after this operation."""
    copy.execute(
        f"DELETE FROM {table} WHERE id IN (SELECT row_id FROM journal WHERE operation_id > ? AND tbl = ? AND col IS NULL)",
        (operation_id, table),
    )
    for column in kept_columns(copy, table):  # the history names the columns: never a text of the file as one
        copy.executemany(
            f"UPDATE {table} SET {column} = ? WHERE id = ?",
            copy.execute(
                "SELECT before, row_id FROM journal WHERE id IN (SELECT min(id) FROM journal "
                "WHERE operation_id > ? AND tbl = ? AND col = ? GROUP BY row_id)",
                (operation_id, table, column),
            ).fetchall(),
        )


def last_of_day(connection: sqlite3.Connection, until: str) -> int | None:
    """The newest operation done before a moment (UTC, ISO 8601); None when the file is younger."""
    row = connection.execute("SELECT max(id) FROM operation WHERE at < ?", (until,)).fetchone()
    return None if row[0] is None else int(row[0])


def content_hash(connection: sqlite3.Connection) -> str:
    """SHA-256 over every live row of the kept tables in the order of their uids: two files of the same origin that say the
    same have the same.  Revisions, history and what is derived are left out, and what lies in the trash."""
    digest = hashlib.sha256()
    for table in lineage.kept_tables(connection):
        columns = [column for column in kept_columns(connection, table) if column != "deleted_at"]
        values = ", ".join(f"quote(t.{column})" for column in columns)
        if table in OWN_TABLES:
            source, uid, alive = f"{table} AS t JOIN record AS r ON r.id = t.id", "r.uid", "r.deleted_at IS NULL"
        else:
            source, uid, alive = f"{table} AS t", "t.uid", "t.deleted_at IS NULL"
        for row in connection.execute(f"SELECT {uid}, {values} FROM {source} WHERE {alive} ORDER BY {uid}"):
            digest.update(json.dumps((table, *row), ensure_ascii=False).encode())
    return digest.hexdigest()
