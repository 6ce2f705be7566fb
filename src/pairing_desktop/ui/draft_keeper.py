"""Keeps what is typed in the forms of a window, a second after it was typed, in a thread of its own."""

import uuid
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from weakref import WeakSet

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import FileProblem
from pairing_desktop.operations import kept_drafts
from pairing_desktop.operations.kept_drafts import KeptDraft
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.widgets.picker import Picker

if TYPE_CHECKING:
    from pairing_desktop.ui.forms.record_form import RecordForm

AFTER = 1000  # milliseconds after the first letter that is not kept yet
LONGEST_WAIT = 10  # seconds that the end of the program waits for the disk


class Keeps(Protocol):
    """Whatever holds something that is not saved; `keep` writes it, if there is anything."""

    def keep(self) -> None: ...


class DraftKeeper(QObject):
    """Writes and removes the kept drafts of one file, in order; the child of its bridge."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="drafts")
        self._folder: Path | None = None
        self._told = False
        self._waiting: list[Callable[[Path], object]] = []
        self.keepings: WeakSet[Keeps] = WeakSet()
        bridge.ask(self, "uid", lambda ask: ask.editing.file_uid(), self._take_uid)

    @property
    def path(self) -> Path:
        """The file of facts."""
        return self._bridge.workspace.path

    def do(self, work: Callable[[Path], object]) -> "Future[object] | None":
        """Do this with the folder of the drafts, after all that was asked before; None while it is not known yet."""
        if self._folder is None:
            self._waiting.append(work)
            return None
        folder = self._folder
        return self._worker.submit(lambda: work(folder))

    def write(self, work: Callable[[Path], object]) -> None:
        """As `do`; that the disk refuses is told once, and does not disturb somebody who goes on typing."""

        def attempt(folder: Path) -> None:
            try:
                work(folder)
            except OSError as error:
                if not self._told:
                    self._told = True
                    text = mark("What you type cannot be kept for the next start ({reason}). Save often.")
                    self._bridge.problem.emit(FileProblem(text, reason=error.strerror or type(error).__name__))

        self.do(attempt)

    def keep_all(self) -> None:
        """Write what every form and the article hold now and wait for the disk, within reason: the program is about to end."""
        if not self.keepings:
            return
        if self._folder is None:
            uid = self._bridge.workspace.ask(lambda ask: ask.editing.file_uid())
            self._take_uid(uid.result(LONGEST_WAIT))
        for keeping in self.keepings:
            keeping.keep()
        last = self.do(lambda _folder: None)
        if last is not None:
            wait([last], LONGEST_WAIT)

    def _take_uid(self, uid: str) -> None:
        self._folder = kept_drafts.folder_of(uid)
        waiting, self._waiting = self._waiting, []
        for work in waiting:
            self.do(work)


class Keeping(QObject):
    """Keeps what one form holds."""

    def __init__(self, form: "RecordForm") -> None:
        super().__init__(form)
        self._form = form
        self._keeper = keeper_of(form.bridge)
        self._keeper.keepings.add(self)
        self._name = uuid.uuid4().hex
        self._is_kept = False
        self._timer = QTimer(self, singleShot=True, interval=AFTER)
        self._timer.timeout.connect(self.keep)

    def go_on(self, name: str) -> None:
        """Keep under the name of an earlier draft from now on."""
        self._name, self._is_kept = name, True

    def note(self, dirty: bool) -> None:
        """Something was typed, or taken back."""
        if not dirty:
            self.forget()
        elif not self._timer.isActive():
            self._timer.start()

    def keep(self) -> None:
        """Write what the form holds, if anything is not saved."""
        if not isValid(self) or not self._form.is_dirty():
            return
        self._timer.stop()
        draft = self._draft()
        self._is_kept = True
        self._keeper.write(lambda folder: kept_drafts.keep(folder, draft))

    def forget(self) -> None:
        """Take the draft away: everything is saved, or given up."""
        self._timer.stop()
        if self._is_kept:
            self._is_kept = False
            name = self._name
            self._keeper.write(lambda folder: kept_drafts.drop(folder, name))

    def _draft(self) -> KeptDraft:
        form = self._form
        before = form.edits.stored.values
        typed, picked = {}, {}
        touched = form.edits.touched(form.body.typed()) | form.unchosen()
        for name in (name for name in form.boxes if name in touched):
            editor = form.boxes[name].editor
            typed[name] = editor.value()
            if isinstance(editor, Picker):
                typed[name] = editor.line.text()
                if editor.pick is not None:
                    picked[name] = (editor.pick.kind, editor.pick.key)
        key = before.get("key", "") if form.record_id is not None else ""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        why, path = form.foot.why.text(), str(self._keeper.path)
        return KeptDraft(self._name, path, at, form.kind, key, dict(before), typed, why, picked)


def keeper_of(bridge: Bridge) -> DraftKeeper:
    """The keeper of the file behind this bridge, made when it is first wanted."""
    found = next((child for child in bridge.children() if isinstance(child, DraftKeeper)), None)
    return found or DraftKeeper(bridge)

