"""Writing: one operation is one transaction, rows and journal together, then the change set."""

import json
import sqlite3
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from datetime import UTC, datetime

from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.ids import Ids
from pairing_desktop.domain.kinds import BY_RECORD, ENTRIES
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import Conflict, Problem
from pairing_desktop.store import indexing, inserting, journal, merged
from pairing_desktop.store.database import connect, file_of

NAMESPACE = uuid.UUID("3f0d5d0e-94c5-5f7a-9a55-6c0e6f1d2b10")


def now() -> str:
    """This moment as the file keeps it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def seed_uid(file: str, key: str) -> str:
    """The uid of a row of the cited facts: the same in every copy ever made."""
    return str(uuid.uuid5(NAMESPACE, f"{file}:{key}"))


class Operation:
    """An operation whose transaction is open.  All values are bound; names of tables and columns are ours."""

    def __init__(self, connection: sqlite3.Connection, operation_id: int, at: str) -> None:
        self.connection = connection
        self.id = operation_id
        self.at = at
        self.numbers: dict[tuple[str, str], int] = {}  # last number given behind a short name, by kind and name
        self.searched: dict[str, list[Ids]] = defaultdict(list)  # rows by table that search knows since they were written

    def insert(self, table: str, values: Mapping[str, object], uid: str = "") -> int:
        """Add a row and return its integer key.  Tables with a `uid` get one."""
        row = dict(values)
        if table not in ("source", "place", "company", "project", "event"):
            row["uid"] = uid or str(uuid.uuid4())
        columns = ", ".join(row)
        marks = ", ".join("?" * len(row))
        cursor = self.connection.execute(
            f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(row.values())
        )
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def insert_all(self, table: str, columns: Mapping[str, Sequence[object]]) -> None:
        """Add rows, the values given column by column; they carry their own `id` and, where the table has one, `uid`."""
        inserting.insert_rows(self.connection, table, tuple(columns), zip(*columns.values(), strict=True))

    def update(self, table: str, row_id: int, values: Mapping[str, object]) -> None:
        """Set these columns.  Columns that already hold the value are left alone: they would leave no trace in the journal,
        but every index of theirs would be written anew."""
        if not values:
            return
        held = self.connection.execute(f"SELECT {', '.join(values)} FROM {table} WHERE id = ?", (row_id,)).fetchone()
        if held is None:
            return
        other = {column: value for (column, value), now in zip(values.items(), held, strict=True) if value != now}
        if other:
            setting = ", ".join(f"{column} = ?" for column in other)
            self.connection.execute(f"UPDATE {table} SET {setting} WHERE id = ?", (*other.values(), row_id))

    def raise_rev(self, table: str, row_id: int, rev: int) -> None:
        """Count the revision of a row up from `rev`; Conflict when somebody saved it meanwhile."""
        cursor = self.connection.execute(
            f"UPDATE {table} SET rev = rev + 1 WHERE id = ? AND rev = ?", (row_id, rev)
        )
        if cursor.rowcount == 0:
            raise Conflict(mark("This record was changed since you opened it. Nothing was overwritten."))

    def mark_deleted(self, table: str, row_id: int, deleted: bool) -> None:
        """To the trash, or back from it."""
        self.connection.execute(
            f"UPDATE {table} SET deleted_at = ?, rev = rev + 1 WHERE id = ? AND (deleted_at IS NULL) = ?",
            (self.at if deleted else None, row_id, int(deleted)),
        )


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """BEGIN IMMEDIATE … COMMIT, or ROLLBACK on anything raised."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def operate(
    connection: sqlite3.Connection,
    work: Callable[[Operation], None],
    *,
    label: str,
    values: Mapping[str, str] | None = None,
    who: str = "",
    unit: str = "",
) -> ChangeSet:
    """Do `work` as one operation and one step of undo.  An operation that changed nothing leaves nothing behind."""

    def run(operation: Operation) -> None:
        work(operation)
        connection.execute("INSERT INTO undo_stack (operation_id) VALUES (?)", (operation.id,))
        connection.execute("DELETE FROM redo_stack")

    return _run(connection, run, label=label, values=values or {}, who=who, unit=unit)


def undo(connection: sqlite3.Connection, *, who: str, unit: str) -> ChangeSet:
    """Take back the newest operation not yet undone; a change set without operation when there is none."""
    return _step(connection, "undo", who=who, unit=unit)


def redo(connection: sqlite3.Connection, *, who: str, unit: str) -> ChangeSet:
    """Do again what the newest undo took back."""
    return _step(connection, "redo", who=who, unit=unit)


def _step(connection: sqlite3.Connection, action: str, *, who: str, unit: str) -> ChangeSet:
    here, there = ("undo_stack", "redo_stack") if action == "undo" else ("redo_stack", "undo_stack")
    top = connection.execute(
        f"SELECT position, operation_id, label, label_values FROM {here} "
        "JOIN operation ON operation.id = operation_id ORDER BY position DESC LIMIT 1"
    ).fetchone()
    if top is None:
        return ChangeSet(0, mark("Nothing to do"))
    position, target, label, values = top

    def run(operation: Operation) -> None:
        journal.replay(connection, target, forward=action == "redo", at=operation.at)
        connection.execute(f"DELETE FROM {here} WHERE position = ?", (position,))
        connection.execute(f"INSERT INTO {there} (operation_id) VALUES (?)", (target,))

    return _run(
        connection, run, label=label, values=json.loads(values), who=who, unit=unit, action=action, target=target
    )


