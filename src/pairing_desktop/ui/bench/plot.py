"""Where claims lie, as values: rows with a shape, an axis that is logarithmic where it must be.  No Qt."""

import math
from dataclasses import dataclass
from decimal import Decimal

from pairing_desktop.domain.bench import BenchClaim
from pairing_desktop.domain.display import claim_period
from pairing_desktop.domain.findings import Amount, Finding, Proposal
from pairing_desktop.domain.language import Language
from pairing_desktop.domain.numbers import Scale, format_number
from pairing_desktop.domain.trust import Mark, factor_text
from pairing_desktop.ui.bench.sections import Section
from pairing_desktop.ui.bench.words import value_in

LOG_FROM = 30  # a span of more than so many times is drawn on a logarithmic axis
_LIMITS = ("ceiling", "high")  # names under which a finding's arithmetic keeps what cannot be passed


@dataclass(frozen=True)
class Row:
    """One line of the chart.  `shape` is "disc", "hollow" (planned), "disputed", "implausible" or "reading".

    Values are in the claim's unit; `low` and `high` are None where the statement is open on that side.
    """

    claim_id: int
    label: str
    text: str
    value: float
    low: float | None
    high: float | None
    shape: str
    reads: bool = False  # the reading of the row before: an arrow leads here


@dataclass(frozen=True)
class Axis:
    """`place` maps a value to 0–1."""

    low: float
    high: float
    log: bool
    ticks: tuple[float, ...]

    def place(self, value: float) -> float:
        if self.log:
            least, most = math.log10(self.low), math.log10(self.high)
            return (math.log10(max(value, self.low / 10)) - least) / (most - least)
        return (value - self.low) / (self.high - self.low)


@dataclass(frozen=True)
class Plot:
    rows: tuple[Row, ...]
    axis: Axis
    ceiling: float | None
    left_out: int = 0  # rows for which there is no room


def limit_of(finding: Finding | None, unit: str) -> Decimal | None:
    """What the rule says cannot be passed, if its arithmetic has such a figure in this unit."""
    if finding is None:
        return None
    known = {**finding.values, **finding.arithmetic_values}
    for name in _LIMITS:
        value = known.get(name)
        if isinstance(value, Amount) and value.unit == unit:
            return Decimal(value.value)
    return None


def plot(
    section: Section, chosen: int, proposal: Proposal | None, finding: Finding | None, scale: Scale, room: int,
    language: Language,
) -> Plot:
    """The rows of a section, `chosen` (a claim) first; `proposal` is the reading looked at, drawn as if accepted.

    At most `room` rows are shown."""
    ordered = sorted(section.claims, key=lambda one: one.claim.id != chosen)
    found = [
        row for one in ordered
        for row in _rows(one, proposal if one.claim.id == chosen else None, scale, language)
    ]
    shown, unit = found[:room], section.claims[0].claim.unit
    limit = limit_of(finding, unit)
    ceiling = float(limit) if limit is not None else None
    values = [value for row in shown for value in (row.value, row.low, row.high) if value is not None]
    left_out = len({row.claim_id for row in found} - {row.claim_id for row in shown})
    return Plot(tuple(shown), axis_for([*values, *([ceiling] if ceiling is not None else [])]), ceiling, left_out)


def _rows(one: BenchClaim, proposal: Proposal | None, scale: Scale, language: Language) -> list[Row]:
    claim = one.claim
    when = claim_period(claim, language) or language.tr("“{words}”", words=claim.value_as_stated)
    factor = one.reading.factor if one.reading else proposal.factor if proposal else ""
    read = one.reading.value if one.reading else proposal.value if proposal else ""
    if not read:
        shape = shape_of(claim.mark, claim.nature)
        text = value_in(scale, claim, claim.effective, language)
        return [Row(claim.id, when, text, float(claim.effective), _number(one.low), _number(one.high), shape)]
    printed = Row(
        claim.id, language.tr("Printed, {period}", period=when), value_in(scale, claim, claim.value, language),
        float(claim.value), _number(one.printed_low), _number(one.printed_high), "implausible",
    )
    label = language.tr("Read {factor}", factor=factor_text(factor))
    low, high = (_number(one.low), _number(one.high)) if one.reading else (float(read), float(read))
    text = value_in(scale, claim, read, language)
    return [printed, Row(claim.id, label, text, float(read), low, high, "reading", reads=True)]


def shape_of(mark: Mark, nature: str) -> str:
    """The shape of a claim on the charts."""
    match mark:
        case Mark.IMPLAUSIBLE:
            return "implausible"
        case Mark.DISPUTED:
            return "disputed"
        case Mark.READING:
            return "reading"
        case _:
            return "disc" if nature in ("", "actual") else "hollow"


def _number(text: str) -> float | None:
    return float(text) if text else None


def axis_for(values: list[float]) -> Axis:
    """The axis that holds all values with a little room on either side."""
    low, high = min(values), max(values)
    if low > 0 and high / low > LOG_FROM:
        first, last = math.log10(low), math.log10(high)
        ends = 10 ** (first - 0.45), 10 ** (last + 0.35)
        powers = range(math.ceil(math.log10(ends[0])), math.floor(math.log10(ends[1])) + 1)
        apart = max(1, len(powers) // 6)
        return Axis(*ends, True, tuple(10.0**power for power in powers[::apart]))
    if low >= 0 and low < high / 3:
        low = 0.0
    span = (high - low) or abs(high) / 5 or 1.0
    least = low if low == 0 else low - span * 0.12
    most = high + span * 0.18
    step = _step(most - least)
    first_tick = math.ceil(least / step)
    ticks = tuple(step * count for count in range(first_tick, math.floor(most / step) + 1))
    return Axis(least, most, False, ticks)


def _step(span: float) -> float:
    """A round distance that gives three to five ticks."""
    rough = span / 4
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * factor for factor in (1.0, 2.0, 5.0, 10.0) if power * factor >= rough)


def tick_text(value: float, scale: Scale, unit: str, language: Language) -> str:
    """A tick in the bench's scale: 10, 100, 1,000; a year without comma."""
    shown = scale.apply(Decimal(f"{value:.6g}"))
    text = format_number(Decimal(f"{shown:f}"), language)
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace(",", "") if unit == "year" else text
