"""The bench as a place to work: a record and its indicators at the left, the bench of one of them beside it."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pairing_desktop.domain.bench import Bench
from pairing_desktop.domain.cards import Figure
from pairing_desktop.domain.cells import Cell
from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.chart_spec import about
from pairing_desktop.domain.display import name_text
from pairing_desktop.domain.drafts import Pick
from pairing_desktop.domain.figures import worst
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.listing import Filter, ListColumn, Row
from pairing_desktop.domain.problems import NotFound
from pairing_desktop.domain.trust import Trust
from pairing_desktop.ui import theme
from pairing_desktop.ui.bench.desk import Deed
from pairing_desktop.ui.bench.view import BenchView
from pairing_desktop.ui.bench.words import refusal, rule_help
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.i18n import current, plural, tr
from pairing_desktop.ui.models.list_model import ListModel
from pairing_desktop.ui.tabs.list_paper import evidence_request
from pairing_desktop.ui.tabs.list_shape import NARROW
from pairing_desktop.ui.widgets.choice import Box
from pairing_desktop.ui.widgets.layouts import separator
from pairing_desktop.ui.widgets.picker import Picker
from pairing_desktop.ui.widgets.table import RecordTable

if TYPE_CHECKING:
    from pairing_desktop.operations.commands import Commands
    from pairing_desktop.operations.questions import Questions

SIDE = 264
SUBJECTS = ("projects", "companies", "places")  # kinds that claims are about
COLUMNS = (
    ListColumn("name", mark("Indicator"), 160, sortable=False),
    ListColumn("claims", mark("Claims"), 58, numeric=True, sortable=False),
)


@dataclass(frozen=True)
class Answer:
    """A bench, the claim to point at, and all figures of its record."""

    bench: Bench
    claim: int
    figures: tuple[Figure, ...]


class BenchPane(QWidget):
    """Opened at a claim or a figure; asks anew after every change."""

    navigate = Signal(str, int)
    chart = Signal(str, object)
    printAsked = Signal(object)
    edit = Signal(str, int)
    listWanted = Signal(int)  # back to the list, at this claim
    statusChanged = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self._figures: dict[int, list[Figure]] = {}
        self._wanted = 0  # claim asked for
        self._narrow = False
        self._build()
        theme.notifier.changed.connect(self._dress)
        self.retranslate()

    def _build(self) -> None:
        self.subject = Picker(self.bridge, "projects", self)
        self.subject.source = _subjects
        self.subject.edited.connect(self._subject_chosen)
        self.model = ListModel(COLUMNS, lambda ids: [Row(id, str(id), {}) for id in ids], self._prepare, self)
        self.measures = RecordTable(self.model, ("name",), two_lines=False, wraps=False, parent=self)
        self.measures.setSelectionMode(RecordTable.SelectionMode.SingleSelection)
        self.measures.horizontalHeader().setSectionsMovable(False)
        self.measures.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.measures.currentChosen.connect(self._measure_chosen)
        self.measures.opened.connect(lambda _: self.view.table.setFocus(Qt.FocusReason.TabFocusReason))
        self.box = Box(self)
        self.box.setSizeAdjustPolicy(Box.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.currentIndexChanged.connect(lambda _: self._measure_chosen(self.box.currentData()))
        self.view: BenchView = BenchView(self)
        self.side = QWidget(self)
        self.side.setFixedWidth(SIDE)
        left = QVBoxLayout(self.side)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        self._top = QHBoxLayout()
        self._top.setContentsMargins(12, 8, 12, 8)
        self._top.setSpacing(6)
        left.addLayout(self._top)
        left.addWidget(self.measures, 1)
        self._line = separator(self, upright=True)
        self._above = QHBoxLayout()
        self._above.setSpacing(6)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addLayout(self._above)
        right.addWidget(self.view, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side)
        row.addWidget(self._line)
        row.addLayout(right, 1)
        self._arrange()
        self._connect()

    def _connect(self) -> None:
        view = self.view
        view.wanted.connect(self.do)
        view.sourceWanted.connect(lambda id: self.navigate.emit("citations", id))
        view.benchWanted.connect(self.open)
        view.helpWanted.connect(self._help)
        view.editWanted.connect(lambda id: self.edit.emit("claims", id))
        view.chartWanted.connect(self._chart)
        view.printWanted.connect(lambda: self.printAsked.emit(self.printable()))
        view.listWanted.connect(lambda: self.listWanted.emit(view.claim))
        view.claimChosen.connect(lambda _: self.statusChanged.emit())

    # Asking

    def open(self, claim: int) -> None:
        """Show the bench of the figure that this claim states."""
        self._wanted = claim

        def question(ask: "Questions") -> Answer:
            line = ask.claim(claim)
            return _answer(ask, line.subject_kind, line.subject_id, line.measure_id, claim)

        self.bridge.ask(self, "bench", question, self._arrived, self._lost)

    @property
    def indicator(self) -> int | None:
        """The indicator that is on the bench."""
        return self.view.bench.measure_id if self.view.bench is not None else None

    def open_figure(self, kind: str, subject: int, measure: int) -> None:
        """Show the bench of an indicator of a record."""
        self.bridge.ask(self, "bench", lambda ask: _answer(ask, kind, subject, measure, 0), self._arrived, self._lost)

    def ask(self) -> None:
        """Ask again for what is shown."""
        bench = self.view.bench
        if bench is not None:
            kind, subject, measure, claim = bench.subject_kind, bench.subject_id, bench.measure_id, self.view.claim
            self.bridge.ask(
                self, "bench", lambda ask: _answer(ask, kind, subject, measure, claim), self._arrived, self._lost)

    def _arrived(self, answer: Answer) -> None:
        bench = answer.bench
        why = self.bridge.workspace.read_only_reason
        self._figures = {}
        for figure in answer.figures:
            self._figures.setdefault(figure.measure_id, []).append(figure)
        self.subject.choose(Pick(bench.subject_kind, bench.subject_id, "", bench.subject_en, bench.subject_zh))
        self._show_measures(bench.measure_id)
        self.view.show_bench(bench, answer.claim, why.message(current()) if why else "")
        self.statusChanged.emit()

    def _lost(self, error: Exception) -> None:
        if isinstance(error, NotFound):
            self.listWanted.emit(0)  # it was deleted meanwhile
        else:
            self.bridge.problem.emit(error)

    # Record and indicator

    def _show_measures(self, chosen: int) -> None:
        ids = list(self._figures)
        with QSignalBlocker(self.measures), QSignalBlocker(self.box):
            at = self.measures.verticalScrollBar().value()
            self.model.set_ids(array("q", ids))
            self.measures.choose(chosen)
            self.measures.verticalScrollBar().setValue(at)
            self.box.clear()
            for id in ids:
                cell = self._prepare("name", Row(id, "", {}))
                claims = plural("{n} claim", "{n} claims", _count(self._figures[id]))
                self.box.addItem(tr("{name} ({claims}, {mark})", name=cell.text, claims=claims, mark=cell.small), id)
            self.box.setCurrentIndex(max(0, self.box.findData(chosen)))

    def _prepare(self, column: str, row: Row) -> Cell:
        figures = self._figures[row.id]
        if column == "claims":
            return Cell(str(_count(figures)), muted=True)
        found = worst([figure.trust.mark for figure in figures])
        first = figures[0]
        word = Trust(found.mark).text(current())
        return Cell(name_text(first.measure_en, first.measure_zh, current()), word, found.mark)

    def _measure_chosen(self, id: int | None) -> None:
        bench = self.view.bench
        if id is not None and bench is not None and id != bench.measure_id:
            self.open_figure(bench.subject_kind, bench.subject_id, id)

    def _subject_chosen(self) -> None:
        pick = self.subject.pick
        bench = self.view.bench
        if pick is None or (bench is not None and pick.id == bench.subject_id):
            return
        kind, id = pick.kind, pick.id

        def question(ask: "Questions") -> Answer:
            figures = ask.card(kind, id).figures
            if not figures:
                raise NotFound(mark("This record has no figures yet."))
            gravest = min(figures, key=lambda figure: figure.trust.mark.severity)
            return _answer(ask, kind, id, gravest.measure_id, 0)

        self.bridge.ask(self, "bench", question, self._arrived, self._no_figures)

    def _no_figures(self, error: Exception) -> None:
        if isinstance(error, NotFound):
            self.ask()
        self.bridge.problem.emit(error)

    # Deeds

    def do(self, deed: Deed) -> None:
        """Do what was asked for; a refusal is told beside the reason."""
        self.bridge.do(lambda commands: _do(commands, deed), initiator=self, then=lambda _: self._done(),
                       failed=self._refused)

    def _done(self) -> None:
        self.view.desk.clear_reason()
        self.ask()

    def _refused(self, error: Exception) -> None:
        words = refusal(error)
        if words is None:
            self.bridge.problem.emit(error)
        else:
            self.view.desk.tell_refused(words)

    def _help(self, rule: str) -> None:
        from pairing_desktop.ui.dialogs.help import HelpDialog

        dialog = HelpDialog(self.window(), page=rule_help(rule))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _chart(self) -> None:
        bench = self.view.bench
        if bench is not None:
            facets = {"measure": frozenset({str(bench.measure_id)}), "subject": frozenset({str(bench.subject_id)})}
            self.chart.emit("", about("claims", Filter(facets=facets)))

    # What the page passes on

    def printable(self) -> object | None:
        """The evidence of the figure, for paper."""
        bench = self.view.bench
        if bench is None:
            return None
        title = name_text(bench.measure_en, bench.measure_zh, current())
        return evidence_request(title, bench.subject, bench.measure_key, self.bridge.workspace.unit)

    def refresh(self, change: ChangeSet, initiator: object) -> None:
        """Rows changed: ask again."""
        if initiator is not self:
            self.ask()

    def status_text(self) -> str:
        bench = self.view.bench
        if bench is None:
            return ""
        sources = len({one.claim.citation.source_id for one in bench.claims if one.claim.citation})
        return tr("{claims}, {sources}; A accepts, U leaves unsettled, Enter opens the source",
                  claims=plural("{n} claim", "{n} claims", len(bench.claims)),
                  sources=plural("{n} source", "{n} sources", sources))

    def panes(self) -> tuple[QWidget, ...]:
        left = self.box if self._narrow else self.measures
        return (self.subject.line, left, self.view.table, self.view.desk.tabs)

    def retranslate(self) -> None:
        self.subject.line.setAccessibleName(tr("Record"))
        self.subject.line.setPlaceholderText(tr("Record"))
        self.measures.setAccessibleName(tr("Indicators"))
        self.box.setAccessibleName(tr("Indicators"))
        self.view.retranslate()
        self.ask()

    def _dress(self) -> None:
        self.model.forget()

    # Widths

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self._arrange()

    def _arrange(self) -> None:
        """Record and indicator at the left, or in a row above the bench."""
        narrow = self._narrow
        for layout in (self._top, self._above):
            while layout.count():
                layout.takeAt(0)
        if narrow:
            self._above.setContentsMargins(16, 8, 16, 0)
            self._above.addWidget(self.subject, 1)
            self._above.addWidget(self.box, 1)
            self._above.addWidget(self.view.set_compact(True))
        else:
            self._above.setContentsMargins(0, 0, 0, 0)
            self._top.addWidget(self.subject)
            self.view.set_compact(False)
        self.box.setVisible(narrow)
        self.side.setVisible(not narrow)
        self._line.setVisible(not narrow)


def _answer(ask: "Questions", kind: str, subject: int, measure: int, claim: int) -> Answer:
    return Answer(ask.bench(subject, measure), claim, ask.card(kind, subject).figures)


def _subjects(ask: "Questions", text: str) -> list[Pick]:
    return [pick for kind in SUBJECTS for pick in ask.pick(kind, text, 12)]


def _count(figures: Sequence[Figure]) -> int:
    return sum(len(figure.claims) for figure in figures)


def _do(commands: "Commands", deed: Deed) -> Any:
    """The operation of a deed."""
    claim, other, reason = deed.claim, deed.other, deed.reason
    if claim is None:  # a finding about a record as a whole
        act = commands.reopen if deed.act == "reopen" else commands.dismiss
        return act(deed.code, None, reason, record_id=other)
    match deed.act:
        case "read":
            return commands.accept_reading(claim, deed.code, reason)
        case "take back":
            return commands.take_back_reading(claim, reason)
        case "dismiss":
            return commands.dismiss(deed.code, claim, reason)
        case "reopen":
            return commands.reopen(deed.code, claim, reason)
        case "unsettled":
            return commands.decide_unsettled(claim, reason)
        case "decide":
            return commands.decide(claim, deed.code, reason)
        case "relate" if other is not None:
            return commands.relate(claim, other, deed.code, reason)
        case "unrelate" if other is not None:
            return commands.unrelate(other, reason)
    raise ValueError(f"not a deed: {deed.act!r}")
