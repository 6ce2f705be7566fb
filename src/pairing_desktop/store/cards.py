"""What hangs on a record: claims with their sources, citations, links both ways, events, history."""

import json
import sqlite3
from collections.abc import Iterable, Sequence

from pairing_desktop.domain.cards import CitationLine, ClaimLine, EventLine, Link
from pairing_desktop.domain.drafts import OperationLine, Pick, UndoState
from pairing_desktop.domain.kinds import BY_RECORD, CLAIMS, ENTRIES, KINDS, RECORD_KINDS
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import NotFound
from pairing_desktop.domain.trust import Mark
from pairing_desktop.store import merged

_CLAIM_LINES = """
SELECT t.id, t.key, t.subject_id, s.kind, coalesce(sp.name_en, sc.name_en, sl.name_en, ''),
       coalesce(sp.name_zh, sc.name_zh, sl.name_zh, ''), m.id, m.key, m.name_en, m.name_zh, t.value, t.value_as_stated,
       t.unit, t.qualifier, t.period_start, t.period_end, t.period_precision, t.period_as_stated, t.nature, t.rank,
       t.assessment, t.assessment_note, x.source_id, sr.key, so.title, so.publisher, so.published_on, x.locator, m.flow,
       rd.name, rd.factor, rd.value
FROM claim AS t JOIN record AS s ON s.id = t.subject_id JOIN measure AS m ON m.id = t.measure_id
LEFT JOIN project AS sp ON sp.id = t.subject_id LEFT JOIN company AS sc ON sc.id = t.subject_id
LEFT JOIN place AS sl ON sl.id = t.subject_id
LEFT JOIN citation AS x ON x.claim_id = t.id AND x.ordinal = 1 AND x.deleted_at IS NULL
LEFT JOIN source AS so ON so.id = x.source_id LEFT JOIN record AS sr ON sr.id = x.source_id
LEFT JOIN reading AS rd ON rd.claim_id = t.id AND rd.deleted_at IS NULL AND rd.printed = t.value
WHERE {where} ORDER BY m.id, t.earliest, t.id"""
_FILTERS = {
    "subject": "t.deleted_at IS NULL AND t.subject_id IN (SELECT value FROM json_each(?))",
    "claim": "t.id IN (SELECT value FROM json_each(?))",
    "source": "t.deleted_at IS NULL AND t.id IN (SELECT claim_id FROM citation WHERE source_id IN "
              "(SELECT value FROM json_each(?)) AND claim_id IS NOT NULL AND deleted_at IS NULL)",
}


def claims(connection: sqlite3.Connection, by: str, values: Sequence[int]) -> list[ClaimLine]:
    """Live claims by "subject", "claim" or "source" (integer keys), without rivals and marks yet."""
    lines = []
    for row in connection.execute(_CLAIM_LINES.format(where=_FILTERS[by]), (json.dumps(list(values)),)).fetchall():
        source_id, source_key, title, publisher, published_on, locator, flow, reading, factor, read_value = row[22:]
        citation = (
            None if source_id is None
            else CitationLine(source_id, source_key, title, publisher, published_on, locator)
        )
        kind = BY_RECORD[row[3]].name
        lines.append(ClaimLine(*(
            *row[:3], kind, *row[4:22], citation, Mark.ONE, flow, (), reading or "", factor or "", read_value or ""
        )))
    return lines


def subjects_of(connection: sqlite3.Connection, claims: Iterable[int]) -> set[int]:
    """The records that claims are about, those in the trash included."""
    return {
        row[0] for row in connection.execute(
            "SELECT DISTINCT subject_id FROM claim WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(claims)),)
        )
    }


def of_measure(connection: sqlite3.Connection, key: str, home: frozenset[int], limit: int) -> list[int]:
    """Ids of live claims of an indicator that have a value: about the `home` records first, then actual ones, then the
    latest."""
    marks = ", ".join("?" * len(home))
    return [
        row[0] for row in connection.execute(
            # By id they lie side by side; the index of an indicator's claims is by value.
            "SELECT claim.id FROM (SELECT id FROM claim WHERE measure_id = (SELECT id FROM measure WHERE key = ?) "
            "ORDER BY +id LIMIT -1) AS own CROSS JOIN claim ON claim.id = own.id "
            "WHERE claim.deleted_at IS NULL AND value <> '' AND rank <> 'deprecated' "
            f"ORDER BY subject_id IN ({marks}) DESC, nature = 'actual' DESC, latest DESC, claim.id LIMIT ?",
            (key, *sorted(home), limit),
        )
    ]


