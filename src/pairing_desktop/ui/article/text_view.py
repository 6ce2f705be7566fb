"""The article's text: pasted as plain text, then marked.  A figure has an unbroken line beneath it, a date a broken one, a
name dots: colour never tells alone."""

from bisect import bisect_right

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QMouseEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocumentFragment,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QToolTip, QWidget

from pairing_desktop.domain.article.review import TextMark
from pairing_desktop.domain.article.text import LONGEST
from pairing_desktop.domain.findings import shown
from pairing_desktop.ui import i18n, theme
from pairing_desktop.ui.widgets.links import plain_tip

_LINE = QTextCharFormat.UnderlineStyle
LINES = {"figure": _LINE.SingleUnderline, "date": _LINE.DashUnderline, "name": _LINE.DotLine}
TONES = {"figure": ("accent", "info_bg"), "date": ("caution", "caution_bg"), "name": ("good", "good_bg")}


class ArticleText(QPlainTextEdit):
    """Speaks in places of the Python text; Qt counts letters beyond the basic plane (emoji) twice."""

    refused = Signal(str)  # a text too long to be shown, for whoever says so
    pasted = Signal()  # something was pasted: all of it stands in the text now
    chosen = Signal(int)  # a figure was clicked: number of its draft

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: tuple[TextMark, ...] = ()
        self._selections: list[QTextEdit.ExtraSelection] = []
        self._current: int | None = None
        self._wide: list[int] = []  # places of the letters that Qt counts twice
        self.setTabChangesFocus(True)
        self.setMouseTracking(True)
        theme.notifier.changed.connect(self._dress)

    def show_article(self, text: str, marks: tuple[TextMark, ...]) -> None:
        """Show a text that was read, with its marks."""
        self._wide = [at for at, sign in enumerate(text) if ord(sign) > 0xFFFF]
        if self.toPlainText() != text:
            self.setPlainText(text)
        self._marks = marks
        self._current = None
        self._dress()

    def clear_marks(self) -> None:
        self._marks, self._selections = (), []
        self.setExtraSelections([])

    def show_line(self, number: int | None) -> None:
        """Ring the figure of this draft and bring it in sight."""
        self._current = number
        self._ring()
        mark = next((one for one in self._marks if one.line == number and number is not None), None)
        if mark is not None:
            cursor = self.textCursor()
            cursor.setPosition(self._place(mark.start))
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def mark_at(self, point: QPoint) -> TextMark | None:
        """The mark under this point of the view, a figure before the names in it."""
        cursor = self.cursorForPosition(point)
        at = self._back(cursor.position())
        found = [mark for mark in self._marks if mark.start <= at <= mark.end]
        return next((mark for mark in found if mark.kind == "figure"), found[0] if found else None)

    def _place(self, at: int) -> int:
        """Qt's place of a place of the text."""
        return at + bisect_right(self._wide, at - 1)

    def _back(self, place: int) -> int:
        at = place
        while at > 0 and self._place(at) > place:
            at -= 1
        return at

    def _dress(self) -> None:
        now = theme.tokens()
        selections = []
        order = {"name": 0, "date": 1, "figure": 2}
        for mark in sorted(self._marks, key=lambda one: order[one.kind]):
            selection = QTextEdit.ExtraSelection()
            tone, tint = TONES[mark.kind]
            style = selection.format
            style.setUnderlineStyle(LINES[mark.kind])
            style.setUnderlineColor(QColor(getattr(now, tone)))
            if mark.kind != "name":
                style.setBackground(QColor(getattr(now, tint)))
            self._select(selection, mark)
            selections.append(selection)
        self._selections = selections
        self._ring()

    def _ring(self) -> None:
        """All marks, the one of the draft shown filled."""
        now = theme.tokens()
        rings = []
        for mark in self._marks:
            if mark.line is not None and mark.line == self._current:
                ring = QTextEdit.ExtraSelection()
                ring.format.setBackground(QColor(now.accent))
                ring.format.setForeground(QColor(now.on_accent))
                self._select(ring, mark)
                rings.append(ring)
        self.setExtraSelections([*self._selections, *rings])

    def _select(self, selection: QTextEdit.ExtraSelection, mark: TextMark) -> None:
        selection.cursor = QTextCursor(self.document())
        selection.cursor.setPosition(self._place(mark.start))
        selection.cursor.setPosition(self._place(mark.end), QTextCursor.MoveMode.KeepAnchor)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Plain text only: of a page its words, never its pictures or its looks."""
        plain = source.text() if source.hasText() else QTextDocumentFragment.fromHtml(source.html()).toPlainText()
        if len(plain) > LONGEST:
            self.refused.emit(plain)
            return
        held = QMimeData()
        held.setText(plain.replace("\0", ""))
        super().insertFromMimeData(held)
        self.pasted.emit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return not self.isReadOnly() and (source.hasText() or source.hasHtml())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        mark = self.mark_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and mark is not None and mark.line is not None:
            self.chosen.emit(mark.line)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self.mark_at(event.pos())
            text = shown(mark.told, i18n.current()) if mark is not None else ""
            QToolTip.showText(event.globalPos(), plain_tip(text), self)
            return True
        return super().viewportEvent(event)
