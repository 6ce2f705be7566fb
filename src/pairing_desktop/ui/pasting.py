"""Rows and cells of a list to spreadsheets and back: copied with headers, pasted after a look at what each row would do."""

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox

from pairing_desktop.domain import mapping
from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.importing import ImportRequest
from pairing_desktop.domain.kinds import KINDS, Field, Kind
from pairing_desktop.domain.problems import Conflict
from pairing_desktop.domain.safe_cells import safe_field, why_not
from pairing_desktop.domain.tables import Preview, Shape
from pairing_desktop.domain.vocabulary import OPEN_LISTS
from pairing_desktop.domain.vocabulary import label as word
from pairing_desktop.exchange import clipboard
from pairing_desktop.ui.dialogs.frame import Dialog, Told
from pairing_desktop.ui.i18n import current, plural, tr
from pairing_desktop.ui.importing.rows_page import RowsPage
from pairing_desktop.ui.importing.work import ImportWork
from pairing_desktop.ui.report_work import Progress
from pairing_desktop.ui.tabs.list_paper import MOST, put
from pairing_desktop.ui.widgets.links import plain_label

if TYPE_CHECKING:
    from pairing_desktop.operations.importing.plan import ImportPlan
    from pairing_desktop.ui.tabs.list_pane import ListPane
    from pairing_desktop.ui.window import MainWindow

Say = Callable[[str], object]


def copy(pane: "ListPane", say: Say) -> None:
    """Copy the selected rows field by field, with headers and short names; with the cursor on a cell only its column."""
    ids, kind = pane.table.selected_ids(), KINDS[pane.kind]
    if not ids:
        say(tr("Select records in a list first."))
        return
    if len(ids) > MOST:
        say(tr("At most {most} rows can be copied at once.", most=f"{MOST:,}"))
        return
    if pane.table.cell:
        place = [column.name for column in pane.model.columns].index(pane.table.cell)
        texts = [pane.model.cells(pane.model.row_of(id))[place].text for id in ids]
        put([[text] for text in texts])
        say(plural("{n} cell copied", "{n} cells copied", len(ids), n=f"{len(ids):,}"))
        return

    def take(exported: list[dict[str, str]]) -> None:
        put(block(kind, exported))
        say(plural("{n} row copied", "{n} rows copied", len(exported), n=f"{len(exported):,}"))

    pane.bridge.ask(pane, "copy rows", lambda ask: list(ask.export(kind.name, ids)), take)


def block(kind: Kind, exported: Sequence[dict[str, str]]) -> list[list[str]]:
    """Header and rows: short name, names, and every field that any row fills, choices in words."""
    always = ("key", *kind.names)
    fields = [field for field in kind.fields if field.name in always or any(row[field.name] for row in exported)]
    header = [tr(field.label) for field in fields]
    return [header, *([_said(field, row[field.name]) for field in fields] for row in exported)]


def _said(field: Field, value: str) -> str:
    """A choice in words, anything else as it is kept: dates and numbers are read back exactly."""
    closed = field.choices and field.choices not in OPEN_LISTS
    return word(field.choices, value, current()) if closed and value else value


def paste(pane: "ListPane", window: "MainWindow", say: Say) -> None:
    """Look at what the clipboard holds and say what it would do to the rows of the list."""
    lines = clipboard.from_text(QApplication.clipboard().text())
    if not lines:
        say(tr("There is no text to paste."))
    elif pane.table.cell:
        _paste_cells(pane, window, lines, say)
    else:
        window.open_dialog(PasteDialog(window, pane.kind, lines))


def _paste_cells(pane: "ListPane", window: "MainWindow", lines: list[list[str]], say: Say) -> None:
    """From the cell under the cursor to the right and down; one value for all selected rows."""
    width = max(len(cells) for cells in lines)
    places = pane.table.places()
    columns = places[places.index(pane.table.cell) :][:width]
    fields = [safe_field(pane.kind, column, current()) for column in columns]
    for column, name in zip(columns, fields, strict=True):
        if not name:
            heads = {one.name: tr(one.label) for one in pane.model.columns}
            say(tr("Nothing was pasted. {column}: {why}", column=heads[column], why=tr(why_not(pane.kind, column))))
            return
    ids = pane.table.selected_ids()
    if len(lines) == 1 and len(ids) > 1:
        lines = lines * len(ids)
    else:
        first = pane.table.currentIndex().row()
        ids = [id for row in range(first, first + len(lines)) if (id := pane.model.id_at(row)) is not None]
    if len(ids) < len(lines) or width > len(columns):
        say(tr("Nothing was pasted: the block is larger than what lies right of and below the cell."))
        return
    kind = KINDS[pane.kind]

    def take(exported: list[dict[str, str]]) -> None:
        header = [tr(kind.field(name).label) for name in ("key", *fields)]
        rows = [[row["key"], *cells] for row, cells in zip(exported, lines, strict=False)]
        window.open_dialog(PasteDialog(window, kind.name, [header, *rows], clears=True))

    pane.bridge.ask(pane, "paste cells", lambda ask: list(ask.export(kind.name, ids)), take)


