"""The row above a chart: which series, nearer, farther, the whole, and over to the timeline."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from pairing_desktop.domain.chart_look import categories, hideable, in_view, period_in_view
from pairing_desktop.domain.charting import ChartData
from pairing_desktop.domain.look import Look
from pairing_desktop.ui import theme
from pairing_desktop.ui.chart_explore import ZOOM, ExploredChart
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.timeline.toolbar import StayingMenu
from pairing_desktop.ui.widgets.filter_bar import SHORT, ToolButton
from pairing_desktop.ui.widgets.links import plain_tip


class ChartStage(QWidget):
    """A chart with the row of what one can do in it."""

    lookChanged = Signal(object)
    eventOpened = Signal(int)
    periodWanted = Signal(str, str)  # first and last ISO day, to be shown on the timeline

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = ExploredChart(self)
        self.series = QToolButton(self)
        self.series.setAutoRaise(True)
        self.series.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.series.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.menu = StayingMenu(self)
        self.series.setMenu(self.menu)
        self.events = ToolButton("calendar", self)
        self.events.setCheckable(True)
        self.events.toggled.connect(self.view.mark_events)
        self.view.eventActivated.connect(self.eventOpened)
        self.farther, self.nearer = ToolButton("zoom-out", self), ToolButton("zoom-in", self)
        self.whole, self.timeline = ToolButton("fit", self), ToolButton("timeline", self)
        for button in (self.farther, self.nearer):
            button.set_narrow(True)
        self.farther.clicked.connect(lambda: self.view.zoom(1 / ZOOM))
        self.nearer.clicked.connect(lambda: self.view.zoom(ZOOM))
        self.whole.clicked.connect(self.view.reset)
        self.timeline.clicked.connect(self._ask_timeline)
        row = QHBoxLayout()
        row.setContentsMargins(12, 2, 12, 0)
        row.setSpacing(2)
        row.addWidget(self.series)
        row.addWidget(self.events)
        row.addStretch(1)
        for button in (self.farther, self.nearer, self.whole, self.timeline):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.view, 1)
        self.view.lookChanged.connect(self._looked)
        theme.notifier.changed.connect(self.dress)
        self.retranslate()

    def show_chart(self, data: ChartData, look: Look) -> None:
        """Show this chart so far as it is looked at."""
        self.view.show_chart(data, look)
        self._fill_menu()
        self._say()

    def retranslate(self) -> None:
        """Say everything again in the interface's language."""
        for button, words in (
            (self.farther, tr("Farther")), (self.nearer, tr("Nearer")), (self.whole, tr("Whole chart")),
            (self.timeline, tr("Show on timeline")), (self.events, tr("Events")),
        ):
            button.set_words(words)
            button.setToolTip(plain_tip(words))
        self.whole.setToolTip(plain_tip(tr("Whole chart, key 0; drag a band over the chart to look at a part")))
        self._fill_menu()
        self._say()

    def dress(self) -> None:
        for button in (self.farther, self.nearer, self.whole, self.timeline, self.events):
            button.restyle()

    def set_narrow(self, narrow: bool) -> None:
        for button in (self.whole, self.timeline):
            button.set_narrow(narrow)

    def _looked(self, look: Look) -> None:
        self._say()
        for action in self.menu.actions():
            action.setChecked(action.data() not in look.hidden)
        self.lookChanged.emit(look)

    def _fill_menu(self) -> None:
        self.menu.clear()
        data, look = self.view.whole, self.view.look
        for series in hideable(data) if data else ():
            action = self.menu.addAction(series.label.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(series.code not in look.hidden)
            action.setData(series.code)
            action.triggered.connect(lambda _on=False, code=series.code: self._toggle(code))

    def _toggle(self, code: str) -> None:
        self.view.toggle(code)
        for action in self.menu.actions():  # the last one shown stays
            action.setChecked(action.data() not in self.view.look.hidden)

    def _say(self) -> None:
        """What is looked at, in words, and what can be done from here."""
        data, look = self.view.whole, self.view.look
        several = hideable(data) if data else ()
        here = [series for series in several if series.code not in look.hidden]
        self.series.setVisible(bool(several))
        self.series.setText(tr("Series: {n} of {all}", n=len(here), all=len(several)) + "  ")  # the arrow stands there
        self.series.setAccessibleName(tr("Choose the series that are shown"))
        count = len(categories(data)) if data else 0
        first, last = in_view(data, look) if data else (0, 0)
        self.nearer.setEnabled(last > first)
        self.farther.setEnabled(last - first + 1 < count)
        self.whole.setEnabled(not look.is_whole)
        self.timeline.setVisible(data is not None and period_in_view(data, look) is not None)
        self.events.setVisible(self.view.takes_events)
        self.events.setChecked(look.events)
        self.set_narrow(0 < self.width() < SHORT)

    def _ask_timeline(self) -> None:
        data = self.view.whole
        period = period_in_view(data, self.view.look) if data else None
        if period is not None:
            self.periodWanted.emit(*period)
