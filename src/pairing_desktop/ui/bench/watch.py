"""The checks while a window is open: over the whole file in small steps after the start, then after every save."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.ui.bridge import Bridge

if TYPE_CHECKING:
    from pairing_desktop.domain.bench import Progress
    from pairing_desktop.operations.refresh import WholeCheck

TOGETHER = 400  # milliseconds in which findings are gathered before the pages are told
TOLD_FROM = 3000  # records: a shorter check is over before anybody could read how far it is


class Watch(QObject):
    """Drives the check of the whole file and tells, as a change of no operation, what looks different after a check."""

    progressed = Signal(object)  # Progress; of a short check only the end
    _told = Signal(object)  # ChangeSet, from the writer's thread

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self._check: WholeCheck | None = None
        self._rows: dict[str, set[int]] = {}
        self._records: set[int] = set()
        self._later = QTimer(self, singleShot=True, interval=TOGETHER)
        self._later.timeout.connect(self._tell)
        self._told.connect(self._gather)
        bridge.busy.connect(lambda _: self._listen())  # a save may come before the start

    def start(self) -> None:
        """Take the check up where it was left; nothing for a file that cannot be written."""
        if self._bridge.workspace.read_only or self._check is not None:
            return
        self._listen()
        self._check = self._bridge.workspace.checking.in_steps()
        self._step()

    def again(self) -> None:
        """Check the whole file once more, after what was kept of the last check was thrown away."""
        self._check = None
        self.start()

    def _listen(self) -> None:
        if not self._bridge.workspace.read_only:
            self._bridge.workspace.checking.told = self._pass_on

    def _step(self) -> None:
        assert self._check is not None
        self._bridge.run(self._check.step(), self._stepped)

    def _stepped(self, progress: Progress) -> None:
        if progress.is_done or progress.total >= TOLD_FROM:
            self.progressed.emit(progress)
        if not progress.is_done:
            self._step()

    def _pass_on(self, change: ChangeSet) -> None:
        """In the writer's thread; the window may be gone by then."""
        if isValid(self):
            self._told.emit(change)

    def _gather(self, change: ChangeSet) -> None:
        for kind, ids in change.rows.items():
            self._rows.setdefault(kind, set()).update(ids)
        self._records.update(change.records)
        if not self._later.isActive():
            self._later.start()

    def _tell(self) -> None:
        rows = {kind: frozenset(ids) for kind, ids in self._rows.items()}
        change = ChangeSet(0, "", {}, rows, frozenset(self._records))
        self._rows, self._records = {}, set()
        self._bridge.changed.emit(change, None)
