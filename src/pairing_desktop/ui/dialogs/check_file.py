"""Whether the file is whole: every record against its history, and mending of what follows from the facts."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar
from shiboken6 import isValid

from pairing_desktop.ui.dialogs.frame import Dialog, picture
from pairing_desktop.ui.dialogs.listing import TextTable
from pairing_desktop.ui.i18n import plural, tr
from pairing_desktop.ui.widgets.links import plain_label

if TYPE_CHECKING:
    from pairing_desktop.ui.window import MainWindow

Sentences = list[tuple[str, dict[str, str]]]
_SHOWN = 500
_SMALL, _LARGE = (560, 180), (680, 420)


class CheckFileDialog(Dialog):
    """Begins to check as soon as it is shown; one goes on working, it can be closed any time."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(tr("Check the file"), window)
        self._window = window
        self._picture = picture("mark-decided", "good")
        self._state = plain_label(wrap=True)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._state, 1)
        self.body.addLayout(head)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("Check the file"))
        self.body.addWidget(self._bar)
        self.table = TextTable(tr("What was found"), (tr("What was found"),), (0,), self)
        self.body.addWidget(self.table, 100)
        self._note = plain_label(wrap=True, muted=True, size="small")
        self.body.addWidget(self._note)
        self.body.addStretch(1)
        self.mend = self.add_button(tr("Repair"), self._repair)
        self.restore = self.add_button(tr("Restore from a backup…"), self._restore)
        self.add_close()
        self.resize(*_SMALL)
        self._check("")

    def _check(self, note: str) -> None:
        self._wait(tr("Every record is compared with its history, and the history with its seal."))
        self._note.setText(note)
        self._window.bridge.run(self._window.workspace.verify(), self._take)

    def _take(self, wrong: Sentences) -> None:
        if not isValid(self):
            return
        self._bar.hide()
        self._picture.show()
        name, tone = ("mark-implausible", "error") if wrong else ("mark-decided", "good")
        self._picture.setPixmap(picture(name, tone).pixmap())
        if wrong:
            self.resize(*_LARGE)
            self._state.setText(plural("{n} thing is wrong with the file.", "{n} things are wrong with the file.", len(wrong)))
            self._note.setText(tr("What was written is not touched by a repair. A backup brings back what was changed or lost."))
        else:
            self._state.setText(tr("The file is whole: records, references and history agree."))
        self._list(wrong)
        self.table.setVisible(bool(wrong))
        self.mend.setEnabled(not self._window.workspace.read_only)
        self.restore.setVisible(bool(wrong))

    def _repair(self) -> None:
        self._wait(tr("Search, order, first and last days are made anew from the facts."))
        self._window.bridge.run(self._window.workspace.repair(), self._repaired)

    def _repaired(self, done: Sentences) -> None:
        self._window.watch.again()
        if isValid(self):
            self._check(" ".join(tr(text, **values) for text, values in done) or tr("Nothing had to be repaired."))

    def _restore(self) -> None:
        self.accept()
        self._window.files.restore_backup()

    def _wait(self, text: str) -> None:
        self._picture.hide()
        self._state.setText(text)
        self._bar.show()
        self.table.hide()
        self.mend.setEnabled(False)
        self.restore.hide()

    def _list(self, sentences: Sentences) -> None:
        self.table.clear()
        for text, values in sentences[:_SHOWN]:
            self.table.add((tr(text, **values),))
