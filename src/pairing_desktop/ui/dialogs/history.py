"""Who changed what and when: of one record field by field, of the whole file act by act."""

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from pairing_desktop.domain.cards import HistoryLine
from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.display import MISSING, name_text
from pairing_desktop.domain.drafts import Draft, OperationLine, Pick, acted_text, operation_text
from pairing_desktop.domain.earlier import before_change, restorable
from pairing_desktop.domain.kinds import KINDS
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import InvalidDraft
from pairing_desktop.domain.traditional import plain
from pairing_desktop.ui import i18n
from pairing_desktop.ui.dialogs.frame import Dialog, line_edit
from pairing_desktop.ui.dialogs.listing import TextTable
from pairing_desktop.ui.i18n import plural, tr
from pairing_desktop.ui.moments import local
from pairing_desktop.ui.widgets.card_claims import said_before
from pairing_desktop.ui.widgets.links import plain_label

if TYPE_CHECKING:
    from pairing_desktop.domain.merging import Merged
    from pairing_desktop.operations.questions import Questions
    from pairing_desktop.ui.window import MainWindow

OPERATIONS_SHOWN = 500
ALL_OPERATIONS = 1_000_000
LONGEST_VALUE = 600  # characters of a value shown in full
_TRASHED, _MERGED = "deleted_at", "merged_into_key"
_OF_RECORDS = {_TRASHED: mark("In the trash since"), _MERGED: mark("Merged into")}


class RecordHistoryDialog(Dialog):
    """Every change of one record, the latest first; what a field held before can be restored."""

    def __init__(self, window: "MainWindow", kind: str, id: int) -> None:
        super().__init__(tr("History of this record"), window)
        self._window = window
        self._kind = kind
        self._id = id
        self._lines: tuple[HistoryLine, ...] = ()
        self._merged: dict[int, int] = {}  # operation → the record that it merged into this one
        self._name = plain_label(size="title", wrap=True)
        self.body.addWidget(self._name)
        headers = (tr("When"), tr("Who"), tr("What"), tr("Field"), tr("Before"), tr("After"), tr("Why"))
        self.table = TextTable(tr("Changes"), headers, (130, 110, 0, 120, 0, 0, 130), self)
        self.table.itemSelectionChanged.connect(self._enable)
        self.table.itemActivated.connect(lambda _item, _column: self._restore())
        self.body.addWidget(self.table, 1)
        self.whole = plain_label(size="small", wrap=True)
        self.whole.hide()
        self.body.addWidget(self.whole)
        self._count = plain_label(muted=True, size="small")
        self.body.addWidget(self._count)
        self.apart_button = self.add_button(tr("Take apart again"), self._take_apart)
        self.restore_button = self.add_button(tr("Restore the value before"), self._restore)
        self.add_close()
        self.resize(1080, 560)
        window.bridge.changed.connect(self._changed)
        self._ask()
        self._enable()

    def _ask(self) -> None:
        kind, id = self._kind, self._id
        self._window.bridge.ask(self, "name", lambda ask: ask.name(kind, id), self._take_name)
        self._window.bridge.ask(self, "history", lambda ask: ask.history(kind, id), self._take)
        self._window.bridge.ask(self, "merged", lambda ask: ask.merging.merged_into(kind, id), self._take_merged)

    def _changed(self, change: ChangeSet, _initiator: object) -> None:
        if self._id in change.rows.get(self._kind, ()):
            self._ask()

    def _chosen(self) -> HistoryLine | None:
        lines = self.table.data_of_selected()
        return lines[0] if lines and isinstance(lines[0], HistoryLine) else None

    def _enable(self) -> None:
        line = self._chosen()
        writing = not self._window.workspace.read_only
        known = line is not None and line.field in restorable(self._kind)
        self.restore_button.setEnabled(known and writing)
        self.apart_button.setVisible(bool(self._merged))
        self.apart_button.setEnabled(line is not None and line.operation_id in self._merged and writing)
        self.whole.setText(self._in_full(line) if line is not None and line.field else "")
        self.whole.setVisible(bool(self.whole.text()))

    def _take_merged(self, merged: "tuple[Merged, ...]") -> None:
        self._merged = {one.operation_id: one.pick.id for one in merged}
        self._enable()

    def _take_apart(self) -> None:
        """Make two records again of those that the chosen line made one."""
        line = self._chosen()
        if line is not None and self.apart_button.isEnabled():
            gone = self._merged[line.operation_id]
            self._window.bridge.do(lambda commands: commands.merging.apart(gone), failed=self._not_restored)

    def _in_full(self, line: HistoryLine) -> str:
        """What the cells of a line may cut off."""
        before, after = (_short(self._value(line, value)) for value in (line.before, line.after))
        said = tr("{field}: {before} → {after}", field=self._field(line.field), before=before, after=after)
        return f"{said}\n{tr('Why: {why}', why=line.why)}" if line.why else said

    def _restore(self) -> None:
        """Give the field of the chosen line what it held before that change."""
        line, kind, id, lines = self._chosen(), self._kind, self._id, self._lines
        if line is None or not self.restore_button.isEnabled():
            return
        field = line.field

        def read(ask: "Questions") -> Draft:
            now = ask.editing.draft(kind, id)
            return replace(now, values=before_change(kind, lines, line, field, now.values))

        self._window.bridge.ask(self, "draft", read, self._write)

    def _write(self, draft: Draft) -> None:
        self._window.bridge.do(
            lambda commands: commands.restore_value(draft), then=self._restored, failed=self._not_restored
        )

    def _restored(self, change: ChangeSet) -> None:
        if not change.operation_id:
            self._count.setText(tr("The field holds this value already."))

    def _not_restored(self, error: Exception) -> None:
        if isinstance(error, InvalidDraft):
            words = [problem.message(i18n.current()) for problem in error.problems]
            self._count.setText(tr("This value cannot be restored: {reason}", reason=" ".join(words)))
        else:
            self.reject()
            self._window.show_problem(error)

    def _take_name(self, pick: Pick) -> None:
        self._name.setText(name_text(pick.name_en, pick.name_zh, i18n.current()))

    def _take(self, lines: tuple[HistoryLine, ...]) -> None:
        self._lines = lines
        self.table.clear()
        for line in lines:
            what = acted_text(operation_text(line.label, line.values, i18n.current()), line.action, i18n.current())
            before, after = self._value(line, line.before), self._value(line, line.after)
            person, field = _person(line.who, line.unit), self._field(line.field)
            self.table.add((local(line.at), person, what, field, before, after, line.why), line)
        if lines:
            self._count.setText(plural("{n} change, the latest first", "{n} changes, the latest first", len(lines)))
        else:
            self._count.setText(tr("Nothing was changed since the record was made."))

    def _field(self, name: str) -> str:
        if name in _OF_RECORDS:
            return tr(_OF_RECORDS[name])
        try:
            return tr(KINDS[self._kind].field(name).label)
        except KeyError:
            return name

    def _value(self, line: HistoryLine, value: str) -> str:
        name = line.field
        if not name:
            return ""
        if not value:
            return MISSING
        if name == _TRASHED:
            return local(value)
        try:
            field = KINDS[self._kind].field(name)
        except KeyError:
            return value
        return said_before(self._kind, field, value, line)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"


