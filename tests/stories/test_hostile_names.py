"""Names that look like formulas, mark-up, menu keys or pages of text stand on screen and paper as they were typed."""

import unicodedata
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QTextDocument
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QWidget

from pairing_desktop.domain.language import language
from pairing_desktop.domain.listing import Filter
from pairing_desktop.ui.chart_parts import TwinTable
from pairing_desktop.ui.dialogs.history import FileHistoryDialog, RecordHistoryDialog
from pairing_desktop.ui.dialogs.print_preview import PrintPreview
from pairing_desktop.ui.dialogs.trash import TrashDialog
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.pages import PAGES
from pairing_desktop.ui.paper_text import legible
from stories.hands import Hands, cells_of, pdf_texts, squeezed

LONG_NAME = "德令哈" + "长" * 494 + "END"
NAMES = {
    "formula": r"$\frac$ Ltd $x^2$ 100% \unknown",
    "markup": '<b>x</b> <img src="file:///etc/passwd"> &lt;i&gt;',
    "mnemonic": "R&D && Co",
    "quotes": 'O\'Brien "quoted"; DROP TABLE project; --',
    "emoji": "Wind farm 👷🏽 one",
    "right to left": "محطة دلينغا الشمسية",
    "long": LONG_NAME,
}
QUICK = ("markup", "right to left", "long")  # the others differ little from these: with --all
EACH = [which if which in QUICK else pytest.param(which, marks=pytest.mark.full) for which in NAMES]


def assert_nothing_reads_mark_up(needle: str) -> None:
    """Every label that holds the needle is of plain text, and no tooltip makes a picture or an element of it."""
    for widget in QApplication.allWidgets():
        if isinstance(widget, QLabel) and needle in widget.text() and widget.objectName() != "qtooltip_label":
            assert widget.textFormat() == Qt.TextFormat.PlainText, (widget, widget.text()[:80])
        for tip in (widget.toolTip(), widget.statusTip(), widget.whatsThis()):
            assert "<img" not in tip and "<b>" not in tip, tip


PROJECT = "cpi_golmud"


def rename(hands: Hands, name: str) -> None:
    """Type this as the name and the note of a project that has a capacity and an investment: it stands in charts."""
    hands.open("projects", PROJECT)
    hands.press("F2")
    hands.fill("name_en", name)
    hands.fill("name_zh", "")
    hands.fill("note", name)
    hands.save()
    assert hands.values("projects", PROJECT)["name_en"] == name


@pytest.mark.parametrize("which", EACH)
def test_a_hostile_name_is_shown_as_typed_everywhere(hands: Hands, facts_file: Path, which: str) -> None:
    name = NAMES[which]
    window = hands.start(facts_file)
    rename(hands, name)

    # list, tooltip of the cell, card
    assert name in hands.names()
    index = hands.pane.model.index(hands.names().index(name), 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).startswith(name)
    title = hands.card.title
    assert title.textFormat() == Qt.TextFormat.PlainText
    assert title.text() == (name if len(name) < 160 else name[:160] + "…")
    assert name in hands.card.view.toPlainText()  # the note
    assert not hands.card.view.document().isUndoRedoEnabled()
    hands.pane.table.setColumnWidth(0, 60)
    place = hands.pane.table.visualRect(index).center()
    shown_tip(hands.pane.table.viewport(), place)
    hands.until(QToolTip.text)
    document = QTextDocument()
    document.setHtml(QToolTip.text())  # as Qt reads what begins with a tag
    assert squeezed(document.toPlainText()).startswith(squeezed(name[:500]))
    QToolTip.hideText()

    # menus, title, history
    said = hands.entry("edit", "undo")
    assert (name if len(name) < 100 else name[:20]) in said
    assert_nothing_reads_mark_up(name[:12])
    hands.choose("record", "history")
    record = hands.dialog(RecordHistoryDialog)
    assert any(" ".join(name.split()) in cells for cells in cells_of(record.table))
    assert_nothing_reads_mark_up(name[:12])
    record.close()
    hands.choose("record", "file_history")
    history = hands.dialog(FileHistoryDialog)
    assert name[:20] in cells_of(history.table)[0][2]
    history.close()

    # found again by its own words
    found = hands.search(name[:30])
    assert found.hits.currentItem() is not None, "its own name finds it"
    assert found.hits.currentItem().text(0) == " ".join(name.split())
    assert_nothing_reads_mark_up(name[:12])
    hands.press("Esc")

    # charts: drawn without a fault, the label is the name
    for chart in ("capacity", "investment", "projects_by_year"):
        window.show_chart(chart)
        hands.settle()
        drawn = window.current_page().view
        hands.qtbot.waitExposed(window)
        drawn.grab()
        QApplication.processEvents()
    data = window.workspace.here.chart("investment", Filter(), language("en"))
    labels = [point.label for series in data.series for point in series.points]
    assert any(name[:20] in label for label in labels)
    twin = window.current_page().findChild(TwinTable)
    assert twin is not None
    assert_nothing_reads_mark_up(name[:12])

    # timeline and overview with it
    for spec in PAGES:
        window.show_page(spec.name)
        hands.settle()
        assert_nothing_reads_mark_up(name[:12])

    # trash and back
    hands.open("projects", PROJECT)
    hands.press("Del")
    hands.until(lambda: hands.pane.total == 51)
    hands.settle()
    hands.choose("record", "trash")
    trash = hands.dialog(TrashDialog)
    assert cells_of(trash.table)[0][0] == " ".join(name.split())
    assert_nothing_reads_mark_up(name[:12])
    trash.close()
    hands.press("Ctrl+Z")
    hands.until(lambda: hands.pane.total == 52)
    assert hands.values("projects", PROJECT)["name_en"] == name


