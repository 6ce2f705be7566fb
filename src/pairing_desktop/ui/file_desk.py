"""What the File menu does: other files, copies, backups, the folder, printing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pairing_desktop import folders
from pairing_desktop.ui.i18n import tr

if TYPE_CHECKING:
    from pairing_desktop.ui.window import MainWindow

SUFFIX = ".db"


class FileDesk:
    """The part of a window that deals with files."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window

    # -- other files ----------------------------------------------------------------------------------------------

    def new_file(self) -> None:
        """Ask whether with the cited facts and where, then open the new file."""
        from pairing_desktop.ui.dialogs.new_file import NewFileDialog

        dialog = NewFileDialog(self._window)
        dialog.chosen.connect(
            lambda with_facts: self._ask_target(
                tr("New file"),
                folders.documents() / f"pairing{SUFFIX}",
                lambda path: self._window.editing.leave(lambda: self._window.newWanted.emit(path, with_facts)),
            )
        )
        self._window.open_dialog(dialog)

    def open_file(self) -> None:
        """Ask for a file and open it."""
        self._ask_source(tr("Open file"), self.open_path)

    def open_path(self, path: Path) -> None:
        """Open this file instead of the one shown, after asking about unsaved edits."""
        self._window.editing.leave(lambda: self._window.fileWanted.emit(path))

    # -- copies ---------------------------------------------------------------------------------------------------

    def save_copy(self) -> None:
        """A copy under another name; the open file stays the open one."""
        here = self._window.workspace.path
        self._ask_target(tr("Save a copy"), here.with_name(f"{here.stem}-{tr('copy')}{SUFFIX}"), self._copy_to)

    def back_up(self) -> None:
        """A copy with the date in its name, checked and with its check sum."""
        here = self._window.workspace.path
        self._ask_target(
            tr("Back up"), here.with_name(f"{here.stem}-{date.today().isoformat()}{SUFFIX}"), self._copy_to
        )

    def _copy_to(self, target: Path) -> None:
        def made(_answer: object) -> None:
            self.tell_written(tr("A copy was written and checked: {file}", file=target.name), target)

        self._window.bridge.run(self._window.workspace.back_up(target), made)

    def restore_backup(self) -> None:
        """Choose a backup to take the place of the open file, which is kept under another name."""
        from pairing_desktop.ui.dialogs.restore import RestoreDialog

        dialog = RestoreDialog(self._window.workspace.path, parent=self._window)
        dialog.restoreWanted.connect(
            lambda backup: self._window.editing.leave(lambda: self._window.restoreWanted.emit(backup))
        )
        self._window.open_dialog(dialog)

    def show_folder(self) -> None:
        """Open the folder of the file in the system's file manager."""
        _show(self._window.workspace.path)

    # -- tables ---------------------------------------------------------------------------------------------------

    def import_table(self, path: Path | None = None) -> None:
        """Bring in a table; the assistant asks for the file unless it is known."""
        from pairing_desktop.ui.importing.dialog import ImportDialog

        dialog = ImportDialog(self._window, path)
        self._window.open_dialog(dialog)
        if path is None:
            dialog.ask_file()

    def export_rows(self) -> None:
        """Write the list, what is selected or the whole file to a table."""
        from pairing_desktop.ui.exporting import ExportDialog

        self._window.open_dialog(ExportDialog(self._window))

    def tell_written(self, text: str, target: Path) -> None:
        """Say that a file was written, and offer its folder."""
        self._window.banner.tell(
            "good", text, "",
            ((tr("Show in folder"), lambda: _show(target)), (tr("Close"), self._window.close_banner)),
        )

    # -- printing -------------------------------------------------------------------------------------------------

    def print_request(self, request: object | None) -> None:
        """Preview a report request; None for what the page shown has to print."""
        wanted: Any = request if request is not None else self._window.current_page().printable()
        if wanted is None:
            self._window.statusBar().showMessage(tr("There is nothing to print here."), 4000)
            return
        from pairing_desktop.ui.printing import preview

        settings = self._window.settings

        def remember(ticked: bool) -> None:
            settings.set_page_state("print", {"register": "yes" if ticked else "no"})

        preview(
            wanted, self._window.bridge, self._window, register=settings.page_state("print").get("register") == "yes",
            register_ticked=remember,
        )

    # -- asking ---------------------------------------------------------------------------------------------------

    def _ask_source(self, title: str, then: Callable[[Path], None]) -> None:
        from pairing_desktop.ui.file_asking import ask_source

        ask_source(self._window, title, self._window.workspace.path.parent, then, _filters())

    def _ask_target(self, title: str, suggestion: Path, then: Callable[[Path], None]) -> None:
        from pairing_desktop.ui.file_asking import ask_target

        ask_target(self._window, title, suggestion, then, _filters())


def _filters() -> str:
    from pairing_desktop.ui.file_asking import filter_of, or_all

    return or_all(filter_of(tr("Files of facts"), SUFFIX))


def _show(path: Path) -> None:
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
