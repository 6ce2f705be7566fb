"""What two figures of one record give when one is divided by the other: a megawatt's cost, a company's capital."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pairing_desktop.domain.checks.book import Claim, FactBook
from pairing_desktop.domain.checks.bounds import capacity_of
from pairing_desktop.domain.checks.limits import Ratio, ratios
from pairing_desktop.domain.checks.periods import (
    days_between,
    days_of,
    in_kwh,
    is_generation,
    overlap,
)


@dataclass(frozen=True)
class Quotient:
    """A figure and what it is divided by.  `per` is the divisor, in the unit `unit`; `claims` state it."""

    ratio: Ratio
    per: float
    unit: str
    claims: tuple[str, ...]
    upper: bool = True  # the claim is what is divided; else it divides

    def of(self, value: float) -> float:
        """The quotient if the claim's figure were `value`."""
        one, two = (value, self.per) if self.upper else (self.per, value)
        if self.ratio.inverse:
            one, two = two, one
        return one / two if two else 0.0

    def breaks(self, value: float) -> bool:
        found = self.of(value)
        return (self.ratio.high > 0 and found > self.ratio.high) or found < self.ratio.low

    def excess(self, value: float) -> float:
        """How many times outside the limits; 1 inside."""
        found = self.of(value)
        if self.ratio.high and found > self.ratio.high:
            return found / self.ratio.high
        return self.ratio.low / found if 0 < found < self.ratio.low else 1.0


def quotients(book: FactBook, claim: Claim) -> Iterator[Quotient]:
    """The quotients with this claim's figure on top."""
    measure = book.measures[claim.measure]
    for ratio in ratios():
        if ratio.measure != measure.key or not _meant(book, claim, ratio):
            continue
        if ratio.per == "capacity":
            if claim.subject in book.projects and (found := capacity_of(book, claim.subject)) is not None:
                yield Quotient(ratio, found[0], "MW", found[1])
        elif ratio.per == "generation":
            yield from _per_generation(book, claim, ratio)
        else:
            other = _around(book, claim, ratio.per) if ratio.around else _divisor(book, claim, ratio.per)
            if other is not None:
                yield Quotient(ratio, other.number, other.unit, (other.key,))


def _meant(book: FactBook, claim: Claim, ratio: Ratio) -> bool:
    record = book.records.get(claim.subject)
    if record is None or (ratio.only and ratio.only not in (record.kind, record.sort)):
        return False
    project = book.projects.get(claim.subject)
    if ratio.industries and (project is None or project.industry not in ratio.industries):
        return False
    return not ratio.within_a_year or 0 < days_between(claim.earliest, claim.latest) <= 400


def _divisor(book: FactBook, claim: Claim, measure: str) -> Claim | None:
    """The claim to divide by: of the same source and time first, then of the same time, else of the nearest year."""
    others = [other for other in book.values(claim.subject, measure) if other.number > 0 and other.id != claim.id]
    if measure in ("area", "population", "gdp"):
        others.sort(key=lambda other: abs(_year(other) - _year(claim)))
        return others[0] if others else None
    same = [other for other in others if other.source == claim.source and _same_time(claim, other)]
    near = same or [other for other in others if overlap(claim, other) and _same_time(claim, other)]
    return max(near, key=lambda other: other.number) if near else None


def _around(book: FactBook, claim: Claim, measure: str) -> Claim | None:
    """The figure of the nearest place around that has one, of the nearest year."""
    for place in book.chain(book.place_of(claim.subject)):
        others = [other for other in book.values(place, measure) if other.number > 0]
        if others:
            return min(others, key=lambda other: abs(_year(other) - _year(claim)))
    return None


def _same_time(one: Claim, two: Claim) -> bool:
    return (one.earliest, one.latest) == (two.earliest, two.latest)


def _year(claim: Claim) -> int:
    return int((claim.latest or claim.earliest or "2020")[:4])


def _per_generation(book: FactBook, claim: Claim, ratio: Ratio) -> Iterator[Quotient]:
    """Energy over the same time: of the same length, else a year's of another."""
    days = days_of(book, claim)
    found = []
    for other in book.of_subject.get(claim.subject, ()):
        usable = other.value and other.rank != "deprecated" and is_generation(book.measures[other.measure])
        if not usable or other.number <= 0:
            continue
        length = days_of(book, other)
        if days and length >= 300:
            found.append((in_kwh(other) / length * days, other.key))
        elif not days and not length and _same_time(claim, other):
            found.append((in_kwh(other), other.key))
        elif not days and not claim.earliest and not claim.latest and length >= 300:
            found.append((in_kwh(other), other.key))  # undated: what the plant saves in a year
    if found:
        found.sort()
        energy, key = found[len(found) // 2]
        yield Quotient(ratio, energy, "kWh", (key,))


def breaks_a_ratio(book: FactBook, claim: Claim, value: float) -> bool:
    """Whether the claim's figure, were it `value`, would be out of proportion to others of its record."""
    return any(quotient.breaks(value) for quotient in quotients(book, claim))
