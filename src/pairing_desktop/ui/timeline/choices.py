"""A popup with the things behind a pill, a year or "undated": choose one with Enter or a click."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QStyledItemDelegate, QVBoxLayout, QWidget

from pairing_desktop.ui import theme
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.widgets.links import LinkButton, plain_label

WIDE, ROWS = 420, 12
Index = QModelIndex | QPersistentModelIndex


class Choices(QAbstractListModel):
    """Any number of things, each told by `words` only when it is seen."""

    def __init__(self, things: Sequence[Any], words: Callable[[Any], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._things, self._words = things, words

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._things)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(self._things[index.row()])
        return None

    def thing(self, index: Index) -> Any:
        return self._things[index.row()]


class _Rows(QStyledItemDelegate):
    def sizeHint(self, option: object, index: Index) -> QSize:
        return QSize(WIDE, theme.metrics().row)


class ChoicesPopup(QFrame):
    """Closes by itself on a click outside, on Esc and after a choice."""

    chosen = Signal(object)
    zoomAsked = Signal()

    def __init__(
        self, title: str, things: Sequence[Any], words: Callable[[Any], str], parent: QWidget,
        *, zoom: bool = False,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.view = QListView(self)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setUniformItemSizes(True)
        self.view.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setItemDelegate(_Rows(self.view))
        self.view.setAccessibleName(title)
        self.model = Choices(things, words, self)
        self.view.setModel(self.model)
        self.view.setCurrentIndex(self.model.index(0, 0))
        self.view.activated.connect(self._choose)
        self.view.clicked.connect(self._choose)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 4)
        head.addWidget(plain_label(title, "small", muted=True), 1)
        self.zoom = LinkButton(tr("Zoom to these"), self)
        self.zoom.setVisible(zoom)
        self.zoom.clicked.connect(self._zoom)
        head.addWidget(self.zoom)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self.view)
        seen = min(len(things), ROWS)
        self.view.setFixedHeight(seen * theme.metrics().row + 6)
        self.setFixedWidth(WIDE)
        self.view.setFocus()

    def drop(self, at: QPoint) -> None:
        """Open under a point, in global coordinates, as far as the screen allows."""
        size = self.sizeHint()
        screen = QGuiApplication.screenAt(at) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        x = min(max(at.x() - size.width() // 2, room.left()), room.right() - size.width())
        y = at.y() if at.y() + size.height() <= room.bottom() else max(at.y() - size.height() - 28, room.top())
        self.move(x, y)
        self.show()
        self.view.setFocus(Qt.FocusReason.PopupFocusReason)

    def _choose(self, index: QModelIndex) -> None:
        thing = self.model.thing(index)
        self.close()
        self.chosen.emit(thing)

    def _zoom(self) -> None:
        self.close()
        self.zoomAsked.emit()
