"""New records that begin with something: a copy of a record, or a template kept in the file."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from pairing_desktop.ui.i18n import tr

if TYPE_CHECKING:
    from pairing_desktop.ui.window import MainWindow

Take = Callable[[str, Mapping[str, str]], object]


class Templating:
    """The part of a window that copies records and keeps templates."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window

    def duplicate(self) -> None:
        """A new form that says what the record in front says."""
        from pairing_desktop.domain.form_templates import copied

        self._with_values(
            lambda kind, values: self._window.editing.open_form(kind, None, copied(kind, values))
        )

    def keep(self) -> None:
        """Keep what the form or record in front says as a template."""
        from pairing_desktop.ui.dialogs.templates import KeepTemplateDialog

        self._with_values(
            lambda kind, values: self._window.open_dialog(KeepTemplateDialog(self._window.bridge, kind, values, self._window))
        )

    def choose(self) -> None:
        """Choose a template and begin a new record with it."""
        if self._window.workspace.read_only:
            self._window.tell_read_only()
            return
        from pairing_desktop.ui.dialogs.templates import TemplatesDialog

        dialog = TemplatesDialog(self._window.bridge, self._window)
        dialog.chosen.connect(lambda kind, values: self._window.editing.open_form(kind, None, values))
        self._window.open_dialog(dialog)

    def _with_values(self, take: Take) -> None:
        """What the form in front says, also what is not saved yet, else the record whose card is shown."""
        window = self._window
        if window.workspace.read_only:
            window.tell_read_only()
            return
        form = next((form for form in window.editing.forms if form.isVisible()), None)
        if form is not None:
            take(form.kind, form.draft().values)
            return
        record = window.current_page().current()
        from pairing_desktop.ui.forms.layouts import LAYOUTS

        if record is None or record[0] not in LAYOUTS:
            window.statusBar().showMessage(tr("Open a record or a form first."), 4000)
            return
        kind, id = record

        def begin(values: dict[str, str]) -> None:
            take(kind, values)

        window.bridge.ask(window, "template values", lambda ask: ask.editing.draft(kind, id).values, begin)
