"""A list is filtered → Chart this → another form and grouping → kept by name → restart → drawn again → on paper with its
sources."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox

from pairing_desktop.domain.language import language
from pairing_desktop.domain.listing import Filter
from pairing_desktop.domain.vocabulary import label
from pairing_desktop.ui.chart_keeping import NameDialog
from pairing_desktop.ui.chart_page import ChartPage
from pairing_desktop.ui.i18n import tr
from stories.hands import Hands, pdf_texts, squeezed


def chart_page(hands: Hands) -> ChartPage:
    hands.until(lambda: isinstance(hands.page, ChartPage))
    hands.settle()
    page = hands.page
    assert isinstance(page, ChartPage)
    hands.until(lambda: page.data is not None)
    return page


def choose(hands: Hands, box: QComboBox, words: str) -> None:
    """Choose with the keyboard, as somebody who tabs to the box would."""
    box.setFocus(Qt.FocusReason.TabFocusReason)
    rows = box.count()
    hands.press("Home")
    for _ in range(rows):
        if box.currentText() == words:
            break
        hands.press("Down")
        hands.settle()
    assert box.currentText() == words
    hands.settle()


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_from_a_filtered_list_to_a_kept_chart_on_paper(hands: Hands, facts_file: Path, tmp_path: Path, code: str) -> None:
    hands.program.set_language(code)
    window = hands.start(facts_file)
    said = language(code)
    hands.tab(tr("Projects"))
    hands.settle()
    solar = label("industry", "solar thermal", said)
    box = next(box for box in hands.pane.left.findChildren(QCheckBox) if box.text() == solar)
    box.setFocus(Qt.FocusReason.TabFocusReason)
    hands.press("Space")
    hands.settle()
    shown = hands.pane.model.rowCount()
    hands.press("Ctrl+Shift+G")
    page = chart_page(hands)
    data = page.data
    assert data is not None and data.form == "stacked_bar"
    assert any(solar in words for words in data.filters)

    bench = page.workbench
    hands.until(lambda: bench.group.count() > 2)
    choose(hands, bench.form, tr("Shares"))
    choose(hands, bench.group, tr("Status"))
    data = page.data
    assert data is not None and data.form == "share"
    assert sum(int(point.value or 0) for point in data.points) == shown
    gantt = bench.form.findData("dots")
    assert not bench.form.model().item(gantt).isEnabled()  # type: ignore[attr-defined]
    assert tr("A count has no range: bars show it.") in bench.form.itemData(gantt, Qt.ItemDataRole.ToolTipRole)

    hands.click(bench.keep)
    dialog = hands.dialog(NameDialog)
    dialog.entry.selectAll()
    hands.paste("Solar & thermal 光热")
    hands.press("Enter")
    hands.until(lambda: page.chart_id.startswith("kept:"))
    hands.settle()
    hands.close()

    window = hands.start(facts_file)
    hands.tab(tr("Charts"))
    page = chart_page(hands)
    hands.until(lambda: page.data is not None and page.data.title == "Solar & thermal 光热")
    hands.settle()
    data = page.data
    assert data is not None and data.form == "share" and len(data.sources) > 2
    preview = hands.preview()
    hands.save_pdf(preview, tmp_path / "kept.pdf")
    assert PdfReader(tmp_path / "kept.pdf").pages
    for text in pdf_texts(tmp_path / "kept.pdf").values():
        assert squeezed(data.title) in text
        for number, note in enumerate(data.sources, 1):
            assert f"[{number}]" in text and squeezed(note.title) in text
        for point in data.points:
            assert squeezed(point.label) in text
        assert any(squeezed(words) in text for words in data.filters)
    assert window.workspace.here.chart("Solar & thermal 光热", Filter(), said).points == data.points

    window.editing.undo()
    hands.settle()
    assert window.workspace.here.charts.kept() == ()
