"""Proposals one by one: what went out, what is on file now, what the partner says; accepted or skipped by a key."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTreeWidgetItem, QVBoxLayout, QWidget

from pairing_desktop.domain.kinds import KINDS
from pairing_desktop.domain.returning import Proposal, Returned, Verdict
from pairing_desktop.ui import theme
from pairing_desktop.ui.dialogs.frame import Told
from pairing_desktop.ui.dialogs.listing import TextTable
from pairing_desktop.ui.i18n import current, plural, tr
from pairing_desktop.ui.importing.plan_model import shown_value
from pairing_desktop.ui.widgets.links import plain_label

ELIDED, LONGEST = 20, 600  # characters: what the table may cut, what is shown beneath it
_WIDTHS = (64, 210, 130, 150, 150, 0, 110)
_KEYS = {Qt.Key.Key_A: Verdict.ACCEPTED, Qt.Key.Key_S: Verdict.SKIPPED, Qt.Key.Key_O: Verdict.OPEN}


class ReviewPage(QWidget):
    """Holds a verdict for each proposal."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.proposals: tuple[Proposal, ...] = ()
        self.verdicts: list[Verdict] = []
        self.about = plain_label(muted=True, wrap=True)
        headers = (tr("Row"), tr("Record"), tr("Field"), tr("As sent"), tr("On file now"), tr("As it came back"), tr("Verdict"))
        self.table = _Proposals(tr("Proposals"), headers, _WIDTHS, self)
        self.table.judged.connect(self.judge)
        self.table.currentItemChanged.connect(lambda *_: self._tell())
        self.whole = plain_label(wrap=True)
        self.told = Told()
        self.accept = self._button(tr("Accept (A)"), lambda: self.judge(Verdict.ACCEPTED))
        self.skip = self._button(tr("Skip (S)"), lambda: self.judge(Verdict.SKIPPED))
        self.all = self._button(tr("Accept all that nobody else changed"), self.accept_safe)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.accept, self.skip, self.all):
            row.addWidget(button)
        row.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(8)
        page.addWidget(self.about)
        page.addWidget(self.table, 1)
        page.addWidget(self.whole)
        page.addWidget(self.told)
        page.addLayout(row)

    def _button(self, text: str, act: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: act())  # type: ignore[operator]
        return button

    def show_returned(self, returned: Returned) -> None:
        """Show what came back; verdicts on the same proposals stay."""
        kept = {_same(one): verdict for one, verdict in zip(self.proposals, self.verdicts, strict=True)}
        self.proposals = returned.proposals
        self.verdicts = [
            kept.get(_same(one), Verdict.OPEN) if one.can_be_accepted else Verdict.SKIPPED for one in self.proposals
        ]
        self.table.clear()
        for one in self.proposals:
            self.table.add(_texts(one))
        for row in range(len(self.proposals)):
            self._dress(row)
        n = len(self.proposals)
        said = plural("{n} cell or row came back changed.", "{n} cells and rows came back changed.", n) if n else tr(
            "Nothing was changed in this spreadsheet."
        )
        if returned.missing:
            missing = returned.missing
            said += " " + plural("{n} row is no longer in it: nothing is removed here.",
                                 "{n} rows are no longer in it: nothing is removed here.", missing)  # fmt: skip
        self.about.setText(said)
        self._choose(self._next(-1))
        self._tell()
        self.changed.emit()

    def judge(self, verdict: Verdict) -> None:
        """Say so of the proposal the cursor is on, and go to the next open one."""
        row = self._row()
        if row < 0 or (verdict is not Verdict.SKIPPED and not self.proposals[row].can_be_accepted):
            return
        self.verdicts[row] = verdict
        self._dress(row)
        if verdict is not Verdict.OPEN:
            self._choose(self._next(row))
        self._tell()
        self.changed.emit()

    def accept_safe(self) -> None:
        """Accept every open proposal about which nothing was changed here meanwhile."""
        for row, one in enumerate(self.proposals):
            if self.verdicts[row] is Verdict.OPEN and one.can_be_accepted and not one.is_conflict:
                self.verdicts[row] = Verdict.ACCEPTED
                self._dress(row)
        self._choose(self._next(-1))
        self._tell()
        self.changed.emit()

    def accepted(self) -> Sequence[Proposal]:
        """What is to be written."""
        return [one for one, verdict in zip(self.proposals, self.verdicts, strict=True) if verdict is Verdict.ACCEPTED]

    def open_count(self) -> int:
        """How many proposals nobody has judged."""
        return self.verdicts.count(Verdict.OPEN)

    def _row(self) -> int:
        item = self.table.currentItem()
        return self.table.indexOfTopLevelItem(item) if item is not None else -1

    def _next(self, row: int) -> int:
        """The next open proposal, from the beginning again after the last; else the row itself."""
        order = [*range(row + 1, len(self.verdicts)), *range(max(0, row))]
        return next((at for at in order if self.verdicts[at] is Verdict.OPEN), max(0, row))

    def _choose(self, row: int) -> None:
        item: QTreeWidgetItem | None = self.table.topLevelItem(row)
        if item is not None:
            self.table.setCurrentItem(item)
            self.table.scrollToItem(item)

    def _dress(self, row: int) -> None:
        item, one, verdict, tokens = self.table.topLevelItem(row), self.proposals[row], self.verdicts[row], theme.tokens()
        refused = not one.can_be_accepted
        assert item is not None
        item.setText(6, tr("Refused") if refused else tr(verdict.value))
        tone = tokens.error if refused else {
            Verdict.OPEN: tokens.caution if one.is_conflict else tokens.text, Verdict.ACCEPTED: tokens.good,
            Verdict.SKIPPED: tokens.muted,
        }[verdict]
        for column in range(7):
            plain = verdict is not Verdict.SKIPPED and column not in (5, 6) and not refused
            item.setForeground(column, QBrush(QColor(tokens.text if plain else tone)))

    def _tell(self) -> None:
        """What one should know about the proposal the cursor is on."""
        row = self._row()
        said, tone = [], "text"
        self.whole.clear()
        if row >= 0:
            one = self.proposals[row]
            if len(one.theirs) > ELIDED:
                self.whole.setText(tr("As it came back: {text}", text=one.theirs[:LONGEST]))
            said = [problem.message(current()) for problem in one.problems]
            tone = "error" if not one.can_be_accepted else "caution"
            if one.can_be_accepted and one.is_conflict:
                said.insert(0, tr("This was changed here after the spreadsheet went out. Accepting takes what came back."))
            if one.can_be_accepted and one.is_claim:
                said.append(tr("Accepted, this becomes a claim of the sender beside the others. No figure is overwritten."))
                tone = tone if one.is_conflict else "muted"
        self.told.tell(" ".join(said), tone)
        judgeable = row >= 0 and self.proposals[row].can_be_accepted
        for button in (self.accept, self.skip):
            button.setEnabled(judgeable)
        self.all.setEnabled(self.open_count() > 0)


class _Proposals(TextTable):
    judged = Signal(object)  # a Verdict, by key

    def keyPressEvent(self, event: QKeyEvent) -> None:
        verdict = _KEYS.get(Qt.Key(event.key()))
        if verdict is None:
            super().keyPressEvent(event)
        else:
            self.judged.emit(verdict)

    def keyboardSearch(self, search: str) -> None:
        """Letters judge."""


def _same(one: Proposal) -> tuple[object, ...]:
    """What makes two proposals the same: a verdict holds as long as nothing else is on file."""
    return one.row, one.kind, one.id, one.field, one.now, one.theirs


def _texts(one: Proposal) -> tuple[str, ...]:
    kind = KINDS[one.kind]
    if not one.field:
        return f"{one.row:,}", one.name, tr("New row"), "", "", one.theirs, ""
    field = kind.field(one.field)
    texts = [shown_value(field, text) for text in (one.sent, one.now, one.theirs)]
    return (f"{one.row:,}", one.name, tr(field.label), *(text or "—" for text in texts), "")
