"""The database threads: one writer and one reader, each owner of its connection, and one each for studies and pictures.

A save has the right of way: it interrupts the read that is running, commits, and the read is asked again.  A read
interrupted three times waits until no save has come for a second.  Without that, a reader's lock would make the
writer wait (or fail) at COMMIT.  What only follows from saves, and may come later, is written behind them while nobody
reads: a check of the whole file writes so often that no long read would ever end.  An answer that nobody wants any more
is broken off in the same way, and not asked again.
"""

import gc
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from typing import Any, TypeVar

from pairing_desktop.store.database import Busy, connect, widen, words

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]
READER, STUDENT, PAINTER = "reader", "student", "painter"

_PATIENCE = 3  # interruptions before a read waits for quiet
_QUIET_SECONDS = 1.0
_MANY_VALUES = 200_000
_PROGRESS_STEPS = 5000  # virtual machine steps between two looks at whether a save is waiting


class Answer(Future[T]):
    """An answer to come."""

    withdrawn = False
    is_light = False  # made in short steps, beside which may be written

    def withdraw(self) -> None:
        """Nobody wants it any more: it is not begun, or broken off at its next statement."""
        self.withdrawn = True
        self.cancel()


@dataclass
class _Desk:
    """A thread that reads, the connection it owns, what it was given and what it is at."""

    connection: sqlite3.Connection
    tasks: "SimpleQueue[tuple[Work[Any], Answer[Any]] | None]" = field(default_factory=SimpleQueue)
    at: Answer[Any] | None = None


