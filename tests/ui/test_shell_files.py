"""Files in the window: the first start, files that cannot be opened, two windows on one file, leaving."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from pairing_desktop import folders
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.ui import faults, i18n
from pairing_desktop.ui.app import Program
from pairing_desktop.ui.dialogs.fault import FaultDialog
from pairing_desktop.ui.dialogs.file_problem import FileProblemDialog
from pairing_desktop.ui.dialogs.first_start import FirstStart
from pairing_desktop.ui.window import MainWindow
from shell import dialogs, settled, the_dialog


def _say(widget: FirstStart | FileProblemDialog) -> str:
    return " ".join(one.text() for one in widget.findChildren(QLabel))


def _press(widget: FirstStart | FileProblemDialog, text: str) -> None:
    next(one for one in widget.findChildren(QPushButton) if one.text() == text).click()


@pytest.mark.parametrize(("choice", "projects"), [("The cited facts", 52), ("An empty file", 0)])
def test_the_first_start_makes_the_file(qtbot: QtBot, program: Program, choice: str, projects: int) -> None:
    program.start(None)
    page = the_dialog(qtbot, FirstStart)
    promised = _say(page)
    next(one for one in page.findChildren(QRadioButton) if one.text() == choice).click()
    page._who.setText("陈静")
    page._unit.setText("杭州办")
    _press(page, "Start")
    settled(qtbot, lambda: program.window is not None)
    assert program.window is not None
    assert folders.default_file().exists()
    counts = program.window.workspace.ask(lambda ask: ask.counts()).result()
    assert counts["projects"] == projects
    if projects:
        for kind in ("projects", "companies", "events", "claims", "sources"):
            assert f"{counts[kind]} {kind}" in promised
    assert (program.window.workspace.who, program.window.workspace.unit) == ("陈静", "杭州办")
    assert not dialogs(FirstStart)


def test_the_language_changes_the_first_page_at_once(qtbot: QtBot, program: Program) -> None:
    program.start(None)
    page = the_dialog(qtbot, FirstStart)
    page._who.setText("typed before")
    next(one for one in page.findChildren(QRadioButton) if one.text() == "简体中文").click()
    assert i18n.current().is_chinese
    assert "欢迎使用" in _say(page)
    assert page._who.text() == "typed before"


def test_a_file_that_cannot_be_made_leaves_the_entries(qtbot: QtBot, program: Program, tmp_path: Path) -> None:
    blocked = tmp_path / "no-folder"
    blocked.write_text("a file where a folder should be")
    program.first_start(blocked / "pairing.db")
    page = the_dialog(qtbot, FirstStart)
    page._who.setText("Li Wei")
    _press(page, "Start")
    settled(qtbot, page.banner.isVisible)
    assert "Nothing was written" in page.banner.text
    assert page._who.text() == "Li Wei"


def _damage(path: Path, how: str) -> None:
    whole = path.read_bytes()
    match how:
        case "missing":
            path.unlink()
        case "empty":
            path.write_bytes(b"")
        case "foreign":
            path.write_bytes(b"PK\x03\x04" + b"x" * 2000)
        case "newer":
            path.write_bytes(whole[:60] + (99).to_bytes(4, "big") + whole[64:])
        case "corrupt":
            path.write_bytes(whole[:100] + b"\xff" * 4000 + whole[4100:])


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("missing", "There is no file"),
        ("empty", "is empty"),
        ("foreign", "not a file of facts"),
        ("newer", "newer version"),
        ("corrupt", "damaged"),
    ],
)
def test_a_file_that_cannot_be_opened_is_told_and_left_alone(
    qtbot: QtBot, program: Program, facts_file: Path, how: str, words: str
) -> None:
    _damage(facts_file, how)
    before = facts_file.read_bytes() if facts_file.exists() else None
    program.open(facts_file)
    dialog = the_dialog(qtbot, FileProblemDialog)
    assert words in _say(dialog)
    assert "Nothing was changed" in _say(dialog)
    assert {"Open another file…", "New file…", "Restore from a backup…", "Quit"} <= {
        one.text() for one in dialog.findChildren(QPushButton)
    }
    assert (facts_file.read_bytes() if facts_file.exists() else None) == before


def test_a_file_that_cannot_be_opened_leaves_the_window_as_it_was(
    qtbot: QtBot, program: Program, window: MainWindow, tmp_path: Path
) -> None:
    program.open(tmp_path / "nothing.db")
    the_dialog(qtbot, FileProblemDialog)
    assert program.window is window and window.isVisible()


def test_a_second_window_opens_read_only_and_says_who_holds_the_file(
    qtbot: QtBot, program: Program, facts_file: Path
) -> None:
    holder = Workspace.open(facts_file, who="Zhao Lei", unit="Office")
    try:
        program.open(facts_file)
        window = program.window
        assert window is not None
        assert window.banner.isVisible() and "Zhao Lei" in window.banner.text
        assert "Read-only" in window.status.texts
        for name in ("new", "edit_record", "delete", "undo"):
            assert not window.actions_by_name[name].isEnabled()
    finally:
        holder.close()
    window.fileWanted.emit(facts_file)  # Try again
    settled(qtbot, lambda: program.window is not None and not program.window.workspace.read_only)
    assert program.window is not None
    assert not program.window.banner.isVisible()


def test_another_file_takes_the_place_of_the_window(
    qtbot: QtBot, program: Program, window: MainWindow, tmp_path: Path
) -> None:
    window.newWanted.emit(tmp_path / "second.db", False)
    settled(qtbot, lambda: program.window is not None and program.window.workspace.path.name == "second.db")
    assert program.settings.recent[0].name == "second.db"


def test_a_copy_is_written_and_told(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    window.files._copy_to(tmp_path / "copy.db")
    settled(qtbot, window.banner.isVisible)
    assert "copy.db" in window.banner.text
    copy = Workspace.open(tmp_path / "copy.db", read_only=True)
    assert copy.ask(lambda ask: ask.counts()).result()["projects"] == 52
    copy.close()


def test_a_backup_takes_the_place_of_the_file(
    qtbot: QtBot, program: Program, window: MainWindow, tmp_path: Path
) -> None:
    backup = tmp_path / "backup.db"
    window.workspace.back_up(backup).result()
    first = window.workspace.ask(lambda ask: ask.pick("projects", "", 1)).result()[0]
    window.editing.delete("projects", (first.id,))
    settled(qtbot, lambda: window.workspace.ask(lambda ask: ask.counts()).result()["projects"] == 51)
    window.restoreWanted.emit(backup)
    settled(qtbot, lambda: program.window is not None and program.window is not window)
    assert program.window is not None
    assert program.window.workspace.ask(lambda ask: ask.counts()).result()["projects"] == 52


def test_an_error_while_closing_keeps_the_window_open(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise OSError("disk gone")

    monkeypatch.setattr(window, "remember", fail)
    assert not window.close()
    assert window.isVisible()
    assert "could not be closed" in window.banner.text
    assert "disk gone" in folders.log_file().read_text()
    next(one for one in window.banner.findChildren(QPushButton) if one.text() == "Close anyway").click()
    assert not window.isVisible()
    window.workspace.close()


def test_a_fault_in_a_slot_is_told_with_details_and_written_down(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("excepthook",):
        monkeypatch.setattr(sys, name, getattr(sys, name))
    faults.install()
    try:
        raise RuntimeError("<b>broken</b> slot")
    except RuntimeError as error:
        sys.excepthook(RuntimeError, error, error.__traceback__)
    dialog = the_dialog(qtbot, FaultDialog)
    texts = [one.text() for one in dialog.findChildren(QLabel)]
    assert any("was not done" in text for text in texts)
    assert all(one.textFormat() == Qt.TextFormat.PlainText for one in dialog.findChildren(QLabel) if one.text())
    assert "<b>broken</b> slot" in folders.log_file().read_text()
    dialog.accept()


def test_the_log_of_faults_stays_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults, "LOG_SIZE", 2000)
    log = tmp_path / "faults.log"
    for number in range(400):
        faults.write_down(ValueError(f"number {number}"), log)
    files = sorted(tmp_path.iterdir())
    assert len(files) == faults.LOG_COUNT + 1
    assert all(one.stat().st_size < 4000 for one in files)
    assert "number 399" in log.read_text()


_CHILD = """
    import sys
    from pathlib import Path
    from pairing_desktop import __main__, folders
    from pairing_desktop.ui import window

    class Told(window.MainWindow):
        told = False

        def paintEvent(self, event):
            super().paintEvent(event)
            if not self.told:
                self.told = True
                print("shown", sorted(sys.modules), flush=True)

    window.MainWindow = Told
    file = Path(sys.argv.pop())
    folders.default_file = lambda: file
    __main__.main()
