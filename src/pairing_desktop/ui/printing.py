"""Reports on paper: preview, printer and PDF are one path, `paint_page`, for pages laid out once.

`write_pdf` makes an application (offscreen) if there is none and is what the command line calls;
`preview` is what the window calls for Ctrl+P.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from pairing_desktop.domain.language import mark
from pairing_desktop.domain.palette import PAPER
from pairing_desktop.domain.problems import FileProblem, Problem
from pairing_desktop.reports.document import Report, ReportRequest
from pairing_desktop.ui.paper_layout import Layout, Step, lay_out
from pairing_desktop.ui.paper_page import FOOT, FOOT_LINE, HEAD, HEAD_LINE, MM, SMALL, Picture, Run, Stroke
from pairing_desktop.ui.paper_text import UNITS, face, legible

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget

    from pairing_desktop.ui.bridge import Bridge

DPI = 72 * UNITS  # of PDF files: a unit of the fonts is a dot


class PrintProblem(Problem):
    """The printer did not take the pages."""


def paint_page(painter: QPainter, layout: Layout, index: int) -> None:
    """Paint page `index` (from 0); the painter's unit is a point, its origin the sheet's upper left corner."""
    _Brush(painter, layout).page(index)


class _Brush:
    def __init__(self, painter: QPainter, layout: Layout) -> None:
        self._painter = painter
        self._layout = layout
        self._code = layout.report.language.code
        self._text, self._muted, self._line = (QColor(tone) for tone in (PAPER.text, PAPER.muted, PAPER.line))

    def page(self, index: int) -> None:
        painter = self._painter
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        runs: list[Run] = self._edges(index)
        for item in self._layout.pages[index].items:
            if isinstance(item, Run):
                runs.append(item)
            elif isinstance(item, Stroke):
                self._stroke(item.left, item.right, item.y, item.width)
            else:
                self._picture(item)
        painter.save()
        painter.scale(1 / UNITS, 1 / UNITS)
        last_size, last_muted = 0.0, None
        for x, y, text, size, muted in runs:
            if size != last_size:
                last_size = size
                painter.setFont(face(self._code, size).font)
            if muted is not last_muted:
                last_muted = muted
                painter.setPen(self._muted if muted else self._text)
            painter.drawText(QPointF(x * UNITS, y * UNITS), text)
        painter.restore()

    def _edges(self, index: int) -> list[Run]:
        """Running head and foot with their lines."""
        report, pages = self._layout.report, len(self._layout.pages)
        wide, high, side = report.paper.width * MM, report.paper.height * MM, report.paper.margin * MM
        self._stroke(side, wide - side, HEAD_LINE, 0.6)
        self._stroke(side, wide - side, high - FOOT_LINE, 0.6)
        copy, middle = report.foot
        number = report.language.tr("Page {n} of {pages}", n=index + 1, pages=pages)
        left, right = report.head
        half = (wide - 2 * side) / 2 - 12
        return [
            self._run(left, side, HEAD, half, 0.0), self._run(right, wide - side, HEAD, half, 1.0),
            self._run(copy, side, high - FOOT, half, 0.0, muted=not report.serial),
            self._run(middle, wide / 2, high - FOOT, half, 0.5),
            self._run(number, wide - side, high - FOOT, half, 1.0),
        ]

    def _run(self, text: str, x: float, top: float, room: float, shift: float, *, muted: bool = True) -> Run:
        used = face(self._code, SMALL)
        shown = " ".join(legible(text).split())
        while used.wide(shown) > room:  # the name of an office of a whole line
            shown = shown[:-2] + "…"
        return Run(x - shift * used.wide(shown), top + used.ascent, shown, SMALL, muted)

    def _stroke(self, left: float, right: float, y: float, width: float) -> None:
        self._painter.setPen(QPen(self._line, width))
        self._painter.drawLine(QPointF(left, y), QPointF(right, y))

    def _picture(self, item: Picture) -> None:
        from matplotlib.figure import Figure  # a list is printed without it

        from pairing_desktop.charts.context import Context
        from pairing_desktop.charts.drawing import draw
        from pairing_desktop.ui.painting import draw_figure

        figure = Figure(figsize=(item.width / 72, item.height / 72), dpi=72)
        draw(figure, item.chart, Context(self._layout.report.language, PAPER, paper=True, titled=False))
        draw_figure(self._painter, figure, QRectF(item.x, item.y, item.width, item.height))


def page_layout(report: Report) -> QPageLayout:
    """The sheet for a printer or a PDF file, without margins: they are part of the pages."""
    paper = report.paper
    portrait = QSizeF(*paper.size.value)
    turn = QPageLayout.Orientation.Landscape if paper.landscape else QPageLayout.Orientation.Portrait
    made = QPageLayout(QPageSize(portrait, QPageSize.Unit.Millimeter), turn, QMarginsF())
    made.setMode(QPageLayout.Mode.FullPageMode)
    return made


def write_pdf(report: Report, path: Path) -> int:
    """Write the report to a PDF file; gives the number of pages.

    Written beside its place, read again, then renamed: what stood there before stays unless all went well.  The same
    report gives the same bytes.  Raises FileProblem.
    """
    application()
    return write_layout(lay_out(report), path)


def application() -> None:
    """Make sure that there is one, for its fonts, where there is no window."""
    if QCoreApplication.instance() is None:
        _application()


@cache
def _application() -> QCoreApplication:
    """Made once, lives as long as the program.  The same kind that a window needs: tests go on to open one."""
    from PySide6.QtWidgets import QApplication

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return QApplication(sys.argv[:1])


def write_layout(
    layout: Layout, path: Path, attached: Sequence[tuple[str, bytes]] = (), step: Step | None = None
) -> int:
    """`write_pdf` for pages already laid out; `attached` names and contents of files that the PDF is to carry.  `step`
    hears of each page (done, of how many) and may raise to stop: then nothing is written."""
    with tempfile.TemporaryDirectory(prefix="pairing-print-") as folder:
        raw = Path(folder, "pages.pdf")
        paint_raw(layout, raw, path, step)
        finish_raw(layout, raw, path, attached)
    return len(layout.pages)


def paint_raw(layout: Layout, raw: Path, path: Path, step: Step | None = None) -> None:
    """Paint the pages as Qt writes them, for `finish_raw`; `path` is what a problem names.  In the window's thread."""
    try:
        writer = QPdfWriter(str(raw))
        writer.setResolution(DPI)
        writer.setPageLayout(page_layout(layout.report))
        if not _paint_all(writer, layout, DPI, step=step):
            raise OSError("the pages could not be drawn")
    except OSError as error:
        raise FileProblem(
            mark("“{file}” could not be written: {reason}. What was there before is untouched. Choose another place."),
            file=path.name, reason=error.strerror or str(error),
        ) from error


