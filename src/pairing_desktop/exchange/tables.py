"""What writing and reading tables share: texts guarded against formulas, numbers that lose no digit."""

import re
from collections.abc import Container, Sequence

from pairing_desktop.exchange.reading.numbers import plain

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")  # what a spreadsheet would take for a formula
_AT_A_START = re.compile("\0[=+@\t\r'-]")
ABOUT_SHEET = "pairing-desktop"  # hidden: what the sheets of a spreadsheet hold


def guarded(text: str) -> str:
    """A text for a CSV file: one apostrophe before what a spreadsheet would take for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def guarded_row(texts: Sequence[str], plain_columns: Container[int]) -> Sequence[str]:
    """The texts of a row for a CSV file, but for those in columns (0 the first) of plain decimals."""
    if _AT_A_START.search("\0" + "\0".join(texts)) is None:  # as of most rows
        return texts
    return [text if at in plain_columns else guarded(text) for at, text in enumerate(texts)]


def unguarded(text: str) -> str:
    """The text again, without the apostrophe that `guarded` put before it."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_STARTS) else text


def exact(text: str) -> bool:
    """Whether a spreadsheet's binary number gives the very same digits back."""
    try:
        return plain(float(text)) == text and abs(float(text)) < 1e15
    except ValueError:
        return False
