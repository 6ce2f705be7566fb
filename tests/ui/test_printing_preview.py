"""The preview: what it shows, what it saves, and what it says when there is no printer."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt, QTimer
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pairing_desktop.domain.language import Language, mark
from pairing_desktop.domain.problems import NotFound
from pairing_desktop.reports.blocks import MARGINS, PageBreak, Paper, PaperSize, Paragraph
from pairing_desktop.reports.chart_page import chart_report
from pairing_desktop.reports.document import Report, ReportRequest
from pairing_desktop.store.session import Answer
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.dialogs.print_preview import PrintPreview, file_stem
from pairing_desktop.ui.printing import preview
from pairing_desktop.ui.report_work import Progress
from printing_samples import chart, wide_table


class _Workspace:
    """Answers at once."""

    unit = "Pairing assistance office"
    read_only_reason = None

    def ask(self, question: Callable[[Any], Any]) -> "Answer[Any]":
        future: Answer[Any] = Answer()
        try:
            future.set_result(question(None))
        except Exception as error:
            future.set_exception(error)
        return future


@pytest.fixture
def bridge(qapp: object) -> Bridge:
    return Bridge(_Workspace())  # type: ignore[arg-type]


def _open(qtbot: QtBot, bridge: Bridge, make: Callable[[Any, Language], Report]) -> PrintPreview:
    dialog = PrintPreview(ReportRequest("Projects", make), bridge)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.print_button.isEnabled(), timeout=5000)
    return dialog


def _saved(qtbot: QtBot, dialog: PrintPreview, path: Path) -> None:
    dialog.save(path)
    qtbot.waitUntil(lambda: dialog.message.isVisible() and dialog.save_button.isEnabled(), timeout=10_000)


def _pages(questions: object, language: Language) -> Report:
    blocks = (Paragraph("one"), PageBreak(), Paragraph("two"), PageBreak(), wide_table(3, 5))
    return Report(f"Projects in {language.code}", blocks, language, "2026-11-23")


def test_pages_are_shown_and_counted(qtbot: QtBot, bridge: Bridge) -> None:
    dialog = _open(qtbot, bridge, _pages)
    assert dialog.where.text() == "Page 1 of 3"
    qtbot.mouseClick(dialog.forward, Qt.MouseButton.LeftButton)
    assert dialog.where.text() == "Page 2 of 3"
    qtbot.keyClick(dialog.view, Qt.Key.Key_End)
    assert dialog.where.text() == "Page 3 of 3"
    assert not dialog.forward.isEnabled()
    qtbot.keyClick(dialog.view, Qt.Key.Key_Home)
    assert not dialog.back.isEnabled()


def test_pages_are_painted_white_with_black_text(qtbot: QtBot, bridge: Bridge) -> None:
    dialog = _open(qtbot, bridge, lambda questions, language: chart_report(chart(), language))
    image = dialog.view.viewport().grab().toImage()
    tones = {
        image.pixelColor(x, y).lightness() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)
    }
    assert max(tones) == 255
    assert min(tones) < 80


def test_the_language_of_the_pages_can_be_chosen(qtbot: QtBot, bridge: Bridge) -> None:
    dialog = _open(qtbot, bridge, _pages)
    dialog.language_box.setCurrentIndex(1)
    dialog.language_box.activated.emit(1)
    qtbot.waitUntil(lambda: dialog._layout is not None and dialog._layout.report.language.code == "zh_CN", timeout=5000)
    assert dialog._layout is not None
    assert dialog._layout.report.title == "Projects in zh_CN"


def test_the_sheet_can_be_chosen_and_is_what_is_saved(qtbot: QtBot, bridge: Bridge, tmp_path: Path) -> None:
    dialog = _open(qtbot, bridge, _pages)
    dialog.size_box.setCurrentIndex(dialog.size_box.findData(PaperSize.LETTER))
    dialog.turn_box.setCurrentIndex(dialog.turn_box.findData(True))
    dialog.turn_box.activated.emit(1)
    _saved(qtbot, dialog, tmp_path / "out.pdf")
    reader = PdfReader(tmp_path / "out.pdf")
    assert round(float(reader.pages[0].mediabox.width)) == 792
    assert "out.pdf" in dialog.message.text()
    assert "Pairing assistance office" in " ".join(reader.pages[0].extract_text().split())


def test_the_margins_can_be_chosen_and_are_those_of_the_pages(qtbot: QtBot, bridge: Bridge) -> None:
    dialog = _open(qtbot, bridge, _pages)
    assert dialog._layout is not None
    usual = dialog._layout.pages[0].items[0].x  # type: ignore[union-attr]
    dialog.margin_box.setCurrentIndex(dialog.margin_box.findData(MARGINS["wide"]))
    dialog.margin_box.activated.emit(2)
    assert dialog._layout is not None and dialog._layout.report.paper.margin == 25.0
    assert dialog._layout.pages[0].items[0].x == pytest.approx(usual + 7 * 72 / 25.4)  # type: ignore[union-attr]


def _long(questions: object, language: Language) -> Report:
    return Report("Long", (wide_table(4, 3000),), language, "2026-11-23")


def test_a_long_document_lets_the_window_breathe_while_it_is_put_on_pages(qtbot: QtBot, bridge: Bridge) -> None:
    dialog = PrintPreview(ReportRequest("Long", _long), bridge)
    qtbot.addWidget(dialog)
    dialog.show()
    beats: list[int] = []
    heart = QTimer(dialog)
    heart.timeout.connect(lambda: beats.append(len(dialog.view._layout.pages) if dialog.view._layout else 0))
    heart.start(1)
    qtbot.waitUntil(lambda: dialog.print_button.isEnabled(), timeout=30_000)
    assert beats.count(0) > 5  # looked at again and again before the first page is there


def test_laying_a_long_document_can_be_cancelled_and_begun_again(qtbot: QtBot, bridge: Bridge) -> None:
    dialog = PrintPreview(ReportRequest("Long", _long), bridge)
    qtbot.addWidget(dialog)
    dialog.show()
    progress = dialog.findChild(Progress)
    QTimer.singleShot(30, progress.cancel.click)
    qtbot.waitUntil(lambda: dialog.state.text().startswith("Stopped"), timeout=30_000)
    assert not dialog.save_button.isEnabled()
    dialog.turn_box.activated.emit(1)
    qtbot.waitUntil(lambda: dialog.print_button.isEnabled(), timeout=30_000)


def test_another_sheet_chosen_meanwhile_takes_the_place_of_the_one_before(qtbot: QtBot, bridge: Bridge) -> None:
    dialog = PrintPreview(ReportRequest("Long", _long), bridge)
    qtbot.addWidget(dialog)
    dialog.show()

    def turn() -> None:
        dialog.turn_box.setCurrentIndex(1)
        dialog.turn_box.activated.emit(1)

    QTimer.singleShot(30, turn)
    qtbot.waitUntil(lambda: dialog.print_button.isEnabled(), timeout=30_000)
    assert dialog._layout is not None and dialog._layout.report.paper.landscape


def test_closing_while_pages_are_made_is_quiet(qtbot: QtBot, bridge: Bridge) -> None:
    dialog = PrintPreview(ReportRequest("Long", _long), bridge)
    qtbot.addWidget(dialog)
    dialog.show()
    QTimer.singleShot(30, dialog.reject)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=30_000)


def test_a_report_opens_on_the_sheet_it_wants(qtbot: QtBot, bridge: Bridge) -> None:
    def turned(questions: object, language: Language) -> Report:
        return Report("T", (Paragraph("x"),), language, "2026-11-23", paper=Paper(landscape=True))

    assert _open(qtbot, bridge, turned).turn_box.currentData() is True


def test_a_folder_that_cannot_be_written_is_said(qtbot: QtBot, bridge: Bridge, tmp_path: Path) -> None:
    dialog = _open(qtbot, bridge, _pages)
    _saved(qtbot, dialog, tmp_path / "missing" / "out.pdf")
    assert "could not be written" in dialog.message.text()
    assert dialog.message.isVisible()


def test_without_a_printer_it_says_so_and_offers_a_file(
    qtbot: QtBot, bridge: Bridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    dialog = _open(qtbot, bridge, _pages)
    dialog.ask_printer()
    assert "No printer is set up" in dialog.message.text()
    assert dialog.message.isVisible()


def test_a_printer_gets_the_pages_that_the_file_gets(qtbot: QtBot, bridge: Bridge, tmp_path: Path) -> None:
    dialog = _open(qtbot, bridge, _pages)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog.print_on(printer)
    _saved(qtbot, dialog, tmp_path / "saved.pdf")
    printed, saved = (PdfReader(tmp_path / name) for name in ("printed.pdf", "saved.pdf"))
    assert [page.extract_text().split() for page in printed.pages] == [
        page.extract_text().split() for page in saved.pages
    ]


def test_a_range_of_pages_is_printed(qtbot: QtBot, bridge: Bridge, tmp_path: Path) -> None:
    dialog = _open(qtbot, bridge, _pages)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 2)
    dialog.print_on(printer)
    (page,) = PdfReader(tmp_path / "printed.pdf").pages
    assert "two" in page.extract_text().split()


def test_a_printer_that_refuses_is_told(
    qtbot: QtBot, bridge: Bridge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = _open(qtbot, bridge, _pages)
    monkeypatch.setattr("pairing_desktop.ui.printing._paint_all", lambda *_: False)
    dialog.print_on(QPrinter())
    assert "did not take the pages" in dialog.message.text()


def test_a_report_that_cannot_be_made_is_told(qtbot: QtBot, bridge: Bridge) -> None:
    def refuse(questions: object, language: Language) -> Report:
        raise NotFound(mark("Nothing on file has the short name “{key}”."), key="x")

    dialog = PrintPreview(ReportRequest("Projects", refuse), bridge)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: "short name" in dialog.state.text(), timeout=5000)
    assert not dialog.save_button.isEnabled()


def test_zooming_keeps_the_place(qtbot: QtBot, bridge: Bridge) -> None:
    dialog = _open(qtbot, bridge, _pages)
    dialog.view.go_to(1)
    dialog.view.step_zoom(1)
    assert dialog.where.text() == "Page 2 of 3"
    assert not dialog.view.is_fitted
    dialog.view.set_zoom(None)
    assert dialog.view.is_fitted


def test_every_control_has_a_name_and_the_dialog_fits_a_small_window(qtbot: QtBot, bridge: Bridge) -> None:
    dialog = _open(qtbot, bridge, _pages)
    for widget in dialog.findChildren(QWidget):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.parent() is dialog:
            assert widget.accessibleName() or getattr(widget, "text", str)(), widget
    hint = dialog.minimumSizeHint()
    assert hint.width() <= 1000
    assert hint.height() <= 600


def test_the_window_opens_it_without_waiting(qtbot: QtBot, bridge: Bridge) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    preview(ReportRequest("Projects", _pages), bridge, window)
    (dialog,) = window.findChildren(PrintPreview)
    qtbot.addWidget(dialog)
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: dialog.print_button.isEnabled(), timeout=5000)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("A/B: 50 MW?", "A B 50 MW"),
        ("装机容量，2010年至今", "装机容量，2010年至今"),
        ("...", "print"),
        ("长" * 200, "长" * 80),
    ],
)
def test_a_title_becomes_a_file_name(title: str, name: str) -> None:
    assert file_stem(title) == name
