"""Work on a file that has no window meanwhile: what is being done, and that it may take a while."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from pairing_desktop.ui.dialogs.frame import Dialog
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.widgets.links import plain_label


class WorkingDialog(Dialog):
    """Stays until `finish`: what it waits for is whole or not done at all."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("Pairing Desktop"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._done = False
        self.body.addWidget(plain_label(text, wrap=True))
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(text)
        self.body.addWidget(bar)
        self.setMinimumWidth(420)

    def finish(self) -> None:
        """Close it."""
        self._done = True
        self.close()

    def reject(self) -> None:
        """Esc changes nothing: the work goes on."""
        if self._done:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(self._done)
