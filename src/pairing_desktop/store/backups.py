"""The backups that the program makes by itself, in a folder beside the file.

They are ordered by the number in their names, never by the clock, and thinned to days, weeks and months only after the
newest one was verified and the one that stands for an older one still fits its check sum.
"""

import contextlib
import json
import shutil
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from pairing_desktop.domain.backups import Backup, Contents, name_of, read_name, superfluous
from pairing_desktop.domain.kinds import BY_RECORD
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import FileProblem
from pairing_desktop.store import files
from pairing_desktop.store.database import connect, examine, words

_ROOM = 1.1  # times the file's size that must be free
_SHOWN = 6  # newest operations told of a backup


def folder(path: Path) -> Path:
    """Where the backups of a file lie."""
    return path.with_name(f"{path.name}.backups")


def listed(path: Path) -> list[Backup]:
    """The backups of a file, the newest first; the file itself may be gone."""
    if not folder(path).is_dir():
        return []
    with words(folder(path)):
        named = [(one, one.stat()) for one in folder(path).iterdir()]
        own = path.stat() if path.exists() else None
    # A restore that was broken off leaves the file itself under a second name: that is no backup.
    found = [
        backup for one, known in named
        if (own is None or (known.st_dev, known.st_ino) != (own.st_dev, own.st_ino))
        and (backup := read_name(one, known.st_size)) is not None
    ]
    return sorted(found, key=lambda backup: backup.number, reverse=True)


def keep(
    path: Path, reason: str, *, opened: sqlite3.Connection | None = None, stop: files.Stop | None = None,
    at: datetime | None = None,
) -> Backup | None:
    """Make a verified backup of a file and thin the older ones; None when the newest already holds every operation.

    `reason` is a key of `domain.backups.REASONS`; `opened` and `stop` are as for `files.back_up`; `at` the moment, now.
    """
    moment = at or datetime.now(UTC)
    before = listed(path)
    if before and reason != "migration" and _newest_operation(path, opened) == _newest_operation(before[0].path, None):
        return None
    with words(path):
        size = path.stat().st_size
        folder(path).mkdir(exist_ok=True)
        if shutil.disk_usage(folder(path)).free < size * _ROOM:
            raise FileProblem(
                mark("There is no room for a backup of {file}: {size} MB are needed. Your data is unchanged."),
                file=path.name, size=int(size * _ROOM / 1_000_000) + 1,
            )
    target = _next(path, reason, moment)
    files.back_up(path, target, opened, stop)
    thin(path, moment)
    return read_name(target, target.stat().st_size)


def is_due(path: Path, now: datetime | None = None) -> bool:
    """Whether no backup was made today, or the clock is behind the newest one."""
    moment = now or datetime.now(UTC)
    newest = next(iter(listed(path)), None)
    if newest is None or newest.at is None:
        return True
    return newest.at > moment or newest.at.astimezone().date() != moment.astimezone().date()


def put_by(path: Path) -> Path:
    """Keep a closed, whole file that is about to be replaced as one more backup; returns where."""
    folder(path).mkdir(exist_ok=True)
    for one in folder(path).iterdir():
        if one.samefile(path):  # left by a restore that was broken off
            one.unlink()
    target = _next(path, "replaced", datetime.now(UTC))
    files.link(path, target)
    files.write_note(target, files.hash_of(target))  # syncs the new name too
    return target


def thin(path: Path, now: datetime) -> list[Backup]:
    """Remove superfluous backups and return them; those whose stand-in no longer fits its check sum stay."""
    gone = []
    whole: dict[Path, bool] = {}
    for backup, standing in superfluous(listed(path), now):
        if standing.path not in whole:
            whole[standing.path] = _fits(standing.path)
        if whole[standing.path]:
            with contextlib.suppress(OSError):  # one that cannot be removed is only one too many
                backup.path.unlink()
                files.note_of(backup.path).unlink(missing_ok=True)
                gone.append(backup)
    return gone


def contents(path: Path) -> Contents:
    """What a backup of any format holds.  Raises FileProblem when it cannot be read."""
    version = examine(path)
    connection = connect(path, read_only=True)
    try:
        with words(path):
            counts = {
                BY_RECORD[kind].name: number
                for kind, number in connection.execute(
                    "SELECT kind, count(*) FROM record WHERE deleted_at IS NULL GROUP BY kind"
                ).fetchall() if kind in BY_RECORD
            }
            counts["claims"] = connection.execute("SELECT count(*) FROM claim WHERE deleted_at IS NULL").fetchone()[0]
            newest = tuple(
                (str(at), str(who), str(label), json.loads(values))
                for at, who, label, values in connection.execute(
                    f"SELECT at, who, label, label_values FROM operation ORDER BY id DESC LIMIT {_SHOWN}"
                ).fetchall()
            )
    finally:
        connection.close()
    return Contents(version, counts, newest)


def _fits(path: Path) -> bool:
    try:
        return files.note_of(path).read_text(encoding="utf-8").split()[:1] == [files.hash_of(path)]
    except (OSError, UnicodeDecodeError):
        return False


def _next(path: Path, reason: str, at: datetime) -> Path:
    known = listed(path)
    return folder(path) / name_of(known[0].number + 1 if known else 1, at, reason)


def _newest_operation(path: Path, opened: sqlite3.Connection | None) -> object:
    """Number and hash of the newest operation, and how often the file was made new; None when it cannot be told."""
    try:
        connection = opened or connect(path, read_only=True)
        try:
            return connection.execute(
                "SELECT id, hash, (SELECT value FROM setting WHERE name = 'uid') FROM operation ORDER BY id DESC LIMIT 1"
            ).fetchone()
        finally:
            if opened is None:
                connection.close()
    except (sqlite3.Error, FileProblem):
        return object()  # unlike any other: a backup is made
