"""Search: what each row is found by, kept as two-character words in a contentless full-text index.

FTS5's own tokenizers find nothing for a two-character Chinese word, so the index holds every pair of neighbouring
letters or characters; a term of three or more is checked once more against the folded text.  Pinyin and initials are
written at saving, because pypinyin is too heavy for the way to the first paint.
"""

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any

from pairing_desktop.domain.kinds import BY_RECORD, FieldType, Kind
from pairing_desktop.domain.numbers import canonical
from pairing_desktop.domain.text import fold
from pairing_desktop.domain.vocabulary import LISTS

_WORD = re.compile(r"[^\W_]+")
_CHINESE = re.compile(r"[\u3400-\u9fff]+")
_LONGEST_TERM = 200
# Names whose usual reading the dictionary gets wrong.
_READINGS = {"都兰": "du lan", "乌兰": "wu lan", "茶卡": "cha ka", "都昌": "du chang"}


def bigrams(folded: str) -> str:
    """Every pair of neighbouring characters within a word, each once, blank between them.

    >>> bigrams("光热 abc")
    '光热 ab bc'
    """
    pairs = {word[at:at + 2]: None for word in _WORD.findall(folded) for at in range(max(1, len(word) - 1))}
    return " ".join(pairs)


@cache
def _pinyin() -> Any:
    import pypinyin

    pypinyin.load_phrases_dict({name: [[part] for part in reading.split()] for name, reading in _READINGS.items()})
    return pypinyin


@lru_cache(maxsize=65_536)
def _spoken(run: str) -> tuple[str, ...]:
    """The syllables of a run of Chinese with their tones as digits: ("de2", "ling4", "ha1")."""
    return tuple(_pinyin().lazy_pinyin(run, style=_pinyin().Style.TONE3))


def readings(text: str) -> tuple[str, str]:
    """Pinyin and initials of the Chinese in `text`: ("delingha", "dlh") for 德令哈, two empty strings without any."""
    runs = [[part.rstrip("12345") for part in _spoken(run)] for run in _CHINESE.findall(text)]
    return " ".join("".join(run) for run in runs), " ".join("".join(part[:1] for part in run) for run in runs)


def sort_keys(english: str, chinese: str) -> tuple[str, str]:
    """Keys that order a record's name in an English and in a Chinese list."""
    latin = fold(english) or readings(chinese)[0] or fold(chinese)
    if not chinese:
        return latin, latin
    tones = "".join(
        " ".join(_spoken(part)) + " " if _CHINESE.match(part) else part
        for part in re.findall(r"[\u3400-\u9fff]+|[^\u3400-\u9fff]+", fold(chinese))
    )
    return latin, tones.strip()


_AMONG = "IN (SELECT value FROM json_each(?))"
_RECORD_TEXT = {
    "project": "SELECT id, sort_en, sort_zh, key, name_en, name_zh, note, industry FROM project JOIN record USING (id)",
    "company": "SELECT id, sort_en, sort_zh, key, name_en, name_zh, note, industry FROM company JOIN record USING (id)",
    "place": "SELECT id, sort_en, sort_zh, key, name_en, name_zh, '', '' FROM place JOIN record USING (id)",
    "event": "SELECT id, sort_en, sort_zh, key, title_en, title_zh, summary || ' ' || date_as_stated, '' "
             "FROM event JOIN record USING (id)",
    "source": "SELECT id, sort_en, sort_zh, key, title, publisher, author || ' ' || url || ' ' || published_on, '' "
              "FROM source JOIN record USING (id)",
}
_AT_ONCE = 500
_CLAIM_TEXT = f"""SELECT claim.id, claim.key, value_as_stated, period_as_stated, claim.value, ifnull(reading.value, ''),
    measure.name_en, measure.name_zh,
    coalesce(project.name_en, company.name_en, place.name_en, ''), coalesce(project.name_zh, company.name_zh, place.name_zh, '')
FROM claim JOIN measure ON measure.id = claim.measure_id
LEFT JOIN project ON project.id = claim.subject_id LEFT JOIN company ON company.id = claim.subject_id
LEFT JOIN place ON place.id = claim.subject_id
LEFT JOIN reading ON reading.claim_id = claim.id AND reading.deleted_at IS NULL AND reading.printed = claim.value
WHERE claim.id {_AMONG}"""


