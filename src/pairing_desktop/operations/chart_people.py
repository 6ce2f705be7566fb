"""People sent: counted from the postings that were entered, by role, sending unit and year, beside the figures as stated.

A posting and a figure may tell of the same people: they stand in small charts of their own and are never added up.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pairing_desktop.domain.chart_choices import Misfit
from pairing_desktop.domain.chart_scale import scale_of
from pairing_desktop.domain.charting import ChartData, Point, Series
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.listing import Filter
from pairing_desktop.domain.postings import Posting, Total, totals
from pairing_desktop.domain.trust import Mark
from pairing_desktop.domain.vocabulary import label
from pairing_desktop.operations.chart_free import free
from pairing_desktop.operations.chart_ground import MOST_ROWS, Ground
from pairing_desktop.operations.chart_standard import info
from pairing_desktop.operations.chart_titles import subtitle
from pairing_desktop.store import entries

_WAYS = {
    "role": mark("People sent, by role"), "sending_unit": mark("People sent, by sending unit"),
    "year": mark("People on post, by year"),
}
_SLOTS = ("e", "f", "g")  # colours of these; those of the stated figures begin at the first


def people(ground: Ground) -> ChartData:
    """The chart.  Raises Misfit when neither a posting nor a figure is on file."""
    language, tr = ground.language, ground.language.tr
    one = info("people")
    spec = replace(one.spec, title=tr(one.title))
    rows = entries.postings(ground.connection, Filter())
    if not rows:
        stated = free(ground, spec, one.id)
        said = tr("Nobody sent is entered by posting: these are figures as stated.")
        return replace(stated, notes=(said, *stated.notes))
    ground.prepare(posting_ids=[row.id for row in rows])
    found = {way: totals(rows, way)[:-1] for way in _WAYS}
    counted = [
        Series(f"posting/{way}", tr(title), _points(ground, rows, way, found[way]), colour=slot, unit="person")
        for (way, title), slot in zip(_WAYS.items(), _SLOTS, strict=True)
    ]
    try:
        stated = free(ground, spec, one.id)  # its sources are numbered after those of the postings
    except Misfit:  # no figure of these indicators is on file
        stated = ChartData(
            one.id, "panels", spec.title, subtitle(spec, {}, scale_of("", "person", language), language, added=False), "",
            tr("Category"), "", (), (), ground.as_of, language.code,
        )
    undated = sum(1 for row in rows if row.years() == [""])
    units = max(len(found["sending_unit"]) - MOST_ROWS, 0)
    left_out = (
        (undated, language.plural("{n} posting without a term", "{n} postings without a term", undated)),
        (units, language.plural("{n} more than one page can show", "{n} more than one page can show", units)),
    )
    return replace(
        stated, series=(*(one for one in counted if one.points), *stated.series), sources=ground.sources(),
        left_out=(*(text for number, text in left_out if number), *stated.left_out),
        notes=(
            tr("Postings that were entered and figures as stated stand apart: they may tell of the same people and are "
               "never added up. Whoever is on post in two years counts in both."), *stated.notes,
        ),
        figures=stated.figures + len(rows),
    )


def _points(ground: Ground, rows: Sequence[Posting], way: str, found: Sequence[Total]) -> tuple[Point, ...]:
    if way != "year":
        return tuple(_point(ground, rows, way, total) for total in found[:MOST_ROWS])
    dated = {total.code: total for total in found if total.code}
    if not dated:
        return ()
    years = [int(code) for code in dated]
    # A year of which nothing is on file is a gap, not nobody.
    return tuple(
        _point(ground, rows, way, dated[year]) if year in dated else Point(year, year, None)
        for year in map(str, range(min(years), max(years) + 1))
    )


def _point(ground: Ground, rows: Sequence[Posting], way: str, total: Total) -> Point:
    code = total.code or ""
    members = [row for row in rows if code in (row.years() if way == "year" else (getattr(row, way),))]
    name = label("posting_role", code, ground.language) if way == "role" else code
    apart = total.low != total.high
    return Point(
        code, name or ground.language.tr("Not stated"), Decimal(total.high),
        Decimal(total.low) if apart else None, Decimal(total.high) if apart else None,
        Mark.DISPUTED if apart else None, posting_ids=tuple(row.id for row in members),
        sources=ground.cite(posting_ids=[row.id for row in members]),
        note=ground.language.tr("one of the counts is not exact") if total.inexact else "",
        unit="person",
    )
