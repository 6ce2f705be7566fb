"""The rows of a dry run for a table view: an order of indices and the few rows that are in sight."""

from array import array
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor

from pairing_desktop.domain.importing import STATES, Planned, State
from pairing_desktop.domain.kinds import KINDS, Field, FieldType
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.numbers import NumberProblem, format_number
from pairing_desktop.domain.vocabulary import label as word
from pairing_desktop.ui import theme
from pairing_desktop.ui.i18n import current, plural, tr
from pairing_desktop.ui.widgets.links import plain_tip

if TYPE_CHECKING:
    from pairing_desktop.operations.importing.plan import ImportPlan

KEPT = 512  # rows
LONGEST = 160  # characters of a cell
COLUMNS = (mark("Row"), mark("What becomes of it"), mark("Name"), mark("What changes, or why not"))
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class PlanModel(QAbstractTableModel):
    """Rows of a plan with some of the states.  A tick before a new or changed row says that it comes in."""

    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plan: ImportPlan | None = None
        self._shown: array[int] = array("q")
        self._rows: OrderedDict[int, Planned] = OrderedDict()
        self.skipped: set[int] = set()

    def set_plan(self, plan: "ImportPlan | None") -> None:
        """Show another plan; nothing is skipped."""
        self._plan = plan
        self.skipped = set()
        self.show_states(tuple(State))

    def show_states(self, states: tuple[State, ...]) -> None:
        """Show the rows with one of these states."""
        self.beginResetModel()
        self._rows.clear()
        self._shown = self._plan.indices(states) if self._plan is not None else array("q")
        self.endResetModel()

    def index_of(self, row: int) -> int:
        """Index in the plan of a row shown."""
        return self._shown[row]

    def planned(self, row: int) -> Planned:
        """The row of the plan that stands here."""
        assert self._plan is not None
        index = self._shown[row]
        found = self._rows.get(index)
        if found is None:
            found = self._rows[index] = self._plan.row(index)
            if len(self._rows) > KEPT:
                self._rows.popitem(last=False)
        return found

    def can_skip(self, row: int) -> bool:
        return self.planned(row).state in (State.NEW, State.CHANGED)

    def skip(self, row: int, skipped: bool) -> None:
        """Leave a row out, or take it in again."""
        if not self.can_skip(row):
            return
        (self.skipped.add if skipped else self.skipped.discard)(self._shown[row])
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))
        self.ticked.emit()

    # What Qt asks

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        tickable = index.column() == 1 and self.can_skip(index.row())
        return usual | Qt.ItemFlag.ItemIsUserCheckable if tickable else usual

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.skip(index.row(), Qt.CheckState(value) is not Qt.CheckState.Checked)
        return True

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            text = self._text(row, column)
            return text[:LONGEST] if role == Qt.ItemDataRole.DisplayRole else plain_tip(text[:600])
        if role == Qt.ItemDataRole.CheckStateRole and column == 1 and self.can_skip(row):
            return Qt.CheckState.Unchecked if self._shown[row] in self.skipped else Qt.CheckState.Checked
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._tone(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column == 0:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(COLUMNS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == 0 else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _text(self, row: int, column: int) -> str:
        planned = self.planned(row)
        if column == 0:
            return f"{planned.row:,}"
        if column == 1:
            return tr(STATES[planned.state])
        return " ".join((planned.name if column == 2 else self._said(planned, self._shown[row])).split())

    def _said(self, planned: Planned, index: int) -> str:
        assert self._plan is not None
        told = " ".join(problem.message(current()) for problem in planned.problems)
        parts = [told] if told else []
        if planned.state is State.CHANGED:
            said = fields_of(self._plan, planned)
            parts = [*(f"{field}: {before or '—'} → {after or '—'}" for field, before, after in said), *parts]
        found = self._plan.foreseen.findings.get(index, ())
        if found:
            parts.append(plural("{n} finding", "{n} findings", len(found)))
        return "; ".join(parts)

    def _tone(self, row: int, column: int) -> QBrush | None:
        planned, tokens = self.planned(row), theme.tokens()
        if planned.state is State.REFUSED:
            return QBrush(QColor(tokens.error)) if column in (1, 3) else None
        if planned.state is State.SAME or self._shown[row] in self.skipped:
            return QBrush(QColor(tokens.muted))
        return QBrush(QColor(tokens.caution)) if column == 3 and planned.problems else None


def shown_value(field: Field, text: str) -> str:
    """A value of a field as people read it: a word for a code, a number with its thousands grouped."""
    if not text:
        return ""
    if field.type is FieldType.CHOICE:
        return word(field.choices, text, current())
    if field.type is not FieldType.NUMBER:
        return text
    try:
        return format_number(text, current())
    except NumberProblem:
        return text


def fields_of(plan: "ImportPlan", planned: Planned) -> list[tuple[str, str, str]]:
    """Label, before and after of what would be written, in words."""
    if planned.state is State.NEW:
        pairs = [(name, "", text) for name, text in planned.values.items() if text]
    else:
        pairs = [(change.field, change.before, change.after) for change in planned.changes]
    kind = KINDS[plan.request.kind]
    found = []
    for name, before, after in pairs:
        field = kind.field(name)
        found.append((tr(field.label), shown_value(field, before), shown_value(field, after)))
    return found


def merged_note(n: int) -> str:
    """What becomes of `n` merged areas of a table."""
    return plural("{n} merged area: each of its rows says what its first row says.",
                  "{n} merged areas: each row says what the first row of its area says.", n)  # fmt: skip
