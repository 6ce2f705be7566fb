"""A trust mark on screen: shape and word together, in the tone of the mark."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pairing_desktop.domain.trust import Trust
from pairing_desktop.ui import icons, theme
from pairing_desktop.ui.i18n import current

GAP = 5


class MarkLabel(QWidget):
    """The mark of one figure or record, on one line."""

    def __init__(self, trust: Trust, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._trust = trust
        self._words = words or trust.text(current())
        self.setFont(theme.metrics().small)
        self.setAccessibleName(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = icons.SMALL + GAP + metrics.horizontalAdvance(self._words) + 4
        return QSize(width, max(icons.SMALL, metrics.height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(icons.SMALL, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tone = self._trust.mark.tone
        top = (self.height() - icons.SMALL) // 2
        name, ratio = f"mark-{self._trust.mark.value}", self.devicePixelRatioF()
        painter.drawPixmap(0, top, icons.pixmap(name, tone, icons.SMALL, ratio))
        left = icons.SMALL + GAP
        space = QRect(left, 0, self.width() - left, self.height())
        painter.setPen(getattr(theme.tokens(), tone))
        text = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, space.width())
        painter.drawText(space, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
