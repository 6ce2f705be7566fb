"""Whole rows as they are exported, counts, revisions."""

import sqlite3
from array import array
from collections.abc import Iterator, Sequence

from pairing_desktop.domain.kinds import KINDS, FieldType, Kind
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import NotFound, UnknownColumn

_AT_ONCE = 500
_WORKED_OUT = frozenset({"trust"})  # no view has it: the caller puts it in


def _stored(kind: Kind) -> tuple[str, ...]:
    return tuple(name for name in kind.exported if name not in _WORKED_OUT)


def file_uid(connection: sqlite3.Connection) -> str:
    """The id of the file itself; copies have the same."""
    return str(connection.execute("SELECT value FROM setting WHERE name = 'uid'").fetchone()[0])


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Live rows by kind name."""
    found = {}
    for kind in KINDS.values():
        if kind.is_record:
            # The smallest index of the table counts it; those in the trash have an index of their own.
            sql = (f"SELECT (SELECT count(*) FROM {kind.table}) - "
                   f"(SELECT count(*) FROM record WHERE kind = '{kind.record}' AND deleted_at IS NOT NULL)")
        elif kind.name == "claims":
            sql = "SELECT (SELECT count(*) FROM claim) - (SELECT count(*) FROM claim WHERE deleted_at IS NOT NULL)"
        else:
            sql = f"SELECT count(*) FROM {kind.table} WHERE deleted_at IS NULL"
        found[kind.name] = int(connection.execute(sql).fetchone()[0])
    return found


def live(connection: sqlite3.Connection, kind: Kind) -> "array[int]":
    """Integer keys of all live rows in the order they came."""
    return select(connection, kind)


def export(connection: sqlite3.Connection, kind: Kind, ids: Sequence[int]) -> Iterator[dict[str, str]]:
    """Exported rows in the order of `ids`, but for `trust`."""
    names = _stored(kind)
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
    row = connection.execute(f"SELECT rev, deleted_at IS NOT NULL FROM {table} WHERE id = ?", (row_id,)).fetchone()
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


def select(
    connection: sqlite3.Connection,
    kind: Kind,
    *,
    search_text: str = "",
    where: Sequence[tuple[str, str, str]] = (),
    sort: str = "",
    limit: int | None = None,
) -> "array[int]":
    """Integer keys (8 bytes each) of live rows for the command line, at once where only the first are asked for.

    `where` holds (column, "=" or "~", text), AND-ed: equal, or contained whatever the case.  `sort` is a column, with a
    leading "-" for descending; numbers are ordered as numbers, rows that do not say last.  Raises UnknownColumn for one
    that is not exported.
    """
    names = _stored(kind)
    for name in [*(part[0] for part in where), *([sort.removeprefix("-")] if sort else [])]:
        if name not in names:
            raise UnknownColumn(
                mark("There is no column “{column}”. Known columns: {known}."), column=name, known=", ".join(kind.exported)
            )
    parts: list[str] = ["v.deleted_at IS NULL"]
    values: list[object] = []
    for name, how, text in where:
        parts.append(f"v.{name} = ?" if how == "=" else f"instr(lower(v.{name}), lower(?)) > 0")
        values.append(text)
    order = "t.id"
    if sort:
        name, direction = sort.removeprefix("-"), "DESC" if sort.startswith("-") else "ASC"
        field = next((field for field in (*kind.fields, *kind.computed) if field.name == name), None)
        number = field is not None and field.type is FieldType.NUMBER
        order = f"v.{name} = '', {f'CAST(v.{name} AS REAL)' if number else f'v.{name} COLLATE NOCASE'} {direction}, t.id"
    if search_text.strip():
        parts.append(_matching(kind, search_text, values))
    # The kind's own table outside and by its key: rows come in order, and the first of them before the others are read.
    sql = (
        f"SELECT t.id FROM {kind.table} AS t NOT INDEXED CROSS JOIN v_{kind.name} AS v ON v.id = t.id "
        f"WHERE {' AND '.join(parts)} ORDER BY {order}"
    )
    if limit is not None:
        sql += " LIMIT ?"
        values.append(limit)
    return array("q", (id for (id,) in connection.execute(sql, values)))


def _matching(kind: Kind, text: str, values: list[object]) -> str:
    """The condition for `--search`, its values appended.  Kinds without an index are searched in all their columns."""
    if kind.is_record or kind.name == "claims":
        from pairing_desktop.store import search  # with its patterns, only where something is sought

        select, terms = search.condition(text, kind.record)
        values += terms
        return f"t.id IN (SELECT doc / 2 FROM ({select}))"
    haystack = " || ' ' || ".join(f"v.{name}" for name in _stored(kind))
    terms = text.split()
    values += terms
    return " AND ".join(f"instr(lower({haystack}), lower(?)) > 0" for _ in terms)
