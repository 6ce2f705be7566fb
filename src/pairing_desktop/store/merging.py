"""Merging a record into another: everything that names it names the other from then on, and nothing is lost.

What names a record is read from the foreign keys of the kept tables, so that a link of a later format is never
forgotten.  Each row that moves is journalled: undo, and taking the two apart again, play that backwards.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping

from pairing_desktop.domain.kinds import BY_RECORD, KINDS, Kind
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.merging import Merged, NotApart
from pairing_desktop.domain.problems import Conflict, NotFound
from pairing_desktop.domain.traditional import plain
from pairing_desktop.store import cards, journal, merged
from pairing_desktop.store.journal import KEPT_TABLES, OWN_TABLES
from pairing_desktop.store.writing import Operation

_STATED = (  # what makes two claims of one source the same statement
    "measure_id", "value", "value_as_stated", "unit", "qualifier", "period_start", "period_end", "period_precision", "nature",
)
_FIGURE = "measure_id, nature, period_start, period_end, period_precision"  # claims alike in these state one figure
_PARENTS = {"places": "place", "companies": "company"}  # kinds of which one may lie in another
_WORDS = {
    "citation": mark("Places in sources"), "alias": mark("Other names"), "decision": mark("Decisions"),
    "dismissal": mark("Dismissed findings"), "source_relation": mark("Sources taken over"),
}


def links(connection: sqlite3.Connection, record: str) -> Iterator[tuple[str, str]]:
    """Every column of a kept table (table, column) that names a record of this kind, but for where it was merged into."""
    targets = {"record", record}
    for table in KEPT_TABLES:
        for target, column in connection.execute('SELECT "table", "from" FROM pragma_foreign_key_list(?)', (table,)).fetchall():
            if target in targets and column not in ("id", "merged_into_id"):
                yield table, column


def _alive(table: str) -> str:
    """The condition that a row `t` is not in the trash."""
    return "t.id IN (SELECT id FROM record WHERE deleted_at IS NULL)" if table in OWN_TABLES else "t.deleted_at IS NULL"


def hanging(connection: sqlite3.Connection, kind: Kind, record_id: int) -> tuple[tuple[str, int], ...]:
    """What hangs on a record: the kind of thing (marked) and how many that are not in the trash."""
    found: dict[str, int] = {}
    for table, column in links(connection, kind.record):
        said = _WORDS.get(table) or BY_RECORD[table].label
        count = connection.execute(
            f"SELECT count(*) FROM {table} AS t WHERE {column} = ? AND {_alive(table)}", (record_id,)
        ).fetchone()[0]
        found[said] = found.get(said, 0) + count
    return tuple((said, count) for said, count in found.items() if count)


def obstacle(connection: sqlite3.Connection, kind: str, one: int, two: int) -> Conflict | None:
    """Why two records cannot be merged, None when they can.  Raises NotFound for one that is not on file."""
    if one == two:
        return Conflict(mark("A record cannot be merged with itself. Choose two."))
    if kind not in KINDS or not KINDS[kind].is_record:
        return Conflict(mark("Only projects, companies, places, events and sources can be merged."))
    found = dict.fromkeys((one, two))
    for row_id in found:
        row = connection.execute("SELECT kind, deleted_at, merged_into_id FROM record WHERE id = ?", (row_id,)).fetchone()
        if row is None:
            raise NotFound(mark("This record is no longer on file."))
        if row[0] != KINDS[kind].record:
            return Conflict(mark("Only two records of one kind can be merged. Nothing was changed."))
        if row[2] is not None:
            return Conflict(mark("One of the two was merged already. Nothing was changed."))
        if row[1] is not None:
            return Conflict(mark("One of the two lies in the trash. Restore it first; nothing was changed."))
    if kind in _PARENTS and (one in _above(connection, kind, two) or two in _above(connection, kind, one)):
        if kind == "places":
            return Conflict(mark("One of the two places lies in the other. If they are one, first say that it lies elsewhere."))
        return Conflict(mark("One of the two companies belongs to the other. If they are one, first name another owner."))
    return None


def _above(connection: sqlite3.Connection, kind: str, row_id: int) -> set[int]:
    table = _PARENTS[kind]
    return {row[0] for row in connection.execute(
        f"WITH RECURSIVE above (id) AS (SELECT parent_id FROM {table} WHERE id = ? UNION SELECT parent_id FROM {table} "
        "JOIN above USING (id)) SELECT id FROM above WHERE id IS NOT NULL", (row_id,),
    )}


def merge(
    operation: Operation, kind: Kind, kept: int, gone: int, *, names: Mapping[str, str], before: Mapping[str, str],
    other: Mapping[str, str], first_source: bool,
) -> None:
    """Move everything from `gone` to `kept` and put `gone` away.

    `names` are the values that `kept` has now, `before` and `other` those that the two had; `first_source` puts the
    places in sources of `gone` before the others.
    """
    _cite(operation, kept, gone, first_source)
    if kind.name in ("projects", "companies"):
        _participate(operation, f"{kind.record}_id", kept, gone)
    if kind.name == "sources":
        _cite_once(operation, kept, gone)
        _derive(operation, kept, gone)
    for claim_id in same_claims(operation.connection, kept, gone):
        operation.mark_deleted("claim", claim_id, True)
    _name(operation, kind, kept, gone, names, (before, other))
    decided = _decided(operation.connection, kept) & _decided(operation.connection, gone)
    for table, column in links(operation.connection, kind.record):
        _move(operation, table, column, kept, gone)
    _decide(operation, kept, decided)
    operation.connection.execute(
        "UPDATE record SET merged_into_id = ?, deleted_at = ?, rev = rev + 1 WHERE id = ?", (kept, operation.at, gone)
    )


def _move(operation: Operation, table: str, column: str, kept: int, gone: int) -> None:
    """Let every row that names `gone` name `kept`, those in the trash too."""
    stays = "1"
    if table == "participation":  # a role that both have had: the one that goes stays where it lies
        other = "company_id" if column == "project_id" else "project_id"
        stays = (
            f"NOT EXISTS (SELECT 1 FROM participation AS p WHERE p.{column} = :kept AND p.{other} = participation.{other} "
            "AND p.role = participation.role)"
        )
    elif table == "citation" and column == "record_id":
        stays = "deleted_at IS NULL"
    elif table == "source_relation":
        stays = f"{'other_id' if column == 'source_id' else 'source_id'} <> :kept"
    given = {"kept": kept, "gone": gone}
    if table in OWN_TABLES:
        operation.connection.execute(
            f"UPDATE record SET rev = rev + 1 WHERE id IN (SELECT id FROM {table} WHERE {column} = :gone)", given
        )
    rev = "" if table in OWN_TABLES else ", rev = rev + 1"
    operation.connection.execute(f"UPDATE {table} SET {column} = :kept{rev} WHERE {column} = :gone AND {stays}", given)


def _cite(operation: Operation, kept: int, gone: int, first: bool, owner: str = "record_id") -> None:
    """The places in sources of both, each once, in order: those of `gone` behind the others, or before them (`first`)."""
    rows = operation.connection.execute(
        f"SELECT id, source_id, locator, stance, ordinal, {owner} FROM citation WHERE {owner} IN (?, ?) AND deleted_at IS NULL "
        f"ORDER BY {owner} = ?, ordinal, id", (kept, gone, kept if first else gone),
    ).fetchall()
    seen: set[tuple[object, ...]] = set()
    for row_id, source, locator, stance, ordinal, now in rows:
        if (source, locator, stance) in seen:
            operation.mark_deleted("citation", row_id, True)
            continue
        seen.add((source, locator, stance))
        if (now, ordinal) != (kept, len(seen)):
            operation.update("citation", row_id, {owner: kept, "ordinal": len(seen)})


def _cite_once(operation: Operation, kept: int, gone: int) -> None:
    """What cites the same place in both sources cites it once, where the first of the two stood."""
    for owner in ("record_id", "claim_id", "participation_id"):
        for row_id, ordinal, other, before in operation.connection.execute(
            "SELECT one.id, one.ordinal, two.id, two.ordinal FROM citation AS one JOIN citation AS two "
            f"ON two.{owner} = one.{owner} AND two.source_id = ? AND two.locator = one.locator AND two.stance = one.stance "
            "WHERE one.source_id = ? AND one.deleted_at IS NULL AND two.deleted_at IS NULL", (kept, gone),
        ).fetchall():
            operation.mark_deleted("citation", row_id if before <= ordinal else other, True)


def _participate(operation: Operation, column: str, kept: int, gone: int) -> None:
    """A role that both have stands once, with the places in sources of both."""
    other = "company_id" if column == "project_id" else "project_id"
    for row_id, same, trashed in operation.connection.execute(
        "SELECT one.id, two.id, two.deleted_at IS NOT NULL FROM participation AS one JOIN participation AS two "
        f"ON two.{column} = ? AND two.{other} = one.{other} AND two.role = one.role "
        f"WHERE one.{column} = ? AND one.deleted_at IS NULL", (kept, gone),
    ).fetchall():
        if trashed:
            operation.mark_deleted("participation", same, False)
        _cite(operation, same, row_id, trashed, "participation_id")
        operation.mark_deleted("participation", row_id, True)


def same_claims(connection: sqlite3.Connection, kept: int, gone: int) -> list[int]:
    """The claims about `gone`, or from it, that say the very same as one about `kept`, or from it, at the same place in the
    same source, and of which nobody said anything more: one statement entered twice must not count as two."""
    alike = "".join(f" AND one.{column} = two.{column}" for column in _STATED)
    unsaid = "".join(
        f" AND NOT EXISTS (SELECT 1 FROM {table} AS s WHERE one.id IN ({columns}) AND s.deleted_at IS NULL)"
        for table, columns in (("reading", "s.claim_id"), ("decision", "s.claim_id"), ("dismissal", "s.claim_id"),
                               ("claim_relation", "s.claim_id, s.other_id"))
    )
    alone = ("one.deleted_at IS NULL AND two.deleted_at IS NULL AND c.deleted_at IS NULL AND d.deleted_at IS NULL "
             "AND d.locator = c.locator AND d.stance = c.stance AND NOT EXISTS (SELECT 1 FROM citation AS o "
             f"WHERE o.claim_id = one.id AND o.id <> c.id AND o.deleted_at IS NULL){alike}{unsaid}")
    return [row[0] for row in connection.execute(
        "SELECT DISTINCT one.id FROM claim AS one JOIN claim AS two ON two.subject_id = ?1 "
        "JOIN citation AS c ON c.claim_id = one.id JOIN citation AS d ON d.claim_id = two.id AND d.source_id = c.source_id "
        f"WHERE one.subject_id = ?2 AND {alone} "
        "UNION SELECT one.id FROM citation AS c JOIN claim AS one ON one.id = c.claim_id "
        "JOIN claim AS two ON two.subject_id = one.subject_id JOIN citation AS d ON d.claim_id = two.id AND d.source_id = ?1 "
        f"WHERE c.source_id = ?2 AND two.id <> one.id AND {alone}", (kept, gone),
    )]


def _decided(connection: sqlite3.Connection, record_id: int) -> set[tuple[object, ...]]:
    """The figures of a record on which somebody decided."""
    return set(connection.execute(
        f"SELECT DISTINCT {_FIGURE} FROM decision WHERE subject_id = ? AND deleted_at IS NULL "
        "AND choice IN ('preferred', 'unsettled')", (record_id,),
    ).fetchall())


def _decide(operation: Operation, kept: int, figures: set[tuple[object, ...]]) -> None:
    """Where both had a decision on what is one figure now, the newest holds: claims preferred before are normal again."""
    equal = " AND ".join(f"{column} = ?" for column in _FIGURE.split(", "))
    for figure in sorted(figures, key=str):
        (newest,) = operation.connection.execute(
            f"SELECT claim_id FROM decision WHERE subject_id = ? AND {equal} AND deleted_at IS NULL "
            "AND choice IN ('preferred', 'unsettled') ORDER BY id DESC LIMIT 1", (kept, *figure),
        ).fetchone()
        operation.connection.execute(
            f"UPDATE claim SET rank = 'normal', rev = rev + 1 WHERE subject_id = ? AND {equal} AND rank = 'preferred' "
            "AND id IS NOT ?", (kept, *figure, newest),
        )


def _derive(operation: Operation, kept: int, gone: int) -> None:
    """That one of the two took over from the other means nothing any more; of the rest, each stands once."""
    for row_id, in operation.connection.execute(
        "SELECT id FROM source_relation AS t WHERE deleted_at IS NULL AND ((source_id = ?1 AND other_id = ?2) "
        "OR (source_id = ?2 AND other_id = ?1) OR (source_id = ?2 AND EXISTS (SELECT 1 FROM source_relation AS o WHERE "
        "o.source_id = ?1 AND o.other_id = t.other_id AND o.deleted_at IS NULL)) OR (other_id = ?2 AND EXISTS (SELECT 1 FROM "
        "source_relation AS o WHERE o.other_id = ?1 AND o.source_id = t.source_id AND o.deleted_at IS NULL)))", (kept, gone),
    ).fetchall():
        operation.mark_deleted("source_relation", row_id, True)


def _name(
    operation: Operation, kind: Kind, kept: int, gone: int, names: Mapping[str, str], before: tuple[Mapping[str, str], ...]
) -> None:
    """All names that either had and that the record is not called by now become other names of it, each once."""
    seen = {plain(names.get(field, "")) for field in kind.names}
    for row_id, text in operation.connection.execute(
        "SELECT id, text FROM alias WHERE record_id IN (?, ?) AND deleted_at IS NULL ORDER BY record_id = ?, id",
        (kept, gone, gone),
    ).fetchall():
        if plain(text) in seen and operation.connection.execute(
            "SELECT record_id FROM alias WHERE id = ?", (row_id,)
        ).fetchone()[0] == gone:
            operation.mark_deleted("alias", row_id, True)
        seen.add(plain(text))
    languages = ("en", "zh") if kind.names[0] != kind.names[1] else ("",)
    for values in before:
        for field, language in zip(kind.names, languages, strict=False):
            text = values.get(field, "").strip()
            if text and plain(text) not in seen:
                operation.insert("alias", {"record_id": kept, "text": text, "kind": "other", "language": language})
                seen.add(plain(text))


# -- afterwards ------------------------------------------------------------------------------------------------------------


def merged_into(connection: sqlite3.Connection, kind: str, record_id: int) -> tuple[Merged, ...]:
    """The records that were merged into this one, the last first."""
    found = []
    for gone in merged.merged_ids(connection, record_id):
        operation_id, at, who = connection.execute(
            "SELECT operation.id, at, who FROM journal JOIN operation ON operation.id = operation_id "
            "WHERE tbl = 'record' AND row_id = ? AND col = 'merged_into_id' ORDER BY journal.id DESC LIMIT 1", (gone,),
        ).fetchone()
        found.append(Merged(cards.pick(connection, kind, gone), at, who, operation_id))
    return tuple(sorted(found, key=lambda one: -one.operation_id))


def went(connection: sqlite3.Connection, gone: int) -> tuple[str, int, int] | None:
    """Of a record that was merged away: its kind, the record it was merged into and the operation; None of any other."""
    row = connection.execute("SELECT kind, merged_into_id FROM record WHERE id = ?", (gone,)).fetchone()
    if row is None or row[1] is None:
        return None
    kind = BY_RECORD[row[0]].name
    return kind, int(row[1]), next(one.operation_id for one in merged_into(connection, kind, row[1]) if one.pick.id == gone)


def take_apart(operation: Operation, merge_id: int) -> None:
    """Play the operation that merged two records backwards.  Raises NotApart when something that it wrote was changed since."""
    connection = operation.connection
    for number, table, row_id, column, after in connection.execute(
        f"SELECT id, tbl, row_id, col, after FROM {journal.JOURNAL} WHERE operation_id = ? AND col IS NOT NULL "
        "AND col <> 'deleted_at' ORDER BY id", (merge_id,),
    ).fetchall():
        again = connection.execute(
            f"SELECT 1 FROM {journal.JOURNAL} WHERE operation_id = ? AND tbl = ? AND row_id = ? AND col = ? AND id > ?",
            (merge_id, table, row_id, column, number),
        ).fetchone()
        now = connection.execute(f"SELECT {column} FROM {table} WHERE id = ?", (row_id,)).fetchone()[0]
        if again is None and now != after:
            kind = BY_RECORD.get(table)
            raise NotApart(
                mark("They cannot be taken apart: something that the merge moved was changed since ({kind}: {name}). "
                     "Nothing was changed; “History of the file” can go back to before that."),
                kind=kind.one if kind else _WORDS.get(table, mark("Other entries")), name=_called(connection, table, row_id),
            )
    journal.replay(connection, merge_id, forward=False, at=operation.at)


def _called(connection: sqlite3.Connection, table: str, row_id: int) -> str:
    if table == "alias":
        return str(connection.execute("SELECT text FROM alias WHERE id = ?", (row_id,)).fetchone()[0])
    where = "record" if table in OWN_TABLES else table
    columns = {name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (where,))}
    return str(connection.execute(f"SELECT key FROM {where} WHERE id = ?", (row_id,)).fetchone()[0]) if "key" in columns else "–"


def amiss(connection: sqlite3.Connection) -> list[tuple[str, dict[str, str]]]:
    """What is wrong with merged records, as sentences (marked) with values."""
    found = []
    for gone, key, record, alive, into in connection.execute(
        "SELECT r.id, r.key, r.kind, r.deleted_at IS NULL, k.kind FROM record AS r JOIN record AS k ON k.id = r.merged_into_id "
        "ORDER BY r.id"
    ).fetchall():
        end = connection.execute(
            "SELECT merged_into_id FROM record WHERE id = ?", (merged.survivor(connection, gone),)
        ).fetchone()[0]
        if alive:
            found.append((mark("The record {row} was merged into another one but is not put away."), {"row": key}))
        if into != record:
            found.append((mark("The record {row} was merged into one of another kind."), {"row": key}))
        if end is not None:
            found.append((mark("The record {row} was merged in a circle: it leads to no record."), {"row": key}))
        left = sum(count for _, count in hanging(connection, BY_RECORD[record], gone))
        if left:
            text = mark("The record {row} was merged into another one, but {n} entries still hang on it.")
            found.append((text, {"row": key, "n": str(left)}))
    return found


# -- set aside ---------------------------------------------------------------------------------------------------------------


def set_aside(connection: sqlite3.Connection, rule: str) -> set[tuple[int, int]]:
    """The pairs that somebody said are not the same, each with the smaller integer key first, as they stand now."""
    rows = connection.execute(
        "SELECT d.record_id, r.id FROM dismissal AS d JOIN record AS r ON r.uid = d.others "
        "WHERE d.rule = ? AND d.record_id IS NOT NULL AND d.deleted_at IS NULL", (rule,),
    ).fetchall()
    lead = merged.survivors(connection, {end for row in rows for end in row})
    return {(min(pair), max(pair)) for row in rows if len(pair := {lead.get(end, end) for end in row}) == 2}


def uid(connection: sqlite3.Connection, record_id: int) -> str:
    """The uid of a record."""
    return str(connection.execute("SELECT uid FROM record WHERE id = ?", (record_id,)).fetchone()[0])


def dismissed(connection: sqlite3.Connection, rule: str, one: int, two: int) -> list[int]:
    """The integer keys of the notes that say two records are not the same."""
    pair = json.dumps([one, two])
    return [row[0] for row in connection.execute(
        "SELECT d.id FROM dismissal AS d JOIN record AS r ON r.uid = d.others WHERE d.rule = ?1 AND d.deleted_at IS NULL "
        "AND d.record_id IN (SELECT value FROM json_each(?2)) AND r.id IN (SELECT value FROM json_each(?2))", (rule, pair),
    )]
