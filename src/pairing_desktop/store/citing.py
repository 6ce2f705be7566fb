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


def newest_source(connection: sqlite3.Connection) -> int | None:
    """The live source of the newest live citation."""
    found = connection.execute(
        "SELECT c.source_id FROM citation AS c JOIN record AS r ON r.id = c.source_id "
        "WHERE c.deleted_at IS NULL AND r.deleted_at IS NULL ORDER BY c.id DESC LIMIT 1"
    ).fetchone()
    return int(found[0]) if found else None


def like(connection: sqlite3.Connection, url: str, title: str, publisher: str, published_on: str) -> list[int]:
    """Live sources of this address, else of this title, else of this publisher and date; at most twenty."""
    plain = "rtrim(replace(lower(s.url), 'http://', 'https://'), '/')"
    tries = (
        (url, f"{plain} = rtrim(replace(lower(?), 'http://', 'https://'), '/')", (url,)),
        (title, "lower(s.title) = lower(?)", (title,)),
        (publisher and published_on, "instr(lower(s.publisher), lower(?)) > 0 AND s.published_on = ?", (publisher, published_on)),
    )
    for wanted, condition, values in tries:
        if wanted:
            found = connection.execute(
                "SELECT s.id FROM source AS s JOIN record AS r ON r.id = s.id "
                f"WHERE r.deleted_at IS NULL AND {condition} ORDER BY s.id LIMIT 20", values
            ).fetchall()
            if found:
                return [row[0] for row in found]
    return []