def citations(connection: sqlite3.Connection, owner: str, row_id: int) -> tuple[CitationLine, ...]:
    """Citations of a "record", "claim" or "participation", the first one first."""
    return tuple(
        CitationLine(*row) for row in connection.execute(
            "SELECT source_id, record.key, title, publisher, published_on, locator, stance FROM citation "
            "JOIN source ON source.id = source_id JOIN record ON record.id = source_id "
            f"WHERE citation.{owner}_id = ? AND citation.deleted_at IS NULL ORDER BY ordinal, citation.id",
            (row_id,),
        ).fetchall()
    )


_NAMED = """SELECT r.id, r.kind, r.key, coalesce(j.name_en, c.name_en, p.name_en, e.title_en, so.title),
       coalesce(j.name_zh, c.name_zh, p.name_zh, e.title_zh, so.title), {role}
FROM {source} LEFT JOIN project AS j ON j.id = r.id LEFT JOIN company AS c ON c.id = r.id
LEFT JOIN place AS p ON p.id = r.id LEFT JOIN event AS e ON e.id = r.id LEFT JOIN source AS so ON so.id = r.id
WHERE r.deleted_at IS NULL AND {where} ORDER BY r.sort_en"""
_LINKS: dict[str, tuple[tuple[str, str, str, bool], ...]] = {  # kind → (role, source of r, where, outgoing)
    "projects": (
        ("place_key", "project AS t JOIN record AS r ON r.id = t.place_id", "t.id = ?", True),
        ("", "participation AS t JOIN record AS r ON r.id = t.company_id", "t.project_id = ? AND t.deleted_at IS NULL", True),
    ),
    "companies": (
        ("parent_key", "company AS t JOIN record AS r ON r.id = t.parent_id", "t.id = ?", True),
        ("home_place_key", "company AS t JOIN record AS r ON r.id = t.home_place_id", "t.id = ?", True),
        ("", "participation AS t JOIN record AS r ON r.id = t.project_id", "t.company_id = ? AND t.deleted_at IS NULL", True),
        ("parent_key", "company AS t JOIN record AS r ON r.id = t.id", "t.parent_id = ?", False),
    ),
    "places": (
        ("parent_key", "place AS t JOIN record AS r ON r.id = t.parent_id", "t.id = ?", True),
        ("parent_key", "place AS t JOIN record AS r ON r.id = t.id", "t.parent_id = ?", False),
        ("place_key", "project AS t JOIN record AS r ON r.id = t.id", "t.place_id = ?", False),
        ("home_place_key", "company AS t JOIN record AS r ON r.id = t.id", "t.home_place_id = ?", False),
    ),
    "events": (
        ("project_key", "event AS t JOIN record AS r ON r.id = t.project_id", "t.id = ?", True),
        ("company_key", "event AS t JOIN record AS r ON r.id = t.company_id", "t.id = ?", True),
        ("place_key", "event AS t JOIN record AS r ON r.id = t.place_id", "t.id = ?", True),
    ),
    "sources": (
        ("source_key", "citation AS t JOIN record AS r ON r.id = t.record_id",
         "t.source_id = ? AND t.deleted_at IS NULL AND r.kind <> 'event'", False),
    ),
}
_LINK_LIMIT = 500  # a card is for reading; the rest stands in the list behind it


def links(connection: sqlite3.Connection, kind: str, record_id: int) -> tuple[Link, ...]:
    """Related records both ways; `role` is a participation's role or the field that links."""
    found = []
    for role, source, where, outgoing in _LINKS[kind]:
        sql = _NAMED.format(role="t.role" if not role else f"'{role}'", source=source, where=where)
        for row_id, record, key, english, chinese, how in connection.execute(
            f"{sql} LIMIT {_LINK_LIMIT}", (record_id,)
        ).fetchall():
            found.append(Link(row_id, BY_RECORD[record].name, key, english, chinese, how, outgoing))
    if kind == "sources":
        from pairing_desktop.store.trust import derived_links

        found += derived_links(connection, record_id)
    return tuple(found)


_EVENTS_OF = {
    "projects": "event.project_id = ?",
    "companies": "event.company_id = ?",
    "places": "event.place_id = ?",
    "events": "0 AND ?",
    "sources": "event.id IN (SELECT record_id FROM citation WHERE source_id = ? AND deleted_at IS NULL)",
}


