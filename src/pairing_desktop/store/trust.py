"""What people said about figures and what the rules found: readings, decisions, relations, dismissals, findings."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from pairing_desktop.domain.cards import ClaimLine, Link
from pairing_desktop.domain.figures import Evidence, FigureKey, figure_key
from pairing_desktop.domain.kinds import SOURCES
from pairing_desktop.domain.trust import Mark

if TYPE_CHECKING:
    from pairing_desktop.domain.bench import DecisionLine, ReadingLine, RelationLine

_SCOPE_RULES = "('differs_in_scope', 'part_of')"  # they say that two claims do not count the same
_NOT_RIVALS = ("same", "other_scope", "part_of", "corrects", "supersedes")
# Who did it and when stands in the history, with the row's making.
_MADE = (
    "JOIN journal AS made ON made.tbl = '{table}' AND made.row_id = t.id AND made.col IS NULL "
    "JOIN operation AS done ON done.id = made.operation_id"
)


class DismissalRow(NamedTuple):
    """A dismissal in force.  It covers a finding of the rule about the claim (or record) while the claim prints
    `printed` and the finding rests on no claim beyond `others` (uids)."""

    id: int
    rule: str
    claim_id: int | None
    record_id: int | None
    printed: str
    others: frozenset[str]
    reason: str
    at: str
    who: str


def _ids(ids: Iterable[int]) -> str:
    return json.dumps(list(ids))


def evidence(connection: sqlite3.Connection, claims: Sequence[ClaimLine]) -> Evidence:
    """All that `domain.figures.with_rivals` wants to know about these claims."""
    ids = _ids(claim.id for claim in claims)
    disputes: list[tuple[int, int]] = []
    apart: set[frozenset[int]] = set()
    same: set[frozenset[int]] = set()
    replaced: set[int] = set()
    for one, other, relation in connection.execute(
        "SELECT claim_id, other_id, relation FROM claim_relation AS t JOIN claim AS a ON a.id = claim_id "
        "JOIN claim AS b ON b.id = other_id "
        "WHERE t.deleted_at IS NULL AND a.deleted_at IS NULL AND b.deleted_at IS NULL "
        "AND a.rank <> 'deprecated' AND b.rank <> 'deprecated' AND t.id IN ("
        "SELECT id FROM claim_relation WHERE claim_id IN (SELECT value FROM json_each(?1)) "
        "UNION SELECT id FROM claim_relation WHERE other_id IN (SELECT value FROM json_each(?1)))",
        (ids,),
    ).fetchall():
        if relation == "disputes":
            disputes.append((one, other))
        if relation in _NOT_RIVALS:
            apart.add(frozenset((one, other)))
        if relation == "same":
            same.add(frozenset((one, other)))
        if relation in ("corrects", "supersedes"):
            replaced.add(other)
    dismissed = dismissals(connection, [claim.id for claim in claims], "claim")
    found, told_apart, conflicts = _found(connection, ids, {claim.id: claim.value for claim in claims}, dismissed)
    apart |= conflicts
    return Evidence(
        disputes, frozenset(apart), told_apart, frozenset(same), frozenset(replaced), found,
        _unsettled(connection, claims),
        origins(connection, {claim.citation.source_id for claim in claims if claim.citation}),
    )


def covers(dismissal: DismissalRow, rule: str, printed: str, others: frozenset[str]) -> bool:
    """Whether a dismissal answers a finding: same rule, same print, no claim that was not there."""
    return dismissal.rule == rule and dismissal.printed == printed and others <= dismissal.others


def _found(
    connection: sqlite3.Connection, ids: str, printed: dict[int, str], dismissed: Sequence[DismissalRow]
) -> tuple[dict[int, frozenset[Mark]], frozenset[frozenset[int]], set[frozenset[int]]]:
    """Marks that open findings earn claims, pairs they call different in scope, pairs whose conflict was dismissed."""
    of_claim: dict[int | None, list[DismissalRow]] = defaultdict(list)
    for dismissal in dismissed:
        of_claim[dismissal.claim_id].append(dismissal)
    found: dict[int, set[Mark]] = defaultdict(set)
    scoped: list[tuple[int, str]] = []
    for claim_id, rule, mark, others in connection.execute(
        "SELECT claim_id, rule, mark, others FROM finding WHERE claim_id IN (SELECT value FROM json_each(?)) "
        f"AND (mark <> '' OR rule IN {_SCOPE_RULES})",
        (ids,),
    ).fetchall():
        rests_on = frozenset(others.split())
        if any(covers(one, rule, printed.get(claim_id, ""), rests_on) for one in of_claim[claim_id]):
            continue
        if mark:
            found[claim_id].add(Mark(mark))
        else:
            scoped += [(claim_id, uid) for uid in rests_on]
    in_force = [
        (dismissal.claim_id, uid) for dismissal in dismissed for uid in dismissal.others
        if dismissal.claim_id is not None and dismissal.printed == printed.get(dismissal.claim_id)
    ]
    return (
        {claim_id: frozenset(marks) for claim_id, marks in found.items()},
        frozenset(_pairs(connection, scoped)), _pairs(connection, in_force),
    )


def _pairs(connection: sqlite3.Connection, named: Sequence[tuple[int, str]]) -> set[frozenset[int]]:
    """Pairs of integer keys of (integer key, uid)."""
    if not named:
        return set()
    ids = dict(connection.execute(
        "SELECT uid, id FROM claim WHERE uid IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted({uid for _, uid in named})),),
    ).fetchall())
    return {frozenset((claim_id, ids[uid])) for claim_id, uid in named if uid in ids}


def _unsettled(connection: sqlite3.Connection, claims: Sequence[ClaimLine]) -> frozenset[FigureKey]:
    """Figures whose newest choice was to leave them open."""
    choices: dict[FigureKey, str] = {}
    for *key, choice in connection.execute(
        "SELECT subject_id, measure_id, nature, period_start, period_end, period_precision, choice FROM decision "
        "WHERE deleted_at IS NULL AND choice IN ('preferred', 'unsettled') "
        "AND subject_id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (_ids({claim.subject_id for claim in claims}),),
    ).fetchall():
        choices[tuple(key)] = choice
    wanted = {figure_key(claim) for claim in claims}
    return frozenset(key for key, choice in choices.items() if choice == "unsettled" and key in wanted)


def origins(connection: sqlite3.Connection, source_ids: Iterable[int]) -> dict[int, frozenset[int]]:
    """Of each source that took over from others: itself and all of these, however far back."""
    found: dict[int, set[int]] = defaultdict(set)
    for source_id, origin in connection.execute(
        "WITH RECURSIVE back (source_id, origin) AS ("
        "SELECT source_id, other_id FROM source_relation WHERE deleted_at IS NULL "
        "AND source_id IN (SELECT value FROM json_each(?)) "
        "UNION SELECT back.source_id, other_id FROM back JOIN source_relation AS t ON t.source_id = origin "
        "WHERE t.deleted_at IS NULL) SELECT source_id, origin FROM back",
        (_ids(source_ids),),
    ).fetchall():
        found[source_id] |= {source_id, origin}
    return {source_id: frozenset(all_of) for source_id, all_of in found.items()}


def derived_links(connection: sqlite3.Connection, source_id: int) -> tuple[Link, ...]:
    """Sources that this one took over from, and those that took over from it."""
    links = []
    for here, there, outgoing in (("source_id", "other_id", True), ("other_id", "source_id", False)):
        links += [
            Link(row_id, SOURCES.name, key, title, title, "derived_from", outgoing)
            for row_id, key, title in connection.execute(
                f"SELECT source.id, key, title FROM source_relation AS t JOIN source ON source.id = t.{there} "
                f"JOIN record ON record.id = source.id WHERE t.{here} = ? AND t.deleted_at IS NULL "
                "AND record.deleted_at IS NULL ORDER BY published_on, source.id",
                (source_id,),
            ).fetchall()
        ]
    return tuple(links)


def readings(connection: sqlite3.Connection, claim_ids: Iterable[int]) -> dict[int, ReadingLine]:
    """The accepted reading of each claim that has one in force."""
    from pairing_desktop.domain.bench import ReadingLine

    return {
        row[1]: ReadingLine(*row)
        for row in connection.execute(
            "SELECT t.id, t.claim_id, t.name, t.factor, t.value, t.unit, t.reason, done.at, done.who FROM reading AS t "
            f"JOIN claim ON claim.id = t.claim_id AND claim.value = t.printed {_MADE.format(table='reading')} "
            "WHERE t.deleted_at IS NULL AND t.claim_id IN (SELECT value FROM json_each(?))",
            (_ids(claim_ids),),
        ).fetchall()
    }


def decisions(connection: sqlite3.Connection, subject_id: int, measure_id: int) -> tuple[DecisionLine, ...]:
    """What was decided about an indicator of a record, the newest first; a later one on the same claim or figure
    replaces an earlier one."""
    from pairing_desktop.domain.bench import DecisionLine

    lines: list[DecisionLine] = []
    settled: set[tuple[object, ...]] = set()
    for row in connection.execute(
        "SELECT t.id, t.choice, t.claim_id, ifnull(claim.key, ''), ifnull(claim.value_as_stated, ''), t.nature, "
        "t.period_start, t.period_end, t.period_precision, t.reason, done.at, done.who FROM decision AS t "
        f"LEFT JOIN claim ON claim.id = t.claim_id {_MADE.format(table='decision')} "
        "WHERE t.deleted_at IS NULL AND t.subject_id = ? AND t.measure_id = ? ORDER BY t.id DESC",
        (subject_id, measure_id),
    ).fetchall():
        line = DecisionLine(*row)
        figure = (line.nature, line.period_start, line.period_end, line.period_precision)
        about: set[tuple[object, ...]] = {("claim", line.claim_id)} if line.claim_id is not None else set()
        if line.choice in ("preferred", "unsettled"):
            about.add(("figure", *figure))
        stands = settled.isdisjoint(about)
        settled |= about
        lines.append(replace(line, stands=stands))
    return tuple(lines)


def relations(connection: sqlite3.Connection, claim_id: int) -> tuple[RelationLine, ...]:
    """How a claim stands to others, seen from it."""
    from pairing_desktop.domain.bench import RelationLine

    return tuple(
        RelationLine(row_id, relation, bool(outgoing), other, key, reason, at, who)
        for row_id, relation, outgoing, other, key, reason, at, who in connection.execute(
            "SELECT t.id, t.relation, t.claim_id = ?1, claim.id, claim.key, t.reason, done.at, done.who "
            "FROM claim_relation AS t JOIN claim ON claim.id = iif(t.claim_id = ?1, t.other_id, t.claim_id) "
            f"{_MADE.format(table='claim_relation')} WHERE t.deleted_at IS NULL AND claim.deleted_at IS NULL "
            "AND t.id IN (SELECT id FROM claim_relation WHERE claim_id = ?1 UNION "
            "SELECT id FROM claim_relation WHERE other_id = ?1) ORDER BY t.id",
            (claim_id,),
        ).fetchall()
    )


def related_by_people(connection: sqlite3.Connection, one: int, other: int) -> list[int]:
    """Relations between two claims that somebody gave a reason for, either way round."""
    return [
        row[0] for row in connection.execute(
            "SELECT id FROM claim_relation WHERE deleted_at IS NULL AND reason <> '' "
            "AND (claim_id = ?1 AND other_id = ?2 OR claim_id = ?2 AND other_id = ?1)",
            (one, other),
        )
    ]


def dismissals(connection: sqlite3.Connection, ids: Iterable[int], owner: str) -> list[DismissalRow]:
    """Dismissals in force about these rows; `owner` is "claim" or "record"."""
    return [
        DismissalRow(row_id, rule, claim_id, record_id, printed, frozenset(others.split()), reason, at, who)
        for row_id, rule, claim_id, record_id, printed, others, reason, at, who in connection.execute(
            "SELECT t.id, t.rule, t.claim_id, t.record_id, t.printed, t.others, t.reason, done.at, done.who "
            f"FROM dismissal AS t {_MADE.format(table='dismissal')} "
            f"WHERE t.deleted_at IS NULL AND t.{owner}_id IN (SELECT value FROM json_each(?)) ORDER BY t.id",
            (_ids(ids),),
        ).fetchall()
    ]


def uids(connection: sqlite3.Connection, keys: Iterable[str]) -> dict[str, str]:
    """Short names of claims → what they are called in every copy."""
    return dict(connection.execute(
        "SELECT key, uid FROM claim WHERE key IN (SELECT value FROM json_each(?))", (json.dumps(sorted(keys)),)
    ).fetchall())


def uids_of(connection: sqlite3.Connection, claim_ids: Iterable[int]) -> frozenset[str]:
    """The same by integer key."""
    return frozenset(
        row[0] for row in connection.execute(
            "SELECT uid FROM claim WHERE id IN (SELECT value FROM json_each(?))", (_ids(claim_ids),)
        )
    )
