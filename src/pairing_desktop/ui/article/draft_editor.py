"""What one draft says, with its reasons and what the checks find, and the inputs to change it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pairing_desktop.domain.checks import BY_CODE
from pairing_desktop.domain.date_words import parse_date
from pairing_desktop.domain.dates import DateProblem
from pairing_desktop.domain.display import join, period_text
from pairing_desktop.domain.drafts import Pick
from pairing_desktop.domain.findings import shown
from pairing_desktop.domain.kinds import BY_RECORD, CLAIMS
from pairing_desktop.domain.numbers import unit_label
from pairing_desktop.domain.quantities import QuantityProblem, parse_quantity
from pairing_desktop.ui import i18n
from pairing_desktop.ui.article.sheet import Entry
from pairing_desktop.ui.article.words import name
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.i18n import plural, tr
from pairing_desktop.ui.widgets.choice import ChoiceEditor
from pairing_desktop.ui.widgets.date_edit import DateEditor
from pairing_desktop.ui.widgets.editor import Editor
from pairing_desktop.ui.widgets.field import FieldBox, Message
from pairing_desktop.ui.widgets.layouts import clear
from pairing_desktop.ui.widgets.links import LinkButton, plain_label
from pairing_desktop.ui.widgets.number_edit import NumberEditor, reading
from pairing_desktop.ui.widgets.picker import Picker
from pairing_desktop.ui.widgets.text_edit import LineEditor

if TYPE_CHECKING:
    from pairing_desktop.operations.questions import Questions

_PLACES = (  # field, row, column, columns
    ("measure_key", 0, 0, 2), ("subject_kind", 1, 0, 1), ("subject_key", 1, 1, 1), ("value", 2, 0, 1),
    ("qualifier", 2, 1, 1), ("period_start", 3, 0, 1), ("period_end", 3, 1, 1), ("nature", 4, 0, 1), ("locator", 4, 1, 1),
)
_MOST_PICKS = 30


class DraftEditor(QScrollArea):
    """Writes into the entry shown as one types; the dialog asks the file what it says to it."""

    edited = Signal()
    left = Signal()  # Esc: back to the list

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._entry: Entry | None = None
        self.source_key: Callable[[], str] = lambda: ""  # of the article's source, where it is on file
        self.setAccessibleName(tr("What the draft says"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget(self)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(6)
        self._told = QVBoxLayout()
        self._told.setSpacing(4)
        self._choices = QHBoxLayout()
        self._choices.setSpacing(12)
        self.boxes = {field: self._box(field) for field, *_ in _PLACES}
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for field, row, column, wide in _PLACES:
            grid.addWidget(self.boxes[field], row, column, 1, wide)
        self._reasons = plain_label("", "small", muted=True, wrap=True)
        for layout in (self._told, self._choices):
            self._column.addLayout(layout)
        self._column.addLayout(grid)
        self._column.addWidget(self._reasons)
        self._column.addStretch(1)
        self.setWidget(inside)
        self.setEnabled(False)

    def _box(self, field: str) -> FieldBox:
        spec = CLAIMS.field(field)
        editor: Editor
        if field in ("measure_key", "subject_key"):
            picker = Picker(self._bridge, "measures" if field == "measure_key" else "projects", self)
            picker.source = lambda ask, text: self._picks(field, ask, text)
            picker.newWanted.connect(lambda kind, text: self._make(picker, kind, text))
            editor = picker
        elif field in ("subject_kind", "qualifier", "nature"):
            editor = ChoiceEditor(spec.choices, required=True, parent=self)
        elif field in ("period_start", "period_end"):
            editor = DateEditor(self)
        else:
            editor = NumberEditor(self) if field == "value" else LineEditor(self)
        box = FieldBox(field, editor, self)
        box.set_label(tr(spec.label))
        editor.edited.connect(lambda: self._take(field))
        return box

    # -- showing --------------------------------------------------------------------------------------------------

    def show_entry(self, entry: Entry | None) -> None:
        """Show a draft; None leaves the inputs empty."""
        self._entry = entry
        self.setEnabled(entry is not None)
        values = entry.values if entry else {}
        for field, box in self.boxes.items():
            if isinstance(box.editor, Picker):
                if field == "subject_key":
                    kind = values.get("subject_kind", "")
                    box.editor.set_kind(BY_RECORD[kind].name if kind in BY_RECORD else "projects")
                pick = entry.names.get(field) if entry else None
                if pick is not None and pick.key == values.get(field):
                    box.editor.choose(pick)
                else:
                    box.editor.set_value(values.get(field, ""))
            elif isinstance(box.editor, DateEditor):
                box.editor.show_date(values.get(field, ""), values.get("period_precision", ""))
            else:
                box.editor.set_value(values.get(field, ""))
        self._show_periods()
        self.show_judgement()
        self.verticalScrollBar().setValue(0)

    def show_judgement(self) -> None:
        """Say what the checks find, what is on file already and what is missing."""
        entry = self._entry
        clear(self._told)
        for box in self.boxes.values():
            box.tell((), ())
        if entry is None:
            self._reasons.setText("")
            return
        now, judgement = i18n.current(), entry.judgement
        if judgement.known is not None:
            self._tell(tr("This source says so already: {claim}.", claim=name(judgement.known)), False)
        doubts = [one for one in judgement.findings if one.severity != "info"]
        for finding in doubts[:1]:
            readings = [proposal.explanation(now) for proposal in finding.proposals[:1]]
            self._tell(now.gap.join((finding.message(now), *readings)), finding.severity == "error")
        if doubts[1:]:
            titles = join(dict.fromkeys(tr(BY_CODE[one.rule].title) for one in doubts[1:]), now)
            self._tell(tr("Also doubted: {rules}", rules=titles), any(one.severity == "error" for one in doubts[1:]))
        notes = [one.message(now) for one in judgement.findings if one.severity == "info"]
        if judgement.also:
            notes.insert(0, plural("{n} claim of another source says the same.", "{n} claims of other sources say the same.",
                                   judgement.also))  # fmt: skip
        reasons = [shown(reason, now) for reason in entry.line.reasons]
        self._reasons.setText("\n".join([*notes, *reasons]))
        for problem in judgement.problems:
            if problem.field in self.boxes and problem.field != "subject_kind":
                self.boxes[problem.field].tell((problem.message(now),), ())
        unit = unit_label(entry.values["unit"], now)
        self.boxes["value"].set_label(f"{tr('Value')} ({unit})" if unit else tr("Value"))
        self.boxes["value"].set_reading(reading(entry.values["value"], entry.values["unit"], entry.values["value"]))

    def _tell(self, text: str, is_error: bool) -> None:
        message = Message(self)
        self._told.addWidget(message)
        message.tell(text, is_error)

    def _show_periods(self) -> None:
        """The dates that the words may mean, each a link, until one is chosen."""
        clear(self._choices)
        periods = self._entry.line.periods if self._entry else ()
        if not periods or self._entry is None:
            return
        words = self._entry.values["period_as_stated"]
        self._choices.addWidget(plain_label(tr("“{words}” may mean", words=words), "small", muted=True))
        for period in periods:
            text = period_text(period["period_start"], period["period_end"], period["period_precision"], i18n.current())
            link = LinkButton(parent=self)
            link.set_text(text)
            link.clicked.connect(lambda _checked=False, period=period: self._put_period(period))
            self._choices.addWidget(link)
        self._choices.addStretch(1)

    def _put_period(self, period: dict[str, str]) -> None:
        if self._entry is not None:
            for field, value in period.items():
                self._entry.put(field, value)
            self.show_entry(self._entry)
            self.edited.emit()

    # -- changing -------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Put the cursor where something is missing, else on the indicator."""
        problems = {problem.field for problem in self._entry.judgement.problems} if self._entry else set()
        field = next((field for field, *_ in _PLACES if field in problems and field != "subject_kind"), "measure_key")
        self.boxes[field].editor.input.setFocus(Qt.FocusReason.TabFocusReason)

    def _picks(self, field: str, ask: "Questions", text: str) -> Sequence[Pick]:
        """What was found near first, then everything of the kind."""
        entry = self._entry
        box = self.boxes[field].editor
        assert isinstance(box, Picker)
        options = (entry.line.measures if field == "measure_key" else entry.line.subjects) if entry else ()
        near = [option.pick for option in options if option.pick.kind == box.kind] if not text else []
        more = [pick for pick in ask.pick(box.kind, text, _MOST_PICKS) if pick.key not in {one.key for one in near}]
        return [*near, *more]

    def _make(self, picker: Picker, kind: str, text: str) -> None:
        """A record that is not on file yet, cited with the article's source where that is on file."""
        from pairing_desktop.ui.forms.linked import make_picked, named

        locator = self._entry.values["locator"] if self._entry else ""
        preset = named(kind, text) | {"source_key": self.source_key(), "locator": locator}
        make_picked(picker, self._bridge, self.window(), kind, preset)

    def _take(self, field: str) -> None:
        entry, editor = self._entry, self.boxes[field].editor
        if entry is None:
            return
        if isinstance(editor, Picker):
            if editor.pick is None and editor.line.text().strip():
                return  # typed, not chosen yet
            entry.pick(field, editor.pick)
            if field == "measure_key" and editor.pick is not None:
                self._measure_chosen(entry, editor.pick)
        elif field == "subject_kind":
            self._kind_chosen(entry, editor.value())
        elif field in ("period_start", "period_end"):
            if not self._period_typed(entry):
                return
        else:
            entry.put(field, editor.value())
        self.edited.emit()

    def _kind_chosen(self, entry: Entry, kind: str) -> None:
        picker = self.boxes["subject_key"].editor
        assert isinstance(picker, Picker)
        if kind and picker.kind != BY_RECORD[kind].name:
            picker.set_kind(BY_RECORD[kind].name)
            entry.pick("subject_key", None)
        entry.put("subject_kind", kind)

    def _period_typed(self, entry: Entry) -> bool:
        """Take both ends; False, with a message, while one cannot be read."""
        ends = []
        for field in ("period_start", "period_end"):
            box = self.boxes[field]
            try:
                ends.append(parse_date(box.editor.value()))
                box.tell((), ())
            except DateProblem as problem:
                box.tell((problem.message(i18n.current()),), ())
                return False
        entry.put_period(*ends)
        return True

    def _measure_chosen(self, entry: Entry, pick: Pick) -> None:
        """Read the printed words in the unit of the indicator."""

        def known(measure: dict[str, str]) -> None:
            if entry.values.get("measure_key") != measure["key"]:
                return
            entry.put("unit", measure["unit"])
            try:
                parsed = parse_quantity(entry.values["value_as_stated"], measure["unit"])
            except QuantityProblem as problem:
                self.boxes["value"].tell((problem.message(i18n.current()),), ())
            else:
                entry.put("value", parsed.canonical)
                entry.put("qualifier", parsed.qualifier)
            if entry is self._entry:
                self.boxes["value"].editor.set_value(entry.values["value"])
                self.boxes["qualifier"].editor.set_value(entry.values["qualifier"])
            self.edited.emit()

        self._bridge.ask(self, "measure", lambda ask: ask.draft("measures", pick.id).values, known)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

