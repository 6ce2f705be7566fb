"""Installed capacity by year and technology: a running total of the power plants on file."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pairing_desktop.domain.chart_scale import Scale, scale_for
from pairing_desktop.domain.chart_words import resting_on
from pairing_desktop.domain.charting import Callout, ChartData, Point, Series
from pairing_desktop.domain.trust import Mark
from pairing_desktop.domain.vocabulary import label
from pairing_desktop.operations.chart_ground import FIRST_YEAR, Ground, mark_of, short
from pairing_desktop.store import charts as store

_NAMED = 4  # of what is left out
_CONNECTED = frozenset({"operating", "completed", "active"})
_TECHNOLOGIES = ("solar thermal", "photovoltaic", "solar hybrid", "wind")  # from the bottom of a bar
# The technology of one part of a project stands in the words of its claim.
_WORDS = (
    ("solar thermal", re.compile(r"\bsolar thermal\b|\bCSP\b|光热", re.IGNORECASE)),
    ("photovoltaic", re.compile(r"\bPV\b|photovoltaic|光伏", re.IGNORECASE)),
    ("wind", re.compile(r"\bwind\b|风电", re.IGNORECASE)),
)


@dataclass(frozen=True)
class _Unit:
    """A project, or the part of one technology, as connected: megawatts and the year (0 when nobody states it)."""

    project: store.ProjectRow
    technology: str
    value: Decimal
    low: Decimal
    high: Decimal
    year: int
    claim_ids: tuple[int, ...]
    mark: Mark | None = None  # of the claims it is taken from


def capacity(ground: Ground) -> ChartData:
    """Capacity connected by the end of each year, stacked by technology."""
    language, tr = ground.language, ground.language.tr
    # Of plants that are not connected only how many there are is said, and of a few the names.
    plants = [row for row in store.plants(ground.connection, _CONNECTED) if ground.passes(row.id)]
    later = [id for id in store.other_plants(ground.connection, _CONNECTED) if ground.passes(id)]
    claims: dict[int, list[store.ClaimRow]] = defaultdict(list)
    for claim in store.claims(ground.connection, ["installed_capacity"], [plant.id for plant in plants]):
        claims[claim.subject_id].append(claim)
    units: list[_Unit] = []
    undated: list[_Unit] = []
    planned_only: list[store.ProjectRow] = []
    silent: list[store.ProjectRow] = []
    for plant in plants:
        found = _units(plant, claims.get(plant.id, ()))
        if found and found[0].year > ground.year:
            later.append(plant.id)
        elif plant.id in claims and not found:
            planned_only.append(plant)
        elif not found:
            silent.append(plant)
        else:
            for unit in found:
                (units if unit.year else undated).append(unit)
    waiting = store.projects(ground.connection, sorted(later)[:_NAMED])
    units.sort(key=lambda unit: (unit.year, unit.project.id))
    # Only what is drawn is cited; of what is left out a few are named.
    told = [unit.project.id for unit in undated[:_NAMED]]
    told += [plant.id for plants in (planned_only, waiting, silent) for plant in plants[:_NAMED]]
    ground.prepare(
        [id for unit in units for id in unit.claim_ids], [unit.project.id for unit in units if not unit.claim_ids],
        [*told, *(unit.project.id for unit in units)],
    )
    scale = scale_for(sum((unit.value for unit in units), Decimal(0)), "MW", language)
    series, callouts = _running_total(ground, units, scale)
    left_out = [
        sentence for sentence in (
            language.plural(
                "{n} plant connected, but nobody states when: {names}",
                "{n} plants connected, but nobody states when: {names}", len(undated),
                names=ground.listing([
                    _sized(short(ground.name(unit.project.id)), unit.value, scale) for unit in undated[:_NAMED]
                ], of=len(undated)),
            ) if undated else "",
            language.plural(
                "{n} plant with a planned capacity only: {names}",
                "{n} plants with a planned capacity only: {names}", len(planned_only),
                names=ground.listing([_named(ground, plant, scale) for plant in planned_only[:_NAMED]], of=len(planned_only)),
            ) if planned_only else "",
            language.plural(
                "{n} plant not known to be connected: {names}",
                "{n} plants not known to be connected: {names}", len(later),
                names=ground.listing([_named(ground, plant, scale) for plant in waiting], of=len(later)),
            ) if later else "",
            language.plural(
                "{n} plant whose capacity nobody states: {names}",
                "{n} plants whose capacity nobody states: {names}", len(silent),
                names=ground.listing([ground.name(plant.id) for plant in silent[:_NAMED]], of=len(silent)),
            ) if silent else "",
        ) if sentence
    ]
    return ChartData(
        "capacity", "stacked_bar",
        tr("Installed capacity connected, {first} to {last}", first=FIRST_YEAR, last=ground.year),
        tr("{unit}, running total at year end, actual; power plants on file with a dated connection",
           unit=scale.heading),
        "MW", tr("Year"), tr("Installed capacity"), series, ground.sources(), ground.as_of, language.code,
        ground.filters(), tuple(left_out), callouts=callouts, cumulative=True,
        figures=len(units),
        summary=_capacity_summary(ground, units, scale),
    )


def _units(plant: store.ProjectRow, claims: Sequence[store.ClaimRow]) -> list[_Unit]:
    """What is known of a plant's capacity: a unit for each technology when its claims are parts of the whole."""
    # "Up to 8 MW" says what ran at a moment, not what was built.
    actual = [c for c in claims if c.nature == "actual" and c.unit == "MW" and c.qualifier != "up to"]
    stated = Decimal(plant.capacity) if plant.capacity and plant.capacity_unit == "MW" else None
    if not actual:
        if claims or stated is None:
            return []
        return [_Unit(plant, plant.industry, stated, stated, stated, _year(plant.end_date), ())]
    values = [Decimal(claim.value) for claim in actual]
    if stated is not None and len(actual) > 1 and sum(values) == stated:
        return [
            _Unit(plant, _technology(claim) or plant.industry, value, value, value,
                  _year(claim.period_start) or _year(plant.end_date), (claim.id,), mark_of([claim], apart=False))
            for claim, value in zip(actual, values, strict=True)
        ]
    preferred = [Decimal(claim.value) for claim in actual if claim.rank == "preferred"]
    value = preferred[0] if preferred else stated if stated in values and stated is not None else values[0]
    low, high = (value, value) if preferred else (min(values), max(values))
    years = [_year(claim.period_start) for claim in actual if claim.period_start]
    return [
        _Unit(plant, plant.industry, value, low, high, min(years, default=_year(plant.end_date)),
              tuple(claim.id for claim in actual),
              mark_of([claim for claim in actual if Decimal(claim.value) == value], apart=low != high))
    ]


