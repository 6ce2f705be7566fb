"""What was decided before: choices, readings, relations and findings set aside, each with who, when and why."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pairing_desktop.domain.bench import Bench, DecisionLine, RelationLine
from pairing_desktop.domain.cards import ClaimLine
from pairing_desktop.domain.display import join
from pairing_desktop.domain.trust import factor_text
from pairing_desktop.ui.bench.words import CHOICE_WORDS, RELATION_WORDS, rule_title
from pairing_desktop.ui.i18n import current, tr
from pairing_desktop.ui.moments import moment
from pairing_desktop.ui.widgets.card_document import CardDocument, target
from pairing_desktop.ui.widgets.card_view import CardView


def count_earlier(bench: Bench) -> int:
    """How many things people said about this figure; not what came with the facts."""
    return sum(1 for line in _lines(bench) if line[3])


class Earlier(QWidget):
    """A list to read; relations, readings and findings set aside can be taken back with a reason."""

    wanted = Signal(str, str, object, object)  # act, code, claim, other: as in a Deed

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = CardView(self)
        self.view.viewport().setAutoFillBackground(False)
        self.view.followed.connect(self._follow)
        self._deeds: list[tuple[str, str, int | None, int | None]] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 2, 0, 0)
        box.addWidget(self.view)

    def has_deeds(self) -> bool:
        """Whether something can be taken back."""
        return bool(self._deeds)

    def newest(self, bench: Bench) -> str:
        """The last thing that was decided, in a line."""
        title, who, at, reason, _, _ = _lines(bench)[0]
        by = join((who, moment(at, datetime.now().astimezone()) if at else ""), current())
        return tr("Last decided: {what} ({by}) {reason}", what=title, by=by, reason=reason).strip()

    def show_bench(self, bench: Bench, why_not: str) -> None:
        """Write the list; `why_not` keeps it from offering anything."""
        self._deeds = []
        out = self.view.begin()
        out.line()
        lines = list(_lines(bench))
        if not lines:
            out.text(tr("Nobody decided anything about this figure yet."), "small", "muted")
        now = datetime.now().astimezone()
        with out.table((0,), gap=4) as table:
            for title, who, at, reason, stands, deed in lines:
                table.row(below=True)
                out.text(title, "body", "text" if stands else "muted")
                if not stands:
                    out.text(f" {tr('(replaced)')}", "small", "muted")
                out.line()
                by = join((who, moment(at, now) if at else ""), current()) if reason else tr("from the facts")
                out.text(current().colon.join(part for part in (by, reason) if part), "small", "muted")
                if deed is not None and not why_not:
                    self._deeds.append(deed)
                    out.gap()
                    self._link(out, len(self._deeds) - 1)
        self.view.finish()
        self.view.setAccessibleName(tr("Earlier decisions"))

    def _link(self, out: CardDocument, place: int) -> None:
        out.link(tr("Take back"), target("deed", place))

    def _follow(self, kind: str, id: str) -> None:
        if kind == "deed":
            self.wanted.emit(*self._deeds[int(id)])


Line = tuple[str, str, str, str, bool, tuple[str, str, int | None, int | None] | None]


def _lines(bench: Bench) -> list[Line]:
    """Title, who, when, reason, whether it stands, what takes it back; the newest first."""
    found: list[Line] = [_decision(one) for one in bench.decisions]
    seen: set[int] = set()
    for one in bench.claims:
        if one.reading is not None:
            factor = factor_text(one.reading.factor)
            title = tr("Read {factor}: “{words}”", factor=factor, words=one.claim.value_as_stated)
            found.append((title, one.reading.who, one.reading.at, one.reading.reason, True,
                          ("take back", "", one.claim.id, None)))
        for relation in one.relations:
            # Between two claims of this bench it is told once, from the one that it goes out from.
            if relation.id not in seen and (relation.outgoing or not _is_here(bench, relation)):
                seen.add(relation.id)
                found.append(_relation(bench, one.claim, relation))
        for line in one.findings:
            if not line.is_open:
                title = tr("Set aside: {rule}", rule=rule_title(line.finding.rule, current()))
                found.append((title, line.dismissed_by, line.dismissed_at, line.dismissed or "", True,
                              ("reopen", line.finding.rule, line.claim_id, line.record_id)))
    # What came with the facts has no reason and stands last.
    return sorted(found, key=lambda line: (bool(line[3]), line[2]), reverse=True)


def _decision(one: DecisionLine) -> Line:
    choice = tr(CHOICE_WORDS.get(one.choice, one.choice))
    title = tr("{choice}: “{words}”", choice=choice, words=one.value_as_stated) if one.value_as_stated else choice
    return (title, one.who, one.at, one.reason, one.stands, None)


def _is_here(bench: Bench, relation: RelationLine) -> bool:
    return any(one.claim.id == relation.claim_id for one in bench.claims)


def _relation(bench: Bench, claim: ClaimLine, relation: RelationLine) -> Line:
    others = {**{one.claim.id: one.claim for one in bench.claims}, **{one.id: one for one in bench.elsewhere}}
    far = others.get(relation.claim_id)
    words = far.value_as_stated if far is not None else relation.claim_key
    one, two = (claim.value_as_stated, words) if relation.outgoing else (words, claim.value_as_stated)
    said = tr(RELATION_WORDS.get(relation.relation, relation.relation))
    title = tr("“{one}” {relation} “{two}”", one=one, relation=said, two=two)
    deed = ("unrelate", relation.relation, claim.id, relation.id)
    return (title, relation.who, relation.at, relation.reason, True, deed)
