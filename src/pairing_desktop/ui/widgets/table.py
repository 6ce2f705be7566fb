"""A table of records: one paint event for all rows, prepared cells, sorting by header, columns that are remembered."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QToolTip, QWidget

from pairing_desktop.domain.listing import Sort
from pairing_desktop.ui import theme
from pairing_desktop.ui.models.list_model import ListModel
from pairing_desktop.ui.widgets.cell_painter import CellPainter
from pairing_desktop.ui.widgets.links import plain_tip

NAME_FLOOR = 140  # the growing column never gets narrower by itself
_GIVES = 0.2  # of its width, at most
_FIRM = ("trust", "contested")
BAR = 3  # width of the selection bar
BREAKING = {"period", "date"}  # columns whose words go on in a second line rather than being cut


class RecordTable(QTableView):
    """Shows a ListModel.  The first column of `growing` that is shown takes the room that is left; `wraps` lets a name
    that does not fit take the place of its second line."""

    currentChosen = Signal(object)  # id of the row the cursor is on, None for none
    sortAsked = Signal(object)  # a Sort, after a click on a header
    opened = Signal(int)  # Enter or a double click on a record
    cellOpened = Signal(int, str)  # a cell is to be changed: id, column
    columnsChanged = Signal()  # widths or places of columns
    focused = Signal()  # the keyboard came here

    def __init__(
        self, model: ListModel, growing: Sequence[str], two_lines: bool = True, wraps: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows = model
        self._growing = tuple(growing)
        self._paint = CellPainter(two_lines)
        self._breaking = BREAKING | ({"name"} if wraps else set())
        self._hovered = -1
        self._fitting = False
        self.cell = ""  # the column whose cell the cursor stands on, "" while it stands on the whole row
        self.safe: Callable[[str], bool] = lambda column: False  # whether the cells of a column can be changed here
        self._widths: dict[str, int] = {}
        self._sort: Sort | None = None
        self.setModel(model)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setMinimumWidth(NAME_FLOOR)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        # A selection of its own, always empty: to paint a section Qt would look at every selected row of the table's.
        header.setSelectionModel(QItemSelectionModel(model, header))
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(48)
        header.setSortIndicatorShown(False)  # Qt paints it over right-aligned words: the model says it in the words
        header.sectionClicked.connect(self._header_clicked)
        header.sectionResized.connect(self._resized)
        header.sectionMoved.connect(lambda *_: self.columnsChanged.emit())
        model.modelReset.connect(self.fit)
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        theme.notifier.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Take up the theme's fonts and colours."""
        self._paint.restyle()
        self.verticalHeader().setMinimumSectionSize(self._paint.row_height)
        self.verticalHeader().setDefaultSectionSize(self._paint.row_height)
        self.verticalScrollBar().setSingleStep(self._paint.row_height)
        header = self.horizontalHeader()
        header.setFont(theme.metrics().small)
        header.setFixedHeight(theme.metrics().header)
        self.viewport().update()

    # Records

    def current_id(self) -> int | None:
        return self._rows.id_at(self.currentIndex().row())

    def choose(self, id: int | None) -> bool:
        """Put the cursor on this record; False (and no cursor) when it is not in the list."""
        row = -1 if id is None else self._rows.row_of(id)
        if row < 0:
            self.selectionModel().clear()
            return False
        index = self._rows.index(row, 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)
        return True

    def selected_ids(self) -> list[int]:
        """The selected records in the order of the list."""
        return [id for first, last in self._selected() for id in self._rows.run(first, last)]

    def selected_count(self) -> int:
        """How many records are selected."""
        return sum(last - first + 1 for first, last in self._selected())

    def _selected(self) -> list[tuple[int, int]]:
        """First and last rows of what is selected, run by run."""
        runs: list[tuple[int, int]] = []
        for first, last in sorted((part.top(), part.bottom()) for part in self.selectionModel().selection().toList()):
            if runs and first <= runs[-1][1] + 1:
                runs[-1] = runs[-1][0], max(last, runs[-1][1])
            else:
                runs.append((first, last))
        return runs

    def _current_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        self.currentChosen.emit(self._rows.id_at(now.row()))

    # Columns

    def set_sort(self, sort: Sort) -> None:
        """Show by which column the rows are ordered."""
        self._sort = sort
        self._rows.set_sort(sort)

    def _header_clicked(self, section: int) -> None:
        column = self._rows.columns[section]
        if not column.sortable:
            return
        same = self._sort is not None and self._sort.column == column.name
        descending = not self._sort.descending if same and self._sort else column.numeric
        self.sortAsked.emit(Sort(column.name, descending))

    def widths(self) -> dict[str, int]:
        """The widths the user chose, by column name."""
        return dict(self._widths)

    def set_widths(self, widths: dict[str, int]) -> None:
        self._widths = {name: int(width) for name, width in widths.items()}
        self.fit()

    def places(self) -> list[str]:
        """Column names from left to right."""
        header = self.horizontalHeader()
        columns = self._rows.columns
        return [columns[header.logicalIndex(place)].name for place in range(len(columns))]

    def _resized(self, section: int, before: int, now: int) -> None:
        if not self._fitting and section < len(self._rows.columns):
            self._widths[self._rows.columns[section].name] = now
            self.columnsChanged.emit()

    def fit(self) -> None:
        """Give each column its width and the growing one what is left."""
        columns = self._rows.columns
        growing = next((name for name in self._growing if any(c.name == name for c in columns)), "")
        widths = [self._widths.get(column.name, column.width) for column in columns]
        rest = self.viewport().width() - sum(
            width for column, width in zip(columns, widths, strict=True) if column.name != growing
        )
        missing = max(0, NAME_FLOOR - rest) if growing else 0
        if missing:  # words give way a little before a column leaves the view; figures, marks and chosen widths do not
            soft = [
                place for place, column in enumerate(columns)
                if not column.numeric and column.name not in (growing, *_FIRM) and column.name not in self._widths
            ]  # fmt: skip
            room = sum(widths[place] for place in soft)
            share = min(_GIVES, missing / room) if room else 0
            for place in soft:
                widths[place] -= round(widths[place] * share)
            rest += round(room * share)
        self._fitting = True
        try:
            for place, column in enumerate(columns):
                width = widths[place]
                if column.name == growing:
                    width = self._widths.get(growing) or max(NAME_FLOOR, rest)
                self.setColumnWidth(place, width)
        finally:
            self._fitting = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        top = self.rowViewportPosition(self.currentIndex().row())
        was_seen = self.currentIndex().isValid() and 0 <= top < event.oldSize().height()
        super().resizeEvent(event)
        self.fit()
        if was_seen:
            self.scrollTo(self.currentIndex())

    # Cells

    def set_cell(self, column: str) -> None:
        """Put the cursor on the cell of this column in its row; "" on the whole row again."""
        names = [one.name for one in self._rows.columns]
        self.cell = column if column in names else ""
        if self.cell:
            self.scrollTo(self._rows.index(self.currentIndex().row(), names.index(column)))
        self.viewport().update()

    def cell_area(self, id: int, column: str) -> QRect | None:
        """Where a cell stands in the viewport; None when there is no such cell."""
        row, names = self._rows.row_of(id), [one.name for one in self._rows.columns]
        return self.visualRect(self._rows.index(row, names.index(column))) if row >= 0 and column in names else None

    def _step_cell(self, step: int) -> None:
        places = ["", *self.places()]
        at = places.index(self.cell) if self.cell in places else 0
        self.set_cell(places[max(0, min(at + step, len(places) - 1))])

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        id, key = self.current_id(), event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and id is not None:
            if self.cell:
                self.cellOpened.emit(id, self.cell)
            else:
                self.opened.emit(id)
            return
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and plain and id is not None:
            self._step_cell(1 if key == Qt.Key.Key_Right else -1)
            return
        if key == Qt.Key.Key_Escape and self.cell:
            self.set_cell("")
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def keyboardSearch(self, search: str) -> None:
        """Letters do nothing: Qt would read every row; the filter box searches."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        spot = event.position().toPoint()
        id = self._rows.id_at(self.rowAt(spot.y()))
        place = self.columnAt(spot.x())
        column = self._rows.columns[place].name if place >= 0 else ""
        if id is not None and column != "name" and self.safe(column):
            self.cellOpened.emit(id, column)
        elif id is not None:
            self.opened.emit(id)

    def viewportEvent(self, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.MouseMove, QEvent.Type.HoverMove) and isinstance(event, QMouseEvent):
            self._hover(self.rowAt(event.position().toPoint().y()))
        elif kind == QEvent.Type.Leave:
            self._hover(-1)
        elif kind == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            return self._tip(event)
        return super().viewportEvent(event)

    def _hover(self, row: int) -> None:
        for one in {row, self._hovered} - {-1} if row != self._hovered else ():
            top = self.rowViewportPosition(one)
            self.viewport().update(0, top, self.viewport().width(), self._paint.row_height)
        self._hovered = row

    def _tip(self, event: QHelpEvent) -> bool:
        index = self.indexAt(event.pos())
        if index.isValid():
            cell = self._rows.cells(index.row())[index.column()]
            fits = self._paint.fits(cell, self.columnWidth(index.column()))
            QToolTip.showText(event.globalPos(), "" if fits else plain_tip(cell.whole), self)
        return True

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        area = event.rect()
        total = self._rows.rowCount()
        first = self.rowAt(area.top())
        if first < 0 or not total:
            return
        last = self.rowAt(area.bottom())
        last = total - 1 if last < 0 else last
        columns = self._visible_columns(area)
        chosen = self._selected()
        height, width = self._paint.row_height, self.viewport().width()
        at = self.currentIndex().row()
        top = self.rowViewportPosition(first)
        for row in range(first, last + 1):
            if any(begin <= row <= end for begin, end in chosen):
                painter.fillRect(0, top, width, height, self._paint.selection)
                painter.fillRect(0, top, BAR, height, self._paint.accent)
            elif row == self._hovered:
                painter.fillRect(0, top, width, height, self._paint.hover)
            painter.fillRect(0, top + height - 1, width, 1, self._paint.line)
            cells = self._rows.cells(row)
            for place, left, across, numeric, breaks in columns:
                self._paint.paint(painter, QRect(left, top, across, height - 1), cells[place], numeric, breaks)
                if row == at and self._rows.columns[place].name == self.cell:
                    painter.setPen(self._paint.accent)
                    painter.drawRect(left, top, across - 1, height - 2)
            top += height

    def _visible_columns(self, area: QRect) -> list[tuple[int, int, int, bool, bool]]:
        found = []
        for place, column in enumerate(self._rows.columns):
            left, across = self.columnViewportPosition(place), self.columnWidth(place)
            if left <= area.right() and left + across >= area.left():
                found.append((place, left, across, column.numeric, column.name in self._breaking))
        return found
