"""What each row is found by: its folded text, the two-character words of it, its names, written with every operation.

In the full-text index a row has the pairs of its text, the words of its names (`n` before each, so that a name is told
from a note) and its kind (`k` before it, so that each kind is counted without looking at its rows).
"""

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, islice
from operator import add

from pairing_desktop.domain.ids import Ids
from pairing_desktop.domain.kinds import FieldType, Kind
from pairing_desktop.domain.traditional import plain
from pairing_desktop.domain.vocabulary import LISTS
from pairing_desktop.store.inserting import insert_rows
from pairing_desktop.store.search import CHINESE, bigrams, readings, sort_keys, words

NAME, ALIAS, CODE, PINYIN, INITIALS = range(5)  # forms of a name, the plainest first
_AT_ONCE = 1000
_LATIN = re.compile(r"[^\W\u3400-\u9fff_]+")
_SPELLED = re.compile(r"[^\W\d\u3400-\u9fff_]{3,}")  # words that may be mistyped

_RECORDS = """
SELECT r.id, r.kind, r.key, coalesce(j.name_en, c.name_en, p.name_en, e.title_en, s.title),
       coalesce(j.name_zh, c.name_zh, p.name_zh, e.title_zh, s.title),
       coalesce(j.note, c.note, e.summary || ' ' || e.date_as_stated,
                s.publisher || ' ' || s.author || ' ' || s.url || ' ' || s.published_on || ' ' || s.reliability_note, ''),
       coalesce(j.industry, c.industry, ''), ifnull(c.credit_code, '')
FROM record AS r LEFT JOIN project AS j ON j.id = r.id LEFT JOIN company AS c ON c.id = r.id
LEFT JOIN place AS p ON p.id = r.id LEFT JOIN event AS e ON e.id = r.id LEFT JOIN source AS s ON s.id = r.id
WHERE r.id IN (SELECT value FROM json_each(?))"""
_CLAIMS = """
SELECT t.id, t.key, value_as_stated, period_as_stated, t.value, ifnull(reading.value, ''), assessment_note, m.name_en, m.name_zh,
       coalesce(j.name_en, c.name_en, p.name_en, ''), coalesce(j.name_zh, c.name_zh, p.name_zh, '')
FROM claim AS t JOIN measure AS m ON m.id = t.measure_id
LEFT JOIN project AS j ON j.id = t.subject_id LEFT JOIN company AS c ON c.id = t.subject_id
LEFT JOIN place AS p ON p.id = t.subject_id
LEFT JOIN reading ON reading.claim_id = t.id AND reading.deleted_at IS NULL AND reading.printed = t.value
WHERE t.id IN (SELECT value FROM json_each(?))"""
_SHARED = 4  # columns at their end that many claims share: names of indicator and subject
_MEASURES = "SELECT id, key, name_en, name_zh, description, unit FROM measure WHERE id IN (SELECT value FROM json_each(?))"
_HELD = "SELECT kind, folded, doc, form FROM search_name WHERE doc IN (SELECT value FROM json_each(?))"


_Entry = tuple[int, str, str, str]  # a row of search_text: doc, kind, folded names (a line each), folded text
_Form = tuple[str, str, int, int]  # a row of search_name: kind, a name folded, doc, which form of a name it is


def _words(kind: str, names: str, folded: str) -> str:
    """The words of the full-text index."""
    if not kind:  # rows of before names had words of their own
        return bigrams(folded)
    of_names = dict.fromkeys(chain.from_iterable(map(_name_words, names.split("\n"))))
    return " ".join([bigrams(folded), *of_names, f"k{kind}"])


def _name_words(name: str) -> list[str]:
    if name.isascii():
        return [f"n{word}" for word in words(name)]
    found = [f"n{word}" for word in _LATIN.findall(name)]
    for run in CHINESE.findall(name):
        found += [f"n{pair}" for pair in map(add, run, run[1:])] or [f"n{run}"]
    return found


def index_records(
    connection: sqlite3.Connection, ids: Iterable[int], named: Container[int] | None = None, *, sort: bool = False
) -> None:
    """Bring search of these records up to date, the names of those that are `named` anew (None for all), and with `sort`
    their sort keys, for which an operation must be open."""
    for part in _parts(ids):
        _index_records(connection, part, frozenset(part) if named is None else named, sort=sort)


