"""What a form asks of its inputs, and text under composition: what an input method has not handed over yet counts for
nothing."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pairing_desktop.domain.problems import FieldProblem

LONGEST = 10_000_000  # Qt cuts pasted text at its limit in silence: ours is told in words, far below this

_STILL_HERE = (
    Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.MenuBarFocusReason
)


class Composition(QObject):
    """Knows whether an input holds text under composition."""

    ended = Signal()  # what was composed has been handed over, or dropped
    left = Signal()  # the focus went to another field

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.active = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            self._set(bool(event.preeditString()))
        elif event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            self._set(False)
            if event.reason() not in _STILL_HERE:
                self.left.emit()
        return False

    def _set(self, active: bool) -> None:
        if self.active and not active:
            # The input takes the text after this filter: tell once it has.
            QTimer.singleShot(0, self, self.ended.emit)
        self.active = active


class Editor(QWidget):
    """One input of a form.  `value` and `set_value` speak in exported or typed strings, empty for nothing."""

    edited = Signal()  # the user changed it; never while text is under composition
    left = Signal()  # the focus went to another field

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._composition: Composition | None = None

    def hold(self, widget: QWidget) -> None:
        """Take the input in; focus and composition are its."""
        self._layout.addWidget(widget)
        self.attend(widget)

    def attend(self, widget: QWidget) -> None:
        """Give focus to this widget and watch its composition."""
        self.setFocusProxy(widget)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._composition = Composition(widget)
        self._composition.ended.connect(self.edited)
        self._composition.left.connect(self.left)

    @property
    def input(self) -> QWidget:
        """The widget that has the focus, the accessible name and the edge."""
        proxy = self.focusProxy()
        assert proxy is not None
        return proxy

    @property
    def edged(self) -> QWidget:
        """The widget whose edge takes the tone of a message."""
        return self.input

    @property
    def composing(self) -> bool:
        return self._composition is not None and self._composition.active

    def value(self) -> str:
        """What stands here now."""
        raise NotImplementedError

    def set_value(self, value: str) -> None:
        """Show this, without telling anybody."""
        raise NotImplementedError

    def problem(self, field: str) -> FieldProblem | None:
        """What only the input can know is wrong, such as a name that was typed but not chosen."""
        return None

    def told_edited(self, *_ignored: object) -> None:
        """Slot of the input's own signal: pass it on unless text is under composition."""
        if not self.composing:
            self.edited.emit()

    def enter(self) -> None:
        """Put the cursor where something is to be mended."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def retranslate(self) -> None:
        """Say again what is said in the interface's language."""
