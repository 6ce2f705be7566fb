"""What a printed page is made of: plain values in reading order.  `ui/paper_layout.py` puts them on pages.

Texts are shown as they are, whatever signs they hold; a line feed in a text is a line break on paper.  Lengths are
millimetres.
"""

from dataclasses import dataclass
from enum import Enum

from pairing_desktop.domain.charting import ChartData


@dataclass(frozen=True)
class Heading:
    """The head of a part; it also stands in the outline of a PDF.  Never the last line of a page.

    `minor` heads a part of a part; `note` is a small line beneath it.
    """

    text: str
    minor: bool = False
    note: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Running text; `muted` for what stands back, `lead` for what is read first."""

    text: str
    muted: bool = False
    lead: bool = False


@dataclass(frozen=True)
class Facts:
    """Labels, each with its text beside it."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Tile:
    """One figure of the first glance: its name, the value in large letters, what must be known of it."""

    name: str
    value: str
    note: str


@dataclass(frozen=True)
class Tiles:
    """Figures side by side, three to a row."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True)
class FigureBlock:
    """A chart over the whole width; title and subtitle are for the report to say."""

    chart: ChartData
    height: float = 108.0


@dataclass(frozen=True)
class Column:
    """A column of a table; numbers stand right."""

    title: str
    numeric: bool = False


@dataclass(frozen=True)
class Table:
    """All rows and all columns reach paper: cells wrap, the header is repeated on each page, and columns that do not
    fit side by side continue on a sheet of their own with the first column repeated.

    `groups` are lines of their own between the rows: the index of the row before which each stands, and its words.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    groups: tuple[tuple[int, str], ...] = ()

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("each row of a table has one cell for each column")
        if any(not 0 <= index < len(self.rows) for index, _ in self.groups):
            raise ValueError("a group stands before a row of the table")


@dataclass(frozen=True)
class Sources:
    """Numbered sources in two columns: ("[1]", "Wikipedia, …")."""

    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Rule:
    """A thin line over the whole width."""


@dataclass(frozen=True)
class PageBreak:
    """What follows begins a new page: in pages registered before charts of a report followed one another."""


Block = Heading | Paragraph | Facts | Tiles | FigureBlock | Table | Sources | Rule | PageBreak


class PaperSize(Enum):
    """Width and height in portrait."""

    A4 = (210.0, 297.0)
    LETTER = (215.9, 279.4)


MARGINS = {"narrow": 12.0, "usual": 18.0, "wide": 25.0}  # left and right of the pages


@dataclass(frozen=True)
class Paper:
    """The sheet; `margin` is what stays white left and right."""

    size: PaperSize = PaperSize.A4
    landscape: bool = False
    margin: float = MARGINS["usual"]

    @property
    def width(self) -> float:
        return self.size.value[1 if self.landscape else 0]

    @property
    def height(self) -> float:
        return self.size.value[0 if self.landscape else 1]
