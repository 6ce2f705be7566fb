"""The window on the whole file as it was: read-only, and it says so; it goes with the window it was opened from."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.ui import theme
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.moments import local
from pairing_desktop.ui.window import MainWindow

if TYPE_CHECKING:
    from pairing_desktop.domain.drafts import OperationLine
    from pairing_desktop.ui.settings import Settings

__all__ = ["PastWindow", "open_past"]


class PastWindow(MainWindow):
    """Shows a copy that is thrown away when it is closed."""

    def __init__(self, workspace: Workspace, settings: "Settings", moment: str, folder: "TemporaryDirectory[str]") -> None:
        self._moment = moment
        self._folder = folder
        super().__init__(workspace, settings, asked_read_only=True)
        theme.notifier.changed.connect(self.retranslate)  # a change of language comes with its fonts
        self.left.connect(folder.cleanup)

    def tell_read_only(self) -> None:
        """Say which moment this is."""
        said = tr("The whole file as it was on {moment}.", moment=self._moment)
        rest = tr("Looking, searching, charts and printing work; nothing can be changed here. Names of people are left out.")
        self.banner.tell("info", said, rest, ((tr("Close this window"), self.close),))

    def remember(self) -> None:
        """Nothing: what is remembered belongs to the file of today."""


def open_past(window: MainWindow, line: "OperationLine") -> None:
    """Make the file as it was right after an operation, then show it in a window of its own."""
    folder = TemporaryDirectory(prefix="pairing-past-")
    moment = local(line.at)
    path = Path(folder.name) / f"{window.workspace.path.stem} {moment.replace(':', '.')}.db"

    def show(made: Path) -> None:
        past = PastWindow(Workspace.open(made, read_only=True), window.settings, moment, folder)
        for theirs, ours in (
            (past.fileWanted, window.fileWanted), (past.newWanted, window.newWanted), (past.restoreWanted, window.restoreWanted),
            (past.languageWanted, window.languageWanted), (past.themeWanted, window.themeWanted),
        ):
            theirs.connect(ours)
        window.left.connect(past.leave)
        window.dialogs.past.append(past)
        past.left.connect(lambda: window.dialogs.past.remove(past))
        past.show()

    def failed(error: Exception) -> None:
        folder.cleanup()
        window.show_problem(error)

    window.statusBar().showMessage(tr("The file as it was is being made…"), 4000)
    window.bridge.run(window.workspace.as_it_was(line.id, path), show, failed)
