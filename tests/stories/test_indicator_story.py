"""Staff record a figure of an indicator that nobody thought of: it is made where it is missed, used, changed and thrown away."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from pairing_desktop.ui.dialogs.history import RecordHistoryDialog
from pairing_desktop.ui.dialogs.trash import TrashDialog
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.importing.dialog import ImportDialog
from pairing_desktop.ui.tabs.figures import FiguresPane
from stories.hands import Hands, words_of
from stories.test_article_story import ARTICLES, paste_article, row_of, settled


def figures(hands: Hands) -> FiguresPane:
    hands.tab(tr("Figures"))
    pane = hands.pane
    assert isinstance(pane, FiguresPane)
    return pane


def lines(pane: FiguresPane) -> dict[str, str]:
    """The indicators at the left with their counts."""
    model = pane.measures.model
    return {model.index(row, 0).data(): model.index(row, 1).data() for row in range(model.rowCount())}


def stand_on(hands: Hands, pane: FiguresPane, name: str) -> None:
    """Put the cursor on an indicator of the list."""
    pane.measures.table.setFocus(Qt.FocusReason.TabFocusReason)
    row = list(lines(pane)).index(name)
    pane.measures.table.setCurrentIndex(pane.measures.model.index(row, 0))
    hands.settle()


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_a_figure_of_a_new_indicator_from_inside_the_form_of_a_claim(hands: Hands, facts_file: Path, code: str) -> None:
    hands.program.set_language(code)
    hands.start(facts_file)
    pane = figures(hands)
    hands.press("Ctrl+N")
    hands.until(lambda: hands.form.kind == "claims" and hands.form.body.isEnabled())
    outer = hands.form
    hands.fill("subject_kind", tr("Place"))
    hands.fill("subject_key", "delingha")
    hands.fill("source_key", "shine_2024_seed")
    editor = outer.boxes["measure_key"].editor
    editor.input.setFocus(Qt.FocusReason.TabFocusReason)
    hands.write("购羊数")
    hands.until(lambda: editor._list.isVisible())
    hands.settle()
    last = editor._list.item(editor._list.count() - 1)
    assert last.text() == tr("New indicator…")
    editor._list.setCurrentItem(last)
    hands.press("Return")
    hands.until(lambda: hands.form.kind == "measures" and hands.form.body.isEnabled())
    inner = hands.form
    assert inner.boxes["name_zh"].editor.value() == "购羊数"
    hands.fill("name_en", "Sheep & goats <b>bought</b>")
    hands.fill("unit", "sheep")
    assert inner.boxes["dimension"].editor.value() == "count"
    inner.boxes["flow"].editor.set_value("flow")
    inner.check()
    hands.save()
    hands.until(lambda: editor.pick is not None)
    assert outer.draft().values["unit"] == "sheep"
    hands.focus()
    hands.fill("value_as_stated", "300")
    hands.fill("value", "300")
    hands.save()
    claim = hands.page.current()
    assert claim is not None and claim[0] == "claims"
    hands.settle()
    name = {"en": "Sheep & goats <b>bought</b>", "zh_CN": "购羊数"}[code]
    assert lines(pane)[name] == "1"
    key = hands.window.workspace.here.claim(claim[1]).measure_key
    assert key == "sheep_goats_b_bought_b"
    found = hands.search("gouyang")
    hands.press("Return")
    hands.until(lambda: not found.isVisible())
    hands.settle()
    assert pane.filtering.filter.facets["measure"] == {str(hands.id_of("measures", key))}
    assert hands.names() and hands.pane.model.rowCount() == 1


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_an_indicator_is_edited_and_thrown_away_from_the_list_of_indicators(
    hands: Hands, facts_file: Path, code: str
) -> None:
    hands.program.set_language(code)
    hands.start(facts_file)
    pane = figures(hands)
    pane.measures.table.setFocus(Qt.FocusReason.TabFocusReason)
    hands.settle()
    new = next(one for one in pane.indicator_menu().actions() if one.text() == tr("New indicator…"))
    new.trigger()
    hands.until(lambda: hands.form.kind == "measures" and hands.form.body.isEnabled())
    hands.fill("name_en", "Wool sold")
    hands.fill("name_zh", "羊毛销量")
    hands.fill("unit", "GWh")
    hands.press("Ctrl+Return")
    form = hands.form
    assert "kWh" in form.boxes["unit"].message() or "千瓦时" in form.boxes["unit"].message()  # told, and nothing saved
    hands.fill("unit", "t")
    hands.save()
    name = {"en": "Wool sold", "zh_CN": "羊毛销量"}[code]
    hands.until(lambda: lines(pane).get(name) == "0")
    assert tr("Nothing is stated of this indicator yet") in words_of(pane.state)

    stand_on(hands, pane, name)
    hands.press("F2")
    hands.until(lambda: hands.form.kind == "measures" and hands.form.body.isEnabled())
    hands.fill("description", "Washed")
    hands.form.foot.why.setText("asked for")
    hands.save()
    assert hands.history("measures", "wool_sold")[0].why == "asked for"

    stand_on(hands, pane, name)
    hands.choose("record", "history")
    history = hands.dialog(RecordHistoryDialog)
    assert "Washed" in "".join(history.table.topLevelItem(row).text(column) for row in range(history.table.topLevelItemCount())
                               for column in range(history.table.columnCount()))  # fmt: skip
    history.close()
    stand_on(hands, pane, name)
    hands.press("Del")
    hands.until(lambda: name not in lines(pane))
    hands.settle()
    assert pane.filtering.filter.is_empty  # the filter does not hold on to what is gone
    hands.choose("record", "trash")
    trash = hands.dialog(TrashDialog)
    trash.table.setCurrentItem(trash.table.topLevelItem(0))
    assert trash.table.topLevelItem(0).text(1) == tr("Indicator")
    hands.click(hands.button(trash, tr("Restore")))
    hands.until(lambda: trash.table.topLevelItemCount() == 0)
    trash.close()
    hands.until(lambda: lines(pane).get(name) == "0")

    hands.close()
    hands.start(facts_file)
    for _ in range(4):
        hands.press("Ctrl+Z")
        hands.settle()
    assert hands.window.workspace.here.counts()["measures"] == 86
    for _ in range(4):
        hands.press("Ctrl+Y")
        hands.settle()
    assert hands.values("measures", "wool_sold")["description"] == "Washed"


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_what_claims_rest_on_is_refused_in_words(hands: Hands, facts_file: Path, code: str) -> None:
    hands.program.set_language(code)
    hands.start(facts_file)
    pane = figures(hands)
    stand_on(hands, pane, {"en": "Installed capacity", "zh_CN": "装机容量"}[code])
    hands.press("Del")
    hands.settle()
    assert hands.window.banner.isVisible()
    assert "32" in words_of(hands.window.banner)
    assert "measures" not in {pick.kind for pick in hands.window.workspace.here.trash()}
    hands.press("F2")
    hands.until(lambda: hands.form.kind == "measures" and hands.form.body.isEnabled())
    hands.fill("unit", "kWh")
    form = hands.form
    assert form.boxes["dimension"].editor.value() == "energy"
    reason = {"en": "make a new indicator", "zh_CN": "新建指标"}[code]
    hands.until(lambda: reason in form.boxes["unit"].message())
    hands.press("Ctrl+Return")
    assert hands.values("measures", "installed_capacity")["unit"] == "MW"
    form.discard()
    hands.settle()
    pane.table.setFocus(Qt.FocusReason.TabFocusReason)
    hands.settle()
    current = hands.page.current()
    assert current is not None and current[0] == "claims"  # the acts are about the figures again
    hands.press("Ctrl+F2")
    hands.until(lambda: hands.form.kind == "measures")


def test_a_name_that_is_on_file_is_told_and_what_was_typed_survives(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    hands.window.editing.new("measures")
    hands.until(lambda: hands.form.body.isEnabled())
    hands.fill("name_zh", "装机容量")
    form = hands.form
    hands.until(lambda: not form.banner.isHidden() and "Installed capacity" in words_of(form.banner))
    hands.click(hands.button(form.banner, tr("Open the one we have")))
    hands.click(hands.button(form.banner, tr("Discard")))
    hands.until(lambda: hands.window.page_name == "figures" and hands.pane.model.rowCount() == 32)


def test_a_figure_of_an_article_that_no_indicator_fits_gets_a_new_one(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    dialog = paste_article(hands, (ARTICLES / "second.en.txt").read_text(encoding="utf-8"), "2025-03-18")
    at = row_of(dialog, "3 percent")
    dialog.list.setCurrentRow(at)
    hands.settle()
    editor = dialog.editor.boxes["measure_key"].editor
    editor.input.setFocus(Qt.FocusReason.TabFocusReason)
    hands.write("Growth of generation")
    hands.until(lambda: editor._list.isVisible())
    hands.settle()
    editor._list.setCurrentRow(editor._list.count() - 1)
    hands.press("Return")
    hands.until(lambda: hands.form.kind == "measures" and hands.form.body.isEnabled())
    hands.fill("unit", "%")
    hands.save()
    settled(hands, dialog)
    values = dialog.sheet.entries[at].values
    assert (values["measure_key"], values["value"], values["unit"]) == ("growth_of_generation", "3", "%")
    dialog.reject()


def test_rows_of_an_indicator_that_is_not_on_file_lead_to_making_it(
    hands: Hands, facts_file: Path, tmp_path: Path
) -> None:
    table = tmp_path / "figures.csv"
    table.write_text("subject_key,measure_key,value_as_stated,nature,period_start\n"
                     "delingha,Sheep bought,300,actual,2023\ndelingha,Sheep bought,400,actual,2024\n", "utf-8")  # fmt: skip
    hands.start(facts_file)
    hands.window.files.import_table(table)
    dialog = hands.dialog(ImportDialog)
    hands.until(lambda: dialog.next.isEnabled())
    dialog.columns_page.kind_box.setCurrentIndex(dialog.columns_page.kind_box.findData("claims"))
    hands.settle()
    for _ in range(3):
        hands.until(dialog.next.isEnabled)
        hands.click(dialog.next)
        hands.settle()
    hands.until(lambda: dialog.stack.currentWidget() is dialog.rows_page)
    page = dialog.rows_page
    assert "2 rows are refused" in page.unknown.text() and "“Sheep bought”" in page.unknown.text()
    assert "New indicator" in page.told.text()
    hands.click(page.make)
    hands.until(lambda: hands.form.kind == "measures" and hands.form.body.isEnabled())
    assert hands.form.boxes["name_en"].editor.value() == "Sheep bought"
    hands.fill("unit", "sheep")
    hands.save()
    hands.until(lambda: page.to_write() == 2)
    assert not page.make.isVisible()
    hands.click(dialog.next)
    hands.until(lambda: hands.window.page_name == "figures")
    hands.settle()
    assert lines(figures(hands))["Sheep bought"] == "2"
