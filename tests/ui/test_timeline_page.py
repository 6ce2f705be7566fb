"""The Timeline tab on a real file: mouse, keyboard, words for ears, popups, both languages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.ui import i18n, theme
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.tabs.timeline import TimelinePage
from pairing_desktop.ui.timeline.choices import ChoicesPopup
from pairing_desktop.ui.timeline.marks import Mark
from pairing_desktop.ui.timeline.painter import NAMES
from pairing_desktop.ui.timeline.scale import day_of, year_start

# The popups grab the keyboard, which there is none of without a screen.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard", extend=True)


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    workspace = Workspace.create(tmp_path_factory.mktemp("file") / "facts.pairing", who="Tester", unit="Office")
    yield workspace
    workspace.close()


@pytest.fixture
def page(qtbot: QtBot, facts: Workspace) -> Iterator[TimelinePage]:
    theme.apply(QApplication.instance(), "light")  # type: ignore[arg-type]
    i18n.set_current("en")
    made = TimelinePage(Bridge(facts))
    qtbot.addWidget(made)
    made.resize(1280, 711)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: made.canvas.index is not None and made.side.card.shown is not None, timeout=20_000)
    yield made
    i18n.set_current("en")


def marks(page: TimelinePage, lane: str = "") -> list[Mark]:
    frame = page.canvas.frame()
    assert frame is not None
    return [mark for box in frame.lanes for mark in box.marks if lane in ("", box.name)]


def point(page: TimelinePage, mark: Mark) -> QPoint:
    """Where a mark is, in the viewport."""
    frame, canvas = page.canvas.frame(), page.canvas
    assert frame is not None
    top = next(box.top for box in frame.lanes if box.name == mark.lane)
    head = canvas._head()
    return QPointF(NAMES + mark.x, head + top + mark.y - canvas.verticalScrollBar().value()).toPoint()


def press(qtbot: QtBot, page: TimelinePage, *keys: Qt.Key, control: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    for key in keys:
        qtbot.keyClick(page.canvas, key, modifier)


def card_of(qtbot: QtBot, page: TimelinePage, record: tuple[str, int]) -> None:
    qtbot.waitUntil(lambda: page.side.card.identity() == record, timeout=10_000)


def popup(qtbot: QtBot) -> ChoicesPopup:
    found: list[ChoicesPopup] = []

    def there() -> bool:
        found[:] = [w for w in QApplication.topLevelWidgets() if isinstance(w, ChoicesPopup) and w.isVisible()]
        return bool(found)

    qtbot.waitUntil(there, timeout=10_000)
    return found[0]


# What is there -----------------------------------------------------------------------------------------------------


def test_it_opens_from_2010_to_today_with_every_dated_item_counted(page: TimelinePage) -> None:
    scale, index = page.canvas.scale, page.canvas.index
    assert scale is not None and index is not None
    assert year_start(2009) < scale.left <= year_start(2010) and scale.right >= index.today
    assert page.bar.counts.text() == "133 events, 41 projects"
    assert page.status_text().startswith("2010 to today")
    assert page.bar.recent.isChecked()


def test_nothing_is_lost_between_the_file_and_the_marks(page: TimelinePage) -> None:
    page.canvas.zoom(0.0001)
    assert sum(mark.count for mark in marks(page)) == 133 + 41


def test_undated_ones_are_counted_and_open_as_a_list(qtbot: QtBot, page: TimelinePage) -> None:
    assert page.bar.undated.words() == "14 undated"
    page.bar.undated.click()
    opened = popup(qtbot)
    assert opened.model.rowCount() == 14
    said = [str(opened.model.data(opened.model.index(row, 0))) for row in range(14)]
    assert sum(words.startswith("Event: ") for words in said) == 3
    qtbot.keyClick(opened.view, Qt.Key.Key_Return)
    record = page.canvas.selected
    assert record is not None
    card_of(qtbot, page, record)


def test_earlier_than_2010_is_one_click_away_and_back(page: TimelinePage) -> None:
    page.bar.earlier.click()
    scale = page.canvas.scale
    assert scale is not None and scale.left <= day_of("1980-01-01") and scale.right < year_start(2012)
    assert any(mark.members[0].item.earliest == "1980-01-01" for mark in marks(page, "programme"))
    assert page.bar.earlier.isChecked() and page.status_text().startswith("Before 2010")
    page.bar.recent.click()
    assert page.status_text().startswith("2010 to today")


def test_kinds_that_are_hidden_leave_the_timeline_and_its_counts(qtbot: QtBot, page: TimelinePage) -> None:
    page.bar.hide_kinds(frozenset({"construction", "commissioning", "projects"}))
    qtbot.waitUntil(lambda: page.bar.counts.text() == "83 events, 0 projects", timeout=10_000)
    assert not marks(page, "commissioning") and not marks(page, "projects")
    page.bar.hide_kinds(frozenset())
    qtbot.waitUntil(lambda: page.bar.counts.text() == "133 events, 41 projects", timeout=10_000)


def test_claims_can_be_switched_off(page: TimelinePage) -> None:
    frame = page.canvas.frame()
    assert frame is not None and frame.lanes[-1].name == "claims" and frame.lanes[-1].years
    page.bar.claims.click()
    frame = page.canvas.frame()
    assert frame is not None and frame.lanes[-1].name != "claims"


# Mouse -------------------------------------------------------------------------------------------------------------


def test_a_click_on_a_mark_shows_its_card(qtbot: QtBot, page: TimelinePage) -> None:
    mark = next(mark for mark in marks(page, "agreement") if mark.shape == "disc")
    qtbot.mouseClick(page.canvas.viewport(), Qt.MouseButton.LeftButton, pos=point(page, mark))
    record = ("events", mark.members[0].item.id)
    assert page.canvas.selected == record and page.current() == record
    card_of(qtbot, page, record)
    assert page.side.place.text().endswith("of 133")


def test_a_click_on_a_pill_opens_its_items_and_one_of_them_is_chosen(qtbot: QtBot, page: TimelinePage) -> None:
    mark = next(mark for mark in marks(page, "operation") if mark.shape == "pill")
    qtbot.mouseClick(page.canvas.viewport(), Qt.MouseButton.LeftButton, pos=point(page, mark))
    opened = popup(qtbot)
    assert opened.model.rowCount() == mark.count
    qtbot.keyClick(opened.view, Qt.Key.Key_Down)
    qtbot.keyClick(opened.view, Qt.Key.Key_Return)
    assert page.canvas.selected == ("events", mark.members[1].item.id)


def test_double_click_on_a_project_goes_to_it(qtbot: QtBot, page: TimelinePage) -> None:
    mark = next(mark for mark in marks(page, "projects") if mark.count == 1)
    with qtbot.waitSignal(page.navigate) as told:
        qtbot.mouseDClick(page.canvas.viewport(), Qt.MouseButton.LeftButton, pos=point(page, mark))
    assert told.args == ["projects", mark.members[0].item.id]


def test_control_and_wheel_zoom_around_the_mouse(page: TimelinePage) -> None:
    before = page.canvas.scale
    assert before is not None
    at = QPointF(NAMES + 500, 200)
    event = QWheelEvent(
        at, page.canvas.mapToGlobal(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )
    QApplication.sendEvent(page.canvas.viewport(), event)
    after = page.canvas.scale
    assert after is not None and after.density > before.density
    assert after.day(500) == pytest.approx(before.day(500))


def test_dragging_pans_and_does_not_choose(qtbot: QtBot, page: TimelinePage) -> None:
    view, chosen, before = page.canvas.viewport(), page.canvas.selected, page.canvas.scale
    assert before is not None
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(600, 300))
    qtbot.mouseMove(view, QPoint(560, 300))
    qtbot.mouseMove(view, QPoint(500, 300))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(500, 300))
    after = page.canvas.scale
    assert after is not None and after.left == pytest.approx(before.day(100))
    assert page.canvas.selected == chosen


# Keyboard and ears -------------------------------------------------------------------------------------------------


def test_plus_minus_and_nought_zoom(qtbot: QtBot, page: TimelinePage) -> None:
    first = page.canvas.scale
    assert first is not None
    press(qtbot, page, Qt.Key.Key_Plus, Qt.Key.Key_Plus)
    assert page.canvas.scale is not None and page.canvas.scale.density > 1.5 * first.density
    press(qtbot, page, Qt.Key.Key_Minus)
    assert page.canvas.preset == ""
    press(qtbot, page, Qt.Key.Key_0)
    assert page.canvas.scale == first


def test_control_arrows_home_and_end_pan(qtbot: QtBot, page: TimelinePage) -> None:
    press(qtbot, page, Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Plus)
    before = page.canvas.scale
    assert before is not None
    press(qtbot, page, Qt.Key.Key_Left, control=True)
    assert page.canvas.scale is not None and page.canvas.scale.left < before.left
    press(qtbot, page, Qt.Key.Key_Home)
    index = page.canvas.index
    assert index is not None and page.canvas.scale.left <= index.first
    press(qtbot, page, Qt.Key.Key_End)
    assert page.canvas.scale.right >= index.last


def test_arrows_step_from_mark_to_mark_and_each_is_told_in_words(qtbot: QtBot, page: TimelinePage) -> None:
    start = next(mark for mark in marks(page, "agreement") if mark.shape == "disc")
    page.canvas.select("events", start.members[0].item.id)
    press(qtbot, page, Qt.Key.Key_Right)
    following = next(mark for mark in marks(page, "agreement") if mark.members[0].start > start.members[0].start)
    item = following.members[0].item
    assert page.canvas.selected == ("events", item.id)
    assert page.canvas.accessibleDescription() == page.canvas.current_text()
    assert item.title_en in page.canvas.accessibleDescription()
    assert "July 2014" in page.canvas.accessibleDescription()
    press(qtbot, page, Qt.Key.Key_Left)
    assert page.canvas.selected == ("events", start.members[0].item.id)


def test_stepping_beyond_the_edge_brings_the_next_item_into_view(qtbot: QtBot, page: TimelinePage) -> None:
    page.canvas.select("events", page._orders["events"][0])
    for _ in range(12):
        press(qtbot, page, Qt.Key.Key_Plus)
    before = page.canvas.current_text()
    press(qtbot, page, Qt.Key.Key_Right)
    assert page.canvas.current_text() not in ("", before)


def test_tab_goes_through_the_lanes_and_then_on(qtbot: QtBot, page: TimelinePage) -> None:
    page.canvas.setFocus()
    page.canvas.select("events", next(m for m in marks(page, "programme") if m.count == 1).members[0].item.id)
    lanes = []
    for _ in range(10):
        if not page.canvas.focusNextPrevChild(True):
            break
        spot = page.canvas._spot()
        lanes.append(spot.lane.name if spot else "")
        if not page.canvas.hasFocus():
            break
    assert lanes[:6] == ["agreement", "projects", "commissioning", "operation", "life", "claims"]
    assert not page.canvas.hasFocus()


def test_a_pill_is_told_with_its_count_and_how_to_open_it(qtbot: QtBot, page: TimelinePage) -> None:
    mark = next(mark for mark in marks(page, "operation") if mark.shape == "pill")
    page.canvas.select("events", mark.members[0].item.id)
    words = page.canvas.accessibleDescription()
    assert words.startswith(f"{mark.count} items here: ") and words.endswith("Enter opens them.")
    press(qtbot, page, Qt.Key.Key_Return)
    assert popup(qtbot).model.rowCount() == mark.count


def test_a_year_of_claims_opens_them_and_one_leads_to_figures(qtbot: QtBot, page: TimelinePage) -> None:
    frame = page.canvas.frame()
    assert frame is not None
    year = next(bar for bar in frame.lanes[-1].years if bar.year == 2019)
    page.canvas.yearOpened.emit(2019)
    opened = popup(qtbot)
    assert opened.model.rowCount() == year.claims
    with qtbot.waitSignal(page.navigate) as told:
        qtbot.keyClick(opened.view, Qt.Key.Key_Return)
    assert told.args is not None and told.args[0] == "claims"


def test_previous_and_next_walk_through_time(qtbot: QtBot, page: TimelinePage) -> None:
    order = page._orders["events"]
    assert page.open_record("events", order[87])
    card_of(qtbot, page, ("events", order[87]))
    assert page.side.place.text() == "88 of 133"
    page.side.next.click()
    card_of(qtbot, page, ("events", order[88]))
    assert page.side.place.text() == "89 of 133"
    page.side.previous.click()
    assert page.canvas.selected == ("events", order[87])


def test_fit_selection_shows_the_whole_of_it(page: TimelinePage) -> None:
    page.canvas.select("projects", page._orders["projects"][10])
    page.bar.fit.click()
    scale, index = page.canvas.scale, page.canvas.index
    assert scale is not None and index is not None
    extent = index.extent("projects", page._orders["projects"][10])
    assert extent is not None and scale.left < extent.start and extent.end < scale.right


# The frame around it -----------------------------------------------------------------------------------------------


def test_links_edit_and_chart_are_passed_on(qtbot: QtBot, page: TimelinePage) -> None:
    with qtbot.waitSignal(page.edit) as told:
        page.side.card.edit.click()
    assert told.args == list(page.current() or ())
    with qtbot.waitSignal(page.chart) as charted:
        page.bar.chart.click()
    assert charted.args is not None and charted.args[0] == "events"
    with qtbot.waitSignal(page.navigate) as followed:
        page.side.card.followed.emit("sources", 3)
    assert followed.args == ["sources", 3]


def test_the_list_stands_behind_a_switch(qtbot: QtBot, page: TimelinePage) -> None:
    page.bar.views["list"].click()
    assert page.shows_list
    qtbot.waitUntil(lambda: page.events.model.rowCount() == 136, timeout=20_000)
    page.bar.views["timeline"].click()
    assert not page.shows_list


def test_the_card_goes_beneath_in_the_narrow_form(page: TimelinePage) -> None:
    page.resize(1024, 613)
    QApplication.processEvents()
    assert page.splitter.orientation() == Qt.Orientation.Vertical
    page.resize(1280, 711)
    QApplication.processEvents()
    assert page.splitter.orientation() == Qt.Orientation.Horizontal


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_it_fits_a_small_window_in_both_languages(page: TimelinePage, code: str) -> None:
    i18n.set_current(code)
    page.retranslate()
    for width in (1280, 1024):
        page.resize(width, 600)
        QApplication.processEvents()
        smallest = page.minimumSizeHint()
        assert smallest.width() <= 1000 and smallest.height() <= 600


def test_the_columns_say_of_every_item_what_the_item_itself_says(page: TimelinePage, facts: Workspace) -> None:
    index = page.canvas.index
    assert index is not None
    every, dated = index.every, {(item.row_kind, item.id): item for item in facts.ask(lambda ask: ask.timeline.items()).result()}
    assert len(every.ids) == len(dated) == 174
    for place in range(len(every.ids)):
        one, like = every.extent(place), every.shared[every.of[place]]
        assert one.item == dated[one.item.row_kind, one.item.id]
        assert (one.start, one.end) == (every.starts[place], every.ends[place])
        assert (like.row_kind, like.lane, like.kind, like.open_end) == (
            one.item.row_kind, one.item.lane, one.item.kind, one.item.open_end)
        if like.row_kind == "events":
            assert (like.precision, bool(like.end_date)) == (one.item.precision, bool(one.item.end_date))
    for lane in index.lanes.values():
        for interval in lane.intervals:
            for one in lane.coarse[interval.first:interval.last]:
                assert (one.start, one.end, one.shape, one.soft_start, one.soft_end, one.open_end) == (
                    interval.start, interval.end, interval.shape, interval.soft_start, interval.soft_end, interval.open_end)


def test_in_chinese_names_dates_and_words_are_chinese(qtbot: QtBot, page: TimelinePage) -> None:
    i18n.set_current("zh_CN")
    page.retranslate()
    assert page.bar.counts.text() == "133 个事件，41 个项目"
    index = page.canvas.index
    assert index is not None
    found = [index.extent("events", id) for id in index.order("events")]
    id = next(one.item.id for one in found if one is not None and one.item.date == "2020-10-09")
    page.canvas.select("events", id)
    for _ in range(10):
        page.canvas.zoom(1.5)
    assert page.canvas.current_text().startswith("整月发电量再创新高，2020年10月9日至11月8日")


def test_state_is_remembered(qtbot: QtBot, page: TimelinePage, facts: Workspace) -> None:
    page.bar.claims.click()
    page.bar.hide_kinds(frozenset({"visit"}))
    other = TimelinePage(page.bridge)
    qtbot.addWidget(other)
    other.restore_state(page.save_state())
    assert not other.bar.claims.isChecked() and other.bar.hidden == frozenset({"visit"})
    qtbot.waitUntil(lambda: other.bar.counts.text() == "127 events, 41 projects", timeout=10_000)


def test_a_new_file_says_what_belongs_here(qtbot: QtBot, tmp_path: Path) -> None:
    empty = Workspace.create(tmp_path / "empty.pairing", who="Tester", unit="Office", with_facts=False)
    try:
        made = TimelinePage(Bridge(empty))
        qtbot.addWidget(made)
        qtbot.waitUntil(lambda: made.canvas.index is not None, timeout=20_000)
        assert made.front.currentWidget() is made.nothing
        assert made.nothing.title.text() == "Nothing is on the timeline yet"
    finally:
        empty.close()
