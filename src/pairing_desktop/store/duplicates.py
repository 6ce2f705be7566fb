"""The records of a kind that may be one, read from what search keeps of their names."""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable

from pairing_desktop.domain.duplicates import MOST, Candidate, Duplicates, Pair, Search
from pairing_desktop.domain.kinds import Kind
from pairing_desktop.domain.merging import SAME_RECORD
from pairing_desktop.store import merging, passages
from pairing_desktop.store.indexing import ALIAS, PINYIN

_OF = {  # kind → credit code or address, first and last day, the record above, what tells it from others of its name
    "projects": "'', '', '', 0, ifnull(place_id, '')",
    "companies": "credit_code, '', '', ifnull(parent_id, 0), ifnull(home_place_id, '')",
    "places": "'', '', '', ifnull(parent_id, 0), ifnull(parent_id, '')",
    "events": "'', earliest, latest, 0, ifnull(place_id, '')",
    "sources": "url, published_on, published_on || '~', 0, publisher",
}
_ADDRESS = re.compile(r"^https?://(www\.)?|[/#]+$")


def find(connection: sqlite3.Connection, kind: Kind, told: Callable[[int, int], None]) -> Duplicates:
    """The pairs of a kind, the surest first, at most `MOST`, without those that somebody said are not the same."""
    search = Search(_candidates(connection, kind), companies=kind.name == "companies")
    found = search.run(told)
    aside = merging.set_aside(connection, SAME_RECORD)
    left = [pair for pair in found if (pair.one, pair.two) not in aside]
    shown = left[:MOST]
    picks = passages.picks(connection, kind.record, sorted({end for pair in shown for end in (pair.one, pair.two)}))
    return Duplicates(
        kind.name, tuple(Pair(picks[pair.one], picks[pair.two], pair.alike, pair.doubtful) for pair in shown),
        search.records, len(found) - len(left), len(left) > len(shown),
    )


def _candidates(connection: sqlite3.Connection, kind: Kind) -> Iterable[Candidate]:
    names: dict[int, list[str]] = defaultdict(list)
    sounds: dict[int, list[str]] = defaultdict(list)
    for doc, folded, form in connection.execute(
        f"SELECT doc, folded, form FROM search_name WHERE kind = ? AND (form <= {ALIAS} OR form = {PINYIN})", (kind.record,)
    ):
        (sounds if form == PINYIN else names)[doc // 2].append(folded)
    for row_id, code, first, last, above, where in connection.execute(
        f"SELECT t.id, {_OF[kind.name]} FROM {kind.table} AS t JOIN record AS r ON r.id = t.id "
        "AND r.deleted_at IS NULL ORDER BY t.id"
    ):
        address = _ADDRESS.sub("", code.lower()) if kind.name == "sources" else code
        when = (first, last) if first and last else ("", "")
        yield Candidate(
            row_id, tuple(names.pop(row_id, ())), tuple(sounds.pop(row_id, ())), address, when, above, str(where)
        )
