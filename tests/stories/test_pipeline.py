"""The pipeline in the real window: a card is moved with the keys, dated and cited, undone; the card tells the way."""

from pathlib import Path

import pytest

from pairing_desktop.ui.board.pane import ProjectsPane
from pairing_desktop.ui.dialogs.go_to import GoToDialog
from stories.hands import Hands
from stories.test_search_story import targets

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard")  # words offered while typing


def board(hands: Hands) -> ProjectsPane:
    pane = hands.pane
    assert isinstance(pane, ProjectsPane)
    return pane


def test_a_project_goes_along_the_pipeline(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    hands.open("projects", "supcon50")
    project = hands.id_of("projects", "supcon50")
    hands.click(board(hands).shape_button)
    hands.settle()
    assert board(hands).on_board
    board(hands).board.focus()
    hands.press("Ctrl+Right")
    hands.settle()
    view = board(hands).board.columns["ended"]
    hands.until(lambda: view.cards.row_of(project) >= 0 and not view.is_folded)
    assert hands.values("projects", "supcon50")["stage"] == "ended"
    assert "Moved to Ended." in board(hands).board._told.text()
    area = board(hands).board.area
    hands.until(lambda: area.viewport().rect().intersects(view.geometry().translated(area.widget().pos())))
    hands.press("Ctrl+K")  # changed lately is the project, on which the new stage hangs
    search = hands.dialog(GoToDialog)
    hands.until(lambda: ("record", "projects", project) in targets(search))
    hands.press("Escape")
    hands.settle()

    hands.click(board(hands).board._tell)
    hands.until(lambda: hands.form.kind == "stages" and hands.form.body.isEnabled())
    hands.fill("date", "2025年3月")
    hands.fill("source_key", "cnenergy_2018_cgn")
    hands.fill("locator", "第3段")
    hands.save()
    text = hands.card_text()
    assert "Stages reached" in text and "Mar 2025" in text and "Ended" in text

    hands.press("Ctrl+Z")
    hands.until(lambda: "Mar 2025" not in hands.card_text())
    hands.settle()
    hands.press("Ctrl+Z")
    hands.settle()
    hands.until(lambda: hands.values("projects", "supcon50")["stage"] == "operating")
    assert "Stages reached" not in hands.card_text()
    hands.press("Ctrl+Shift+Z")
    hands.until(lambda: hands.values("projects", "supcon50")["stage"] == "ended")
    hands.settle()

    hands.search("Heyuan Gas silicon")  # a project found elsewhere is chosen and in sight on the board
    hands.press("Return")
    found = hands.id_of("projects", "heyuan_si")
    hands.until(lambda: hands.page.current() == ("projects", found))
    hands.settle()
    signed = board(hands).board.columns["signed"]
    assert signed.list.current_id() == found and board(hands).on_board
    place = signed.geometry().translated(area.widget().pos())
    assert area.viewport().rect().contains(place.center())

    hands.close()
    hands.start(facts_file)
    hands.tab("Projects")
    hands.settle()
    assert board(hands).on_board
    hands.click(board(hands).shape_button)
    hands.settle()
    assert board(hands).rows.currentWidget() is board(hands).table


def test_a_note_is_written_on_a_card_found_and_thrown_away(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    hands.open("projects", "supcon50")
    project = hands.id_of("projects", "supcon50")
    hands.click_link(hands.card.view, "pairing:add-notes/0")
    hands.until(lambda: hands.form.kind == "notes" and hands.form.body.isEnabled())
    assert hands.form.boxes["subject_key"].editor.value() == "supcon50"
    hands.form.boxes["text"].editor.input.setFocus()
    hands.write("向电站询问过月度数据")
    hands.save()
    assert "向电站询问过月度数据" in hands.card_text() and "Notes" in hands.card_text()
    hands.tab("Overview")
    found = hands.search("询问过")
    assert found.hits.currentItem().text(0) == "向电站询问过月度数据"
    hands.press("Return")
    hands.until(lambda: hands.page.current() == ("projects", project))
    hands.settle()
    (line,) = [line for line in hands.window.workspace.here.card("projects", project).entries if line.kind == "notes"]
    hands.window.editing.delete("notes", (line.id,))
    hands.settle()
    assert "向电站询问过月度数据" not in hands.card_text()
    hands.press("Ctrl+Z")
    hands.settle()
    assert "向电站询问过月度数据" in hands.card_text()