def index_records(connection: sqlite3.Connection, ids: Sequence[int]) -> None:
    """Bring search and sort keys of these records up to date, and search of the claims about them."""
    for at in range(0, len(ids), _AT_ONCE):
        some = json.dumps(ids[at:at + _AT_ONCE])
        kinds = {kind for (kind,) in connection.execute(f"SELECT DISTINCT kind FROM record WHERE id {_AMONG}", (some,))}
        aliases: dict[int, list[str]] = defaultdict(list)
        for record_id, text in connection.execute(
            f"SELECT record_id, text FROM alias WHERE record_id {_AMONG} AND deleted_at IS NULL ORDER BY id", (some,)
        ):
            aliases[record_id].append(text)
        docs, sorts = [], []
        for kind in kinds:
            english_only = BY_RECORD[kind].names[0] == BY_RECORD[kind].names[1]
            for record_id, *before, key, english, chinese, text, industry in connection.execute(
                f"{_RECORD_TEXT[kind]} WHERE id {_AMONG}", (some,)
            ).fetchall():
                names = [english, chinese, *aliases.get(record_id, ())]
                spoken = [part for name in names for part in readings(name)]
                labels = LISTS["industry"].get(industry, (industry, ""))
                docs.append((2 * record_id, [*names, *spoken, *labels, key, text]))
                sort = sort_keys(english, english if english_only else chinese)
                if sort != tuple(before):
                    sorts.append((*sort, record_id))
        _write(connection, docs)
        connection.executemany("UPDATE record SET sort_en = ?, sort_zh = ? WHERE id = ?", sorts)


def index_claims(connection: sqlite3.Connection, ids: Sequence[int]) -> None:
    """Bring search of these claims up to date: their words, their values in full (printed and as read), their indicator
    and subject."""
    for at in range(0, len(ids), _AT_ONCE):
        rows = connection.execute(_CLAIM_TEXT, (json.dumps(ids[at:at + _AT_ONCE]),)).fetchall()
        _write(connection, [(2 * claim_id + 1, [*parts, *readings(parts[-1])]) for claim_id, *parts in rows])


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
        folded = fold("\n".join(part for part in parts if part))
        connection.execute(
            f"UPDATE {kind.table} SET folded = ? WHERE id = ? AND folded <> ?", (folded, row_id, folded)
        )


def _write(connection: sqlite3.Connection, docs: Sequence[tuple[int, Sequence[str]]]) -> None:
    """Write what is searched, of each doc its texts; what stays the same is left alone."""
    wanted = {doc: fold("\n".join(part for part in parts if part)) for doc, parts in docs}
    before = dict(
        connection.execute(f"SELECT doc, folded FROM search_text WHERE doc {_AMONG}", (json.dumps(list(wanted)),)).fetchall()
    )
    other = {doc: folded for doc, folded in before.items() if wanted[doc] != folded}
    new = [doc for doc in wanted if doc not in before]
    connection.executemany(
        "INSERT INTO search_index (search_index, rowid, words) VALUES ('delete', ?, ?)",
        ((doc, bigrams(folded)) for doc, folded in other.items()),
    )
    connection.executemany("UPDATE search_text SET folded = ? WHERE doc = ?", ((wanted[doc], doc) for doc in other))
    connection.executemany("INSERT INTO search_text (doc, folded) VALUES (?, ?)", ((doc, wanted[doc]) for doc in new))
    connection.executemany(
        "INSERT INTO search_index (rowid, words) VALUES (?, ?)", ((doc, bigrams(wanted[doc])) for doc in (*other, *new))
    )


def condition(text: str) -> tuple[str, list[str]]:
    """SQL (a SELECT of doc) and its values for all rows that hold every blank-separated term of `text`."""
    terms = [term for term in fold(text[:_LONGEST_TERM]).split() if term]
    pairs = [pair for term in terms for word in _WORD.findall(term) if len(word) > 1 for pair in bigrams(word).split()]
    checks = " AND ".join("instr(folded, ?)" for _ in terms) or "1"
    if not pairs:  # a single letter or only punctuation: nothing to look up
        return f"SELECT doc FROM search_text WHERE {checks}", terms
    match = " AND ".join(f'"{pair}"' for pair in dict.fromkeys(pairs))
    if all(len(term) == 2 and _WORD.fullmatch(term) for term in terms):
        return "SELECT rowid AS doc FROM search_index WHERE search_index MATCH ?", [match]
    return (
        "SELECT doc FROM search_text WHERE doc IN (SELECT rowid FROM search_index WHERE search_index MATCH ?) "
        f"AND {checks}",
        [match, *terms],
    )


def figure_terms(text: str) -> str:
    """A figure as typed (142亿, 14.2 billion) as the plain number its claims are kept under; other text unchanged."""
    from pairing_desktop.domain.quantities import QuantityProblem, parse_quantity

    try:
        value = parse_quantity(text).value
    except QuantityProblem:
        return text
    return canonical(value)
