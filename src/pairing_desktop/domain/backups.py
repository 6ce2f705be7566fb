"""Backups as values: what one is called, what it holds, and which of many are kept."""

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pairing_desktop.domain.language import mark

REASONS = {  # why a backup was made, as its name says and as a person reads it
    "day": mark("First opening of the day"),
    "migration": mark("Before the file was brought to a newer format"),
    "import": mark("Before an import"),
    "replaced": mark("Replaced by a backup"),
}
DAYS, WEEKS, MONTHS, NEWEST = 7, 5, 24, 3  # how many of each keep a backup
_NAME = re.compile(r"(\d{6,})-(\d{8})-(\d{6})-([a-z]+)")


@dataclass(frozen=True)
class Backup:
    """A backup on disk.  `number` is its place in the sequence, 0 for a file that was chosen by hand.

    `at` is the clock's word for when it was made, in UTC: for people and for thinning, never for order.
    """

    path: Path
    number: int = 0
    at: datetime | None = None
    reason: str = ""
    size: int = 0  # bytes


@dataclass(frozen=True)
class Contents:
    """What a file of facts holds: live rows by kind, the newest operations (when, who, label, values) first."""

    version: int
    counts: dict[str, int]
    newest: tuple[tuple[str, str, str, dict[str, str]], ...]


@dataclass(frozen=True)
class Rescue:
    """What was saved from a damaged file into `target`, by table: how many rows are `kept`, and `rebuilt` among them from
    the history; short names or numbers of rows `lost`, and `doubtful`: what they say now differs from a broken history."""

    target: Path
    kept: dict[str, int]
    rebuilt: dict[str, int]
    lost: dict[str, tuple[str, ...]]
    doubtful: dict[str, tuple[str, ...]]
    whole_history: bool  # the history was kept as it was; otherwise the rows begin a new one
    history_file: Path | None = None  # where the readable rest of a broken history was written
    unread: int = 0  # rows that stood on a page and made no sense


def name_of(number: int, at: datetime, reason: str) -> str:
    """The file name of a backup.

    >>> name_of(7, datetime(2026, 11, 23, 8, 5, 0, tzinfo=UTC), "day")
    '000007-20261123-080500-day.db'
    """
    return f"{number:06}-{at.astimezone(UTC):%Y%m%d-%H%M%S}-{reason}.db"


def read_name(path: Path, size: int = 0) -> Backup | None:
    """The backup of this name, None for any other file."""
    found = _NAME.fullmatch(path.stem)
    if found is None or path.suffix != ".db":
        return None
    try:
        at = datetime.strptime(found[2] + found[3], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    return Backup(path, int(found[1]), at, found[4], size)


def superfluous(backups: Sequence[Backup], now: datetime) -> list[tuple[Backup, Backup]]:
    """Backups that need not be kept, each with the newer one that stands for it.

    Kept are the newest few, every one made before a change of format, and the newest of each of the latest days, weeks and
    months that have any: a clock set far ahead thins nothing away.  While the clock is behind any backup nothing is thinned.
    """
    ordered = sorted(backups, key=lambda backup: backup.number, reverse=True)
    if any(backup.at is None or backup.at > now for backup in ordered):
        return []
    keep = {backup.number for backup in ordered[:NEWEST]} | {b.number for b in ordered if b.reason == "migration"}
    for limit, period in ((DAYS, _day), (WEEKS, _week), (MONTHS, _month)):
        newest: dict[Hashable, int] = {}
        for backup in ordered:
            newest.setdefault(period(backup), backup.number)
        keep |= set(list(newest.values())[:limit])
    found = []
    standing = ordered[0] if ordered else None
    for backup in ordered:
        if backup.number in keep:
            standing = backup
        elif standing is not None:
            found.append((backup, standing))
    return found


def _day(backup: Backup) -> Hashable:
    assert backup.at is not None
    return backup.at.astimezone().date()


def _week(backup: Backup) -> Hashable:
    assert backup.at is not None
    return backup.at.astimezone().isocalendar()[:2]


def _month(backup: Backup) -> Hashable:
    assert backup.at is not None
    return (backup.at.astimezone().year, backup.at.astimezone().month)
