"""New rows, one or a hundred thousand: links looked up together, short names given, one statement a table.

A form's save, an import and the cited facts all come through `add`.
"""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from pairing_desktop.domain.dates import PartialDate
from pairing_desktop.domain.ids import Ids
from pairing_desktop.domain.kinds import (
    ADMISSIONS,
    ATTACHMENTS,
    BY_RECORD,
    CLAIMS,
    ENTRIES,
    KINDS,
    NOTES,
    PARTICIPATIONS,
    STAGES,
    Field,
    FieldType,
    Kind,
)
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import FieldProblem, InvalidDraft
from pairing_desktop.domain.text import fold
from pairing_desktop.store import indexing, row_lookup
from pairing_desktop.store.inserting import defaults, new_uids
from pairing_desktop.store.search import readings, sort_keys
from pairing_desktop.store.writing import Operation, seed_uid

DATED = {  # kinds with derived days: from which columns
    "events": ("date", "end_date", "date_precision"),
    "claims": ("period_start", "period_end", "period_precision"),
}
_LONGEST_KEY = 48
_WORD = re.compile(r"[a-z0-9]+")
_NO_COLUMN = frozenset({"subject_kind", "disputes_claim_key"})
_AT_ONCE = 2000

Given = Mapping[str, str]


def add(operation: Operation, kind: Kind, given: Sequence[Given], uids: Sequence[str] = ()) -> list[int]:
    """Write new rows that were already checked; returns their integer keys in the same order.

    Raises InvalidDraft for a row that names a record which is not on file or takes a short name that was used.
    """
    made: list[int] = []
    for at in range(0, len(given), _AT_ONCE):
        made += _add(operation, kind, given[at:at + _AT_ONCE], uids[at:at + _AT_ONCE] or [""] * _AT_ONCE)
    return made


def _add(operation: Operation, kind: Kind, given: Sequence[Given], uids: Sequence[str]) -> list[int]:
    connection = operation.connection
    keys = [""] * len(given) if kind is PARTICIPATIONS else _keys(operation, kind, given)
    first = _next_id(connection, "record" if kind.is_record else kind.table)
    ids = list(range(first, first + len(given)))
    links = _links(connection, kind, given, dict(zip(keys, ids, strict=True)))
    columns = _columns(connection, kind, given, links)
    if any(field.link == kind.name for field in kind.fields):
        connection.execute("PRAGMA defer_foreign_keys = ON")  # a row may stand before the one it names, until COMMIT
    own_uids = _uids(uids, len(given))
    if kind.is_record:
        english, chinese = kind.names
        sorted_by = [sort_keys(values.get(english, ""), values.get(chinese, "")) for values in given]
        operation.insert_all("record", {
            "id": ids, "uid": own_uids, "kind": [kind.record] * len(ids), "key": keys,
            "sort_en": [latin for latin, _ in sorted_by], "sort_zh": [tones for _, tones in sorted_by],
        })
        operation.insert_all(kind.table, {"id": ids, **columns})
    elif kind is PARTICIPATIONS:
        operation.insert_all(kind.table, {"id": ids, "uid": own_uids, **columns})
    else:
        operation.insert_all(kind.table, {"id": ids, "uid": own_uids, **columns, "key": keys})
    cited = _cite_all(operation, kind, ids, given, links, uids)
    if kind.is_record or kind is CLAIMS:
        _put_into_search(operation, kind, ids, cited)
    if kind is STAGES:
        _follow_all(operation, ids)
    if kind is CLAIMS and "disputes_claim_key" in links:
        disputes = [
            (row_id, other) for row_id, other in zip(ids, links["disputes_claim_key"], strict=True) if other is not None
        ]
        operation.insert_all("claim_relation", {
            "uid": new_uids(len(disputes)), "claim_id": [row_id for row_id, _ in disputes],
            "other_id": [other for _, other in disputes], "relation": ["disputes"] * len(disputes),
        })
    return ids


