"""Records on file that a new one may be: the same credit code, a name or other name that is the same, sounds the same or is
nearly the same."""

import re
import sqlite3
from collections.abc import Iterator, Mapping

from pairing_desktop.domain.kinds import KINDS
from pairing_desktop.domain.spelling import one_edit
from pairing_desktop.domain.traditional import plain
from pairing_desktop.domain.twins import Alike, Twin, bare
from pairing_desktop.store import passages
from pairing_desktop.store.indexing import ALIAS, NAME, PINYIN
from pairing_desktop.store.search import CHINESE, readings

MOST = 3
_LEAST = 3  # letters of a name that is compared
_LEAST_NEAR = 6  # letters of a name one of which may be another; two Chinese characters tell as much as six letters
_SEEN = 200
_HIGHEST = "\U0010ffff"


def twins(connection: sqlite3.Connection, kind: str, values: Mapping[str, str]) -> tuple[Twin, ...]:
    """Live records of a kind that the draft of a new one may be, the surest first, each once."""
    found: dict[int, Alike] = {}
    for alike, ids in _found(connection, kind, values):
        for row_id in ids:
            found.setdefault(row_id, alike)
    ids = list(found)[:MOST]
    picks = passages.picks(connection, KINDS[kind].record, ids)
    return tuple(Twin(picks[row_id], found[row_id]) for row_id in ids)


def _found(connection: sqlite3.Connection, kind: str, values: Mapping[str, str]) -> Iterator[tuple[Alike, list[int]]]:
    record = KINDS[kind].record
    code = values.get("credit_code", "")
    if kind == "companies" and code:
        yield Alike.CODE, [row[0] for row in connection.execute(
            "SELECT id FROM company JOIN record USING (id) WHERE credit_code = ? AND deleted_at IS NULL", (code,)
        )]
    names = list(dict.fromkeys(plain(values.get(field, "")) for field in KINDS[kind].names))
    names = [name for name in names if len(name) >= _LEAST or (len(name) > 1 and CHINESE.search(name))]
    for name in names:
        yield Alike.NAME, _called(connection, record, name, (NAME, ALIAS))
    for name in names:
        yield Alike.NAME, [
            _id(record, doc) for doc, other in _beginning(connection, record, bare(name)) if bare(other) == bare(name)
        ]
    for name in names:
        spoken = plain(readings(name)[0]) if CHINESE.search(name) else ""
        if spoken:
            yield Alike.SOUND, _called(connection, record, spoken, (PINYIN,))
    for name in names:
        if len(name) >= (_LEAST_NEAR // 2 if CHINESE.search(name) else _LEAST_NEAR):
            yield Alike.NEARLY, _nearly(connection, record, name)


def _id(record: str, doc: int) -> int:
    return -doc if record == "measure" else doc // 2


def _alive(record: str) -> str:
    """A join that leaves out what lies in the trash."""
    owner = "measure AS r ON r.id = -doc" if record == "measure" else "record AS r ON r.id = doc / 2"
    return f"JOIN {owner} AND r.deleted_at IS NULL"


def _called(connection: sqlite3.Connection, record: str, name: str, forms: tuple[int, ...]) -> list[int]:
    return [row[0] for row in connection.execute(
        f"SELECT r.id FROM search_name {_alive(record)} "
        f"WHERE search_name.kind = ? AND folded = ? AND form IN ({', '.join(map(str, forms))}) LIMIT {MOST}", (record, name),
    )]


def _beginning(connection: sqlite3.Connection, record: str, start: str) -> list[tuple[int, str]]:
    """Names that begin so: doc and folded name."""
    if len(start) < 2:
        return []
    return connection.execute(
        f"SELECT doc, folded FROM search_name {_alive(record)} "
        f"WHERE search_name.kind = ? AND folded >= ? AND folded < ? AND form <= {ALIAS} LIMIT {_SEEN}",
        (record, start, start + _HIGHEST),
    ).fetchall()


def _nearly(connection: sqlite3.Connection, record: str, name: str) -> list[int]:
    """Names one slip away: one half of each is right, so that those are compared that begin or end like it."""
    half = len(name) // 2
    candidates = _beginning(connection, record, name[:half])
    tail = name[half:]
    whole = re.findall(r"[^\W\u3400-\u9fff_]+", tail)[int(name[half - 1:half + 1].isalnum()):]  # but for one cut in two
    words = [f'"n{word}"' for word in whole]
    words += [f'"n{run[at:at + 2]}"' for run in CHINESE.findall(tail) for at in range(len(run) - 1)]
    if words:
        sought = f'{" AND ".join(words)} AND "k{record}"'
        candidates += [(doc, other) for doc, names in connection.execute(
            "SELECT doc, names FROM search_index CROSS JOIN search_text ON doc = search_index.rowid "
            f"{_alive(record)} "
            f"WHERE search_index MATCH ? LIMIT {_SEEN}", (sought,),
        ).fetchall() for other in names.split("\n")]
    return list(dict.fromkeys(_id(record, doc) for doc, other in candidates if one_edit(name, other)))
