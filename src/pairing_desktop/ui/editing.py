"""Changing records: forms, trash, undo and redo, and the question about edits that are not saved yet."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.drafts import OperationLine, UndoState
from pairing_desktop.ui import i18n
from pairing_desktop.ui.i18n import plural, tr
from pairing_desktop.ui.moments import moment
from pairing_desktop.ui.pages import CARD_ONLY, PAGES, page_of
from pairing_desktop.ui.widgets.links import plain_tip

if TYPE_CHECKING:
    from pairing_desktop.ui.forms.record_form import RecordForm
    from pairing_desktop.ui.resuming import Resuming
    from pairing_desktop.ui.window import MainWindow

LONGEST_ACT = 120  # characters of an act in a menu


class Editing:
    """The part of a window that changes the file."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._forms: list[RecordForm] = []
        self.resuming: Resuming | None = None
        self._undo_state = UndoState(None, None)

    # -- forms ----------------------------------------------------------------------------------------------------

    def edit_here(self) -> None:
        """Change the cell under the cursor, else edit the record whose card is shown."""
        if self._window.current_page().edit_cell():
            return
        record = self._window.current_page().current()
        if record is not None:
            self.edit(*record)

    def edit_indicator(self) -> None:
        """Edit the indicator that the cursor is on, or that the figure it is on is of."""
        indicator = self._window.current_page().indicator()
        if indicator is None:
            self._window.statusBar().showMessage(tr("Choose an indicator or a figure in Figures first."), 4000)
        else:
            self.edit("measures", indicator)

    def new_here(self) -> None:
        """A new record of the kind the page shows."""
        page = self._window.current_page()
        if page.begin_new():
            return
        kinds = page.kinds()
        self.new(kinds[0] if kinds else "projects")

    def new(self, kind: str, preset: Mapping[str, str] | None = None) -> None:
        """An empty form; `preset` is what it begins with, as exported."""
        self.open_form(kind, None, preset)

    def edit(self, kind: str, id: int) -> None:
        self.open_form(kind, id)

    def edit_instead(self, kind: str, id: int, field: str, why: str) -> None:
        """Edit a record in its form, beginning at `field`, and say why not where it was asked for (`why`, marked)."""
        form = self.open_form(kind, id)
        if form is not None:
            form.when_ready(lambda: form.begin_at(field, tr(why)))

    def open_form(self, kind: str, id: int | None, preset: Mapping[str, str] | None = None) -> "RecordForm | None":
        """The form of a record, or with `id` None of a new one; None when nothing can be changed."""
        if self._window.workspace.read_only:
            self._window.tell_read_only()
            return None
        for form in self._forms:
            if (form.kind, form.record_id) == (kind, id) and not preset:
                self._show(form)
                return form
        from pairing_desktop.ui.forms.record_form import RecordForm

        form = RecordForm(self._window.bridge, kind, id, self._window, preset)
        self._forms.append(form)
        form.saved.connect(lambda change: self._saved(kind, id, change))
        form.closed.connect(lambda: self._closed(form))
        form.instead.connect(lambda pick: self._window.navigate(pick.kind, pick.id))
        form.dirtyChanged.connect(self._window.update_state)
        form.messages.counted.connect(self._count_messages)
        self._show(form)
        return form

    def _show(self, form: Any) -> None:
        page = self._window.current_page() if form.kind in CARD_ONLY else self._window.show_page(page_of(form.kind))
        if form.kind in CARD_ONLY or not page.show_form(form):
            from pairing_desktop.ui.dialogs.form_dialog import FormDialog

            self._window.open_dialog(FormDialog(form, self._window))

    def _saved(self, kind: str, id: int | None, change: ChangeSet) -> None:
        """Show a record that was just made."""
        made = sorted(change.rows.get(kind, ()))
        if id is None and made and kind not in CARD_ONLY:
            self._window.navigate(kind, made[-1])

    def _closed(self, form: Any) -> None:
        if form in self._forms:
            self._forms.remove(form)
            self._count_messages()
        self._window.update_state()

    def _count_messages(self) -> None:
        """On each tab how many fields of its forms have a message."""
        names = [spec.name for spec in PAGES]
        counts: dict[int, int] = {}
        for form in (form for form in self._forms if form.kind not in CARD_ONLY):
            index = names.index(page_of(form.kind))
            counts[index] = counts.get(index, 0) + form.messages.count
        self._window.tab_row.set_counts(counts)

    @property
    def forms(self) -> "list[RecordForm]":
        """All open forms."""
        return list(self._forms)

    def unsaved(self) -> list[Any]:
        """The forms that hold edits not saved yet."""
        return [form for form in self._forms if form.is_dirty()]

    def leave(self, then: Callable[[], None]) -> None:
        """Go on with `then` when no edit is left: at once, or after asking Save, Discard or Keep editing."""
        if not self.unsaved():
            then()
            return
        from pairing_desktop.ui.dialogs.unsaved import UnsavedDialog

        dialog = UnsavedDialog(len(self.unsaved()), self._window)
        dialog.discardWanted.connect(lambda: self._discard_all(then))
        dialog.saveWanted.connect(lambda: self._save_all(then))
        self._window.open_dialog(dialog)

    def _discard_all(self, then: Callable[[], None]) -> None:
        self.drop_forms()
        then()

    def drop_forms(self) -> None:
        """Close all forms; edits that are not saved are given up."""
        for form in list(self._forms):
            form.discard()

    def _save_all(self, then: Callable[[], None]) -> None:
        """Save one form after the other; the first that cannot be saved is shown and nothing goes on."""
        waiting = self.unsaved()
        if not waiting:
            then()
            return
        form = waiting[0]
        self._show(form)
        form.saved.connect(lambda _change: self._save_all(then))
        form.save()

    # -- what was typed and not saved ------------------------------------------------------------------------------

    def look_for_drafts(self) -> None:
        """Offer what was being edited when the program last ended without saving."""
        if self.resuming is None and not self._window.workspace.read_only:
            from pairing_desktop.ui.resuming import Resuming

            self.resuming = Resuming(self._window)

    def offer_drafts(self) -> None:
        """Offer again what was not answered yet."""
        if self.resuming is not None:
            self.resuming.offer()

    def keep_drafts(self) -> None:
        """Write down what all forms hold: the program is about to end without asking."""
        if not self._window.workspace.read_only:
            from pairing_desktop.ui.draft_keeper import keeper_of

            keeper_of(self._window.bridge).keep_all()

    # -- trash ----------------------------------------------------------------------------------------------------

    def delete_here(self) -> None:
        """Put the selected records into the trash."""
        kind, ids = self._window.current_page().selection()
        if ids:
            self.delete(kind, ids)

    def change_here(self) -> None:
        """Give the selected records the same value in a field."""
        kind, ids = self._window.current_page().selection()
        if not ids:
            self._window.statusBar().showMessage(tr("Select records in a list first."), 4000)
            return
        if self._window.workspace.read_only:
            self._window.tell_read_only()
            return
        from pairing_desktop.ui.dialogs.change_selected import ChangeSelectedDialog

        self._window.open_dialog(ChangeSelectedDialog(self._window.bridge, kind, ids, self._window))

    def delete(self, kind: str, ids: Sequence[int]) -> None:
        chosen = tuple(ids)
        if chosen and not self._window.workspace.read_only:
            self._window.bridge.do(
                lambda commands: commands.delete(kind, chosen), then=lambda _change: self._tell_deleted(len(chosen))
            )

    def restore(self, kind: str, ids: Sequence[int]) -> None:
        """Bring records back from the trash."""
        chosen = tuple(ids)
        self._window.bridge.do(lambda commands: commands.restore(kind, chosen))

    def restore_all(self, chosen: Mapping[str, Sequence[int]]) -> None:
        """Bring records of several kinds back from the trash, as one step."""
        self._window.bridge.do(lambda commands: commands.restore_all(chosen))

    def _tell_deleted(self, count: int) -> None:
        key = self._window.actions_by_name.undo_key
        said = plural(
            "Moved to the trash. {key} brings it back.", "{n} records moved to the trash. {key} brings them back.", count, key=key
        )
        self._window.statusBar().showMessage(said, 6000)

    # -- rows to and from spreadsheets ----------------------------------------------------------------------------

    def copy_rows(self) -> None:
        """Put the selected rows on the clipboard, field by field; with the cursor on a cell only its column."""
        pane = self._window.current_page().list_pane()
        if pane is not None:
            from pairing_desktop.ui.pasting import copy

            copy(pane, lambda text: self._window.statusBar().showMessage(text, 4000))

    def paste_rows(self) -> None:
        """Show what the rows or cells on the clipboard would do to this list."""
        pane = self._window.current_page().list_pane()
        if pane is None:
            return
        if self._window.workspace.read_only:
            self._window.tell_read_only()
            return
        from pairing_desktop.ui.pasting import paste

        paste(pane, self._window, lambda text: self._window.statusBar().showMessage(text, 8000))

    # -- undo and redo --------------------------------------------------------------------------------------------

    def undo(self) -> None:
        self._window.bridge.do(lambda commands: commands.undo())

    def redo(self) -> None:
        self._window.bridge.do(lambda commands: commands.redo())

    def ask_undo_state(self) -> None:
        """Find out what undo and redo would do, to name them."""
        self._window.bridge.ask(self._window, "undo state", lambda ask: ask.undo_state(), self._take_undo_state)

    def _take_undo_state(self, state: UndoState) -> None:
        self._undo_state = state
        self.retranslate()

    def retranslate(self) -> None:
        """Name undo and redo by what they do, and who did it when."""
        writing = not self._window.workspace.read_only
        undo, redo = self._window.actions_by_name["undo"], self._window.actions_by_name["redo"]
        now = self._undo_state
        for action, text in (
            (undo, tr("Undo: {what}", what=_describe(now.undo)) if now.undo else tr("Undo")),
            (redo, tr("Redo: {what}", what=_describe(now.redo)) if now.redo else tr("Redo")),
        ):
            action.setText(text.replace("&", "&&"))
            action.setToolTip(plain_tip(text))  # else Qt takes the text, and reads a name as mark-up
        if self.resuming is not None:
            self.resuming.retranslate()
        undo.setEnabled(writing and now.undo is not None)
        redo.setEnabled(writing and now.redo is not None)


def _describe(line: OperationLine) -> str:
    """What was done, by whom and when; a name that would make the menu wider than the screen is cut."""
    when = moment(line.at, datetime.now().astimezone())
    what = line.text(i18n.current())
    if len(what) > LONGEST_ACT:
        what = f"{what[:LONGEST_ACT]}…"
    return tr("{what}, by {who}, {when}", what=what, who=line.who or tr("no name"), when=when)
