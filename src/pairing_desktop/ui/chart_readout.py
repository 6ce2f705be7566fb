"""What is said about one mark of a chart, and the box beside the mark in which it stands."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from pairing_desktop.domain.chart_scale import value_text
from pairing_desktop.domain.chart_table import source_text
from pairing_desktop.domain.charting import ChartData, Point, Series
from pairing_desktop.domain.display import join
from pairing_desktop.domain.language import language
from pairing_desktop.domain.trust import trust_word
from pairing_desktop.ui import theme
from pairing_desktop.ui.i18n import plural

_MOST_SOURCES, _WIDEST = 3, 360


def lines_of(data: ChartData, series: Series, point: Point) -> list[str]:
    """The lines said about a point: what, value, what must be known of it, sources."""
    said = language(data.language)
    alone = data.form == "dot_range" or series is data.events
    name = point.label if alone else join((point.label, series.label), said)
    word = trust_word(point.mark, said) if point.mark else ""
    lines = [name, join((value_text(data, point), word), said)]
    lines += [point.note] if point.note else []
    lines += [
        f"[{number + 1}] {source_text(data.sources[number], said)}" for number in point.sources[:_MOST_SOURCES]
    ]
    more = max(len(point.sources) - _MOST_SOURCES, 0) + point.more_sources
    if more:
        lines.append(plural("and {n} more source", "and {n} more sources", more))
    return [line for line in lines if line]


def paint_readout(painter: QPainter, lines: list[str], mark: QRectF, room: QRectF) -> None:
    """The lines in a box beside the mark, within `room`."""
    tokens, font = theme.tokens(), theme.metrics().small
    metrics = QFontMetrics(font)
    most = min(_WIDEST, int(room.width()) - 24)
    shown = [metrics.elidedText(line, Qt.TextElideMode.ElideRight, most) for line in lines]
    wide = max(metrics.horizontalAdvance(line) for line in shown) + 16
    high = metrics.lineSpacing() * len(shown) + 10
    left = mark.right() + 8 if mark.right() + 8 + wide <= room.right() - 4 else mark.left() - 8 - wide
    left = min(max(left, 4.0), room.right() - wide - 4)
    top = min(max(mark.top(), 4.0), room.bottom() - high - 4)
    painter.setPen(QPen(QColor(tokens.strong), 1))
    painter.setBrush(QColor(tokens.base))
    painter.drawRoundedRect(QRectF(left, top, wide, high), 3, 3)
    painter.setFont(font)
    for number, line in enumerate(shown):
        painter.setPen(QColor(tokens.text if number < 2 else tokens.muted))
        painter.drawText(
            QRectF(left + 8, top + 5 + number * metrics.lineSpacing(), wide, metrics.lineSpacing()),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line,
        )
