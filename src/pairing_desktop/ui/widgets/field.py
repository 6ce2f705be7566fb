"""A field of a form: label above, input, live reading and message beneath, all of it for ears too."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pairing_desktop.ui import icons, theme
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.widgets.editor import Editor
from pairing_desktop.ui.widgets.links import LinkButton, plain_label

_INDENT = icons.SMALL + 6
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
_TONES = {True: ("error", "mark-implausible"), False: ("caution", "mark-disputed")}


class Message(QWidget):
    """An icon and a sentence, wrapped, in the tone of an error or a warning.

    Painted here: a palette set on a label does not outlive the style sheet.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._is_error = True
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.notifier.changed.connect(self.updateGeometry)
        self.hide()

    def tell(self, text: str, is_error: bool) -> None:
        """Say this; an empty text takes the message away."""
        self._text = text
        self._is_error = is_error
        self.setAccessibleName(text)
        self.setFont(theme.metrics().small)
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        return self._text

    def sizeHint(self) -> QSize:
        return QSize(160, self.heightForWidth(160))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.fontMetrics().height() + 2)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(40, width - _INDENT), 10_000)
        return max(icons.SMALL, self.fontMetrics().boundingRect(room, _WRAPPED, self._text).height()) + 2

    def paintEvent(self, event: QPaintEvent) -> None:
        tone, icon = _TONES[self._is_error]
        painter = QPainter(self)
        top = (self.fontMetrics().height() - icons.SMALL) // 2
        painter.drawPixmap(0, max(0, top), icons.pixmap(icon, tone))
        painter.setPen(QColor(getattr(theme.tokens(), tone)))
        painter.drawText(self.rect().adjusted(_INDENT, 0, 0, 0), _WRAPPED, self._text)


class FieldBox(QWidget):
    """An editor with its label, the word "changed", its reading and its messages."""

    left = Signal(str)  # the focus went to another field: our name
    linked = Signal()  # the link beneath was followed

    def __init__(self, name: str, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.editor = editor
        editor.left.connect(self._tell_left)
        self._label = plain_label(size="small", muted=True)
        self._label.setBuddy(editor.input)
        self._changed = plain_label(size="small")
        self._changed.setForegroundRole(QPalette.ColorRole.Link)
        self._changed.hide()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._label)
        head.addWidget(self._changed)
        head.addStretch(1)
        self._reading = plain_label(size="small", muted=True, wrap=True)
        self._reading.hide()
        self._link = LinkButton(parent=self)
        self._link.hide()
        self._link.clicked.connect(lambda _checked=False: self.linked.emit())
        self._error, self._warning = Message(self), Message(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addLayout(head)
        for widget in (editor, self._reading, self._link, self._error, self._warning):
            layout.addWidget(widget)
        layout.addStretch(1)
        theme.notifier.changed.connect(self._dress)

    def set_label(self, text: str) -> None:
        """The words above the input, which also name it for ears."""
        self._label.setText(text)
        self._changed.setText(tr("changed"))
        for widget in (self.editor.input, self.editor.edged):
            widget.setAccessibleName(text)

    def label(self) -> str:
        return self._label.text()

    def set_changed(self, changed: bool) -> None:
        self._changed.setVisible(changed)

    @property
    def is_changed(self) -> bool:
        return not self._changed.isHidden()

    def set_reading(self, text: str, link: str = "") -> None:
        """What the input means, in small type beneath, and a link that acts on it."""
        self._reading.setText(text)
        self._reading.setVisible(bool(text) and not self.has_error())
        self._link.set_text(link)
        self._link.setVisible(bool(link))
        self._describe()

    def pass_over_link(self) -> None:
        """Leave the link out of the way of Tab: it has a key of its own."""
        self._link.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def reading(self) -> str:
        return self._reading.text()

    def tell(self, errors: Sequence[str], warnings: Sequence[str]) -> None:
        """Say what is wrong; the edge of the input takes the tone of the gravest."""
        before = self.message()
        self._error.tell(" ".join(errors), True)
        self._warning.tell(" ".join(warnings), False)
        if self.message() != before:
            self._reading.setVisible(bool(self.reading()) and not errors)
            self._dress()
            self._describe()

    def message(self) -> str:
        """All that is said beneath the input."""
        return " ".join(text for text in (self._error.text(), self._warning.text()) if text)

    def has_error(self) -> bool:
        return bool(self._error.text())

    def has_warning(self) -> bool:
        return bool(self._warning.text())

    def has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def _tell_left(self) -> None:
        self.left.emit(self.name)

    def _describe(self) -> None:
        self.editor.input.setAccessibleDescription(" ".join(filter(None, (self.message(), self.reading()))))

    def _dress(self) -> None:
        tone = "error" if self.has_error() else "caution" if self.has_warning() else ""
        theme.edge(self.editor.edged, tone)
        for label in (self._label, self._changed, self._reading):
            label.setFont(theme.metrics().small)
