"""Ctrl+K reaches everything: figures as typed, other tongues and slips, acts with their keys, what one was at lately, and
a way on when nothing is found."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from pairing_desktop.ui.dialogs.go_to import GoToDialog
from pairing_desktop.ui.dialogs.help import HelpDialog
from pairing_desktop.ui.dialogs.trash import TrashDialog
from pairing_desktop.ui.i18n import tr
from stories.hands import Hands, cells_of, dialogs


def targets(dialog: GoToDialog) -> list[tuple[str, str, int] | None]:
    items = [dialog.hits.topLevelItem(row) for row in range(dialog.hits.topLevelItemCount())]
    return [item.data(0, Qt.ItemDataRole.UserRole) for item in items if item is not None]


def heads(dialog: GoToDialog) -> list[tuple[str, str]]:
    rows = zip(cells_of(dialog.hits), targets(dialog), strict=True)
    return [(cells[0], cells[1]) for cells, target in rows if target is None]


def test_a_figure_as_typed_leads_to_the_claim_that_states_it(hands: Hands, facts_file: Path) -> None:
    window = hands.start(facts_file)
    dialog = hands.search("142亿")
    for text in ("142億", "14,200,000,000", "14.2 billion"):
        hands.press("Ctrl+A")
        hands.write(text)
        hands.settle()
        assert heads(dialog)[0][0] == "Claims", text
    hands.press("Return")
    claim = hands.id_of("claims", "seed_p13_capital")
    hands.until(lambda: window.page_name == "figures" and hands.page.current() == ("claims", claim))
    assert not dialogs(GoToDialog)


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_a_slip_is_told_and_the_keys_alone_lead_to_the_next_kind_and_the_record(
    hands: Hands, facts_file: Path, code: str
) -> None:
    hands.program.set_language(code)
    window = hands.start(facts_file)
    dialog = hands.search("supcno")
    told = {"en": "“supcno” stands nowhere. Found for “supcon”:", "zh_CN": "没有“supcno”，以下为“supcon”的结果："}[code]
    assert heads(dialog)[0] == (told, "")
    assert heads(dialog)[1] == (tr("Projects"), "3")
    hands.press("Ctrl+Down")
    first = dialog.hits.currentItem().data(0, Qt.ItemDataRole.UserRole)
    assert first[1] == "companies"
    hands.press("Down")
    hands.press("Ctrl+Up")
    assert dialog.hits.currentItem().data(0, Qt.ItemDataRole.UserRole)[1] == "projects"
    hands.press("Ctrl+Down")
    hands.press("Return")
    hands.until(lambda: window.page_name == "companies" and hands.page.current() == first[1:])


def test_traditional_characters_sounds_and_passages_are_found_with_why(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    dialog = hands.search("對口支援")
    assert ("record", "projects", hands.id_of("projects", "prog_qh_six")) in targets(dialog)
    dialog.box.setFocus()
    hands.press("Ctrl+A")
    hands.write("德令蛤")
    hands.settle()
    assert heads(dialog)[0][0] == "“德令蛤” stands nowhere. What sounds like it:"
    hands.press("Ctrl+A")
    hands.write("EPC contractor")
    hands.settle()
    row = next(cells for cells, target in zip(cells_of(dialog.hits), targets(dialog), strict=True)
               if target == ("record", "projects", hands.id_of("projects", "cgn200")))  # fmt: skip
    assert row[1] == "EPC contractor"


def test_all_hits_of_a_kind_are_shown_in_its_list(hands: Hands, facts_file: Path) -> None:
    window = hands.start(facts_file)
    dialog = hands.search("delingha")
    counts = dict(heads(dialog))
    shown, _, all_of_them = counts["Claims"].partition(" of ")
    assert int(shown) < int(all_of_them)
    while dialog.hits.currentItem().data(0, Qt.ItemDataRole.UserRole) != ("list", "claims", 0):
        hands.press("Down")
    hands.press("Return")
    hands.until(lambda: window.page_name == "figures" and hands.pane.filtering.filter.text == "delingha")
    hands.settle()
    assert len(hands.names()) == int(all_of_them)
    hands.press("Alt+Left")
    hands.until(lambda: window.page_name != "figures")


@pytest.mark.parametrize(("code", "found"), [
    ("en", {"trash…": ("act", "trash"), "new company": ("new", "companies"), "snapsots": ("tab", "snapshots"),
            "generation of the 50 MW": ("chart", "generation")}),
    ("zh_CN", {"回收站": ("act", "trash"), "huishouzhan": ("act", "trash"), "hsz": ("act", "trash"),
               "preferences": ("act", "preferences")}),
])  # fmt: skip
def test_acts_forms_tabs_and_charts_are_found_in_both_languages(
    hands: Hands, facts_file: Path, code: str, found: dict[str, tuple[str, str]]
) -> None:
    hands.program.set_language(code)
    hands.start(facts_file)
    hands.press("Ctrl+K")
    dialog = hands.dialog(GoToDialog)
    for text, target in found.items():
        hands.press("Ctrl+A")
        hands.write(text)
        hands.settle()
        assert (*target, 0) in targets(dialog), text


def test_an_act_stands_with_its_key_before_texts_that_hold_its_word(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    dialog = hands.search("print…")
    assert cells_of(dialog.hits)[1] == ["Print…", "Ctrl+P"]
    dialog.close()
    dialog = hands.search("filter")
    assert targets(dialog)[1] == ("act", "find", 0)
    dialog.close()
    dialog = hands.search("anniversary")
    while dialog.hits.currentItem().data(0, Qt.ItemDataRole.UserRole) != ("help", "check-anniversary", 0):
        hands.press("Down")
    hands.press("Return")
    page = hands.dialog(HelpDialog)
    assert page.titles.currentItem().text() == dialog_title(page)


def dialog_title(page: HelpDialog) -> str:
    return page.text.toPlainText().splitlines()[0]


def test_what_is_not_on_file_can_be_made_under_the_name_that_was_typed(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    dialog = hands.search("衢州大桥")
    assert heads(dialog)[0][0] == "Not on file. Make it:"
    hands.press("Down")
    hands.press("Return")
    hands.until(lambda: hands.form.body.isEnabled())
    assert hands.form.kind == "companies"
    assert hands.form.boxes["name_zh"].editor.value() == "衢州大桥"


def test_what_lies_in_the_trash_is_told_and_found_there(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    for kind, key in (("projects", "cgn50"), ("places", "golmud")):
        hands.open(kind, key)
        hands.choose("record", "delete")
        hands.settle()
    dialog = hands.search("中广核德令哈50MW槽式")
    assert ("trash", "中广核德令哈50MW槽式", 0) in targets(dialog)
    dialog.close()
    dialog = hands.search("槽式光热")
    while dialog.hits.currentItem().data(0, Qt.ItemDataRole.UserRole)[0] != "trash":
        hands.press("Down")
    hands.press("Return")
    trash = hands.dialog(TrashDialog)
    assert [cells[2] for cells in cells_of(trash.table)] == ["cgn50"]
    trash.box.clear()
    assert sorted(cells[2] for cells in cells_of(trash.table)) == ["cgn50", "golmud"]


def test_without_a_text_stands_what_one_was_at_also_after_a_restart(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    for kind, key in (("projects", "supcon50"), ("companies", "geely_joinet"), ("sources", "xny_2020")):
        hands.open(kind, key)
    wanted = [("record", "companies", hands.id_of("companies", "geely_joinet")),
              ("record", "projects", hands.id_of("projects", "supcon50"))]  # fmt: skip
    hands.press("Ctrl+K")
    dialog = hands.dialog(GoToDialog)
    assert heads(dialog)[0][0] == "Looked at lately"
    assert targets(dialog)[1:3] == wanted
    hands.press("Esc")
    hands.close()
    hands.start(facts_file)
    hands.tab("Overview")
    hands.press("Ctrl+K")
    dialog = hands.dialog(GoToDialog)
    hands.settle()
    assert ("record", "sources", hands.id_of("sources", "xny_2020")) in targets(dialog)[:5]
    assert [target for target in targets(dialog) if target in wanted] == wanted
