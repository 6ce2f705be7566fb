"""Links, elided words and tooltips: small widgets for text that comes from data and is never read as mark-up."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QStyle, QStyleOptionFocusRect, QStylePainter, QWidget

from pairing_desktop.ui import theme

# The library's own `escape` brings a table of two thousand names along, which the first window does not need.
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;", "\n": "<br>"})


def plain_tip(text: str, most: int | None = None) -> str:
    """A tooltip that shows `text`, or its first `most` characters, as it stands, wrapped."""
    shown = text if most is None or len(text) <= most else f"{text[:most]}…"
    return f"<span>{shown.translate(_ESCAPES)}</span>" if text else ""


class ElidedLabel(QWidget):
    """One line of plain text; what does not fit ends in "…" and stands whole in the tooltip and for ears."""

    def __init__(self, text: str = "", size: str = "body", tone: str = "text", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._size = size
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def text(self) -> str:
        return self._text

    def set_text(self, text: str, tone: str | None = None) -> None:
        self._text = text
        self._tone = tone or self._tone
        self.setAccessibleName(text)
        self.setFont(getattr(theme.metrics(), self._size))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text) + 4, metrics.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.fontMetrics().height())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            fits = self.fontMetrics().horizontalAdvance(self._text) <= self.width()
            self.setToolTip("" if fits else plain_tip(self._text))
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        painter.setPen(getattr(theme.tokens(), self._tone))
        text = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


class LinkButton(QPushButton):
    """Accent text that opens something: reached with Tab, followed with Enter, underlined on hover and focus.

    The text is painted here, because a style sheet would read "&" as a mnemonic and cannot elide.
    """

    def __init__(self, text: str = "", parent: QWidget | None = None, size: str = "small") -> None:
        super().__init__(parent)
        self._size = size
        self._words = ""
        self.setFlat(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_text(text)

    def words(self) -> str:
        """What it says."""
        return self._words

    def set_text(self, text: str) -> None:
        self._words = text
        self.setAccessibleName(text)
        self.setFont(getattr(theme.metrics(), self._size))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._words) + 4, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(40, self.sizeHint().width()), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            fits = self.fontMetrics().horizontalAdvance(self._words) <= self.width()
            self.setToolTip("" if fits else plain_tip(self._words))
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        font = self.font()
        font.setUnderline(self.underMouse() or self.hasFocus())
        painter.setFont(font)
        now = theme.tokens()
        painter.setPen(now.accent if self.isEnabled() else now.disabled)
        text = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        if self.hasFocus():
            option = QStyleOptionFocusRect()
            option.initFrom(self)
            painter.drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, option)


def plain_label(
    text: str = "", size: str = "body", muted: bool = False, wrap: bool = False, *, selectable: bool = False
) -> QLabel:
    """A label that shows data as it stands, in one of the three sizes ("small", "body", "title")."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(getattr(theme.metrics(), size))
    label.setWordWrap(wrap)
    if muted:
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    if selectable:
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
