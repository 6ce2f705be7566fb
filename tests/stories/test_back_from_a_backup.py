"""A day goes wrong: the file is changed, damaged or gone, and comes back from a backup or row by row."""

import sqlite3
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from office import new_project, run_python
from pairing_desktop.domain.backups import Backup
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.store import backups
from pairing_desktop.ui.dialogs.check_file import CheckFileDialog
from pairing_desktop.ui.dialogs.file_problem import FileProblemDialog
from pairing_desktop.ui.dialogs.rescued import RescuedDialog
from pairing_desktop.ui.dialogs.restore import RestoreDialog
from pairing_desktop.ui.i18n import tr
from stories.hands import Hands, cells_of, dialogs, words_of


def kept(path: Path) -> list[Backup]:
    return Workspace.backups(path)


def write_more(path: Path, name: str) -> None:
    workspace = Workspace.open(path, who="Zhao Lei")
    workspace.do(lambda commands: commands.save(new_project(name_en=name))).result()
    workspace.close()


def test_the_first_opening_of_the_day_leaves_a_backup_and_the_second_does_not(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    hands.until(lambda: len(kept(facts_file)) == 1)
    hands.settle()
    hands.close()
    write_more(facts_file, "Meanwhile")
    hands.start(facts_file)
    hands.qtbot.wait(600)
    hands.settle()
    assert len(kept(facts_file)) == 1


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_a_window_goes_back_to_a_backup_by_keyboard_and_forward_again(hands: Hands, facts_file: Path, code: str) -> None:
    hands.program.set_language(code)
    backups.keep(facts_file, "day")
    write_more(facts_file, "Written after the backup")
    window = hands.start(facts_file)
    hands.choose("file", "restore")
    dialog = hands.dialog(RestoreDialog)
    hands.until(dialog.button.isEnabled)
    assert tr("First opening of the day") in cells_of(dialog.table)[0]
    said = words_of(dialog)
    assert f"{tr('Projects')} 52" in said and tr("It is whole: content, references and history were checked.") in said
    assert tr("Cited facts brought in") in cells_of(dialog.newest)[0]
    hands.press("Return")
    hands.until(lambda: hands.program.window is not None and hands.program.window is not window)
    window = hands.ready()
    assert window.workspace.here.counts()["projects"] == 52
    hands.choose("file", "restore")
    dialog = hands.dialog(RestoreDialog)
    assert tr("Replaced by a backup") in cells_of(dialog.table)[0]
    hands.until(dialog.button.isEnabled)
    assert f"{tr('Projects')} 53" in words_of(dialog) and "Zhao Lei" in cells_of(dialog.newest)[0]
    hands.click(dialog.button)
    hands.until(lambda: hands.program.window is not None and hands.program.window is not window)
    assert hands.ready().workspace.here.counts()["projects"] == 53


def test_a_backup_that_was_damaged_is_told_and_cannot_be_chosen(hands: Hands, facts_file: Path) -> None:
    backups.keep(facts_file, "day")
    write_more(facts_file, "Second")
    backups.keep(facts_file, "import")
    newest = kept(facts_file)[0].path
    newest.write_bytes(newest.read_bytes()[:-1000])
    hands.start(facts_file)
    hands.choose("file", "restore")
    dialog = hands.dialog(RestoreDialog)
    hands.until(lambda: "check sum differs" in words_of(dialog) or "damaged" in words_of(dialog))
    assert not dialog.button.isEnabled()
    hands.press("Down")
    hands.until(dialog.button.isEnabled)
    hands.press("Up")
    assert not dialog.button.isEnabled()


def test_a_backup_kept_elsewhere_is_checked_and_restored(hands: Hands, facts_file: Path, tmp_path: Path) -> None:
    window = hands.start(facts_file)
    window.workspace.back_up(tmp_path / "stick" / "mine.db").result()
    hands.choose("file", "restore")
    dialog = hands.dialog(RestoreDialog)
    hands.click(hands.button(dialog, "Another file…"))
    chooser = hands.dialog(QFileDialog)
    chooser.fileSelected.emit(str(tmp_path / "stick" / "mine.db"))
    chooser.close()
    hands.until(dialog.button.isEnabled)
    hands.click(dialog.button)
    hands.until(lambda: hands.program.window is not None and hands.program.window is not window)
    hands.ready()


@pytest.mark.parametrize("how", ["damaged", "gone"])
def test_a_file_that_does_not_open_comes_back_and_the_bad_one_is_kept(hands: Hands, facts_file: Path, how: str) -> None:
    backups.keep(facts_file, "day")
    spoilt = facts_file.read_bytes()[:30_000]
    if how == "gone":
        facts_file.unlink()
    else:
        facts_file.write_bytes(spoilt)
    hands.program.start(facts_file)
    hands.until(lambda: bool(dialogs(FileProblemDialog)))
    problem = dialogs(FileProblemDialog)[0]
    assert "The newest backup is of" in words_of(problem)
    hands.click(hands.button(problem, "Restore from a backup…"))
    hands.until(lambda: bool(dialogs(RestoreDialog)))
    dialog = dialogs(RestoreDialog)[0]
    hands.until(dialog.button.isEnabled)
    assert ("Rescue what can be read…" in words_of(dialog)) == (how == "damaged")
    hands.click(dialog.button)
    window = hands.ready()
    assert window.workspace.here.counts()["projects"] == 52
    assert not dialogs(FileProblemDialog)
    bad = [one for one in facts_file.parent.iterdir() if "damaged" in one.name]
    assert [one.read_bytes() for one in bad] == ([spoilt] if how == "damaged" else [])


def test_rows_are_rescued_from_a_damaged_file_with_a_report(hands: Hands, facts_file: Path, tmp_path: Path) -> None:
    content = facts_file.read_bytes()
    facts_file.write_bytes(content[:100] + b"\xff" * 3996 + content[4096:len(content) * 2 // 3])
    before = facts_file.read_bytes()
    hands.program.start(facts_file)
    hands.until(lambda: bool(dialogs(FileProblemDialog)))
    hands.click(hands.button(dialogs(FileProblemDialog)[0], "Restore from a backup…"))
    hands.until(lambda: bool(dialogs(RestoreDialog)))
    assert "No backup was made" in words_of(dialogs(RestoreDialog)[0])
    hands.click(hands.button(dialogs(RestoreDialog)[0], "Rescue what can be read…"))
    hands.until(lambda: bool(dialogs(QFileDialog)))
    chooser = dialogs(QFileDialog)[0]
    chooser.fileSelected.emit(str(tmp_path / "rescued.db"))
    chooser.close()
    hands.until(lambda: bool(dialogs(RescuedDialog)))
    report = dialogs(RescuedDialog)[0]
    assert "Not everything could be rescued" in words_of(report) and "Lost, " in report.text.toPlainText()
    hands.click(hands.button(report, "Open the rescued file"))
    window = hands.ready()
    assert window.workspace.path == tmp_path / "rescued.db"
    assert window.workspace.verify().result(20) == []
    assert facts_file.read_bytes() == before


def test_a_program_that_died_is_told_of_at_the_next_start_and_the_check_is_offered(hands: Hands, facts_file: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path; from pairing_desktop.operations.workspace import Workspace\n"
        "w = Workspace.open(Path(sys.argv[1]), who='赵蕾'); os.kill(os.getpid(), 9)"
    )
    run_python("-c", script, facts_file)
    window = hands.start(facts_file)
    assert not window.workspace.read_only
    hands.until(window.banner.isVisible)
    assert "not closed properly" in window.banner.text and "赵蕾" in window.banner.text
    hands.click(hands.button(window.banner, "Check the file"))
    dialog = hands.dialog(CheckFileDialog)
    hands.until(lambda: "The file is whole" in words_of(dialog))
    hands.press("Esc")
    hands.close()
    window = hands.start(facts_file)
    hands.qtbot.wait(600)
    assert not window.banner.isVisible()


def test_the_check_names_what_was_changed_and_a_repair_mends_what_is_derived(hands: Hands, facts_file: Path) -> None:
    connection = sqlite3.connect(facts_file)
    guards = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in guards:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("UPDATE claim SET value = '1' WHERE key = 'seed_p08_month'")
    connection.execute("UPDATE search_text SET folded = 'lost' WHERE doc = 6")
    for _, sql in guards:
        connection.execute(sql)
    connection.commit()
    connection.close()
    hands.start(facts_file)
    hands.choose("file", "check_file")
    dialog = hands.dialog(CheckFileDialog)
    hands.until(dialog.mend.isEnabled)
    assert "seed_p08_month" in cells_of(dialog.table)[0][0]
    hands.click(dialog.mend)
    hands.until(lambda: "thing is wrong" in words_of(dialog) and dialog.mend.isEnabled())
    hands.press("Esc")
    hands.settle()


def test_locked_is_never_called_damaged(hands: Hands, facts_file: Path) -> None:
    blocker = sqlite3.connect(facts_file, isolation_level=None)
    blocker.execute("BEGIN EXCLUSIVE")
    try:
        hands.program.start(facts_file)
        hands.until(lambda: bool(dialogs(FileProblemDialog)))
        said = words_of(dialogs(FileProblemDialog)[0])
        assert "in use by another program" in said and "damaged" not in said
    finally:
        blocker.execute("ROLLBACK")
        blocker.close()
    assert facts_file.exists()
