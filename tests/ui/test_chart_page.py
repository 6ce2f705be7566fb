"""The Charts tab: choosing, reading by pointer and keyboard, following to claims and sources, copying, saving."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from pairing_desktop.domain.charting import ChartData
from pairing_desktop.domain.listing import Filter
from pairing_desktop.operations.charts import CHARTS
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.ui import i18n, theme
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.chart_engine import engine
from pairing_desktop.ui.chart_page import ChartPage
from pairing_desktop.ui.chart_parts import SourceList, TwinTable
from pairing_desktop.ui.chart_small import SmallChart
from pairing_desktop.ui.chart_view import ChartView
from pairing_desktop.ui.dialogs.save_chart import SaveChart, Wish
from pairing_desktop.ui.widgets.links import LinkButton
from pairing_desktop.ui.window import MainWindow


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
    show(qtbot, made, "capacity")
    return made


def show(qtbot: QtBot, page: ChartPage, id: str, filter: Filter | None = None) -> ChartData:
    page.show_chart(id, filter)
    qtbot.waitUntil(lambda: page.view.data is not None and page.view.data.id == id, timeout=10_000)
    qtbot.waitUntil(lambda: page.view.drawing is not None and page.view.drawing.data is page.view.data, timeout=10_000)
    assert page.view.data is not None
    return page.view.data


def button(page: ChartPage, text: str) -> QPushButton:
    return next(found for found in page.findChildren(QPushButton) if found.text() == text)


def place(view: ChartView, index: int) -> QPoint:
    """The middle of a mark in the view's own pixels."""
    drawing = view.drawing
    assert drawing is not None
    left, bottom, right, top = drawing.box(drawing.marks[index])
    return QPoint(round((left + right) / 2), round(view.height() - (bottom + top) / 2))


def hover(view: ChartView, where: QPoint) -> None:
    spot, none = QPointF(where), Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove, spot, view.mapToGlobal(spot), none, none, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(view, event)


def test_every_chart_is_listed_and_shown(qtbot: QtBot, page: ChartPage) -> None:
    for info in CHARTS:
        data = show(qtbot, page, info.id)
        assert page.findChild(TwinTable).rowCount()
        assert page.view.accessibleName() == f"{data.title}. {data.summary}"


def test_a_page_opens_the_first_chart_that_suits_it(qtbot: QtBot, page: ChartPage) -> None:
    page.show_chart("", None, "companies")
    qtbot.waitUntil(lambda: page.view.data is not None and page.view.data.id == "companies", timeout=10_000)


def test_the_filter_of_a_list_is_kept_and_told(qtbot: QtBot, page: ChartPage) -> None:
    chosen = Filter(facets={"industry": frozenset({"wind"})})
    page.show_chart("projects_by_year", chosen)
    qtbot.waitUntil(lambda: page.view.data is not None and bool(page.view.data.filters), timeout=10_000)
    assert any("Industry: Wind" in label.text() for label in page.findChildren(QLabel))


def test_the_keyboard_walks_from_mark_to_mark_and_says_each(qtbot: QtBot, page: ChartPage) -> None:
    view = page.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    first = view.current_point()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    second = view.current_point()
    assert first is not None and second is not None and first != second
    assert second[1].label in view.accessibleDescription()
    qtbot.keyClick(view, Qt.Key.Key_End)
    last = view.current_point()
    assert last is not None and last[1].label == "2026"
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.current_point() == last
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.current_point() == first


def test_hovering_reads_out_value_period_and_source(qtbot: QtBot, page: ChartPage) -> None:
    show(qtbot, page, "generation")
    hover(page.view, place(page.view, 0))
    lines = page.view.readout()
    assert lines[0] == "Aug 2019, Actual"
    assert lines[1] == "10.4498 million kWh"
    assert lines[2].startswith("[1] ")


def test_hovering_does_not_draw_the_chart_again(qtbot: QtBot, page: ChartPage) -> None:
    before = page.view.drawing
    for index in (0, 3, 5):
        hover(page.view, place(page.view, index))
        assert page.view.readout()
    assert page.view.drawing is before


def test_a_click_on_a_mark_of_one_claim_opens_the_claim(qtbot: QtBot, page: ChartPage) -> None:
    show(qtbot, page, "generation")
    drawing = page.view.drawing
    assert drawing is not None
    index = next(i for i, mark in enumerate(drawing.marks) if len(drawing.of(mark)[1].claim_ids) == 1)
    with qtbot.waitSignal(page.navigate) as followed:
        qtbot.mouseClick(page.view, Qt.MouseButton.LeftButton, pos=place(page.view, index))
    assert followed.args == ["claims", drawing.of(drawing.marks[index])[1].claim_ids[0]]


@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)
def test_a_mark_of_several_records_offers_them(qtbot: QtBot, page: ChartPage) -> None:
    show(qtbot, page, "events")
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Home)
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    here = Qt.FindChildOption.FindDirectChildrenOnly
    qtbot.waitUntil(lambda: bool(page.findChildren(QMenu, "", here)), timeout=10_000)
    menu = page.findChildren(QMenu, "", here)[-1]
    found = page.view.current_point()
    assert found is not None
    assert len(menu.actions()) == len(found[1].record_ids)
    with qtbot.waitSignal(page.navigate) as followed:
        menu.actions()[0].trigger()
    assert followed.args[0] == "events"
    menu.close()


