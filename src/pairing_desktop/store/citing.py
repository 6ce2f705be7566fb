"""What reports ask of many rows at once: the places in sources, the claims of a time, the records with most claims."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Sequence

from pairing_desktop.domain.cards import CitationLine


def citations(connection: sqlite3.Connection, owner: str, ids: Sequence[int]) -> dict[int, tuple[CitationLine, ...]]:
    """Citations of many rows of an owner ("record", "claim"), by integer key, of each the first one first."""
    found: defaultdict[int, list[CitationLine]] = defaultdict(list)
    for row_id, *line in connection.execute(
        f"SELECT citation.{owner}_id, source_id, record.key, title, publisher, published_on, locator, stance "
        "FROM citation JOIN source ON source.id = source_id JOIN record ON record.id = source_id "
        f"WHERE citation.{owner}_id IN (SELECT value FROM json_each(?)) AND citation.deleted_at IS NULL "
        "ORDER BY ordinal, citation.id",
        (json.dumps(list(ids)),),
    ):
        found[row_id].append(CitationLine(*line))
    return {row_id: tuple(lines) for row_id, lines in found.items()}


def claims_between(connection: sqlite3.Connection, first: str, last: str) -> list[int]:
    """Ids of live claims whose whole period lies between two days, by indicator, record and time; without a stated
    beginning (or end) the other end counts."""
    return [
        row[0]
        for row in connection.execute(
            "SELECT id FROM claim WHERE deleted_at IS NULL AND (earliest <> '' OR latest <> '') "
            "AND coalesce(nullif(earliest, ''), latest) >= ? AND coalesce(nullif(latest, ''), earliest) <= ? "
            "ORDER BY subject_id, measure_id, earliest, id",
            (first, last),
        )
    ]


def most_stated(connection: sqlite3.Connection, kind: str, limit: int) -> list[int]:
    """Live records of a kind ("project") about which most claims are on file."""
    return [
        row[0]
        for row in connection.execute(
            "SELECT record.id FROM record JOIN claim ON claim.subject_id = record.id AND claim.deleted_at IS NULL "
            "WHERE record.kind = ? AND record.deleted_at IS NULL GROUP BY record.id ORDER BY count(*) DESC, record.id "
            "LIMIT ?",
            (kind, limit),
        )
    ]
