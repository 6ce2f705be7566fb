"""Before paper: the pages as they will be, language and sheet to choose, and the ways out: printer or PDF file, each
with a serial that is registered or as an unregistered copy."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from pairing_desktop.domain.language import language
from pairing_desktop.domain.problems import Problem, Stopped
from pairing_desktop.exchange.chart_files import write_whole
from pairing_desktop.folders import documents
from pairing_desktop.reports.blocks import MARGINS, Paper
from pairing_desktop.reports.document import Report, ReportRequest
from pairing_desktop.ui import theme
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.dialogs.frame import Dialog, Told
from pairing_desktop.ui.dialogs.sheet_boxes import choice_box, language_box, size_box, turn_box
from pairing_desktop.ui.file_asking import ask_target, filter_of
from pairing_desktop.ui.i18n import current, tr
from pairing_desktop.ui.paper_layout import Layout
from pairing_desktop.ui.printing import print_layout
from pairing_desktop.ui.report_work import Progress, ReportWork
from pairing_desktop.ui.snapshots.registering import Painted, Registrar
from pairing_desktop.ui.widgets.links import plain_label, plain_tip
from pairing_desktop.ui.widgets.page_view import PageView


class PrintPreview(Dialog):
    """Asks for the report in the background, then shows its pages."""

    def __init__(self, request: ReportRequest, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(tr("Print: {title}", title=request.title), parent)
        self._request = request
        self._bridge = bridge
        self._report: Report | None = None
        self._layout: Layout | None = None
        self._paper: Paper | None = None  # as chosen here; None: as the report wants it
        self._registrar = Registrar(request, bridge, self)
        self._kept: Painted | None = None  # these pages as registered
        self.resize(920, 760)
        if parent is not None:
            room = parent.window().size()
            self.resize(min(920, room.width()), min(760, room.height()))
        self.view = PageView(self)
        self.view.setAccessibleName(tr("Pages"))
        self.state = plain_label(tr("The pages are being made."), muted=True, wrap=True)
        self.state.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.state)
        self._stack.addWidget(self.view)
        self.message = Told()
        self.body.addLayout(self._tools())
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self.message)
        self._work = ReportWork(bridge, self)
        self.body.addWidget(Progress(self._work, self))
        self.body.addWidget(Progress(self._registrar.work, self))
        self._work.laid.connect(self._laid)
        self._work.saved.connect(self._saved)
        self._work.failed.connect(self._work_failed)
        self.register_box = self._register_box()
        self.close_button = self.add_button(tr("Close"), self.reject)
        self.word_button = self.add_button(tr("Save as Word…"), self.ask_word_file)
        self.save_button = self.add_button(tr("Save as PDF…"), self.ask_file)
        self.print_button = self.add_button(tr("Print…"), self.ask_printer, primary=True)
        for key, act in (
            (QKeySequence.StandardKey.ZoomIn, lambda: self.view.step_zoom(1)),
            (QKeySequence.StandardKey.ZoomOut, lambda: self.view.step_zoom(-1)),
            (QKeySequence.StandardKey.Print, self.ask_printer),
            (QKeySequence.StandardKey.Save, self.ask_file),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(act)
        self.view.moved.connect(self._say_where)
        self._enable(False)
        self._ask()

    def _tools(self) -> QHBoxLayout:
        self.language_box, self.size_box, self.turn_box = language_box(), size_box(), turn_box()
        self.language_box.activated.connect(lambda _index: self._ask())
        margins = {"narrow": tr("Narrow margins"), "usual": tr("Usual margins"), "wide": tr("Wide margins")}
        self.margin_box = choice_box(tr("Margins"), [(name, MARGINS[code]) for code, name in margins.items()])
        for box in (self.size_box, self.turn_box, self.margin_box):
            box.activated.connect(lambda _index: self._choose_paper())
        self.smaller = self._button("−", tr("Smaller"), lambda: self.view.step_zoom(-1))
        self.larger = self._button("+", tr("Larger"), lambda: self.view.step_zoom(1))
        self.fit = self._button(tr("Fit width"), tr("Fit width"), lambda: self.view.set_zoom(None))
        self.zoom = plain_label(muted=True)
        self.back = self._button("‹", tr("Previous page"), lambda: self.view.go_to(max(self.view.page - 1, 0)))
        self.forward = self._button("›", tr("Next page"), lambda: self.view.go_to(self.view.page + 1))
        self.where = plain_label()
        row = QHBoxLayout()
        row.setSpacing(8)
        for box in (self.language_box, self.size_box, self.turn_box, self.margin_box):
            row.addWidget(box)
        row.addStretch(1)
        for widget in (self.back, self.where, self.forward):
            row.addWidget(widget)
        row.addSpacing(12)
        for widget in (self.smaller, self.zoom, self.larger, self.fit):
            row.addWidget(widget)
        return row

    def _register_box(self) -> QCheckBox:
        box = QCheckBox(tr("Register with a serial"), self)
        reason = self._bridge.workspace.read_only_reason
        box.setEnabled(reason is None)
        tip = tr("Keeps these pages with their data and prints a serial by which anybody sees what changed since.")
        box.setToolTip(plain_tip(reason.message(current()) if reason else tip))
        box.setAccessibleDescription(reason.message(current()) if reason else tip)
        self._foot.insertWidget(0, box)
        return box

    def _button(self, text: str, name: str, act: Callable[[], object]) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setMinimumSize(theme.metrics().input, theme.metrics().input)
        button.clicked.connect(lambda _checked=False: act())
        return button

    # Pages

    def _ask(self) -> None:
        """Ask for the report in the chosen language."""
        tongue = language(self.language_box.currentData())
        make = self._request.make
        self._bridge.ask(self, "report", lambda questions: make(questions, tongue), self._take, self._fail)

    def _take(self, report: Report) -> None:
        self._report = replace(report, unit=report.unit or self._bridge.workspace.unit)
        paper = self._paper or report.paper
        self.size_box.setCurrentIndex(self.size_box.findData(paper.size))
        self.turn_box.setCurrentIndex(self.turn_box.findData(paper.landscape))
        self.margin_box.setCurrentIndex(self.margin_box.findData(paper.margin))
        self._lay_out()

    def _choose_paper(self) -> None:
        self._paper = Paper(self.size_box.currentData(), self.turn_box.currentData(), self.margin_box.currentData())
        if self._report is not None:
            self._lay_out()

    def _lay_out(self) -> None:
        assert self._report is not None
        self._kept = None
        self.register_box.setEnabled(self._bridge.workspace.read_only_reason is None and not self._report.copy)
        self._layout = None
        self._enable(False)
        self._work.lay_out(replace(self._report, paper=self._paper or self._report.paper))

    def _laid(self, layout: Layout) -> None:
        self._layout = layout
        self.view.show_layout(layout)
        self._stack.setCurrentWidget(self.view)
        self._enable(True)
        self._say_where()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, Problem):
            raise error
        self.state.setText(error.message(current()))
        self._stack.setCurrentWidget(self.state)
        self._enable(False)

    def _enable(self, ready: bool) -> None:
        ways = (self.save_button, self.word_button, self.print_button)
        for widget in (*ways, self.back, self.forward, self.smaller, self.larger, self.fit):
            widget.setEnabled(ready)

    def _say_where(self) -> None:
        pages = len(self._layout.pages) if self._layout else 0
        self.where.setText(tr("Page {n} of {pages}", n=self.view.page + 1, pages=pages) if pages else "")
        self.zoom.setText(f"{self.view.zoom:.0%}" if pages else "")
        self.back.setEnabled(pages > 0 and self.view.page > 0)
        self.forward.setEnabled(self.view.page + 1 < pages)

    # Ways out

    def ask_file(self) -> None:
        """Ask where the PDF goes, then write it."""
        if self._layout is None:
            return
        suggestion = documents() / f"{file_stem(self._layout.report.title)}.pdf"
        ask_target(self, tr("Save as PDF"), suggestion, self.save, filter_of(tr("PDF files"), ".pdf"))

    def ask_word_file(self) -> None:
        """Ask where the Word document goes, then write it; it is never registered, since it can be edited."""
        if self._layout is None:
            return
        suggestion = documents() / f"{file_stem(self._layout.report.title)}.docx"
        filters = filter_of(tr("Word documents"), ".docx")
        ask_target(self, tr("Save as Word document"), suggestion, self.save_word, filters)

    def save_word(self, path: Path) -> None:
        """Write the same blocks as a Word document in the background and say so."""
        assert self._layout is not None
        self.message.hide()
        self._work.save_made(replace(self._layout.report, serial=""), path)

    def _saved(self, path: Path) -> None:
        self.message.tell(tr("Saved as “{file}”.", file=str(path)))
        self._enable(True)

    def _work_failed(self, error: Exception) -> None:
        self._enable(self._layout is not None)
        if isinstance(error, Stopped) and self._layout is None:
            self.state.setText(tr("Stopped. Choose a paper to make the pages again."))
            self._stack.setCurrentWidget(self.state)
        else:
            self.message.tell_failure(error)

    def save(self, path: Path) -> None:
        """Write the pages to this file and say so; a registered page is written byte for byte as it was kept."""
        self._registered(lambda: self._save(path))

    def _save(self, path: Path) -> None:
        assert self._layout is not None
        if self._kept is None:
            self.message.hide()
            self._enable(False)
            self._work.save_pages(self._layout, path)
            return
        try:
            write_whole(path, self._kept.pdf)
        except Problem as problem:
            self.message.tell_failure(problem)
        else:
            self.message.tell(tr("Saved as “{file}”.", file=str(path)) + self._said_serial())

    def _said_serial(self) -> str:
        if self._kept is None:
            return ""
        return current().gap + tr("Registered as {serial}.", serial=self._kept.serial)

    def _registered(self, then: Callable[[], None]) -> None:
        """Go on with `then` once the pages are registered, if they are to be; at once if not."""
        if not self.register_box.isChecked() or self._kept is not None:
            then()
            return
        assert self._layout is not None
        self._enable(False)

        def kept(painted: Painted) -> None:
            self._kept, self._layout = painted, painted.layout
            self.view.show_layout(painted.layout)
            self._enable(True)
            self.register_box.setEnabled(False)
            then()

        self._registrar.register(self._layout.report, kept, self._renew, self._not_registered)

    def _renew(self, report: Report) -> None:
        self._take(report)
        said = tr("The facts changed while these pages were open. They were made again; nothing was registered yet.")
        self.message.tell(said, "caution")

    def _not_registered(self, error: Exception) -> None:
        self._enable(True)
        if isinstance(error, Stopped):
            self.message.tell(tr("Stopped. Nothing was registered."))
        else:
            self.message.tell_failure(error)

    def ask_printer(self) -> None:
        """Open the system's print dialog; without a printer say so."""
        if self._layout is None:
            return
        if not QPrinterInfo.availablePrinterNames():
            self.message.tell(tr("No printer is set up on this computer. Save the pages as a PDF file instead."), "caution")
            self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        pages = len(self._layout.pages)
        dialog = QPrintDialog(printer, self)
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, pages > 1)
        dialog.setMinMax(1, pages)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.print_on(printer))
        QDialog.open(dialog)

    def print_on(self, printer: QPrinter) -> None:
        """Send the pages chosen in the print dialog to the printer and say how it went."""
        self._registered(lambda: self._print_on(printer))

    def _print_on(self, printer: QPrinter) -> None:
        assert self._layout is not None
        pages = len(self._layout.pages)
        chosen = printer.printRange() == QPrinter.PrintRange.PageRange and printer.fromPage() > 0
        first = printer.fromPage() - 1 if chosen else 0
        last = min(printer.toPage(), pages) - 1 if chosen else pages - 1
        try:
            print_layout(self._layout, printer, first, last)
        except Problem as problem:
            self.message.tell_failure(problem)
        else:
            said = current().plural("{n} page was sent to “{printer}”.", "{n} pages were sent to “{printer}”.",
                                    last - first + 1, printer=printer.printerName())
            self.message.tell(said + self._said_serial())

    def reject(self) -> None:
        self._work.stop()
        if self._registrar.is_busy:
            self._registrar.work.stop()
        super().reject()

def file_stem(title: str) -> str:
    """A name, without an ending, that every system takes, from a title."""
    plain = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", title)
    return " ".join(plain.split()).strip(". ")[:80] or "print"
