"""The long parts of an import, out of the window's way: looking at the file, judging its rows, writing them."""

from collections.abc import Container, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.importing import ImportRequest
from pairing_desktop.domain.problems import Stopped
from pairing_desktop.domain.tables import Preview, Shape
from pairing_desktop.ui.background import Background
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.i18n import plural, tr

if TYPE_CHECKING:
    from pairing_desktop.domain.returning import Proposal, Returned
    from pairing_desktop.operations.importing.plan import ImportPlan

_PARTS = 1000  # steps of a bar


class ImportWork(QObject):
    """One piece of work at a time; what was stopped leaves nothing behind."""

    progressed = Signal(str, int, int)  # what is being done, how much, of how much
    looked = Signal(object)  # a Preview
    planned = Signal(object)  # an ImportPlan
    compared = Signal(object)  # what came Returned
    saved = Signal(object)  # a ChangeSet
    ended = Signal()  # any of these, or failed
    failed = Signal(object)  # an exception; `Stopped` after Cancel

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._background = Background(self)
        self._stopping = False
        for signal in (self.looked, self.planned, self.compared, self.saved, self.failed):
            signal.connect(lambda _answer: self.ended.emit())

    def look(self, path: Path, shape: Shape, known: frozenset[str]) -> None:
        """Read the beginning of a file."""
        from pairing_desktop.exchange.reading.tables import look

        self.progressed.emit(tr("The file is being looked at."), 0, 0)
        self._background.run(lambda: look(path, shape, known), self._looked, self.failed.emit)

    def _looked(self, preview: Preview) -> None:
        self.looked.emit(preview)

    def plan(self, request: ImportRequest) -> None:
        """Judge every row."""
        self._stopping = False
        self.progressed.emit(tr("The rows are being looked at."), 0, _PARTS)
        future = self._bridge.workspace.plan_import(request, self._read)
        self._bridge.run(future, self.planned.emit, self.failed.emit, self)

    def compare(self, request: ImportRequest) -> None:
        """Compare a spreadsheet that came back with what went out."""
        self._stopping = False
        self.progressed.emit(tr("The rows are being looked at."), 0, _PARTS)
        future = self._bridge.workspace.compare_returned(request, self._read)
        self._bridge.run(future, self.compared.emit, self.failed.emit, self)

    def accept(self, returned: "Returned", accepted: "Sequence[Proposal]", initiator: object) -> None:
        """Write what was accepted of it."""
        self._bridge.do(
            lambda commands: commands.accept_returned(returned, accepted),
            initiator=initiator, then=self._saved, failed=self.failed.emit,
        )

    def _read(self, rows: int, part: float) -> None:
        """In the thread that judges."""
        self._check()
        self.progressed.emit(plural("{n} row looked at", "{n} rows looked at", rows, n=f"{rows:,}"), int(part * _PARTS), _PARTS)

    def write(self, plan: "ImportPlan", skipped: Container[int], total: int, initiator: object) -> None:
        """Write the rows of a plan but for the skipped ones."""
        self._stopping = False

        def step(done: int) -> None:
            self._check()
            said = plural("{n} row written", "{n} rows written", done, n=f"{done:,}")
            self.progressed.emit(said, done, total)

        step(0)
        self._bridge.do(
            lambda commands: commands.bring_in(plan, skipped=skipped, step=step),
            initiator=initiator, then=self._saved, failed=self.failed.emit,
        )

    def _saved(self, change: ChangeSet) -> None:
        self.saved.emit(change)

    def stop(self) -> None:
        """Give up what is being done: it ends with `failed`."""
        self._stopping = True

    def _check(self) -> None:
        if self._stopping:
            raise Stopped
