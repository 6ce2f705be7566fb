"""Search over everything: names, other names, figures, texts; by how well each row fits, kind by kind.

Each kind is asked in steps, the best fit first, and no step looks at more than a few hundred rows, so that the time does
not grow with the file.  What is not written as typed is looked for once more by its sound or with one letter corrected.
"""

import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from pairing_desktop.domain.drafts import Pick
from pairing_desktop.domain.hits import Fit, Group, Hit, Hits
from pairing_desktop.domain.kinds import BY_RECORD, KINDS
from pairing_desktop.domain.spelling import one_edit, one_edit_of_beginning
from pairing_desktop.domain.traditional import plain
from pairing_desktop.store import figure_search, merged, passages
from pairing_desktop.store.search import CHINESE, WORD, readings

MOST = 300  # rows of a kind that are counted one by one
LONGEST = 200
RECORDS = frozenset({"project", "company", "place", "event", "source"})
SOUGHT = ("project", "company", "place", "event", "source", "claim", "measure")
_NAMES_SEEN = 200  # names that begin alike, of which the plainest and shortest are taken
_CORRECTIONS = 4  # words that a mistyped one may stand for
_HIGHEST = "\U0010ffff"
_TABLE = {"claim": "claim", "measure": "measure"}


@dataclass(frozen=True)
class _Sought:
    """A text taken apart: its folded terms, and the figure that it or a part of it states."""

    terms: tuple[str, ...]
    figure: figure_search.Stated | None = None

    @property
    def whole(self) -> str:
        return " ".join(self.terms)

    @property
    def is_a_letter(self) -> bool:
        return len(self.whole) == 1 and self.whole.isascii()


def search(connection: sqlite3.Connection, text: str, limit: int) -> Hits:
    """All kinds of rows that fit a text: at most about `limit`, of each kind its best and how many there are."""
    sought = _taken_apart(text)
    if not sought.terms:
        return Hits()
    found, meant = [_of_kind(connection, kind, sought, limit) for kind in SOUGHT], ""
    if not any(rows.fits for rows in found):
        for terms in _meant(connection, sought.terms):
            found = [_of_kind(connection, kind, _Sought(terms), limit, similar=True) for kind in SOUGHT]
            if any(rows.fits for rows in found):
                meant = " ".join(terms)
                break
    filled = sorted((rows for rows in found if rows.fits), key=lambda rows: min(rows.fits.values()))
    shares = _shares([len(rows.fits) for rows in filled], limit)
    groups = [
        Group(BY_RECORD[rows.kind].name, _hits(connection, rows, share, sought.terms), len(rows.fits), rows.more)
        for rows, share in zip(filled, shares, strict=True)
    ]
    return Hits(tuple(groups), _trashed(connection, sought.terms), meant)


def picks(connection: sqlite3.Connection, kind: str, text: str, limit: int) -> tuple[Pick, ...]:
    """Live rows of one kind for a picker, the best fit first."""
    sought = _taken_apart(text)
    if not sought.terms:
        return ()
    record = KINDS[kind].record
    rows = _of_kind(connection, record, sought, limit)
    if not rows.fits:
        for terms in _meant(connection, sought.terms):
            rows = _of_kind(connection, record, _Sought(terms), limit, similar=True)
            if rows.fits:
                break
    return tuple(hit.pick for hit in _hits(connection, rows, limit, ()))


def _taken_apart(text: str) -> _Sought:
    terms = tuple(plain(text[:LONGEST]).split())
    return _Sought(terms, figure_search.stated(terms))


# -- one kind -------------------------------------------------------------------------------------------------------------


@dataclass
class _Rows:
    """Rows of one kind by integer key, in order, and how each fits."""

    kind: str
    fits: dict[int, Fit]
    more: bool = False

    def take(self, ids: Iterable[int], fit: Fit) -> None:
        for row_id in ids:
            self.fits.setdefault(row_id, fit)


def _of_kind(connection: sqlite3.Connection, kind: str, sought: _Sought, limit: int, *, similar: bool = False) -> _Rows:
    rows = _Rows(kind, {})
    best = dict.fromkeys(Fit, Fit.SIMILAR) if similar else {}
    if kind == "claim":
        rows.take(_ids(connection, "SELECT id FROM claim WHERE key = ? AND deleted_at IS NULL", sought.whole), Fit.EXACT)
    else:
        rows.take(_called(connection, kind, sought.whole), best.get(Fit.EXACT, Fit.EXACT))
    if sought.figure is not None:
        figures = figure_search.rows(connection, kind, sought.figure, MOST)
        others = sought.figure.others
        rows.take(_holding(connection, kind, figures, others) if others else figures, Fit.FIGURE)
    if kind != "claim":
        beginning = _beginning(connection, kind, sought.whole, limit)
        rows.take(beginning, best.get(Fit.BEGINS, Fit.BEGINS))
        if sought.is_a_letter:  # it stands in every text: names that begin with it are what can be meant
            rows.more = len(beginning) == limit
            return rows
        rows.take(_matching(connection, kind, _named(sought.terms), "names", sought.terms, limit), best.get(Fit.WORD, Fit.WORD))
    anywhere = [] if sought.is_a_letter else _matching(connection, kind, _pairs(sought.terms), "folded", sought.terms, MOST + 1)
    rows.more = len(anywhere) > MOST
    rows.take(anywhere[:MOST], best.get(Fit.TEXT, Fit.TEXT))
    return rows


