"""When a record was changed elsewhere: both values of each field, and the choice between them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.widgets.layouts import clear
from pairing_desktop.ui.widgets.links import plain_label, plain_tip

_WIDEST = 370


@dataclass(frozen=True)
class Difference:
    """One field in two versions, as people read them.  `mine` is chosen at first where I changed the field."""

    name: str
    label: str
    mine: str
    theirs: str
    keep_mine: bool


class ConflictBox(QWidget):
    """Of each field its name, my value, their value."""

    chosen = Signal(str, bool)  # field, whether mine stays

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 8, 16, 4)
        self._column.setSpacing(4)
        self._groups: list[QButtonGroup] = []
        self.hide()

    def show_differences(self, differences: Sequence[Difference]) -> None:
        """Offer these; none hides the box."""
        self._groups.clear()
        clear(self._column)
        for one in differences:
            self._column.addWidget(plain_label(one.label, "small", muted=True))
            group = QButtonGroup(self)
            choices = (
                (True, tr("Mine: {value}", value=one.mine or "—"), one.mine),
                (False, tr("Theirs: {value}", value=one.theirs or "—"), one.theirs),
            )
            for mine, words, value in choices:
                button = self._button(words, value, one.label)
                button.setChecked(mine is one.keep_mine)
                button.clicked.connect(
                    lambda _checked=False, name=one.name, mine=mine: self.chosen.emit(name, mine)
                )
                group.addButton(button)
                self._column.addWidget(button)
            self._groups.append(group)
        self.setVisible(bool(differences))

    def buttons(self) -> list[QRadioButton]:
        """Mine and theirs of each field, in order."""
        return [button for group in self._groups for button in group.buttons() if isinstance(button, QRadioButton)]

    def _button(self, text: str, value: str, label: str) -> QRadioButton:
        one_line = " ".join(text.split())
        button = QRadioButton()
        shown = button.fontMetrics().elidedText(one_line, Qt.TextElideMode.ElideRight, _WIDEST)
        button.setText(shown.replace("&", "&&"))
        button.setToolTip(plain_tip(value))
        button.setAccessibleName(f"{label}, {one_line}")
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        return button
