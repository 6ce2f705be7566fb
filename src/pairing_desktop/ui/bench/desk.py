"""The working corner of the bench: readings offered, choice among claims, relations, what was decided before.

One reason field serves all of them; nothing is written without a reason.
"""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from pairing_desktop.domain.bench import Bench, BenchClaim, FindingLine
from pairing_desktop.domain.findings import Proposal
from pairing_desktop.domain.numbers import display_value
from pairing_desktop.domain.trust import factor_text
from pairing_desktop.ui import icons, theme
from pairing_desktop.ui.bench.earlier import Earlier, count_earlier
from pairing_desktop.ui.bench.relating import Relating
from pairing_desktop.ui.bench.words import LONGEST, rule_group
from pairing_desktop.ui.i18n import current, tr
from pairing_desktop.ui.widgets.field import Message
from pairing_desktop.ui.widgets.layouts import clear
from pairing_desktop.ui.widgets.links import ElidedLabel, plain_label

READ, CHOOSE, RELATE, EARLIER = range(4)
_SUGGESTED = {"part_of": "part_of", "differs_in_scope": "other_scope"}  # rule → relation put forward
CHOICES = ("preferred", "normal", "deprecated")


@dataclass(frozen=True)
class Deed:
    """What somebody asks for.  `act` is "read", "take back", "dismiss", "decide", "unsettled", "relate", "unrelate" or
    "reopen"; `code` the reading, rule, choice or relation, `other` the other claim, relation or record."""

    act: str
    code: str
    reason: str
    claim: int | None
    other: int | None = None


