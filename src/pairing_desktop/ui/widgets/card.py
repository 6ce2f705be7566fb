"""The card of one record: title, actions, and Facts, Claims, Events and History as one scrolling text."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QTabBar, QVBoxLayout, QWidget

from pairing_desktop.domain.cards import Card, HistoryLine
from pairing_desktop.domain.display import kind_line, name_text
from pairing_desktop.ui import icons, theme
from pairing_desktop.ui.i18n import current, tr
from pairing_desktop.ui.widgets.card_claims import STEP, write_claims, write_events, write_history
from pairing_desktop.ui.widgets.card_document import CardDocument
from pairing_desktop.ui.widgets.card_facts import FactsWriter
from pairing_desktop.ui.widgets.card_source import openable, write_resting, write_source_facts
from pairing_desktop.ui.widgets.card_view import CardView
from pairing_desktop.ui.widgets.filter_bar import ToolButton
from pairing_desktop.ui.widgets.links import plain_label

TITLE_LENGTH = 160  # a longer name goes on in the Facts
WIDE = 620  # a source's claims stand in columns from this width on

AskHistory = Callable[[str, int, Callable[[tuple[HistoryLine, ...]], None]], None]


class RecordCard(QWidget):
    """Shows a Card.  It asks for nothing but the history, when its tab is opened."""

    followed = Signal(str, int)  # a link: kind and id
    editAsked = Signal(str, int)
    deleteAsked = Signal(str, int)
    chartAsked = Signal(str, int)
    printAsked = Signal(str, int)
    addressAsked = Signal(str)  # open this address in the browser

    def __init__(self, ask_history: AskHistory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ask_history = ask_history
        self._card: Card | None = None
        self._history: tuple[HistoryLine, ...] | None = None
        self._opened: frozenset[str] = frozenset()
        self._limit = STEP
        self._chosen = 0
        self._why_not = ""
        self._tabs_shown: list[str] = []
        self.setAutoFillBackground(False)
        self._build()
        self.retranslate()
        theme.notifier.changed.connect(self.restyle)

    def _build(self) -> None:
        self.title = plain_label("", "title", wrap=True)
        self.kind = plain_label("", "small", muted=True, wrap=True)
        selectable = Qt.TextInteractionFlag.TextSelectableByMouse
        for label in (self.title, self.kind):
            label.setTextInteractionFlags(selectable)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.edit = QPushButton(self)
        self.chart = ToolButton("chart", self)
        self.print = ToolButton("print", self)
        self.address = ToolButton("link", self)
        self.history = ToolButton("history", self)
        self.more = ToolButton("trash", self)
        self.edit.clicked.connect(lambda: self._tell(self.editAsked))
        self.chart.clicked.connect(lambda: self._tell(self.chartAsked))
        self.print.clicked.connect(lambda: self._tell(self.printAsked))
        self.more.clicked.connect(lambda: self._tell(self.deleteAsked))
        self.history.clicked.connect(lambda: self.open_tab("history"))
        self.address.clicked.connect(self._open_address)
        actions = QHBoxLayout()
        actions.setSpacing(4)
        for button in (self.edit, self.chart, self.print, self.address):
            actions.addWidget(button)
        actions.addStretch(1)
        for button in (self.history, self.more):
            button.set_narrow(True)
            actions.addWidget(button)
        self.tabs = QTabBar(self)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.currentChanged.connect(lambda _: self._write())
        self.view = CardView(self)
        self.view.followed.connect(self._follow)
        rule = QFrame(self)
        rule.setProperty("separator", True)
        rule.setFixedHeight(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 0, 0)
        box.setSpacing(6)
        head = QVBoxLayout()
        head.setContentsMargins(0, 0, 16, 0)
        head.setSpacing(6)
        head.addWidget(self.title)
        head.addWidget(self.kind)
        head.addLayout(actions)
        head.addWidget(self.tabs)
        head.addWidget(rule)
        box.addLayout(head)
        box.addWidget(self.view, 1)
        self.setMinimumWidth(260)

    # Words and colours

    def retranslate(self) -> None:
        self.edit.setText(tr("Edit"))
        self.chart.set_words(tr("Chart this"))
        self.print.set_words(tr("Print…"))
        self.address.set_words(tr("Open address"))
        self.history.set_words(tr("History"))
        self.more.set_words(tr("Move to the trash"))
        for button in (self.history, self.more):
            button.set_narrow(True)
        self.setAccessibleName(tr("Card"))
        self.restyle()

    def restyle(self) -> None:
        """Take up colours, fonts and language anew."""
        self.title.setFont(theme.metrics().title)
        self.kind.setFont(theme.metrics().small)
        self.edit.setIcon(icons.icon("edit"))
        for button in (self.chart, self.print, self.address, self.history, self.more):
            button.restyle()
        if self._card:
            self.show_card(self._card, self._chosen, keep=True)

    def set_writable(self, why_not: str) -> None:
        """Switch Edit and trash off with the reason, or on with an empty one."""
        self._why_not = why_not
        self.edit.setEnabled(not why_not)
        self.edit.setToolTip(why_not)
        self.edit.setAccessibleDescription(why_not)
        self.more.setEnabled(not why_not)

    def set_narrow(self, narrow: bool) -> None:
        self.chart.set_narrow(narrow)
        self.print.set_narrow(narrow)
        self.address.set_narrow(narrow)

    # What is shown

    def card(self) -> Card | None:
        return self._card

    def show_card(self, card: Card, chosen: int = 0, keep: bool = False) -> None:
        """Show a record.  `chosen` is the claim to point at; `keep` stays on the tab and where it was scrolled."""
        same = self._card is not None and (self._card.kind, self._card.id) == (card.kind, card.id)
        keep = keep or (same and not chosen)
        if not keep:
            self._opened, self._limit = frozenset(), STEP
        before = self._tab_name() if keep else ""
        scrolled = self.view.verticalScrollBar().value() if keep else 0
        if card is not self._card:
            self._history = None
        self._card, self._chosen = card, chosen
        name = name_text(card.name_en, card.name_zh, current())
        self.title.setText(name if len(name) <= TITLE_LENGTH else f"{name[:TITLE_LENGTH]}…")
        self.kind.setText(kind_line(card, current()))
        self.kind.setVisible(bool(self.kind.text()))
        self.address.setVisible(card.kind == "sources" and openable(card.values.get("url", "")))
        self.chart.setVisible(card.kind in ("projects", "companies"))
        self._show_tabs(card, before)
        self._write()
        self.view.verticalScrollBar().setValue(scrolled)

    def _show_tabs(self, card: Card, chosen: str) -> None:
        tabs = {"facts": tr("Facts")}
        if card.kind == "sources":
            tabs = {"resting": tr("What rests on it"), "facts": tr("Facts")}
        elif card.kind != "events":
            tabs["claims"] = tr("Claims {n}", n=len(card.claims))
            tabs["events"] = tr("Events {n}", n=len(card.events))
        tabs["history"] = tr("History")
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        self._tabs_shown = list(tabs)
        for place, words in enumerate(tabs.values()):
            self.tabs.insertTab(place, words)
        self.tabs.setCurrentIndex(self._tabs_shown.index(chosen) if chosen in self._tabs_shown else 0)
        self.tabs.blockSignals(False)

    def _tab_name(self) -> str:
        place = self.tabs.currentIndex()
        return self._tabs_shown[place] if 0 <= place < len(self._tabs_shown) else ""

    def open_tab(self, name: str) -> None:
        """Bring one of "facts", "claims", "events", "history", "resting" to the front."""
        if name in self._tabs_shown:
            self.tabs.setCurrentIndex(self._tabs_shown.index(name))

    def _write(self) -> None:
        card = self._card
        if card is None:
            return
        out = self.view.begin()
        match self._tab_name():
            case "claims":
                write_claims(out, card.claims, self._limit, self._chosen)
            case "events":
                write_events(out, card)
            case "history":
                self._write_history(out, card)
            case "resting":
                write_resting(out, card, self._limit, self.width() >= WIDE, self._chosen)
            case _ if card.kind == "sources":
                write_source_facts(out, card)
            case _:
                FactsWriter(out, card, self._opened).write()
        self.view.finish()
        if self._chosen:
            self.view.reveal(f"claim {self._chosen}")

    def _write_history(self, out: CardDocument, card: Card) -> None:
        if self._history is not None:
            write_history(out, card.kind, self._history)
            return

        def arrived(lines: tuple[HistoryLine, ...]) -> None:
            self._history = lines
            if self._tab_name() == "history":
                self._write()

        self._ask_history(card.kind, card.id, arrived)

    # What is asked

    def _tell(self, signal: object) -> None:
        if self._card is not None:
            signal.emit(self._card.kind, self._card.id)  # type: ignore[attr-defined]

    def _open_address(self) -> None:
        if self._card is not None:
            self.addressAsked.emit(self._card.values.get("url", ""))

    def _follow(self, kind: str, id: str) -> None:
        if kind == "unfold":
            self._limit += STEP if id == "claims" else 0
            self._opened |= {id}
            at = self.view.verticalScrollBar().value()
            self._write()
            self.view.verticalScrollBar().setValue(at)
        elif kind == "tab":
            tab, _, measure = id.partition(":")
            self.open_tab(tab)
            if measure:
                self._limit = max(self._limit, len(self._card.claims) if self._card else 0)
                self._write()
                self.view.reveal(f"measure {measure}")
        elif kind == "address":
            self._open_address()
        else:
            self.followed.emit(kind, int(id))
