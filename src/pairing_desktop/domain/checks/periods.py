"""How long a claim's period is, and the speed that a figure of a period means."""

import datetime
import re
from functools import lru_cache

from pairing_desktop.domain.checks.book import Claim, FactBook, Measure
from pairing_desktop.domain.checks.limits import limit

_NOMINAL = {"day": 1, "month": 31, "year": 365}
_BY_NAME = (
    (re.compile(r"\b(?:daily|per day|a day)\b|^(?:日(?!照)|每日|单日)", re.IGNORECASE), "day"),
    (re.compile(r"\b(?:monthly|per month|a month)\b|^(?:月|每月)", re.IGNORECASE), "month"),
    (
        re.compile(r"\b(?:annual|yearly|per year|a year|per annum)\b|^(?:年(?!份)|每年)|年节约", re.IGNORECASE),
        "year",
    ),
)
_BY_WORDS = (
    (re.compile(r"(?:per|a|every|each)[ -]?(?:calendar )?month|/month|每月|月均|monthly", re.IGNORECASE), "month"),
    (
        re.compile(r"(?:per|a|every|each)[ -]?year|/ ?(?:year|yr)|annual|yearly|每年|年均|^年$|/年", re.IGNORECASE),
        "year",
    ),
    (re.compile(r"(?:per|a|every|each)[ -]?day|/day|每[天日]|日均|daily", re.IGNORECASE), "day"),
)
_GENERATION = re.compile(r"generation|generated|electricity|output of power|发电量|上网电量", re.IGNORECASE)


@lru_cache(maxsize=4096)
def days_between(earliest: str, latest: str) -> int:
    """Days of a period, both ends included; 0 when one is open."""
    if not (earliest and latest):
        return 0
    first, last = datetime.date.fromisoformat(earliest), datetime.date.fromisoformat(latest)
    return (last - first).days + 1


@lru_cache(maxsize=1024)
def nominal(measure: Measure) -> str:
    """day, month or year where the indicator itself counts in one (monthly generation); empty otherwise."""
    if measure.unit.endswith("/yr"):
        return ""  # a speed already
    for pattern, name in _BY_NAME:
        if pattern.search(measure.name.english) or (measure.name.chinese and pattern.search(measure.name.chinese)):
            return name
    return ""


@lru_cache(maxsize=8192)
def _stated(words: str) -> str:
    return next((name for pattern, name in _BY_WORDS if pattern.search(words)), "")


def days_of(book: FactBook, claim: Claim) -> int:
    """Days in which a figure came about, 0 when nobody knows: a month of 31 days where it is stated as a month's."""
    measure = book.measures[claim.measure]
    days = days_between(claim.earliest, claim.latest)
    counted = nominal(measure) or _stated(claim.period_as_stated) or _stated(claim.value_as_stated)
    if not counted:
        return days if is_flow(measure) else 0
    length = _NOMINAL[counted]
    near = {"day": 1 <= days <= 1, "month": 20 <= days <= 45, "year": 300 <= days <= 420}[counted]
    return days if near else length


def longest_days(book: FactBook, claim: Claim) -> int:
    """The most days the figure may have come about in: for ceilings."""
    days, stated = days_of(book, claim), days_between(claim.earliest, claim.latest)
    if days == 1 and stated == 2:
        return 2  # a working day that ends after midnight
    return 366 if days == 365 and stated != 365 else days


def per_day(book: FactBook, claim: Claim) -> float | None:
    """The figure a day, for figures of a period; None when the period is not known."""
    days = days_of(book, claim)
    return claim.number / days if days else None


@lru_cache(maxsize=1024)
def is_generation(measure: Measure) -> bool:
    """Whether the indicator counts energy that a plant gave, by its unit and name."""
    if measure.unit not in ("kWh", "MWh") or any(
        word in measure.key for word in limit("generation", "not_generation")
    ):
        return False
    return bool(_GENERATION.search(measure.name.english) or _GENERATION.search(measure.name.chinese))


def in_kwh(claim: Claim) -> float:
    return claim.number * (1000 if claim.unit == "MWh" else 1)


def is_flow(measure: Measure) -> bool:
    """Whether another period is another figure."""
    return measure.flow == "flow" or bool(nominal(measure)) or (is_generation(measure))


def overlap(one: Claim, two: Claim) -> bool:
    """Whether the two periods may share a day; open ends reach for ever."""
    return (one.earliest or "0") <= (two.latest or "9") and (two.earliest or "0") <= (one.latest or "9")


def inside(one: Claim, two: Claim) -> bool:
    """Whether the first period lies within the second; an open end of the second reaches for ever, of the first not."""
    return (not two.earliest or (bool(one.earliest) and one.earliest >= two.earliest)) and (
        not two.latest or (bool(one.latest) and one.latest <= two.latest)
    )
