"""The inputs of a form, made from the fields of the kind."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from pairing_desktop.domain.dates import PartialDate
from pairing_desktop.domain.dates import display as display_date
from pairing_desktop.domain.drafts import Pick
from pairing_desktop.domain.kinds import KINDS, Field, FieldType
from pairing_desktop.domain.nested_rows import rows_text
from pairing_desktop.domain.numbers import display_value
from pairing_desktop.domain.vocabulary import OPEN_LISTS, label
from pairing_desktop.ui import i18n
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.forms.layouts import field_names
from pairing_desktop.ui.forms.loading import linked_kind
from pairing_desktop.ui.forms.rows_editor import RowsEditor
from pairing_desktop.ui.widgets.choice import ChoiceEditor, OpenChoiceEditor
from pairing_desktop.ui.widgets.date_edit import DateEditor
from pairing_desktop.ui.widgets.editor import Editor
from pairing_desktop.ui.widgets.field import FieldBox
from pairing_desktop.ui.widgets.number_edit import NumberEditor
from pairing_desktop.ui.widgets.picker import Picker
from pairing_desktop.ui.widgets.text_edit import LineEditor, LongTextEditor

_UNITS = {"people": "person", "price": "CNY", "investment_cny": "CNY", "latitude": "degree", "longitude": "degree"}


def make_boxes(bridge: Bridge, kind: str, parent: QWidget) -> dict[str, FieldBox]:
    """A box for each field of the form, in reading order."""
    return {name: FieldBox(name, make_editor(bridge, kind, KINDS[kind].field(name), parent)) for name in field_names(kind)}


def make_editor(bridge: Bridge, kind: str, field: Field, parent: QWidget) -> Editor:
    """The input of one field."""
    match field.type:
        case FieldType.LONG_TEXT:
            return LongTextEditor(parent)
        case FieldType.DATE:
            return DateEditor(parent)
        case FieldType.NUMBER:
            return NumberEditor(parent)
        case FieldType.CHOICE if field.choices in OPEN_LISTS:
            return OpenChoiceEditor(field.choices, parent)
        case FieldType.CHOICE:
            return ChoiceEditor(field.choices, required=field.required, parent=parent)
        case FieldType.ROWS:
            return RowsEditor(bridge, kind, field, parent)
        case FieldType.LINK:
            return Picker(bridge, linked_kind(kind, field.name, ""), parent)
        case _:
            return LineEditor(parent)


def show_value(editor: Editor, field: Field, values: Mapping[str, str], picks: Mapping[str, Pick]) -> None:
    """Fill an input from exported values, without telling anybody."""
    value = values.get(field.name, "")
    if isinstance(editor, DateEditor):
        editor.show_date(value, values.get(field.precision, ""))
    elif isinstance(editor, RowsEditor):
        editor.show_rows(value, {name: pick for name, pick in picks.items() if "/" in name})
    elif isinstance(editor, Picker) and field.name in picks:
        editor.choose(picks[field.name])
    else:
        editor.set_value(value)


def unit_of(kind: str, name: str, values: Mapping[str, str]) -> str:
    """The unit in which a number field counts."""
    if name == "capacity":
        return values.get("capacity_unit", "")
    return values.get("unit", "") if kind == "claims" else _UNITS.get(name, "")


def said(kind: str, field: Field, values: Mapping[str, str], picks: Mapping[str, Pick]) -> str:
    """An exported value as people read it."""
    value, language = values.get(field.name, ""), i18n.current()
    if not value:
        return ""
    match field.type:
        case FieldType.DATE:
            try:
                return display_date(PartialDate(value, values.get(field.precision) or _shape(value)), language)
            except ValueError:
                return value
        case FieldType.NUMBER:
            return display_value(value, unit_of(kind, field.name, values), language)
        case FieldType.CHOICE:
            return label(field.choices, value, language)
        case FieldType.ROWS:
            names = {name: (pick.name_en, pick.name_zh) for name, pick in picks.items()}
            return rows_text(KINDS[kind], field, value, names, language)
        case FieldType.LINK if field.name in picks and picks[field.name].key == value:
            return language.pick(picks[field.name].name_en, picks[field.name].name_zh) or value
        case _:
            return value


def _shape(value: str) -> str:
    return {4: "year", 7: "month"}.get(len(value), "day")
