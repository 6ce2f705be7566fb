"""Making a report, putting it on pages and writing it to a file: facts in the reader's thread, Word in a thread, pages in steps.

What takes longer than a second shows how far it is and can be stopped; stopped work leaves nothing behind.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from pairing_desktop.domain.language import Language
from pairing_desktop.domain.problems import Stopped
from pairing_desktop.reports.blocks import Paper
from pairing_desktop.reports.document import Report, ReportRequest
from pairing_desktop.ui.background import Background
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.widgets.links import plain_label

if TYPE_CHECKING:
    from pairing_desktop.ui.exporting import ExportWork
    from pairing_desktop.ui.importing.work import ImportWork
    from pairing_desktop.ui.merging.find import FindWork
    from pairing_desktop.ui.paper_layout import Layout

PATIENCE = 1000  # ms before progress is shown
Made = TypeVar("Made")
BREATH = 0.02  # seconds of work between two looks at what the window is asked


class _Overtaken(Exception):
    """Other pages are wanted by now."""


class ReportWork(QObject):
    """One report on its way to pages or a file."""

    progressed = Signal(str, int, int)  # what is being done, how much, of how much (0: nobody knows)
    laid = Signal(object)  # a Layout
    saved = Signal(object)  # the path
    failed = Signal(object)  # an exception; `Stopped` when somebody pressed Cancel
    ended = Signal()  # one of these

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._background = Background(self)
        self._stopping = False
        self._turn = 0  # of laying out: a later one takes the place of the one before
        self._breathed = 0.0
        for signal in (self.laid, self.saved, self.failed):
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
        layout = self._put_on_pages(report)
        if layout is not None:
            self._paint(layout, path)

    def lay_out(self, report: Report) -> None:
        """Put the report on pages, the window staying awake; `laid` gives them, `failed` why not.  What was being
        laid before is given up."""
        self._stopping = False
        layout = self._put_on_pages(report)
        if layout is not None:
            self.laid.emit(layout)

    def save_pages(self, layout: "Layout", path: Path) -> None:
        """Write pages to a PDF file."""
        self._stopping = False
        self._paint(layout, path)

    def _put_on_pages(self, report: Report) -> "Layout | None":
        from pairing_desktop.ui.paper_layout import lay_out

        self._turn += 1
        turn = self._turn

        def step(done: int, total: int) -> None:
            if turn == self._turn:
                self._paint_step(done, total)
            if turn != self._turn:
                raise _Overtaken

        try:
            return lay_out(report, step)
        except _Overtaken:
            return None
        except Exception as error:
            self._fail(error)
            return None

    def paint(
        self, report: Report, attached: tuple[tuple[str, bytes], ...], then: Callable[["Layout", bytes], None]
    ) -> None:
        """Put the report on pages and paint them, writing them nowhere: `then` gets the pages and the PDF file, which
        carries `attached` (names and contents).  `failed` tells why not."""
        self._stopping = False
        layout = self._put_on_pages(report)
        if layout is None:
            return

        def painted(content: bytes) -> None:
            if not self._stopping:  # stopped while the last hand was laid on the file
                self.ended.emit()
                then(layout, content)

        def finish(raw: Path) -> bytes:
            from pairing_desktop.ui.printing import finish_raw

            whole = raw.with_name("whole.pdf")
            finish_raw(layout, raw, whole, attached)
            return whole.read_bytes()

        self._paint_raw(layout, Path("pages.pdf"), finish, painted)

    def _paint(self, layout: "Layout", path: Path) -> None:
        def finish(raw: Path) -> Path:
            from pairing_desktop.ui.printing import finish_raw

            finish_raw(layout, raw, path)
            return path

        self._paint_raw(layout, path, finish, self.saved.emit)

    def _paint_raw(
        self, layout: "Layout", path: Path, finish: Callable[[Path], Made], then: Callable[[Made], None]
    ) -> None:
        """Paint in the window's thread, page by page, then `finish` in a thread of its own; `path` is what a problem
        names."""
        from pairing_desktop.ui.printing import paint_raw

        folder = TemporaryDirectory(prefix="pairing-print-")
        raw = Path(folder.name, "pages.pdf")

        def finished() -> Made:
            with folder:
                return finish(raw)

        try:
            paint_raw(layout, raw, path, self._paint_step)
        except Exception as error:
            folder.cleanup()
            self._fail(error)
        else:
            self._background.run(finished, then, self._fail)

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
        if perf_counter() - self._breathed < BREATH and done < total:
            return
        self._step(done, total)
        QCoreApplication.processEvents()
        self._breathed = perf_counter()
        if self._stopping:
            raise Stopped

    def _fail(self, error: Exception) -> None:
        if not (self._stopping and isinstance(error, Stopped)):  # that it was stopped has been said
            self.failed.emit(error)


class Progress(QWidget):
    """How far a piece of work is, with Cancel; shows itself when it takes longer than a second."""

    def __init__(self, work: "ReportWork | ImportWork | ExportWork | FindWork", parent: QWidget) -> None:
        super().__init__(parent)
        self._work = work
        self.words = plain_label(muted=True)
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
