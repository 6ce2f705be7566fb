"""The trust mark of a figure or record: always computed from sources, findings and decisions, never stored."""

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from pairing_desktop.domain.language import Language


class Mark(Enum):
    """In order of severity, the worst first.  The value is the name of the icon `mark-<value>.svg`."""

    IMPLAUSIBLE = "implausible"
    DISPUTED = "disputed"
    UNSOURCED = "unsourced"
    STALE = "stale"
    ONE = "one"
    TWO = "two"
    READING = "reading"
    DECIDED = "decided"

    @property
    def severity(self) -> int:
        """0 is the worst."""
        return _SEVERITIES[self]

    @property
    def tone(self) -> str:
        """Name of the theme token that colours the mark."""
        return _TONES[self]


_SEVERITIES = {mark: place for place, mark in enumerate(Mark)}
_TONES = {
    Mark.IMPLAUSIBLE: "error",
    Mark.DISPUTED: "caution",
    Mark.UNSOURCED: "caution",
    Mark.STALE: "muted",
    Mark.ONE: "muted",
    Mark.TWO: "muted",
    Mark.READING: "accent",
    Mark.DECIDED: "accent",
}


_STALE = frozenset({"stale"})  # rules that only say how old a figure is


@dataclass(frozen=True)
class Trust:
    """A mark and, for a record, how many of its claims carry it; of a reading what it multiplies the print by."""

    mark: Mark
    count: int = 0
    factor: str = ""

    def text(self, language: Language) -> str:
        """The word beside the shape: "Disputed (3)"."""
        if self.mark is Mark.READING and self.factor:
            return language.tr("Read as {factor}", factor=factor_text(self.factor))
        word = trust_word(self.mark, language)
        if self.count and self.mark in (Mark.IMPLAUSIBLE, Mark.DISPUTED):
            return f"{word}（{self.count}）" if language.is_chinese else f"{word} ({self.count})"
        return word


def factor_text(factor: str) -> str:
    """What a reading does to the print: "÷ 100" for 0.01 and 1/100, "× 15", "× 2/3"; empty for nothing readable."""
    try:
        exact = Fraction(factor)
    except (ValueError, ZeroDivisionError):
        return ""
    if exact.numerator == 1 and exact.denominator != 1:
        return f"÷ {exact.denominator:,}"
    return f"× {exact.numerator:,}" if exact.denominator == 1 else f"× {exact.numerator:,}/{exact.denominator:,}"


def finding_mark(group: str, rule: str, severity: str) -> Mark | None:
    """The mark that an open finding of a rule earns its claim, None where it only asks for a look."""
    if rule in _STALE:
        return Mark.STALE
    if group == "conflict":
        return Mark.DISPUTED
    return Mark.IMPLAUSIBLE if group == "magnitude" and severity == "error" else None


def trust_word(mark: Mark, language: Language) -> str:
    """The mark in words."""
    tr = language.tr
    return {
        Mark.IMPLAUSIBLE: tr("Implausible"),
        Mark.DISPUTED: tr("Disputed"),
        Mark.UNSOURCED: tr("No source"),
        Mark.STALE: tr("Stale"),
        Mark.ONE: tr("One source"),
        Mark.TWO: tr("Two sources"),
        Mark.READING: tr("Other reading"),
        Mark.DECIDED: tr("Decided"),
    }[mark]
