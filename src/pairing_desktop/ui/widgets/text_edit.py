"""Lines and paragraphs of plain text."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from pairing_desktop.ui import theme
from pairing_desktop.ui.widgets.editor import LONGEST, Editor

FEWEST_LINES, MOST_LINES = 2, 8


class LineEditor(Editor):
    """One line of text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit(self)
        self.line.setMaxLength(LONGEST)
        self.hold(self.line)
        self.line.textChanged.connect(self.told_edited)

    def value(self) -> str:
        return self.line.text()

    def set_value(self, value: str) -> None:
        with QSignalBlocker(self.line):
            self.line.setText(value)
            self.line.setCursorPosition(0)


class LongTextEditor(Editor):
    """Paragraphs, as high as they need within limits.  Tab leaves the field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.area = QPlainTextEdit(self)
        self.area.setTabChangesFocus(True)
        self.hold(self.area)
        self.area.textChanged.connect(self.told_edited)
        self.area.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def value(self) -> str:
        return self.area.toPlainText()

    def set_value(self, value: str) -> None:
        with QSignalBlocker(self.area):
            self.area.setPlainText(value)

    def _fit(self, *_size: object) -> None:
        # A plain text document measures itself in lines.
        lines = round(self.area.document().documentLayout().documentSize().height())
        shown = min(max(lines, FEWEST_LINES), MOST_LINES)
        line = QFontMetrics(theme.metrics().body).lineSpacing()
        margins = 2 * (self.area.frameWidth() + round(self.area.document().documentMargin()))
        self.area.setFixedHeight(shown * line + margins + 2)
