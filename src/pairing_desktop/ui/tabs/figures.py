"""The Figures tab: indicators, the claims about them, and the card of one claim with all its rivals."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from pairing_desktop.domain.cells import Cell
from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.display import MISSING, short_publisher
from pairing_desktop.domain.listing import Facet, Filter, Row
from pairing_desktop.ui.bench.pane import BenchPane
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.tabs.list_pane import ListPane
from pairing_desktop.ui.tabs.list_paper import evidence_request
from pairing_desktop.ui.tabs.list_shape import PaneShape
from pairing_desktop.ui.tabs.records import PanePage
from pairing_desktop.ui.widgets.card_figure import FigureCard, FigureCardValue
from pairing_desktop.ui.widgets.card_frame import CardFrame
from pairing_desktop.ui.widgets.measure_list import MeasureList

SHAPE = PaneShape(
    left=212, card=356, wraps=False, growing=("subject",), columns=("subject", "value", "period", "source", "trust"),
    narrow_hides=("source",),
)


class FiguresPane(ListPane):
    """The list of claims, with the indicators at its left and a figure's card at its right."""

    benchWanted = Signal(int)  # claim

    def make_left(self) -> QWidget | None:
        self.measures = MeasureList(self.shape.left, self)
        self.measures.chosen.connect(self._measure_chosen)
        return self.measures

    def _prepare(self, column: str, row: Row) -> Cell:
        """As in every list, with a second line: the indicator, the words as stated, the place in the source."""
        found, shown = super()._prepare(column, row), self.columns.names
        if column == "subject" and "measure" not in shown:
            return replace(found, small=super()._prepare("measure", row).text)
        if column == "value" and "value_as_stated" not in shown:
            stated = row.cells["value_as_stated"]
            return replace(found, small=stated) if row.cells["value"] else Cell(stated)
        if column == "source":
            name = short_publisher(row.cells["source_publisher"]) or row.cells["source_title"] or MISSING
            return Cell(name, row.cells["locator"])
        return found

    def make_card(self) -> CardFrame:
        card = FigureCard(self.beside.ask_history, self)
        card.benchAsked.connect(self.benchWanted)
        return card

    def _connect(self) -> None:
        super()._connect()
        self.table.opened.connect(self.benchWanted)
        shortcut = QShortcut(QKeySequence("B"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._open_bench)

    def _open_bench(self) -> None:
        id = self.table.current_id()
        if id is not None:
            self.benchWanted.emit(id)

    def _measure_chosen(self, code: str) -> None:
        codes = frozenset({code}) if code else frozenset()
        if codes != self.filtering.filter.facets.get("measure", frozenset()):
            self.filtering.choose("measure", codes)

    def facets_arrived(self, facets: tuple[Facet, ...]) -> None:
        super().facets_arrived(facets)
        chosen = self.filtering.filter.facets.get("measure", frozenset())
        for facet in facets:
            if facet.name == "measure":
                self.measures.show_values(facet.values, next(iter(chosen)) if len(chosen) == 1 else "")

    def card_question(self, id: int) -> Callable[[Any], Any]:
        def question(ask: Any) -> FigureCardValue:
            claim = ask.claim(id)
            figures = ask.figure(claim.subject_id, claim.measure_id)
            here = {other.id for figure in figures for other in figure.claims}
            elsewhere = ask.claims([rival for rival in claim.rivals if rival not in here])
            subject = f"{claim.subject_kind}/{ask.name(claim.subject_kind, claim.subject_id).key}"
            return FigureCardValue(claim, figures, tuple(elsewhere), subject)

        return question

    def card_request(self, kind: str, id: int) -> object:
        card = self.card
        assert isinstance(card, FigureCard)
        value = card.value
        return evidence_request(card.heading()[0], value.subject, value.claim.measure_key, self.bridge.workspace.unit)

    def retranslate(self) -> None:
        super().retranslate()
        self.measures.retranslate()


class FiguresPage(PanePage):
    """The list of claims, or in its place the bench of one figure.  A link to an indicator filters by it, a link to
    "bench" (the id of a claim) opens the bench; once that is open, links to claims stay on it."""

    icon_name = "figure"

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        self.bench: BenchPane | None = None
        super().__init__(bridge, {"claims": SHAPE}, parent)
        pane = self.pane
        assert isinstance(pane, FiguresPane)
        pane.benchWanted.connect(self.open_bench)

    def make_pane(self, kind: str, shape: PaneShape | None) -> ListPane:
        assert shape is not None
        return FiguresPane(self.bridge, kind, shape, self)

    # The bench

    def open_bench(self, claim: int) -> None:
        """Show the bench of the figure that a claim states."""
        if self.bench is None:
            self.bench = BenchPane(self.bridge, self)
            self.bench.navigate.connect(self.navigate)
            self.bench.chart.connect(self.chart)
            self.bench.printAsked.connect(self.print)
            self.bench.edit.connect(self.edit)
            self.bench.statusChanged.connect(self.statusChanged)
            self.bench.listWanted.connect(self.open_list)
            layout = self.layout()
            assert layout is not None
            layout.addWidget(self.bench)
        self.stack.hide()
        self.bench.show()
        self.bench.open(claim)
        self.bench.view.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.statusChanged.emit()

    def open_list(self, claim: int) -> None:
        """Back to the list, at this claim (0: where it was)."""
        if self.bench is not None:
            self.bench.hide()
        self.stack.show()
        if claim:
            self.pane.open(claim)
        self.pane.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.statusChanged.emit()

    @property
    def on_bench(self) -> "BenchPane | None":
        """The bench, while it is shown."""
        return self.bench if self.bench is not None and not self.bench.isHidden() else None

    def retranslate(self) -> None:
        super().retranslate()
        if self.bench is not None:
            self.bench.retranslate()

    def refresh(self, change: ChangeSet, initiator: object) -> None:
        super().refresh(change, initiator)
        if self.on_bench is not None:
            self.on_bench.refresh(change, initiator)

    def chart_this(self) -> bool:
        if self.on_bench is None:
            return super().chart_this()
        self.on_bench.view.chart_this.click()
        return True

    def status_text(self) -> str:
        return self.on_bench.status_text() if self.on_bench is not None else super().status_text()

    def current(self) -> tuple[str, int] | None:
        if self.on_bench is not None:
            return ("claims", self.on_bench.view.claim) if self.on_bench.view.claim else None
        return super().current()

    def show_form(self, form: QWidget) -> bool:
        self.open_list(0)
        return super().show_form(form)

    def focus_filter(self) -> None:
        if self.on_bench is not None:
            self.on_bench.subject.line.setFocus()
            self.on_bench.subject.line.selectAll()
        else:
            super().focus_filter()

    def panes(self) -> tuple[QWidget, ...]:
        return self.on_bench.panes() if self.on_bench is not None else super().panes()

    def printable(self) -> object:
        return self.on_bench.printable() if self.on_bench is not None else super().printable()

    def title(self) -> str:
        return tr("Figures")

    def open_record(self, kind: str, id: int) -> bool:
        if kind == "bench" or (kind == "claims" and self.on_bench is not None):
            self.open_bench(id)
            return True
        if kind != "measures":
            return super().open_record(kind, id)
        self.open_list(0)
        self.pane.filtering.set(Filter(facets={"measure": frozenset({str(id)})}))
        return True
