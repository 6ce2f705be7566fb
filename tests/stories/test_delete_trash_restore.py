"""Delete → trash → restore, and undo of a delete: what is thrown away leaves every place and comes back to each."""

from pathlib import Path

import pytest

from pairing_desktop.ui.dialogs.trash import TrashDialog
from pairing_desktop.ui.i18n import tr
from stories.hands import Hands, cells_of

KEPT = {
    "projects": "cgn50",
    "companies": "qh_supcon",
    "places": "golmud",
    "events": "ev_pmo",
    "claims": "s50_cap",
    "sources": "xny_2020",
}


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_a_deleted_project_is_found_nowhere_until_it_is_restored(hands: Hands, facts_file: Path, code: str) -> None:
    hands.program.set_language(code)
    hands.start(facts_file)
    hands.open("projects", "cgn50")
    name, id = hands.card.title.text(), hands.id_of("projects", "cgn50")
    before = hands.values("projects", "cgn50")
    assert name in hands.names() and hands.pane.total == 52
    hands.press("Del")
    hands.until(lambda: name not in hands.names())
    hands.settle()
    assert "52" not in hands.pane.status_text() and "51" in hands.pane.status_text()
    assert hands.card.title.text() != name  # another record has its place
    found = hands.search("中广核德令哈50MW")
    offered = [item[0] for item in cells_of(found.hits)]
    assert name not in offered
    hands.press("Esc")
    assert name in hands.entry("edit", "undo")  # in the language of the interface

    hands.choose("record", "trash")
    trash = hands.dialog(TrashDialog)
    assert [cells[:2] for cells in cells_of(trash.table)] == [[name, tr("Project")]]
    restore = hands.button(trash, tr("Restore"))
    assert not restore.isEnabled()  # nothing is chosen
    trash.table.setCurrentItem(trash.table.topLevelItem(0))
    hands.click(restore)
    hands.until(lambda: trash.table.topLevelItemCount() == 0)
    trash.close()
    hands.settle()
    assert name in hands.names() and hands.pane.total == 52
    assert hands.values("projects", "cgn50") == before
    hands.open("projects", "cgn50")
    assert hands.page.current() == ("projects", id)
    assert len(hands.card.shown.claims) > 3  # its claims stand on it as before


@pytest.mark.parametrize(("kind", "key"), KEPT.items())
def test_undo_brings_back_a_deleted_record_of_each_kind_and_redo_takes_it_again(
    hands: Hands, facts_file: Path, kind: str, key: str
) -> None:
    window = hands.start(facts_file)
    here = window.workspace.here
    before, counted = hands.values(kind, key), here.counts()[kind]
    hands.open(kind, key)
    hands.choose("record", "delete")
    hands.until(lambda: here.counts()[kind] == counted - 1)
    hands.settle()
    hands.press("Ctrl+Z")
    hands.until(lambda: here.counts()[kind] == counted)
    assert hands.values(kind, key) == before
    hands.settle()
    hands.press("Ctrl+Y")
    hands.until(lambda: here.counts()[kind] == counted - 1)
    hands.settle()
    hands.press("Ctrl+Z")
    hands.until(lambda: here.counts()[kind] == counted)
    assert here.verify() == []


def test_what_was_thrown_away_waits_in_the_trash_across_a_restart(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    for kind, key in (("projects", "cgn50"), ("sources", "xny_2020")):
        hands.open(kind, key)
        counted = hands.window.workspace.here.counts()[kind]
        hands.choose("record", "delete")
        hands.until(lambda kind=kind, left=counted - 1: hands.window.workspace.here.counts()[kind] == left)
        hands.settle()
    hands.close()
    hands.start(facts_file)
    hands.choose("record", "trash")
    trash = hands.dialog(TrashDialog)
    assert sorted(cells[2] for cells in cells_of(trash.table)) == ["cgn50", "xny_2020"]
    trash.table.selectAll()
    hands.click(hands.button(trash, "Restore"))
    hands.until(lambda: trash.table.topLevelItemCount() == 0)
    counts = hands.window.workspace.here.counts()
    assert (counts["projects"], counts["sources"]) == (52, 123)
