"""The Sources tab: the list, and beside it what rests on the chosen source."""

from PySide6.QtWidgets import QWidget

from pairing_desktop.domain.cards import ClaimLine
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.tabs.list_shape import PaneShape
from pairing_desktop.ui.tabs.records import PanePage

SHAPE = PaneShape(left=0, list_width=472, wraps=False, charts=False, narrow_hides=("events",))


class SourcesPage(PanePage):
    """A link to the place of a claim in its source arrives as `open_record("citations", claim id)`."""

    icon_name = "source"

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, {"sources": SHAPE}, parent)

    def open_record(self, kind: str, id: int) -> bool:
        if kind != "citations":
            return super().open_record(kind, id)
        self.bridge.ask(self, "citation", lambda ask: ask.claim(id), self._open_claim)
        return True

    def _open_claim(self, claim: ClaimLine) -> None:
        if claim.citation is not None:
            self.pane.open(claim.citation.source_id, claim.id)
