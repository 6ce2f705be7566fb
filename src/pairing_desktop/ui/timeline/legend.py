"""How dates are drawn: the shapes of the timeline with a word beside each."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pairing_desktop.domain.language import mark
from pairing_desktop.ui import i18n, theme
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.timeline.marks import BAR, DISC, Bar
from pairing_desktop.ui.timeline.painter import Brushes, FramePainter

TITLE = mark("How dates are drawn")
ROWS = (
    ("disc", mark("a day")),
    ("hard", mark("first to last day")),
    ("month", mark("a month: soft ends")),
    ("year", mark("only a year: soft ends")),
    ("running", mark("still running")),
    ("pill", mark("several; Enter opens them")),
)
SAMPLE = 32.0  # width of a sample


class Legend(QWidget):
    """Painted, so that the samples are the shapes themselves; the words are its accessible description."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.notifier.changed.connect(self.updateGeometry)
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(tr(TITLE))
        self.setAccessibleDescription("; ".join(tr(words) for _, words in ROWS))
        self.updateGeometry()
        self.update()

    def _pitch(self) -> float:
        return max(QFontMetricsF(theme.metrics().small).height() + 2, 20.0)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(theme.metrics().small)
        words = max(metrics.horizontalAdvance(tr(words)) for _, words in ROWS)
        return QSize(round(SAMPLE + 14 + words), round(self._pitch() * (len(ROWS) + 1)))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        sizes, now = theme.metrics(), theme.tokens()
        painter = QPainter(self)
        work = FramePainter(painter, Brushes(now, sizes.body, sizes.small, i18n.current()), self.width(), 0, 0)
        painter.setFont(sizes.small)
        painter.setPen(QColor(now.muted))
        pitch = self._pitch()
        painter.drawText(QRectF(0, 0, self.width(), pitch), Qt.AlignmentFlag.AlignVCenter, tr(TITLE))
        for number, (shape, words) in enumerate(ROWS, 1):
            y = (number + 0.5) * pitch
            self._sample(work, shape, y)
            painter.setFont(sizes.small)
            painter.setPen(QColor(now.text))
            box = QRectF(SAMPLE + 12, y - pitch / 2, self.width() - SAMPLE - 12, pitch)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, tr(words))

    def _sample(self, work: FramePainter, shape: str, y: float) -> None:
        now, middle = theme.tokens(), SAMPLE / 2
        bars = {
            "hard": (Bar(3, SAMPLE - 3), now.accent, BAR),
            "month": (Bar(middle - 5.5, middle + 5.5, 3.85, 3.85), now.accent, BAR),
            "year": (Bar(0, SAMPLE, SAMPLE * 0.35, SAMPLE * 0.35), now.muted, BAR - 2),
            "running": (Bar(1, SAMPLE - 6, open_end=True), now.muted, BAR),
        }
        if shape in bars:
            bar, colour, height = bars[shape]
            work.bar(bar, y, colour, "", height, SAMPLE)
        elif shape == "disc":
            work.disc(middle, y, DISC, now.accent)
        else:
            work.pill(middle, y, 10.0, "4", grey=False)
