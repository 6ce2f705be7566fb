"""What a pane shows when it has no rows: an icon, a title, a sentence and at most two buttons."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from pairing_desktop.ui import icons, theme
from pairing_desktop.ui.widgets.layouts import clear
from pairing_desktop.ui.widgets.links import plain_label

Button = tuple[str, Callable[[], object]]
WIDEST = 440


class State(QWidget):
    """Told anew each time it is shown; the first button may be the primary one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = "search"
        self._icon = QLabel(self)
        self.title = plain_label("", "title")
        self.text = plain_label("", "body", muted=True, wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.text.setMaximumWidth(WIDEST)
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        centred = Qt.AlignmentFlag.AlignHCenter
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 24)
        box.setSpacing(8)
        box.addStretch(2)
        box.addWidget(self._icon, 0, centred)
        box.addWidget(self.title, 0, centred)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.text, 8)
        middle.addStretch(1)
        box.addLayout(middle)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addLayout(self._row)
        buttons.addStretch(1)
        box.addLayout(buttons)
        box.addStretch(3)
        theme.notifier.changed.connect(self._dress)

    def tell(
        self, icon: str, title: str, text: str, buttons: Sequence[Button] = (), primary: bool = False, why_not: str = ""
    ) -> None:
        """Say what is missing and what to do.  `why_not` switches the buttons off and says why."""
        self._name = icon
        self.title.setText(title)
        self.title.setVisible(bool(title))
        self.text.setText(f"{text} {why_not}".strip())
        clear(self._row)
        for place, (words, act) in enumerate(buttons):
            button = QPushButton(words.replace("&", "&&"), self)
            button.setProperty("primary", primary and place == 0)
            button.setEnabled(not why_not)
            button.clicked.connect(lambda _checked=False, act=act: act())
            self._row.addWidget(button)
        self._dress()

    def _dress(self) -> None:
        self._icon.setPixmap(icons.pixmap(self._name, "muted", icons.LARGE))
        self.title.setFont(theme.metrics().title)
        self.text.setFont(theme.metrics().body)
