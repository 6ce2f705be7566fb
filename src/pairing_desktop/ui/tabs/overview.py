"""The Overview: the programme at a glance, what is to be settled, and two small charts."""

from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pairing_desktop.domain.bench import Progress
from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.charting import ChartData
from pairing_desktop.domain.display import date_text, join
from pairing_desktop.domain.language import Language
from pairing_desktop.domain.listing import Filter
from pairing_desktop.domain.overview import Overview
from pairing_desktop.domain.snapshots import Spec
from pairing_desktop.ui import icons, theme
from pairing_desktop.ui.bench.queue import Queue
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.i18n import current, plural, tr
from pairing_desktop.ui.page import Page
from pairing_desktop.ui.tabs.list_paper import page_request
from pairing_desktop.ui.widgets.links import ElidedLabel, plain_label
from pairing_desktop.ui.widgets.states import State
from pairing_desktop.ui.widgets.tile import TileView

NARROW = 1100
ANY_WIDTH = 16777215  # Qt's own for no limit
CHART = 428  # width of the column of charts
LATER = 60  # milliseconds after the first paint until the charts are asked for
CHARTS = ("capacity", "events")


class OverviewPage(Page):
    """Everything here leads on: a tile to its source, a finding to the bench, a chart to its sources."""

    icon_name = "overview"

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self._overview: Overview | None = None
        self._charts: dict[str, Any] = {}
        self._narrow = False
        self.tiles: list[TileView] = []
        self._build()
        theme.notifier.changed.connect(self._restyle)
        self.retranslate()

    def _build(self) -> None:
        self.heading = plain_label("", "title")
        self.as_of = ElidedLabel("", "small", "muted")
        self.print_button = QPushButton(self)
        self.print_button.clicked.connect(lambda: self.print.emit(None))
        head = QHBoxLayout()
        head.addWidget(self.heading)
        head.addStretch(1)
        head.addWidget(self.as_of)
        head.addSpacing(8)
        head.addWidget(self.print_button)
        self._tile_grid = QGridLayout()
        self._tile_grid.setSpacing(12)
        self.queue = Queue(self.bridge, self)
        self.queue.navigate.connect(self.navigate)
        self.model, self.table = self.queue.model, self.queue.table
        self._chart_box = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._chart_box.setSpacing(12)
        self._lower = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lower.setSpacing(12)
        self._lower.addWidget(self.queue, 1)
        self._lower.addLayout(self._chart_box)
        self.empty = State(self)
        self.empty.hide()
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(self._tile_grid)
        column.addLayout(self._lower, 1)
        column.addWidget(self.empty, 1)
        self.area = QScrollArea(self)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(body)
        self.area.viewport().setAutoFillBackground(False)
        body.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)

    def minimumSizeHint(self) -> QSize:
        return QSize(640, 400)

    # What is shown

    def ask(self) -> None:
        """Ask for the figures of the first page."""
        self.bridge.ask(self, "overview", lambda ask: ask.overview(), self._arrived, picture=True)

    def _arrived(self, overview: Overview) -> None:
        self._overview = overview
        is_empty = not overview.counts.get("claims") and not overview.counts.get("projects")
        self.empty.setVisible(is_empty)
        self.queue.setVisible(not is_empty)
        self.as_of.set_text(tr("As of {date}", date=date_text(overview.as_of, "", current(), short=False)))
        self._show_tiles(overview if not is_empty else None)
        if is_empty:
            self._tell_empty()
        else:
            self.queue.ask()
            QTimer.singleShot(LATER, self, self._ask_charts)
        self.statusChanged.emit()

    def _tell_empty(self) -> None:
        reason = self.bridge.workspace.read_only_reason
        self.empty.tell(
            "overview", tr("Nothing on file yet"),
            current().gap.join(
                (tr("Start with a project or a source."), tr("The cited facts come with a new file: File, New file."))
            ),
            (
                (tr("New project"), lambda: self.new.emit("projects")),
                (tr("New source"), lambda: self.new.emit("sources")),
            ),
            primary=True, why_not=reason.message(current()) if reason else "",
        )

    def _show_tiles(self, overview: Overview | None) -> None:
        for tile in self.tiles:
            tile.hide()
            tile.deleteLater()
        self.tiles = [TileView(tile, self) for tile in overview.tiles] if overview else []
        for tile in self.tiles:
            tile.followed.connect(self.navigate)
        self._place_tiles()

    def _place_tiles(self) -> None:
        across = 4 if self._narrow else 7
        for place, tile in enumerate(self.tiles):
            self._tile_grid.addWidget(tile, place // across, place % across)
        for column in range(7):
            self._tile_grid.setColumnStretch(column, 1 if column < across else 0)

    def show_progress(self, progress: Progress) -> None:
        """How far the check of the file is."""
        self.queue.show_progress(progress)

    # Charts, after the first paint

    def _ask_charts(self) -> None:
        language = current()
        for id in CHARTS:
            question = partial(_chart, id, language)
            self.bridge.ask(self, f"chart {id}", question, partial(self._show_chart, id), picture=True)

    def _show_chart(self, id: str, data: Any) -> None:
        if id not in self._charts:
            from pairing_desktop.ui.chart_small import SmallChart

            frame = QFrame(self)
            frame.setProperty("panel", True)
            box = QVBoxLayout(frame)
            box.setContentsMargins(1, 1, 1, 1)
            view = SmallChart(frame)
            view.opened.connect(lambda: self.chart.emit(id, None))
            view.pointActivated.connect(lambda *_: self.chart.emit(id, None))
            box.addWidget(view)
            self._charts[id] = view
            self._chart_box.addWidget(frame, 1)
            self._arrange()
        self._charts[id].set_data(data)

    # Form and words

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self._place_tiles()
            self._arrange()

    def _arrange(self) -> None:
        direction = QBoxLayout.Direction
        self._lower.setDirection(direction.TopToBottom if self._narrow else direction.LeftToRight)
        self._chart_box.setDirection(direction.LeftToRight if self._narrow else direction.TopToBottom)
        for view in self._charts.values():
            frame = view.parentWidget()
            frame.setMinimumSize(280 if self._narrow else CHART, 230 if self._narrow else 180)
            frame.setMaximumWidth(ANY_WIDTH if self._narrow else CHART)

    def _restyle(self) -> None:
        self.heading.setFont(theme.metrics().title)
        self.print_button.setIcon(icons.icon("print"))
        if self._overview is not None:
            self._show_tiles(self._overview)

    def title(self) -> str:
        return tr("Overview")

    def retranslate(self) -> None:
        self.heading.setText(tr("Hangzhou–Delingha pairing assistance"))
        self.print_button.setText(tr("Print…"))
        self.area.setAccessibleName(tr("Overview"))
        self.queue.retranslate()
        for view in self._charts.values():
            view.retranslate()
        self._restyle()
        self.ask()

    def refresh(self, change: ChangeSet, initiator: object) -> None:
        self.ask()

    def status_text(self) -> str:
        if self._overview is None:
            return ""
        counts = self._overview.counts
        return join(
            (
                plural("{n} project", "{n} projects", counts.get("projects", 0)),
                plural("{n} company", "{n} companies", counts.get("companies", 0)),
                plural("{n} event", "{n} events", counts.get("events", 0)),
                plural("{n} claim", "{n} claims", counts.get("claims", 0)),
                plural("{n} source", "{n} sources", counts.get("sources", 0)),
            ),
            current(),
        )

    def printable(self) -> object:
        title = tr("Overview")
        return page_request(title, Spec("overview", title=title), self.bridge.workspace.unit)

    def kinds(self) -> tuple[str, ...]:
        return ("projects", "companies", "sources")

    def panes(self) -> tuple[QWidget, ...]:
        links = [tile.link for tile in self.tiles if hasattr(tile, "link")]
        return (*links[:1], self.table)


def _chart(id: str, language: Language, ask: Any) -> ChartData:
    data: ChartData = ask.chart(id, Filter(), language)
    return data
