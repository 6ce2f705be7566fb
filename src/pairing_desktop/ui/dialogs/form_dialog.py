"""A form in a dialog, for kinds whose page has no place for one."""

from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from pairing_desktop.domain.kinds import KINDS
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.pages import CARD_ONLY


class FormDialog(QDialog):
    """Closes with its form; being closed asks the form, which asks about edits."""

    def __init__(self, form: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr(KINDS[form.kind].one))
        self._form = form
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(form)
        form.closed.connect(self.accept)
        self.resize(self.sizeHint().expandedTo(QSize(520, 380 if form.kind in CARD_ONLY else 600)))

    def reject(self) -> None:
        self._form.request_close()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self._form.request_close()
