"""A plain decimal, with its reading in both number systems."""

from pairing_desktop.domain.display import join
from pairing_desktop.domain.language import both
from pairing_desktop.domain.numbers import NumberProblem, display_value, parse_decimal
from pairing_desktop.ui.i18n import current
from pairing_desktop.ui.widgets.text_edit import LineEditor

_LONG = 10_000  # from here on digits are easily miscounted


class NumberEditor(LineEditor):
    """Speaks in typed text."""


def reading(value: str, unit: str, typed: str) -> str:
    """1050000000 yuan as "1.05 billion yuan, 10.5亿元"; empty where that would only repeat what was typed."""
    try:
        number = parse_decimal(value)
    except NumberProblem:
        return ""
    if abs(number) < _LONG and value == typed.strip():
        return ""
    said = [display_value(number, unit, one) for one in both(current())]
    return join(dict.fromkeys(said), current())
