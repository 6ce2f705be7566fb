"""A line across a pane that says what happened and what to do: bar, tint, icon, two sentences, two buttons."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from pairing_desktop.ui import icons, theme
from pairing_desktop.ui.widgets.layouts import clear
from pairing_desktop.ui.widgets.links import plain_label

_LOOKS = {  # tone: (colour of bar and icon, tint, icon)
    "info": ("accent", "info_bg", "lock"),
    "caution": ("caution", "caution_bg", "mark-disputed"),
    "error": ("error", "error_bg", "mark-implausible"),
    "good": ("good", "good_bg", "mark-decided"),
}
BAR = 3


class Banner(QWidget):
    """Hidden until `tell` is called."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = "info"
        self._icon = QLabel(self)
        self._first = plain_label(wrap=True, selectable=True)
        self._second = plain_label(size="small", muted=True, wrap=True, selectable=True)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self._first)
        texts.addWidget(self._second)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(BAR + 12, 8, 12, 8)
        layout.setSpacing(10)
        layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(texts, 1)
        layout.addLayout(self._buttons)
        theme.notifier.changed.connect(self._dress)
        self.hide()

    def tell(
        self,
        tone: str,
        first: str,
        second: str = "",
        buttons: tuple[tuple[str, Callable[[], object]], ...] = (),
    ) -> None:
        """Show what happened (`first`), what is safe and what to do (`second`), and verbs with what they do.

        `tone` is "info", "caution", "error" or "good".
        """
        self._tone = tone
        self._first.setText(first)
        self._second.setText(second)
        self._second.setVisible(bool(second))
        clear(self._buttons)
        for text, act in buttons:
            button = QPushButton(text, self)
            button.clicked.connect(lambda _checked=False, act=act: act())
            self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(first)
        self.setAccessibleDescription(second)
        self._dress()
        self.show()

    @property
    def text(self) -> str:
        """What is said now, both sentences."""
        return f"{self._first.text()} {self._second.text()}".strip()

    def _dress(self) -> None:
        colour, _tint, name = _LOOKS[self._tone]
        self._icon.setPixmap(icons.pixmap(name, colour))
        self._icon.setFixedSize(QSize(icons.SMALL, icons.SMALL + 2))
        self._first.setFont(theme.metrics().body)
        self._second.setFont(theme.metrics().small)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colour, tint, _name = _LOOKS[self._tone]
        now = theme.tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(getattr(now, tint)))
        painter.fillRect(QRectF(0, 0, BAR, self.height()), QColor(getattr(now, colour)))
