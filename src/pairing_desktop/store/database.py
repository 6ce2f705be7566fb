"""Connections to a file of facts: how one is opened, what is refused, and how SQLite's errors become words.

Plain sqlite3 on purpose: this is on the way to the first paint, and `import sqlite_utils` costs as much as Qt.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import FileProblem, Problem, WriteRefused

Connection = sqlite3.Connection  # for the annotations of layers that do not know SQLite


class KeepingConnection(sqlite3.Connection):
    """A connection of ours.  `kept` holds what was worked out from the file for this connection's own thread."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept: dict[str, object] = {}


APPLICATION_ID = 0x50414952  # "PAIR"
SCHEMA_VERSION = 5  # number of the newest migration
BUSY_MS = 5000
SHORT_BUSY_MS = 250  # where the window may be waiting


class Busy(Problem):
    """Another connection is committing this very moment: ask again in a few milliseconds."""


def connect(path: Path, *, read_only: bool, busy_ms: int = BUSY_MS, unlocked: bool = False) -> KeepingConnection:
    """A connection with every pragma set.  The file must exist.  Raises FileProblem in words.

    One that is `unlocked` takes no lock, and takes the file for what it is now: see `store.unlocked`.
    """
    uri = f"{path.resolve().as_uri()}?mode={'ro' if read_only else 'rw'}{'&immutable=1' if unlocked else ''}"
    with words(path):
        connection = sqlite3.connect(
            uri, uri=True, isolation_level=None, check_same_thread=False, factory=KeepingConnection
        )
        for pragma in (
            f"busy_timeout = {busy_ms}",
            "foreign_keys = ON",
            "trusted_schema = OFF",
            "recursive_triggers = ON",  # else REPLACE walks past the append-only guards
            "cell_size_check = ON",
            "temp_store = MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}")
        if read_only:
            connection.execute("PRAGMA query_only = ON")
        else:
            connection.execute("PRAGMA synchronous = EXTRA")
            widen(connection)
    return connection


def widen(connection: sqlite3.Connection) -> None:
    """Room for many pages, for a connection that reads or writes much.  Reads the whole schema: best in its own thread."""
    connection.execute("PRAGMA cache_size = -16384")


def examine(path: Path) -> int:
    """The schema version of the file at `path`.  Raises FileProblem for anything that is not a file of ours."""
    with looking(path) as connection:
        return format_of(connection, path)


@contextmanager
def looking(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection for a first look at a file that may be anything.  Raises FileProblem where there is nothing to look at.

    Only SQLite touches the file: opening it ourselves would drop locks this process may hold on it.
    """
    if not path.exists():
        raise FileProblem(mark("There is no file {file}. It may have been moved or renamed."), file=str(path))
    if path.is_dir():
        raise FileProblem(mark("{file} is a folder, not a file of facts."), file=str(path))
    if path.stat().st_size == 0:
        raise FileProblem(
            mark("{file} is empty. Nothing can be read from it; a backup may hold what it held."), file=str(path)
        )
    _roll_back(path)
    connection = connect(path, read_only=True, busy_ms=SHORT_BUSY_MS)
    try:
        with words(path):
            yield connection
    finally:
        connection.close()


def format_of(connection: sqlite3.Connection, path: Path) -> int:
    """The schema version of a file that is looked into.  Raises FileProblem for that of another program or a newer one."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if application != APPLICATION_ID or (version == 0 and tables):
        raise FileProblem(
            mark("{file} belongs to another program. It was not changed."), file=str(path)
        )
    if version > SCHEMA_VERSION:
        raise FileProblem(
            mark("{file} was made by a newer version of this program (format {theirs}, this one reads {ours}). "
                 "It was not changed. Install the newer version to open it."),
            file=str(path), theirs=version, ours=SCHEMA_VERSION,
        )
    return version


def _roll_back(path: Path) -> None:
    """Take back what a save that was broken off left half done: SQLite does so at the first look, but only one that may write.

    The journal of a save that goes on this moment is left alone: SQLite's own locks tell the two apart.
    """
    journal = path.with_name(f"{path.name}-journal")
    if not journal.exists() or journal.stat().st_size == 0:
        return
    try:
        with words(path):
            connection = connect(path, read_only=False, busy_ms=SHORT_BUSY_MS)
            try:
                connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            finally:
                connection.close()
    except WriteRefused as error:
        raise FileProblem(
            mark("The last save into {file} was broken off and has to be taken back, but the file cannot be written here. "
                 "Open it from where it can be written; do not remove the file {journal} beside it."),
            file=str(path), journal=journal.name,
        ) from error


def file_of(connection: sqlite3.Connection) -> Path:
    """The file that a connection has open."""
    return Path(connection.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()[0])


def writable(path: Path) -> bool:
    """Whether this user may write the file and its folder (SQLite keeps its journal beside the file)."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


@contextmanager
def words(path: Path) -> Iterator[None]:
    """Turn SQLite's errors about the world into FileProblem; bugs of ours pass through unchanged."""
    try:
        yield
    except sqlite3.Error as error:
        problem = explain(error, path)
        if problem is None:
            raise
        raise problem from error
    except (MemoryError, OSError) as error:
        raise FileProblem(
            mark("{file} could not be read or written: {reason}. Your data is unchanged."),
            file=str(path), reason=str(error) or type(error).__name__,
        ) from error


def explain(error: sqlite3.Error, path: Path) -> Problem | None:
    """The sentence for an error that is the world's fault; None when it is ours."""
    code = getattr(error, "sqlite_errorname", "") or ""
    text = str(error)
    file = str(path)
    if code.startswith("SQLITE_BUSY") or code.startswith("SQLITE_LOCKED"):
        return Busy(mark("{file} is in use by another program at this moment. Nothing was lost; try again."), file=file)
    if code.startswith("SQLITE_FULL"):
        return FileProblem(mark("The edit could not be saved: the disk is full. Nothing was lost."))
    if code == "SQLITE_READONLY_DBMOVED":
        return FileProblem(
            mark("{file} was moved, deleted or replaced while it was open. Nothing was saved; use “Save a copy”."),
            file=file,
        )
    if code.startswith("SQLITE_READONLY") or "readonly" in text:
        return WriteRefused(mark("{file} is read-only. Nothing was changed."), file=file)
    if code.startswith("SQLITE_IOERR"):
        return FileProblem(
            mark("{file} could not be read or written (the disk or the connection failed). Your data is unchanged."),
            file=file,
        )
    if code.startswith("SQLITE_NOTADB") or "file is not a database" in text:
        guess = _guess(path)
        if not guess:
            return FileProblem(mark("{file} is not a file of facts. It was not changed."), file=file)
        return FileProblem(
            mark("{file} is not a file of facts: it looks like {guess}. It was not changed."), file=file, guess=guess
        )
    if code.startswith("SQLITE_CORRUPT") or "malformed" in text:
        return FileProblem(
            mark("{file} is damaged. It was not changed; restore a backup and keep this file for rescue."), file=file
        )
    if code.startswith("SQLITE_CANTOPEN") or "unable to open" in text:
        return FileProblem(mark("{file} cannot be opened. Look whether you may read it and its folder."), file=file)
    return None


def _guess(path: Path) -> str:
    """The name of the format that a refused file may have, "" for none; read only then, with no locks to lose."""
    try:
        with path.open("rb") as file:
            head = file.read(512)
    except OSError:
        return ""
    for start, name in ((b"PK", "xlsx, docx, zip"), (b"%PDF", "PDF"), (b"SQLite format 3", "SQLite")):
        if head.startswith(start):
            return name
    return "text" if not any(byte < 9 for byte in head) else ""
