"""What charts need from the file: plain rows of live records and claims with their citations, nothing worked out."""

import json
import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import NamedTuple

from pairing_desktop.domain.listing import Filter, Sort
from pairing_desktop.store import lists


class ClaimRow(NamedTuple):
    """A live, valued claim of one of the measures asked for.

    `value` is the one in use: after the accepted reading, whose code is `reading`.  `against` counts the live claims
    that are recorded as disputing it and that nobody told apart from it.  `implausible` says that a check which nobody answered
    finds that it cannot be.
    """

    id: int
    subject_id: int
    measure: str
    value: str
    value_as_stated: str
    unit: str
    qualifier: str
    period_start: str
    period_end: str
    period_precision: str
    nature: str
    rank: str
    note: str
    against: int
    reading: str = ""
    implausible: bool = False


class ProjectRow(NamedTuple):
    id: int
    name_en: str
    name_zh: str
    industry: str
    kind: str
    status: str
    start_date: str
    end_date: str
    end_precision: str
    capacity: str
    capacity_unit: str
    investment: str


class SourceRow(NamedTuple):
    id: int
    key: str
    title: str
    publisher: str
    published_on: str


class Citation(NamedTuple):
    """Where row `of_id` is supported."""

    of_id: int
    source_id: int
    locator: str


_CLAIM = """
SELECT claim.id, subject_id, measure.key, claim.value, value_as_stated, claim.unit, qualifier,
       period_start, period_end, period_precision, nature, rank, assessment_note
FROM {source} JOIN record ON record.id = subject_id
WHERE claim.deleted_at IS NULL AND record.deleted_at IS NULL AND claim.value <> '' AND rank <> 'deprecated'"""
# The index gives the claims of an indicator by value; looked up by id they lie side by side in the file.  LIMIT keeps the
# order: without it a planner may leave out that of a subquery.
IN_ORDER = "(SELECT id FROM claim WHERE measure_id IN (SELECT id FROM measure WHERE key IN (SELECT value FROM json_each(?))) " \
           "ORDER BY +id LIMIT -1)"
_CLAIMS = _CLAIM.format(source=f"{IN_ORDER} AS own CROSS JOIN claim ON claim.id = own.id JOIN measure ON measure.id = measure_id")
_CLAIMS_ABOUT = _CLAIM.format(
    source="json_each(?) AS about CROSS JOIN claim ON subject_id = about.value JOIN measure ON measure.id = measure_id"
) + " AND measure.key IN (SELECT value FROM json_each(?))"
# What people and checks said about claims is asked for once, not claim by claim: most claims have nothing of it.
_REPLACED = """
SELECT other_id FROM claim_relation AS t CROSS JOIN claim AS better ON better.id = t.claim_id
WHERE t.deleted_at IS NULL AND t.relation IN ('corrects', 'supersedes') AND better.deleted_at IS NULL"""
_AGAINST = """
SELECT t.other_id, count(*) FROM claim_relation AS t CROSS JOIN claim AS other ON other.id = t.claim_id
WHERE t.relation = 'disputes' AND t.deleted_at IS NULL AND other.deleted_at IS NULL AND other.rank <> 'deprecated'
AND NOT EXISTS (SELECT 1 FROM claim_relation AS told WHERE told.deleted_at IS NULL AND told.relation <> 'disputes'
    AND (told.claim_id = t.other_id AND told.other_id = other.id OR told.claim_id = other.id AND told.other_id = t.other_id))
GROUP BY t.other_id"""
_READINGS = "SELECT claim_id, printed, value, name FROM reading WHERE deleted_at IS NULL"
_IMPLAUSIBLE = """
SELECT finding.claim_id FROM finding CROSS JOIN claim ON claim.id = finding.claim_id
JOIN measure ON measure.id = measure_id
WHERE mark = 'implausible' AND measure.key IN (SELECT value FROM json_each(?)) AND NOT EXISTS (
    SELECT 1 FROM dismissal AS d WHERE d.claim_id = claim.id AND d.rule = finding.rule
    AND d.deleted_at IS NULL AND d.printed = claim.value)"""


def claims(
    connection: sqlite3.Connection, measures: Sequence[str], about: Iterable[int] | None = None
) -> list[ClaimRow]:
    """Live claims of these measures with a number, about live records (of `about` if that is given), by id; those
    deprecated, corrected or superseded are left out."""
    keys = json.dumps(list(measures))
    sql, values = _CLAIMS, [keys]
    if about is not None:
        sql, values = _CLAIMS_ABOUT, [json.dumps(list(about)), keys]
    replaced = {row[0] for row in connection.execute(_REPLACED)}
    against: dict[int, int] = dict(connection.execute(_AGAINST).fetchall())
    readings = {row[0]: row[1:] for row in connection.execute(_READINGS)}
    implausible = {row[0] for row in connection.execute(_IMPLAUSIBLE, (keys,))}
    found = []
    for row in connection.execute(sql, values):
        id, value = row[0], row[3]
        if id in replaced:
            continue
        reading = ""
        if id in readings and readings[id][0] == value:
            _, value, reading = readings[id]
        said = (*row[:3], value, *row[4:], against.get(id, 0), reading, not reading and id in implausible)
        found.append(ClaimRow(*said))
    found.sort(key=itemgetter(0))
    return found


