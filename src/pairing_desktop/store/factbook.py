"""The facts as the rules read them: the whole file, or what a few claims touch.

Plain SQL on a connection that may be read-only.  Assessments and recorded disputes are left out: opinions are no input.
"""

import datetime
import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from pairing_desktop.domain.checks.book import Claim, Company, FactBook, Measure, Place, Project, Record, Source
from pairing_desktop.domain.findings import Named

_REPEATED = slice(6, None)  # columns of _CLAIMS from the unit on
_PEERS = 3000  # claims of one indicator that show how figures of it are spread
_FEW_PEERS = 300  # while somebody types
_CLAIMS = """
SELECT t.id, t.key, t.subject_id, t.measure_id, t.value, t.value_as_stated, t.unit, t.qualifier, t.period_start,
       t.period_end, t.period_precision, t.period_as_stated, t.earliest, t.latest, t.nature, t.rank, x.source_id,
       coalesce(x.locator, '')
FROM claim AS t LEFT JOIN citation AS x ON x.claim_id = t.id AND x.ordinal = 1 AND x.deleted_at IS NULL
WHERE t.deleted_at IS NULL{where} ORDER BY t.id"""
_RECORDS = """
SELECT r.id, r.key, r.kind, coalesce(j.kind, c.kind, p.kind, ''), coalesce(j.name_en, c.name_en, p.name_en, ''),
       coalesce(j.name_zh, c.name_zh, p.name_zh, '')
FROM record AS r LEFT JOIN project AS j ON j.id = r.id LEFT JOIN company AS c ON c.id = r.id
LEFT JOIN place AS p ON p.id = r.id WHERE r.kind IN ('project', 'company', 'place') AND r.deleted_at IS NULL"""
_PROJECTS = """
SELECT project.id, industry, place_id, start_date, start_precision, end_date, end_precision, status, capacity,
       capacity_unit, investment_cny FROM project JOIN record USING (id) WHERE deleted_at IS NULL"""
_PLACES = """
SELECT place.id, parent_id, latitude, longitude FROM place JOIN record USING (id) WHERE deleted_at IS NULL"""
_COMPANIES = """
SELECT company.id, parent_id, home_place_id FROM company JOIN record USING (id) WHERE deleted_at IS NULL"""
_SOURCES = """
SELECT source.id, key, title, publisher, published_on FROM source JOIN record USING (id) WHERE deleted_at IS NULL"""
_ALIASES = "SELECT record_id, text FROM alias WHERE deleted_at IS NULL AND kind <> 'misspelling'"
_MEASURES = """SELECT id, key, name_en, name_zh, unit, dimension, flow, description FROM measure WHERE deleted_at IS NULL
OR EXISTS (SELECT 1 FROM claim WHERE measure_id = measure.id AND claim.deleted_at IS NULL)"""
_AROUND = """
WITH RECURSIVE home(id) AS (
    SELECT coalesce((SELECT place_id FROM project WHERE id = ?1), (SELECT home_place_id FROM company WHERE id = ?1),
                    (SELECT id FROM place WHERE id = ?1))),
up(id) AS (SELECT id FROM home WHERE id IS NOT NULL
           UNION SELECT parent_id FROM place JOIN up USING (id) WHERE parent_id IS NOT NULL),
down(id) AS (SELECT id FROM place WHERE id = ?1
             UNION SELECT place.id FROM place JOIN down ON parent_id = down.id)
SELECT id FROM up UNION SELECT id FROM down
UNION SELECT project.id FROM project JOIN up ON place_id = up.id WHERE project.kind = 'programme'
UNION SELECT other.project_id FROM participation AS mine JOIN participation AS other USING (company_id)
WHERE mine.project_id = ?1 LIMIT 2000"""


def read(connection: sqlite3.Connection, today: datetime.date | None = None) -> FactBook:
    """All live facts.  `today` dates the check (the day of the machine when not given)."""
    return _book(connection, _sharing(connection.execute(_CLAIMS.format(where=""))), today)


def read_about(
    connection: sqlite3.Connection, claims: Sequence[int], today: datetime.date | None = None
) -> FactBook:
    """What the rules need to look at these claims: see `read_around`."""
    marks = ", ".join("?" * len(claims))
    ids = tuple(claims)
    subjects = {row[0] for row in connection.execute(f"SELECT subject_id FROM claim WHERE id IN ({marks})", ids)}
    measures = {row[0] for row in connection.execute(f"SELECT measure_id FROM claim WHERE id IN ({marks})", ids)}
    return read_around(connection, subjects, measures, today)


def read_around(
    connection: sqlite3.Connection, subjects: Iterable[int], measures: Iterable[int], today: datetime.date | None = None
) -> FactBook:
    """All records and indicators, with the claims of `claims_around`."""
    book = _book(connection, [], today)
    return replace(book, claims=claims_around(connection, subjects, measures))


def read_near(
    connection: sqlite3.Connection, subjects: Sequence[int], measures: Iterable[int], sources: Iterable[int] = (),
    today: datetime.date | None = None,
) -> FactBook:
    """The claims of `claims_around`, with the records that these are about, the places around `subjects` and the sources
    named: what can be read while somebody types, however large the file.  Rules find less in it, never more."""
    near = _near(connection, subjects)
    claims = _claims_of(connection, near, measures, _FEW_PEERS)
    near |= {claim.subject for claim in claims.values()} | set(sources)
    near |= {claim.source for claim in claims.values() if claim.source is not None}
    read = {claim: reading[0] for claim, reading in _readings(connection, list(claims)).items()}
    return replace(_book(connection, [], today, near), claims=claims, readings=read)


