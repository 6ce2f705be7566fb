"""What the printed digits and the qualifier leave open."""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pairing_desktop.domain.checks.book import Claim
from pairing_desktop.domain.parsed import Parsed
from pairing_desktop.domain.quantities import QuantityProblem, parse_quantity

_ABOUT = Decimal("0.05")  # "about" leaves a twentieth on either side


@dataclass(frozen=True)
class Interval:
    """From `low` to `high`, both included; None = open on that side."""

    low: Decimal | None
    high: Decimal | None

    def meets(self, other: "Interval") -> bool:
        return (other.high is None or self.low is None or self.low <= other.high) and (
            self.high is None or other.low is None or other.low <= self.high
        )


@lru_cache(maxsize=16384)
def parsed(words: str, unit: str) -> Parsed | None:
    """The printed words read; None when they cannot be."""
    try:
        return parse_quantity(words, unit)
    except QuantityProblem:
        return None


def printed(claim: Claim) -> Interval:
    """What the digits alone leave open: half a unit of the last digit on either side."""
    value = Decimal(claim.value)
    read = parsed(claim.value_as_stated, claim.unit)
    if read is None or not read.value or not value:
        return Interval(value, value)
    if read.value == value:
        return Interval(read.low, read.high)
    scale = value / read.value  # another reading: the same digits, other size
    low, high = sorted((read.low * scale, read.high * scale))
    return Interval(low, high) if high - low < abs(value) / 2 else Interval(value, value)


def interval(claim: Claim) -> Interval:
    """What digits and qualifier together leave open."""
    digits = printed(claim)
    if claim.qualifier == "about" and digits.low is not None and digits.high is not None:
        slack = abs(Decimal(claim.value)) * _ABOUT
        value = Decimal(claim.value)
        return Interval(min(digits.low, value - slack), max(digits.high, value + slack))
    if claim.qualifier in ("more than", "at least"):
        return Interval(digits.low, None)
    if claim.qualifier == "up to":
        return Interval(None, digits.high)
    return digits


def apart(one: Claim, two: Claim) -> float:
    """By which share of the larger two figures differ: 0 for equal ones."""
    first, second = abs(one.number), abs(two.number)
    largest = max(first, second)
    return abs(one.number - two.number) / largest if largest else 0.0