def index_claims(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Bring search of these claims up to date: their words, their values in full (printed and as read), their indicator
    and subject, their places in sources."""
    for part in _parts(ids):
        given = json.dumps(part)
        places = _texts(connection, "SELECT claim_id, locator FROM citation WHERE claim_id IN "
                                    "(SELECT value FROM json_each(?)) AND deleted_at IS NULL AND locator <> ''", given)
        entries = []
        for claim_id, *texts in connection.execute(_CLAIMS, (given,)).fetchall():
            own, about = texts[:-_SHARED], texts[-_SHARED:]
            parts = [*map(plain, own), *map(_shared, about), *readings(about[-1]), *map(plain, places[claim_id])]
            entries.append((2 * claim_id + 1, "claim", "", " ".join(filter(None, parts))))
        _write(connection, entries)


def index_entries(connection: sqlite3.Connection, kind: Kind, ids: Iterable[int]) -> None:
    """Bring search of these rows of an entry kind up to date: their own words, codes in both languages, pinyin."""
    for row_id in ids:
        names = [field.name for field in kind.fields if field.type is not FieldType.LINK]
        row = connection.execute(f"SELECT {', '.join(names)} FROM v_{kind.name} WHERE id = ?", (row_id,)).fetchone()
        parts: list[str] = []
        for name, text in zip(names, row, strict=True):
            field = kind.field(name)
            if field.type is FieldType.CHOICE:
                parts += LISTS[field.choices].get(text, (text, "")) if not name.endswith("_precision") else ()
            else:
                parts += (text, *(readings(text) if field.type in (FieldType.TEXT, FieldType.LONG_TEXT) else ()))
        folded = _folded(parts)
        connection.execute(
            f"UPDATE {kind.table} SET folded = ? WHERE id = ? AND folded <> ?", (folded, row_id, folded)
        )


def rebuild(connection: sqlite3.Connection, *, sort: bool = False) -> None:
    """Make the whole of search anew, inside the transaction that is open; with `sort`, for which an operation must be
    open, the sort keys too."""
    connection.execute("INSERT INTO search_index (search_index) VALUES ('delete-all')")
    for table in ("search_text", "search_name", "search_word"):
        connection.execute(f"DELETE FROM {table}")
    index_records(connection, _every(connection, "record"), sort=sort)
    index_measures(connection, _every(connection, "measure"))
    index_claims(connection, _every(connection, "claim"))


def _every(connection: sqlite3.Connection, table: str) -> Ids:
    return Ids(row[0] for row in connection.execute(f"SELECT id FROM {table} ORDER BY id"))


def _parts(ids: Iterable[int]) -> Iterator[list[int]]:
    left = iter(ids)
    while part := list(islice(left, _AT_ONCE)):
        yield part


def _texts(connection: sqlite3.Connection, sql: str, given: str) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for owner, text in connection.execute(sql, (given,)):
        found[owner].append(text)
    return found


_shared = lru_cache(maxsize=4096)(plain)


def _folded(parts: Iterable[str]) -> str:
    return " ".join(filter(None, map(plain, parts)))


def _index_records(connection: sqlite3.Connection, ids: list[int], named: Container[int], *, sort: bool) -> None:
    given = json.dumps(ids)
    within = "IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL"
    aliases = _texts(connection, f"SELECT record_id, text FROM alias WHERE record_id {within} ORDER BY id", given)
    more = _texts(connection, f"SELECT record_id, locator FROM citation WHERE record_id {within} AND locator <> ''", given)
    for owner in ("project_id", "company_id"):
        for record_id, roles in _texts(
            connection, f"SELECT {owner}, role FROM participation WHERE {owner} {within}", given
        ).items():
            more[record_id] += roles
    entries, renamed, names, keys = [], [], [], []
    for record_id, kind, key, english, chinese, text, industry, code in connection.execute(_RECORDS, (given,)).fetchall():
        texts = [*_industry(industry), plain(text), *map(plain, more[record_id])]
        entry, forms = _named(2 * record_id, kind, (english, chinese), aliases[record_id], (key, code), texts)
        entries.append(entry)
        if record_id in named:
            renamed.append(2 * record_id)
            names += forms
            if sort:
                keys.append((*sort_keys(english, chinese), record_id))
    _write(connection, entries)
    _write_names(connection, renamed, names)
    connection.executemany(
        "UPDATE record SET sort_en = ?1, sort_zh = ?2 WHERE id = ?3 AND (sort_en <> ?1 OR sort_zh <> ?2)", keys
    )


@cache
def _industry(code: str) -> tuple[str, ...]:
    """An industry in both languages, folded."""
    return tuple(map(plain, LISTS["industry"].get(code, (code, ""))))


def index_measures(connection: sqlite3.Connection, ids: Iterable[int]) -> None:
    """Bring search of these indicators up to date."""
    for part in _parts(ids):
        entries, names = [], []
        for measure_id, key, english, chinese, description, unit in connection.execute(_MEASURES, (json.dumps(part),)):
            entry, forms = _named(-measure_id, "measure", (english, chinese), (), (key,), (plain(description), plain(unit)))
            entries.append(entry)
            names += forms
        _write(connection, entries)
        _write_names(connection, [doc for doc, *_ in entries], names)


def _named(
    doc: int, kind: str, own: Sequence[str], aliases: Sequence[str], codes: Sequence[str], texts: Iterable[str]
) -> tuple[_Entry, list[_Form]]:
    """What a row with names is found by, and the rows of its names.  Texts are folded already."""
    called = {name: plain(name) for name in (*own, *aliases) if name}
    spoken = [readings(name) for name in called]
    plain_codes = [plain(code) for code in codes]
    forms: dict[str, int] = {}
    for form, ways in (
        (NAME, [called[name] for name in own if name]), (ALIAS, [called[name] for name in aliases if name]),
        (CODE, plain_codes), (PINYIN, [pinyin for pinyin, _ in spoken]), (INITIALS, [initials for _, initials in spoken]),
    ):
        for name in ways:
            if name:
                forms.setdefault(name, form)
    names = "\n".join(dict.fromkeys(called.values()))
    folded = " ".join(filter(None, (*called.values(), *chain.from_iterable(spoken), *plain_codes, *texts)))
    return (doc, kind, names, folded), [(kind, name, doc, form) for name, form in forms.items()]


def _write_names(connection: sqlite3.Connection, docs: Sequence[int], names: Sequence[_Form]) -> None:
    """Bring the names of these rows up to date.  They lie all over the file: a row that keeps its names is not asked for."""
    if not docs:
        return
    held = set(connection.execute(_HELD, (json.dumps(docs),)).fetchall())
    if held:
        connection.executemany(
            "DELETE FROM search_name WHERE kind = ? AND folded = ? AND doc = ? AND form = ?", held.difference(names)
        )
        names = [name for name in names if name not in held]
    insert_rows(connection, "search_name", ("kind", "folded", "doc", "form"), sorted(names))
    found = set(_SPELLED.findall("\n".join([name for _, name, _, form in names if form in (NAME, ALIAS, PINYIN)])))
    insert_rows(
        connection, "search_word", ("word", "backwards"), [(word, word[::-1]) for word in sorted(found)],
        verb="INSERT OR IGNORE INTO",
    )


def _write(connection: sqlite3.Connection, entries: Sequence[_Entry]) -> None:
    held = {
        row[0]: row for row in connection.execute(
            "SELECT doc, kind, names, folded FROM search_text WHERE doc IN (SELECT value FROM json_each(?))",
            (json.dumps([doc for doc, *_ in entries]),),
        )
    }
    changed = [entry for entry in entries if held.get(entry[0]) != entry]
    connection.executemany(
        "INSERT INTO search_index (search_index, rowid, words) VALUES ('delete', ?, ?)",
        [(entry[0], _words(*held[entry[0]][1:])) for entry in changed if entry[0] in held],
    )
    insert_rows(connection, "search_text", ("doc", "kind", "names", "folded"), changed, verb="INSERT OR REPLACE INTO")
    insert_rows(connection, "search_index", ("rowid", "words"), [(doc, _words(*rest)) for doc, *rest in changed])
