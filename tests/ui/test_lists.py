"""Lists through their real widgets on a real file: filters, counts, order, columns, languages, states."""

from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QPushButton, QTextBrowser
from pytestqt.qtbot import QtBot

from list_pages import names, row_of, shown
from pairing_desktop.domain.listing import Filter, Sort
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.ui import i18n, theme
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.tabs import list_pane
from pairing_desktop.ui.tabs.figures import FiguresPage, FiguresPane
from pairing_desktop.ui.tabs.list_pane import ListPane
from pairing_desktop.ui.tabs.records import CompaniesPage, PanePage, ProjectsPage
from pairing_desktop.ui.tabs.sources import SourcesPage
from pairing_desktop.ui.widgets.columns import ColumnChooser
from pairing_desktop.ui.widgets.facets import FacetPanel

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)


@pytest.fixture(autouse=True)
def english_and_light(qtbot: QtBot) -> Iterator[None]:
    theme.apply(QApplication.instance(), "light")  # type: ignore[arg-type]
    i18n.set_current("en")
    yield
    i18n.set_current("en")


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> ProjectsPage:
    return shown(qtbot, workspace, ProjectsPage)


class Form(QTextBrowser):
    """Stands for a form."""

    closed = Signal()


def facets(pane: ListPane) -> FacetPanel:
    assert isinstance(pane.left, FacetPanel)
    return pane.left


def tick(qtbot: QtBot, pane: ListPane, facet: str, code: str) -> None:
    box = facets(pane).box(facet, code)
    assert box is not None
    before = pane.model.rowCount()
    box.click()
    qtbot.waitUntil(lambda: pane.model.rowCount() != before)


def count(pane: ListPane, facet: str, code: str) -> str:
    return facets(pane).groups[facet].counts()[code]


def test_all_projects_are_listed_and_counted(page: ProjectsPage) -> None:
    assert page.pane.model.rowCount() == 52
    assert page.pane.bar.count.text() == "52"
    assert page.status_text() == "52 projects, sorted by project"
    assert "SUPCON Delingha 50 MW molten salt tower plant" in names(page.pane)


def test_a_facet_filters_and_the_others_count_what_it_leaves(qtbot: QtBot, page: ProjectsPage) -> None:
    pane = page.pane
    assert count(pane, "status", "operating") == "24"
    tick(qtbot, pane, "industry", "solar thermal")
    assert pane.model.rowCount() == 7
    assert pane.bar.count.text() == "7 of 52"
    qtbot.waitUntil(lambda: count(pane, "status", "operating") != "24")
    assert count(pane, "industry", "photovoltaic") == "7"  # a facet does not follow its own choice
    tick(qtbot, pane, "industry", "photovoltaic")
    assert pane.model.rowCount() == 14
    assert [chip.words() for chip in pane.chips.chips()] == ["Industry: Photovoltaic", "Industry: Solar thermal"]


def test_delete_on_a_chip_drops_its_filter(qtbot: QtBot, page: ProjectsPage) -> None:
    pane = page.pane
    tick(qtbot, pane, "industry", "solar thermal")
    qtbot.keyClick(pane.chips.chips()[0], Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: pane.model.rowCount() == 52)
    box = facets(pane).box("industry", "solar thermal")
    assert box is not None
    assert not box.isChecked()
    assert not pane.chips.isVisible()


def test_text_under_composition_never_filters(qtbot: QtBot, page: ProjectsPage) -> None:
    pane, field = page.pane, page.pane.bar.field
    page.focus_filter()
    QApplication.sendEvent(field, QInputMethodEvent("guangre", []))
    assert pane.filtering.filter.is_empty
    committed = QInputMethodEvent("", [])
    committed.setCommitString("光热")
    QApplication.sendEvent(field, committed)
    assert pane.filtering.filter.text == "光热"
    qtbot.waitUntil(lambda: 0 < pane.model.rowCount() < 52)
    assert row_of(pane, "supcon50") in pane.model.order()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: pane.model.rowCount() == 52)


