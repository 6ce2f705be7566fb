"""Rows and cells to a spreadsheet and back: what was copied changes nothing, what was edited there is looked at first."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pairing_desktop.domain.importing import State
from pairing_desktop.exchange import clipboard
from pairing_desktop.ui.pasting import PasteDialog
from stories.hands import Hands, dialogs


def copied(hands: Hands) -> list[list[str]]:
    """Ctrl+C in the list; the cells that a spreadsheet would get."""
    QApplication.clipboard().clear()
    hands.pane.table.setFocus(Qt.FocusReason.TabFocusReason)
    hands.press("Ctrl+C")
    hands.until(lambda: QApplication.clipboard().text())
    return clipboard.from_text(QApplication.clipboard().text())


def pasted(hands: Hands, lines: list[list[str]]) -> PasteDialog:
    """Ctrl+V in the list; the preview with its rows judged."""
    QApplication.clipboard().setText(clipboard.to_text(lines))
    hands.pane.table.setFocus(Qt.FocusReason.TabFocusReason)
    hands.press("Ctrl+V")
    dialog = hands.dialog(PasteDialog)
    hands.until(lambda: dialog._plan is not None or dialog.message.isVisible())
    return dialog


@pytest.mark.parametrize("code", ["en", "zh_CN"])
@pytest.mark.parametrize("kind", ["projects", "companies", "places", "sources", "claims"])
def test_all_rows_copied_and_pasted_back_change_nothing(hands: Hands, facts_file: Path, kind: str, code: str) -> None:
    hands.program.set_language(code)
    hands.start(facts_file)
    key = {"projects": "supcon50", "companies": "supcon_solar", "places": "delingha", "sources": "shine_2024_seed",
           "claims": "seed_p08_month"}[kind]  # fmt: skip
    hands.open(kind, key)
    hands.pane.table.selectAll()
    lines = copied(hands)
    assert len(lines) == hands.pane.model.rowCount() + 1
    assert "<table>" in QApplication.clipboard().mimeData().html()
    dialog = pasted(hands, lines)
    plan = dialog._plan
    assert plan is not None
    assert [plan.row(at).problems for at in plan.indices([State.REFUSED])] == []
    assert [plan.row(at).changes for at in plan.indices([State.CHANGED])] == []
    assert plan.count(State.SAME) == len(lines) - 1
    assert not dialog.button.isEnabled()
    dialog.reject()


def test_rows_edited_in_a_spreadsheet_are_new_changed_or_refused_and_come_in_as_one_step(
    hands: Hands, facts_file: Path
) -> None:
    hands.start(facts_file)
    hands.open("projects", "supcon50")
    lines = copied(hands)
    header, row = lines
    changed = list(row)
    changed[header.index("Status")] = "Halted"
    new = ["" for _ in header]
    for field, text in {"Name in English": "Pasted plant", "Name in Chinese": "粘贴电站", "Kind": "电站",
                        "Status": "规划", "Source": "shine_2024_seed", "Place": "德令哈市"}.items():  # fmt: skip
        new[header.index(field)] = text
    wrong = ["" for _ in header]
    wrong[header.index("Name in English")] = "No kind, no source"
    wrong[header.index("Start")] = "2010-02-30"
    done = len(hands.operations())
    dialog = pasted(hands, [header, changed, new, wrong])
    plan = dialog._plan
    assert plan is not None
    assert [plan.count(state) for state in State] == [1, 1, 0, 1]
    assert dialog.button.text() == "Paste 2 rows"
    hands.click(dialog.button)
    hands.until(lambda: not dialogs(PasteDialog))
    hands.settle()
    assert len(hands.operations()) == done + 1
    assert hands.values("projects", "supcon50")["status"] == "halted"
    assert hands.values("projects", "pasted_plant")["name_zh"] == "粘贴电站"
    assert "Pasted rows" in hands.entry("edit", "undo")
    hands.press("Ctrl+Z")
    hands.until(lambda: hands.values("projects", "supcon50")["status"] == row[header.index("Status")].lower())


def test_cells_of_a_column_are_pasted_down_and_one_value_fills_the_selection(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    hands.open("companies", "supcon_solar")
    table, model = hands.pane.table, hands.pane.model
    hands.pane.columns.show([*hands.pane.columns.names, "industry"])
    table.choose(model.id_at(0))
    table.set_cell("industry")
    ids = [model.id_at(row) for row in range(2)]
    keys = [hands.window.workspace.here.name("companies", id).key for id in ids if id is not None]
    dialog = pasted(hands, [["光热发电"], ["储能"]])
    hands.click(dialog.button)
    hands.until(lambda: not dialogs(PasteDialog))
    hands.settle()
    assert [hands.values("companies", key)["industry"] for key in keys] == ["solar thermal power", "储能"]
    table.set_cell("industry")
    table.setFocus()
    table.choose(ids[0])
    hands.press("Shift+Down")
    dialog = pasted(hands, [["航天"]])
    assert dialog.rows_page.to_write() == 2
    dialog.reject()
    table.set_cell("trust")
    QApplication.clipboard().setText("one source")
    hands.press("Ctrl+V")
    hands.until(lambda: "Nothing was pasted. Trust" in hands.window.statusBar().currentMessage())


def test_a_block_without_a_header_is_told_and_nothing_is_written(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    hands.open("projects", "supcon50")
    before = len(hands.operations())
    dialog = pasted(hands, [["some", "words"], ["1", "2"]])
    assert "names no field of this list" in dialog.message.text()
    assert not dialog.button.isEnabled()
    dialog.reject()
    QApplication.clipboard().setText("\n \n")
    hands.press("Ctrl+V")
    hands.until(lambda: "no text to paste" in hands.window.statusBar().currentMessage())
    assert len(hands.operations()) == before


CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\t\"'=+-@,"), max_size=12)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=5))
def test_any_cells_come_back_from_the_clipboard_guarded_where_they_look_like_formulas(lines: list[list[str]]) -> None:
    from pairing_desktop.exchange.tables import unguarded

    back = clipboard.from_text(clipboard.to_text(lines))
    wanted = [cells for cells in lines if any(cell.strip() for cell in cells)]
    assert [[cell if clipboard._PLAIN.fullmatch(cell) else unguarded(cell) for cell in cells] for cells in back] == wanted
    assert clipboard.to_html(lines).count("<tr>") == len(lines)
