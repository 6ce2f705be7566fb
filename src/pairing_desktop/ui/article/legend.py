"""What the lines under the text mean."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pairing_desktop.domain.language import mark
from pairing_desktop.ui import theme
from pairing_desktop.ui.article.text_view import TONES
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.widgets.links import plain_label

_WORDS = {"figure": mark("Figure"), "date": mark("Date"), "name": mark("Name on file")}
_PENS = {"figure": Qt.PenStyle.SolidLine, "date": Qt.PenStyle.DashLine, "name": Qt.PenStyle.DotLine}


class _Sample(QWidget):
    def __init__(self, kind: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._kind = kind
        self.setFixedSize(24, 14)
        theme.notifier.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        tone, tint = TONES[self._kind]
        painter = QPainter(self)
        if self._kind != "name":
            painter.fillRect(self.rect(), QColor(getattr(theme.tokens(), tint)))
        painter.setPen(QPen(QColor(getattr(theme.tokens(), tone)), 1.4, _PENS[self._kind]))
        painter.drawLine(0, self.height() - 2, self.width(), self.height() - 2)


class Legend(QWidget):
    """Three samples with their words, and the keys of the list."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for kind, word in _WORDS.items():
            row.addWidget(_Sample(kind, self))
            row.addWidget(plain_label(tr(word), muted=True, size="small"))
            row.addSpacing(10)
        row.addStretch(1)
        row.addWidget(plain_label(tr("Enter accepts, E changes, Del leaves out"), muted=True, size="small"))
