"""New records that begin with something: a copy of a record, or a template kept in the file."""

from pathlib import Path

from PySide6.QtCore import Qt

from pairing_desktop.domain.nested_rows import load
from pairing_desktop.ui.dialogs.templates import KeepTemplateDialog, TemplatesDialog
from pairing_desktop.ui.forms.record_form import RecordForm
from stories.hands import Hands, cells_of


def new_form(hands: Hands) -> RecordForm:
    def shown() -> list[RecordForm]:
        forms = hands.window.findChildren(RecordForm)
        return [form for form in forms if form.isVisible() and form.record_id is None and form.body.isEnabled()]

    hands.until(shown)
    hands.settle()
    hands.focus()
    return shown()[-1]


def test_a_record_is_duplicated_with_all_it_says_but_its_short_name(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    hands.open("projects", "supcon50")
    before = hands.values("projects", "supcon50")
    hands.press("Ctrl+D")
    form = new_form(hands)
    assert form.boxes["name_en"].editor.value() == f"{before['name_en']} (copy)"
    assert form.boxes["name_zh"].editor.value() == f"{before['name_zh']}（副本）"
    hands.save()
    current = hands.page.current()
    assert current is not None
    key = hands.window.workspace.here.name(*current).key
    copy = hands.values("projects", key)
    assert key != "supcon50"
    here = hands.window.workspace.here
    partners = [
        [{**row, "id": ""} for row in load(here.editing.draft("projects", hands.id_of("projects", one)).values["companies"])]
        for one in (key, "supcon50")
    ]
    assert partners[0] == partners[1] != []
    own = {"key", "name_en", "name_zh"}
    assert {name: text for name, text in copy.items() if name not in own} == {
        name: text for name, text in before.items() if name not in own
    }


def test_a_duplicated_claim_keeps_words_and_period_and_no_judgement(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    hands.open("claims", "seed_p08_month")
    before = hands.values("claims", "seed_p08_month")
    hands.press("Ctrl+D")
    form = new_form(hands)
    hands.fill("value_as_stated", "1 million kWh")
    form.boxes["value"].editor.set_value("1000000")
    form.check()
    hands.save()
    current = hands.page.current()
    assert current is not None
    copy = hands.values("claims", hands.window.workspace.here.name(*current).key)
    assert (copy["value_as_stated"], copy["assessment"], copy["rank"]) == ("1 million kWh", "", "normal")
    for name in ("subject_key", "measure_key", "unit", "period_start", "period_end", "period_precision", "source_key"):
        assert copy[name] == before[name], name


def test_a_template_is_kept_used_changed_and_thrown_away_each_undone_as_one_step(hands: Hands, facts_file: Path) -> None:
    hands.program.set_language("zh_CN")
    hands.start(facts_file)
    hands.open("projects", "supcon50")
    hands.choose("record", "keep_template")
    dialog = hands.dialog(KeepTemplateDialog)
    ticked = [dialog.fields.item(place) for place in range(dialog.fields.count())
              if dialog.fields.item(place).checkState() == Qt.CheckState.Checked]  # fmt: skip
    said = [item.text() for item in ticked]
    assert "类别：电站" in said and any(text.startswith("来源：") for text in said)
    assert not any(text.startswith(("中文名称", "规模：", "开始")) for text in said)
    assert not dialog.button.isEnabled()
    hands.until(lambda: hands.focus() is dialog.name or dialog.name.setFocus() or dialog.name.hasFocus())
    hands.write("光热电站")
    hands.click(dialog.button)
    hands.until(lambda: hands.window.workspace.here.editing.templates())
    hands.settle()
    assert "模板已存：光热电站（项目）" in hands.entry("edit", "undo")
    hands.press("Ctrl+Z")
    hands.until(lambda: not hands.window.workspace.here.editing.templates())
    hands.settle()
    hands.press("Ctrl+Y")
    hands.until(lambda: hands.window.workspace.here.editing.templates())
    hands.close()
    hands.start(facts_file)  # it belongs to the file

    hands.press("Ctrl+Shift+N")
    chooser = hands.dialog(TemplatesDialog)
    hands.until(lambda: cells_of(chooser.table))
    assert cells_of(chooser.table)[0][:2] == ["光热电站", "项目"]
    hands.click(chooser.button)
    form = new_form(hands)
    assert form.kind == "projects"
    assert form.boxes["kind"].editor.value() == "power_plant"
    assert form.boxes["name_zh"].editor.value() == ""
    hands.fill("name_zh", "德令哈二期")
    hands.save()
    current = hands.page.current()
    assert current is not None
    made = hands.values("projects", hands.window.workspace.here.name(*current).key)
    source = hands.values("projects", "supcon50")
    assert {name: made[name] for name in ("industry", "kind", "status", "place_key", "source_key")} == {
        name: source[name] for name in ("industry", "kind", "status", "place_key", "source_key")
    }

    hands.press("Ctrl+Shift+N")
    chooser = hands.dialog(TemplatesDialog)
    hands.until(lambda: cells_of(chooser.table))
    hands.click(chooser.away)
    hands.until(lambda: not cells_of(chooser.table))
    assert "还没有模板" in chooser.note.text()
    chooser.reject()
    hands.settle()
    hands.press("Ctrl+Z")
    hands.until(lambda: hands.window.workspace.here.editing.templates())
    assert hands.window.workspace.here.verify() == []
