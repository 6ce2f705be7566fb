"""Rows chosen, ordered and counted off for the command line."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pairing_desktop.domain.kinds import CLAIMS, KINDS
from pairing_desktop.store import exports
from pairing_desktop.store.database import Connection

if TYPE_CHECKING:
    from pairing_desktop.operations.questions import Questions


def select(
    ask: "Questions", connection: Connection, kind: str, search: str, where: Sequence[tuple[str, str, str]], sort: str,
    limit: int | None,
) -> list[dict[str, str]]:
    """Exported rows; see `store.exports.select`.  Trust is worked out and stands in no view: by it all rows that pass
    the rest are looked at."""
    by_trust = kind == CLAIMS.name and "trust" in (sort.removeprefix("-"), *(part[0] for part in where))
    if not by_trust:
        ids = exports.select(connection, KINDS[kind], search_text=search, where=where, sort=sort, limit=limit)
        return list(ask.export(kind, ids))
    stored = [part for part in where if part[0] != "trust"]
    first = "" if sort.removeprefix("-") == "trust" else sort
    ids = exports.select(connection, KINDS[kind], search_text=search, where=stored, sort=first, limit=None)
    found = list(ask.export(kind, ids))
    for _, how, text in (part for part in where if part[0] == "trust"):
        found = [row for row in found if (row["trust"] == text if how == "=" else text.lower() in row["trust"])]
    if not first:
        found.sort(key=lambda row: row["trust"], reverse=sort.startswith("-"))
    return found[:limit]
