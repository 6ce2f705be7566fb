"""The frame of every card: title, one small line, actions, tabs, and one scrolling text beneath."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QTabBar, QVBoxLayout, QWidget

from pairing_desktop.ui import icons, theme
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.widgets.card_claims import STEP
from pairing_desktop.ui.widgets.card_document import CardDocument
from pairing_desktop.ui.widgets.card_view import CardView
from pairing_desktop.ui.widgets.filter_bar import ToolButton
from pairing_desktop.ui.widgets.layouts import separator
from pairing_desktop.ui.widgets.links import plain_label

SHORT = 352  # logical pixels: a narrower card has icons without words
TITLE_LENGTH = 160  # a longer name goes on in the text


class CardFrame(QWidget):
    """Subclasses say what stands in it.  It asks the store for nothing."""

    followed = Signal(str, int)  # a link: kind and id
    editAsked = Signal(str, int)
    newWith = Signal(str, object)  # a new row of this kind that begins with these values
    deleteAsked = Signal(str, int)
    chartAsked = Signal(str, int)
    printAsked = Signal(str, int)
    addressAsked = Signal(str)  # open this address in the browser

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown: Any = None
        self.chosen = 0  # the claim that is pointed at
        self.limit = STEP  # claims written at once
        self.opened: frozenset[str] = frozenset()  # parts the reader unfolded
        self._names: list[str] = []  # of the tabs
        self._build()
        theme.notifier.changed.connect(self.restyle)

    def _build(self) -> None:
        self.title = plain_label("", "title", wrap=True, selectable=True)
        self.kind = plain_label("", "small", muted=True, wrap=True, selectable=True)
        for label in (self.title, self.kind):
            policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            label.setSizePolicy(policy)
        self.edit = QPushButton(self)
        self.chart = ToolButton("chart", self)
        self.print = ToolButton("print", self)
        self.address = ToolButton("link", self)
        self.history = ToolButton("history", self)
        self.trash = ToolButton("trash", self)
        self.edit.clicked.connect(lambda: self._tell(self.editAsked))
        self.chart.clicked.connect(lambda: self._tell(self.chartAsked))
        self.print.clicked.connect(lambda: self._tell(self.printAsked))
        self.trash.clicked.connect(lambda: self._tell(self.deleteAsked))
        self.history.clicked.connect(lambda: self.open_tab("history"))
        self.address.clicked.connect(lambda: self.follow("address", ""))
        self.address.hide()
        self.actions_row = actions = QHBoxLayout()
        actions.setSpacing(4)
        for button in (self.edit, self.chart, self.print, self.address):
            actions.addWidget(button)
        actions.addStretch(1)
        for button in (self.history, self.trash):
            actions.addWidget(button)
        self.tabs = QTabBar(self)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.currentChanged.connect(lambda _: self.write())
        self.view = CardView(self)
        self.view.followed.connect(self.follow)
        self.setFocusProxy(self.view)
        rule = separator(self)
        head = QVBoxLayout()
        head.setContentsMargins(0, 0, 16, 0)
        head.setSpacing(6)
        head.addWidget(self.title)
        head.addWidget(self.kind)
        head.addLayout(actions)
        head.addWidget(self.tabs)
        head.addWidget(rule)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 0, 0)
        box.setSpacing(6)
        box.addLayout(head)
        box.addWidget(self.view, 1)
        self.setMinimumWidth(260)

    # What subclasses say

    def identity(self) -> tuple[str, int]:
        """Kind and id of the row that is shown."""
        raise NotImplementedError

    def heading(self) -> tuple[str, str]:
        """Title and the small line under it."""
        raise NotImplementedError

    def tab_words(self) -> dict[str, str]:
        """Names of the tabs and what stands on them."""
        raise NotImplementedError

    def write_tab(self, name: str, out: CardDocument) -> None:
        """Write what stands on a tab."""
        raise NotImplementedError

    # Words and colours

    def retranslate(self) -> None:
        """Say everything again in the current language."""
        self.tabs.setAccessibleName(tr("Parts of the card"))
        self.view.setAccessibleName(tr("Card"))
        self.edit.setText(tr("Edit"))
        self.chart.set_words(tr("Chart this"))
        self.print.set_words(tr("Print…"))
        self.address.set_words(tr("Open address"))
        self.history.set_words(tr("History"))
        self.trash.set_words(tr("Move to the trash"))
        for button in (self.history, self.trash):
            button.set_narrow(True)
        self.setAccessibleName(tr("Card"))
        self.restyle()

    def restyle(self) -> None:
        """Take up colours and fonts."""
        self.title.setFont(theme.metrics().title)
        self.kind.setFont(theme.metrics().small)
        self.edit.setIcon(icons.icon("edit"))
        for button in (self.chart, self.print, self.address, self.history, self.trash):
            button.restyle()
        if self.shown is not None:
            self.show_card(self.shown, self.chosen)

    def set_writable(self, why_not: str) -> None:
        """Switch Edit and trash off with the reason, or on with an empty one."""
        for button in (self.edit, self.trash):
            button.setEnabled(not why_not)
            button.setAccessibleDescription(why_not)
        self.edit.setToolTip(why_not)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for button in (self.chart, self.print, self.address):
            button.set_narrow(self.width() < SHORT)

    # What is shown

    def show_card(self, shown: Any, chosen: int = 0) -> None:
        """Show a row.  `chosen` is the claim to point at.  The same row stays on its tab, where it was scrolled."""
        before = self.identity() if self.shown is not None else None
        self.shown = shown
        same = before == self.identity() and chosen in (0, self.chosen)
        if not same:
            self.opened, self.limit = frozenset(), STEP
        self.chosen = chosen or (self.chosen if same else 0)
        tab = self.tab_name() if same else ""
        scrolled = self.view.verticalScrollBar().value() if same else 0
        title, kind = self.heading()
        self.title.setText(title if len(title) <= TITLE_LENGTH else f"{title[:TITLE_LENGTH]}…")
        self.kind.setText(kind)
        self.kind.setVisible(bool(kind))
        self._show_tabs(tab)
        self.write()
        if same:
            self.view.verticalScrollBar().setValue(scrolled)

    def _show_tabs(self, chosen: str) -> None:
        words = self.tab_words()
        blocked = self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        self._names = list(words)
        for place, text in enumerate(words.values()):
            self.tabs.insertTab(place, text)
        self.tabs.setCurrentIndex(self._names.index(chosen) if chosen in self._names else 0)
        self.tabs.blockSignals(blocked)

    def tab_name(self) -> str:
        """The tab in front."""
        place = self.tabs.currentIndex()
        return self._names[place] if 0 <= place < len(self._names) else ""

    def open_tab(self, name: str) -> None:
        """Bring a tab to the front, if there is such a one."""
        if name in self._names:
            self.tabs.setCurrentIndex(self._names.index(name))

    def write(self) -> None:
        """Write the tab in front anew."""
        if self.shown is None:
            return
        self.write_tab(self.tab_name(), self.view.begin())
        self.view.finish()
        if self.chosen:
            self.view.reveal(f"claim {self.chosen}")

    # What is asked

    def _tell(self, signal: Any) -> None:
        if self.shown is not None:
            signal.emit(*self.identity())

    def follow(self, kind: str, id: str) -> None:
        """Follow a link of the text: to a record, or to another part of this card."""
        if kind == "unfold":
            at = self.view.verticalScrollBar().value()
            self.limit += STEP if id == "claims" else 0
            self.opened |= {id}
            self.write()
            self.view.verticalScrollBar().setValue(at)
        elif kind == "tab":
            self.open_tab(id)
        else:
            self.followed.emit(kind, int(id))
