"""Charts of dots and ranges: money put into each project, places in each pairing; rival figures as a range."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from pairing_desktop.domain.chart_scale import spans_orders
from pairing_desktop.domain.charting import ChartData, Point, Series
from pairing_desktop.domain.dates import PartialDate
from pairing_desktop.domain.trust import Mark
from pairing_desktop.operations.chart_ground import MOST_ROWS, Ground, mark_of
from pairing_desktop.store import charts as store

_AHEAD = frozenset({"planned", "signed"})


# Investment --------------------------------------------------------------------------------------------------------


def investment(ground: Ground) -> ChartData:
    """A dot a project, the largest first; a whisker from the lowest to the highest of its rival figures."""
    language, tr = ground.language, ground.language.tr
    claims: dict[int, list[store.ClaimRow]] = defaultdict(list)
    for claim in store.claims(ground.connection, ["investment"]):
        claims[claim.subject_id].append(claim)
    dollars = {claim.subject_id for claim in store.claims(ground.connection, ["construction_cost_usd"])}
    ids = store.project_ids(ground.connection) if ground.only is None else ground.only
    known = [row for row in store.invested(ground.connection, claims) if ground.passes(row.id)]
    # Of many only the largest are drawn: no need to bring all into their order.
    shown = heapq.nsmallest(
        MOST_ROWS, known, key=lambda row: (-_chosen(row, claims[row.id])[0] if row.id in claims else -Decimal(row.investment),
                                           row.id)
    )
    ground.prepare(
        [claim.id for row in shown for claim in claims[row.id]], [row.id for row in shown], [row.id for row in shown]
    )
    points = tuple(_invested(ground, row, claims[row.id]) for row in shown)
    disputed = [point for point in points if point.mark is Mark.DISPUTED]
    elsewhere = sum(len(found) for subject, found in claims.items() if subject not in ids)
    in_dollars = len(dollars & ids - {row.id for row in known})
    left_out = [
        sentence for number, sentence in (
            (len(ids) - len(known), language.plural(
                "{n} project without a figure in yuan", "{n} projects without a figure in yuan",
                len(ids) - len(known))),
            (len(known) - len(shown), language.plural(
                "{n} project with less than those drawn", "{n} projects with less than those drawn",
                len(known) - len(shown))),
            (in_dollars, language.plural(
                "{n} project with a figure in dollars only", "{n} projects with a figure in dollars only", in_dollars)),
            (elsewhere if ground.only is None else 0, language.plural(
                "{n} figure about a place, not one project", "{n} figures about places, not one project", elsewhere)),
        ) if number
    ]
    values = [point.value for point in points if point.value]
    log = spans_orders(values)
    unit = tr("Yuan, as stated for each project; never added up")
    return ChartData(
        "investment", "dot_range", tr("Investment by project, with rival figures"),
        tr("{unit}; logarithmic axis", unit=unit) if log else unit, "CNY", tr("Project"), tr("Investment"),
        (Series("actual", tr("Investment"), points),) if points else (), ground.sources(), ground.as_of,
        language.code, ground.filters(), tuple(left_out),
        (tr("Hollow with a whisker: sources disagree. Dashed: planned, not spent."),) if points else (),
        summary=language.plural(
            "{n} project has a figure; for {disputed} of them sources disagree.",
            "{n} projects have a figure; for {disputed} of them sources disagree.", len(points),
            disputed=len(disputed)) if points else "",
        log=log, figures=sum(max(len(point.claim_ids), 1) for point in points),
    )


def _chosen(row: store.ProjectRow, claims: Sequence[store.ClaimRow]) -> tuple[Decimal, bool]:
    """The figure that stands for a project (preferred, else the record's own, else the first); whether only planned."""
    preferred = [claim for claim in claims if claim.rank == "preferred"]
    own = [claim for claim in claims if row.investment and Decimal(claim.value) == Decimal(row.investment)]
    for claim in (*preferred, *own, *([] if row.investment else claims[:1])):
        return Decimal(claim.value), claim.nature != "actual"
    return Decimal(row.investment), row.status in _AHEAD


def _invested(ground: Ground, row: store.ProjectRow, claims: Sequence[store.ClaimRow]) -> Point:
    value, planned = _chosen(row, claims)
    settled = any(claim.rank == "preferred" for claim in claims)
    values = [value] if settled else [value, *(Decimal(claim.value) for claim in claims)]
    apart = min(values) != max(values)
    own = not claims or value not in {Decimal(claim.value) for claim in claims}
    ids = tuple(claim.id for claim in claims)
    return Point(
        str(row.id), ground.name(row.id), value, min(values) if apart else None, max(values) if apart else None,
        mark_of([claim for claim in claims if Decimal(claim.value) == value], apart=apart), planned=planned,
        claim_ids=ids, record_ids=(row.id,),
        sources=ground.cite(ids, (row.id,) if own else ()),
        note=ground.language.plural("{n} rival figure", "{n} rival figures", len(set(values))) if apart else "",
    )


# Partners ----------------------------------------------------------------------------------------------------------

_LEVELS = ("partner_provinces", "partner_cities", "partner_counties")


def partners(ground: Ground) -> ChartData:
    """Provinces, cities and counties in each pairing; figures that speak against each other as one range."""
    language, tr = ground.language, ground.language.tr
    claims = store.claims(ground.connection, _LEVELS)
    ground.prepare([claim.id for claim in claims], named={claim.subject_id for claim in claims})
    against = store.disputes(ground.connection)
    names = {
        "partner_provinces": tr("Provinces"), "partner_cities": tr("Cities and prefectures"),
        "partner_counties": tr("Counties"),
    }
    series = []
    for level in _LEVELS:
        groups = _take_together([claim for claim in claims if claim.measure == level], against)
        groups.sort(key=lambda group: (-max(Decimal(claim.value) for claim in group), group[0].id))
        subjects = [group[0].subject_id for group in groups]
        points = tuple(
            _counted(ground, group, alone=subjects.count(group[0].subject_id) == 1) for group in groups[:MOST_ROWS]
        )
        if points:
            series.append(Series(level, names[level], points))
    disputed = [point for one in series for point in one.points if point.mark is Mark.DISPUTED]
    number = sum(len(one.points) for one in series)
    return ChartData(
        "partners", "dot_range", tr("Partners by province, city and county"),
        tr("Number of places in each pairing as stated; levels are not added up"), "", tr("Pairing"),
        tr("Partners"), tuple(series), ground.sources(), ground.as_of, language.code, ground.filters(),
        notes=(tr("Hollow with a whisker: sources disagree."),) if disputed else (),
        summary=language.plural(
            "{n} number of partners is on file; for {disputed} sources disagree.",
            "{n} numbers of partners are on file; for {disputed} of them sources disagree.", number,
            disputed=len(disputed)) if number else "",
        figures=sum(len(point.claim_ids) for one in series for point in one.points),
    )


def _take_together(claims: Sequence[store.ClaimRow], against: Iterable[tuple[int, int]]) -> list[list[store.ClaimRow]]:
    """Claims of one subject that say the same number or speak against each other, as groups."""
    group_of = {claim.id: claim.id for claim in claims}
    same = [
        (one.id, two.id) for at, one in enumerate(claims) for two in claims[at + 1:]
        if one.subject_id == two.subject_id and Decimal(one.value) == Decimal(two.value)
    ]
    for one, two in (*same, *against):
        if one in group_of and two in group_of:
            old, new = group_of[one], group_of[two]
            group_of = {id: new if group == old else group for id, group in group_of.items()}
    groups: dict[int, list[store.ClaimRow]] = defaultdict(list)
    for claim in claims:
        groups[group_of[claim.id]].append(claim)
    return list(groups.values())


def _counted(ground: Ground, group: Sequence[store.ClaimRow], *, alone: bool) -> Point:
    """One row: the preferred claim, else the newest; its printed words tell it from others about the same subject."""
    preferred = [claim for claim in group if claim.rank == "preferred"]
    chosen = preferred[0] if preferred else max(group, key=lambda claim: (_until(claim), -claim.id))
    values = [Decimal(claim.value) for claim in (preferred or group)]
    apart = min(values) != max(values)
    name = ground.name(chosen.subject_id)
    return Point(
        str(chosen.id),
        name if alone else ground.language.tr("{title}: {name}", title=name, name=chosen.value_as_stated),
        Decimal(chosen.value),
        min(values) if apart else None, max(values) if apart else None, mark_of(preferred or group, apart=apart),
        planned=chosen.nature != "actual", claim_ids=tuple(claim.id for claim in group),
        record_ids=(chosen.subject_id,), sources=ground.cite([claim.id for claim in group]), note=ground.period(chosen),
    )


def _until(claim: store.ClaimRow) -> str:
    value = claim.period_end or claim.period_start
    return PartialDate(value, claim.period_precision).latest if value and claim.period_precision else ""
