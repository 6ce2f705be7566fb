"""The assistant that brings in a table: which file, which columns, which source, then every row before it is written."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from pairing_desktop.domain import mapping
from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.importing import ImportRequest
from pairing_desktop.domain.kinds import KINDS
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.mapping import ColumnMap
from pairing_desktop.domain.problems import Conflict
from pairing_desktop.domain.tables import Preview, Shape
from pairing_desktop.folders import documents
from pairing_desktop.ui.dialogs.frame import Dialog, Told
from pairing_desktop.ui.file_asking import ask_source, filter_of, or_all
from pairing_desktop.ui.i18n import current, plural, tr
from pairing_desktop.ui.importing.columns_page import ColumnsPage
from pairing_desktop.ui.importing.file_page import FilePage
from pairing_desktop.ui.importing.rows_page import RowsPage
from pairing_desktop.ui.importing.source_page import SourcePage
from pairing_desktop.ui.importing.work import ImportWork
from pairing_desktop.ui.pages import page_of
from pairing_desktop.ui.report_work import Progress
from pairing_desktop.ui.widgets.links import plain_label

if TYPE_CHECKING:
    from pairing_desktop.operations.importing.plan import ImportPlan
    from pairing_desktop.ui.window import MainWindow

_STEPS = (mark("File"), mark("Columns"), mark("Source"), mark("Rows"))
_FILE, _COLUMNS, _SOURCE, _ROWS = range(4)


class ImportDialog(Dialog):
    """Four pages, back and forth; nothing is written before the last one says so."""

    def __init__(self, window: "MainWindow", path: Path | None = None) -> None:
        super().__init__(tr("Import"), window)
        self._window = window
        self._path: Path | None = None
        self._preview: Preview | None = None
        self._plan: ImportPlan | None = None
        self._planned_for: ImportRequest | None = None
        self._usual_kind = next(iter(window.current_page().kinds()), "projects")
        self.work = ImportWork(window.bridge, self)
        self.steps = plain_label(muted=True, size="small")
        self.file_page, self.columns_page = FilePage(self), ColumnsPage(self)
        self.source_page, self.rows_page = SourcePage(window.bridge, self), RowsPage(self)
        self.stack = QStackedWidget(self)
        for page in (self.file_page, self.columns_page, self.source_page, self.rows_page):
            self.stack.addWidget(page)
        self.message = Told()
        self.body.addWidget(self.steps)
        self.body.addWidget(self.stack, 1)
        self.body.addWidget(Progress(self.work, self))
        self.body.addWidget(self.message)
        self.add_button(tr("Close"), self.reject)
        self.back = self.add_button(tr("Go back"), lambda: self.turn_to(self.stack.currentIndex() - self._stride(-1)))
        self.next = self.add_button(tr("Go on"), self.go_on, primary=True)
        self._connect()
        self.resize(940, 660)
        self.turn_to(_FILE)
        if path is not None:
            self.open_path(path)

    def _connect(self) -> None:
        self.file_page.fileWanted.connect(self.ask_file)
        self.file_page.shapeChosen.connect(self._look)
        self.columns_page.kindChosen.connect(self._kind_chosen)
        for page in (self.columns_page, self.source_page, self.rows_page):
            page.changed.connect(self._hear)
        self.rows_page.indicatorWanted.connect(self._make_indicator)
        self.work.looked.connect(self._looked)
        self.work.planned.connect(self._planned)
        self.work.saved.connect(self._saved)
        self.work.failed.connect(self._failed)

    # Pages

    def turn_to(self, step: int) -> None:
        """Show one of the four pages."""
        self.stack.setCurrentIndex(step)
        self.message.hide()
        self.steps.setText(
            tr("Step {n} of {total}: {name}", n=step + 1, total=len(_STEPS), name=tr(_STEPS[step]))
        )
        self._hear()
        first = (self.file_page.choose, self.columns_page.kind_box, self.source_page.known, self.rows_page.table)[step]
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_on(self) -> None:
        """The next page, or on the last one the import itself."""
        step = self.stack.currentIndex()
        if step == _ROWS:
            self._write()
        elif step + self._stride(1) == _ROWS:
            self._judge()
        else:
            self.turn_to(step + self._stride(1))

    def _stride(self, way: int) -> int:
        """Sources and indicators cite nothing: their table has no page for a source."""
        without = "source_key" not in self.columns_page.kind.columns
        return 2 if without and self.stack.currentIndex() == (_COLUMNS if way > 0 else _ROWS) else 1

    def _hear(self) -> None:
        """What can be pressed, and what the last button says."""
        step = self.stack.currentIndex()
        n = self.rows_page.to_write()
        self.back.setEnabled(step > _FILE)
        text = tr("Go on")
        if step == _ROWS:
            text = plural("Import {n} row", "Import {n} rows", n, n=f"{n:,}") if n else tr("Nothing to import")
        self.next.setText(text)
        self.next.setEnabled({
            _FILE: self._preview is not None,
            _COLUMNS: self._preview is not None and bool(self.columns_page.columns().columns),
            _SOURCE: self.source_page.is_ready(),
            _ROWS: n > 0,
        }[step])

    def _set_busy(self, busy: bool) -> None:
        self.stack.setEnabled(not busy)
        for button in (self.back, self.next):
            button.setEnabled(not busy)
        if not busy:
            self._hear()

    # The file

    def ask_file(self) -> None:
        """Ask which file."""
        from pairing_desktop.exchange.reading.tables import ENDINGS

        folder = self._path.parent if self._path else documents()
        ask_source(self, tr("Import"), folder, self.open_path, or_all(filter_of(tr("Tables"), *ENDINGS)))

    def open_path(self, path: Path) -> None:
        """Look at this file."""
        self._path = path
        self.turn_to(_FILE)
        self.file_page.show_path(path)
        self.source_page.show_path(path)
        self._look(Shape())

    def _look(self, shape: Shape) -> None:
        if self._path is None:
            return
        if self._preview is not None and shape.sheet != self._preview.shape.sheet:
            shape = Shape(shape.sheet)  # another sheet has its header elsewhere
        self.message.hide()
        self._set_busy(True)
        self.work.look(self._path, shape, _understood())

    def _looked(self, preview: Preview) -> None:
        self._preview = preview
        self._drop_plan()
        self.file_page.show_preview(preview)
        names, own = preview.names, preview.own
        if own is not None:
            self._window.bridge.ask(self, "file", lambda ask: ask.tables.file_id(), self._own_met)
            columns = mapping.by_fields(own.fields, KINDS[own.kind], clears=True)
            self.columns_page.show_columns(preview, own.kind, columns)
            self._set_busy(False)
            return
        kind = _likeliest(preview, self._usual_kind)
        self.columns_page.show_columns(preview, kind, mapping.guess(KINDS[kind], names))
        self._window.bridge.ask(self, "template", lambda ask: ask.tables.import_template(names), self._recalled)

    def _own_met(self, file: str) -> None:
        """An export of this very file that holds what went out is compared, not brought in."""
        own = self._preview.own if self._preview else None
        if own is None or not own.base or own.file != file or self._path is None or self._preview is None:
            return
        from pairing_desktop.ui.importing.return_dialog import ReturnDialog

        dialog = ReturnDialog(self._window, self._path, self._preview)
        self.reject()
        self._window.open_dialog(dialog)

    def _recalled(self, found: tuple[str, str, str] | None) -> None:
        """Take up how a table like this was read before."""
        assert self._preview is not None
        if found is not None:
            kind, source, text = found
            columns = mapping.from_text(KINDS[kind], text, self._preview.names)
            self.columns_page.show_columns(self._preview, kind, columns)
            if source:
                self.source_page.choose(source)
        self._set_busy(False)

    def _kind_chosen(self, kind: str) -> None:
        assert self._preview is not None
        names = self._preview.names
        self.columns_page.show_columns(self._preview, kind, mapping.guess(KINDS[kind], names))
        self._window.bridge.ask(self, "template", lambda ask: ask.tables.import_template(names, kind), self._recalled)
        self._hear()

    # The rows

    def _request(self) -> ImportRequest:
        assert self._path is not None
        assert self._preview is not None
        kind = self.columns_page.kind
        source = self.source_page.cited() if "source_key" in kind.columns else None
        return ImportRequest(self._path, self._preview, kind.name, self._columns(), current(), source)

    def _columns(self) -> ColumnMap:
        return self.columns_page.columns()

    def _judge(self) -> None:
        request = self._request()
        if self._plan is not None and request == self._planned_for:
            self.turn_to(_ROWS)
            return
        self.message.hide()
        self._plan_for(request)

    def _plan_for(self, request: ImportRequest) -> None:
        self._drop_plan()
        self._planned_for = request
        self._set_busy(True)
        self.work.plan(request)

    def _planned(self, plan: "ImportPlan") -> None:
        said = self.message.text() if self.message.isVisible() else ""
        self._plan = plan
        self.rows_page.show_plan(plan)
        self._set_busy(False)
        self.turn_to(_ROWS)
        self.message.setText(said)
        self.message.setVisible(bool(said))

    def _make_indicator(self, name: str) -> None:
        """The form of an indicator that rows name; once it is on file the rows are looked at again."""
        from pairing_desktop.ui.forms.linked import named, open_new

        form = open_new(self._window.bridge, self, "measures", named("measures", name))
        form.saved.connect(lambda _change: self._plan_for(self._request()))

    def _drop_plan(self) -> None:
        if self._plan is not None:
            self._plan.close()
        self._plan = self._planned_for = None

    def _write(self) -> None:
        assert self._plan is not None
        self.message.hide()
        self._set_busy(True)
        self.work.write(self._plan, frozenset(self.rows_page.model.skipped), self.rows_page.to_write(), self)

    def _saved(self, change: ChangeSet) -> None:
        n, window, file = self.rows_page.to_write(), self._window, self._path.name if self._path else ""
        kind = self.columns_page.kind.name
        self.accept()
        window.show_page(page_of(kind))
        window.banner.tell(
            "good",
            plural("{n} row imported from “{file}”.", "{n} rows imported from “{file}”.", n, n=f"{n:,}", file=file),
            tr("{key} takes all of it back.", key=window.actions_by_name.undo_key) if change.operation_id else "",
            ((tr("Close"), window.close_banner),),
        )

    def _failed(self, error: Exception) -> None:
        self._set_busy(False)
        if self.stack.currentIndex() != _ROWS:
            self._planned_for = None
        self.message.tell_failure(error)
        if isinstance(error, Conflict):  # what was looked at no longer holds
            self._plan_for(self._request())

    def done(self, result: int) -> None:
        self.work.stop()
        self._drop_plan()
        super().done(result)


def _understood() -> frozenset[str]:
    """Folded names of columns of any kind."""
    return frozenset().union(*(mapping.known_names(kind) for kind in KINDS.values()))


def _likeliest(preview: Preview, usual: str) -> str:
    """The kind named by the sheet, else the one of which most columns are understood; the usual one where alike."""
    if preview.shape.sheet in KINDS:
        return preview.shape.sheet
    scores = {
        name: (len(mapping.guess(kind, preview.names).columns), len(set(kind.columns) & set(preview.names)))
        for name, kind in KINDS.items()
    }
    best = max(scores.values())
    return usual if scores[usual] == best else next(name for name, score in scores.items() if score == best)
