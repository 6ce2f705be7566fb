"""One writer a file: an advisory lock on `NAME.lock` beside it, which the system lets go when the process ends.

Whoever closes the file properly empties the lock file; words that are found in it tell of a process that died.

The lock is never taken on the file of facts itself: closing any handle of it would drop SQLite's own locks.
Written for Windows too (msvcrt), not run on it.
"""

import contextlib
import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class WriterLock:
    """Held while this process may write.  `holder` tells who has it when `take` failed, `left_by` who held it last
    without closing the file properly ("" for nobody)."""

    def __init__(self, path: Path) -> None:
        self._path = path.with_name(path.name + ".lock")
        self._file: TextIO | None = None
        self.left_by = ""
        self.failed = ""  # why the lock could be neither taken nor found held: the disk refused it

    def take(self, who: str) -> bool:
        """Try to become the writer; False when another process is, or when the folder cannot be written."""
        try:
            # Not truncated before the lock is ours: the text names the holder.
            file = self._path.open("a+", encoding="utf-8")
        except OSError as error:
            self.failed = error.strerror or type(error).__name__
            return False
        try:
            _lock(file)
        except OSError:
            file.close()
            return False
        self.left_by = self.holder()
        with contextlib.suppress(OSError):  # a full disk: the lock holds all the same, it only names nobody
            file.seek(0)
            file.truncate()
            file.write(f"{who or '?'}, {platform.node()}, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.getpid()}\n")
            file.flush()
        self._file = file
        return True

    @property
    def held(self) -> bool:
        return self._file is not None

    def holder(self) -> str:
        """Who holds the lock, as they wrote it: name, computer, since when; empty when nobody left a word."""
        try:
            text = self._path.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return ""
        return text.rpartition(", ")[0]

    def release(self) -> None:
        if self._file is None:
            return
        with contextlib.suppress(OSError):
            self._file.truncate(0)
        with contextlib.suppress(OSError):  # words that the disk had no room for
            self._file.close()
        self._file = None


def _lock(file: TextIO) -> None:
    if sys.platform == "win32":
        # A byte far behind the text, so that others can still read who holds it.
        file.seek(1 << 20)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
