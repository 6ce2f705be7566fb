"""Figures that a thing has once in its life: what several sources say of them is one figure, whatever year they name.

A plant has one investment and one area; a claim of 2013 and one of 2018 that speak against each other disagree about
the same thing.  A month's output is another figure each month.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pairing_desktop.domain.cards import Figure
from pairing_desktop.domain.trust import Mark, Trust

ONCE = frozenset({
    "investment", "construction_cost_usd", "installed_capacity", "battery_energy", "storage_hours", "heliostats",
    "reflective_area", "tower_height", "feed_in_tariff", "area", "elevation", "latitude", "longitude", "dish_diameter",
    "surface_error", "polysilicon_capacity", "soda_capacity", "hydrogen_rate", "hydrogen_annual", "coal_saved",
    "co2_avoided", "housing_units", "school_area", "start_year",
})  # fmt: skip


def merge_once(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figures, with those of ONCE that speak against each other made one, a range over all of their claims.

    Figures that somebody decided (a preferred claim) stay as they are.
    """
    found: list[Figure] = []
    for figure in figures:
        place = next((i for i, other in enumerate(found) if _against(figure, other)), None)
        if place is None:
            found.append(figure)
        else:
            found[place] = _merged(found[place], figure)
    return tuple(found)


def _against(one: Figure, two: Figure) -> bool:
    if one.measure_id != two.measure_id or one.measure_key not in ONCE or one.unit != two.unit:
        return False
    if any(claim.rank == "preferred" for figure in (one, two) for claim in figure.claims):
        return False
    rivals = {rival for claim in one.claims for rival in claim.rivals}
    return bool(one.low and two.low) and any(claim.id in rivals for claim in two.claims)


def _merged(one: Figure, two: Figure) -> Figure:
    values = sorted((one.low, one.high, two.low, two.high), key=Decimal)
    same = (one.period_start, one.period_end) == (two.period_start, two.period_end)
    claims = (*one.claims, *two.claims)
    natures = {claim.nature for claim in claims}
    merged = replace(
        one, low=values[0], high=values[-1], qualifier="exact", claims=claims,
        nature=one.nature if len(natures) == 1 else "", trust=Trust(Mark.DISPUTED, len(claims)),
    )
    return merged if same else replace(merged, period_start="", period_end="", period_precision="unknown")