def doc_of(kind: str, expression: str) -> str:
    """The SQL of the number under which search keeps a row of this integer key."""
    return {"claim": f"2 * {expression} + 1", "measure": f"-{expression}"}.get(kind, f"2 * {expression}")


def _id(kind: str, doc: int) -> int:
    return -doc if kind == "measure" else doc // 2


def _alive(kind: str) -> str:
    """A join that leaves out what lies in the trash; rows of search are `t`."""
    if kind == "measure":
        return "CROSS JOIN measure AS r ON r.id = -t.doc AND r.deleted_at IS NULL"
    return f"CROSS JOIN {_TABLE.get(kind, 'record')} AS r ON r.id = t.doc / 2 AND r.deleted_at IS NULL"


def _ids(connection: sqlite3.Connection, sql: str, *values: object) -> list[int]:
    return [row[0] for row in connection.execute(sql, values)]


def _called(connection: sqlite3.Connection, kind: str, name: str) -> list[int]:
    found = _ids(
        connection,
        f"SELECT t.doc FROM search_name AS t {_alive(kind)} WHERE t.kind = ? AND folded = ? ORDER BY form, t.doc LIMIT {MOST}",
        kind, name,
    )
    if kind in RECORDS:  # the short name and names of a record that was merged away lead to the one it became
        return list(dict.fromkeys([*(_id(kind, doc) for doc in found), *merged.called(connection, kind, name)]))
    return [_id(kind, doc) for doc in found]


def _beginning(connection: sqlite3.Connection, kind: str, start: str, limit: int) -> list[int]:
    """Rows a name of which begins so: plain names before codes, pinyin and initials, short ones before long ones."""
    found = connection.execute(
        f"SELECT form, length(folded), folded, t.doc FROM search_name AS t {_alive(kind)} "
        "WHERE t.kind = ? AND folded > ? AND folded < ? LIMIT ?",
        (kind, start, start + _HIGHEST, _NAMES_SEEN),
    ).fetchall()
    return [_id(kind, row[3]) for row in sorted(found)][:limit]


def _matching(
    connection: sqlite3.Connection, kind: str, words: Sequence[str], column: str, terms: Sequence[str], limit: int
) -> list[int]:
    """Rows with all these words of the index that hold every term in a column of the folded text."""
    if words:  # CROSS JOIN: the index is read row by row and left when there are enough
        source, where = "search_index CROSS JOIN search_text AS t ON t.doc = search_index.rowid", "search_index MATCH ?"
        sought = f'{" AND ".join(words)} AND "k{kind}"'
    else:  # only signs: nothing to look up
        source, where, sought = "search_text AS t", "t.kind = ?", kind
    holds = "".join(f" AND instr(t.{column}, ?)" for _ in terms)
    sql = f"SELECT t.doc FROM {source} {_alive(kind)} WHERE {where}{holds} LIMIT ?"
    found = _ids(connection, sql, sought, *terms, limit)
    return [_id(kind, doc) for doc in found]


def _holding(connection: sqlite3.Connection, kind: str, ids: Sequence[int], terms: Sequence[str]) -> list[int]:
    """Those of these rows whose text holds every term."""
    holds = "".join(" AND instr(folded, ?)" for _ in terms)
    sql = f"SELECT 1 FROM search_text WHERE doc = {doc_of(kind, '?')}{holds}"
    return [row_id for row_id in ids if connection.execute(sql, (row_id, *terms)).fetchone()]


def _pairs(terms: Sequence[str]) -> list[str]:
    """The index's words for these terms anywhere in a text: pairs side by side are enough, the text itself is looked at."""
    words = [word for term in terms for word in WORD.findall(term) if len(word) > 1]
    pairs = [pair for word in words for pair in (*(word[at:at + 2] for at in range(0, len(word) - 1, 2)), word[-2:])]
    singles = [word for term in terms for word in WORD.findall(term) if len(word) == 1]
    return [*(f'"{pair}"' for pair in dict.fromkeys(pairs)), *([] if pairs else [f'"{one}"*' for one in singles])]


