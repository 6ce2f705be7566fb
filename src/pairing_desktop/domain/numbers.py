"""Exact decimals: read as typed, kept plain, printed in million and billion or 万 and 亿 with every digit.

Nothing here rounds, except `format_number` when it is told how many decimals to show.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow

from pairing_desktop.domain.language import Language, mark
from pairing_desktop.domain.problems import Problem
from pairing_desktop.domain.text import half_width
from pairing_desktop.domain.vocabulary import UNIT

MAX_DIGITS = 40
EXACT = Context(prec=200, traps=[Inexact, InvalidOperation, DivisionByZero, Overflow])
"""Arithmetic that raises instead of rounding."""
_ROUNDING = Context(prec=200, rounding=ROUND_HALF_UP)

_GROUPED = r"[0-9]{1,3}(?:,[0-9]{3})+"
_PLAIN = re.compile(rf"([+-]?)((?:{_GROUPED}|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+)")


class NumberProblem(Problem, ValueError):
    """Text that is no plain decimal; `message(language)` says why."""


def parse_decimal(text: str) -> Decimal:
    """The decimal typed: 1843.58, 1,843.58, １２３, -5, .5.  Digits typed after the point stay (1.50).

    Raises NumberProblem for anything else: nan, inf, exponents, underscores, wrong separators, digits of other
    scripts, more than 40 digits.
    """
    if text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS:
        return Decimal(text)  # most numbers are digits only
    plain = half_width(text).replace("−", "-")
    found = _PLAIN.fullmatch(plain)
    if found is None:
        if re.fullmatch(r"[+-]?[0-9,]+(\.[0-9]*)?", plain):
            raise NumberProblem(mark("The commas in “{text}” do not separate thousands."), text=text.strip())
        raise NumberProblem(mark("“{text}” is not a number. Try 1843.58 or 1,843.58."), text=text.strip()[:60])
    digits = found[2].replace(",", "")
    if len(digits) - digits.count(".") > MAX_DIGITS:
        raise NumberProblem(mark("A number has at most {n} digits."), n=MAX_DIGITS)
    return Decimal(found[1] + digits)


def canonical(value: Decimal) -> str:
    """The plain decimal as it is stored: no exponent or separators, zeros after the point as typed; 0 has no sign."""
    text = format(value, "f")
    return text.removeprefix("-") if value.is_zero() else text


@dataclass(frozen=True)
class Scale:
    """What a printed number is multiplied by, a power of ten, and its word in both languages ("" for one)."""

    factor: Decimal
    english: str = ""
    chinese: str = ""

    @property
    def power(self) -> int:
        return self.factor.adjusted()

    def word(self, language: Language) -> str:
        return self.chinese if language.is_chinese else self.english

    def apply(self, value: Decimal) -> Decimal:
        """The value in this scale, exact; where it divides, without the zeros of the whole number."""
        return _stripped(value.scaleb(-self.power, EXACT)) if self.power else value


ONES = Scale(Decimal(1))
MILLION = Scale(Decimal("1E6"), "million", "百万")
BILLION = Scale(Decimal("1E9"), "billion", "十亿")
TRILLION = Scale(Decimal("1E12"), "trillion", "万亿")
WAN = Scale(Decimal("1E4"), "ten thousand", "万")
YI = Scale(Decimal("1E8"), "hundred million", "亿")

# Largest first: the scale and how many decimals people still read in it; a figure that needs more takes the next.
_ENGLISH = ((TRILLION, 3), (BILLION, 3), (MILLION, 4))
_CHINESE = ((TRILLION, 4), (YI, 5), (WAN, 2))

_NEVER_SCALED = frozenset(
    {"year", "degree", "%", "MW", "MWh", "um", "m", "km", "h", "h/yr", "day", "kWh/m2", "MJ/m2", "CNY/USD", "CNY/kWh"}
    | {"Nm3/h", "kg/d"}
)
_SPACED = frozenset(
    {"kWh", "MWh", "MW", "m", "km", "um", "m2", "km2", "ha", "t", "t/yr", "kg/d", "Nm3/h", "kWh/m2", "MJ/m2"}
    | {"h", "h/yr", "CNY/kWh", "CNY/USD"}
)
_SINGULAR = {"person-time": "visit", "units": "unit", "students": "student"}


def _exponent(value: Decimal) -> int:
    return int(value.as_tuple().exponent)


def _stripped(value: Decimal) -> Decimal:
    """Without zeros after the point."""
    plain = value.normalize(EXACT)
    return plain if _exponent(plain) <= 0 else plain.quantize(Decimal(1), context=EXACT)


def format_number(value: Decimal | str, language: Language, decimals: int | None = None) -> str:
    """The number with its thousands grouped (in Chinese from 10,000); exact, or rounded half up to `decimals`."""
    number = parse_decimal(value) if isinstance(value, str) else value
    if decimals is not None:
        number = number.quantize(Decimal(1).scaleb(-decimals), context=_ROUNDING)
    whole, point, rest = canonical(number).removeprefix("-").partition(".")
    if len(whole) > (4 if language.is_chinese else 3):
        whole = f"{int(whole):,}"
    return ("−" if number < 0 else "") + whole + point + rest


def value_scale(value: Decimal, unit: str, language: Language, last_place: int | None = None) -> Scale:
    """The scale in which people would print one value: at most so many decimals as are still read with ease."""
    if unit in _NEVER_SCALED:
        return ONES
    for scale, most in _CHINESE if language.is_chinese else _ENGLISH:
        shown = _with_places(scale.apply(value), scale, last_place)
        if abs(value) >= scale.factor and -_exponent(shown) <= most:
            return scale
    return ONES


def _with_places(scaled: Decimal, scale: Scale, last_place: int | None) -> Decimal:
    """With zeros down to the place of the last printed digit."""
    if last_place is None or _exponent(scaled) <= last_place - scale.power:
        return scaled
    return scaled.quantize(Decimal(1).scaleb(min(0, last_place - scale.power)), context=EXACT)


def axis_scale(values: Iterable[Decimal], language: Language, unit: str = "") -> Scale:
    """One scale for a column or an axis, by its largest value: one, million, billion…; one, 万 (from 100,000), 亿…"""
    largest = max((abs(value) for value in values), default=Decimal(0))
    if unit in _NEVER_SCALED:
        return ONES
    for scale, _ in _CHINESE if language.is_chinese else _ENGLISH:
        if largest >= (100_000 if scale is WAN else scale.factor):
            return scale
    return ONES


def unit_label(unit: str, language: Language, scale: Scale = ONES) -> str:
    """What stands in a column's header or at an axis: billion yuan, 亿元, MW.  An unknown unit stands as it is."""
    english, chinese = UNIT.get(unit, (unit, unit))
    word = scale.word(language)
    return word + chinese if language.is_chinese else f"{word} {english}".strip()


