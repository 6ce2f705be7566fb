"""Leaving while edits are not saved: save, discard, or keep editing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pairing_desktop.ui.dialogs.frame import Dialog
from pairing_desktop.ui.i18n import plural, tr
from pairing_desktop.ui.widgets.links import plain_label


class UnsavedDialog(Dialog):
    """`count` is the number of forms with edits."""

    saveWanted = Signal()
    discardWanted = Signal()

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(tr("Unsaved changes"), parent)
        self.body.addWidget(
            plain_label(
                plural(
                    "{n} form holds changes that are not saved.", "{n} forms hold changes that are not saved.", count
                )
            )
        )
        self.body.addWidget(plain_label(tr("Discarded changes cannot be brought back."), muted=True, wrap=True))
        self.add_button(tr("Discard"), self._discard)
        self.add_button(tr("Keep editing"), self.reject)
        self.add_button(tr("Save"), self._save, primary=True)
        self.setMinimumWidth(420)

    def _save(self) -> None:
        self.accept()
        self.saveWanted.emit()

    def _discard(self) -> None:
        self.accept()
        self.discardWanted.emit()
