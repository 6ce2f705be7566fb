"""The work queue: open findings, worst first, then those on which most depends."""

from array import array
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from pairing_desktop.domain.bench import FindingLine, Progress
from pairing_desktop.domain.cells import Cell
from pairing_desktop.domain.display import join, name_text
from pairing_desktop.domain.findings import Finding, shown
from pairing_desktop.domain.language import Language, mark
from pairing_desktop.domain.listing import ListColumn, Row
from pairing_desktop.domain.trust import Mark, factor_text
from pairing_desktop.ui import theme
from pairing_desktop.ui.bench.words import LONGEST, refusal, rule_group, rule_title
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.i18n import current, plural, tr
from pairing_desktop.ui.models.list_model import ListModel
from pairing_desktop.ui.widgets.field import Message
from pairing_desktop.ui.widgets.links import ElidedLabel, plain_label
from pairing_desktop.ui.widgets.states import State
from pairing_desktop.ui.widgets.table import RecordTable

if TYPE_CHECKING:
    from pairing_desktop.operations.questions import Questions

MOST = 500  # findings listed
COLUMNS = (
    ListColumn("name", mark("Finding"), 300, sortable=False),
    ListColumn("proposal", mark("Proposal"), 148, sortable=False),
    ListColumn("used", mark("Depends on it"), 108, numeric=True, sortable=False),
)
_MARKS = {"error": Mark.IMPLAUSIBLE, "warning": Mark.DISPUTED, "info": Mark.ONE}
_WAYS = {  # group of a rule → what there is to do
    "conflict": mark("Choose one"),
    "scope": mark("Scope"),
    "sum": mark("Add up"),
    "time": mark("Period"),
    "place": mark("Place"),
    "source": mark("Source"),
    "magnitude": mark("Look"),
}


