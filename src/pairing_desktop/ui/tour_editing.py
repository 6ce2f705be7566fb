"""Stops of the tour at what changes records: many at once, rows from a spreadsheet, templates, an edit to take up again."""

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from pairing_desktop.ui.tour import Guide


def _projects(guide: "Guide") -> Any:
    """The Projects tab with its rows."""
    guide.window.navigate("projects", guide.record("projects"))
    guide.settle()
    return guide.window.current_page()


def change_selected(guide: "Guide") -> QWidget:
    """Several projects about to get the same stage."""
    page = _projects(guide)
    page.pane.table.selectAll()
    guide.window.editing.change_here()
    dialog: Any = guide.dialog()
    dialog.fields.setCurrentIndex(dialog.fields.findData("stage"))
    dialog.editor.box.setCurrentIndex(3)
    dialog.editor.edited.emit()
    return dialog  # type: ignore[no-any-return]


def paste(guide: "Guide") -> QWidget:
    """A block from a spreadsheet about to come in."""
    page = _projects(guide)
    page.pane.table.setFocus()
    page.pane.table.set_cell("")
    block = "Short name\tStatus\tComment\nsupcon50\t停建\t—\n\tPlanned\t—"
    QApplication.clipboard().setText(block)
    guide.window.editing.paste_rows()
    return guide.dialog()


def keep_template(guide: "Guide") -> QWidget:
    """What of a project a template would say."""
    _projects(guide)
    guide.window.templating.keep()
    return guide.dialog()


def templates(guide: "Guide") -> QWidget:
    """A template kept for the picture."""
    values = guide.window.workspace.here.draft("projects", guide.record("projects")).values
    guide.window.workspace.do(lambda commands: commands.templates.keep("projects", "光热电站", values)).result()
    guide.window.templating.choose()
    return guide.dialog()


def resume(guide: "Guide") -> QWidget:
    """The offer of an edit that was not saved, as after a power cut."""
    from datetime import UTC, datetime

    from pairing_desktop.operations.kept_drafts import KeptDraft

    editing = guide.window.editing
    editing.look_for_drafts()
    guide.settle()
    assert editing.resuming is not None
    row = guide.window.workspace.here.draft("projects", guide.record("projects"))
    typed = {"name_zh": "德令哈塔式电站二期", "start_date": "2018年上半年"}
    at = datetime.now(UTC).isoformat(timespec="seconds")
    editing.resuming.take([
        KeptDraft("tour", str(guide.file), at, "projects", row.values["key"], row.values, typed),
    ])  # fmt: skip
    return guide.window


def rows_inside(guide: "Guide") -> QWidget:
    """A former name being typed, and a company of the project opened, with the reason beside Save."""
    row = guide.record("projects")
    guide.at_list("projects", row)
    form: Any = guide.window.editing.open_form("projects", row)
    guide.settle()
    names: Any = form.boxes["other_names"].editor
    line = names.add_row()
    for name, text in (("text", "德令哈塔式电站一期"), ("used_to", "2016年3月")):
        line.boxes[name].editor.set_value(text)
        line.boxes[name].editor.edited.emit()
    form.boxes["companies"].editor.lines[0].toggle()
    guide.settle()
    form.area.ensureWidgetVisible(form.boxes["other_names"], 0, 0)
    return guide.window


def _entered_twice(guide: "Guide") -> tuple[int, int]:
    """A company and the same entered a second time, for the picture."""
    from pairing_desktop.domain.drafts import Draft
    from pairing_desktop.domain.problems import InvalidDraft

    again = {"key": "cosin_again", "name_en": "Cosin Solar Technology", "name_zh": "可胜技术有限公司", "kind": "company",
             "note": "展会接触", "source_key": "shine_2024_seed", "locator": "1"}  # fmt: skip
    with suppress(InvalidDraft):  # it is there since the stop before
        guide.window.workspace.do(lambda commands: commands.save(Draft("companies", None, 0, again))).result()
    here = guide.window.workspace.here
    return here.key("companies", "cosin_solar"), here.key("companies", "cosin_again")


def find_duplicates(guide: "Guide") -> QWidget:
    """What may be one among the companies."""
    guide.window.navigate("companies", _entered_twice(guide)[0])
    guide.settle()
    guide.window.merging.find()
    guide.settle()
    return guide.dialog()


def merge(guide: "Guide") -> QWidget:
    """Two companies side by side."""
    from pairing_desktop.ui.merging.merge import MergeDialog

    dialog = MergeDialog(guide.window, "companies", *_entered_twice(guide))
    guide.window.open_dialog(dialog)
    guide.settle()
    return dialog


EDITING: "tuple[tuple[str, Callable[[Guide], QWidget]], ...]" = (
    ("change-selected", change_selected),
    ("paste-rows", paste),
    ("template-keep", keep_template),
    ("template-choose", templates),
    ("edit-to-resume", resume),
    ("form-rows", rows_inside),
    ("find-duplicates", find_duplicates),
    ("merge", merge),
)
