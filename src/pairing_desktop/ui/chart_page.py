"""The Charts tab: choose a chart, read it as picture, table or list of what is left out, save, copy and print it."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.chart_look import fitting, looked
from pairing_desktop.domain.chart_scale import chart_scale
from pairing_desktop.domain.chart_words import cited
from pairing_desktop.domain.charting import ChartData
from pairing_desktop.domain.display import date_text, source_line
from pairing_desktop.domain.language import language
from pairing_desktop.domain.listing import Filter
from pairing_desktop.domain.look import WHOLE, Look
from pairing_desktop.domain.snapshots import Spec
from pairing_desktop.operations.charts import CHARTS, info
from pairing_desktop.operations.questions import Questions
from pairing_desktop.ui import i18n, icons, theme
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.chart_bar import ChartStage
from pairing_desktop.ui.chart_drag import DragHandle
from pairing_desktop.ui.chart_export import ChartExport
from pairing_desktop.ui.chart_parts import FactLabel, LeftOut, SourceList, TwinTable
from pairing_desktop.ui.i18n import plural, tr
from pairing_desktop.ui.page import Page
from pairing_desktop.ui.tabs.list_paper import page_request
from pairing_desktop.ui.widgets.links import ElidedLabel

if TYPE_CHECKING:
    from pairing_desktop.reports.document import ReportRequest

Entry = tuple[str, int, str]  # kind, id, what a menu says
_MOST_ENTRIES = 20


class ChartPage(Page):
    """All charts of CHARTS.  A chart opened from a list keeps that list's filter until another is chosen."""

    icon_name = "chart"

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self._id = CHARTS[0].id
        self._filter = Filter()
        self._origin = ""
        self._look = WHOLE
        self._data: ChartData | None = None
        self._told = ""
        self._build()
        self.retranslate()
        theme.notifier.changed.connect(self._dress)

    # What the window asks

    def title(self) -> str:
        return tr("Charts")

    def retranslate(self) -> None:
        for index, chart in enumerate(CHARTS):
            self._list.item(index).setText(tr(chart.title))
        self._list.setAccessibleName(tr("Charts"))
        self._picture.setText(tr("Copy picture"))
        self._table_button.setText(tr("Copy table"))
        self._save.setText(tr("Save as…"))
        self._print.setText(tr("Print…"))
        self._tabs.setAccessibleName(tr("Chart, table and what is left out"))
        self.stage.retranslate()
        self.handle.retranslate()
        self._dress()
        self._ask()

    def refresh(self, change: ChangeSet, initiator: object) -> None:
        self._ask()

    def status_text(self) -> str:
        if self._told:
            return self._told
        if self._data is None:
            return ""
        return tr(
            "{figures} from {sources}; arrow keys move between marks, Enter opens what is behind one",
            figures=plural("{n} figure", "{n} figures", self._data.figures),
            sources=plural("{n} source", "{n} sources", cited(self._data)),
        )

    def panes(self) -> tuple[QWidget, ...]:
        return (self._list, self._tabs.tabBar(), self.view)

    @property
    def data(self) -> ChartData | None:
        """The chart as it is looked at."""
        return self._data

    def printable(self) -> object | None:
        return self.request()

    def request(self) -> "ReportRequest | None":
        """The page of what is shown."""
        if self._data is None:
            return None
        spec = Spec("chart", self._id, self._filter, title=self._data.title, look=self._look)
        return page_request(self._data.title, spec, self.bridge.workspace.unit)

    def copy(self) -> bool:
        self.export.copy_table()
        return self._data is not None

    def go_back(self) -> bool:
        """Back to the page from which the chart was opened; False when it was opened from nowhere else."""
        window: Any = self.window()
        if self._origin in ("", "charts") or not hasattr(window, "go_back"):
            return False
        window.go_back()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape or not self.go_back():
            super().keyPressEvent(event)

    def save_state(self) -> dict[str, Any]:
        return {"chart": self._id}

    def restore_state(self, state: dict[str, Any]) -> None:
        if any(chart.id == state.get("chart") for chart in CHARTS):
            self.show_chart(str(state["chart"]), None)

    def show_chart(self, id: str, asked: Filter | Look | None, origin: str = "") -> None:
        """Show chart `id`, "" for the first that suits the page `origin`, of the rows that pass a filter or as far as
        it is looked at."""
        suits = next((chart.id for chart in CHARTS if origin in chart.tabs), CHARTS[0].id)
        self._id = id or suits
        self._filter = asked if isinstance(asked, Filter) else Filter()
        self._look = asked if isinstance(asked, Look) else WHOLE
        self._origin = origin
        row = next(index for index, chart in enumerate(CHARTS) if chart.id == info(self._id).id)
        self._list.blockSignals(True)
        self._list.setCurrentRow(row)
        self._list.blockSignals(False)
        self._ask()

    # Building

    def _build(self) -> None:
        self._list = QListWidget()
        self._list.setFrameShape(QListWidget.Shape.NoFrame)
        self._list.setWordWrap(True)
        self._list.setSpacing(3)
        self._list.viewport().setAutoFillBackground(False)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for _ in CHARTS:
            self._list.addItem(QListWidgetItem())
        self._list.setCurrentRow(0)
        self._list.currentRowChanged.connect(self._chosen)
        self._charted = FactLabel()
        self._unit = FactLabel()
        self._as_of = FactLabel()
        self._trust = FactLabel()
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(8, 8, 8, 12)
        column.setSpacing(10)
        column.addWidget(self._list, 1)
        for fact in (self._charted, self._unit, self._as_of, self._trust):
            column.addWidget(fact)
        side.setMinimumWidth(190)

        self._heading = ElidedLabel("", "body", "muted")
        self._picture, self._table_button, self._save, self._print = (QPushButton() for _ in range(4))
        self.export = ChartExport(self)
        self.export.told.connect(self._tell)
        self._picture.clicked.connect(self.export.copy_picture)
        self._table_button.clicked.connect(self.export.copy_table)
        self._save.clicked.connect(self.export.ask_where_to_save)
        self._print.clicked.connect(lambda: self.print.emit(None))
        tools = QHBoxLayout()
        tools.setContentsMargins(16, 7, 16, 0)
        tools.setSpacing(8)
        tools.addWidget(self._heading, 1)
        self.handle = DragHandle(self.export, self)
        self.handle.clicked.connect(self.export.ask_where_to_save)
        for button in (self.handle, self._picture, self._table_button, self._save, self._print):
            tools.addWidget(button)

        self.stage = ChartStage(self)
        self.view = self.stage.view
        self.stage.lookChanged.connect(self._looked)
        self.stage.periodWanted.connect(self.period)
        self.view.pointActivated.connect(
            lambda claims, records: self._open_behind(claims, records, self.view.mapToGlobal(self.view.current_place()))
        )
        self._sources = SourceList()
        self._sources.opened.connect(lambda id: self.navigate.emit("sources", id))
        self._chart_tab = QSplitter(Qt.Orientation.Vertical)
        self._chart_tab.addWidget(self.stage)
        self._chart_tab.addWidget(self._sources)
        self._chart_tab.setHandleWidth(1)
        self._chart_tab.setStretchFactor(0, 1)
        self._chart_tab.setChildrenCollapsible(False)
        self._chart_tab.setSizes([460, 150])
        self._twin = TwinTable()
        self._twin.opened.connect(lambda claims, records: self._open_behind(claims, records, QCursor.pos()))
        self._left_out = LeftOut()
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        for page in (self._chart_tab, self._twin, self._left_out):
            self._tabs.addTab(page, "")
        right = QWidget()
        main = QVBoxLayout(right)
        main.setContentsMargins(0, 0, 0, 0)
        main.setSpacing(4)
        main.addLayout(tools)
        main.addWidget(self._tabs, 1)
        split = QSplitter()
        split.setHandleWidth(1)
        split.addWidget(side)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([224, 1056])
        split.setChildrenCollapsible(False)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)
        QWidget.setTabOrder(self._list, self._picture)

    def _dress(self) -> None:
        for button, name in (
            (self._picture, "copy"), (self._table_button, "table"), (self._save, "export"), (self._print, "print"),
        ):
            button.setIcon(icons.icon(name))
        for widget in (self._charted, self._unit, self._as_of, self._trust, self._sources, self._left_out):
            widget.dress()
        self._list.setFont(theme.metrics().body)

    # Asking

    def _chosen(self, row: int) -> None:
        if 0 <= row < len(CHARTS):
            if CHARTS[row].kind != info(self._id).kind:  # a filter of projects says nothing of companies
                self._filter = Filter()
            self._id = CHARTS[row].id
            self._look = replace(self._look, hidden=frozenset())  # the period stays, where the next one is over time
            self._told = ""
            self._ask()

    def _ask(self) -> None:
        id, filter, said, look = self._id, self._filter, i18n.current(), Look(events=self._look.events)
        self.bridge.ask(self, "chart", lambda ask: ask.chart(id, filter, said, look), self._arrived)

    def _arrived(self, whole: ChartData) -> None:
        self._look = fitting(whole, self._look)
        self.stage.show_chart(whole, self._look)
        self._show(looked(whole, self._look))

    def _looked(self, look: Look) -> None:
        self._look = look
        if self.view.data is not None:
            self._told = ""
            self._show(self.view.data)

    def _show(self, data: ChartData) -> None:
        self._data = data
        said = language(data.language)
        self._sources.set_data(data)
        self._twin.set_data(data)
        self._left_out.set_data(data)
        self.handle.set_data(data)
        stop = "；" if said.is_chinese else "; "
        self._heading.set_text(stop.join(data.filters) or tr("Everything on file"))
        self._charted.set_fact(tr("What is charted"), stop.join(data.filters) or tr("Everything on file"))
        self._unit.set_fact(tr("Unit"), chart_scale(data).unit_text or tr("Number"))
        self._as_of.set_fact(tr("As of"), date_text(data.as_of, "day", said, short=False))
        self._trust.set_fact(tr("Trust"), data.trust or tr("Nothing drawn"))
        rows = self._twin.rowCount()
        self._tabs.setTabText(0, tr("Chart"))
        self._tabs.setTabText(1, plural("Table, {n} row", "Table, {n} rows", rows))
        self._tabs.setTabText(2, tr("What is left out, {n}", n=len(data.left_out)))
        for button in (self._picture, self._table_button, self._save, self._print):
            button.setEnabled(not data.is_empty)
        self.statusChanged.emit()

    # What is behind a mark

    def _open_behind(self, claim_ids: tuple[int, ...], record_ids: tuple[int, ...], where: QPoint) -> None:
        """Follow the one claim or record behind a mark; of several offer a menu at `where`."""
        if self._data is None:
            return
        kind = info(self._data.id).kind
        if len(claim_ids) == 1:
            self.navigate.emit("claims", claim_ids[0])
        elif not claim_ids and len(record_ids) == 1 and kind:
            self.navigate.emit(kind, record_ids[0])
        elif claim_ids or (record_ids and kind):
            said = i18n.current()

            def entries(ask: Questions) -> list[Entry]:
                found: list[Entry] = []
                for claim in ask.claims(claim_ids[:_MOST_ENTRIES]):
                    source = source_line(claim.citation, said) if claim.citation else tr("No source")
                    found.append(("claims", claim.id, f"{claim.value_as_stated} – {source}"))
                if kind:
                    for id in record_ids[:_MOST_ENTRIES]:
                        pick = ask.name(kind, id)
                        found.append((kind, id, said.pick(pick.name_en, pick.name_zh)))
                return found

            self.bridge.ask(self, "behind", entries, lambda found: self._offer(found, where))

    def _offer(self, entries: list[Entry], where: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind, id, text in entries:
            shown = text if len(text) <= 90 else f"{text[:89]}…"
            action = menu.addAction(shown.replace("&", "&&"))
            action.triggered.connect(lambda _=False, kind=kind, id=id: self.navigate.emit(kind, id))
        menu.popup(where)

    def _tell(self, text: str) -> None:
        self._told = text
        self.statusChanged.emit()
