"""The cache of findings, how far it has come, and small look-ups of what people said.

The cache is derived: it may be dropped and worked out again at any time, is not journalled and belongs to no operation.
Settings of the file say which operation it covers and which rules made it.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pairing_desktop.domain.bench import FindingLine
from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.findings import Finding, finding_of_plain
from pairing_desktop.domain.ids import Ids
from pairing_desktop.domain.kinds import BY_RECORD
from pairing_desktop.domain.language import mark
from pairing_desktop.store import journal
from pairing_desktop.store.trust import covers, dismissals
from pairing_desktop.store.writing import transaction

_OPERATION, _RULES = "checked_operation", "checked_rules"
_AHEAD = 200  # rows of the queue read at once


class Row(NamedTuple):
    """A finding as it is kept, without its integer key.  Rows about no claim name a record."""

    rule: str
    severity: int
    claim_id: int | None
    record_id: int | None
    mark: str
    others: str
    weight: int
    body: str


class State(NamedTuple):
    """`operation` is the last one whose rows were checked (0 for none), `newest` the last of the file; `rules` names
    the rules that were used, "" when the file was never checked whole."""

    operation: int
    newest: int
    rules: str


def state(connection: sqlite3.Connection) -> State:
    """How far the cache has come."""
    settings = connection.execute("SELECT name, value FROM setting WHERE name IN (?, ?)", (_OPERATION, _RULES))
    known = dict(settings.fetchall())
    newest = connection.execute("SELECT ifnull(max(id), 0) FROM operation").fetchone()[0]
    return State(int(known.get(_OPERATION, "0")), int(newest), known.get(_RULES, ""))


def touched_since(connection: sqlite3.Connection, operation_id: int) -> tuple[Ids, Ids]:
    """Claims, and records, that later operations inserted, changed or said something about."""
    claims: list[Ids] = []
    records: list[Ids] = []
    for (later,) in connection.execute("SELECT id FROM operation WHERE id > ? ORDER BY id", (operation_id,)).fetchall():
        changes = journal.change_set(connection, later)
        claims.append(Ids(changes.rows.get("claims", ())))
        records.append(Ids(changes.records))
    return Ids.joined(claims), Ids.joined(records)


def claims_about(connection: sqlite3.Connection, records: Iterable[int]) -> list[int]:
    """Live claims about these records or resting on them as sources."""
    return [
        row[0] for row in connection.execute(
            "SELECT id FROM claim WHERE deleted_at IS NULL AND subject_id IN (SELECT value FROM json_each(?1)) "
            "UNION SELECT claim_id FROM citation JOIN claim ON claim.id = claim_id WHERE citation.deleted_at IS NULL "
            "AND claim.deleted_at IS NULL AND source_id IN (SELECT value FROM json_each(?1)) ORDER BY 1",
            (json.dumps(list(records)),),
        )
    ]


def has_more_claims(connection: sqlite3.Connection, most: int) -> bool:
    """Whether there are more claims than this, without counting them all."""
    return connection.execute("SELECT 1 FROM claim LIMIT 1 OFFSET ?", (most,)).fetchone() is not None


def claim_count(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM claim").fetchone()[0])


_OF_SUBJECTS = (
    "(claim_id IN (SELECT id FROM claim WHERE subject_id IN (SELECT value FROM json_each(?1))) "
    "OR record_id IN (SELECT value FROM json_each(?1)))"
)


def kept(connection: sqlite3.Connection, subjects: Iterable[int]) -> list[Row]:
    """The cached rows about these records and their claims, as `ordered`."""
    return ordered(
        Row(*row) for row in connection.execute(
            f"SELECT rule, severity, claim_id, record_id, mark, others, weight, body FROM finding WHERE {_OF_SUBJECTS}",
            (json.dumps(list(subjects)),),
        ).fetchall()
    )


def ordered(rows: Iterable[Row]) -> list[Row]:
    """Rows in an order that two checks share."""
    return sorted(rows, key=lambda row: (row.rule, row.claim_id or 0, row.record_id or 0, row.body))


def forget(connection: sqlite3.Connection) -> None:
    """Let the next check look at the whole file."""
    connection.execute("DELETE FROM setting WHERE name = ?", (_RULES,))


def looking_different(connection: sqlite3.Connection, subjects: Iterable[int]) -> ChangeSet:
    """A change set of no operation: these records and the claims about them."""
    subjects = frozenset(subjects)
    rows: dict[str, set[int]] = {}
    for kind, record_id in connection.execute(
        "SELECT kind, id FROM record WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(subjects)),)
    ).fetchall():
        rows.setdefault(BY_RECORD[kind].name, set()).add(record_id)
    rows["claims"] = set(claims_about(connection, subjects))
    return ChangeSet(0, mark("Checked"), {}, {kind: frozenset(ids) for kind, ids in rows.items()}, subjects)


def replace(
    connection: sqlite3.Connection, subjects: Iterable[int], rows: Sequence[Row], operation_id: int, rules: str
) -> None:
    """Put rows in the place of all cached ones about these records, and note how far the cache has come.

    An `operation_id` of 0 leaves the note as it is.
    """
    with transaction(connection):
        if subjects:
            connection.execute(f"DELETE FROM finding WHERE {_OF_SUBJECTS}", (json.dumps(list(subjects)),))
        connection.executemany(
            "INSERT INTO finding (rule, severity, claim_id, record_id, mark, others, weight, body) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
        if operation_id:
            connection.executemany(
                "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)",
                [(_OPERATION, str(operation_id)), (_RULES, rules)],
            )


def all_subjects(connection: sqlite3.Connection) -> list[int]:
    """Every live record that a rule may speak about: those with claims, projects, places."""
    return [
        row[0] for row in connection.execute(
            "SELECT id FROM record WHERE deleted_at IS NULL AND (kind IN ('project', 'place') "
            "OR id IN (SELECT subject_id FROM claim WHERE deleted_at IS NULL)) ORDER BY id"
        )
    ]


_LINES = """SELECT f.body, f.claim_id, f.record_id, r.kind,
       coalesce(j.name_en, c.name_en, p.name_en, e.title_en, so.title, ''),
       coalesce(j.name_zh, c.name_zh, p.name_zh, e.title_zh, so.title, ''),
       m.id, ifnull(m.name_en, ''), ifnull(m.name_zh, ''), m.key,
       (SELECT count(*) FROM claim
        WHERE subject_id = t.subject_id AND measure_id = t.measure_id AND deleted_at IS NULL),
       f.others, ifnull(t.value, '')
