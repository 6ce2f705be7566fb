"""Templates of forms: rows of kind, name and values."""

import sqlite3

from pairing_desktop.domain.form_templates import FormTemplate, from_text
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import NotFound

_SELECT = "SELECT id, kind, name, field_values, rev FROM form_template"


def rows(connection: sqlite3.Connection) -> list[FormTemplate]:
    """All live templates, by kind and name."""
    found = connection.execute(f"{_SELECT} WHERE deleted_at IS NULL").fetchall()
    return sorted((_made(*row) for row in found), key=lambda one: (one.kind, one.name.casefold(), one.id))


def row(connection: sqlite3.Connection, row_id: int) -> FormTemplate:
    """A template, also one that was thrown away.  Raises NotFound."""
    found = connection.execute(f"{_SELECT} WHERE id = ?", (row_id,)).fetchone()
    if found is None:
        raise NotFound(mark("This template is no longer on file."))
    return _made(*found)


def _made(row_id: int, kind: str, name: str, text: str, rev: int) -> FormTemplate:
    return FormTemplate(row_id, kind, name, from_text(text), rev)
