"""The rows inside a record, in its form: a line each that opens into inputs; added, changed and taken out by keyboard."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pairing_desktop.domain.drafts import Pick
from pairing_desktop.domain.kinds import KINDS, Field
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.nested_rows import BEGINS_WITH, Row, dump, load, normal, problems, row_fields
from pairing_desktop.domain.problems import FieldProblem
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.forms.loading import located
from pairing_desktop.ui.forms.row_line import RowLine
from pairing_desktop.ui.i18n import plural, tr
from pairing_desktop.ui.widgets.editor import Editor
from pairing_desktop.ui.widgets.links import LinkButton

SHOWN = 30  # rows that stand in the form at first
_ADD = {
    "other_names": mark("Add a name"),
    "companies": mark("Add a company"),
    "projects": mark("Add a project"),
}


class RowsEditor(Editor):
    """Speaks in the text of `domain.nested_rows`."""

    newWanted = Signal(object, str, str)  # from inside a picker: that picker, kind, what was typed

    def __init__(self, bridge: Bridge, kind: str, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.kind = KINDS[kind]
        self.field = field
        self.names: dict[str, Pick] = {}  # of linked records, by "kind/short name"
        self.begins: Callable[[], Mapping[str, Pick]] = dict  # links that a new row begins with
        self.lines: list[RowLine] = []
        self._rest: list[Row] = []
        self._anchor = QWidget(self)  # where Tab comes from: what is made later would come last of the whole form
        self._anchor.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._anchor.setFixedSize(0, 0)
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        self._layout.addLayout(self._column)
        self.more, self.add = LinkButton(parent=self), LinkButton(parent=self)
        self.more.clicked.connect(lambda _checked=False: self._show_more())
        self.add.clicked.connect(lambda _checked=False: self.add_row())
        self._layout.addWidget(self.more)
        self.hold(self.add)
        self.retranslate()

    # -- what stands here -----------------------------------------------------------------------------------------

    def value(self) -> str:
        return dump([*(line.row() for line in self.lines), *self._rest])

    def set_value(self, value: str) -> None:
        if value != self.value():
            for line in self.lines:
                line.hide()
                line.deleteLater()
            self.lines, self._rest = [], load(value)
            self._learn_names(value)
            self._show_more()

    def _learn_names(self, value: str) -> None:
        """Ask what linked records are called whose names did not come with the rows."""
        columns = [one for one in row_fields(self.kind, self.field) if one.link]
        wanted = {(one.link, row[one.name]) for row in load(value) for one in columns if row.get(one.name)}
        unknown = sorted(pair for pair in wanted if "/".join(pair) not in self.names)
        if unknown:
            self.bridge.ask(self, "names", lambda ask: located(ask, unknown), self._take_names)

    def _take_names(self, names: dict[str, Pick]) -> None:
        self.names.update(names)
        for line in self.lines:
            line.retranslate()

    def show_rows(self, value: str, names: Mapping[str, Pick]) -> None:
        """As `set_value`, with the names of the records that the rows link to."""
        self.names.update(names)
        self.set_value(value)

    def problem(self, field: str) -> FieldProblem | None:
        return next((found for line in self.lines if (found := line.problem(field)) is not None), None)

    def enter(self) -> None:
        """Open the first line that has something to mend; else to the link that adds one."""
        for line in self.lines:
            kept = normal(self.kind, self.field, dump([line.row()]))
            if line.problem(self.field.name) is not None or any(problems(self.kind, self.field, kept)):
                line.open({})
                line.focus_first()
                return
        super().enter()

    @property
    def composing(self) -> bool:
        return any(line.composing for line in self.lines)

    def retranslate(self) -> None:
        words = tr(_ADD[self.field.name])
        self.add.set_text(words)
        self.add.setAccessibleName(tr("{field}: {text}", field=tr(self.field.label), text=words))
        left = len(self._rest)
        self.more.set_text(plural("Show {n} more", "Show {n} more", left) if left else "")
        self.more.setVisible(bool(left))
        for line in self.lines:
            line.retranslate()

    # -- what people do -------------------------------------------------------------------------------------------

    def add_row(self) -> RowLine:
        """An empty row, opened, with the cursor in its first input."""
        links = {name: pick for name, pick in self.begins().items()}
        row = {"id": "", **BEGINS_WITH[self.field.link]}
        line = self._put(row)
        line.open(links)
        line.focus_first()
        self.edited.emit()
        return line

    def take_out(self, line: RowLine) -> None:
        """Leave a row out; the keyboard goes to the next one."""
        at = self.lines.index(line)
        self.lines.remove(line)
        line.hide()
        line.deleteLater()
        (self.lines[min(at, len(self.lines) - 1)].summary if self.lines else self.add).setFocus()
        self.edited.emit()

    def _show_more(self) -> None:
        now, self._rest = self._rest[:SHOWN], self._rest[SHOWN:]
        for row in now:
            self._put(row)
        self.retranslate()

    def _put(self, row: Row) -> RowLine:
        line = RowLine(self, row)
        line.edited.connect(self.edited)
        line.left.connect(lambda: QTimer.singleShot(0, line, lambda: self._line_left(line)))
        line.opened.connect(self._order)
        self.lines.append(line)
        self._column.addWidget(line)
        line.show()  # now, so that the keyboard can go there at once
        self._order()
        return line

    def _order(self) -> None:
        """Let Tab go through the lines as they stand."""
        before = self._anchor
        for widget in (widget for line in self.lines for widget in line.stops()):
            QWidget.setTabOrder(before, widget)
            before = widget

    def _line_left(self, line: RowLine) -> None:
        if not line.has_focus():
            self.left.emit()