@pytest.mark.parametrize("which", EACH)
def test_a_hostile_name_is_printed_as_typed(hands: Hands, facts_file: Path, tmp_path: Path, which: str) -> None:
    name = NAMES[which]
    window = hands.start(facts_file)
    rename(hands, name)
    hands.click(hands.card.print)
    preview = hands.dialog(PrintPreview)
    hands.until(preview.save_button.isEnabled)
    assert_nothing_reads_mark_up(name[:12])
    hands.save_pdf(preview, tmp_path / "record.pdf")
    preview.close()
    window.show_chart("investment")
    hands.settle()
    preview = hands.preview()
    hands.save_pdf(preview, tmp_path / "chart.pdf")
    preview.close()
    hands.tab("Projects")
    preview = hands.preview()
    hands.save_pdf(preview, tmp_path / "list.pdf")
    for file in ("record", "list", "chart"):
        printed = pdf_texts(tmp_path / f"{file}.pdf")["pypdf"]
        # A chart cuts a long name beside its bar, the table under it does not.  Letters that are written from right
        # to left stand in a PDF in the order they are seen.
        printed = unicodedata.normalize("NFKC", printed)
        assert all(word in printed or word[::-1] in printed for word in legible(name).split()), file


def shown_tip(widget: QWidget, at: QPoint) -> None:
    """Rest the mouse at a point."""
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, at, widget.mapToGlobal(at)))


REFUSED = [  # field, typed, said in English, in Chinese
    ("name_en", "x" * 100_000, "100,000 characters are too many: at most 500 fit here.", "100,000"),
    ("start_date", "2018-02-30", "30 February 2018 does not exist.", "2018年2月没有30日。"),
    ("start_date", "next Tuesday", "", ""),
    ("capacity", "-50", "Capacity cannot be negative.", "规模不能为负数。"),
    ("capacity", "about fifty", "is not a number", ""),
    ("investment_cny", "很多钱", "is not a number", ""),
]


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_what_makes_no_sense_is_told_beside_its_field_and_nothing_is_saved(hands: Hands, facts_file: Path, code: str) -> None:
    hands.program.set_language(code)
    hands.start(facts_file)
    hands.open("projects", "cgn50")
    before, done = hands.values("projects", "cgn50"), hands.operations()
    for field, typed, english, chinese in REFUSED:
        hands.press("F2")
        hands.fill(field, typed)
        hands.press("Ctrl+Return")
        hands.settle()
        box = hands.form.boxes[field]
        assert box.has_error() and box.isVisible(), (field, typed)
        assert (english if code == "en" else chinese) in box.message()
        assert box.message() == box.editor.input.accessibleDescription()
        assert len(box.message()) < 300
        assert hands.form.is_dirty() and box.has_focus()
        assert hands.values("projects", "cgn50") == before
        hands.press("Esc")
        hands.click(hands.button(hands.form.banner, tr("Discard")))
        hands.settle()
    assert hands.operations() == done


def test_a_hundred_thousand_characters_in_every_box_of_the_window(hands: Hands, facts_file: Path) -> None:
    """Filter, Go to anything and a long text take what is pasted without a fault; the note says what is too long."""
    hands.start(facts_file)
    hands.tab("Projects")
    hands.press("Ctrl+F")
    hands.paste("杭" * 100_000)
    hands.settle()
    assert hands.pane.model.rowCount() == 0
    hands.press("Esc")
    hands.settle()
    assert hands.pane.model.rowCount() == 52
    found = hands.search("x")
    hands.press("Ctrl+A")
    hands.paste("%_\"'*(" * 20_000)
    hands.settle()
    assert found.hits.currentItem() is None
    hands.press("Esc")
    hands.open("projects", "cgn50")
    before = hands.values("projects", "cgn50")
    hands.press("F2")
    hands.fill("note", "字" * 100_000)
    hands.press("Ctrl+Return")
    hands.settle()
    assert "100,000" in hands.form.boxes["note"].message()
    assert hands.values("projects", "cgn50") == before
