"""Paints a frame: lanes, marks, names, the axis and the today line, in the colours of the theme."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QLinearGradient, QPainter, QPainterPath, QPen, QPixmap

from pairing_desktop.domain.language import Language
from pairing_desktop.domain.palette import Tokens, data_colour
from pairing_desktop.ui.timeline.axis import Label
from pairing_desktop.ui.timeline.marks import DISC, PILL, Bar, Frame, LaneBox, Mark, Name, YearBar
from pairing_desktop.ui.timeline.words import INDUSTRY_GROUPS, LANE_NAMES

NAMES = 144.0  # width of the column with the lanes' names
ARROW = 5.0
RING = 1.6
_PILLS: dict[tuple[tuple[Tokens, str, float], str, float, bool], QPixmap] = {}  # painted once, set down many times
_MOST_PILLS = 1000
INK, SNOW = "#1B1F23", "#FFFFFF"  # texts upon a bar


@dataclass(frozen=True)
class Brushes:
    """What a painter works with: colours, fonts, language and the industries that the file has."""

    tokens: Tokens
    body: QFont
    small: QFont
    language: Language
    industries: frozenset[str] = frozenset()

    @property
    def head(self) -> float:
        """Height of the axis."""
        return 2 * QFontMetricsF(self.small).height() + 2


class FramePainter:
    """Draws on `painter`, whose origin is the canvas's top left; lanes are scrolled down by `offset` pixels."""

    def __init__(self, painter: QPainter, brushes: Brushes, width: float, height: float, offset: float) -> None:
        self.p, self.brushes, self.t = painter, brushes, brushes.tokens
        self.width, self.height, self.offset = width, height, offset
        self.small = QFontMetricsF(brushes.small)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ratio = painter.device().devicePixelRatio()
        self._pills = (self.t, brushes.small.key(), self._ratio)  # what all pills of this picture share

    def paint(self, frame: Frame, chosen: Mark | None, hovered: Mark | None) -> None:
        """The whole canvas; `chosen` gets the ring of the selected mark, `hovered` a thinner one."""
        head = self.brushes.head
        self.p.fillRect(QRectF(0, 0, self.width, self.height), QColor(self.t.base))
        self.p.save()
        self.p.setClipRect(QRectF(0, head, self.width, self.height - head))
        self.p.translate(0, head - self.offset)
        self._grid(frame)
        for lane in frame.lanes:
            self._lane(lane, chosen, hovered)
        self.p.restore()
        self._head(frame, head)
        self._today(frame, head)

    def ring(self, box: QRectF, colour: str, width: float) -> None:
        """A ring around a box in canvas coordinates."""
        self.p.setBrush(Qt.BrushStyle.NoBrush)
        self.p.setPen(QPen(QColor(colour), width))
        radius = min(box.height() / 2, 6.0) if box.width() > box.height() * 1.5 else box.height() / 2
        self.p.drawRoundedRect(box, radius, radius)

    # The frame -----------------------------------------------------------------------------------------------------

    def _grid(self, frame: Frame) -> None:
        bottom = max(frame.height, self.height)
        self.p.setPen(QPen(QColor(self.t.line), 1))
        for x in frame.axis.lines:
            self._upright(x, bottom)
        self.p.setPen(QPen(QColor(self.t.strong), 1))
        for x in frame.axis.strong:
            self._upright(x, bottom)

    def _upright(self, x: float, bottom: float) -> None:
        if x > 0:
            at = round(NAMES + x) + 0.5
            self.p.drawLine(QPointF(at, 0), QPointF(at, bottom))

    def _head(self, frame: Frame, head: float) -> None:
        self.p.fillRect(QRectF(0, 0, self.width, head), QColor(self.t.base))
        self.p.setFont(self.brushes.small)
        line = self.small.height()
        today = self.brushes.language.tr("today")
        wide = self.small.horizontalAdvance(today)
        at = min(frame.today, self.width - NAMES - wide / 2 - 4)
        seen = 0 <= frame.today <= self.width - NAMES
        lower = QRectF(0, head - line - 2 if frame.axis.upper else (head - line) / 2, 0, line)
        self.p.setPen(QColor(self.t.muted))
        for label in frame.axis.upper:
            self._label(label, QRectF(0, 1, 0, line))
        for label in frame.axis.labels:
            if not seen or abs(label.x - at) >= (label.width + wide) / 2 + 6:
                self._label(label, lower)
        if seen:
            self.p.setPen(QColor(self.t.accent))
            self._label(Label(today, at, wide), lower)
        self.p.setPen(QPen(QColor(self.t.line), 1))
        self.p.drawLine(QPointF(0, head - 0.5), QPointF(self.width, head - 0.5))
        self.p.drawLine(QPointF(NAMES - 0.5, 0), QPointF(NAMES - 0.5, self.height))

    def _label(self, label: Label, row: QRectF) -> None:
        box = QRectF(NAMES + label.x - label.width / 2 - 2, row.top(), label.width + 4, row.height())
        self.p.drawText(box, Qt.AlignmentFlag.AlignCenter, label.text)

    def _today(self, frame: Frame, head: float) -> None:
        if 0 <= frame.today <= self.width - NAMES:
            pen = QPen(QColor(self.t.accent), 1.5)
            pen.setDashPattern([3, 2])
            self.p.setPen(pen)
            at = NAMES + frame.today
            self.p.drawLine(QPointF(at, head - 5), QPointF(at, self.height))

    # Lanes ---------------------------------------------------------------------------------------------------------

    def _lane(self, lane: LaneBox, chosen: Mark | None, hovered: Mark | None) -> None:
        self.p.save()
        self.p.setClipRect(QRectF(NAMES, lane.top, self.width - NAMES, lane.height))
        self.p.translate(NAMES, lane.top)
        for mark in lane.marks:
            self._bars(mark)
        for mark in lane.marks:
            self._body(mark)
        for ringed, colour, width in ((hovered, self.t.strong, 1.0), (chosen, self.t.text, RING)):
            if ringed is not None and ringed in lane.marks:
                self.ring(mark_box(ringed).adjusted(-2.5, -2.5, 2.5, 2.5), colour, width)
        for bar in lane.years:
            self._year(bar, lane.height)
        self.p.restore()
        self.p.setPen(QPen(QColor(self.t.line), 1))
        bottom = lane.top + lane.height - 0.5
        self.p.drawLine(QPointF(0, bottom), QPointF(self.width, bottom))
        self._lane_name(lane)

    def _lane_name(self, lane: LaneBox) -> None:
        tr = self.brushes.language.tr
        self.p.setFont(self.brushes.body)
        self.p.setPen(QColor(self.t.muted))
        box = QRectF(16, lane.top + 3, NAMES - 24, lane.height - 3)
        text = tr(LANE_NAMES[lane.name])
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
        used = self.p.boundingRect(box, flags, text)
        self.p.drawText(box, flags, text)
        if lane.name == "projects":
            self._key(used.bottom() + 3, lane.top + lane.height)
        elif lane.name == "claims" and any(bar.disputed for bar in lane.years):
            self.p.setFont(self.brushes.small)
            below = QRectF(16, used.bottom() + 1, NAMES - 24, lane.top + lane.height - used.bottom() - 2)
            self.p.drawText(below, flags, tr("hatched: disputed"))

    def _key(self, top: float, bottom: float) -> None:
        """The colours of the industries that are there."""
        colours = {data_colour(code)[0] for code in self.brushes.industries}
        self.p.setFont(self.brushes.small)
        pitch = self.small.height() + 2
        for name, code in INDUSTRY_GROUPS:
            fill, edge = data_colour(code)
            if fill not in colours or top + pitch > bottom:
                continue
            swatch = QRectF(16, top + (pitch - 10) / 2, 10, 10)
            self.p.fillRect(swatch, QColor(fill))
            self.p.setPen(QPen(QColor(edge), 0.8))
            self.p.setBrush(Qt.BrushStyle.NoBrush)
            self.p.drawRect(swatch)
            self.p.setPen(QColor(self.t.muted))
            text = QRectF(32, top, NAMES - 34, pitch)
            self.p.drawText(text, Qt.AlignmentFlag.AlignVCenter, self.brushes.language.tr(name))
            top += pitch

    # Marks ---------------------------------------------------------------------------------------------------------

    def _colours(self, mark: Mark) -> tuple[str, str]:
        """Fill and edge; no edge outside the lane of projects."""
        if mark.lane == "projects":
            return data_colour(mark.members[0].item.kind)
        return (self.t.muted if mark.coarse else self.t.accent), ""

    def _bars(self, mark: Mark) -> None:
        fill, edge = self._colours(mark)
        for bar in mark.bars:
            self.bar(bar, mark.y, fill, edge, mark.thick, self.width)

    def _body(self, mark: Mark) -> None:
        fill, _ = self._colours(mark)
        if mark.shape == "disc":
            self.disc(mark.x, mark.y, DISC, fill)
        elif mark.shape == "pill":
            self.pill(mark.x, mark.y, mark.half, str(mark.count), grey=mark.coarse or mark.lane == "projects")
        if mark.name is not None:
            self._name(mark, mark.name, fill)

    def bar(self, bar: Bar, y: float, fill: str, edge: str, height: float, limit: float) -> None:
        """A bar with soft ends, an arrow where it is open; `edge` "" draws none.  Cut at `limit` pixels to the right:
        a bar may be millions of pixels long."""
        left, right = max(bar.left, -4000.0), min(bar.right, limit + 4000.0)
        top, bottom = y - height / 2, y + height / 2
        path = QPainterPath(QPointF(left, top))
        path.lineTo(right, top)
        if bar.open_end:
            path.lineTo(right + ARROW, y)
        path.lineTo(right, bottom)
        path.lineTo(left, bottom)
        path.closeSubpath()
        self.p.setPen(Qt.PenStyle.NoPen)
        self.p.setBrush(_shade(bar, fill))
        self.p.drawPath(path)
        if edge:
            self.p.setPen(QPen(QBrush(_shade(bar, edge)), 0.8))
            self.p.setBrush(Qt.BrushStyle.NoBrush)
            self.p.drawPath(path)

    def disc(self, x: float, y: float, across: float, fill: str) -> None:
        """A day."""
        self.p.setPen(Qt.PenStyle.NoPen)
        self.p.setBrush(QColor(fill))
        self.p.drawEllipse(QPointF(x, y), across / 2, across / 2)

    def pill(self, x: float, y: float, half: float, text: str, *, grey: bool) -> None:
        """A count in a rounded box."""
        key = (self._pills, text, half, grey)
        picture = _PILLS.get(key)
        if picture is None:
            if len(_PILLS) > _MOST_PILLS:
                _PILLS.clear()
            picture = _PILLS[key] = self._pill_picture(half, text, grey)
        # On whole pixels, or its edges would be smeared.
        left, top = round((x - half - 1) * self._ratio) / self._ratio, round((y - PILL / 2 - 1) * self._ratio) / self._ratio
        self.p.drawPixmap(QPointF(left, top), picture)

    def _pill_picture(self, half: float, text: str, grey: bool) -> QPixmap:
        """The pill with a pixel of room around it."""
        size = QSizeF(2 * half + 2, PILL + 2)
        picture = QPixmap((size * self._ratio).toSize())
        picture.setDevicePixelRatio(self._ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.t.muted if grey else self.t.accent), 1.2))
        painter.setBrush(QColor(self.t.base if grey else self.t.info_bg))
        box = QRectF(1, 1, 2 * half, PILL)
        painter.drawRoundedRect(box, PILL / 2, PILL / 2)
        painter.setFont(self.brushes.small)
        painter.setPen(QColor(self.t.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()
        return picture

    def _name(self, mark: Mark, name: Name, fill: str) -> None:
        self.p.setFont(self.brushes.small)
        colour = self.t.text
        if name.inside:
            colour = SNOW if QColor(fill).lightnessF() < 0.45 else INK
        elif mark.lane != "projects":
            colour = self.t.muted
        self.p.setPen(QColor(colour))
        line = self.small.height()
        box = QRectF(name.left, mark.y - line / 2 - 0.5, name.width + 1, line)
        text = self.small.elidedText(name.text, Qt.TextElideMode.ElideRight, name.width + 1)
        self.p.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _year(self, bar: YearBar, height: float) -> None:
        floor = height - 8.0
        box = QRectF(bar.left, floor - bar.height, bar.right - bar.left, bar.height)
        self.p.fillRect(box, _mixed(self.t.accent, self.t.base, 0.27))
        if bar.hatched:
            hatched = QRectF(bar.left, floor - bar.hatched, bar.right - bar.left, bar.hatched)
            self.p.setPen(QPen(QColor(self.t.caution), 0.8))
            self.p.setBrush(QBrush(QColor(self.t.caution), Qt.BrushStyle.BDiagPattern))
            self.p.drawRect(hatched)
        left, right = max(bar.left, 0.0), min(bar.right, self.width - NAMES)
        text = str(bar.claims)
        wide = self.small.horizontalAdvance(text)
        if right - left >= min(wide, bar.right - bar.left):
            self.p.setFont(self.brushes.small)
            self.p.setPen(QColor(self.t.muted))
            line = self.small.height()
            above = QRectF((left + right - wide) / 2 - 2, box.top() - line - 1, wide + 4, line)
            self.p.drawText(above, Qt.AlignmentFlag.AlignCenter, text)


def mark_box(mark: Mark) -> QRectF:
    """What a ring surrounds, in the coordinates of its lane: the disc or pill, else the bar."""
    if mark.has_body:
        height = DISC if mark.shape == "disc" else PILL
        return QRectF(mark.x - mark.half, mark.y - height / 2, 2 * mark.half, height)
    height = mark.thick
    left, right = max(mark.left, -8.0), min(mark.right + ARROW * mark.bars[0].open_end, 9000.0)
    return QRectF(left, mark.y - height / 2, right - left, height)


def year_box(bar: YearBar, lane: LaneBox) -> QRectF:
    """The bar of a year in the coordinates of its lane, with the room of its count."""
    return QRectF(bar.left, 2, bar.right - bar.left, lane.height - 18)


def _shade(bar: Bar, colour: str) -> QLinearGradient:
    """Full in the middle, fading out over the soft ends."""
    gradient = QLinearGradient(bar.left, 0, bar.right, 0)
    wide = max(bar.right - bar.left, 0.001)
    full, gone = QColor(colour), QColor(colour)
    gone.setAlphaF(0.06)
    soft_left, soft_right = min(bar.soft_left / wide, 1.0), min(bar.soft_right / wide, 1.0)
    if soft_left + soft_right > 1.0:
        soft_left, soft_right = soft_left / (soft_left + soft_right), soft_right / (soft_left + soft_right)
    if bar.open_start:
        soft_left = max(soft_left, 0.5)
    gradient.setColorAt(0, gone if soft_left else full)
    gradient.setColorAt(soft_left, full)
    gradient.setColorAt(max(1 - soft_right, soft_left), full)
    gradient.setColorAt(1, gone if soft_right else full)
    return gradient


def _mixed(colour: str, ground: str, share: float) -> QColor:
    one, two = QColor(colour), QColor(ground)
    parts = ((one.red(), two.red()), (one.green(), two.green()), (one.blue(), two.blue()))
    return QColor(*(round(a * share + b * (1 - share)) for a, b in parts))
