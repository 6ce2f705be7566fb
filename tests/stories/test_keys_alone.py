"""Without a mouse: records of every kind made and saved by keys only, and where the keyboard lands after a link."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QMenu

from pairing_desktop.domain.kinds import ENTRIES, KINDS
from pairing_desktop.ui.forms.record_form import RecordForm
from pairing_desktop.ui.i18n import tr
from stories.hands import Hands

SOURCE = {"source_key": "shine_2024"}
TYPED: dict[str, dict[str, str]] = {
    "projects": {"name_en": "Keyed plant", "kind": "Power plant", "status": "Planned", **SOURCE},
    "companies": {"name_en": "Keyed company", "kind": "Company", **SOURCE},
    "places": {"name_en": "Keyed place", "kind": "Site", **SOURCE},
    "events": {"title_en": "Keyed event", "date": "3 May 2024", "kind": "Visit", **SOURCE},
    "sources": {"title": "Keyed source", "kind": "News", "publisher": "Keyed Daily"},
    "claims": {"subject_key": "supcon50", "measure_key": "installed capacity", "value_as_stated": "50 MW",
               "value": "50", **SOURCE},
    "measures": {"name_en": "Keyed indicator", "unit": "MW"},
    "postings": {"people": "3", "role": "Doctor", "sending_unit": "Hangzhou", "project_key": "supcon50", **SOURCE},
    "stages": {"project_key": "supcon50", "stage": "Signed", "date": "2013", **SOURCE},
    "channels": {"company_key": "supcon_solar", "product": "Heliostats", "kind": "Fair", **SOURCE},
    "admissions": {"place_key": "delingha", "policy": "Free", **SOURCE},
    "notes": {"subject_key": "supcon50", "text": "Keyed note"},
}  # fmt: skip


def test_every_kind_with_a_form_is_covered() -> None:
    from pairing_desktop.ui.forms.layouts import LAYOUTS

    assert TYPED.keys() == LAYOUTS.keys()
    assert {kind.name for kind in ENTRIES} - TYPED.keys() == {"attachments"}  # files are chosen, not typed


def open_new(hands: Hands, kind: str) -> RecordForm:
    """Alt+R, the menu in the menu, the kind: with the arrow keys."""
    hands.focus()
    hands.window.menus.menu("record").popup(hands.window.mapToGlobal(hands.window.rect().topLeft()))
    menu: QMenu = hands.window.menus.menu("record")
    walk(menu, tr("New of a kind"))
    QTest.keyClick(menu, Qt.Key.Key_Right)
    inner = hands.window.menus.menu("new_kind")
    hands.until(inner.isVisible)
    walk(inner, tr(KINDS[kind].one))
    QTest.keyClick(inner, Qt.Key.Key_Return)

    def shown() -> list[RecordForm]:
        forms = hands.window.findChildren(RecordForm)
        return [form for form in forms if form.kind == kind and form.isVisible() and form.body.isEnabled()]

    hands.until(shown)
    hands.settle()
    shown()[-1].window().activateWindow()  # offscreen the menu that closed stays the active window
    return shown()[-1]


def walk(menu: QMenu, words: str) -> None:
    for _ in menu.actions():
        QTest.keyClick(menu, Qt.Key.Key_Down)
        active = menu.activeAction()
        if active is not None and active.text().replace("&", "") == words:
            return
    raise AssertionError(f"no entry {words!r}")


def tab_to(hands: Hands, form: RecordForm, field: str) -> None:
    """Tab until the field has the keyboard."""
    for _ in range(60):
        if form.boxes[field].has_focus():
            return
        hands.press("Tab")
    raise AssertionError(f"Tab does not come to {field}")


@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard")
@pytest.mark.parametrize("kind", TYPED)
def test_a_record_of_each_kind_is_made_with_keys_alone(hands: Hands, facts_file: Path, kind: str) -> None:
    hands.start(facts_file)
    done = len(hands.operations())
    form = open_new(hands, kind)
    hands.until(lambda: any(box.has_focus() for box in form.boxes.values()))
    for name, text in TYPED[kind].items():
        tab_to(hands, form, name)
        editor = form.boxes[name].editor
        box = getattr(editor, "box", None)
        if isinstance(box, QComboBox) and not box.isEditable():
            for letter in text:
                if box.currentText() != text:  # the first letters choose
                    QTest.keyClick(box, letter)
            assert box.currentText() == text
            continue
        hands.write(text)
        if hasattr(editor, "pick"):
            hands.until(lambda editor=editor: editor._list.isVisible())
            hands.settle()
            hands.press("Return")
            hands.until(lambda editor=editor: editor.pick is not None)
    said = {name: box.message() for name, box in form.boxes.items() if box.has_error()}
    assert said == {}
    hands.save()
    hands.until(lambda: len(hands.operations()) == done + 1)
    assert hands.operations()[0].values["kind"] == KINDS[kind].one


@pytest.mark.parametrize("kind", ["projects", "companies", "sources", "claims", "places"])
def test_after_a_link_and_a_tab_the_keyboard_is_on_the_list(hands: Hands, facts_file: Path, kind: str) -> None:
    hands.start(facts_file)
    key = {"projects": "supcon50", "companies": "supcon_solar", "sources": "shine_2024_seed", "claims": "seed_p08_month",
           "places": "delingha"}[kind]  # fmt: skip
    hands.open(kind, key)
    assert hands.focus() is hands.pane.table
    hands.press("Ctrl+1")
    hands.settle()
    hands.press("Ctrl+2")
    hands.settle()
    assert hands.focus() is hands.pane.table
    before = hands.pane.table.current_id()
    hands.press("Down")
    assert hands.pane.table.current_id() != before
