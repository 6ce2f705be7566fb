"""The Timeline tab: canvas and card, and behind a switch the list of events."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from pairing_desktop.domain.cards import Card, HistoryLine
from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.problems import NotFound
from pairing_desktop.operations.questions import Questions
from pairing_desktop.ui import theme
from pairing_desktop.ui.addresses import show_address
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.i18n import current, tr
from pairing_desktop.ui.page import Page
from pairing_desktop.ui.tabs.charting import chart_record, chart_rows
from pairing_desktop.ui.tabs.list_pane import NARROW, ListPane, PaneShape
from pairing_desktop.ui.tabs.list_paper import record_request
from pairing_desktop.ui.timeline.canvas import TimelineCanvas
from pairing_desktop.ui.timeline.index import Index, make_index
from pairing_desktop.ui.timeline.period import look_of, range_words
from pairing_desktop.ui.timeline.popups import Popups, items_here
from pairing_desktop.ui.timeline.scale import day_of
from pairing_desktop.ui.timeline.side import TimelineSide
from pairing_desktop.ui.timeline.toolbar import PROJECTS, TimelineBar
from pairing_desktop.ui.widgets.layouts import separator
from pairing_desktop.ui.widgets.states import State

CARD, FLAT_CARD = 300, 212  # width beside the canvas, height beneath it

Kinds = dict[str, tuple[str, ...]]
Orders = dict[str, Sequence[int]]


class TimelinePage(Page):
    """Events, project spans and dated claims on lanes."""

    icon_name = "timeline"

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self._wanted: tuple[str, int] | None = None  # asked for before the items were here
        self._days: tuple[str, str] | None = None  # to be shown, asked for before the items were here
        self._orders: Orders = {}
        self._form: QWidget | None = None
        self._flat = False
        self._split = False
        self.bar = TimelineBar(self)
        self.canvas = TimelineCanvas(self)
        self.side = TimelineSide(self._ask_history, self)
        self.popups = Popups(bridge, self.canvas, self.bar.undated)
        self._list: ListPane | None = None  # made when it is first shown
        self._list_state: dict[str, Any] = {}
        self._build()
        self._connect()
        self.retranslate()
        self._ask()

    def _build(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.nothing = State(self)
        self.front = QStackedWidget(self)
        self.front.addWidget(self.canvas)
        self.front.addWidget(self.nothing)
        self.splitter.addWidget(self.front)
        self.splitter.addWidget(self.side)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.splitter)
        rule = separator(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.bar)
        box.addWidget(rule)
        box.addWidget(self.stack, 1)

    def _connect(self) -> None:
        bar, canvas, card = self.bar, self.canvas, self.side.card
        bar.earlier.clicked.connect(canvas.show_earlier)
        bar.recent.clicked.connect(canvas.show_recent)
        bar.fit.clicked.connect(canvas.fit_selected)
        bar.hiddenChanged.connect(lambda _: self._ask())
        bar.claimsToggled.connect(canvas.show_claims)
        bar.viewChosen.connect(self.show_view)
        bar.undated.clicked.connect(self.popups.show_undated)
        bar.chart.clicked.connect(lambda: self.chart.emit("events", look_of(self.canvas)))
        canvas.picked.connect(self._show)
        canvas.opened.connect(self._open)
        canvas.several.connect(self.popups.show_several)
        canvas.yearOpened.connect(self.popups.show_year)
        self.popups.chosen.connect(self._select)
        self.popups.followed.connect(self.navigate)
        canvas.viewChanged.connect(self._view_changed)
        card.followed.connect(self.navigate)
        card.editAsked.connect(self.edit)
        card.deleteAsked.connect(lambda kind, id: self.delete.emit(kind, [id]))
        card.chartAsked.connect(lambda kind, id: chart_record(self, kind, id))
        card.printAsked.connect(lambda kind, _: self.print.emit(record_request(card.title.text(), kind, card.card.key)))
        card.addressAsked.connect(lambda address: show_address(address, self))
        self.side.stepped.connect(self._step)

    @property
    def events(self) -> ListPane:
        """The list of events behind the switch."""
        if self._list is None:
            made = self._list = ListPane(self.bridge, "events", PaneShape(growing=("name",)), self)
            made.printAsked.connect(self.print)
            made.cells.formWanted.connect(self.editInstead)
            for name in ("navigate", "chart", "edit", "new", "delete", "statusChanged"):
                getattr(made, name).connect(getattr(self, name))
            if self._list_state:
                made.restore_state(self._list_state)
            self.stack.addWidget(made)
        return self._list

    def printable(self) -> object:
        """The events as a list, as its filters say."""
        return self.events.list_request()

    # Items ---------------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        hidden = self.bar.hidden

        def question(ask: Questions) -> tuple[Index, Kinds, Orders]:
            found = ask.timeline.whole()
            kinds: dict[str, dict[str, None]] = {}
            for item in found.shared:
                if item.row_kind == "events":
                    kinds.setdefault(item.lane, {})[item.kind] = None
            index = make_index(found, ask.timeline.item, hidden, with_projects=PROJECTS not in hidden)
            shown = {lane: tuple(kinds[lane]) for lane in index.lanes if lane in kinds}
            return index, shown, {kind: index.order(kind) for kind in ("events", "projects")}

        self.bridge.ask(self, "timeline", question, self._arrived, picture=True)

    def _arrived(self, answer: tuple[Index, Kinds, Orders]) -> None:
        index, kinds, self._orders = answer
        index.every.fetch = items_here(self.bridge)  # from now on they are asked for in this thread
        self.bar.show_kinds(kinds)
        self.canvas.set_index(index)
        self._show_counts()
        self._show_front(index)
        self.bar.show_preset(self.canvas.preset)
        wanted, self._wanted = self._wanted, None
        days, self._days = self._days, None
        if days is not None:
            self.show_period(*days)
        if wanted is not None:
            self._select(*wanted)
        elif self.canvas.selected is None and (latest := self._latest(index)) is not None:
            self.canvas.select(*latest, reveal=False)
            self._show(*latest)
        else:
            self._show_place()
        self.statusChanged.emit()

    def _show_counts(self) -> None:
        index = self.canvas.index
        if index is not None:
            undated = index.undated_events + index.undated_projects
            self.bar.show_counts(len(self._orders["events"]), len(self._orders["projects"]), undated)

    def _show_front(self, index: Index) -> None:
        """The canvas, or in words why there is nothing on it."""
        self.front.setCurrentWidget(self.nothing if index.is_empty else self.canvas)
        if self.bar.hidden:
            show_all = tr("Show all kinds"), lambda: self.bar.hide_kinds(frozenset())
            self.nothing.tell("filter", tr("Nothing of these kinds"), tr("Some kinds are not shown."), (show_all,))
        else:
            text = tr("Events and projects with a date appear here; a date may be a day, a month or only a year.")
            new = tr("New event"), lambda: self.new.emit("events")
            reason = self._why_read_only()
            self.nothing.tell("timeline", tr("Nothing is on the timeline yet"), text, (new,), True, reason)

    def _why_read_only(self) -> str:
        """Why nothing can be changed, in words; empty when it can."""
        reason = self.bridge.workspace.read_only_reason
        return reason.message(current()) if reason else ""

    def _latest(self, index: Index) -> tuple[str, int] | None:
        """The last event that has happened: its card is shown first."""
        id = index.latest()
        return None if id is None else ("events", id)

    # The chosen record ---------------------------------------------------------------------------------------------

    def _select(self, kind: str, id: int) -> None:
        self.canvas.select(kind, id)
        self._show(kind, id)

    def _show(self, kind: str, id: int) -> None:
        """Ask for the card of a record."""
        self.bridge.ask(self, "card", lambda ask: ask.card(kind, id), self._card_arrived, self._card_failed)
        self._show_place()

    def _card_arrived(self, card: Card) -> None:
        self.side.card.show_card(card)
        if self._form is None:
            self.side.stack.setCurrentWidget(self.side.card)
        self.statusChanged.emit()

    def _card_failed(self, error: Exception) -> None:
        if isinstance(error, NotFound):
            self.side.stack.setCurrentWidget(self.side.nothing)
        else:
            self.bridge.problem.emit(error)

    def _ask_history(self, kind: str, id: int, then: Callable[[tuple[HistoryLine, ...]], None]) -> None:
        self.bridge.ask(self, "history", lambda ask: ask.history(kind, id), then)

    def _show_place(self) -> None:
        kind, id = self.canvas.selected or ("", 0)
        order = self._orders.get(kind, ())
        self.side.show_place(order.index(id) + 1 if id in order else 0, len(order))

    def _step(self, step: int) -> None:
        kind, id = self.canvas.selected or ("", 0)
        order = self._orders.get(kind, ())
        at = order.index(id) + step if id in order else -1
        if 0 <= at < len(order):
            self._select(kind, order[at])

    def _open(self, kind: str, id: int) -> None:
        """Enter or double-click: a project opens on its own tab, an event's card takes the keyboard."""
        if kind == "projects":
            self.navigate.emit(kind, id)
        else:
            self.side.card.setFocus(Qt.FocusReason.TabFocusReason)

    # What the window asks ------------------------------------------------------------------------------------------

    def show_view(self, name: str) -> None:
        """The "timeline" or the "list"."""
        self.bar.show_view(name)
        self.stack.setCurrentWidget(self.events if name == "list" else self.splitter)
        if name == "list":
            self.events.load()
        self.statusChanged.emit()

    @property
    def shows_list(self) -> bool:
        return self._list is not None and self.stack.currentWidget() is self._list

    def title(self) -> str:
        return tr("Timeline")

    def retranslate(self) -> None:
        self.bar.retranslate()
        self.canvas.retranslate()
        self.side.retranslate()
        if self._list is not None:
            self._list.retranslate()
        self.side.card.set_writable(self._why_read_only())
        self._show_counts()
        if self.canvas.index is not None:
            self._show_front(self.canvas.index)
        self._show_place()

    def refresh(self, change: ChangeSet, initiator: object) -> None:
        if self._list is not None:
            self._list.refresh(change, initiator)
        if not change.touches("events", "projects", "claims"):
            return
        made = change.rows.get("events", frozenset())
        if initiator is not None and initiator is self._form and len(made) == 1:
            self._wanted = ("events", next(iter(made)))
        self._ask()
        if self.canvas.selected is not None and self._wanted is None:
            self._show(*self.canvas.selected)

    def status_text(self) -> str:
        if self.shows_list:
            return self.events.status_text()
        return tr("{range}; arrows move, + and − zoom, 0 fits", range=range_words(self.canvas))

    def show_period(self, first: str, last: str) -> None:
        """Show exactly these days (ISO)."""
        self.show_view("timeline")
        if self.canvas.index is None:
            self._days = first, last
        else:
            self.canvas.show_days(day_of(first), day_of(last) + 1, 0.0)

    def _view_changed(self) -> None:
        self.bar.show_preset(self.canvas.preset)
        self.statusChanged.emit()

    def open_record(self, kind: str, id: int) -> bool:
        if kind not in ("events", "projects"):
            return False
        if self.shows_list and kind == "events":
            self.events.open(id)
        elif self.canvas.index is None:
            self._wanted = (kind, id)
        else:
            self.show_view("timeline")
            self._select(kind, id)
        return True

    def current(self) -> tuple[str, int] | None:
        return self.events.current() if self.shows_list else self._wanted or self.canvas.selected

    def kinds(self) -> tuple[str, ...]:
        return ("events",)

    def show_form(self, form: QWidget) -> bool:
        if self.shows_list:
            self.events.show_form(form)
            return True
        self._form = form
        self.side.show_form(form)
        closed = getattr(form, "closed", None)
        if closed is not None:
            closed.connect(lambda: self._form_closed(form))
        self._arrange()
        form.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _form_closed(self, form: QWidget) -> None:
        if self._form is form:
            self._form = None
        self.side.take_form(form)
        self._arrange()
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_filter(self) -> None:
        if self.shows_list:
            self.events.bar.field.setFocus()
            self.events.bar.field.selectAll()
        else:
            self.bar.kinds.showMenu()

    def panes(self) -> tuple[QWidget, ...]:
        if self.shows_list:
            return self.events.bar.field, self.events.table, self.events.card
        return self.bar.kinds, self.canvas, self.side

    def chart_this(self) -> bool:
        chart_rows(self.events) if self.shows_list else self.bar.chart.click()
        return True

    def list_pane(self) -> ListPane | None:
        return self.events if self.shows_list else None

    def save_state(self) -> dict[str, Any]:
        return {
            "view": "list" if self.shows_list else "timeline",
            "claims": self.bar.claims.isChecked(),
            "hidden": sorted(self.bar.hidden),
            "list": self._list.save_state() if self._list is not None else self._list_state,
        }

    def restore_state(self, state: dict[str, Any]) -> None:
        self.bar.claims.setChecked(bool(state.get("claims", True)))
        hidden = state.get("hidden")
        if isinstance(hidden, list) and hidden:
            self.bar.set_hidden(frozenset(str(kind) for kind in hidden))
            self._ask()
        if isinstance(state.get("list"), dict):
            self._list_state = state["list"]
        if state.get("view") == "list":
            self.show_view("list")

    # Widths --------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        flat = self.width() < NARROW
        if flat != self._flat or not self._split:
            self._flat = flat
            self._arrange()

    def _arrange(self) -> None:
        """Card at the right, in the narrow form beneath; a form takes the place of the whole in the narrow form."""
        self._split = True
        self.bar.set_narrow(self._flat)
        vertical = self._flat and self._form is None
        self.splitter.setOrientation(Qt.Orientation.Vertical if vertical else Qt.Orientation.Horizontal)
        self.side.set_flat(vertical)
        self.front.setVisible(not (self._flat and self._form is not None))
        card = FLAT_CARD if vertical else CARD
        if self._form is not None:
            card = max(452, self._form.minimumSizeHint().width())
        room = self.splitter.height() if vertical else self.splitter.width()
        line = theme.metrics().row
        self.splitter.setSizes([max(room - card, 4 * line), card])
