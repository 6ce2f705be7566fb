"""Long looks at a file that take no lock, so that no save waits for them.

SQLite is told that the file does not change, and neither locks it nor looks for a journal.  What was seen holds only when
nobody wrote meanwhile, which a connection that does take locks can tell; otherwise it is looked at again.
"""

import sqlite3
import time
from collections.abc import Callable
from typing import TypeVar

from pairing_desktop.store.database import connect, file_of, widen
from pairing_desktop.store.files import Stop, Stopped

T = TypeVar("T")
_STEPS = 50_000  # of SQLite's machine between two looks at whether to stop
_LONGEST_WAIT = 2.0  # seconds before another try, while one save follows the other


def look(
    opened: sqlite3.Connection, work: Callable[[sqlite3.Connection], T], stop: Stop, at: list[sqlite3.Connection]
) -> T:
    """What `work` says of the file that `opened` has open, which must still lie under its name.

    The connection that is read stands `at` hand meanwhile, for whoever wants to break off a long step.  Raises Stopped.
    """
    wait = 0.05
    while not stop():
        before, failed = _version(opened), None
        connection = connect(file_of(opened), read_only=True, unlocked=True)
        at.append(connection)
        try:
            widen(connection)
            connection.set_progress_handler(stop, _STEPS)
            answer = work(connection)
        except sqlite3.Error as error:  # what is half written looks like damage
            failed = error
        finally:
            at.remove(connection)
            connection.close()
        if _version(opened) == before and not stop():
            if failed is not None:
                raise failed
            return answer
        time.sleep(wait)
        wait = min(2 * wait, _LONGEST_WAIT)
    raise Stopped


def _version(opened: sqlite3.Connection) -> int:
    """A number that every commit of another connection changes.  Takes the lock of a reader for a moment: no commit is
    under way then."""
    return int(opened.execute("PRAGMA data_version").fetchone()[0])
