"""The journal of a stretch of time taken together: of each field the first value before and the last one after."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pairing_desktop.domain.drafts import OperationLine
from pairing_desktop.domain.findings import Named, Value
from pairing_desktop.domain.kinds import BY_RECORD, ENTRIES, KINDS, Kind
from pairing_desktop.domain.language import language
from pairing_desktop.domain.period_changes import (
    CHANGED,
    MADE,
    RESTORED,
    TRASHED,
    BroughtIn,
    FieldChange,
    RecordChange,
)
from pairing_desktop.domain.roles import role_word
from pairing_desktop.store.journal import JOURNAL

MANY = 200  # rows that one act made: more are counted, not listed
_OWN = frozenset(kind.table for kind in BY_RECORD.values() if kind.is_record)
_SAID = ("decision", "reading", "dismissal", "source_relation")
_LINKED = {
    "project": "SELECT name_en, name_zh FROM project WHERE id = ?",
    "company": "SELECT name_en, name_zh FROM company WHERE id = ?",
    "place": "SELECT name_en, name_zh FROM place WHERE id = ?",
    "source": "SELECT title, title FROM source WHERE id = ?",
    "measure": "SELECT name_en, name_zh FROM measure WHERE id = ?",
    "event": "SELECT title_en, title_zh FROM event WHERE id = ?",
}
_POINTS_TO = {
    "place_id": "place",
    "home_place_id": "place",
    "project_id": "project",
    "company_id": "company",
    "source_id": "source",
    "measure_id": "measure",
}


@dataclass
class Change:
    """A row taken together: whether the period made it, column → (before, after), and who touched it last."""

    made: bool = False
    columns: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    at: str = ""
    who: str = ""
    unit: str = ""

    @property
    def what(self) -> str:
        """MADE, CHANGED, TRASHED, RESTORED, or empty when nothing is other than before."""
        before, after = self.columns.get("deleted_at", (None, None))
        if self.made:
            return "" if after is not None else MADE
        if (before is None) != (after is None):
            return RESTORED if after is None else TRASHED
        return CHANGED if any(name != "deleted_at" for name in self.columns) else ""


Changes = dict[tuple[str, int], Change]


Counts = tuple[tuple[str, int], ...]  # kind name, rows


def operations(
    connection: sqlite3.Connection, first: str, end: str
) -> tuple[tuple[OperationLine, ...], frozenset[int]]:
    """The acts from `first` up to but not at `end` (UTC, ISO 8601) as they were done, and all that stand taken back at
    `end`."""
    rows = connection.execute(
        "SELECT id, at, who, unit, label, label_values, action FROM operation WHERE at >= ? AND at < ? ORDER BY id",
        (first, end),
    ).fetchall()
    undone = frozenset(
        row[0]
        for row in connection.execute(
            "SELECT target_id FROM operation WHERE id IN (SELECT max(id) FROM operation WHERE target_id IS NOT NULL "
            "AND at < ? GROUP BY target_id) AND action = 'undo'",
            (end,),
        ).fetchall()
    )
    found = tuple(
        OperationLine(number, at, who, unit, label, json.loads(values), action, number in undone)
        for number, at, who, unit, label, values, action in rows
    )
    return found, undone


def brought_in(connection: sqlite3.Connection, acts: tuple[OperationLine, ...]) -> dict[int, Counts]:
    """Those of the acts that made very many rows: operation → how many of each kind."""
    ids = json.dumps([act.id for act in acts])
    many = connection.execute(
        f"SELECT operation_id FROM {JOURNAL} WHERE col IS NULL AND operation_id IN (SELECT value FROM json_each(?)) "
        "GROUP BY operation_id HAVING count(*) > ?",
        (ids, MANY),
    ).fetchall()
    found = {}
    for (operation_id,) in many:
        counts = dict(
            connection.execute(
                f"SELECT tbl, count(*) FROM {JOURNAL} WHERE operation_id = ? AND col IS NULL GROUP BY tbl", (operation_id,)
            ).fetchall()
        )
        found[operation_id] = tuple(
            (kind.name, counts[kind.table]) for kind in KINDS.values() if counts.get(kind.table)
        )
    return found


def changes(connection: sqlite3.Connection, acts: tuple[OperationLine, ...], left_out: frozenset[int]) -> Changes:
    """All rows that the acts touched, by table and integer key, without acts that are `left_out`."""
    by_id = {act.id: act for act in acts if act.id not in left_out}
    rows: defaultdict[tuple[str, int], Change] = defaultdict(Change)
    for operation_id, table, row_id, column, before, after in connection.execute(
        f"SELECT operation_id, tbl, row_id, col, before, after FROM {JOURNAL} "
        "WHERE operation_id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(list(by_id)),),
    ):
        row, act = rows[table, row_id], by_id[operation_id]
        row.at, row.who, row.unit = act.at, act.who, act.unit
        if column is None:
            row.made = True
        else:
            row.columns[column] = (row.columns[column][0] if column in row.columns else before, after)
    for row in rows.values():
        row.columns = {name: pair for name, pair in row.columns.items() if pair[0] != pair[1]}
    return dict(rows)


def deciding(connection: sqlite3.Connection, acts: tuple[OperationLine, ...]) -> frozenset[int]:
    """Those of the acts that say something about figures: a decision, a reading, a relation with its reason…"""
    tables = ", ".join(f"'{table}'" for table in _SAID)
    return frozenset(
        row[0]
        for row in connection.execute(
            f"SELECT DISTINCT operation_id FROM {JOURNAL} WHERE (tbl IN ({tables}) OR tbl = 'claim_relation' "
            "AND row_id IN (SELECT id FROM claim_relation WHERE reason <> '')) "
            "AND operation_id IN (SELECT value FROM json_each(?))",
            (json.dumps([act.id for act in acts]),),
        )
    )


def records(connection: sqlite3.Connection, found: Changes) -> tuple[RecordChange, ...]:
    """Records and indicators that are other than before, with what hangs on them."""
    own: defaultdict[int, list[tuple[str, Change]]] = defaultdict(list)
    hanging: defaultdict[int, list[tuple[Change, FieldChange]]] = defaultdict(list)
    answer = []
    for (table, row_id), change in found.items():
        if table == "record" or table in _OWN:
            own[row_id].append((table, change))
        elif table == "measure" and change.what:
            answer.append(_record(connection, "measures", row_id, change, _fields(connection, "measures", change)))
        else:
            for owner, said in _hanging(connection, table, row_id, change):
                hanging[owner].append((change, said))
    for record_id in dict.fromkeys((*own, *hanging)):
        whole = Change()
        for _, change in own[record_id]:
            whole.made |= change.made
            whole.columns |= change.columns
            whole.at, whole.who, whole.unit = max(
                (whole.at, whole.who, whole.unit), (change.at, change.who, change.unit), key=lambda one: one[0]
            )
        for change, _ in hanging[record_id]:
            if change.at > whole.at:
                whole.at, whole.who, whole.unit = change.at, change.who, change.unit
        kind, alive = connection.execute(
            "SELECT kind, deleted_at IS NULL FROM record WHERE id = ?", (record_id,)
        ).fetchone()
        name = BY_RECORD[kind].name
        hung = () if whole.made else tuple(one for _, one in hanging[record_id])
        what = whole.what or (CHANGED if hung and alive else "")
        if what:
            fields = () if whole.made else (*_fields(connection, name, whole), *hung)
            answer.append(_record(connection, name, record_id, whole, fields, what))
    order = list(KINDS)
    return tuple(sorted(answer, key=lambda one: (order.index(one.kind), one.at, one.id)))


def claim_fields(connection: sqlite3.Connection, found: Changes) -> dict[int, tuple[Change, tuple[FieldChange, ...]]]:
    """Claims that are other than before, by integer key, with what hangs on them."""
    own = {row_id: change for (table, row_id), change in found.items() if table == "claim"}
    hanging: defaultdict[int, list[tuple[Change, FieldChange]]] = defaultdict(list)
    for (table, row_id), change in found.items():
        if not change.what:
            continue
        if table == "reading":
            claim, printed, value = connection.execute(
                "SELECT claim_id, printed, value FROM reading WHERE id = ?", (row_id,)
            ).fetchone()
            sides = (printed, value) if change.what in (MADE, RESTORED) else (value, printed)
            hanging[claim].append((change, FieldChange("effective_value", *sides)))
        elif table == "citation":
            claim = connection.execute("SELECT claim_id FROM citation WHERE id = ?", (row_id,)).fetchone()[0]
            if claim is not None:
                hanging[claim] += [(change, said) for said in _citation(connection, row_id, change)]
    answer = {}
    for claim in dict.fromkeys((*own, *hanging)):
        whole = own.get(claim, Change())
        said = [] if whole.made else [one for _, one in hanging[claim]]
        last = max([whole, *(change for change, _ in hanging[claim])], key=lambda one: one.at)
        merged = Change(whole.made, whole.columns, last.at, last.who, last.unit)
        if merged.what or said:
            answer[claim] = (merged, () if whole.made else (*_fields(connection, "claims", merged), *said))
    return answer


def acts_of(
    acts: tuple[OperationLine, ...], counts: dict[int, Counts], undone: frozenset[int]
) -> tuple[BroughtIn, ...]:
    """The acts that brought in very many rows and stand."""
    return tuple(BroughtIn(act, counts[act.id]) for act in acts if act.id in counts and act.id not in undone)


def _record(
    connection: sqlite3.Connection,
    kind: str,
    row_id: int,
    change: Change,
    fields: tuple[FieldChange, ...],
    what: str = "",
) -> RecordChange:
    english, chinese = connection.execute(_LINKED[KINDS[kind].table], (row_id,)).fetchone()
    return RecordChange(kind, row_id, english, chinese, what or change.what, fields, change.at, change.who, change.unit)


def _fields(connection: sqlite3.Connection, kind: str, change: Change) -> tuple[FieldChange, ...]:
    """Changed columns as fields of the kind."""
    return tuple(
        FieldChange(
            f"{column[:-3]}_key" if column.endswith("_id") else column,
            *(_shown(connection, kind, column, value) for value in pair),
        )
        for column, pair in change.columns.items()
        if column not in ("deleted_at", "uid", "ordinal")
    )


def _shown(connection: sqlite3.Connection, kind: str, column: str, value: object) -> Value:
    """A journalled value; of a linked record its names."""
    if value is None:
        return ""
    if column.endswith("_id") and isinstance(value, int):
        table = _POINTS_TO.get(column) or KINDS[kind].table  # a parent is of the same kind
        if column == "subject_id":
            table = str(connection.execute("SELECT kind FROM record WHERE id = ?", (value,)).fetchone()[0])
        row = connection.execute(_LINKED[table], (value,)).fetchone()
        return Named(*row) if row else str(value)
    return str(value)


def _hanging(connection: sqlite3.Connection, table: str, row_id: int, change: Change) -> list[tuple[int, FieldChange]]:
    """What a row that belongs to a record says of it: (record, change)."""
    if not change.what:
        return []
    if table == "citation":
        owner = connection.execute("SELECT record_id FROM citation WHERE id = ?", (row_id,)).fetchone()[0]
        return [] if owner is None else [(owner, said) for said in _citation(connection, row_id, change)]
    if table == "alias":
        return [_other_name(connection, row_id, change)]
    if table == "participation":
        project, company, role = connection.execute(
            "SELECT project_id, company_id, role FROM participation WHERE id = ?", (row_id,)
        ).fetchone()
        said = _part(connection, company, role)
        if change.what == CHANGED:
            (was, _), (had, _) = (change.columns.get(name, (now, now)) for name, now in (("company_id", company), ("role", role)))
            return [(project, FieldChange("participations", _part(connection, was, had), said))]
        return [(project, _whole("participations", said, change))]
    kind = BY_RECORD.get(table)
    return _entry(connection, kind, row_id, change) if kind in ENTRIES and kind is not None else []


def _part(connection: sqlite3.Connection, company: int, role: str) -> Named:
    """A company with what it does in a project."""
    english, chinese = connection.execute(_LINKED["company"], (company,)).fetchone()
    return Named(
        f"{english or chinese}, {role_word(role, language('en'))}",
        f"{chinese or english}，{role_word(role, language('zh_CN'))}",
    )


def _other_name(connection: sqlite3.Connection, row_id: int, change: Change) -> tuple[int, FieldChange]:
    """Another name of a record: added, taken out, or with other dates than before."""
    from pairing_desktop.domain.nested_rows import name_text

    columns = ("text", "kind", "used_from", "used_to")
    owner, *values = connection.execute(
        f"SELECT record_id, {', '.join(columns)} FROM alias WHERE id = ?", (row_id,)
    ).fetchone()

    def named(row: dict[str, str]) -> Named:
        return Named(*(name_text(row, language(code)) for code in ("en", "zh_CN")))

    now = dict(zip(columns, values, strict=True))
    if change.what != CHANGED:
        return owner, _whole("alias", named(now), change)
    before = {name: str(change.columns[name][0]) if name in change.columns else now[name] for name in columns}
    return owner, FieldChange("alias", named(before), named(now))


def _entry(connection: sqlite3.Connection, kind: Kind, row_id: int, change: Change) -> list[tuple[int, FieldChange]]:
    """People sent, a stage, a note…: told of every record it hangs on, with what it was called before."""
    from pairing_desktop.domain.entries import entry_title
    from pairing_desktop.store import entries

    line = entries.line(connection, kind, row_id)

    def named(values: Mapping[str, str]) -> Named:
        return Named(*(entry_title(kind.name, values, language(code)) for code in ("en", "zh_CN")))

    said = _whole(kind.name, named(line.values), change)
    if change.what == CHANGED:
        before = {name: str(pair[0]) for name, pair in change.columns.items() if name in line.values and pair[0] is not None}
        said = FieldChange(kind.name, named({**line.values, **before}), named(line.values))
    return [(pick.id, said) for pick in line.linked.values()]


def _citation(connection: sqlite3.Connection, row_id: int, change: Change) -> list[FieldChange]:
    title, locator = connection.execute(
        "SELECT title, locator FROM citation JOIN source ON source.id = source_id WHERE citation.id = ?", (row_id,)
    ).fetchone()
    if change.what == CHANGED:
        return [
            FieldChange(
                "source_key" if name == "source_id" else name,
                *(_shown(connection, "sources", name, value) for value in pair),
            )
            for name, pair in change.columns.items()
            if name in ("source_id", "locator", "stance")
        ]
    return [_whole("source", f"{title}, {locator}" if locator else str(title), change)]


def _whole(field: str, said: Value, change: Change) -> FieldChange:
    """Something that was added, or taken away."""
    return FieldChange(field, said, "") if change.what == TRASHED else FieldChange(field, "", said)
