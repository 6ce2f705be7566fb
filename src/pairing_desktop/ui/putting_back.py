"""A backup in the place of a file, and rows rescued from a damaged one: what the program does while no window is open."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from pairing_desktop.domain.problems import Problem
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.ui.background import Background
from pairing_desktop.ui.i18n import tr

if TYPE_CHECKING:
    from pairing_desktop.domain.backups import Rescue
    from pairing_desktop.ui.app import Program


class PuttingBack:
    """The part of the program that brings a file back."""

    def __init__(self, program: "Program") -> None:
        self._program = program
        self._background = Background(program)

    def choose(self, path: Path, problem: Problem | None, below: QWidget | None) -> None:
        """Show the backups of a file that cannot be opened."""
        from pairing_desktop.ui.dialogs.restore import RestoreDialog

        dialog = RestoreDialog(path, problem, below)
        dialog.restoreWanted.connect(lambda backup: self.restore(backup, path))
        dialog.rescueWanted.connect(lambda: self._ask_target(path, dialog))
        dialog.open()

    def restore(self, backup: Path, path: Path) -> None:
        """Put a backup in the place of a file that no window shows, and open it; if that fails the file is as it was."""

        def failed(problem: Problem) -> None:
            self._program.open(path)
            if self._program.window is not None:
                self._program.window.show_problem(problem)

        self.work(
            tr("{backup} takes the place of {file}…", backup=backup.name, file=path.name),
            lambda: Workspace.restore(backup, path, who=self._program.settings.who),
            lambda _kept: self._program.open(path),
            failed,
        )

    def rescue(self, damaged: Path, target: Path) -> None:
        """Make a new file of what can be read and show what is lost."""
        settings = self._program.settings
        self.work(
            tr("What can be read is copied row by row into {file}…", file=target.name),
            lambda: Workspace.rescue(damaged, target, who=settings.who, unit=settings.unit),
            lambda report: self._report(report, damaged),
            lambda problem: self._program.tell_file_problem(damaged, problem),
        )

    def work(
        self, text: str, do: Callable[[], Any], then: Callable[[Any], None], failed: Callable[[Problem], None]
    ) -> None:
        """Do something long in a thread behind a dialog that says what."""
        from pairing_desktop.ui.dialogs.working import WorkingDialog

        below = self._program.dialog if self._program.window is None else self._program.window
        dialog = WorkingDialog(text, below)
        ends = self._program.hold()

        def finished(act: Callable[[], None]) -> None:
            try:
                act()
            finally:
                dialog.finish()
                ends()

        def wrong(error: Exception) -> None:
            if not isinstance(error, Problem):
                finished(lambda: None)
                raise error
            finished(lambda: failed(error))

        dialog.open()
        self._background.run(do, lambda answer: finished(lambda: then(answer)), wrong)

    def _ask_target(self, damaged: Path, below: QWidget) -> None:
        from pairing_desktop.ui.file_asking import ask_target

        def chosen(target: Path) -> None:
            below.close()
            self.rescue(damaged, target)

        suggestion = damaged.with_name(f"{damaged.stem}.{tr('rescued')}.db")
        ask_target(below, tr("Rescue into a new file"), suggestion, chosen)

    def _report(self, report: "Rescue", damaged: Path) -> None:
        from pairing_desktop.ui.dialogs.rescued import RescuedDialog

        dialog = RescuedDialog(report, damaged.name, self._program.dialog)
        dialog.openWanted.connect(lambda: self._program.open(report.target))
        dialog.open()
