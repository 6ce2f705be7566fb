"""Many records at once: selected with the keys, changed, thrown away, brought back and undone as one step each."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pairing_desktop.ui.dialogs.change_selected import ChangeSelectedDialog
from pairing_desktop.ui.dialogs.trash import TrashDialog
from pairing_desktop.ui.widgets.choice import ChoiceEditor
from stories.hands import Hands, cells_of, shown_words


def select(hands: Hands, keys: list[str], kind: str = "projects") -> None:
    """Select these rows: the first with a click, the others with Ctrl and a click."""
    hands.open(kind, keys[0])
    table = hands.pane.table
    for place, key in enumerate(keys):
        area = table.cell_area(hands.id_of(kind, key), "name")
        assert area is not None
        table.scrollTo(table.model().index(hands.pane.model.row_of(hands.id_of(kind, key)), 0))
        area = table.cell_area(hands.id_of(kind, key), "name")
        assert area is not None
        modifier = Qt.KeyboardModifier.ControlModifier if place else Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifier, area.center())
    hands.settle()


def choose(dialog: ChangeSelectedDialog, field: str, words: str) -> None:
    dialog.fields.setCurrentIndex(dialog.fields.findData(field))
    editor = dialog.editor
    assert isinstance(editor, ChoiceEditor)
    editor.box.setCurrentIndex(editor.box.findText(words))


PROJECTS = ["supcon50", "supcon10", "cgn50"]


def test_three_projects_are_changed_with_a_preview_and_undone_as_one(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    select(hands, PROJECTS)
    assert "3 selected" in hands.page.status_text()
    before = {key: hands.values("projects", key) for key in PROJECTS}
    done = len(hands.operations())
    hands.press("Ctrl+E")
    dialog = hands.dialog(ChangeSelectedDialog)
    dialog.fields.setCurrentIndex(dialog.fields.findData("kind"))  # of which something must be said
    hands.until(lambda: dialog.count.text() == "Choose or type the new value.")
    assert dialog.table.topLevelItemCount() == 0 and not dialog.button.isEnabled()
    choose(dialog, "status", "Halted")
    hands.until(lambda: "would change" in dialog.count.text())
    halted = sum(values["status"] == "halted" for values in before.values())
    assert dialog.count.text().startswith(f"{3 - halted} would change")
    rows = cells_of(dialog.table)
    assert all(row[2] == "Halted" for row in rows if not row[3])
    assert {row[1] for row in rows} >= {"Operating"}
    dialog.why.setFocus()
    hands.write("省里通知停建")
    hands.click(dialog.button)
    hands.until(lambda: len(hands.operations()) == done + 1)
    assert hands.operations()[0].why == "省里通知停建"
    hands.settle()
    assert [hands.values("projects", key)["status"] for key in PROJECTS] == ["halted"] * 3
    for key in PROJECTS:
        assert hands.values("projects", key) == {**before[key], "status": "halted"}
    assert hands.entry("edit", "undo").startswith(f"Undo: {3 - halted} projects: status → halted, by Li Wei")
    hands.program.set_language("zh_CN")
    assert shown_words(hands.entry("edit", "undo")).startswith(f"撤销：项目 {3 - halted} 条：状态→已停止")
    hands.press("Ctrl+Z")
    hands.until(lambda: {key: hands.values("projects", key) for key in PROJECTS} == before)


def test_what_cannot_be_read_is_refused_for_every_row_and_nothing_is_done(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    select(hands, PROJECTS)
    hands.press("Ctrl+E")
    dialog = hands.dialog(ChangeSelectedDialog)
    dialog.fields.setCurrentIndex(dialog.fields.findData("start_date"))
    dialog.editor.setFocus()
    QTest.keyClicks(dialog.editor.input, "2010-02-30")
    hands.until(lambda: "cannot be changed" in dialog.count.text())
    assert not dialog.button.isEnabled()
    assert {row[3] for row in cells_of(dialog.table)} == {"30 February 2010 does not exist."}
    assert all(field not in [dialog.fields.itemData(i) for i in range(dialog.fields.count())]
               for field in ("key", "name_en", "capacity", "investment_cny", "start_precision"))  # fmt: skip
    dialog.reject()


def test_a_linked_place_is_given_to_many(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    select(hands, PROJECTS)
    hands.press("Ctrl+E")
    dialog = hands.dialog(ChangeSelectedDialog)
    dialog.fields.setCurrentIndex(dialog.fields.findData("place_key"))
    editor = dialog.editor
    editor.setFocus()
    QTest.keyClicks(editor.input, "geermu")
    hands.until(lambda: "not chosen yet" in dialog.count.text())
    hands.until(lambda: editor._list.isVisible())  # type: ignore[attr-defined]
    hands.settle()
    QTest.keyClick(editor.input, Qt.Key.Key_Return)
    hands.until(lambda: "3 would change" in dialog.count.text())
    assert {row[2] for row in cells_of(dialog.table)} == {"Golmud"}
    hands.click(dialog.button)
    hands.until(lambda: [hands.values("projects", key)["place_key"] for key in PROJECTS] == ["golmud"] * 3)
    hands.settle()
    assert "3 projects: place → Golmud" in hands.entry("edit", "undo")


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_a_selection_goes_to_the_trash_and_comes_back_as_one_step(hands: Hands, facts_file: Path, code: str) -> None:
    hands.program.set_language(code)
    hands.start(facts_file)
    select(hands, PROJECTS)
    before = hands.window.workspace.here.counts()["projects"]
    hands.press("Del")
    hands.until(lambda: hands.window.workspace.here.counts()["projects"] == before - 3)
    hands.settle()
    hands.press("Ctrl+Z")
    hands.until(lambda: hands.window.workspace.here.counts()["projects"] == before)
    hands.settle()
    hands.press("Ctrl+Y")
    hands.until(lambda: hands.window.workspace.here.counts()["projects"] == before - 3)
    hands.settle()
    hands.open("companies", "supcon_solar")
    hands.press("Del")
    hands.until(lambda: len(hands.window.workspace.here.trash()) == 4)
    done = len(hands.operations())
    hands.choose("record", "trash")
    dialog = hands.dialog(TrashDialog)
    dialog.table.selectAll()
    hands.click(dialog._button)
    hands.until(lambda: not hands.window.workspace.here.trash())
    assert len(hands.operations()) == done + 1
    dialog.reject()
    hands.settle()
    hands.press("Ctrl+Z")
    hands.until(lambda: len(hands.window.workspace.here.trash()) == 4)
