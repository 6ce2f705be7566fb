"""What is typed and not saved outlives the program: killed, ended by the system, or closed by nobody."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from pairing_desktop import folders
from pairing_desktop.domain.drafts import Draft
from pairing_desktop.operations import kept_drafts
from pairing_desktop.operations.kept_drafts import KeptDraft
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.ui.forms.record_form import RecordForm
from pairing_desktop.ui.i18n import tr
from stories.hands import Hands

TYPIST = Path(__file__).with_name("typist.py")
Typing = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def typing(facts_file: Path) -> Iterator[Typing]:
    """Another process in which somebody types and does not save; returns once the words stand in the form."""
    started = []

    def start(record: str, **edits: str) -> "subprocess.Popen[str]":
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        words = [f"{name}={text}" for name, text in edits.items()]
        process = subprocess.Popen(
            [sys.executable, str(TYPIST), str(facts_file), record, *words],
            stdout=subprocess.PIPE, text=True, env=environment,
        )
        started.append(process)
        assert process.stdout is not None and process.stdout.readline() == "typed\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def drafts(file: Path) -> list[KeptDraft]:
    return [draft for folder in folders.unsaved_folder().glob("*") for draft in kept_drafts.kept(folder, file)]


def answer(hands: Hands, words: str) -> None:
    """Press a button of the banner."""

    def there() -> list[QPushButton]:
        buttons = hands.window.banner.findChildren(QPushButton)
        return [one for one in buttons if one.text() == words and one.isVisible()]

    hands.until(there)
    QTest.mouseClick(there()[0], Qt.MouseButton.LeftButton)


def offered(hands: Hands, words: str) -> None:
    hands.until(lambda: words in hands.window.banner.text)


def resumed(hands: Hands) -> None:
    hands.until(lambda: any(form.isVisible() and form.is_dirty() for form in hands.window.findChildren(RecordForm)))


def test_text_typed_and_killed_is_offered_and_goes_on_where_it_was(
    hands: Hands, facts_file: Path, typing: Typing
) -> None:
    note = "第一段\n第二段 & <b>$x$</b>"
    process = typing("projects/supcon50", name_zh="德令哈塔式电站（二期）", note=note, start_date="2018年上半年")
    hands.until(lambda: drafts(facts_file))
    process.send_signal(signal.SIGKILL)
    assert process.wait(10) == -signal.SIGKILL
    hands.program.set_language("zh_CN")
    hands.start(facts_file)
    offered(hands, "德令哈塔式电站（二期）")
    assert "没有保存" in hands.window.banner.text
    answer(hands, tr("Continue"))
    resumed(hands)
    form = hands.form
    assert form.boxes["name_zh"].editor.value() == "德令哈塔式电站（二期）"
    assert form.boxes["note"].editor.value() == "第一段\n第二段 & <b>$x$</b>"
    assert form.boxes["start_date"].editor.value() == "2018年上半年"
    assert not hands.window.banner.isVisible()
    assert drafts(facts_file), "until it is saved it is kept"
    hands.save()
    assert hands.values("projects", "supcon50")["name_zh"] == "德令哈塔式电站（二期）"
    assert hands.values("projects", "supcon50")["start_precision"] == "half"
    hands.until(lambda: not drafts(facts_file))
    assert len(hands.history("projects", "supcon50")) >= 3


def test_being_ended_keeps_what_was_typed_this_instant(hands: Hands, facts_file: Path, typing: Typing) -> None:
    process = typing("sources/", title="柴达木日报：光热电站并网", publisher="柴达木日报")
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0
    assert [draft.typed["title"] for draft in drafts(facts_file)] == ["柴达木日报：光热电站并网"]
    hands.start(facts_file)
    offered(hands, "柴达木日报：光热电站并网")
    answer(hands, "Continue")
    resumed(hands)
    assert hands.form.boxes["publisher"].editor.value() == "柴达木日报"
    hands.press("Esc")
    hands.click(hands.button(hands.form, "Discard"))
    hands.until(lambda: not drafts(facts_file))


def test_an_indicator_that_was_being_made_goes_on_in_its_dialog(hands: Hands, facts_file: Path, typing: Typing) -> None:
    process = typing("measures/", name_zh="购羊数", description="活羊")
    process.send_signal(signal.SIGTERM)
    process.wait(20)
    hands.start(facts_file)
    offered(hands, "购羊数")
    answer(hands, "Continue")
    resumed(hands)
    assert hands.form.kind == "measures" and hands.form.boxes["description"].editor.value() == "活羊"
    hands.fill("unit", "sheep")
    hands.save()
    assert hands.values("measures", "gouyangshu")["unit"] == "sheep"
    hands.until(lambda: not drafts(facts_file))


def test_a_record_changed_meanwhile_is_told_field_by_field(hands: Hands, facts_file: Path, typing: Typing) -> None:
    process = typing("projects/supcon50", note="Mine", name_en="Tower of mine")
    process.send_signal(signal.SIGTERM)
    process.wait(20)
    with_colleague = Workspace.open(facts_file, who="Zhao Lei")
    here = with_colleague.here
    row = here.draft("projects", here.locate("projects", "supcon50").id)
    change = Draft("projects", row.id, row.rev, {"note": "Theirs", "stage": "signed"})
    with_colleague.do(lambda do: do.save(change)).result(20)
    with_colleague.close()
    hands.start(facts_file)
    offered(hands, "Tower of mine")
    answer(hands, "Continue")
    resumed(hands)
    hands.until(lambda: hands.form.conflict.isVisible())
    form = hands.form
    buttons = form.conflict.buttons()
    assert [button.text() for button in buttons] == ["Mine: Operating", "Theirs: Signed", "Mine: Mine", "Theirs: Theirs"]
    assert [button.text() for button in buttons if button.isChecked()] == ["Theirs: Signed", "Mine: Mine"]
    assert form.banner.text.startswith("Zhao Lei changed this record")
    hands.click(buttons[3])
    hands.save()
    kept = hands.values("projects", "supcon50")
    assert (kept["note"], kept["name_en"], kept["stage"]) == ("Theirs", "Tower of mine", "signed")


def test_a_name_typed_and_not_chosen_and_a_chosen_record_come_back(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    hands.open("projects", "supcon50")
    hands.press("F2")
    hands.fill("place_key", "dlh")
    form = hands.form
    form.boxes["source_key"].editor.input.setFocus()
    hands.press("Ctrl+A")
    hands.write("Xinh")
    hands.until(lambda: drafts(facts_file))
    hands.window.editing.keep_drafts()
    hands.window.leave()  # as when the system ends the program: nobody asks
    hands.until(lambda: hands.program.window is None)
    hands.start(facts_file)
    hands.until(lambda: hands.window.banner.isVisible())
    answer(hands, "Continue")
    resumed(hands)
    assert hands.form.boxes["source_key"].editor.input.text() == "Xinh"
    assert "not chosen yet" in hands.form.boxes["source_key"].message()
    hands.form.discard()


def test_what_is_thrown_away_can_be_brought_back_until_the_window_closes(hands: Hands, facts_file: Path) -> None:
    workspace = Workspace.open(facts_file)
    folder = kept_drafts.folder_of(workspace.here.editing.file_uid())
    workspace.close()
    for name, at in (("one", "2026-01-02T10:00:00+00:00"), ("two", "2026-01-03T10:00:00+00:00")):
        kept_drafts.keep(folder, KeptDraft(name, str(facts_file), at, "places", "", {}, {"name_en": f"Place {name}"}))
    (folder / "broken.json").write_text("{", encoding="utf-8")
    hands.start(facts_file)
    offered(hands, "Place two")
    assert "1 more edit waits" in hands.window.banner.text
    answer(hands, "Throw away")
    offered(hands, "Thrown away: Place two")
    answer(hands, "Bring back")
    offered(hands, "Place two")
    answer(hands, "Throw away")
    answer(hands, "Close")
    offered(hands, "Place one")
    answer(hands, "Throw away")
    hands.until(lambda: [one.name for one in folder.iterdir()] == ["broken.json"])


def test_the_draft_of_a_copy_elsewhere_is_not_offered(hands: Hands, facts_file: Path, tmp_path: Path) -> None:
    workspace = Workspace.open(facts_file)
    folder = kept_drafts.folder_of(workspace.here.editing.file_uid())
    workspace.close()
    copy = tmp_path / "copy.db"
    copy.write_bytes(facts_file.read_bytes())
    at = "2026-01-02T10:00:00+00:00"
    kept_drafts.keep(folder, KeptDraft("one", str(copy), at, "places", "", {}, {"name_en": "Elsewhere"}))
    assert kept_drafts.kept(folder, facts_file) == []
    copy.unlink()
    assert [draft.typed["name_en"] for draft in kept_drafts.kept(folder, facts_file)] == ["Elsewhere"]


def test_a_folder_that_cannot_be_written_is_told_in_words(hands: Hands, facts_file: Path) -> None:
    folders.unsaved_folder().parent.mkdir(parents=True, exist_ok=True)
    folders.unsaved_folder().write_text("in the way", encoding="utf-8")
    hands.start(facts_file)
    hands.open("projects", "supcon50")
    hands.press("F2")
    hands.fill("note", "Words")
    offered(hands, "cannot be kept for the next start")
    hands.save()
    assert hands.values("projects", "supcon50")["note"] == "Words"
