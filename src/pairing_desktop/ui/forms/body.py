"""The scrolled part of a form: boxes in two columns, filled from a row and read back."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from pairing_desktop.domain.date_words import parse_date
from pairing_desktop.domain.dates import DateProblem
from pairing_desktop.domain.dates import display as display_date
from pairing_desktop.domain.drafts import Draft, Pick
from pairing_desktop.domain.kinds import KINDS
from pairing_desktop.ui import i18n
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.forms.fields import make_boxes, said, show_value, unit_of
from pairing_desktop.ui.forms.frame import MARGIN
from pairing_desktop.ui.forms.layouts import LAYOUTS
from pairing_desktop.ui.forms.loading import Loaded
from pairing_desktop.ui.forms.rows_editor import RowsEditor
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.widgets import number_edit
from pairing_desktop.ui.widgets.date_edit import DateEditor
from pairing_desktop.ui.widgets.links import plain_label
from pairing_desktop.ui.widgets.number_edit import NumberEditor
from pairing_desktop.ui.widgets.picker import Picker


class Body(QWidget):
    """All fields of a kind."""

    newWanted = Signal(object, str, str)  # from inside a picker: that picker, kind, what was typed

    def __init__(self, bridge: Bridge, kind: str) -> None:
        super().__init__()
        self._kind = KINDS[kind]
        self.boxes = make_boxes(bridge, kind, self)
        self._titles = []
        grid = QGridLayout(self)
        grid.setContentsMargins(MARGIN, 12, MARGIN, 12)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        at = 0
        for section in LAYOUTS[kind]:
            if section.title:
                title = plain_label()
                title.setContentsMargins(0, 8 if at else 0, 0, 0)
                self._titles.append((title, section.title))
                grid.addWidget(title, at, 0, 1, 2)
                at += 1
            for row in section.rows:
                for column, name in enumerate(row):
                    grid.addWidget(self.boxes[name], at, column, 1, 3 - len(row))
                at += 1
        grid.setRowStretch(at, 1)
        for box in self.boxes.values():
            if isinstance(box.editor, Picker):
                box.editor.newWanted.connect(lambda kind, text, picker=box.editor: self.newWanted.emit(picker, kind, text))
            elif isinstance(box.editor, RowsEditor):
                box.editor.newWanted.connect(self.newWanted)
        self.retranslate()

    def show_values(self, loaded: Loaded) -> None:
        """Fill all inputs without telling anybody."""
        for name, box in self.boxes.items():
            show_value(box.editor, self._kind.field(name), loaded.draft.values, loaded.picks)

    def typed(self) -> dict[str, str]:
        """What every input says."""
        return {name: box.editor.value() for name, box in self.boxes.items()}

    def show_readings(self, draft: Draft, changed: set[str], picks: Mapping[str, Pick]) -> None:
        """Under dates and numbers what they mean."""
        for name, box in self.boxes.items():
            if isinstance(box.editor, DateEditor):
                box.set_reading(self._date_reading(name, draft, picks) if name in changed else "")
            elif isinstance(box.editor, NumberEditor):
                unit = unit_of(self._kind.name, name, draft.values)
                box.set_reading(number_edit.reading(draft.values[name], unit, box.editor.value()))

    def _date_reading(self, name: str, draft: Draft, picks: Mapping[str, Pick]) -> str:
        """The date as typed, and as it is kept where that is less."""
        try:
            typed = display_date(parse_date(self.boxes[name].editor.value()), i18n.current())
        except DateProblem:
            return ""
        kept = said(self._kind.name, self._kind.field(name), draft.values, picks)
        return typed if typed == kept or not typed else tr("{typed}, kept as {kept}", typed=typed, kept=kept)

    def retranslate(self) -> None:
        for title, text in self._titles:
            title.setText(tr(text))
        for name, box in self.boxes.items():
            box.set_label(tr(self._kind.field(name).label))
            box.editor.retranslate()
