"""Two records that are one, as somebody makes one of them: found, compared, merged, undone, redone, found by the old name
after a restart, taken apart again."""

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt

from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.merging import MergeRequest
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.store.past import content_hash
from pairing_desktop.ui.dialogs.history import RecordHistoryDialog
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.merging.find import FindDuplicatesDialog
from pairing_desktop.ui.merging.merge import MergeDialog
from pairing_desktop.ui.tabs import list_menu
from pairing_desktop.ui.widgets.card_document import target
from stories.hands import Hands, cells_of, dialogs, words_of

TWIN = {
    "key": "cosin_again", "name_en": "Cosin Solar Technology", "name_zh": "可胜光热技术", "kind": "company",
    "note": "Seen at the fair", "source_key": "shine_2024_seed", "locator": "para 1",
}
EVENT = {
    "key": "ev_cosin", "title_en": "Fair", "kind": "visit", "date": "2024", "date_precision": "year",
    "company_key": "cosin_again", "source_key": "shine_2024_seed",
}


@pytest.fixture
def twins(facts_file: Path) -> Path:
    """A file in which a company was entered a second time, with an event of its own."""
    workspace = Workspace.open(facts_file, who="Li Wei", unit="Office")
    for kind, values in (("companies", TWIN), ("events", EVENT)):
        workspace.do(lambda commands, kind=kind, values=values: commands.save(Draft(kind, None, 0, values))).result()
    workspace.close()
    return facts_file


def content(hands: Hands) -> str:
    return hands.window.workspace.ask(lambda ask: content_hash(ask._db)).result()


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_a_company_entered_twice_becomes_one_and_its_old_name_leads_on(hands: Hands, twins: Path, code: str) -> None:
    hands.program.set_language(code)
    hands.start(twins)
    hands.tab(tr("Companies"))
    before, gone = content(hands), hands.id_of("companies", "cosin_again")
    hands.press("Ctrl+Shift+D")
    find = hands.dialog(FindDuplicatesDialog)
    hands.until(lambda: find.table.topLevelItemCount())
    rows = cells_of(find.table)
    assert rows[0][2] == tr("the same name") and len(rows) >= 1
    find.table.setFocus()
    hands.press("Return")
    merge = hands.dialog(MergeDialog)
    hands.until(lambda: merge.button.isEnabled())
    assert merge.kept == 0 and merge.choices is not None  # more hangs on the one of the cited facts
    item = merge.choices.findItems(tr("Note"), Qt.MatchFlag.MatchExactly, 0)[0]
    merge.choices.setCurrentItem(item)
    merge.choices.setFocus()
    hands.press("Right")
    assert "note" in merge.choices.taken(merge.kept)
    hands.click(merge.button)
    hands.until(lambda: not dialogs(MergeDialog))
    hands.until(lambda: len(cells_of(find.table)) < len(rows) and find.count.text() != tr("Looking…"))
    find.close()
    hands.settle()
    kept = hands.id_of("companies", "cosin_solar")
    assert hands.values("companies", "cosin_solar")["note"] == "Seen at the fair"
    assert hands.values("events", "ev_cosin")["company_key"] == "cosin_solar"
    assert hands.pane.model.row_of(gone) < 0
    after = content(hands)
    hands.press("Ctrl+Z")
    hands.until(lambda: content(hands) == before)
    hands.settle()
    assert hands.pane.model.row_of(gone) >= 0
    hands.press("Ctrl+Shift+Z")
    hands.until(lambda: content(hands) == after)
    hands.settle()
    hands.close()

    window = hands.start(twins)
    found = hands.search("可胜光热技术")
    assert any("可胜光热技术" in " ".join(cells) for cells in cells_of(found.hits))
    hands.press("Return")
    hands.until(lambda: hands.page.current() == ("companies", kept))
    window.navigate("companies", gone)  # as an old link or a step back would
    hands.until(lambda: hands.page.current() == ("companies", kept) and window.banner.isVisible())
    assert tr("“{old}” was merged into “{name}”, which is shown.", old="", name="")[-6:] in window.banner.text
    hands.settle()
    assert tr("Merged with") in hands.card_text() and tr("Take apart again") in hands.card_text()
    hands.choose("record", "history")
    history = hands.dialog(RecordHistoryDialog)
    hands.settle()
    line = next(row for row, cells in enumerate(cells_of(history.table)) if cells[3] == tr("Merged into"))
    chosen = history.table.topLevelItem(line)
    assert chosen is not None
    history.table.setCurrentItem(chosen)
    hands.click(hands.button(history, tr("Take apart again")))
    hands.until(lambda: content(hands) == before)
    history.close()
    hands.settle()
    hands.open("companies", "cosin_again")
    assert hands.page.current() == ("companies", gone)


