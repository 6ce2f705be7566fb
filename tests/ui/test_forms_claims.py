"""The form of a claim, pickers, records made from inside a picker."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from form_desk import Desk, line, press, type_over
from pairing_desktop.ui import i18n
from pairing_desktop.ui.dialogs.form_dialog import FormDialog
from pairing_desktop.ui.forms.record_form import RecordForm
from pairing_desktop.ui.widgets.picker import Picker
from shell import dialogs


@pytest.fixture
def desk(qtbot: QtBot, facts_file: Path) -> Iterator[Desk]:
    i18n.set_current("en")
    made = Desk(qtbot, facts_file)
    yield made
    made.close()
    i18n.set_current("en")


def picker(form: RecordForm, name: str) -> Picker:
    editor = form.boxes[name].editor
    assert isinstance(editor, Picker)
    return editor


def pick(desk: Desk, form: RecordForm, name: str, text: str) -> None:
    """Type into a picker and take the first line of its list."""
    widget = line(form, name)
    widget.setFocus()
    widget.selectAll()
    desk.qtbot.keyClicks(widget, text)
    press(widget, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: bool(picker(form, name).value()))


def offered(form: RecordForm, name: str) -> list[str]:
    shown = picker(form, name)._list
    return [shown.item(row).text() for row in range(shown.count())]


def test_a_claim_is_entered_from_its_printed_words(desk: Desk) -> None:
    form = desk.form("claims", preset={"subject_kind": "project", "subject_key": "supcon50"})
    assert picker(form, "subject_key").line.text() == "SUPCON Delingha 50 MW molten salt tower plant"
    pick(desk, form, "measure_key", "monthly electricity")
    desk.qtbot.waitUntil(lambda: form.boxes["value"].label() == "Value (kWh)")
    type_over(form, "value_as_stated", "约1840万千瓦时")
    stated = form.boxes["value_as_stated"]
    assert stated.reading().startswith("Reads as 18.40 million kWh, 1840万千瓦时.")
    stated._link.click()
    assert form.boxes["value"].editor.value() == "18400000"
    assert form.boxes["qualifier"].editor.value() == "about"
    type_over(form, "period_start", "2020年10月9日")
    type_over(form, "period_end", "8 Nov 2020")
    pick(desk, form, "source_key", "SUPCON Delingha 50 MW Tower")
    change = desk.saved(form, form.save)
    (id,) = change.rows["claims"]
    values = desk.workspace.here.draft("claims", id).values
    assert (values["value"], values["unit"], values["qualifier"]) == ("18400000", "kWh", "about")
    assert values["value_as_stated"] == "约1840万千瓦时"
    assert [values[name] for name in ("period_start", "period_end", "period_precision")] == [
        "2020-10-09", "2020-11-08", "day",
    ]


def test_a_text_indicator_takes_no_value(desk: Desk) -> None:
    form = desk.form("claims", "seed_p01_fields")
    type_over(form, "value", "3")
    desk.qtbot.waitUntil(lambda: form.boxes["value"].has_error())
    assert form.boxes["value"].message() == "This indicator is told in words: the value stays empty."


def test_the_kind_of_subject_switches_its_picker(desk: Desk) -> None:
    form = desk.form("claims", "seed_p01_fields")
    form.boxes["subject_kind"].editor.box.setCurrentIndex(
        form.boxes["subject_kind"].editor.box.findData("place")
    )
    assert picker(form, "subject_key").value() == ""
    pick(desk, form, "subject_key", "dlh")
    assert picker(form, "subject_key").value() == "delingha"
    desk.saved(form, form.save)
    assert desk.values("claims", "seed_p01_fields")["subject_key"] == "delingha"


def test_only_claims_about_the_same_record_can_be_spoken_against(desk: Desk) -> None:
    form = desk.form("claims", "seed_p08_month")
    against = line(form, "disputes_claim_key")
    against.setFocus()
    press(against, Qt.Key.Key_Down)
    desk.qtbot.waitUntil(picker(form, "disputes_claim_key")._list.isVisible)
    card = desk.workspace.here.card("projects", desk.workspace.here.locate("projects", "supcon50").id)
    assert len(offered(form, "disputes_claim_key")) == len(card.claims) - 1
    assert offered(form, "disputes_claim_key")[0].startswith("Monthly electricity generation")


@pytest.mark.parametrize("text", ["deling", "delingha", "dlh", "DLH"])
def test_a_place_is_found_by_name_pinyin_and_initials(desk: Desk, text: str) -> None:
    form = desk.form("companies", "cosin_solar")
    pick(desk, form, "home_place_key", text)
    assert picker(form, "home_place_key").pick.name_zh == "德令哈市"


def test_tab_takes_the_only_match_and_leaves_a_doubtful_one_open(desk: Desk) -> None:
    form = desk.form("companies", "cosin_solar")
    place = line(form, "home_place_key")
    place.setFocus()
    desk.qtbot.keyClicks(place, "Chaka")
    desk.qtbot.waitUntil(picker(form, "home_place_key")._list.isVisible)
    one = len([text for text in offered(form, "home_place_key") if "Chaka" in text]) == 1
    press(place, Qt.Key.Key_Tab)
    assert bool(picker(form, "home_place_key").value()) is one
    place.setFocus()
    place.selectAll()
    desk.qtbot.keyClicks(place, "ha")
    desk.qtbot.waitUntil(lambda: len(offered(form, "home_place_key")) > 5)
    press(place, Qt.Key.Key_Tab)
    assert picker(form, "home_place_key").value() == ""
    desk.qtbot.waitUntil(form.boxes["home_place_key"].has_error)
    assert "not chosen yet" in form.boxes["home_place_key"].message()


def test_esc_closes_the_list_and_not_the_form_and_clearing_takes_the_link_away(desk: Desk) -> None:
    form = desk.form("companies", "qh_supcon")
    owner = line(form, "parent_key")
    owner.setFocus()
    press(owner, Qt.Key.Key_Down)
    desk.qtbot.waitUntil(picker(form, "parent_key")._list.isVisible)
    press(owner, Qt.Key.Key_Escape)
    assert not picker(form, "parent_key")._list.isVisible()
    assert form.isVisible()
    owner.clear()
    assert form.is_dirty()
    desk.saved(form, form.save)
    assert desk.values("companies", "qh_supcon")["parent_key"] == ""


def test_a_new_place_made_inside_the_picker_is_picked(desk: Desk) -> None:
    form = desk.form("projects", "supcon50")
    place = line(form, "place_key")
    place.setFocus()
    place.selectAll()
    desk.qtbot.keyClicks(place, "Qaidam test field")
    desk.qtbot.waitUntil(picker(form, "place_key")._list.isVisible)
    assert offered(form, "place_key") == ["Nothing on file matches", "New place…"]
    press(place, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: bool(dialogs(FormDialog)))
    small = dialogs(FormDialog)[0].findChild(RecordForm)
    desk.qtbot.waitUntil(lambda: small.body.isEnabled())
    assert line(small, "name_en").text() == "Qaidam test field"
    small.boxes["kind"].editor.set_value("site")
    small.check()
    with desk.qtbot.waitSignal(small.saved):
        small.save()
    desk.qtbot.waitUntil(lambda: picker(form, "place_key").value() == "qaidam_test_field")
    desk.saved(form, form.save)
    assert desk.values("projects", "supcon50")["place_key"] == "qaidam_test_field"
