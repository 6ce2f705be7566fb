"""A table in a file, as values: how it is to be read, its rows, and which column goes into which field."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import FieldProblem

LONGEST_CELL = 100_000  # characters
MOST_COLUMNS = 1_000
MOST_ROWS = 1_048_576  # of a sheet; a text file may have more

ENCODINGS = {  # codes of Python: how people call them
    "utf-8": "UTF-8",
    "gb18030": "GB18030 (GBK, GB2312)",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
}
DELIMITERS = {",": mark("Comma"), ";": mark("Semicolon"), "\t": mark("Tab character"), "|": mark("Bar")}

Raw = tuple[int, list[str], FieldProblem | None]
"""Row number in the file (the first is 1), the texts of its cells, and what was wrong with reading it."""


@dataclass(frozen=True)
class Shape:
    """How a file is to be read; empty or 0 means: find out."""

    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    header: int = 0  # number of the row with the names of the columns


@dataclass(frozen=True)
class Own:
    """What our own export says about itself: kind, field of each column (`base` holds the values as they went out)."""

    kind: str
    fields: tuple[str, ...]
    first: int  # number of the first row of data
    at: str = ""  # when it was written, UTC
    file: str = ""  # id of the file of facts it was written from
    base: str = ""  # name of the sheet with the values as they went out; empty for none


@dataclass
class Notes:
    """What was met while reading and is told once: how many formulas and merged areas, days counted from 1904."""

    formulas: int = 0
    merged: int = 0
    from_1904: bool = False


@dataclass(frozen=True)
class Preview:
    """The beginning of a table.  `rows` are the first rows of the sheet, `header` the number of the row with the names
    of the columns, `names` those names, each once."""

    format: str  # csv, xlsx, ods, xls, json, package
    sheets: tuple[str, ...]
    shape: Shape
    rows: tuple[Raw, ...]
    names: tuple[str, ...]
    own: Own | None = None
    encodings: tuple[str, ...] = ()  # those that fit the whole file, the likeliest first
    notes: Notes = field(default_factory=Notes)


class Table:
    """The rows under the header.  Iterating gives `Raw`; `part` says how much of the file was read, 0 to 1."""

    def __init__(self, names: tuple[str, ...], rows: Iterator[Raw], notes: Notes) -> None:
        self.names = names
        self.rows = rows
        self.notes = notes

    part = 0.0


def named_once(header: list[str]) -> tuple[str, ...]:
    """The names of the columns; a name that comes again gets a number: Note, Note (2)."""
    found: list[str] = []
    for at, text in enumerate(header):
        name = wanted = " ".join(text.split()) or f"#{at + 1}"
        number = 2
        while name in found:
            name = f"{wanted} ({number})"
            number += 1
        found.append(name)
    return tuple(found)