def events(connection: sqlite3.Connection, kind: str, record_id: int) -> tuple[EventLine, ...]:
    """Events of a record, the latest first; those without a date last."""
    return tuple(
        EventLine(*row) for row in connection.execute(
            "SELECT event.id, key, date, end_date, date_precision, title_en, title_zh, event.kind FROM event "
            f"JOIN record ON record.id = event.id WHERE deleted_at IS NULL AND {_EVENTS_OF[kind]} "
            "ORDER BY earliest = '', earliest DESC, event.id",
            (record_id,),
        ).fetchall()
    )


def resting(connection: sqlite3.Connection, source_id: int) -> tuple[tuple[str, int], ...]:
    """How many live rows of each kind rest on a source."""
    counts = {
        "claims": "SELECT count(*) FROM citation JOIN claim AS t ON t.id = claim_id WHERE {alive}",
        "participations": "SELECT count(*) FROM citation JOIN participation AS t ON t.id = participation_id WHERE {alive}",
    }
    for kind in RECORD_KINDS:
        if kind.name != "sources":
            counts[kind.name] = (
                f"SELECT count(*) FROM citation JOIN record AS t ON t.id = record_id AND kind = '{kind.record}' WHERE {{alive}}"
            )
    alive = "source_id = ? AND citation.deleted_at IS NULL AND t.deleted_at IS NULL"
    found = [(kind, connection.execute(sql.format(alive=alive), (source_id,)).fetchone()[0]) for kind, sql in counts.items()]
    from pairing_desktop.store import entries

    return (*((kind, count) for kind, count in found if count), *entries.resting(connection, source_id))


def pick(connection: sqlite3.Connection, kind: str, row_id: int) -> Pick:
    """Name and key of a row.  Raises NotFound."""
    if KINDS[kind] in ENTRIES:
        from pairing_desktop.store import entries

        return entries.pick(connection, KINDS[kind], row_id)
    sql = _PICK_CLAIM if kind == CLAIMS.name else _PICK_MEASURE if kind == "measures" else _PICK_RECORD
    row = connection.execute(sql.format(where="r.id = ?"), (row_id,)).fetchone()
    if row is None:
        raise NotFound(mark("This record is no longer on file."))
    return Pick(BY_RECORD[row[0]].name, *row[1:])


_RECORD_HINT, _CLAIM_HINT = "coalesce(e.date, so.publisher, '')", (
    "coalesce(j.name_en, c.name_en, p.name_en, ''), coalesce(j.name_zh, c.name_zh, p.name_zh, '')"
)
_PICK_RECORD = """SELECT r.kind, r.id, r.key, coalesce(j.name_en, c.name_en, p.name_en, e.title_en, so.title),
       coalesce(j.name_zh, c.name_zh, p.name_zh, e.title_zh, so.title), coalesce(e.date, so.publisher, '')
FROM record AS r LEFT JOIN project AS j ON j.id = r.id LEFT JOIN company AS c ON c.id = r.id
LEFT JOIN place AS p ON p.id = r.id LEFT JOIN event AS e ON e.id = r.id LEFT JOIN source AS so ON so.id = r.id
WHERE {where}"""
_PICK_CLAIM = f"""SELECT 'claim', r.id, r.key, m.name_en || ', ' || r.value_as_stated, m.name_zh || '，' || r.value_as_stated,
       {_CLAIM_HINT}
FROM claim AS r JOIN measure AS m ON m.id = r.measure_id LEFT JOIN project AS j ON j.id = r.subject_id
LEFT JOIN company AS c ON c.id = r.subject_id LEFT JOIN place AS p ON p.id = r.subject_id WHERE {{where}}"""
_PICK_MEASURE = "SELECT 'measure', r.id, r.key, r.name_en, r.name_zh, r.unit FROM measure AS r WHERE {where}"


PICKS = {**{kind.record: _PICK_RECORD for kind in RECORD_KINDS}, "claim": _PICK_CLAIM, "measure": _PICK_MEASURE}


