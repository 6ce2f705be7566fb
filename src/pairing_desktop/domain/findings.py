"""What a check found: which rule, how grave, about which claim, in words, with its arithmetic and ways out.

Sentences are marked English with place-holders.  What fills them may read differently in the two languages, so a
value is a string, an `Amount` (14.2 billion yuan, 142亿元), a `Named` record or indicator, `Dates`, further `Words`,
or a tuple of values that is shown as a list.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from pairing_desktop.domain.dates import PartialDate, display_span
from pairing_desktop.domain.language import Language
from pairing_desktop.domain.numbers import display_value

SEVERITIES = ("info", "warning", "error")


@dataclass(frozen=True)
class Amount:
    """A figure: canonical decimal and the code of its unit."""

    value: str
    unit: str


@dataclass(frozen=True)
class Named:
    """A record or an indicator by its names."""

    english: str
    chinese: str


@dataclass(frozen=True)
class Dates:
    """A period as a claim keeps it: both ends (may be empty) and their precision."""

    start: str
    end: str
    precision: str


@dataclass(frozen=True)
class Words:
    """A marked sentence or part of one, with the values of its place-holders."""

    text: str
    values: dict[str, Value] = field(default_factory=dict)


Value = str | Amount | Named | Dates | Words | tuple["Value", ...]


def shown(value: Value, language: Language) -> str:
    """The value as this language prints it."""
    match value:
        case str():
            return value
        case Amount():
            return display_value(value.value, value.unit, language)
        case Named():
            return language.pick(value.english, value.chinese)
        case Dates():
            ends = [PartialDate(end, value.precision) if end else None for end in (value.start, value.end)]
            return display_span(ends[0], ends[1], language, short=True)
        case Words():
            return language.tr(value.text, **{name: shown(one, language) for name, one in value.values.items()})
        case _:
            return ("；" if language.is_chinese else "; ").join(shown(one, language) for one in value)


def plain(value: Value) -> object:
    """The value as strings, lists and dicts only, for keeping; `of_plain` makes it again."""
    match value:
        case str():
            return value
        case Amount():
            return {"amount": [value.value, value.unit]}
        case Named():
            return {"named": [value.english, value.chinese]}
        case Dates():
            return {"dates": [value.start, value.end, value.precision]}
        case Words():
            return {"words": value.text, "values": {name: plain(one) for name, one in value.values.items()}}
        case _:
            return [plain(one) for one in value]


def of_plain(kept: object) -> Value:
    """The value that `plain` took apart.  Raises ValueError for anything else."""
    match kept:
        case str():
            return kept
        case {"amount": [str(value), str(unit)]}:
            return Amount(value, unit)
        case {"named": [str(english), str(chinese)]}:
            return Named(english, chinese)
        case {"dates": [str(start), str(end), str(precision)]}:
            return Dates(start, end, precision)
        case {"words": str(text), "values": dict(values)}:
            return Words(text, {str(name): of_plain(one) for name, one in values.items()})
        case list():
            return tuple(of_plain(one) for one in kept)
    raise ValueError(f"not a kept value: {kept!r}")


@dataclass(frozen=True)
class Proposal:
    """A reading that would bring the figure home: `value` is the figure so read, `factor` value over printed value.

    `text` with `values` is the sum: "1,843.58 × 10,000 kWh = 18.4358 million kWh; 0.2% above …".
    """

    reading: str
    value: str
    factor: str = "1"
    text: str = ""
    values: dict[str, Value] = field(default_factory=dict)

    def explanation(self, language: Language) -> str:
        return shown(Words(self.text, self.values), language) if self.text else ""


@dataclass(frozen=True)
class Finding:
    """`subject` and `claim` are short names, `claims` those of the other claims it rests on.

    `text` says what is wrong, `arithmetic` (may be empty) the sum behind it; both are marked English.
    """

    rule: str
    severity: str
    subject: str
    claim: str
    text: str
    values: dict[str, Value] = field(default_factory=dict)
    proposals: tuple[Proposal, ...] = ()
    claims: tuple[str, ...] = ()
    arithmetic: str = ""
    arithmetic_values: dict[str, Value] = field(default_factory=dict)

    def headline(self, language: Language) -> str:
        """What is wrong, in one sentence."""
        return shown(Words(self.text, self.values), language)

    def sum(self, language: Language) -> str:
        """The arithmetic; empty where there is none."""
        return shown(Words(self.arithmetic, self.arithmetic_values), language) if self.arithmetic else ""

    def message(self, language: Language) -> str:
        """Both sentences."""
        stop = "" if language.is_chinese else " "
        return stop.join(part for part in (self.headline(language), self.sum(language)) if part)

    def as_plain(self) -> dict[str, object]:
        """For keeping: strings, lists and dicts only."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "subject": self.subject,
            "claim": self.claim,
            "words": plain(Words(self.text, self.values)),
            "claims": list(self.claims),
            "sum": plain(Words(self.arithmetic, self.arithmetic_values)),
            "proposals": [
                {
                    "reading": one.reading,
                    "value": one.value,
                    "factor": one.factor,
                    "words": plain(Words(one.text, one.values)),
                }
                for one in self.proposals
            ],
        }


def finding_of_plain(kept: dict[str, object]) -> Finding:
    """The finding that `Finding.as_plain` took apart."""

    def words(one: object) -> Words:
        found = of_plain(one)
        if not isinstance(found, Words):
            raise ValueError(f"not a kept sentence: {one!r}")
        return found

    text, arithmetic = words(kept["words"]), words(kept["sum"])
    proposals, claims = kept["proposals"], kept["claims"]
    if not isinstance(proposals, list) or not isinstance(claims, list):
        raise ValueError("not a kept finding")
    return Finding(
        str(kept["rule"]),
        str(kept["severity"]),
        str(kept["subject"]),
        str(kept["claim"]),
        text.text,
        text.values,
        tuple(
            Proposal(
                one["reading"], one["value"], one["factor"], words(one["words"]).text, words(one["words"]).values
            )
            for one in proposals
        ),
        tuple(map(str, claims)),
        arithmetic.text,
        arithmetic.values,
    )


def amount(value: float | Decimal | str, unit: str, digits: int = 4) -> Amount:
    """A worked-out figure, rounded to so many significant digits; a string is taken as it stands."""
    if isinstance(value, str):
        return Amount(value, unit)
    rounded = Decimal(f"{Decimal(value):.{digits}g}") if value else Decimal(0)
    text = format(rounded, "f")
    return Amount(text.rstrip("0").rstrip(".") if "." in text else text, unit)