FROM finding AS f LEFT JOIN claim AS t ON t.id = f.claim_id LEFT JOIN measure AS m ON m.id = t.measure_id
JOIN record AS r ON r.id = ifnull(t.subject_id, f.record_id)
LEFT JOIN project AS j ON j.id = r.id LEFT JOIN company AS c ON c.id = r.id LEFT JOIN place AS p ON p.id = r.id
LEFT JOIN event AS e ON e.id = r.id LEFT JOIN source AS so ON so.id = r.id
WHERE r.deleted_at IS NULL AND t.deleted_at IS NULL AND {where} ORDER BY f.severity DESC, f.weight DESC, f.id"""


def lines(
    connection: sqlite3.Connection, charts: dict[str, tuple[str, ...]], *, claims: Iterable[int] | None = None
) -> Iterator[FindingLine]:
    """Findings with their answers, the worst first, those on which most depends first: of the whole file, or of these
    claims.  `charts` maps indicators to the charts that draw them."""
    where, values = "1", []
    if claims is not None:
        where, values = "f.claim_id IN (SELECT value FROM json_each(?))", [json.dumps(list(claims))]
    at = 0
    while True:
        rows = connection.execute(f"{_LINES.format(where=where)} LIMIT {_AHEAD} OFFSET {at}", values).fetchall()
        dismissed = dismissals(connection, {row[1] for row in rows if row[1] is not None}, "claim")
        dismissed += dismissals(connection, {row[2] for row in rows if row[2] is not None}, "record")
        for body, claim_id, record_id, kind, english, chinese, *measure, key, number, others, value in rows:
            finding = finding_of_plain(json.loads(body))
            answer = next((
                one for one in dismissed
                if one.claim_id == claim_id and one.record_id == (record_id if claim_id is None else None)
                and covers(one, finding.rule, value, frozenset(others.split()))
            ), None)
            measure_id, measure_en, measure_zh = measure
            yield FindingLine(
                finding, claim_id, record_id, BY_RECORD[kind].name, english, chinese, measure_id, measure_en,
                measure_zh, number, charts.get(key or "", ()), answer.reason if answer else None,
                answer.who if answer else "", answer.at if answer else "",
            )
        if len(rows) < _AHEAD:
            return
        at += _AHEAD


def about_claim(connection: sqlite3.Connection, claim_id: int) -> list[Finding]:
    """What was found about a claim, dismissed or not."""
    return [
        finding_of_plain(json.loads(body))
        for (body,) in connection.execute(
            "SELECT body FROM finding WHERE claim_id = ? ORDER BY severity DESC, id", (claim_id,)
        ).fetchall()
    ]


def others(connection: sqlite3.Connection, rule: str, claim_id: int) -> frozenset[str]:
    """Uids of the other claims that findings of a rule about a claim rest on."""
    rows = connection.execute("SELECT others FROM finding WHERE rule = ? AND claim_id = ?", (rule, claim_id)).fetchall()
    return frozenset(uid for (text,) in rows for uid in text.split())


def is_conflict(connection: sqlite3.Connection, rule: str, claim_id: int) -> bool:
    """Whether findings of a rule about a claim call it disputed."""
    return connection.execute(
        "SELECT 1 FROM finding WHERE rule = ? AND claim_id = ? AND mark = 'disputed'", (rule, claim_id)
    ).fetchone() is not None


def live_readings(connection: sqlite3.Connection, claim_id: int) -> list[int]:
    return _live(connection, "reading WHERE claim_id = ?", claim_id)


def live_derivations(connection: sqlite3.Connection, source_id: int, other_id: int) -> list[int]:
    return _live(connection, "source_relation WHERE source_id = ? AND other_id = ?", source_id, other_id)


def live_dismissals(
    connection: sqlite3.Connection, rule: str, claim_id: int | None, record_id: int | None
) -> list[int]:
    return _live(
        connection, "dismissal WHERE rule = ? AND claim_id IS ? AND record_id IS ?", rule, claim_id,
        None if claim_id is not None else record_id,
    )


def relation(connection: sqlite3.Connection, relation_id: int) -> tuple[int, int, str] | None:
    """Claim, other claim and kind of a live relation."""
    row = connection.execute(
        "SELECT claim_id, other_id, relation FROM claim_relation WHERE id = ? AND deleted_at IS NULL", (relation_id,)
    ).fetchone()
    return None if row is None else (row[0], row[1], row[2])


def _live(connection: sqlite3.Connection, of: str, *values: object) -> list[int]:
    return [row[0] for row in connection.execute(f"SELECT id FROM {of} AND deleted_at IS NULL", values)]
