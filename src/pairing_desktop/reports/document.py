"""A report: its title, its blocks, what stands at the head and foot of each of its pages."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pairing_desktop.domain.dates import PartialDate, display
from pairing_desktop.domain.language import Language
from pairing_desktop.domain.snapshots import Spec
from pairing_desktop.reports.blocks import Block, Paper


@dataclass(frozen=True)
class Report:
    """One document for paper, in one language.

    `as_of` is the day (YYYY-MM-DD) or minute (YYYY-MM-DDTHH:MM) of the facts; `unit` the office that prints;
    `copy` says at the foot what the paper is worth as a record; a `serial` says that it is registered.
    """

    title: str
    blocks: tuple[Block, ...]
    language: Language
    as_of: str
    subtitle: str = ""
    unit: str = ""
    copy: str = ""
    paper: Paper = field(default_factory=Paper)
    serial: str = ""

    @property
    def head(self) -> tuple[str, str]:
        """Left and right of the running head."""
        return self.language.tr("Hangzhou–Delingha pairing assistance"), self.unit

    @property
    def foot(self) -> tuple[str, str]:
        """Left and middle of the foot; at its right stands the number of the page."""
        tr = self.language.tr
        if self.serial:
            how = tr("Type the serial after Ctrl+K to see what changed since")
            return tr("Serial {serial}", serial=self.serial), how
        return self.copy or tr("Unregistered copy"), tr("As of {date}", date=as_of_text(self.as_of, self.language))


def as_of_text(as_of: str, language: Language) -> str:
    """23 November 2026, 18:47."""
    day, _, time = as_of.partition("T")
    said = display(PartialDate(day, "day"), language)
    return said + (f" {time[:5]}" if language.is_chinese else f", {time[:5]}") if time else said


@dataclass(frozen=True)
class ReportRequest:
    """Something to print: `title` names it before it is made; `make` gets the questions one can ask of the open file
    (`operations.questions.Questions`) and the language of the paper, and gives the report.  By `spec` a registered
    page is asked for again later."""

    title: str
    make: Callable[[Any, Language], Report]
    spec: Spec = field(default_factory=Spec)
