"""What was done to one row, change by change: its own fields, its citation, the rows inside it, what people said of it."""

import json
import sqlite3

from pairing_desktop.domain.cards import HistoryLine
from pairing_desktop.domain.kinds import ENTRIES, KINDS, Kind
from pairing_desktop.store import merged, nested_rows

_ACT = "at, who, operation.unit, label, label_values, action"


def history(connection: sqlite3.Connection, kind: str, row_id: int) -> tuple[HistoryLine, ...]:
    """Every change of a row, of its first citation and of what people said about it, the newest first.  Links are keys."""
    table = KINDS[kind].table
    lines: list[tuple[int, HistoryLine]] = []
    making = 0
    for table_name, found in [(table, row_id), *_hanging(connection, kind, row_id)]:
        for number, operation_id, column, before, after in connection.execute(
            "SELECT id, operation_id, col, before, after FROM journal WHERE tbl = ? AND row_id = ? ORDER BY id",
            (table_name, found),
        ).fetchall():
            change: tuple[str, str, str] | None = None
            if table_name in _SAID:
                change = _said(connection, table_name, found, made=column is None or before is not None)
            elif column is not None and (table_name != "record" or found == row_id or column == "merged_into_id"):
                change = (_field_name(column), _shown(connection, column, before), _shown(connection, column, after))
            elif table_name == table:
                change, making = ("", "", ""), operation_id  # the making of the row itself
            if change is not None:
                lines.append((number, _line(connection, KINDS[kind], operation_id, *change)))
    for number, operation_id, *said in nested_rows.history(connection, KINDS[kind], row_id):
        if operation_id != making:  # what was made together is told by its making
            lines.append((number, _line(connection, KINDS[kind], operation_id, *said)))
    # A decision that changed the rank is told by that line.
    telling = {line.operation_id for _, line in lines if line.field}
    told = sorted(
        (pair for pair in lines if pair[1].field or pair[1].operation_id not in telling), key=lambda pair: -pair[0]
    )
    return tuple(line for _, line in told)


def _line(
    connection: sqlite3.Connection, kind: Kind, operation_id: int, field: str, before: str, after: str
) -> HistoryLine:
    at, who, unit, label, values, action = connection.execute(
        f"SELECT {_ACT} FROM operation WHERE id = ?", (operation_id,)
    ).fetchone()
    linked = nested_rows.linked(connection, kind, field, before, after)
    return HistoryLine(operation_id, at, who, unit, label, json.loads(values), field, before, after, linked, action)


_SAID = {  # table → the columns that name what it is about
    "claim_relation": ("claim_id", "other_id"), "reading": ("claim_id",), "decision": ("claim_id",),
    "dismissal": ("claim_id", "record_id"), "source_relation": ("source_id", "other_id"),
}


def _hanging(connection: sqlite3.Connection, kind: str, row_id: int) -> list[tuple[str, int]]:
    """Rows (table, integer key) whose history belongs to the history of this one."""
    table, is_record = KINDS[kind].table, KINDS[kind].is_record
    if KINDS[kind] in ENTRIES:
        return []
    wanted = [("citation", "record_id" if is_record else f"{table}_id")] if kind != "measures" else []
    for said, columns in _SAID.items():
        own: tuple[str, ...] = ("record_id",) if is_record else ()
        if kind == "claims":
            own = ("claim_id", "other_id") if said != "source_relation" else ()
        elif kind == "sources" and said == "source_relation":
            own = ("source_id", "other_id")
        wanted += [(said, column) for column in columns if column in own]
    rows = [("record", found) for found in (row_id, *merged.merged_ids(connection, row_id))] if is_record else []
    for said, column in wanted:
        rows += [(said, found) for (found,) in connection.execute(f"SELECT id FROM {said} WHERE {column} = ?", (row_id,))]
    return rows


def _said(connection: sqlite3.Connection, table: str, row_id: int, *, made: bool) -> tuple[str, str, str] | None:
    """Field, before and after of what somebody said or took back; empty where the operation's words say it all."""
    if table == "reading":
        change = ("effective_value", *connection.execute("SELECT printed, value FROM reading WHERE id = ?", (row_id,)).fetchone())
    elif table == "claim_relation":
        other, reason = connection.execute(
            "SELECT claim.key, reason FROM claim_relation AS t JOIN claim ON claim.id = other_id WHERE t.id = ?", (row_id,)
        ).fetchone()
        change = ("", "", "") if reason else ("disputes_claim_key", "", other)
    else:
        change = ("", "", "")
    field, before, after = change
    return (field, before, after) if made else (field, after, before)


def _field_name(column: str) -> str:
    return column[:-3] + "_key" if column.endswith("_id") and column != "other_id" else (
        "disputes_claim_key" if column == "other_id" else column
    )


def _shown(connection: sqlite3.Connection, column: str | None, value: object) -> str:
    """A journalled value for people: links as short names."""
    if value is None:
        return ""
    if column and column.endswith("_id") and isinstance(value, int):
        table = {"measure_id": "measure", "other_id": "claim", "claim_id": "claim"}.get(column, "record")
        found = connection.execute(f"SELECT key FROM {table} WHERE id = ?", (value,)).fetchone()
        return str(found[0]) if found else str(value)
    return str(value)