def disputes(connection: sqlite3.Connection) -> list[tuple[int, int]]:
    """(claim, the claim it speaks against) of live claims."""
    return [
        (one, other)
        for one, other in connection.execute(
            "SELECT claim_id, other_id FROM claim_relation CROSS JOIN claim AS a ON a.id = claim_id "
            "CROSS JOIN claim AS b ON b.id = other_id WHERE relation = 'disputes' AND claim_relation.deleted_at IS NULL "
            "AND a.deleted_at IS NULL AND b.deleted_at IS NULL"
        ).fetchall()
    ]


def claim_citations(connection: sqlite3.Connection, ids: Iterable[int]) -> list[Citation]:
    """Supporting citations of these claims, in order."""
    return _citations(connection, "claim_id", ids)


def record_citations(connection: sqlite3.Connection, ids: Iterable[int]) -> list[Citation]:
    """Supporting citations of these records, in order."""
    return _citations(connection, "record_id", ids)


def posting_citations(connection: sqlite3.Connection, ids: Iterable[int]) -> list[Citation]:
    """Where these postings are stated."""
    return [Citation(*row) for row in connection.execute(
        "SELECT posting.id, source_id, locator FROM json_each(?) AS wanted JOIN posting ON posting.id = wanted.value "
        "JOIN record ON record.id = source_id AND record.deleted_at IS NULL ORDER BY posting.id", (json.dumps(list(ids)),),
    ).fetchall()]


def _citations(connection: sqlite3.Connection, column: str, ids: Iterable[int]) -> list[Citation]:
    return [
        Citation(*row)
        for row in connection.execute(
            f"SELECT {column}, source_id, locator FROM json_each(?) AS wanted JOIN citation ON {column} = wanted.value "
            "JOIN record ON record.id = source_id AND record.deleted_at IS NULL "
            f"WHERE citation.deleted_at IS NULL AND stance = 'supports' ORDER BY {column}, ordinal",
            (json.dumps(list(ids)),),
        )
    ]


_PROJECTS = (
    "SELECT project.id, name_en, name_zh, industry, project.kind, status, start_date, end_date, end_precision, "
    "capacity, capacity_unit, investment_cny FROM project JOIN record ON record.id = project.id "
    "WHERE deleted_at IS NULL AND {where} ORDER BY project.id"
)


def plants(connection: sqlite3.Connection, statuses: Iterable[str]) -> list[ProjectRow]:
    """All live power plants of these statuses, by id."""
    sql = _PROJECTS.format(where="project.kind = 'power_plant' AND status IN (SELECT value FROM json_each(?))")
    return [ProjectRow(*row) for row in connection.execute(sql, (json.dumps(list(statuses)),))]


def other_plants(connection: sqlite3.Connection, statuses: Iterable[str]) -> "array[int]":
    """The ids of all live power plants of other statuses."""
    rows = connection.execute(
        "SELECT project.id FROM project JOIN record ON record.id = project.id WHERE deleted_at IS NULL "
        "AND project.kind = 'power_plant' AND status NOT IN (SELECT value FROM json_each(?)) ORDER BY project.id",
        (json.dumps(list(statuses)),),
    )
    return array("q", (id for (id,) in rows))


def projects(connection: sqlite3.Connection, ids: Iterable[int]) -> list[ProjectRow]:
    """These live projects, by id."""
    sql = _PROJECTS.format(where="project.id IN (SELECT value FROM json_each(?))")
    return [ProjectRow(*row) for row in connection.execute(sql, (json.dumps(list(ids)),))]


def invested(connection: sqlite3.Connection, ids: Iterable[int]) -> list[ProjectRow]:
    """All live projects that state an investment themselves, and those of `ids`, by id."""
    sql = _PROJECTS.format(where="(investment_cny <> '' OR project.id IN (SELECT value FROM json_each(?)))")
    return [ProjectRow(*row) for row in connection.execute(sql, (json.dumps(list(ids)),)).fetchall()]


def project_ids(connection: sqlite3.Connection) -> frozenset[int]:
    """All live projects."""
    return frozenset(
        row[0] for row in connection.execute("SELECT id FROM record WHERE kind = 'project' AND deleted_at IS NULL")
    )


def names(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """English and Chinese names of projects, companies and places by id."""
    found: dict[int, tuple[str, str]] = {}
    wanted = json.dumps(list(ids))
    for table in ("project", "company", "place"):
        for id, english, chinese in connection.execute(
            f"SELECT id, name_en, name_zh FROM {table} WHERE id IN (SELECT value FROM json_each(?))", (wanted,)
        ).fetchall():
            found[id] = (english, chinese)
    return found


def sources(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, SourceRow]:
    """Sources by id."""
    return {
        row[0]: SourceRow(*row)
        for row in connection.execute(
            "SELECT source.id, key, title, publisher, published_on FROM source JOIN record ON record.id = source.id "
            "WHERE source.id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)),),
        ).fetchall()
    }


def wanted(connection: sqlite3.Connection, kind: str, filter: Filter) -> frozenset[int] | None:
    """Ids of the rows of a kind that pass the filter; None when it lets all pass."""
    if filter.is_empty:
        return None
    column = "date" if kind == "events" else "name"
    return frozenset(lists.order(connection, kind, filter, Sort(column)).ids)
