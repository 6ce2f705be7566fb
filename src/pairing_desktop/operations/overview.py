"""The programme at a glance: which figures stand on the first page and what stands against them."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pairing_desktop.domain.cards import ClaimLine, Figure
from pairing_desktop.domain.figures import period
from pairing_desktop.domain.overview import Overview, Tile

if TYPE_CHECKING:
    from pairing_desktop.operations.questions import Questions

# Tile → indicators in order of preference; the second group goes with the first (projects and their value).
MEASURES: dict[str, tuple[str, str]] = {
    "companies": ("companies_registered", ""),
    "capital": ("registered_capital", ""),
    "investment": ("investment", ""),
    "matched": ("projects_matched", "agreement_value"),
    "generation": ("annual_generation", ""),
    "people": ("people_sent", ""),
    "partners": ("partner_counties", "partner_cities"),
}
_CONTESTED_SHOWN = 40


def overview(questions: "Questions", as_of: str) -> Overview:
    """The tiles and the figures on which sources disagree, those with most claims first."""
    home = questions.home()
    tiles = []
    for name, (first, second) in MEASURES.items():
        lead = _leading(questions.claims_of_measure(first), home)
        if lead is None:
            tiles.append(Tile(name, 0, "", "", "", None))
            continue
        claim = lead
        beside = _beside(questions, second, claim) if second else None
        figure = _figure_of(questions, claim)
        tiles.append(
            Tile(name, claim.subject_id, claim.subject_kind, claim.subject_en, claim.subject_zh, figure, beside)
        )
    contested, subjects = questions.contested(_CONTESTED_SHOWN)
    return Overview(tuple(tiles), questions.counts(), contested, subjects, as_of)


def _leading(claims: Sequence[ClaimLine], home: frozenset[int]) -> ClaimLine | None:
    """The claim whose figure the first page shows: about the office's own place or programme before others, actual
    before planned, then about the record with most such claims, then the latest."""
    weight = Counter(claim.subject_id for claim in claims)
    return max(
        claims,
        key=lambda claim: (
            claim.subject_id in home, claim.nature == "actual", weight[claim.subject_id], period(claim)[1], -claim.id
        ),
        default=None,
    )


def _figure_of(questions: "Questions", claim: ClaimLine) -> Figure:
    figures = questions.figure(claim.subject_id, claim.measure_id)
    return next(figure for figure in figures if claim.id in {member.id for member in figure.claims})


def _beside(questions: "Questions", measure: str, lead: ClaimLine) -> Figure | None:
    """The figure of another indicator by the same source about the same subject and time."""
    for claim in questions.claims_of_measure(measure):
        same_source = claim.citation and lead.citation and claim.citation.source_id == lead.citation.source_id
        if claim.subject_id == lead.subject_id and same_source and period(claim) == period(lead):
            return _figure_of(questions, claim)
    return None
