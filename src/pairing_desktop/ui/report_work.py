"""Making a report and writing it to a file: facts in the reader's thread, Word in a thread, pages in steps.

What takes longer than a second shows how far it is and can be stopped; stopped work leaves nothing behind.
"""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from pairing_desktop.domain.language import Language
from pairing_desktop.reports.blocks import Paper
from pairing_desktop.reports.document import Report, ReportRequest
from pairing_desktop.ui.background import Background
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.dialogs.frame import label
from pairing_desktop.ui.i18n import tr

if TYPE_CHECKING:
    from pairing_desktop.ui.importing.work import ImportWork

PATIENCE = 1000  # ms before progress is shown


class Stopped(Exception):
    """Somebody pressed Cancel."""


class ReportWork(QObject):
    """One report on its way to a file."""

    progressed = Signal(str, int, int)  # what is being done, how much, of how much (0: nobody knows)
    saved = Signal(object)  # the path
    failed = Signal(object)  # an exception; `Stopped` when somebody pressed Cancel
    ended = Signal()  # either of these

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._background = Background(self)
        self._stopping = False
        for signal in (self.saved, self.failed):
            signal.connect(lambda _outcome: self.ended.emit())

    def save(self, request: ReportRequest, language: Language, paper: Paper | None, path: Path) -> None:
        """Make the report and write it as the ending of `path` says: .pdf or .docx."""
        self._stopping = False
        self.progressed.emit(tr("The facts are being read."), 0, 0)

        def made(report: Report) -> None:
            unit = report.unit or self._bridge.workspace.unit
            self._write(replace(report, unit=unit, paper=paper or report.paper), path)

        self._bridge.ask(self, "report", lambda ask: request.make(ask, language), made, self.failed.emit)

    def save_made(self, report: Report, path: Path) -> None:
        """The same for a report that was made already."""
        self._stopping = False
        self._write(report, path)

    def stop(self) -> None:
        """Give up: nothing is written."""
        self._stopping = True
        self._bridge.forget(self, "report")
        self.failed.emit(Stopped())

    def _write(self, report: Report, path: Path) -> None:
        if path.suffix.lower() == ".docx":
            self._background.run(lambda: self._word(report, path), self.saved.emit, self._fail)
            return
        from pairing_desktop.ui.paper_layout import lay_out
        from pairing_desktop.ui.printing import write_layout

        try:
            layout = lay_out(report, self._paint_step)
            write_layout(layout, path, step=self._paint_step)
        except Exception as error:
            self._fail(error)
        else:
            self.saved.emit(path)

    def _word(self, report: Report, path: Path) -> Path:
        """In a thread."""
        from pairing_desktop.operations.word_files import save_word

        save_word(report, path, self._step)
        return path

    def _step(self, done: int, total: int) -> None:
        if self._stopping:
            raise Stopped
        self.progressed.emit(tr("The pages are being made."), done, total)

    def _paint_step(self, done: int, total: int) -> None:
        """In the window's thread: let it breathe."""
        self._step(done, total)
        QCoreApplication.processEvents()
        if self._stopping:
            raise Stopped

    def _fail(self, error: Exception) -> None:
        if not (self._stopping and isinstance(error, Stopped)):  # that it was stopped has been said
            self.failed.emit(error)


class Progress(QWidget):
    """How far a piece of work is, with Cancel; shows itself when it takes longer than a second."""

    def __init__(self, work: "ReportWork | ImportWork", parent: QWidget) -> None:
        super().__init__(parent)
        self._work = work
        self.words = label(muted=True)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.cancel = QPushButton(tr("Cancel"), self)
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(lambda _checked=False: work.stop())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.words)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self.show)
        work.progressed.connect(self._take)
        work.ended.connect(self._end)
        self.hide()

    def _take(self, words: str, done: int, total: int) -> None:
        if self.isHidden() and not self._patience.isActive():
            self._patience.start(PATIENCE)
        self.words.setText(words)
        self.bar.setAccessibleName(words)
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _end(self) -> None:
        self._patience.stop()
        self.hide()
