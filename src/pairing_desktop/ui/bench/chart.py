"""The small charts of the bench, painted: where the claims lie, and the same figures over time with gaps as gaps."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from pairing_desktop.domain.bench import Bench
from pairing_desktop.domain.findings import Finding, Proposal
from pairing_desktop.domain.numbers import ONES, Scale, unit_label
from pairing_desktop.domain.palette import data_colour
from pairing_desktop.ui import theme
from pairing_desktop.ui.bench.over_time import Course, Stretch, course
from pairing_desktop.ui.bench.plot import Axis, Plot, Row, plot, tick_text
from pairing_desktop.ui.bench.sections import Section
from pairing_desktop.ui.i18n import current, plural, tr

ROW = 22  # logical pixels a line
FOOT = 20  # of the axis and its numbers
MARK = 9.0
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def paint_shape(painter: QPainter, at: QPointF, shape: str, size: float = MARK) -> None:
    """The mark of a claim: disc, hollow disc (planned), hollow diamond (disputed), triangle or square (reading)."""
    now, half = theme.tokens(), size / 2
    fill, edge = data_colour("actual")
    painter.save()
    painter.setBrush(QColor(now.base))
    if shape == "disc":
        painter.setPen(QPen(QColor(edge), 0.8))
        painter.setBrush(QColor(fill))
        painter.drawEllipse(at, half, half)
    elif shape == "hollow":
        painter.setPen(QPen(QColor(now.strong if now.is_dark else edge), 1.4, Qt.PenStyle.DotLine))
        painter.drawEllipse(at, half, half)
    elif shape == "disputed":
        painter.setPen(QPen(QColor(now.caution), 1.8))
        painter.drawPolygon(_around(at, (0, -half - 1), (half + 1, 0), (0, half + 1), (-half - 1, 0)))
    elif shape == "implausible":
        painter.setPen(QPen(QColor(now.error), 1.8))
        painter.drawPolygon(_around(at, (0, -half - 1), (half + 1.5, half), (-half - 1.5, half)))
    else:
        painter.setPen(QPen(QColor(now.accent), 1.8))
        painter.drawRect(QRectF(at.x() - half, at.y() - half, size, size))
    painter.restore()


def _around(at: QPointF, *corners: tuple[float, float]) -> list[QPointF]:
    return [at + QPointF(*corner) for corner in corners]


class BenchChart(QWidget):
    """One section of a bench.  The table beside it says the same; a click on a mark chooses its claim."""

    chosen = Signal(int)  # claim

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench: Bench | None = None
        self._section: Section | None = None
        self._claim = 0
        self._proposal: Proposal | None = None
        self._finding: Finding | None = None
        self._scale = ONES
        self._timed = False
        self._spots: list[tuple[QRectF, int]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(260, 5 * ROW + FOOT)
        theme.notifier.changed.connect(self.update)

    def show_section(
        self, bench: Bench, section: Section | None, claim: int, scale: Scale,
        proposal: Proposal | None = None, finding: Finding | None = None, *, over_time: bool = False,
    ) -> None:
        """Draw these claims; `proposal` is drawn as if it were accepted for `claim`."""
        self._bench, self._section, self._claim, self._scale = bench, section, claim, scale
        self._proposal, self._finding, self._timed = proposal, finding, over_time
        self.setAccessibleName(tr("Where the claims lie") if not over_time else tr("Over time"))
        self.setAccessibleDescription(self.summary())
        self.update()

    def plotted(self, room: int = 1000) -> Plot | None:
        """What is drawn by value; None when there is nothing to draw."""
        if self._section is None or self._bench is None:
            return None
        return plot(self._section, self._claim, self._proposal, self._finding, self._scale, room, current())

    def course(self) -> Course | None:
        """What is drawn over time; None when no claim has a period."""
        return course(self._section) if self._section is not None else None

    def summary(self) -> str:
        """The chart in a sentence."""
        found = self.plotted()
        if found is None or self._bench is None:
            return tr("No claim states a value.")
        values = sorted(found.rows, key=lambda row: row.value)
        unit = unit_label(self._bench.unit, current(), self._scale)
        return tr("{n} values from {low} to {high} {unit}.", n=len(values), low=values[0].text, high=values[-1].text,
                  unit=unit)

    def sizeHint(self) -> QSize:
        return QSize(520, 5 * ROW + FOOT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for area, claim in self._spots:
            if area.contains(event.position()):
                self.chosen.emit(claim)
                return

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.metrics().small)
        self._spots = []
        if self._timed:
            found = self.course()
            if found is not None:
                self._paint_course(painter, found)
                return
            said = tr("No claim states a period.")
        else:
            room = max(2, int((self.height() - FOOT) // ROW))
            lying = self.plotted(room)
            if lying is not None:
                self._paint_plot(painter, lying)
                return
            said = tr("No claim states a value.")
        painter.setPen(QColor(theme.tokens().muted))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, said)

    # By value

    def _paint_plot(self, painter: QPainter, found: Plot) -> None:
        now, fm = theme.tokens(), QFontMetricsF(painter.font())
        width, rows = float(self.width()), found.rows
        labels = min(width * 0.36, max(fm.horizontalAdvance(row.label) for row in rows) + 14)
        row_height = min(ROW + 8.0, (self.height() - FOOT) / len(rows))
        bottom = row_height * len(rows) + 2
        area = QRectF(labels, 0, width - labels - 10, bottom)
        self._paint_limit(painter, area, found, fm)
        self._paint_axis(painter, area, found.axis, fm)
        spots: dict[int, QPointF] = {}
        for place, row in enumerate(rows):
            middle = row_height * (place + 0.5)
            at = QPointF(area.left() + area.width() * found.axis.place(row.value), middle)
            line = QRectF(0, row_height * place, width, row_height)
            self._paint_row(painter, line, labels, area, row, at, found.axis, fm)
            spots[place] = at
            self._spots.append((line, row.claim_id))
        for place, row in enumerate(rows):
            if row.reads and place:
                self._paint_arrow(painter, spots[place - 1], spots[place], now.accent)
        if found.left_out:
            painter.setPen(QColor(now.muted))
            words = plural("{n} more in the table", "{n} more in the table", found.left_out)
            painter.drawText(QRectF(0, self.height() - FOOT + 2, labels - 8, FOOT - 2), _RIGHT,
                             fm.elidedText(words, Qt.TextElideMode.ElideRight, labels - 10))

    def _paint_limit(self, painter: QPainter, area: QRectF, found: Plot, fm: QFontMetricsF) -> None:
        if found.ceiling is None:
            return
        now = theme.tokens()
        x = area.left() + area.width() * found.axis.place(found.ceiling)
        painter.fillRect(QRectF(x, 0, area.right() - x, area.bottom()), QColor(now.error_bg))
        painter.setPen(QPen(QColor(now.error), 1.4, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, 0), QPointF(x, area.bottom()))
        painter.setPen(QColor(now.error))
        words = tr("cannot be: above {value}", value=tick_text(found.ceiling, self._scale, "", current()))
        room = QRectF(x + 6, area.bottom() - fm.height() - 4, area.right() - x - 8, fm.height() + 2)
        if fm.horizontalAdvance(words) > room.width():
            room, side = QRectF(area.left(), room.top(), x - area.left() - 6, room.height()), _RIGHT
        else:
            side = _LEFT
        painter.drawText(room, side, words)

    def _paint_axis(self, painter: QPainter, area: QRectF, axis: Axis, fm: QFontMetricsF) -> None:
        now = theme.tokens()
        unit = self._bench.unit if self._bench else ""
        taken = area.left() - 40
        for tick in axis.ticks:
            x = area.left() + area.width() * axis.place(tick)
            painter.setPen(QPen(QColor(now.line), 0.8))
            painter.drawLine(QPointF(x, 0), QPointF(x, area.bottom()))
            words = tick_text(tick, self._scale, unit, current())
            across = fm.horizontalAdvance(words)
            left = min(max(x - across / 2, area.left() - 6), self.width() - across)
            painter.setPen(QPen(QColor(now.strong), 0.8))
            painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + 4))
            if left > taken + 8:
                painter.setPen(QColor(now.muted))
                painter.drawText(QRectF(left, area.bottom() + 4, across + 2, FOOT - 4), _LEFT, words)
                taken = left + across
        painter.setPen(QPen(QColor(now.strong), 0.8))
        painter.drawLine(area.bottomLeft(), area.bottomRight())

    def _paint_row(
        self, painter: QPainter, line: QRectF, labels: float, area: QRectF, row: Row, at: QPointF, axis: Axis,
        fm: QFontMetricsF,
    ) -> None:
        now = theme.tokens()
        if row.claim_id == self._claim and not row.reads:
            painter.fillRect(QRectF(0, line.top(), labels - 4, line.height()), QColor(now.selection))
        painter.setPen(QColor(now.text))
        label = fm.elidedText(row.label, Qt.TextElideMode.ElideRight, labels - 12)
        painter.drawText(QRectF(4, line.top(), labels - 12, line.height()), _RIGHT, label)
        ends = [end if end is not None else (axis.low if side == 0 else axis.high)
                for side, end in enumerate((row.low, row.high))]
        left, right = (area.left() + area.width() * min(1.0, max(0.0, axis.place(end))) for end in ends)
        if right - left > MARK:
            painter.setPen(QPen(QColor(now.muted), 1.4))
            painter.drawLine(QPointF(left, at.y()), QPointF(right, at.y()))
            for end, x in zip((row.low, row.high), (left, right), strict=True):
                if end is not None:
                    painter.drawLine(QPointF(x, at.y() - 4), QPointF(x, at.y() + 4))
        paint_shape(painter, at, row.shape)
        painter.setPen(QColor(now.accent if row.reads else now.text))
        across = fm.horizontalAdvance(row.text) + 2
        gap = MARK / 2 + 6
        beside = min(at.x(), left) - gap - across
        place = QRectF(beside, line.top(), across, line.height())
        if beside < area.left() + 2:
            place.moveLeft(max(at.x(), right) + gap)
            if place.right() > area.right() + 8:
                place.moveLeft(max(area.left() + 2, at.x() - gap - across))
        painter.drawText(place, _LEFT, row.text)

    def _paint_arrow(self, painter: QPainter, start: QPointF, end: QPointF, colour: str) -> None:
        """From the printed value to the reading, in a soft bend."""
        side = 1 if start.x() > end.x() else -1
        tip = QPointF(end.x() + side * (MARK / 2 + 6), end.y() + 1)
        begin = QPointF(start.x() - side * 3, start.y() + MARK / 2 + 2)
        if abs(begin.x() - tip.x()) < 24:
            return
        path = QPainterPath(begin)
        middle = (begin.x() + tip.x()) / 2
        path.quadTo(QPointF(middle, end.y() + 12), tip)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colour), 1.4))
        painter.drawPath(path)
        painter.drawLine(tip, tip + QPointF(side * 7, -3))
        painter.drawLine(tip, tip + QPointF(side * 7, 5))

    # Over time

    def _paint_course(self, painter: QPainter, found: Course) -> None:
        now, fm = theme.tokens(), QFontMetricsF(painter.font())
        unit = self._bench.unit if self._bench else ""
        ticks = [tick_text(tick, self._scale, unit, current()) for tick in found.values.ticks]
        left = max((fm.horizontalAdvance(words) for words in ticks), default=0) + 10
        area = QRectF(left, fm.height() / 2, self.width() - left - 10, self.height() - FOOT - fm.height() / 2)
        for tick, words in zip(found.values.ticks, ticks, strict=True):
            y = area.bottom() - area.height() * found.values.place(tick)
            painter.setPen(QPen(QColor(now.line), 0.8))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(now.muted))
            painter.drawText(QRectF(0, y - 10, left - 6, 20), _RIGHT, words)
        painter.setPen(QPen(QColor(now.strong), 0.8))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        years, room = found.last - found.first, area.width() / (fm.horizontalAdvance("2020") + 14)
        step = next((step for step in (1, 2, 5, 10, 20, 50) if years / step <= room), 100)
        for year in range(found.first, found.last + 1):
            if (year - found.first) % step == 0:
                x = area.left() + area.width() * (year - found.first) / (found.last + 1 - found.first)
                painter.setPen(QPen(QColor(now.strong), 0.8))
                painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + 4))
                painter.setPen(QColor(now.muted))
                painter.drawText(QRectF(x + 2, area.bottom() + 3, 60, FOOT - 3), _LEFT, str(year))
        for one, two in zip(found.stretches, found.stretches[1:], strict=False):
            if found.joined(one, two):
                painter.setPen(QPen(QColor(data_colour("actual")[0]), 1.2))
                painter.drawLine(self._on(area, found, one), self._on(area, found, two))
        for stretch in found.stretches:
            self._paint_stretch(painter, area, found, stretch)

    def _on(self, area: QRectF, found: Course, one: Stretch) -> QPointF:
        across = area.width() / (found.last + 1 - found.first)
        return QPointF(area.left() + across * ((one.begin + one.end) / 2 - found.first),
                       area.bottom() - area.height() * found.values.place(one.value))

    def _paint_stretch(self, painter: QPainter, area: QRectF, found: Course, one: Stretch) -> None:
        now, across = theme.tokens(), area.width() / (found.last + 1 - found.first)
        at = self._on(area, found, one)
        left, right = (area.left() + across * (end - found.first) for end in (one.begin, one.end))
        painter.setPen(QPen(QColor(now.muted), 2.4))
        painter.drawLine(QPointF(left, at.y()), QPointF(right, at.y()))
        if one.low is not None and one.high is not None:
            high, low = (area.bottom() - area.height() * min(1.0, max(0.0, found.values.place(end)))
                         for end in (one.high, one.low))
            if low - high > MARK:
                painter.setPen(QPen(QColor(now.muted), 1.2))
                painter.drawLine(QPointF(at.x(), high), QPointF(at.x(), low))
        if one.claim_id == self._claim:
            painter.setPen(QPen(QColor(now.accent), 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, MARK, MARK)
        paint_shape(painter, at, one.shape, MARK - 1)
        self._spots.append((QRectF(at.x() - 9, at.y() - 9, 18, 18), one.claim_id))
