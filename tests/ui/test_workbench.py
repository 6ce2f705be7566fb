"""The workbench: what does not fit says why, what would mix is refused with a way out, keys reach everything."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from pairing_desktop.cli import main
from pairing_desktop.domain.chart_spec import ChartSpec, of_figure
from pairing_desktop.domain.listing import Filter
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.ui import i18n, theme
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.chart_page import ChartPage
from pairing_desktop.ui.chart_ticks import ChartTicks
from pairing_desktop.ui.chart_view import engine
from pairing_desktop.ui.window import MainWindow

MIXED = ChartSpec("bar", "claims", measures=("sales_revenue", "registered_capital"), group="figure")


@pytest.fixture(autouse=True)
def english_and_light(qtbot: QtBot) -> Iterator[None]:
    theme.apply(QApplication.instance(), "light")  # type: ignore[arg-type]
    i18n.set_current("en")
    assert engine.wait(60)
    yield
    i18n.set_current("en")


@pytest.fixture
def page(qtbot: QtBot, workspace: Workspace) -> ChartPage:
    made = ChartPage(Bridge(workspace))
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    qtbot.waitExposed(made)
    return made


def composed(qtbot: QtBot, page: ChartPage, spec: ChartSpec, form: str) -> None:
    page.compose(spec)
    qtbot.waitUntil(lambda: page.data is not None and page.data.id == "free" and page.data.form == form, timeout=10_000)
    qtbot.waitUntil(lambda: page.workbench.spec == spec and not page.bridge.is_waiting, timeout=10_000)


def test_what_would_mix_is_refused_and_drawn_side_by_side_on_a_click(qtbot: QtBot, page: ChartPage) -> None:
    page.compose(MIXED)
    qtbot.waitUntil(page.banner.isVisible, timeout=10_000)
    assert "different kinds of money" in page.banner.text
    assert page.data is not None and page.data.is_empty
    page.banner.findChild(QPushButton).click()
    qtbot.waitUntil(lambda: page.data is not None and page.data.form == "panels", timeout=10_000)
    assert not page.banner.isVisible() and len(page.data.series) == 2
    qtbot.waitUntil(lambda: page.workbench.form.currentData() == "panels", timeout=10_000)


def test_what_does_not_fit_cannot_be_chosen_and_says_why(qtbot: QtBot, page: ChartPage) -> None:
    composed(qtbot, page, of_figure("annual_sunshine_hours"), "dot_range")
    form = page.workbench.form
    for code in ("stacked", "share", "step"):
        row = form.findData(code)
        assert not form.model().item(row).isEnabled()  # type: ignore[attr-defined]
        assert form.itemData(row, Qt.ItemDataRole.ToolTipRole)
        assert form.itemData(row, Qt.ItemDataRole.AccessibleDescriptionRole)
    nature = page.workbench.nature
    assert not nature.model().item(nature.findData("planned")).isEnabled()  # type: ignore[attr-defined]


def test_a_change_on_a_standard_chart_composes_one_like_it(qtbot: QtBot, page: ChartPage) -> None:
    page.show_chart("projects_by_year", Filter(facets={"industry": frozenset({"wind"})}))
    qtbot.waitUntil(lambda: page.workbench.spec.split == "industry" and not page.bridge.is_waiting, timeout=10_000)
    assert page.workbench.spec.filter.facets == {"industry": frozenset({"wind"})}
    page.workbench.first.setValue(2010)
    qtbot.waitUntil(lambda: page.chart_id == "free" and page.data is not None and page.data.id == "free", timeout=10_000)
    assert page.chart_spec.first == 2010 and page.data is not None
    assert {"Industry: Wind", "Years: from 2010"} <= set(page.data.filters)


def test_the_page_fits_a_small_window_with_its_workbench(page: ChartPage) -> None:
    for code in ("en", "zh_CN"):
        i18n.set_current(code)
        page.retranslate()
        assert page.minimumSizeHint().width() <= 1000 and page.minimumSizeHint().height() <= 600


@pytest.mark.parametrize(("tab", "subject"), [("projects", "projects"), ("companies", "companies"), ("figures", "claims")])
def test_the_key_charts_what_a_tab_shows(qtbot: QtBot, window: MainWindow, tab: str, subject: str) -> None:
    window.show_page(tab)
    window.actions_by_name["chart_this"].trigger()
    assert window.page_name == "charts"
    page = window.current_page()
    assert isinstance(page, ChartPage)
    qtbot.waitUntil(lambda: page.chart_id == "free" and page.chart_spec.subject == subject, timeout=10_000)


def test_kept_charts_are_offered_to_reports(qtbot: QtBot, workspace: Workspace, page: ChartPage) -> None:
    workspace.do(lambda do: do.charts.save("Where projects stand", ChartSpec("share", "projects", group="status"))).result()
    ticks = ChartTicks(page.bridge, page)
    ticks.tick(("capacity",))
    qtbot.waitUntil(lambda: ticks.item(ticks.count() - 1).text() == "Where projects stand", timeout=10_000)
    assert ticks.chosen() == ("capacity",)
    ticks.item(ticks.count() - 1).setCheckState(Qt.CheckState.Checked)
    assert ticks.chosen()[-1].startswith("kept:")


def test_a_kept_chart_is_drawn_from_the_command_line_by_its_name(facts_file: Path, tmp_path: Path) -> None:
    workspace = Workspace.open(facts_file, who="Li Wei", unit="Office")
    workspace.do(lambda do: do.charts.save("Where projects stand", ChartSpec("share", "projects", group="status"))).result()
    workspace.close()

    def call(*arguments: object) -> str:
        result = CliRunner().invoke(main, [str(argument) for argument in (*arguments, "--file", facts_file)])
        assert result.exit_code == 0, result.output
        return result.stdout

    assert "Where projects stand" in call("chart", "--list")
    call("chart", "where projects stand", "--out", tmp_path / "chart.csv")
    assert "Where projects stand" in (tmp_path / "chart.csv").read_text(encoding="utf-8-sig")
    call("print", "chart", "Where projects stand", "--out", tmp_path / "chart.pdf")
    assert (tmp_path / "chart.pdf").read_bytes().startswith(b"%PDF")