def claims_around(connection: sqlite3.Connection, subjects: Iterable[int], measures: Iterable[int]) -> dict[int, Claim]:
    """The claims about these records and about the places around and in them, and up to 3,000 of each indicator."""
    return _claims_of(connection, _near(connection, subjects), measures, _PEERS)


def _near(connection: sqlite3.Connection, subjects: Iterable[int]) -> set[int]:
    """These records, the places around and in them, and what they have to do with."""
    near = set(subjects)
    for subject in tuple(near):
        near.update(row[0] for row in connection.execute(_AROUND, (subject,)).fetchall())
    return near


def _claims_of(
    connection: sqlite3.Connection, near: Iterable[int], measures: Iterable[int], peers: int
) -> dict[int, Claim]:
    rows = {}
    for few in _portions(sorted(near)):
        where = f" AND t.subject_id IN ({', '.join('?' * len(few))})"
        rows.update({row[0]: row for row in connection.execute(_CLAIMS.format(where=where), few).fetchall()})
    for measure in measures:
        sql = f"SELECT * FROM ({_CLAIMS.format(where=' AND t.measure_id = ?')}) LIMIT {peers}"
        rows.update({row[0]: row for row in connection.execute(sql, (measure,)).fetchall()})
    readings = _readings(connection, list(rows))
    return {key: _claim(rows[key], readings.get(key)) for key in sorted(rows)}


def _portions(ids: Sequence[int]) -> Iterable[tuple[int, ...]]:
    for at in range(0, len(ids), 500):
        yield tuple(ids[at : at + 500])


def _sharing(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """Rows of claims in which a text that many repeat, a unit or a day, is held once."""
    held: dict[object, Any] = {}
    once = held.setdefault
    for row in rows:
        repeated = row[_REPEATED]
        yield (*row[:_REPEATED.start], *map(once, repeated, repeated))


def _book(
    connection: sqlite3.Connection, rows: Iterable[tuple[Any, ...]], today: datetime.date | None,
    near: Collection[int] | None = None,
) -> FactBook:
    """The book of these claims; `near` are the records it knows of, None for all."""

    def ask(sql: str, column: str = "") -> sqlite3.Cursor:
        if near is None or not column:
            return connection.execute(sql)
        ids = json.dumps(list(near))
        return connection.execute(f"{sql} AND {column} IN (SELECT value FROM json_each(?))", (ids,))

    readings = _readings(connection, None if near is None else [row[0] for row in rows])
    derived: dict[int, list[int]] = defaultdict(list)
    if _has(connection, "source_relation"):
        for source, other in ask("SELECT source_id, other_id FROM source_relation WHERE deleted_at IS NULL"):
            derived[source].append(other)
    aliases: dict[int, list[str]] = defaultdict(list)
    for record, text in ask(_ALIASES, "record_id"):
        aliases[record].append(text)
    return FactBook(
        today=today or datetime.date.today(),
        claims={row[0]: _claim(row, readings.get(row[0])) for row in rows},
        measures={row[0]: Measure(row[0], row[1], Named(row[2], row[3]), *row[4:]) for row in ask(_MEASURES)},
        records={row[0]: Record(row[0], row[1], row[2], row[3], Named(row[4], row[5])) for row in ask(_RECORDS, "r.id")},
        projects={
            row[0]: Project(*(*row[:8], number(row[8]), row[9], number(row[10])))
            for row in ask(_PROJECTS, "project.id")
        },
        places={row[0]: Place(row[0], row[1], number(row[2]), number(row[3])) for row in ask(_PLACES, "place.id")},
        companies={row[0]: Company(*row) for row in ask(_COMPANIES, "company.id")},
        sources={row[0]: Source(*(*row, tuple(derived.get(row[0], ())))) for row in ask(_SOURCES, "source.id")},
        participations=tuple(
            ask("SELECT DISTINCT project_id, company_id FROM participation WHERE deleted_at IS NULL", "project_id")
        ),
        aliases={record: tuple(texts) for record, texts in aliases.items()},
        relations=tuple(
            ask(
                "SELECT claim_id, other_id, relation FROM claim_relation "
                "WHERE deleted_at IS NULL AND relation <> 'disputes'"
            )
        ),
        readings={claim: reading[0] for claim, reading in readings.items()},
    )


def _claim(row: tuple[Any, ...], reading: tuple[str, str, str] | None) -> Claim:
    """A reading holds only while the claim says what it was made from."""
    value = reading[2] if reading and _same(reading[1], row[4]) else row[4]
    return Claim(*(*row[:4], number(value), *row[4:]))


def number(text: str) -> str:
    """The text if it is a decimal; nothing if it is not, so that rules may count on it."""
    try:
        return text if not text or Decimal(text).is_finite() else ""
    except InvalidOperation:
        return ""


def _readings(connection: sqlite3.Connection, of: Sequence[int] | None = None) -> dict[int, tuple[str, str, str]]:
    """Claim → code, printed value and value of its accepted reading; of all claims, or of these."""
    if not _has(connection, "reading"):
        return {}
    within = "" if of is None else " AND claim_id IN (SELECT value FROM json_each(?))"
    rows = connection.execute(
        f"SELECT claim_id, name, printed, value FROM reading WHERE deleted_at IS NULL{within} ORDER BY id",
        () if of is None else (json.dumps(list(of)),),
    )
    return {row[0]: (row[1], row[2], row[3]) for row in rows.fetchall()}


def _same(one: str, two: str) -> bool:
    try:
        return Decimal(one) == Decimal(two)
    except InvalidOperation:
        return False


def _has(connection: sqlite3.Connection, table: str) -> bool:
    sql = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    return bool(connection.execute(sql, (table,)).fetchone())
