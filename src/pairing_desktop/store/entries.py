"""Entries (people sent, stages, sales channels, admission policies, notes): on the cards of their records, found, thrown away."""

import sqlite3
from collections.abc import Sequence

from pairing_desktop.domain.cards import CitationLine
from pairing_desktop.domain.drafts import Pick
from pairing_desktop.domain.entries import EntryLine, entry_title
from pairing_desktop.domain.kinds import ENTRIES, FieldType, Kind
from pairing_desktop.domain.language import language, mark
from pairing_desktop.domain.listing import Filter, Sort
from pairing_desktop.domain.postings import Posting
from pairing_desktop.domain.problems import NotFound
from pairing_desktop.domain.traditional import plain
from pairing_desktop.store import cards, lists

CARD_LIMIT = 200  # entries of one kind on a card; the rest stands in the list
_ORDER = {"attachments": "id", "notes": "date DESC", "stages": "date", "postings": "start_date DESC"}
_CITATION = (
    "SELECT so.id, r.key, so.title, so.publisher, so.published_on, t.locator FROM {table} AS t "
    "JOIN source AS so ON so.id = t.source_id JOIN record AS r ON r.id = so.id WHERE t.id = ?"
)


def line(connection: sqlite3.Connection, kind: Kind, row_id: int) -> EntryLine:
    """One entry.  Raises NotFound."""
    names = ", ".join(f"v.{name}" for name in kind.columns)
    links = {field.name: field for field in kind.fields if field.type is FieldType.LINK and field.name != "source_key"}
    ids = ", ".join(f"t.{field.column}" for field in links.values())
    row = connection.execute(
        f"SELECT {names}, t.rev, t.deleted_at, {ids} FROM {kind.table} AS t JOIN v_{kind.name} AS v ON v.id = t.id "
        "WHERE t.id = ?", (row_id,),
    ).fetchone()
    if row is None:
        raise NotFound(mark("This record is no longer on file."))
    count = len(kind.columns)
    values = dict(zip(kind.columns, row[:count], strict=True))
    linked = {
        name: cards.pick(connection, "projects", target)  # any record: the kind comes with the answer
        for name, target in zip(links, row[count + 2 :], strict=True) if target is not None
    }
    cited = (
        connection.execute(_CITATION.format(table=kind.table), (row_id,)).fetchone() if "source_key" in values else None
    )
    picture = b""
    if kind.name == "attachments":
        (picture,) = connection.execute("SELECT picture FROM attachment_content WHERE hash = ?", (values["hash"],)).fetchone()
    named = 0
    if kind.name == "postings":
        named = connection.execute("SELECT count(*) FROM person WHERE posting_id = ?", (row_id,)).fetchone()[0]
    return EntryLine(
        kind.name, row_id, values["key"], row[count], values, linked, CitationLine(*cited) if cited else None, named,
        row[count + 1] is not None, picture,
    )


def of_record(connection: sqlite3.Connection, record_kind: str, record_id: int) -> tuple[EntryLine, ...]:
    """The live entries that hang on a record, at most `CARD_LIMIT` of each kind."""
    found = []
    for kind in ENTRIES:
        columns = [
            field.column for field in kind.fields
            if field.type is FieldType.LINK and field.link in ("", record_kind) and field.name != "source_key"
        ]
        if not columns:
            continue
        where = " OR ".join(f"{column} = ?" for column in columns)
        ids = connection.execute(
            f"SELECT id FROM {kind.table} WHERE deleted_at IS NULL AND ({where}) "
            f"ORDER BY {_ORDER.get(kind.name, 'start_date')}, id LIMIT {CARD_LIMIT}", (record_id,) * len(columns),
        ).fetchall()
        found += [line(connection, kind, row_id) for (row_id,) in ids]
    return tuple(found)


def pick(connection: sqlite3.Connection, kind: Kind, row_id: int) -> Pick:
    """What an entry is called in both languages; `hint` is the record it hangs on.  Raises NotFound."""
    found = line(connection, kind, row_id)
    hint = next((one.name_en or one.name_zh for one in found.linked.values()), "")
    english, chinese = (entry_title(kind.name, found.values, language(code)) for code in ("en", "zh_CN"))
    return Pick(kind.name, row_id, found.key, english, chinese, hint)


def search_picks(connection: sqlite3.Connection, kind: Kind, text: str, limit: int) -> tuple[Pick, ...]:
    """Live entries whose own words hold every term, the newest first."""
    terms = plain(text).split()
    where = " AND ".join(["deleted_at IS NULL", *("instr(folded, ?) > 0" for _ in terms)])
    ids = connection.execute(
        f"SELECT id FROM {kind.table} WHERE {where} ORDER BY id DESC LIMIT ?", (*terms, limit)
    ).fetchall()
    return tuple(pick(connection, kind, row_id) for (row_id,) in ids)


def trash(connection: sqlite3.Connection) -> list[tuple[str, Pick]]:
    """(when, entry) of every entry in the trash; `hint` is when too."""
    found = []
    for kind in ENTRIES:
        for row_id, at in connection.execute(f"SELECT id, deleted_at FROM {kind.table} WHERE deleted_at IS NOT NULL").fetchall():
            named = pick(connection, kind, row_id)
            found.append((at, Pick(named.kind, named.id, named.key, named.name_en, named.name_zh, at)))
    return found


def resting(connection: sqlite3.Connection, source_id: int) -> list[tuple[str, int]]:
    """How many live entries of each kind name a source."""
    counts = [
        (kind.name, connection.execute(
            f"SELECT count(*) FROM {kind.table} WHERE source_id = ? AND deleted_at IS NULL", (source_id,)
        ).fetchone()[0])
        for kind in ENTRIES if "source_key" in kind.columns
    ]
    return [(kind, count) for kind, count in counts if count]


def postings(connection: sqlite3.Connection, filter: Filter) -> list[Posting]:
    """The people sent that pass a filter, for counting."""
    ids: Sequence[int] = lists.order(connection, "postings", filter, Sort("term")).ids
    wanted = set(ids)
    return [
        Posting(*row) for row in connection.execute(
            "SELECT id, CAST(people AS INTEGER), qualifier, role, batch, sending_unit, receiving_unit, "
            "ifnull(place_id, 0), ifnull(project_id, 0), start_date, end_date, source_id FROM posting ORDER BY id"
        ).fetchall() if row[0] in wanted
    ]
