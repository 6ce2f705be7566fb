"""An article is pasted → figures are marked → drafts are accepted, changed and left out by keys → saved with the source →
found in the list → undone.  What was not saved comes back."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QApplication

from exchange.test_article_files import page_pdf
from pairing_desktop.operations import kept_article
from pairing_desktop.operations.kept_article import KeptArticle
from pairing_desktop.operations.kept_drafts import folder_of
from pairing_desktop.ui.article.dialog import ArticleDialog
from pairing_desktop.ui.article.sheet import ACCEPTED, DROPPED, INCOMPLETE, KNOWN, TWICE, UNDECIDED
from pairing_desktop.ui.forms.record_form import RecordForm
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.widgets.field import Message
from pairing_desktop.ui.widgets.picker import Picker
from stories.hands import Hands, shown_words

ARTICLES = Path(__file__).resolve().parents[1] / "articles"


def paste_article(hands: Hands, text: str, day: str = "") -> ArticleDialog:
    """Copy, then Ctrl+Shift+V: what was copied is read."""
    QApplication.clipboard().clear()
    hands.press("Ctrl+Shift+V")
    dialog = hands.dialog(ArticleDialog)
    if day:
        dialog.source.day.input.setFocus()
        hands.write(day)
    dialog.text.setFocus()
    hands.paste(text)
    settled(hands, dialog)
    return dialog


def test_a_dialog_just_opened_takes_typing_and_one_key_looks_for_figures(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    QApplication.clipboard().clear()
    hands.press("Ctrl+Shift+V")
    dialog = hands.dialog(ArticleDialog)
    hands.write("2024年，德令哈市注册企业达到500家。")
    hands.press("Ctrl+Return")
    settled(hands, dialog)
    assert [entry.values["value"] for entry in dialog.sheet.entries] == ["500"]
    assert dialog.message.isHidden()


def settled(hands: Hands, dialog: ArticleDialog) -> None:
    """Wait until the article is read and the file has said what it says."""
    hands.settle()
    hands.until(lambda: not dialog._ask_soon.isActive() and not dialog._read_soon.isActive())
    hands.settle()
    hands.until(lambda: all(entry.is_judged for entry in dialog.sheet.entries))


def kept(hands: Hands, facts_file: Path) -> KeptArticle | None:
    """What is kept of an article."""
    return kept_article.load(folder_of(hands.window.workspace.here.editing.file_uid()), facts_file)


def row_of(dialog: ArticleDialog, words: str) -> int:
    return next(
        number for number, entry in enumerate(dialog.sheet.entries) if entry.values["value_as_stated"] == words
    )


def chosen(hands: Hands, where: list[tuple[str, str, str]]) -> list[dict[str, str]]:
    """Claims as they are exported."""
    ask = hands.window.workspace.here
    return list(ask.export("claims", ask.select("claims", where=where)))


def test_paste_accept_by_keys_save_find_and_undo(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    text = (ARTICLES / "second.en.txt").read_text(encoding="utf-8")
    dialog = paste_article(hands, text, "2025-03-18")
    hands.until(lambda: dialog.focusWidget() is dialog.list)
    assert dialog.source.fields["title"].value() == "Two cities look back on a busy winter"
    inputs = [box.editor.input for box in dialog.editor.boxes.values()]
    assert all(one.accessibleName() for one in (dialog.text, dialog.list, dialog.editor, *inputs))
    states = [entry.state for entry in dialog.sheet.entries]
    assert states.count(INCOMPLETE) == 1  # 3 percent more: of no indicator
    # Up and Down walk and the text follows.
    hands.press("Down")
    assert dialog.list.currentRow() == 1
    assert dialog.text.textCursor().position() == dialog.sheet.entries[1].line.start
    hands.press("Up")
    # Enter accepts and goes on; Del leaves out.
    hands.press("Return")
    assert dialog.sheet.entries[0].state == ACCEPTED
    hands.press("Return")
    hands.press("Del")
    assert [entry.state for entry in dialog.sheet.entries[:3]] == [ACCEPTED, ACCEPTED, DROPPED]
    # What lacks an indicator is not accepted: the cursor goes to where it is chosen.
    growth = row_of(dialog, "3 percent")
    dialog.list.setCurrentRow(growth)
    hands.press("Return")
    assert dialog.sheet.entries[growth].state == INCOMPLETE
    assert dialog.editor.boxes["measure_key"].has_focus()
    hands.press("Esc")
    assert dialog.focusWidget() is dialog.list
    hands.press("Del")
    # Save: claims and source in one step.
    before = len(hands.operations())
    hands.press("Ctrl+Return")
    hands.settle()
    hands.until(lambda: len(hands.operations()) == before + 1)
    saved = chosen(hands, where=[("source_key", "~", "two_cities_look_back")])
    assert [(one["value_as_stated"], one["value"], one["locator"], one["period_start"], one["subject_key"]) for one in saved] == [
        ("12 agreements", "12", "para 1", "2025-03-17", "prog_hz_delingha"),
        ("6.8 billion yuan", "6800000000", "para 1", "2025-03-17", "prog_hz_delingha"),
    ]
    source = hands.values("sources", saved[0]["source_key"])
    assert (source["title"], source["published_on"], source["language"]) == (
        "Two cities look back on a busy winter", "2025-03-18", "en",
    )
    assert dialog.isVisible()  # others still wait
    assert "2 claims saved" in dialog.message.text
    settled(hands, dialog)
    assert [entry.state for entry in dialog.sheet.entries[:3]] == [KNOWN, KNOWN, DROPPED]
    assert not dialog.source.is_new
    dialog.reject()
    hands.settle()
    # The claims stand in the list of figures with their source, and one undo takes all of it back.
    hands.open("sources", saved[0]["source_key"])
    assert "6.8 billion yuan" in hands.card_text()
    hands.press("Ctrl+Z")
    hands.until(lambda: hands.operations()[0].action == "undo")
    hands.settle()
    assert not chosen(hands, where=[("source_key", "~", "two_cities_look")])
    assert not hands.window.workspace.here.select("sources", where=[("key", "~", "two_cities_look")])


def test_a_doubtful_figure_is_marked_changed_and_saved(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    dialog = paste_article(
        hands, "This year the SUPCON Delingha 50 MW molten salt tower plant made 1,843.58 million kWh a month.", "2024-07-03"
    )
    (entry,) = dialog.sheet.entries
    assert entry.judgement.findings[0].severity == "error"
    assert "万 printed as million" in " ".join(one.text() for one in dialog.editor.findChildren(Message))
    dialog.accept_sure()
    assert entry.state == UNDECIDED  # doubted: never accepted in passing
    hands.press("E")
    assert dialog.editor.boxes["measure_key"].has_focus()
    dialog.editor.boxes["qualifier"].editor.set_value("about")
    dialog.editor.boxes["qualifier"].editor.edited.emit()
    dialog.editor.boxes["locator"].editor.input.setFocus()
    hands.press("Ctrl+A")
    hands.write("para 8")
    settled(hands, dialog)
    hands.press("Esc")
    hands.press("Return")
    assert entry.state == ACCEPTED
    hands.press("Ctrl+Return")
    hands.settle()
    assert "title" in dialog.message.text  # a source needs one
    dialog.source.fields["title"].input.setFocus()
    hands.write("A record month")
    hands.press("Ctrl+Return")
    hands.until(lambda: not any(isinstance(one, ArticleDialog) and one.isVisible() for one in QApplication.topLevelWidgets()))
    hands.settle()
    (claim,) = chosen(hands, where=[("source_key", "=", "a_record_month")])
    assert (claim["qualifier"], claim["locator"], claim["value"]) == ("about", "para 8", "1843580000")
    assert hands.page.current() == ("sources", hands.id_of("sources", "a_record_month"))


def test_what_is_on_file_from_this_source_is_shown_as_recorded(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    dialog = paste_article(hands, (ARTICLES / "seed_retold.txt").read_text(encoding="utf-8"), "2024-07-03")
    dialog.source.take_on_file("shine_2024_seed")
    settled(hands, dialog)
    hands.until(lambda: dialog.sheet.counts()[KNOWN] >= 12)
    number = row_of(dialog, "14.2 billion yuan")
    dialog.list.setCurrentRow(number)
    dialog.list.setFocus()
    hands.press("Return")
    assert dialog.sheet.entries[number].state == KNOWN
    dialog.reject()


def test_a_record_that_is_not_on_file_is_made_from_inside_the_draft(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    dialog = paste_article(hands, "Qilian Meadow has 4,300 inhabitants.", "2024-07-03")
    dialog.source.take_on_file("shine_2024_seed")
    settled(hands, dialog)
    (entry,) = dialog.sheet.entries
    assert entry.state == INCOMPLETE
    dialog.editor.boxes["subject_kind"].editor.set_value("place")
    dialog.editor.boxes["subject_kind"].editor.edited.emit()
    picker = dialog.editor.boxes["subject_key"].editor
    assert isinstance(picker, Picker)
    picker.input.setFocus()
    hands.write("Qilian Meadow")
    hands.settle()
    hands.until(lambda: picker._list.isVisible())
    hands.press("Return")
    hands.until(lambda: any(form.isVisible() for form in dialog.findChildren(RecordForm)))
    (form,) = [form for form in dialog.findChildren(RecordForm) if form.isVisible()]
    hands.until(lambda: form.body.isEnabled())
    assert form.boxes["name_en"].editor.value() == "Qilian Meadow"
    assert form.boxes["source_key"].editor.value() == "shine_2024_seed"
    assert form.boxes["locator"].editor.value() == "para 1"
    form.boxes["kind"].editor.set_value("town")
    form.boxes["kind"].editor.edited.emit()
    form.save()
    hands.until(lambda: entry.values["subject_key"] == "qilian_meadow")
    settled(hands, dialog)
    assert entry.state == UNDECIDED
    dialog.reject()


@pytest.mark.parametrize("way", ["close", "restart"])
def test_drafts_come_back_when_the_window_was_closed(hands: Hands, facts_file: Path, way: str) -> None:
    hands.start(facts_file)
    text = (ARTICLES / "second.zh.txt").read_text(encoding="utf-8")
    dialog = paste_article(hands, text, "2025-03-18")
    hands.press("Return")
    hands.press("Del")
    decided = [entry.decision for entry in dialog.sheet.entries]
    dialog.source.fields["publisher"].input.setFocus()
    hands.write("Haixi")
    dialog.reject()
    hands.settle()
    if way == "restart":
        hands.close()
        hands.start(facts_file)
        hands.until(lambda: "德令哈盘点一冬收获" in hands.window.banner.text)
        hands.click(hands.button(hands.window.banner, "Continue"))
    else:
        hands.press("Ctrl+Shift+V")
    again = hands.dialog(ArticleDialog)
    settled(hands, again)
    assert [entry.decision for entry in again.sheet.entries] == decided
    assert decided[:2] == [ACCEPTED, DROPPED]
    assert again.source.fields["publisher"].value() == "Haixi"
    assert again.text.toPlainText() == text.strip()
    assert tr("Taken up where you left it.") in again.message.text
    again.reject()


def test_what_is_pasted_becomes_plain_text_with_marks_where_the_words_are(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    dialog = paste_article(hands, "😀🏔 Last year Delingha got 2 billion yuan of aid funds. 🎉", "2024-07-03")
    # Marks differ by their lines, and stand right after letters that Qt counts twice.
    style = QTextCharFormat.UnderlineStyle
    lines = {
        selection.cursor.selectedText(): selection.format.underlineStyle()
        for selection in dialog.text.extraSelections() if selection.format.underlineStyle() is not style.NoUnderline
    }
    assert lines == {
        "Last year": style.DashUnderline, "Delingha": style.DotLine, "2 billion yuan": style.SingleUnderline,
    }
    # A page is taken as its words: no looks, no pictures.
    dialog.change_text()
    held = QMimeData()
    held.setHtml("<h1>News</h1><p>Delingha has <b>88,000 inhabitants</b>.</p><img src='file:///etc/passwd'>")
    dialog.text.selectAll()
    dialog.text.insertFromMimeData(held)
    settled(hands, dialog)
    assert "Delingha has 88,000 inhabitants." in dialog.text.toPlainText()
    assert "<" not in dialog.text.toPlainText()
    assert [entry.values["measure_key"] for entry in dialog.sheet.entries] == ["population"]
    # What the headline says again is shown as said twice: the text itself counts.
    dialog.change_text()
    dialog.text.selectAll()
    hands.paste("Delingha has 88,000 inhabitants now\nDelingha has 88,000 inhabitants, the city said.")
    settled(hands, dialog)
    assert [entry.state for entry in dialog.sheet.entries] == [TWICE, UNDECIDED]
    dialog.go_to(1)
    hands.press("Return")
    assert [entry.state for entry in dialog.sheet.entries] == [TWICE, ACCEPTED]
    dialog.reject()


def test_text_that_is_no_article_is_told_and_changes_nothing(hands: Hands, facts_file: Path, tmp_path: Path) -> None:
    hands.start(facts_file)
    dialog = paste_article(hands, "x" * 1_000_000)
    assert "1,000,000" in dialog.message.text
    assert dialog.text.toPlainText() == ""
    blank = tmp_path / "scan.pdf"
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(200, 300)
    writer.write(blank)
    dialog.read_file(blank)
    hands.until(lambda: "picture" in dialog.message.text)
    dialog.text.setFocus()
    hands.paste("\u202e No\u200b figure here. \u202c")
    settled(hands, dialog)
    assert dialog.text.toPlainText() == "No figure here."
    assert not dialog.sheet.entries
    assert dialog.nothing.isVisible()
    dialog.reject()


def test_a_text_file_dropped_on_the_window_is_read_as_an_article(hands: Hands, facts_file: Path, tmp_path: Path) -> None:
    hands.start(facts_file)
    path = tmp_path / "article.txt"
    path.write_bytes((ARTICLES / "second.zh.txt").read_bytes())
    hands.window.dropping._take(path)
    dialog = hands.dialog(ArticleDialog)
    hands.until(lambda: dialog.sheet.entries)
    settled(hands, dialog)
    assert len(dialog.sheet.entries) > 15
    dialog.reject()


def test_a_pdf_without_a_serial_can_be_read_as_an_article(hands: Hands, facts_file: Path, tmp_path: Path) -> None:
    hands.start(facts_file)
    lines = ("Delingha has 88,000 inhabitants.", "More than 3 billion yuan was", "invested in Delingha.")
    path = page_pdf(tmp_path / "article.pdf", *lines)
    hands.window.dropping.look_at(path)
    hands.settle()
    hands.click(hands.button(hands.window.banner, "Read as an article"))
    dialog = hands.dialog(ArticleDialog)
    hands.until(lambda: dialog.sheet.entries)
    settled(hands, dialog)
    assert [entry.values["locator"] for entry in dialog.sheet.entries] == ["page 1", "page 1"]
    assert [entry.values["value"] for entry in dialog.sheet.entries] == ["88000", "3000000000"]
    dialog.reject()


def test_dates_that_lean_on_the_publication_ask_for_it_and_the_printed_day_is_offered(
    hands: Hands, facts_file: Path
) -> None:
    hands.start(facts_file)
    dialog = paste_article(hands, "A good year\n2024-07-03 10:20 Haixi Daily\nLast year 2 billion yuan was invested in Delingha.")
    assert "1 date leans on the day of publication" in dialog.message.text
    assert dialog.sheet.entries[0].values["period_start"] == ""
    hands.click(hands.button(dialog.message, "Use 2024-07-03"))
    hands.until(lambda: dialog.sheet.entries[0].values["period_start"] == "2023")
    settled(hands, dialog)
    assert dialog.source.published.value == "2024-07-03"
    assert not dialog.message.isVisible()
    dialog.reject()


def test_the_act_stands_in_the_file_menu_with_its_key_and_is_off_while_only_reading(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file, read_only=True)
    assert shown_words(hands.entry("file", "article")) == tr("Paste an article…")
    assert not hands.window.actions_by_name["article"].isEnabled()
    assert hands.window.actions_by_name["article"].shortcut().toString() == "Ctrl+Shift+V"


def test_an_article_of_which_all_was_decided_does_not_come_back(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    dialog = paste_article(hands, "Delingha has 88,000 inhabitants.")
    hands.until(lambda: kept(hands, facts_file) is not None)
    hands.until(lambda: dialog.focusWidget() is dialog.list)
    hands.press("Del")
    dialog.reject()
    hands.until(lambda: kept(hands, facts_file) is None)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"content": 5, "source": {}, "decisions": []}', '{"content": "x"}'])
def test_a_kept_file_that_makes_no_sense_is_nothing_kept(facts_file: Path, tmp_path: Path, content: str) -> None:
    (tmp_path / "article.kept").write_text(content, encoding="utf-8")
    assert kept_article.load(tmp_path, facts_file) is None