def search_picks(connection: sqlite3.Connection, kind: str, text: str, limit: int) -> tuple[Pick, ...]:
    """Live rows of a kind that fit `text`, the best first; all of them, by name, without one."""
    if KINDS[kind] in ENTRIES:
        from pairing_desktop.store import entries

        return entries.search_picks(connection, KINDS[kind], text, limit)
    if text.strip():
        from pairing_desktop.store import global_search

        return global_search.picks(connection, kind, text, limit)
    where, order = {
        "claims": ("r.deleted_at IS NULL", "r.id"), "measures": ("r.deleted_at IS NULL", "r.name_en"),
    }.get(kind, (f"r.deleted_at IS NULL AND r.kind = '{KINDS[kind].record}'", "r.sort_en"))
    rows = connection.execute(
        PICKS[KINDS[kind].record].format(where=where) + f" ORDER BY {order} LIMIT ?", (limit,)
    ).fetchall()
    return tuple(Pick(kind, *row[1:]) for row in rows)


def trash(connection: sqlite3.Connection) -> tuple[Pick, ...]:
    """Rows in the trash, the last thrown away first; `hint` is when."""
    rows = connection.execute(
        "SELECT * FROM ("
        + _PICK_RECORD.replace(_RECORD_HINT, "r.deleted_at AS at")
        .format(where="r.deleted_at IS NOT NULL AND r.merged_into_id IS NULL")
        + " UNION ALL "
        + _PICK_CLAIM.replace(_CLAIM_HINT, "r.deleted_at").format(where="r.deleted_at IS NOT NULL")
        + " UNION ALL "
        + _PICK_MEASURE.replace("r.unit", "r.deleted_at").format(where="r.deleted_at IS NOT NULL")
        + ") ORDER BY at DESC, 2 DESC"
    ).fetchall()
    from pairing_desktop.store import entries

    found = [Pick(BY_RECORD[row[0]].name, *row[1:]) for row in rows]
    return tuple(sorted([*found, *(pick for _, pick in entries.trash(connection))], key=lambda pick: pick.hint, reverse=True))


_OPERATION = "operation.id, at, who, operation.unit, label, label_values"


def operations(connection: sqlite3.Connection, limit: int) -> tuple[OperationLine, ...]:
    """The newest operations first; `undone` says that it stands taken back now."""
    undone = {row[0] for row in connection.execute("SELECT operation_id FROM redo_stack")}
    rows = connection.execute(
        f"SELECT {_OPERATION}, action FROM operation ORDER BY operation.id DESC LIMIT ?", (limit,)
    ).fetchall()
    return tuple(
        OperationLine(found, at, who, unit, label, json.loads(values), action, found in undone)
        for found, at, who, unit, label, values, action in rows
    )


def operation(connection: sqlite3.Connection, operation_id: int) -> OperationLine:
    """One entry of the history."""
    found, at, who, unit, label, values, action = connection.execute(
        f"SELECT {_OPERATION}, action FROM operation WHERE operation.id = ?", (operation_id,)
    ).fetchone()
    return OperationLine(found, at, who, unit, label, json.loads(values), action)


def undo_state(connection: sqlite3.Connection) -> UndoState:
    """What undo and redo would do next."""
    tops = []
    for stack in ("undo_stack", "redo_stack"):
        row = connection.execute(
            f"SELECT {_OPERATION} FROM {stack} JOIN operation ON operation.id = operation_id "
            "ORDER BY position DESC LIMIT 1"
        ).fetchone()
        tops.append(None if row is None else OperationLine(*(*row[:5], json.loads(row[5]))))
    return UndoState(tops[0], tops[1])


def home_subjects(connection: sqlite3.Connection) -> frozenset[int]:
    """The records this file is about: the office's own place and programme."""
    home = [
        row[0] for row in connection.execute(
            "SELECT record.id FROM setting JOIN record ON record.key = setting.value AND record.kind = "
            "CASE setting.name WHEN 'home_place' THEN 'place' ELSE 'project' END "
            "WHERE setting.name IN ('home_place', 'home_programme')"
        )
    ]
    lead = merged.survivors(connection, home)
    return frozenset(lead.get(record_id, record_id) for record_id in home)


def contested_subjects(connection: sqlite3.Connection, limit: int) -> list[int]:
    """Records with claims that were recorded as speaking against each other, those with most first."""
    return [
        row[0] for row in connection.execute(
            "SELECT subject_id FROM claim_relation JOIN claim ON claim.id IN (claim_id, other_id) "
            "WHERE relation = 'disputes' AND claim_relation.deleted_at IS NULL AND claim.deleted_at IS NULL "
            "GROUP BY subject_id ORDER BY count(*) DESC, subject_id LIMIT ?",
            (limit,),
        )
    ]
