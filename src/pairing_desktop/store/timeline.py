"""What the timeline shows: dated events, spans of projects, dated claims by year."""

import sqlite3
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from pairing_desktop.domain.dates import PRECISIONS, PartialDate
from pairing_desktop.domain.timeline import LANE_OF_EVENT, Timeline, TimelineItem, YearCount
from pairing_desktop.store.column_reads import Ids, parsed

_RUNNING = ("active", "operating", "under_construction")


_EVENTS = (
    "SELECT t.id, t.kind, date, end_date, date_precision, earliest, latest, title_en, title_zh FROM event AS t "
    "JOIN record AS r ON r.id = t.id WHERE r.deleted_at IS NULL AND t.date <> ''"
)
_PROJECTS = (
    "SELECT t.id, industry, status, start_date, start_precision, end_date, end_precision, name_en, name_zh "
    "FROM project AS t JOIN record AS r ON r.id = t.id WHERE r.deleted_at IS NULL AND (start_date <> '' OR end_date <> '')"
)
_ORDINAL = "CAST(julianday({0}) - 1721424.5 AS INTEGER)"
_DATED = 100_000_000  # a date as a number is its precision times this, and year, month and day as eight digits


def timeline(connection: sqlite3.Connection, today: str) -> Timeline:
    """All dated events and projects, and the claims of each year.

    A project that has a start and no end is drawn until today while it is being built or runs as a programme.
    """
    undated = {
        table: connection.execute(
            f"SELECT count(*) FROM {table} AS t WHERE {year} IS NULL AND {more} AND {_live(table)}"
        ).fetchone()[0]
        for table, year, more in (("event", "year", "1"), ("project", "start_year", "end_date = ''"))
    }
    events, projects = _all_events(connection), _all_projects(connection, today)
    more = len(events.shared)
    return Timeline(
        (*events.shared, *projects.shared), _joined("q", events.ids, projects.ids),
        _joined("i", events.of, projects.of + more), _joined("i", events.first, projects.first),
        _joined("i", events.last, projects.last), _claims(connection), undated["event"], undated["project"], today,
    )


def _live(table: str) -> str:
    """Condition of the rows `t` outside the trash, which an index knows: no row of `record` is looked at."""
    return f"t.id NOT IN (SELECT id FROM record WHERE kind = '{table}' AND deleted_at IS NOT NULL)"


@dataclass(frozen=True)
class _Columns:
    shared: list[TimelineItem]
    ids: Ids
    of: Ids
    first: Ids
    last: Ids


def _joined(code: str, one: Ids, other: Ids) -> "array[int]":
    found = array(code)
    found.frombytes(np.concatenate((one, other)).astype(np.dtype(code)).tobytes())
    return found


def _case(expression: str, codes: Sequence[str]) -> tuple[str, list[str]]:
    """SQL of the number of a code, and its values."""
    whens = " ".join(f"WHEN ? THEN {number}" for number in range(len(codes)))
    return f"CASE {expression} {whens} END" if codes else "0", list(codes)


