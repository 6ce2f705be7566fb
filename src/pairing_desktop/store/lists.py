"""Lists: the order of a kind's rows under a filter, one page of it, and the counts of its facets.

The first rows of an order and every page come from SQL by an index; whole orders, filters and counts from the columns
that `store.columns` keeps, which is imported when they are first asked for.
"""

import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from pairing_desktop.domain.listing import Filter, Order, Row, Sort
from pairing_desktop.store.database import KeepingConnection
from pairing_desktop.store.list_sql import LISTS, ListSql, Named

if TYPE_CHECKING:
    from pairing_desktop.store.column_reads import Ids, Mask
    from pairing_desktop.store.columns import Columns

_LONG = 20_000  # rows that are not put in order before the first of those that hold a text are shown
_SCREEN = 64  # so many of them


def first(connection: sqlite3.Connection, kind: str, filter: Filter, sort: Sort, limit: int) -> Order:
    """What can be shown at once: the whole order where it is short or quickly made, else its first `limit` rows.

    Without a filter an index gives the first rows of an order that is not known yet; of a text that many rows may hold
    only the first ones are read."""
    spec = LISTS[kind]
    key = spec.key(sort.column, chinese=sort.chinese)
    if not filter.is_empty:
        return _filtered(connection, kind, filter, sort, limit)
    # By linked names and by counts NumPy orders all rows sooner than SQL finds the first.
    if isinstance(key, Named) or key in spec.counted or _knows(connection, kind, key, sort.descending):
        return order(connection, kind, filter, sort)
    found = array("q", (id for (id,) in connection.execute(f"{spec.live(key, sort.descending)} LIMIT ?", (limit + 1,))))
    return Order(found[:limit], len(found), whole=len(found) <= limit)


def order(connection: sqlite3.Connection, kind: str, filter: Filter, sort: Sort) -> Order:
    """Ids of all rows that pass the filter, in order.  Raises NotFound for a column the list cannot sort by."""
    return _filtered(connection, kind, filter, sort, None)


def _filtered(connection: sqlite3.Connection, kind: str, filter: Filter, sort: Sort, limit: int | None) -> Order:
    """All rows that pass, or with a `limit` only the first ones where the others would take longer."""
    from pairing_desktop.store.columns import columns

    spec = LISTS[kind]
    key = spec.key(sort.column, chinese=sort.chinese)
    held = columns(connection, kind, spec)
    total = int(held.mask(trashed=filter.trashed).sum())
    mask = _mask(connection, held, spec, filter.without_text)
    if not filter.text.strip():
        return Order(_array(held.ordered(key, sort.descending, mask)), total)
    if spec.links:
        return Order(_array(held.ordered(key, sort.descending, mask & _said(connection, held, spec, filter))), total)
    from pairing_desktop.store.text_filter import MANY, TextFilter  # with its patterns, only where something is sought

    texts = TextFilter(connection, held, spec.table, live=not filter.trashed)
    walk = partial(held.part, key, sort.descending)
    if limit is not None and total > _LONG:
        soon = texts.soon(filter.text, mask, walk, min(limit, _SCREEN))
        if soon is not None:
            return Order(_array(soon), total, whole=False)
    found = texts.candidates(filter.text, mask)
    if limit is not None and int(found.mask.sum()) > (MANY if found.terms else _LONG):
        return Order(_array(texts.first(found, walk, min(limit, _SCREEN))), total, whole=False)
    mask = texts.holding(found, keep=filter.is_text)
    return Order(_array(held.ordered(key, sort.descending, mask)), total)


def _knows(connection: sqlite3.Connection, kind: str, key: str, descending: bool) -> bool:
    """Whether an order of the kind is held already; without loading NumPy to find out."""
    if not isinstance(connection, KeepingConnection) or kind not in connection.kept:
        return False
    from pairing_desktop.store.columns import columns

    return columns(connection, kind, LISTS[kind]).knows_order(key, descending)


def _array(ids: "Ids") -> "array[int]":
    found = array("q")
    found.frombytes(ids.tobytes())
    return found


def page(connection: sqlite3.Connection, kind: str, ids: Sequence[int]) -> list[Row]:
    """These rows with their cells, in the order of `ids`; rows that are gone are left out.  No trust marks yet."""
    spec = LISTS[kind]
    names = list(spec.cells)
    columns = ", ".join(spec.cells.values())
    marks = ", ".join("?" * len(ids))
    found = {
        row[0]: Row(row[0], row[1 + names.index("key")], {name: str(value) for name, value in zip(names, row[1:], strict=True)})
        for row in connection.execute(
            f"SELECT t.id, {columns} FROM {spec.source} {spec.joins} WHERE t.id IN ({marks})", tuple(ids)
        ).fetchall()
    }
    return [found[row_id] for row_id in ids if row_id in found]


