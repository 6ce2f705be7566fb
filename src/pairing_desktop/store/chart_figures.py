"""What composed charts need of figures and spans: which indicators rows have, claims about them, dates of records."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pairing_desktop.domain.chart_spec import NATURES, MeasureInfo
from pairing_desktop.domain.kinds import BY_RECORD
from pairing_desktop.domain.listing import Filter
from pairing_desktop.store import lists

_LIVE = "t.deleted_at IS NULL AND t.value <> '' AND t.rank <> 'deprecated'"
# The claims of an indicator as they lie in the file, see `charts.IN_ORDER`.
_OWN = "(SELECT id FROM claim WHERE measure_id = ? ORDER BY +id LIMIT -1)"
_RECORD_OF = {kind.name: record for record, kind in BY_RECORD.items()}


class SpanRow(NamedTuple):
    """A project or event with its dates; `state` is the status of a project, "" of an event."""

    id: int
    start: str
    start_precision: str
    end: str
    end_precision: str
    state: str


def _rows(subject: str, filter: Filter) -> tuple[str, list[object]]:
    """A condition on claim t: that it is about a row of the list that passes the filter."""
    if subject == "claims":
        if filter.is_empty:
            return "1", []
        select, values = lists.where_of("claims", filter)
        return f"t.id IN ({select})", values
    if filter.is_empty:
        return "s.kind = ? AND s.deleted_at IS NULL", [_RECORD_OF[subject]]
    select, values = lists.where_of(subject, filter)
    return f"t.subject_id IN ({select})", values


def measures(
    connection: sqlite3.Connection, subject: str, filter: Filter, keys: Sequence[str] | None = None
) -> tuple[MeasureInfo, ...]:
    """The indicators (of `keys` if given) that are stated about these rows, with their claims by nature; those with most
    claims first."""
    if subject in ("events", "sources") or (keys is not None and not keys):
        return ()
    about, values = _rows(subject, filter)
    natures = ", ".join(f"sum(t.nature = '{nature}')" for nature in NATURES)
    found = []
    for id, key, english, chinese, unit, dimension, flow in connection.execute(
        "SELECT id, key, name_en, name_zh, unit, dimension, flow FROM measure "
        + ("" if keys is None else "WHERE key IN (SELECT value FROM json_each(?)) ") + "ORDER BY id",
        () if keys is None else (json.dumps(list(keys)),),
    ).fetchall():
        numbers = connection.execute(
            f"SELECT {natures} FROM {_OWN} AS own CROSS JOIN claim AS t ON t.id = own.id "
            f"CROSS JOIN record AS s ON s.id = t.subject_id WHERE s.deleted_at IS NULL AND {_LIVE} AND {about}",
            (id, *values),
        ).fetchone()
        stated = [(nature, number) for nature, number in zip(NATURES, numbers, strict=True) if number]
        if stated:
            in_order = tuple(sorted(stated, key=lambda one: -one[1]))
            found.append(MeasureInfo(key, english, chinese, unit, dimension, flow, in_order))
    return tuple(sorted(found, key=lambda one: -one.claims))


def claim_ids(connection: sqlite3.Connection, keys: Sequence[str], subject: str, filter: Filter) -> frozenset[int]:
    """Claims of these indicators about the rows that pass the filter."""
    about, values = _rows(subject, filter)
    return frozenset(row[0] for row in connection.execute(
        "SELECT t.id FROM claim AS t JOIN record AS s ON s.id = t.subject_id "
        f"WHERE t.measure_id IN (SELECT id FROM measure WHERE key IN (SELECT value FROM json_each(?))) AND {about}",
        (json.dumps(list(keys)), *values),
    ))


def spans(connection: sqlite3.Connection, kind: str, ids: Iterable[int]) -> list[SpanRow]:
    """Dates of these projects or events, by id."""
    columns = "start_date, start_precision, end_date, end_precision, status" if kind == "projects" else (
        "date, date_precision, end_date, date_precision, ''"
    )
    table = "project" if kind == "projects" else "event"
    return [SpanRow(*row) for row in connection.execute(
        f"SELECT id, {columns} FROM {table} WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(list(ids)),),
    ).fetchall()]


def nested(connection: sqlite3.Connection, ids: Iterable[int]) -> frozenset[int]:
    """Those of these records that lie within others or hold them: places, programmes, companies whose parent is among
    them."""
    return frozenset(row[0] for row in connection.execute(
        "WITH wanted (id) AS (SELECT value FROM json_each(?)) SELECT id FROM wanted WHERE id IN (SELECT id FROM place) "
        "OR id IN (SELECT id FROM project WHERE kind = 'programme') "
        "OR id IN (SELECT id FROM company WHERE parent_id IN (SELECT id FROM wanted))",
        (json.dumps(list(ids)),),
    ))


def kinds(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, str]:
    """Kind names of these records."""
    return {row[0]: BY_RECORD[row[1]].name for row in connection.execute(
        "SELECT id, kind FROM record WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
    )}


def labels(connection: sqlite3.Connection, table: str, ids: Iterable[str]) -> dict[str, tuple[str, str]]:
    """English and Chinese names of indicators or titles of sources by integer key as text."""
    names = {"measure": "name_en, name_zh", "source": "title, title", "event": "title_en, title_zh"}[table]
    return {str(row[0]): (row[1], row[2]) for row in connection.execute(
        f"SELECT id, {names} FROM {table} WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps([int(id) for id in ids if id.isdecimal()]),),
    )}
