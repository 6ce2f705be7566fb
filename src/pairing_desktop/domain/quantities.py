"""Reads figures as stated: 1,843.58 万千瓦时, 14.2 billion yuan (US$1.9 billion), 超过390亿元, eight provinces.

Nothing is guessed: words with no figure, with several, or in a unit of another dimension are refused in words; words
that stand around a figure and were not understood are handed back in `Parsed.unread`, and only where the unit is
known from the indicator (`unit_hint`).
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from pairing_desktop.domain.date_words import DateProblem, parse_date
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.numbers import NumberProblem, parse_decimal
from pairing_desktop.domain.parsed import Parsed, as_decimal
from pairing_desktop.domain.quantity_words import Number, QuantityProblem, normalise, numbers_in, qualifiers
from pairing_desktop.domain.units import (
    QUOTIENTS,
    PrintedUnit,
    dimension_of,
    factor_of,
    is_counted,
    match_time,
    match_unit,
)

__all__ = ["Parsed", "QuantityProblem", "Tail", "parse_quantity", "printed_place", "tail_of"]

_LONGEST = 400
_ASIDE = re.compile(r"\s*\(([^()]*)\)\s*")
_SLASH = re.compile(r"\s*(?:/|(?:per|an?|each|every)(?![A-Za-z])|每)\s*", re.IGNORECASE)
_TO = re.compile(r"\s*(?:–|-|~|至|到|to(?![A-Za-z])|and(?![A-Za-z]))\s*", re.IGNORECASE)
_PREFIX = re.compile(r"(?:(?<![A-Za-z])(?:US\$|USD|CNY|RMB)|(?<![A-Za-z])[$¥]|人民币|美元)\s*$", re.IGNORECASE)
_COMPASS = re.compile(r"(?:(?<![A-Za-z])[NE]|北纬|东经)\s*$")
_MINUS = re.compile(r"(?<![A-Za-z0-9])[-−]\s*$")
_PER_BEFORE = (
    (re.compile(r"每年|年均|年产|(?<![A-Za-z])(?:annual(?:ly)?|yearly)(?![A-Za-z])", re.IGNORECASE), "year"),
    (re.compile(r"每月|月均|(?<![A-Za-z])monthly(?![A-Za-z])", re.IGNORECASE), "month"),
    (re.compile(r"每[天日]|日均|(?<![A-Za-z])daily(?![A-Za-z])", re.IGNORECASE), "day"),
)
# Counters of these kinds are never said of one another.
_DISTINCT = frozenset({"company", "project", "agreement", "province", "city", "county", "household", "batch"})
_IDLE = " ,;:.，。；：、'\"“”-–"


@dataclass(frozen=True)
class Tail:
    """What stands right after a number: a unit, under it another unit or a time, and where that ends."""

    unit: PrintedUnit | None
    lower: PrintedUnit | None
    time: str
    end: int


@dataclass(frozen=True)
class _Kept:
    """The code a figure is kept in, one printed unit in it, and the time said beside it."""

    unit: str
    factor: Fraction
    per: str


def _mismatch(text: str) -> QuantityProblem:
    return QuantityProblem(mark("“{text}” is not in the unit of this indicator."), text=text)


def tail_of(text: str, number: Number, hint: str = "") -> Tail:
    """The unit printed after a number of the text; `hint` is that of the indicator."""
    position = number.end
    while position < len(text) and text[position] in " -":
        position += 1
    if dimension_of(hint) == "angle" and text.startswith("度", position):
        degree = match_unit("°")
        return Tail(degree[0] if degree else None, None, "", position + 1)
    found = match_unit(text, position)
    unit, end = found or (None, number.end)
    slash = _SLASH.match(text, end)
    if slash and (time := match_time(text, slash.end())):
        return Tail(unit, None, *time)
    if slash and unit and (lower := match_unit(text, slash.end())):
        return Tail(unit, lower[0], "", lower[1])
    return Tail(unit, None, "", end)


def _kept(unit: PrintedUnit | None, tail: Tail, hint: str, text: str) -> _Kept:
    """In which unit the figure is kept; raises QuantityProblem when that is not what `hint` measures."""
    if unit is None:
        if tail.time and not hint:
            raise QuantityProblem(mark("“{text}” has no unit."), text=text)
        return _Kept(hint, Fraction(1), tail.time)
    for code, (dimension, factor, lower, lower_factor) in QUOTIENTS.items():
        if unit.dimension != dimension or hint not in ("", code):
            continue
        if tail.lower and tail.lower.dimension == lower:
            return _Kept(code, unit.factor / factor / (tail.lower.factor / lower_factor), "")
        if tail.time == lower and not tail.lower:
            return _Kept(code, unit.factor / factor, "")
        if hint and not tail.lower and not tail.time:  # 3,000 hours, of an indicator in hours a year
            return _Kept(code, unit.factor / factor, "")
    if tail.lower or hint in QUOTIENTS:
        raise _mismatch(text)
    code = hint or unit.kept
    if hint and dimension_of(hint) != unit.dimension:
        raise _mismatch(text)
    if hint != unit.kept and {hint, unit.kept} <= _DISTINCT:
        raise _mismatch(text)
    return _Kept(code, unit.factor / factor_of(code), tail.time)


def _edge(number: Number, kept: _Kept, sign: int, shift: int) -> Decimal:
    """The number in its kept unit, moved by `shift` halves of its last digit."""
    half = Fraction(10) ** number.last_place / 2
    return as_decimal((sign * Fraction(number.value) + shift * half) * kept.factor)


def _value(number: Number, kept: _Kept, sign: int) -> Decimal:
    """The value, with the zeros that were printed after the point (97.5600) where no factor stands between."""
    exact = kept.factor == 1 and number.last_place <= 0
    value = number.value if exact else as_decimal(Fraction(number.value) * kept.factor)
    return value.copy_negate() if sign < 0 else value


def _calendar_year(text: str) -> Parsed | None:
    """A year said by a date: in 2013, Oct. 23, 1996, the 1990s (with its ten years as bounds)."""
    words = re.sub(r"^.*?(?<![A-Za-z])(?:in|since|on|from)\s+(?=\S*(?:\d|the ))", "", text, flags=re.IGNORECASE)
    try:
        date = parse_date(words)
    except DateProblem:
        return None
    if not date.is_known or len(date.value) < 4 or not 1000 <= date.year <= 2999:
        return None
    first, last = Decimal(date.year), Decimal(date.latest[:4])
    before = text[: len(text) - len(words)].strip(_IDLE)
    unread = () if before.lower() in ("", "in", "since", "on", "from") else (before,)
    hedged = date.about or date.precision == "decade"
    return Parsed(first, "year", "about" if hedged else "exact", first, last, first, unread=unread)


def _range(text: str, numbers: list[Number], hint: str) -> tuple[Number, Number | None]:
    """The one number of the text, or the two ends of its range."""
    if len(numbers) == 1:
        return numbers[0], None
    first, second = numbers[:2]
    start = text[tail_of(text, first, hint).end : second.start]
    if len(numbers) > 2 or not _TO.fullmatch(_PREFIX.sub("", start)):
        figures = ", ".join(text[number.start : number.end].strip() for number in numbers[:4])
        raise QuantityProblem(mark("The words hold several figures: {figures}. Leave one."), figures=figures)
    if not first.power and second.power:
        scaled = replace(first, power=second.power)
        if scaled.value <= second.value:
            first = scaled
    if first.value > second.value:
        raise QuantityProblem(mark("The range “{text}” ends below its start."), text=text)
    return first, second


def parse_quantity(text: str, unit_hint: str = "") -> Parsed:
    """The figure that the printed words state, in `unit_hint` (the unit of the indicator) when it is given.

    Without a hint the words must be nothing but the figure.  Raises QuantityProblem for what cannot be read.
    """
    if len(text) > _LONGEST:
        raise QuantityProblem(mark("The words are too long for one figure."))
    plain = normalise(text)
    asides = _ASIDE.findall(plain)
    main = _ASIDE.sub(" ", plain).strip()
    if unit_hint == "year" and (year := _calendar_year(main)):
        return year
    numbers = numbers_in(main)
    if not numbers:
        raise QuantityProblem(mark("“{text}” holds no figure this program reads."), text=text.strip())
    first, last = _range(main, numbers, unit_hint)
    closing = last or first
    tail = tail_of(main, closing, unit_hint)
    if first.is_ordinal and dimension_of(unit_hint) != "year":
        raise QuantityProblem(mark("“{text}” says which one, not how many."), text=text.strip())
    before, after = main[: first.start], main[tail.end :]
    unit = tail.unit
    if prefix := _PREFIX.search(before):
        before = before[: prefix.start()]
        money = match_unit(prefix[0].strip())
        if money is None or (unit is not None and unit.kept != money[0].kept):
            raise QuantityProblem(mark("“{text}” names two units."), text=text.strip())
        unit = money[0]
    if dimension_of(unit_hint) == "angle":
        before = _COMPASS.sub("", before)
        after = re.sub(r"^\s*[NE](?![A-Za-z])", "", after)
    sign = 1
    if minus := _MINUS.search(before):
        sign, before = -1, before[: minus.start()]
    kept = _kept(unit, tail, unit_hint, main)
    for pattern, per in _PER_BEFORE:
        if not kept.per and pattern.search(before):
            before, kept = pattern.sub(" ", before), _with_per(kept, per, unit, unit_hint)
    hedges, before, after = qualifiers(before, after)
    if first.and_more or closing.and_more:
        hedges = list(dict.fromkeys([*hedges, "more than"]))
    if len(hedges) > 1:
        raise QuantityProblem(mark("“{text}” is hedged in two ways."), text=text.strip())
    also, unread = _brackets(asides)
    if last is not None:
        before = re.sub(r"(?i)(?<![A-Za-z])(?:from|between)\s*$|从\s*$", "", before)
    if before.strip(_IDLE).removeprefix("第"):
        unread.insert(0, before.strip(_IDLE))
    if after.strip(_IDLE) and not (unit_hint and is_counted(unit_hint)):
        unread.append(after.strip(_IDLE))
    if unread and not unit_hint:
        raise QuantityProblem(mark("“{text}” holds more than a figure and its unit."), text=text.strip())
    whole = is_counted(kept.unit) and not closing.power and closing.last_place >= 0 and kept.factor == 1
    value, end = _value(first, kept, sign), None if last is None else _value(last, kept, sign)
    return Parsed(
        value=value,
        unit=kept.unit,
        qualifier=hedges[0] if hedges else "exact",
        low=value if whole else _edge(first, kept, sign, -1),
        high=(value if end is None else end) if whole else _edge(closing, kept, sign, 1),
        printed=first.printed.copy_negate() if sign < 0 else first.printed,
        power=first.power,
        factor=kept.factor,
        printed_unit=unit,
        printed_lower=tail.lower.kept if tail.lower else "",
        per=kept.per,
        end=end,
        end_printed=closing.printed if last else Decimal(0),
        end_power=closing.power if last else 0,
        also=also,
        unread=tuple(unread),
    )


def _with_per(kept: _Kept, per: str, unit: PrintedUnit | None, hint: str) -> _Kept:
    """The same figure, said per year, month or day before the number: 年产10万吨 is t/yr."""
    for code, (dimension, factor, lower, _) in QUOTIENTS.items():
        if unit and lower == per and unit.dimension == dimension and hint in ("", code):
            return _Kept(code, unit.factor / factor, "")
    return replace(kept, per=per)


def _brackets(asides: list[str]) -> tuple[Parsed | None, list[str]]:
    """A second statement of the figure in brackets, and what else stands there."""
    also: Parsed | None = None
    unread = []
    for words in asides:
        try:
            also = also or parse_quantity(words)
        except QuantityProblem:
            unread += [words.strip()] if words.strip() else []
    return also, unread


@lru_cache(maxsize=8192)
def printed_place(as_stated: str, unit: str, value: str) -> int | None:
    """The power of ten of the last digit that the words print, for `numbers.display_value`.

    None when the words do not read as this value.
    """
    try:
        parsed = parse_quantity(as_stated, unit)
    except QuantityProblem:
        return None
    try:
        return parsed.last_place if parsed.value == parse_decimal(value) else None
    except NumberProblem:
        return None
