"""The Projects and Companies tabs; people sent, places, sales channels and admission stand behind a switch."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.display import join
from pairing_desktop.domain.listing import Filter
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.i18n import current, plural, tr
from pairing_desktop.ui.page import Page
from pairing_desktop.ui.tabs.charting import chart_rows
from pairing_desktop.ui.tabs.list_pane import ListPane
from pairing_desktop.ui.tabs.list_shape import PaneShape
from pairing_desktop.ui.tabs.list_words import KIND_WORDS

PROJECT_SHAPE = PaneShape(narrow_hides=("years",))
COMPANY_SHAPE = PaneShape(narrow_hides=("home_place",))
PLACE_SHAPE = PaneShape(charts=False)


class PanePage(Page):
    """A page of one list pane, or of several of which one is shown.  A pane is made when it is first shown."""

    def __init__(self, bridge: Bridge, panes: Mapping[str, PaneShape | None], parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self._shapes = dict(panes)
        self._states: dict[str, dict[str, Any]] = {}  # to be taken up by panes that are not made yet
        self.by_kind: dict[str, ListPane] = {}  # those that are made
        self.stack = QStackedWidget(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.switch = QTabBar(self)
        self.switch.setDrawBase(False)
        self.switch.setExpanding(False)
        for _ in panes:
            self.switch.addTab("")
        self.switch.currentChanged.connect(lambda place: self.show_kind(list(self._shapes)[place]))
        self.switch.setVisible(len(panes) > 1)
        if len(panes) > 1:
            row = QHBoxLayout()
            row.setContentsMargins(8, 2, 8, 0)
            row.addWidget(self.switch)
            row.addStretch(1)
            box.addLayout(row)
        box.addWidget(self.stack, 1)
        self._name_switch()
        self.pane_of(next(iter(panes))).load()

    def pane_of(self, kind: str) -> ListPane:
        """The pane of a kind, made now if it was not yet."""
        if kind not in self.by_kind:
            pane = self.by_kind[kind] = self.make_pane(kind, self._shapes[kind])
            self.stack.addWidget(pane)
            pane.navigate.connect(self.navigate)
            pane.chart.connect(self.chart)
            pane.printAsked.connect(self.print)
            pane.edit.connect(self.edit)
            pane.cells.formWanted.connect(self.editInstead)
            pane.new.connect(self.new)
            pane.newWith.connect(self.newWith)
            pane.delete.connect(self.delete)
            pane.statusChanged.connect(self.statusChanged)
            pane.table.selectionModel().selectionChanged.connect(lambda *_: self.statusChanged.emit())
            if kind in self._states:
                pane.restore_state(self._states.pop(kind))
        return self.by_kind[kind]

    def make_pane(self, kind: str, shape: PaneShape | None) -> ListPane:
        if shape is None:  # what hangs on records: its pane knows its own widths
            from pairing_desktop.ui.entries.pane import entry_pane

            return entry_pane(self.bridge, kind, self)
        if kind == "projects":
            from pairing_desktop.ui.board.pane import ProjectsPane

            return ProjectsPane(self.bridge, kind, shape, self)
        return ListPane(self.bridge, kind, shape, self)

    def _name_switch(self) -> None:
        self.switch.setAccessibleName(tr("Kind"))
        for place, kind in enumerate(self._shapes):
            self.switch.setTabText(place, tr(KIND_WORDS[kind].many))

    @property
    def pane(self) -> ListPane:
        """The pane that is shown."""
        pane = self.stack.currentWidget()
        assert isinstance(pane, ListPane)
        return pane

    def show_kind(self, kind: str) -> ListPane:
        pane = self.pane_of(kind)
        blocked = self.switch.blockSignals(True)
        self.switch.setCurrentIndex(list(self._shapes).index(kind))
        self.switch.blockSignals(blocked)
        self.stack.setCurrentWidget(pane)
        pane.load()
        self.statusChanged.emit()
        return pane

    def title(self) -> str:
        return tr(KIND_WORDS[next(iter(self._shapes))].many)

    def retranslate(self) -> None:
        self._name_switch()
        for pane in self.by_kind.values():
            pane.retranslate()

    def refresh(self, change: ChangeSet, initiator: object) -> None:
        for pane in self.by_kind.values():
            pane.refresh(change, initiator)

    def status_text(self) -> str:
        chosen = self.pane.table.selected_count()
        said = plural("{n} selected", "{n} selected", chosen, n=f"{chosen:,}") if chosen > 1 else ""
        return join((self.pane.status_text(), said), current())

    def chart_this(self) -> bool:
        return chart_rows(self.pane)

    def open_record(self, kind: str, id: int) -> bool:
        if kind not in self._shapes:
            return False
        self.show_kind(kind).open(id)
        return True

    def current(self) -> tuple[str, int] | None:
        return self.pane.current()

    def list_pane(self) -> ListPane | None:
        return self.pane

    def kinds(self) -> tuple[str, ...]:
        shown = self.pane.kind
        return (shown, *(kind for kind in self._shapes if kind != shown))

    def show_form(self, form: QWidget) -> bool:
        kind = getattr(form, "kind", self.pane.kind)
        if kind not in self._shapes:
            return False
        self.show_kind(kind).show_form(form)
        return True

    def focus_filter(self) -> None:
        self.pane.bar.field.setFocus()
        self.pane.bar.field.selectAll()

    def show_filtered(self, kind: str, text: str) -> None:
        if kind in self._shapes:
            pane = self.show_kind(kind)
            pane.filtering.set(Filter(text))
            pane.table.setFocus()

    def panes(self) -> tuple[QWidget, ...]:
        pane = self.pane
        return tuple(one for one in (pane.bar.field, pane.left, pane.table, pane.side.currentWidget()) if one)

    def printable(self) -> object:
        return self.pane.list_request()

    def exportable(self) -> tuple[str, Sequence[int], Sequence[int]]:
        pane = self.pane
        return pane.kind, pane.model.order(), pane.table.selected_ids()

    def save_state(self) -> dict[str, Any]:
        return self._states | {kind: pane.save_state() for kind, pane in self.by_kind.items()}

    def restore_state(self, state: dict[str, Any]) -> None:
        self._states = {kind: state[kind] for kind in self._shapes if isinstance(state.get(kind), dict)}
        for kind, pane in self.by_kind.items():
            if kind in self._states:
                pane.restore_state(self._states.pop(kind))


class ProjectsPage(PanePage):
    """Projects, and behind a switch the people sent."""

    icon_name = "project"

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, {"projects": PROJECT_SHAPE, "postings": None}, parent)


class CompaniesPage(PanePage):
    """Companies, and behind a switch the places, sales channels and admission policies."""

    icon_name = "company"

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        panes = {"companies": COMPANY_SHAPE, "places": PLACE_SHAPE, "channels": None, "admissions": None}
        super().__init__(bridge, panes, parent)
