"""The source of a record: the same as last with one key, or found and made from a citation pasted as one line."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from pairing_desktop.domain.citations import Citation, parse_citation
from pairing_desktop.domain.drafts import Pick
from pairing_desktop.ui import i18n
from pairing_desktop.ui.forms.row_line import RowLine
from pairing_desktop.ui.forms.rows_editor import RowsEditor
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.widgets.picker import Picker

if TYPE_CHECKING:
    from pairing_desktop.operations.questions import Questions
    from pairing_desktop.ui.forms.record_form import RecordForm

_WIDEST = 60  # characters of a source's name in the link


class SourcePart(QObject):
    """Goes along with the source and the place in it of any form."""

    def __init__(self, form: "RecordForm") -> None:
        super().__init__(form)
        self._form = form
        self._box = form.boxes["source_key"]
        picker = self._box.editor
        assert isinstance(picker, Picker)
        self._picker = picker
        self._last: Pick | None = None
        self._cited: Citation | None = None
        picker.source = find_sources
        picker.line.textEdited.connect(self._typed)
        picker.edited.connect(self._chosen)
        self._box.pass_over_link()
        self._box.linked.connect(self.same_as_last)
        shortcut = QShortcut(QKeySequence("Alt+S"), form)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.same_as_last)
        for box in form.boxes.values():
            if isinstance(box.editor, RowsEditor):
                box.editor.begins = self._for_rows
        form.bridge.ask(self, "last", lambda ask: ask.editing.last_source(), self._take)

    def same_as_last(self) -> None:
        """Choose the source that was cited last, and go on to the place in it; in an opened line that of the line."""
        if self._last is None or not self._picker.isEnabled():
            return
        widget = QApplication.focusWidget()
        while widget is not None and widget is not self._form and not isinstance(widget, RowLine):
            widget = widget.parentWidget()
        if not isinstance(widget, RowLine) or not widget.take_source(self._last):
            self._picker.choose_by_user(self._last)
            if "locator" in self._form.boxes:
                self._form.boxes["locator"].editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _for_rows(self) -> dict[str, Pick]:
        """What a new row inside the record begins with: the source of the record, which can be changed."""
        return {"source_key": self._picker.pick} if self._picker.pick is not None else {}

    def retranslate(self) -> None:
        """Offer the last source while another one stands here, or none."""
        last = self._last
        if last is None or self._picker.value() == last.key:
            self._box.set_reading("")
            return
        name = i18n.current().pick(last.name_en, last.name_zh)
        name = name if len(name) <= _WIDEST else f"{name[:_WIDEST]}…"
        self._box.set_reading("", tr("Same as last (Alt+S): {name}", name=name))

    def _take(self, last: Pick | None) -> None:
        self._last = last
        self.retranslate()

    def _typed(self, text: str) -> None:
        self._cited = parse_citation(text)

    def _chosen(self) -> None:
        """The place that the citation named goes into its own field, unless something stands there."""
        self.retranslate()
        cited = self._cited
        if self._picker.pick is None or cited is None:
            return
        self._cited = None
        place = self._form.boxes.get("locator")
        if place is not None and cited.locator and not place.editor.value():
            place.editor.set_value(cited.locator)
            place.editor.edited.emit()


def find_sources(ask: "Questions", text: str) -> tuple[Pick, ...]:
    """Sources for a picker: by citation when the text is one, else as everywhere."""
    cited = parse_citation(text)
    found = ask.editing.cited_sources(cited) if cited is not None else ()
    return found or ask.pick("sources", text)
