"""Dates and periods as EDTF text (ISO 8601-2), for tests to write them shortly and to ask the `edtf` package what they mean.

Quarters (33–36) and halves (40, 41) are codes of level 2; in an interval they go beyond the letter of the standard.
"""

from pairing_desktop.domain.dates import PartialDate, Span

_FIRST_CODE = {"quarter": 33, "half": 40}


def to_edtf(span: Span) -> str:
    """`2013`, `2017/2018`, `2011/` (end not stated), '' (unknown)."""
    start, end = _date(span.start), _date(span.end)
    return start if start == end else f"{start}/{end}"


def _date(date: PartialDate | None) -> str:
    if date is None or not date.is_known:
        return ""
    text = date.value
    if date.precision in _FIRST_CODE:
        text = f"{date.year:04}-{_FIRST_CODE[date.precision] + date.number - 1}"
    elif date.precision == "decade":
        text = f"{date.value[:3]}X"
    return text + "~" * date.about
