"""What the window does for the file by itself: the backup of the day, and a word when it was not closed properly."""

from typing import TYPE_CHECKING

from pairing_desktop.ui.i18n import tr

if TYPE_CHECKING:
    from pairing_desktop.ui.window import MainWindow


class Care:
    """The part of a window that looks after its file."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._begun = False

    def start(self) -> None:
        """Once, a moment after the window is shown: nobody waits for a backup."""
        if self._begun or self._window.workspace.read_only:
            return
        self._begun = True
        self._tell()
        self._window.bridge.run(self._window.workspace.keep_backup(), lambda _made: None)

    def check(self) -> None:
        """Compare every record with its history and say what was found."""
        from pairing_desktop.ui.dialogs.check_file import CheckFileDialog

        self._window.open_dialog(CheckFileDialog(self._window))

    def _tell(self) -> None:
        workspace, banner = self._window.workspace, self._window.banner
        buttons = ((tr("Check the file"), self._check), (tr("Close"), self._window.close_banner))
        if workspace.was_altered:
            banner.tell(
                "caution",
                tr("Another program had put instructions of its own into this file. They were taken out before it was opened."),
                tr("A backup of the file as it was lies beside it."),
                buttons,
            )
        elif workspace.left_by:
            banner.tell(
                "caution",
                tr("The file was not closed properly last time ({who}).", who=workspace.left_by),
                tr("Every change that was saved is there. A check compares all records with their history."),
                buttons,
            )

    def _check(self) -> None:
        self._window.close_banner()
        self.check()
