"""A fault of the program, told in words, with details that can be copied."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from pairing_desktop import folders
from pairing_desktop.ui.dialogs.frame import Dialog, picture
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.widgets.links import plain_label


class FaultDialog(Dialog):
    """`first` is the opening sentence, "" for the usual one; `details` the traceback."""

    def __init__(self, first: str, details: str, parent: QWidget | None = None) -> None:
        super().__init__(tr("Something went wrong"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._details = details
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(picture("mark-implausible", "error"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(plain_label(first or tr("The program made a mistake; what you just did was not done."), wrap=True))
        words.addWidget(
            plain_label(
                tr("What was saved before is unchanged, and open forms keep their text. Try again, or go on with "
                   "something else. The details below help whoever mends it."),
                muted=True, wrap=True,
            )
        )
        head.addLayout(words, 1)
        self.body.addLayout(head)
        text = QPlainTextEdit(details)
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        text.setAccessibleName(tr("Details"))
        self.body.addWidget(text, 1)
        self.body.addWidget(plain_label(tr("Also written to {file}", file=str(folders.log_file())), muted=True, size="small"))
        self.add_button(tr("Copy details"), self._copy)
        self.add_button(tr("Go on"), self.accept, primary=True)
        self.resize(600, 360)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
