"""What is broken off: saves, an import, undo, a change of format, a backup and a restore, by the program's own store.

Each scenario is prepared once; its work acknowledges what a person would have been told, and its check looks at what
the folder holds afterwards, with eyes that know nothing of the store but `verify`.
"""

import shutil
import sqlite3
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.problems import Problem
from pairing_desktop.operations import commands, trust  # noqa: F401  (loaded before the fork, not in every child)
from pairing_desktop.operations.importing import write  # noqa: F401
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.store import backups, files, repair, schema, seed  # noqa: F401
from pairing_desktop.store.database import SCHEMA_VERSION, connect, examine
from tables_in import plan, write_csv

Acknowledge = Callable[[str], None]
NAME = "pairing.db"
ROWS = 40  # of the import
SAVES = 2
VERSIONS = Path(__file__).parents[1] / "store" / "versions"


class Scenario(NamedTuple):
    """`work` is done in a child that may die; `check` gives what is wrong with the folder, [] when all is well."""

    name: str
    prepare: Callable[[Path], None]
    work: Callable[[Path, Acknowledge], None]
    check: Callable[[Path, list[str]], list[str]]


def draft(number: int) -> Draft:
    return Draft("projects", None, 0, {
        "key": f"broken_{number}", "name_en": f"Broken off {number}", "kind": "factory", "status": "planned",
        "note": "x" * 3000, "source_key": "shine_2024_seed", "locator": "para 1",
    })


def save(folder: Path, acknowledge: Acknowledge) -> None:
    workspace = Workspace.open(folder / NAME, who="Li Wei")
    for number in range(SAVES):
        try:
            workspace.do(lambda do, number=number: do.save(draft(number))).result()
        except Problem as problem:
            acknowledge(f"told {problem}")
            workspace.do(lambda do, number=number: do.save(draft(number))).result()  # the button Try again
        acknowledge(f"saved {number}")
    workspace.checking.settle()
    workspace.close()


def bring_in(folder: Path, acknowledge: Acknowledge) -> None:
    workspace = Workspace.open(folder / NAME, who="Li Wei")
    path = folder.parent / f"{folder.name}.csv"
    made = plan(workspace, path, "projects", source="shine_2024_seed")
    workspace.do(lambda do: do.bring_in(made)).result()
    acknowledge("imported")
    made.close()
    workspace.close()


def undo(folder: Path, acknowledge: Acknowledge) -> None:
    workspace = Workspace.open(folder / NAME, who="Li Wei")
    workspace.do(lambda do: do.undo()).result()
    acknowledge("undone")
    workspace.close()


def migrate(folder: Path, acknowledge: Acknowledge) -> None:
    workspace = Workspace.open(folder / NAME)
    acknowledge("told" if workspace.read_only else "migrated")  # read-only a copy of today's format is shown
    workspace.close()


def back_up(folder: Path, acknowledge: Acknowledge) -> None:
    workspace = Workspace.open(folder / NAME)
    workspace.keep_backup().result()
    acknowledge("backed up")
    workspace.close()


def restore(folder: Path, acknowledge: Acknowledge) -> None:
    Workspace.restore(backups.listed(folder / NAME)[-1].path, folder / NAME)
    acknowledge("restored")


# -- preparing --------------------------------------------------------------------------------------------------------


@cache
def _facts() -> bytes:
    with TemporaryDirectory() as folder:
        Workspace.create(Path(folder) / NAME, who="Li Wei", unit="Office").close()
        return (Path(folder) / NAME).read_bytes()


def facts(folder: Path) -> None:
    (folder / NAME).write_bytes(_facts())


def with_a_save(folder: Path) -> None:
    facts(folder)
    workspace = Workspace.open(folder / NAME)
    workspace.do(lambda do: do.save(draft(99))).result()
    workspace.checking.settle()
    workspace.close()


def with_a_backup(folder: Path) -> None:
    facts(folder)
    backups.keep(folder / NAME, "day")
    workspace = Workspace.open(folder / NAME)
    workspace.do(lambda do: do.save(draft(99))).result()
    workspace.checking.settle()
    workspace.close()


