"""The bench of one figure: what is wrong, all claims side by side, where they lie, the ways out."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from pairing_desktop.domain.bench import Bench
from pairing_desktop.domain.display import coded, join, name_text
from pairing_desktop.domain.numbers import unit_label
from pairing_desktop.ui import icons, theme
from pairing_desktop.ui.bench.beyond import Beyond
from pairing_desktop.ui.bench.chart_panel import ChartPanel
from pairing_desktop.ui.bench.claims_table import ClaimsTable
from pairing_desktop.ui.bench.desk import EARLIER, Desk
from pairing_desktop.ui.bench.earlier import count_earlier
from pairing_desktop.ui.bench.verdict import Verdict
from pairing_desktop.ui.bench.words import all_findings, claim_of, column_scale
from pairing_desktop.ui.i18n import current, plural, tr
from pairing_desktop.ui.widgets.filter_bar import ToolButton
from pairing_desktop.ui.widgets.links import ElidedLabel, LinkButton, plain_label

LOWER = 244  # least height of chart and desk
NARROW = 900  # logical pixels: below, the actions are icons


class BenchView(QWidget):
    """Shows a Bench.  It asks the store for nothing."""

    wanted = Signal(object)  # Deed
    sourceWanted = Signal(int)  # the place of this claim in its source
    helpWanted = Signal(str)  # code of a rule
    editWanted = Signal(int)  # claim
    chartWanted = Signal()
    printWanted = Signal()
    listWanted = Signal()
    claimChosen = Signal(int)
    benchWanted = Signal(int)  # of the figure that this claim states

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench: Bench | None = None
        self.claim = 0
        self._at = 0  # place of the finding in question among the open ones
        self._why_not = ""
        self._build()
        theme.notifier.changed.connect(self._dress)
        self.retranslate()

    def _build(self) -> None:
        self.title, self.subtitle = plain_label("", "title"), ElidedLabel("", "small", "muted")
        self.back = QPushButton(self)
        self.edit, self.chart_this, self.print = (ToolButton(name, self) for name in ("edit", "chart", "print"))
        self.acts = QWidget(self)
        row = QHBoxLayout(self.acts)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for button in (self.edit, self.chart_this, self.print, self.back):
            row.addWidget(button)
        self.names = QWidget(self)
        names = QVBoxLayout(self.names)
        names.setContentsMargins(0, 0, 0, 0)
        names.setSpacing(0)
        names.addWidget(self.title)
        names.addWidget(self.subtitle)
        self.head = QHBoxLayout()
        self.head.setSpacing(6)
        self.head.addWidget(self.names, 1)
        self.head.addWidget(self.acts)
        self.verdict = Verdict(self)
        self.table = ClaimsTable(self)
        self.claims = QFrame(self)
        self.claims.setProperty("panel", True)
        inside = QVBoxLayout(self.claims)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        self.decided = ElidedLabel("", "small", "muted")
        self.show_earlier = LinkButton(parent=self)
        self.count = plain_label("", "small", muted=True)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.decided, 1)
        line.addWidget(self.show_earlier)
        line.addWidget(self.count)
        self.beyond = Beyond(self)
        self.chart = ChartPanel(self)
        self.desk = Desk(self)
        for panel in (self.chart, self.desk):
            panel.setMinimumHeight(LOWER)
        self._lower = QHBoxLayout()
        self._lower.setSpacing(12)
        self._lower.addWidget(self.chart, 14)
        self._lower.addWidget(self.desk, 11)
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(16, 8, 16, 8)
        box.setSpacing(8)
        box.addLayout(self.head)
        box.addWidget(self.verdict)
        box.addWidget(self.claims, 2)
        box.addWidget(self.beyond)
        box.addLayout(line)
        box.addLayout(self._lower, 3)
        self.area = QScrollArea(self)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(body)
        self.area.viewport().setAutoFillBackground(False)
        body.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)
        self._connect()

    def _connect(self) -> None:
        self.table.claimChosen.connect(self._choose)
        self.beyond.followed.connect(self.benchWanted)
        self.table.opened.connect(self.sourceWanted)
        self.chart.claimChosen.connect(self.choose)
        self.verdict.helpWanted.connect(self.helpWanted)
        self.verdict.nextWanted.connect(self._next_finding)
        self.desk.wanted.connect(self.wanted)
        self.desk.proposalChanged.connect(self._draw)
        self.back.clicked.connect(lambda: self.listWanted.emit())
        self.edit.clicked.connect(lambda: self.editWanted.emit(self.claim))
        self.chart_this.clicked.connect(lambda: self.chartWanted.emit())
        self.print.clicked.connect(lambda: self.printWanted.emit())
        self.show_earlier.clicked.connect(lambda: self.desk.tabs.setCurrentIndex(EARLIER))
        for key, act in (
            ("A", self.desk.accept), ("U", self.desk.leave_unsettled), ("N", self._next_finding),
            ("B", self.listWanted.emit), ("Esc", self.listWanted.emit),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # What is shown

    def show_bench(self, bench: Bench, claim: int, why_not: str) -> None:
        """Show a figure with one of its claims chosen (the first when it is not among them); `why_not` says why nothing
        can be written."""
        before = self.bench
        other = before is None or (bench.subject_id, bench.measure_id) != (before.subject_id, before.measure_id)
        self.bench, self._why_not = bench, why_not
        first = bench.claims[0].claim.id if bench.claims else 0
        self.claim = claim if claim_of(bench, claim) else first
        self._at = next((n for n, line in enumerate(all_findings(bench)) if line.claim_id == self.claim), 0)
        self._show()
        if other:
            self.desk.clear_reason()
            self.desk.turn_to_usual()
            self.area.verticalScrollBar().setValue(0)

    def choose(self, claim: int) -> None:
        """Put the cursor on a claim."""
        self.table.choose(claim)

    def _choose(self, claim: int) -> None:
        if self.bench is None or claim == self.claim:
            return
        self.claim = claim
        for place, line in enumerate(all_findings(self.bench)):
            if line.claim_id == claim:
                self._at = place
                break
        self._show_claim()
        self.desk.turn_to_usual()
        self.claimChosen.emit(claim)

    def _next_finding(self) -> None:
        lines = all_findings(self.bench) if self.bench is not None else []
        if len(lines) > 1:
            self._at = (self._at + 1) % len(lines)
            target = lines[self._at].claim_id
            if target is not None and target != self.claim:
                self.claim = target
                blocked = self.table.blockSignals(True)
                self.table.choose(target)
                self.table.blockSignals(blocked)
                self.claimChosen.emit(target)
            self._show_claim()
            self.desk.turn_to_usual()

    def _show(self) -> None:
        bench, language = self.bench, current()
        if bench is None:
            return
        scale = column_scale(bench, language)
        self.title.setText(name_text(bench.measure_en, bench.measure_zh, language))
        subject = name_text(bench.subject_en, bench.subject_zh, language)
        flow = coded("flow", bench.flow, language) if bench.flow else ""
        unit = unit_label(bench.unit, language, scale) if bench.unit else ""
        self.subtitle.set_text(join((subject, unit, flow[:1].lower() + flow[1:]), language))
        self.table.show_bench(bench, scale, self.claim)
        self.claims.setMinimumHeight(self.table.height_for(min(3, max(1, len(bench.claims)))))
        self.claims.setMaximumHeight(self.table.height_for(max(1, len(bench.claims))))
        sources = len({one.claim.citation.source_id for one in bench.claims if one.claim.citation})
        counts = plural("{n} claim", "{n} claims", len(bench.claims)), plural("{n} source", "{n} sources", sources)
        self.count.setText(join(counts, language))
        self._tell_decided(bench)
        self.beyond.show_claims(bench.elsewhere)
        self._show_claim()

    def _tell_decided(self, bench: Bench) -> None:
        count = count_earlier(bench)
        self.show_earlier.set_text(plural("Show {n} earlier", "Show {n} earlier", count))
        self.show_earlier.setVisible(count > 0)
        self.decided.set_text(self.desk.earlier.newest(bench) if count else tr("Earlier decisions: none."))

    def _show_claim(self) -> None:
        bench = self.bench
        if bench is None:
            return
        lines = all_findings(bench)
        self._at = min(self._at, max(0, len(lines) - 1))
        finding = lines[self._at] if lines else None
        if finding is not None:
            self.verdict.show_finding(bench, finding, self._at, len(lines))
        else:
            self.verdict.show_quiet(bench, self.claim)
        self.desk.show_claim(bench, claim_of(bench, self.claim), finding, self._why_not)
        self.edit.setEnabled(not self._why_not)
        self._draw()

    def _draw(self) -> None:
        bench = self.bench
        if bench is not None:
            lines = all_findings(bench)
            finding = next((line.finding for line in lines if line.claim_id == self.claim),
                           lines[self._at].finding if lines else None)
            reading = self.desk.proposal() if self.desk.tabs.currentIndex() == 0 else None
            self.chart.show_claims(bench, self.claim, column_scale(bench, current()), reading, finding)

    # Words and shape

    def retranslate(self) -> None:
        """Say everything again in the current language."""
        self.setAccessibleName(tr("Bench"))
        self.back.setText(tr("List"))
        self.back.setToolTip(tr("Back to the list (Esc)"))
        self.edit.set_words(tr("Edit claim"))
        self.chart_this.set_words(tr("Chart this"))
        self.print.set_words(tr("Print evidence…"))
        self.table.retranslate()
        self.chart.retranslate()
        self._dress()
        if self.bench is not None:
            self._show()
        else:
            self.desk.retranslate()

    def _dress(self) -> None:
        self.title.setFont(theme.metrics().title)
        self.count.setFont(theme.metrics().small)
        self.back.setIcon(icons.icon("table"))
        for button in (self.edit, self.chart_this, self.print):
            button.restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        for button in (self.edit, self.chart_this, self.print):
            button.set_narrow(narrow)

    def set_compact(self, compact: bool) -> QWidget:
        """Leave the names to the boxes above; the actions, to be placed beside them, or back in the head."""
        self.names.setVisible(not compact)
        self.table.set_narrow(compact)
        if not compact:
            self.head.addWidget(self.acts)
        return self.acts

    def minimumSizeHint(self) -> QSize:
        return QSize(600, 360)
