"""Numbers of spreadsheets as texts: plain digits, dates by their serial number, percent as shown."""

import re
from datetime import date, timedelta
from decimal import Decimal

_EXACT = 10**15  # from here on a spreadsheet no longer keeps every digit
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_BUILT_IN_DATES = {14: "ymd", 15: "ymd", 16: "md", 17: "ym", 22: "ymd", **dict.fromkeys(range(27, 32), "ymd"),
                   **dict.fromkeys((36, 50, 51, 53, 54, 58), "ymd"), 27: "ym", 57: "ym", 52: "ym", 55: "ym", 56: "ymd"}
_BUILT_IN_PERCENT = (9, 10)


def plain(number: float) -> str:
    """The number as plain digits, shortest that gives the same number back.

    >>> plain(0.1), plain(50.0), plain(1e17)
    ('0.1', '50', '100000000000000000')
    """
    text = repr(number)
    if text.endswith(".0"):
        return text[:-2]
    return format(Decimal(text), "f") if "e" in text else text


def is_rounded(number: float) -> bool:
    """Whether the spreadsheet has lost digits of a whole number this long."""
    return abs(number) >= _EXACT


def kind_of_format(id: int, code: str) -> str:
    """What a number format shows: "ymd", "ym" or "y" for a date, "%" for percent, "" for a number."""
    if not code:
        return "%" if id in _BUILT_IN_PERCENT else _BUILT_IN_DATES.get(id, "")
    shown = _QUOTED.sub("", code.split(";")[0]).lower()
    if "%" in shown:
        return "%"
    if "general" in shown or not ("y" in shown or "d" in shown or ("e" in shown and "m" in shown)):
        return ""
    if "0" in shown or "#" in shown:
        return ""
    return "ymd" if "d" in shown else "ym" if "m" in shown else "y"


def day_of(serial: float, from_1904: bool) -> date | None:
    """The day of a serial number; None outside what a spreadsheet calls a day.

    Counted from 1900 the serial number 60 is a 29 February 1900 that never was.
    """
    whole = int(serial)
    if not 0 < whole < 2_958_466 or (whole == 60 and not from_1904):
        return None
    if from_1904:
        return date(1904, 1, 1) + timedelta(days=whole)
    return date(1899, 12, 31 if whole < 60 else 30) + timedelta(days=whole)


def shown_date(serial: float, shows: str, from_1904: bool) -> str | None:
    """A date cell as text, with the parts that its format shows: 2018-12-30, 2018-12 or 2018."""
    day = day_of(serial, from_1904)
    if day is None:
        return None
    return day.isoformat()[: {"ymd": 10, "md": 10, "ym": 7, "y": 4}[shows]]


def percent(number: float) -> str:
    """A percentage as shown: 49.6% for 0.496."""
    return f"{format((Decimal(repr(number)) * 100).normalize(), 'f')}%"
