"""Forms through their real widgets on a real file: typing, messages, saving, discarding."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from form_desk import Desk, commit, compose, line, press, type_over
from pairing_desktop.domain.kinds import EDITABLE_KINDS
from pairing_desktop.domain.problems import FileProblem
from pairing_desktop.operations.commands import Commands
from pairing_desktop.ui import i18n
from pairing_desktop.ui.forms.record_form import RecordForm

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(qtbot: QtBot, facts_file: Path) -> Iterator[Desk]:
    i18n.set_current("en")
    made = Desk(qtbot, facts_file)
    yield made
    made.close()
    i18n.set_current("en")


def banner_button(form: RecordForm, text: str) -> QPushButton:
    return next(button for button in form.banner.findChildren(QPushButton) if button.text() == text)


def test_a_new_project_is_typed_picked_and_saved_with_the_keyboard_alone(desk: Desk, qtbot: QtBot) -> None:
    form = desk.form("projects")
    qtbot.waitUntil(lambda: form.boxes["name_en"].has_focus())
    commit(QApplication.focusWidget(), "Second tower")
    press(QApplication.focusWidget(), Qt.Key.Key_Tab)
    compose(QApplication.focusWidget(), "er'qi'tashi")
    commit(QApplication.focusWidget(), "二期塔式电站")
    form.boxes["kind"].editor.input.setFocus()
    for key in "Power":
        press(QApplication.focusWidget(), Qt.Key(ord(key.upper())))
    form.boxes["status"].editor.input.setFocus()
    press(QApplication.focusWidget(), Qt.Key.Key_Down)
    place = line(form, "place_key")
    place.setFocus()
    qtbot.keyClicks(place, "dlh")
    picker = form.boxes["place_key"].editor
    qtbot.waitUntil(lambda: picker._list.isVisible())
    press(place, Qt.Key.Key_Return)
    assert picker.value() == "delingha"
    type_over(form, "start_date", "2018年12月30日")
    type_over(form, "investment_cny", "10.5亿元")
    assert form.boxes["start_date"].reading() == "30 December 2018"
    assert form.boxes["investment_cny"].reading() == "1.05 billion yuan, 10.5亿元"
    source = line(form, "source_key")
    source.setFocus()
    qtbot.keyClicks(source, "SUPCON Delingha 50 MW Tower")
    qtbot.waitUntil(lambda: form.boxes["source_key"].editor._list.isVisible())
    press(source, Qt.Key.Key_Return)
    desk.saved(form, lambda: press(source, Qt.Key.Key_Return, CONTROL))
    values = desk.values("projects", "second_tower")
    assert values["name_zh"] == "二期塔式电站"
    assert values["kind"] == "power_plant"
    assert values["place_key"] == "delingha"
    assert (values["start_date"], values["start_precision"]) == ("2018-12-30", "day")
    assert values["investment_cny"] == "1050000000"


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_an_impossible_date_is_told_beside_its_field_and_save_goes_there(desk: Desk, code: str) -> None:
    i18n.set_current(code)
    form = desk.form("projects", "supcon50")
    type_over(form, "start_date", "2010-02-30")
    desk.qtbot.waitUntil(lambda: form.boxes["start_date"].has_error())
    said = {"en": "30 February 2010 does not exist.", "zh_CN": "2010年2月没有30日。"}[code]
    box = form.boxes["start_date"]
    assert box.message() == said
    assert box.editor.input.accessibleDescription() == said
    form.boxes["note"].editor.input.setFocus()
    form.foot.save.click()
    assert box.has_focus()
    assert form.foot.text() == {"en": "1 error", "zh_CN": "1 处错误"}[code]
    assert desk.values("projects", "supcon50")["start_date"] == "2017-03-15"


def test_an_end_before_the_start_names_both_dates(desk: Desk) -> None:
    form = desk.form("projects", "supcon50")
    type_over(form, "end_date", "2016-12")
    desk.qtbot.waitUntil(lambda: form.boxes["end_date"].has_error())
    assert form.boxes["end_date"].message() == "December 2016 is before the start, 15 March 2017."


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("capacity", "-50", "Capacity cannot be negative."),
        ("capacity", "abt 12", "“abt 12” is not a number. Try 1843.58 or 1,843.58."),
        ("name_en", "x" * 100_000, "100,000 characters are too many: at most 500 fit here."),
        ("place_key", "zzzz", "“zzzz” is not chosen yet: choose from the list."),
    ],
)
def test_what_cannot_be_saved_is_told_in_words_and_stays_in_the_form(
    desk: Desk, field: str, text: str, said: str
) -> None:
    form = desk.form("projects", "supcon50")
    type_over(form, field, text)
    press(form, Qt.Key.Key_Return, CONTROL)
    assert form.boxes[field].message() == said
    assert line(form, field).text() == text
    assert form.boxes[field].has_focus()
    assert form.is_dirty()


@pytest.mark.parametrize("name", ["$\\frac$ Ltd", "<b>Bold</b>", "A & B", "O'Brien", "德令哈 ☀️ 😀", "=1+1"])
def test_any_name_is_saved_and_shown_as_typed(desk: Desk, name: str) -> None:
    form = desk.form("companies", "qh_supcon")
    type_over(form, "name_en", name)
    desk.saved(form, form.save)
    assert desk.values("companies", "qh_supcon")["name_en"] == name
    again = desk.form("companies", "qh_supcon")
    assert line(again, "name_en").text() == name
    assert again.head.title.text() == name


def test_text_under_composition_is_neither_checked_nor_saved_nor_discarded(desk: Desk) -> None:
    form = desk.form("projects", "supcon50")
    name = line(form, "name_zh")
    name.setFocus()
    name.selectAll()
    compose(name, "delingha")
    assert not form.is_dirty()
    press(name, Qt.Key.Key_Return, CONTROL)
    press(name, Qt.Key.Key_Escape)
    assert form.banner.isHidden()
    assert form.isVisible()
    commit(name, "德令哈")
    desk.qtbot.waitUntil(form.is_dirty)
    assert name.text() == "德令哈"


def test_a_composition_that_is_given_up_counts_too(desk: Desk) -> None:
    form = desk.form("projects", "supcon50")
    name = line(form, "name_zh")
    name.setFocus()
    name.selectAll()
    compose(name, "del")  # takes the selected text away
    compose(name, "")
    desk.qtbot.waitUntil(form.is_dirty)


def test_composed_text_does_not_search_in_a_picker(desk: Desk) -> None:
    form = desk.form("projects", "supcon50")
    place = line(form, "place_key")
    place.setFocus()
    place.selectAll()
    compose(place, "hang")
    desk.qtbot.wait(50)
    picker = form.boxes["place_key"].editor
    assert not picker._list.isVisible()
    assert picker.value() == "supcon_site" or picker.value()
    commit(place, "杭州")
    desk.qtbot.waitUntil(lambda: picker._list.isVisible())


def test_changes_are_marked_counted_and_taken_back_by_typing_back(desk: Desk) -> None:
    form = desk.form("projects", "supcon50")
    was = line(form, "capacity").text()
    with desk.qtbot.waitSignal(form.dirtyChanged):
        type_over(form, "capacity", "500")
    assert form.boxes["capacity"].is_changed
    desk.qtbot.waitUntil(form.boxes["capacity"].has_warning)
    assert form.head.unsaved_text() == "● 1 unsaved change"
    assert form.boxes["capacity"].message() == "The sources say 50 MW. Saving keeps 500 MW."
    assert form.foot.text() == "1 warning"
    type_over(form, "capacity", was)
    assert not form.is_dirty()
    assert form.head.unsaved_text() == ""


def test_a_warning_never_blocks(desk: Desk) -> None:
    form = desk.form("projects", "supcon50")
    type_over(form, "capacity", "500")
    desk.saved(form, form.save)
    assert desk.values("projects", "supcon50")["capacity"] == "500"


def test_esc_closes_an_untouched_form_and_asks_about_a_changed_one(desk: Desk) -> None:
    untouched = desk.form("projects", "supcon50")
    with desk.qtbot.waitSignal(untouched.closed):
        press(untouched, Qt.Key.Key_Escape)
    form = desk.form("projects", "supcon50")
    type_over(form, "name_en", "Other")
    press(form, Qt.Key.Key_Escape)
    assert form.banner.text == "1 change is not saved yet."
    banner_button(form, "Keep editing").click()
    assert form.banner.isHidden()
    assert line(form, "name_en").text() == "Other"
    press(form, Qt.Key.Key_Escape)
    with desk.qtbot.waitSignal(form.closed):
        banner_button(form, "Discard").click()
    assert not form.is_dirty()
    assert desk.values("projects", "supcon50")["name_en"] != "Other"


def test_undo_inside_a_field_is_the_fields(desk: Desk) -> None:
    form = desk.form("projects", "supcon50")
    name = line(form, "name_en")
    before = name.text()
    type_over(form, "name_en", "Other")
    name.setFocus()
    press(name, Qt.Key.Key_Z, CONTROL)
    assert name.text() == before
    assert not form.is_dirty()


def test_a_save_that_fails_keeps_the_edit_and_can_be_tried_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    form = desk.form("projects", "supcon50")
    type_over(form, "note", "Kept")
    real = Commands.save
    monkeypatch.setattr(Commands, "save", lambda *_, **__: (_ for _ in ()).throw(FileProblem("The disk is full.")))
    form.save()
    desk.qtbot.waitUntil(form.banner.isVisible)
    assert form.banner.text == (
        "The edit could not be saved: the disk is full. Nothing was lost: the form holds your edit."
    )
    assert form.is_dirty()
    monkeypatch.setattr(Commands, "save", real)
    desk.saved(form, banner_button(form, "Try again").click)
    assert desk.values("projects", "supcon50")["note"] == "Kept"


def test_a_newer_row_is_told_and_each_field_is_chosen(desk: Desk) -> None:
    form = desk.form("projects", "supcon50")
    desk.save_elsewhere("projects", "supcon50", name_en="Theirs", capacity="49", locator="p. 3")
    type_over(form, "name_en", "Mine")
    type_over(form, "note", "My note")
    form.save()
    desk.qtbot.waitUntil(form.conflict.isVisible)
    assert form.banner.text.startswith("Li Wei changed this record since you opened it. Nothing was overwritten.")
    words = [button.text() for button in form.conflict.buttons()]
    assert words[:2] == ["Mine: Mine", "Theirs: Theirs"]
    assert line(form, "capacity").text() == "49"
    assert line(form, "locator").text() == "p. 3"
    assert line(form, "name_en").text() == "Mine"
    form.conflict.buttons()[1].click()
    assert line(form, "name_en").text() == "Theirs"
    form.conflict.buttons()[0].click()
    desk.saved(form, form.save)
    values = desk.values("projects", "supcon50")
    assert (values["name_en"], values["capacity"], values["locator"]) == ("Mine", "49", "p. 3")
    assert values["note"] == "My note"


def test_a_change_seen_from_elsewhere_reloads_an_untouched_form_and_warns_a_changed_one(desk: Desk) -> None:
    form = desk.form("projects", "supcon50")
    change = desk.save_elsewhere("projects", "supcon50", name_en="First")
    desk.bridge.changed.emit(change, None)
    desk.qtbot.waitUntil(lambda: line(form, "name_en").text() == "First")
    assert form.banner.isHidden()
    type_over(form, "name_zh", "我的")
    change = desk.save_elsewhere("projects", "supcon50", name_en="Second")
    desk.bridge.changed.emit(change, None)
    desk.qtbot.waitUntil(form.banner.isVisible)
    assert line(form, "name_en").text() == "Second"
    assert line(form, "name_zh").text() == "我的"


def test_a_row_thrown_away_meanwhile_is_told_and_the_edit_stays(desk: Desk) -> None:
    form = desk.form("projects", "supcon50")
    desk.workspace.do(lambda do: do.delete("projects", [form.record_id])).result(10)
    type_over(form, "name_en", "Mine")
    form.save()
    desk.qtbot.waitUntil(form.banner.isVisible)
    assert "trash" in form.banner.text
    assert line(form, "name_en").text() == "Mine"


def test_what_only_saving_finds_is_told_at_its_field(desk: Desk) -> None:
    form = desk.form("sources")
    type_over(form, "title", "A")
    form.boxes["kind"].editor.set_value("news")
    form.check()
    form.save()
    desk.qtbot.waitUntil(lambda: not form.is_dirty() or form.messages.first_error() is not None)
    assert desk.values("sources", "a")["title"] == "A"


@pytest.mark.parametrize("kind", EDITABLE_KINDS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_every_input_has_a_name_for_ears_and_the_form_stays_small(desk: Desk, kind, code: str) -> None:
    i18n.set_current(code)
    form = desk.form(kind.name)
    for box in form.boxes.values():
        assert box.editor.input.accessibleName().startswith(box.label()) and box.label()
    assert form.foot.save.text()
    assert form.minimumSizeHint().width() <= 452
    assert form.minimumSizeHint().height() <= 600


def test_an_empty_form_shouts_only_once_a_save_was_tried(desk: Desk) -> None:
    form = desk.form("projects")
    press(line(form, "name_en"), Qt.Key.Key_Tab)
    desk.qtbot.wait(20)
    assert form.foot.text() == ""
    form.save()
    assert form.boxes["name_en"].message() == "Give a name in English or in Chinese."
    assert form.boxes["name_en"].has_focus()
    assert form.foot.text() == "4 errors"


def test_tab_leaves_a_long_text(desk: Desk) -> None:
    form = desk.form("projects", "supcon50")
    note = form.boxes["note"].editor.input
    note.setFocus()
    press(note, Qt.Key.Key_Tab)
    assert not note.hasFocus()
    assert "\t" not in form.boxes["note"].editor.value()


def sample(kind: str, desk: Desk, every: bool) -> list[str]:
    rows = list(desk.workspace.here.export(kind))
    return [row["key"] for row in (rows if every else rows[:: max(1, len(rows) // 6)])]


@pytest.mark.parametrize("kind", EDITABLE_KINDS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_saving_an_unchanged_form_writes_nothing(desk: Desk, kind, code: str, pytestconfig: pytest.Config) -> None:
    i18n.set_current(code)
    before = desk.workspace.here.operations(1)
    for key in sample(kind.name, desk, pytestconfig.getoption("--all")):
        form = desk.form(kind.name, key)
        assert not form.is_dirty(), key
        assert form.messages.first_error() is None, key
        # The draft too would write nothing, were it sent.
        stored = desk.values(kind.name, key)
        assert {name: value for name, value in form.draft().values.items() if stored[name] != value} == {}
        with desk.qtbot.waitSignal(form.closed):
            form.save()
    assert desk.workspace.here.operations(1) == before


def test_a_form_says_everything_again_in_another_language_and_keeps_what_was_typed(desk: Desk) -> None:
    form = desk.form("events", "ev_pmo")
    assert line(form, "date").text() == "the 1980s"
    type_over(form, "title_zh", "观测站")
    i18n.set_current("zh_CN")
    form.retranslate()
    assert form.boxes["title_zh"].label() == "中文标题"
    assert line(form, "date").text() == "20世纪80年代"
    assert line(form, "title_zh").text() == "观测站"
    assert form.head.unsaved_text() == "● 1 处更改未保存"
    assert form.boxes["kind"].editor.box.currentText() == "设立"
