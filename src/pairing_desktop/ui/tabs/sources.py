"""The Sources tab: the list, and beside it what rests on the chosen source."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pairing_desktop.domain.cards import Card, ClaimLine
from pairing_desktop.ui.bench.derive import DeriveDialog
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.tabs.list_shape import PaneShape
from pairing_desktop.ui.tabs.records import PanePage
from pairing_desktop.ui.widgets.card import RecordCard
from pairing_desktop.ui.widgets.card_source import DERIVED

SHAPE = PaneShape(left=0, list_width=472, wraps=False, charts=False, narrow_hides=("events",))


class SourcesPage(PanePage):
    """A link to the place of a claim in its source arrives as `open_record("citations", claim id)`."""

    icon_name = "source"

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, {"sources": SHAPE}, parent)
        card = self.pane.card
        assert isinstance(card, RecordCard)
        card.deriveAsked.connect(self._derive)

    def open_record(self, kind: str, id: int) -> bool:
        if kind != "citations":
            return super().open_record(kind, id)
        self.bridge.ask(self, "citation", lambda ask: ask.claim(id), self._open_claim)
        return True

    def _derive(self, other: int) -> None:
        """Ask which source the one on the card took over from, or take the link to `other` back."""
        card = self.pane.card.shown
        if self.bridge.workspace.read_only or not isinstance(card, Card):
            return
        name = next((link.name_en for link in card.links if link.id == other and link.role == DERIVED), "")
        dialog = DeriveDialog(self.bridge, card.id, card.name_en, self, (other, name) if other else None)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _open_claim(self, claim: ClaimLine) -> None:
        if claim.citation is not None:
            self.pane.open(claim.citation.source_id, claim.id)