class Queue(QFrame):
    """Asks for the findings itself.  Enter opens the bench at one; with a reason it is set aside."""

    navigate = Signal(str, int)  # "bench" and a claim, or a record

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self.bridge = bridge
        self.lines: tuple[FindingLine, ...] = ()  # the gravest of each claim
        self.found = 0  # findings in all
        self._more: tuple[int, ...] = ()  # others about the same claim
        self._checked: Progress | None = None
        self._build()
        theme.notifier.changed.connect(self._dress)
        self.retranslate()

    def _build(self) -> None:
        self.title = plain_label()
        self.note = ElidedLabel("", "small", "muted")
        head = QHBoxLayout()
        head.setContentsMargins(12, 10, 12, 6)
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addWidget(self.note, 1)
        self.model = ListModel(COLUMNS, lambda ids: [Row(id, str(id), {}) for id in ids], self._prepare, self)
        self.table = RecordTable(self.model, ("name",), wraps=False, parent=self)
        self.table.setSelectionMode(RecordTable.SelectionMode.SingleSelection)
        self.table.horizontalHeader().setSectionsMovable(False)
        self.table.setMinimumHeight(200)
        self.table.opened.connect(self._open)
        self.nothing = State(self)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.nothing)
        self.progress = ElidedLabel("", "small", "muted")
        self.progress.setContentsMargins(12, 0, 12, 0)
        self.reason = QLineEdit(self)
        self.reason.setMaxLength(LONGEST)
        self.reason.returnPressed.connect(self.set_aside)
        self.reason.textChanged.connect(lambda _: self._complain(""))
        self.aside, self.open = QPushButton(self), QPushButton(self)
        self.aside.clicked.connect(lambda: self.set_aside())
        self.open.clicked.connect(lambda: self._open(self.table.current_id()))
        self.message = Message(self)
        self.foot = QWidget(self)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.reason, 1)
        foot.addWidget(self.aside)
        foot.addWidget(self.open)
        below = QVBoxLayout(self.foot)
        below.setContentsMargins(12, 7, 12, 7)
        below.setSpacing(3)
        below.addLayout(foot)
        below.addWidget(self.message)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(1, 0, 1, 1)
        inside.setSpacing(0)
        inside.addLayout(head)
        inside.addWidget(self.stack, 1)
        inside.addWidget(self.progress)
        inside.addWidget(self.foot)
        shortcut = QShortcut(QKeySequence("D"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: self.reason.setFocus(Qt.FocusReason.ShortcutFocusReason))

    # What is shown

    def ask(self) -> None:
        """Ask for the open findings."""
        self.bridge.ask(self, "findings", _findings, self._arrived)

    def _arrived(self, lines: tuple[FindingLine, ...]) -> None:
        at, chosen = self.table.verticalScrollBar().value(), self.table.currentIndex().row()
        self.found, self.lines, self._more = len(lines), *_by_claim(lines)
        self.model.set_ids(array("q", range(len(lines))))
        self.table.choose(min(max(0, chosen), len(lines) - 1) if lines else None)
        self.table.verticalScrollBar().setValue(at)
        self._tell()

    def show_progress(self, progress: Progress) -> None:
        """Say how far the check of the file is, in a quiet line."""
        self._checked = progress
        self._tell()

    def _tell(self) -> None:
        grave = sum(line.finding.severity == "error" for line in self.lines)
        light = sum(line.finding.severity == "warning" for line in self.lines)
        count = f"{self.found:,}" + ("+" if self.found == MOST else "")
        parts = [
            plural("{n} finding, worst first", "{n} findings, worst first", self.found, n=count),
            plural("{n} implausible", "{n} implausible", grave) if grave else "",
            plural("{n} in doubt", "{n} in doubt", light) if light else "",
        ]
        self.note.set_text(join(parts, current()) if self.lines else "")
        running = self._checked is not None and not self._checked.is_done
        if running and self._checked is not None:
            done, total = f"{self._checked.done:,}", f"{self._checked.total:,}"
            self.progress.set_text(tr("Checking {done} of {total} records", done=done, total=total))
        self.progress.setVisible(running)
        self.foot.setVisible(bool(self.lines))
        why = self.bridge.workspace.read_only_reason
        for widget in (self.reason, self.aside):
            widget.setEnabled(why is None)
            widget.setAccessibleDescription(why.message(current()) if why else "")
        if not self.lines:
            said = tr("The check is still running.") if running else tr("Whatever the checks find is answered.")
            self.nothing.tell("mark-decided", tr("Nothing to settle"), said)
        self.stack.setCurrentWidget(self.table if self.lines else self.nothing)

    def _prepare(self, column: str, row: Row) -> Cell:
        line, language = self.lines[row.id], current()
        match column:
            case "proposal":
                more = self._more[row.id]
                return Cell(_way(line), plural("{n} more finding", "{n} more findings", more) if more else "")
            case "used":
                charts = plural("{n} chart", "{n} charts", len(line.charts)) if line.charts else ""
                claims = plural("{n} claim", "{n} claims", line.claims) if line.claims else ""
                return Cell(claims or charts, charts if claims else "")
            case _:
                subject = name_text(line.subject_en, line.subject_zh, language)
                measure = language.pick(line.measure_en, line.measure_zh)
                about = join((measure, subject), language)
                return Cell(about, _said(line.finding, language), _MARKS.get(line.finding.severity))

    # What one can do

    def chosen(self) -> FindingLine | None:
        """The finding with the cursor."""
        id = self.table.current_id()
        return self.lines[id] if id is not None and id < len(self.lines) else None

    def _open(self, id: int | None) -> None:
        line = self.lines[id] if id is not None and id < len(self.lines) else None
        if line is None:
            return
        if line.claim_id is not None:
            self.navigate.emit("bench", line.claim_id)
        elif line.record_id is not None:
            self.navigate.emit(line.record_kind, line.record_id)

    def set_aside(self) -> None:
        """Dismiss the chosen finding with the reason that was typed."""
        line, reason = self.chosen(), self.reason.text().strip()
        if line is None or self.bridge.workspace.read_only:
            return
        if not reason:
            self._complain(tr("Say why: the reason is kept for ever."))
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        rule, claim, record = line.finding.rule, line.claim_id, line.record_id
        self.bridge.do(
            lambda do: do.dismiss(rule, claim, reason, record_id=record if claim is None else None),
            initiator=self, then=lambda _: self.reason.clear(), failed=self._refused)

    def _refused(self, error: Exception) -> None:
        words = refusal(error)
        if words is None:
            self.bridge.problem.emit(error)
        else:
            self._complain(words)

    def _complain(self, words: str) -> None:
        self.message.tell(words, True)
        theme.edge(self.reason, "error" if words else "")
        self.reason.setAccessibleDescription(words)

    # Words

    def retranslate(self) -> None:
        self.title.setText(tr("To settle"))
        self.table.setAccessibleName(tr("To settle"))
        self.reason.setPlaceholderText(tr("Reason for setting it aside (D)"))
        self.reason.setAccessibleName(tr("Reason for setting it aside"))
        self.aside.setText(tr("Set aside"))
        self.open.setText(tr("Open the bench"))
        self.model.forget()
        self._dress()
        self._tell()

    def _dress(self) -> None:
        self.title.setFont(theme.metrics().body)
        for widget in (self.aside, self.open):
            widget.setMinimumHeight(theme.metrics().input)


def _by_claim(lines: tuple[FindingLine, ...]) -> tuple[tuple[FindingLine, ...], tuple[int, ...]]:
    """Of each claim (or record) the first finding, and how many follow."""
    groups: dict[tuple[int | None, int | None], list[FindingLine]] = {}
    for line in lines:
        groups.setdefault((line.claim_id, None if line.claim_id is not None else line.record_id), []).append(line)
    return tuple(group[0] for group in groups.values()), tuple(len(group) - 1 for group in groups.values())


def _way(line: FindingLine) -> str:
    """What is offered, or what there is to do."""
    if line.finding.proposals:
        factor = factor_text(line.finding.proposals[0].factor)
        return tr("{factor} offered", factor=factor) if factor else tr("Another reading")
    way = _WAYS.get(rule_group(line.finding.rule), "")
    return tr(way) if way else ""


def _said(finding: Finding, language: Language) -> str:
    """The rule, the figure and the sum: record and indicator stand above already."""
    sum = finding.sum(language)
    if not sum or "value" not in finding.values:
        return finding.headline(language)
    figure = join((rule_title(finding.rule, language), shown(finding.values["value"], language)), language)
    return f"{figure}{language.colon}{sum}"


def _findings(ask: "Questions") -> tuple[FindingLine, ...]:
    return ask.findings(MOST)
