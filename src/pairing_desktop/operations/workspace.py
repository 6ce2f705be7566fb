"""An open file: who may write it, the questions one asks of it and the commands one gives."""

import contextlib
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeVar

from pairing_desktop.domain.language import mark
from pairing_desktop.domain.listing import Row
from pairing_desktop.domain.problems import Problem, WriteRefused
from pairing_desktop.operations.questions import Questions
from pairing_desktop.store import shape
from pairing_desktop.store.database import SCHEMA_VERSION, Connection, examine, words, writable
from pairing_desktop.store.locking import WriterLock
from pairing_desktop.store.session import PAINTER, Session
from pairing_desktop.store.session import Answer as Answer

if TYPE_CHECKING:
    from pairing_desktop.domain.backups import Backup, Contents, Rescue
    from pairing_desktop.domain.duplicates import Duplicates
    from pairing_desktop.domain.exporting import ExportRequest
    from pairing_desktop.domain.importing import ImportRequest
    from pairing_desktop.domain.returning import Returned
    from pairing_desktop.operations.commands import Commands
    from pairing_desktop.operations.importing.plan import ImportPlan, Progress
    from pairing_desktop.operations.refresh import Checking

T = TypeVar("T")


class Workspace:
    """A file of facts, open.  `read_only_reason` says why it cannot be written, None when it can.

    `who` and `unit` are kept with every operation from now on.
    """

    def __init__(
        self, path: Path, session: Session, lock: WriterLock, reason: Problem | None, who: str, unit: str,
        copy: "TemporaryDirectory[str] | None" = None,
    ) -> None:
        self.path = path
        self.who = who
        self.unit = unit
        self.read_only_reason = reason
        self._session = session
        self._lock = lock
        self._copy = copy  # folder of the copy that is read instead of an older file that may not be changed
        self.here: Questions = _Here(session)
        self._checking: Checking | None = None
        self._closing = False
        self.was_altered = False  # another program had put views or triggers into it, which were taken out

    @property
    def left_by(self) -> str:
        """Who had the file open for writing last and did not close it properly, "" for nobody."""
        return self._lock.left_by

    @classmethod
    def open(
        cls, path: Path, *, who: str = "", unit: str = "", read_only: bool = False, current: bool | None = None
    ) -> "Workspace":
        """Open a file, read-only when asked or when it cannot be written or another window holds it.

        `current` is what `is_current` said a moment ago, None to look now.  Raises FileProblem for anything that is not a
        file of ours.
        """
        path = path.resolve()
        if current is None:
            current = cls.is_current(path)
        altered = not current and examine(path) == SCHEMA_VERSION
        lock = WriterLock(path)
        reason: Problem | None = None
        if read_only:
            reason = WriteRefused(mark("Opened for reading only."))
        elif not writable(path):
            reason = WriteRefused(mark("{file} or its folder cannot be written. You can look, not change."), file=path.name)
        elif not lock.take(who) and lock.failed:
            reason = WriteRefused(
                mark("{file} could not be opened for editing ({reason}). You can look, not change."),
                file=path.name, reason=lock.failed,
            )
        elif not lock.held:
            reason = WriteRefused(
                mark("Another window is editing this file ({holder}). You can look, not change."),
                holder=lock.holder() or "?",
            )
        copy = None
        try:
            readable = path
            if not current:
                from pairing_desktop.store import files

                if reason is None:
                    files.bring_up_to_date(path)
                else:
                    copy = TemporaryDirectory(prefix="pairing-")
                    readable = files.todays_copy(path, Path(copy.name))
            session = Session(readable, read_only=reason is not None)
        except BaseException:
            lock.release()
            if copy is not None:
                copy.cleanup()
            raise
        workspace = cls(path, session, lock, reason, who, unit, copy)
        workspace.was_altered = altered
        return workspace

    @staticmethod
    def is_current(path: Path) -> bool:
        """Whether a file has today's format and can be opened at once.  Raises FileProblem as `open`."""
        return shape.is_current(path.resolve())

    @classmethod
    def create(cls, path: Path, *, who: str, unit: str, with_facts: bool = True) -> "Workspace":
        """Make a new file, with the cited facts or empty, and open it.  Never overwrites."""
        from pairing_desktop.store import files

        files.create(path.resolve(), who=who, unit=unit, with_facts=with_facts)
        workspace = cls.open(path, who=who, unit=unit)
        workspace.checking.in_steps().finish()
        return workspace

    @property
    def read_only(self) -> bool:
        return self.read_only_reason is not None

    def ask(self, question: Callable[[Questions], T]) -> "Answer[T]":
        """Ask in the reader's thread; a save interrupts it and it is asked again."""
        return self._session.read(lambda connection: question(Questions(connection)))

    def picture(self, question: Callable[[Questions], T]) -> "Answer[T]":
        """Ask what a chart or the timeline shows: in a thread of its own, for on a large file it takes long."""
        return self._session.study(lambda connection: question(Questions(connection)), PAINTER)

    def do(self, command: Callable[["Commands"], T]) -> "Future[T]":
        """Give a command in the writer's thread.  Raises WriteRefused at once when the file is read-only."""
        if self.read_only_reason is not None:
            raise self.read_only_reason
        return self._session.write(lambda connection: self._command(connection, command))

    def plan_import(self, request: "ImportRequest", progress: "Progress") -> "Future[ImportPlan]":
        """Say of every row of a table what would become of it, in a thread that no list waits for."""
        from pairing_desktop.operations.importing.plan import plan

        return self._session.study(lambda connection: plan(connection, request, progress))

    def compare_returned(self, request: "ImportRequest", progress: "Progress") -> "Future[Returned]":
        """What was changed in a spreadsheet of ours that came back, in a thread that no list waits for."""
        from pairing_desktop.operations.importing.returning import compare

        return self._session.study(lambda connection: compare(connection, request, progress))

    def export(self, request: "ExportRequest", step: Callable[[int], None]) -> "Future[int]":
        """Write rows to a file, in a thread that no list waits for; the future gives how many."""
        from pairing_desktop.operations.exporting import export_file

        return self._session.study(lambda connection: export_file(Questions(connection), request, step))

    def find_duplicates(self, kind: str, told: Callable[[int, int], None]) -> "Future[Duplicates]":
        """Which records of a kind may be one, in a thread that no list waits for; see `MergeQuestions.duplicates`."""
        return self._session.study(lambda connection: Questions(connection).merging.duplicates(kind, told))

    @property
    def checking(self) -> "Checking":
        """The checks of this file: after each save by themselves, over the whole file in steps."""
        if self._checking is None:
            from pairing_desktop.operations.refresh import Checking

            self._checking = Checking(self._session)
        return self._checking

    def _command(self, connection: Connection, command: Callable[["Commands"], T]) -> T:
        # In the writer's thread at the first command: what checks and writes is not on the way to the first paint.
        from pairing_desktop.operations.commands import Commands

        done = command(Commands(connection, self.who, self.unit))
        # It is committed, whatever happens now: what it touched is looked at behind it, or when the file is opened next.
        with contextlib.suppress(Problem, RuntimeError):
            self.checking.after_save()
        return done

    def back_up(self, target: Path) -> "Future[str]":
        """Copy the file, verified, while it is open; the future gives the SHA-256 of the copy.

        What is open is copied, also when another file lies in its place by now.
        """
        original = self._copy is not None  # an older file that may not be changed: it, not the copy that is read
        from pairing_desktop.store import files

        return self._session.apart(
            lambda connection: files.back_up(self.path, target, None if original else connection)
        )

    def as_it_was(self, operation_id: int, target: Path) -> "Future[Path]":
        """Write the whole file as it was right after an operation to `target`.  Raises NotFound."""
        from pairing_desktop.store import past

        return self._session.apart(lambda connection: past.as_it_was(connection, operation_id, target))

    def keep_backup(self, reason: str = "day") -> "Future[Backup | None]":
        """Make a backup of our own beside the file, unless the newest one holds everything or, for "day", was made today.

        Closing the file breaks it off; the future then gives None.
        """
        from pairing_desktop.store import backups, files

        def work(connection: Connection) -> "Backup | None":
            if reason == "day" and not backups.is_due(self.path):
                return None
            try:
                return backups.keep(self.path, reason, opened=connection, stop=lambda: self._closing)
            except files.Stopped:
                return None

        return self._session.apart(work)

    def verify(self) -> "Future[list[tuple[str, dict[str, str]]]]":
        """What is wrong with the file, looked at while one works: no save waits for it, and it looks again at a part that
        was changed meanwhile."""
        from pairing_desktop.store import integrity

        return self._session.inspect(integrity.verify)

    @staticmethod
    def backups(path: Path) -> "list[Backup]":
        """The backups that were made of a file, the newest first; the file itself may be gone or damaged."""
        from pairing_desktop.store import backups

        return backups.listed(path.resolve())

    @staticmethod
    def look_into(backup: Path) -> "Contents":
        """Check a backup from end to end and say what it holds.  Raises FileProblem that says what is wrong."""
        from pairing_desktop.store import backups, files

        files.check(backup)
        return backups.contents(backup)

    def repair(self) -> "Future[list[tuple[str, dict[str, str]]]]":
        """Make anew what follows from the kept rows; what was mended, in sentences.  Raises WriteRefused when read-only."""
        if self.read_only_reason is not None:
            raise self.read_only_reason
        from pairing_desktop.store import repair

        return self._session.write(repair.repair)

    @staticmethod
    def rescue(damaged: Path, target: Path, *, who: str = "", unit: str = "") -> "Rescue":
        """Make a new file of what can be read from a damaged one that no window holds; the damaged file is not changed."""
        damaged = damaged.resolve()
        lock = WriterLock(damaged)
        if writable(damaged) and not lock.take(who):
            raise WriteRefused(
                mark("Another window is editing this file ({holder}). Close it first."), holder=lock.holder() or "?"
            )
        try:
            from pairing_desktop.store import salvage

            return salvage.rescue(damaged, target.resolve(), who=who, unit=unit)
        finally:
            lock.release()

    @staticmethod
    def restore(backup: Path, path: Path, *, who: str = "") -> Path | None:
        """Put a verified backup in the place of a file that no window holds; returns where the old file is kept now."""
        path = path.resolve()
        lock = WriterLock(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        if not lock.take(who):
            raise WriteRefused(
                mark("Another window is editing this file ({holder}). Close it first; nothing was restored."),
                holder=lock.holder() or "?",
            )
        try:
            from pairing_desktop.store import files

            return files.restore(backup.resolve(), path)
        finally:
            lock.release()

    def close(self) -> None:
        """Finish the saves and copies that were asked for and let go of the file."""
        self._closing = True
        self._session.close()
        self._lock.release()
        if self._copy is not None:
            self._copy.cleanup()


class _Here(Questions):
    """Questions on the window's own thread: one page of an order already held, nothing that takes long."""

    def __init__(self, session: Session) -> None:
        super().__init__(session.here)
        self._path = session.path

    def rows(self, kind: str, ids: Sequence[int]) -> list[Row]:
        """As `Questions.rows`; raises Busy while a save is committing."""
        with words(self._path):
            return super().rows(kind, ids)
