"""The dry run: every row with what becomes of it; the chosen one field by field, before and after."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from pairing_desktop.domain.importing import STATES, State
from pairing_desktop.ui import theme
from pairing_desktop.ui.dialogs.frame import Told
from pairing_desktop.ui.dialogs.listing import TextTable
from pairing_desktop.ui.i18n import current, plural, tr
from pairing_desktop.ui.importing.plan_model import PlanModel, fields_of, merged_note
from pairing_desktop.ui.widgets.flat_rows import FlatRows
from pairing_desktop.ui.widgets.links import plain_label

if TYPE_CHECKING:
    from pairing_desktop.operations.importing.plan import ImportPlan

_WIDTHS = (72, 160, 260)
SHOWN_FINDINGS = 3
SHOWN_UNKNOWN, LONGEST_NAME = 4, 40  # indicators not on file that are named, letters of each


class RowsPage(QWidget):
    """Shows a plan; ticks say which of its rows come in."""

    changed = Signal()
    indicatorWanted = Signal(str)  # one that rows name and that is not on file

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: ImportPlan | None = None
        self.model = PlanModel(self)
        self.model.ticked.connect(self.changed)
        self.filters = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(6)
        self._buttons: list[QPushButton] = []
        for number in range(-1, len(State)):
            button = QPushButton(self)
            button.setCheckable(True)
            button.setAutoDefault(False)
            self.filters.addButton(button, number)
            self._buttons.append(button)
            row.addWidget(button)
        row.addStretch(1)
        self.filters.idClicked.connect(self._show_states)
        self.notes = plain_label(muted=True, size="small", wrap=True)
        self.unknown = plain_label(size="small", wrap=True)
        self.make = QPushButton(tr("New indicator…"), self)
        self.make.setAutoDefault(False)
        self.make.clicked.connect(lambda _checked=False: self.indicatorWanted.emit(next(iter(self._unknown))))
        self._unknown: dict[str, int] = {}
        missing = QHBoxLayout()
        missing.setSpacing(8)
        missing.addWidget(self.unknown, 1)
        missing.addWidget(self.make)
        self.table = _Rows(self.model, self)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _before: self._show_row(now.row()))
        self.detail = TextTable(tr("What would be written"), (tr("Field"), tr("Before"), tr("After")), (180, 240, 0), self)
        self.told = Told()
        low = QWidget(self)
        column = QVBoxLayout(low)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.told)
        column.addWidget(self.detail, 1)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        split.addWidget(self.table)
        split.addWidget(low)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(8)
        page.addLayout(row)
        page.addWidget(self.notes)
        page.addLayout(missing)
        page.addWidget(split, 1)

    def show_plan(self, plan: "ImportPlan") -> None:
        """Show these rows, all of them."""
        self._plan = plan
        self.model.set_plan(plan)
        texts = [tr("All {n}", n=f"{len(plan):,}")]
        texts += [f"{tr(STATES[state])} {plan.count(state):,}" for state in State]
        for button, text in zip(self._buttons, texts, strict=True):
            button.setText(text)
        for state in State:
            self._buttons[state + 1].setEnabled(plan.count(state) > 0)
        self._buttons[0].setChecked(True)
        self.notes.setText(" ".join(_notes(plan)))
        self.notes.setVisible(bool(self.notes.text()))
        self._unknown = dict(plan.unknown)
        self.unknown.setText(_unknown_words(self._unknown))
        self.unknown.setVisible(bool(self._unknown))
        self.make.setVisible(bool(self._unknown))
        self._choose_first()

    def _show_states(self, number: int) -> None:
        self.model.show_states(tuple(State) if number < 0 else (State(number),))
        self._choose_first()

    def _choose_first(self) -> None:
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 1))
        else:
            self._show_row(-1)

    def _show_row(self, row: int) -> None:
        """Field by field what would be written; what is wrong with it above."""
        self.detail.clear()
        self.told.hide()
        if row < 0 or self._plan is None:
            return
        planned = self.model.planned(row)
        for texts in fields_of(self._plan, planned):
            self.detail.add(texts)
        said = [problem.message(current()) for problem in planned.problems]
        found = self._plan.foreseen.findings.get(self.model.index_of(row), ())
        said += [finding.message(current()) for finding in found[:SHOWN_FINDINGS]]
        if said:
            self.told.tell("\n".join(said), "error" if planned.state is State.REFUSED else "caution")

    def to_write(self) -> int:
        """How many rows would be written."""
        if self._plan is None:
            return 0
        return self._plan.count(State.NEW) + self._plan.count(State.CHANGED) - len(self.model.skipped)


class _Rows(QTableView):
    """Rows to look through; Space ticks all that are chosen."""

    def __init__(self, model: PlanModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setAccessibleName(tr("Rows of the file"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setItemDelegate(FlatRows(self))
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setProperty("framed", True)
        theme.edge_ticks(self)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.metrics().row)
        header = self.horizontalHeader()
        header.setFont(theme.metrics().small)
        header.setHighlightSections(False)
        header.setFixedHeight(theme.metrics().header)
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, width)
        header.setStretchLastSection(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space:
            super().keyPressEvent(event)
            return
        rows = [index.row() for index in self.selectionModel().selectedRows() if self._model.can_skip(index.row())]
        skip = any(self._model.index_of(row) not in self._model.skipped for row in rows)
        for row in rows:
            self._model.skip(row, skip)

    def keyboardSearch(self, search: str) -> None:
        """Letters do nothing: Qt would read every row."""

    def select(self, row: int) -> None:
        """Put the cursor on a row."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self._model.index(row, 1), flags)


def _unknown_words(unknown: Mapping[str, int]) -> str:
    """Which indicators the rows name that are not on file, the first of them by name."""
    stop = "、" if current().is_chinese else ", "
    cut = [name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}…" for name in list(unknown)[:SHOWN_UNKNOWN]]
    names = [tr("“{text}”", text=name) for name in cut]
    rest = len(unknown) - len(names)
    if rest > 0:
        names.append(plural("{n} more", "{n} more", rest, n=f"{rest:,}"))
    rows = sum(unknown.values())
    return plural("{n} row is refused because its indicator is not on file: {names}",
                  "{n} rows are refused because their indicators are not on file: {names}",
                  rows, n=f"{rows:,}", names=stop.join(names))  # fmt: skip


def _notes(plan: "ImportPlan") -> list[str]:
    """What was met while reading all rows."""
    said = []
    if plan.notes.formulas:
        n = plan.notes.formulas
        said.append(plural("{n} formula was read by its last value.", "{n} formulas were read by their last value.", n))
    if plan.notes.merged:
        said.append(merged_note(plan.notes.merged))
    if not plan.foreseen.looked:
        said.append(tr("The checks will look at so many claims once they are on file."))
    return said
