"""A chart one moves in: nearer and farther, along, a band pulled open, series hidden by a click on their name.

Moving changes the `Look`, and the chart of that look is drawn anew, so that what is seen is also what is copied, saved
and printed.
"""

from dataclasses import replace

import numpy
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from pairing_desktop.domain.chart_look import categories, hideable, in_view, looked, takes_events, window
from pairing_desktop.domain.charting import EVENTS, ChartData
from pairing_desktop.domain.look import WHOLE, Look
from pairing_desktop.ui import theme
from pairing_desktop.ui.chart_view import DPI, ChartView

ZOOM = 1.5  # one notch of the wheel, one press of + or −
DRAG = 6  # pixels before a press becomes a band
_LYING = ("stacked_barh", "dot_range", "barh", "share", "gantt")  # forms whose categories stand beneath each other
_KEYS = Qt.KeyboardModifier


class ExploredChart(ChartView):
    """A large chart.  `lookChanged` tells of every move."""

    lookChanged = Signal(object)
    eventActivated = Signal(int)  # id of an event whose mark was clicked or Enter pressed on

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole: ChartData | None = None
        self._look = WHOLE
        self._press: QPointF | None = None
        self._at: QPointF | None = None  # where the band ends, None while there is none
        self._pull: tuple[QPointF, tuple[int, int]] | None = None  # where pulling began, and what was in view
        self._turned = 0.0  # of the wheel, not yet a notch

    # What is looked at

    @property
    def whole(self) -> ChartData | None:
        """The chart without any look."""
        return self._whole

    @property
    def look(self) -> Look:
        return self._look

    def show_chart(self, data: ChartData, look: Look) -> None:
        """Show this chart so far as it is looked at."""
        self._whole, self._look = data, look
        self.set_data(looked(data, look))

    def set_look(self, look: Look) -> None:
        """Look at another part of the same chart.  What would leave nothing to see is not done."""
        if self._whole is None or look == self._look:
            return
        made = looked(self._whole, look)
        if made.is_empty and not self._whole.is_empty:
            return
        self._look = look
        self.set_data(made)
        self.lookChanged.emit(look)

    def reset(self) -> None:
        """The whole chart, every series."""
        self.set_look(replace(WHOLE, events=self._look.events))

    def toggle(self, code: str) -> None:
        """Hide a series or show it again; the last one stays."""
        if self._whole is not None and any(series.code == code for series in hideable(self._whole)):
            self.set_look(replace(self._look, hidden=self._look.hidden ^ {code}))

    def mark_events(self, on: bool) -> None:
        """Want events marked, or no longer; whoever has the facts gives another chart for it."""
        if on != self._look.events:
            self._look = replace(self._look, events=on)
            self.lookChanged.emit(self._look)

    def zoom(self, factor: float, around: float | None = None) -> None:
        """Nearer (`factor` above 1) or farther around a category (its index may lie between two), else the middle."""
        if self._whole is None:
            return
        count = len(categories(self._whole))
        first, last = in_view(self._whole, self._look)
        span = last - first + 1
        wanted = min(max(round(span / factor), 1), count)
        if wanted == span and count > 1:
            wanted = min(max(span + (-1 if factor > 1 else 1), 1), count)
        middle = (first + last) / 2 if around is None else min(max(around, first), last)
        share = (middle - first + 0.5) / span
        start = min(max(round(middle + 0.5 - share * wanted), 0), count - wanted)
        self._show(start, start + wanted - 1)

    def pan(self, steps: int) -> None:
        """Along by so many categories, as far as there are some."""
        if self._whole is not None:
            first, last = in_view(self._whole, self._look)
            count = len(categories(self._whole))
            steps = min(max(steps, -first), count - 1 - last)
            self._show(first + steps, last + steps)

    def _show(self, first: int, last: int) -> None:
        assert self._whole is not None
        start, end = window(self._whole, first, last)
        self.set_look(replace(self._look, first=start, last=end))

    # Places

    @property
    def _lies(self) -> bool:
        return self._data is not None and self._data.form in _LYING

    def _along(self, place: QPointF) -> float:
        return place.y() if self._lies else place.x()

    def _series_at(self, place: QPointF) -> int | None:
        """Of small charts side by side the series whose chart lies at or nearest to a place; None of other forms."""
        if self._drawing is None or self._data is None or self._data.form != "panels":
            return None
        x, y = place.x() * 72 / DPI, place.y() * 72 / DPI

        def away(series: int) -> float:
            left, top, wide, high = self._drawing.plots[series].box if self._drawing else (0.0,) * 4
            return max(left - x, x - left - wide, 0.0) + max(top - y, y - top - high, 0.0)

        return min(self._drawing.plots, key=away, default=None)

    def _middles(self, place: QPointF) -> dict[int, list[float]]:
        """Index of each category in view that has a mark, and the middles of its marks in pixels of the view; of small
        charts side by side of the one at `place`."""
        if self._drawing is None or self._whole is None or not self._drawing.marks:
            return {}
        order = {x: at for at, x in enumerate(categories(self._whole))}
        ratio, high = self._image.devicePixelRatio(), self._image.height()
        left, bottom, right, top = self._drawing.boxes.T
        middles = (high - (bottom + top) / 2) / ratio if self._lies else (left + right) / 2 / ratio
        only = self._series_at(place)
        found: dict[int, list[float]] = {}
        for mark, middle in zip(self._drawing.marks, middles, strict=True):
            point = self._drawing.of(mark)[1]
            if mark.series >= 0 and point.x in order and only in (None, mark.series):
                found.setdefault(order[point.x], []).append(float(middle))
        return dict(sorted(found.items()))

    def _category_at(self, place: QPointF) -> float | None:
        """The category at a place, between two of them a fraction; None on an empty chart."""
        middles = self._middles(place)
        if not middles:
            return None
        means = [sum(places) / len(places) for places in middles.values()]
        return float(numpy.interp(self._along(place), means, list(middles)))

    # Pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._whole is None:
            return
        pulls = event.button() == Qt.MouseButton.MiddleButton or (
            event.button() == Qt.MouseButton.LeftButton and event.modifiers() & _KEYS.ShiftModifier
        )
        if pulls:
            self._pull = event.position(), in_view(self._whole, self._look)
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._press = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pull is not None:
            self._pulled(event.position())
        elif self._press is not None:
            away = event.position() - self._press
            if self._at is not None or away.manhattanLength() >= DRAG:
                self._at = event.position()
                self._choose(None)
                self.update()
        else:
            super().mouseMoveEvent(event)
            if self._current is None and self._key_at(event.position()):
                self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        press, end = self._press, self._at
        self._press = self._at = None
        if self._pull is not None:
            self._pull = None
            self.setCursor(Qt.CursorShape.ArrowCursor)
        elif press is not None and end is not None:
            self._into(press, end)
        elif press is not None:
            code = self._key_at(event.position())
            if code:
                self.toggle(code)
            else:
                super().mouseReleaseEvent(event)
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        sideways = bool(event.modifiers() & _KEYS.ShiftModifier) or abs(turned.x()) > abs(turned.y())
        self._turned += turned.x() or turned.y() if sideways else turned.y()
        notches = int(self._turned / 120)
        self._turned -= notches * 120
        if notches and sideways:
            self.pan(-notches)
        elif notches:
            self.zoom(ZOOM ** notches, self._category_at(event.position()))
        event.accept()

    def _pulled(self, place: QPointF) -> None:
        assert self._pull is not None and self._whole is not None
        start, (first, last) = self._pull
        whole = self.height() if self._lies else self.width()
        steps = round((self._along(start) - self._along(place)) / max(whole * 0.8 / (last - first + 1), 1))
        now = in_view(self._whole, self._look)[0]
        self.pan(first + steps - now)

    def _into(self, start: QPointF, end: QPointF) -> None:
        """Look at the categories in a band."""
        low, high = sorted((self._along(start), self._along(end)))
        inside = [at for at, places in self._middles(start).items() if any(low <= middle <= high for middle in places)]
        if inside:
            self._show(inside[0], inside[-1])

    def _key_at(self, place: QPointF) -> str:
        if self._drawing is None or self._whole is None or not hideable(self._whole):
            return ""
        ratio = self._image.devicePixelRatio()
        return self._drawing.key_at(place.x() * ratio, self._image.height() - place.y() * ratio)

    def _activate(self) -> None:
        found = self.current_point()
        if found is not None and found[0].code == EVENTS and found[0] is (self._data and self._data.events):
            self.eventActivated.emit(found[1].record_ids[0])
        else:
            super()._activate()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, keys = Qt.Key(event.key()), Qt.Key
        sideways = {keys.Key_Left: -1, keys.Key_Up: -1, keys.Key_Right: 1, keys.Key_Down: 1}
        if key == keys.Key_Escape and self._at is not None:
            self._press = self._at = None
            self.update()
        elif key in (keys.Key_Plus, keys.Key_Equal):
            self.zoom(ZOOM, self._current_category())
        elif key in (keys.Key_Minus, keys.Key_Underscore):
            self.zoom(1 / ZOOM, self._current_category())
        elif key == keys.Key_0:
            self.reset()
        elif key == keys.Key_E and self.takes_events:
            self.mark_events(not self._look.events)
        elif key == keys.Key_H and (found := self.current_point()) is not None:
            self.toggle(found[0].code)
        elif key in sideways and event.modifiers() & _KEYS.ControlModifier:
            self.pan(sideways[key])
        else:
            super().keyPressEvent(event)

    def _current_category(self) -> float | None:
        found = self.current_point()
        if found is None or self._whole is None:
            return None
        xs = categories(self._whole)
        return float(xs.index(found[1].x)) if found[1].x in xs else None

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._press is None or self._at is None:
            return
        painter = QPainter(self)
        low, high = sorted((self._along(self._press), self._along(self._at)))
        area = self.rect()
        band = QRectF(0, low, area.width(), high - low) if self._lies else QRectF(low, 0, high - low, area.height())
        tint = QColor(theme.tokens().accent)
        painter.setPen(QPen(tint, 1))
        tint.setAlpha(36)
        painter.fillRect(band, tint)
        painter.drawRect(band)

    @property
    def takes_events(self) -> bool:
        """Whether events can be marked over what is shown."""
        return self._whole is not None and takes_events(self._whole)
