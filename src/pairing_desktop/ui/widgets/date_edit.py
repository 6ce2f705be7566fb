"""A partial date, typed as people write it."""

from PySide6.QtWidgets import QWidget

from pairing_desktop.domain.date_words import parse_date
from pairing_desktop.domain.dates import DateProblem, PartialDate
from pairing_desktop.domain.dates import display as display_date
from pairing_desktop.ui import i18n
from pairing_desktop.ui.widgets.text_edit import LineEditor

_IN_WORDS = ("quarter", "half", "decade")  # their plain form would be read as a month or a year


def typed_form(value: str, precision: str) -> str:
    """How a stored date stands in its field: ISO where that says all, else in words that are read back alike."""
    if precision not in _IN_WORDS:
        return value
    try:
        return display_date(PartialDate(value, precision), i18n.current())
    except ValueError:
        return value


def reading(text: str) -> str:
    """The date that was typed, in words; empty for none or one that cannot be read."""
    try:
        return display_date(parse_date(text), i18n.current())
    except DateProblem:
        return ""


class DateEditor(LineEditor):
    """Speaks in typed text; `show_date` shows a stored date."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ("", "")

    def show_date(self, value: str, precision: str) -> None:
        """Show a stored date without telling anybody."""
        self._shown = (value, precision)
        self.set_value(typed_form(value, precision))

    def retranslate(self) -> None:
        value, precision = self._shown
        if precision in _IN_WORDS and parse_date(self.value()) == PartialDate(value, precision):
            self.set_value(typed_form(value, precision))
