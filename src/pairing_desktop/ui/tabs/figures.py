"""The Figures tab: indicators, the claims about them, and the card of one claim with all its rivals."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from pairing_desktop.domain.cells import Cell
from pairing_desktop.domain.display import MISSING, short_publisher
from pairing_desktop.domain.listing import Facet, Filter, Row
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.tabs.list_pane import ListPane
from pairing_desktop.ui.tabs.list_paper import figure_request
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
        return FigureCard(self._ask_history, self)

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
            return FigureCardValue(claim, figures, tuple(elsewhere))

        return question

    def card_request(self, kind: str, id: int) -> object:
        card = self.card
        assert isinstance(card, FigureCard)
        claim, (title, subject) = card.value.claim, card.heading()
        unit = self.bridge.workspace.unit
        return figure_request(title, claim.measure_id, claim.subject_id, f"{title}: {subject}", unit)

    def retranslate(self) -> None:
        super().retranslate()
        self.measures.retranslate()


class FiguresPage(PanePage):
    """A link to an indicator filters by it."""

    icon_name = "figure"

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, {"claims": SHAPE}, parent)

    def make_pane(self, kind: str, shape: PaneShape) -> ListPane:
        return FiguresPane(self.bridge, kind, shape, self)

    def title(self) -> str:
        return tr("Figures")

    def open_record(self, kind: str, id: int) -> bool:
        if kind != "measures":
            return super().open_record(kind, id)
        self.pane.filtering.set(Filter(facets={"measure": frozenset({str(id)})}))
        return True
