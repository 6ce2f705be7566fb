"""The indicators at the left of the figures: one line each with the number of claims; one is chosen, or all."""

from array import array
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pairing_desktop.domain.cells import Cell
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.listing import FacetValue, ListColumn, Row
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.models.list_model import ListModel
from pairing_desktop.ui.widgets.facets import value_label
from pairing_desktop.ui.widgets.table import RecordTable

COLUMNS = (
    ListColumn("name", mark("Indicator"), 170, sortable=False),
    ListColumn("claims", mark("Claims"), 58, numeric=True, sortable=False),
)
ALL = 0  # id of the line for all indicators


class MeasureList(QWidget):
    """Shows the lines of the facet "measure"; the ids of its rows are the codes."""

    chosen = Signal(str)  # code, "" for all

    def __init__(self, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(width)
        self._values: dict[int, FacetValue] = {}
        self.model = ListModel(COLUMNS, self._fetch, self._prepare, self)
        self.table = RecordTable(self.model, ("name",), two_lines=False, wraps=False, parent=self)
        self.table.setSelectionMode(RecordTable.SelectionMode.SingleSelection)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.horizontalHeader().setSectionsMovable(False)
        self.table.currentChosen.connect(self._tell)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.table)
        self.setFocusProxy(self.table)
        self.retranslate()

    @property
    def current(self) -> int | None:
        """The indicator that the cursor is on; None on the line for all."""
        return self.table.current_id() or None

    def retranslate(self) -> None:
        self.table.setAccessibleName(tr("Indicators"))
        self.model.forget()

    def _fetch(self, ids: Sequence[int]) -> list[Row]:
        return [Row(id, str(id), {}) for id in ids]

    def _prepare(self, column: str, row: Row) -> Cell:
        value = self._values[row.id]
        if column == "claims":
            return Cell(f"{value.count:,}", muted=True)
        return Cell(tr("All indicators") if row.id == ALL else value_label(value))

    def show_values(self, values: Sequence[FacetValue], code: str) -> None:
        """Take up live counts; `code` is the chosen indicator, "" for all."""
        total = sum(value.count for value in values)
        self._values = {ALL: FacetValue("", "", "", total)} | {int(value.code): value for value in values}
        blocked = self.table.blockSignals(True)
        scrolled = self.table.verticalScrollBar().value()
        before = self.table.current_id()
        self.model.set_ids(array("q", self._values))
        self.table.choose(int(code or ALL))
        if before == self.table.current_id():
            self.table.verticalScrollBar().setValue(scrolled)
        self.table.blockSignals(blocked)

    def _tell(self, id: int | None) -> None:
        if id is not None:
            self.chosen.emit(str(id) if id != ALL else "")