def _all_events(connection: sqlite3.Connection) -> _Columns:
    kinds = [row[0] for row in connection.execute("SELECT DISTINCT kind FROM event ORDER BY kind")]
    kind, kind_values = _case("t.kind", kinds)
    precision, precision_values = _case("date_precision", PRECISIONS)
    ids, like, first, last = _columns(
        connection,
        f"SELECT t.id AS a, 16 * {kind} + 2 * {precision} + (end_date <> '') AS b, {_ORDINAL.format('earliest')} AS c, "
        f"{_ORDINAL.format('latest')} AS d FROM event AS t WHERE t.date <> '' AND {_live('event')}",
        [*kind_values, *precision_values],
    )
    codes, of = np.unique(like, return_inverse=True)
    shared = [
        _event(0, kinds[code // 16], "", "ended" if code % 2 else "", PRECISIONS[code % 16 // 2], "", "")
        for code in codes.tolist()
    ]
    return _Columns(shared, ids, of, first, last)


def _all_projects(connection: sqlite3.Connection, today: str) -> _Columns:
    industries = [row[0] for row in connection.execute("SELECT DISTINCT industry FROM project ORDER BY industry")]
    industry, values = _case("industry", industries)
    numbers, more = [], []
    for side in ("start", "end"):
        precision, precision_values = _case(f"{side}_precision", PRECISIONS)
        digits = f"CAST(replace(substr({side}_date || '-00-00', 1, 10), '-', '') AS INTEGER)"
        numbers.append(f"iif({side}_date = '', 0, {_DATED} * (1 + {precision}) + {digits})")
        more += precision_values
    running = f"(status IN ({', '.join('?' * len(_RUNNING))}) AND end_date = '')"
    ids, like, starts, ends = _columns(
        connection,
        f"SELECT t.id AS a, 2 * {industry} + {running} AS b, {numbers[0]} AS c, {numbers[1]} AS d FROM project AS t "
        f"WHERE (start_date <> '' OR end_date <> '') AND {_live('project')}",
        [*values, *_RUNNING, *more],
    )
    begun, ended = _bounds(starts), _bounds(ends)
    first = np.where(starts > 0, begun[0], ended[0])
    last = np.maximum(np.where(ends > 0, ended[1], begun[1]), np.where(starts > 0, begun[1], ended[1]))
    codes, of = np.unique(like, return_inverse=True)
    last = np.where(like % 2 == 1, np.maximum(last, date.fromisoformat(today).toordinal()), last)
    shared = [
        TimelineItem("projects", 0, "projects", industries[code // 2], "", "", "", "", "", "", "", "", code % 2 == 1)
        for code in codes.tolist()
    ]
    return _Columns(shared, ids, of, first, last)


def _columns(connection: sqlite3.Connection, sql: str, values: Sequence[str]) -> tuple[Ids, Ids, Ids, Ids]:
    """Four columns of numbers, by the first."""
    row = connection.execute(
        f"SELECT group_concat(a), group_concat(b), group_concat(c), group_concat(d) FROM ({sql})", values
    ).fetchone()
    a, b, c, d = map(parsed, row)
    order = np.argsort(a, kind="stable")
    return a[order], b[order], c[order], d[order]


def _bounds(numbers: Ids) -> tuple[Ids, Ids]:
    """First and last day of partial dates as numbers; 0 for none.  There are few different ones."""
    codes, which = np.unique(numbers, return_inverse=True)
    days = [(0, 0)] * len(codes)
    for place, code in enumerate(codes.tolist()):
        if code:
            precision, digits = PRECISIONS[code // _DATED - 1], f"{code % _DATED:08}"
            year, month, day = digits[:4], digits[4:6], digits[6:]
            said = PartialDate("-".join(part for part in (year, month, day) if part != "00"), precision)
            days[place] = tuple(date.fromisoformat(end).toordinal() for end in (said.earliest, said.latest))  # type: ignore[assignment]
    found = np.array(days or [(0, 0)], dtype=np.int64)[which]
    return found[:, 0], found[:, 1]


def item(connection: sqlite3.Connection, kind: str, id: int, today: str) -> TimelineItem | None:
    """One event or project; None when it is gone or carries no date."""
    sql = _EVENTS if kind == "events" else _PROJECTS
    row = connection.execute(f"{sql} AND t.id = ?", (id,)).fetchone()
    if row is None:
        return None
    return _event(*row) if kind == "events" else _project(*row, today=today)


def items(connection: sqlite3.Connection, today: str) -> list[TimelineItem]:
    """All dated events and projects with their titles, by first day."""
    found = [_event(*row) for row in connection.execute(_EVENTS)]
    found += [_project(*row, today=today) for row in connection.execute(_PROJECTS)]
    return sorted(found, key=lambda item: (item.earliest, item.row_kind, item.id))


def events_between(connection: sqlite3.Connection, first: str, last: str) -> list[TimelineItem]:
    """The events that begin between two days."""
    rows = connection.execute(f"{_EVENTS} AND earliest BETWEEN ? AND ? ORDER BY t.id", (first, last))
    return [_event(*row) for row in rows]


def _event(
    id: int, kind: str, date: str, end: str, precision: str, earliest: str, latest: str, english: str = "",
    chinese: str = "",
) -> TimelineItem:
    lane = LANE_OF_EVENT.get(kind, "life")
    return TimelineItem("events", id, lane, kind, english, chinese, date, end, precision, precision, earliest, latest)


def _project(
    id: int, industry: str, status: str, start: str, start_precision: str, end: str, end_precision: str, english: str = "",
    chinese: str = "", *, today: str,
) -> TimelineItem:
    first = PartialDate(start, start_precision) if start else PartialDate(end, end_precision)
    last = PartialDate(end, end_precision) if end else first
    running = not end and status in _RUNNING
    return TimelineItem(
        "projects", id, "projects", industry, english, chinese, start, end,
        start_precision if start else "unknown", end_precision if end else "unknown", first.earliest,
        max(today, last.latest) if running else max(last.latest, first.latest), running,
    )


def _claims(connection: sqlite3.Connection) -> tuple[YearCount, ...]:
    """Counted by the index of years; what lies in the trash and what is disputed is little, and looked up."""
    disputed = (
        "SELECT claim_id FROM claim_relation WHERE relation = 'disputes' AND deleted_at IS NULL UNION "
        "SELECT other_id FROM claim_relation WHERE relation = 'disputes' AND deleted_at IS NULL"
    )
    counted = dict(connection.execute("SELECT year, count(*) FROM claim WHERE year IS NOT NULL GROUP BY year").fetchall())
    gone, against = (
        dict(connection.execute(f"SELECT year, count(*) FROM claim WHERE {which} AND +year IS NOT NULL GROUP BY +year"))
        for which in ("deleted_at IS NOT NULL", f"deleted_at IS NULL AND id IN ({disputed})")
    )
    found = (YearCount(year, counted[year] - gone.get(year, 0), against.get(year, 0)) for year in sorted(counted))
    return tuple(one for one in found if one.claims)
