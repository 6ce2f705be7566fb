"""The rows of a list: an order of ids (8 bytes a row) and a small cache of pages of ready cells.

Sorting, filtering and counting are the store's; this model only fetches the page that is about to be painted,
prepares its strings once and keeps the last pages used.  Trust marks take longer than rows: they come behind them.
"""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer

from pairing_desktop.domain.cells import NOTHING, Cell
from pairing_desktop.domain.listing import ListColumn, Row, Sort
from pairing_desktop.domain.problems import Problem
from pairing_desktop.domain.trust import Trust
from pairing_desktop.ui.i18n import tr

PAGE = 64  # rows fetched at once
KEPT = 64  # pages kept
MANY = 10_000  # rows among which one is not looked for one by one
FIRST_MARKS = 120  # milliseconds, in which the first rows are painted: what finds marks is imported only then
AGAIN = 250  # milliseconds until a page that could not be read is asked for again

Fetch = Callable[[Sequence[int]], list[Row]]
Prepare = Callable[[str, Row], Cell]
Marks = Mapping[int, Trust]
AskMarks = Callable[[Sequence[int], Callable[[Marks], None]], None]
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
_WHOLE = (int(Qt.ItemDataRole.AccessibleTextRole), int(Qt.ItemDataRole.ToolTipRole))


@dataclass
class _Page:
    """Rows as they were read (none for an id that is gone) and their ready cells."""

    rows: list[Row | None]
    cells: list[tuple[Cell, ...]]
    marked: bool = False


class ListModel(QAbstractTableModel):
    """Rows of one kind in an order.  `fetch` gives the rows of some ids, `prepare` the cell of a column of a row.

    `ask_marks` is given ids and whom to tell their trust marks, which may be later or, for an empty mapping, never."""

    def __init__(
        self, columns: Sequence[ListColumn], fetch: Fetch, prepare: Prepare, parent: QObject | None = None,
        ask_marks: AskMarks | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._fetch = fetch
        self._prepare = prepare
        self._ids: array[int] = array("q")
        self._sort: Sort | None = None
        self._pages: OrderedDict[int, _Page] = OrderedDict()
        self._ask_marks = ask_marks
        self._asking = False  # whether marks were asked for and are not here yet
        self._mark = QTimer(self, singleShot=True, interval=FIRST_MARKS)
        self._mark.timeout.connect(self._ask_next)
        self._again = QTimer(self, singleShot=True, interval=AGAIN)
        self._again.timeout.connect(self.forget)

    @property
    def columns(self) -> tuple[ListColumn, ...]:
        return self._columns

    def set_ids(self, ids: "array[int]") -> None:
        """Show these rows, in this order."""
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self.endResetModel()

    def set_columns(self, columns: Sequence[ListColumn]) -> None:
        """Show these columns, in this order."""
        self.beginResetModel()
        self._columns = tuple(columns)
        self._pages.clear()
        self.endResetModel()

    def set_sort(self, sort: Sort) -> None:
        """Say in the header by which column the rows are ordered."""
        self._sort = sort
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)

    def forget(self) -> None:
        """Read the rows anew when they are next painted: they changed, or are said in another language."""
        self._pages.clear()
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, self.columnCount() - 1))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)

    def id_at(self, row: int) -> int | None:
        """The record in this row; None outside."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_of(self, id: int) -> int:
        """The row of this record; -1 when it is not in the list."""
        if len(self._ids) > MANY:
            import numpy  # here by now: it made the order

            found = numpy.flatnonzero(numpy.frombuffer(self._ids, dtype=numpy.int64) == id)
            return int(found[0]) if len(found) else -1
        try:
            return self._ids.index(id)
        except ValueError:
            return -1

    def order(self) -> "array[int]":
        """The ids of all rows in their order."""
        return array("q", self._ids)

    def run(self, first: int, last: int) -> list[int]:
        """The records from one row to another, both included."""
        return self._ids[first:last + 1].tolist()

    def cells(self, row: int) -> tuple[Cell, ...]:
        """The ready cells of one row, empty ones while it cannot be read."""
        number, place = divmod(row, PAGE)
        page = self._pages.get(number)
        if page is None:
            page = self._read(number)
        elif len(self._pages) > 1:
            self._pages.move_to_end(number)
        return page.cells[place]

    def _read(self, number: int) -> _Page:
        ids = self._ids[number * PAGE : (number + 1) * PAGE].tolist()
        blank = (NOTHING,) * len(self._columns)
        try:
            found = {row.id: row for row in self._fetch(ids)}
        except Problem:  # a write holds the file just now: paint what there is, ask again soon
            self._again.start()
            return _Page([], [blank] * len(ids), marked=True)
        page = _Page([found.get(id) for id in ids], [], self._ask_marks is None)
        self._prepare_cells(page)
        self._pages[number] = page
        if len(self._pages) > KEPT:
            self._pages.popitem(last=False)
        if not page.marked:
            self._mark.start()
        return page

    def prepared(self, row: Row) -> tuple[Cell, ...]:
        """The ready cells of a row that was asked for elsewhere; may be called from any thread."""
        return tuple(self._prepare(column.name, row) for column in self._columns)

    def _prepare_cells(self, page: _Page) -> None:
        names = [column.name for column in self._columns]
        blank = (NOTHING,) * len(names)
        page.cells = [tuple(self._prepare(name, row) for name in names) if row else blank for row in page.rows]

    def _ask_next(self) -> None:
        """Ask for the marks of the page read last, of one page at a time: what was scrolled past waits."""
        self._mark.setInterval(0)
        page = next((page for page in reversed(self._pages.values()) if not page.marked), None)
        if page is not None and self._ask_marks is not None and not self._asking:
            self._asking = True
            self._ask_marks([row.id for row in page.rows if row], lambda marks: self._take_marks(page, marks))

    def _take_marks(self, page: _Page, marks: Marks) -> None:
        self._asking, page.marked = False, True
        for number, kept in self._pages.items():
            if kept is page and marks:
                page.rows = [row and replace(row, trust=marks.get(row.id)) for row in page.rows]
                self._prepare_cells(page)
                first = self.index(number * PAGE, 0)
                self.dataChanged.emit(first, self.index(number * PAGE + len(page.rows) - 1, self.columnCount() - 1))
        self._mark.start()

    # What Qt asks

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        if role == _DISPLAY:
            return self.cells(index.row())[index.column()].text
        if role in _WHOLE:
            return self.cells(index.row())[index.column()].whole
        if role == _ALIGN:
            side = Qt.AlignmentFlag.AlignRight if self._columns[index.column()].numeric else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == _DISPLAY:
            if self._sort is None or self._sort.column != column.name:
                return tr(column.label)
            return f"{tr(column.label)} {'↓' if self._sort.descending else '↑'}"
        if role == _ALIGN:
            side = Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None
