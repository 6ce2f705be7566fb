"""People sent: entered, counted with their sources, printed without names; a name kept, found and erased."""

from pathlib import Path

import pytest

from pairing_desktop.ui.dialogs.history import FileHistoryDialog
from pairing_desktop.ui.entries.names import EraseDialog, NamesDialog
from pairing_desktop.ui.entries.pane import PeoplePane
from stories.hands import Hands, pdf_texts, squeezed, words_of

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard")  # words offered while typing


def people(hands: Hands) -> PeoplePane:
    pane = hands.pane
    assert isinstance(pane, PeoplePane)
    return pane


def totals(hands: Hands) -> list[list[str]]:
    table = people(hands).totals.table
    items = [table.topLevelItem(row) for row in range(table.topLevelItemCount())]
    return [[item.text(column) for column in range(4)] for item in items if item is not None]


def enter(hands: Hands, **fields: str) -> None:
    hands.press("Ctrl+N")
    hands.until(lambda: hands.form.kind == "postings" and hands.form.body.isEnabled())
    for name, text in {**fields, "source_key": "cnenergy_2018_cgn", "locator": "第3段"}.items():
        hands.fill(name, text)
    hands.save()


def test_people_are_entered_counted_and_traced_to_their_source(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    page = hands.tab("Projects")
    page.switch.setCurrentIndex(1)  # type: ignore[attr-defined]
    hands.settle()
    people(hands).table.setFocus()
    hands.until(lambda: "Nobody sent yet" in words_of(people(hands).state))
    enter(hands, people="12", role="Doctor", sending_unit="杭州市第一人民医院", start_date="2019.9", end_date="2021")
    enter(hands, people="20", role="Teacher", sending_unit="Hangzhou schools", start_date="2021", end_date="2022")
    assert totals(hands) == [
        ["Teacher", "20", "One source", "1 source"], ["Doctor", "12", "One source", "1 source"],
        ["All together", "32", "One source", "1 source"],
    ]
    way = people(hands).totals.way
    way.setCurrentIndex(way.findData("year"))
    hands.settle()
    assert [line[:2] for line in totals(hands)] == [
        ["2019", "12"], ["2020", "12"], ["2021", "32"], ["2022", "20"], ["All together", "32"],
    ]
    way.setCurrentIndex(way.findData("role"))
    hands.settle()
    table = people(hands).totals.table
    table.itemActivated.emit(table.topLevelItem(1), 0)
    hands.settle()
    assert hands.names() == ["杭州市第一人民医院"]
    source = hands.id_of("sources", "cnenergy_2018_cgn")
    hands.click_link(people(hands).card.view, f"pairing:sources/{source}")
    hands.settle()
    assert hands.page.current() == ("sources", source)
    assert "People sent: 2" in hands.card_text()
    hands.press("Ctrl+Z")
    hands.tab("Projects")
    hands.settle()
    assert totals(hands)[-1][1] == "12"


def test_a_name_is_kept_found_and_erased_for_good(hands: Hands, facts_file: Path, tmp_path: Path) -> None:
    hands.start(facts_file)
    hands.tab("Projects").switch.setCurrentIndex(1)  # type: ignore[attr-defined]
    hands.settle()
    enter(hands, people="2", role="Doctor", sending_unit="杭州市第一人民医院")
    (id,) = [int(number) for number in people(hands).model.run(0, 0)]
    hands.click_link(people(hands).card.view, f"pairing:names/{id}")
    dialog = hands.dialog(NamesDialog)
    dialog.name.setFocus()
    hands.write("欧阳娜娜")
    hands.press("Return")
    hands.until(lambda: dialog.table.topLevelItemCount() == 1)
    hands.click(hands.button(dialog, "Close"))
    hands.settle()
    assert "欧阳娜娜" in hands.card_text()
    found = hands.search("ouyang")
    assert found.hits.currentItem().text(0) == "欧阳娜娜"
    hands.press("Esc")

    preview = hands.preview()
    out = tmp_path / "list.pdf"
    hands.save_pdf(preview, out)
    hands.click(hands.button(preview, "Close"))
    for text in pdf_texts(out).values():
        assert squeezed("杭州市第一人民医院") in text
        assert "欧阳娜娜" not in text

    hands.click_link(people(hands).card.view, f"pairing:names/{id}")
    dialog = hands.dialog(NamesDialog)
    dialog.table.setCurrentItem(dialog.table.topLevelItem(0))
    hands.click(dialog.erase)
    question = hands.dialog(EraseDialog)
    assert "欧阳娜娜" in question.findChildren(type(dialog._title))[0].text()
    hands.click(question.erase)
    hands.until(lambda: dialog.table.topLevelItemCount() == 0)
    hands.click(hands.button(dialog, "Close"))
    hands.settle()
    assert "欧阳娜娜" not in hands.card_text() and "2 people" in hands.card_text()
    hands.press("Ctrl+Z")  # takes back the entry, not the erasing
    hands.settle()
    hands.press("Ctrl+Shift+Z")
    hands.settle()
    assert "欧阳娜娜" not in hands.card_text()
    hands.window.actions_by_name["file_history"].trigger()
    history = hands.dialog(FileHistoryDialog)
    said = [history.table.topLevelItem(row).text(2) for row in range(history.table.topLevelItemCount())]  # type: ignore[union-attr]
    assert "A person was erased" in said
    assert not [line for line in said if "欧阳" in line]
    hands.click(hands.button(history, "Close"))
    hands.close()
    assert "欧阳娜娜".encode() not in facts_file.read_bytes()
