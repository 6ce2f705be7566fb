"""Which claims hang on an indicator, and which indicators lie in the trash."""

import json
import sqlite3
from collections.abc import Sequence

from pairing_desktop.domain.drafts import Pick


def used(connection: sqlite3.Connection, measure_id: int) -> tuple[int, int]:
    """How many claims state a figure of it: live ones, and those in the trash."""
    all, trashed = connection.execute(
        "SELECT (SELECT count(*) FROM claim WHERE measure_id = ?1), "
        "(SELECT count(*) FROM claim INDEXED BY claim_in_trash WHERE deleted_at IS NOT NULL AND measure_id = ?1)",
        (measure_id,),
    ).fetchone()
    return int(all) - int(trashed), int(trashed)


def without_claims(connection: sqlite3.Connection) -> tuple[Pick, ...]:
    """Live indicators of which no live claim states a figure, in the order they came."""
    rows = connection.execute(
        "SELECT id, key, name_en, name_zh, unit FROM measure WHERE deleted_at IS NULL AND NOT EXISTS "
        "(SELECT 1 FROM claim WHERE measure_id = measure.id AND claim.deleted_at IS NULL) ORDER BY id"
    ).fetchall()
    return tuple(Pick("measures", *row) for row in rows)


def in_trash(connection: sqlite3.Connection) -> frozenset[str]:
    """The short names of the indicators in the trash."""
    return frozenset(key for (key,) in connection.execute("SELECT key FROM measure WHERE deleted_at IS NOT NULL"))


def missed_by(connection: sqlite3.Connection, claims: Sequence[int]) -> list[int]:
    """The indicators in the trash that these claims state figures of."""
    rows = connection.execute(
        "SELECT DISTINCT measure.id FROM claim JOIN measure ON measure.id = measure_id "
        "WHERE measure.deleted_at IS NOT NULL AND claim.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(claims)),),
    )
    return [row_id for (row_id,) in rows]