"""


def _start(path: Path) -> subprocess.Popen[str]:
    source = Path(__file__).parents[2] / "src"
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(_CHILD), str(path)],
        env={**os.environ, "PYTHONPATH": str(source), "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_sigterm_closes_the_file_and_ends_well(facts_file: Path) -> None:
    child = _start(facts_file)
    assert child.stdout is not None
    assert child.stdout.readline().startswith("shown")
    child.send_signal(signal.SIGTERM)
    assert child.wait(20) == 0
    child.stdout.close()
    assert folders.settings_file().exists()
    again = Workspace.open(facts_file)
    assert not again.read_only
    again.close()


@pytest.mark.skipif(sys.platform == "win32", reason="NOT RUN: needs signals")
def test_a_crash_of_the_process_leaves_a_word_of_where(facts_file: Path) -> None:
    child = _start(facts_file)
    assert child.stdout is not None
    assert child.stdout.readline().startswith("shown")
    child.send_signal(signal.SIGSEGV)
    assert child.wait(20) == -signal.SIGSEGV
    child.stdout.close()
    told = folders.log_file().with_name(faults.CRASHES).read_text()
    assert "Segmentation fault" in told and "app.py" in told
    again = Workspace.open(facts_file)
    assert again.left_by  # and the next start offers a check
    again.close()


def test_nothing_heavy_is_imported_before_the_first_paint(facts_file: Path) -> None:
    child = _start(facts_file)
    assert child.stdout is not None
    line = child.stdout.readline()
    child.terminate()
    child.wait(20)
    child.stdout.close()
    for heavy in (
        "numpy",
        "matplotlib",
        "sqlite_utils",
        "pypinyin",
        "PySide6.QtPrintSupport",
        "PySide6.QtSvg",
        "fontTools",
        "click",
    ):
        assert f"'{heavy}'" not in line, heavy
