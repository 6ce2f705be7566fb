"""Which rows go out, in which form, into which file."""

from array import array
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QFormLayout, QRadioButton

from pairing_desktop.domain.exporting import FORMATS, MANY, ExportRequest
from pairing_desktop.domain.kinds import KINDS
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import Stopped
from pairing_desktop.folders import documents
from pairing_desktop.ui import theme
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.dialogs.frame import Dialog, Told
from pairing_desktop.ui.file_asking import ask_target, filter_of
from pairing_desktop.ui.i18n import current, plural, tr
from pairing_desktop.ui.report_work import Progress
from pairing_desktop.ui.widgets.links import plain_label

if TYPE_CHECKING:
    from pairing_desktop.ui.window import MainWindow

_MEMORY = "export"  # name of what the settings remember
_ABOUT = {
    ".xlsx": mark("To read, edit and send: typed cells, units, the sources on a sheet of their own. What a partner changes in "
                  "it can be imported as proposals."),
    ".csv": mark("One plain table in UTF-8 that spreadsheets open."),
    ".json": mark("For programs: every value as it is kept."),
    ".zip": mark("For archives and programs: tables with a description of their fields and how they hang together."),
}


class ExportWork(QObject):
    """Writes one file; what was stopped leaves none behind."""

    progressed = Signal(str, int, int)
    saved = Signal(int)  # how many rows
    failed = Signal(object)  # an exception; `Stopped` after Cancel
    ended = Signal()

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._stopping = False
        for signal in (self.saved, self.failed):
            signal.connect(lambda _answer: self.ended.emit())

    def write(self, request: ExportRequest, total: int) -> None:
        """Write the file; `total` rows are expected, 0 when nobody knows."""
        self._stopping = False

        def step(done: int) -> None:
            if self._stopping:
                raise Stopped
            said = plural("{n} row written", "{n} rows written", done, n=f"{done:,}")
            self.progressed.emit(said, min(done, total), total)

        step(0)
        self._bridge.run(self._bridge.workspace.export(request, step), self.saved.emit, self.failed.emit, self)

    def stop(self) -> None:
        self._stopping = True


class ExportDialog(Dialog):
    """Asks what and how, then where."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(tr("Export"), window)
        self._window = window
        self._list = window.current_page().exportable()
        self._path: Path | None = None
        self.work = ExportWork(window.bridge, self)
        self.choices = QButtonGroup(self)
        self._offers: list[tuple[str, Sequence[int] | None]] = []
        self._build()
        self.body.addWidget(Progress(self.work, self))
        self.message = Told()
        self.body.addWidget(self.message)
        self.add_button(tr("Close"), self.reject)
        self.save_button = self.add_button(tr("Save as…"), self.ask_file, primary=True)
        self.choices.idToggled.connect(lambda _id, _on: self._hear())
        self.form.currentIndexChanged.connect(lambda _index: self._hear())
        self.work.saved.connect(self._saved)
        self.work.failed.connect(self._failed)
        self.resize(520, 200 + len(self._offers) * theme.metrics().input)
        self._hear()
        self.choices.buttons()[0].setFocus()

    def _build(self) -> None:
        if self._list is not None:
            kind, shown, selected = self._list
            text = plural("The list as shown, {n} row", "The list as shown, {n} rows", len(shown), n=f"{len(shown):,}")
            self._offer(text, kind, shown)
            if len(selected) > 1:
                n = len(selected)
                self._offer(plural("The selected row", "The {n} selected rows", n, n=f"{n:,}"), kind, selected)
            self._offer(tr("All of this kind: {kind}", kind=tr(KINDS[kind].label)), kind, None)
        self._offer(tr("The whole file, one table a kind"), "", None)
        self.choices.buttons()[0].setChecked(True)
        self.form = QComboBox(self)
        self.form.setAccessibleName(tr("Form"))
        for ending, text in FORMATS.items():
            self.form.addItem(tr(text), ending)
        kept = self.form.findData(self._window.settings.page_state(_MEMORY).get("form"))
        self.form.setCurrentIndex(max(0, kept))
        rows = QFormLayout()
        rows.setSpacing(8)
        rows.addRow(plain_label(tr("Form"), muted=True), self.form)
        self.about = plain_label(muted=True, size="small", wrap=True)
        self.about.setMinimumHeight(2 * theme.metrics().row)
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.body.addSpacing(8)
        self.body.addLayout(rows)
        self.body.addWidget(self.about)
        self.body.addStretch(1)

    def _offer(self, text: str, kind: str, ids: Sequence[int] | None) -> None:
        button = QRadioButton(text, self)
        self.choices.addButton(button, len(self._offers))
        self._offers.append((kind, ids))
        self.body.addWidget(button)

    @property
    def ending(self) -> str:
        """Of the form chosen."""
        return str(self.form.currentData())

    def _hear(self) -> None:
        """Say what the form is for; the whole file does not fit into each."""
        kind, _ = self._offers[self.choices.checkedId()]
        fits = bool(kind) or self.ending in MANY
        one_table = tr("A csv file holds one table. Choose another form for the whole file.")
        self.about.setText(tr(_ABOUT[self.ending]) if fits else one_table)
        self.save_button.setEnabled(fits)

    def ask_file(self) -> None:
        """Ask where the file goes."""
        kind, _ = self._offers[self.choices.checkedId()]
        what = tr(KINDS[kind].label) if kind else self._window.workspace.path.stem
        suggestion = documents() / f"{what} {date.today().isoformat()}{self.ending}"
        ask_target(self, tr("Export"), suggestion, self.save, filter_of(tr(FORMATS[self.ending]), self.ending))

    def save(self, path: Path) -> None:
        """Write what is chosen to this file."""
        self._window.settings.set_page_state(_MEMORY, {"form": self.ending})
        kind, ids = self._offers[self.choices.checkedId()]
        self._path = path
        self.message.hide()
        self._set_busy(True)
        chosen = None if ids is None else array("q", ids)
        self.work.write(ExportRequest(path, kind, chosen, current()), len(ids or ()))

    def _set_busy(self, busy: bool) -> None:
        for widget in (*self.choices.buttons(), self.form, self.save_button):
            widget.setEnabled(not busy)

    def _saved(self, count: int) -> None:
        assert self._path is not None
        self.accept()
        said = plural(
            "{n} row exported to “{file}”.", "{n} rows exported to “{file}”.", count, n=f"{count:,}", file=self._path.name
        )
        self._window.files.tell_written(said, self._path)

    def _failed(self, error: Exception) -> None:
        self._set_busy(False)
        self.message.tell_failure(error)

    def done(self, result: int) -> None:
        self.work.stop()
        super().done(result)
