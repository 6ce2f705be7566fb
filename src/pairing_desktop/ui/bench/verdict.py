"""What is wrong with a figure, at the top of the bench: the sentence, the sum behind it, the rule and its help page."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from pairing_desktop.domain.bench import Bench, FindingLine
from pairing_desktop.domain.display import figure_period, figure_value, join, nature_text
from pairing_desktop.ui import icons, theme
from pairing_desktop.ui.banner import BAR
from pairing_desktop.ui.bench.words import CHOICE_WORDS, claim_of, rule_title
from pairing_desktop.ui.i18n import current, plural, tr
from pairing_desktop.ui.widgets.links import LinkButton, plain_label

_LOOKS = {
    "error": ("error", "error_bg", "mark-implausible"),
    "warning": ("caution", "caution_bg", "mark-disputed"),
    "info": ("accent", "info_bg", "search"),
    "settled": ("accent", "info_bg", "mark-decided"),
    "quiet": ("muted", "alt", "mark-one"),
}


class Verdict(QWidget):
    """One finding at a time; `nextWanted` goes on to the next."""

    helpWanted = Signal(str)  # code of the rule
    nextWanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = "quiet"
        self._rule = ""
        self._icon = QLabel(self)
        self.first, self.second, self.third = (
            plain_label(size=size, muted=muted, wrap=True, selectable=True)
            for size, muted in (("body", False), ("small", False), ("small", True))
        )
        self.help = LinkButton(parent=self)
        self.next = LinkButton(parent=self)
        self.help.clicked.connect(lambda: self.helpWanted.emit(self._rule))
        self.next.clicked.connect(lambda: self.nextWanted.emit())
        texts = QVBoxLayout()
        texts.setSpacing(1)
        for label in (self.first, self.second, self.third):
            texts.addWidget(label)
        links = QVBoxLayout()
        links.setSpacing(4)
        links.addWidget(self.help, 0, Qt.AlignmentFlag.AlignRight)
        links.addWidget(self.next, 0, Qt.AlignmentFlag.AlignRight)
        links.addStretch(1)
        box = QHBoxLayout(self)
        box.setContentsMargins(BAR + 12, 8, 12, 8)
        box.setSpacing(10)
        box.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(texts, 1)
        box.addLayout(links)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        theme.notifier.changed.connect(self._dress)

    def show_finding(self, bench: Bench, line: FindingLine, place: int, total: int) -> None:
        """Show a finding, the `place`-th (from 0) of `total`."""
        language, finding = current(), line.finding
        self._look = finding.severity if finding.severity in _LOOKS else "info"
        self._rule = finding.rule
        about = claim_of(bench, line.claim_id)
        words = tr("About “{words}”.", words=about.claim.value_as_stated) if about else ""
        rule = tr("Rule: {rule}.", rule=rule_title(finding.rule, language))
        self._tell(finding.headline(language), finding.sum(language), f"{rule}{language.gap}{words}")
        self.help.set_text(tr("How this rule works"))
        self.next.set_text(tr("Next finding ({n} of {total})", n=place + 1, total=total))
        self.help.show()
        self.next.setVisible(total > 1)

    def show_quiet(self, bench: Bench, claim: int) -> None:
        """Nothing is open: say what the program shows for this figure and why."""
        language = current()
        figure = next((one for one in bench.figures if any(c.id == claim for c in one.claims)), None)
        decision = next((one for one in bench.decisions if one.stands and one.choice == "preferred" and figure
                         and any(c.id == one.claim_id for c in figure.claims)), None)
        self._look = "quiet"
        if figure is None:
            self._tell(tr("No claim is on file for this indicator."), "", "")
        else:
            value = figure_value(figure, language)
            when = join((figure_period(figure, language), nature_text(figure.nature, language)), language)
            said = tr("Shown everywhere as {value}.", value=value)
            if decision is not None:
                self._look = "settled"
                reason = tr("{choice}, by {who}: {reason}", choice=tr(CHOICE_WORDS[decision.choice]),
                            who=decision.who or tr("no name"), reason=decision.reason)
                self._tell(said, reason, when)
            elif figure.low != figure.high:
                self._look = "warning"
                self._tell(tr("Unsettled: {range} until someone decides.", range=value), "", when)
            else:
                self._tell(said, _standing(bench, claim), when)
        self.help.hide()
        self.next.hide()

    def _tell(self, first: str, second: str, third: str) -> None:
        for label, words in zip((self.first, self.second, self.third), (first, second, third), strict=True):
            label.setText(words)
            label.setVisible(bool(words))
        self.setAccessibleName(first)
        self.setAccessibleDescription(f"{second} {third}".strip())
        self._dress()

    @property
    def text(self) -> str:
        """All that is said."""
        return " ".join(filter(None, (self.first.text(), self.second.text(), self.third.text())))

    def _dress(self) -> None:
        colour, _, name = _LOOKS[self._look]
        self._icon.setPixmap(icons.pixmap(name, colour))
        self._icon.setFixedSize(QSize(icons.SMALL, icons.SMALL + 2))
        self.first.setFont(theme.metrics().body)
        for label in (self.second, self.third):
            label.setFont(theme.metrics().small)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colour, tint, _ = _LOOKS[self._look]
        painter, now = QPainter(self), theme.tokens()
        painter.fillRect(self.rect(), QColor(getattr(now, tint)))
        painter.fillRect(QRectF(0, 0, BAR, self.height()), QColor(getattr(now, colour)))


def _standing(bench: Bench, claim: int) -> str:
    found = claim_of(bench, claim)
    if found is None:
        return ""
    if found.reading is not None:
        return tr("By {who}: {reason}", who=found.reading.who or tr("no name"), reason=found.reading.reason)
    figure = next(one for one in bench.figures if any(c.id == claim for c in one.claims))
    count = len({c.citation.source_id for c in figure.claims if c.citation})
    return plural("{n} source, nothing against it.", "{n} sources, nothing against them.", count) if count else tr(
        "No source is cited.")
