"""The ring around the control that has the keyboard: drawn outside it, only after a key brought the focus there."""

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSplitter, QTabBar, QWidget
from shiboken6 import isValid

from pairing_desktop.ui import theme

# By name: to know a class that the first window does not use takes a millisecond or three.
_RINGED = ("QAbstractButton", "QAbstractSpinBox", "QComboBox", "QLineEdit", "QPlainTextEdit", "QTabBar")
_WHOLE = ("QComboBox", "QAbstractSpinBox")  # with the field inside them
GAP = 3
_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.KeyRelease)


class FocusRing(QObject):
    """One for a window.  The ring is a child of the control's parent, so that it scrolls with it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._ring: _Ring | None = None
        self._control: QWidget | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._moved)

    @property
    def control(self) -> QWidget | None:
        """The control with the ring, if there is one."""
        return self._control if self._control is not None and isValid(self._control) else None

    def _moved(self, before: QWidget | None, now: QWidget | None) -> None:
        self._take_away()
        by_mouse = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        if now is None or before is None or by_mouse or now.window() is not self._window:
            return
        control, parent = now, now.parentWidget()
        while parent is not None and _is(parent, _WHOLE):
            control, parent = parent, parent.parentWidget()
        if parent is None or isinstance(parent, QSplitter) or not _is(control, _RINGED):
            return
        self._control = control
        if self._ring is None or not isValid(self._ring):
            self._ring = _Ring(parent)
        self._ring.setParent(parent)
        control.installEventFilter(self)
        self._place()

    def _place(self) -> None:
        if self._ring is not None and self._control is not None:
            self._ring.setGeometry(_around(self._control))
            self._ring.setVisible(self._control.isVisible())
            self._ring.raise_()

    def _take_away(self) -> None:
        if self._control is not None and isValid(self._control):
            self._control.removeEventFilter(self)
        self._control = None
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._place()
        return super().eventFilter(watched, event)


def _around(control: QWidget) -> QRect:
    """Where the ring lies: around the control; of tabs inside the chosen one, which has no room outside."""
    if isinstance(control, QTabBar):
        tab = control.tabRect(control.currentIndex()).adjusted(GAP, GAP, -GAP, -GAP)
        return tab.translated(control.pos())
    return control.geometry().adjusted(-GAP, -GAP, GAP, GAP)


class _Ring(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.tokens().accent), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)


def _is(widget: QWidget, classes: tuple[str, ...]) -> bool:
    return any(widget.inherits(name) for name in classes)
