"""What a partner changed in a spreadsheet we sent, as values: proposals, each accepted or skipped by somebody."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from pairing_desktop.domain.importing import ImportRequest
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import FieldProblem


class Verdict(Enum):
    """What somebody said to a proposal."""

    OPEN = mark("Not judged")
    ACCEPTED = mark("Accepted")
    SKIPPED = mark("Skipped")


@dataclass(frozen=True)
class Proposal:
    """One cell that a partner changed, or a row that a partner added (`field` is empty).

    `sent` is what the cell said when it went out, `now` what is on file, `theirs` what came back.  `values` are what would
    be written: fields of the record `id` of `kind` (0: a new row), or those of a new claim where `is_claim`.
    """

    row: int
    kind: str
    id: int
    rev: int
    name: str
    field: str
    sent: str
    now: str
    theirs: str
    values: Mapping[str, str] = dataclasses.field(default_factory=dict)
    is_claim: bool = False
    problems: tuple[FieldProblem, ...] = ()

    @property
    def is_conflict(self) -> bool:
        """Whether the record says something else now than when it went out."""
        return bool(self.field) and self.now != self.sent

    @property
    def can_be_accepted(self) -> bool:
        return not any(problem.is_error for problem in self.problems)


@dataclass(frozen=True)
class Returned:
    """A spreadsheet that came back: its proposals, how many rows it no longer holds, and the newest operation when it was
    compared."""

    request: ImportRequest
    proposals: tuple[Proposal, ...]
    missing: int
    head: int
