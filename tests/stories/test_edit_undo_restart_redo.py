"""Edit → save → undo → restart → redo: one figure changed with the keyboard alone, and what the window says of it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from pairing_desktop.ui.dialogs.history import FileHistoryDialog, RecordHistoryDialog
from pairing_desktop.ui.i18n import tr
from stories.hands import Hands, cells_of

PROJECT = "cpi_golmud"  # no claims about its capacity: the card shows the project's own


def capacity_in_the_list(hands: Hands) -> str:
    """The capacity cell of the project in the list, found by its header."""
    model = hands.pane.model
    headers = [column.name for column in model.columns]
    return hands.row(hands.id_of("projects", PROJECT))[headers.index("capacity")]


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_a_capacity_changed_by_keyboard_is_undone_before_and_redone_after_a_restart(
    hands: Hands, facts_file: Path, code: str
) -> None:
    hands.program.set_language(code)
    hands.start(facts_file)
    assert not hands.window.actions_by_name["undo"].isEnabled()
    hands.open("projects", PROJECT)
    before = hands.values("projects", PROJECT)["capacity"]
    assert before and before != "777"
    assert "777" not in capacity_in_the_list(hands) and "777" not in hands.card_text()

    hands.press("F2")
    hands.fill("capacity", "777")
    hands.fill("note", "Enlarged 二期扩建")
    assert hands.window.isWindowModified()
    hands.save()
    assert not hands.window.isWindowModified()
    assert hands.values("projects", PROJECT)["capacity"] == "777"

    def shows(number: str) -> bool:
        return number in capacity_in_the_list(hands) and number in hands.card_text()

    hands.until(lambda: shows("777"))
    assert "Enlarged 二期扩建" in hands.card_text()
    found = hands.search("二期扩建")  # search follows the save
    assert found.hits.currentItem() is not None
    assert found.hits.currentItem().text(0) == hands.pane.card.title.text()
    hands.press("Esc")

    undo = hands.entry("edit", "undo")
    name = hands.values("projects", PROJECT)["name_en"]
    assert name in undo and "Li Wei" in undo
    assert undo.startswith({"en": "Undo:", "zh_CN": "撤销"}[code])

    hands.choose("record", "history")
    record = hands.dialog(RecordHistoryDialog)
    row = next(cells for cells in cells_of(record.table) if cells[3] == tr("Capacity"))
    assert "Li Wei" in row[1] and "Office" in row[1]
    assert (row[4], row[5]) == (before, "777")
    record.close()

    hands.press("Ctrl+Z")
    hands.until(lambda: hands.values("projects", PROJECT)["capacity"] == before)
    hands.settle()
    hands.until(lambda: shows(before) and not shows("777"))
    assert "二期扩建" not in hands.card_text()
    found = hands.search("二期扩建")
    offered = [found.hits.topLevelItem(row).data(0, Qt.ItemDataRole.UserRole) for row in range(found.hits.topLevelItemCount())]
    assert {target[0] for target in offered if target} == {"new"}  # search follows the undo
    hands.press("Esc")
    hands.close()

    hands.start(facts_file)  # a new window on the file
    redo = hands.entry("edit", "redo")
    assert name in redo and "Li Wei" in redo
    hands.press("Ctrl+Y")
    hands.until(lambda: hands.values("projects", PROJECT)["capacity"] == "777")
    hands.open("projects", PROJECT)
    hands.until(lambda: shows("777"))
    assert "二期扩建" in hands.card_text()
    hands.choose("record", "file_history")
    history = hands.dialog(FileHistoryDialog)
    acts = cells_of(history.table)
    assert len(acts) == len(hands.operations())
    assert all(name in act[2] and "Li Wei" in act[1] for act in acts[:3])
    history.close()
    assert hands.window.workspace.here.verify() == []


def test_the_name_in_the_list_the_card_and_the_search_follows_an_edit(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    hands.open("companies", "abengoa")
    hands.press("F2")
    hands.fill("name_zh", "阿本戈集团")
    hands.fill("name_en", "Abengoa Renamed")
    hands.save()
    assert "Abengoa Renamed" in hands.names()
    assert hands.pane.card.title.text() == "Abengoa Renamed"
    for typed in ("阿本戈", "abgjt", "Renamed"):
        found = hands.search(typed)
        assert found.hits.currentItem() is not None and found.hits.currentItem().text(0) == "Abengoa Renamed", typed
        hands.press("Esc")


def test_a_new_act_empties_redo_and_each_act_is_undone_in_turn(hands: Hands, facts_file: Path) -> None:
    window = hands.start(facts_file)
    hands.open("projects", PROJECT)
    first = hands.values("projects", PROJECT)["note"]
    for note in ("One", "Two"):
        hands.press("F2")
        hands.fill("note", note)
        hands.save()
    hands.press("Ctrl+Z")
    hands.until(lambda: hands.values("projects", PROJECT)["note"] == "One")
    hands.until(window.actions_by_name["redo"].isEnabled)
    hands.press("F2")
    hands.fill("note", "Three")
    hands.save()
    hands.until(lambda: not window.actions_by_name["redo"].isEnabled())
    hands.press("Ctrl+Z")
    hands.until(lambda: hands.values("projects", PROJECT)["note"] == "One")
    hands.settle()
    hands.press("Ctrl+Z")
    hands.until(lambda: hands.values("projects", PROJECT)["note"] == first)
    hands.until(lambda: not window.actions_by_name["undo"].isEnabled())


def test_ctrl_z_in_a_field_is_the_fields_and_leaves_the_file_alone(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    hands.open("projects", PROJECT)
    hands.press("F2")
    hands.fill("note", "Saved")
    hands.save()
    hands.press("F2")
    hands.until(lambda: hands.form.body.isEnabled())
    line = hands.form.boxes["name_en"].editor.input
    line.setFocus()
    hands.press("End")
    hands.write(" typed")
    assert line.text().endswith(" typed")
    hands.press("Ctrl+Z")
    assert not line.text().endswith(" typed")
    hands.settle()
    assert hands.values("projects", PROJECT)["note"] == "Saved"


def test_tab_goes_from_the_last_field_to_the_verbs_and_back_to_the_first(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    hands.open("projects", PROJECT)
    hands.press("F2")
    hands.fill("note", "Saved by the space bar")
    passed = []
    while hands.focus() is not hands.form.foot.save and len(passed) < 4:
        passed.append(hands.focus())
        hands.press("Tab")
    assert hands.focus() is hands.form.foot.save, passed
    hands.press("Space")
    hands.until(lambda: hands.values("projects", PROJECT)["note"] == "Saved by the space bar")
