"""Composed charts that count records: by a field, by year, as a running total, as spans of time."""

import datetime
from collections import Counter, defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from pairing_desktop.domain.chart_spec import YEAR, ChartSpec, record_fields
from pairing_desktop.domain.charting import Point, Series
from pairing_desktop.domain.dates import PartialDate, display, display_span
from pairing_desktop.domain.listing import FacetSpec
from pairing_desktop.operations.chart_codes import names_of
from pairing_desktop.operations.chart_ground import MOST_ROWS, Ground
from pairing_desktop.operations.chart_parts import MOST_PARTS, Parts, colours, years_between
from pairing_desktop.store import chart_figures as figures_store
from pairing_desktop.store import lists
from pairing_desktop.store.support import in_turn, together

if TYPE_CHECKING:
    from pairing_desktop.store.column_reads import Ids

_REST = "\x00rest"  # code of what was taken together because there are too many to be told apart
_GOING_ON = frozenset({"active", "under_construction"})
_AHEAD = frozenset({"planned", "signed", "halted"})
MOST_SPANS = 30
MOST_BEHIND = 1000  # records a running total leads to: the newest; a list has the rest


def field_of(subject: str, name: str) -> FacetSpec:
    """The field of a list by its name."""
    return next(one for one in record_fields(subject) if one.name == name)


def counted(ground: Ground, spec: ChartSpec) -> Parts:
    """How many records each group holds, and each part of it."""
    fields = [spec.group, *([spec.split] if spec.split else [])]
    members: dict[tuple[str, str], Ids] = {}
    undated = outside = 0
    first, last = spec.first or 0, spec.last or 9999
    years_matter = spec.first is not None or spec.last is not None
    where_year = fields.index(YEAR) if YEAR in fields else -1
    if years_matter and where_year < 0 and any(one.name == YEAR for one in record_fields(spec.subject)):
        fields, where_year = [*fields, YEAR], len(fields)
    for codes, ids in lists.groups(ground.connection, spec.subject, fields, spec.filter).items():
        if where_year >= 0:
            year = int(codes[where_year] or 0)
            if not year:
                undated += len(ids)
                continue
            if not first <= year <= last:
                outside += len(ids)
                continue
        key = codes[0], codes[1] if spec.split else ""
        members[key] = together((members[key], ids)) if key in members else ids
    hidden: dict[str, int] = {}
    heights: Counter[str] = Counter()
    for (group, _), ids in members.items():
        heights[group] += len(ids)
    groups = _order(ground, spec, spec.group, heights)
    if spec.group != YEAR and len(groups) > MOST_ROWS:
        hidden["groups"] = len(groups) - MOST_ROWS
        groups = groups[:MOST_ROWS]
    splits = [("", "")]
    if spec.split:
        sizes: Counter[str] = Counter()
        for (_, part), ids in members.items():
            sizes[part] += len(ids)
        splits = _order(ground, spec, spec.split, sizes)
        most = 12 if spec.form == "panels" else MOST_PARTS
        if len(splits) > most:
            rest = {code for code, _ in splits[most - 1:]}
            for (group, part) in [key for key in members if key[1] in rest]:
                own, held = members.pop((group, part)), members.get((group, _REST))
                members[group, _REST] = own if held is None else together((held, own))
            splits = [*splits[:most - 1], (_REST, ground.language.plural("{n} more", "{n} more", len(rest)))]
    shown = {code for code, _ in groups}
    drawn = {key: ids for key, ids in members.items() if key[0] in shown}
    ground.prepare(record_ids=together(drawn.values()))
    points: dict[str, list[Point]] = {part: [] for part, _ in splits}
    running = spec.form == "step"
    held_of: dict[str, Ids] = {}
    nobody = together(())
    for group, said in groups:  # sources are numbered group by group, as one reads
        for part, _ in splits:
            new = drawn.get((group, part), nobody)
            behind = new
            if running:
                behind = held_of[part] = in_turn((held_of.get(part, nobody), new))
            points[part].append(ground.resting(
                Point(group, said, Decimal(len(behind)),
                      note=ground.language.tr("{n} more than the year before", n=len(new)) if running and len(new) else ""),
                record_ids=behind, newest=MOST_BEHIND if running else 0,
            ))
    palette = colours([code for code, _ in splits], spec.split)
    series = [Series(part or "all", name, tuple(points[part]), colour=palette[part]) for part, name in splits]
    return Parts(
        tuple(series) if groups else (), figures=sum(len(ids) for ids in drawn.values()), undated=undated, outside=outside,
        hidden=hidden.get("groups", 0),
    )


