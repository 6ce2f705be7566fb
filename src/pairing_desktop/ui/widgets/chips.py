"""Chips of active filters: one for each chosen value, removed by a click on × or with Delete."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLayout, QLayoutItem, QSizePolicy, QWidget

from pairing_desktop.ui import icons, theme
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.widgets.layouts import clear
from pairing_desktop.ui.widgets.links import LinkButton, plain_tip

PAD = 12
WIDEST = 260


class FlowLayout(QLayout):
    """Items side by side, in as many lines as the width needs."""

    def __init__(self, parent: QWidget, spacing: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem:
        return self._items[index] if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def takeAt(self, index: int) -> QLayoutItem:
        return self._items.pop(index) if 0 <= index < len(self._items) else None  # type: ignore[return-value]

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _place(self, whole: QRect, move: bool) -> int:
        rect = whole.marginsRemoved(self.contentsMargins())
        left, top, line = rect.left(), rect.top(), 0
        for item in self._items:
            size = item.sizeHint().boundedTo(QSize(max(rect.width(), 1), 10_000))
            if line and left + size.width() > rect.right() + 1:
                left, top, line = rect.left(), top + line + self.spacing(), 0
            if move:
                item.setGeometry(QRect(QPoint(left, top), size))
            left += size.width() + self.spacing()
            line = max(line, size.height())
        return top + line - whole.top() + self.contentsMargins().bottom()


class Chip(QAbstractButton):
    """One active filter."""

    removed = Signal()

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setFont(theme.metrics().small)
        self.setAccessibleName(tr("Filter {words}, Delete removes it", words=words))
        self.setToolTip(plain_tip(words))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self.removed)

    def words(self) -> str:
        return self._words

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self._words) + 2 * PAD + icons.SMALL + 8
        return QSize(min(width, WIDEST), theme.metrics().chip)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        on_cross = event.position().x() >= self.width() - PAD - icons.SMALL
        self.setDown(False)
        if on_cross and self.rect().contains(event.position().toPoint()):
            self.removed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(now.accent), 2.0 if self.hasFocus() else 1.0))
        painter.setBrush(QColor(now.hover if self.underMouse() else now.info_bg))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(QColor(now.text))
        space = self.rect().adjusted(PAD, 0, -PAD - icons.SMALL - 4, 0)
        text = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, space.width())
        painter.drawText(space, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        top = (self.height() - 12) // 2
        cross = icons.pixmap("close", "text", 12, self.devicePixelRatioF())
        painter.drawPixmap(self.width() - PAD - 12, top, cross)


class ChipRow(QWidget):
    """The active filters and "Clear"; not there when nothing is filtered."""

    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self)
        self._flow.setContentsMargins(12, 0, 12, 8)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_chips(self, chips: Sequence[tuple[str, Callable[[], None]]]) -> None:
        """Each chip: its words and what removes it."""
        clear(self._flow)
        for words, remove in chips:
            chip = Chip(words, self)
            # After the click is over: removing rebuilds this row.
            chip.removed.connect(remove, Qt.ConnectionType.QueuedConnection)
            self._flow.addWidget(chip)
        if chips:
            link = LinkButton(tr("Clear"), self)
            link.setMinimumHeight(theme.metrics().chip)
            link.clicked.connect(self.cleared, Qt.ConnectionType.QueuedConnection)
            self._flow.addWidget(link)
        self.setVisible(bool(chips))
        self.updateGeometry()

    def chips(self) -> list[Chip]:
        return [w for i in range(self._flow.count()) if isinstance(w := self._flow.itemAt(i).widget(), Chip)]
