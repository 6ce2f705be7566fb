"""What the canvas shows: the items, the days in view, the frame that is painted, and the focused mark in words."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from pairing_desktop.ui import i18n, theme
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.timeline import steps
from pairing_desktop.ui.timeline.index import Index
from pairing_desktop.ui.timeline.layout import Layout
from pairing_desktop.ui.timeline.marks import Frame, Look, Mark
from pairing_desktop.ui.timeline.painter import NAMES, Brushes, FramePainter, mark_box, year_box
from pairing_desktop.ui.timeline.rows import Extent
from pairing_desktop.ui.timeline.scale import FIRST_YEAR, Scale, year_start
from pairing_desktop.ui.timeline.steps import Spot
from pairing_desktop.ui.timeline.words import mark_text, year_text


class TimelineView(QAbstractScrollArea):
    """Shows an `Index`.  The selected record has a ring; keyboard focus has another, shown after a key."""

    viewChanged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout: Layout | None = None
        self._scale: Scale | None = None
        self._preset = "today"  # "today", "earlier" or "" once moved by hand
        self._frame: Frame | None = None
        self._claims = True
        self._selected: tuple[str, int] | None = None
        self._focus: tuple[str, str, int] | None = None  # lane, kind ("year" for claims), id
        self._by_key = False
        self._hovered: Mark | None = None
        self._widths: dict[str, float] = {}
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.setMinimumSize(420, 220)
        self.verticalScrollBar().setSingleStep(24)
        theme.notifier.changed.connect(self._restyled)
        self.retranslate()

    # What is shown -------------------------------------------------------------------------------------------------

    def set_index(self, index: Index) -> None:
        """Show other items; the view stays where it is."""
        self._layout = Layout(index)
        self._keep_inside()
        self._changed()

    @property
    def index(self) -> Index | None:
        return self._layout.index if self._layout else None

    @property
    def scale(self) -> Scale | None:
        """The view; None before the first items came."""
        return self._scale

    @property
    def preset(self) -> str:
        return self._preset

    def frame(self) -> Frame | None:
        """What is painted now."""
        if self._frame is None and self._layout and self._scale:
            self._frame = self._layout.frame(self._scale, self._look())
        return self._frame

    def show_claims(self, shown: bool) -> None:
        self._claims = shown
        self._changed()

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Timeline"))
        self._widths.clear()
        self._changed()

    def select(self, kind: str, id: int, *, reveal: bool = True) -> bool:
        """Ring this record, moving the view to it if it is out of sight; False when it is not on the timeline."""
        self._selected = (kind, id)
        extent = self.index.extent(kind, id) if self.index else None
        if extent is not None:
            self._focus = (extent.item.lane, kind, id)
            if reveal:
                self._reveal(extent)
        self._tell()
        self.viewport().update()
        return extent is not None

    @property
    def selected(self) -> tuple[str, int] | None:
        return self._selected

    # Moving the view -----------------------------------------------------------------------------------------------

    def show_recent(self) -> None:
        """From 2010 to today."""
        self._show_preset("today")

    def show_earlier(self) -> None:
        """What lies before 2010."""
        self._show_preset("earlier")

    def fit_selected(self) -> bool:
        """The selected record, with as much again around it; False when none is selected."""
        extent = self.index.extent(*self._selected) if self.index and self._selected else None
        if extent is None:
            return False
        days = max(extent.end - extent.start, 20)
        self._go(Scale.fit(extent.start - days / 2, extent.end + days / 2, self._room()))
        return True

    def show_days(self, first: int, last: int, pad: float = 60.0) -> None:
        """Exactly these days, with so many pixels free around them."""
        self._go(Scale.fit(first, last, self._room(), pad))

    def zoom(self, factor: float, anchor: float | None = None) -> None:
        """Nearer or farther around a pixel, else around the focused mark, else around the middle."""
        if self._scale is None or self.index is None:
            return
        if anchor is None:
            spot = self._spot()
            seen = spot is not None and 0 <= spot.x <= self._scale.width
            anchor = spot.x if spot and seen else self._scale.width / 2
        coarsest = min(self._whole().density, self._recent().density)
        self._go(self._scale.zoomed(factor, anchor, coarsest))

    def pan(self, pixels: float) -> None:
        """Move the view to later (positive) or earlier days."""
        if self._scale is not None:
            self._go(self._scale.panned(pixels))

    def _show_preset(self, preset: str) -> None:
        if self.index is not None:
            self._go({"today": self._recent, "earlier": self._earlier}[preset]())
            self._preset = preset
            self.viewChanged.emit()

    def _room(self) -> float:
        return max(self.viewport().width() - NAMES, 100.0)

    def _recent(self) -> Scale:
        assert self.index is not None
        return Scale.fit(year_start(FIRST_YEAR), self.index.today, self._room())

    def _earlier(self) -> Scale:
        assert self.index is not None
        border = year_start(FIRST_YEAR)
        return Scale.fit(min(self.index.first, border - 366), border, self._room())

    def _whole(self) -> Scale:
        assert self.index is not None
        return Scale.fit(self.index.first, self.index.last, self._room())

    def _go(self, scale: Scale) -> None:
        self._scale = scale
        self._preset = ""
        self._keep_inside()
        self._changed()
        self.viewChanged.emit()

    def _keep_inside(self) -> None:
        """Fit the view to the width; the middle never leaves the days that anything lies on."""
        if self.index is None:
            return
        if self._scale is None or self._preset:
            self._scale = self._earlier() if self._preset == "earlier" else self._recent()
        elif self._scale.width != self._room():
            self._scale = self._scale.resized(self._room())
        self._scale = self._scale.within(self.index.first, self.index.last)

    def _reveal(self, extent: Extent) -> None:
        scale = self._scale
        if scale is None:
            return
        low, high = scale.x(extent.start), scale.x(extent.end)
        if high < 8 or low > scale.width - 8:
            self._go(scale.panned((low + high) / 2 - scale.width / 2))
        spot = self._spot()
        if spot is not None:
            bar = self.verticalScrollBar()
            if spot.y - 14 < bar.value():
                bar.setValue(round(spot.lane.top if spot.lane.height < self._lanes_height() else spot.y - 40))
            elif spot.y + 14 > bar.value() + self._lanes_height():
                bar.setValue(round(spot.y + 40 - self._lanes_height()))

    # Painting ------------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        frame = self.frame()
        painter = QPainter(self.viewport())
        brushes = self._brushes()
        if frame is None:
            painter.fillRect(self.viewport().rect(), theme.tokens().base)
            return
        width, height = self.viewport().width(), self.viewport().height()
        work = FramePainter(painter, brushes, width, height, self.verticalScrollBar().value())
        work.paint(frame, self._mark_of(self._selected), self._hovered)
        if self._by_key and self.hasFocus() and (spot := self._spot()):
            box = mark_box(spot.mark) if spot.mark else year_box(spot.year, spot.lane) if spot.year else QRectF()
            box.translate(NAMES, brushes.head + spot.lane.top - self.verticalScrollBar().value())
            painter.setClipRect(QRectF(NAMES, brushes.head, width - NAMES, height - brushes.head))
            work.ring(box.adjusted(-5, -5, 5, 5), theme.tokens().accent, 2.0)

    def _brushes(self) -> Brushes:
        sizes = theme.metrics()
        industries = frozenset(self.index.kinds("projects")) if self.index else frozenset[str]()
        return Brushes(theme.tokens(), sizes.body, sizes.small, i18n.current(), industries)

    def _look(self) -> Look:
        line = QFontMetricsF(theme.metrics().small).height()
        return Look(i18n.current(), self._text_width, line, self._lanes_height(), self._claims)

    def _text_width(self, text: str) -> float:
        width = self._widths.get(text)
        if width is None:
            if len(self._widths) > 5000:
                self._widths.clear()
            width = self._widths[text] = QFontMetricsF(theme.metrics().small).horizontalAdvance(text)
        return width

    def _lanes_height(self) -> float:
        return self.viewport().height() - 2 * QFontMetricsF(theme.metrics().small).height() - 2

    def _changed(self) -> None:
        """The frame is out of date."""
        self._frame = None
        self._hovered = None
        frame = self.frame()
        if frame is not None:
            room = self._lanes_height()
            self.verticalScrollBar().setPageStep(max(round(room), 1))
            self.verticalScrollBar().setRange(0, max(0, round(frame.height - room)))
        self.viewport().update()

    def _restyled(self) -> None:
        self._widths.clear()
        self._changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_inside()
        self._changed()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    # The focused mark in words -------------------------------------------------------------------------------------

    def current_text(self) -> str:
        """The focused mark in words; empty when there is none."""
        spot = self._spot()
        if spot is None:
            return ""
        if spot.year is not None:
            return tr("{what}. Enter shows them.", what=year_text(spot.year, i18n.current()))
        return mark_text(spot.mark, i18n.current()) if spot.mark else ""

    def _tell(self) -> None:
        """Say the focused mark to whoever listens to the widget's description."""
        self.setAccessibleDescription(self.current_text())

    def _spot(self) -> Spot | None:
        """The focused mark, where it is now; None when it is out of sight."""
        frame = self.frame()
        if frame is None or self._focus is None:
            return None
        lane, kind, id = self._focus
        for spot in steps.spots(frame):
            if spot.lane.name != lane:
                continue
            if (spot.year and spot.year.year == id) or (spot.mark and spot.mark.holds(kind, id)):
                return spot
        return None

    def _mark_of(self, record: tuple[str, int] | None) -> Mark | None:
        frame, extent = self.frame(), self.index.extent(*record) if self.index and record else None
        if frame is None or extent is None:
            return None
        lanes = (lane for lane in frame.lanes if lane.name == extent.item.lane)
        return next((mark for lane in lanes for mark in lane.marks if mark.holds(*record or ("", 0))), None)
