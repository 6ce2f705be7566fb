"""How one claim stands to another: the same figure, another scope, a part, a correction, a later state."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from pairing_desktop.domain.bench import Bench, BenchClaim
from pairing_desktop.domain.cards import ClaimLine
from pairing_desktop.ui import theme
from pairing_desktop.ui.bench.words import RELATION_WORDS, claim_words
from pairing_desktop.ui.i18n import current, tr
from pairing_desktop.ui.widgets.links import ElidedLabel, plain_label


class Relating(QWidget):
    """Read downwards: this claim, the relation, the other claim."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._others: list[ClaimLine] = []
        self._mine: ClaimLine | None = None
        self.this = ElidedLabel("", "body")
        self.relation, self.other = QComboBox(self), QComboBox(self)
        for box in (self.relation, self.other):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(12)
        self.none = plain_label("", "small", muted=True, wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 0)
        layout.setSpacing(6)
        for widget in (self.this, self.relation, self.other, self.none):
            layout.addWidget(widget)
        layout.addStretch(1)

    def show_claim(self, bench: Bench, one: BenchClaim | None) -> None:
        """Offer all other claims of the bench and those that it is already related to."""
        kept = self.chosen()[1]
        self._mine = one.claim if one is not None else None
        mine = one.claim.id if one is not None else 0
        self._others = [other.claim for other in bench.claims if other.claim.id != mine]
        known = {claim.id for claim in self._others} | {mine}
        self._others += [claim for claim in bench.elsewhere if claim.id not in known]
        self.retranslate()
        if kept is not None:
            self.other.setCurrentIndex(max(0, self.other.findData(kept)))

    def suggest(self, relation: str) -> None:
        """Put this relation forward."""
        self.relation.setCurrentIndex(max(0, self.relation.findData(relation)))

    def is_possible(self) -> bool:
        return bool(self._others)

    def chosen(self) -> tuple[str, int | None]:
        """The relation and the other claim."""
        return str(self.relation.currentData() or "same"), self.other.currentData()

    def retranslate(self) -> None:
        relation, other = self.chosen()
        language = current()
        self.this.set_text(claim_words(self._mine, language) if self._mine is not None else "")
        self.none.setFont(theme.metrics().small)
        with QSignalBlocker(self.relation), QSignalBlocker(self.other):
            self.relation.clear()
            for code, words in RELATION_WORDS.items():
                self.relation.addItem(tr(words), code)
            self.relation.setCurrentIndex(max(0, self.relation.findData(relation)))
            self.other.clear()
            for claim in self._others:
                self.other.addItem(claim_words(claim, language), claim.id)
            self.other.setCurrentIndex(max(0, self.other.findData(other)))
        self.relation.setAccessibleName(tr("Relation"))
        self.other.setAccessibleName(tr("Other claim"))
        for widget in (self.this, self.relation, self.other):
            widget.setVisible(bool(self._others))
        self.none.setText("" if self._others else tr("There is no other claim on this figure."))
        self.none.setVisible(not self._others)
