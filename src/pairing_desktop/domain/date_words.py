"""Dates as people type them and sources print them, in Chinese and English: `parse_date`.

Dates that lean on the day of publication (last month, 去年5月) are read by `relative_dates.resolve`.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from pairing_desktop.domain.dates import MONTHS, UNKNOWN, DateProblem, PartialDate
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.numerals import CHINESE, read_chinese
from pairing_desktop.domain.text import half_width

__all__ = ["ABOUT", "MONTH", "DateProblem", "month_number", "normalise", "parse_date"]

ABOUT = re.compile(
    r"^(?:大约在?|约在?|about|around|approximately|approx\.?|circa|ca\.|c\.|~)\s*|\s*(?:左右|前后|~)$"
)
MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in (name.lower() for name in MONTHS)) + "|sept"
_MONTH = rf"({MONTH})\.?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(\d{4})"
_QUARTERS = "first|second|third|fourth|1st|2nd|3rd|4th"
_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "上": 1, "下": 2}
_UNSTATED = ("", "unknown", "not stated", "不详", "未注明", "未知")


def month_number(name: str) -> int:
    """1–12 of an English month name or its abbreviation, in lower case."""
    return [month[:3].lower() for month in MONTHS].index(name[:3]) + 1


def normalise(text: str) -> str:
    """Half-width, lower case, dashes alike, Chinese digits before 年月日号季世纪 as plain digits."""
    plain = re.sub("[‐‑‒–—―−]", "-", half_width(text)).lower().replace("號", "号").replace("’", "'")

    def digits(found: re.Match[str]) -> str:
        number = read_chinese(found[1])
        return found[0] if number is None else str(number)

    return re.sub(rf"([{CHINESE}]+)(?=\s*(?:个?月|[年日号天]|季度|世纪))", digits, plain)


def _number(text: str) -> int:
    return _ORDER[text] if text in _ORDER else int(text[0])


def _month_first_or_day_first(first: str, second: str, year: str) -> PartialDate:
    one, two = int(first), int(second)
    if one <= 12 and two <= 12 and one != two:
        raise DateProblem(
            mark("“{text}” may be day and month or month and day. Try {year}-12-30 or 30 Dec {year}."),
            text=f"{first}/{second}/{year}", year=year,
        )
    return PartialDate.of(int(year), one, two) if one <= 12 else PartialDate.of(int(year), two, one)


def _half(year: str, number: str) -> PartialDate:
    return PartialDate.part(int(year), "half", _number(number))


def _quarter(year: str, number: str) -> PartialDate:
    return PartialDate.part(int(year), "quarter", _number(number))


def _decade(year: str) -> PartialDate:
    return PartialDate(year, "decade")


def _century_decade(century: str, decade: str) -> PartialDate:
    tens = read_chinese(decade) if not decade.isdecimal() else int(decade)
    if tens is None or tens % 10 or tens > 90:
        raise _unreadable(f"{century}世纪{decade}年代")
    return _decade(f"{int(century) - 1:02}{tens:02}")


def _which_century(decade: str) -> PartialDate:
    raise DateProblem(mark("“{text}” does not say which century. Try 1980s or 20世纪80年代."), text=decade)


def _ymd(year: str, month: str = "0", day: str = "") -> PartialDate:
    if int(day or 1) == 0:
        raise DateProblem(mark("No month has a day {day}."), day=0)
    if month != "0" and int(month) == 0:
        raise DateProblem(mark("There is no month {month}."), month=0)
    return PartialDate.of(int(year), int(month), int(day or 0))


_FORMS: tuple[tuple[str, Callable[..., PartialDate]], ...] = (
    (rf"{_YEAR} ?年?", _ymd),
    (rf"{_YEAR} ?([-./]) ?(\d{{1,2}})", lambda y, _, m: _ymd(y, m)),
    (rf"{_YEAR} ?([-./]) ?(\d{{1,2}}) ?\2 ?(\d{{1,2}})", lambda y, _, m, d: _ymd(y, m, d)),
    (rf"{_YEAR} ?年 ?(\d{{1,2}}) ?月份?", _ymd),
    (rf"{_YEAR} ?年 ?(\d{{1,2}}) ?月 ?(\d{{1,2}}) ?[日号]?", _ymd),
    (r"(\d{4})(\d\d)(\d\d)", _ymd),
    (r"(\d{1,2}) ?[-./] ?(\d{1,2}) ?[-./] ?(\d{4})", _month_first_or_day_first),
    (rf"{_DAY}(?: of)?[ -]?{_MONTH}(?: of|,|-)? ?{_YEAR}", lambda d, m, y: _ymd(y, str(month_number(m)), d)),
    (rf"{_MONTH} ?{_DAY}(?:, ?| of | ){_YEAR}", lambda m, d, y: _ymd(y, str(month_number(m)), d)),
    (rf"{_MONTH}(?: of|,|-)? ?{_YEAR}", lambda m, y: _ymd(y, str(month_number(m)))),
    (rf"(?:the )?(first|second|1st|2nd) half(?: of|,)? {_YEAR}", lambda n, y: _half(y, n)),
    (rf"h([12])[ /-]?{_YEAR}", lambda n, y: _half(y, n)),
    (rf"{_YEAR}[ -]?h([12])", lambda y, n: _half(y, n)),
    (rf"{_YEAR} ?年? ?([上下])半年", lambda y, n: _half(y, n)),
    (rf"(?:the )?({_QUARTERS}) quarter(?: of|,)? {_YEAR}", lambda n, y: _quarter(y, n)),
    (rf"q([1-4])[ /-]?{_YEAR}", lambda n, y: _quarter(y, n)),
    (rf"{_YEAR}[ -]?q([1-4])", lambda y, n: _quarter(y, n)),
    (rf"{_YEAR} ?年? ?第?([1-4])季度?", lambda y, n: _quarter(y, n)),
    (r"(?:the )?(\d{3}0)'?s", _decade),
    (r"(\d{3}0) ?年代", _decade),
    (r"(\d{3})x", lambda tens: _decade(f"{tens}0")),
    (rf"(\d{{1,3}}) ?世纪 ?([\d{CHINESE}]{{1,2}}) ?年代", _century_decade),
    (rf"((?:[\d{CHINESE}]{{1,2}}) ?年代|(?:the )?'?\d0'?s)", _which_century),
)
_PATTERNS = tuple((re.compile(pattern, re.ASCII), build) for pattern, build in _FORMS)


def _unreadable(text: str) -> DateProblem:
    return DateProblem(
        mark("“{text}” is not a date this program reads. Try 2013, 2018-12 or 30 Dec 2018."), text=text
    )


@lru_cache(maxsize=16_384)  # more than the days of forty years
def parse_date(text: str) -> PartialDate:
    """The date that these words say: 2013, 2018年12月30日, 2018.12, 30 Dec 2018, 约2014年, Q1 2018, 1980s…

    Nothing (or 不详, not stated) is the unknown date.  Raises DateProblem, with a sentence, for a date that
    does not exist, has two meanings or cannot be read.
    """
    plain = normalise(text)
    if plain in _UNSTATED:
        return UNKNOWN
    core = ABOUT.sub("", plain, count=1)
    for pattern, build in _PATTERNS:
        if found := pattern.fullmatch(core):
            date = build(*found.groups())
            return PartialDate(date.value, date.precision, about=core != plain)
    raise _unreadable(text.strip())
