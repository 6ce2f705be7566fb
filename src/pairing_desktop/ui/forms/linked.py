"""A new record from inside a picker: its small form in a dialog; what is saved is picked."""

import re
from collections.abc import Callable, Mapping
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
    def choose(change: ChangeSet) -> None:
        ids = change.rows.get(kind, frozenset())
        if ids:
            bridge.ask(picker, "made", lambda ask: ask.name(kind, max(ids)), picker.choose_by_user)

    new = open_new(bridge, window, kind, preset, lambda: picker.setFocus())
    new.saved.connect(choose)
    new.instead.connect(picker.choose_by_user)


def open_new(
    bridge: Bridge, window: QWidget, kind: str, preset: Mapping[str, str], then: Callable[[], None] = lambda: None
) -> "RecordForm":
    """Open the form of a new row of `kind` over a window, with those of these values that the kind has; `then` is done when
    it is closed."""
    from pairing_desktop.ui.forms.record_form import RecordForm

    known = {name: value for name, value in preset.items() if value and name in KINDS[kind].columns}
    new = RecordForm(bridge, kind, None, preset=known)
    dialog = FormDialog(new, window)
    dialog.finished.connect(lambda _code: then())
    dialog.open()
    new.setFocus()
    return new
