"""From exported values to rows and back: one way in for forms, seed and import alike."""

import sqlite3
from collections.abc import Mapping

from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.kinds import BY_RECORD, ENTRIES, KINDS, PROJECTS, Field, FieldType, Kind
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import FieldProblem, InvalidDraft, NotFound
from pairing_desktop.store import row_lookup, stages
from pairing_desktop.store.adding import DATED, add, days
from pairing_desktop.store.writing import Operation


def save(operation: Operation, draft: Draft, uid: str = "") -> int:
    """Write a draft that was already checked and return the row's integer key.

    Raises InvalidDraft when it names a record that is not on file, Conflict when the row is newer than the draft.
    """
    kind = KINDS[draft.kind]
    if draft.id is None:
        return add(operation, kind, [draft.values], [uid])[0]
    row_id = draft.id
    moved = kind is PROJECTS and draft.values.get("stage", "") not in ("", stages.now(operation, row_id))
    operation.raise_rev("record" if kind.is_record else kind.table, row_id, draft.rev)
    overwrite(operation, kind, row_id, draft.values)
    cite(operation, kind, row_id, draft.values)
    if moved:
        stages.record(operation, row_id, draft.values["stage"])
    if kind.name == "claims" and "disputes_claim_key" in draft.values:
        _dispute(operation, row_id, draft.values["disputes_claim_key"])
    return row_id


def overwrite(operation: Operation, kind: Kind, row_id: int, given: Mapping[str, str]) -> None:
    """Write these values into the row itself, and the days that follow from them.  Raises InvalidDraft as `save`."""
    operation.update(kind.table, row_id, _columns(operation.connection, kind, given))
    _derive(operation, kind, row_id)


def values(connection: sqlite3.Connection, kind: Kind, row_id: int) -> dict[str, str]:
    """The exported row, without uid.  Raises NotFound."""
    names = ", ".join(kind.columns)
    row = connection.execute(f"SELECT {names} FROM v_{kind.name} WHERE id = ?", (row_id,)).fetchone()
    if row is None:
        raise NotFound(mark("This record is no longer on file."))
    return dict(zip(kind.columns, row, strict=True))


def find(connection: sqlite3.Connection, kind: Kind, key: str) -> int | None:
    """Integer key of the row with this short name, or None.  A participation's is project/company/role; a record that was
    merged into another is that other."""
    return row_lookup.by_key(connection, kind, [key]).get(key)


def _columns(connection: sqlite3.Connection, kind: Kind, given: Mapping[str, str]) -> dict[str, object]:
    """Values of the kind's own table, links looked up."""
    columns: dict[str, object] = {}
    for field in kind.fields:
        if field.name not in given or field.citation or field.name in ("subject_kind", "disputes_claim_key"):
            continue
        if field.name == "key" and kind.is_record:
            continue
        if field.type is FieldType.LINK:
            columns[field.column] = link(connection, field, given)
        else:
            columns[field.name] = given[field.name]
    return columns


def key_of(connection: sqlite3.Connection, record_id: int) -> str:
    """The short name of a record; "" for one that is not there."""
    found = connection.execute("SELECT key FROM record WHERE id = ?", (record_id,)).fetchone()
    return str(found[0]) if found else ""


def link(connection: sqlite3.Connection, field: Field, given: Mapping[str, str]) -> int | None:
    """The integer key of the record that a field names, None for none.  Raises InvalidDraft when it is not on file."""
    key = given[field.name]
    if not key:
        return None
    target = KINDS[field.link] if field.link else BY_RECORD[given["subject_kind"]]
    found = find(connection, target, key)
    if found is None:
        raise InvalidDraft(
            mark("Something in the form needs another look."),
            (FieldProblem(field.name, mark("Nothing on file has the short name “{key}”."), {"key": key}),),
        )
    return found


def _derive(operation: Operation, kind: Kind, row_id: int) -> None:
    """Bring the derived days of a changed row up to date."""
    if kind.name in DATED:
        stated = operation.connection.execute(
            f"SELECT {', '.join(DATED[kind.name])} FROM {kind.table} WHERE id = ?", (row_id,)
        ).fetchone()
        operation.update(kind.table, row_id, dict(zip(("earliest", "latest"), days(kind, *stated), strict=True)))


def cite(operation: Operation, kind: Kind, row_id: int, given: Mapping[str, str]) -> None:
    """Write the first citation: source and the place in it."""
    if kind in ENTRIES or ("source_key" not in given and "locator" not in given):
        return
    owner = "record_id" if kind.is_record else f"{kind.table}_id"
    connection = operation.connection
    found = connection.execute(
        f"SELECT id, source_id FROM citation WHERE {owner} = ? AND ordinal = 1 AND deleted_at IS NULL", (row_id,)
    ).fetchone()
    wanted: dict[str, object] = {}
    if "source_key" in given:
        wanted["source_id"] = link(connection, kind.field("source_key"), given)
    if "locator" in given:
        wanted["locator"] = given["locator"]
    if found is None:
        if wanted.get("source_id") is not None:
            operation.insert("citation", {owner: row_id, **wanted})
    elif "source_id" in wanted and wanted["source_id"] is None:
        operation.mark_deleted("citation", found[0], True)
    else:
        operation.update("citation", found[0], wanted)


def cite_also(operation: Operation, kind: Kind, row_id: int, source_key: str, locator: str) -> None:
    """Add a citation behind those the row has, unless it is among them."""
    owner = "record_id" if kind.is_record else f"{kind.table}_id"
    source = find(operation.connection, KINDS["sources"], source_key)
    cited = operation.connection.execute(
        f"SELECT source_id, locator, ordinal FROM citation WHERE {owner} = ? AND deleted_at IS NULL", (row_id,)
    ).fetchall()
    if not any((source_id, place) == (source, locator) for source_id, place, _ in cited):
        last = max((ordinal for _, _, ordinal in cited), default=0)
        operation.insert("citation", {owner: row_id, "source_id": source, "locator": locator, "ordinal": last + 1})


def _dispute(operation: Operation, claim_id: int, other_key: str) -> None:
    """Write which claim this one speaks against; an empty key takes the relation away."""
    connection = operation.connection
    found = connection.execute(
        "SELECT id, other_id FROM claim_relation WHERE claim_id = ? AND relation = 'disputes' AND deleted_at IS NULL",
        (claim_id,),
    ).fetchone()
    other = link(connection, KINDS["claims"].field("disputes_claim_key"), {"disputes_claim_key": other_key})
    if found is not None and found[1] != other:
        operation.mark_deleted("claim_relation", found[0], True)
    if other is not None and (found is None or found[1] != other):
        operation.insert("claim_relation", {"claim_id": claim_id, "other_id": other, "relation": "disputes"})