def _put_into_search(operation: Operation, kind: Kind, ids: Sequence[int], cited: Sequence[int]) -> None:
    """At once, while names are spelled and pages at hand; what happens to the rows later is looked at in the end."""
    if kind.is_record:
        indexing.index_records(operation.connection, ids)
        operation.searched["record"].append(Ids(ids))
    else:
        indexing.index_claims(operation.connection, ids)
    operation.searched[kind.table].append(Ids(ids))
    operation.searched["citation"].append(Ids(cited))


def _columns(
    connection: sqlite3.Connection, kind: Kind, given: Sequence[Given], links: Mapping[str, Sequence[int | None]]
) -> dict[str, Sequence[object]]:
    """The values of the kind's own table, column by column; what a row does not say is the column's default."""
    stated = set[str]().union(*given)
    otherwise = defaults(connection, kind.table)
    columns: dict[str, Sequence[object]] = {}
    for field in kind.fields:
        if field.name not in stated or field.citation or field.name in _NO_COLUMN or field.name == "key":
            continue
        if field.type is FieldType.LINK:
            columns[field.column] = links[field.name]
        else:
            name, default = field.name, otherwise[field.name]
            columns[name] = [values.get(name, default) for values in given]
    if kind.name in DATED:
        start, end, precision = DATED[kind.name]
        derived = [
            days(kind, values.get(start, ""), values.get(end, ""), values.get(precision, "")) for values in given
        ]
        columns["earliest"] = [first for first, _ in derived]
        columns["latest"] = [last for _, last in derived]
    return columns


def _uids(uids: Sequence[str], count: int) -> Sequence[str]:
    """The uids that were given, new ones where none was."""
    if all(uids[:count]):
        return uids[:count]
    return [uid or new for uid, new in zip(uids[:count], new_uids(count), strict=True)]


def _follow_all(operation: Operation, entries: Sequence[int]) -> None:
    """Let projects stand at the stage of a new entry, unless an entry of a later date is on file."""
    for entry_id in entries:
        project, stage, date, current, rev = operation.connection.execute(
            "SELECT project_id, it.stage, date, project.stage, record.rev FROM stage_change AS it "
            "JOIN project ON project.id = project_id JOIN record ON record.id = project_id WHERE it.id = ?", (entry_id,)
        ).fetchone()
        later = operation.connection.execute(
            "SELECT 1 FROM stage_change WHERE project_id = ? AND date > ? AND deleted_at IS NULL", (project, date)
        ).fetchone()
        if later is None and stage != current:
            operation.raise_rev("record", project, rev)
            operation.update("project", project, {"stage": stage})


def _cite_all(
    operation: Operation, kind: Kind, ids: Sequence[int], given: Sequence[Given],
    links: Mapping[str, Sequence[int | None]], uids: Sequence[str],
) -> Sequence[int]:
    """The first citation of each row; returns their integer keys.  That of a seed row takes its uid from the row's: two
    copies made apart hold the same rows."""
    sources = links.get("source_key")
    if sources is None or kind in ENTRIES:  # an entry names its source itself
        return ()
    owner = "record_id" if kind.is_record else f"{kind.table}_id"
    cited = [at for at, source in enumerate(sources) if source is not None]
    first = _next_id(operation.connection, "citation")
    keys = range(first, first + len(cited))
    operation.insert_all("citation", {
        "id": keys, "uid": _uids([seed_uid("citation", uids[at]) if uids[at] else "" for at in cited], len(cited)),
        owner: [ids[at] for at in cited], "source_id": [sources[at] for at in cited],
        "locator": [given[at].get("locator", "") for at in cited],
    })
    return keys


def _links(
    connection: sqlite3.Connection, kind: Kind, given: Sequence[Given], together: Mapping[str, int]
) -> dict[str, list[int | None]]:
    """Integer keys of what each row's links name, by field; `together` are those of the rows that are written with it."""
    found: dict[str, list[int | None]] = {}
    for field in kind.fields:
        if field.type is not FieldType.LINK or not any(field.name in values for values in given):
            continue
        named: dict[str, dict[str, int]] = {}
        wanted: dict[str, set[str]] = defaultdict(set)
        for values in given:
            if values.get(field.name):
                wanted[_target(field, values)].add(values[field.name])
        for target, keys in wanted.items():
            named[target] = row_lookup.by_key(connection, KINDS[target], keys)
            if target == kind.name:
                named[target].update((key, together[key]) for key in keys & together.keys())
        found[field.name] = [
            _found(field, values, named) if values.get(field.name) else None for values in given
        ]
    return found


