"""A new record from inside a picker: its small form in a dialog; what is saved is picked."""

import re
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.citations import parse_citation
from pairing_desktop.domain.kinds import KINDS
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.dialogs.form_dialog import FormDialog
from pairing_desktop.ui.widgets.picker import Picker

if TYPE_CHECKING:
    from pairing_desktop.ui.forms.record_form import RecordForm

_CHINESE = re.compile("[\u3400-\u9fff]")


def named(kind: str, text: str) -> dict[str, str]:
    """What a new row of `kind` begins with when it is called `text`."""
    english, chinese = KINDS[kind].names
    return {chinese if _CHINESE.search(text) else english: text}


def make_linked(form: "RecordForm", picker: Picker, kind: str, text: str) -> None:
    """Open the form of a new row of `kind`, named `text`, and choose it in `picker` once it is saved."""
    cited = parse_citation(text) if kind == "sources" else None
    preset = cited.as_source() if cited is not None else named(kind, text)
    if "source_key" in form.boxes and kind != "sources":
        preset["source_key"] = form.boxes["source_key"].editor.value()
    make_picked(picker, form.bridge, form.window(), kind, preset)


def make_picked(picker: Picker, bridge: Bridge, window: QWidget, kind: str, preset: dict[str, str]) -> None:
    """Open the form of a new row of `kind` with these values over a window; what is saved is chosen in the picker."""
    from pairing_desktop.ui.forms.record_form import RecordForm

    new = RecordForm(bridge, kind, None, preset={name: value for name, value in preset.items() if value})

    def choose(change: ChangeSet) -> None:
        ids = change.rows.get(kind, frozenset())
        if ids:
            bridge.ask(picker, "made", lambda ask: ask.name(kind, max(ids)), picker.choose_by_user)

    new.saved.connect(choose)
    new.instead.connect(picker.choose_by_user)
    dialog = FormDialog(new, window)
    dialog.finished.connect(lambda _code: picker.setFocus())
    dialog.open()
    new.setFocus()
