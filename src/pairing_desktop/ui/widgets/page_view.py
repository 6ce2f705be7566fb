"""The pages of a report one under the other, painted when they come into sight."""

from collections import OrderedDict

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from pairing_desktop.ui import theme
from pairing_desktop.ui.paper_layout import Layout
from pairing_desktop.ui.paper_page import MM
from pairing_desktop.ui.printing import paint_page

GAP = 16  # logical pixels around and between pages
ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
_KEPT = 6  # painted pages


class PageView(QAbstractScrollArea):
    """Shows a layout; `fit` follows the width of the view, else the zoom is fixed (1.0: as large as on paper)."""

    moved = Signal()  # another page is in sight, or another zoom

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout: Layout | None = None
        self._zoom = 1.0
        self._fit = True
        self._painted: OrderedDict[int, QPixmap] = OrderedDict()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self.moved.emit())
        theme.notifier.changed.connect(self.viewport().update)

    @property
    def zoom(self) -> float:
        return self._zoom

    @property
    def is_fitted(self) -> bool:
        return self._fit

    @property
    def page(self) -> int:
        """The page in the middle of the view, from 0."""
        if self._layout is None:
            return 0
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        return min(int(middle // self._step), len(self._layout.pages) - 1)

    def show_layout(self, layout: Layout | None) -> None:
        """Show other pages; the place in the document stays as far as it can."""
        self._layout = layout
        self._arrange()

    def set_zoom(self, zoom: float | None) -> None:
        """A fixed zoom, or None to fit the width."""
        at = self.verticalScrollBar().value() / self._step
        self._fit = zoom is None
        self._zoom = zoom or self._zoom
        self._arrange()
        self.verticalScrollBar().setValue(round(at * self._step))

    def step_zoom(self, steps: int) -> None:
        """The next larger or smaller zoom."""
        if steps > 0:
            self.set_zoom(next((zoom for zoom in ZOOMS if zoom > self._zoom + 0.01), ZOOMS[-1]))
        else:
            self.set_zoom(next((zoom for zoom in reversed(ZOOMS) if zoom < self._zoom - 0.01), ZOOMS[0]))

    def go_to(self, page: int) -> None:
        """Bring a page to the top."""
        self.verticalScrollBar().setValue(round(page * self._step))

    # Geometry

    @property
    def _scale(self) -> float:
        """Logical pixels to the point."""
        return self._zoom * 96 / 72

    @property
    def _size(self) -> tuple[int, int]:
        if self._layout is None:
            return 0, 0
        paper = self._layout.report.paper
        return round(paper.width * MM * self._scale), round(paper.height * MM * self._scale)

    @property
    def _step(self) -> int:
        return max(self._size[1] + GAP, 1)

    def _arrange(self) -> None:
        if self._layout is not None and self._fit:
            wide = self._layout.report.paper.width * MM * 96 / 72
            self._zoom = min(max((self.viewport().width() - 2 * GAP) / wide, 0.2), 2.0)
        self._painted.clear()
        wide, _ = self._size
        pages = len(self._layout.pages) if self._layout else 0
        view = self.viewport().size()
        self.verticalScrollBar().setRange(0, max(pages * self._step + GAP - view.height(), 0))
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setSingleStep(40)
        self.horizontalScrollBar().setRange(0, max(wide + 2 * GAP - view.width(), 0))
        self.horizontalScrollBar().setPageStep(view.width())
        self.viewport().update()
        self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        at = self.verticalScrollBar().value() / self._step
        self._arrange()
        self.verticalScrollBar().setValue(round(at * self._step))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._layout is None:
            return
        painter = QPainter(self.viewport())
        wide, high = self._size
        top = self.verticalScrollBar().value()
        left = max((self.viewport().width() - wide) // 2, GAP) - self.horizontalScrollBar().value()
        first = max(top // self._step, 0)
        last = min((top + self.viewport().height()) // self._step, len(self._layout.pages) - 1)
        for index in range(first, last + 1):
            place = QRect(left, GAP + index * self._step - top, wide, high)
            painter.drawPixmap(place.topLeft(), self._pixmap(index))
            painter.setPen(QColor(theme.tokens().strong))
            painter.drawRect(place.adjusted(-1, -1, 0, 0))
        painter.end()

    def _pixmap(self, index: int) -> QPixmap:
        found = self._painted.get(index)
        if found is None:
            assert self._layout is not None
            ratio = self.devicePixelRatioF()
            wide, high = self._size
            image = QImage(round(wide * ratio), round(high * ratio), QImage.Format.Format_RGB32)
            image.fill(Qt.GlobalColor.white)
            painter = QPainter(image)
            painter.scale(self._scale * ratio, self._scale * ratio)
            paint_page(painter, self._layout, index)
            painter.end()
            found = QPixmap.fromImage(image)
            found.setDevicePixelRatio(ratio)
            self._painted[index] = found
            while len(self._painted) > _KEPT:
                self._painted.popitem(last=False)
        return found

    # Keys and wheel

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Home:
            self.go_to(0)
        elif event.key() == Qt.Key.Key_End:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)
