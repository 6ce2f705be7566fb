"""A tile of the Overview: one figure with unit, trust mark, period, and the link to its source."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pairing_desktop.domain.display import figure_period, figure_value, join, nature_text, source_line
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.overview import Tile
from pairing_desktop.domain.trust import Mark
from pairing_desktop.ui.i18n import current, plural, tr
from pairing_desktop.ui.widgets.links import ElidedLabel, LinkButton
from pairing_desktop.ui.widgets.marks import MarkLabel

NAMES = {
    "companies": mark("Companies registered"),
    "capital": mark("Registered capital"),
    "investment": mark("Investment"),
    "matched": mark("Projects matched"),
    "generation": mark("Generation in a year"),
    "people": mark("People sent"),
    "partners": mark("Partners"),
}
HEIGHT = 148
_SIGNS = {"more than": "> ", "at least": "≥ ", "up to": "≤ ", "about": "≈ "}


class TileView(QFrame):
    """Shows a Tile; `followed` is a link to the source of its figure or to the claims behind it."""

    followed = Signal(str, int)

    def __init__(self, tile: Tile, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tile = tile
        self.setProperty("panel", True)
        self.setMinimumSize(132, HEIGHT)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 8, 8)
        box.setSpacing(2)
        box.addWidget(ElidedLabel(tr(NAMES[tile.name]), "small", "muted"))
        if tile.figure is None:
            box.addWidget(ElidedLabel(tr("Not on file"), "body", "muted"))
            box.addStretch(1)
            return
        figure = tile.figure
        language = current()
        value = figure_value(figure, language)
        bare = figure_value(replace(figure, qualifier="exact"), language)
        box.addWidget(_value_row(f"{_SIGNS.get(figure.qualifier, '')}{bare}", figure.trust.mark is Mark.IMPLAUSIBLE))
        second = figure_value(tile.second, language) if tile.second else ""
        when = join((figure_period(figure, language), nature_text(figure.nature, language)), language)
        box.addWidget(ElidedLabel(second or language.pick(tile.subject_en, tile.subject_zh), "small", "muted"))
        box.addWidget(ElidedLabel(when, "small", "muted"))
        box.addStretch(1)
        box.addWidget(MarkLabel(figure.trust, self._mark_words()))
        self.link = self._link()
        box.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleName(join((tr(NAMES[tile.name]), value, second, when), language))

    def _mark_words(self) -> str:
        figure = self.tile.figure
        assert figure is not None
        rivals = {rival for claim in figure.claims for rival in claim.rivals}
        if rivals:
            return plural("Disputed: {n} against", "Disputed: {n} against", len(rivals))
        return figure.trust.text(current())

    def _link(self) -> LinkButton:
        figure = self.tile.figure
        assert figure is not None
        claim = figure.claims[0]
        if len(figure.claims) > 1:
            words = plural("{n} claim", "{n} claims", len(figure.claims))
            target = ("claims", claim.id)
        elif claim.citation is not None:
            words, target = source_line(claim.citation, current()), ("citations", claim.id)
        else:
            words, target = tr("1 claim"), ("claims", claim.id)
        link = LinkButton(words)
        link.clicked.connect(lambda: self.followed.emit(*target))
        return link


def _value_row(value: str, doubtful: bool) -> QWidget:
    """The number large, its words beside it small; a number is never cut: then all of it is of body size."""
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(5)
    last = max((place for place, sign in enumerate(value) if sign.isdigit()), default=-1)
    number, words = value[: last + 1], value[last + 1 :].strip()
    tone = "muted" if doubtful else "text"
    line.addWidget(ElidedLabel(number or words, "title" if len(number) <= 12 else "body", tone))
    if number and words:
        line.addWidget(ElidedLabel(words, "small", tone), 0, Qt.AlignmentFlag.AlignBottom)
    line.addStretch(1)
    return row