def _named(terms: Sequence[str]) -> list[str]:
    """The index's words for these terms as words of names: Latin ones may go on, Chinese ones stand within a run."""
    words: dict[str, None] = {}
    for term in terms:
        for run in CHINESE.findall(term):
            words |= {f'"n{run[at:at + 2]}"' + ("*" if len(run) == 1 else ""): None for at in range(max(1, len(run) - 1))}
        for word in WORD.findall(CHINESE.sub(" ", term)):
            words[f'"n{word}"*'] = None
    return list(words)


# -- not written as typed ---------------------------------------------------------------------------------------------------


def _meant(connection: sqlite3.Connection, terms: Sequence[str]) -> list[tuple[str, ...]]:
    """What may have been meant instead, the likeliest first: terms found nowhere corrected, Chinese ones in twos or spelled
    as they sound."""
    choices = [[term] if _occurs(connection, term) else _alternatives(connection, term) for term in terms]
    found = [tuple(word for part in choice for word in part.split()) for choice in product(*choices)]
    return [choice for choice in found[:2 * _CORRECTIONS] if choice != tuple(terms)]


def _occurs(connection: sqlite3.Connection, term: str) -> bool:
    words = _pairs([term])
    return bool(words) and connection.execute(
        "SELECT 1 FROM search_index CROSS JOIN search_text ON doc = search_index.rowid WHERE search_index MATCH ? "
        "AND instr(folded, ?) LIMIT 1",
        (" AND ".join(words), term),
    ).fetchone() is not None


def _alternatives(connection: sqlite3.Connection, term: str) -> list[str]:
    if CHINESE.search(term):
        sound = CHINESE.sub(lambda run: f" {readings(run[0])[0]} ", term)
        return [*([" ".join(re.findall("..?", term))] if len(term) > 3 and CHINESE.fullmatch(term) else []), sound]
    return corrections(connection, term) if len(term) >= 4 and term.isalpha() else []


def corrections(connection: sqlite3.Connection, term: str) -> list[str]:
    """Words of names that are one slip away from a word of four letters or more.

    One slip leaves one half of the word right, so that only words that begin or end like it are compared; two swapped
    letters in the middle are swapped back.
    """
    half = len(term) // 2
    head, tail = term[:half], term[half:][::-1]
    swapped = head[:-1] + term[half] + head[-1] + term[half + 1:]
    beginning = _words(connection, "word", head)
    found = {word for word in beginning if one_edit(term, word)}
    found |= {word for word in _words(connection, "backwards", tail) if one_edit(term, word)}
    found |= {word for word in _words(connection, "word", swapped) if word.startswith(swapped)}
    if not found:
        found = {word for word in beginning if one_edit_of_beginning(term, word)}
    return sorted(found, key=lambda word: (abs(len(word) - len(term)), word))[:_CORRECTIONS]


def _words(connection: sqlite3.Connection, column: str, start: str) -> list[str]:
    return [
        row[0] for row in connection.execute(
            f"SELECT word FROM search_word WHERE {column} >= ? AND {column} < ? LIMIT 2000", (start, start + _HIGHEST)
        )
    ]


# -- what is shown ----------------------------------------------------------------------------------------------------------


def _shares(counts: Sequence[int], limit: int) -> list[int]:
    """How many rows of each kind are shown: a few of each, then from the first on while there is room."""
    least = max(3, limit // 6)
    shares = [min(count, least) for count in counts]
    room = limit - sum(shares)
    for at, count in enumerate(counts):
        more = max(0, min(count - shares[at], room))
        shares[at] += more
        room -= more
    return shares


def _hits(connection: sqlite3.Connection, rows: _Rows, share: int, terms: Sequence[str]) -> tuple[Hit, ...]:
    shown = list(rows.fits)[:share]
    found = passages.picks(connection, rows.kind, shown)
    hits = []
    for row_id in shown:
        alias, passage = passages.why(connection, rows.kind, found[row_id], terms) if terms else ("", "")
        hits.append(Hit(found[row_id], rows.fits[row_id], alias, passage))
    return tuple(hits)


def _trashed(connection: sqlite3.Connection, terms: Sequence[str]) -> int:
    """How many rows in the trash hold every term."""
    holds = "".join(" AND instr(folded, ?)" for _ in terms)
    return sum(
        int(connection.execute(
            f"SELECT count(*) FROM {table} AS r JOIN search_text ON doc = {doc} WHERE r.deleted_at IS NOT NULL{there}{holds}",
            terms,
        ).fetchone()[0])
        for table, doc, there in (("record", "2 * r.id", " AND r.merged_into_id IS NULL"), ("claim", "2 * r.id + 1", ""))
    )