def _target(field: Field, values: Given) -> str:
    return field.link or BY_RECORD[values["subject_kind"]].name


def _found(field: Field, values: Given, named: Mapping[str, Mapping[str, int]]) -> int:
    key = values[field.name]
    found = named[_target(field, values)].get(key)
    if found is None:
        raise InvalidDraft(
            mark("Something in the form needs another look."),
            (FieldProblem(field.name, mark("Nothing on file has the short name “{key}”."), {"key": key}),),
        )
    return found


def free_key(connection: sqlite3.Connection, kind: Kind, values: Given) -> str:
    """A short name nobody had before, made of the English name or the pinyin of the Chinese one."""
    base = key = _key_base(kind, values)
    number = 1
    while row_lookup.by_key(connection, kind, [key]):
        number += 1
        key = f"{base}_{number}"
    return key


def _keys(operation: Operation, kind: Kind, given: Sequence[Given]) -> list[str]:
    """A short name for each row: the one given, if nobody had it before, or one made of its name."""
    wanted = [values.get("key") or _key_base(kind, values) for values in given]
    taken = set(row_lookup.by_key(operation.connection, kind, set(wanted)))
    keys = []
    for values, key in zip(given, wanted, strict=True):
        if values.get("key"):
            if key in taken:
                raise InvalidDraft(
                    mark("Something in the form needs another look."),
                    (FieldProblem("key", mark("The short name “{key}” is taken or was used before."), {"key": key}),),
                )
        elif key in taken:
            key = _numbered(operation, kind, key, taken)
        taken.add(key)
        keys.append(key)
    return keys


def _key_base(kind: Kind, values: Given) -> str:
    """What the English name or the pinyin of the Chinese one gives as a short name."""
    english, chinese = (values.get(name, "") for name in kind.names)
    if kind is CLAIMS:
        english = f"{values.get('subject_key', '')} {values.get('measure_key', '')}"
    elif kind in (STAGES, ADMISSIONS, NOTES, ATTACHMENTS):  # these have no name of their own
        owner = next((values[name] for name in ("project_key", "place_key", "subject_key") if name in values), "")
        english = f"{owner} {kind.record}"
    base = "_".join(_WORD.findall(fold(english))) or "_".join(_WORD.findall(readings(chinese)[0]))
    base = base[:_LONGEST_KEY].strip("_")
    return base if base[:1].isalpha() else f"{kind.record}_{base}".strip("_")


def _numbered(operation: Operation, kind: Kind, base: str, taken: set[str]) -> str:
    """The base with the first number behind it that is free; where the search ended is remembered for the next row."""
    number = operation.numbers.get((kind.name, base), 1) + 1
    while f"{base}_{number}" in taken or row_lookup.by_key(operation.connection, kind, [f"{base}_{number}"]):
        number += 1
    operation.numbers[kind.name, base] = number
    return f"{base}_{number}"


def days(kind: Kind, start: str, end: str, precision: str) -> tuple[str, str]:
    """First and last day that a partial date or a period may mean; an event without an end lasts as long as its date."""
    return _days(start, end or (start if kind.name == "events" else ""), precision)


@lru_cache(maxsize=4096)
def _days(first: str, last: str, precision: str) -> tuple[str, str]:
    return (
        PartialDate(first, precision).earliest if first else "", PartialDate(last, precision).latest if last else ""
    )


def _next_id(connection: sqlite3.Connection, table: str) -> int:
    """Rows are never deleted: the largest key plus one was never used."""
    return int(connection.execute(f"SELECT ifnull(max(id), 0) + 1 FROM {table}").fetchone()[0])

