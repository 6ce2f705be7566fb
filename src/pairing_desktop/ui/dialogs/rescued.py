"""What was rescued from a damaged file and what is lost, before the new file is opened."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from pairing_desktop.domain.backups import Rescue
from pairing_desktop.operations.rescue_report import rescue_report
from pairing_desktop.ui import i18n
from pairing_desktop.ui.dialogs.frame import Dialog, picture
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.widgets.links import plain_label


class RescuedDialog(Dialog):
    """Shows the report; the damaged file lies where it lay."""

    openWanted = Signal()

    def __init__(self, report: Rescue, damaged: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("Rescued"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        lines = rescue_report(report, i18n.current())
        complete = not (report.lost or report.doubtful or report.unread)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(
            picture("mark-decided", "good") if complete else picture("mark-disputed", "caution"), 0, Qt.AlignmentFlag.AlignTop
        )
        words = QVBoxLayout()
        words.setSpacing(4)
        first = tr("Everything could be rescued.") if complete else tr("Not everything could be rescued.")
        words.addWidget(plain_label(first))
        words.addWidget(plain_label(tr("{file} was not changed.", file=damaged), muted=True, wrap=True))
        head.addLayout(words, 1)
        self.body.addLayout(head)
        self.text = QPlainTextEdit("\n".join(lines))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(tr("What was rescued and what is lost"))
        self.body.addWidget(self.text, 1)
        self.body.addWidget(plain_label(str(report.target), muted=True, size="small", wrap=True))
        self.add_button(tr("Copy report"), lambda: QGuiApplication.clipboard().setText("\n".join(lines)))
        self.add_button(tr("Close"), self.reject)
        self.add_button(tr("Open the rescued file"), self._open, primary=True)
        self.resize(620, 380)

    def _open(self) -> None:
        self.accept()
        self.openWanted.emit()
