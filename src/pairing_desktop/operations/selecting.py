"""Rows chosen, ordered and counted off for the command line."""

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pairing_desktop.domain.kinds import CLAIMS, KINDS
from pairing_desktop.store import exports
from pairing_desktop.store.database import Connection

if TYPE_CHECKING:
    from pairing_desktop.operations.questions import Questions

_AT_ONCE = 500


def select(
    ask: "Questions", connection: Connection, kind: str, search: str, where: Sequence[tuple[str, str, str]], sort: str,
    limit: int | None,
) -> "array[int]":
    """Integer keys of rows, 8 bytes each; see `store.exports.select`.  Trust is worked out and stands in no view: by it
    all rows that pass the rest are looked at."""
    by_trust = kind == CLAIMS.name and "trust" in (sort.removeprefix("-"), *(part[0] for part in where))
    if not by_trust:
        return exports.select(connection, KINDS[kind], search_text=search, where=where, sort=sort, limit=limit)
    stored = [part for part in where if part[0] != "trust"]
    wanted = [(how, text) for name, how, text in where if name == "trust"]
    first = "" if sort.removeprefix("-") == "trust" else sort
    ids = exports.select(connection, KINDS[kind], search_text=search, where=stored, sort=first, limit=None)
    said: dict[str, array[int]] = {}  # keys by their mark, of which there are few
    kept = array("q")
    for at in range(0, len(ids), _AT_ONCE):
        part = ids[at:at + _AT_ONCE].tolist()
        marks = ask.marks(kind, part)
        for id in part:
            trust = marks[id].mark.value if id in marks else ""
            if all(trust == text if how == "=" else text.lower() in trust for how, text in wanted):
                kept.append(id)
                said.setdefault(trust, array("q")).append(id)
    if not first:
        kept = array("q")
        for trust in sorted(said, reverse=sort.startswith("-")):
            kept.extend(said[trust])
    return kept[:limit]
