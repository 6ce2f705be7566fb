"""Readings: the usual slips by which a figure comes out too large or too small, tried against what is known.

A reading is offered when it brings the figure home: inside every bound, and near other claims on the same figure or,
with none, near its peers.  The print stays; a person accepts a reading with a reason.
"""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from functools import cache
from statistics import median

from pairing_desktop.domain.checks.book import Claim, FactBook
from pairing_desktop.domain.checks.bounds import bounds
from pairing_desktop.domain.checks.intervals import parsed
from pairing_desktop.domain.checks.limits import limit
from pairing_desktop.domain.checks.naming import named
from pairing_desktop.domain.checks.peers import Sister, Spread, log_ratio, nearest, sisters, spread
from pairing_desktop.domain.checks.proportions import quotients
from pairing_desktop.domain.checks.rates import rate_for
from pairing_desktop.domain.checks.slips import BILLIONS, DEGREES, MILLIONS, READINGS, label
from pairing_desktop.domain.findings import Amount, Proposal, Value, Words, amount
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.numbers import canonical
from pairing_desktop.domain.parsed import as_decimal

__all__ = ["READINGS", "label", "proposals"]

MOST = 5  # readings offered


_SIZES = (*MILLIONS, *BILLIONS, "万", "亿", "thousand", "千", "GW", "k")
_WORDLESS = frozenset(("moved_point", "moved_point_left", "extra_thousand"))


def proposals(claim: Claim, book: FactBook) -> tuple[Proposal, ...]:
    """The readings that bring the figure home, the nearest first, those whose word is printed before others."""
    if not claim.value or claim.id in book.readings or claim.number == 0:
        return ()
    return book.remember(("proposals", claim.id), lambda: _proposals(claim, book))


def _proposals(claim: Claim, book: FactBook) -> tuple[Proposal, ...]:
    limits, ratios = tuple(bounds(book, claim)), tuple(quotients(book, claim))
    known = [sister for sister in sisters(book, claim) if sister.value > 0]
    values = [sister.value for sister in known]
    around = spread(book, claim)
    offered: dict[str, tuple[float, Proposal]] = {}
    printed = claim.number
    for code, factor, times, words in _candidates(claim, book):
        number = printed * times
        if any(bound.breaks(number) for bound in limits) or any(ratio.breaks(number) for ratio in ratios):
            continue
        gap = _distance(number, values, around, times)
        if gap is None:
            continue
        score = gap + _unlikeliness(claim, code, words)
        value = _times(claim.value, factor)
        text = canonical(value)
        if text not in offered or score < offered[text][0]:
            offered[text] = (score, _proposal(claim, code, factor, value, known))
    if "degree" in claim.unit and (minutes := _minutes(claim, known)) is not None:
        offered.setdefault(minutes.value, (0, minutes))
    return tuple(found for _, found in sorted(offered.values(), key=lambda pair: pair[0])[:MOST])


def _distance(number: float, known: list[float], around: Spread | None, times: float) -> float | None:
    """How far from home the figure so read is, in powers of ten; None when it is not home.  With nothing to compare the
    smallest step is the nearest."""
    if known:
        gap, middle = nearest(known, number), abs(median(log_ratio(number, value) for value in known))
        home = gap <= math.log10(limit("home", "nearest")) and middle <= math.log10(limit("home", "sisters"))
        return gap if home else None
    if around is not None:
        gap = abs(around.distance(number))
        return gap if gap <= max(math.log10(limit("home", "peers")), 2 * around.width) else None
    return abs(math.log10(times)) / 10


Candidate = tuple[str, Fraction, float, tuple[str, ...]]  # code, factor exact and rounded, words


@cache
def _of_unit(unit: str) -> tuple[Candidate, ...]:
    return tuple(
        (one.code, one.factor, float(one.factor), one.printed)
        for one in READINGS
        if not one.units or unit in one.units
    )


def _candidates(claim: Claim, book: FactBook) -> tuple[Candidate, ...]:
    found = _of_unit(claim.unit)
    if claim.unit in ("CNY", "USD") and (rate := rate_for(book, claim)) is not None:
        exact = Fraction(Decimal(str(round(rate, 4))))
        code, factor = ("dollars_as_yuan", exact) if claim.unit == "CNY" else ("yuan_as_dollars", 1 / exact)
        return (*found, (code, factor, float(factor), ("",)))
    return found


