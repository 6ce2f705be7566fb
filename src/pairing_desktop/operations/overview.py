"""The programme at a glance: which figures stand on the first page and what stands against them."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pairing_desktop.domain.cards import ClaimLine, Figure
from pairing_desktop.domain.figures import period, take_together
from pairing_desktop.domain.overview import Overview, Tile

if TYPE_CHECKING:
    from pairing_desktop.operations.questions import Questions

# Tile → indicators in order of preference; the second group goes with the first (projects and their value).
_MEASURES: dict[str, tuple[str, str]] = {
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
    keys = sorted({key for pair in _MEASURES.values() for key in pair if key})
    claims = questions.measures_claims(keys)
    home = questions.home()
    tiles = []
    for name, (first, second) in _MEASURES.items():
        lead = _leading([claim for claim in claims if claim.measure_key == first], home)
        if lead is None:
            tiles.append(Tile(name, 0, "", "", "", None))
            continue
        claim, figure = lead
        beside = _beside([other for other in claims if other.measure_key == second], claim) if second else None
        tiles.append(
            Tile(name, claim.subject_id, claim.subject_kind, claim.subject_en, claim.subject_zh, figure, beside)
        )
    contested, subjects = questions.contested(_CONTESTED_SHOWN)
    return Overview(tuple(tiles), questions.counts(), contested, subjects, as_of)


def _leading(claims: Sequence[ClaimLine], home: frozenset[int]) -> tuple[ClaimLine, Figure] | None:
    """The figure of an indicator that the first page shows: about the office's own place or programme before others,
    actual before planned, then about the record with most such claims, then the latest."""
    fitting = [claim for claim in claims if claim.value and claim.rank != "deprecated"]
    if not fitting:
        return None
    weight = Counter(claim.subject_id for claim in fitting)
    lead = max(
        fitting,
        key=lambda claim: (
            claim.subject_id in home, claim.nature == "actual", weight[claim.subject_id], period(claim)[1], -claim.id
        ),
    )
    return lead, _figure_of(claims, lead)


def _figure_of(claims: Sequence[ClaimLine], claim: ClaimLine) -> Figure:
    figures = take_together([other for other in claims if other.subject_id == claim.subject_id])
    return next(figure for figure in figures if claim.id in {member.id for member in figure.claims})


def _beside(claims: Sequence[ClaimLine], lead: ClaimLine) -> Figure | None:
    """The figure of another indicator by the same source about the same subject and time."""
    for claim in claims:
        same_source = claim.citation and lead.citation and claim.citation.source_id == lead.citation.source_id
        if claim.value and claim.subject_id == lead.subject_id and same_source and period(claim) == period(lead):
            return _figure_of(claims, claim)
    return None
