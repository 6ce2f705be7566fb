"""What goes wrong is told in words, nothing is lost, and there is a way on."""

import os
import shutil
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QFileDialog

from pairing_desktop import folders
from pairing_desktop.domain.drafts import Draft
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.ui import faults
from pairing_desktop.ui.dialogs.fault import FaultDialog
from pairing_desktop.ui.dialogs.file_problem import FileProblemDialog
from pairing_desktop.ui.dialogs.unsaved import UnsavedDialog
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.tabs.list_pane import ListPane
from stories.hands import Hands, dialogs, words_of

KEY = "cgn50"


def edit(hands: Hands, note: str) -> None:
    """An edit of a project that is not saved yet."""
    hands.open("projects", KEY)
    hands.press("F2")
    hands.fill("note", note)


def refused(hands: Hands, *words: str) -> None:
    """Try to save: it fails, says all this, and the form keeps what was typed."""
    typed = hands.form.boxes["note"].editor.value()
    hands.press("Ctrl+Return")
    hands.until(hands.form.banner.isVisible)
    hands.settle()
    for word in words:
        assert word in hands.form.banner.text, hands.form.banner.text
    assert hands.form.boxes["note"].editor.value() == typed
    assert hands.form.is_dirty()


# -- the file at the start --------------------------------------------------------------------------------------------


def spoil(path: Path, how: str) -> None:
    whole = path.read_bytes()
    match how:
        case "missing":
            path.unlink()
        case "empty":
            path.write_bytes(b"")
        case "foreign":
            path.write_bytes(b"%PDF-1.7\n" + b"x" * 3000)
        case "other program":
            path.write_bytes(whole[:68] + b"OTHR" + whole[72:])
        case "newer":
            path.write_bytes(whole[:60] + (99).to_bytes(4, "big") + whole[64:])
        case "corrupt":
            path.write_bytes(whole[:100] + b"\xff" * 4000 + whole[4100:])


SPOILED = {
    "missing": ("There is no file", "没有文件"),
    "empty": ("is empty", "是空文件"),
    "foreign": ("PDF", "PDF"),
    "other program": ("another program", "其他程序"),
    "newer": ("newer version", "较新版本"),
    "corrupt": ("damaged", "损坏"),
}


@pytest.mark.parametrize("code", ["en", "zh_CN"])
@pytest.mark.parametrize("how", SPOILED)
def test_a_file_that_cannot_be_opened_at_the_start_leads_on_to_another(
    hands: Hands, facts_file: Path, planted: Path, tmp_path: Path, how: str, code: str
) -> None:
    hands.program.set_language(code)
    good = Path(shutil.copyfile(planted, tmp_path / "good.db"))
    spoil(facts_file, how)
    before = facts_file.read_bytes() if facts_file.exists() else None
    hands.program.start(facts_file)
    hands.until(lambda: bool(dialogs(FileProblemDialog)))
    assert hands.program.window is None
    dialog = dialogs(FileProblemDialog)[0]
    said = words_of(dialog)
    assert SPOILED[how][code == "zh_CN"] in said, said
    assert str(facts_file) in said
    for technical in ("Traceback", "sqlite", "SQL", "Error"):
        assert technical not in said
    hands.click(hands.button(dialog, tr("Open another file…")))
    hands.until(lambda: bool(dialogs(QFileDialog)))
    chooser = dialogs(QFileDialog)[0]
    chooser.fileSelected.emit(str(good))
    chooser.close()
    window = hands.ready()
    assert window.workspace.path == good and not window.workspace.read_only
    assert not dialogs(FileProblemDialog)
    assert (facts_file.read_bytes() if facts_file.exists() else None) == before


