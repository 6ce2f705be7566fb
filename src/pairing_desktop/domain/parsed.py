"""A figure as stated, read: its value in the unit it is kept in, and the sentence that explains the reading."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pairing_desktop.domain.language import Language, mark
from pairing_desktop.domain.numbers import EXACT, canonical, display_value, format_number, unit_label
from pairing_desktop.domain.units import PrintedUnit
from pairing_desktop.domain.vocabulary import UNIT, label

_ROUNDED_PLACES = 6  # where a factor (a mu is 2,000/3 m²) gives endless decimals
_PER = {
    "year": mark("Stated per year."),
    "month": mark("Stated per month."),
    "week": mark("Stated per week."),
    "day": mark("Stated per day."),
    "hour": mark("Stated per hour."),
}


def exact_decimal(number: Fraction) -> Decimal | None:
    """The fraction as a decimal; None when its decimals never end."""
    rest, places = number.denominator, 0
    while rest % 10 == 0:
        rest, places = rest // 10, places + 1
    for prime in (2, 5):
        while rest % prime == 0:
            rest, places = rest // prime, places + 1
    if rest != 1:
        return None
    return Decimal(int(number * 10**places)).scaleb(-places, EXACT)


def as_decimal(number: Fraction) -> Decimal:
    """The fraction as a decimal, rounded to six places only when its decimals never end."""
    exact = exact_decimal(number)
    return Decimal(round(number * 10**_ROUNDED_PLACES)).scaleb(-_ROUNDED_PLACES, EXACT) if exact is None else exact


def _times(printed: Decimal, power: int, language: Language) -> str:
    number = format_number(printed, language)
    return f"{number} × {format_number(Decimal(10) ** power, language)}" if power else number


@dataclass(frozen=True)
class Parsed:
    """A figure as stated.

    `value`, `low`, `high` and `end` are in `unit`, a code of the facts ("" when none is printed or asked for).
    `low` and `high` are what the printed digits leave open: half a unit of the last digit on either side; of whole
    things that are counted and of years, the value itself.  The qualifier does not move them.
    """

    value: Decimal
    unit: str
    qualifier: str  # exact, more than, about, up to, at least
    low: Decimal
    high: Decimal
    printed: Decimal  # the digits, without scale and unit
    power: int = 0  # of ten, of the scale word: 4 of 万, 9 of billion
    factor: Fraction = Fraction(1)  # one printed unit in `unit`
    printed_unit: PrintedUnit | None = None  # None: no unit is printed, the indicator says it
    printed_lower: str = ""  # lower half of a printed quotient: the m² of kWh/m², in both languages alike
    per: str = ""  # year, month, week, day, hour: said beside a unit that has no time in it
    end: Decimal | None = None  # upper end of a range; `value` is then its lower end
    end_printed: Decimal = Decimal(0)
    end_power: int = 0
    also: "Parsed | None" = None  # the same stated again in brackets: 14.2 billion yuan (US$1.9 billion)
    unread: tuple[str, ...] = ()  # words around the figure that were not understood

    @property
    def is_exact(self) -> bool:
        """False when `value` had to be rounded because its decimals never end."""
        return exact_decimal(self.factor) is not None

    @property
    def canonical(self) -> str:
        """The value as it is stored."""
        return canonical(self.value)

    @property
    def last_place(self) -> int | None:
        """Power of ten of the last printed digit, in `unit`; None where the factor is no power of ten."""
        return self._place(self.printed, self.power)

    def _place(self, printed: Decimal, power: int) -> int | None:
        factor = exact_decimal(self.factor)
        if factor is None or factor.normalize().as_tuple().digits != (1,):
            return None
        return int(printed.as_tuple().exponent) + power + factor.adjusted()

    def display(self, language: Language) -> str:
        """The value with its unit and no digit fewer than were printed; of a range both ends."""
        text = display_value(self.value, self.unit, language, last_place=self.last_place)
        if self.end is None:
            return text
        place = self._place(self.end_printed, self.end_power)
        return f"{text} – {display_value(self.end, self.unit, language, last_place=place)}"

    def explain(self, language: Language) -> str:
        """How the words were read: "1,843.58 × 10,000 kWh = 18,435,800 kWh.", and what was left unread."""
        stop, space, comma = ("。", "", "、") if language.is_chinese else (".", " ", ", ")
        sentences = [self._sum(language) + stop]
        if self.qualifier != "exact":
            word = label("qualifier", self.qualifier, language)
            sentences.append(language.tr("Qualifier: {qualifier}.", qualifier=word))
        if self.printed_unit is None and self.unit:
            sentences.append(language.tr("The unit is that of the indicator."))
        if self.per:
            sentences.append(language.tr(_PER[self.per]))
        if self.also:
            sentences.append(language.tr("In brackets: {figure}.", figure=self.also._sum(language)))
        if self.unread:
            quoted = comma.join(f"“{words}”" for words in self.unread)
            sentences.append(language.tr("Not read: {words}.", words=quoted))
        return space.join(sentences)

    def _sum(self, language: Language) -> str:
        if not self.power and self.factor == 1 and self.end is None:
            return self.display(language)
        left, right = _times(self.printed, self.power, language), format_number(self.value, language)
        if self.end is not None:
            left += f" – {_times(self.end_printed, self.end_power, language)}"
            right += f" – {format_number(self.end, language)}"
        unit = self.printed_unit
        if unit is not None:
            left += f" {self._quotient(unit.chinese if language.is_chinese else unit.english, language)}"
        return f"{left} {'=' if self.is_exact else '≈'} {right} {unit_label(self.unit, language)}".strip()

    def _quotient(self, upper: str, language: Language) -> str:
        lower = UNIT.get(self.printed_lower, (self.printed_lower, self.printed_lower))[language.is_chinese]
        return f"{upper}/{lower}" if lower else upper