class Desk(QFrame):
    """Asks for deeds; whoever holds it does them and shows the bench anew."""

    wanted = Signal(object)  # Deed
    proposalChanged = Signal()  # another reading is looked at

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", True)
        self._bench: Bench | None = None
        self._one: BenchClaim | None = None
        self._finding: FindingLine | None = None
        self._why_not = ""
        self._proposals: tuple[Proposal, ...] = ()
        self._ways: list[tuple[str, str]] = []  # act and code of each radio button
        self._build()
        theme.notifier.changed.connect(self._dress)

    def _build(self) -> None:
        self.tabs = QTabBar(self)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        for _ in range(4):
            self.tabs.addTab("")
        self.tabs.currentChanged.connect(self._turned)
        self.readings = QButtonGroup(self)
        self.readings.idToggled.connect(lambda _, on: self._reading_turned() if on else None)
        self._readings_page = QWidget()
        self._reading_lines = QVBoxLayout(self._readings_page)
        self._reading_lines.setContentsMargins(0, 0, 0, 0)
        self._reading_lines.setSpacing(1)
        self._choose_page = self._make_choices()
        self.relating = Relating(self)
        self.earlier = Earlier(self)
        self.earlier.wanted.connect(lambda act, code, claim, other: self._ask(act, code, claim, other))
        self.stack = QStackedWidget(self)
        for page in (_scrolled(self._readings_page), _scrolled(self._choose_page), self.relating, self.earlier):
            self.stack.addWidget(page)
        self.stack.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.stack.setMinimumHeight(64)  # its pages scroll
        self.reason_label = plain_label("", "small", muted=True)
        self.reason = QLineEdit(self)
        self.reason.setMaxLength(LONGEST)
        self.reason_label.setBuddy(self.reason)
        self.reason.installEventFilter(self)
        self.message = Message(self)
        self.reason.textChanged.connect(lambda _: self._complain(""))
        self.primary = QPushButton(self)
        self.primary.setProperty("primary", True)
        self.unsettle = QPushButton(self)
        self.primary.clicked.connect(lambda: self.act())
        self.unsettle.clicked.connect(lambda: self.leave_unsettled())
        self.foot = ElidedLabel("", "small", "muted")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.primary)
        buttons.addWidget(self.unsettle)
        buttons.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 4, 12, 8)
        box.setSpacing(3)
        box.addWidget(self.tabs)
        box.addWidget(self.stack, 1)
        for widget in (self.reason_label, self.reason, self.message):
            box.addWidget(widget)
        box.addSpacing(3)
        box.addLayout(buttons)
        box.addWidget(self.foot)

    def _make_choices(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 2, 0, 0)
        box.setSpacing(1)
        self.choices = QButtonGroup(self)
        self.choice_notes = []
        for place in range(len(CHOICES)):
            button = QRadioButton(page)
            self.choices.addButton(button, place)
            note = _note()
            self.choice_notes.append(note)
            box.addWidget(button)
            box.addWidget(note)
        box.addStretch(1)
        return page

    # What is shown

    def show_claim(self, bench: Bench, one: BenchClaim | None, finding: FindingLine | None, why_not: str) -> None:
        """Show the ways out for a claim; `finding` is the one in question, `why_not` why nothing can be written."""
        same = self._one is not None and one is not None and self._one.claim.id == one.claim.id
        looked_at = self.proposal() if same else None  # stays when only the language changed
        self._bench, self._one, self._why_not = bench, one, why_not
        mine = finding is not None and one is not None and finding.claim_id == one.claim.id
        self._finding = finding if mine else None
        self._proposals = _proposals(one, self._finding)
        self._fill_readings(looked_at)
        ranks = [button for button in self.choices.buttons()]
        now = one.claim.rank if one is not None else ""
        ranks[CHOICES.index(now) if now in CHOICES else 1].setChecked(True)
        self.relating.show_claim(bench, one)
        if self._finding is not None and not same:
            self.relating.suggest(_SUGGESTED.get(self._finding.finding.rule, "same"))
        self.earlier.show_bench(bench, why_not)
        self.retranslate()

    def turn_to_usual(self) -> None:
        """The tab that suits the claim: its readings, a choice among contradicting claims, or how they are related."""
        if self._proposals or (self._one is not None and self._one.reading):
            place = READ
        elif self._finding is None:
            place = CHOOSE
        else:
            suits = {"conflict": CHOOSE, "scope": RELATE} if self.relating.is_possible() else {}
            place = suits.get(rule_group(self._finding.finding.rule), READ)
        self.tabs.setCurrentIndex(place)

    def proposal(self) -> Proposal | None:
        """The reading that is looked at; None for the print."""
        id = self.readings.checkedId()
        return self._proposals[id] if 0 <= id < len(self._proposals) else None

    def _way(self) -> tuple[str, str]:
        """Act and code of the chosen way."""
        id = self.readings.checkedId()
        return self._ways[id] if 0 <= id < len(self._ways) else ("", "")

    def _fill_readings(self, looked_at: Proposal | None) -> None:
        for button in self.readings.buttons():
            self.readings.removeButton(button)
        clear(self._reading_lines)
        self._ways = []
        language, one = current(), self._one
        accepted = one.reading if one is not None else None
        if accepted is not None:
            said = tr("In use: {factor}, {value}.", factor=factor_text(accepted.factor),
                      value=display_value(accepted.value, accepted.unit, language))
            by = tr("By {who}: {reason}", who=accepted.who or tr("no name"), reason=accepted.reason)
            self._reading_lines.addWidget(plain_label(said, wrap=True))
            self._reading_lines.addWidget(_note(by))
        unit = one.claim.unit if one is not None else ""
        for proposal in self._proposals:
            text = tr("{factor}: {value}", factor=factor_text(proposal.factor) or tr("as printed"),
                      value=display_value(proposal.value, unit, language))
            self._add_reading("read", proposal.reading, text, proposal.explanation(language))
        if self._finding is not None:
            words = tr("Keep as printed") if self._proposals else tr("Set the finding aside")
            aside, right = tr("The finding is set aside with your reason."), tr("It may be right as it is.")
            self._add_reading("dismiss", self._finding.finding.rule, words, aside if self._proposals else right)
        if accepted is not None:
            self._add_reading("take back", "", tr("Take the reading back"), tr("The print counts again."))
        if not self._ways:
            self._reading_lines.addWidget(_note(tr("Nothing speaks for another reading of this claim.")))
        self._reading_lines.addStretch(1)
        if self.readings.buttons():
            codes = [proposal.reading for proposal in self._proposals]
            wanted = codes.index(looked_at.reading) if looked_at and looked_at.reading in codes else 0
            self.readings.button(wanted).setChecked(True)

    def _add_reading(self, act: str, code: str, text: str, note: str) -> None:
        button = QRadioButton(text.replace("&", "&&"))
        button.setAccessibleDescription(note)
        self.readings.addButton(button, len(self._ways))
        self._ways.append((act, code))
        self._reading_lines.addWidget(button)
        self._reading_lines.addWidget(_note(note))

    # Words

    def retranslate(self) -> None:
        """Say everything again."""
        bench = self._bench
        count, before = len(self._proposals), count_earlier(bench) if bench else 0
        for place, words in enumerate((
            tr("Readings {n}", n=count) if count else tr("Readings"), tr("Choose"), tr("Relate"),
            tr("Earlier {n}", n=before) if before else tr("Earlier"),
        )):
            self.tabs.setTabText(place, words)
        self.tabs.setAccessibleName(tr("What to do"))
        for button, note, (words, meaning) in zip(self.choices.buttons(), self.choice_notes, (
            (tr("Preferred"), tr("Shown wherever the figure appears.")),
            (tr("Normal"), tr("One of several that may be right.")),
            (tr("Deprecated"), tr("Kept and listed, never counted.")),
        ), strict=True):
            button.setText(words)
            button.setAccessibleDescription(meaning)
            note.setText(meaning)
        self.reason_label.setText(tr("Reason (kept for ever)"))
        self.reason.setAccessibleName(tr("Reason (kept for ever)"))
        self.unsettle.setText(tr("Leave unsettled"))
        self.unsettle.setToolTip(tr("Leave unsettled (U)"))
        self.relating.retranslate()
        self._dress()
        self._turned(self.tabs.currentIndex())

    def _turned(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        writing = place != EARLIER or self.earlier.has_deeds()
        for widget in (self.reason_label, self.reason):
            widget.setVisible(writing)
        self.primary.setVisible(place != EARLIER)
        self.unsettle.setVisible(place in (READ, CHOOSE))
        self._complain("")
        self._tell_primary()
        if place != READ:
            self.proposalChanged.emit()

    def _reading_turned(self) -> None:
        self._tell_primary()
        self.proposalChanged.emit()

    def _tell_primary(self) -> None:
        place, one = self.tabs.currentIndex(), self._one
        words, possible, foot = tr("Decide"), one is not None, ""
        if place == READ:
            proposal = self.proposal()
            act = self._way()[0]
            words = tr("Take back") if act == "take back" else tr("Accept reading") if act in ("read", "") else (
                tr("Keep as printed") if self._proposals else tr("Set aside"))
            possible = bool(self._ways)
            if proposal is not None and one is not None:
                value = display_value(proposal.value, one.claim.unit, current())
                foot = tr("The print stays as printed. Charts use {value} and mark it.", value=value)
        elif place == CHOOSE:
            foot = tr("Earlier choices stay on record.")
        elif place == RELATE:
            words, possible = tr("Relate"), self.relating.is_possible()
        self.primary.setText(words)
        self.primary.setToolTip(tr("{what} (A)", what=words) if place == READ else "")
        for widget in (self.primary, self.unsettle, self.reason):
            widget.setEnabled(possible and not self._why_not if widget is self.primary else
                              one is not None and not self._why_not)
            widget.setAccessibleDescription(self._why_not)
        self.foot.set_text(self._why_not or foot)

    def _complain(self, words: str) -> None:
        self.message.tell(words, True)
        theme.edge(self.reason, "error" if words else "")
        self.reason.setAccessibleDescription(words)

    def tell_refused(self, words: str) -> None:
        """Show why the last deed was refused, beside the reason."""
        self._complain(words)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_reason(self) -> None:
        self.reason.clear()
        self._complain("")

    # Deeds

    def act(self) -> None:
        """Do what the primary button says."""
        if not self.primary.isEnabled() or self._one is None or self.tabs.currentIndex() == EARLIER:
            return
        match self.tabs.currentIndex():
            case 0:
                self._ask(*self._way())
            case 1:
                self._ask("decide", CHOICES[self.choices.checkedId()])
            case _:
                relation, other = self.relating.chosen()
                if other is not None:
                    self._ask("relate", relation, other=other)

    def accept(self) -> None:
        """A: the readings, and accept the one that is looked at."""
        self.tabs.setCurrentIndex(READ)
        self.act()

    def leave_unsettled(self) -> None:
        """U: leave the figure open, with a reason."""
        if self._one is not None and not self._why_not:
            self._ask("unsettled", "")

    def _ask(self, act: str, code: str, claim: int | None = None, other: int | None = None) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self.tell_refused(tr("Say why: the reason is kept for ever."))
            return
        about = claim if claim is not None else self._one.claim.id if self._one else None
        self.wanted.emit(Deed(act, code, reason, about, other))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the reason does what the button says."""
        pressed = event.key() if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if watched is self.reason and pressed in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.act()
            return True
        return super().eventFilter(watched, event)

    def _dress(self) -> None:
        sizes = theme.metrics()
        self.reason_label.setFont(sizes.small)
        self.primary.setMinimumHeight(sizes.input)
        self.unsettle.setMinimumHeight(sizes.input)
        self.tabs.setTabIcon(READ, icons.icon("mark-reading", "accent"))
        for note in self.choice_notes:
            note.setFont(sizes.small)


def _proposals(one: BenchClaim | None, finding: FindingLine | None) -> tuple[Proposal, ...]:
    """The readings offered for a claim: those of the finding in question, else of all its open ones."""
    if one is None:
        return ()
    lines = [finding] if finding is not None and finding.finding.proposals else one.open_findings
    found: dict[str, Proposal] = {}
    for line in lines:
        for proposal in line.finding.proposals:
            found.setdefault(proposal.reading, proposal)
    return tuple(found.values())


def _note(text: str = "") -> QLabel:
    note = plain_label(text, "small", muted=True, wrap=True)
    note.setContentsMargins(22, 0, 0, 2)
    return note


def _scrolled(page: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    area.viewport().setAutoFillBackground(False)
    page.setAutoFillBackground(False)
    return area
