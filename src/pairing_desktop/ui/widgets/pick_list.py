"""The list under a picker: name, other name and hint on two lines, and "New …" at its end.

It is a child of the window and never takes the focus, so that input methods go on undisturbed.
"""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from pairing_desktop.domain.display import join
from pairing_desktop.domain.drafts import Pick
from pairing_desktop.domain.text import fold
from pairing_desktop.ui import i18n, theme
from pairing_desktop.ui.i18n import tr

_PICK = Qt.ItemDataRole.UserRole
_MOST_ROWS = 7
_WIDEST = 420


def names(pick: Pick) -> tuple[str, str]:
    """The name in the interface's language, and beneath it the other one and the hint."""
    now = i18n.current()
    first = pick.called(now)
    other = pick.name_en if first == pick.name_zh else pick.name_zh
    hint = (pick.hint_zh if now.is_chinese else "") or pick.hint
    return first, join((part for part in dict.fromkeys((other, hint)) if part != first), now)


class _Delegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        sizes = theme.metrics()
        two_lines = isinstance(index.data(_PICK), Pick) and names(index.data(_PICK))[1]
        return QSize(100, sizes.row_two if two_lines else sizes.row)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        now, sizes = theme.tokens(), theme.metrics()
        area: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(now.selection))
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), QColor(now.accent))
        pick = index.data(_PICK)
        first, second = names(pick) if isinstance(pick, Pick) else (str(index.data()), "")
        inner = area.adjusted(10, 3, -8, -3)
        lines = [(sizes.body, now.accent if pick is None else now.text, first)]
        if second:
            lines.append((sizes.small, now.muted, second))
        height = inner.height() // len(lines)
        for row, (font, colour, text) in enumerate(lines):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
            place = QRect(inner.left(), inner.top() + row * height, inner.width(), height)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()


class PickList(QListWidget):
    """Hidden until `show_picks`."""

    chosen = Signal(object)  # Pick
    newWanted = Signal()

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line.window())
        self._line = line
        self._walked = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setItemDelegate(_Delegate(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self._take)
        self.itemEntered.connect(self.setCurrentItem)
        self.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
        theme.notifier.changed.connect(self._dress)
        self._dress()
        self.hide()
        line.destroyed.connect(self.deleteLater)

    def show_picks(self, picks: Sequence[Pick], new: str) -> None:
        """Offer these, the first one current, and `new` at the end if it is not empty."""
        self.clear()
        self._walked = False
        for pick in picks:
            item = QListWidgetItem(names(pick)[0])
            item.setData(_PICK, pick)
            self.addItem(item)
        if not picks:
            nothing = QListWidgetItem(tr("Nothing on file matches"))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            nothing.setData(_PICK, False)
            self.addItem(nothing)
        if new:
            self.addItem(QListWidgetItem(new))
        self.setCurrentRow(0 if picks else 1)
        self._place()
        self.show()
        self.raise_()

    def choose_current(self) -> None:
        """Take the line that is marked."""
        item = self.currentItem()
        if item is not None:
            self._take(item)

    def certain(self, text: str) -> Pick | None:
        """The pick that leaves no doubt: walked to, the only one, or the one called `text`."""
        picks = [pick for row in range(self.count()) if isinstance(pick := self.item(row).data(_PICK), Pick)]
        current = self.currentItem().data(_PICK) if self.currentItem() else None
        if self._walked and isinstance(current, Pick):
            return current
        wanted = fold(text)
        named = [pick for pick in picks if wanted in (fold(pick.name_en), fold(pick.name_zh), fold(pick.key))]
        found = named or picks
        return found[0] if len(found) == 1 else None

    def take_key(self, key: int) -> bool:
        """Walk, choose or close; False for any other key."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}
        if key == Qt.Key.Key_Escape:
            self.hide()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose_current()
        elif key in steps:
            self._walked = True
            self.setCurrentRow(max(0, min(self.count() - 1, self.currentRow() + steps[Qt.Key(key)])))
        else:
            return False
        return True

    def _dress(self) -> None:
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(theme.tokens().strong))  # a plain frame is drawn in it
        self.setPalette(palette)

    def _take(self, item: QListWidgetItem) -> None:
        pick = item.data(_PICK)
        if isinstance(pick, Pick):
            self.chosen.emit(pick)
        elif pick is None:
            self.hide()
            self.newWanted.emit()

    def _place(self) -> None:
        """Under the line, or above it where there is more room; at home in whatever window holds the line now."""
        window = self._line.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        top = self._line.mapTo(window, QPoint(0, self._line.height() + 2))
        height = 2 * self.frameWidth() + sum(self.sizeHintForRow(row) for row in range(min(self.count(), _MOST_ROWS)))
        width = min(max(self._line.width(), 300), _WIDEST, window.width() - 8)
        below, above = window.height() - top.y() - 4, top.y() - self._line.height() - 8
        if height > below and above > below:
            height = min(height, above)
            top.setY(top.y() - self._line.height() - 4 - height)
        left = min(top.x(), window.width() - width - 4)
        self.setGeometry(max(4, left), top.y(), width, min(height, max(below, above)))
