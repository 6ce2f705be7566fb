"""The choice of columns: a small window that drops down from its button and stays while boxes are ticked."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from pairing_desktop.domain.listing import ListColumn
from pairing_desktop.ui import theme
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.widgets.links import LinkButton


class ColumnChooser(QFrame):
    """Offers the columns of a list; the first is always shown."""

    chosen = Signal(list)  # names of the columns shown
    reset = Signal()

    def __init__(self, columns: Sequence[ListColumn], shown: Iterable[str], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(tr("Columns"))
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 10, 16, 10)
        box.setSpacing(2)
        ticked = set(shown)
        self.boxes: dict[str, QCheckBox] = {}
        for place, column in enumerate(columns):
            tick = QCheckBox(tr(column.label).replace("&", "&&"), self)
            tick.setMinimumHeight(theme.metrics().tick)
            tick.setChecked(column.name in ticked)
            tick.setEnabled(place > 0)
            tick.toggled.connect(self._tell)
            self.boxes[column.name] = tick
            box.addWidget(tick)
        standard = LinkButton(tr("Usual columns"), self, "body")
        standard.clicked.connect(self._reset)
        box.addSpacing(4)
        box.addWidget(standard)

    def _tell(self) -> None:
        self.chosen.emit([name for name, box in self.boxes.items() if box.isChecked()])

    def _reset(self) -> None:
        self.reset.emit()
        self.close()

    def drop(self, below: QWidget) -> None:
        """Show it under a widget, within its window."""
        self.adjustSize()
        corner = below.mapToGlobal(QPoint(below.width() - self.width(), below.height() + 2))
        self.move(corner)
        self.show()
        next((box for box in self.boxes.values() if box.isEnabled()), self).setFocus()
