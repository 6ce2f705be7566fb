"""The database threads: one writer and one reader, each owner of its connection, and one for long studies.

A save has the right of way: it interrupts the read that is running, commits, and the read is asked again.  A read
interrupted three times waits until no save has come for a second.  Without that, a reader's lock would make the
writer wait (or fail) at COMMIT.
"""

import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from queue import SimpleQueue
from typing import Any, TypeVar

from pairing_desktop.store.database import connect, words

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]

_PATIENCE = 3  # interruptions before a read waits for quiet
_QUIET_SECONDS = 1.0
_PROGRESS_STEPS = 5000  # virtual machine steps between two looks at whether a save is waiting


class Session:
    """A file opened for reading and, unless `read_only`, for writing.

    `read` and `write` return futures at once and may be called from any thread; the work they are given runs in the
    reader's or the writer's thread with its connection.  `here` is the connection of the thread that opened the file,
    for look-ups of well under a millisecond; it gives up after a tenth of a second while a save is committing.
    """

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self._saves = 0  # waiting or running
        self._last_save = 0.0
        self._quiet = threading.Condition()
        self._closing = False
        self._reads: SimpleQueue[tuple[Work[Any], Future[Any]] | None] = SimpleQueue()
        self._writes: SimpleQueue[tuple[Work[Any], Future[Any]] | None] = SimpleQueue()
        self._studies: SimpleQueue[tuple[Work[Any], Future[Any]] | None] = SimpleQueue()
        self._student: sqlite3.Connection | None = None
        self._reader = self._interruptible()
        self.here = connect(path, read_only=True, busy_ms=100)
        opened = path.stat()
        self._identity = (opened.st_dev, opened.st_ino)
        self._writer = None if read_only else connect(path, read_only=False)
        self._threads = [self._reading_thread("reader", self._reads, self._reader)]
        if not read_only:
            self._threads.append(threading.Thread(target=self._write_loop, name="writer", daemon=True))
        for thread in self._threads:
            thread.start()

    def read(self, work: Work[T]) -> "Future[T]":
        """Run `work` in the reader's thread."""
        future: Future[T] = Future()
        self._reads.put((work, future))
        return future

    def study(self, work: Work[T]) -> "Future[T]":
        """Run work that takes long in a thread of its own, so that no list waits for it.  A save interrupts its
        statements as those of a read."""
        future: Future[T] = Future()
        with self._quiet:
            if self._closing:
                future.cancel()
                return future
            if self._student is None:
                self._student = self._interruptible()
                thread = self._reading_thread("student", self._studies, self._student)
                self._threads.append(thread)
                thread.start()
        self._studies.put((work, future))
        return future

    def apart(self, work: Callable[[sqlite3.Connection], T]) -> "Future[T]":
        """Run work in a thread and with a connection of its own, which no save interrupts: it must let go of the file
        between small steps.  A file that lies elsewhere by now is read by the reader, who has it open."""
        if not self.is_in_place():
            return self.read(work)
        future: Future[T] = Future()

        def body() -> None:
            try:
                with words(self.path):
                    connection = connect(self.path, read_only=True)
                    try:
                        answer = work(connection)
                    finally:
                        connection.close()
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(answer)

        thread = threading.Thread(target=body, name="apart", daemon=True)
        self._threads.append(thread)
        thread.start()
        return future

    def is_in_place(self) -> bool:
        """Whether the file that was opened still lies under its name."""
        try:
            found = self.path.stat()
        except OSError:
            return False
        return (found.st_dev, found.st_ino) == self._identity

    def write(self, work: Work[T]) -> "Future[T]":
        """Run `work` in the writer's thread, ahead of every read."""
        assert not self.read_only
        future: Future[T] = Future()
        with self._quiet:
            self._saves += 1
        self._writes.put((work, future))
        return future

    def close(self) -> None:
        """Finish the saves and copies that were asked for, break off studies, stop all threads, close the connections."""
        self._closing = True
        self._writes.put(None)
        self._reads.put(None)
        self._studies.put(None)
        with self._quiet:
            self._quiet.notify_all()
            if self._student is not None:
                self._student.interrupt()
        for thread in reversed(self._threads):
            thread.join()
        for connection in (self._reader, self._student, self.here, self._writer):
            if connection is not None:
                connection.close()

    def _interruptible(self) -> sqlite3.Connection:
        connection = connect(self.path, read_only=True)
        connection.set_progress_handler(self._save_is_waiting, _PROGRESS_STEPS)
        return connection

    def _reading_thread(
        self, name: str, tasks: "SimpleQueue[tuple[Work[Any], Future[Any]] | None]", connection: sqlite3.Connection
    ) -> threading.Thread:
        return threading.Thread(target=self._read_loop, args=(tasks, connection), name=name, daemon=True)

    def _save_is_waiting(self) -> bool:
        return self._saves > 0

    def _write_loop(self) -> None:
        assert self._writer is not None
        while (task := self._writes.get()) is not None:
            work, future = task
            try:
                if future.set_running_or_notify_cancel():
                    _settle(future, work, self._writer, self.path)
            finally:
                with self._quiet:
                    self._saves -= 1
                    self._last_save = time.monotonic()
                    self._quiet.notify_all()

    def _read_loop(
        self, tasks: "SimpleQueue[tuple[Work[Any], Future[Any]] | None]", connection: sqlite3.Connection
    ) -> None:
        while (task := tasks.get()) is not None:
            work, future = task
            if self._closing or not future.set_running_or_notify_cancel():
                future.cancel()
                continue
            interrupted = 0
            while not self._closing:
                self._wait_for_quiet(_QUIET_SECONDS if interrupted >= _PATIENCE else 0.0)
                try:
                    with words(self.path):
                        answer = work(connection)
                except sqlite3.OperationalError as error:
                    if str(error) == "interrupted":
                        interrupted += 1
                        continue
                    future.set_exception(error)
                except BaseException as error:
                    future.set_exception(error)
                else:
                    future.set_result(answer)
                break
            else:
                future.set_exception(RuntimeError("the file was closed"))

    def _wait_for_quiet(self, seconds: float) -> None:
        with self._quiet:
            while not self._closing:
                wait = self._last_save + seconds - time.monotonic() if seconds else 0.0
                if self._saves == 0 and wait <= 0:
                    return
                self._quiet.wait(wait if self._saves == 0 else None)


def _settle(future: "Future[Any]", work: Work[Any], connection: sqlite3.Connection, path: Path) -> None:
    try:
        with words(path):
            answer = work(connection)
    except BaseException as error:
        future.set_exception(error)
    else:
        future.set_result(answer)
