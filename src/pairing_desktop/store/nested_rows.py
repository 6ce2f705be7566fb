"""Rows of other tables that are edited with their record: read as one text, written by what is other, told field by field.

Plain SQL inside the operation of the record.  A row taken out is marked deleted; one that is put in again comes back.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.kinds import KINDS, OTHER_NAMES, PARTICIPATIONS, Field, Kind, kind_named
from pairing_desktop.domain.nested_rows import Row, dump, load, row_fields
from pairing_desktop.store import cards, rows
from pairing_desktop.store.adding import add
from pairing_desktop.store.journal import JOURNAL_BY_ROW
from pairing_desktop.store.writing import Operation

_NAMES = "text", "kind", "language", "used_from", "used_to"


def stored(connection: sqlite3.Connection, kind: Kind, record_id: int) -> dict[str, str]:
    """The fields of `kind.inside` of a record, as `domain.nested_rows` writes them."""
    return {field.name: dump(_rows(connection, kind, field, record_id)) for field in kind.inside}


def names(connection: sqlite3.Connection, record_id: int) -> tuple[Row, ...]:
    """The other names of a record."""
    found = connection.execute(
        f"SELECT id, {', '.join(_NAMES)} FROM alias WHERE record_id = ? AND deleted_at IS NULL ORDER BY id", (record_id,)
    ).fetchall()
    return tuple(dict(zip(("id", *_NAMES), map(str, row), strict=True)) for row in found)


def _rows(connection: sqlite3.Connection, kind: Kind, field: Field, record_id: int) -> tuple[Row, ...]:
    if field.link == OTHER_NAMES.name:
        return names(connection, record_id)
    own, other = _sides(kind)
    found = connection.execute(
        f"SELECT t.id, r.key, t.role, ifnull(s.key, ''), ifnull(c.locator, '') FROM participation AS t "
        f"JOIN record AS r ON r.id = t.{other} "
        "LEFT JOIN citation AS c ON c.participation_id = t.id AND c.ordinal = 1 AND c.deleted_at IS NULL "
        f"LEFT JOIN record AS s ON s.id = c.source_id WHERE t.{own} = ? AND t.deleted_at IS NULL ORDER BY t.id",
        (record_id,),
    ).fetchall()
    columns = ("id", f"{other[:-3]}_key", "role", "source_key", "locator")
    return tuple(dict(zip(columns, map(str, row), strict=True)) for row in found)


def _sides(kind: Kind) -> tuple[str, str]:
    """Columns of a participation that hold the record and its partner."""
    return ("project_id", "company_id") if kind is KINDS["projects"] else ("company_id", "project_id")


def linked(connection: sqlite3.Connection, kind: Kind, name: str, *texts: str) -> dict[str, tuple[str, str]]:
    """Names, English and Chinese, of the records that rows of a field link to, by "kind/short name"."""
    field = next((one for one in kind.inside if one.name == name), None)
    if field is None:
        return {}
    found = {}
    for one in row_fields(kind, field):
        for key in {row[one.name] for text in texts for row in load(text) if one.link and row[one.name]}:
            row_id = rows.find(connection, KINDS[one.link], key)
            if row_id is not None:
                pick = cards.pick(connection, one.link, row_id)
                found[f"{one.link}/{key}"] = (pick.name_en, pick.name_zh)
    return found


# Writing


def save(operation: Operation, draft: Draft, record_id: int) -> None:
    """Write the rows that a checked draft holds, where it says something of them."""
    kind = KINDS[draft.kind]
    for field in kind.inside:
        if field.name not in draft.values:
            continue
        now = {row["id"]: row for row in _rows(operation.connection, kind, field, record_id)}
        wanted = load(draft.values[field.name])
        for row_id in now.keys() - {row["id"] for row in wanted}:
            _take_out(operation, kind_named(field.link), int(row_id))
        for row in wanted:
            if now.get(row["id"]) != row:
                write = _write_name if field.link == OTHER_NAMES.name else _write_part
                write(operation, kind, record_id, row)


def _write_name(operation: Operation, _kind: Kind, record_id: int, row: Row) -> None:
    values: dict[str, object] = {name: row[name] for name in _NAMES}
    if not row["id"]:
        operation.insert("alias", {"record_id": record_id, **values})
        return
    operation.mark_deleted("alias", int(row["id"]), False)
    _change(operation, "alias", int(row["id"]), values)


def _write_part(operation: Operation, kind: Kind, record_id: int, row: Row) -> None:
    """One participation: who with whom as what is there once, so that one which was taken out comes back."""
    connection = operation.connection
    own, other = _sides(kind)
    name = f"{other[:-3]}_key"
    partner = rows.link(connection, PARTICIPATIONS.field(name), row)
    assert partner is not None
    found = connection.execute(
        f"SELECT id FROM participation WHERE {own} = ? AND {other} = ? AND role = ?", (record_id, partner, row["role"])
    ).fetchone()
    row_id = int(row["id"]) if row["id"] else None
    if found is not None and found[0] != row_id:
        if row_id is not None:
            _take_out(operation, PARTICIPATIONS, row_id)
        row_id = found[0]
    if row_id is None:
        (key,) = connection.execute("SELECT key FROM record WHERE id = ?", (record_id,)).fetchone()
        add(operation, PARTICIPATIONS, [{**row, f"{own[:-3]}_key": key}])
    else:
        operation.mark_deleted("participation", row_id, False)
        _change(operation, "participation", row_id, {other: partner, "role": row["role"]})
        rows.cite(operation, PARTICIPATIONS, row_id, row)
    _tell_partner(operation, partner)


def _take_out(operation: Operation, kind: Kind, row_id: int) -> None:
    operation.mark_deleted(kind.table, row_id, True)
    if kind is PARTICIPATIONS:
        for partner in operation.connection.execute(
            "SELECT project_id, company_id FROM participation WHERE id = ?", (row_id,)
        ).fetchone():
            _tell_partner(operation, partner)


def _change(operation: Operation, table: str, row_id: int, values: Mapping[str, object]) -> None:
    operation.update(table, row_id, values)
    operation.connection.execute(f"UPDATE {table} SET rev = rev + 1 WHERE id = ?", (row_id,))


def _tell_partner(operation: Operation, record_id: int) -> None:
    """A form of the record at the other end must not write over what it has not seen."""
    operation.connection.execute("UPDATE record SET rev = rev + 1 WHERE id = ?", (record_id,))


# History

Told = tuple[int, int, str, str, str]  # number in the journal, operation, field, before, after


def history(connection: sqlite3.Connection, kind: Kind, record_id: int) -> Iterator[Told]:
    """Every change of these rows, each with that row alone before and after; nothing where it was not there, or was
    another record's."""
    for field in kind.inside:
        table = kind_named(field.link).table
        own = "record_id" if field.link == OTHER_NAMES.name else _sides(kind)[0]
        for (row_id,) in connection.execute(f"SELECT id FROM {table} WHERE {own} = ?", (record_id,)).fetchall():
            for number, operation_id, *states in _changes(connection, kind_named(field.link), row_id):
                before, after = (
                    _alone(connection, kind, state) if state[own] == record_id else "" for state in states
                )
                if before != after:
                    yield number, operation_id, field.name, before, after


