"""Partial dates: as precise as the source was, never more.

A value has the shape of its precision: day 2018-12-30, month 2018-12, quarter 2018-04 and half 2018-07 (their
first month), year 2018, decade 1980, unknown ''.  `about` says that the source hedged (约2014年): the value
stays the date, EDTF text carries the tilde (`2014~`), both languages print the word.
"""

import datetime
import re
from calendar import monthrange
from dataclasses import dataclass
from typing import Self

from pairing_desktop.domain.language import Language, mark
from pairing_desktop.domain.problems import Problem

PRECISIONS = ("day", "month", "quarter", "half", "year", "decade", "unknown")  # finest first
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
_CHINESE_ORDER = "一二三四"
MONTHS_IN = {"month": 1, "quarter": 3, "half": 6}

_SHAPES = {
    "day": r"(\d{4})-(\d\d)-(\d\d)",
    "month": r"(\d{4})-(\d\d)",
    "quarter": r"(\d{4})-(\d\d)",
    "half": r"(\d{4})-(\d\d)",
    "year": r"(\d{4})",
    "decade": r"(\d{3}0)",
    "unknown": r"",
}
_NO_SUCH_DAY = {
    2: mark("{day} February {year} does not exist."),
    4: mark("{day} April {year} does not exist."),
    6: mark("{day} June {year} does not exist."),
    9: mark("{day} September {year} does not exist."),
    11: mark("{day} November {year} does not exist."),
}


class DateProblem(Problem, ValueError):
    """A date that does not exist or cannot be read; `message(language)` says why."""


def _check_calendar(year: int = 1, month: int = 1, day: int = 1) -> None:
    if year < 1:
        raise DateProblem(mark("There is no year {year}."), year=year)
    if not 1 <= month <= 12:
        raise DateProblem(mark("There is no month {month}."), month=month)
    if not 1 <= day <= 31:
        raise DateProblem(mark("No month has a day {day}."), day=day)
    if day > monthrange(year, month)[1]:
        raise DateProblem(_NO_SUCH_DAY[month], day=day, year=year)


@dataclass(frozen=True)
class PartialDate:
    """A date with its precision.  Raises DateProblem (a ValueError) for a date that does not exist."""

    value: str
    precision: str
    about: bool = False

    def __post_init__(self) -> None:
        shape = _SHAPES.get(self.precision)
        if shape is None:
            raise ValueError(f"unknown precision {self.precision!r}; known: {', '.join(PRECISIONS)}")
        found = re.fullmatch(shape, self.value, re.ASCII)
        if found is None or (self.about and not self.is_known):
            raise DateProblem(mark("“{value}” is not a date of this precision."), value=self.value)
        _check_calendar(*(int(part) for part in found.groups()))
        if (self.month - 1) % MONTHS_IN.get(self.precision, 1):
            raise DateProblem(mark("“{value}” is not a date of this precision."), value=self.value)

    @classmethod
    def of(cls, year: int, month: int = 0, day: int = 0, *, about: bool = False) -> Self:
        """A day, or a month (no day), or a year (no month)."""
        _check_calendar(*((year, month, day) if day else (year, month) if month else (year,)))
        if day:
            return cls(f"{year:04}-{month:02}-{day:02}", "day", about)
        return cls(f"{year:04}-{month:02}", "month", about) if month else cls(f"{year:04}", "year", about)

    @classmethod
    def part(cls, year: int, precision: str, number: int, *, about: bool = False) -> Self:
        """The `number`th (from 1) quarter or half of a year."""
        return cls(f"{year:04}-{(number - 1) * MONTHS_IN[precision] + 1:02}", precision, about)

    @property
    def is_known(self) -> bool:
        return self.precision != "unknown"

    @property
    def year(self) -> int:
        """The (first) year; 0 when unknown."""
        return int(self.value[:4] or 0)

    @property
    def month(self) -> int:
        """The (first) month; 1 when the date is coarser, also when unknown."""
        return int(self.value[5:7] or 1)

    @property
    def day(self) -> int:
        """The (first) day of the month."""
        return int(self.value[8:10] or 1)

    @property
    def number(self) -> int:
        """Which quarter or half of its year, from 1."""
        return (self.month - 1) // MONTHS_IN[self.precision] + 1

    @property
    def earliest(self) -> str:
        """First day it may mean, YYYY-MM-DD; empty when unknown."""
        return f"{self.year:04}-{self.month:02}-{self.day:02}" if self.is_known else ""

    @property
    def latest(self) -> str:
        """Last day it may mean, YYYY-MM-DD; empty when unknown."""
        if self.precision in ("day", "unknown"):
            return self.value
        if self.precision in ("year", "decade"):
            return f"{self.year + (9 if self.precision == 'decade' else 0):04}-12-31"
        month = self.month + MONTHS_IN[self.precision] - 1
        return f"{self.year:04}-{month:02}-{monthrange(self.year, month)[1]:02}"

    def cut(self, precision: str) -> "PartialDate":
        """The same date, no finer than `precision`."""
        if not self.is_known or PRECISIONS.index(precision) <= PRECISIONS.index(self.precision):
            return self
        if precision in ("quarter", "half"):
            number = (self.month - 1) // MONTHS_IN[precision] + 1
            return PartialDate.part(self.year, precision, number, about=self.about)
        if precision == "unknown":
            return UNKNOWN
        value = {"month": self.value[:7], "year": self.value[:4], "decade": f"{self.value[:3]}0"}
        return PartialDate(value[precision], precision, self.about)


