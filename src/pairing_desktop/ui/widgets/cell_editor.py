"""An input laid over one cell of a list, with what is wrong with it in words beneath."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QComboBox, QVBoxLayout, QWidget

from pairing_desktop.ui import theme
from pairing_desktop.ui.widgets.choice import ChoiceEditor
from pairing_desktop.ui.widgets.editor import Editor
from pairing_desktop.ui.widgets.field import Message
from pairing_desktop.ui.widgets.picker import Picker
from pairing_desktop.ui.widgets.table import RecordTable

NARROWEST = 170  # logical pixels: narrower columns get an input that is wider than they are
EDGE = 2


class CellEditor(QWidget):
    """Enter and Tab ask to save, Esc to leave; so does going elsewhere with the mouse."""

    saveWanted = Signal(int)  # where to go on in the row afterwards: 0 stay, 1 the next cell, -1 the one before
    leaveWanted = Signal()

    def __init__(self, table: RecordTable, editor: Editor, id: int, column: str, label: str) -> None:
        super().__init__(table)
        self.editor = editor
        self.id = id
        self.column = column
        self._table = table
        self._message = Message(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        layout.setSpacing(2)
        layout.addWidget(editor)
        layout.addWidget(self._message)
        for widget in {editor.input, editor.edged}:
            widget.setAccessibleName(label)
        editor.input.installEventFilter(self)
        editor.left.connect(lambda: QTimer.singleShot(0, self, self._left))
        if isinstance(editor, ChoiceEditor):
            editor.box.activated.connect(lambda _index: self.saveWanted.emit(0))
        elif isinstance(editor, Picker):
            editor.edited.connect(self._picked)
        for bar in (table.verticalScrollBar(), table.horizontalScrollBar()):
            bar.valueChanged.connect(self.place)  # a method, not a lambda: it goes with this widget
        table.model().modelReset.connect(self.place)
        self.place()
        self.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self._begin)

    def tell(self, text: str, *, is_error: bool = True) -> None:
        """Say what is wrong; nothing takes the words away."""
        self._message.tell(text, is_error)
        theme.edge(self.editor.edged, "error" if text else "")
        self.editor.input.setAccessibleDescription(text)
        self.place()

    def message(self) -> str:
        return self._message.text()

    def place(self, *_ignored: object) -> None:
        """Stand over the cell, or leave when its row is gone from the list."""
        area = self._table.cell_area(self.id, self.column)
        if area is None:
            self.leaveWanted.emit()
            return
        room = self._table.viewport().geometry()
        width = min(max(area.width(), NARROWEST), room.width())
        if self._message.text():
            width = min(max(width, 260), room.width())
        line = self.editor.sizeHint().height()
        height = line + 2 * EDGE
        if self._message.text():
            height += self._message.heightForWidth(width - 2 * EDGE) + 2
        top_left = area.topLeft() + room.topLeft() + QPoint(0, max(0, (area.height() - line) // 2 - EDGE))
        left = max(room.left(), min(top_left.x(), room.right() + 1 - width))
        top = max(0, min(top_left.y(), room.bottom() + 1 - height))
        self.setGeometry(left, top, width, height)
        self.raise_()

    def _begin(self) -> None:
        editor = self.editor
        if isinstance(editor, ChoiceEditor):
            editor.box.showPopup()
        elif isinstance(editor, Picker):
            editor.line.selectAll()
            editor.open_list()
        elif (select := getattr(editor.input, "selectAll", None)) is not None:
            select()

    def _left(self) -> None:
        """The focus went elsewhere, and not only to the list that drops down from here."""
        focus = QApplication.focusWidget()
        inside = focus is not None and self.isAncestorOf(focus)
        if not inside and QApplication.activePopupWidget() is None and QApplication.activeWindow() is not None:
            self.saveWanted.emit(0)

    def _picked(self) -> None:
        editor = self.editor
        if isinstance(editor, Picker) and editor.pick is not None:
            self.saveWanted.emit(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and not self.editor.composing:
            if event.type() == QEvent.Type.ShortcutOverride and self._own_key(event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and self._own_key(event):
                return self._key(event)
        return super().eventFilter(watched, event)

    def _own_key(self, event: QKeyEvent) -> bool:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return event.key() in keys and not event.modifiers() & Qt.KeyboardModifier.ControlModifier

    def _key(self, event: QKeyEvent) -> bool:
        editor, key = self.editor, event.key()
        if isinstance(editor, Picker) and editor.wants(key):
            return False
        if isinstance(editor.input, QComboBox) and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.saveWanted.emit(0)
        elif key == Qt.Key.Key_Escape:
            self.leaveWanted.emit()
        elif key == Qt.Key.Key_Tab:
            self.saveWanted.emit(1)
        elif key == Qt.Key.Key_Backtab:
            self.saveWanted.emit(-1)
        else:
            self.saveWanted.emit(0)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.tokens().base))
        painter.setPen(QColor(theme.tokens().accent))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
