"""History: what was done is searched, undone and redone to any depth, a field gets back what it held, and the whole file is
looked at as it was."""

from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QLabel

from pairing_desktop.ui.dialogs.go_to import GoToDialog
from pairing_desktop.ui.dialogs.history import FileHistoryDialog, RecordHistoryDialog
from pairing_desktop.ui.dialogs.past_day import PastDayDialog
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.past import PastWindow
from stories.hands import Hands, cells_of, dialogs, words_of


def edit(hands: Hands, kind: str, key: str, **fields: str) -> None:
    hands.open(kind, key)
    hands.press("F2")
    for field, text in fields.items():
        hands.fill(field, text)
    hands.save()


def choose(dialog: FileHistoryDialog | RecordHistoryDialog, row: int) -> None:
    dialog.table.setCurrentItem(dialog.table.topLevelItem(row))


def past_window(hands: Hands) -> PastWindow:
    hands.until(lambda: bool(dialogs(PastWindow)))
    window = dialogs(PastWindow)[-1]
    hands.until(lambda: not window.bridge.is_waiting)
    return window


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_the_history_is_searched_undone_and_redone_to_any_depth(hands: Hands, facts_file: Path, code: str) -> None:
    hands.program.set_language(code)
    hands.start(facts_file)
    for note in ("One", "Two", "Three"):
        edit(hands, "projects", "supcon50", note=note)
    edit(hands, "companies", "abengoa", note="Mark")
    hands.choose("record", "file_history")
    history = hands.dialog(FileHistoryDialog)
    every = len(cells_of(history.table))
    history.box.setFocus(Qt.FocusReason.TabFocusReason)
    hands.write("50MW" if code == "zh_CN" else "50 mw")
    hands.settle()
    found = cells_of(history.table)
    assert len(found) == 3 and every > 3
    choose(history, 2)  # the first of the three
    hands.click(hands.button(history, tr("Undo to here")))
    hands.until(lambda: hands.values("projects", "supcon50")["note"] == "One")
    hands.settle()
    assert hands.values("companies", "abengoa")["note"] != "Mark"
    history.box.clear()
    hands.settle()
    rows = cells_of(history.table)
    undone = [row for row, cells in enumerate(rows) if cells[3] == tr("Undone")]
    assert len(undone) == 3
    choose(history, undone[1])
    hands.click(hands.button(history, tr("Redo to here")))
    hands.until(lambda: hands.values("projects", "supcon50")["note"] == "Three")
    hands.settle()
    assert hands.values("companies", "abengoa")["note"] != "Mark"
    history.close()
    hands.settle()
    hands.press("Ctrl+Z")  # a dialog that is gone asks for nothing
    hands.until(lambda: hands.values("projects", "supcon50")["note"] == "Two")
    assert hands.window.workspace.here.verify() == []


def test_a_field_gets_back_what_it_held_as_one_operation_with_what_belongs_to_it(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    before = hands.values("projects", "supcon50")
    edit(hands, "projects", "supcon50", start_date="2016", note="Changed")
    edit(hands, "projects", "supcon50", start_date="2015-03")
    assert hands.values("projects", "supcon50")["start_precision"] == "month"
    hands.choose("record", "history")
    dialog = hands.dialog(RecordHistoryDialog)
    rows = cells_of(dialog.table)
    assert not dialog.restore_button.isEnabled()
    first = max(row for row, cells in enumerate(rows) if cells[3] == tr("Start"))
    choose(dialog, first)
    hands.click(hands.button(dialog, tr("Restore the value before")))
    hands.until(lambda: hands.values("projects", "supcon50")["start_date"] == before["start_date"])
    hands.settle()
    now = hands.values("projects", "supcon50")
    assert (now["start_precision"], now["note"]) == (before["start_precision"], "Changed")
    assert hands.operations()[0].label == "Earlier value restored: {name}"
    assert cells_of(dialog.table)[0][2].startswith("Earlier value restored")
    dialog.close()
    hands.press("Ctrl+Z")
    hands.until(lambda: hands.values("projects", "supcon50")["start_date"] == "2015-03")


def test_the_whole_file_is_looked_at_as_it_was_in_a_window_that_says_so(hands: Hands, facts_file: Path) -> None:
    window = hands.start(facts_file)
    before = hands.values("projects", "supcon50")["note"]
    edit(hands, "projects", "supcon50", note="Changed later")
    hands.choose("record", "file_history")
    history = hands.dialog(FileHistoryDialog)
    choose(history, 1)  # the cited facts were brought in
    hands.click(hands.button(history, tr("As it was then")))
    past = past_window(hands)
    moment = cells_of(history.table)[1][0]
    history.close()
    assert f"The whole file as it was on {moment}." in words_of(past.banner)
    assert past.workspace.read_only
    assert past.workspace.here.draft("projects", hands.id_of("projects", "supcon50")).values["note"] == before
    assert not past.actions_by_name["edit_record"].isEnabled()
    assert any("Read-only" in one.text() or "read-only" in one.text() for one in past.statusBar().findChildren(QLabel))
    file = past.workspace.path
    assert file.exists()
    past.navigate("projects", hands.id_of("projects", "supcon50"))
    past.dialogs.go_to()
    hands.until(lambda: bool(dialogs(GoToDialog)))
    dialogs(GoToDialog)[-1].reject()
    past.close()
    hands.until(lambda: not file.exists())
    assert hands.values("projects", "supcon50")["note"] == "Changed later"
    assert window.isVisible()
    assert facts_file.resolve() in hands.program.settings.recent
    assert file not in hands.program.settings.recent


def test_a_day_is_chosen_and_a_day_before_the_file_was_made_is_told(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    hands.choose("record", "as_it_was")
    dialog = hands.dialog(PastDayDialog)
    assert dialog.said.text().startswith("The last thing done by then")
    dialog.calendar.setSelectedDate(QDate(2011, 5, 4))
    hands.settle()
    assert dialog.said.text() == "The file is younger than this day."
    assert not dialog.open_button.isEnabled()
    dialog.calendar.setSelectedDate(QDate.currentDate())
    hands.settle()
    hands.click(dialog.open_button)
    past = past_window(hands)
    assert past.workspace.here.counts() == hands.window.workspace.here.counts()
    hands.window.leave()  # it goes with the window it was opened from
    hands.until(lambda: not dialogs(PastWindow))
