"""Attached files: their bytes stand once in the file of facts, under their SHA-256."""

import hashlib
import sqlite3

from pairing_desktop.domain.attachments import Attached
from pairing_desktop.domain.kinds import ATTACHMENTS
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import FileProblem, NotFound
from pairing_desktop.store.adding import add
from pairing_desktop.store.writing import Operation


def attach(operation: Operation, record_id: int, file: Attached) -> int:
    """Keep a file with a record; returns the integer key of the attachment."""
    connection = operation.connection
    kind, key = connection.execute("SELECT kind, key FROM record WHERE id = ?", (record_id,)).fetchone()
    if connection.execute("SELECT 1 FROM attachment_content WHERE hash = ?", (file.hash,)).fetchone() is None:
        connection.execute(
            "INSERT INTO attachment_content (hash, data, picture) VALUES (?, ?, ?)", (file.hash, file.data, file.picture)
        )
    return add(operation, ATTACHMENTS, [{
        "subject_kind": kind, "subject_key": key, "name": file.name, "type": file.type, "size": str(len(file.data)),
        "hash": file.hash,
    }])[0]


def is_attached(connection: sqlite3.Connection, record_id: int, hash: str) -> bool:
    """Whether these bytes hang on the record already."""
    return connection.execute(
        "SELECT 1 FROM attachment WHERE subject_id = ? AND hash = ? AND deleted_at IS NULL", (record_id, hash)
    ).fetchone() is not None


def content(connection: sqlite3.Connection, attachment_id: int) -> Attached:
    """A file with its bytes.  Raises NotFound, FileProblem when they are not what was attached."""
    row = connection.execute(
        "SELECT name, type, data, picture, attachment.hash FROM attachment JOIN attachment_content USING (hash) "
        "WHERE attachment.id = ?", (attachment_id,),
    ).fetchone()
    if row is None:
        raise NotFound(mark("This record is no longer on file."))
    found = Attached(*row[:4])
    if found.hash != row[4]:
        raise FileProblem(
            mark("The attached file {name} is not what was attached: it was changed by other means."), name=found.name
        )
    return found


def damaged(connection: sqlite3.Connection) -> list[str]:
    """Names of attached files whose bytes no longer have their hash."""
    found = []
    for name, hash in connection.execute("SELECT min(name), hash FROM attachment GROUP BY hash").fetchall():
        row = connection.execute("SELECT data FROM attachment_content WHERE hash = ?", (hash,)).fetchone()
        if row is None or hashlib.sha256(row[0]).hexdigest() != hash:
            found.append(str(name))
    return found
