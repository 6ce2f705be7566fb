"""Whether the file still holds together: SQLite's own checks, our references, the hash chain of the history."""

import sqlite3
from collections.abc import Callable
from functools import partial

from pairing_desktop.domain.language import mark
from pairing_desktop.store import journal, lineage

Sentences = list[tuple[str, dict[str, str]]]  # marked, with their values
Step = Callable[[sqlite3.Connection], Sentences]

_LINKS = (  # table, column, table it points to
    ("project", "place_id", "record"), ("company", "parent_id", "record"), ("company", "home_place_id", "record"),
    ("place", "parent_id", "record"), ("event", "project_id", "record"), ("event", "company_id", "record"),
    ("event", "place_id", "record"), ("claim", "subject_id", "record"), ("citation", "source_id", "record"),
)


def dangling(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """(table, key, column) of every live row that points to nothing or into the trash."""
    found = []
    for table, column, target in _LINKS:
        if table == "claim":
            key, alive, join = "t.key", "t.deleted_at IS NULL", ""
        elif table == "citation":
            key = "coalesce(r.key, c.key, 'participation')"
            alive = "t.deleted_at IS NULL AND r.deleted_at IS NULL AND c.deleted_at IS NULL"
            join = "LEFT JOIN record AS r ON r.id = t.record_id LEFT JOIN claim AS c ON c.id = t.claim_id"
        else:
            key, alive, join = "r.key", "r.deleted_at IS NULL", "JOIN record AS r ON r.id = t.id"
        rows = connection.execute(
            f"SELECT {key} FROM {table} AS t {join} LEFT JOIN {target} AS x ON x.id = t.{column} "
            f"WHERE t.{column} IS NOT NULL AND {alive} AND (x.id IS NULL OR x.deleted_at IS NOT NULL) ORDER BY 1"
        ).fetchall()
        found += [(table, str(row[0]), column.removesuffix("_id") + "_key") for row in rows]
    return found


def subjects(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    """(id, key) of every record that a live claim is about."""
    return connection.execute(
        "SELECT DISTINCT r.id, r.key FROM claim JOIN record AS r ON r.id = subject_id WHERE claim.deleted_at IS NULL ORDER BY 1"
    ).fetchall()


def is_whole(connection: sqlite3.Connection) -> bool:
    """Whether SQLite finds the file sound, no reference leads nowhere, every kept row has its making in the history and
    the newest entry carries its seal.  Of any format; works in SQLite alone, so that no thread is held up."""
    if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        return False
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        return False
    if any(_without_history(connection, table) for table in lineage.kept_tables(connection)):
        return False
    loose = connection.execute(
        "SELECT 1 FROM (SELECT prev_hash, lag(hash, 1, '') OVER (ORDER BY id) AS before FROM operation) "
        "WHERE prev_hash IS NOT before LIMIT 1"
    ).fetchone()
    newest = connection.execute("SELECT id, hash FROM operation ORDER BY id DESC LIMIT 1").fetchone()
    return loose is None and (newest is None or newest[1] == _seal(connection, *newest))


def _seal(connection: sqlite3.Connection, operation_id: int, stored: str | None) -> str:
    return journal.seal(connection, operation_id) if stored else "no entry is committed without a seal"


def _without_history(connection: sqlite3.Connection, table: str) -> list[int]:
    return [row_id for (row_id,) in connection.execute(
        f"SELECT id FROM {table} WHERE NOT EXISTS (SELECT 1 FROM journal WHERE tbl = '{table}' "
        f"AND row_id = {table}.id AND col IS NULL)"
    ).fetchall()]


def verify(look: Callable[[Step], Sentences]) -> Sentences:
    """What is wrong with the file; empty when all is well.  `look` takes a step on a connection to the file.

    Each step looks at a part by itself, so that the file may change between two.
    """
    tables, kept = _names(look, _all_tables), _names(look, lineage.kept_tables)
    steps: list[Step] = [_sound, *(partial(_sound_table, table) for table in tables), _references, _sealed]
    steps += [partial(check, table) for check in (_made, _as_told) for table in kept]
    found: Sentences = []
    for step in (*steps, _pages, _merged, _attached):
        found += look(step)
    return list({str(sentence): sentence for sentence in found}.values())  # what a table says the whole file said before


def _names(look: Callable[[Step], Sentences], names: Callable[[sqlite3.Connection], list[str]]) -> list[str]:
    return [name for name, _ in look(lambda connection: [(name, {}) for name in names(connection)])]


def _all_tables(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1").fetchall()
    return [name for (name,) in rows]


def _sound(connection: sqlite3.Connection) -> Sentences:
    """Every page of the file, as SQLite sees it."""
    return _told(connection, "PRAGMA quick_check")


def _sound_table(table: str, connection: sqlite3.Connection) -> Sentences:
    """Every row of a table against its indexes."""
    return _told(connection, f'PRAGMA integrity_check("{table}")')


def _told(connection: sqlite3.Connection, pragma: str) -> Sentences:
    return [
        (mark("The file is damaged: {detail}"), {"detail": str(line)})
        for (line,) in connection.execute(pragma).fetchall() if line != "ok"
    ]


def _references(connection: sqlite3.Connection) -> Sentences:
    return [
        (mark("A row of {table} points to nothing ({row})."), {"table": str(table), "row": str(row_id)})
        for table, row_id, _, _ in connection.execute("PRAGMA foreign_key_check").fetchall()
    ]


def _sealed(connection: sqlite3.Connection) -> Sentences:
    broken = journal.broken_link(connection)
    if broken is None:
        return []
    text = mark("The history does not fit its seal from entry {entry} on: it was changed by other means.")
    return [(text, {"entry": str(broken)})]


def _made(table: str, connection: sqlite3.Connection) -> Sentences:
    return [
        (mark("A row of {table} has no history ({row})."), {"table": table, "row": str(row_id)})
        for row_id in _without_history(connection, table)
    ]


def _as_told(table: str, connection: sqlite3.Connection) -> Sentences:
    """Every row of a kept table against its history."""
    found: Sentences = []
    for _, row_id, column in lineage.differences_of(connection, table):
        values = {"table": table, "row": _name(connection, table, row_id)}
        if column:
            text = mark("“{field}” of a row of {table} is not what its history says ({row}): it was changed by other means.")
            found.append((text, {**values, "field": column}))
        else:
            found.append((mark("A row of {table} that the history knows is gone ({row})."), values))
    return found


def _pages(connection: sqlite3.Connection) -> Sentences:
    from pairing_desktop.store import snapshots  # not on the way to the first paint

    return [
        (mark("The registered page {serial} is not what was registered: it was changed by other means."), {"serial": serial})
        for serial in snapshots.damaged(connection)
    ]


def _merged(connection: sqlite3.Connection) -> Sentences:
    from pairing_desktop.store import merging

    return merging.amiss(connection)


def _attached(connection: sqlite3.Connection) -> Sentences:
    from pairing_desktop.store import attachments

    return [
        (mark("The attached file {name} is not what was attached: it was changed by other means."), {"name": name})
        for name in attachments.damaged(connection)
    ]


def _name(connection: sqlite3.Connection, table: str, row_id: int) -> str:
    """What people call a row: its short name where it has one."""
    where = "record" if table in journal.OWN_TABLES else table
    if where not in ("record", "claim", "measure"):
        return str(row_id)
    row = connection.execute(f"SELECT key FROM {where} WHERE id = ?", (row_id,)).fetchone()
    return str(row[0]) if row else str(row_id)
