"""A file that cannot be opened: what is the matter, that nothing was changed, and the ways on."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from pairing_desktop.domain.problems import Problem
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.ui import i18n
from pairing_desktop.ui.dialogs.frame import Dialog, picture
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.moments import local
from pairing_desktop.ui.widgets.links import plain_label


class FileProblemDialog(Dialog):
    """`is_last` when no window is open behind it: then it ends the program instead of cancelling."""

    openWanted = Signal()
    newWanted = Signal()
    restoreWanted = Signal()

    def __init__(self, path: Path, problem: Problem, *, is_last: bool, parent: QWidget | None = None) -> None:
        super().__init__(tr("The file cannot be opened"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.body.addWidget(picture("mark-implausible", "error"), 0, Qt.AlignmentFlag.AlignHCenter)
        said = problem.message(i18n.current())
        for text, muted in (
            (said, False),
            (tr("Nothing was changed. Open another file, start a new one, or put a backup in its place."), True),
            (_newest(path), True),
            ("" if str(path) in said else str(path), True),
        ):
            if not text:
                continue
            size = "small" if text == str(path) else "body"
            line = plain_label(text, size, muted=muted, wrap=True, selectable=True)
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.body.addWidget(line)
        self.body.addStretch(1)
        self.add_button(tr("Quit") if is_last else tr("Cancel"), self.reject)
        self.add_button(tr("Restore from a backup…"), self.restoreWanted.emit)
        self.add_button(tr("New file…"), self.newWanted.emit)
        self.add_button(tr("Open another file…"), self.openWanted.emit, primary=True)
        self.resize(620, 280)


def _newest(path: Path) -> str:
    """Of when the newest backup is; "" without one."""
    try:
        newest = next(iter(Workspace.backups(path)), None)
    except Problem:
        return ""
    return tr("The newest backup is of {when}.", when=local(newest.at.isoformat())) if newest and newest.at else ""