def finish_raw(layout: Layout, raw: Path, path: Path, attached: Sequence[tuple[str, bytes]] = ()) -> None:
    """Give painted pages title, outline, date and attachments and put them at `path`.  In any thread."""
    from pairing_desktop.exchange.pdf import Finish, finish  # a preview shows no file

    report = layout.report
    finish(raw, path, Finish(report.title, report.language.code, report.as_of, report.unit, layout.outline, attached))


def print_layout(layout: Layout, printer: "QPrinter", first: int = 0, last: int | None = None) -> None:
    """Send pages `first` to `last` (from 0, both included) to a printer.  Raises PrintProblem."""
    printer.setPageLayout(page_layout(layout.report))
    printer.setFullPage(True)
    printer.setDocName(layout.report.title)
    if not _paint_all(printer, layout, printer.resolution(), first, last):
        raise PrintProblem(
            mark("“{printer}” did not take the pages. Nothing was printed. Check the printer, or save as PDF."),
            printer=printer.printerName(),
        )


def _paint_all(
    device: "QPdfWriter | QPrinter", layout: Layout, dpi: int, first: int = 0, last: int | None = None,
    step: Step | None = None,
) -> bool:
    """All pages on a paged device; False when it refused."""
    painter = QPainter()
    if not painter.begin(device):
        return False
    done = True
    end = len(layout.pages) - 1 if last is None else last
    try:
        for index in range(first, end + 1):
            if index > first and not device.newPage():
                done = False
                break
            painter.save()
            painter.scale(dpi / 72, dpi / 72)
            paint_page(painter, layout, index)
            painter.restore()
            if step is not None:
                step(index - first + 1, end - first + 1)
    finally:
        ended = painter.end()
    return ended and done


def preview(
    request: ReportRequest, bridge: "Bridge", parent: "QWidget", *, register: bool = False,
    register_ticked: Callable[[bool], object] | None = None,
) -> None:
    """Show the pages of what is asked for, with the ways to paper.  `register`: as it was ticked last; what is ticked now
    is told to `register_ticked`."""
    from pairing_desktop.ui.dialogs.print_preview import PrintPreview

    dialog = PrintPreview(request, bridge, parent)
    dialog.register_box.setChecked(register and bridge.workspace.read_only_reason is None)
    if register_ticked is not None:
        dialog.register_box.clicked.connect(register_ticked)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