class _Sweeping:
    """Garbage is not looked for while an answer is made: among the values of many rows each look holds every thread, the
    window's too, for seconds.  An answer of very many values is left out of later looks as well: values hold no rings."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held = 0
        self._was = False

    def __enter__(self) -> None:
        with self._lock:
            if not self._held:
                self._was = gc.isenabled()
                gc.disable()
            self._held += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._held -= 1
            if self._held:
                return
            if gc.get_count()[0] > _MANY_VALUES:
                gc.freeze()
            if self._was:
                gc.enable()


_sweeping = _Sweeping()


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
        self._writes: deque[tuple[Work[Any], Future[Any]]] = deque()
        self._behind: deque[tuple[Work[Any], Future[Any]]] = deque()  # writes that wait until nobody reads
        self._is_tidying = False  # one of them is being done
        self._is_written = False  # the file was closed, nothing is written any more
        self._desks: dict[str, _Desk] = {}
        self._threads: list[threading.Thread] = []
        self._looking: list[sqlite3.Connection] = []  # those that read without a lock
        self.here = connect(path, read_only=True, busy_ms=100)
        opened = path.stat()
        self._identity = (opened.st_dev, opened.st_ino)
        self._writer = None if read_only else connect(path, read_only=False)
        self._open_desk(READER)
        if not read_only:
            self._threads.append(threading.Thread(target=self._write_loop, name="writer", daemon=True))
            self._threads[-1].start()

    def read(self, work: Work[T]) -> "Answer[T]":
        """Run `work` in the reader's thread."""
        answer: Answer[T] = Answer()
        self._desks[READER].tasks.put((work, answer))
        return answer

    def study(self, work: Work[T], desk: str = STUDENT, *, light: bool = False) -> "Answer[T]":
        """Run work that takes long in a thread of its own, so that no list waits for it; no picture waits for a check
        either, which has another.  A save interrupts its statements as those of a read.  `light` work has none that
        are long, and is written beside by `write_behind`."""
        answer: Answer[T] = Answer()
        answer.is_light = light
        with self._quiet:
            if self._closing:
                answer.cancel()
                return answer
            if desk not in self._desks:
                self._open_desk(desk)
        self._desks[desk].tasks.put((work, answer))
        return answer

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

    def inspect(self, work: Callable[[Callable[[Work[T]], T]], T]) -> "Future[T]":
        """Run a long look at the whole file, for which no save waits: `work` is given what makes each of its steps.  A step
        during which somebody saved is made again; closing the file breaks it off."""
        from pairing_desktop.store import unlocked

        def look(connection: sqlite3.Connection, step: Work[T]) -> T:
            if not self.is_in_place():  # what is open can only be read through the connections that have it
                return step(connection)
            return unlocked.look(connection, step, lambda: self._closing, self._looking)

        return self.apart(lambda connection: work(lambda step: look(connection, step)))

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
            for desk in self._desks.values():  # a step as long as the check of a whole table asks nobody whether to stop
                desk.connection.interrupt()
            self._writes.append((work, future))
            self._quiet.notify_all()
        return future

    def write_behind(self, work: Work[T]) -> "Future[T]":
        """Run `work`, which only follows from saves, in the writer's thread when no save waits and nobody reads: it
        interrupts nothing.  One after the other."""
        assert not self.read_only
        future: Future[T] = Future()
        with self._quiet:
            if self._is_written:
                future.cancel()
                return future
            self._behind.append((work, future))
            self._quiet.notify_all()
        return future

    def close(self) -> None:
        """Finish the saves and copies that were asked for, break off studies, stop all threads, close the connections."""
        if self._closing:
            return
        with self._quiet:
            self._closing = True
            self._quiet.notify_all()
            for name, desk in self._desks.items():
                desk.tasks.put(None)
                if name != READER:
                    desk.connection.interrupt()
        for thread in reversed(self._threads):
            while thread.is_alive():
                self._break_off_looks()
                thread.join(0.05)
        for connection in (*(desk.connection for desk in self._desks.values()), self.here, self._writer):
            if connection is not None:
                connection.close()

    def _break_off_looks(self) -> None:
        """A step as long as the check of all pages asks nobody whether to stop."""
        for connection in tuple(self._looking):
            with suppress(sqlite3.ProgrammingError):  # closed a moment ago
                connection.interrupt()

    def _open_desk(self, name: str) -> None:
        connection = connect(self.path, read_only=True)
        desk = self._desks[name] = _Desk(connection)
        connection.set_progress_handler(lambda: self._is_to_stop(desk), _PROGRESS_STEPS)
        self._threads.append(threading.Thread(target=self._read_loop, args=(desk,), name=name, daemon=True))
        self._threads[-1].start()

    def _is_to_stop(self, desk: _Desk) -> bool:
        """Whether a save is waiting, or nobody waits for the answer."""
        return self._saves > 0 or (desk.at is not None and desk.at.withdrawn)

    def _write_loop(self) -> None:
        assert self._writer is not None
        while (task := self._next_write()) is not None:
            (work, future), is_save = task
            again = False
            try:
                if future.running() or future.set_running_or_notify_cancel():
                    again = _settle(future, work, self._writer, self.path, again=not is_save)
            finally:
                with self._quiet:
                    if is_save:
                        self._saves -= 1
                        self._last_save = time.monotonic()
                    else:
                        self._is_tidying = False
                        if again:
                            self._behind.appendleft((work, future))
                    self._quiet.notify_all()

    def _next_write(self) -> tuple[tuple[Work[Any], Future[Any]], bool] | None:
        """What to write next and whether it is a save; None when the file is closed and all is written."""
        with self._quiet:
            while True:
                if self._writes:
                    return self._writes.popleft(), True
                if self._behind and (self._closing or not self._is_read()):
                    self._is_tidying = True
                    return self._behind.popleft(), False
                if self._closing:
                    self._is_written = True
                    return None
                self._quiet.wait()

    def _is_read(self) -> bool:
        """Whether something is being read that takes long."""
        return any(desk.at is not None and not desk.at.is_light for desk in self._desks.values())

    def _read_loop(self, desk: _Desk) -> None:
        with suppress(sqlite3.Error):  # a file that cannot be read is told by the first read
            widen(desk.connection)
        while (task := desk.tasks.get()) is not None:
            work, future = task
            if self._closing or not future.set_running_or_notify_cancel():
                future.cancel()
                continue
            desk.at, interrupted = future, 0
            while not self._closing:
                self._wait_for_quiet(_QUIET_SECONDS if interrupted >= _PATIENCE else 0.0, light=future.is_light)
                try:
                    with words(self.path), _sweeping:
                        answer = work(desk.connection)
                except sqlite3.OperationalError as error:
                    if str(error) == "interrupted" and not future.withdrawn:
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
            with self._quiet:
                desk.at = None
                self._quiet.notify_all()

    def _wait_for_quiet(self, seconds: float, *, light: bool) -> None:
        with self._quiet:
            while not self._closing:
                wait = self._last_save + seconds - time.monotonic() if seconds else 0.0
                is_written = self._saves > 0 or (self._is_tidying and not light)
                if not is_written and wait <= 0:
                    return
                self._quiet.wait(None if is_written else wait)


def _settle(
    future: "Future[Any]", work: Work[Any], connection: sqlite3.Connection, path: Path, *, again: bool
) -> bool:
    """Do a piece of writing.  True when it is to be tried `again`, for somebody read this very moment."""
    try:
        with words(path):
            answer = work(connection)
    except Busy as error:
        if again:
            return True
        future.set_exception(error)
    except BaseException as error:
        future.set_exception(error)
    else:
        future.set_result(answer)
    return False
