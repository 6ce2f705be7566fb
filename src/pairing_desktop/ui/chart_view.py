"""The picture of a chart on screen: drawn by Agg at the device's ratio, read with pointer and keyboard.

Matplotlib is imported in a thread when the first chart is shown; until it is there a line of text stands in its place.
What a pointer moves over is painted above the finished picture, so that hovering never draws the chart again.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from pairing_desktop.domain.charting import ChartData, Point, Series
from pairing_desktop.domain.language import language
from pairing_desktop.domain.palette import SELECTED
from pairing_desktop.ui import theme
from pairing_desktop.ui.chart_engine import engine
from pairing_desktop.ui.chart_readout import lines_of, paint_readout
from pairing_desktop.ui.i18n import tr

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from pairing_desktop.charts.context import Context
    from pairing_desktop.charts.marks import Drawing, DrawnMark

DPI = 96  # logical: points of the chart equal points of the window


class ChartView(QWidget):
    """One chart.  `pointActivated(claim_ids, record_ids, posting_ids)` is emitted when a mark is clicked or Enter pressed
    on it."""

    pointActivated = Signal(object, object, object)

    def __init__(self, parent: QWidget | None = None, *, small: bool = False) -> None:
        super().__init__(parent)
        self.small = small
        self._data: ChartData | None = None
        self._drawing: Drawing | None = None
        self._image = QImage()
        self._current: int | None = None  # index of the mark with the keyboard or under the pointer
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(30)
        self._later.timeout.connect(self.redraw)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Chart"))
        engine.ready.connect(self.redraw, Qt.ConnectionType.QueuedConnection)
        theme.notifier.changed.connect(self._later.start)

    @property
    def data(self) -> ChartData | None:
        return self._data

    @property
    def drawing(self) -> "Drawing | None":
        """What is drawn now; None before the first picture."""
        return self._drawing

    def set_data(self, data: ChartData | None) -> None:
        """Show this chart, in its own language; None empties the view."""
        self._data = data
        self._current = None
        self.setAccessibleName(f"{data.title}. {data.summary}" if data else tr("Chart"))
        self.setAccessibleDescription("")
        engine.start()
        self._later.start()

    def sizeHint(self) -> QSize:
        return QSize(428, 200) if self.small else QSize(760, 400)

    def minimumSizeHint(self) -> QSize:
        return QSize(260, 150) if self.small else QSize(360, 220)

    def redraw(self) -> None:
        """Draw anew at the size the view has now; nothing while it is not shown or Matplotlib is not there yet."""
        if not engine.is_ready or self._data is None or self.width() < 40 or self.height() < 40:
            self._drawing, self._image = (self._drawing, self._image) if self._data else (None, QImage())
            self.update()
            return
        from pairing_desktop.charts.context import drawing_if_free

        with drawing_if_free() as free:
            if free:
                self._draw(self._data)
            else:
                self._later.start()

    def _draw(self, data: ChartData) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        from pairing_desktop.charts.context import Context

        ratio = self.devicePixelRatioF()
        figure = Figure(figsize=(self.width() / DPI, self.height() / DPI), dpi=DPI * ratio)
        canvas = FigureCanvasAgg(figure)
        context = Context(language(data.language), theme.tokens(), small=self.small)
        self._drawing = self.draw_on(figure, data, context)
        canvas.draw()  # type: ignore[no-untyped-call]
        buffer = canvas.buffer_rgba()  # type: ignore[no-untyped-call]
        high, wide = buffer.shape[:2]
        image = QImage(buffer.tobytes(), wide, high, wide * 4, QImage.Format.Format_RGBA8888).copy()
        image.setDevicePixelRatio(ratio)
        self._image = image
        if self._current is not None and self._current >= len(self._drawing.marks):
            self._current = None
        self.update()

    def draw_on(self, figure: "Figure", data: ChartData, context: "Context") -> "Drawing":
        """Draw the chart on a figure of the size of the view."""
        from pairing_desktop.charts.drawing import draw

        return draw(figure, data, context)

    # Reading with pointer and keyboard

    def current_point(self) -> tuple[Series, Point] | None:
        """The point that is read out now."""
        mark = self._mark()
        return self._drawing.of(mark) if self._drawing and mark else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._index_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if found is not None else Qt.CursorShape.ArrowCursor)
        if found != self._current and (found is not None or not self.hasFocus()):
            self._choose(found)

    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self._choose(None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._choose(self._index_at(event.position()))
            self._activate()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._choose(None)
        self.update()

    def current_place(self) -> QPoint:
        """The foot of the current mark in the view's pixels: where a menu about it opens."""
        mark = self._mark()
        return self._box(mark).bottomRight().toPoint() if mark else self.rect().center()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        count = len(self._drawing.marks) if self._drawing else 0
        now = self._current
        step = {
            Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1,
        }.get(Qt.Key(event.key()))
        if count and step is not None:
            self._choose((0 if step > 0 else count - 1) if now is None else min(max(now + step, 0), count - 1))
        elif count and event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._choose(0 if event.key() == Qt.Key.Key_Home else count - 1)
        elif now is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._activate()
        else:
            super().keyPressEvent(event)

    def _mark(self) -> "DrawnMark | None":
        return self._drawing.marks[self._current] if self._drawing and self._current is not None else None

    def _index_at(self, place: QPointF) -> int | None:
        if self._drawing is None:
            return None
        ratio = self._image.devicePixelRatio()
        return self._drawing.index_at(place.x() * ratio, self._image.height() - place.y() * ratio, 4 * ratio)

    def _choose(self, index: int | None) -> None:
        if index == self._current:
            return
        self._current = index
        self.setAccessibleDescription(", ".join(self.readout()))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.update()

    def _activate(self) -> None:
        found = self.current_point()
        if found is not None:
            self.pointActivated.emit(found[1].claim_ids, found[1].record_ids, found[1].posting_ids)

    def readout(self) -> list[str]:
        """The lines said about the current mark: what, value, period, note, sources."""
        found = self.current_point()
        return [] if found is None or self._data is None else lines_of(self._data, *found)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.tokens()
        painter.fillRect(self.rect(), QColor(tokens.base))
        if self._image.isNull():
            if self._data is not None:
                painter.setPen(QColor(tokens.muted))
                painter.setFont(theme.metrics().small)
                painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr("Drawing the chart…"))
            return
        painter.drawImage(QPoint(0, 0), self._image)
        mark = self._mark()
        if mark is not None:
            box = self._box(mark)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(SELECTED[0]), 1.6))
            painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), 2, 2)
            paint_readout(painter, self.readout(), box, QRectF(self.rect()))
        if self.hasFocus() and mark is None:
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _box(self, mark: "DrawnMark") -> QRectF:
        assert self._drawing is not None
        left, bottom, right, top = self._drawing.box(mark)
        ratio, high = self._image.devicePixelRatio(), self._image.height()
        return QRectF(left / ratio, (high - top) / ratio, (right - left) / ratio, (top - bottom) / ratio)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._later.start()
