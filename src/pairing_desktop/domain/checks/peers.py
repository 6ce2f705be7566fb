"""The figures that one figure is measured by: other claims on the same record, records of the same kind, ratios."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from pairing_desktop.domain.checks.book import Claim, FactBook
from pairing_desktop.domain.checks.limits import limit
from pairing_desktop.domain.checks.periods import days_between, days_of, is_flow, is_generation, overlap

_RATE = 1e-9  # smaller than any figure
_MANY = 200


@dataclass(frozen=True)
class Sister:
    """Another claim on the same figure; `value` is what it means in the unit and the period of the claim compared.

    `claim` is None where the record itself says it (the capacity of a project)."""

    claim: Claim | None
    value: float


def log_ratio(one: float, two: float) -> float:
    """How many powers of ten the first is above the second."""
    return math.log10(max(one, _RATE) / max(two, _RATE))


def sisters(book: FactBook, claim: Claim) -> list[Sister]:
    """Claims on the same record that should be about as large: the same indicator, of energy that a plant gave all its
    indicators, each scaled to the period of `claim`.  Deprecated claims and zeros are left out."""
    measure = book.measures[claim.measure]
    found = []
    if is_generation(measure):
        days = days_of(book, claim)
        for other in _of_generation(book, claim.subject):
            length = days_of(book, other)
            if other.id != claim.id and length and days:
                found.append(Sister(other, other.number * _unit(other, claim) / length * days))
            elif other.id != claim.id and other.measure == claim.measure and not length and not days:
                found.append(Sister(other, other.number))
    else:
        found += [
            Sister(other, other.number)
            for other in book.of_figure.get((claim.subject, claim.measure), ())
            if other.id != claim.id and other.number > 0 and _comparable(book, claim, other)
        ]
    project = book.projects.get(claim.subject)
    if project is not None and "capacity" in measure.key and project.capacity_unit == claim.unit:
        if project.capacity and float(project.capacity) > 0:
            found.append(Sister(None, float(project.capacity)))
    elif (
        project is not None and measure.key == "investment" and project.investment and float(project.investment) > 0
    ):
        found.append(Sister(None, float(project.investment)))
    return found


def _unit(other: Claim, claim: Claim) -> float:
    return {("MWh", "kWh"): 1000.0, ("kWh", "MWh"): 0.001}.get((other.unit, claim.unit), 1.0)


def _of_generation(book: FactBook, subject: int) -> Iterator[Claim]:
    for other in book.of_subject.get(subject, ()):
        usable = other.value and other.rank != "deprecated" and other.number > 0
        if usable and is_generation(book.measures[other.measure]):
            yield other


def _comparable(book: FactBook, claim: Claim, other: Claim) -> bool:
    if claim.unit != other.unit:
        return False
    measure = book.measures[claim.measure]
    if is_flow(measure):
        one, two = (days_of(book, one) or days_between(one.earliest, one.latest) for one in (claim, other))
        return (not one and not two) or bool(one and two and 2 / 3 <= one / two <= 3 / 2)
    if claim.source is not None and claim.source == other.source:
        # A source tells several figures of one kind apart, but the same digits are the same figure.
        return digits(claim) == digits(other) and claim.number != other.number
    if not adds_up(book, claim):
        return True
    if _is_snapshot(claim) != _is_snapshot(other):
        return False
    if not _is_snapshot(claim):
        return claim.earliest == other.earliest and overlap(claim, other)
    apart: int = abs(int(claim.latest[:4]) - int(other.latest[:4]))
    return apart <= int(limit("sisters", "years"))


def adds_up(book: FactBook, claim: Claim) -> bool:
    """Whether parts of the figure may be stated under the same name: amounts and counts of places and programmes."""
    measure, record = book.measures[claim.measure], book.records.get(claim.subject)
    if record is None or is_flow(measure) or measure.dimension in ("angle", "length", "date"):
        return False
    return record.kind == "place" or record.sort == "programme"


def _is_snapshot(claim: Claim) -> bool:
    """How it stood on a day or in a year, not what had come together since a start."""
    return 0 < days_between(claim.earliest, claim.latest) <= 400


def digits(claim: Claim) -> str:
    """The digits that carry the value: 46 of 4.6 and of 46,000."""
    return claim.printed_value.replace(".", "").strip("0-")


@dataclass(frozen=True)
class Spread:
    """How the figures of an indicator are spread, in powers of ten."""

    middle: float
    width: float
    claims: tuple[Claim, ...]

    def distance(self, value: float) -> float:
        """Powers of ten from the middle, with sign."""
        return math.log10(max(value, _RATE)) - self.middle


def spread(book: FactBook, claim: Claim) -> Spread | None:
    """The spread of the indicator over other records, places apart from projects and companies.

    None with too few of them, or of what has no size (angles, years, shares, prices).
    """
    measure = book.measures[claim.measure]
    if measure.unit in ("year", "degree", "%", "CNY/USD", "CNY/kWh") or claim.subject not in book.records:
        return None
    of_places = book.records[claim.subject].kind == "place"
    every = book.remember(("peers", claim.measure, of_places), lambda: _peers(book, claim.measure, of_places))
    if len(every) > _MANY:  # one record more or less does not move the middle of hundreds
        return book.remember(("spread", claim.measure, of_places), lambda: _spread(every))
    others = [(value, other) for value, other in every if other.subject != claim.subject]
    return _spread(others) if len(others) >= limit("peers", "fewest") else None


def _peers(book: FactBook, measure: int, of_places: bool) -> list[tuple[float, Claim]]:
    return [
        (math.log10(claim.number), claim)
        for claim in book.of_measure.get(measure, ())
        if claim.number > 0
        and claim.subject in book.records
        and (book.records[claim.subject].kind == "place") == of_places
    ]


def _spread(values: list[tuple[float, Claim]]) -> Spread:
    middle = median(value for value, _ in values)
    width = 1.4826 * median(abs(value - middle) for value, _ in values)
    return Spread(middle, max(width, 0.15), tuple(claim for _, claim in values))


def nearest(values: list[float], value: float) -> float:
    """How many powers of ten lie between a value and the nearest of others; infinite without any."""
    return min((abs(log_ratio(value, other)) for other in values), default=math.inf)