def test_years_filter_by_start(qtbot: QtBot, page: ProjectsPage) -> None:
    years = facets(page.pane).years
    qtbot.keyClicks(years.first, "2017")
    qtbot.keyClicks(years.last, "2018")
    qtbot.waitUntil(lambda: page.pane.filtering.filter.years == (2017, 2018))
    qtbot.waitUntil(lambda: 0 < page.pane.model.rowCount() < 30)
    assert [chip.words() for chip in page.pane.chips.chips()] == ["Years: 2017–2018"]


def test_a_click_on_a_header_sorts_and_the_chosen_row_stays_chosen(qtbot: QtBot, page: ProjectsPage) -> None:
    pane = page.pane
    pane.open(row_of(pane, "supcon50"))
    header = pane.table.horizontalHeader()
    place = next(i for i, column in enumerate(pane.model.columns) if column.name == "capacity")
    middle = header.sectionViewportPosition(place) + 20
    before = names(pane)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(middle, 12))
    qtbot.waitUntil(lambda: names(pane) != before)
    assert pane.columns.sort.column == "capacity"
    assert pane.columns.sort.descending
    assert pane.table.current_id() == row_of(pane, "supcon50")
    assert page.status_text().endswith("sorted by capacity")
    assert pane.model.headerData(place, Qt.Orientation.Horizontal) == "Capacity ↓"


def test_no_match_says_what_to_drop(qtbot: QtBot, page: ProjectsPage) -> None:
    pane = page.pane
    pane.filtering.set(Filter("no such words", {"status": frozenset({"halted"})}))
    qtbot.waitUntil(lambda: pane.rows.currentWidget() is pane.state and "Without" in pane.state.text.text())
    assert pane.state.title.text() == "No project matches"
    assert "Without “no such words” there is 1." in pane.state.text.text()
    drop = next(one for one in pane.state.findChildren(QPushButton) if one.text() == "Drop “no such words”")
    drop.click()
    qtbot.waitUntil(lambda: pane.model.rowCount() == 1)
    assert pane.rows.currentWidget() is pane.table


def test_an_empty_file_offers_a_new_record(qtbot: QtBot, tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "empty.db", who="Li Wei", unit="Office", with_facts=False)
    page = ProjectsPage(Bridge(workspace))
    qtbot.addWidget(page)
    page.resize(1280, 680)
    page.show()
    qtbot.waitUntil(lambda: page.pane.rows.currentWidget() is page.pane.state)
    assert page.pane.state.title.text() == "No projects yet"
    button = page.pane.state.findChild(QPushButton)
    assert button is not None
    with qtbot.waitSignal(page.new) as told:
        button.click()
    assert told.args == ["projects"]
    workspace.close()


def test_read_only_switches_new_and_edit_off_and_says_why(qtbot: QtBot, facts_file: Path) -> None:
    workspace = Workspace.open(facts_file, read_only=True)
    page = shown(qtbot, workspace, ProjectsPage)
    for button in (page.pane.bar.new, page.pane.card.edit, page.pane.card.trash):
        assert not button.isEnabled()
        assert button.accessibleDescription() == "Opened for reading only."
    workspace.close()


def test_columns_are_chosen_and_remembered(qtbot: QtBot, workspace: Workspace, page: ProjectsPage) -> None:
    pane = page.pane
    page.show_columns()
    chooser = pane.table.findChild(ColumnChooser)
    assert chooser is not None
    chooser.boxes["stage"].click()
    chooser.boxes["years"].click()
    chooser.close()
    place = next(i for i, column in enumerate(pane.model.columns) if column.name == "status")
    pane.table.setColumnWidth(place, 201)
    tick(qtbot, pane, "industry", "solar thermal")
    state = page.save_state()

    again = shown(qtbot, workspace, ProjectsPage)
    again.restore_state(state)
    shown_columns = [column.name for column in again.pane.model.columns]
    assert "stage" in shown_columns
    assert "years" not in shown_columns
    assert again.pane.table.columnWidth(shown_columns.index("status")) == 201
    qtbot.waitUntil(lambda: again.pane.model.rowCount() == 7)
    assert again.pane.filtering.filter.facets == {"industry": frozenset({"solar thermal"})}


