"""The Overview: tiles with sources, what sources disagree on, both languages, an empty file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from list_pages import shown
from pairing_desktop.domain.language import language
from pairing_desktop.domain.overview import TILES
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.reports.document import ReportRequest
from pairing_desktop.ui import i18n, theme
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.tabs.overview import OverviewPage
from pairing_desktop.ui.widgets.tile import TileView


@pytest.fixture(autouse=True)
def english_and_light(qtbot: QtBot) -> Iterator[None]:
    theme.apply(QApplication.instance(), "light")  # type: ignore[arg-type]
    i18n.set_current("en")
    yield
    i18n.set_current("en")


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> OverviewPage:
    monkeypatch.setattr(OverviewPage, "_ask_charts", lambda self: None)  # charts have tests of their own
    made = shown(qtbot, workspace, OverviewPage)
    qtbot.waitUntil(lambda: bool(made.tiles))
    return made


def tile(page: OverviewPage, name: str) -> TileView:
    return next(tile for tile in page.tiles if tile.tile.name == name)


def test_each_tile_has_value_period_mark_and_source(page: OverviewPage) -> None:
    assert tuple(tile.tile.name for tile in page.tiles) == TILES
    assert tile(page, "companies").accessibleName() == "Companies registered, 418 companies, 2009–2024"
    assert tile(page, "companies").link.words() == "SHINE 2024, para 13"
    assert "more than 39 billion yuan" in tile(page, "investment").accessibleName()
    assert page.status_text().startswith("52 projects, 60 companies, 136 events, 350 claims")


def test_the_link_of_a_tile_leads_to_its_source(qtbot: QtBot, page: OverviewPage, workspace: Workspace) -> None:
    with qtbot.waitSignal(page.navigate) as told:
        qtbot.keyClick(tile(page, "companies").link, Qt.Key.Key_Return)
    kind, id = told.args
    assert kind == "citations"
    citation = workspace.here.claim(id).citation
    assert citation is not None
    assert citation.source_key == "shine_2024_seed"


def test_a_finding_leads_to_the_bench(qtbot: QtBot, page: OverviewPage, workspace: Workspace) -> None:
    qtbot.waitUntil(lambda: page.model.rowCount() >= 10)
    assert workspace.here.claim(page.queue.lines[0].claim_id or 0).value_as_stated == "1,843.58 million kWh a month"
    assert "÷ 100 offered" in page.model.cells(0)[1].text
    page.table.selectRow(0)
    with qtbot.waitSignal(page.navigate) as told:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert told.args == ["bench", page.queue.lines[0].claim_id]


def test_chinese(qtbot: QtBot, page: OverviewPage) -> None:
    i18n.set_current("zh_CN")
    page.retranslate()
    qtbot.waitUntil(lambda: tile(page, "capital").accessibleName().startswith("注册资本，142亿元"))


def test_an_empty_file_says_how_to_begin(qtbot: QtBot, tmp_path: Path) -> None:
    workspace = Workspace.create(tmp_path / "empty.db", who="Li Wei", unit="Office", with_facts=False)
    page = OverviewPage(Bridge(workspace))
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(page.empty.isVisible)
    assert page.empty.title.text() == "Nothing on file yet"
    assert not page.tiles
    workspace.close()


def test_the_first_page_goes_to_paper_and_can_be_registered(page: OverviewPage, workspace: Workspace) -> None:
    request = page.printable()
    assert isinstance(request, ReportRequest)
    assert request.spec.report == "overview"
    report = request.make(workspace.here, language("en"))
    assert (report.subtitle, report.unit) == ("Overview", "Office")


def test_a_small_window_is_enough(page: OverviewPage) -> None:
    assert page.minimumSizeHint().width() <= 1000
    assert page.minimumSizeHint().height() <= 600
