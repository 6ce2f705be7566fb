"""A partial date, typed as people write it."""

from PySide6.QtWidgets import QWidget

from pairing_desktop.domain.dates import PartialDate
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


class DateEditor(LineEditor):
    """Speaks in typed text; `show_date` shows a stored date."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stored = ("", "")
        self._shown = ""

    def show_date(self, value: str, precision: str) -> None:
        """Show a stored date without telling anybody."""
        self._stored = (value, precision)
        self._shown = typed_form(value, precision)
        self.set_value(self._shown)

    def retranslate(self) -> None:
        if self.value() == self._shown:
            self.show_date(*self._stored)
