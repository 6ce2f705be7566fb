"""The names of people sent: one table outside the journal, from which a name is really removed.

Whoever keeps or erases a name stands in the history, the name never does; undo passes such acts over.
"""

import sqlite3

from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.drafts import Pick
from pairing_desktop.domain.kinds import ENTRIES, POSTINGS
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.people import Erasure
from pairing_desktop.domain.traditional import plain
from pairing_desktop.store import cards, entries, search
from pairing_desktop.store.writing import Operation, act_outside

TOLD = 5  # records named whose text holds the name


def names(connection: sqlite3.Connection, posting_id: int) -> tuple[str, ...]:
    """The names on file of the people of one posting, in the order they came."""
    return tuple(
        row[0] for row in connection.execute("SELECT name FROM person WHERE posting_id = ? ORDER BY id", (posting_id,))
    )


def names_by_key(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """The names of all live people sent, by short name."""
    found: dict[str, list[str]] = {}
    for key, name in connection.execute(
        "SELECT key, name FROM person JOIN posting ON posting.id = posting_id WHERE deleted_at IS NULL ORDER BY person.id"
    ):
        found.setdefault(key, []).append(name)
    return found


def add(connection: sqlite3.Connection, posting_id: int, name: str, *, who: str, unit: str) -> ChangeSet:
    """Keep a name, already checked."""
    called = entries.pick(connection, POSTINGS, posting_id)

    def work(operation: Operation) -> None:
        connection.execute(
            "INSERT INTO person (posting_id, name, folded) VALUES (?, ?, ?)", (posting_id, name, _found_by(name))
        )

    label = mark("A name was added: {name}")
    return act_outside(
        connection, work, label=label, values={"name": called.name_en}, who=who, unit=unit,
        rows={POSTINGS.name: frozenset({posting_id})},
    )


def scope(connection: sqlite3.Connection, name: str) -> Erasure:
    """Where a name stands: the people sent it is kept with, and texts of records that hold it too."""
    ids = _holders(connection, name)
    condition, values = search.condition(name)
    docs = [row[0] for row in connection.execute(f"{condition} LIMIT 50", values).fetchall()]
    records = [doc // 2 for doc in docs if doc % 2 == 0]
    records += [
        connection.execute("SELECT subject_id FROM claim WHERE id = ?", (doc // 2,)).fetchone()[0] for doc in docs if doc % 2
    ]
    picks = [cards.pick(connection, "projects", record) for record in dict.fromkeys(records)]
    for kind in ENTRIES:
        picks += entries.search_picks(connection, kind, name, TOLD)
    return Erasure(name, len(ids), tuple(picks[:TOLD]), len(picks))


def erase(connection: sqlite3.Connection, name: str, *, who: str, unit: str) -> ChangeSet:
    """Remove a name from the file wherever it is kept, so that its letters stand in no page of it any more.

    All names are taken out and the others written anew: pages that are given back are overwritten, and no copy that
    SQLite left behind when it moved rows between pages stays.
    """
    ids = _holders(connection, name)
    connection.execute("PRAGMA secure_delete = ON")

    def work(operation: Operation) -> None:
        kept = connection.execute("SELECT id, posting_id, name, folded FROM person WHERE name <> ?", (name,)).fetchall()
        connection.execute("DELETE FROM person")
        connection.executemany("INSERT INTO person (id, posting_id, name, folded) VALUES (?, ?, ?, ?)", kept)

    return act_outside(
        connection, work, label=mark("A person was erased"), values={}, who=who, unit=unit,
        rows={POSTINGS.name: frozenset(ids)},
    )


def search_picks(connection: sqlite3.Connection, text: str, limit: int) -> tuple[Pick, ...]:
    """People sent that were found by a name on file: the name, and with whom it was sent."""
    terms = plain(text).split()
    if not terms:
        return ()
    where = " AND ".join("instr(person.folded, ?) > 0" for _ in terms)
    rows = connection.execute(
        "SELECT name, posting_id FROM person JOIN posting ON posting.id = posting_id "
        f"WHERE deleted_at IS NULL AND {where} ORDER BY person.id LIMIT ?", (*terms, limit),
    ).fetchall()
    found = []
    for name, posting_id in rows:
        named = entries.pick(connection, POSTINGS, posting_id)
        found.append(Pick(named.kind, named.id, named.key, name, name, named.name_en))
    return tuple(found)


def _holders(connection: sqlite3.Connection, name: str) -> list[int]:
    rows = connection.execute("SELECT DISTINCT posting_id FROM person WHERE name = ?", (name,)).fetchall()
    return [posting_id for (posting_id,) in rows]


def _found_by(name: str) -> str:
    return plain("\n".join((name, *search.readings(name))))
