"""Claims about other figures that speak against those on the bench, or were related to them: links to their benches."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pairing_desktop.domain.cards import ClaimLine
from pairing_desktop.domain.display import claim_value, join, name_text
from pairing_desktop.ui import theme
from pairing_desktop.ui.i18n import current, tr
from pairing_desktop.ui.widgets.links import LinkButton, plain_label

MOST = 4  # links shown


class Beyond(QWidget):
    """One line; hidden when there is nothing."""

    followed = Signal(int)  # claim

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._claims: Sequence[ClaimLine] = ()
        self.label = plain_label("", "small", muted=True)
        self.links = [LinkButton(parent=self) for _ in range(MOST)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.label)
        for place, link in enumerate(self.links):
            link.clicked.connect(lambda _checked=False, place=place: self.followed.emit(self._claims[place].id))
            row.addWidget(link)
        row.addStretch(1)

    def show_claims(self, claims: Sequence[ClaimLine]) -> None:
        """Show these, each by its value and what it is about."""
        self._claims, language = claims, current()
        self.label.setFont(theme.metrics().small)
        self.label.setText(tr("Compared with:") if len(claims) <= MOST else tr("Compared with {n}:", n=len(claims)))
        for place, link in enumerate(self.links):
            link.setVisible(place < len(claims))
            if place < len(claims):
                claim = claims[place]
                measure = name_text(claim.measure_en, claim.measure_zh, language)
                subject = name_text(claim.subject_en, claim.subject_zh, language)
                link.set_text(join((claim_value(claim, language), measure, subject), language))
        self.setVisible(bool(claims))
