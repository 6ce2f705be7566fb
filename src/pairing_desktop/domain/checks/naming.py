"""How findings name claims: what they say, when, and their short name."""

from collections.abc import Iterable

from pairing_desktop.domain.checks.book import Claim, FactBook
from pairing_desktop.domain.findings import Amount, Dates, Value, Words
from pairing_desktop.domain.language import mark

MOST = 6  # claims named in one sentence


def figure(claim: Claim) -> Amount:
    """The value in force with its unit."""
    return Amount(claim.value, claim.unit)


def dates(claim: Claim) -> Dates:
    return Dates(claim.period_start, claim.period_end, claim.period_precision or "unknown")


def named(claim: Claim, value: Amount | None = None) -> Words:
    """18.4 million kWh (s50_202010, 9 Oct – 8 Nov 2020)."""
    values: dict[str, Value] = {"value": value or figure(claim), "key": claim.key}
    if claim.period_start or claim.period_end:
        return Words(mark("{value} ({key}, {when})"), {**values, "when": dates(claim)})
    return Words(mark("{value} ({key})"), values)


def named_all(claims: Iterable[Claim]) -> tuple[Words, ...]:
    """The first few claims, each as `named` says it."""
    return tuple(named(claim) for claim in list(claims)[:MOST])


def keys(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claim.key for claim in claims))


def about(book: FactBook, claim: Claim) -> dict[str, Value]:
    """Place-holders that most sentences have: the printed words, the indicator, the record."""
    return {
        "words": claim.value_as_stated,
        "value": figure(claim),
        "measure": book.measures[claim.measure].name,
        "record": book.name_of(claim.subject),
    }
