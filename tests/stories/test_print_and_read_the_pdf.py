"""Chart, list and record → preview → PDF file, and what others read in the file."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from pairing_desktop.domain.language import language
from pairing_desktop.domain.listing import Filter, Sort
from pairing_desktop.domain.vocabulary import label
from pairing_desktop.operations.questions import today
from pairing_desktop.reports.document import as_of_text
from pairing_desktop.ui.dialogs.print_preview import PrintPreview
from pairing_desktop.ui.i18n import tr
from stories.hands import Hands, pdf_texts, squeezed


def assert_reads(path: Path, *wanted: str) -> dict[str, str]:
    """Both readers find each of these, white space aside; gives what they read."""
    texts = pdf_texts(path)
    for reader, text in texts.items():
        missing = [words for words in wanted if squeezed(words) not in text]
        assert not missing, (reader, missing)
    return texts


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_a_chart_on_paper_names_its_sources_its_day_and_its_page(
    hands: Hands, facts_file: Path, tmp_path: Path, code: str
) -> None:
    hands.program.set_language(code)
    window = hands.start(facts_file)
    menu = window.menus.menu("chart")
    menu.aboutToShow.emit()
    title = tr("Generation of the 50 MW plant, actual against expected")
    next(action for action in menu.actions() if action.text() == title).trigger()
    hands.until(lambda: window.page_name == "charts")
    hands.settle()
    preview = hands.preview()
    hands.save_pdf(preview, tmp_path / "chart.pdf")
    assert "chart.pdf" in preview.message.text()
    data = window.workspace.here.chart("generation", Filter(), language(code))
    assert len(data.sources) > 3 and data.series
    assert data.title in preview.windowTitle()
    pages = len(PdfReader(tmp_path / "chart.pdf").pages)
    numbers = [tr("Page {n} of {pages}", n=n, pages=pages) for n in range(1, pages + 1)]
    sources = [part for note in data.sources for part in (note.title, note.locator) if part]
    assert_reads(
        tmp_path / "chart.pdf",
        data.title,
        *numbers,
        *sources,
        tr("As of {date}", date=as_of_text(today(), language(code))),
    )
    assert hands.program.window is window and not window.isWindowModified()


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_a_filtered_list_on_paper_has_the_rows_of_the_screen_and_says_the_filter(
    hands: Hands, facts_file: Path, tmp_path: Path, code: str
) -> None:
    hands.program.set_language(code)
    window = hands.start(facts_file)
    hands.tab(tr("Projects"))
    hands.press("Ctrl+F")
    hands.write("德令哈")
    pane = hands.pane
    hands.until(lambda: pane.filtering.filter.text == "德令哈")
    hands.settle()
    solar = label("industry", "solar thermal", language(code))
    box = next(box for box in pane.left.findChildren(QCheckBox) if box.text() == solar)
    box.setFocus(Qt.FocusReason.TabFocusReason)
    hands.press("Space")
    hands.settle()
    assert pane.filtering.filter.facets == {"industry": frozenset({"solar thermal"})}
    shown, total = pane.model.rowCount(), pane.total
    assert 0 < shown < total
    filters = [words for words, _, _ in pane.filtering.words()]
    assert len(filters) == 2
    preview = hands.preview()
    hands.save_pdf(preview, tmp_path / "list.pdf")
    names = hands.names()
    texts = assert_reads(
        tmp_path / "list.pdf",
        tr("Projects"),
        *names,
        *filters,
        tr("{found} of {total}", found=shown, total=total),
        tr("As of {date}", date=as_of_text(today(), language(code))),
        tr("Page {n} of {pages}", n=1, pages=1),
    )
    others = window.workspace.here
    kept = set(pane.model.run(0, shown - 1))
    left_out = [others.name("projects", id) for id in others.order("projects", Filter(), Sort("name")).ids if id not in kept]
    assert len(left_out) == total - shown
    for pick in left_out:
        name = language(code).pick(pick.name_en, pick.name_zh)
        if not any(name in other for other in (*names, tr("Hangzhou–Delingha pairing assistance"))):  # running head
            assert squeezed(name) not in texts["pypdf"], name


@pytest.mark.parametrize("tab, heads", [("Projects", ("Place", "Industry")), ("Figures", ("Indicator", "As stated"))])
def test_what_a_list_says_in_its_second_lines_stands_on_paper(
    hands: Hands, facts_file: Path, tmp_path: Path, tab: str, heads: tuple[str, str]
) -> None:
    hands.start(facts_file)
    hands.tab(tab)
    hands.settle()
    below = [cell.small for row in range(12) for cell in hands.pane.model.cells(row)[:3] if cell.small]
    assert len(below) > 8
    preview = hands.preview()
    hands.save_pdf(preview, tmp_path / "list.pdf")
    assert_reads(tmp_path / "list.pdf", *heads, *(words.split(", ")[0] for words in below))


def test_a_list_of_many_pages_has_every_row_and_every_page_its_number(hands: Hands, facts_file: Path, tmp_path: Path) -> None:
    hands.start(facts_file)
    hands.tab("Sources")
    preview = hands.preview()
    hands.save_pdf(preview, tmp_path / "sources.pdf")
    pages = PdfReader(tmp_path / "sources.pdf").pages
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in " ".join(page.extract_text().split())
    assert hands.pane.model.rowCount() == 123
    assert_reads(tmp_path / "sources.pdf", *hands.names(), "123 records")


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_one_record_on_paper_has_its_figures_as_stated_with_their_sources(
    hands: Hands, facts_file: Path, tmp_path: Path, code: str
) -> None:
    hands.program.set_language(code)
    hands.start(facts_file)
    hands.open("projects", "cgn50")
    hands.click(hands.pane.card.print)
    preview = hands.dialog(PrintPreview)
    hands.until(preview.save_button.isEnabled)
    hands.save_pdf(preview, tmp_path / "record.pdf")
    card = hands.pane.card.shown
    assert len(card.claims) > 3
    wanted = [claim.value_as_stated for claim in card.claims]
    wanted += [claim.citation.title for claim in card.claims if claim.citation]
    wanted += [claim.citation.locator for claim in card.claims if claim.citation]
    pages = len(PdfReader(tmp_path / "record.pdf").pages)
    assert_reads(
        tmp_path / "record.pdf",
        card.name_en,
        card.name_zh,
        *wanted,
        tr("Page {n} of {pages}", n=1, pages=pages),
        tr("As of {date}", date=as_of_text(today(), language(code))),
    )


def test_the_paper_speaks_the_language_chosen_in_the_preview(hands: Hands, facts_file: Path, tmp_path: Path) -> None:
    hands.start(facts_file)
    hands.open("projects", "cgn50")
    hands.click(hands.pane.card.print)
    preview = hands.dialog(PrintPreview)
    preview.language_box.setCurrentIndex(preview.language_box.findData("zh_CN"))
    preview.language_box.activated.emit(preview.language_box.currentIndex())
    hands.settle()
    hands.until(preview.save_button.isEnabled)
    hands.save_pdf(preview, tmp_path / "record.pdf")
    chinese = language("zh_CN")
    assert_reads(tmp_path / "record.pdf", chinese.tr("As of {date}", date=as_of_text(today(), chinese)))
    assert hands.window.tab_row.tabs.tabText(0) == "Overview"  # the window keeps its own
