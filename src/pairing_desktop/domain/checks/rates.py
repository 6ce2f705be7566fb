"""Yuan for a dollar around a day, from the rates that claims state; where none is near, nothing is said."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from pairing_desktop.domain.checks.book import Claim, FactBook
from pairing_desktop.domain.checks.limits import limit


@dataclass(frozen=True)
class Rates:
    """What a dollar may have cost, as `claims` state it."""

    low: float
    high: float
    claims: tuple[Claim, ...]


def day_of(book: FactBook, claim: Claim) -> str:
    """The day for which a conversion was made, as precisely as known: publication, else the period's end."""
    return book.published(claim) or claim.latest


def rates(book: FactBook, day: str) -> Rates | None:
    """The rates around a day (YYYY, YYYY-MM or YYYY-MM-DD), with their slack; None when none is known."""
    if len(day) >= 7:
        near = _stated(book, datetime.date.fromisoformat(day if len(day) == 10 else f"{day}-15"))
        if near:
            numbers, slack = [claim.number for claim in near], limit("rate", "slack")
            return Rates(min(numbers) * (1 - slack), max(numbers) * (1 + slack), near)
    return None


def _stated(book: FactBook, day: datetime.date) -> tuple[Claim, ...]:
    """The last rate before the day and the first one after it, if near."""
    measure = book.measure_ids.get("exchange_rate")
    dated = sorted(
        ((datetime.date.fromisoformat(claim.latest) - day).days, claim.id, claim)
        for claim in book.of_measure.get(measure or -1, ())
        if claim.latest and claim.unit == "CNY/USD"
    )
    most = limit("rate", "days")
    before = [claim for days, _, claim in dated if -most <= days <= 0][-1:]
    after = [claim for days, _, claim in dated if 0 < days <= most][:1]
    return (*before, *after)


def rate_for(book: FactBook, claim: Claim) -> float | None:
    """One rate to try a reading with."""
    found = rates(book, day_of(book, claim)) if day_of(book, claim) else None
    return (found.low + found.high) / 2 if found else None
