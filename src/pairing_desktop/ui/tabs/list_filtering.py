"""The filter of one list: what the box, the facets, the years and the chips together ask for."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from pairing_desktop.domain.listing import Facet, FacetValue, Filter, ListSpec
from pairing_desktop.domain.vocabulary import LISTS as VOCABULARIES
from pairing_desktop.ui.tabs.list_words import filter_words
from pairing_desktop.ui.widgets.chips import ChipRow
from pairing_desktop.ui.widgets.facets import FacetPanel
from pairing_desktop.ui.widgets.filter_bar import FilterBar

POPUP_HEIGHT = 560
POPUP_WIDTH = 236
PARTS = ("text", "years")  # parts of a filter beside its facets


class Filtering(QObject):
    """Keeps the filter and what shows it in step.  `changed` says that other rows are wanted."""

    changed = Signal()

    def __init__(self, spec: ListSpec, bar: FilterBar, chips: ChipRow, pane: QWidget) -> None:
        super().__init__(pane)
        self.filter = Filter()
        self.facets: tuple[Facet, ...] = ()
        self._spec = spec
        self._bar = bar
        self._chips = chips
        self._pane = pane
        self._panels: list[FacetPanel] = []
        self._popup: QFrame | None = None
        self._known: dict[tuple[str, str], FacetValue] = {}  # lines seen so far, for their names
        bar.field.filterChanged.connect(lambda text: self.set(replace(self.filter, text=text)))
        bar.filters.clicked.connect(self.open_popup)
        chips.cleared.connect(self.clear)

    # Changing it

    def set(self, filter: Filter, tell: bool = True) -> None:
        """Ask for the rows of another filter."""
        self.filter = filter
        if self._bar.field.text() != filter.text:
            blocked = self._bar.field.blockSignals(True)
            self._bar.field.setText(filter.text)
            self._bar.field.blockSignals(blocked)
        self.show()
        if tell:
            self.changed.emit()

    def clear(self) -> None:
        self.set(Filter())

    def choose(self, facet: str, codes: frozenset[str]) -> None:
        """Of one facet exactly these lines; none of them means all rows."""
        without = self.filter.without(facet)
        self.set(replace(without, facets={**without.facets, facet: codes}) if codes else without)

    def toggle(self, facet: str, code: str, on: bool) -> None:
        chosen = self.filter.facets.get(facet, frozenset())
        self.choose(facet, chosen | {code} if on else chosen - {code})

    def without(self, part: str) -> Filter:
        """The filter without its text, its years or one facet."""
        if part == "text":
            return replace(self.filter, text="")
        if part == "years":
            return replace(self.filter, years=(None, None))
        return self.filter.without(part)

    def parts(self) -> list[str]:
        """The parts that are active: facet names, "text", "years"."""
        return list(dict.fromkeys(part for _, part, _ in self.words()))

    def words(self) -> list[tuple[str, str, str]]:
        """Each active filter in words, with its part and code."""
        return filter_words(self._spec, self.filter, self.facets)

    # Showing it

    def add_panel(self, panel: FacetPanel) -> None:
        """Keep a facet panel in step with the filter."""
        self._panels.append(panel)
        panel.toggled.connect(self.toggle)
        panel.yearsChanged.connect(lambda years: self.set(replace(self.filter, years=years)))

    def take_facets(self, facets: tuple[Facet, ...]) -> None:
        """Show live counts."""
        self._known.update({(facet.name, value.code): value for facet in facets for value in facet.values})
        self.facets = tuple(self._with_chosen(facet) for facet in facets)
        self.show()

    def _with_chosen(self, facet: Facet) -> Facet:
        """The facet with a line for each chosen code that leaves no row, so that it can be unticked by name."""
        lost = self.filter.facets.get(facet.name, frozenset()) - {value.code for value in facet.values}
        lists = {spec.name: spec.vocabulary for spec in self._spec.facets}
        vocabulary = VOCABULARIES.get(lists.get(facet.name, ""), {})
        values = []
        for code in sorted(lost):
            known = self._known.get((facet.name, code))
            names = (known.label_en, known.label_zh) if known else vocabulary.get(code, (code, code))
            values.append(FacetValue(code, *names, 0))
        return Facet(facet.name, (*facet.values, *values))

    def show(self) -> None:
        """Bring panels, chips and the button of the narrow form up to date."""
        for panel in self._panels:
            panel.show_facets(self.facets, self.filter.facets, self.filter.years)
        chips: list[tuple[str, Callable[[], None]]] = []
        for words, part, code in self.words():
            if part in PARTS:
                chips.append((words, partial(self.set, self.without(part))))
            else:
                chips.append((words, partial(self.toggle, part, code, False)))
        self._chips.show_chips(chips)
        self._bar.show_filters(len(chips))

    def open_popup(self) -> None:
        """The facets under the button of the narrow form."""
        popup = QFrame(self._pane, Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.setFrameShape(QFrame.Shape.StyledPanel)
        panel = FacetPanel(self._spec.facets, POPUP_WIDTH, popup)
        box = QVBoxLayout(popup)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(panel)
        self.add_panel(panel)
        popup.destroyed.connect(lambda: self._panels.remove(panel))
        self.show()
        popup.resize(POPUP_WIDTH + 2, min(POPUP_HEIGHT, max(240, self._pane.height() - 60)))
        popup.move(self._bar.filters.mapToGlobal(self._bar.filters.rect().bottomLeft()))
        popup.show()
        self._popup = popup
