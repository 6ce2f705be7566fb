"""The Charts tab: choose a chart, read it as picture, table or list of what is left out, save, copy and print it."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.chart_choices import Misfit, Mixed
from pairing_desktop.domain.chart_look import fitting, looked
from pairing_desktop.domain.chart_spec import ChartSpec, MeasureInfo
from pairing_desktop.domain.chart_words import cited
from pairing_desktop.domain.charting import ChartData
from pairing_desktop.domain.language import language
from pairing_desktop.domain.listing import Filter
from pairing_desktop.domain.look import WHOLE, Look
from pairing_desktop.domain.snapshots import Spec
from pairing_desktop.operations.chart_kept import PREFIX
from pairing_desktop.operations.chart_standard import CHARTS, OWN_RULES, info
from pairing_desktop.operations.questions import Questions
from pairing_desktop.ui import i18n, icons, theme
from pairing_desktop.ui.banner import Banner
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.chart_bar import ChartStage
from pairing_desktop.ui.chart_behind import Behind
from pairing_desktop.ui.chart_drag import DragHandle
from pairing_desktop.ui.chart_export import ChartExport
from pairing_desktop.ui.chart_keeping import ChartKeeping
from pairing_desktop.ui.chart_list import FREE, ChartList
from pairing_desktop.ui.chart_parts import FactLabel, LeftOut, SourceList, TwinTable
from pairing_desktop.ui.i18n import plural, tr
from pairing_desktop.ui.page import Page
from pairing_desktop.ui.tabs.list_paper import page_request
from pairing_desktop.ui.widgets.links import ElidedLabel
from pairing_desktop.ui.workbench import Workbench

if TYPE_CHECKING:
    from pairing_desktop.reports.document import ReportRequest

_Answer = tuple[ChartData, Misfit | None]  # the chart, or an empty one and why it was not drawn


class ChartPage(Page):
    """Standard charts, kept ones and the one being composed.  A chart opened from a list keeps that list's filter until
    another is chosen; a change on the workbench composes a chart that begins as the one shown."""

    icon_name = "chart"

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self._id = CHARTS[0].id
        self._filter = Filter()
        self._spec: ChartSpec | None = None  # of a chart that is composed or kept
        self._origin = ""
        self._look = WHOLE
        self._data: ChartData | None = None
        self._told = ""
        self._build()
        self._list.show_as_current(self._id)
        self.retranslate()
        theme.notifier.changed.connect(self._dress)

    # What the window asks

    def title(self) -> str:
        return tr("Charts")

    def retranslate(self) -> None:
        self._list.retranslate()
        self.workbench.retranslate()
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
        if "charts" in change.rows:
            self.keeping.ask()
        if set(change.rows) != {"charts"}:
            self._ask()

    def chart_this(self) -> bool:
        self.workbench.form.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def status_text(self) -> str:
        if self._told:
            return self._told
        if self._data is None:
            return ""
        if not self._data.figures:
            return tr("Nothing drawn")
        return tr(
            "{figures} from {sources}; arrow keys move between marks, Enter opens what is behind one",
            figures=plural("{n} figure", "{n} figures", self._data.figures),
            sources=plural("{n} source", "{n} sources", cited(self._data)),
        )

    def panes(self) -> tuple[QWidget, ...]:
        return (self._list, self.workbench.form, self._tabs.tabBar(), self.view)

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
        spec = Spec("chart", self._id, self._filter, title=self._data.title, look=self._look, chart=self._spec)
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
        elif str(state.get("chart", "")).startswith(PREFIX):
            self.keeping.show_when_there(str(state["chart"]))

    def show_chart(self, id: str, asked: Filter | Look | ChartSpec | None, origin: str = "") -> None:
        """Show chart `id`, "" for the first that suits the page `origin`, of the rows that pass a filter or as far as
        it is looked at; or begin to compose the chart that a list or a figure asks for."""
        self._origin = origin
        if isinstance(asked, ChartSpec):
            start = asked
            self.bridge.ask(self, "start", lambda ask: ask.charts.start(start), self.compose, picture=True)
            return
        suits = next((chart.id for chart in CHARTS if origin in chart.tabs), CHARTS[0].id)
        self._id = info(id or suits).id
        self._spec = None
        self._filter = asked if isinstance(asked, Filter) else Filter()
        self._look = asked if isinstance(asked, Look) else WHOLE
        self._list.show_as_current(self._id)
        self._ask()

    @property
    def kind(self) -> str:
        """The kind of the records behind a mark; "" where they are of several kinds."""
        if self._spec is not None:
            return "" if self._spec.subject == "claims" else self._spec.subject
        return info(self._id).kind

    def compose(self, spec: ChartSpec, id: str = FREE) -> None:
        """Draw a chart from its spec; `id` is that of a kept one."""
        self._id, self._spec, self._filter, self._told = id, spec, Filter(), ""
        self._look = replace(self._look, hidden=frozenset())
        self._list.show_as_current(id)
        self._ask()

    @property
    def chart_id(self) -> str:
        """Id of what is shown: of a standard chart, "kept:" and a uid, or "free"."""
        return self._id

    @property
    def chart_spec(self) -> ChartSpec:
        """What is shown as a spec; of a standard chart what the workbench begins with, under its filter."""
        if self._spec is not None:
            return self._spec
        one = info(self._id)
        return replace(one.spec, filter=self._filter) if one.kind and one.kind == one.spec.subject else one.spec

    # Building

    def _build(self) -> None:
        self._list = ChartList()
        self._list.chosen.connect(self._chosen)
        self.workbench = Workbench()
        self.workbench.changed.connect(self.compose)
        self.keeping = ChartKeeping(self, self._list, self.workbench)
        self.banner = Banner(self)
        self._charted, self._trust = FactLabel(), FactLabel()
        lists = QSplitter(Qt.Orientation.Vertical)
        lists.addWidget(self._list)
        lists.addWidget(self.workbench)
        lists.setHandleWidth(1)
        lists.setChildrenCollapsible(False)
        lists.setSizes([210, 490])
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(8, 8, 4, 12)
        column.setSpacing(8)
        column.addWidget(lists, 1)
        column.addWidget(self._charted)
        column.addWidget(self._trust)
        side.setMinimumWidth(236)

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
        self.behind = Behind(self)
        self.stage.lookChanged.connect(self._looked)
        self.stage.eventOpened.connect(lambda id: self.navigate.emit("events", id))
        self.stage.periodWanted.connect(self.period)
        self.view.pointActivated.connect(
            lambda *ids: self.behind.open(ids, self.view.mapToGlobal(self.view.current_place()))
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
        self._twin.opened.connect(lambda *ids: self.behind.open(ids, QCursor.pos()))
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
        main.addWidget(self.banner)
        main.addWidget(self._tabs, 1)
        split = QSplitter()
        split.setHandleWidth(1)
        split.addWidget(side)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([264, 1016])
        split.setChildrenCollapsible(False)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)

    def _dress(self) -> None:
        for button, name in (
            (self._picture, "copy"), (self._table_button, "table"), (self._save, "export"), (self._print, "print"),
        ):
            button.setIcon(icons.icon(name))
        for widget in (self._charted, self._trust, self._sources, self._left_out, self._list, self.workbench):
            widget.dress()

    # Asking

    def _chosen(self, id: str) -> None:
        kept = self.keeping.spec_of(id)
        if kept is not None:
            self.compose(kept, id)
        elif any(chart.id == id for chart in CHARTS):
            before = "" if self._spec is not None else info(self._id).kind
            if info(id).kind != before:  # a filter of projects says nothing of companies
                self._filter = Filter()
            self._id, self._spec, self._told = id, None, ""
            self._look = replace(self._look, hidden=frozenset())  # the period stays, where the next one is over time
            self._list.show_as_current(id)
            self._ask()

    def _ask(self) -> None:
        id, filter, said, look = self._id, self._filter, i18n.current(), Look(events=self._look.events)
        spec, shown = self._spec, self.chart_spec

        def question(ask: Questions) -> _Answer:
            if spec is None:
                return ask.chart(id, filter, said, look), None
            try:
                return ask.charts.draw(spec, said, look), None
            except Misfit as problem:
                return ask.charts.not_drawn(spec, problem, said), problem

        self.bridge.ask(self, "chart", question, self._answered, picture=True)
        # What else could be drawn takes longer to count on a large file: the picture does not wait for it.
        self.bridge.ask(self, "known", lambda ask: ask.charts.measures(shown), self._known_arrived, picture=True)

    def _known_arrived(self, known: tuple[MeasureInfo, ...]) -> None:
        self.workbench.show_spec(
            self.chart_spec, known, own_rules=self._id in OWN_RULES, kept=self._id.startswith(PREFIX),
            writing=not self.bridge.workspace.read_only,
        )

    def _answered(self, answer: "_Answer") -> None:
        whole, problem = answer
        self._refused(problem)
        self._arrived(whole)

    def _refused(self, problem: Misfit | None) -> None:
        """Say what would be mixed, with a button for what can be drawn instead."""
        if problem is None:
            self.banner.hide()
            return
        offer = problem.offer if isinstance(problem, Mixed) else None
        if offer is None:
            self.banner.tell("caution", problem.message(i18n.current()), tr("Nothing was drawn."))
            return
        word = tr("Draw side by side") if offer.form == "panels" else (
            tr("Draw each record") if offer.group == "record" else tr("Draw actual figures only"))
        self.banner.tell(
            "caution", problem.message(i18n.current()), tr("Nothing was drawn, so that nothing is drawn wrong."),
            ((word, lambda: self.compose(offer)),),
        )

    def _arrived(self, whole: ChartData) -> None:
        self._look = fitting(whole, self._look)
        self.stage.show_chart(whole, self._look)
        self._show(looked(whole, self._look))

    def _looked(self, look: Look) -> None:
        asked, self._look = self._look, look
        if look.events != asked.events:
            self._ask()
            return
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
        charted = said.semicolon.join(data.filters) or tr("Everything on file")
        self._heading.set_text(charted)
        self._charted.set_fact(tr("What is charted"), charted)
        self._trust.set_fact(tr("Trust"), data.trust or tr("Nothing drawn"))
        rows = self._twin.rowCount()
        self._tabs.setTabText(0, tr("Chart"))
        self._tabs.setTabText(1, plural("Table, {n} row", "Table, {n} rows", rows))
        self._tabs.setTabText(2, tr("What is left out, {n}", n=len(data.left_out)))
        for button in (self._picture, self._table_button, self._save, self._print):
            button.setEnabled(not data.is_empty)
        self.statusChanged.emit()

    def _tell(self, text: str) -> None:
        self._told = text
        self.statusChanged.emit()