def test_two_rows_are_merged_from_the_menu_of_the_list_and_a_pair_is_put_aside(hands: Hands, twins: Path) -> None:
    window = hands.start(twins)
    hands.open("companies", "cosin_again")
    table, ids = hands.pane.table, [hands.id_of("companies", key) for key in ("cosin_again", "cosin_solar")]
    hands.press("Ctrl+M")
    assert tr("Select two projects, companies, places, events or sources in a list first.") in window.statusBar().currentMessage()
    row = hands.pane.model.row_of(ids[1])
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    table.selectionModel().select(hands.pane.model.index(row, 0), flags)
    assert table.contextMenuPolicy() == Qt.ContextMenuPolicy.CustomContextMenu
    act = next(action for action in list_menu.made(hands.pane).actions() if action.text() == tr("Merge these two…"))
    act.trigger()
    merge = hands.dialog(MergeDialog)
    hands.until(lambda: merge.button.isEnabled())
    hands.press("Esc")
    hands.press("Ctrl+Shift+D")
    find = hands.dialog(FindDuplicatesDialog)
    hands.until(lambda: find.table.topLevelItemCount())
    before = len(cells_of(find.table))
    hands.click(hands.button(find, tr("Not the same")))
    hands.until(lambda: len(cells_of(find.table)) == before - 1)
    find.search()
    hands.until(lambda: find.count.text() != tr("Looking…") and "1 pair was put aside" in find.count.text())
    find.close()
    hands.press("Ctrl+Z")
    hands.settle()
    hands.press("Ctrl+Shift+D")
    find = hands.dialog(FindDuplicatesDialog)
    hands.until(lambda: len(cells_of(find.table)) == before)
    find.close()


def test_what_changed_meanwhile_and_a_file_for_reading_are_told_in_the_dialog(hands: Hands, twins: Path) -> None:
    window = hands.start(twins)
    ids = [hands.id_of("companies", key) for key in ("cosin_again", "cosin_solar")]
    dialog = MergeDialog(window, "companies", *ids)
    window.open_dialog(dialog)
    hands.until(lambda: dialog.button.isEnabled())
    row = window.workspace.here.draft("companies", ids[0])
    window.workspace.do(lambda commands: commands.save(Draft("companies", row.id, row.rev, {"note": "Later"}))).result()
    before = content(hands)
    hands.click(dialog.button)
    hands.until(lambda: tr("One of the two was changed since you opened them. Nothing was merged.") in words_of(dialog))
    assert content(hands) == before
    dialog.close()
    hands.close()
    window = hands.start(twins, read_only=True)
    dialog = MergeDialog(window, "companies", *ids)
    window.open_dialog(dialog)
    hands.until(lambda: tr("Opened for reading only.") in words_of(dialog))
    assert not dialog.button.isEnabled()
    dialog.close()


@pytest.mark.parametrize(("kind", "kept", "gone"), [
    ("projects", "supcon10", "supcon50"), ("places", "golmud", "dulan"), ("events", "ev_2010_hz", "ev_pmo"),
    ("sources", "shine_2024_seed", "xny_2020"),
])
def test_whoever_goes_to_a_merged_record_of_any_kind_is_led_to_the_other(
    hands: Hands, facts_file: Path, kind: str, kept: str, gone: str
) -> None:
    window = hands.start(facts_file)
    hands.open(kind, gone)
    ids = [hands.id_of(kind, key) for key in (kept, gone)]
    sides = window.workspace.here.merging.side_by_side(kind, *ids).sides
    request = MergeRequest(kind, ids[0], sides[0].rev, ids[1], sides[1].rev)
    window.bridge.do(lambda commands: commands.merging.merge(request))
    hands.settle()
    hands.tab(tr("Overview"))
    hands.press("Alt+Left")  # the way back leads on too
    hands.until(lambda: hands.page.current() == (kind, ids[0]) and window.banner.isVisible())
    hands.settle()
    if kind == "projects":  # from the card, as from the banner
        assert hands.click_link(hands.card.view, target("apart", ids[1])) == tr("Take apart again")
    else:
        hands.click(hands.button(window.banner, tr("Take apart again")))
    hands.until(lambda: window.workspace.here.merging.led(kind, ids[1]) is None)
    hands.settle()
    hands.open(kind, gone)
    assert hands.page.current() == (kind, ids[1]) and window.workspace.here.verify() == []


def test_a_search_that_is_stopped_says_so_and_one_of_another_kind_takes_its_place(hands: Hands, twins: Path) -> None:
    hands.start(twins)
    hands.press("Ctrl+Shift+D")
    find = hands.dialog(FindDuplicatesDialog)
    find.search()
    find.work.stop()
    assert find.count.text() == tr("Stopped. Nothing was written.") and not find.merge_button.isEnabled()
    find.kinds.setCurrentIndex(find.kinds.findData("companies"))
    hands.until(lambda: find.table.topLevelItemCount())
    assert find.merge_button.isEnabled()
    find.close()
