"""The card of one record: Facts, Claims, Events and History; of a source what rests on it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from pairing_desktop.domain.cards import Card, HistoryLine
from pairing_desktop.domain.display import kind_line, name_text
from pairing_desktop.ui.entries.on_card import ADD, EDIT, FILE, preset, write_entries
from pairing_desktop.ui.i18n import current, tr
from pairing_desktop.ui.widgets.card_claims import write_claims, write_events, write_history
from pairing_desktop.ui.widgets.card_document import CardDocument
from pairing_desktop.ui.widgets.card_facts import FactsWriter
from pairing_desktop.ui.widgets.card_frame import CardFrame
from pairing_desktop.ui.widgets.card_source import openable, write_resting, write_source_facts

WIDE = 620  # a source's claims stand in columns from this width on

AskHistory = Callable[[str, int, Callable[[tuple[HistoryLine, ...]], None]], None]


class RecordCard(CardFrame):
    """Shows a Card.  `ask_history` is called when the History tab is opened."""

    fileAsked = Signal(str, int)  # "add" a file, "open" or "save" this attachment
    deriveAsked = Signal(int)  # say that this source derives from another (0), or no longer from that one

    def __init__(self, ask_history: AskHistory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ask_history = ask_history
        self._history: tuple[Card, tuple[HistoryLine, ...]] | None = None
        self._was_wide = False

    @property
    def card(self) -> Card:
        """What is shown; there must be something."""
        assert isinstance(self.shown, Card)
        return self.shown

    def identity(self) -> tuple[str, int]:
        return self.card.kind, self.card.id

    def heading(self) -> tuple[str, str]:
        card = self.card
        self.address.setVisible(card.kind == "sources" and openable(card.values.get("url", "")))
        self.chart.setVisible(card.kind in ("projects", "companies"))
        return name_text(card.name_en, card.name_zh, current()), kind_line(card, current())

    def tab_words(self) -> dict[str, str]:
        card = self.card
        if card.kind == "sources":
            return {"resting": tr("What rests on it"), "facts": tr("Facts"), "history": tr("History")}
        claims, events = tr("Claims {n}", n=len(card.claims)), tr("Events {n}", n=len(card.events))
        return {"facts": tr("Facts"), "claims": claims, "events": events, "history": tr("History")}

    def write_tab(self, name: str, out: CardDocument) -> None:
        card = self.card
        match name:
            case "claims":
                write_claims(out, card.claims, self.limit, self.chosen)
            case "events":
                write_events(out, card)
            case "history":
                self._write_history(out, card)
            case "resting":
                write_resting(out, card, self.limit, self.width() >= WIDE, self.chosen)
            case _ if card.kind == "sources":
                write_source_facts(out, card)
                write_entries(out, card, self.opened, writable=self.edit.isEnabled())
            case _:
                FactsWriter(out, card, self.opened).write()
                write_entries(out, card, self.opened, writable=self.edit.isEnabled())

    def _write_history(self, out: CardDocument, card: Card) -> None:
        if self._history is not None and self._history[0] is card:
            write_history(out, card.kind, self._history[1])
            return

        def arrived(lines: tuple[HistoryLine, ...]) -> None:
            if self.shown is card:
                self._history = (card, lines)
                self.write()

        self._ask_history(card.kind, card.id, arrived)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= WIDE
        if wide != self._was_wide:
            self._was_wide = wide
            if self.shown is not None and self.card.kind == "sources":
                self.write()

    def follow(self, kind: str, id: str) -> None:
        if kind == "address":
            self.addressAsked.emit(self.card.values.get("url", ""))
        elif kind.startswith(ADD):
            added = kind.removeprefix(ADD)
            self.newWith.emit(added, preset(self.card, added))
        elif kind.startswith(FILE):
            act = kind.removeprefix(FILE)
            if act == "trash":
                self.deleteAsked.emit("attachments", int(id))
            else:
                self.fileAsked.emit(act, int(id))
        elif kind.startswith(EDIT):
            self.editAsked.emit(kind.removeprefix(EDIT), int(id))
        elif kind in ("derive", "underive"):
            self.deriveAsked.emit(int(id) if kind == "underive" else 0)
        elif kind == "tab" and id.startswith("claims:"):
            self.limit = max(self.limit, len(self.card.claims))
            self.open_tab("claims")
            self.write()
            self.view.reveal(f"measure {id.partition(':')[2]}")
        else:
            super().follow(kind, id)