def test_sources_are_numbered_links(qtbot: QtBot, page: ChartPage) -> None:
    data = page.view.data
    assert data is not None
    links = page.findChild(SourceList).widget().findChildren(LinkButton)
    assert [link.words().split("]")[0] for link in links] == [f"[{n + 1}" for n in range(len(data.sources))]
    with qtbot.waitSignal(page.navigate) as followed:
        links[0].click()
    assert followed.args == ["sources", data.sources[0].source_id]


def test_the_table_goes_to_the_clipboard_with_sources(qtbot: QtBot, page: ChartPage) -> None:
    button(page, "Copy table").click()
    mime = QApplication.clipboard().mimeData()
    assert "2025\t160\t930\t300\t1,390" in mime.text()
    assert "[1] " in mime.text() and "As of" in mime.text()
    assert "2025\t160\t930\t300\t1390" in bytes(mime.data("text/tab-separated-values").data()).decode()
    assert "<table" in mime.html() and "<td align=right>1,390</td>" in mime.html()


def test_html_of_the_clipboard_is_escaped() -> None:
    from charts.samples import stacked
    from pairing_desktop.ui.chart_clip import as_html

    assert "<b>" not in as_html(stacked(title="<b>bold</b> & more"))


def test_the_picture_goes_to_the_clipboard_with_its_footer(qtbot: QtBot, page: ChartPage) -> None:
    QApplication.clipboard().clear()
    button(page, "Copy picture").click()
    qtbot.waitUntil(lambda: not QApplication.clipboard().image().isNull(), timeout=20_000)
    image = QApplication.clipboard().image()
    assert image.height() > image.width() * 400 / 720  # higher than the chart alone


def test_a_chart_is_saved_where_the_dialog_says(qtbot: QtBot, page: ChartPage, tmp_path: Path) -> None:
    button(page, "Save as…").click()
    asked = page.findChild(SaveChart)
    asked.format.setCurrentIndex(asked.format.findData("svg"))
    assert not asked.register.isEnabled()  # a drawing carries no serial
    asked.go.click()
    dialog = page.findChild(QFileDialog)
    assert dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    path = tmp_path / "chart.svg"
    dialog.fileSelected.emit(str(path))
    qtbot.waitUntil(path.exists, timeout=20_000)
    qtbot.waitUntil(lambda: "chart.svg" in page.status_text(), timeout=10_000)
    assert path.read_bytes().startswith(b"<?xml")
    dialog.close()


def test_a_save_that_fails_is_told(qtbot: QtBot, page: ChartPage, tmp_path: Path) -> None:
    with qtbot.waitSignal(page.bridge.problem, timeout=20_000) as told:
        page.export.save(tmp_path / "missing" / "chart.csv", Wish("csv"))
    assert "could not be written" in str(told.args[0])


def test_print_asks_for_the_chart_as_a_report(qtbot: QtBot, page: ChartPage) -> None:
    with qtbot.waitSignal(page.print) as asked:
        button(page, "Print…").click()
    assert asked.args == [None]
    assert page.printable() is not None


def test_theme_and_language_are_followed(qtbot: QtBot, page: ChartPage) -> None:
    theme.apply(QApplication.instance(), "dark")  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: page.view.grab().toImage().pixelColor(4, 4).lightness() < 60, timeout=10_000)
    i18n.set_current("zh_CN")
    page.retranslate()
    qtbot.waitUntil(lambda: page.view.data is not None and page.view.data.language == "zh_CN", timeout=10_000)
    assert page.title() == "图表"


def test_the_page_fits_a_small_window(page: ChartPage) -> None:
    for code in ("en", "zh_CN"):
        i18n.set_current(code)
        page.retranslate()
        assert page.minimumSizeHint().width() <= 1000
        assert page.minimumSizeHint().height() <= 600


def test_an_empty_chart_cannot_be_copied_or_printed_as_if_it_were_full(qtbot: QtBot, page: ChartPage) -> None:
    page.show_chart("capacity", Filter(text="no such plant"))
    qtbot.waitUntil(lambda: page.view.data is not None and page.view.data.is_empty, timeout=10_000)
    assert not button(page, "Save as…").isEnabled()


def test_the_small_chart_counts_and_links(qtbot: QtBot, page: ChartPage) -> None:
    small = SmallChart()
    qtbot.addWidget(small)
    small.resize(428, 250)
    small.set_data(page.view.data)
    link = small.findChild(LinkButton)
    with qtbot.waitSignal(small.opened):
        link.click()
    assert link.words() == "Sources"


def test_the_state_of_the_page_is_remembered(qtbot: QtBot, page: ChartPage) -> None:
    show(qtbot, page, "partners")
    assert page.save_state() == {"chart": "partners"}
    page.restore_state({"chart": "events"})
    qtbot.waitUntil(lambda: page.view.data is not None and page.view.data.id == "events", timeout=10_000)
    page.restore_state({"chart": "gone"})
    assert page.save_state() == {"chart": "events"}


def test_escape_goes_back_to_the_page_the_chart_came_from(qtbot: QtBot, window: MainWindow) -> None:
    window.show_page("companies")
    window.show_chart("companies")
    page = window.current_page()
    assert isinstance(page, ChartPage)
    qtbot.waitUntil(lambda: page.view.drawing is not None, timeout=10_000)
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Escape)
    assert window.page_name == "companies"
