"""One row inside a record: what it says on one line, and its inputs beneath while it is open."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from pairing_desktop.domain.citations import Citation, parse_citation
from pairing_desktop.domain.date_words import parse_date
from pairing_desktop.domain.dates import DateProblem
from pairing_desktop.domain.dates import display as display_date
from pairing_desktop.domain.drafts import Pick
from pairing_desktop.domain.kinds import Field, FieldType
from pairing_desktop.domain.nested_rows import Row, dump, load, normal, row_fields, row_text
from pairing_desktop.domain.problems import FieldProblem
from pairing_desktop.ui import i18n, icons
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.widgets.field import FieldBox
from pairing_desktop.ui.widgets.links import LinkButton
from pairing_desktop.ui.widgets.picker import Picker

if TYPE_CHECKING:
    from pairing_desktop.ui.forms.rows_editor import RowsEditor

_TYPED = "?"  # before the name of a link: what was typed into its picker and not chosen yet
_WIDE = frozenset({"text"})  # inputs that have a line to themselves


class RowLine(QWidget):
    """Holds the row as loaded until its inputs are opened."""

    edited = Signal()
    opened = Signal()  # its inputs were made
    left = Signal()  # the focus went to another input, maybe of this row

    def __init__(self, editor: "RowsEditor", row: Row) -> None:
        super().__init__(editor)
        self._editor = editor
        self._row = dict(row)
        self._cited: Citation | None = None
        self._fields = {field.name: field for field in row_fields(editor.kind, editor.field)}
        self.boxes: dict[str, FieldBox] = {}
        self.summary = LinkButton(parent=self, size="body")
        self.summary.clicked.connect(lambda _checked=False: self.toggle())
        self.remove = QToolButton(self)
        self.remove.setIcon(icons.icon("trash", "muted"))
        self.remove.setIconSize(QSize(icons.SMALL, icons.SMALL))
        self.remove.setAutoRaise(True)
        self.remove.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.remove.clicked.connect(lambda _checked=False: editor.take_out(self))
        self.summary.installEventFilter(self)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.summary)
        head.addStretch(1)
        head.addWidget(self.remove)
        self.inputs = QWidget(self)
        self.inputs.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addWidget(self.inputs)
        self.retranslate()
        if any(name.startswith(_TYPED) for name in row):  # something in it is not chosen yet
            self.open({})

    # -- what the row says ----------------------------------------------------------------------------------------

    def row(self) -> Row:
        """The row as it was typed."""
        row = dict(self._row)
        for name, box in self.boxes.items():
            row.pop(f"{_TYPED}{name}", None)
            row[name] = box.editor.value()
            if isinstance(box.editor, Picker) and box.editor.pick is None and box.editor.line.text():
                row[f"{_TYPED}{name}"] = box.editor.line.text()
        return row

    def problem(self, field: str) -> FieldProblem | None:
        """What only an input can know is wrong."""
        return next((found for box in self.boxes.values() if (found := box.editor.problem(field)) is not None), None)

    @property
    def composing(self) -> bool:
        return any(box.editor.composing for box in self.boxes.values())

    def has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def retranslate(self) -> None:
        self._say()
        self.remove.setToolTip(tr("Take this line out (Del)"))
        for name, box in self.boxes.items():
            box.set_label(tr(self._fields[name].label))
            box.editor.retranslate()

    def _say(self) -> None:
        names = {name: (pick.name_en, pick.name_zh) for name, pick in self._editor.names.items()}
        kind, field = self._editor.kind, self._editor.field
        row = next(iter(load(normal(kind, field, dump([self.row()])))), None)
        said = row_text(kind, field, row, names, i18n.current()) if row is not None else ""
        self.summary.set_text(said or tr("New line"))
        self.remove.setAccessibleName(tr("Take out: {row}", row=said or tr("New line")))

    # -- inputs ---------------------------------------------------------------------------------------------------

    def toggle(self) -> None:
        """Open the inputs, or close them."""
        if self.inputs.isHidden():
            self.open({})
            self.focus_first()
        else:
            self.inputs.hide()

    def open(self, links: Mapping[str, Pick]) -> None:
        """Show the inputs; `links` are chosen in those that are empty."""
        if not self.boxes:
            self._make()
            self.opened.emit()
        for name, pick in links.items():
            editor = self.boxes[name].editor if name in self.boxes else None
            if isinstance(editor, Picker) and editor.pick is None:
                self._editor.names[f"{pick.kind}/{pick.key}"] = pick
                editor.choose(pick)
        self.inputs.show()
        self._say()

    def stops(self) -> list[QWidget]:
        """Where Tab stops in this line."""
        # Editors, not their inputs: told of the line inside a list of words, Qt leaves the whole list out.
        return [self.summary, self.remove, *(box.editor for box in self.boxes.values())]

    def focus_first(self) -> None:
        """Put the cursor into the first input."""
        next(iter(self.boxes.values())).editor.setFocus(Qt.FocusReason.TabFocusReason)

    def _make(self) -> None:
        from pairing_desktop.ui.forms.fields import make_editor
        from pairing_desktop.ui.forms.source_part import find_sources

        grid = QGridLayout(self.inputs)
        grid.setContentsMargins(16, 2, 0, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        at = 0
        for name, field in self._fields.items():
            editor = make_editor(self._editor.bridge, self._editor.field.link, field, self.inputs)
            box = FieldBox(name, editor, self.inputs)
            box.set_label(tr(field.label))
            self.boxes[name] = box
            wide = name in _WIDE
            at += at % 2 if wide else 0
            grid.addWidget(box, at // 2, 0 if wide else at % 2, 1, 2 if wide else 1)
            at += 2 if wide else 1
            value = self._row.get(name, "")
            if isinstance(editor, Picker):
                self._link(editor, field, value, self._row.get(f"{_TYPED}{name}", ""))
                if name == "source_key":
                    editor.source = find_sources
                    editor.line.textEdited.connect(self._cite)
            else:
                editor.set_value(value)
            editor.edited.connect(lambda name=name: self._edited(name))
            editor.left.connect(self.left)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)

    def _link(self, picker: Picker, field: Field, key: str, typed: str) -> None:
        known = self._editor.names.get(f"{field.link}/{key}")
        if known is not None:
            picker.choose(known)
        elif typed:
            picker.show_typed(typed)
        else:
            picker.set_value(key)
        picker.newWanted.connect(lambda kind, text: self._editor.newWanted.emit(picker, kind, text))

    def _edited(self, name: str) -> None:
        box, field = self.boxes[name], self._fields[name]
        if field.type is FieldType.DATE:
            box.set_reading(_reading(box.editor.value()))
        if isinstance(box.editor, Picker) and (pick := box.editor.pick) is not None:
            self._editor.names[f"{field.link}/{pick.key}"] = pick
            if name == "source_key":
                self._place_cited()
        self._say()
        self.edited.emit()

    def take_source(self, pick: Pick) -> bool:
        """Choose the source of this line; False where it has none."""
        box = self.boxes.get("source_key")
        if box is None or not isinstance(box.editor, Picker):
            return False
        box.editor.choose_by_user(pick)
        self.boxes["locator"].editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def _cite(self, text: str) -> None:
        self._cited = parse_citation(text)

    def _place_cited(self) -> None:
        """The place that a pasted citation named goes into its own input, unless something stands there."""
        cited, self._cited = self._cited, None
        place = self.boxes["locator"].editor
        if cited is not None and cited.locator and not place.value():
            place.set_value(cited.locator)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete:
            if event.type() == QEvent.Type.ShortcutOverride:  # else the window takes the key, for the record itself
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._editor.take_out(self)
                return True
        return False


def _reading(typed: str) -> str:
    """A date in words, where it was typed otherwise."""
    try:
        said = display_date(parse_date(typed), i18n.current()) if typed else ""
    except DateProblem:
        return ""
    return said if said != typed else ""
