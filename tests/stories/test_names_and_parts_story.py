"""Rows inside a record, typed in its form: other names with dates, companies of a project from both ends, and why."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.nested_rows import dump, load
from pairing_desktop.ui.dialogs.form_dialog import FormDialog
from pairing_desktop.ui.dialogs.history import FileHistoryDialog, RecordHistoryDialog
from pairing_desktop.ui.forms.record_form import RecordForm
from pairing_desktop.ui.forms.row_line import RowLine
from pairing_desktop.ui.forms.rows_editor import RowsEditor
from pairing_desktop.ui.i18n import tr
from stories.hands import Hands, cells_of


def rows_of(hands: Hands, field: str) -> RowsEditor:
    editor = hands.form.boxes[field].editor
    assert isinstance(editor, RowsEditor)
    return editor


def edit(hands: Hands, kind: str, key: str) -> None:
    hands.open(kind, key)
    hands.press("F2")
    hands.until(lambda: hands.form.body.isEnabled())


def pick(hands: Hands, line: RowLine, field: str, text: str) -> None:
    """Type into a picker of a row and take the first of its list."""
    editor: Any = line.boxes[field].editor
    editor.setFocus(Qt.FocusReason.TabFocusReason)
    hands.press("Ctrl+A")
    hands.write(text)
    hands.until(lambda: editor._list.isVisible())
    hands.settle()
    hands.press("Return")
    hands.until(lambda: editor.pick is not None)


def add(hands: Hands, field: str) -> RowLine:
    """A new row by keyboard: Enter on the link that adds one."""
    editor = rows_of(hands, field)
    editor.add.setFocus(Qt.FocusReason.TabFocusReason)
    hands.press("Return")
    line = editor.lines[-1]
    hands.until(lambda: hands.focus() is next(iter(line.boxes.values())).editor.input)
    return line


def stored(hands: Hands, kind: str, key: str, field: str) -> list[dict[str, str]]:
    here = hands.window.workspace.here
    return load(here.editing.draft(kind, here.locate(kind, key).id).values[field])


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_a_former_name_with_dates_is_typed_saved_as_one_operation_shown_and_found(
    hands: Hands, facts_file: Path, code: str
) -> None:
    hands.program.set_language(code)
    hands.start(facts_file)
    edit(hands, "companies", "supcon_solar")
    before = len(hands.operations())
    line = add(hands, "other_names")
    hands.write("蓝星光能" if code == "zh_CN" else "Bluestar Heliostats")
    hands.press("Tab")  # kind: former
    hands.press("Tab")  # language
    hands.press("Tab")
    hands.write("2010年3月" if code == "zh_CN" else "March 2010")
    hands.press("Tab")
    hands.write("2014")
    hands.press("Tab")
    named = "蓝星光能" if code == "zh_CN" else "Bluestar Heliostats"
    said = "曾用名：蓝星光能（2010年3月至2014年）" if code == "zh_CN" else "formerly Bluestar Heliostats (March 2010 to 2014)"
    assert line.summary.words() == said
    hands.form.foot.why.setFocus()
    hands.write("Trade register")
    hands.press("Return")  # saves
    hands.settle()
    assert len(hands.operations()) == before + 1
    (row,) = stored(hands, "companies", "supcon_solar", "other_names")
    assert (row["text"], row["kind"], row["used_from"], row["used_to"]) == (named, "former", "2010-03", "2014")
    assert said in hands.card_text()
    found = hands.window.workspace.here.find("lxgn" if code == "zh_CN" else "bluestar")
    assert "supcon_solar" in [pick.key for pick in found.picks]  # also by the initials of its former name
    hands.press("Ctrl+Z")
    hands.until(lambda: stored(hands, "companies", "supcon_solar", "other_names") == [])


def test_a_name_is_changed_and_taken_out_by_keys_and_restored_from_the_history(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    edit(hands, "places", "delingha")
    add(hands, "other_names")
    hands.write("Delhi on the Bayin")
    hands.save()
    edit(hands, "places", "delingha")
    (line,) = rows_of(hands, "other_names").lines
    line.summary.setFocus(Qt.FocusReason.TabFocusReason)
    hands.press("Return")  # opens the row
    line.boxes["used_to"].editor.setFocus(Qt.FocusReason.TabFocusReason)
    hands.write("1988-13")
    hands.press("Tab")
    hands.press("Ctrl+Return")
    assert "Delhi on the Bayin" in hands.form.boxes["other_names"].message()
    assert hands.focus() is line.boxes["text"].editor.input  # the line that has to be mended
    line.boxes["used_to"].editor.setFocus(Qt.FocusReason.TabFocusReason)
    hands.press("Ctrl+A")
    hands.write("1988")
    hands.save()
    edit(hands, "places", "delingha")
    (line,) = rows_of(hands, "other_names").lines
    line.summary.setFocus(Qt.FocusReason.TabFocusReason)
    hands.press("Del")
    hands.save()
    assert stored(hands, "places", "delingha", "other_names") == []
    hands.choose("record", "history")
    history = hands.dialog(RecordHistoryDialog)
    cells = cells_of(history.table)
    assert [row[3:6] for row in cells[:3]] == [
        ["Other names", "formerly Delhi on the Bayin (until 1988)", "—"],
        ["Other names", "formerly Delhi on the Bayin", "formerly Delhi on the Bayin (until 1988)"],
        ["Other names", "—", "formerly Delhi on the Bayin"],
    ]
    history.table.setFocus()
    history.table.setCurrentItem(history.table.topLevelItem(0))
    assert history.whole.text() == "Other names: formerly Delhi on the Bayin (until 1988) → —"
    hands.press("Return")  # restores the value before
    hands.until(lambda: len(stored(hands, "places", "delingha", "other_names")) == 1)
    assert stored(hands, "places", "delingha", "other_names")[0]["used_to"] == "1988"
    assert hands.window.workspace.here.verify() == []


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_companies_take_part_typed_from_both_ends(hands: Hands, facts_file: Path, code: str) -> None:
    hands.program.set_language(code)
    hands.start(facts_file)
    edit(hands, "projects", "supcon50")
    held = stored(hands, "projects", "supcon50", "companies")
    before = len(hands.operations())
    line = add(hands, "companies")
    pick(hands, line, "company_key", "首航" if code == "zh_CN" else "sh")
    company = line.row()["company_key"]
    hands.press("Tab")  # every input of the row is reached by Tab alone, in the order they stand
    hands.write("采购方" if code == "zh_CN" else "buyer")
    hands.press("Tab")
    hands.press("Tab")
    hands.write("para 4")
    hands.save()
    assert len(hands.operations()) == before + 1
    new = stored(hands, "projects", "supcon50", "companies")[-1]
    assert (new["company_key"], new["role"], new["locator"]) == (company, "buyer", "para 4")
    assert new["source_key"] == hands.values("projects", "supcon50")["source_key"]  # the record's own, shown and kept
    assert ("采购方" if code == "zh_CN" else "buyer") in hands.card_text()
    # The other end sees it, changes what it does, and takes it out; each is one step back.
    edit(hands, "companies", company)
    editor = rows_of(hands, "projects")
    line = next(one for one in editor.lines if one.row()["project_key"] == "supcon50" and one.row()["role"] == "buyer")
    line.summary.setFocus(Qt.FocusReason.TabFocusReason)
    hands.press("Return")
    line.boxes["role"].editor.setFocus(Qt.FocusReason.TabFocusReason)
    hands.press("Ctrl+A")
    hands.write("出资方" if code == "zh_CN" else "funder")
    hands.press("Tab")
    hands.save()
    assert stored(hands, "projects", "supcon50", "companies")[-1]["role"] == "funder"
    edit(hands, "companies", company)
    line = next(one for one in rows_of(hands, "projects").lines if one.row()["role"] == "funder")
    line.summary.setFocus(Qt.FocusReason.TabFocusReason)
    hands.press("Del")
    hands.save()
    assert stored(hands, "projects", "supcon50", "companies") == held
    hands.press("Ctrl+Z")
    hands.until(lambda: len(stored(hands, "projects", "supcon50", "companies")) == len(held) + 1)
    assert hands.window.workspace.here.verify() == []


def test_a_new_company_is_made_inside_the_picker_of_a_row(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    edit(hands, "projects", "supcon50")
    line = add(hands, "companies")
    hands.write("Gobi Mirror Works")
    editor: Any = line.boxes["company_key"].editor
    hands.until(lambda: editor._list.isVisible())
    hands.settle()
    hands.press("Down")  # the last line of the list: New company…
    hands.press("Return")
    dialog = hands.dialog(FormDialog)
    (new,) = dialog.findChildren(RecordForm)
    assert new.boxes["name_en"].editor.value() == "Gobi Mirror Works"
    hands.fill("kind", tr("Company"))
    hands.press("Ctrl+Return")
    hands.until(lambda: editor.pick is not None)
    hands.settle()
    line.boxes["role"].editor.setFocus(Qt.FocusReason.TabFocusReason)
    hands.write("builder")
    hands.press("Tab")
    hands.save()
    assert stored(hands, "projects", "supcon50", "companies")[-1]["company_key"] == "gobi_mirror_works"


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_why_stands_in_every_history(hands: Hands, facts_file: Path, code: str) -> None:
    hands.program.set_language(code)
    hands.start(facts_file)
    why = "环评公示已更正" if code == "zh_CN" else "The notice was corrected"
    edit(hands, "projects", "supcon50")
    assert hands.form.foot.why.isVisible()
    form = hands.form
    form.boxes["note"].editor.setFocus(Qt.FocusReason.TabFocusReason)
    hands.press("Ctrl+A")
    hands.write("Corrected" if code == "en" else "已更正")
    hands.press("Tab")  # from the last field to the reason
    assert hands.focus() is form.foot.why
    hands.write(why)
    hands.save()
    line = hands.history("projects", "supcon50")[0]
    assert (line.field, line.why) == ("note", why)
    hands.choose("record", "history")
    record = hands.dialog(RecordHistoryDialog)
    assert cells_of(record.table)[0][6] == why
    record.close()
    hands.choose("record", "file_history")
    history = hands.dialog(FileHistoryDialog)
    history.box.setFocus(Qt.FocusReason.TabFocusReason)
    hands.write(why)
    hands.settle()
    assert [row[4] for row in cells_of(history.table)] == [why]
    history.close()
    hands.settle()
    hands.press("Ctrl+Z")
    hands.until(lambda: hands.operations()[0].action == "undo")
    assert hands.operations()[0].why == ""  # taking back has a reason of its own, or none
    assert hands.history("projects", "supcon50")[0].action == "undo"
    assert hands.window.workspace.here.verify() == []


def test_rows_typed_and_not_saved_are_offered_at_the_next_start_with_the_reason(hands: Hands, facts_file: Path) -> None:
    hands.program.set_language("zh_CN")
    hands.start(facts_file)
    edit(hands, "projects", "supcon50")
    add(hands, "other_names")
    hands.write("德令哈塔式电站")
    line = add(hands, "companies")
    pick(hands, line, "company_key", "cosin")
    line.boxes["role"].editor.setFocus(Qt.FocusReason.TabFocusReason)
    hands.write("出资方")
    line = add(hands, "companies")
    hands.write("首航")
    line.boxes["role"].editor.setFocus(Qt.FocusReason.TabFocusReason)
    hands.write("采购方")
    hands.form.foot.why.setFocus()
    hands.write("开工公告")
    hands.window.editing.keep_drafts()
    hands.window.leave()  # as when the system ends the program: nobody asks
    hands.until(lambda: hands.program.window is None)
    hands.start(facts_file)
    hands.until(lambda: "德令哈塔式电站" in hands.window.banner.text)
    go_on = hands.button(hands.window.banner, tr("Continue"))
    hands.click(go_on)
    hands.until(lambda: any(form.isVisible() and form.is_dirty() for form in hands.window.findChildren(RecordForm)))
    hands.settle()
    form = hands.form
    assert [line.summary.words() for line in rows_of(hands, "other_names").lines] == ["曾用名：德令哈塔式电站"]
    hands.until(lambda: rows_of(hands, "companies").lines[-2].summary.words() == "可胜技术，出资方")
    line = rows_of(hands, "companies").lines[-1]
    picker: Any = line.boxes["company_key"].editor
    assert (picker.line.text(), line.row()["role"], form.foot.why.text()) == ("首航", "buyer", "开工公告")
    hands.press("Ctrl+Return")
    assert "首航" in form.boxes["companies"].message()  # typed, not chosen yet: nothing is saved in silence
    pick(hands, line, "company_key", "shouhang")
    hands.save()
    assert stored(hands, "projects", "supcon50", "companies")[-1]["role"] == "buyer"
    assert hands.history("projects", "supcon50")[0].why == "开工公告"


def test_rows_changed_at_the_other_end_meanwhile_are_shown_and_chosen(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    edit(hands, "projects", "supcon50")
    editor = rows_of(hands, "companies")
    key, held = editor.lines[0].row()["company_key"], len(editor.lines)
    editor.lines[-1].summary.setFocus(Qt.FocusReason.TabFocusReason)
    hands.press("Del")
    here = hands.window.workspace.here
    company = here.editing.draft("companies", here.locate("companies", key).id)
    rows = load(company.values["projects"])
    mine = next(row for row in rows if row["project_key"] == "supcon50")
    mine["role"] = "funder"
    theirs = Draft("companies", company.id, company.rev, {"projects": dump(rows)})
    hands.window.bridge.do(lambda commands: commands.save(theirs))
    hands.until(lambda: hands.form.conflict.isVisible())
    form = hands.form
    texts = [button.text() for button in form.conflict.buttons()]
    assert len(texts) == 2 and "funder" in texts[1] and "funder" not in texts[0]
    hands.click(form.conflict.buttons()[1])
    hands.save()
    kept = stored(hands, "projects", "supcon50", "companies")
    assert len(kept) == held and "funder" in [row["role"] for row in kept]


def test_a_line_takes_the_last_source_and_a_pasted_citation(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    edit(hands, "projects", "supcon50")
    form, line = hands.form, add(hands, "companies")
    own = form.boxes["source_key"].editor.value()
    hands.press("Alt+S")
    last = hands.window.workspace.here.editing.last_source()
    assert last is not None and line.row()["source_key"] == last.key
    assert form.boxes["source_key"].editor.value() == own  # that of the record stays
    assert hands.focus() is line.boxes["locator"].editor.input
    picker: Any = line.boxes["source_key"].editor
    line.boxes["locator"].editor.set_value("")
    picker.setFocus(Qt.FocusReason.TabFocusReason)
    hands.press("Ctrl+A")
    source = hands.window.workspace.here.editing.draft("sources", last.id).values
    hands.paste(f"{source['title']}, {source['url']}, p. 2")
    hands.until(lambda: picker._list.isVisible())
    hands.settle()
    hands.press("Return")
    hands.until(lambda: picker.pick is not None)
    assert (line.row()["source_key"], line.row()["locator"]) == (last.key, "p. 2")
    form.discard()


def test_the_count_of_projects_in_the_list_leads_to_their_lines(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    hands.open("companies", "supcon_solar")
    hands.pane.table.setFocus(Qt.FocusReason.TabFocusReason)
    hands.pane.table.set_cell("projects")
    hands.press("F2")
    hands.until(lambda: hands.form.body.isEnabled())
    hands.until(lambda: hands.focus() is rows_of(hands, "projects").add)
    hands.form.discard()