def _unlikeliness(claim: Claim, code: str, printed: tuple[str, ...]) -> float:
    """Breaks ties between readings that bring the figure equally near: best where the word that the slip is about
    stands in the print, then where a word was lost and none of size stands there."""
    words = claim.value_as_stated.lower()
    if any(word in words for word in printed if word != "-"):
        return 0.0
    bare = not any(size.lower() in words for size in _SIZES)
    if bare:
        return 0.001 if "-" in printed else 0.02
    return 0.03 if code in _WORDLESS else 0.05


def _times(value: str, factor: Fraction) -> Decimal:
    number = as_decimal(Fraction(Decimal(value)) * factor)
    plain = number.normalize()
    return plain if int(plain.as_tuple().exponent) <= 0 else plain.quantize(Decimal(1))


def _minutes(claim: Claim, known: list[Sister]) -> Proposal | None:
    """97.336 that was 97°33.6′: hundredths that are minutes."""
    number = Decimal(claim.value)
    whole = int(number)
    minutes = (number - whole) * 100
    if not 0 < minutes < 60:
        return None
    value = (whole + minutes / 60).quantize(Decimal("0.0001"))
    if known and min(abs(float(value) - sister.value) for sister in known) >= min(
        abs(float(number) - sister.value) for sister in known
    ):
        return None
    return Proposal(
        DEGREES[0],
        canonical(value),
        "1",
        mark("{whole}° + {minutes}′ ÷ 60 = {value}."),
        {
            "whole": str(whole),
            "minutes": canonical(minutes.normalize()),
            "value": Amount(canonical(value), "degree"),
        },
    )


def _proposal(
    claim: Claim, code: str, factor: Fraction, value: Decimal, known: list[Sister]
) -> Proposal:
    values: dict[str, Value] = {
        "sum": _sum(claim, factor, value),
        "label": Words(label(code)),
        "value": Amount(canonical(value), claim.unit),
    }
    text = mark("{label}: {sum}.")
    near = min(
        (sister for sister in known if sister.claim is not None),
        key=lambda sister: abs(log_ratio(float(value), sister.value)),
        default=None,
    )
    if near is not None and near.claim is not None:
        share = (float(value) / near.value - 1) * 100
        values |= {"share": _share(abs(share)), "near": named(near.claim)}
        text = (
            mark("{label}: {sum}; the same as {near}.")
            if abs(share) < 0.005
            else mark("{label}: {sum}; {share}% above {near}.")
            if share > 0
            else mark("{label}: {sum}; {share}% below {near}.")
        )
    return Proposal(code, canonical(value), _factor(factor), text, values)


def _share(share: float) -> str:
    return f"{share:.2f}" if share < 0.1 else f"{share:.1f}" if share < 10 else f"{share:,.0f}"


def _factor(factor: Fraction) -> str:
    """0.01, 10000, 1/15."""
    plain = as_decimal(factor)
    return canonical(plain) if Fraction(plain) == factor else f"{factor.numerator}/{factor.denominator}"


def _sum(claim: Claim, factor: Fraction, value: Decimal) -> Words:
    """The printed digits times the size of the reading: 1,843.58 × 10,000 kWh = 18.4358 million kWh."""
    read = parsed(claim.value_as_stated, claim.unit)
    result = Amount(canonical(value), claim.unit)
    if read is not None and read.value and Fraction(read.value) == Fraction(Decimal(claim.value)):
        size = Fraction(value) / Fraction(read.printed) if read.printed else Fraction(0)
        if size >= 1 and size.denominator == 1:
            return Words(
                mark("{printed} × {size} = {result}"),
                {
                    "printed": amount(canonical(read.printed), ""),
                    "size": Amount(str(size), claim.unit),
                    "result": result,
                },
            )
    if factor >= 1:
        return Words(
            mark("{printed} × {times} = {result}"),
            {
                "printed": Amount(claim.value, claim.unit),
                "times": _plain(factor),
                "result": result,
            },
        )
    return Words(
        mark("{printed} ÷ {times} = {result}"),
        {
            "printed": Amount(claim.value, claim.unit),
            "times": _plain(1 / factor),
            "result": result,
        },
    )


def _plain(number: Fraction) -> str:
    return f"{int(number):,}" if number.denominator == 1 else canonical(as_decimal(number))
