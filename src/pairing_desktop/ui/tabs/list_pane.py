"""A list of one kind with its filters, and the card of the chosen record beside it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QByteArray, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from pairing_desktop.domain.cards import Card, HistoryLine
from pairing_desktop.domain.cells import cell
from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.listing import LISTS, Facet, FacetValue, Filter, ListColumn, Order, Sort
from pairing_desktop.domain.problems import NotFound
from pairing_desktop.domain.vocabulary import LISTS as VOCABULARIES
from pairing_desktop.ui import theme
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.i18n import current, tr
from pairing_desktop.ui.models.list_model import ListModel
from pairing_desktop.ui.tabs.list_words import KIND_WORDS, KindWords, filter_words, missing_words
from pairing_desktop.ui.widgets.card import RecordCard
from pairing_desktop.ui.widgets.chips import ChipRow
from pairing_desktop.ui.widgets.columns import ColumnChooser
from pairing_desktop.ui.widgets.facets import FacetPanel
from pairing_desktop.ui.widgets.filter_bar import FilterBar
from pairing_desktop.ui.widgets.states import State
from pairing_desktop.ui.widgets.table import RecordTable

NARROW = 1100  # logical pixels of the page: below, facets become a popup
SETTLE = 25  # milliseconds a row is kept before its card is asked for


@dataclass(frozen=True)
class PaneShape:
    """Widths and habits of a pane; widths in logical pixels."""

    facets: int = 200  # 0: always a popup
    card: int = 360
    list_first: bool = True  # the list grows, else the card
    list_width: int = 472  # when the card grows
    two_lines: bool = True
    wraps: bool = True  # a long name takes both lines
    growing: tuple[str, ...] = ("name",)
    narrow_hides: tuple[str, ...] = ()  # columns left out in the narrow form


class ListPane(QWidget):
    """Filter row, facets, list and card of one kind."""

    navigate = Signal(str, int)
    chart = Signal(str, object)
    printAsked = Signal(object)
    edit = Signal(str, int)
    new = Signal(str)
    delete = Signal(str, object)
    statusChanged = Signal()

    def __init__(self, bridge: Bridge, kind: str, shape: PaneShape, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.kind = kind
        self.shape = shape
        self.spec = LISTS[kind]
        self.filter = Filter()
        self.sort = self.spec.sort
        self.total = 0
        self._columns = [column.name for column in self.spec.columns if column.shown]
        self._facets: tuple[Facet, ...] = ()
        self._known: dict[tuple[str, str], FacetValue] = {}  # lines seen so far, for their names
        self._asked_for: int | None = None  # the record to choose once the order is here
        self._chosen_claim = 0
        self._loaded = False
        self._narrow = False
        self._popup: QFrame | None = None
        self._form: QWidget | None = None
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._settle.timeout.connect(self._ask_card)
        self._build()
        self.retranslate()
        theme.notifier.changed.connect(self.bar.restyle)

    # Building

    def _build(self) -> None:
        self.model = ListModel(self._shown_columns(), self._fetch, self._prepare, self)
        self.bar = FilterBar(self)
        self.chips = ChipRow(self)
        self.table = RecordTable(self.model, self.shape.growing, self.shape.two_lines, self.shape.wraps, self)
        self.state = State(self)
        self.rows = QStackedWidget(self)
        self.rows.addWidget(self.table)
        self.rows.addWidget(self.state)
        self.card = self._make_card()
        self.side = QStackedWidget(self)
        self.nothing = State(self)
        self.side.addWidget(self.nothing)
        self.side.addWidget(self.card)
        for widget in (self.rows, self.side):
            widget.setAutoFillBackground(True)
            widget.setBackgroundRole(widget.palette().ColorRole.Base)
        middle = QWidget(self)
        chips = QWidget(middle)
        inner = QVBoxLayout(chips)
        inner.setContentsMargins(12, 0, 12, 8)
        inner.addWidget(self.chips)
        self._chip_box = chips
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(chips)
        column.addWidget(self.rows, 1)
        middle.setAutoFillBackground(True)
        self.middle = middle
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(middle)
        self.splitter.addWidget(self.side)
        self.splitter.setStretchFactor(0, 1 if self.shape.list_first else 0)
        self.splitter.setStretchFactor(1, 0 if self.shape.list_first else 1)
        self._split = False
        self.facets = self._make_facets(self) if self.shape.facets else None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        if self.facets:
            row.addWidget(self.facets)
            line = QFrame(self)
            line.setProperty("separator", True)
            line.setFixedWidth(1)
            self._line = line
            row.addWidget(line)
        row.addWidget(self.splitter, 1)
        self.bar.field.filterChanged.connect(self._text_changed)
        self.bar.field.leftDown.connect(self._to_list)
        self.bar.columns.clicked.connect(self.choose_columns)
        self.bar.chart.clicked.connect(lambda: self.chart.emit("", self.filter))
        self.bar.new.clicked.connect(lambda: self.new.emit(self.kind))
        self.bar.filters.clicked.connect(self.show_filters)
        self.bar.filters.setVisible(not self.facets)
        self.chips.cleared.connect(self.clear_filters)
        self.table.sortAsked.connect(self._sort_asked)
        self.table.currentChosen.connect(lambda _: self._settle.start())
        self.table.opened.connect(lambda _: self.side.currentWidget().setFocus(Qt.FocusReason.TabFocusReason))

    def _make_card(self) -> Any:
        card = RecordCard(self._ask_history, self)
        card.followed.connect(self.navigate)
        card.editAsked.connect(self.edit)
        card.deleteAsked.connect(lambda kind, id: self.delete.emit(kind, [id]))
        card.chartAsked.connect(lambda kind, id: self.chart.emit("", self.filter))
        card.printAsked.connect(lambda kind, id: self.printAsked.emit(None))
        card.addressAsked.connect(lambda address: QDesktopServices.openUrl(QUrl(address)))
        card.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        card.setFocusProxy(card.view)
        return card

    def _make_facets(self, parent: QWidget) -> FacetPanel:
        panel = FacetPanel(self.spec.facets, self.shape.facets or 220, parent)
        panel.toggled.connect(self._facet_toggled)
        panel.yearsChanged.connect(lambda years: self.set_filter(replace(self.filter, years=years)))
        return panel

    def words(self) -> KindWords:
        return KIND_WORDS[self.kind]

    # Rows

    def _fetch(self, ids: Sequence[int]) -> list[Any]:
        return self.bridge.here.page(self.kind, ids)

    def _prepare(self, column: str, row: Any) -> Any:
        return cell(self.kind, column, row, current())

    def _shown_columns(self) -> list[ListColumn]:
        hidden = self.shape.narrow_hides if self._narrow else ()
        by_name = {column.name: column for column in self.spec.columns}
        return [by_name[name] for name in self._columns if name in by_name and name not in hidden]

    def load(self) -> None:
        """Ask for the rows, if that was not done yet."""
        if not self._loaded:
            self._loaded = True
            self.ask()

    def ask(self) -> None:
        """Ask for order and counts; the old rows stay until the answer is here."""
        self._loaded = True
        kind, filter = self.kind, self.filter
        sort = replace(self.sort, chinese=current().is_chinese)
        self.bridge.ask(self, "order", lambda ask: ask.order(kind, filter, sort), self._order_arrived)
        self.bridge.ask(self, "facets", lambda ask: ask.facets(kind, filter), self._facets_arrived)

    def _order_arrived(self, order: Order) -> None:
        before = self.table.current_id() if self._asked_for is None else self._asked_for
        self.total = order.total
        self.model.set_ids(order.ids)
        self.table.set_sort(self.sort)
        self.bar.show_count(len(order.ids), order.total)
        if len(order.ids):
            self.rows.setCurrentWidget(self.table)
            found = before is not None and self.table.choose(before)
            if not found and self._asked_for is not None and not self.filter.is_empty:
                self.clear_filters()  # the record that was asked for does not pass the filters
            elif not found:
                self._asked_for = None
                self.table.choose(self.model.id_at(0))
            else:
                self._asked_for = None
            if self._form is None:
                self._ask_card()
        else:
            self._tell_nothing()
        self.statusChanged.emit()

    def _facets_arrived(self, facets: tuple[Facet, ...]) -> None:
        self._known.update({(facet.name, value.code): value for facet in facets for value in facet.values})
        self._facets = tuple(self._with_chosen(facet) for facet in facets)
        self._show_facets()

    def _with_chosen(self, facet: Facet) -> Facet:
        """The facet with a line for each chosen code that leaves no row, so that it can be unticked by name."""
        lost = self.filter.facets.get(facet.name, frozenset()) - {value.code for value in facet.values}
        if not lost:
            return facet
        vocabulary = next(VOCABULARIES.get(spec.vocabulary, {}) for spec in self.spec.facets if spec.name == facet.name)
        values = []
        for code in sorted(lost):
            known = self._known.get((facet.name, code))
            names = (known.label_en, known.label_zh) if known else vocabulary.get(code, (code, code))
            values.append(FacetValue(code, *names, 0))
        return Facet(facet.name, (*facet.values, *values))

    def _show_facets(self) -> None:
        for panel in (self.facets, self._popup.findChild(FacetPanel) if self._popup else None):
            if panel is not None:
                panel.show_facets(self._facets, self.filter.facets, self.filter.years)
        self._show_chips()

    # Filters

    def set_filter(self, filter: Filter) -> None:
        """Show the rows of another filter."""
        self.filter = filter
        if self.bar.field.text() != filter.text:
            self.bar.field.blockSignals(True)
            self.bar.field.setText(filter.text)
            self.bar.field.blockSignals(False)
        self._show_facets()
        self.ask()

    def clear_filters(self) -> None:
        self.set_filter(Filter())

    def _text_changed(self, text: str) -> None:
        self.set_filter(replace(self.filter, text=text))

    def _facet_toggled(self, facet: str, code: str, on: bool) -> None:
        chosen = self.filter.facets.get(facet, frozenset())
        chosen = chosen | {code} if on else chosen - {code}
        self.set_filter(replace(self.filter.without(facet), facets={**self.filter.without(facet).facets, facet: chosen}
                                if chosen else self.filter.without(facet).facets))

    def _show_chips(self) -> None:
        chips: list[tuple[str, Callable[[], None]]] = []
        for words, facet, code in filter_words(self.spec, self.filter, self._facets):
            chips.append((words, lambda facet=facet, code=code: self._drop(facet, code)))
        self.chips.show_chips(chips)
        self._chip_box.setVisible(bool(chips))
        self.bar.show_filters(len(chips))

    def _drop(self, facet: str, code: str) -> None:
        if facet == "years":
            self.set_filter(replace(self.filter, years=(None, None)))
        elif facet == "text":
            self.set_filter(replace(self.filter, text=""))
        elif code:
            self._facet_toggled(facet, code, False)
        else:
            self.set_filter(self.filter.without(facet))

    def show_filters(self) -> None:
        """The facets in a popup, under the button."""
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.setFrameShape(QFrame.Shape.StyledPanel)
        box = QVBoxLayout(popup)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._make_facets(popup))
        popup.destroyed.connect(self._popup_gone)
        self._popup = popup
        self._show_facets()
        popup.resize(popup.sizeHint().width(), min(560, self.height() - 60))
        corner = self.bar.filters.mapToGlobal(self.bar.filters.rect().bottomLeft())
        popup.move(corner)
        popup.show()

    def _popup_gone(self) -> None:
        self._popup = None

    # Sorting and columns

    def _sort_asked(self, sort: Sort) -> None:
        self.sort = sort
        self.ask()

    def choose_columns(self) -> None:
        """The columns in a popup, under the button."""
        chooser = ColumnChooser(self.spec.columns, self._columns, self)
        chooser.chosen.connect(self.show_columns)
        chooser.reset.connect(self._usual_columns)
        chooser.drop(self.bar.columns)

    def show_columns(self, names: Sequence[str]) -> None:
        """Show these columns; those already there keep their places."""
        kept = [name for name in self.table.places() if name in names]
        self._columns = [*kept, *(name for name in names if name not in kept)]
        self._apply_columns()

    def _usual_columns(self) -> None:
        self._columns = [column.name for column in self.spec.columns if column.shown]
        self.table.set_widths({})
        self._apply_columns()

    def _apply_columns(self) -> None:
        here, scrolled = self.table.current_id(), self.table.verticalScrollBar().value()
        self.model.set_columns(self._shown_columns())
        header = self.table.horizontalHeader()
        for place in range(header.count()):
            header.moveSection(header.visualIndex(place), place)
        self.table.set_sort(self.sort)
        self.table.blockSignals(True)
        self.table.choose(here)
        self.table.blockSignals(False)
        self.table.verticalScrollBar().setValue(scrolled)

    # The card

    def _ask_card(self) -> None:
        id = self.table.current_id()
        if id is None:
            self._show_card_state()
            return
        kind, chosen = self.kind, self._chosen_claim
        self._chosen_claim = 0
        self.bridge.ask(
            self, "card", lambda ask: ask.card(kind, id), lambda card: self._card_arrived(card, chosen), self._card_failed
        )

    def _card_arrived(self, card: Card, chosen: int) -> None:
        self.card.show_card(card, chosen)
        if self._form is None:
            self.side.setCurrentWidget(self.card)
        self.statusChanged.emit()

    def _card_failed(self, error: Exception) -> None:
        if isinstance(error, NotFound):
            self.ask()  # it was deleted meanwhile
        else:
            self.bridge.problem.emit(error)

    def _ask_history(self, kind: str, id: int, then: Callable[[tuple[HistoryLine, ...]], None]) -> None:
        self.bridge.ask(self, "history", lambda ask: ask.history(kind, id), then)

    def _show_card_state(self) -> None:
        if self._form is None:
            words = self.words()
            self.nothing.tell(words.icon, "", tr("Nothing is chosen."))
            self.side.setCurrentWidget(self.nothing)

    def current(self) -> tuple[str, int] | None:
        id = self.table.current_id()
        return None if id is None else (self.kind, id)

    def open(self, id: int, claim: int = 0) -> None:
        """Choose this record, and point at a claim on its card; filters that hide it are cleared."""
        self._chosen_claim = claim
        if self._loaded and self.table.choose(id):
            self._settle.stop()
            self._ask_card()
            return
        self._asked_for = id
        self.ask()

    # States

    def _tell_nothing(self) -> None:
        words = self.words()
        if self.total == 0 and self.filter.is_empty:
            reason = self.read_only_reason()
            self.state.tell(
                words.icon, tr(words.none), tr(words.what), ((tr(words.new), lambda: self.new.emit(self.kind)),),
                primary=True, why_not=reason,
            )
        else:
            said = missing_words(self.spec, self.filter, self._facets)
            self.state.tell("search", tr(words.no_match), said, ((tr("Clear filters"), self.clear_filters),))
            self._ask_what_to_drop(said)
        self.rows.setCurrentWidget(self.state)
        self._show_card_state()

    def _ask_what_to_drop(self, said: str) -> None:
        kind, sort, filter = self.kind, self.sort, self.filter
        parts = list(dict.fromkeys(facet for _, facet, _ in filter_words(self.spec, filter, self._facets)))

        def without(part: str) -> Filter:
            if part == "text":
                return replace(filter, text="")
            return replace(filter, years=(None, None)) if part == "years" else filter.without(part)

        def arrived(counts: list[int]) -> None:
            best = max(range(len(counts)), key=lambda place: counts[place], default=None)
            if best is None or not counts[best] or filter != self.filter:
                return
            part = parts[best]
            name = self._part_name(part)
            text = tr("{said} Without {part} there are {n}.", said=said, part=name, n=f"{counts[best]:,}")
            drop = (tr("Drop {part}", part=name), lambda: self._drop(part, ""))
            self.state.tell("search", tr(self.words().no_match), text, (drop, (tr("Clear filters"), self.clear_filters)))

        if len(parts) > 1:
            self.bridge.ask(
                self, "drop", lambda ask: [len(ask.order(kind, without(part), sort).ids) for part in parts], arrived
            )

    def _part_name(self, part: str) -> str:
        if part == "text":
            return tr("“{text}”", text=self.filter.text.strip())
        if part == "years":
            return tr("the years")
        label = next(tr(spec.label) for spec in self.spec.facets if spec.name == part)
        return tr("the filter “{name}”", name=label)

    def read_only_reason(self) -> str:
        """Why nothing can be changed, in words; empty when it can."""
        workspace = self.bridge.workspace
        if not workspace.read_only:
            return ""
        reason = workspace.read_only_reason
        return reason.message(current()) if reason else tr("Opened read-only.")

    # What the page passes on

    def retranslate(self) -> None:
        words = self.words()
        self.bar.retranslate(tr(words.filter))
        self.table.setAccessibleName(tr(words.many))
        self.card.retranslate()
        for panel in (self.facets,):
            if panel is not None:
                panel.retranslate()
        self._show_facets()
        why = self.read_only_reason()
        self.bar.set_writable(why)
        self.card.set_writable(why)
        self.model.forget()
        self._set_narrow(self._narrow)
        if self._loaded:
            self.ask()

    def refresh(self, change: ChangeSet, initiator: object) -> None:
        """Rows changed: read them again; the card too, unless its own form said so."""
        if not self._loaded:
            return
        self.model.forget()
        made = change.rows.get(self.kind, frozenset())
        if initiator is not None and initiator is self._form and len(made) == 1:
            self._asked_for = next(iter(made))
        self.ask()

    def status_text(self) -> str:
        words, found = self.words(), self.model.rowCount()
        if found == self.total:
            said = current().plural(words.count_one, words.count_many, self.total, n=f"{self.total:,}")
        else:
            said = tr(words.count_of, found=f"{found:,}", total=f"{self.total:,}")
        column = next((tr(c.label) for c in self.spec.columns if c.name == self.sort.column), "")
        return tr("{what}, sorted by {column}", what=said, column=column if current().is_chinese else column.lower())

    def show_form(self, form: QWidget) -> None:
        """Put a form in the place of the card; in the narrow form in the place of list and card."""
        self._form = form
        self.side.addWidget(form)
        self.side.setCurrentWidget(form)
        closed = getattr(form, "closed", None)
        if closed is not None:
            closed.connect(lambda: self._form_closed(form))
        self._arrange_form()
        form.setFocus(Qt.FocusReason.OtherFocusReason)

    def _form_closed(self, form: QWidget) -> None:
        if self._form is form:
            self._form = None
        self.side.removeWidget(form)
        self._arrange_form()
        self._ask_card()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange_form(self) -> None:
        self.middle.setVisible(not (self._form is not None and self._narrow))
        if self._form is not None and not self._narrow:
            wanted = max(452, self._form.minimumSizeHint().width())
            sizes = self.splitter.sizes()
            if sizes[1] < wanted:
                self.splitter.setSizes([sum(sizes) - wanted, wanted])

    def copy(self) -> bool:
        """Put the selected rows on the clipboard, with headers and sources."""
        ids = self.table.selected_ids()
        if not ids:
            return False
        kind = self.kind
        columns = [column for column in self.model.columns if column.name != "trust"]
        rows = [self.model.cells(self.model.row_of(id)) for id in ids]
        places = [self.model.columns.index(column) for column in columns]
        heads = [*(tr(column.label) for column in columns), tr("Source"), tr("Place in the source")]

        def arrived(exported: list[dict[str, str]]) -> None:
            lines = ["\t".join(heads)]
            for cells, values in zip(rows, exported, strict=True):
                said = [cells[place].text for place in places]
                lines.append("\t".join([*said, values.get("source_key", values["key"]), values.get("locator", "")]))
            QGuiApplication.clipboard().setText("\n".join(lines))

        self.bridge.ask(self, "copy", lambda ask: list(ask.export(kind, ids)), arrived)
        return True

    def _to_list(self) -> None:
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    # Widths

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_narrow(self.width() < NARROW)
        if not self._split and self.width() > 400:
            self._split = True
            self._usual_split()

    def _usual_split(self) -> None:
        room = self.width() - (self.shape.facets if self.facets and not self._narrow else 0)
        if self.shape.list_first:
            card = self.shape.card - (16 if self._narrow else 0)
            self.splitter.setSizes([room - card, card])
        else:
            wide = 344 if self._narrow else self.shape.list_width
            self.splitter.setSizes([wide, room - wide])

    def _set_narrow(self, narrow: bool) -> None:
        changed = narrow != self._narrow
        self._narrow = narrow
        self.bar.set_narrow(narrow)
        self.card.set_narrow(narrow)
        if self.facets:
            self.facets.setVisible(not narrow)
            self._line.setVisible(not narrow)
            self.bar.filters.setVisible(narrow)
        if changed and self.shape.narrow_hides:
            self._apply_columns()
        if changed:
            self._arrange_form()

    def save_state(self) -> dict[str, Any]:
        first, last = self.filter.years
        return {
            "columns": [name for name in self.table.places()] if not self._narrow else self._columns,
            "widths": self.table.widths(),
            "sort": [self.sort.column, self.sort.descending],
            "text": self.filter.text,
            "facets": {name: sorted(chosen) for name, chosen in self.filter.facets.items()},
            "years": [first or 0, last or 0],
            "splitter": self.splitter.saveState() if self._split else QByteArray(),
        }

    def restore_state(self, state: dict[str, Any]) -> None:
        known = {column.name for column in self.spec.columns}
        columns = [name for name in state.get("columns", ()) if name in known]
        if columns:
            self._columns = columns
            self._apply_columns()
        widths = state.get("widths")
        if isinstance(widths, dict):
            self.table.set_widths({name: width for name, width in widths.items() if name in known})
        sort = state.get("sort") or []
        if len(sort) == 2 and any(column.name == sort[0] and column.sortable for column in self.spec.columns):
            self.sort = Sort(str(sort[0]), sort[1] in (True, "true", 1))
        facets = state.get("facets")
        names = {spec.name for spec in self.spec.facets}
        first, last = ([int(year) or None for year in state.get("years", ())] + [None, None])[:2]
        chosen = {
            name: frozenset([codes] if isinstance(codes, str) else codes)
            for name, codes in (facets.items() if isinstance(facets, dict) else ()) if name in names and codes
        }
        self.filter = Filter(str(state.get("text", "")), chosen, (first, last))
        self.bar.field.blockSignals(True)
        self.bar.field.setText(self.filter.text)
        self.bar.field.blockSignals(False)
        splitter = state.get("splitter")
        if isinstance(splitter, QByteArray) and not splitter.isEmpty():
            self._split = self.splitter.restoreState(splitter)
        if self._loaded:
            self.ask()
