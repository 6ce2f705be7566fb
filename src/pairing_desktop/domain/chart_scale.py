"""Numbers of an axis: which multiple it counts in (million, billion; 万, 亿), where its ticks stand, how they read.

A scale is chosen once for a chart, so that axis, labels, table and read-out all count alike.
"""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from pairing_desktop.domain.charting import ChartData, Point, Series
from pairing_desktop.domain.language import Language, language
from pairing_desktop.domain.vocabulary import label

_MILLION, _BILLION = Decimal(10) ** 6, Decimal(10) ** 9
_LOG_FROM = 30  # times the smallest value
_WAN, _YI = Decimal(10) ** 4, Decimal(10) ** 8


@dataclass(frozen=True)
class Scale:
    """`factor` is what one unit of the axis counts, `word` its name ("million", "万", ""), `unit` the unit's code."""

    factor: Decimal
    word: str
    unit: str
    language: Language

    def number(self, value: Decimal, *, grouped: bool = True) -> str:
        """The value in this scale with all its digits: 10.4498."""
        return plain(value / self.factor, grouped=grouped)

    @property
    def unit_text(self) -> str:
        """Multiple and unit: "million kWh", "万千瓦时", "MW"."""
        unit = label("unit", self.unit, self.language)
        return f"{self.word}{unit}" if self.language.is_chinese else f"{self.word} {unit}".strip()

    @property
    def heading(self) -> str:
        """Multiple and unit as they begin a line: "Million kWh"."""
        text = self.unit_text
        first = text.partition(" ")[0]
        return text[:1].upper() + text[1:] if first.islower() and len(first) > 3 else text  # no Km, no H a year

    def text(self, value: Decimal) -> str:
        """The value with multiple and unit: 10.4498 million kWh, 1044.98万千瓦时, 9 companies, 9家."""
        number, unit = self.number(value), self.unit_text
        if self.language.is_chinese:
            return f"{number}{unit}"
        if value == self.factor == 1:
            unit = _one(unit)
        return f"{number}{unit}" if unit in ("%", "°") else f"{number} {unit}".rstrip()

    def span(self, low: Decimal, high: Decimal) -> str:
        """A range of values, its unit once: 0.75–1.08 billion yuan."""
        return f"{self.number(low)}–{self.text(high)}"


_ONE = {
    "projects": "project", "companies": "company", "events": "event", "provinces": "province", "cities": "city",
    "counties": "county",
}


def _one(unit: str) -> str:
    return _ONE.get(unit, unit)


def plain(value: Decimal, *, grouped: bool = True) -> str:
    """A decimal with all its digits and no zeros behind them: 1,843.58."""
    text = format(value, ",f" if grouped else "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def scale_for(highest: Decimal, unit: str, language: Language) -> Scale:
    """The multiple in which values up to `highest` read best.  Counts and megawatts are never multiplied below a
    million."""
    steps = _steps(language)
    smallest = {_YI: _YI, _WAN: _WAN * 10, _BILLION: _BILLION, _MILLION: _MILLION}
    for factor, word in steps:
        if abs(highest) >= smallest[factor]:
            return Scale(factor, word, unit, language)
    return Scale(Decimal(1), "", unit, language)


def _steps(language: Language) -> tuple[tuple[Decimal, str], ...]:
    if language.is_chinese:
        return (_YI, "亿"), (_WAN, "万")
    return (_BILLION, "billion"), (_MILLION, "million")


def scale_of(multiple: str, unit: str, language: Language) -> Scale:
    """The multiple that somebody chose: "one", "first" (million, 万) or "second" (billion, 亿)."""
    if multiple == "one":
        return Scale(Decimal(1), "", unit, language)
    factor, word = _steps(language)[0 if multiple == "second" else 1]
    return Scale(factor, word, unit, language)


def chart_scale(data: ChartData) -> Scale:
    """The scale in which this chart counts."""
    said = language(data.language)
    return scale_of(data.multiple, data.unit, said) if data.multiple else scale_for(data.highest, data.unit, said)


def series_scale(data: ChartData, series: Series) -> Scale:
    """The scale of one small chart among others: its own, for its values may be of another kind."""
    if data.form != "panels" or not series.unit:
        return chart_scale(data)
    ends = [end for point in series.points for end in (point.value, point.high) if end is not None]
    return scale_for(max(ends, default=Decimal(0)), series.unit, language(data.language))


def ticks(highest: Decimal, steps: int) -> list[Decimal]:
    """Round values from 0 to at or above `highest`, about `steps` of them: 0, 200, 400 …"""
    if highest <= 0:
        return [Decimal(0), Decimal(1)]
    rough = highest / max(steps, 1)
    power = Decimal(10) ** rough.adjusted()
    step = next(power * factor for factor in (1, 2, Decimal("2.5"), 5, 10) if power * factor >= rough)
    if step == power * Decimal("2.5") and power <= 1:  # 2.5 of a count, or 0.25, reads badly
        step = power * 5 if power == 1 else step
    count = int((highest / step).to_integral_value("ROUND_CEILING"))
    return [step * index for index in range(count + 1)]


def spans_orders(values: Collection[Decimal]) -> bool:
    """Whether values lie so far apart that a straight axis would show only the largest; never with one of nothing."""
    return bool(values) and min(values) > 0 and max(values) > min(values) * _LOG_FROM


def log_ticks(lowest: Decimal, highest: Decimal) -> list[Decimal]:
    """Powers of ten that enclose the two positive values."""
    first = lowest.adjusted()
    last = highest.adjusted() + (0 if highest == Decimal(10) ** highest.adjusted() else 1)
    return [Decimal(10) ** power for power in range(first, max(last, first + 1) + 1)]


def nice_count(highest: Decimal, steps: int) -> list[Decimal]:
    """Like `ticks`, in whole numbers only."""
    found = ticks(highest, steps)
    return found if all(tick == tick.to_integral_value() for tick in found) else ticks(max(highest, Decimal(1)), 1)


WHOLE_UNITS = frozenset({"project", "company", "event", "province", "city", "county"})


def axis_ticks(data: ChartData, highest: Decimal, steps: int) -> list[Decimal]:
    """Ticks of a value axis from zero, whole where the unit is counted."""
    return nice_count(highest, steps) if data.unit in WHOLE_UNITS else ticks(highest, steps)


def point_scale(data: ChartData, point: Point) -> Scale:
    """On a logarithmic axis each value counts in its own multiple, else all in that of the chart."""
    scale = chart_scale(data)
    if (data.log or point.unit) and point.value is not None:
        return scale_for(point.high or point.value, point.unit or data.unit, scale.language)
    return scale


def value_text(data: ChartData, point: Point) -> str:
    """A point's value or range with its unit, and "planned" where it is: "0.75–1.08 billion yuan"; "" without value."""
    if point.value is None or point.text:
        return point.text
    scale = point_scale(data, point)
    ranged = point.low is not None and point.high is not None and point.low != point.high
    text = scale.span(point.low, point.high) if ranged and point.low is not None and point.high is not None else (
        scale.text(point.value))
    comma = "，" if scale.language.is_chinese else ", "
    return f"{text}{comma}{nature_word(point, scale.language)}" if point.planned else text


def nature_word(point: Point, language: Language) -> str:
    """How a value that is no fact is called: planned, design, estimate."""
    if not point.nature or point.nature == "planned":
        return language.tr("planned")
    word = label("nature", point.nature, language)
    return word if language.is_chinese else word.lower()