def test_a_second_file_that_cannot_be_opened_takes_the_place_of_the_first(hands: Hands, facts_file: Path, tmp_path: Path) -> None:
    spoil(facts_file, "corrupt")
    hands.program.start(facts_file)
    hands.until(lambda: bool(dialogs(FileProblemDialog)))
    hands.click(hands.button(dialogs(FileProblemDialog)[0], "Open another file…"))
    hands.until(lambda: bool(dialogs(QFileDialog)))
    chooser = dialogs(QFileDialog)[0]
    (tmp_path / "empty.db").touch()
    chooser.fileSelected.emit(str(tmp_path / "empty.db"))
    chooser.close()
    hands.until(lambda: len(dialogs(FileProblemDialog)) == 1)
    assert "empty.db is empty" in words_of(dialogs(FileProblemDialog)[0])


# -- two windows on one file ------------------------------------------------------------------------------------------

_HOLDER = """
    import sys
    from pathlib import Path
    from pairing_desktop.domain.drafts import Draft
    from pairing_desktop.operations.workspace import Workspace

    workspace = Workspace.open(Path(sys.argv[1]), who="赵蕾", unit="Office")
    print("open", flush=True)
    sys.stdin.readline()
    here = workspace.here
    draft = here.draft("projects", here.locate("projects", "cgn50").id)
    workspace.do(lambda do: do.save(Draft("projects", draft.id, draft.rev, {"note": "by the other window"}))).result(20)
    print("saved", flush=True)
    sys.stdin.readline()
    workspace.close()
"""


@pytest.fixture
def holder(facts_file: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that edits the file; a line lets it save, another lets it leave."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"}
    child = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(_HOLDER), str(facts_file)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment,
    )  # fmt: skip
    assert child.stdout is not None
    assert child.stdout.readline() == "open\n"
    yield child
    child.kill()
    child.communicate()


def go_on(child: subprocess.Popen[str]) -> None:
    assert child.stdin is not None
    child.stdin.write("\n")
    child.stdin.flush()


def test_a_second_window_is_read_only_names_who_holds_the_file_and_can_take_over(
    hands: Hands, facts_file: Path, holder: subprocess.Popen[str]
) -> None:
    window = hands.start(facts_file)
    assert window.workspace.read_only
    assert window.banner.isVisible() and "赵蕾" in window.banner.text
    hands.open("projects", KEY)
    hands.press("F2")
    hands.press("Del")
    hands.press("Ctrl+N")
    assert not window.editing._forms
    assert not hands.card.edit.isEnabled() and "赵蕾" in hands.card.edit.toolTip()
    assert hands.search("光热").hits.currentItem() is not None  # looking works
    hands.press("Esc")
    go_on(holder)
    assert holder.stdout is not None and holder.stdout.readline() == "saved\n"
    hands.press("F5")
    hands.until(lambda: "by the other window" in hands.card_text())  # and shows what the other saves
    go_on(holder)
    holder.wait(20)
    hands.click(hands.button(window.banner, "Try again"))
    hands.until(lambda: hands.program.window is not window)
    again = hands.ready()
    assert not again.workspace.read_only and not again.banner.isVisible()
    edit(hands, "Now mine")
    hands.save()
    assert hands.values("projects", KEY)["note"] == "Now mine"


def test_a_file_opened_for_looking_only_says_so_and_opens_for_editing(hands: Hands, facts_file: Path) -> None:
    window = hands.start(facts_file, read_only=True)
    assert window.banner.isVisible() and "Read-only" in window.status.texts
    hands.click(hands.button(window.banner, "Open for editing"))
    hands.until(lambda: hands.program.window is not None and hands.program.window is not window)
    assert not hands.ready().workspace.read_only


# -- saves that fail --------------------------------------------------------------------------------------------------


