"""Head and foot of a form: whose record it is, how much is unsaved, what is wrong, and the two verbs."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from pairing_desktop.domain.drafts import LONGEST_WHY
from pairing_desktop.ui import icons, theme
from pairing_desktop.ui.i18n import plural, tr
from pairing_desktop.ui.widgets.editor import Composition
from pairing_desktop.ui.widgets.links import ElidedLabel, LinkButton, plain_label

MARGIN = 16


class Head(QWidget):
    """Name of the record, its kind, and "● 2 unsaved changes"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ElidedLabel(size="title", parent=self)
        self._kind = plain_label(size="small", muted=True)
        self._unsaved = plain_label(size="small")
        self._unsaved.setForegroundRole(QPalette.ColorRole.Accent)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._kind)
        line.addWidget(self._unsaved)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, 12, MARGIN, 8)
        layout.setSpacing(4)
        layout.addWidget(self.title)
        layout.addLayout(line)
        theme.notifier.changed.connect(self._dress)
        self._dress()

    def tell(self, title: str, kind: str, changes: int) -> None:
        self.title.set_text(title)
        self._kind.setText(kind)
        said = plural("{n} unsaved change", "{n} unsaved changes", changes)
        self._unsaved.setText(f"● {said}" if changes else "")

    def unsaved_text(self) -> str:
        return self._unsaved.text()

    def _dress(self) -> None:
        self.title.set_text(self.title.text())
        for label in (self._kind, self._unsaved):
            label.setFont(theme.metrics().small)


class Foot(QWidget):
    """What is wrong at the left, Discard and Save at the right, above them why something is changed; outside the scroll area."""

    saveWanted = Signal()
    discardWanted = Signal()
    errorWanted = Signal()  # go to the first error

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = QLabel(self)
        self._errors = plain_label(size="small")
        self._errors.setForegroundRole(QPalette.ColorRole.BrightText)
        self._go = LinkButton(parent=self)
        self._go.clicked.connect(lambda _checked=False: self.errorWanted.emit())
        self._warnings = plain_label(size="small", muted=True)
        self.why = QLineEdit(self)
        self.why.setMaxLength(LONGEST_WHY)
        self.why.hide()
        self.composition = Composition(self.why)
        self.why.returnPressed.connect(self.saveWanted)
        self.discard = QPushButton(self)
        self.save = QPushButton(self)
        self.save.setProperty("primary", True)
        for button, signal in ((self.discard, self.discardWanted), (self.save, self.saveWanted)):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, signal=signal: signal.emit())
        layout = QHBoxLayout()
        layout.setSpacing(8)
        both = QVBoxLayout(self)
        both.setContentsMargins(MARGIN, 8, MARGIN, 8)
        both.setSpacing(8)
        both.addWidget(self.why)
        both.addLayout(layout)
        for widget in (self._icon, self._errors, self._go, self._warnings):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(self.discard)
        layout.addWidget(self.save)
        theme.notifier.changed.connect(self._dress)
        self._counts = (0, 0)
        self.retranslate()

    def tell(self, errors: int, warnings: int) -> None:
        """Say how many messages stand in the form."""
        self._counts = (errors, warnings)
        said = plural("{n} error", "{n} errors", errors) if errors else ""
        warned = ""
        if warnings:
            warned = (
                plural("and {n} warning", "and {n} warnings", warnings)
                if errors
                else plural("{n} warning", "{n} warnings", warnings)
            )
        self.save.setText(
            plural("Save · {n} warning", "Save · {n} warnings", warnings) if warnings and not errors else tr("Save")
        )
        self._errors.setText(said)
        self._warnings.setText(warned)
        self._icon.setVisible(bool(errors or warnings))
        self._errors.setVisible(bool(errors))
        self._go.setVisible(bool(errors))
        self._warnings.setVisible(bool(warnings))
        self._dress()

    def ask_why(self, wanted: bool) -> None:
        """Offer a line for the reason of a change; what stands in it stays."""
        self.why.setVisible(wanted)

    def text(self) -> str:
        """What is said at the left."""
        return " ".join(part for part in (self._errors.text(), self._warnings.text()) if part)

    def retranslate(self) -> None:
        self.why.setPlaceholderText(tr("Why (kept in the history)"))
        self.why.setAccessibleName(tr("Why (kept in the history)"))
        self.discard.setText(tr("Discard"))
        self.save.setToolTip(tr("Save (Ctrl+Enter). F8 goes to the next message."))
        self.discard.setToolTip(tr("Discard the changes (Esc)"))
        self._go.set_text(tr("Go to it"))
        self.tell(*self._counts)

    def _dress(self) -> None:
        icon, tone = ("mark-implausible", "error") if self._counts[0] else ("mark-disputed", "caution")
        self._icon.setPixmap(icons.pixmap(icon, tone))
        self._icon.setFixedSize(QSize(icons.SMALL, icons.SMALL))
        for label in (self._errors, self._warnings):
            label.setFont(theme.metrics().small)
