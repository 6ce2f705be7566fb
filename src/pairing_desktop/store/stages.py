"""Stages of projects: the columns of the board, and the entry that each stage reached leaves."""

import json
import sqlite3
from array import array
from decimal import Decimal

from pairing_desktop.domain.board import STAGES, Column
from pairing_desktop.domain.kinds import STAGES as KIND
from pairing_desktop.domain.listing import Filter, Sort
from pairing_desktop.domain.numbers import canonical
from pairing_desktop.store import lists
from pairing_desktop.store.adding import add
from pairing_desktop.store.writing import Operation

_MEASURE = "investment"


def columns(connection: sqlite3.Connection, filter: Filter, sort: Sort) -> list[Column]:
    """All columns under a filter of the list of projects, none disputed yet."""
    found = []
    chosen = filter.facets.get("stage", frozenset())
    for stage in STAGES:
        if chosen and stage not in chosen:
            ids = array("q")
        else:
            wanted = Filter(filter.text, {**filter.facets, "stage": frozenset({stage})}, filter.years, filter.trashed)
            ids = lists.order(connection, "projects", wanted, sort).ids
        total, stated = Decimal(0), 0
        for value, count in connection.execute(
            "SELECT investment_cny, count(*) FROM project WHERE investment_cny <> '' "
            "AND id IN (SELECT value FROM json_each(?)) GROUP BY 1", (json.dumps(ids.tolist()),),
        ):
            total, stated = total + Decimal(value) * count, stated + count
        found.append(Column(stage, ids, canonical(total) if stated else "", stated, frozenset()))
    return found


def with_several_claims(connection: sqlite3.Connection, ids: set[int]) -> list[int]:
    """Those of the projects about whose investment more than one claim is on file: only these can be disputed."""
    return [
        row[0] for row in connection.execute(
            "SELECT subject_id FROM claim WHERE measure_id = (SELECT id FROM measure WHERE key = ?) "
            "AND deleted_at IS NULL GROUP BY subject_id HAVING count(*) > 1", (_MEASURE,),
        ).fetchall() if row[0] in ids
    ]


def record(operation: Operation, project_id: int, stage: str) -> int:
    """Leave an entry for a stage reached just now; when, and who says so, is not stated yet.  Returns its key."""
    (key,) = operation.connection.execute("SELECT key FROM record WHERE id = ?", (project_id,)).fetchone()
    return add(operation, KIND, [{"project_key": key, "stage": stage, "date": "", "date_precision": ""}])[0]


def now(operation: Operation, project_id: int) -> str:
    """The stage at which a project stands."""
    row = operation.connection.execute("SELECT stage FROM project WHERE id = ?", (project_id,)).fetchone()
    return str(row[0]) if row else ""


def set_stage(operation: Operation, project_id: int, stage: str) -> None:
    """Let a project stand at a stage."""
    (rev,) = operation.connection.execute("SELECT rev FROM record WHERE id = ?", (project_id,)).fetchone()
    if now(operation, project_id) != stage:
        operation.raise_rev("record", project_id, rev)
        operation.update("project", project_id, {"stage": stage})
