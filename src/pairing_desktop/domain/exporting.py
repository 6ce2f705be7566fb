"""What an export is, as values: which rows, in which form, into which file."""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pairing_desktop.domain.kinds import Kind
from pairing_desktop.domain.language import Language, mark
from pairing_desktop.domain.tables import Own

FORMATS = {  # ending: what it is called
    ".xlsx": mark("Spreadsheet (xlsx)"),
    ".csv": mark("CSV text"),
    ".json": mark("JSON text"),
    ".zip": mark("Data package (zip)"),
}
MANY = frozenset({".xlsx", ".json", ".zip"})  # formats that hold several tables
RETURNABLE = 20_000  # rows of a spreadsheet that keeps beside them what they said, to be compared when it comes back


@dataclass(frozen=True)
class ExportRequest:
    """Rows of one kind (`ids` in this order, None for all) or, with no kind, the whole file.

    `for_people`: a spreadsheet with labels and words in `language`; else the names of fields and codes, as everywhere.
    `names`: of people sent also the names on file.
    """

    path: Path
    kind: str
    ids: "array[int] | None"
    language: Language
    for_people: bool = True
    names: bool = False

    def columns(self, kind: Kind) -> tuple[str, ...]:
        """The fields that are written."""
        return (*kind.exported, "names") if self.names else kind.exported


@dataclass(frozen=True)
class SheetColumn:
    """A column of a spreadsheet.  `form` is "text", "number" or "date" (whose precision stands in field `precision`)."""

    field: str
    header: str
    unit: str = ""
    form: str = "text"
    precision: str = ""
    hidden: bool = False
    width: int = 16


@dataclass(frozen=True)
class SheetPlan:
    """A sheet: its columns, and what it says about itself when it comes back."""

    title: str
    columns: tuple[SheetColumn, ...]
    own: Own


Shown = tuple[Mapping[str, str], Mapping[str, str]]
"""A row as people read it, and as it is kept; both by field."""


def exported_kinds(kinds: Mapping[str, Kind]) -> tuple[Kind, ...]:
    """The kinds in an order in which they can be brought in: what others name comes first."""
    first = ("sources", "measures", "places", "companies", "projects", "participations", "events", "claims")
    return tuple(kinds[name] for name in first) + tuple(kind for name, kind in kinds.items() if name not in first)
