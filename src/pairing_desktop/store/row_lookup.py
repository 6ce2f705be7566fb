"""Looking up many rows at once: by short name, by uid, by what they are called, and as they stand."""

import json
import sqlite3
from collections.abc import Iterable, Sequence

from pairing_desktop.domain.kinds import KINDS, Kind
from pairing_desktop.domain.text import fold
from pairing_desktop.store import merged

_RANKS = "省市州县区镇"  # what stands behind the name of a place and is left out in speech
AMBIGUOUS = 0  # an integer key no row has: several rows are called this


def by_key(connection: sqlite3.Connection, kind: Kind, keys: Iterable[str], *, follow: bool = True) -> dict[str, int]:
    """Integer keys of the rows with these short names; a participation's is project/company/role.

    The short name of a record that was merged into another leads to that one, unless `follow` is off.
    """
    asked = json.dumps(list(keys))
    if kind.is_record:
        rows = connection.execute(
            "SELECT key, id, merged_into_id FROM record WHERE kind = ? AND key IN (SELECT value FROM json_each(?))",
            (kind.record, asked),
        ).fetchall()
        return {
            key: row_id if into is None or not follow else merged.survivor(connection, row_id) for key, row_id, into in rows
        }
    if kind.name == "participations":
        return _participations(connection, keys)
    sql = f"SELECT key, id FROM {kind.table} WHERE key IN (SELECT value FROM json_each(?))"
    return dict(connection.execute(sql, (asked,)).fetchall())


def _participations(connection: sqlite3.Connection, keys: Iterable[str]) -> dict[str, int]:
    """Each by its three parts, so that the index of the table serves."""
    found = {}
    for key in keys:
        project, company, role = [*key.split("/", 2), "", ""][:3]
        row = connection.execute(
            "SELECT id FROM participation WHERE role = ? AND project_id = ? AND company_id = ?",
            (role, by_key(connection, KINDS["projects"], [project]).get(project),
             by_key(connection, KINDS["companies"], [company]).get(company)),
        ).fetchone()
        if row is not None:
            found[key] = int(row[0])
    return found


def by_uid(connection: sqlite3.Connection, kind: Kind, uids: Iterable[str]) -> dict[str, int]:
    """Integer keys of the rows with these uids."""
    table, only = ("record", f" AND kind = '{kind.record}'") if kind.is_record else (kind.table, "")
    sql = f"SELECT uid, id FROM {table} WHERE uid IN (SELECT value FROM json_each(?)){only}"
    return dict(connection.execute(sql, (json.dumps(list(uids)),)).fetchall())


def by_name(connection: sqlite3.Connection, kind: Kind) -> dict[str, int]:
    """Integer keys of all live rows by the folded names they are called by, `AMBIGUOUS` where several are."""
    english, chinese = kind.names
    found: dict[str, int] = {}
    rows = connection.execute(f"SELECT id, {english}, {chinese} FROM v_{kind.name} WHERE deleted_at IS NULL").fetchall()
    if kind.is_record:
        rows += connection.execute(
            "SELECT record_id, text, '' FROM alias JOIN record ON record.id = record_id "
            f"WHERE record.kind = '{kind.record}' AND alias.deleted_at IS NULL AND record.deleted_at IS NULL"
        ).fetchall()
    for row_id, *names in rows:
        called = {fold(text) for text in names if text}
        if kind.name == "places":  # 德令哈 is 德令哈市
            called |= {name[:-1] for name in called if len(name) > 2 and name[-1] in _RANKS}
        for name in called:
            found[name] = row_id if found.get(name, row_id) == row_id else AMBIGUOUS
    return found


def as_they_stand(
    connection: sqlite3.Connection, kind: Kind, ids: Sequence[int], more: Sequence[str] = ()
) -> dict[int, tuple[int, bool, dict[str, str]]]:
    """Revision, whether it lies in the trash, and exported values of these rows; `more` names fields of `kind.listed`."""
    table = "record" if kind.is_record else kind.table
    names = (*kind.columns, *more)
    rows = connection.execute(
        f"SELECT v.id, it.rev, v.deleted_at IS NOT NULL, {', '.join(f'v.{name}' for name in names)} "
        f"FROM v_{kind.name} AS v JOIN {table} AS it ON it.id = v.id WHERE v.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    return {row[0]: (row[1], bool(row[2]), dict(zip(names, row[3:], strict=True))) for row in rows}


def keys_of(connection: sqlite3.Connection, kind: Kind, ids: Iterable[int]) -> dict[int, str]:
    """Short names by integer key."""
    table = "record" if kind.is_record else kind.table
    sql = f"SELECT id, key FROM {table} WHERE id IN (SELECT value FROM json_each(?))"
    return dict(connection.execute(sql, (json.dumps(list(ids)),)).fetchall())


def measures(connection: sqlite3.Connection) -> dict[str, dict[str, str]]:
    """Every indicator by its short name, as exported."""
    kind = KINDS["measures"]
    rows = connection.execute(f"SELECT {', '.join(kind.columns)} FROM v_measures").fetchall()
    return {row[0]: dict(zip(kind.columns, row, strict=True)) for row in rows}


def same_statement(connection: sqlite3.Connection, values: dict[str, str]) -> int | None:
    """The live claim that says the very same: record, indicator, print, period, nature and source; None for none."""
    row = connection.execute(
        "SELECT id FROM v_claims WHERE id IN (SELECT claim.id FROM claim JOIN record ON record.id = subject_id "
        "WHERE record.kind = :subject_kind AND record.key = :subject_key) AND deleted_at IS NULL "
        "AND measure_key = :measure_key AND value_as_stated = :value_as_stated AND period_start = :period_start "
        "AND period_end = :period_end AND nature = :nature AND source_key = :source_key LIMIT 1",
        values,
    ).fetchone()
    return int(row[0]) if row else None


def newest_operation(connection: sqlite3.Connection) -> int:
    """Integer key of the newest operation, 0 before the first."""
    return int(connection.execute("SELECT ifnull(max(id), 0) FROM operation").fetchone()[0])


def names(connection: sqlite3.Connection, kind: Kind) -> list[tuple[int, str, str, str]]:
    """Integer key, short name, English and Chinese name of all live rows."""
    english, chinese = kind.names
    sql = f"SELECT id, key, {english}, {chinese} FROM v_{kind.name} WHERE deleted_at IS NULL"
    return connection.execute(sql).fetchall()


def file_id(connection: sqlite3.Connection) -> str:
    """What was given to the file when it was made."""
    row = connection.execute("SELECT value FROM setting WHERE name = 'uid'").fetchone()
    return str(row[0]) if row else ""
