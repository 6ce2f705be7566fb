"""The list of drafts: what is printed, what it may be of and about, where and when, and its state in shape and word."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from pairing_desktop.domain.findings import SEVERITIES
from pairing_desktop.ui import icons, theme
from pairing_desktop.ui.article.sheet import DROPPED, KNOWN, TWICE, Entry, Sheet
from pairing_desktop.ui.article.words import place_and_time, second_line, spoken, state_of
from pairing_desktop.ui.i18n import tr

_NUMBER = Qt.ItemDataRole.UserRole
_FINDING = {"error": ("mark-implausible", "error"), "warning": ("mark-disputed", "caution"), "info": ("help", "muted")}


class _Delegate(QStyledItemDelegate):
    def __init__(self, sheet: Sheet, parent: QWidget) -> None:
        super().__init__(parent)
        self._sheet = sheet

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        sizes = theme.metrics()
        return QSize(200, sizes.row_two + sizes.row_two - sizes.row + 6)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        now, sizes = theme.tokens(), theme.metrics()
        entry = self._sheet.entries[index.data(_NUMBER)]
        area: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(now.selection))
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), QColor(now.accent))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), QColor(now.line))
        inner = area.adjusted(12, 5, -10, -6)
        left = self._state(painter, inner, entry)
        quiet = entry.state in (DROPPED, KNOWN, TWICE)
        first = QRect(inner.left(), inner.top(), left - inner.left(), painter.fontMetrics().height())
        painter.setFont(sizes.body)
        self._line(painter, first, entry.values["value_as_stated"], now.muted if quiet else now.text)
        top = inner.top() + painter.fontMetrics().height() + 2
        painter.setFont(sizes.small)
        height = painter.fontMetrics().height()
        self._line(painter, QRect(inner.left(), top, inner.width(), height), second_line(entry), now.muted if quiet else now.text)
        below = QRect(inner.left(), top + height, inner.width(), height)
        self._line(painter, self._findings(painter, below, entry), place_and_time(entry), now.muted)
        painter.restore()

    @staticmethod
    def _line(painter: QPainter, place: QRect, text: str, colour: str) -> None:
        painter.setPen(QColor(colour))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    @staticmethod
    def _state(painter: QPainter, inner: QRect, entry: Entry) -> int:
        """Draw the state at the right end; returns where it begins."""
        word, icon, tone = state_of(entry)
        painter.setFont(theme.metrics().small)
        width = painter.fontMetrics().horizontalAdvance(word)
        left = inner.right() - width - icons.SMALL - 6
        painter.drawPixmap(left, inner.top() + 1, icons.pixmap(icon, tone))
        painter.setPen(QColor(getattr(theme.tokens(), tone)))
        place = QRect(left + icons.SMALL + 5, inner.top(), width + 2, icons.SMALL + 2)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, word)
        return left - 8

    @staticmethod
    def _findings(painter: QPainter, place: QRect, entry: Entry) -> QRect:
        """Draw the gravest mark of the checks before the third line; returns what is left of it."""
        findings = entry.judgement.findings
        worst = max((SEVERITIES.index(one.severity) for one in findings), default=0)
        if not worst:
            return place
        icon, tone = _FINDING[SEVERITIES[worst]]
        count = sum(SEVERITIES.index(one.severity) > 0 for one in findings)
        words = tr("{n} doubts", n=str(count)) if count > 1 else tr("1 doubt")
        painter.drawPixmap(place.left(), place.top() + (place.height() - icons.SMALL) // 2, icons.pixmap(icon, tone))
        painter.setPen(QColor(getattr(theme.tokens(), tone)))
        width = painter.fontMetrics().horizontalAdvance(words)
        begin = place.left() + icons.SMALL + 4
        painter.drawText(QRect(begin, place.top(), width + 2, place.height()), Qt.AlignmentFlag.AlignVCenter, words)
        return place.adjusted(icons.SMALL + 4 + width + 12, 0, 0, 0)


class _Item(QListWidgetItem):
    """Says its draft when somebody listens."""

    def __init__(self, sheet: Sheet, number: int) -> None:
        super().__init__()
        self._sheet, self._number = sheet, number

    def data(self, role: int) -> Any:
        if role == _NUMBER:
            return self._number
        if role == Qt.ItemDataRole.AccessibleTextRole and self._number < len(self._sheet.entries):
            return spoken(self._sheet.entries[self._number])
        return super().data(role)


class DraftList(QListWidget):
    """Up and Down walk, Enter accepts, E changes, Delete drops; what these do is the dialog's."""

    accepting = Signal()
    changing = Signal()
    dropping = Signal()

    def __init__(self, sheet: Sheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self.setItemDelegate(_Delegate(sheet, self))
        self.setAccessibleName(tr("Drafts"))
        self.setProperty("framed", True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemDoubleClicked.connect(lambda _item: self.changing.emit())
        theme.notifier.changed.connect(self.viewport().update)

    def fill(self) -> None:
        """Show the drafts of the sheet; the place in the list stays where there is one."""
        row = max(0, self.currentRow())
        self.blockSignals(True)
        self.clear()
        for number in range(len(self._sheet.entries)):
            self.addItem(_Item(self._sheet, number))
        self.blockSignals(False)
        self.renew()
        self.setCurrentRow(min(row, self.count() - 1))

    def renew(self) -> None:
        """Say the states anew."""
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        signals = {
            Qt.Key.Key_Return: self.accepting, Qt.Key.Key_Enter: self.accepting, Qt.Key.Key_E: self.changing,
            Qt.Key.Key_F2: self.changing, Qt.Key.Key_Delete: self.dropping,
        }
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        signal = signals.get(Qt.Key(event.key())) if plain else None
        if signal is not None:
            signal.emit()
            return
        super().keyPressEvent(event)
