"""A list goes to a partner, comes back edited, and each change is accepted or skipped by a key before anything is written."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.returning import Verdict
from pairing_desktop.ui.importing.return_dialog import ReturnDialog
from pairing_desktop.ui.window import MainWindow
from returned import edit, send
from stories.hands import Hands, words_of


def note(window: MainWindow, key: str) -> str:
    ask = window.workspace
    return ask.ask(lambda a: a.draft("projects", a.locate("projects", key).id)).result().values["note"]


def save(window: MainWindow, key: str, text: str) -> None:
    draft = window.workspace.ask(lambda a: a.draft("projects", a.locate("projects", key).id)).result()
    window.workspace.do(lambda do: do.save(Draft("projects", draft.id, draft.rev, {"note": text}))).result()


def reviewed(hands: Hands, path: Path) -> ReturnDialog:
    """The review of a spreadsheet, with its file as a new source."""
    hands.window.files.import_table(path)
    dialog = hands.dialog(ReturnDialog)
    dialog.source_page.publisher.setText("Haixi bureau")
    dialog.go_on()
    hands.until(lambda: dialog.stack.currentWidget() is dialog.review_page)
    hands.settle()
    return dialog


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_a_partners_changes_are_reviewed_by_keyboard_and_written_in_one_step(
    hands: Hands, facts_file: Path, tmp_path: Path, code: str
) -> None:
    hands.program.set_language(code)
    window = hands.start(facts_file)
    names = {
        key: window.workspace.ask(lambda a, key=key: a.draft("projects", a.locate("projects", key).id)).result()  # type: ignore[misc]
        for key in ("supcon50", "lamost")
    }
    # The first column is the English name in both languages.
    plant, scope = (names[key].values["name_en"] for key in ("supcon50", "lamost"))
    header = {"en": "Note", "zh_CN": "备注"}[code]
    path = send(window.workspace, tmp_path / "t.xlsx", "projects", ("supcon50", "lamost"), code)
    back = edit(path, tmp_path / "back.xlsx", {(plant, header): "From the partner", (scope, header): "Also from the partner"})
    save(window, "lamost", "Changed here meanwhile")
    before = note(window, "supcon50")

    dialog = reviewed(hands, back)
    page = dialog.review_page
    assert [one.is_conflict for one in page.proposals] == [False, True]
    assert not dialog.next.isEnabled()
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_A)
    assert page.verdicts == [Verdict.ACCEPTED, Verdict.OPEN]
    assert page.told.text(), "the conflict is told"
    QTest.keyClick(page.table, Qt.Key.Key_S)
    assert page.verdicts == [Verdict.ACCEPTED, Verdict.SKIPPED]
    assert note(window, "supcon50") == before, "nothing is written yet"
    hands.click(dialog.next)
    hands.until(lambda: "back.xlsx" in words_of(window.banner))
    hands.settle()
    assert (note(window, "supcon50"), note(window, "lamost")) == ("From the partner", "Changed here meanwhile")
    sources = window.workspace.ask(lambda a: list(a.export("sources"))).result()
    assert [row["publisher"] for row in sources if row["title"] == "back"] == ["Haixi bureau"]
    hands.press("Ctrl+Z")
    hands.until(lambda: note(window, "supcon50") == before)


def test_a_change_made_during_the_review_is_met_with_a_new_comparison(
    hands: Hands, facts_file: Path, tmp_path: Path
) -> None:
    window = hands.start(facts_file)
    draft = window.workspace.ask(lambda a: a.draft("projects", a.locate("projects", "supcon50").id)).result()
    plant = draft.values["name_en"]
    path = send(window.workspace, tmp_path / "t.xlsx", "projects", ("supcon50",))
    back = edit(path, tmp_path / "back.xlsx", {(plant, "Note"): "Theirs", (plant, "Industry"): "Wind"})
    dialog = reviewed(hands, back)
    hands.click(dialog.review_page.all)
    assert len(dialog.review_page.accepted()) == 2
    save(window, "supcon50", "Ours meanwhile")
    hands.click(dialog.next)
    hands.until(lambda: dialog.review_page.open_count() == 1)
    hands.until(lambda: dialog.next.isEnabled())
    assert dialog.message.isVisible()
    assert [one.is_conflict for one in dialog.review_page.proposals] == [False, True]
    hands.click(dialog.next)
    hands.until(lambda: "1 proposal" in words_of(window.banner))
    hands.settle()
    assert note(window, "supcon50") == "Ours meanwhile"
