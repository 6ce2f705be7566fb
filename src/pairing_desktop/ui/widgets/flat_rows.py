"""Rows of the tables and lists of dialogs, painted like those of the record lists: a tint and a bar for the chosen ones."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pairing_desktop.ui import theme

_BAR, _INSET = 3, 5  # the inset and the style's own margin of 3 are the 8 of the header


class FlatRows(QStyledItemDelegate):
    """Marks and text keep their colours when a row is chosen; the bar alone is the cursor on a row that is not."""

    def __init__(self, parent: QObject | None = None, *, inset: int = _INSET) -> None:
        super().__init__(parent)
        self._inset = inset

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        now = theme.tokens()
        area: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(area, QColor(now.selection))
        view = option.widget
        at_cursor = isinstance(view, QAbstractItemView) and view.hasFocus() and index.row() == view.currentIndex().row()
        if index.column() == 0 and (chosen or at_cursor):
            painter.fillRect(QRect(area.left(), area.top(), _BAR, area.height()), QColor(now.accent))
        quiet = self._inside(option)
        quiet.state &= ~(QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus)
        super().paint(painter, quiet, index)

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:  # fmt: skip
        return super().editorEvent(event, model, self._inside(option), index)

    def _inside(self, option: QStyleOptionViewItem) -> QStyleOptionViewItem:
        inside = QStyleOptionViewItem(option)
        inside.rect = option.rect.adjusted(self._inset, 0, -self._inset, 0)
        return inside
