"""What the program can do to a file: each command is one transaction, one entry of the history, one step of undo."""

from collections.abc import Callable, Container, Mapping, Sequence
from typing import TYPE_CHECKING

from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.drafts import Draft, because
from pairing_desktop.domain.entries import TITLE_LENGTH, both_names
from pairing_desktop.domain.kinds import CLAIMS, ENTRIES, KINDS, MEASURES
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import Conflict, FieldProblem, InvalidDraft
from pairing_desktop.domain.snapshots import KIND as SNAPSHOTS
from pairing_desktop.domain.validation import normalise
from pairing_desktop.operations import editing, indicators
from pairing_desktop.operations.judging import errors_of
from pairing_desktop.operations.trust import TrustCommands
from pairing_desktop.store import backups, cards, exports, nested_rows, rows, writing
from pairing_desktop.store.database import Connection, file_of
from pairing_desktop.store.writing import Operation

if TYPE_CHECKING:
    from pairing_desktop.domain.attachments import Attached
    from pairing_desktop.domain.drafts import OperationLine
    from pairing_desktop.domain.returning import Proposal, Returned
    from pairing_desktop.operations.articles import ArticleCommands
    from pairing_desktop.operations.chart_kept import ChartCommands
    from pairing_desktop.operations.entries import PeopleCommands
    from pairing_desktop.operations.form_templates import TemplateCommands
    from pairing_desktop.operations.importing.plan import ImportPlan
    from pairing_desktop.operations.merging import MergeCommands
    from pairing_desktop.operations.snapshots import SnapshotCommands


