"""What the program can do to a file: each command is one transaction, one entry of the history, one step of undo."""

from collections.abc import Callable, Container, Mapping, Sequence
from typing import TYPE_CHECKING

from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.entries import TITLE_LENGTH
from pairing_desktop.domain.kinds import CLAIMS, ENTRIES, KINDS
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import Conflict, FieldProblem, InvalidDraft
from pairing_desktop.domain.snapshots import KIND as SNAPSHOTS
from pairing_desktop.domain.validation import normalise
from pairing_desktop.operations.judging import errors_of
from pairing_desktop.operations.trust import TrustCommands
from pairing_desktop.store import backups, cards, exports, rows, writing
from pairing_desktop.store.database import Connection, file_of
from pairing_desktop.store.writing import Operation

if TYPE_CHECKING:
    from pairing_desktop.operations.chart_kept import ChartCommands
    from pairing_desktop.operations.importing.plan import ImportPlan
    from pairing_desktop.operations.people import PeopleCommands
    from pairing_desktop.operations.snapshots import SnapshotCommands


class Commands(TrustCommands):
    """Commands on one open file, bound to the writer's connection; `who` and `unit` are kept with each operation."""

    def __init__(self, connection: Connection, who: str, unit: str) -> None:
        self._db = connection
        self._who = who
        self._unit = unit

    def save(self, draft: Draft) -> ChangeSet:
        """Write a draft.  Raises InvalidDraft with the fields that are wrong, Conflict when the row is newer."""
        kind = KINDS[draft.kind]
        draft = normalise(draft)
        before: Mapping[str, str] | None = None
        if draft.id is not None:
            rev, trashed = exports.revision(self._db, kind, draft.id)
            if trashed:
                raise Conflict(mark("This record lies in the trash. Restore it first; nothing was overwritten."))
            if rev != draft.rev:
                raise Conflict(mark("This record was changed since you opened it. Nothing was overwritten."))
            before = rows.values(self._db, kind, draft.id)
            changed = {name: value for name, value in draft.values.items() if before.get(name) != value}
            if not changed:
                return ChangeSet(0, mark("Nothing to save"))
        errors = errors_of(self._db, draft, before)
        if kind is CLAIMS and draft.values.get("rank", "normal") != (before or {}).get("rank", "normal"):
            errors += (FieldProblem("rank", mark("The rank of a claim is decided on the bench, with a reason."), {}),)
        if errors:
            raise InvalidDraft(mark("Something in the form needs another look."), errors)
        names = {**(before or {}), **draft.values}
        name = next((names[field] for field in kind.names if names.get(field)), names.get("key", ""))
        name = name if len(name) <= TITLE_LENGTH or kind not in ENTRIES else f"{name[:TITLE_LENGTH]}…"
        label = mark("{kind} added: {name}") if draft.id is None else mark("{kind} changed: {name}")
        return self._do(lambda operation: rows.save(operation, draft), label, {"kind": kind.one, "name": name})

    def delete(self, kind: str, ids: Sequence[int]) -> ChangeSet:
        """To the trash.  What rests on a record stays and shows it as missing until it is restored."""
        return self._mark(kind, ids, True, mark("To the trash: {name}"), mark("To the trash: {n} records"))

    def restore(self, kind: str, ids: Sequence[int]) -> ChangeSet:
        """Back from the trash."""
        return self._mark(kind, ids, False, mark("Restored: {name}"), mark("Restored: {n} records"))

    def undo(self) -> ChangeSet:
        """Take back the newest operation not yet undone.  Raises Conflict when a field was changed later."""
        return writing.undo(self._db, who=self._who, unit=self._unit)

    def redo(self) -> ChangeSet:
        """Do again what the newest undo took back."""
        return writing.redo(self._db, who=self._who, unit=self._unit)

    def bring_in(
        self, plan: "ImportPlan", *, skipped: Container[int] = (), step: Callable[[int], None] = lambda done: None
    ) -> ChangeSet:
        """Write the new and changed rows of a plan but for the skipped ones, as one operation named after the file.

        `step` is told how many rows are written; when it raises, nothing stays.  Raises Conflict when the file was
        changed since the plan was made.
        """
        from pairing_desktop.operations.importing.write import write

        backups.keep(file_of(self._db), "import", opened=self._db)
        what = KINDS[plan.request.kind].label
        values = {"kind": what, "file": plan.request.path.name}
        return self._do(lambda operation: write(operation, plan, skipped, step), mark("{kind} imported from {file}"), values)

    @property
    def people(self) -> "PeopleCommands":
        """What one can do with the names of people sent."""
        from pairing_desktop.operations.people import PeopleCommands

        return PeopleCommands(self._db, self._who, self._unit)

    @property
    def snapshots(self) -> "SnapshotCommands":
        """What one can do with registered pages."""
        from pairing_desktop.operations.snapshots import SnapshotCommands

        return SnapshotCommands(self._db, self._who, self._unit)

    @property
    def charts(self) -> "ChartCommands":
        """What one can do with charts kept by name."""
        from pairing_desktop.operations.chart_kept import ChartCommands

        return ChartCommands(self._db, self._who, self._unit)

    def _mark(self, kind: str, ids: Sequence[int], deleted: bool, one: str, many: str) -> ChangeSet:
        if kind == SNAPSHOTS:
            return self.snapshots.mark_deleted(ids, deleted)
        table = "record" if KINDS[kind].is_record else KINDS[kind].table

        def work(operation: Operation) -> None:
            for row_id in ids:
                operation.mark_deleted(table, row_id, deleted)

        if len(ids) == 1:
            pick = cards.pick(self._db, kind, ids[0])
            return self._do(work, one, {"name": pick.name_en or pick.name_zh})
        return self._do(work, many, {"n": str(len(ids))})

    def _do(self, work: Callable[[Operation], object], label: str, values: Mapping[str, str]) -> ChangeSet:
        def run(operation: Operation) -> None:
            work(operation)

        return writing.operate(self._db, run, label=label, values=values, who=self._who, unit=self._unit)
