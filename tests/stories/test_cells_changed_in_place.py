"""Cells of lists changed where they stand, by keys: choices, links, dates, texts; what is not safe there opens the form."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication

from pairing_desktop.ui.widgets.cell_editor import CellEditor
from stories.hands import Hands

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard")  # choices drop down


def on_cell(hands: Hands, kind: str, key: str, column: str) -> None:
    """The keyboard on a cell of a record's row, reached with the arrow keys."""
    hands.open(kind, key)
    hands.pane.table.setFocus(Qt.FocusReason.TabFocusReason)
    hands.press("Esc")
    for _ in range(12):
        hands.press("Right")
        if hands.pane.table.cell == column:
            return
    raise AssertionError(f"no column {column}")


def editor(hands: Hands) -> CellEditor:
    cells = hands.pane.cells
    hands.until(
        lambda: cells.editor is not None and (cells.editor.editor.input.hasFocus() or QApplication.activePopupWidget())
    )
    hands.settle()
    return cells.editor


def gone(hands: Hands) -> None:
    cells = hands.pane.cells
    hands.until(lambda: cells.editor is None)
    hands.settle()


def popup(hands: Hands, shown: CellEditor) -> QAbstractItemView:
    """The list that drops down from a choice."""
    hands.until(QApplication.activePopupWidget)
    return shown.editor.box.view()  # type: ignore[attr-defined,no-any-return]


