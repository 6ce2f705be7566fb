"""The card of a figure: the chosen claim in full, and all claims about the same thing side by side."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from pairing_desktop.domain.cards import ClaimLine, Figure, HistoryLine
from pairing_desktop.domain.display import (
    MISSING,
    claim_period,
    claim_value,
    coded,
    figure_value,
    in_sentence,
    join,
    name_text,
    nature_text,
    source_line,
    source_note,
)
from pairing_desktop.domain.once import merge_once
from pairing_desktop.domain.trust import trust_word
from pairing_desktop.ui.i18n import current, plural, tr
from pairing_desktop.ui.widgets.card import AskHistory
from pairing_desktop.ui.widgets.card_claims import assessment, more, rivals, write_history
from pairing_desktop.ui.widgets.card_document import LABELS, CardDocument, TableWriter, target
from pairing_desktop.ui.widgets.card_frame import CardFrame
from pairing_desktop.ui.widgets.filter_bar import ToolButton

WIDE = 460  # logical pixels: beside the bench, chart and print have their words from this width on


@dataclass(frozen=True)
class FigureCardValue:
    """A claim, all figures of its indicator about its record, and its rivals beyond those."""

    claim: ClaimLine
    figures: tuple[Figure, ...]
    elsewhere: tuple[ClaimLine, ...] = ()  # rivals about another record or indicator
    subject: str = ""  # KIND/KEY of the record it is about


class FigureCard(CardFrame):
    """Shows a FigureCardValue."""

    benchAsked = Signal(int)  # claim

    def __init__(self, ask_history: AskHistory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench = ToolButton("decide", self)
        self.bench.clicked.connect(lambda: self.benchAsked.emit(self.value.claim.id) if self.shown else None)
        self.actions_row.insertWidget(1, self.bench)
        self._ask_history = ask_history
        self._history: tuple[FigureCardValue, tuple[HistoryLine, ...]] | None = None

    @property
    def value(self) -> FigureCardValue:
        """What is shown; there must be something."""
        assert isinstance(self.shown, FigureCardValue)
        return self.shown

    def identity(self) -> tuple[str, int]:
        return "claims", self.value.claim.id

    def heading(self) -> tuple[str, str]:
        claim = self.value.claim
        subject = name_text(claim.subject_en, claim.subject_zh, current())
        return name_text(claim.measure_en, claim.measure_zh, current()), subject

    def retranslate(self) -> None:
        super().retranslate()
        self.print.set_words(tr("Print evidence…"))
        self.bench.set_words(tr("Bench"))
        self.bench.setToolTip(tr("All claims side by side, readings and decisions (B)"))

    def restyle(self) -> None:
        super().restyle()
        self.bench.restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for button in (self.chart, self.print):
            button.set_narrow(self.width() < WIDE)

    def tab_words(self) -> dict[str, str]:
        return {"claim": tr("Claim"), "all": tr("All claims {n}", n=len(self._claims())), "history": tr("History")}

    def _claims(self) -> list[ClaimLine]:
        return [claim for figure in self.value.figures for claim in figure.claims]

    def write_tab(self, name: str, out: CardDocument) -> None:
        out.line()
        match name:
            case "history":
                self._write_history(out)
            case "all":
                self._write_all(out)
            case _:
                self._write_claim(out)

    def _write_claim(self, out: CardDocument) -> None:
        claim, language = self.value.claim, current()
        with out.table((LABELS, 0), gap=7) as table:
            table.label(tr("As stated"))
            out.text(tr("“{words}”", words=claim.value_as_stated))
            if claim.value:
                table.label(tr("Normalised"))
                out.text(claim_value(claim, language))
            table.label(tr("Period"))
            period = claim_period(claim, language)
            out.text(period or MISSING)
            if claim.period_as_stated and claim.period_as_stated != period:
                out.line()
                out.text(tr("“{words}”", words=claim.period_as_stated), "small", "muted")
            table.label(tr("Nature"))
            out.text(coded("nature", claim.nature, language))
            table.label(tr("About"))
            subject = name_text(claim.subject_en, claim.subject_zh, language)
            out.link(subject, target(claim.subject_kind, claim.subject_id), "body")
            table.label(tr("Source"))
            self._source(out, claim)
            table.label(tr("Trust"))
            out.trust(claim.mark, trust_word(claim.mark, language))
            assessment(out, claim)
            rivals(out, claim, {other.id: other for other in (*self._claims(), *self.value.elsewhere)})
        figure = next((f for f in merge_once(self.value.figures) if any(c.id == claim.id for c in f.claims)), None)
        if figure is not None and len(figure.claims) > 1:
            count = len(figure.claims)
            out.heading(plural("{n} claim about the same figure", "{n} claims about the same figure", count))
            if figure.low != figure.high:
                out.line(2)
                said = tr("Unsettled: {range} until someone decides.", range=figure_value(figure, language))
                out.text(said, "small", "muted")
            self._side_by_side(out, figure.claims)

    def _source(self, out: CardDocument, claim: ClaimLine) -> None:
        if claim.citation is None:
            out.text(tr("Not stated"))
            return
        out.text(claim.citation.title)
        out.line()
        out.text(source_note(claim.citation, current()), "small", "muted")
        out.line()
        out.link(source_line(claim.citation, current()), target("citations", claim.id))

    def _write_all(self, out: CardDocument) -> None:
        claims = sorted(self._claims(), key=lambda claim: (claim.period_start, claim.period_end))
        self._side_by_side(out, claims[: self.limit])
        more(out, len(claims) - self.limit)

    def _side_by_side(self, out: CardDocument, claims: "tuple[ClaimLine, ...] | list[ClaimLine]") -> None:
        with out.table((0, 0), gap=5) as table:
            for claim in claims:
                self._line(out, table, claim)

    def _line(self, out: CardDocument, table: TableWriter, claim: ClaimLine) -> None:
        language = current()
        table.row(below=True, fill="selection" if claim.id == self.value.claim.id else "")
        out.link(claim_value(claim, language), target("claims", claim.id), "body")
        out.line()
        out.text(join((claim_period(claim, language), nature_text(claim.nature, language)), language), "small", "muted")
        table.cell()
        out.trust(claim.mark, trust_word(claim.mark, language))
        if claim.assessment not in ("", "accepted", claim.mark.value):
            word = in_sentence(coded("assessment", claim.assessment, language))
            out.gap()
            out.text(tr("initially {word}", word=word), "small", "muted")
        out.line()
        if claim.citation:
            out.link(source_line(claim.citation, language), target("citations", claim.id))

    def _write_history(self, out: CardDocument) -> None:
        shown = self.value
        if self._history is not None and self._history[0] is shown:
            write_history(out, "claims", self._history[1])
            return

        def arrived(lines: tuple[HistoryLine, ...]) -> None:
            if self.shown is shown:
                self._history = (shown, lines)
                self.write()

        self._ask_history("claims", shown.claim.id, arrived)