def facets(
    connection: sqlite3.Connection, kind: str, names: Iterable[str], filter: Filter
) -> dict[str, list[tuple[str, str, str, int]]]:
    """Of each facet (code, English, Chinese, count), most frequent first, under all of the filter but the facet itself.

    Codes of links are integer keys as text; labels are empty where the code belongs to a vocabulary.
    """
    from pairing_desktop.store.columns import columns

    spec = LISTS[kind]
    held = columns(connection, kind, spec)
    answer = {}
    for name in names:
        counted = held.counts(name, _mask(connection, held, spec, filter.without(name)))
        answer[name] = [(str(code), *_labels(connection, spec, name, code), count) for code, count in counted]
    return answer


def _labels(connection: sqlite3.Connection, spec: ListSql, name: str, code: object) -> tuple[str, str]:
    """How both languages call a code that is a link."""
    if name not in spec.labels:
        return "", ""
    names = ", ".join(label.format("?1") for label in spec.labels[name])
    english, chinese = connection.execute(f"SELECT {names}", (code,)).fetchone()
    return english or "", chinese or ""


def codes(connection: sqlite3.Connection, kind: str, names: Sequence[str], filter: Filter) -> list[tuple[int, ...]]:
    """(id, code of each field, "" where not stated) of all rows that pass the filter, by id; fields are those of facets."""
    spec = LISTS[kind]
    where, values = spec.where(filter)
    wanted = "".join(f", ifnull({spec.facets[name]}, '')" for name in names)
    row = "r.id" if spec.is_record else "t.id"
    return connection.execute(f"SELECT {row}{wanted} FROM {spec.source} WHERE {where} ORDER BY 1", values).fetchall()


def groups(connection: sqlite3.Connection, kind: str, names: Sequence[str], filter: Filter) -> "dict[tuple[str, ...], Ids]":
    """The rows that pass the filter by their codes of some fields ("" where not stated), the ids of each group in order:
    what `codes` says row by row, from the columns."""
    import numpy as np

    from pairing_desktop.store.columns import columns

    spec = LISTS[kind]
    held = columns(connection, kind, spec)
    mask = _mask(connection, held, spec, filter)
    read = [held.facet(name).numbered() for name in names]
    sizes = [max(len(codes), 1) for codes, _ in read]
    keys = np.zeros(int(mask.sum()), dtype=np.int64)
    for size, (_, places) in zip(sizes, read, strict=True):
        keys = keys * size + places[mask]
    if int(np.prod(sizes, dtype=np.float64)) <= 1 << 16:
        keys = keys.astype(np.uint16)  # sorted by counting
    order = np.argsort(keys, kind="stable")
    found, starts = np.unique(keys[order], return_index=True)
    parts = np.split(held.ids[mask][order], starts[1:]) if len(found) else []
    answer: dict[tuple[str, ...], Ids] = {}
    for key, ids in zip(found.tolist(), parts, strict=True):
        said = []
        for size, (codes, _) in zip(reversed(sizes), reversed(read), strict=True):
            key, number = divmod(key, size)
            said.append(codes[number])
        answer[tuple(reversed(said))] = ids
    return answer


def where_of(kind: str, filter: Filter) -> tuple[str, list[object]]:
    """A subquery of the ids of all rows that pass the filter, and its values."""
    spec = LISTS[kind]
    where, values = spec.where(filter)
    return f"SELECT {'r' if spec.is_record else 't'}.id FROM {spec.source} WHERE {where}", values


def _mask(connection: sqlite3.Connection, held: "Columns", spec: ListSql, filter: Filter) -> "Mask":
    """The rows that pass a filter: what `ListSql.where` says, answered from the columns."""
    from pairing_desktop.store.column_reads import ids_of

    mask = held.mask(trashed=filter.trashed)
    for name, chosen in filter.facets.items():
        if chosen and name in spec.direct:
            marks = ", ".join("?" * len(chosen))
            mask &= held.mask_of(ids_of(connection, spec.direct[name].format(codes=marks), [int(code) for code in chosen]))
        elif chosen:
            mask &= held.facet(name).chosen(chosen)
    if spec.year and filter.years != (None, None):
        mask &= held.facet("year").between(*filter.years)
    if not filter.text.strip():
        return mask
    if spec.links:
        return mask & _said(connection, held, spec, filter)
    from pairing_desktop.store.text_filter import TextFilter  # with its patterns, only where something is sought

    texts = TextFilter(connection, held, spec.table, live=not filter.trashed)
    return texts.holding(texts.candidates(filter.text, mask), keep=filter.is_text)


def _said(connection: sqlite3.Connection, held: "Columns", spec: ListSql, filter: Filter) -> "Mask":
    """The entries whose own words, or a record they point to, hold a text: they are few."""
    from pairing_desktop.store.column_reads import ids_of

    where, values = spec.where(Filter(filter.text, trashed=filter.trashed))
    return held.mask_of(ids_of(connection, f"SELECT t.id FROM {spec.source} WHERE {where}", values))
