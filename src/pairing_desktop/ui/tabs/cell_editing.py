"""Changing cells of a list where they stand: one save, one step of undo; what is not safe there opens the form."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.kinds import KINDS
from pairing_desktop.domain.problems import InvalidDraft
from pairing_desktop.domain.safe_cells import form_field, safe_field, why_not
from pairing_desktop.ui.i18n import current, error_words, tr

if TYPE_CHECKING:
    from pairing_desktop.ui.forms.loading import Loaded
    from pairing_desktop.ui.tabs.list_pane import ListPane
    from pairing_desktop.ui.widgets.cell_editor import CellEditor


class CellEditing(QObject):
    """The in-place editing of one list."""

    formWanted = Signal(str, int, str, str)  # kind, id, field to begin in, why the cell itself cannot be changed

    def __init__(self, pane: "ListPane") -> None:
        super().__init__(pane)
        self._pane = pane
        self._bridge = pane.bridge
        self.editor: CellEditor | None = None
        self._loaded: Loaded | None = None
        self._busy = False
        pane.table.safe = lambda column: bool(self._field(column))
        pane.table.cellOpened.connect(self.begin)

    def begin_here(self) -> bool:
        """Change the cell the cursor stands on; False when it stands on none."""
        table = self._pane.table
        id = table.current_id()
        if id is None or not table.cell or not table.hasFocus():
            return False
        self.begin(id, table.cell)
        return True

    def begin(self, id: int, column: str) -> None:
        """Lay an input over a cell, or open the form and say why."""
        pane = self._pane
        if self._busy:
            return
        self.leave()
        kind, name = pane.kind, self._field(column)
        if not name or self._bridge.workspace.read_only:
            self.formWanted.emit(kind, id, form_field(kind, column), why_not(kind, column))
            return

        from pairing_desktop.ui.forms.loading import load

        pane.table.set_cell(column)
        self._bridge.ask(
            self, "cell", lambda ask: load(ask, kind, id), lambda loaded: self._show(loaded, id, column, name)
        )

    def leave(self) -> None:
        """Forget what stands in the input."""
        editor, self.editor = self.editor, None
        if editor is not None and isValid(editor):
            had_focus = editor.editor.input.hasFocus()
            editor.blockSignals(True)
            editor.hide()
            editor.deleteLater()
            if had_focus:
                self._pane.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _field(self, column: str) -> str:
        return safe_field(self._pane.kind, column, current())

    def _show(self, loaded: "Loaded", id: int, column: str, name: str) -> None:
        from pairing_desktop.ui.forms.fields import make_editor, show_value
        from pairing_desktop.ui.widgets.cell_editor import CellEditor

        pane, field = self._pane, KINDS[self._pane.kind].field(name)
        if pane.table.cell_area(id, column) is None:
            return
        editor = make_editor(self._bridge, pane.kind, field, pane.table)
        show_value(editor, field, loaded.draft.values, loaded.picks)
        self._loaded, self._first = loaded, editor.value()
        self.editor = CellEditor(pane.table, editor, id, column, tr(field.label))
        self.editor.saveWanted.connect(self._save)
        self.editor.leaveWanted.connect(self.leave)

    def _save(self, step: int) -> None:
        shown, loaded = self.editor, self._loaded
        if shown is None or loaded is None or self._busy or shown.editor.composing:
            return
        name = self._field(shown.column)
        value, unchosen = shown.editor.value(), shown.editor.problem(name)
        if unchosen is not None:
            shown.tell(unchosen.message(current()))
            return
        if value == self._first:
            self.leave()
            self._go_on(shown.id, shown.column, step)
            return
        self._busy = True
        draft = Draft(loaded.draft.kind, shown.id, loaded.draft.rev, {name: value})
        self._bridge.do(
            lambda commands: commands.save(draft), initiator=self,
            then=lambda change: self._saved(change, shown.id, shown.column, step),
            failed=lambda error: self._refused(error, name),
        )

    def _saved(self, _change: ChangeSet, id: int, column: str, step: int) -> None:
        self._busy = False
        self.leave()
        self._go_on(id, column, step)

    def _refused(self, error: Exception, name: str) -> None:
        """Say it beside the cell; what was typed stays."""
        self._busy = False
        shown = self.editor
        if shown is None or not isValid(shown):
            self._bridge.problem.emit(error)
            return
        kind = KINDS[self._pane.kind]
        if isinstance(error, InvalidDraft):
            words = [
                problem.message(current()) if problem.field == name
                else tr("{field}: {text}", field=tr(kind.field(problem.field).label), text=problem.message(current()))
                for problem in error.problems
            ]
            shown.tell(" ".join(words))
        else:
            shown.tell(error_words(error))
        shown.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on(self, id: int, column: str, step: int) -> None:
        """After Tab the next safe cell of the row; past its end the row itself."""
        if not step:
            return
        places = self._pane.table.places()
        rest = places[places.index(column) + 1 :] if step > 0 else places[: places.index(column)][::-1]
        following = next((name for name in rest if self._field(name)), "")
        if following:
            self.begin(id, following)
