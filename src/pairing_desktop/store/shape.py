"""The views and triggers that a file of ours has, for telling a file that somebody gave others.

A trigger of another program could change what is saved and a view could show what is not there; both would run the
moment the file is used.  So they are compared before anything else is asked of a file.
"""

import re
import sqlite3
from functools import cache
from pathlib import Path

from pairing_desktop.data import DATABASE
from pairing_desktop.store.database import SCHEMA_VERSION, format_of, looking
from pairing_desktop.store.journal import trigger_statements


def statements(script: str) -> list[str]:
    """The statements of an SQL script; a trigger's body stays whole."""
    found, part = [], ""
    for piece in re.split(r"(;)", script):
        part += piece
        if piece == ";" and sqlite3.complete_statement(part):
            found.append(part.strip())
            part = ""
    return found


def is_ours(connection: sqlite3.Connection) -> bool:
    """Whether the file has exactly the views and triggers that this program makes."""
    here = {
        _bare(sql)
        for (sql,) in connection.execute("SELECT sql FROM sqlite_schema WHERE type IN ('view', 'trigger')").fetchall()
    }
    return here == _written() | {_bare(statement) for statement in trigger_statements(connection)}


def is_current(path: Path) -> bool:
    """Whether a file has today's format, with our own views and triggers and no others.  Raises FileProblem for anything
    that is not a file of ours."""
    with looking(path) as connection:
        return format_of(connection, path) == SCHEMA_VERSION and is_ours(connection)


@cache
def _written() -> frozenset[str]:
    return frozenset(
        _bare(statement) for name in ("views.sql", "triggers.sql")
        for statement in statements((DATABASE / name).read_text(encoding="utf-8"))
    )


def _bare(statement: str) -> str:
    """A statement as SQLite keeps it: without what stands before it and without its last semicolon."""
    return statement[statement.index("CREATE"):].rstrip(";").rstrip()
