"""A list of one kind with its filters, and the card of the chosen record beside it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from pairing_desktop.domain.cells import Cell, cell, columns_on_paper
from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.listing import LISTS, Facet, Filter, Order, Row, Sort
from pairing_desktop.domain.trust import Trust
from pairing_desktop.ui import theme
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.i18n import current, plural, tr
from pairing_desktop.ui.models.list_model import ListModel
from pairing_desktop.ui.tabs import list_menu
from pairing_desktop.ui.tabs.cell_editing import CellEditing
from pairing_desktop.ui.tabs.charting import chart_rows
from pairing_desktop.ui.tabs.list_columns import ListColumns
from pairing_desktop.ui.tabs.list_filtering import Filtering
from pairing_desktop.ui.tabs.list_memory import ListMemory
from pairing_desktop.ui.tabs.list_shape import FORM, NARROW, PaneShape, paper
from pairing_desktop.ui.tabs.list_side import PAINTED, ListSide
from pairing_desktop.ui.tabs.list_states import tell_empty, tell_no_match
from pairing_desktop.ui.tabs.list_words import KIND_WORDS, KindWords
from pairing_desktop.ui.widgets.chips import ChipRow
from pairing_desktop.ui.widgets.facets import FacetPanel
from pairing_desktop.ui.widgets.filter_bar import FilterBar
from pairing_desktop.ui.widgets.layouts import separator
from pairing_desktop.ui.widgets.states import State
from pairing_desktop.ui.widgets.table import RecordTable

if TYPE_CHECKING:
    from pairing_desktop.ui.widgets.card_frame import CardFrame

__all__ = ["NARROW", "ListPane", "PaneShape"]

LARGE, COUNT_LATER = 5000, 200  # from so many rows on, counts are asked for so many milliseconds after the last key
FIRST = 200  # rows that are asked for before the whole of a long list
SETTLE = 25  # milliseconds a row is kept before its card is asked for


class ListPane(QWidget):
    """Filter row, facets, list and card of one kind."""

    navigate = Signal(str, int)
    chart = Signal(str, object)
    printAsked = Signal(object)
    edit = Signal(str, int)
    new = Signal(str)
    newWith = Signal(str, object)
    delete = Signal(str, object)
    statusChanged = Signal()

    def __init__(self, bridge: Bridge, kind: str, shape: PaneShape, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge, self.kind, self.shape = bridge, kind, shape
        self.spec = LISTS[kind]
        self.total = 0
        self.columns = ListColumns(self.spec, shape.columns, shape.narrow_hides)
        self._wanted: int | None = None  # the record to choose once the order is here
        self._loaded = False
        self._stands: tuple[Filter, Sort] | None = None  # what the rows are that are shown
        self._narrow = False
        self._split = False
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._settle.timeout.connect(lambda: self.beside.ask())
        self._count = QTimer(self, singleShot=True)
        self._count.timeout.connect(self._ask_facets)
        self._build()
        self.retranslate()
        theme.notifier.changed.connect(self.bar.restyle)

    # Building

    def _build(self) -> None:
        self.model = ListModel(self.columns.shown(), self._fetch, self._prepare, self, self._ask_marks)
        self.bar = FilterBar(self)
        self.chips = ChipRow(self)
        self.filtering = Filtering(self.spec, self.bar, self.chips, self)
        self.table = RecordTable(self.model, self.shape.growing, self.shape.two_lines, self.shape.wraps, self)
        self.columns.attach(self.model, self.table)
        self.cells = CellEditing(self)
        list_menu.attach(self)
        self.state = State(self)
        self.rows = paper(self.table, self.state)
        self.beside = ListSide(self)
        self.side = self.beside.stack
        self.middle = QWidget(self)
        column = QVBoxLayout(self.middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.chips)
        column.addWidget(self.rows, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.middle)
        self.splitter.addWidget(self.side)
        self.splitter.setStretchFactor(int(bool(self.shape.list_width)), 1)
        self.left = self.make_left()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._line = separator(self, upright=True)
        if self.left is not None:
            row.addWidget(self.left)
        row.addWidget(self._line)
        row.addWidget(self.splitter, 1)
        self._connect()

    def _connect(self) -> None:
        self.filtering.changed.connect(self.ask)
        self.bar.field.leftDown.connect(lambda: self.table.setFocus(Qt.FocusReason.TabFocusReason))
        self.bar.columns.clicked.connect(self.choose_columns)
        self.bar.chart.clicked.connect(lambda: chart_rows(self))
        self.bar.chart.setVisible(self.shape.charts)
        self.bar.new.clicked.connect(self.begin_new)
        self.table.sortAsked.connect(self.sort_by)
        self.table.currentChosen.connect(lambda _: self._settle.start())
        self.table.opened.connect(lambda _: self.card.setFocus(Qt.FocusReason.TabFocusReason))

    def begin_new(self) -> None:
        """Ask for an empty form of the kind that is shown."""
        self.new.emit(self.kind)

    @property
    def card(self) -> "CardFrame":
        """The card of the chosen record."""
        return self.beside.card

    def make_card(self) -> "CardFrame":
        """A new card for this kind."""
        from pairing_desktop.ui.attachments.desk import record_card

        return record_card(self.bridge, self.beside.ask_history, self)

    def make_left(self) -> QWidget | None:
        """What stands at the left of the list: its facets."""
        if not self.shape.left:
            return None
        panel = FacetPanel(self.spec.facets, self.shape.left, self)
        self.filtering.add_panel(panel)
        return panel

    def words(self) -> KindWords:
        return KIND_WORDS[self.kind]

    # Rows

    def _fetch(self, ids: Sequence[int]) -> list[Row]:
        return self.bridge.here.rows(self.kind, ids)

    def _ask_marks(self, ids: Sequence[int], then: Callable[[Mapping[int, Trust]], None]) -> None:
        """The marks of rows that are on the screen: read behind them, for they rest on all claims about each."""
        kind = self.kind

        def failed(error: Exception) -> None:
            then({})
            self.bridge.problem.emit(error)

        self.bridge.ask(self, "marks", lambda ask: ask.marks(kind, ids), then, failed)

    def _prepare(self, column: str, row: Row) -> Cell:
        return cell(self.kind, column, row, current())

    def load(self) -> None:
        """Ask for the rows, if that was not done yet."""
        if not self._loaded:
            self.ask()

    def ask(self) -> None:
        """Ask for the order, then for card and counts; the old rows stay until the answer is here.

        Of other rows, or in another order, the first ones come at once, all others behind them."""
        self._loaded = True
        self._count.stop()
        kind, filter, sort = self.kind, self.filtering.filter, self._sort()
        if (filter, sort) == self._stands:
            self._ask_whole()
        else:
            self.bridge.ask(self, "order", lambda ask: ask.first(kind, filter, sort, FIRST), self._order_arrived)

    def _ask_whole(self) -> None:
        kind, filter, sort = self.kind, self.filtering.filter, self._sort()
        self.bridge.ask(self, "order", lambda ask: ask.order(kind, filter, sort), self._order_arrived)

    def _sort(self) -> Sort:
        return replace(self.columns.sort, chinese=current().is_chinese)

    def _ask_facets(self) -> None:
        kind, filter = self.kind, self.filtering.filter
        self.bridge.ask(self, "facets", lambda ask: ask.facets(kind, filter), self.facets_arrived)

    def _order_arrived(self, order: Order) -> None:
        wanted = self._wanted if self._wanted is not None else self.table.current_id()
        self._stands = self.filtering.filter, self._sort()
        self.table.set_sort(self.columns.sort)
        if not order.whole:
            self._first_arrived(order, wanted)
            return
        self.total = order.total
        self.model.set_ids(order.ids)
        self.bar.show_count(len(order.ids), order.total)
        if self.table.choose(wanted):
            self._wanted = None
        elif self._wanted is not None and not self.filtering.filter.is_empty:
            self.filtering.clear()  # the record that was asked for does not pass the filters
            return
        else:
            self._wanted = None
            self.table.choose(self.model.id_at(0))
        self._tell_rows(order)
        if self.beside.form is None:
            self.beside.ask_soon()
        # The first count of a large file reads its columns: the next letter typed must not wait for that.
        self._count.start(COUNT_LATER if order.total > LARGE else PAINTED)
        self.statusChanged.emit()

    def _first_arrived(self, order: Order, wanted: int | None) -> None:
        """The first rows of a long list: shown unless they lack the row that is to be chosen, or in another order the row
        the cursor is on."""
        typed = self._wanted is None and not self.filtering.filter.is_empty
        if not self.model.rowCount() or wanted is None or wanted in order.ids or typed:
            self.model.set_ids(order.ids)
            self.rows.setCurrentWidget(self.table)
            self.table.choose(wanted if wanted in order.ids else self.model.id_at(0))
        QTimer.singleShot(PAINTED, self, self._ask_whole)

    def _tell_rows(self, order: Order) -> None:
        if len(order.ids):
            self.rows.setCurrentWidget(self.table)
            return
        if self.filtering.filter.is_empty:
            tell_empty(self.state, self.words(), lambda: self.new.emit(self.kind), self.why_read_only())
        else:
            tell_no_match(self.state, self.words(), self.kind, self.filtering, self.bridge, self)
        self.rows.setCurrentWidget(self.state)

    def facets_arrived(self, facets: tuple[Facet, ...]) -> None:
        """Show live counts."""
        self.filtering.take_facets(facets)

    def why_read_only(self) -> str:
        """Why nothing can be changed, in words; empty when it can."""
        reason = self.bridge.workspace.read_only_reason
        return reason.message(current()) if reason else ""

    # Sorting and columns

    def sort_by(self, sort: Sort) -> None:
        self.columns.sort = sort
        self.ask()

    def choose_columns(self) -> None:
        """The columns in a popup, under the button."""
        self.columns.open_chooser(self.bar.columns)

    # The card

    def card_question(self, id: int) -> Callable[[Any], Any]:
        """What is asked for the card of one row."""
        kind = self.kind
        return lambda ask: ask.card(kind, id)

    def current(self) -> tuple[str, int] | None:
        id = self.table.current_id()
        return None if id is None else (self.kind, id)

    def open(self, id: int, claim: int = 0) -> None:
        """Choose this record, and point at a claim on its card; filters that hide it are cleared."""
        self.beside.pointed = claim
        if self._loaded and self.table.choose(id):
            self._settle.stop()
            self.beside.ask()
        else:
            self._wanted = id
            self.ask()

    def focus_record(self) -> None:
        """Put the keyboard on the list, or into the form that stands beside it."""
        (self.beside.form or self.table).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_form(self, form: QWidget) -> None:
        """Put a form in the place of the card; in the narrow form in the place of list and card."""
        self.beside.show_form(form)

    def arrange_form(self) -> None:
        """Give a form the room it needs."""
        self.middle.setVisible(self.beside.form is None or not self._narrow)
        sizes = self.splitter.sizes()
        if self.beside.form is not None and not self._narrow and sizes[1] < FORM:
            self.splitter.setSizes([sum(sizes) - FORM, FORM])

    # What the page passes on

    def retranslate(self) -> None:
        words, why = self.words(), self.why_read_only()
        self.bar.retranslate(tr(words.filter))
        self.table.setAccessibleName(tr(words.many))
        self.beside.retranslate(why)
        if isinstance(self.left, FacetPanel):
            self.left.retranslate()
        self.filtering.show()
        self.bar.set_writable(why)
        self.model.forget()
        self._set_narrow(self._narrow)
        if self._loaded:
            self.ask()

    def refresh(self, change: ChangeSet, initiator: object) -> None:
        """Rows changed: read order, rows and card again; what a form here made is chosen."""
        if not self._loaded:
            return
        self.model.forget()
        made = change.rows.get(self.kind, frozenset())
        if initiator is not None and initiator is self.beside.form and len(made) == 1:
            self._wanted = next(iter(made))
        self.ask()

    def status_text(self) -> str:
        words, found = self.words(), self.model.rowCount()
        if found == self.total:
            said = plural(words.count_one, words.count_many, self.total, n=f"{self.total:,}")
        else:
            said = tr(words.count_of, found=f"{found:,}", total=f"{self.total:,}")
        column = next(tr(column.label) for column in self.spec.columns if column.name == self.columns.sort.column)
        return tr("{what}, sorted by {column}", what=said, column=column if current().is_chinese else column.lower())

    def copy(self) -> bool:
        """Put the selected rows on the clipboard, with headers and sources."""
        from pairing_desktop.ui.tabs.list_paper import copy

        return copy(self)

    # Paper

    def list_request(self) -> object:
        """The list as it stands, for paper."""
        from pairing_desktop.ui.tabs.list_paper import list_request

        filtering = self.filtering
        columns = columns_on_paper(self.kind, [name for name in self.columns.placed() if name != "contested"])
        words = [words for words, _, _ in filtering.words()]
        title, unit = tr(self.words().many), self.bridge.workspace.unit
        return list_request(title, self.kind, filtering.filter, self.columns.sort, columns, words, unit)

    def card_request(self, kind: str, id: int) -> object:
        """The record of the card, for paper."""
        from pairing_desktop.ui.tabs.list_paper import record_request

        return record_request(self.card.title.text(), kind, self.card.shown.key, self.bridge.workspace.unit)

    # Widths

    def minimumSizeHint(self) -> QSize:
        """What the narrow form needs: the facets at the left give way."""
        size = super().minimumSizeHint()
        return size - QSize(self.shape.left, 0) if self.left is not None and not self._narrow else size

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_narrow(self.width() < NARROW)
        if not self._split:
            QTimer.singleShot(0, self, self._usual_split)  # when the splitter has its own width

    def _usual_split(self) -> None:
        if self._split or not self.isVisible():
            return
        self._split = True
        self.splitter.setSizes(self.shape.first_sizes(self.splitter.width(), self._narrow))

    def _set_narrow(self, narrow: bool) -> None:
        changed, self._narrow = narrow != self._narrow, narrow
        if self.left is not None:
            self.left.setVisible(not narrow)
        self._line.setVisible(self.left is not None and not narrow)
        self.bar.filters.setVisible(narrow or not isinstance(self.left, FacetPanel))
        self.columns.set_narrow(narrow)
        if changed:
            self.arrange_form()

    def save_state(self) -> dict[str, Any]:
        split = self.splitter.saveState() if self._split else QByteArray()
        columns = tuple(self.columns.placed())
        return ListMemory(columns, self.table.widths(), self.columns.sort, self.filtering.filter, split).to_state()

    def restore_state(self, state: dict[str, Any]) -> None:
        memory = ListMemory.from_state(state, self.spec, self.columns.usual)
        self.columns.names, self.columns.sort = list(memory.columns), memory.sort
        self.table.set_widths(memory.widths)
        self.columns.apply()
        self._split = not memory.splitter.isEmpty() and self.splitter.restoreState(memory.splitter)
        self.filtering.set(memory.filter, tell=self._loaded)
