"""What all dialogs share: margins, a row of verbs at the foot, text that is never read as mark-up."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from pairing_desktop.domain.problems import InvalidDraft, Problem, Stopped
from pairing_desktop.ui import icons
from pairing_desktop.ui.i18n import current, tr

_BUTTON = 80  # the narrowest in the foot


class Dialog(QDialog):
    """Content goes into `body`; the buttons stand under it, the primary one at the right end."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 16, 16, 12)
        outer.setSpacing(12)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        outer.addLayout(self.body, 1)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(8)
        self._foot.addStretch(1)
        outer.addLayout(self._foot)

    def add_to_foot(self, widget: QWidget) -> None:
        """Put something that tells at the left end of the foot."""
        self._foot.insertWidget(0, widget)

    def add_button(self, text: str, act: Callable[[], object], *, primary: bool = False) -> QPushButton:
        """Append a verb to the foot."""
        button = QPushButton(text, self)
        button.setAutoDefault(primary)
        button.setDefault(primary)
        button.setProperty("primary", primary)
        button.clicked.connect(lambda _checked=False: act())
        if not primary and button.sizeHint().width() < _BUTTON:
            button.setMinimumWidth(_BUTTON)  # verbs of two letters beside those of twenty
        self._foot.addWidget(button)
        return button

    def add_close(self) -> QPushButton:
        """The one button of a dialog that only shows."""
        button = self.add_button(tr("Close"), self.reject)
        button.setDefault(True)
        return button


class Told(QLabel):
    """How it went, under what a dialog shows; hidden until there is something to tell."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.hide()

    def tell(self, text: str, tone: str = "text") -> None:
        """Say this in the colour of a tone: "text", "muted", "good", "caution" or "error"."""
        self.setText(text)
        self.setProperty("tone", tone)
        self.style().polish(self)  # the colour is in the style sheet, so that it follows the theme
        self.show()

    def tell_failure(self, error: Exception) -> None:
        """Say what went wrong and with what; what is no problem that has words is a fault of the program, raised again."""
        if not isinstance(error, Problem):
            raise error
        fields = error.problems if isinstance(error, InvalidDraft) else ()
        said = " ".join([error.message(current()), *(one.message(current()) for one in fields)])
        self.tell(said, "text" if isinstance(error, Stopped) else "error")


def picture(name: str, tone: str) -> QLabel:
    """An icon of 24 beside a message."""
    made = QLabel()
    made.setPixmap(icons.pixmap(name, tone, icons.LARGE))
    made.setFixedSize(QSize(icons.LARGE, icons.LARGE))
    return made


def field(layout: QVBoxLayout, caption: QLabel, entry: QWidget) -> None:
    """A caption above its entry."""
    caption.setBuddy(entry)
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(caption)
    column.addWidget(entry)
    layout.addLayout(column)


def line_edit(name: str, text: str = "", limit: int = 200) -> QLineEdit:
    """A line of text whose accessible name is `name`."""
    made = QLineEdit(text)
    made.setMaxLength(limit)
    made.setAccessibleName(name)
    return made