class PasteDialog(Dialog):
    """Every pasted row with what becomes of it.  `lines` begin with a header that names fields or columns; `clears`:
    an empty cell empties its field."""

    def __init__(
        self, window: "MainWindow", kind: str, lines: clipboard.Lines, *, clears: bool = False
    ) -> None:
        super().__init__(tr("Paste rows"), window)
        self._window = window
        self._kind = KINDS[kind]
        self._folder = TemporaryDirectory(prefix="pairing-")
        self._path = Path(self._folder.name) / f"{tr('Pasted rows')}.tsv"
        self._path.write_text(clipboard.to_text(lines), encoding="utf-8")
        self._preview: Preview | None = None
        self._plan: ImportPlan | None = None
        self.work = ImportWork(window.bridge, self)
        self.rows_page = RowsPage(self)
        self.clears = QCheckBox(tr("An empty cell empties the field of a record on file"), self)
        self.clears.setChecked(clears)
        self.clears.toggled.connect(lambda _on: self._judge())
        self.unknown = plain_label(muted=True, size="small", wrap=True)
        self.unknown.hide()
        self.message = Told()
        for widget in (self.clears, self.unknown):
            self.body.addWidget(widget)
        self.body.addWidget(self.rows_page, 1)
        self.body.addWidget(Progress(self.work, self))
        self.body.addWidget(self.message)
        self.add_button(tr("Cancel"), self.reject)
        self.add_button(tr("Columns and source…"), self._by_hand)
        self.button = self.add_button(tr("Paste"), self._write, primary=True)
        self.rows_page.changed.connect(self._hear)
        self.work.looked.connect(self._looked)
        self.work.planned.connect(self._planned)
        self.work.saved.connect(self._saved)
        self.work.failed.connect(self._failed)
        self.resize(900, 600)
        self._hear()
        shape = Shape(encoding="utf-8", delimiter="\t", header=1)
        self.work.look(self._path, shape, mapping.known_names(self._kind))

    def _looked(self, preview: Preview) -> None:
        self._preview = preview
        columns = mapping.guess(self._kind, preview.names)
        unread = [name for at, name in enumerate(preview.names) if not columns.field_of(at)]
        if unread:
            columns_said = current().list_comma.join(unread)
            self.unknown.setText(tr("Not read, for no field is called so: {columns}", columns=columns_said))
            self.unknown.show()
        if columns.columns:
            self._judge()
        else:
            said = tr("The first row names no field of this list. Columns and source lets you say what each column is.")
            self.message.tell(said, "caution")

    def _judge(self) -> None:
        if self._preview is None:
            return
        self._drop()
        self.message.hide()
        self.rows_page.setEnabled(False)
        guessed = mapping.guess(self._kind, self._preview.names)
        columns = mapping.ColumnMap(guessed.columns, clears=self.clears.isChecked())
        self.work.plan(ImportRequest(self._path, self._preview, self._kind.name, columns, current()))
        self._hear()

    def _planned(self, plan: "ImportPlan") -> None:
        self._plan = plan
        self.rows_page.setEnabled(True)
        self.rows_page.show_plan(plan)
        self._hear()
        self.rows_page.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hear(self) -> None:
        n = self.rows_page.to_write() if self._plan is not None else 0
        self.button.setText(plural("Paste {n} row", "Paste {n} rows", n, n=f"{n:,}") if n else tr("Nothing to paste"))
        self.button.setEnabled(n > 0)

    def _write(self) -> None:
        assert self._plan is not None
        self.button.setEnabled(False)
        self.work.write(self._plan, frozenset(self.rows_page.model.skipped), self.rows_page.to_write(), self)

    def _saved(self, _change: ChangeSet) -> None:
        n, window = self.rows_page.to_write(), self._window
        self.accept()
        key = window.actions_by_name.undo_key
        said = plural(
            "{n} row pasted. {key} takes it back.", "{n} rows pasted. {key} takes all of it back.", n, n=f"{n:,}", key=key
        )
        window.statusBar().showMessage(said, 6000)

    def _failed(self, error: Exception) -> None:
        self.rows_page.setEnabled(True)
        self.message.tell_failure(error)
        self._hear()
        if isinstance(error, Conflict):  # what was looked at no longer holds
            self._judge()

    def _by_hand(self) -> None:
        """The whole assistant on the same rows."""
        from pairing_desktop.ui.importing.dialog import ImportDialog

        dialog: Any = ImportDialog(self._window, self._path)
        folder, self._folder = self._folder, TemporaryDirectory(prefix="pairing-")
        dialog.finished.connect(lambda _code: folder.cleanup())
        self.reject()
        self._window.open_dialog(dialog)

    def _drop(self) -> None:
        if self._plan is not None:
            self._plan.close()
        self._plan = None

    def done(self, result: int) -> None:
        self.work.stop()
        self._drop()
        self._folder.cleanup()
        super().done(result)
