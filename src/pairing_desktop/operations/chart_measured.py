"""Composed charts of figures: each figure, each record, by year, by period, by a field of the records.

Rivals are taken together before anything is drawn; what may not be added up, or would mix kinds, is refused with an
offer of small charts side by side.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pairing_desktop.domain.chart_choices import Known, Mixed, can_be_added, side_by_side
from pairing_desktop.domain.chart_spec import FIGURE, NATURE, NATURES, PERIOD, RECORD, YEAR, ChartSpec
from pairing_desktop.domain.charting import Point, Series
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.vocabulary import label
from pairing_desktop.operations.chart_codes import names_of
from pairing_desktop.operations.chart_counted import field_of
from pairing_desktop.operations.chart_figures import Drawn, Figures, added, apart_in_time, figures, latest
from pairing_desktop.operations.chart_ground import MOST_ROWS, Ground
from pairing_desktop.operations.chart_parts import MOST_PARTS, Parts, colours, years_between
from pairing_desktop.store import chart_figures as store
from pairing_desktop.store import lists

MOST_POINTS = 400  # of a chart by exact periods
MOST_PANELS = 12


@dataclass(frozen=True)
class _Cell:
    """What one mark shows: figures added up, or the one."""

    group: str
    part: str
    figure: Drawn


def measured(ground: Ground, spec: ChartSpec, measure: str, known: Known) -> Parts:
    """The series of one indicator.  Raises Mixed where they would mix what does not belong together."""
    read = figures(ground.connection, spec, measure)
    spec = _natures_apart(spec, {one.nature for one in read.drawn})
    made = {FIGURE: _each, RECORD: _records, PERIOD: _periods, YEAR: _years}.get(spec.group, _fields)
    return made(ground, spec, read, known)


def _natures_apart(spec: ChartSpec, natures: set[str]) -> ChartSpec:
    """Planned and actual are drawn apart: in rows of their own, or as series; never added up."""
    if len(natures) < 2 or spec.split == NATURE or spec.group in (FIGURE, RECORD):
        return spec
    if spec.form in ("stacked", "share", "step"):
        raise Mixed(mark("Planned and actual figures would be added up."), side_by_side(spec, NATURE))
    if spec.split:
        offer = replace(spec, nature="actual") if "actual" in natures else side_by_side(spec, NATURE)
        raise Mixed(mark("Planned and actual figures would stand in one bar or line."), offer)
    return replace(spec, split=NATURE)


# Rows: a figure or a record each ----------------------------------------------------------------------------------


def _each(ground: Ground, spec: ChartSpec, read: Figures, known: Known) -> Parts:
    chosen = sorted(read.drawn, key=lambda one: (-one.value, one.claims[0]))
    return _rows(ground, spec, read, chosen, 0)


def _records(ground: Ground, spec: ChartSpec, read: Figures, known: Known) -> Parts:
    kept, earlier = latest(read.drawn)
    return _rows(ground, spec, read, sorted(kept, key=lambda one: (-one.value, one.claims[0])), earlier)


def _rows(ground: Ground, spec: ChartSpec, read: Figures, chosen: Sequence[Drawn], earlier: int) -> Parts:
    shown = list(chosen[:MOST_ROWS])
    parts = _parts_of(ground, spec, shown)
    ground.prepare([id for one in shown for id in one.claims])
    names = ground.names("", {one.subject for one in shown})
    # Figures of one record stand together, the record with the highest one first; of a record the latest first.
    height = {one.subject: shown[index].value for index, one in reversed(list(enumerate(shown)))}
    shown.sort(key=lambda one: (-height[one.subject], one.subject, _backwards(one.last or one.first), -one.value))
    alone = {one.subject: sum(1 for other in shown if other.subject == one.subject) == 1 for one in shown}
    order = list(dict.fromkeys(parts[1][one] for one in shown)) if spec.split != NATURE else [
        code for code in NATURES if any(one.nature == code for one in shown)]
    palette = colours(order, spec.split)
    series = []
    for code in order:
        points = []
        for one in (one for one in shown if parts[1][one] == code):
            when = one.period(ground.language)
            name = names[one.subject]
            labelled = name if alone[one.subject] or not when else ground.language.tr(
                "{title}: {name}", title=name, name=when)
            points.append(_point(ground, one, str(one.claims[0]), labelled, read.unit, note=when if labelled == name else ""))
        series.append(Series(code or "actual", parts[0][code], tuple(points), colour=palette[code]))
    return Parts(
        tuple(series), len(shown), read.undated, read.outside, len(chosen) - len(shown), earlier,
        other_unit=read.other_unit, unit=read.unit,
    )


def _backwards(day: str) -> int:
    return -int(day.replace("-", "") or 0)


# Along time -------------------------------------------------------------------------------------------------------


def _periods(ground: Ground, spec: ChartSpec, read: Figures, known: Known) -> Parts:
    dated = [one for one in read.drawn if one.first and one.last]
    if len({one.subject for one in dated}) > 1 and spec.split in ("", NATURE):
        raise Mixed(mark("Figures of different records would stand in one line."), side_by_side(spec, RECORD))
    dated.sort(key=lambda one: (one.first, one.last))
    shown = dated[-MOST_POINTS:]
    labels, part_of, hidden = _limited(ground, spec, shown)
    shown = [one for one in shown if part_of[one] in labels]
    ground.prepare([id for one in shown for id in one.claims])
    series = []
    palette = colours(list(labels), spec.split)
    for code, name in labels.items():
        points = [
            _point(ground, one, f"{one.first}/{one.last}", one.period(ground.language), read.unit)
            for one in shown if part_of[one] == code
        ]
        series.append(Series(code or "actual", name, tuple(points), colour=palette[code]))
    return Parts(
        tuple(series), len(shown), len(read.drawn) - len(dated) + read.undated, read.outside,
        len(dated) - len(shown) + hidden * 0, other_unit=read.other_unit, unit=read.unit,
    )


def _years(ground: Ground, spec: ChartSpec, read: Figures, known: Known) -> Parts:
    measure = known[spec.measures[0]]
    flow = measure.flow == "flow"
    year_of: Callable[[Drawn], int] = (lambda one: one.own_year) if flow else (lambda one: one.year)
    dated = [one for one in read.drawn if one.first or one.last]
    whole = not flow or not can_be_added(measure)
    if whole and spec.split in ("", NATURE) and len({one.subject for one in dated}) > 1:
        raise Mixed(
            mark("Not every record is stated for every year: a total would rise and fall with what happens to be stated."),
            side_by_side(spec, RECORD),
        )
    in_year = [one for one in dated if year_of(one)]
    labels, part_of, hidden = _limited(ground, spec, in_year)
    cells: dict[tuple[str, str], list[Drawn]] = defaultdict(list)
    for one in in_year:
        if part_of[one] in labels:
            cells[str(year_of(one)), part_of[one]].append(one)
    earlier = within = 0
    found: list[_Cell] = []
    for (year, part), ones in cells.items():
        of_record: dict[int, list[Drawn]] = defaultdict(list)
        for one in ones:
            of_record[one.subject].append(one)
        each = []
        for own in of_record.values():
            if flow and can_be_added(measure):
                kept, dropped = apart_in_time(own)
                within += dropped
                each.append(added(kept))
            else:
                kept, dropped = latest(own)
                earlier += dropped
                each += kept
        if len(each) > 1:
            _may_add(ground, spec, each, known, by_year=True)
        found.append(_Cell(year, part, added(each)))
    years = years_between([cell.group for cell in found], spec)
    parts = _columns(ground, spec, [(year, year) for year in years], labels, found, read.unit)
    return replace(
        parts, undated=len(read.drawn) - len(dated) + read.undated, outside=read.outside, hidden=hidden, earlier=earlier,
        longer=len(dated) - len(in_year), within=within, other_unit=read.other_unit,
    )


# By a field of the records ----------------------------------------------------------------------------------------


def _fields(ground: Ground, spec: ChartSpec, read: Figures, known: Known) -> Parts:
    """Each group with its records added up."""
    kept, earlier = latest(read.drawn)
    measure = known[spec.measures[0]]
    if measure.flow == "flow" and len({one.own_year for one in kept}) > 1:
        raise Mixed(
            mark("These figures count in different years. Small charts by year keep them apart."),
            replace(side_by_side(spec, spec.group), group=YEAR),
        )
    codes = _codes(ground, spec, spec.group)
    labels, part_of, hidden = _limited(ground, spec, kept)
    cells: dict[tuple[str, str], list[Drawn]] = defaultdict(list)
    for one in kept:
        if part_of[one] in labels:
            cells[codes.get(one.subject, ""), part_of[one]].append(one)
    for ones in cells.values():
        if len(ones) > 1:
            _may_add(ground, spec, ones, known, by_year=False)
    found = [_Cell(group, part, added(ones)) for (group, part), ones in cells.items()]
    size: dict[str, Decimal] = defaultdict(Decimal)
    for cell in found:
        size[cell.group] += cell.figure.value
    names = names_of(ground.connection, field_of(spec.subject, spec.group), size, ground.language)
    order = sorted(names.items(), key=lambda pair: (pair[0] == "", -size[pair[0]], pair[0]))
    shown = order[:MOST_ROWS]
    parts = _columns(ground, spec, shown, labels, found, read.unit)
    return replace(
        parts, undated=read.undated, outside=read.outside, hidden=hidden + len(order) - len(shown), earlier=earlier,
        other_unit=read.other_unit,
    )


def _may_add(ground: Ground, spec: ChartSpec, ones: Sequence[Drawn], known: Known, *, by_year: bool) -> None:
    """Raise Mixed unless these figures of several records make a sum."""
    measure = known[spec.measures[0]]
    offer = side_by_side(spec, RECORD) if by_year else replace(spec, form="dots", group=RECORD, split="")
    if not can_be_added(measure):
        raise Mixed(mark("Values of this kind cannot be added up over records."), offer)
    if store.nested(ground.connection, {one.subject for one in ones}):
        raise Mixed(mark("Some of these records lie within others: added up they would count twice."), offer)
    if by_year and measure.flow != "flow":
        raise Mixed(
            mark("Not every record is stated for every year: a total would rise and fall with what happens to be stated."),
            offer,
        )


# Parts ------------------------------------------------------------------------------------------------------------


def _codes(ground: Ground, spec: ChartSpec, field: str) -> dict[int, str]:
    """The code of a field of every record of the list, by integer key."""
    return {row[0]: str(row[1]) for row in lists.codes(ground.connection, spec.subject, [field], spec.filter)}


def _parts_of(
    ground: Ground, spec: ChartSpec, shown: Sequence[Drawn]
) -> tuple[dict[str, str], dict[Drawn, str]]:
    """Names of the parts, the largest first, and the part of each figure."""
    language = ground.language
    if spec.split == NATURE:
        part_of = {one: one.nature for one in shown}
        used = [code for code in NATURES if code in set(part_of.values())]
        return {code: label("nature", code, language) for code in used}, part_of
    if not spec.split:
        return {"": ""}, dict.fromkeys(shown, "")
    if spec.split == RECORD:
        part_of = {one: str(one.subject) for one in shown}
        found = ground.names("", {one.subject for one in shown})
        names = {str(id): name for id, name in found.items()}
    else:
        codes = _codes(ground, spec, spec.split)
        part_of = {one: codes.get(one.subject, "") for one in shown}
        names = names_of(ground.connection, field_of(spec.subject, spec.split), set(part_of.values()), language)
    size: dict[str, Decimal] = defaultdict(Decimal)
    for one in shown:
        size[part_of[one]] = max(size[part_of[one]], one.value)
    return {code: names[code] for code in sorted(names, key=lambda code: (-size[code], code))}, part_of


def _limited(
    ground: Ground, spec: ChartSpec, shown: Sequence[Drawn]
) -> tuple[dict[str, str], dict[Drawn, str], int]:
    """The same with at most as many parts as can be told apart, and how many more there are."""
    labels, part_of = _parts_of(ground, spec, shown)
    most = MOST_PANELS if spec.form == "panels" else MOST_PARTS
    kept = dict(list(labels.items())[:most])
    return kept, part_of, len(labels) - len(kept)


def _columns(
    ground: Ground, spec: ChartSpec, groups: Sequence[tuple[str, str]], labels: dict[str, str], cells: Sequence[_Cell],
    unit: str,
) -> Parts:
    """Series over the same groups; a group without a figure is a gap, or goes on where a total runs."""
    by_place = {(cell.group, cell.part): cell.figure for cell in cells}
    used = [one for (group, _), one in by_place.items() if group in dict(groups)]
    ground.prepare([id for one in used for id in one.claims])
    palette = colours(list(labels), spec.split)
    order = [by_place[group, part] for group, _ in groups for part in labels if (group, part) in by_place]
    for one in order:  # sources are numbered group by group, as one reads
        ground.cite(one.claims)
    series = []
    for part, name in labels.items():
        points: list[Point] = []
        running: Drawn | None = None
        for group, said in groups:
            found = by_place.get((group, part))
            if spec.form == "step" and (found is not None or running is not None):
                running = added([one for one in (running, found) if one is not None])
                new = ground.language.tr("nothing stated for this year") if found is None else ""
                points.append(_point(ground, running, group, said, unit, note=new))
            elif found is not None:
                points.append(_point(ground, found, group, said, unit))
            else:
                points.append(Point(group, said, None))
        series.append(Series(part or "actual", name, tuple(points), colour=palette[part]))
    return Parts(tuple(series), sum(one.parts for one in used), unit=unit)


def _point(ground: Ground, one: Drawn, x: str, said: str, unit: str, note: str = "") -> Point:
    language = ground.language
    stop = "；" if language.is_chinese else "; "
    notes = [
        note, label("qualifier", one.qualifier, language) if one.qualifier not in ("", "exact") else "",
        language.plural("{n} figure added up", "{n} figures added up", one.parts) if one.parts > 1 else "",
        language.tr("sources disagree") if one.is_apart else "",
    ]
    return ground.resting(Point(
        x, said, one.value, one.low if one.is_apart else None, one.high if one.is_apart else None, one.mark,
        planned=one.nature != "actual", note=stop.join(filter(None, notes)),
        nature="" if one.nature in ("actual", "planned") else one.nature,
    ), one.claims, (one.subject,))
