"""Bringing a file to today's schema: numbered migrations, then views and triggers made anew and counted.

Imported only when a file is made or brought up to date: sqlite-utils costs as much as Qt to import.
"""

import sqlite3
from pathlib import Path

from sqlite_utils import Database

from pairing_desktop.data import DATABASE
from pairing_desktop.store.database import APPLICATION_ID, SCHEMA_VERSION
from pairing_desktop.store.journal import trigger_statements
from pairing_desktop.store.shape import statements


def migrate(connection: sqlite3.Connection) -> None:
    """Run every migration newer than the file, in one transaction that also makes views and triggers anew.

    Plain SQL run statement by statement: `executescript` would commit, and sqlite-utils' `transform` drops triggers.
    """
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version == 0:
        connection.execute("PRAGMA page_size = 4096")
        connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("BEGIN IMMEDIATE")
    try:
        for kind, name in connection.execute(
            "SELECT type, name FROM sqlite_schema WHERE type IN ('trigger', 'view')"
        ).fetchall():
            quoted = name.replace('"', '""')  # another program may have made it
            connection.execute(f'DROP {kind} "{quoted}"')
        for path in migrations()[version:]:
            _run(connection, path.read_text(encoding="utf-8"))
        _run(connection, (DATABASE / "views.sql").read_text(encoding="utf-8"))
        _run(connection, (DATABASE / "triggers.sql").read_text(encoding="utf-8"))
        for statement in trigger_statements(connection):
            connection.execute(statement)
        _count(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite itself rolls back when the disk fails
            connection.execute("ROLLBACK")
        raise


def migrations() -> list[Path]:
    """The migration files in order; the position of each is its number less one."""
    return sorted((DATABASE / "migrations").glob("[0-9]*.sql"))


def _run(connection: sqlite3.Connection, script: str) -> None:
    for statement in statements(script):
        connection.execute(statement)


def _count(connection: sqlite3.Connection) -> None:
    """Fail loudly when a view is broken or a trigger is missing."""
    tables = Database(connection, execute_plugins=False)
    for view in tables.views:
        list(view.rows_where("0"))
    wanted = len(trigger_statements(connection)) + sum(
        statement.count("CREATE TRIGGER") for statement in statements((DATABASE / "triggers.sql").read_text("utf-8"))
    )
    made = len(tables.triggers)
    if made != wanted:
        raise AssertionError(f"{made} triggers made, {wanted} wanted")