def older(folder: Path) -> None:
    shutil.copyfile(sorted(VERSIONS.glob("*.db"))[-1], folder / NAME)


def with_a_table(folder: Path) -> None:
    facts(folder)
    rows = [
        {"key": f"row_{number}", "name_en": f"Row {number}", "kind": "factory", "status": "planned"} for number in range(ROWS)
    ]
    write_csv(folder.parent / f"{folder.name}.csv", rows)


# -- looking ----------------------------------------------------------------------------------------------------------


def keys(path: Path) -> set[str]:
    """Short names of the live projects."""
    connection = connect(path, read_only=True)
    try:
        return {key for (key,) in connection.execute("SELECT key FROM record WHERE kind = 'project' AND deleted_at IS NULL")}
    finally:
        connection.close()


def wrong(path: Path) -> list[str]:
    """What the program says of a file that it opens as it would the next morning."""
    try:
        workspace = Workspace.open(path)
        try:
            return [text.format(**values) for text, values in workspace.ask(lambda ask: ask.verify()).result()]
        finally:
            workspace.close()
    except (sqlite3.Error, Problem) as error:
        return [f"{type(error).__name__}: {error}"]


def check_saves(folder: Path, acknowledged: list[str]) -> list[str]:
    found = wrong(folder / NAME)
    if not found:
        here = keys(folder / NAME)
        found = [f"lost: {line}" for line in acknowledged if line.startswith("saved") and f"broken_{line.split()[1]}" not in here]
        if "broken_1" in here and "broken_0" not in here:
            found.append("half: the second save without the first")
    return found


def check_import(folder: Path, acknowledged: list[str]) -> list[str]:
    found = wrong(folder / NAME)
    if not found:
        rows = sum(key.startswith("row_") for key in keys(folder / NAME))
        if rows not in (0, ROWS):
            found.append(f"half: {rows} of {ROWS} rows")
        if "imported" in acknowledged and rows != ROWS:
            found.append("lost: the import")
    return found + check_backups(folder)


def check_undo(folder: Path, acknowledged: list[str]) -> list[str]:
    found = wrong(folder / NAME)
    if not found and "undone" in acknowledged and "broken_99" in keys(folder / NAME):
        found.append("lost: the undo")
    return found


def check_migration(folder: Path, acknowledged: list[str]) -> list[str]:
    examine(folder / NAME)
    connection = connect(folder / NAME, read_only=True)
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.close()
    if "migrated" in acknowledged and version != SCHEMA_VERSION:
        return ["lost: the migration"]
    return wrong(folder / NAME) + check_backups(folder)


def check_backups(folder: Path, _acknowledged: object = None) -> list[str]:
    found = []
    for backup in backups.listed(folder / NAME):
        try:
            files.check(backup.path)
        except Problem as problem:
            found.append(f"half: backup {backup.number}: {problem}")
    return found


def check_backup(folder: Path, acknowledged: list[str]) -> list[str]:
    found = wrong(folder / NAME) + check_backups(folder)
    if "backed up" in acknowledged and not backups.listed(folder / NAME):
        found.append("lost: the backup")
    return found


def check_restore(folder: Path, acknowledged: list[str]) -> list[str]:
    """The old file or the backup under the name, whole; the old one is still somewhere."""
    if not (folder / NAME).exists():
        return ["half: no file"]
    found = wrong(folder / NAME) + check_backups(folder)
    is_old = not found and "broken_99" in keys(folder / NAME)
    if "restored" in acknowledged and is_old:
        found.append("lost: the restore")
    kept = [*folder.glob("*.damaged*.db"), *(backup.path for backup in backups.listed(folder / NAME))]
    if not is_old and not any("broken_99" in keys(path) for path in kept):
        found.append("lost: the file that was replaced")
    return found


SCENARIOS = (
    Scenario("save", facts, save, check_saves),
    Scenario("undo", with_a_save, undo, check_undo),
    Scenario("import", with_a_table, bring_in, check_import),
    Scenario("migration", older, migrate, check_migration),
    Scenario("backup", facts, back_up, check_backup),
    Scenario("restore", with_a_backup, restore, check_restore),
)
