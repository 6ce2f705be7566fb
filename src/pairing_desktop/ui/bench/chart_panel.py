"""The chart of the bench with its heading: which claims are drawn together, and why others are not."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from pairing_desktop.domain.bench import Bench
from pairing_desktop.domain.display import join
from pairing_desktop.domain.findings import Finding, Proposal
from pairing_desktop.domain.numbers import ONES, Scale, unit_label
from pairing_desktop.ui.bench.chart import BenchChart
from pairing_desktop.ui.bench.sections import Section, sections
from pairing_desktop.ui.i18n import current, tr
from pairing_desktop.ui.widgets.links import ElidedLabel


class ChartPanel(QFrame):
    """Draws the section in which the chosen claim stands; the others can be chosen."""

    claimChosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self._bench: Bench | None = None
        self._claim = 0
        self._scale: Scale = ONES
        self._proposal: Proposal | None = None
        self._finding: Finding | None = None
        self._sections: tuple[Section, ...] = ()
        self.tabs = QTabBar(self)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for _ in range(2):
            self.tabs.addTab("")
        self.tabs.currentChanged.connect(lambda _: self._draw())
        self.which = QComboBox(self)
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.which.currentIndexChanged.connect(lambda _: self._draw())
        self.note = ElidedLabel("", "small", "muted")
        self.chart = BenchChart(self)
        self.chart.chosen.connect(self.claimChosen)
        head = QHBoxLayout()
        head.addWidget(self.tabs)
        head.addStretch(1)
        head.addWidget(self.which)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 4, 12, 8)
        box.setSpacing(4)
        box.addLayout(head)
        box.addWidget(self.note)
        box.addWidget(self.chart, 1)

    def show_claims(
        self, bench: Bench, claim: int, scale: Scale, proposal: Proposal | None, finding: Finding | None
    ) -> None:
        """Draw the claims; `proposal` is looked at for `claim`, `finding` says what cannot be."""
        moved = bench is not self._bench or claim != self._claim
        self._bench, self._claim, self._scale, self._proposal, self._finding = bench, claim, scale, proposal, finding
        self._sections = sections(bench)
        if moved:
            with QSignalBlocker(self.which):
                self.which.clear()
                for section in self._sections:
                    self.which.addItem(tr("{what}: {n}", what=section.title(current()), n=len(section.claims)))
                at = next((place for place, section in enumerate(self._sections)
                           if any(one.claim.id == claim for one in section.claims)), 0)
                self.which.setCurrentIndex(at)
            self.which.setVisible(len(self._sections) > 1)
        self._draw()

    def section(self) -> Section | None:
        """What is drawn."""
        at = self.which.currentIndex()
        return self._sections[at] if 0 <= at < len(self._sections) else None

    def _draw(self) -> None:
        if self._bench is None:
            return
        timed = self.tabs.currentIndex() == 1
        section = self.section()
        self.chart.show_section(
            self._bench, section, self._claim, self._scale, self._proposal, self._finding, over_time=timed)
        self.note.set_text(self._said(section, timed))

    def _said(self, section: Section | None, timed: bool) -> str:
        """Unit, kind of axis, and why some claims are not drawn here."""
        if section is None or self._bench is None:
            return ""
        language = current()
        found = self.chart.plotted()
        parts = [unit_label(self._bench.unit, language, self._scale)]
        if len(self._sections) > 1:
            parts.append(section.title(language).lower())
        if not timed and found is not None:
            parts.append(tr("logarithmic") if found.axis.log else "")
            parts.append(tr("dashed: what is possible at most") if found.ceiling is not None else "")
        sentences = [join(parts, language)]
        if len({one.nature for one in self._sections}) > 1:
            sentences.append(tr("Plans and results are drawn apart."))
        if len({one.length for one in self._sections}) > 1:
            sentences.append(tr("Figures of a month and of a year are drawn apart."))
        said = (language.full_stop + language.gap).join(part.rstrip("。.") for part in sentences if part)
        return said + language.full_stop if len(sentences) > 1 else said

    def retranslate(self) -> None:
        self.tabs.setTabText(0, tr("Where the claims lie"))
        self.tabs.setTabText(1, tr("Over time"))
        self.tabs.setAccessibleName(tr("Chart"))
        self.which.setAccessibleName(tr("Claims drawn together"))
        bench, self._bench = self._bench, None
        if bench is not None:
            self.show_claims(bench, self._claim, self._scale, self._proposal, self._finding)