def test_a_save_that_meets_a_newer_version_overwrites_nothing_and_asks(hands: Hands, facts_file: Path) -> None:
    window = hands.start(facts_file)
    edit(hands, "Mine")
    here = window.workspace.here
    draft = here.draft("projects", hands.id_of("projects", KEY))
    theirs = {"note": "Theirs", "locator": "p. 9"}
    window.workspace.do(lambda do: do.save(Draft("projects", draft.id, draft.rev, theirs))).result(20)
    refused(hands, "changed this record since you opened it", "Nothing was overwritten")
    assert hands.values("projects", KEY)["note"] == "Theirs"
    mine = hands.button(hands.form.conflict, "Mine: Mine")
    hands.button(hands.form.conflict, "Theirs: Theirs")
    hands.click(mine)
    hands.save()
    stored = hands.values("projects", KEY)
    assert (stored["note"], stored["locator"]) == ("Mine", "p. 9")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 8 MB of our own."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk)], capture_output=True, check=False)
    if made.returncode:
        pytest.skip(f"NOT RUN: needs the right to mount a small disk ({made.stderr.decode().strip()})")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def test_a_save_on_a_full_disk_keeps_the_edit_and_works_once_there_is_room(hands: Hands, planted: Path, small_disk: Path) -> None:
    file = Path(shutil.copyfile(planted, small_disk / "pairing.db"))
    hands.start(file)
    edit(hands, "Saved when there was room " * 300)
    filler = small_disk / "filler"
    with filler.open("wb", buffering=0) as stream:
        try:
            while True:
                stream.write(b"x" * 4096)
        except OSError:
            pass
    refused(hands, "the disk is full", "Nothing was lost")
    assert "Saved when" not in hands.values("projects", KEY)["note"]
    assert hands.window.workspace.here.verify() == []
    filler.unlink()
    hands.click(hands.button(hands.form.banner, "Try again"))
    hands.until(lambda: hands.values("projects", KEY)["note"].startswith("Saved when there was room"))
    hands.settle()
    hands.close()


@pytest.mark.parametrize("how", ["replaced", "deleted", "moved"])
def test_a_file_that_goes_away_while_it_is_open_takes_no_save_and_a_copy_saves_the_rest(
    hands: Hands, facts_file: Path, planted: Path, tmp_path: Path, how: str
) -> None:
    window = hands.start(facts_file)
    edit(hands, "Saved before")
    hands.save()
    edit(hands, "Not to be lost")
    other = tmp_path / "other.db"
    if how == "replaced":
        Workspace.create(other, who="Zhao Lei", unit="", with_facts=False).close()
        other.replace(facts_file)
    elif how == "deleted":
        facts_file.unlink()
    else:
        facts_file.rename(other)
    refused(hands, "was moved, deleted or replaced while it was open", "Save a copy", "Nothing was lost")
    hands.choose("file", "save_copy")
    chooser = hands.dialog(QFileDialog)
    chooser.fileSelected.emit(str(tmp_path / "rescued.db"))
    chooser.close()
    hands.until(lambda: "rescued.db" in window.banner.text)
    rescued = Workspace.open(tmp_path / "rescued.db")
    try:
        here = rescued.here
        assert here.draft("projects", here.locate("projects", KEY).id).values["note"] == "Saved before"
    finally:
        rescued.close()
    if how == "replaced":
        stranger = Workspace.open(facts_file, read_only=True)
        assert stranger.here.counts()["projects"] == 0  # the file that took its place is as it was
        stranger.close()
    hands.form.discard()


# -- faults of the program --------------------------------------------------------------------------------------------


@pytest.fixture
def own_hooks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Uncaught exceptions go where the program sends them, not to the test."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    faults.install()


