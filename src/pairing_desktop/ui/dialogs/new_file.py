"""A new file: with the cited facts or empty."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QRadioButton, QWidget

from pairing_desktop.ui.dialogs.frame import Dialog
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.widgets.links import plain_label


class NewFileDialog(Dialog):
    """`chosen` says whether the cited facts are wanted."""

    chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("New file"), parent)
        self.body.addWidget(plain_label(tr("What should the new file hold?")))
        self._facts = QRadioButton(tr("The cited facts: projects, companies, events and figures with their sources"))
        self._empty = QRadioButton(tr("Nothing yet: an empty file"))
        self._facts.setChecked(True)
        self.body.addWidget(self._facts)
        self.body.addWidget(self._empty)
        self.add_button(tr("Cancel"), self.reject)
        self.add_button(tr("Choose its place…"), self._choose, primary=True)

    def _choose(self) -> None:
        self.accept()
        self.chosen.emit(self._facts.isChecked())
