"""What the timeline shows: dated events, spans of projects, dated claims by year."""

import sqlite3

from pairing_desktop.domain.dates import PartialDate
from pairing_desktop.domain.listing import Filter
from pairing_desktop.domain.timeline import LANE_OF_EVENT, Timeline, TimelineItem, YearCount
from pairing_desktop.store import search

_RUNNING = ("active", "operating", "under_construction")


def timeline(connection: sqlite3.Connection, filter: Filter, today: str) -> Timeline:
    """All dated events and projects whose text passes the filter, by first day, and the claims of each year.

    A project that has a start and no end is drawn until today while it is being built or runs as a programme.
    """
    events = _events(connection, filter)
    projects = _projects(connection, filter, today)
    undated = {
        table: connection.execute(
            f"SELECT count(*) FROM {table} JOIN record USING (id) WHERE deleted_at IS NULL AND {dated} = ''"
        ).fetchone()[0]
        for table, dated in (("event", "date"), ("project", "start_date || end_date"))
    }
    items = sorted(events + projects, key=lambda item: (item.earliest, item.row_kind, item.id))
    return Timeline(tuple(items), _claims(connection), undated["event"], undated["project"], today)


def _text(filter: Filter) -> tuple[str, list[str]]:
    if not filter.text.strip():
        return "1", []
    select, values = search.condition(filter.text)
    return f"t.id IN (SELECT doc / 2 FROM ({select}) WHERE doc % 2 = 0)", values


def _events(connection: sqlite3.Connection, filter: Filter) -> list[TimelineItem]:
    matching, values = _text(filter)
    rows = connection.execute(
        "SELECT t.id, t.kind, title_en, title_zh, date, end_date, date_precision, earliest, latest FROM event AS t "
        f"JOIN record AS r ON r.id = t.id WHERE r.deleted_at IS NULL AND t.date <> '' AND {matching}",
        values,
    ).fetchall()
    chosen = filter.facets.get("kind", frozenset())
    return [
        TimelineItem("events", row_id, LANE_OF_EVENT.get(kind, "life"), kind, english, chinese, date, end, precision,
                     precision, earliest, latest)
        for row_id, kind, english, chinese, date, end, precision, earliest, latest in rows
        if not chosen or kind in chosen
    ]


def _projects(connection: sqlite3.Connection, filter: Filter, today: str) -> list[TimelineItem]:
    matching, values = _text(filter)
    rows = connection.execute(
        "SELECT t.id, industry, name_en, name_zh, status, start_date, start_precision, end_date, end_precision "
        "FROM project AS t JOIN record AS r ON r.id = t.id WHERE r.deleted_at IS NULL "
        f"AND (start_date <> '' OR end_date <> '') AND {matching}",
        values,
    ).fetchall()
    items = []
    for row_id, industry, english, chinese, status, start, start_precision, end, end_precision in rows:
        first = PartialDate(start, start_precision) if start else PartialDate(end, end_precision)
        last = PartialDate(end, end_precision) if end else first
        running = not end and status in _RUNNING
        items.append(TimelineItem(
            "projects", row_id, "projects", industry, english, chinese, start, end,
            start_precision if start else "unknown", end_precision if end else "unknown", first.earliest,
            max(today, last.latest) if running else max(last.latest, first.latest), running,
        ))
    return items


def _claims(connection: sqlite3.Connection) -> tuple[YearCount, ...]:
    return tuple(
        YearCount(*row) for row in connection.execute(
            "SELECT year, count(*), count(*) FILTER (WHERE id IN (SELECT claim_id FROM claim_relation WHERE "
            "relation = 'disputes' AND deleted_at IS NULL UNION SELECT other_id FROM claim_relation WHERE "
            "relation = 'disputes' AND deleted_at IS NULL)) FROM claim "
            "WHERE deleted_at IS NULL AND year IS NOT NULL GROUP BY year ORDER BY year"
        ).fetchall()
    )
