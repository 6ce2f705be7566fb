"""What a list asks and what it gets: a question is a value, the answer an ordered id array and pages of rows."""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pairing_desktop.domain.trust import Trust

NOT_STATED = ""  # facet value of rows that do not say


@dataclass(frozen=True)
class Filter:
    """Which rows of a kind are wanted; everything is AND-ed, the values of one facet are OR-ed.

    `text` is what stands in the filter box, `facets` maps a facet's name to the chosen codes (NOT_STATED for rows
    that do not say), `years` is first and last calendar year or None for an open end, `ids` a chosen subset.
    """

    text: str = ""
    facets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    years: tuple[int | None, int | None] = (None, None)
    trashed: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.text.strip() or any(self.facets.values()) or any(year is not None for year in self.years))

    def without(self, facet: str) -> "Filter":
        """The same filter with nothing chosen in `facet`."""
        return replace(self, facets={name: chosen for name, chosen in self.facets.items() if name != facet})


@dataclass(frozen=True)
class Sort:
    """Order of a list: a column name of the kind's list and a direction."""

    column: str
    descending: bool = False


@dataclass(frozen=True)
class Order:
    """The whole answer of a list: `ids` in order (8 bytes a row) and how many rows there are without the filter."""

    ids: "array[int]"
    total: int


@dataclass(frozen=True)
class Row:
    """One row of a page.  `cells` maps list column names to values as exported (strings, codes, plain decimals);
    names of linked records come as `<field>_en` and `<field>_zh`."""

    id: int
    key: str
    cells: Mapping[str, str]
    trust: Trust | None = None


@dataclass(frozen=True)
class FacetValue:
    """One line of a facet: its code, how both languages say it, and the rows it would leave."""

    code: str
    label_en: str
    label_zh: str
    count: int


@dataclass(frozen=True)
class Facet:
    """All lines of one facet, most frequent first."""

    name: str
    values: tuple[FacetValue, ...]
