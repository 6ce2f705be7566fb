"""What is chosen for pages before they are made: their language, the paper and how it is turned."""

from collections.abc import Iterable

from PySide6.QtWidgets import QComboBox

from pairing_desktop.reports.blocks import PaperSize
from pairing_desktop.ui.i18n import LANGUAGES, current, tr


def choice_box(name: str, choices: Iterable[tuple[str, object]]) -> QComboBox:
    """A box of words, each with what it stands for; `name` is told to ears and as tooltip."""
    made = QComboBox()
    made.setAccessibleName(name)
    made.setToolTip(name)
    for text, value in choices:
        made.addItem(text, value)
    return made


def language_box() -> QComboBox:
    """Codes of languages, at first that of the interface."""
    made = choice_box(tr("Language of the pages"), [(text, code) for code, text in LANGUAGES.items()])
    made.setCurrentIndex(made.findData(current().code))
    return made


def size_box() -> QComboBox:
    """Sizes of paper."""
    return choice_box(tr("Paper"), [(tr("A4"), PaperSize.A4), (tr("US Letter"), PaperSize.LETTER)])


def turn_box() -> QComboBox:
    """Whether the paper lies."""
    return choice_box(tr("Orientation"), [(tr("Portrait"), False), (tr("Landscape"), True)])