UNKNOWN = PartialDate("", "unknown")


@dataclass(frozen=True)
class Span:
    """A period between two partial dates, both included; None (or unknown) on a side that is not stated."""

    start: PartialDate | None
    end: PartialDate | None

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise DateProblem(mark("The end is before the start."))

    @classmethod
    def of(cls, date: PartialDate) -> Self:
        """The span that one date covers."""
        return cls(date, date)

    @property
    def earliest(self) -> str:
        """First day it may include, YYYY-MM-DD; empty when open."""
        return self.start.earliest if self.start else ""

    @property
    def latest(self) -> str:
        """Last day it may include, YYYY-MM-DD; empty when open."""
        return self.end.latest if self.end else ""

    def overlap(self, other: "Span") -> bool:
        """Whether the two may share a day; open sides reach for ever."""
        return (self.earliest or "0") <= (other.latest or "9999-99") and (
            other.earliest or "0"
        ) <= (self.latest or "9999-99")

    @property
    def days(self) -> int:
        """Number of days from earliest to latest, both included; 0 when a side is open."""
        if not (self.earliest and self.latest):
            return 0
        first, last = (datetime.date.fromisoformat(day) for day in (self.earliest, self.latest))
        return (last - first).days + 1


def month_name(month: int, short: bool = False) -> str:
    """The English name of a month (1–12)."""
    return MONTHS[month - 1][:3] if short else MONTHS[month - 1]


def _english(date: PartialDate, short: bool) -> str:
    match date.precision:
        case "day":
            text = f"{date.day} {month_name(date.month, short)} {date.value[:4]}"
        case "month":
            text = f"{month_name(date.month, short)} {date.value[:4]}"
        case "quarter":
            text = f"Q{date.number} {date.value[:4]}"
        case "half":
            words = f"H{date.number}" if short else f"{('first', 'second')[date.number - 1]} half of"
            text = f"{words} {date.value[:4]}"
        case "decade":
            text = f"{date.value}s" if short else f"the {date.value}s"
        case _:
            text = date.value
    return f"about {text}" if date.about else text


def _chinese_tail(date: PartialDate) -> str:
    """What follows the year."""
    match date.precision:
        case "day":
            return f"{date.month}月{date.day}日"
        case "month":
            return f"{date.month}月"
        case "quarter":
            return f"第{_CHINESE_ORDER[date.number - 1]}季度"
        case "half":
            return "上半年" if date.number == 1 else "下半年"
        case _:
            return ""


def _chinese(date: PartialDate) -> str:
    if not date.is_known:
        return ""
    text = f"{date.value[:4]}年{_chinese_tail(date)}"
    if date.precision == "decade":
        text = f"{date.year // 100 + 1}世纪{date.value[2:]}年代"
    return f"约{text}" if date.about else text


def display(date: PartialDate | None, language: Language, short: bool = False) -> str:
    """9 October 2020, 9 Oct 2020 (short), first half of 2018, Q1 2018, the 1980s; in Chinese 2020年10月9日,
    2018年上半年, 20世纪80年代.  Empty when unknown."""
    if date is None:
        return ""
    return _chinese(date) if language.is_chinese else _english(date, short)


def _english_span(start: PartialDate, end: PartialDate, short: bool) -> str:
    first, last = _english(start, short), _english(end, short)
    if start.about or end.about or start.precision != end.precision:
        return f"{first} – {last}"
    if start.precision == "year":
        return f"{first}–{last}"
    if start.year == end.year:
        if start.precision == "day" and start.month == end.month:
            return f"{start.day}–{last}"
        if start.precision in ("day", "month", "quarter"):
            return f"{first.removesuffix(f' {start.value[:4]}')} – {last}"
    return f"{first} – {last}"


def _chinese_span(start: PartialDate, end: PartialDate) -> str:
    first, last = _chinese(start), _chinese(end)
    if start.about or end.about or start.precision != end.precision:
        return f"{first}至{last}"
    if start.precision == "year":
        return f"{start.value}—{last}"
    if start.precision in ("day", "month", "quarter") and start.year == end.year:
        same_month = start.precision == "day" and start.month == end.month
        return f"{first}至{end.day}日" if same_month else f"{first}至{_chinese_tail(end)}"
    return f"{first}至{last}"


def display_span(
    start: PartialDate | None, end: PartialDate | None, language: Language, short: bool = False
) -> str:
    """9 October – 8 November 2020, 2017–2018, from 2017, to 2011; in Chinese 2020年10月9日至11月8日, 2017—2018年.

    An unknown side counts as open; the same date on both sides is printed once; empty when nothing is known.
    """
    start = start if start and start.is_known else None
    end = end if end and end.is_known else None
    if start == end or not (start or end):
        return display(start, language, short)
    if end is None:
        return language.tr("from {date}", date=display(start, language, short))
    if start is None:
        return language.tr("to {date}", date=display(end, language, short))
    return _chinese_span(start, end) if language.is_chinese else _english_span(start, end, short)
