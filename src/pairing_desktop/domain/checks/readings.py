"""Readings: the usual slips by which a figure comes out too large or too small, tried against what is known.

A reading is offered when it brings the figure home: inside every bound, and near other claims on the same figure or,
with none, near its peers.  The print stays; a person accepts a reading with a reason.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
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
from pairing_desktop.domain.findings import Amount, Proposal, Value, Words, amount
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.numbers import canonical
from pairing_desktop.domain.parsed import as_decimal

MOST = 5  # readings offered


@dataclass(frozen=True)
class Reading:
    """A way to understand a printed number: its value times `factor`, for figures in some `units` (all when empty).

    `printed` are words that make the slip likelier when they stand in the print; "-" stands for no word of size at all.
    """

    code: str
    factor: Fraction
    label: str
    units: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()


_ENERGY = ("kWh", "MWh")
_AREA = ("m2", "km2", "ha", "mu")
_MASS = ("t", "t/yr", "kg/d")
_MILLION = ("million", "百万")
_BILLION = ("billion", "bn", "十亿")

READINGS = (
    Reading("wan_as_million", Fraction(1, 100), mark("万 printed as million"), (), _MILLION),
    Reading("million_as_wan", Fraction(100), mark("million printed as 万"), (), ("万",)),
    Reading("yi_as_billion", Fraction(1, 10), mark("亿 printed as billion"), (), _BILLION),
    Reading("billion_as_yi", Fraction(10), mark("billion printed as 亿"), (), ("亿",)),
    Reading("lost_wan", Fraction(10_000), mark("a 万 was lost"), (), ("-",)),
    Reading("extra_wan", Fraction(1, 10_000), mark("a 万 too many"), (), ("万",)),
    Reading("lost_million", Fraction(1_000_000), mark("a million was lost"), (), ("-",)),
    Reading("lost_yi", Fraction(100_000_000), mark("a 亿 was lost"), (), ("-",)),
    Reading("million_as_billion", Fraction(1, 1000), mark("million printed as billion"), (), _BILLION),
    Reading("billion_as_million", Fraction(1000), mark("billion printed as million"), (), _MILLION),
    Reading("yi_as_wan", Fraction(10_000), mark("亿 printed as 万"), (), ("万",)),
    Reading("wan_as_yi", Fraction(1, 10_000), mark("万 printed as 亿"), (), ("亿",)),
    Reading("mwh_as_kwh", Fraction(1000), mark("MWh printed as kWh"), _ENERGY, ("kwh", "千瓦时", "度")),
    Reading("kwh_as_mwh", Fraction(1, 1000), mark("kWh printed as MWh"), _ENERGY, ("mwh", "兆瓦时")),
    Reading("mwh_as_gwh", Fraction(1, 1000), mark("MWh printed as GWh"), _ENERGY, ("gwh", "吉瓦时")),
    Reading("gwh_as_mwh", Fraction(1000), mark("GWh printed as MWh"), _ENERGY, ("mwh", "兆瓦时")),
    Reading("gwh_as_kwh", Fraction(1_000_000), mark("GWh printed as kWh"), _ENERGY, ("kwh", "千瓦时", "度")),
    Reading("kwh_as_gwh", Fraction(1, 1_000_000), mark("kWh printed as GWh"), _ENERGY, ("gwh", "吉瓦时")),
    Reading("kw_as_mw", Fraction(1, 1000), mark("kW printed as MW"), ("MW",), ("mw", "兆瓦")),
    Reading("mw_as_kw", Fraction(1000), mark("MW printed as kW"), ("MW",), ("kw", "千瓦")),
    Reading("mw_as_gw", Fraction(1, 1000), mark("MW printed as GW"), ("MW",), ("gw", "吉瓦")),
    Reading(
        "m2_as_km2", Fraction(1, 1_000_000), mark("m² printed as km²"), _AREA, ("square kilo", "km", "平方公里")
    ),
    Reading(
        "km2_as_m2", Fraction(1_000_000), mark("km² printed as m²"), _AREA, ("square met", "m²", "m2", "平方米")
    ),
    Reading(
        "ha_as_km2", Fraction(1, 100), mark("hectares printed as km²"), _AREA, ("square kilo", "km", "平方公里")
    ),
    Reading("km2_as_ha", Fraction(100), mark("km² printed as hectares"), _AREA, ("hectare", "公顷", "ha")),
    Reading("mu_as_ha", Fraction(1, 15), mark("mu printed as hectares"), _AREA, ("hectare", "公顷", "ha")),
    Reading("ha_as_mu", Fraction(15), mark("hectares printed as mu"), _AREA, ("mu", "亩")),
    Reading("mu_as_m2", Fraction(2000, 3), mark("mu printed as m²"), _AREA, ("square met", "m²", "m2", "平方米")),
    Reading("m2_as_mu", Fraction(3, 2000), mark("m² printed as mu"), _AREA, ("mu", "亩")),
    Reading("mu_as_km2", Fraction(1, 1500), mark("mu printed as km²"), _AREA, ("square kilo", "km", "平方公里")),
    Reading(
        "jin_as_kg", Fraction(1, 2), mark("jin printed as kilograms"), _MASS, ("kg", "kilogram", "公斤", "千克")
    ),
    Reading("kg_as_jin", Fraction(2), mark("kilograms printed as jin"), _MASS, ("jin", "斤")),
    Reading("kg_as_t", Fraction(1, 1000), mark("kilograms printed as tonnes"), _MASS, ("ton", "吨", " t")),
    Reading(
        "t_as_kg", Fraction(1000), mark("tonnes printed as kilograms"), _MASS, ("kg", "kilogram", "公斤", "千克")
    ),
    Reading("km_as_m", Fraction(1000), mark("kilometres printed as metres"), ("m", "km"), ("met", "米")),
    Reading(
        "m_as_km", Fraction(1, 1000), mark("metres printed as kilometres"), ("m", "km"), ("km", "kilomet", "公里")
    ),
    Reading("moved_point", Fraction(1, 10), mark("the decimal point is one place too far right")),
    Reading("moved_point_left", Fraction(10), mark("the decimal point is one place too far left")),
    Reading("lost_thousand", Fraction(1000), mark("a thousand was lost"), (), ("-",)),
    Reading("extra_thousand", Fraction(1, 1000), mark("three digits too many")),
)
RATE_READINGS = {
    "dollars_as_yuan": mark("dollars printed as yuan"),
    "yuan_as_dollars": mark("yuan printed as dollars"),
}
DEGREES = ("minutes_as_decimals", mark("minutes printed as decimals of a degree"))
_SIZES = (*_MILLION, *_BILLION, "万", "亿", "thousand", "千", "GW", "k")
_WORDLESS = frozenset(("moved_point", "moved_point_left", "extra_thousand"))


def label(code: str) -> str:
    """The marked label of a reading; the code itself when it is none of ours."""
    if code == DEGREES[0]:
        return DEGREES[1]
    return RATE_READINGS.get(code) or next((one.label for one in READINGS if one.code == code), code)


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
        score = gap + (0 if _is_likely(claim, words) else 0.02 if code not in _WORDLESS else 0.05)
        value = _times(claim.value, factor)
        text = canonical(value)
        if text not in offered or score < offered[text][0]:
            offered[text] = (score, _proposal(claim, book, code, factor, value, known))
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


def _is_likely(claim: Claim, printed: tuple[str, ...]) -> bool:
    """Whether the print has the word that the slip is about, or none of size where one was lost."""
    words = claim.value_as_stated.lower()
    bare = not any(size.lower() in words for size in _SIZES)
    return any(word in words or (word == "-" and bare) for word in printed)


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
    claim: Claim, book: FactBook, code: str, factor: Fraction, value: Decimal, known: list[Sister]
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
