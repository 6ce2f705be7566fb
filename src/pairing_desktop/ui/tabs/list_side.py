"""What stands beside a list: the card of the chosen record, a form in its place, or that nothing is chosen."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from pairing_desktop.domain.problems import NotFound
from pairing_desktop.ui.addresses import show_address
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.tabs.charting import chart_of_card
from pairing_desktop.ui.tabs.list_shape import paper
from pairing_desktop.ui.widgets.states import State

if TYPE_CHECKING:
    from pairing_desktop.domain.cards import HistoryLine
    from pairing_desktop.ui.tabs.list_pane import ListPane
    from pairing_desktop.ui.widgets.card_frame import CardFrame

PAINTED = 30  # milliseconds after which what was first asked for is on the screen


class ListSide(QObject):
    """Asks for the cards of a pane.  The card is made when it is first needed: the rows do not wait for it."""

    def __init__(self, pane: "ListPane") -> None:
        super().__init__(pane)
        self._pane = pane
        self._card: CardFrame | None = None
        self._why_read_only = ""
        self.pointed = 0  # the claim to point at on the next card
        self._soon = QTimer(self, singleShot=True, interval=PAINTED)
        self._soon.timeout.connect(self.ask)
        self.form: QWidget | None = None
        self.nothing = State(pane)
        self.stack = paper(self.nothing)

    @property
    def card(self) -> "CardFrame":
        """The card, made now if it was not yet."""
        if self._card is None:
            pane = self._pane
            self._card = card = pane.make_card()
            card.followed.connect(pane.navigate)
            card.editAsked.connect(pane.edit)
            card.newWith.connect(pane.newWith)
            card.deleteAsked.connect(lambda kind, id: pane.delete.emit(kind, [id]))
            card.chartAsked.connect(lambda kind, id: pane.chart.emit("", chart_of_card(pane, kind, id)))
            card.printAsked.connect(lambda kind, id: pane.printAsked.emit(pane.card_request(kind, id)))
            card.addressAsked.connect(lambda address: show_address(address, pane))
            card.retranslate()
            card.set_writable(self._why_read_only)
            self.stack.addWidget(card)
        return self._card

    def retranslate(self, why_read_only: str) -> None:
        """Say everything in the current language; `why_read_only` is empty when records can be changed."""
        self._why_read_only = why_read_only
        if self._card is not None:
            self._card.retranslate()
            self._card.set_writable(why_read_only)

    def ask_soon(self) -> None:
        """Ask for the card behind the paint of the rows, unless it is asked for before."""
        self._soon.start()

    def ask(self) -> None:
        """Ask for the card of the row the cursor is on."""
        self._soon.stop()
        pane = self._pane
        id = pane.table.current_id()
        if id is None:
            pane.bridge.forget(self, "card")
            if self.form is None:
                self.nothing.tell(pane.words().icon, "", tr("Nothing is chosen."))
                self.stack.setCurrentWidget(self.nothing)
            return
        pointed, self.pointed = self.pointed, 0
        pane.bridge.ask(self, "card", pane.card_question(id), lambda card: self._arrived(card, pointed), self._lost)

    def ask_history(self, kind: str, id: int, then: "Callable[[tuple[HistoryLine, ...]], None]") -> None:
        self._pane.bridge.ask(self, "history", lambda ask: ask.history(kind, id), then)

    def show_form(self, form: QWidget) -> None:
        """Put a form in the place of the card until it says `closed`."""
        self.form = form
        self.stack.addWidget(form)
        self.stack.setCurrentWidget(form)
        closed = getattr(form, "closed", None)
        if closed is not None:
            closed.connect(lambda: self._form_closed(form))
        self._pane.arrange_form()
        form.setFocus(Qt.FocusReason.OtherFocusReason)

    def _form_closed(self, form: QWidget) -> None:
        if self.form is form:
            self.form = None
        self.stack.removeWidget(form)
        self._pane.arrange_form()
        self.ask()
        self._pane.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrived(self, card: Any, pointed: int) -> None:
        self.card.show_card(card, pointed)
        if self.form is None:
            self.stack.setCurrentWidget(self.card)
        self._pane.statusChanged.emit()

    def _lost(self, error: Exception) -> None:
        if isinstance(error, NotFound):
            self._pane.ask()  # it was deleted meanwhile
        else:
            self._pane.bridge.problem.emit(error)
