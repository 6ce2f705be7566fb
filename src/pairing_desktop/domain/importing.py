"""What an import would do, as values: each row new, changed, the same or refused, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import NamedTuple

from pairing_desktop.domain.findings import Finding
from pairing_desktop.domain.language import Language, mark
from pairing_desktop.domain.mapping import ColumnMap
from pairing_desktop.domain.problems import FieldProblem
from pairing_desktop.domain.tables import Preview


class State(IntEnum):
    """What becomes of a row."""

    NEW = 0
    CHANGED = 1
    SAME = 2
    REFUSED = 3


STATES = {
    State.NEW: mark("To be added"),
    State.CHANGED: mark("To be changed"),
    State.SAME: mark("Unchanged"),
    State.REFUSED: mark("Refused"),
}


@dataclass(frozen=True)
class Change:
    """A field of a row on file that would say something else."""

    field: str
    before: str
    after: str


class Planned(NamedTuple):  # made twice for each row of a table: in a third of the time of a dataclass
    """One row of the table.  `values` are what would be written; of a changed row only what changes.

    `id` and `rev` are those of the row on file, 0 for none.  `problems` holds errors of a refused row, warnings of others.
    """

    row: int
    state: State
    name: str
    values: dict[str, str]
    id: int = 0
    rev: int = 0
    changes: tuple[Change, ...] = ()
    problems: tuple[FieldProblem, ...] = ()


@dataclass(frozen=True)
class Cited:
    """The source of an import: one on file by its `key`, or a new one made with it from `new` (values of a source)."""

    key: str
    new: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ImportRequest:
    """What is to be imported and how.  Locators are written in `language`."""

    path: Path
    preview: Preview
    kind: str
    columns: ColumnMap
    language: Language
    source: Cited | None = None


@dataclass(frozen=True)
class Foreseen:
    """Findings of the checks on the claims a table would bring, by index of its row; `looked` is False where there are
    too many to look at before they are on file."""

    findings: Mapping[int, tuple[Finding, ...]] = field(default_factory=dict)
    looked: bool = True
