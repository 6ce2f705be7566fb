"""Partial dates and periods as EDTF text (ISO 8601-2): how the program stores a period and its candidates.

Level 0 and 1, and one-of sets of level 2.  Quarters (33–36) and halves (40, 41) borrow the codes of level 2; in an
interval or a set they go beyond the letter of the standard.  A side that is not stated is left empty (2017/, /2011).
"""

import re
from collections.abc import Sequence

from pairing_desktop.domain.dates import DateProblem, PartialDate, Span
from pairing_desktop.domain.language import mark

_FIRST_CODE = {"quarter": 33, "half": 40}


def _date_to_edtf(date: PartialDate | None) -> str:
    if date is None or not date.is_known:
        return ""
    text = date.value
    if date.precision in _FIRST_CODE:
        text = f"{date.year:04}-{_FIRST_CODE[date.precision] + date.number - 1}"
    elif date.precision == "decade":
        text = f"{date.value[:3]}X"
    return text + "~" * date.about


def to_edtf(candidates: Span | Sequence[Span]) -> str:
    """`2013`, `2017/2018`, `2011/` (end not stated), `[2023-05,2024-05]` (one of several), '' (unknown).

    Raises ValueError for several candidates that are not all single dates.
    """
    spans = (candidates,) if isinstance(candidates, Span) else candidates
    texts = []
    for span in spans:
        start, end = _date_to_edtf(span.start), _date_to_edtf(span.end)
        texts.append(start if start == end else f"{start}/{end}")
    if len(texts) == 1:
        return texts[0]
    if not texts or any(not text or "/" in text for text in texts):
        raise ValueError("a one-of set holds single dates only")
    return f"[{','.join(texts)}]"


def _date_from_edtf(text: str) -> PartialDate | None:
    about = text.endswith("~")
    plain = text.removesuffix("~")
    if plain in ("", ".."):
        return None
    if re.fullmatch(r"\d{3}X", plain, re.ASCII):
        return PartialDate(f"{plain[:3]}0", "decade", about)
    if re.fullmatch(r"\d{4}-(3[3-6]|4[01])", plain, re.ASCII):
        precision = "quarter" if plain[5] == "3" else "half"
        number = int(plain[5:]) - _FIRST_CODE[precision] + 1
        return PartialDate.part(int(plain[:4]), precision, number, about=about)
    precisions = {4: "year", 7: "month", 10: "day"}
    if len(plain) not in precisions:
        raise DateProblem(mark("“{text}” is not a date as the program stores it."), text=text)
    return PartialDate(plain, precisions[len(plain)], about)


def from_edtf(text: str) -> tuple[Span, ...]:
    """The candidates: one span, or several of a one-of set.  Raises DateProblem for anything else."""
    if text.startswith("[") and text.endswith("]"):
        dates = [_date_from_edtf(part.strip()) for part in text[1:-1].split(",")]
        if len(dates) < 2 or None in dates:
            raise DateProblem(mark("“{text}” is not a date as the program stores it."), text=text)
        return tuple(Span(date, date) for date in dates)
    start, slash, end = text.partition("/")
    first = _date_from_edtf(start)
    return (Span(first, _date_from_edtf(end) if slash else first),)
