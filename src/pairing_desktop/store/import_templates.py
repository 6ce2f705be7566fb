"""How tables were read before: the mapping of columns, remembered for each source and kind.

A convenience and no fact: it stands outside the history, and undoing an import leaves it.
"""

import json
import sqlite3
from collections.abc import Sequence

from pairing_desktop.domain.importing import ImportRequest


def remember(connection: sqlite3.Connection, request: ImportRequest) -> None:
    """Keep the mapping of this import for the next table of its source and kind."""
    names = request.preview.names
    connection.execute(
        "INSERT INTO import_template (kind, source_key, headers, columns, used_at) "
        "VALUES (?, ?, ?, ?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now')) "
        "ON CONFLICT (kind, source_key, headers) DO UPDATE SET columns = excluded.columns, used_at = excluded.used_at",
        (request.kind, request.source.key if request.source else "", json.dumps(names, ensure_ascii=False),
         request.columns.to_text(names)),
    )


def recall(
    connection: sqlite3.Connection, names: Sequence[str], kind: str = "", source_key: str = ""
) -> tuple[str, str, str] | None:
    """Kind, source and mapping of the newest import whose table had the most of these columns, at least half of them.

    Only those of `kind` or `source_key` where these are given; None when there is none.
    """
    wanted = set(names)
    best: tuple[int, str, str, str] | None = None
    for found_kind, source, headers, columns in connection.execute(
        "SELECT kind, source_key, headers, columns FROM import_template WHERE kind = coalesce(nullif(?, ''), kind) "
        "AND source_key = coalesce(nullif(?, ''), source_key) ORDER BY used_at DESC, id DESC",
        (kind, source_key),
    ).fetchall():
        common = len(wanted & set(json.loads(headers)))
        if 2 * common >= len(wanted) and (best is None or common > best[0]):
            best = (common, found_kind, source, columns)
    return best[1:] if best else None