def display_value(
    value: Decimal | str,
    unit: str,
    language: Language,
    *,
    scale: Scale | None = None,
    bare: bool = False,
    last_place: int | None = None,
) -> str:
    """The value with its unit, every digit of it: 14.2 billion yuan, 142亿元; 418 companies, 418家; 50 MW, 50 兆瓦.

    `scale` fixes the scale (of a column or an axis) instead of choosing one.  `bare` leaves the unit out, and with a
    given scale its word too, because the header says both.  `last_place` is the power of ten of the last printed
    digit (`quantities.printed_place`): zeros down to it are shown (6.50 billion).  Text that is no decimal is
    returned as it is.
    """
    try:
        number = parse_decimal(value) if isinstance(value, str) else value
    except NumberProblem:
        return str(value)
    chosen = scale or value_scale(number, unit, language, last_place)
    shown = _with_places(chosen.apply(number), chosen, last_place)
    text = _year(shown, language) if unit == "year" else format_number(shown, language)
    if bare:
        return text if scale else _joined(text, chosen.word(language), language)
    word = unit_label(unit, language, chosen)
    if not language.is_chinese and chosen is ONES and unit in UNIT:
        word = _english_word(unit, number)
    close = unit in ("%", "degree") if not language.is_chinese else chosen is not ONES or unit not in _SPACED
    if unit and unit not in UNIT:
        close = False
    return text + word if close else f"{text} {word}".strip()


def _joined(number: str, word: str, language: Language) -> str:
    return number + word if language.is_chinese else f"{number} {word}".strip()


def _is_calendar_year(value: Decimal) -> bool:
    return 1000 <= value <= 2999 and _exponent(value) == 0


def _year(value: Decimal, language: Language) -> str:
    return canonical(value) if _is_calendar_year(value) else format_number(value, language)


def _english_word(unit: str, value: Decimal) -> str:
    """The unit's word; of things that are counted in the singular for one."""
    if unit == "year":
        return "" if _is_calendar_year(value) else "year" if value == 1 else "years"
    plural = UNIT[unit][0]
    if value != 1 or not plural.endswith(("s", "people")) or unit in ("USD",):
        return "dollar" if unit == "USD" and value == 1 else plural
    return _SINGULAR.get(unit, unit)
