"""The source of a record with one key, or from a citation pasted as one line; warnings counted and walked with F8."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pairing_desktop.ui.dialogs.form_dialog import FormDialog
from pairing_desktop.ui.forms.record_form import RecordForm
from stories.hands import Hands, dialogs

CITED = "《青海日报》2024年5月3日第2版"


def fresh(hands: Hands, kind: str) -> RecordForm:
    hands.window.editing.new(kind)
    hands.until(lambda: any(form.isVisible() and form.body.isEnabled() for form in hands.window.findChildren(RecordForm)))
    hands.settle()
    return hands.form


def into(hands: Hands, form: RecordForm, field: str) -> None:
    hands.focus()
    form.boxes[field].editor.setFocus(Qt.FocusReason.TabFocusReason)
    hands.until(form.boxes[field].has_focus)


def test_alt_s_takes_the_source_that_was_cited_last(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    form = fresh(hands, "places")
    hands.fill("name_en", "First place")
    hands.fill("kind", "Site")
    hands.fill("source_key", "cnenergy_2018")
    hands.save()
    form = fresh(hands, "events")
    name = hands.window.workspace.here.locate("sources", "cnenergy_2018_cgn").name_en
    assert name[:30] in form.boxes["source_key"]._link.words()
    into(hands, form, "title_en")
    hands.press("Alt+S")
    assert form.boxes["source_key"].editor.value() == "cnenergy_2018_cgn"
    assert form.boxes["locator"].has_focus()
    assert form.boxes["source_key"]._link.isHidden()
    form.discard()


def test_a_pasted_citation_makes_the_source_once_and_finds_it_the_next_time(hands: Hands, facts_file: Path) -> None:
    hands.program.set_language("zh_CN")
    hands.start(facts_file)
    form = fresh(hands, "projects")
    into(hands, form, "source_key")
    hands.paste(CITED)
    picker = form.boxes["source_key"].editor
    hands.until(lambda: picker._list.isVisible())  # type: ignore[attr-defined]
    hands.settle()
    hands.press("Return")  # nothing on file matches: the line below makes a new one
    dialog = hands.dialog(FormDialog)
    made = dialog.findChild(RecordForm)
    assert made is not None
    hands.until(lambda: made.body.isEnabled())
    assert {name: made.boxes[name].editor.value() for name in ("publisher", "published_on", "language", "title")} == {
        "publisher": "青海日报", "published_on": "2024-05-03", "language": "zh", "title": "",
    }  # fmt: skip
    made.boxes["title"].editor.set_value("德令哈光热并网")
    made.boxes["kind"].editor.set_value("news")
    made.check()
    made.save()
    hands.until(lambda: not dialogs(FormDialog))
    hands.until(lambda: picker.value())
    assert form.boxes["locator"].editor.value() == "第2版"
    key = picker.value()
    form.discard()
    hands.settle()

    form = fresh(hands, "companies")
    into(hands, form, "source_key")
    hands.paste("青海日报 2024-05-03 A5版")
    picker = form.boxes["source_key"].editor
    hands.until(lambda: picker._list.isVisible())  # type: ignore[attr-defined]
    hands.settle()
    hands.press("Return")
    hands.until(lambda: picker.value() == key)
    assert form.boxes["locator"].editor.value() == "A5版"
    form.discard()


def test_an_address_finds_its_source_whatever_stands_around_it(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    url = hands.values("sources", "shine_2024_seed")["url"]
    form = fresh(hands, "projects")
    into(hands, form, "source_key")
    hands.paste(f"SHINE, 3 July 2024, {url}")
    picker = form.boxes["source_key"].editor
    hands.until(lambda: picker._list.isVisible())  # type: ignore[attr-defined]
    hands.settle()
    hands.press("Return")
    hands.until(lambda: picker.value() == "shine_2024_seed")
    form.discard()


@pytest.mark.parametrize(("code", "words"), [("en", "Save · 2 warnings"), ("zh_CN", "保存 · 2 条提醒")])
def test_warnings_are_counted_on_the_button_and_the_tab_and_f8_walks_them(
    hands: Hands, facts_file: Path, code: str, words: str
) -> None:
    hands.program.set_language(code)
    hands.start(facts_file)
    hands.open("projects", "supcon50")
    hands.press("F2")
    hands.until(lambda: any(form.isVisible() and form.body.isEnabled() for form in hands.window.findChildren(RecordForm)))
    form = hands.form
    hands.fill("end_date", "2199")
    hands.fill("capacity", "49")
    into(hands, form, "name_en")
    hands.until(lambda: form.foot.save.text() == words)
    tabs = hands.window.tab_row.tabs
    assert tabs.tabText(1).endswith(" · 2")
    hands.press("F8")
    assert form.boxes["end_date"].has_focus()
    hands.press("F8")
    assert form.boxes["capacity"].has_focus()
    hands.press("F8")
    assert form.boxes["end_date"].has_focus()
    hands.press("Shift+F8")
    assert form.boxes["capacity"].has_focus()
    form.discard()
    hands.until(lambda: "·" not in tabs.tabText(1))


@pytest.mark.parametrize("typed", ["dlh", "delingha", "德令哈", "Deling"])
def test_a_picker_finds_by_initials_pinyin_and_both_names(hands: Hands, facts_file: Path, typed: str) -> None:
    hands.start(facts_file)
    form = fresh(hands, "projects")
    hands.fill("place_key", typed)
    assert form.boxes["place_key"].editor.value() == "delingha"
    assert QApplication.activePopupWidget() is None
    form.discard()