def _order(ground: Ground, spec: ChartSpec, field: str, sizes: Counter[str]) -> list[tuple[str, str]]:
    """Codes with their names: years in their order without a gap, everything else the most frequent first."""
    if field == YEAR:
        return [(year, year) for year in years_between(sizes, spec)]
    names = names_of(ground.connection, field_of(spec.subject, field), list(sizes), ground.language)
    return sorted(names.items(), key=lambda pair: (pair[0] == "", -sizes[pair[0]], pair[0]))


def spans(ground: Ground, spec: ChartSpec) -> Parts:
    """Each record as a bar from its first to its last day; what has not begun or not ended is told apart."""
    tr, language = ground.language.tr, ground.language
    fields = [spec.split] if spec.split else []
    part_of = {id: str(codes[0]) if codes else "" for id, *codes in
               lists.codes(ground.connection, spec.subject, fields, spec.filter)}
    rows = figures_store.spans(ground.connection, spec.subject, part_of)
    dated = [row for row in rows if row.start or row.end]
    first, last = spec.first or 0, spec.last or 9999
    inside = [row for row in dated if first <= int((row.end or row.start)[:4]) and int((row.start or row.end)[:4]) <= last]
    inside.sort(key=lambda row: (row.start or row.end, row.id))
    shown = inside[:MOST_SPANS]
    names = ground.names(spec.subject, [row.id for row in shown])
    ground.prepare(record_ids=[row.id for row in shown])
    points: dict[str, list[Point]] = defaultdict(list)
    for row in shown:
        start = PartialDate(row.start, row.start_precision) if row.start else None
        end = PartialDate(row.end, row.end_precision) if row.end else None
        known = start or end
        assert known is not None
        begins = (start or known).earliest
        going_on = end is None and row.state in _GOING_ON and begins < ground.as_of
        ends = ground.as_of if going_on else max((end or known).latest, begins)
        said = display_span(start, end, language, short=True) if end else display(start, language, short=True)
        note = tr("still going on") if going_on else "" if end else tr("no end stated") if spec.subject == "projects" else ""
        length = datetime.date.fromisoformat(ends) - datetime.date.fromisoformat(begins)
        points[part_of[row.id]].append(Point(
            f"{begins}/{ends}", names[row.id], Decimal(length.days + 1), record_ids=(row.id,),
            sources=ground.cite(record_ids=(row.id,)), planned=row.state in _AHEAD, text=said, note=note,
        ))
    parts = [("", "")]
    if spec.split:
        sizes = Counter({code: len(found) for code, found in points.items()})
        field = field_of(spec.subject, spec.split)
        parts = sorted(names_of(ground.connection, field, sizes, language).items(), key=lambda pair: (-sizes[pair[0]], pair[0]))
        if len(parts) > MOST_PARTS:  # no two of them in one colour
            rest = parts[MOST_PARTS - 1:]
            points[_REST] = [point for code, _ in rest for point in points.pop(code)]
            parts = [*parts[:MOST_PARTS - 1], (_REST, ground.language.plural("{n} more", "{n} more", len(rest)))]
    palette = colours([code for code, _ in parts], spec.split)
    series = tuple(
        Series(code or "all", name, tuple(points[code]), colour=palette[code]) for code, name in parts if points[code]
    )
    return Parts(
        series, figures=len(shown), undated=len(rows) - len(dated), outside=len(dated) - len(inside),
        hidden=len(inside) - len(shown),
    )
