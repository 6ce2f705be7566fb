"""People sent, counted: by role, unit, batch or year, no person twice because two sources told of the same posting."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pairing_desktop.domain.language import mark
from pairing_desktop.domain.trust import Mark

WAYS = {
    "role": mark("As what"),
    "sending_unit": mark("Sent by"),
    "receiving_unit": mark("Received by"),
    "batch": mark("Batch"),
    "year": mark("Year on post"),
}
"""What people can be counted by, in the words of the interface."""


@dataclass(frozen=True)
class Posting:
    """The part of a row that counting needs; links as integer keys, 0 for none, dates as stored."""

    id: int
    people: int
    qualifier: str
    role: str
    batch: str
    sending_unit: str
    receiving_unit: str
    place: int
    project: int
    start_date: str
    end_date: str
    source: int

    @property
    def told_of(self) -> tuple[object, ...]:
        """What two sources must share to speak of the same posting."""
        words = (self.role, self.batch, self.sending_unit, self.receiving_unit, self.start_date, self.end_date)
        return (*("".join(word.split()).casefold() for word in words), self.place, self.project)

    def years(self) -> list[str]:
        """The calendar years on post; of an open term only the year that is stated."""
        stated = [date[:4] for date in (self.start_date, self.end_date) if date]
        if not stated:
            return [""]
        return [str(year) for year in range(int(stated[0]), int(stated[-1]) + 1)] or [stated[0]]


@dataclass(frozen=True)
class Total:
    """People of one role, unit, batch or year ("" where that is not stated; `code` None for all together).

    `low` and `high` differ while sources disagree.  `inexact`: a count among them is "about" or "more than".
    """

    code: str | None
    low: int
    high: int
    postings: int
    sources: int
    inexact: bool
    mark: Mark


def totals(rows: Sequence[Posting], way: str) -> tuple[Total, ...]:
    """One line for each value of `way`, the most people first (years in order), then all together.

    What one source says adds up.  Where two sources tell of the same posting (same role, units, places, batch and
    term) it counts once, from the lowest to the highest of what they say.
    """
    by_code: defaultdict[str, list[Posting]] = defaultdict(list)
    for row in rows:
        for code in row.years() if way == "year" else [getattr(row, way)]:
            by_code[code].append(row)
    found = [_total(code, members) for code, members in by_code.items()]
    if way == "year":
        found.sort(key=lambda total: (total.code == "", total.code or ""))
    else:
        found.sort(key=lambda total: (total.code == "", -total.high, total.code or ""))
    return (*found, _total(None, list(rows))) if rows else ()


def _total(code: str | None, rows: list[Posting]) -> Total:
    same: defaultdict[tuple[object, ...], defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        same[row.told_of][row.source] += row.people
    low = sum(min(said.values()) for said in same.values())
    high = sum(max(said.values()) for said in same.values())
    agreed = all(len(said) > 1 for said in same.values())
    return Total(
        code, low, high, len(same), len({row.source for row in rows}),
        any(row.qualifier not in ("", "exact") for row in rows),
        Mark.DISPUTED if low != high else Mark.TWO if agreed else Mark.ONE,
    )
