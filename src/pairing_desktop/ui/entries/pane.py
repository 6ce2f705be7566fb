"""Lists of entries, with the card of the chosen one; that of people sent has totals beneath."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt

from pairing_desktop.domain.listing import Filter, Order
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.entries.card import EntryCard, EntryShown
from pairing_desktop.ui.entries.totals import TotalsPanel
from pairing_desktop.ui.tabs.list_pane import ListPane
from pairing_desktop.ui.tabs.list_shape import PaneShape
from pairing_desktop.ui.widgets.card_frame import CardFrame

SHAPES = {
    "postings": PaneShape(charts=False, growing=("sending_unit",), narrow_hides=("source",)),
    "channels": PaneShape(charts=False, growing=("product",), narrow_hides=("source",)),
    "admissions": PaneShape(charts=False, growing=("place",), narrow_hides=("source",)),
}


class EntryPane(ListPane):
    """The list of an entry kind."""

    def make_card(self) -> CardFrame:
        return EntryCard(self.beside.ask_history, self)

    def card_question(self, id: int) -> Callable[[Any], Any]:
        kind = self.kind

        def question(ask: Any) -> EntryShown:
            return EntryShown(ask.entries.line(kind, id), ask.entries.names(id) if kind == "postings" else ())

        return question


class PeoplePane(EntryPane):
    """People sent: the list, and under it the totals of what it shows."""

    def _build(self) -> None:
        super()._build()
        self.totals = TotalsPanel(self.bridge, self)
        self.totals.chosen.connect(self._total_chosen)
        column = self.middle.layout()
        assert column is not None
        column.addWidget(self.totals)

    def make_card(self) -> CardFrame:
        card = super().make_card()
        assert isinstance(card, EntryCard)
        card.namesAsked.connect(self.see_to_names)
        return card

    def see_to_names(self, posting: int) -> None:
        """Open the names of people sent."""
        from pairing_desktop.ui.entries.names import NamesDialog

        dialog = NamesDialog(self.bridge, posting, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _order_arrived(self, order: Order) -> None:
        super()._order_arrived(order)
        self.totals.ask(self.filtering.filter)

    def _total_chosen(self, way: str, code: str) -> None:
        if way == "year":
            year = int(code) if code else None
            self.filtering.set(Filter(self.filtering.filter.text, self.filtering.filter.facets, (None, year)))
        else:
            self.filtering.choose(way, frozenset({code}))

    def retranslate(self) -> None:
        super().retranslate()
        self.totals.retranslate()


def entry_pane(bridge: Bridge, kind: str, parent: Any) -> EntryPane:
    """The pane of an entry kind."""
    return (PeoplePane if kind == "postings" else EntryPane)(bridge, kind, SHAPES[kind], parent)
