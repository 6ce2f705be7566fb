"""The journal: who changed which column of which row, written by plain SQL triggers that nothing can forget.

The triggers are made from the columns of the kept tables, so that a new column of a later migration is journalled
without anybody remembering it.  Derived columns and `rev` are left out: they follow from the rest.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import groupby, islice
from operator import itemgetter
from typing import NamedTuple

from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.ids import Ids
from pairing_desktop.domain.kinds import BY_RECORD, ENTRIES, KINDS, FieldType
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import Conflict

KEPT_TABLES = (
    "record", "source", "place", "company", "project", "event", "alias",
    "measure", "claim", "participation", "citation", "claim_relation",
    "reading", "decision", "dismissal", "source_relation", "snapshot", "snapshot_note", "chart_spec",
    "form_template",
    *(kind.table for kind in ENTRIES),
)
# After one large import SQLite's statistics take every operation for a large one: it would walk the whole journal.
JOURNAL = "journal INDEXED BY journal_by_operation"
JOURNAL_BY_ROW = "journal INDEXED BY journal_by_row"
DERIVED = frozenset({"rev", "sort_en", "sort_zh", "earliest", "latest", "folded"})
# The rows of one operation lie together: read in a row, not looked up one by one.
_OF_ONE = """journal NOT INDEXED WHERE operation_id = ?1
AND id >= (SELECT min(id) FROM journal INDEXED BY journal_by_operation WHERE operation_id = ?1)
AND id <= (SELECT max(id) FROM journal INDEXED BY journal_by_operation WHERE operation_id = ?1)"""
_AT_ONCE = 500  # rows of the journal put into the seal together
_TOGETHER = 10_000  # keys looked up together
_NAMED = (*(kind for kind in BY_RECORD.values() if kind.is_record), KINDS["measures"])
_CALLED = {"key", "credit_code", *(name for kind in _NAMED for name in kind.names)}  # columns that rows are called by
_IS_NAME = "IN (" + ", ".join(f"'{column}'" for column in sorted(_CALLED)) + ")"
OWN_TABLES = frozenset(kind.table for kind in BY_RECORD.values() if kind.is_record)


def kept_columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """The columns of a kept table that its journal covers, in order, without the integer key."""
    # table_info leaves generated columns out.
    rows = connection.execute("SELECT name FROM pragma_table_info(?)", (table,)).fetchall()
    return [name for (name,) in rows if name != "id" and name not in DERIVED]


def trigger_statements(connection: sqlite3.Connection) -> list[str]:
    """CREATE TRIGGER statements that journal every kept table and refuse deletes from it."""
    statements = []
    guard = "SELECT RAISE(ABORT, 'no operation is open') WHERE NOT EXISTS (SELECT 1 FROM open_operation);"
    operation = "(SELECT operation_id FROM open_operation)"
    for table in KEPT_TABLES:
        columns = kept_columns(connection, table)
        quoted = " || ',' || ".join(f"quote(NEW.{column})" for column in columns)
        changed = "\nUNION ALL ".join(
            f"SELECT {operation}, '{table}', NEW.id, '{column}', OLD.{column}, NEW.{column} "
            f"WHERE NEW.{column} IS NOT OLD.{column}"
            for column in columns
        )
        into = "INSERT INTO journal (operation_id, tbl, row_id, col, before, after)"
        statements += [
            f"CREATE TRIGGER journal_insert_{table} AFTER INSERT ON {table} BEGIN {guard}\n"
            f"{into} VALUES ({operation}, '{table}', NEW.id, NULL, NULL, {quoted}); END",
            f"CREATE TRIGGER journal_update_{table} AFTER UPDATE ON {table} BEGIN {guard}\n"
            f"{into}\n{changed}; END",
            f"CREATE TRIGGER journal_delete_{table} BEFORE DELETE ON {table}\n"
            "BEGIN SELECT RAISE(ABORT, 'rows are never deleted, only marked'); END",
        ]
    return statements


def seal(connection: sqlite3.Connection, operation_id: int) -> str:
    """SHA-256 over the previous hash, the operation and its journal rows; written once and returned as hex."""
    operation = connection.execute(
        "SELECT prev_hash, uid, at, who, unit, label, label_values, action, target_id FROM operation WHERE id = ?",
        (operation_id,),
    ).fetchone()
    import hashlib  # loads OpenSSL, which the way to the first paint can do without

    digest = hashlib.sha256(json.dumps(operation, ensure_ascii=False).encode())
    rows = connection.execute(
        f"SELECT id, tbl, row_id, col, quote(before), quote(after) FROM {_OF_ONE} ORDER BY id",
        (operation_id,),
    )
    text = json.JSONEncoder(ensure_ascii=False).encode  # each row as json.dumps writes it, without its overhead
    while portion := rows.fetchmany(_AT_ONCE):
        digest.update("".join([
            f"[{row}, {text(table)}, {row_id}, {text(column) if column else 'null'}, {text(before)}, {text(after)}]"
            for row, table, row_id, column, before, after in portion
        ]).encode())
    found = digest.hexdigest()
    stored = connection.execute("SELECT hash FROM operation WHERE id = ?", (operation_id,)).fetchone()[0]
    if stored is None:
        connection.execute("UPDATE operation SET hash = ? WHERE id = ?", (found, operation_id))
    return found


def broken_link(connection: sqlite3.Connection) -> int | None:
    """The first operation whose hash no longer fits its journal, or None when the whole chain holds."""
    before = ""
    for operation_id, prev_hash, stored in connection.execute(
        "SELECT id, prev_hash, hash FROM operation ORDER BY id"
    ).fetchall():
        if prev_hash != before or stored is None or seal(connection, operation_id) != stored:
            return int(operation_id)
        before = stored
    return None


class Touched(NamedTuple):
    """Integer keys by table of the rows an operation inserted or changed (`all`), of those of which it `changed` a column,
    and of those that are new or called differently than before (`named`)."""

    all: dict[str, Ids]
    changed: dict[str, Ids]
    named: dict[str, Ids]


def touched(connection: sqlite3.Connection, operation_id: int) -> Touched:
    """What an operation inserted or changed."""
    every: dict[str, list[Ids]] = defaultdict(list)
    changed: dict[str, list[Ids]] = defaultdict(list)
    named: dict[str, list[Ids]] = defaultdict(list)
    rows = connection.execute(f"SELECT col IS NULL, col {_IS_NAME}, tbl, row_id FROM {_OF_ONE} ORDER BY id", (operation_id,))
    while portion := rows.fetchmany(_TOGETHER):
        for (is_new, is_name, table), same in groupby(portion, key=itemgetter(0, 1, 2)):
            ids = Ids([row_id for *_, row_id in same])
            every[table].append(ids)
            if not is_new:
                changed[table].append(ids)
            if is_new or is_name:
                named[table].append(ids)
    return Touched(*({table: Ids.joined(several) for table, several in found.items()} for found in (every, changed, named)))


def looked_up(connection: sqlite3.Connection, sql: str, ids: Iterable[int]) -> Ids:
    """The keys that a statement finds for these (a JSON list of them is its one value), a portion at a time."""
    found = []
    left = iter(ids)
    while portion := list(islice(left, _TOGETHER)):
        keys = {key for row in connection.execute(sql, (json.dumps(portion),)) for key in row}
        found.append(Ids(sorted(keys - {None})))
    return Ids.joined(found)


def change_set(
    connection: sqlite3.Connection, operation_id: int, rows_touched: Mapping[str, Ids] | None = None
) -> ChangeSet:
    """What an operation did, as values for the views; `rows_touched` where it is known already."""
    from pairing_desktop.store import merged  # which a window that only opens can do without

    label, values = connection.execute(
        "SELECT label, label_values FROM operation WHERE id = ?", (operation_id,)
    ).fetchone()
    rows: dict[str, list[Ids]] = defaultdict(list)
    records: list[Ids] = []
    for table, ids in (touched(connection, operation_id).all if rows_touched is None else rows_touched).items():
        if table == "record" or table in OWN_TABLES:
            records.append(ids)
        elif table in _COUNTED:
            rows[BY_RECORD[table].name].append(ids)
        elif table in _VIEWS:
            rows[_VIEWS[table]].append(ids)
        elif table == "snapshot_note":
            rows["snapshots"].append(looked_up(connection, _SNAPSHOTS, ids))
        if table in _OWNERS:
            records.append(looked_up(connection, _OWNERS[table], ids))
        if table in _CLAIMS:
            rows["claims"].append(looked_up(connection, _CLAIMS[table], ids))
    every = Ids.joined([*records, merged.ends(connection, operation_id, label)])
    for portion in every.portions(_TOGETHER):
        of_kinds: dict[str, list[int]] = defaultdict(list)
        for record_id, kind in connection.execute(
            f"SELECT id, kind FROM record WHERE id {_AMONG} ORDER BY id", (json.dumps(portion),)
        ):
            of_kinds[BY_RECORD[kind].name].append(record_id)
        for kind, of_kind in of_kinds.items():
            rows[kind].append(Ids(of_kind))
    return ChangeSet(
        operation_id, label, json.loads(values),
        {kind: joined for kind, several in rows.items() if (joined := Ids.joined(several))}, every,
    )


_AMONG = "IN (SELECT value FROM json_each(?))"
_VIEWS = {"snapshot": "snapshots", "chart_spec": "charts", "form_template": "templates"}
_SNAPSHOTS = f"SELECT snapshot_id FROM snapshot_note WHERE id {_AMONG}"
_OWNERS = {
    "alias": f"SELECT record_id FROM alias WHERE id {_AMONG}",
    "claim": f"SELECT subject_id FROM claim WHERE id {_AMONG}",
    "participation": f"SELECT project_id, company_id FROM participation WHERE id {_AMONG}",
    "citation": "SELECT citation.record_id, source_id, claim.subject_id FROM citation "
                f"LEFT JOIN claim ON claim.id = citation.claim_id WHERE citation.id {_AMONG}",
    "claim_relation": "SELECT one.subject_id, two.subject_id FROM claim_relation AS it JOIN claim AS one "
                      f"ON one.id = it.claim_id JOIN claim AS two ON two.id = it.other_id WHERE it.id {_AMONG}",
    "reading": f"SELECT claim.subject_id FROM reading JOIN claim ON claim.id = claim_id WHERE reading.id {_AMONG}",
    "decision": f"SELECT subject_id FROM decision WHERE id {_AMONG}",
    "dismissal": "SELECT claim.subject_id, record_id FROM dismissal LEFT JOIN claim ON claim.id = claim_id "
                 f"WHERE dismissal.id {_AMONG}",
    "source_relation": f"SELECT source_id, other_id FROM source_relation WHERE id {_AMONG}",
}
_CLAIMS = {
    "citation": f"SELECT claim_id FROM citation WHERE id {_AMONG}",
    "claim_relation": f"SELECT claim_id, other_id FROM claim_relation WHERE id {_AMONG}",
    "reading": f"SELECT claim_id FROM reading WHERE id {_AMONG}",
    "decision": f"SELECT claim_id FROM decision WHERE id {_AMONG}",
    "dismissal": f"SELECT claim_id FROM dismissal WHERE id {_AMONG}",
}

_COUNTED = {"claim", "participation", "measure"}
for _kind in ENTRIES:  # an entry belongs to the cards of all records it points to
    _links = ", ".join(field.column for field in _kind.fields if field.type is FieldType.LINK)
    _OWNERS[_kind.table] = f"SELECT {_links} FROM {_kind.table} WHERE id {_AMONG}"
    _COUNTED.add(_kind.table)


def replay(connection: sqlite3.Connection, operation_id: int, *, forward: bool, at: str) -> None:
    """Write an operation's changes again (`forward`) or take them back, inside the operation that is open now.

    A row the operation inserted is marked deleted or alive again.  A field that somebody changed later is not
    overwritten: Conflict names it.
    """
    steps = connection.execute(
        f"SELECT tbl, row_id, col, before, after FROM {JOURNAL} WHERE operation_id = ? "
        f"ORDER BY id {'' if forward else 'DESC'}",
        (operation_id,),
    ).fetchall()
    for (table, row_id), changes in groupby(steps, key=lambda step: (step[0], step[1])):
        wanted: dict[str, object] = {}
        for _, _, column, before, after in changes:
            if column is not None:
                # A row's columns change together, as they did: a date and its precision hold only with each other.
                wanted[column] = _step(connection, table, row_id, column, (before, after), forward, at, wanted)
            elif table not in OWN_TABLES:
                wanted["deleted_at"] = None if forward else at
        if wanted:
            assignments = ", ".join(f"{column} = ?" for column in wanted)
            connection.execute(f"UPDATE {table} SET {assignments} WHERE id = ?", (*wanted.values(), row_id))
            _raise_rev(connection, table, row_id)


def _step(
    connection: sqlite3.Connection, table: str, row_id: int, column: str, change: tuple[object, object], forward: bool,
    at: str, pending: Mapping[str, object],
) -> object:
    """What a column is to hold after one change was made again or taken back.  Raises Conflict when it was changed since."""
    expected, wanted = change if forward else (change[1], change[0])
    if column == "deleted_at":  # the moment of an earlier deletion is not the moment of this one
        return at if wanted is not None else None
    current = pending[column] if column in pending else connection.execute(
        f"SELECT {column} FROM {table} WHERE id = ?", (row_id,)
    ).fetchone()[0]
    if current != expected:
        raise Conflict(
            mark("“{field}” was changed again later. It was not overwritten; look at the history of the record."),
            field=column,
        )
    return wanted


def _raise_rev(connection: sqlite3.Connection, table: str, row_id: int) -> None:
    owner = "record" if table in OWN_TABLES else table
    connection.execute(f"UPDATE {owner} SET rev = rev + 1 WHERE id = ?", (row_id,))
