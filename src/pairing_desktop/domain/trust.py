"""The trust mark of a figure or record: always computed from sources, findings and decisions, never stored."""

from dataclasses import dataclass
from enum import Enum

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
        return list(Mark).index(self)

    @property
    def tone(self) -> str:
        """Name of the theme token that colours the mark."""
        return _TONES[self]


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


@dataclass(frozen=True)
class Trust:
    """A mark and, for a record, how many of its claims carry it."""

    mark: Mark
    count: int = 0

    def text(self, language: Language) -> str:
        """The word beside the shape: "Disputed (3)"."""
        word = trust_word(self.mark, language)
        if self.count and self.mark in (Mark.IMPLAUSIBLE, Mark.DISPUTED):
            return f"{word}（{self.count}）" if language.is_chinese else f"{word} ({self.count})"
        return word


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
