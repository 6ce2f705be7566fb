"""The timeline's canvas: mouse and keys become steps from mark to mark, zooms and choices."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from pairing_desktop.ui import i18n
from pairing_desktop.ui.timeline import steps
from pairing_desktop.ui.timeline.marks import LaneBox, Mark, YearBar
from pairing_desktop.ui.timeline.painter import NAMES, mark_box, year_box
from pairing_desktop.ui.timeline.steps import Spot
from pairing_desktop.ui.timeline.view import TimelineView
from pairing_desktop.ui.timeline.words import mark_text, year_text
from pairing_desktop.ui.widgets.links import plain_tip

ZOOM = 1.25  # one notch of the wheel, one press of + or −
DRAG = 5  # pixels before a press becomes a drag
NEAR = 7.0  # pixels around a mark that still hit it


class TimelineCanvas(TimelineView):
    """The view, to be worked with."""

    picked = Signal(str, int)  # a record was chosen: kind, id
    opened = Signal(str, int)  # Enter or double-click on a record
    several = Signal(object, QPoint)  # a pill was opened: its Members, and where, in global coordinates
    yearOpened = Signal(int)  # the dated claims of a year

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._press: QPointF | None = None
        self._dragged: QPointF | None = None

    # Focus ---------------------------------------------------------------------------------------------------------

    def _step_to(self, spot: Spot | None) -> bool:
        if spot is None:
            return False
        if spot.year is not None:
            self._focus = (spot.lane.name, "year", spot.year.year)
        elif spot.mark is not None:
            item = spot.mark.members[0].item
            self._focus = (spot.lane.name, item.row_kind, item.id)
            if spot.mark.count == 1:
                self._selected = (item.row_kind, item.id)
                self.picked.emit(item.row_kind, item.id)
            self._reveal(spot.mark.members[0])
        self._tell()
        self.viewport().update()
        return True

    def _first_spot(self) -> Spot | None:
        frame = self.frame()
        return next(steps.spots(frame), None) if frame else None

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from lane to lane and then on to the next widget."""
        frame, spot = self.frame(), self._spot()
        self._by_key = True
        if self.hasFocus() and frame and spot and self._step_to(steps.lane_beyond(frame, spot, 1 if forward else -1)):
            return True
        return super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if self._by_key and self._spot() is None:
            spot = self._first_spot()
            if spot and spot.mark:
                item = spot.mark.members[0].item
                self._focus = (spot.lane.name, item.row_kind, item.id)
        self._tell()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # Keys ----------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._scale is None or not self._key(event):
            super().keyPressEvent(event)

    def _key(self, event: QKeyEvent) -> bool:
        key, keys = Qt.Key(event.key()), Qt.Key
        assert self._scale is not None
        self._by_key = True
        with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        horizontal = {keys.Key_Left: -1, keys.Key_Right: 1}
        vertical = {keys.Key_Up: -1, keys.Key_Down: 1}
        if key in (keys.Key_Plus, keys.Key_Equal):
            self.zoom(ZOOM)
        elif key in (keys.Key_Minus, keys.Key_Underscore):
            self.zoom(1 / ZOOM)
        elif key == keys.Key_0:
            self.show_recent()
        elif key in horizontal and with_control:
            self.pan(horizontal[key] * self._scale.width / 8)
        elif key in horizontal:
            self._step(horizontal[key])
        elif key in vertical and with_control:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + vertical[key] * bar.singleStep())
        elif key in vertical:
            frame, spot = self.frame(), self._spot()
            self._step_to(steps.above(frame, spot, vertical[key]) if frame and spot else self._first_spot())
        elif key in (keys.Key_PageUp, keys.Key_PageDown):
            self.pan((1 if key == keys.Key_PageDown else -1) * self._scale.width * 0.9)
        elif key in (keys.Key_Home, keys.Key_End):
            self._go_to_end(last=key == keys.Key_End)
        elif key in (keys.Key_Return, keys.Key_Enter):
            self._open(self._spot())
        else:
            return False
        self.viewport().update()
        return True

    def _go_to_end(self, *, last: bool) -> None:
        assert self._scale is not None and self.index is not None
        edge = self._scale.x(self.index.last) - self._scale.width + 24 if last else self._scale.x(self.index.first) - 24
        self.pan(edge)

    def _step(self, step: int) -> None:
        """To the next mark in the lane; beyond the edge the view follows."""
        frame, spot, scale = self.frame(), self._spot(), self._scale
        assert scale is not None
        if frame is None or spot is None or self.index is None:
            self._step_to(self._first_spot())
        elif not self._step_to(steps.beside(frame, spot, step)):
            day = steps.day_beyond(self.index, spot.lane.name, scale.left, scale.right, step)
            if day is not None:
                self.pan(scale.x(day) - scale.width / 2)
                near = [one for one in steps.spots(self.frame() or frame) if one.lane.name == spot.lane.name]
                self._step_to(min(near, key=lambda one: abs(one.x - scale.width / 2), default=None))

    def _open(self, spot: Spot | None) -> None:
        if spot is None:
            return
        if spot.year is not None:
            self.yearOpened.emit(spot.year.year)
        elif spot.mark is not None and spot.mark.count > 1:
            self.several.emit(spot.mark.members, self._below(spot))
        elif spot.mark is not None:
            item = spot.mark.members[0].item
            self.opened.emit(item.row_kind, item.id)

    def spot_below(self, widget: QWidget) -> QPoint:
        """Where to open what belongs to the focused mark, else to `widget`; global coordinates."""
        spot = self._spot() if self.hasFocus() else None
        if spot is None:
            return widget.mapToGlobal(widget.rect().bottomLeft())
        return self._below(spot)

    def _below(self, spot: Spot) -> QPoint:
        y = self._head() + spot.y - self.verticalScrollBar().value() + 14
        return self.viewport().mapToGlobal(QPointF(NAMES + spot.x, y).toPoint())

    # Mouse ---------------------------------------------------------------------------------------------------------

    def _head(self) -> float:
        return self._brushes().head

    def spot_at(self, at: QPointF) -> Spot | None:
        """What lies under a point of the viewport: the smallest thing within reach."""
        frame = self.frame()
        if frame is None or at.x() < NAMES or at.y() < self._head():
            return None
        point = QPointF(at.x() - NAMES, at.y() - self._head() + self.verticalScrollBar().value())
        reached: list[tuple[bool, float, int, Spot]] = []
        for spot in steps.spots(frame):
            box = self._box(spot.lane, spot.mark, spot.year)
            if box.adjusted(-NEAR, -3, NEAR, 3).contains(point):
                inside = box.contains(point)
                reached.append((not inside, box.width(), len(reached), spot))
        return min(reached)[3] if reached else None

    @staticmethod
    def _box(lane: LaneBox, mark: Mark | None, year: YearBar | None) -> QRectF:
        box = mark_box(mark) if mark else year_box(year, lane) if year else QRectF()
        if mark and mark.name and not mark.name.inside:
            name = mark.name
            box = box.united(QRectF(name.left, mark.y - 7, name.width, 14))
        return box.translated(0, lane.top)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._by_key = False
            self._press = self._dragged = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._press is None or self._dragged is None:
            self._hover(at)
            return
        if self._dragged != self._press or (at - self._press).manhattanLength() >= DRAG:
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            bar = self.verticalScrollBar()
            bar.setValue(round(bar.value() + self._dragged.y() - at.y()))
            self.pan(self._dragged.x() - at.x())
            self._dragged = at

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        clicked = self._press is not None and self._dragged == self._press
        self._press = self._dragged = None
        self._hover(event.position())
        spot = self.spot_at(event.position()) if clicked and event.button() == Qt.MouseButton.LeftButton else None
        if spot is not None:
            self._step_to(spot)
            if spot.year is not None or (spot.mark and spot.mark.count > 1):
                self._open(spot)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        spot = self.spot_at(event.position())
        if spot and spot.mark and spot.mark.count == 1:
            self._open(spot)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(ZOOM ** (turned.y() / 120), max(event.position().x() - NAMES, 0.0))
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier or event.position().x() < NAMES:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() - round((turned.y() or turned.x()) / 120 * 3 * bar.singleStep()))
        else:
            by = event.pixelDelta() if not event.pixelDelta().isNull() else turned
            self.pan(-(by.x() or by.y()))
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = None
        self.viewport().update()

    def _hover(self, at: QPointF) -> None:
        spot = self.spot_at(at)
        shape = Qt.CursorShape.PointingHandCursor if spot else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        mark = spot.mark if spot else None
        if mark is not self._hovered:
            self._hovered = mark
            self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            spot = self.spot_at(QPointF(event.pos()))
            text = ""
            if spot is not None and spot.mark is not None:
                text = mark_text(spot.mark, i18n.current())
            elif spot is not None and spot.year is not None:
                text = year_text(spot.year, i18n.current())
            QToolTip.showText(event.globalPos(), plain_tip(text), self.viewport())
            return True
        return super().viewportEvent(event)