def test_a_status_is_chosen_from_the_list_and_undone_as_one_step(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    on_cell(hands, "projects", "supcon50", "status")
    before = hands.values("projects", "supcon50")
    hands.press("F2")
    shown = editor(hands)
    choices = popup(hands, shown)
    box = shown.editor.box  # type: ignore[attr-defined]
    choices.setCurrentIndex(box.model().index(box.findText("Halted"), 0))
    QTest.keyClick(choices, Qt.Key.Key_Return)
    gone(hands)
    after = hands.values("projects", "supcon50")
    assert after == {**before, "status": "halted"}
    assert "Halted" in hands.row(hands.id_of("projects", "supcon50"))
    assert hands.pane.table.cell == "status" and hands.pane.table.hasFocus()
    assert hands.entry("edit", "undo").startswith("Undo: Project changed: SUPCON Delingha 50 MW")
    hands.press("Ctrl+Z")
    hands.until(lambda: hands.values("projects", "supcon50") == before)


def test_names_links_and_dates_are_typed_and_tab_goes_on_to_the_next_cell(hands: Hands, facts_file: Path) -> None:
    hands.program.set_language("zh_CN")
    hands.start(facts_file)
    on_cell(hands, "places", "delingha", "name")
    hands.press("Return")
    editor(hands)
    hands.press("Ctrl+A")
    hands.write("德令哈市区")
    hands.press("Tab")  # saves, and goes on to the kind
    hands.until(lambda: hands.values("places", "delingha")["name_zh"] == "德令哈市区")
    hands.until(lambda: hands.pane.cells.editor is not None)
    shown = editor(hands)
    assert shown.column == "kind"
    QTest.keyClick(popup(hands, shown), Qt.Key.Key_Escape)
    editor(hands)
    hands.press("Tab")
    hands.until(lambda: editor(hands).column == "parent")
    hands.press("Ctrl+A")
    hands.write("qh")
    hands.until(lambda: editor(hands).editor._list.isVisible())  # type: ignore[attr-defined]
    hands.settle()
    hands.press("Return")
    gone(hands)
    assert hands.values("places", "delingha")["parent_key"] == "qinghai"

    hands.open("sources", "shine_2024_seed")
    hands.pane.columns.show([*hands.pane.columns.names, "published_on"])
    on_cell(hands, "sources", "shine_2024_seed", "published_on")
    hands.press("F2")
    shown = editor(hands)
    hands.press("Ctrl+A")
    hands.write("2024年2月30日")
    hands.press("Return")
    hands.until(shown.message)
    assert "2024年2月没有30日。" in shown.message()
    hands.press("Ctrl+A")
    hands.write("2024年2月")
    hands.press("Return")
    gone(hands)
    assert hands.values("sources", "shine_2024_seed")["published_on"] == "2024-02"


def test_esc_leaves_the_cell_as_it_was(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    on_cell(hands, "companies", "supcon_solar", "name")
    before, done = hands.values("companies", "supcon_solar"), len(hands.operations())
    hands.press("F2")
    editor(hands)
    hands.write("Another name")
    hands.press("Esc")
    gone(hands)
    assert hands.pane.table.hasFocus()
    hands.press("F2")
    editor(hands)
    hands.press("Return")  # nothing changed: nothing is saved
    gone(hands)
    assert (hands.values("companies", "supcon_solar"), len(hands.operations())) == (before, done)


def test_a_record_that_somebody_changed_meanwhile_is_told_beside_the_cell(hands: Hands, facts_file: Path) -> None:
    from pairing_desktop.domain.drafts import Draft

    hands.start(facts_file)
    on_cell(hands, "companies", "supcon_solar", "name")
    hands.press("F2")
    shown = editor(hands)
    row = hands.window.workspace.here.draft("companies", shown.id)
    other = Draft("companies", row.id, row.rev, {"note": "Theirs"})
    hands.window.workspace.do(lambda do: do.save(other)).result(20)
    hands.write("Mine")
    hands.press("Return")
    hands.until(shown.message)
    assert "was changed since" in shown.message() and "Mine" in shown.editor.value()
    hands.press("Esc")
    gone(hands)


def test_an_event_is_changed_in_the_list_behind_the_switch(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    page = hands.tab("Timeline")
    page.show_view("list")  # type: ignore[attr-defined]
    hands.settle()
    pane = page.list_pane()
    assert pane is not None
    pane.table.choose(pane.model.id_at(0))
    pane.table.setFocus(Qt.FocusReason.TabFocusReason)
    pane.table.set_cell("name")
    key = hands.window.workspace.here.name("events", pane.table.current_id() or 0).key
    hands.press("F2")
    hands.until(lambda: pane.cells.editor is not None and pane.cells.editor.editor.input.hasFocus())
    hands.press("Ctrl+A")
    hands.write("Another title")
    hands.press("Return")
    hands.until(lambda: hands.values("events", key)["title_en"] == "Another title")
    hands.settle()
    pane.table.set_cell("date")
    hands.press("F2")
    hands.until(lambda: hands.window.editing.forms and "belong together" in hands.form.banner.text)


@pytest.mark.parametrize(
    ("kind", "key", "column", "field", "words"),
    [
        ("projects", "supcon50", "capacity", "capacity", "A figure rests on a source"),
        ("projects", "supcon50", "years", "start_date", "Start and end belong together"),
        ("projects", "supcon50", "trust", "", "worked out from what is on file"),
        ("sources", "shine_2024_seed", "claims", "", "worked out from what is on file"),
        ("claims", "seed_p08_month", "value", "value", "What a source stated"),
    ],
)
def test_an_unsafe_cell_opens_the_form_and_says_why(
    hands: Hands, facts_file: Path, kind: str, key: str, column: str, field: str, words: str
) -> None:
    hands.start(facts_file)
    on_cell(hands, kind, key, column)
    hands.press("F2")
    hands.until(lambda: hands.window.editing.forms and words in hands.form.banner.text)
    if field:
        hands.until(lambda: hands.form.boxes[field].has_focus())


def test_without_a_cell_f2_opens_the_form_and_a_double_click_edits_the_cell(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    hands.open("projects", "supcon50")
    table = hands.pane.table
    table.setFocus(Qt.FocusReason.TabFocusReason)
    hands.press("F2")
    hands.until(lambda: hands.window.editing.forms)
    hands.form.discard()
    hands.settle()
    area = table.cell_area(hands.id_of("projects", "supcon50"), "status")
    assert area is not None
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=area.center() + QPoint(0, 0))
    assert editor(hands).column == "status"
