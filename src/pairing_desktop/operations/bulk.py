"""The same value for many records at once: first what would happen to each, then all of it as one step of undo."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.drafts import Draft, Pick, because
from pairing_desktop.domain.kinds import KINDS, Field, FieldType
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.normalising import normalise
from pairing_desktop.domain.problems import FieldProblem, InvalidDraft, NotFound, Problem
from pairing_desktop.domain.safe_cells import bulk_fields
from pairing_desktop.operations.judging import errors_of
from pairing_desktop.store import cards, exports, rows, writing
from pairing_desktop.store.database import Connection
from pairing_desktop.store.writing import Operation

MOST = 10_000  # records changed at once


@dataclass(frozen=True)
class BulkRow:
    """One record: `before` and `after` are the exported values that differ, both empty where nothing would change.

    `problem` says why it cannot be changed, and of which field.
    """

    pick: Pick
    rev: int
    before: Mapping[str, str]
    after: Mapping[str, str]
    problem: FieldProblem | None = None


@dataclass(frozen=True)
class BulkPlan:
    """What setting `field` to `value` would do to each record, and the records that the links name, by short name."""

    kind: str
    field: Field
    value: str
    rows: tuple[BulkRow, ...]
    linked: Mapping[str, Pick]

    @property
    def changed(self) -> tuple[BulkRow, ...]:
        """The rows that would be another."""
        return tuple(row for row in self.rows if row.after and row.problem is None)

    @property
    def refused(self) -> tuple[BulkRow, ...]:
        """The rows that cannot be changed."""
        return tuple(row for row in self.rows if row.problem is not None)

    @property
    def same(self) -> int:
        """How many say so already."""
        return len(self.rows) - len(self.changed) - len(self.refused)


def plan(connection: Connection, kind: str, ids: Sequence[int], name: str, value: str) -> BulkPlan:
    """What would happen.  Raises Problem for a field that is not the same for many, or for too many records."""
    field = next((one for one in bulk_fields(kind) if one.name == name), None)
    if field is None:
        raise NotFound(mark("This field is changed in the form, record by record."))
    if len(ids) > MOST:
        many = mark("At most {most} records can be changed at once; {n} are selected.")
        raise Problem(many, most=f"{MOST:,}", n=f"{len(ids):,}")
    found = [_row(connection, kind, row_id, field, value) for row_id in ids]
    return BulkPlan(kind, field, value, tuple(found), _linked(connection, field, found))


def _row(connection: Connection, kind: str, row_id: int, field: Field, value: str) -> BulkRow:
    pick = cards.pick(connection, kind, row_id)
    rev, trashed = exports.revision(connection, KINDS[kind], row_id)
    before = rows.values(connection, KINDS[kind], row_id)
    if trashed:
        told = FieldProblem("key", mark("This record lies in the trash; restore it first."), {})
        return BulkRow(pick, rev, {}, {}, told)
    draft = normalise(Draft(kind, row_id, rev, {field.name: value}))
    after = {name: text for name, text in draft.values.items() if before.get(name, "") != text}
    old = {name: before.get(name, "") for name in after}
    if not after:
        return BulkRow(pick, rev, {}, {})
    errors = errors_of(connection, draft, before)
    return BulkRow(pick, rev, old, after, errors[0] if errors else None)


def _linked(connection: Connection, field: Field, found: Sequence[BulkRow]) -> dict[str, Pick]:
    if field.type is not FieldType.LINK:
        return {}
    kind = KINDS[field.link]
    keys = {values[field.name] for row in found for values in (row.before, row.after) if values.get(field.name)}
    ids = {key: rows.find(connection, kind, key) for key in keys}
    return {key: cards.pick(connection, kind.name, row_id) for key, row_id in ids.items() if row_id is not None}


def change(
    connection: Connection, kind: str, ids: Sequence[int], name: str, value: str, who: str, unit: str, why: str = ""
) -> ChangeSet:
    """Change what can be changed, as one operation; rows that are refused stay as they were."""
    planned = plan(connection, kind, ids, name, value)
    todo = planned.changed
    if not todo:
        return ChangeSet(0, mark("Nothing to save"))

    def work(operation: Operation) -> None:
        for row in todo:
            try:
                rows.save(operation, Draft(kind, row.pick.id, row.rev, dict(row.after)))
            except InvalidDraft as error:
                problem = error.problems[0]
                raise Problem(problem.text, **problem.values) from error

    pick = planned.linked.get(value)
    said = {"n": str(len(todo)), "kinds": KINDS[kind].label, "field": planned.field.label, **because(why)}
    said["value"] = todo[0].after.get(name, value)
    if planned.field.type is FieldType.CHOICE:
        said["value_list"] = planned.field.choices
    if pick is not None:
        said |= {"value": pick.name_en or pick.name_zh, "value_zh": pick.name_zh or pick.name_en}
    return writing.operate(
        connection, work, label=mark("{n} {kinds}: {field} → {value}"), values=said, who=who, unit=unit
    )