def act_outside(
    connection: sqlite3.Connection,
    work: Callable[[Operation], None],
    *,
    label: str,
    values: Mapping[str, str],
    who: str,
    unit: str,
    rows: Mapping[str, Set[int]],
) -> ChangeSet:
    """Do `work` on what stands outside the journal; `rows` says what it touched.  It has its entry in the history, and
    undo passes it over."""
    with transaction(connection):
        operation = _begin(connection, label=label, values=values, who=who, unit=unit)
        work(operation)
        connection.execute("DELETE FROM open_operation")
        journal.seal(connection, operation.id)
    return ChangeSet(operation.id, label, dict(values), dict(rows))


def _begin(
    connection: sqlite3.Connection, *, label: str, values: Mapping[str, str], who: str, unit: str, action: str = "do",
    target: int | None = None,
) -> Operation:
    """Open an operation inside a transaction."""
    at = now()
    previous = connection.execute("SELECT hash FROM operation ORDER BY id DESC LIMIT 1").fetchone()
    operation_id = connection.execute(
        "INSERT INTO operation (uid, at, who, unit, label, label_values, action, target_id, prev_hash) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (str(uuid.uuid4()), at, who, unit, label, json.dumps(dict(values), ensure_ascii=False), action, target,
         previous[0] if previous else ""),
    ).lastrowid
    assert operation_id is not None
    connection.execute("INSERT INTO open_operation (id, operation_id) VALUES (1, ?)", (operation_id,))
    return Operation(connection, operation_id, at)


class _Nothing(Exception):
    """Raised inside a transaction that changed no row, to leave no trace of it."""


def _run(
    connection: sqlite3.Connection,
    work: Callable[[Operation], None],
    *,
    label: str,
    values: Mapping[str, str],
    who: str,
    unit: str,
    action: str = "do",
    target: int | None = None,
) -> ChangeSet:
    changes, sealed = ChangeSet(0, label, dict(values)), ""
    try:
        with transaction(connection):
            operation = _begin(
                connection, label=label, values=values, who=who, unit=unit, action=action, target=target
            )
            work(operation)
            touched = journal.touched(connection, operation.id)
            if not touched.all:
                raise _Nothing
            left = {table: ids.without(_known(operation, table, touched.changed)) for table, ids in touched.all.items()}
            _refresh_search(connection, left, touched.named, merged.ends(connection, operation.id, label))
            connection.execute("DELETE FROM open_operation")
            made = journal.change_set(connection, operation.id, touched.all)
            sealed, changes = journal.seal(connection, operation.id), made
    except _Nothing:
        return ChangeSet(0, label, dict(values))
    except sqlite3.Error:
        if not sealed or not _is_on_file(connection, sealed):
            raise
    return changes


def _is_on_file(connection: sqlite3.Connection, sealed: str) -> bool:
    """Whether an operation stands although its COMMIT failed: the disk may fail in the last step, when all is written.

    Told as failed it would be done a second time.  A fresh connection sees what anybody would: it takes back what is half.
    """
    path = file_of(connection)
    try:
        other = connect(path, read_only=False)
        try:
            found = other.execute("SELECT 1 FROM operation WHERE hash = ?", (sealed,)).fetchone()
        finally:
            other.close()
    except (sqlite3.Error, Problem):
        return False
    return found is not None


def _known(operation: Operation, table: str, changed: Mapping[str, Ids]) -> Ids:
    """Rows that were put into search when they were written and not changed since."""
    return Ids.joined(operation.searched[table]).without(changed.get(table, Ids()))


def _refresh_search(
    connection: sqlite3.Connection, touched: Mapping[str, Ids], named: Mapping[str, Ids], ends: Ids
) -> None:
    """Bring search up to date for these rows an operation `touched`.  Names and sort keys follow in rows that are `named`
    anew, and so do claims about them.  `ends` are records from or to which names moved."""

    def owners(table: str, column: str) -> Ids:
        return journal.looked_up(connection, f"SELECT {column} FROM {table} WHERE id {among}", touched.get(table, ()))

    among = "IN (SELECT value FROM json_each(?))"
    own = {kind.table for kind in BY_RECORD.values() if kind.is_record} & touched.keys()
    records = Ids.joined(touched[table] for table in own)
    called = Ids.joined(named[table].within(touched[table]) for table in own & named.keys())
    measures = touched.get("measure", Ids())
    claims = [touched.get("claim", Ids()), owners("reading", "claim_id"), owners("citation", "claim_id")]
    for column, about in (("subject_id", called), ("measure_id", named.get("measure", Ids()).within(measures))):
        claims.append(journal.looked_up(connection, f"SELECT id FROM claim WHERE {column} {among}", about))
    also = Ids.joined([ends, owners("alias", "record_id")])
    told = [also, owners("citation", "record_id"), owners("participation", "project_id"), owners("participation", "company_id")]
    indexing.index_records(connection, Ids.joined([records, *told]), Ids.joined([called, also]), sort=True)
    indexing.index_measures(connection, measures)
    indexing.index_claims(connection, Ids.joined(claims))
    for kind in ENTRIES:
        indexing.index_entries(connection, kind, touched.get(kind.table, ()))
