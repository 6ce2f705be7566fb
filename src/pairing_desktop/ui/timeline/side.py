"""Beside the canvas: the card of the chosen record, how dates are drawn, and the way to the next record."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.timeline.legend import Legend
from pairing_desktop.ui.widgets.card import AskHistory, RecordCard
from pairing_desktop.ui.widgets.links import plain_label
from pairing_desktop.ui.widgets.states import State


class TimelineSide(QWidget):
    """The card above the legend and the steps, or to the left of them when there is little height."""

    stepped = Signal(int)  # 1 for the next record in time, -1 for the one before

    def __init__(self, ask_history: AskHistory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = RecordCard(ask_history, self)
        self.card.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.nothing = State(self)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.nothing)
        self.stack.addWidget(self.card)
        self.legend = Legend(self)
        self.previous = QPushButton(self)
        self.next = QPushButton(self)
        self.previous.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.place = plain_label("", "small", muted=True)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(self.previous)
        foot.addWidget(self.next)
        foot.addStretch(1)
        foot.addWidget(self.place)
        self._below = QWidget(self)
        below = QVBoxLayout(self._below)
        below.setContentsMargins(16, 8, 16, 10)
        below.setSpacing(8)
        below.addWidget(self.legend)
        below.addStretch(1)
        below.addLayout(foot)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(self.stack, 1)
        self._box.addWidget(self._below)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.palette().ColorRole.Base)
        self.setFocusProxy(self.card)
        self.retranslate()

    def retranslate(self) -> None:
        self.card.retranslate()
        self.legend.retranslate()
        self.previous.setText(tr("Previous"))
        self.next.setText(tr("Next"))
        self.nothing.tell("timeline", "", tr("Choose a mark, and its card is shown here."))

    def set_flat(self, flat: bool) -> None:
        """Card and legend side by side, for the narrow form."""
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.LeftToRight if flat else direction.TopToBottom)
        self._below.setMaximumWidth(260 if flat else 16777215)

    def show_form(self, form: QWidget) -> None:
        """A form in the place of all this."""
        self.stack.addWidget(form)
        self.stack.setCurrentWidget(form)
        self._below.hide()

    def take_form(self, form: QWidget) -> None:
        """The card again."""
        self.stack.removeWidget(form)
        self.stack.setCurrentWidget(self.card if self.card.shown is not None else self.nothing)
        self._below.show()

    def show_place(self, at: int, total: int) -> None:
        """Where the chosen record stands in the order of time; `at` counts from 1, 0 when it has no date."""
        self.place.setText(tr("{found} of {total}", found=f"{at:,}", total=f"{total:,}") if at else "")
        self.previous.setEnabled(at > 1)
        self.next.setEnabled(0 < at < total)