def _technology(claim: store.ClaimRow) -> str:
    text = f"{claim.value_as_stated} {claim.note}"
    return next((code for code, words in _WORDS if words.search(text)), "")


def _running_total(
    ground: Ground, units: Sequence[_Unit], scale: Scale
) -> tuple[tuple[Series, ...], tuple[Callout, ...]]:
    years = range(FIRST_YEAR, ground.year + 1)
    # Sources are numbered year by year, as one reads; a bar rests on all that was connected up to it.
    for unit in units:
        ground.cite(unit.claim_ids, () if unit.claim_ids else (unit.project.id,))
    codes = [*_TECHNOLOGIES, *sorted({unit.technology for unit in units} - set(_TECHNOLOGIES))]
    series = []
    for code in codes:
        own = [unit for unit in units if unit.technology == code]
        if not own:
            continue
        points = []
        claim_ids: list[int] = []
        record_ids: list[int] = []
        unclaimed: list[int] = []
        value, low, high = Decimal(0), Decimal(0), Decimal(0)
        mark: Mark | None = None
        waiting = own[::-1]  # in the order of years, the first at the end
        for year in years:
            new = []
            while waiting and waiting[-1].year <= year:
                new.append(waiting.pop())
            for unit in new:
                value, low, high = value + unit.value, low + unit.low, high + unit.high
                mark = mark or unit.mark
                claim_ids += unit.claim_ids
                record_ids.append(unit.project.id)
                unclaimed += () if unit.claim_ids else (unit.project.id,)
            points.append(ground.resting(Point(
                str(year), str(year), value, low if low != high else None, high if low != high else None,
                Mark.DISPUTED if low != high else mark,
                note=ground.listing(
                    [f"{short(ground.name(u.project.id))} +{scale.number(u.value)}" for u in new[:6]], 6, of=len(new)),
            ), claim_ids, record_ids, sourced=unclaimed))
        series.append(Series(code, label("industry", code, ground.language), tuple(points)))
    callouts = []
    for year in sorted({unit.year for unit in units if unit.year >= FIRST_YEAR}):
        new = [unit for unit in units if unit.year == year]
        names = list(dict.fromkeys(ground.name(unit.project.id) for unit in new))
        said = names[0] if len(names) == 1 else ground.language.plural("{n} plant", "{n} plants", len(names))
        numbers = ground.cite(
            [id for unit in new for id in unit.claim_ids], [u.project.id for u in new if not u.claim_ids]
        )
        total = scale.number(sum((unit.value for unit in new), Decimal(0)))
        callouts.append(Callout(str(year), f"{said} +{total}{resting_on(numbers)}"))
    return tuple(series), tuple(callouts)


def _capacity_summary(ground: Ground, units: Sequence[_Unit], scale: Scale) -> str:
    if not units:
        return ""
    language = ground.language
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for unit in units:
        totals[unit.technology] += unit.value
    comma = "、" if language.is_chinese else ", "
    parts = comma.join(
        f"{label('industry', code, language)} {scale.number(totals[code])}" for code in totals
    )
    return language.tr(
        "By the end of {year} the plants on file had {total} connected: {parts}.", year=ground.year,
        total=scale.text(sum((unit.value for unit in units), Decimal(0))), parts=parts,
    )


def _sized(name: str, value: Decimal, scale: Scale) -> str:
    size = scale.text(value)
    return f"{name}（{size}）" if scale.language.is_chinese else f"{name} ({size})"


def _named(ground: Ground, plant: store.ProjectRow, scale: Scale) -> str:
    name = short(ground.name(plant.id))
    return _sized(name, Decimal(plant.capacity), scale) if plant.capacity and plant.capacity_unit == "MW" else name


def _year(date: str) -> int:
    return int(date[:4]) if date else 0
