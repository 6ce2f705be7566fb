"""Making, opening and copying a file of facts."""

import contextlib
import hashlib
import os
import shutil
import sqlite3
import uuid
from pathlib import Path

from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import FileProblem
from pairing_desktop.store.database import SCHEMA_VERSION, connect, examine, words
from pairing_desktop.store.writing import now, transaction


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
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def bring_up_to_date(path: Path) -> bool:
    """Migrate an older file, after a backup beside it; whether it had to.  Files of today are left alone."""
    if examine(path) == SCHEMA_VERSION:
        return False
    # An earlier backup of that name is kept: it may be all that is left of what the file held then.
    back_up(path, _free(path.with_name(f"{path.stem}.before-format-{SCHEMA_VERSION}{path.suffix}")))
    _migrate(path)
    return True


def todays_copy(path: Path, folder: Path) -> Path:
    """A copy of an older file in `folder`, brought to today's format: for looking at what may not be changed."""
    copy = folder / path.name
    back_up(path, copy)
    _migrate(copy)
    return copy


def _migrate(path: Path) -> None:
    from pairing_desktop.store import schema

    connection = connect(path, read_only=False)
    try:
        with words(path):
            schema.migrate(connection)
    finally:
        connection.close()


def back_up(path: Path, target: Path, opened: sqlite3.Connection | None = None) -> str:
    """Copy the file to `target` through SQLite, verify the copy by opening it, write its SHA-256 beside it.

    `opened` is a connection that has the file open already, None to open it by its path.
    Written beside and renamed, so that `target` is never half a backup.  Returns the hash.
    """
    part = target.with_name(f"{target.name}.part")
    with words(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        source = opened or connect(path, read_only=True)
        try:
            copy = sqlite3.connect(part)
            try:
                source.backup(copy)
            finally:
                copy.close()
            _verify(part)
            with part.open("rb") as file:  # the copy, never the open file itself
                digest = hashlib.file_digest(file, "sha256").hexdigest()
                os.fsync(file.fileno())
            part.replace(target)
            target.with_name(f"{target.name}.sha256").write_text(f"{digest}  {target.name}\n", encoding="utf-8")
        finally:
            if opened is None:
                source.close()
            part.unlink(missing_ok=True)
    return digest


def restore(backup: Path, path: Path) -> Path | None:
    """Put a backup in the place of `path`; the file that was there is kept under a new name, which is returned.

    The backup is examined and checked against its SHA-256 first.  The file must not be open.
    """
    examine(backup)
    with words(backup):
        note = backup.with_name(f"{backup.name}.sha256")
        if note.exists():
            with backup.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            if note.read_text(encoding="utf-8").split()[0] != digest:
                raise FileProblem(
                    mark("{file} was changed since it was made: its check sum differs. Nothing was restored."),
                    file=str(backup),
                )
        _verify(backup)
    with words(path):
        part = path.with_name(f"{path.name}.part")
        shutil.copyfile(backup, part)
        kept = None
        if path.exists():
            kept = _free(path.with_name(f"{path.stem}.replaced{path.suffix}"))
            path.replace(kept)
        for leftover in ("-journal", "-wal", "-shm"):
            with contextlib.suppress(FileNotFoundError):
                side = path.with_name(path.name + leftover)
                side.replace(_free(side.with_name(f"{side.name}.replaced")))
        part.replace(path)
    return kept


def _free(path: Path) -> Path:
    number, found = 1, path
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return found


def _verify(path: Path) -> None:
    """Open a copy and check it from end to end."""
    connection = connect(path, read_only=True)
    try:
        answer = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    finally:
        connection.close()
    if answer != "ok":
        raise FileProblem(mark("{file} is damaged. It was not changed."), file=str(path))
