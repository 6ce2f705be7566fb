"""The list on screen goes out by Ctrl+Shift+E, in every form, and coming back it changes nothing."""

from pathlib import Path

import pytest
from shiboken6 import isValid

from pairing_desktop.domain.importing import State
from pairing_desktop.ui.exporting import ExportDialog
from pairing_desktop.ui.importing.dialog import ImportDialog
from pairing_desktop.ui.importing.return_dialog import ReturnDialog
from stories.hands import Hands, words_of


@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".json", ".zip"])
def test_a_filtered_list_goes_out_and_comes_back_the_same(
    ending: str, hands: Hands, facts_file: Path, tmp_path: Path
) -> None:
    hands.program.set_language("zh_CN" if ending == ".xlsx" else "en")
    window = hands.start(facts_file)
    window.show_page("projects")
    hands.settle()
    hands.pane.bar.field.setText("SUPCON")
    hands.until(lambda: hands.pane.model.rowCount() < 52)
    hands.settle()
    shown = hands.pane.model.rowCount()
    hands.press("Ctrl+Shift+E")
    dialog = hands.dialog(ExportDialog)
    assert f"{shown}" in dialog.choices.buttons()[0].text()
    dialog.form.setCurrentIndex(dialog.form.findData(ending))
    path = tmp_path / f"list{ending}"
    dialog.save(path)
    hands.until(path.exists)
    hands.until(lambda: f"list{ending}" in words_of(window.banner))
    hands.settle()
    window.files.import_table(path)
    if ending == ".xlsx":  # it holds what went out: it is compared
        back = hands.dialog(ReturnDialog)
        hands.press("Return")
        hands.until(lambda: back.stack.currentWidget() is back.review_page)
        assert back.review_page.proposals == ()
        assert not back.next.isEnabled()
        back.reject()
        return
    again = hands.dialog(ImportDialog)
    hands.until(lambda: again.next.isEnabled())
    assert again.columns_page.kind.name == "projects"
    again.columns_page.clears.setChecked(True)
    again.go_on()
    again.go_on()
    again.source_page.none.setChecked(True)
    again.go_on()
    hands.until(lambda: again.stack.currentWidget() is again.rows_page)
    assert again._plan is not None
    assert [again._plan.count(state) for state in State] == [0, 0, shown, 0]
    assert not again.next.isEnabled()
    again.reject()


def test_the_whole_file_needs_a_form_that_holds_several_tables(hands: Hands, facts_file: Path, tmp_path: Path) -> None:
    window = hands.start(facts_file)
    window.show_page("timeline")
    hands.settle()
    hands.press("Ctrl+Shift+E")
    dialog = hands.dialog(ExportDialog)
    assert [button.text() for button in dialog.choices.buttons()] == ["The whole file, one table a kind"]
    dialog.form.setCurrentIndex(dialog.form.findData(".csv"))
    assert not dialog.save_button.isEnabled()
    dialog.form.setCurrentIndex(dialog.form.findData(".zip"))
    dialog.save(tmp_path / "nowhere" / "all.zip")
    hands.until(dialog.message.isVisible)
    assert "could not be written" in dialog.message.text()
    dialog.save(tmp_path / "all.zip")
    hands.until((tmp_path / "all.zip").exists)
    hands.until(lambda: not isValid(dialog))