def _changes(
    connection: sqlite3.Connection, kind: Kind, row_id: int
) -> Iterator[tuple[int, int, dict[str, Any], dict[str, Any]]]:
    """The row and its first citation, operation by operation, the latest first, taken back step by step."""
    state = _now(connection, kind, row_id)
    entries = connection.execute(
        f"SELECT id, operation_id, tbl, col, before FROM {JOURNAL_BY_ROW} WHERE (tbl, row_id) IN (VALUES (?1, ?2), "
        "('citation', ?3)) ORDER BY id DESC", (kind.table, row_id, state.get("citation", 0)),
    ).fetchall()
    for operation_id, steps in groupby(entries, key=lambda entry: entry[1]):
        after, number = dict(state), 0
        for at, _, table, column, before in steps:
            number = max(number, at)
            cited = table == "citation"
            if column is None:
                state["cited" if cited else "there"] = False
            elif column == "deleted_at":
                state["cited" if cited else "there"] = before is None
            else:
                state[column] = before
        if after != state:
            yield number, operation_id, dict(state), after


def _now(connection: sqlite3.Connection, kind: Kind, row_id: int) -> dict[str, Any]:
    if kind is OTHER_NAMES:
        owner, *values, there = connection.execute(
            f"SELECT record_id, {', '.join(_NAMES)}, deleted_at IS NULL FROM alias WHERE id = ?", (row_id,)
        ).fetchone()
        return {"id": row_id, "record_id": owner, **dict(zip(_NAMES, values, strict=True)), "there": bool(there)}
    columns = ("project_id", "company_id", "role", "there", "citation", "source_id", "locator", "cited")
    values = connection.execute(
        "SELECT project_id, company_id, role, t.deleted_at IS NULL, ifnull(c.id, 0), source_id, ifnull(locator, ''), "
        "c.deleted_at IS NULL AND c.id IS NOT NULL FROM participation AS t LEFT JOIN citation AS c "
        "ON c.participation_id = t.id AND c.ordinal = 1 WHERE t.id = ? ORDER BY c.deleted_at IS NOT NULL, c.id DESC LIMIT 1",
        (row_id,),
    ).fetchone()
    state = dict(zip(columns, values, strict=True))
    return {"id": row_id, **state, "there": bool(state["there"]), "cited": bool(state["cited"])}


def _alone(connection: sqlite3.Connection, kind: Kind, state: Mapping[str, Any]) -> str:
    """A row as its field would hold it alone; "" where it is not there."""
    if not state["there"]:
        return ""
    row: Row = {"id": str(state["id"])}
    if "role" not in state:
        return dump([row | {name: str(state[name]) for name in _NAMES}])
    other = _sides(kind)[1]
    row |= {f"{other[:-3]}_key": rows.key_of(connection, state[other]), "role": str(state["role"])}
    cited = state["cited"]
    row["source_key"] = rows.key_of(connection, state["source_id"]) if cited else ""
    return dump([row | {"locator": str(state["locator"]) if cited else ""}])
