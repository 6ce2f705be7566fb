"""What a figure can be at most and at least, by hours, capacity, daylight and plain ranges.

Each bound is worked out for a value, not only for the claim as it stands, so that readings can be tried against it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from pairing_desktop.domain.checks.book import Claim, FactBook, Measure
from pairing_desktop.domain.checks.limits import limit, ranges
from pairing_desktop.domain.checks.periods import days_between, days_of, is_generation, longest_days
from pairing_desktop.domain.findings import Value, Words, amount
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.units import is_counted

_SHARE = ("share of", "占比", "国产化率", "成活率")


@dataclass(frozen=True)
class Bound:
    """`rule` says which; `least` and `most` are in the claim's unit (None: open); `sum` is how they come about."""

    rule: str
    least: float | None
    most: float | None
    sum: Words
    claims: tuple[str, ...] = ()
    whole: bool = False  # only whole numbers

    def breaks(self, value: float) -> bool:
        return (
            (self.whole and not value.is_integer())
            or (self.most is not None and value > self.most * 1.0005)
            or (self.least is not None and value < self.least * 0.9995)
        )


def capacity_of(book: FactBook, subject: int) -> tuple[float, tuple[str, ...]] | None:
    """MW of a record and the claims that say so: of a project the one judged best, else the middle of its claims, of a
    place the largest."""
    project = book.projects.get(subject)
    if project is not None and project.capacity and project.capacity_unit == "MW" and float(project.capacity):
        agreeing = tuple(
            claim.key
            for claim in book.values(subject, "installed_capacity")
            if claim.number == float(project.capacity)
        )
        return float(project.capacity), agreeing[:1]
    claims = [claim for claim in book.values(subject, "installed_capacity") if claim.number > 0]
    if not claims:
        return None
    if subject in book.places:
        largest = max(claims, key=lambda claim: claim.number)
        return largest.number, (largest.key,)
    return median(claim.number for claim in claims), tuple(claim.key for claim in claims)[:1]


def bounds(book: FactBook, claim: Claim) -> Iterator[Bound]:
    """Every bound that holds for this claim, the hardest first."""
    measure = book.measures[claim.measure]
    if is_generation(measure) or "generation" in measure.key:
        yield from _generation(book, claim, measure)
    yield from _hours(book, claim, measure)
    yield from _irradiation(book, claim)
    if claim.unit == "%" and any(
        word in f"{measure.description} {measure.name.chinese}".lower() for word in _SHARE
    ):
        yield Bound("out_of_range", 0, 100, Words(mark("A share of a whole lies between 0 and 100%.")))
    if is_counted(claim.unit) and claim.unit not in ("year", "job") and measure.dimension == "count":
        yield Bound(
            "out_of_range",
            None,
            limit("most_in_unit").get(claim.unit),
            Words(mark("What is counted comes whole.")),
            (),
            True,
        )
    elif claim.unit in limit("most_in_unit"):
        most = limit("most_in_unit")[claim.unit]
        yield Bound(
            "out_of_range",
            None,
            most,
            Words(mark("The whole country has {most}."), {"most": amount(most, claim.unit)}),
        )
    known = ranges().get(measure.key)
    if known is not None:
        yield _range(known.low, known.high, claim.unit)


def _range(low: float, high: float, unit: str) -> Bound:
    return Bound(
        "out_of_range",
        low,
        high,
        Words(
            mark("Figures of this indicator lie between {low} and {high}."),
            {"low": amount(low, unit), "high": amount(high, unit)},
        ),
    )


def _generation(book: FactBook, claim: Claim, measure: Measure) -> Iterator[Bound]:
    days, found = longest_days(book, claim), capacity_of(book, claim.subject)
    if not days or found is None:
        return
    capacity, claims = found
    scale = 1 if claim.unit == "MWh" else 1000
    ceiling = capacity * 24 * days * scale
    values: dict[str, Value] = {
        "capacity": amount(capacity, "MW"),
        "days": str(days),
        "ceiling": amount(ceiling, claim.unit),
    }
    yield Bound(
        "generation_ceiling",
        None,
        ceiling,
        Words(mark("{capacity} × 24 h × {days} days = {ceiling} at most."), values),
        claims,
    )
    if not is_generation(measure):
        return
    project = book.projects.get(claim.subject)
    shares = limit("generation", "most_in_a_year")
    share = shares.get(project.industry if project else "", shares["other"])
    if days < 300:  # a good month is up to a half better than the year, a good day may be full
        share = min(shares["other"], share * (1.5 if days > 5 else 3))
    least = limit("generation", "least") * ceiling if days >= 28 and claim.subject not in book.places else None
    yield Bound(
        "load_factor",
        least,
        ceiling * share,
        Words(
            mark("{capacity} × 24 h × {days} days = {ceiling}; such plants give 1 to {share}% of it."),
            {**values, "share": f"{share * 100:.0f}"},
        ),
        claims,
    )


def _hours(book: FactBook, claim: Claim, measure: Measure) -> Iterator[Bound]:
    if claim.unit == "h/yr" and "sunshine" in measure.key:
        most = limit("hours", "sunshine_in_a_year")
        yield Bound(
            "out_of_range",
            0,
            most,
            Words(
                mark("The sun is above the horizon about 12.2 hours a day: {ceiling} at most."),
                {"ceiling": amount(most, "h/yr")},
            ),
        )
    elif claim.unit == "h/yr":
        yield Bound("out_of_range", 0, 8784, Words(mark("A year has 8,760 hours, a leap year 8,784.")))
    days = longest_days(book, claim)
    stated = days_between(claim.earliest, claim.latest)
    if measure.key in ("operating_hours", "continuous_hours") and claim.unit == "h":
        span = stated or days or 366
        yield Bound(
            "out_of_range",
            0,
            span * 24,
            Words(
                mark("The period has {days} days, {hours} hours."), {"days": str(span), "hours": f"{span * 24:,}"}
            ),
        )
    if measure.key == "operating_days" and stated:
        yield Bound("out_of_range", 0, stated, Words(mark("The period has {days} days."), {"days": str(stated)}))


def _irradiation(book: FactBook, claim: Claim) -> Iterator[Bound]:
    if claim.unit == "kWh/m2":
        days = days_of(book, claim) or days_between(claim.earliest, claim.latest) or 366
        most = limit("irradiation", "most_in_a_day") * days
        yield Bound(
            "out_of_range",
            0,
            most,
            Words(
                mark("The sun gives at most {daily} kWh/m² a day; over {days} days {ceiling}."),
                {
                    "daily": str(limit("irradiation", "most_in_a_day")),
                    "days": str(days),
                    "ceiling": amount(most, "kWh/m2"),
                },
            ),
        )
    if claim.unit == "MJ/m2":
        low, high = limit("irradiation", "radiation")
        yield _range(low, high, "MJ/m2")
