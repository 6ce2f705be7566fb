"""The status bar: what is shown at the left; read-only, what is saved, who works and in which file at the right."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QStatusBar, QToolButton, QWidget

from pairing_desktop.ui import theme
from pairing_desktop.ui.i18n import plural, tr
from pairing_desktop.ui.widgets.links import plain_label


class Status(QStatusBar):
    """Filled by the window."""

    whoClicked = Signal()
    fileClicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setContentsMargins(10, 0, 8, 0)
        self._left = plain_label(size="small", muted=True)
        self._left.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._read_only = plain_label(size="small", muted=True)
        self._saved = plain_label(size="small", muted=True)
        self._who = _button(self)
        self._who.clicked.connect(self.whoClicked)
        self._file = _button(self)
        self._file.clicked.connect(self.fileClicked)
        self.addWidget(self._left, 1)
        for widget in (self._read_only, self._saved, self._who, self._file):
            self.addPermanentWidget(widget)

    def show_text(self, text: str) -> None:
        """The left side."""
        self._left.setText(text)
        self._left.setToolTip("")

    def show_state(self, *, path: Path, who: str, read_only: bool, unsaved: int, busy: bool) -> None:
        """The right side; `unsaved` counts forms with changes not yet saved."""
        self._read_only.setVisible(read_only)
        self._read_only.setText(tr("Read-only"))
        self._saved.setVisible(not read_only)
        if busy:
            self._saved.setText(tr("Saving…"))
        elif unsaved:
            self._saved.setText(plural("{n} form with unsaved changes", "{n} forms with unsaved changes", unsaved))
        else:
            self._saved.setText(tr("All changes saved"))
        self._who.setText((who or tr("No name")).replace("&", "&&"))
        self._who.setAccessibleName(tr("Who works: {who}", who=who or tr("No name")))
        self._who.setToolTip(tr("Name kept with every change. Click to alter it."))
        self._file.setText(path.name.replace("&", "&&"))
        self._file.setAccessibleName(tr("File: {path}", path=path.name))
        self._file.setToolTip(tr("Show the file in its folder"))
        for widget in (self._left, self._read_only, self._saved, self._who, self._file):
            widget.setFont(theme.metrics().small)
        self.setFixedHeight(theme.metrics().status)

    @property
    def texts(self) -> tuple[str, ...]:
        """What is said now, left to right."""
        shown = (self._left, self._read_only, self._saved, self._who, self._file)
        return tuple(widget.text() for widget in shown if not widget.isHidden())


def _button(parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setAutoRaise(True)
    button.setProperty("quiet", True)
    return button
