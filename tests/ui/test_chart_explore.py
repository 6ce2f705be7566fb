"""Moving in a chart: wheel, keys, band, names of series, over to the timeline and back, and out as a file."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest
import python_calamine
from pypdf import PdfReader
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pairing_desktop.charts.context import drawing
from pairing_desktop.charts.marks import EVENT
from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.chart_look import categories, looked
from pairing_desktop.domain.chart_spec import ChartSpec
from pairing_desktop.domain.charting import ChartData
from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.language import language
from pairing_desktop.domain.look import Look
from pairing_desktop.domain.problems import FileProblem
from pairing_desktop.exchange import receipt
from pairing_desktop.ui.chart_engine import engine
from pairing_desktop.ui.chart_explore import ExploredChart
from pairing_desktop.ui.chart_page import ChartPage
from pairing_desktop.ui.dialogs.save_chart import SaveChart, Wish
from pairing_desktop.ui.printing import write_pdf
from pairing_desktop.ui.tabs.timeline import TimelinePage
from pairing_desktop.ui.timeline.period import look_of
from pairing_desktop.ui.window import MainWindow

NONE = Qt.KeyboardModifier.NoModifier
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
EN = language("en")
LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton


@pytest.fixture(autouse=True)
def drawn() -> Iterator[None]:
    assert engine.wait(60)
    return


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow) -> ChartPage:
    window.show_chart("capacity")
    page = window.current_page()
    assert isinstance(page, ChartPage)
    is_drawn(qtbot, page)
    return page


def is_drawn(qtbot: QtBot, page: ChartPage) -> ChartData:
    qtbot.waitUntil(lambda: page.view.drawing is not None and page.view.drawing.data is page.view.data, timeout=20_000)
    assert page.view.data is not None
    return page.view.data


def years(view: ExploredChart) -> list[str]:
    assert view.data is not None
    return list(categories(view.data))


def at(view: ExploredChart, year: str) -> QPoint:
    """The middle of the highest mark of a year."""
    drawing = view.drawing
    assert drawing is not None
    mark = next(mark for mark in drawing.marks if drawing.of(mark)[1].x == year)
    left, bottom, right, top = drawing.box(mark)
    return QPoint(round((left + right) / 2), round(view.height() - (bottom + top) / 2))


def turn(view: ExploredChart, where: QPoint, notches: float, keys: Qt.KeyboardModifier = NONE) -> None:
    spot = QPointF(where)
    event = QWheelEvent(
        spot, view.mapToGlobal(spot), QPoint(), QPoint(0, round(120 * notches)), Qt.MouseButton.NoButton, keys,
        Qt.ScrollPhase.NoScrollPhase, False,
    )
    QApplication.sendEvent(view, event)


def drag(
    view: ExploredChart, start: QPoint, end: QPoint, button: Qt.MouseButton = LEFT, keys: Qt.KeyboardModifier = NONE
) -> None:
    for kind, where, held in (
        (QEvent.Type.MouseButtonPress, start, button), (QEvent.Type.MouseMove, (start + end) / 2, button),
        (QEvent.Type.MouseMove, end, button), (QEvent.Type.MouseButtonRelease, end, Qt.MouseButton.NoButton),
    ):
        spot = QPointF(where)
        pressed = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else button
        QApplication.sendEvent(view, QMouseEvent(kind, spot, view.mapToGlobal(spot), pressed, held, keys))


def test_the_wheel_zooms_around_the_pointer_and_back(qtbot: QtBot, page: ChartPage) -> None:
    whole = years(page.view)
    turn(page.view, at(page.view, "2026"), 1)
    near = years(page.view)
    assert len(near) < len(whole) and near[-1] == "2026"
    is_drawn(qtbot, page)
    for _ in range(6):
        turn(page.view, at(page.view, "2026"), -1)
    assert years(page.view) == whole


def test_half_turns_of_a_fine_wheel_add_up(page: ChartPage) -> None:
    whole = years(page.view)
    turn(page.view, at(page.view, "2020"), 0.5)
    assert years(page.view) == whole
    turn(page.view, at(page.view, "2020"), 0.5)
    assert len(years(page.view)) < len(whole)


def test_keys_zoom_pan_and_reset(qtbot: QtBot, page: ChartPage) -> None:
    view, whole = page.view, years(page.view)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    near = years(view)
    assert len(near) < len(whole)
    qtbot.keyClick(view, Qt.Key.Key_Right, CONTROL)
    assert years(view)[0] > near[0] and len(years(view)) == len(near)
    for _ in range(20):
        qtbot.keyClick(view, Qt.Key.Key_Right, CONTROL)
    assert years(view)[-1] == whole[-1] and len(years(view)) == len(near)
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    assert len(years(view)) > len(near)
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert years(view) == whole


def test_a_band_pulled_over_the_chart_shows_what_lies_in_it(qtbot: QtBot, page: ChartPage) -> None:
    view = page.view
    start, end = at(view, "2018") - QPoint(12, 0), at(view, "2021") + QPoint(12, 40)
    drag(view, end, start)  # from right to left is the same
    assert years(view) == ["2018", "2019", "2020", "2021"]
    is_drawn(qtbot, page)
    assert "shown: 2018 to 2021 only" in page.data.subtitle  # type: ignore[union-attr]


def test_a_band_opens_no_claim_and_escape_drops_it(qtbot: QtBot, page: ChartPage) -> None:
    view, whole = page.view, years(page.view)
    with qtbot.assertNotEmitted(page.navigate):
        spot = QPointF(at(view, "2019"))
        for kind, where in ((QEvent.Type.MouseButtonPress, spot), (QEvent.Type.MouseMove, spot + QPointF(40, 0))):
            QApplication.sendEvent(view, QMouseEvent(kind, where, view.mapToGlobal(where), LEFT, LEFT, NONE))
        qtbot.keyClick(view, Qt.Key.Key_Escape)
        where = spot + QPointF(40, 0)
        QApplication.sendEvent(
            view, QMouseEvent(QEvent.Type.MouseButtonRelease, where, view.mapToGlobal(where), LEFT, LEFT, NONE)
        )
    assert years(view) == whole


@pytest.mark.parametrize(("button", "keys"), [(MIDDLE, NONE), (LEFT, SHIFT)])
def test_pulling_moves_along(qtbot: QtBot, page: ChartPage, button: Qt.MouseButton, keys: Qt.KeyboardModifier) -> None:
    view = page.view
    view.set_look(Look(first="2016-01-01", last="2021-12-31"))
    is_drawn(qtbot, page)
    middle = view.rect().center()
    drag(view, middle, middle - QPoint(view.width() // 3, 0), button, keys)
    assert years(view)[0] > "2016" and len(years(view)) == 6


def test_a_click_on_the_name_of_a_series_hides_it(qtbot: QtBot, page: ChartPage) -> None:
    view = page.view
    assert view.drawing is not None
    code, (left, bottom, right, top) = next(key for key in view.drawing.keys if key[0] == "wind")
    qtbot.mouseClick(view, LEFT, pos=QPoint(round((left + right) / 2), round(view.height() - (bottom + top) / 2)))
    assert view.look.hidden == {code}
    data = is_drawn(qtbot, page)
    assert "without: Wind" in data.subtitle
    assert all(series.code != "wind" for series in data.series)
    assert any("hidden by choice" in line for line in data.left_out)


def test_the_menu_and_the_keyboard_hide_and_show(qtbot: QtBot, page: ChartPage) -> None:
    view, stage = page.view, page.stage
    action = next(action for action in stage.menu.actions() if action.text() == "Wind")
    action.trigger()
    assert view.look.hidden == {"wind"} and stage.series.text().strip() == "Series: 2 of 3"
    action.trigger()
    assert view.look.hidden == frozenset()
    is_drawn(qtbot, page)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_End)
    found = view.current_point()
    assert found is not None
    qtbot.keyClick(view, Qt.Key.Key_H)
    assert view.look.hidden == {found[0].code}


def test_the_last_series_cannot_be_hidden(qtbot: QtBot, page: ChartPage) -> None:
    for action in page.stage.menu.actions():
        action.trigger()
    assert len(page.view.look.hidden) == 2
    assert [action.isChecked() for action in page.stage.menu.actions()].count(True) == 1


def test_events_are_marked_read_out_and_opened(qtbot: QtBot, page: ChartPage) -> None:
    view = page.view
    assert view.data is not None and view.data.events is None
    page.stage.events.click()
    qtbot.waitUntil(lambda: view.data is not None and view.data.events is not None, timeout=10_000)
    data = is_drawn(qtbot, page)
    assert data.events is not None and view.drawing is not None
    marks = [mark for mark in view.drawing.marks if mark.series == EVENT]
    assert len(marks) == len(data.events.points) > 5
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_End)  # events are read last
    last = data.events.points[-1]
    assert view.readout()[:2] == [last.label, last.note]
    with qtbot.waitSignal(page.navigate) as followed:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert followed.args == ["events", last.record_ids[0]]
    view.set_look(replace(view.look, first="2018-01-01", last="2020-12-31"))
    seen = is_drawn(qtbot, page)
    assert seen.events is not None
    assert {point.x[:4] for point in seen.events.points} <= {"2018", "2019", "2020"}
    qtbot.keyClick(view, Qt.Key.Key_E)
    qtbot.waitUntil(lambda: view.data is not None and view.data.events is None, timeout=10_000)


def test_marked_events_stand_on_paper_with_letters_and_sources(
    qtbot: QtBot, page: ChartPage, window: MainWindow, tmp_path: Path
) -> None:
    page.view.mark_events(True)
    qtbot.waitUntil(lambda: page.data is not None and page.data.events is not None, timeout=10_000)
    request, data = page.request(), page.data
    assert request is not None and data is not None and data.events is not None
    report = window.workspace.ask(lambda ask: request.make(ask, EN)).result(30)
    path = tmp_path / "events.pdf"
    write_pdf(report, path)
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())
    said = text[text.index("Events marked"):]
    for at, point in enumerate(data.events.points):
        assert f"{chr(ord('A') + at)} {point.note}, {point.label}" in said
        assert point.sources and f"[{point.sources[0] + 1}]" in text


LINES = {
    "line": ChartSpec("line", "claims", measures=("visitors",), group="year"),
    "step": ChartSpec("step", "events", group="year"),
    "bar": ChartSpec("bar", "events", group="year", split="kind", first=2010, last=2024),
    "panels": ChartSpec("panels", "events", group="year", split="kind", first=2010, last=2024),
}


@pytest.mark.parametrize("form", LINES)
def test_every_form_along_years_is_moved_in_time_and_shown_on_the_timeline(
    qtbot: QtBot, page: ChartPage, window: MainWindow, form: str
) -> None:
    page.compose(LINES[form])
    qtbot.waitUntil(lambda: page.data is not None and page.data.id == "free", timeout=10_000)
    view, data = page.view, is_drawn(qtbot, page)
    assert data.form == form
    whole = years(view)
    chosen = whole[len(whole) // 2]
    turn(view, at(view, chosen), 2)
    near = years(view)
    assert chosen in near and len(near) < len(whole)
    is_drawn(qtbot, page)
    view.reset()
    is_drawn(qtbot, page)
    mark = view.drawing.marks[-1] if view.drawing else None
    assert mark is not None
    last = view.drawing.of(mark)[1].x  # type: ignore[union-attr]
    left, bottom, right, top = view.drawing.box(mark)  # type: ignore[union-attr]
    middle = QPoint(round((left + right) / 2), round(view.height() - (bottom + top) / 2))
    drag(view, middle - QPoint(7, 3), middle + QPoint(7, 3))  # also in one of the small charts
    assert years(view) == [last]
    view.set_look(replace(view.look, first=f"{whole[1]}-01-01", last=f"{chosen}-12-31"))
    assert years(view) == whole[1:whole.index(chosen) + 1]
    assert page.stage.timeline.isVisible() and page.stage.events.isVisible() == (form != "panels")
    with qtbot.waitSignal(page.period) as sent:
        page.stage.timeline.click()
    assert sent.args == [f"{whole[1]}-01-01", f"{chosen}-12-31"]


def test_events_are_marked_over_spans_of_time(qtbot: QtBot, page: ChartPage) -> None:
    page.show_chart("project_spans", None)
    qtbot.waitUntil(lambda: page.data is not None and page.data.id == "project_spans", timeout=10_000)
    is_drawn(qtbot, page)
    page.stage.events.click()
    qtbot.waitUntil(lambda: page.view.data is not None and page.view.data.events is not None, timeout=10_000)
    is_drawn(qtbot, page)
    drawing = page.view.drawing
    assert drawing is not None and drawing.data.events is not None
    marks = [mark for mark in drawing.marks if mark.series == EVENT]
    assert len(marks) == len(drawing.data.events.points) > 5
    assert page.stage.timeline.isVisible()


def test_a_mark_of_people_sent_leads_to_the_posting(qtbot: QtBot, page: ChartPage, window: MainWindow) -> None:
    values = {"people": "12", "role": "doctor", "sending_unit": "First Hospital", "start_date": "2016", "end_date": "2018",
              "source_key": "cnenergy_2018_cgn", "locator": "para 2"}  # fmt: skip
    window.workspace.do(lambda commands: commands.save(Draft("postings", None, 0, values))).result()
    page.show_chart("people", None)
    qtbot.waitUntil(lambda: page.data is not None and page.data.id == "people", timeout=10_000)
    is_drawn(qtbot, page)
    page.view.setFocus()
    qtbot.keyClick(page.view, Qt.Key.Key_Home)
    assert page.view.readout()[:2] == ["Doctor, People sent, by role", "12 people"]
    with qtbot.waitSignal(page.navigate) as followed:
        qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert followed.args == ["postings", 1]
    qtbot.waitUntil(lambda: window.page_name == "projects", timeout=10_000)


def test_events_are_not_offered_where_there_is_no_time(qtbot: QtBot, page: ChartPage) -> None:
    page.show_chart("companies", None)
    qtbot.waitUntil(lambda: page.data is not None and page.data.id == "companies", timeout=10_000)
    assert not page.stage.events.isVisible() and not page.stage.timeline.isVisible()


def test_the_page_prints_the_part_that_is_seen(qtbot: QtBot, page: ChartPage, window: MainWindow) -> None:
    page.view.set_look(Look(frozenset({"wind"}), "2018-01-01", "2020-12-31"))
    seen = is_drawn(qtbot, page)
    request = page.request()
    assert request is not None
    report = window.workspace.ask(lambda ask: request.make(ask, EN)).result(30)
    figure = next(block for block in report.blocks if type(block).__name__ == "FigureBlock")
    assert figure.chart == seen


def test_the_part_that_is_seen_survives_a_save_by_somebody(qtbot: QtBot, page: ChartPage) -> None:
    page.view.set_look(Look(first="2018-01-01", last="2020-12-31"))
    page.refresh(ChangeSet(0, ""), None)
    before = page.view.whole
    qtbot.waitUntil(lambda: page.view.whole is not before, timeout=10_000)
    assert years(page.view) == ["2018", "2019", "2020"]


def test_the_period_goes_to_the_timeline_and_comes_back(qtbot: QtBot, page: ChartPage, window: MainWindow) -> None:
    page.view.set_look(Look(first="2016-01-01", last="2019-12-31"))
    page.stage.timeline.click()
    assert window.page_name == "timeline"
    timeline = window.current_page()
    assert isinstance(timeline, TimelinePage)
    qtbot.waitUntil(lambda: look_of(timeline.canvas) == Look(first="2016-01-01", last="2019-12-31"), timeout=20_000)
    timeline.show_period("2018-03-01", "2018-12-31")
    timeline.bar.chart.click()
    assert window.page_name == "charts"
    qtbot.waitUntil(lambda: page.data is not None and page.data.id == "events", timeout=20_000)
    assert years(page.view) == ["2018"]


def test_the_period_stays_when_another_chart_over_time_is_chosen(qtbot: QtBot, page: ChartPage) -> None:
    page.view.set_look(Look(frozenset({"wind"}), "2018-01-01", "2020-12-31"))
    row = next(row for row in range(page._list.count()) if "start year" in page._list.item(row).text())
    page._list.setCurrentRow(row)
    qtbot.waitUntil(lambda: page.data is not None and page.data.id == "projects_by_year", timeout=10_000)
    assert years(page.view) == ["2018", "2019", "2020"] and not page.view.look.hidden


def test_the_window_does_not_wait_while_a_file_is_drawn(qtbot: QtBot, page: ChartPage) -> None:
    started, go_on = Event(), Event()

    def hold() -> None:
        with drawing():
            started.set()
            go_on.wait(20)

    thread = Thread(target=hold)
    thread.start()
    started.wait(20)
    before = page.view.drawing
    page.view.zoom(2)
    page.view.redraw()  # comes back at once
    assert page.view.drawing is before
    go_on.set()
    thread.join()
    is_drawn(qtbot, page)
    assert page.view.drawing is not before


@pytest.mark.parametrize("format", ["png", "pdf"])
def test_saved_with_a_serial_the_file_carries_it_and_the_gallery_knows_it(
    qtbot: QtBot, page: ChartPage, window: MainWindow, tmp_path: Path, format: str
) -> None:
    page.view.set_look(Look(first="2018-01-01", last="2020-12-31"))
    path = tmp_path / f"chart.{format}"
    page.export.save(path, Wish(format, 96, True))
    qtbot.waitUntil(path.exists, timeout=30_000)
    qtbot.waitUntil(lambda: "Registered as PD-" in page.status_text(), timeout=10_000)
    found = receipt.read(path.read_bytes())
    assert found is not None and found.serial in page.status_text()
    known = window.workspace.ask(lambda ask: ask.snapshots.look_at(path.read_bytes())).result(30)
    assert known.verdict == ("same" if format == "pdf" else "drawn")
    compared = window.workspace.ask(
        lambda ask: ask.snapshots.compare(known.line.id, EN)
    ).result(30)
    assert compared.is_same


def test_a_registered_page_of_a_file_that_may_not_be_written_is_not_offered(page: ChartPage) -> None:
    data = page.data
    assert data is not None
    dialog = SaveChart(data, FileProblem("Somebody else has it open."), page)
    assert not dialog.register.isEnabled() and "Somebody else" in dialog.register.accessibleDescription()
    dialog.reject()


def test_the_picture_is_dragged_out_as_a_file_with_the_table_beside_it(qtbot: QtBot, page: ChartPage) -> None:
    handle = page.handle
    assert handle.content() is None  # nothing is drawn before the pointer comes near
    handle.prepare()
    qtbot.waitUntil(lambda: handle.is_ready, timeout=20_000)
    mime = handle.content()
    assert mime is not None
    path = Path(mime.urls()[0].toLocalFile())
    assert path.read_bytes().startswith(b"\x89PNG") and path.suffix == ".png"
    assert "<table" in mime.html() and "2025\t" in mime.text() and mime.hasImage()
    page.view.zoom(2)
    assert not handle.is_ready  # what is seen is another picture now


def test_a_spreadsheet_has_typed_cells_a_row_of_units_and_its_sources(
    qtbot: QtBot, page: ChartPage, tmp_path: Path
) -> None:
    path = tmp_path / "chart.xlsx"
    page.export.save(path, Wish("xlsx"))
    qtbot.waitUntil(path.exists, timeout=20_000)
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    assert book.sheet_names == ["Data", "Sources"]
    rows = book.get_sheet_by_name("Data").to_python()
    assert rows[0][:2] == ["Year", "Solar thermal"] and rows[1][1] == "MW"
    assert rows[-1][1:5] == [160.0, 930.0, 300.0, 1390.0]
    data = page.data
    assert data is not None
    sources = book.get_sheet_by_name("Sources").to_python()
    assert [row[0] for row in sources[1:1 + len(data.sources)]] == [f"[{n}]" for n in range(1, len(data.sources) + 1)]
    assert any("As of" in str(row[1]) for row in sources)


def test_looked_from_afar_and_near_the_same_values(page: ChartPage) -> None:
    whole = page.view.whole
    assert whole is not None
    near = looked(whole, Look(first="2018-01-01", last="2018-12-31"))
    assert {p.value for p in near.points} <= {p.value for p in whole.points}