class Commands(TrustCommands):
    """Commands on one open file, bound to the writer's connection; `who` and `unit` are kept with each operation."""

    def __init__(self, connection: Connection, who: str, unit: str) -> None:
        self._db = connection
        self._who = who
        self._unit = unit

    def save(self, draft: Draft, *, label: str = "", why: str = "") -> ChangeSet:
        """Write a draft.  `why` is what somebody says of the change, kept with it in the history.

        Raises InvalidDraft with the fields that are wrong, Conflict when the row is newer.
        """
        kind = KINDS[draft.kind]
        draft = normalise(draft)
        before: Mapping[str, str] | None = None
        if draft.id is not None:
            rev, trashed = exports.revision(self._db, kind, draft.id)
            if trashed:
                self.merging.refuse_merged(draft.kind, [draft.id])
                raise Conflict(mark("This record lies in the trash. Restore it first; nothing was overwritten."))
            if rev != draft.rev:
                raise Conflict(mark("This record was changed since you opened it. Nothing was overwritten."))
            before = editing.values(self._db, kind, draft.id)
            changed = {name: value for name, value in draft.values.items() if before.get(name) != value}
            if not changed:
                return ChangeSet(0, mark("Nothing to save"))
        errors = errors_of(self._db, draft, before)
        if kind is CLAIMS and draft.values.get("rank", "normal") != (before or {}).get("rank", "normal"):
            errors += (FieldProblem("rank", mark("The rank of a claim is decided on the bench, with a reason."), {}),)
        if errors:
            raise InvalidDraft(mark("Something in the form needs another look."), errors)
        names = {**(before or {}), **draft.values}
        english, chinese = both_names(kind, names)
        if kind in ENTRIES:
            english, chinese = (text if len(text) <= TITLE_LENGTH else f"{text[:TITLE_LENGTH]}…" for text in (english, chinese))
        label = label or (mark("{kind} added: {name}") if draft.id is None else mark("{kind} changed: {name}"))
        said = {"kind": kind.one, **_named(english, chinese, names), **because(why)}

        def write(operation: Operation) -> None:
            nested_rows.save(operation, draft, rows.save(operation, draft))

        return self._do(write, label, said)

    def attach(self, kind: str, record: int, files: "Sequence[Attached]") -> ChangeSet:
        """Keep files with a record, as one step of undo.  Raises Problem when one hangs there already."""
        from pairing_desktop.operations.attaching import attach

        return attach(self._db, kind, record, files, who=self._who, unit=self._unit)

    def move(self, project: int, stage: str) -> ChangeSet:
        """Let a project stand at another stage of the pipeline; "" for none."""
        from pairing_desktop.operations.stages import move

        return move(self._db, project, stage, who=self._who, unit=self._unit)

    def delete(self, kind: str, ids: Sequence[int]) -> ChangeSet:
        """To the trash.  What rests on a record stays and shows it as missing until it is restored.

        Raises InUse for an indicator that live claims state figures of."""
        if kind == MEASURES.name:
            indicators.refuse_used(self._db, ids)
        return self._mark(kind, ids, True, mark("To the trash: {name}"), mark("To the trash: {n} records"))

    def restore(self, kind: str, ids: Sequence[int]) -> ChangeSet:
        """Back from the trash.  Raises Conflict for a record that was merged into another and for a claim of which the
        indicator lies in the trash."""
        self.merging.refuse_merged(kind, ids)
        if kind == CLAIMS.name:
            indicators.refuse_orphans(self._db, ids)
        return self._mark(kind, ids, False, mark("Restored: {name}"), mark("Restored: {n} records"))

    def restore_all(self, chosen: Mapping[str, Sequence[int]]) -> ChangeSet:
        """Records of several kinds back from the trash, as one step of undo.  Raises as `restore`."""
        for kind, ids in chosen.items():
            self.merging.refuse_merged(kind, ids)
        indicators.refuse_orphans(self._db, chosen.get(CLAIMS.name, ()), chosen.get(MEASURES.name, ()))

        def work(operation: Operation) -> None:
            for kind, ids in chosen.items():
                for row_id in ids:
                    operation.mark_deleted(_table(kind), row_id, False)

        return self._do(work, mark("Restored: {n} records"), {"n": str(sum(map(len, chosen.values())))})

    def change_all(self, kind: str, ids: Sequence[int], field: str, value: str, *, why: str = "") -> ChangeSet:
        """Give many records the same value, as one step of undo; those that cannot take it stay as they are."""
        from pairing_desktop.operations import bulk

        return bulk.change(self._db, kind, ids, field, value, self._who, self._unit, why)

    def undo(self) -> ChangeSet:
        """Take back the newest operation not yet undone.  Raises Conflict when a field was changed later."""
        return writing.undo(self._db, who=self._who, unit=self._unit)

    def redo(self) -> ChangeSet:
        """Do again what the newest undo took back."""
        return writing.redo(self._db, who=self._who, unit=self._unit)

    def undo_to(self, operation_id: int) -> ChangeSet:
        """Take back everything done after an operation, the newest first; each stays a step that redo brings again."""
        return self._steps("undo", lambda line: line.id > operation_id)

    def redo_to(self, operation_id: int) -> ChangeSet:
        """Do again what was undone, up to and with this operation."""
        return self._steps("redo", lambda line: line.id <= operation_id)

    def _steps(self, action: str, goes_on: "Callable[[OperationLine], bool]") -> ChangeSet:
        """Undo or redo while the next one is wanted.  One that meets a later change ends it, and what was done stays."""
        done = ChangeSet(0, mark("Nothing to do"))
        while (line := getattr(cards.undo_state(self._db), action)) is not None and goes_on(line):
            try:
                done = done.joined(getattr(self, action)())
            except Conflict:
                if not done.operation_id:
                    raise
                break
        return done

    def restore_value(self, draft: Draft, why: str = "") -> ChangeSet:
        """Give one field, with what belongs to it, the value that it had before; as one operation.  Raises as `save`."""
        return self.save(draft, label=mark("Earlier value restored: {name}"), why=why)

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
        from pairing_desktop.operations.entries import PeopleCommands

        return PeopleCommands(self._db, self._who, self._unit)

    def accept_returned(self, returned: "Returned", accepted: "Sequence[Proposal]") -> ChangeSet:
        """Write what was accepted of a spreadsheet that came back, as one operation named after the file.

        Raises Conflict when the file was changed since it was compared.
        """
        from pairing_desktop.operations.importing.returning import accept

        values = {"file": returned.request.path.name, "n": str(len(accepted))}
        label = mark("Accepted from {file}: {n} proposals")
        return self._do(lambda operation: accept(operation, returned, accepted), label, values)

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

    @property
    def templates(self) -> "TemplateCommands":
        """What one can do with templates of forms."""
        from pairing_desktop.operations.form_templates import TemplateCommands

        return TemplateCommands(self._db, self._who, self._unit)

    @property
    def merging(self) -> "MergeCommands":
        """What one can do with records that are one."""
        from pairing_desktop.operations.merging import MergeCommands

        return MergeCommands(self._db, self._who, self._unit)

    @property
    def articles(self) -> "ArticleCommands":
        """What one can do with an article."""
        from pairing_desktop.operations.articles import ArticleCommands

        return ArticleCommands(self._db, self._who, self._unit)

    def _mark(self, kind: str, ids: Sequence[int], deleted: bool, one: str, many: str) -> ChangeSet:
        if kind == SNAPSHOTS:
            return self.snapshots.mark_deleted(ids, deleted)

        def work(operation: Operation) -> None:
            for row_id in ids:
                operation.mark_deleted(_table(kind), row_id, deleted)

        if len(ids) == 1:
            pick = cards.pick(self._db, kind, ids[0])
            return self._do(work, one, _named(pick.name_en, pick.name_zh, {"key": pick.key}))
        return self._do(work, many, {"n": str(len(ids))})

    def _do(self, work: Callable[[Operation], object], label: str, values: Mapping[str, str]) -> ChangeSet:
        def run(operation: Operation) -> None:
            work(operation)

        return writing.operate(self._db, run, label=label, values=values, who=self._who, unit=self._unit)


def _table(kind: str) -> str:
    return "record" if KINDS[kind].is_record else KINDS[kind].table


def _named(english: str, chinese: str, values: Mapping[str, str]) -> dict[str, str]:
    """The name of a row as an operation keeps it, in both languages where they differ."""
    name = english or chinese or values.get("key", "")
    return {"name": name, "name_zh": chinese} if chinese and chinese != name else {"name": name}
