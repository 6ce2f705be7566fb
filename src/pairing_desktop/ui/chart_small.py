"""The small form of a chart on the Overview."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pairing_desktop.domain.chart_words import cited
from pairing_desktop.domain.charting import ChartData
from pairing_desktop.ui.chart_view import ChartView
from pairing_desktop.ui.i18n import plural, tr
from pairing_desktop.ui.widgets.links import ElidedLabel, LinkButton


class SmallChart(QWidget):
    """A chart of the Overview: picture, beneath it how many figures from how many sources, and a link to them."""

    opened = Signal()  # the link was followed: show the chart with its sources
    pointActivated = Signal(object, object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = ChartView(self, small=True)
        self.view.pointActivated.connect(self.pointActivated)
        self._count = ElidedLabel("", "small", "muted")
        self._link = LinkButton(tr("Sources"))
        self._link.clicked.connect(self.opened)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 0, 12, 6)
        foot.addWidget(self._count, 1)
        foot.addWidget(self._link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addLayout(foot)

    def set_data(self, data: ChartData | None) -> None:
        """Show this chart; None empties it."""
        self.view.set_data(data)
        self._link.setVisible(data is not None)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the foot again in the interface's language."""
        data = self.view.data
        self._link.set_text(tr("Sources"))
        self._count.set_text("" if data is None else tr(
            "{figures} from {sources}",
            figures=plural("{n} figure", "{n} figures", data.figures),
            sources=plural("{n} source", "{n} sources", cited(data)),
        ))