def test_remembered_nonsense_is_left_alone(page: ProjectsPage) -> None:
    page.restore_state({"projects": {"columns": ["nothing"], "sort": 3, "facets": [1], "years": ["x"], "widths": "w"}})
    assert page.pane.model.columns[0].name == "name"
    assert page.pane.filtering.filter.is_empty


def test_chinese_at_once(qtbot: QtBot, page: ProjectsPage) -> None:
    pane = page.pane
    pane.open(row_of(pane, "supcon50"))
    qtbot.waitUntil(lambda: pane.card.title.text().startswith("SUPCON"))
    i18n.set_current("zh_CN")
    page.retranslate()
    qtbot.waitUntil(lambda: pane.card.title.text() == "青海中控德令哈50MW塔式熔盐储能光热电站")
    assert page.title() == "项目"
    assert pane.bar.field.placeholderText().startswith("筛选项目")
    assert pane.model.headerData(0, Qt.Orientation.Horizontal).startswith("项目")
    assert "运行" in [cell.text for cell in pane.model.cells(pane.model.row_of(row_of(pane, "supcon50")))]
    box = facets(pane).box("industry", "solar thermal")
    assert box is not None
    assert box.text() == "光热"


def test_a_record_hidden_by_the_filter_is_shown_when_asked_for(qtbot: QtBot, page: ProjectsPage) -> None:
    pane = page.pane
    tick(qtbot, pane, "industry", "photovoltaic")
    wanted = row_of(pane, "supcon50")
    assert page.open_record("projects", wanted)
    qtbot.waitUntil(lambda: page.current() == ("projects", wanted))
    assert pane.filtering.filter.is_empty
    assert not page.open_record("sources", 1)


def test_keyboard_alone_leads_from_the_filter_to_the_source(qtbot: QtBot, page: ProjectsPage) -> None:
    pane = page.pane
    page.focus_filter()
    qtbot.keyClicks(pane.bar.field, "molten salt tower plant")
    qtbot.waitUntil(lambda: pane.model.rowCount() < 10)
    qtbot.keyClick(pane.bar.field, Qt.Key.Key_Return)
    assert pane.table.hasFocus()
    qtbot.waitUntil(lambda: pane.card.shown is not None and pane.card.identity()[1] == pane.table.current_id())
    qtbot.keyClick(pane.table, Qt.Key.Key_Return)
    assert pane.card.view.hasFocus()
    qtbot.keyClick(pane.card.view, Qt.Key.Key_Tab)
    with qtbot.waitSignal(page.navigate) as told:
        qtbot.keyClick(pane.card.view, Qt.Key.Key_Return)
    assert told.args[0] in ("sources", "citations")


def test_places_stand_behind_a_switch(qtbot: QtBot, workspace: Workspace) -> None:
    page = shown(qtbot, workspace, CompaniesPage)
    assert page.pane.model.rowCount() == 60
    page.switch.setCurrentIndex(1)
    qtbot.waitUntil(lambda: page.pane.model.rowCount() == 55)
    assert page.kinds()[:2] == ("places", "companies")
    qtbot.waitUntil(lambda: page.current() is not None)
    delingha = row_of(page.pane, "delingha")
    page.show_kind("companies")
    assert page.open_record("places", delingha)
    qtbot.waitUntil(lambda: page.current() == ("places", delingha))


def test_an_indicator_filters_the_figures(qtbot: QtBot, workspace: Workspace) -> None:
    page = shown(qtbot, workspace, FiguresPage)
    pane = page.pane
    assert isinstance(pane, FiguresPane)
    assert pane.model.rowCount() == 350
    measures = pane.measures.model
    place = next(row for row in range(measures.rowCount()) if measures.cells(row)[0].text == "Investment")
    pane.measures.table.selectRow(place)
    qtbot.waitUntil(lambda: pane.model.rowCount() == int(measures.cells(place)[1].text))
    claim = pane.bridge.here.locate("claims", "s50_cost_csppz").id
    page.open_record("claims", claim)
    qtbot.waitUntil(lambda: page.current() == ("claims", claim) and pane.card.shown.claim.id == claim)
    text = pane.card.view.toPlainText()
    for words in ("“1.08 billion yuan”", "0.75–1.08 billion yuan", "996 million yuan", "CSPPLAZA, para 1"):
        assert words in text


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("kind", [ProjectsPage, CompaniesPage, SourcesPage, FiguresPage])
def test_no_page_asks_for_more_than_a_small_screen(
    qtbot: QtBot, workspace: Workspace, kind: type[PanePage], language: str
) -> None:
    i18n.set_current(language)
    page = shown(qtbot, workspace, kind)
    hint = page.minimumSizeHint()
    assert hint.width() <= 1000
    assert hint.height() <= 600


