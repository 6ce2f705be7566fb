"""What a list remembers between runs: columns, widths, order, filters, where the panes are split."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QByteArray

from pairing_desktop.domain.listing import Filter, ListSpec, Sort


@dataclass(frozen=True)
class ListMemory:
    """One list as the user left it."""

    columns: tuple[str, ...]
    widths: dict[str, int]
    sort: Sort
    filter: Filter
    splitter: QByteArray

    def to_state(self) -> dict[str, Any]:
        """As strings, numbers, lists and byte arrays."""
        first, last = self.filter.years
        return {
            "columns": list(self.columns),
            "widths": self.widths,
            "sort": [self.sort.column, int(self.sort.descending)],
            "text": self.filter.text,
            "facets": {name: sorted(chosen) for name, chosen in self.filter.facets.items() if chosen},
            "years": [first or 0, last or 0],
            "splitter": self.splitter,
        }

    @classmethod
    def from_state(cls, state: dict[str, Any], spec: ListSpec, usual: tuple[str, ...]) -> "ListMemory":
        """What of a remembered state still makes sense; the rest as at first, with the `usual` columns."""
        known = {column.name: column for column in spec.columns}
        columns = tuple(name for name in _texts(state.get("columns")) if name in known)
        widths = state.get("widths")
        sort = state.get("sort")
        order = spec.sort
        if isinstance(sort, list) and len(sort) == 2 and sort[0] in known and known[sort[0]].sortable:
            order = Sort(sort[0], str(sort[1]) in ("1", "True", "true"))
        splitter = state.get("splitter")
        return cls(
            columns or usual,
            {name: int(width) for name, width in widths.items() if name in known} if isinstance(widths, dict) else {},
            order,
            _filter(state, spec),
            splitter if isinstance(splitter, QByteArray) else QByteArray(),
        )


def _filter(state: dict[str, Any], spec: ListSpec) -> Filter:
    names = {facet.name for facet in spec.facets}
    facets = state.get("facets")
    chosen = {
        name: frozenset(_texts(codes)) for name, codes in facets.items() if name in names and codes
    } if isinstance(facets, dict) else {}
    years = [int(year) or None for year in _texts(state.get("years")) if year.isdecimal()]
    first, last = years if len(years) == 2 else (None, None)
    text = state.get("text")
    return Filter(text if isinstance(text, str) else "", chosen, (first, last))


def _texts(value: Any) -> list[str]:
    """A remembered list: of one entry the settings file gives back the entry alone."""
    return [str(one) for one in value] if isinstance(value, list | tuple) else [] if value is None else [str(value)]
