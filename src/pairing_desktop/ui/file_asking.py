"""The system's dialogs for files: which one to read, where to write.  `then` gets the path."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from pairing_desktop.ui.i18n import tr

Then = Callable[[Path], object]


def ask_source(parent: QWidget | None, title: str, folder: Path, then: Then, filters: str = "") -> None:
    """Ask for a file that is there, beginning in `folder`."""
    dialog = QFileDialog(parent, title, str(folder), filters)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    _open(dialog, then)


def ask_target(parent: QWidget | None, title: str, suggestion: Path, then: Then, filters: str = "") -> None:
    """Ask where to write.  A name typed without an ending gets that of `suggestion`."""
    dialog = QFileDialog(parent, title, str(suggestion.parent), filters)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suggestion.suffix.removeprefix("."))
    dialog.selectFile(suggestion.name)
    _open(dialog, then)


def _open(dialog: QFileDialog, then: Then) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda text: then(Path(text)))
    dialog.open()


def filter_of(name: str, *endings: str) -> str:
    """A line of the dialog: "Tables (*.csv *.xlsx)"."""
    return f"{name} ({' '.join(f'*{ending}' for ending in endings)})"


def or_all(line: str) -> str:
    """This line, then one for all files."""
    return f"{line};;{tr('All files')} (*)"