def test_the_narrow_form_puts_facets_into_a_popup(qtbot: QtBot, workspace: Workspace) -> None:
    page = shown(qtbot, workspace, ProjectsPage, 1024, 600)
    pane = page.pane
    assert not facets(pane).isVisible()
    assert "years" not in [column.name for column in pane.model.columns]
    pane.bar.filters.click()
    popup = next(panel for panel in pane.findChildren(FacetPanel) if panel is not pane.left)
    box = popup.box("industry", "solar thermal")
    assert box is not None
    box.click()
    qtbot.waitUntil(lambda: pane.model.rowCount() == 7)
    assert pane.bar.filters.text() == "Filters (1)"
    popup.window().close()


def test_copy_takes_headers_and_sources_along(qtbot: QtBot, page: ProjectsPage) -> None:
    page.pane.open(row_of(page.pane, "supcon50"))
    QApplication.clipboard().clear()
    assert page.copy()
    qtbot.waitUntil(lambda: bool(QApplication.clipboard().text()))
    head, line = QApplication.clipboard().text().split("\n")
    assert head.split("\t")[-2:] == ["Source", "Place in the source"]
    assert "nrel_supcon50" in line
    assert "50 MW" in line


def test_a_form_takes_the_place_of_the_card_and_gives_it_back(qtbot: QtBot, page: ProjectsPage) -> None:
    form = Form()
    assert page.show_form(form)
    assert page.pane.side.currentWidget() is form
    form.closed.emit()
    qtbot.waitUntil(lambda: page.pane.side.currentWidget() is page.pane.card)
    form.deleteLater()


def test_counts_of_a_large_file_wait_until_typing_rests(
    qtbot: QtBot, page: ProjectsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_pane, "LARGE", 10)
    asked: list[str] = []
    ask = page.bridge.ask
    monkeypatch.setattr(page.bridge, "ask", lambda owner, topic, *rest: (asked.append(topic), ask(owner, topic, *rest)))
    for count, letters in enumerate(("s", "so", "sol", "sola"), 1):
        page.pane.bar.field.setText(letters)
        qtbot.waitUntil(lambda count=count: asked.count("card") >= count)
    assert "facets" not in asked
    qtbot.waitUntil(lambda: asked.count("facets") == 1)


def test_a_long_list_shows_its_first_rows_before_the_whole_order_is_known(
    qtbot: QtBot, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_pane, "FIRST", 10)
    bridge = Bridge(workspace)
    page = ProjectsPage(bridge)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    model = page.pane.model
    seen: list[int] = []
    model.modelReset.connect(lambda: seen.append(model.rowCount()))
    qtbot.waitUntil(lambda: model.rowCount() > 10)
    assert next(count for count in seen if count) == 10
    assert seen[-1] == page.pane.total == 52
    first = [model.id_at(row) for row in range(10)]
    page.pane.table.choose(first[3])
    page.pane.sort_by(Sort("capacity", descending=True))
    qtbot.waitUntil(lambda: model.rowCount() == 52 and page.pane.table.current_id() == first[3])


def test_selecting_all_rows_looks_at_none_of_them(page: ProjectsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    pane, asked = page.pane, [0]

    def counted(*_: object) -> int:
        asked[0] += 1
        return len(pane.model.order())

    pane.model.set_ids(array("q", range(1, 5001)))
    monkeypatch.setattr(type(pane.model), "rowCount", counted)
    pane.table.selectAll()
    pane.table.horizontalHeader().repaint()
    assert asked[0] < 500
    assert pane.table.selected_count() == 5000
    assert pane.table.selected_ids() == list(range(1, 5001))