class FileHistoryDialog(Dialog):
    """Everything that was done in the file, the latest first: searched, undone and redone to any depth, looked at as it was."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(tr("History of the file"), window)
        self._window = window
        self._undo: OperationLine | None = None  # what undo would take back next
        self.box = line_edit(tr("Search in the history"))
        self.box.setPlaceholderText(tr("A name, a person, a day, a word of what was done"))
        self.box.setClearButtonEnabled(True)
        self.box.textChanged.connect(lambda _text: self._ask())
        self.body.addWidget(self.box)
        headers = (tr("When"), tr("Who"), tr("What"), tr("State"), tr("Why"))
        self.table = TextTable(tr("What was done"), headers, (130, 184, 0, 76, 150), self)
        self.table.itemSelectionChanged.connect(self._enable)
        self.table.itemActivated.connect(lambda _item, _column: self._look())
        self.body.addWidget(self.table, 1)
        self._count = plain_label(muted=True, size="small")
        self.body.addWidget(self._count)
        self.past_button = self.add_button(tr("As it was then"), self._look)
        self.step_button = self.add_button(tr("Undo to here"), self._step)
        self.add_close()
        self.resize(860, 540)
        window.bridge.changed.connect(self._changed)  # a lambda would outlive the dialog
        self._ask()
        self._enable()

    def _changed(self, _change: object, _initiator: object) -> None:
        self._ask()

    def _ask(self) -> None:
        terms, language = plain(self.box.text()).split(), i18n.current()

        def fits(line: OperationLine) -> bool:
            words = plain(f"{local(line.at)} {line.who} {line.unit} {line.text(language)} {line.why}")
            return all(term in words for term in terms)

        def find(ask: "Questions") -> tuple[tuple[OperationLine, ...], OperationLine | None]:
            every = ask.operations(ALL_OPERATIONS if terms else OPERATIONS_SHOWN)
            return tuple(islice(filter(fits, every), OPERATIONS_SHOWN)), ask.undo_state().undo

        self._window.bridge.ask(self, "operations", find, self._take)

    def _take(self, found: tuple[tuple[OperationLine, ...], OperationLine | None]) -> None:
        lines, self._undo = found
        self.table.clear()
        for line in lines:
            state = tr("Undone") if line.undone else ""
            what = line.text(i18n.current())
            self.table.add((local(line.at), _person(line.who, line.unit), what, state, line.why), line)
        if len(lines) == OPERATIONS_SHOWN:
            self._count.setText(tr("The latest {n} are shown.", n=OPERATIONS_SHOWN))
        elif not lines:
            self._count.setText(tr("Nothing in the history has these words."))
        else:
            self._count.setText(plural("{n} act, the latest first", "{n} acts, the latest first", len(lines)))
        self._enable()

    def _chosen(self) -> OperationLine | None:
        lines = self.table.data_of_selected()
        return lines[0] if lines and isinstance(lines[0], OperationLine) else None

    def _enable(self) -> None:
        line = self._chosen()
        self.past_button.setEnabled(line is not None and not isinstance(self._window, _past_window()))
        self.step_button.setText(tr("Redo to here") if line is not None and line.undone else tr("Undo to here"))
        writing = not self._window.workspace.read_only
        later = self._undo is not None and line is not None and self._undo.id > line.id
        self.step_button.setEnabled(writing and line is not None and (line.undone or later))

    def _look(self) -> None:
        """The whole file as it was right after the act that is chosen."""
        line = self._chosen()
        if line is not None and self.past_button.isEnabled():
            from pairing_desktop.ui.past import open_past

            open_past(self._window, line)

    def _step(self) -> None:
        """Undo what was done after the act that is chosen, or redo up to it."""
        line = self._chosen()
        if line is None:
            return
        id, undone = line.id, line.undone
        self._window.bridge.do(lambda commands: commands.redo_to(id) if undone else commands.undo_to(id))


def _past_window() -> type:
    from pairing_desktop.ui.past import PastWindow

    return PastWindow


def _person(who: str, unit: str) -> str:
    name = who or tr("no name")
    if not unit:
        return name
    return f"{name}（{unit}）" if i18n.current().is_chinese else f"{name} ({unit})"
