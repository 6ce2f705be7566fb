"""Registered pages in the file: rows that never change, and what stands beside them.

Plain SQL: a page is written in the operation that is open, its content guarded by triggers and by the hashes in the
journalled row.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from pairing_desktop.domain.drafts import Pick
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import Conflict, NotFound
from pairing_desktop.domain.snapshots import KIND, FrozenDecision, Note, Reservation, SnapshotLine
from pairing_desktop.domain.text import fold
from pairing_desktop.store import merged
from pairing_desktop.store.writing import Operation

_LINE = """SELECT t.id, t.uid, t.serial, t.made_at, t.who, t.unit, t.report, t.about, t.title, t.language, t.paper,
    t.pages, t.as_of, t.filters, t.sources, t.journal_hash, t.data_hash, t.pdf_hash, t.deleted_at IS NOT NULL,
    ifnull((SELECT text FROM snapshot_note
            WHERE snapshot_id = t.id AND deleted_at IS NULL ORDER BY id DESC LIMIT 1), '')
FROM snapshot AS t"""


def _line(row: tuple[Any, ...]) -> SnapshotLine:
    return SnapshotLine(*(*row[:-2], bool(row[-2]), row[-1]))


def lines(connection: sqlite3.Connection, *, trashed: bool = False) -> tuple[SnapshotLine, ...]:
    """All registered pages, the newest first; with `trashed` those in the trash."""
    where = "t.deleted_at IS NOT NULL" if trashed else "t.deleted_at IS NULL"
    return tuple(_line(row) for row in connection.execute(f"{_LINE} WHERE {where} ORDER BY t.id DESC").fetchall())


def thrown_away(connection: sqlite3.Connection) -> dict[int, str]:
    """When each page in the trash was thrown there, by integer key."""
    return dict(connection.execute("SELECT id, deleted_at FROM snapshot WHERE deleted_at IS NOT NULL").fetchall())


def line(connection: sqlite3.Connection, row_id: int) -> SnapshotLine:
    """A registered page, also one in the trash.  Raises NotFound."""
    row = connection.execute(f"{_LINE} WHERE t.id = ?", (row_id,)).fetchone()
    if row is None:
        raise NotFound(mark("This record is no longer on file."))
    return _line(row)


def by_serial(connection: sqlite3.Connection, serial: str) -> SnapshotLine | None:
    """The page of this serial, also one in the trash."""
    row = connection.execute(f"{_LINE} WHERE t.serial = ?", (serial,)).fetchone()
    return None if row is None else _line(row)


def by_pdf(connection: sqlite3.Connection, digest: str) -> SnapshotLine | None:
    """The page whose finished file has this SHA-256."""
    row = connection.execute(f"{_LINE} WHERE t.pdf_hash = ?", (digest,)).fetchone()
    return None if row is None else _line(row)


def picks(connection: sqlite3.Connection, text: str, limit: int) -> tuple[Pick, ...]:
    """Pages whose serial, title or note holds all terms, the newest first."""
    terms = fold(text).split()
    found = []
    for one in lines(connection):
        words = fold(f"{one.serial} {one.title} {one.note}")
        if all(term in words for term in terms):
            found.append(pick(one))
    return tuple(found[:limit])


def pick(one: SnapshotLine) -> Pick:
    """The page as a hit of a search."""
    return Pick(KIND, one.id, one.serial, one.title, one.title, one.serial)


def next_number(connection: sqlite3.Connection) -> int:
    """The running number of the next page; never one that was given before."""
    return int(connection.execute("SELECT ifnull(max(number), 0) + 1 FROM snapshot").fetchone()[0])


def newest_hash(connection: sqlite3.Connection) -> str:
    """The hash of the newest operation: what the facts were when they were read."""
    row = connection.execute("SELECT hash FROM operation ORDER BY id DESC LIMIT 1").fetchone()
    return str(row[0]) if row else ""


def insert(operation: Operation, page: Reservation, *, who: str, pdf: bytes, pages: int, picture: bytes) -> int:
    """Write a page with its content.  Raises Conflict when its number was given to another meanwhile."""
    connection = operation.connection
    if next_number(connection) != page.number:
        raise Conflict(mark("Another page was registered meanwhile. Nothing was kept; register this one again."))
    row_id = operation.insert("snapshot", {
        "serial": page.serial, "number": page.number, "made_at": operation.at, "who": who, "unit": page.unit,
        "report": page.spec.report, "about": page.spec.about, "title": page.title, "language": page.language,
        "paper": page.paper, "pages": pages, "as_of": page.as_of, "filters": page.filters, "sources": page.sources,
        "journal_hash": page.journal_hash, "data_hash": page.data_hash, "pdf_hash": hashlib.sha256(pdf).hexdigest(),
    }, page.uid)
    connection.execute(
        "INSERT INTO snapshot_content (snapshot_id, data, pdf, picture) VALUES (?, ?, ?, ?)",
        (row_id, page.data, pdf, picture),
    )
    return row_id


def data(connection: sqlite3.Connection, row_id: int) -> str:
    """The values a page was made of, as text."""
    return str(_content(connection, "data", row_id))


def pdf(connection: sqlite3.Connection, row_id: int) -> bytes:
    """The finished file, byte for byte."""
    return bytes(_content(connection, "pdf", row_id))


def pictures(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, bytes]:
    """The small pictures (PNG) of these pages."""
    return dict(connection.execute(
        "SELECT snapshot_id, picture FROM snapshot_content WHERE snapshot_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    ).fetchall())


def _content(connection: sqlite3.Connection, column: str, row_id: int) -> Any:
    row = connection.execute(f"SELECT {column} FROM snapshot_content WHERE snapshot_id = ?", (row_id,)).fetchone()
    if row is None:
        raise NotFound(mark("This record is no longer on file."))
    return row[0]


def notes(connection: sqlite3.Connection, row_id: int) -> tuple[Note, ...]:
    """The notes on a page, the newest first, with who wrote them when."""
    return tuple(Note(*row) for row in connection.execute(
        "SELECT t.id, t.text, done.who, done.at FROM snapshot_note AS t "
        "JOIN journal AS made ON made.tbl = 'snapshot_note' AND made.row_id = t.id AND made.col IS NULL "
        "JOIN operation AS done ON done.id = made.operation_id "
        "WHERE t.snapshot_id = ? AND t.deleted_at IS NULL ORDER BY t.id DESC",
        (row_id,),
    ).fetchall())


def damaged(connection: sqlite3.Connection) -> list[str]:
    """Serials of pages whose content no longer has the hash that was journalled."""
    found = []
    for row_id, serial, data_hash, pdf_hash in connection.execute(
        "SELECT id, serial, data_hash, pdf_hash FROM snapshot ORDER BY id"
    ).fetchall():
        row = connection.execute("SELECT data, pdf FROM snapshot_content WHERE snapshot_id = ?", (row_id,)).fetchone()
        if row is None or hashlib.sha256(row[0].encode()).hexdigest() != data_hash \
                or hashlib.sha256(row[1]).hexdigest() != pdf_hash:
            found.append(str(serial))
    return found


# What a page rests on, named so that the names hold in every copy of the file

_TABLES = {"claims": "claim", "records": "record", "measures": "measure", "postings": "posting"}


def uids(connection: sqlite3.Connection, kind: str, ids: Iterable[int]) -> dict[int, str]:
    """Integer key → uid of "claims", "records", "measures" or "postings"."""
    return dict(connection.execute(
        f"SELECT id, uid FROM {_TABLES[kind]} WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
    ).fetchall())


def ids(connection: sqlite3.Connection, kind: str, uids: Iterable[str]) -> dict[str, int]:
    """Uid → integer key, of those that this file has; a record that was merged into another is that other."""
    found: dict[str, int] = dict(connection.execute(
        f"SELECT uid, id FROM {_TABLES[kind]} WHERE uid IN (SELECT value FROM json_each(?))", (json.dumps(list(uids)),)
    ).fetchall())
    lead = merged.survivors(connection, found.values()) if kind == "records" else {}
    return {uid: lead.get(row_id, row_id) for uid, row_id in found.items()}


def live_claims(connection: sqlite3.Connection, ids: Iterable[int]) -> frozenset[int]:
    """Those of these claims that are not in the trash."""
    return frozenset(row[0] for row in connection.execute(
        "SELECT id FROM claim WHERE deleted_at IS NULL AND id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    ))


def decisions(connection: sqlite3.Connection, claim_ids: Iterable[int]) -> tuple[FrozenDecision, ...]:
    """The newest decision about each of these claims, in the order of the claims' uids."""
    newest: dict[str, FrozenDecision] = {}
    for uid, choice, reason, who, at in connection.execute(
        "SELECT claim.uid, t.choice, t.reason, done.who, done.at FROM decision AS t "
        "JOIN claim ON claim.id = t.claim_id "
        "JOIN journal AS made ON made.tbl = 'decision' AND made.row_id = t.id AND made.col IS NULL "
        "JOIN operation AS done ON done.id = made.operation_id "
        "WHERE t.deleted_at IS NULL AND t.claim_id IN (SELECT value FROM json_each(?)) ORDER BY t.id",
        (json.dumps(list(claim_ids)),),
    ).fetchall():
        newest[uid] = FrozenDecision(uid, choice, reason, who, at)
    return tuple(newest[uid] for uid in sorted(newest))
