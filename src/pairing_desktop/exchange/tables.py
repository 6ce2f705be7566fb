"""What writing and reading tables share: texts guarded against formulas, numbers that lose no digit."""

from pairing_desktop.exchange.reading.numbers import plain

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")  # what a spreadsheet would take for a formula
ABOUT_SHEET = "pairing-desktop"  # hidden: what the sheets of a spreadsheet hold


def guarded(text: str) -> str:
    """A text for a CSV file: one apostrophe before what a spreadsheet would take for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def unguarded(text: str) -> str:
    """The text again, without the apostrophe that `guarded` put before it."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_STARTS) else text


def exact(text: str) -> bool:
    """Whether a spreadsheet's binary number gives the very same digits back."""
    try:
        return plain(float(text)) == text and abs(float(text)) < 1e15
    except ValueError:
        return False
