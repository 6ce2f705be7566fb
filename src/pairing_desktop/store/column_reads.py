"""Whole columns of a table read into NumPy: one string of numbers a column, four times faster than stepping its rows,
and without the interpreter's lock."""

import sqlite3
from collections.abc import Iterable
from typing import Any

import numpy as np

Ids = np.ndarray[Any, np.dtype[np.int64]]
Places = np.ndarray[Any, np.dtype[np.int32]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]

_HALF = 16  # bits


def ids_of(connection: sqlite3.Connection, sql: str, values: Iterable[object] = ()) -> Ids:
    """The column `id` of a query."""
    return parsed(connection.execute(f"SELECT group_concat(id) FROM ({sql})", tuple(values)).fetchone()[0])


def pairs_of(connection: sqlite3.Connection, sql: str) -> tuple[Ids, Ids]:
    """The columns `a` and `b` of a query; neither may be NULL."""
    row = connection.execute(f"SELECT group_concat(a), group_concat(b) FROM ({sql})").fetchone()
    return parsed(row[0]), parsed(row[1])


def parsed(text: str | None) -> Ids:
    """The numbers of a text with commas between them."""
    return np.fromstring(text, dtype=np.int64, sep=",") if text else np.zeros(0, dtype=np.int64)


def in_order(ranks: Places, *, descending: bool, blanks_too: bool) -> Places:
    """The places of rows by rank, equal ranks by place; descending both ways round.  Negative ranks, of rows that state
    nothing, come last, by place; with `blanks_too` they are turned round as well."""
    stated = np.flatnonzero(ranks >= 0).astype(np.int32)
    blank = np.flatnonzero(ranks < 0).astype(np.int32)
    if not descending:
        return np.concatenate((stated[_sorted(ranks[stated])], blank))
    turned = stated[::-1]
    found = turned[_sorted(ranks.max(initial=0) - ranks[turned])]
    return np.concatenate((found, blank[::-1] if blanks_too else blank))


def _sorted(ranks: Places) -> "np.ndarray[Any, np.dtype[np.intp]]":
    """A stable sort of numbers from 0 on, by counting: ten times faster than by comparing."""
    order = np.argsort((ranks & 0xFFFF).astype(np.uint16), kind="stable")
    high = ranks >> _HALF
    if not high.any():
        return order
    return order[np.argsort(high[order].astype(np.uint16), kind="stable")]
