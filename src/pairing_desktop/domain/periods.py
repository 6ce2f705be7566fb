"""Stretches of time that a report is about: this week, last month, a year, from one day to another."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from pairing_desktop.domain.date_words import parse_date
from pairing_desktop.domain.dates import DateProblem, PartialDate, display_span
from pairing_desktop.domain.language import Language, mark
from pairing_desktop.domain.problems import Problem

NAMED = {
    "this-week": mark("This week"),
    "last-week": mark("Last week"),
    "this-month": mark("This month"),
    "last-month": mark("Last month"),
}
"""The periods that have a name, as the command line and the window call them."""


class PeriodProblem(Problem):
    """Words that name no period."""


@dataclass(frozen=True)
class Period:
    """From one day to another, both included and both ISO."""

    first: str
    last: str

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise PeriodProblem(
                mark("The period ends before it begins: {first} to {last}."), first=self.first, last=self.last
            )

    @property
    def is_years(self) -> bool:
        return self.first.endswith("-01-01") and self.last.endswith("-12-31")

    def text(self, language: Language, *, short: bool = False) -> str:
        """17 to 23 November 2026; of whole months and years only these."""
        ends = [PartialDate(day, "day") for day in (self.first, self.last)]
        shape = ""
        if self.is_years:
            shape = "year"
        elif self.first.endswith("-01") and self.last == PartialDate(self.last[:7], "month").latest:
            shape = "month"
        first, last = (end.cut(shape) if shape else end for end in ends)
        return display_span(first, last, language, short)

    def holds(self, earliest: str, latest: str) -> bool:
        """Whether what is known to lie between two days (ISO, may be empty) certainly lies in the period."""
        return bool(earliest and latest) and self.first <= earliest and latest <= self.last

    def touches(self, earliest: str, latest: str) -> bool:
        """Whether it may."""
        return bool(earliest or latest) and (earliest or "0") <= self.last and (latest or "9") >= self.first


def period_of(words: str, today: str) -> Period:
    """The period that these words name: one of NAMED, FROM..TO, or one date (2026, 2026-11, 2026年11月); this week
    for none.

    Weeks begin on Monday.  Raises PeriodProblem.
    """
    plain = words.strip() or "this-week"
    if plain in NAMED:
        return _named(plain, date.fromisoformat(today))
    start, found, end = plain.partition("..")
    try:
        first, last = parse_date(start), parse_date(end if found else start)
    except DateProblem as problem:
        raise _unreadable(plain) from problem
    if not (first.is_known and last.is_known):
        raise _unreadable(plain)
    return Period(first.earliest, last.latest)


def years_of(words: str, today: str) -> Period:
    """The years that these words name: 2024, 2020..2024, 2020-2024; the year of today for none.

    Raises PeriodProblem.
    """
    plain = words.strip() or today[:4]
    parts = plain.replace("..", "-").replace("–", "-").split("-")
    if not 1 <= len(parts) <= 2 or not all(part.isascii() and part.isdecimal() and len(part) == 4 for part in parts):
        raise PeriodProblem(mark("“{words}” names no year. Try 2024 or 2020..2024."), words=plain)
    return Period(f"{parts[0]}-01-01", f"{parts[-1]}-12-31")


def _unreadable(words: str) -> PeriodProblem:
    return PeriodProblem(
        mark("“{words}” names no period. Known are {named}, and from–to as 2026-11-01..2026-11-15."),
        words=words,
        named=", ".join(NAMED),
    )


def _named(name: str, today: date) -> Period:
    which, unit = name.split("-")
    back = which == "last"
    if unit == "week":
        monday = today - timedelta(days=today.weekday() + 7 * back)
        return Period(monday.isoformat(), (monday + timedelta(days=6)).isoformat())
    first = today.replace(day=1)
    if back:
        first = (first - timedelta(days=1)).replace(day=1)
    return Period(first.isoformat(), first.replace(day=monthrange(first.year, first.month)[1]).isoformat())