@pytest.mark.usefixtures("own_hooks")
def test_a_fault_behind_a_key_is_told_and_the_program_lives_on(
    hands: Hands, facts_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = hands.start(facts_file)
    hands.open("projects", KEY)

    def broken(_pane: ListPane) -> bool:
        raise ZeroDivisionError("a fault for the test")

    monkeypatch.setattr(ListPane, "copy", broken)
    hands.press("Ctrl+Shift+C")
    fault = hands.dialog(FaultDialog)
    said = words_of(fault)
    assert "What was saved before is unchanged" in said
    assert "a fault for the test" in folders.log_file().read_text()
    fault.accept()
    hands.until(lambda: not dialogs(FaultDialog))
    edit(hands, "After the fault")
    hands.save()
    assert hands.values("projects", KEY)["note"] == "After the fault"
    assert hands.program.window is window


@pytest.mark.usefixtures("own_hooks")
def test_a_fault_in_a_question_is_told_and_the_next_question_is_answered(
    hands: Hands, facts_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.start(facts_file)
    hands.tab("Projects")
    from pairing_desktop.operations.questions import Questions

    real = Questions.card
    monkeypatch.setattr(Questions, "card", lambda *_: [][0])
    hands.press("F5")
    fault = hands.dialog(FaultDialog)
    fault.accept()
    monkeypatch.setattr(Questions, "card", real)
    hands.open("projects", KEY)
    assert hands.card.shown.key == KEY


def test_a_fault_while_closing_keeps_the_window_and_it_still_works(
    hands: Hands, facts_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = hands.start(facts_file)
    real = Workspace.close

    def broken(_workspace: Workspace) -> None:
        raise RuntimeError("cannot close")

    monkeypatch.setattr(Workspace, "close", broken)
    hands.press("Ctrl+Q")
    hands.until(window.banner.isVisible)
    assert "could not be closed" in window.banner.text and window.isVisible()
    assert "cannot close" in folders.log_file().read_text()
    hands.click(hands.button(window.banner, "Keep open"))
    edit(hands, "Saved in a window that could not close")
    hands.save()
    assert hands.values("projects", KEY)["note"] == "Saved in a window that could not close"
    monkeypatch.setattr(Workspace, "close", real)
    hands.close()


def test_closing_with_edits_asks_and_each_answer_does_what_it_says(hands: Hands, facts_file: Path) -> None:
    window = hands.start(facts_file)
    edit(hands, "Kept by Save")
    for answer in ("Keep editing", "Save"):
        hands.press("Ctrl+Q")
        question = hands.dialog(UnsavedDialog)
        hands.click(hands.button(question, answer))
        if answer == "Keep editing":
            assert window.isVisible() and hands.form.is_dirty()
    hands.until(lambda: hands.program.window is None)
    window = hands.start(facts_file)
    assert hands.values("projects", KEY)["note"] == "Kept by Save"
    edit(hands, "Given up")
    hands.press("Ctrl+Q")
    hands.click(hands.button(hands.dialog(UnsavedDialog), "Discard"))
    hands.until(lambda: hands.program.window is None)
    hands.start(facts_file)
    assert hands.values("projects", KEY)["note"] == "Kept by Save"


# -- paper ------------------------------------------------------------------------------------------------------------


def test_a_print_into_a_place_that_cannot_be_written_is_told_and_goes_elsewhere(
    hands: Hands, facts_file: Path, tmp_path: Path
) -> None:
    hands.start(facts_file)
    hands.tab("Projects")
    preview = hands.preview()
    (tmp_path / "not a folder").write_text("kept")
    hands.save_pdf(preview, tmp_path / "not a folder" / "list.pdf")
    assert "list.pdf" in preview.message.text() and "Saved" not in preview.message.text()
    assert "Traceback" not in preview.message.text()
    before = tmp_path / "before.pdf"
    before.mkdir()  # a folder of that name
    preview.save(before)
    hands.until(preview.save_button.isEnabled)
    assert "Saved" not in preview.message.text() and before.is_dir()
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name or path.suffix == ".tmp"] == []
    hands.save_pdf(preview, tmp_path / "list.pdf")
    assert (tmp_path / "list.pdf").read_bytes().startswith(b"%PDF")


def test_without_a_printer_the_way_to_a_pdf_file_is_told(hands: Hands, facts_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: []))
    hands.start(facts_file)
    hands.tab("Sources")
    preview = hands.preview()
    hands.click(preview.print_button)
    assert "No printer is set up" in preview.message.text() and preview.message.isVisible()
    assert preview.save_button.hasFocus()
