"""The Figures tab: indicators, the claims about them, and the card of one claim with all its rivals."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from pairing_desktop.domain.cells import Cell
from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.display import MISSING, short_publisher
from pairing_desktop.domain.kinds import MEASURES
from pairing_desktop.domain.listing import Facet, Filter, Order, Row
from pairing_desktop.ui import icons
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
    _at_indicators = False

    def make_left(self) -> QWidget | None:
        self.measures = MeasureList(self.shape.left, self)
        self.measures.chosen.connect(self._measure_chosen)
        self.measures.table.focused.connect(lambda: self._work_in(True))
        self.measures.table.opened.connect(lambda _id: self.table.setFocus(Qt.FocusReason.TabFocusReason))
        self.measures.table.customContextMenuRequested.connect(self._open_menu)
        return self.measures

    # The indicators as records of their own: the acts of the menus are about the list that had the keyboard last.

    def _work_in(self, indicators: bool) -> None:
        if indicators != self._at_indicators:
            self._at_indicators = indicators
            self.statusChanged.emit()

    @property
    def indicator_in_front(self) -> int | None:
        """The indicator under the cursor while the list of indicators is the one that is worked in."""
        now = QApplication.focusWidget()
        elsewhere = now is not None and now is not self.measures.table and self.isAncestorOf(now)  # a menu is no part of it
        return self.measures.current if self._at_indicators and not elsewhere and not self.measures.isHidden() else None

    def refresh(self, change: ChangeSet, initiator: object) -> None:
        """As every list; an indicator that went to the trash is let go of by the filter."""
        chosen = self.filtering.filter.facets.get("measure", frozenset())
        if len(chosen) == 1 and (id := int(next(iter(chosen)))) in change.rows.get(MEASURES.name, ()):
            self.bridge.ask(
                self, "thrown", lambda ask: ask.editing.in_trash(MEASURES.name, id),
                lambda thrown: self.filtering.choose("measure", frozenset()) if thrown else None,
            )
        super().refresh(change, initiator)

    def begin_new(self) -> None:
        """A new claim, of the indicator that is let through if there is only one."""
        chosen = self.filtering.filter.facets.get("measure", frozenset())
        if len(chosen) != 1:
            self.new.emit(self.kind)
            return
        id = int(next(iter(chosen)))
        self.bridge.ask(
            self, "indicator", lambda ask: ask.name(MEASURES.name, id).key,
            lambda key: self.newWith.emit(self.kind, {"measure_key": key}),
        )

    def _tell_rows(self, order: Order) -> None:
        """An indicator that was just made has no claims yet: it says so, and how to begin."""
        only = self.filtering.filter == Filter(facets={"measure": self.filtering.filter.facets.get("measure", frozenset())})
        if len(order.ids) or not only or self.filtering.filter.is_empty:
            super()._tell_rows(order)
            return
        told = tr("A claim says what a source states of it, for whom and for which time.")
        self.state.tell(
            "figure", tr("Nothing is stated of this indicator yet"), told,
            ((tr("New claim"), self.begin_new), (tr("Clear filters"), self.filtering.clear)), primary=True,
            why_not=self.why_read_only(),
        )
        self.rows.setCurrentWidget(self.state)

    def indicator_menu(self) -> QMenu:
        """What one can do with the indicator under the cursor, and a new one."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        acts = getattr(self.window(), "actions_by_name", None)
        new = menu.addAction(icons.icon("add"), tr("New indicator…"))
        new.setEnabled(not self.bridge.workspace.read_only)
        new.triggered.connect(lambda _checked=False: self.new.emit(MEASURES.name))
        if acts is not None and self.indicator_in_front is not None:
            menu.addSeparator()
            for name in ("edit_record", "duplicate", "history", "delete"):
                menu.addAction(acts[name])
        return menu

    def _open_menu(self, spot: QPoint) -> None:
        self.indicator_menu().popup(self.measures.table.viewport().mapToGlobal(spot))

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
        self.table.focused.connect(lambda: self._work_in(False))
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

    @property
    def indicator_shown(self) -> int | None:
        """The indicator of the figure whose card is shown, or the only one that is let through."""
        chosen = self.filtering.filter.facets.get("measure", frozenset())
        if len(chosen) == 1:
            return int(next(iter(chosen)))
        shown = self.card.shown
        return shown.claim.measure_id if isinstance(shown, FigureCardValue) and self.model.rowCount() else None

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
        front = self._indicator_in_front()
        return super().current() if front is None else (MEASURES.name, front)

    def begin_new(self) -> bool:
        if self.on_bench is not None:
            return False
        pane = self.pane
        assert isinstance(pane, FiguresPane)
        pane.begin_new()
        return True

    def indicator(self) -> int | None:
        if self.on_bench is not None:
            return self.on_bench.indicator
        pane = self.pane
        assert isinstance(pane, FiguresPane)
        return pane.indicator_in_front or pane.indicator_shown

    def selection(self) -> tuple[str, list[int]]:
        front = self._indicator_in_front()
        return super().selection() if front is None else (MEASURES.name, [front])

    def edit_cell(self) -> bool:
        return self._indicator_in_front() is None and super().edit_cell()

    def kinds(self) -> tuple[str, ...]:
        return (*super().kinds(), MEASURES.name)

    def _indicator_in_front(self) -> int | None:
        pane = self.pane
        return pane.indicator_in_front if self.on_bench is None and isinstance(pane, FiguresPane) else None

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
