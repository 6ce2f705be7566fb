"""Making, opening, copying and putting back a file of facts."""

import contextlib
import errno
import hashlib
import os
import shutil
import sqlite3
import uuid
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import FileProblem
from pairing_desktop.store import shape
from pairing_desktop.store.database import SCHEMA_VERSION, connect, examine, format_of, words
from pairing_desktop.store.writing import now, transaction

Stop = Callable[[], bool]
_SEARCHED_AS_TODAY = 4  # the format since which search has its shape
_STEP = 1024  # pages copied while the file is held: a save waits no longer than that
_PIECE = 1 << 22
_WAIT = 0.02  # seconds until the next try while a save is committing


class Stopped(Exception):
    """A copy was broken off because its caller asked to stop."""


def create(path: Path, *, who: str, unit: str, with_facts: bool) -> None:
    """Make a new file, whole or not at all: it gets its name when it is finished.  Never overwrites."""
    # Here, because they import sqlite-utils: an existing file is opened without it.
    from pairing_desktop.store import schema, seed

    if path.exists():
        raise FileProblem(mark("There is already a file {file}. Choose another name."), file=str(path))
    part = path.with_name(f"{path.name}.part")
    with words(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        part.touch()
    try:
        connection = connect(part, read_only=False)
        try:
            with words(path):
                schema.migrate(connection)
                with transaction(connection):
                    connection.executemany(
                        "INSERT INTO setting (name, value) VALUES (?, ?)", [("uid", str(uuid.uuid4())), ("made_at", now())]
                    )
                if with_facts:
                    seed.plant(connection, who=who, unit=unit)
        finally:
            connection.close()
        with words(path):
            put_in_place(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def bring_up_to_date(path: Path) -> bool:
    """Migrate an older file, or one with views or triggers that are not ours, after a backup of it; whether it had to.
    Files of today are left alone."""
    from pairing_desktop.store import backups

    if shape.is_current(path):
        return False
    backups.keep(path, "migration")
    _migrate(path)
    return True


def todays_copy(path: Path, folder: Path) -> Path:
    """A copy of an older file in `folder`, brought to today's format: for looking at what may not be changed."""
    copy = folder / path.name
    back_up(path, copy)
    _migrate(copy)
    return copy


def _migrate(path: Path) -> None:
    from pairing_desktop.store import indexing, schema

    connection = connect(path, read_only=False)
    try:
        with words(path):
            before = format_of(connection, path)
            schema.migrate(connection)
            if before not in range(_SEARCHED_AS_TODAY, SCHEMA_VERSION):  # a file of today comes here when it was altered
                with transaction(connection):
                    indexing.rebuild(connection)
    except sqlite3.OperationalError as error:
        if not str(error).startswith("no such"):
            raise
        raise FileProblem(
            mark("{file} lacks parts that a file of facts has. It was not changed; rescue it into a new file."), file=str(path)
        ) from error
    finally:
        connection.close()


def back_up(path: Path, target: Path, opened: sqlite3.Connection | None = None, stop: Stop | None = None) -> str:
    """Copy the file to `target` through SQLite, verify the copy by opening it, write its SHA-256 beside it.

    `opened` is a connection that has the file open already, None to open it by its path.  Saves go on meanwhile.
    Written beside and renamed, so that `target` is never half a backup.  Returns the hash.  Raises Stopped when `stop`
    says so on the way.
    """
    part = target.with_name(f"{target.name}.part")
    with words(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        source = opened or connect(path, read_only=True)
        try:
            _copy(source, part, stop)
            check(part, stop)
            digest = hash_of(part, stop)
            note_of(target).unlink(missing_ok=True)  # the note of an earlier copy of that name would not fit the new one
            put_in_place(part, target)
            write_note(target, digest)
        finally:
            if opened is None:
                source.close()
            part.unlink(missing_ok=True)
    return digest


def _copy(source: sqlite3.Connection, part: Path, stop: Stop | None) -> None:
    def look(_status: int, _left: int, _pages: int) -> None:
        if stop is not None and stop():
            raise Stopped

    copy = sqlite3.connect(part)
    try:
        copy.execute("PRAGMA journal_mode = OFF")  # half a copy is thrown away, and put_in_place syncs a whole one
        copy.execute("PRAGMA synchronous = OFF")
        source.backup(copy, pages=_STEP, progress=look, sleep=_WAIT)
    finally:
        copy.close()


def restore(backup: Path, path: Path) -> Path | None:
    """Put a backup in the place of `path`; the file that was there is kept, and returned where.

    A file that is whole is kept as one more backup, any other beside its old place under a name that says so.  The
    backup is checked from end to end first.  The file must not be open.  At every moment there is either the old file or
    the new one under `path`.
    """
    from pairing_desktop.store import backups

    check(backup)
    with words(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.part")
        try:
            shutil.copyfile(backup, part)
            if hash_of(part) != hash_of(backup):
                raise FileProblem(mark("{file} could not be copied whole. Nothing was restored."), file=str(backup))
            kept = None
            if path.exists():
                kept = backups.put_by(path) if _settled(path) else _keep_damaged(path)
            for leftover in ("-journal", "-wal", "-shm"):
                with contextlib.suppress(FileNotFoundError):
                    side = path.with_name(path.name + leftover)
                    side.replace(free(side.with_name(f"{(kept or path).name}{leftover}")))
            put_in_place(part, path)
        finally:
            part.unlink(missing_ok=True)
    return kept


def _settled(path: Path) -> bool:
    """Whether a file is whole, after SQLite has rolled back what a broken-off save may have left beside it."""
    try:
        connection = connect(path, read_only=False)
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
        finally:
            connection.close()
        check(path)
    except (sqlite3.Error, FileProblem):
        return False
    return True


def _keep_damaged(path: Path) -> Path:
    kept = free(path.with_name(f"{path.stem}.damaged-{datetime.now():%Y-%m-%d}{path.suffix}"))
    link(path, kept)
    sync_folder(kept.parent)
    return kept


def link(path: Path, other: Path) -> None:
    """Give a closed file a second name, or copy it where the disk knows no second names."""
    try:
        os.link(path, other)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EROFS, errno.EACCES):
            raise
        part = other.with_name(f"{other.name}.part")
        shutil.copyfile(path, part)
        put_in_place(part, other)


def put_in_place(part: Path, path: Path) -> None:
    """Rename a finished file to its name so that a loss of power leaves the old file or the whole new one."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make names that were given or taken away in a folder survive a loss of power, where the system can."""
    with contextlib.suppress(OSError):  # Windows opens no folders; its file system keeps names by itself
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def free(path: Path) -> Path:
    """`path`, or the first name after it that nobody has."""
    number, found = 1, path
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return found


def note_of(path: Path) -> Path:
    """The file beside a copy that holds its SHA-256."""
    return path.with_name(f"{path.name}.sha256")


def write_note(path: Path, digest: str) -> None:
    """Keep the SHA-256 of a copy beside it, whole or not at all."""
    note = note_of(path)
    part = note.with_name(f"{note.name}.part")
    try:
        part.write_text(f"{digest}  {path.name}\n", encoding="utf-8")
        put_in_place(part, note)
    finally:
        part.unlink(missing_ok=True)


def hash_of(path: Path, stop: Stop | None = None) -> str:
    """SHA-256 of a file that this process has not open."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            if stop is not None and stop():
                raise Stopped
            digest.update(piece)
    return digest.hexdigest()


def check(path: Path, stop: Stop | None = None) -> None:
    """Open a closed copy and check it from end to end, against its SHA-256 too when that lies beside it.

    Raises FileProblem that says what is wrong.
    """
    from pairing_desktop.store import integrity

    examine(path)
    with words(path):
        note = note_of(path)
        if note.exists() and note.read_text(encoding="utf-8").split()[:1] != [hash_of(path, stop)]:
            raise FileProblem(
                mark("{file} was changed since it was made: its check sum differs. Nothing was restored."), file=str(path)
            )
        connection = connect(path, read_only=True)
        try:
            if stop is not None:
                connection.set_progress_handler(lambda: stop(), 100_000)
            whole = integrity.is_whole(connection)
        except sqlite3.OperationalError as error:
            if str(error) == "interrupted":
                raise Stopped from error
            raise
        finally:
            connection.close()
    if not whole:
        raise FileProblem(mark("{file} is damaged. It was not changed."), file=str(path))
