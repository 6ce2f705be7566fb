"""The Charts tab: choose a chart, read it as picture, table or list of what is left out, save, copy and print it."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor, QImage, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
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
from pairing_desktop.domain.chart_scale import chart_scale
from pairing_desktop.domain.charting import ChartData
from pairing_desktop.domain.display import date_text, source_line
from pairing_desktop.domain.language import language
from pairing_desktop.domain.listing import Filter
from pairing_desktop.domain.snapshots import Spec
from pairing_desktop.operations.charts import CHARTS, info
from pairing_desktop.operations.questions import Questions
from pairing_desktop.ui import i18n, icons, theme
from pairing_desktop.ui.background import Background
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.chart_clip import table_data
from pairing_desktop.ui.chart_parts import FactLabel, LeftOut, SourceList, TwinTable
from pairing_desktop.ui.chart_view import ChartView
from pairing_desktop.ui.i18n import plural, tr
from pairing_desktop.ui.page import Page
from pairing_desktop.ui.tabs.list_paper import page_request
from pairing_desktop.ui.widgets.links import ElidedLabel

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
        self._data: ChartData | None = None
        self._told = ""
        self._background = Background(self)
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
            sources=plural("{n} source", "{n} sources", len(self._data.sources)),
        )

    def panes(self) -> tuple[QWidget, ...]:
        return (self._list, self._tabs.tabBar(), self.view)

    def printable(self) -> object | None:
        if self._data is None:
            return None
        spec = Spec("chart", self._id, self._filter, title=self._data.title)
        return page_request(self._data.title, spec, self.bridge.workspace.unit)

    def copy(self) -> bool:
        self.copy_table()
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

    def show_chart(self, id: str, filter: Filter | None, origin: str = "") -> None:
        """Show chart `id`, "" for the first that suits the page `origin`, of the rows that pass `filter`."""
        suits = next((chart.id for chart in CHARTS if origin in chart.tabs), CHARTS[0].id)
        self._id = id or suits
        self._filter = filter or Filter()
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
        self._picture.clicked.connect(self.copy_picture)
        self._table_button.clicked.connect(self.copy_table)
        self._save.clicked.connect(self.ask_where_to_save)
        self._print.clicked.connect(lambda: self.print.emit(None))
        tools = QHBoxLayout()
        tools.setContentsMargins(16, 7, 16, 0)
        tools.setSpacing(8)
        tools.addWidget(self._heading, 1)
        for button in (self._picture, self._table_button, self._save, self._print):
            tools.addWidget(button)

        self.view = ChartView()
        self.view.pointActivated.connect(
            lambda claims, records: self._open_behind(claims, records, self.view.mapToGlobal(self.view.current_place()))
        )
        self._sources = SourceList()
        self._sources.opened.connect(lambda id: self.navigate.emit("sources", id))
        self._chart_tab = QSplitter(Qt.Orientation.Vertical)
        self._chart_tab.addWidget(self.view)
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
            self._told = ""
            self._ask()

    def _ask(self) -> None:
        id, filter, said = self._id, self._filter, i18n.current()
        self.bridge.ask(self, "chart", lambda ask: ask.chart(id, filter, said), self._show)

    def _show(self, data: ChartData) -> None:
        self._data = data
        said = language(data.language)
        self.view.set_data(data)
        self._sources.set_data(data)
        self._twin.set_data(data)
        self._left_out.set_data(data)
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

    # Copying and saving

    def copy_table(self) -> None:
        """Put the table on the clipboard, with headers, sources and facts."""
        if self._data is not None:
            QApplication.clipboard().setMimeData(table_data(self._data))
            self._tell(tr("Table copied, with its sources"))

    def copy_picture(self) -> None:
        """Put the picture with its sources on the clipboard."""
        data = self._data
        if data is None:
            return
        from pairing_desktop.operations.chart_files import chart_bytes

        def put(content: bytes) -> None:
            QApplication.clipboard().setImage(QImage.fromData(content))
            self._tell(tr("Picture copied, with its sources"))

        self._background.run(
            lambda: chart_bytes(data, "png", language(data.language)), put, self.bridge.problem.emit
        )

    def ask_where_to_save(self) -> None:
        """Ask for a file; its ending says the format."""
        if self._data is None:
            return
        dialog = QFileDialog(self, tr("Save the chart"), str(self.bridge.workspace.path.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        names = {
            "png": tr("Picture (*.png)"), "svg": tr("Drawing (*.svg)"), "pdf": tr("PDF page (*.pdf)"),
            "csv": tr("Table (*.csv)"),
        }
        dialog.setNameFilters(list(names.values()))
        dialog.setDefaultSuffix("png")
        dialog.filterSelected.connect(
            lambda chosen: dialog.setDefaultSuffix(next(end for end, name in names.items() if name == chosen))
        )
        dialog.selectFile(f"{self._data.id}-{self._data.as_of}")
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def save_to(self, path: Path) -> None:
        """Write the chart; what went wrong is told by the window, what was there before stays."""
        data = self._data
        if data is None:
            return
        from pairing_desktop.operations.chart_files import save_chart

        self._background.run(
            lambda: save_chart(data, path, language(data.language)),
            lambda _: self._tell(tr("Saved as {file}", file=path.name)), self.bridge.problem.emit,
        )

    def _tell(self, text: str) -> None:
        self._told = text
        self.statusChanged.emit()
