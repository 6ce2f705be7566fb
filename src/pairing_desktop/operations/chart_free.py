"""A composed chart, built from its spec and the rows of the file: refused where it would mix, never drawn wrong."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from pairing_desktop.domain.chart_choices import Known, Mixed, misfit, side_by_side
from pairing_desktop.domain.chart_scale import chart_scale, spans_orders, value_text
from pairing_desktop.domain.chart_spec import COUNT, FIGURE, PERIOD, RECORD, YEAR, ChartSpec, MeasureInfo, fields_of
from pairing_desktop.domain.charting import ChartData, Point, Series
from pairing_desktop.domain.kinds import KINDS
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.listing import Filter
from pairing_desktop.domain.vocabulary import label
from pairing_desktop.operations.chart_codes import years_words
from pairing_desktop.operations.chart_counted import counted, spans
from pairing_desktop.operations.chart_ground import Ground
from pairing_desktop.operations.chart_measured import measured
from pairing_desktop.operations.chart_parts import SLOTS, Parts
from pairing_desktop.operations.chart_titles import count_unit, measure_name, subtitle, summary, title
from pairing_desktop.store import chart_figures as store
from pairing_desktop.store.database import Connection

FREE = "free"  # the id of a chart that is not one of the standard ones


def known_of(connection: Connection, spec: ChartSpec) -> dict[str, MeasureInfo]:
    """What is known of the indicators of a spec, by short name: about its rows, else about any."""
    wanted = [key for key in spec.measures if key != COUNT]
    known = {one.key: one for one in store.measures(connection, spec.subject, spec.filter, wanted)}
    missing = [key for key in wanted if key not in known]
    return known | {one.key: one for one in store.measures(connection, "claims", Filter(), missing)}


def free(ground: Ground, spec: ChartSpec, id: str = FREE) -> ChartData:
    """The chart.  Raises Misfit for what fits nothing on file, Mixed (with an offer) where kinds would be mixed."""
    known = known_of(ground.connection, spec)
    wrong = misfit(spec, known)
    if wrong is not None:
        raise wrong
    _refuse_mixing(spec, known)
    ground.extra = _narrowed(ground, spec)
    parts = _several(ground, spec, known) if spec.is_mixed else _one(ground, spec, spec.measures[0], known)
    return _assembled(ground, spec, parts, known, id)


def _refuse_mixing(spec: ChartSpec, known: Known) -> None:
    """Several indicators share an axis only when they count the same kind of thing in the same way."""
    if not spec.is_mixed or spec.form == "panels":
        return
    infos = [known[key] for key in spec.measures if key != COUNT]
    if len(infos) < len(spec.measures):
        raise Mixed(mark("Numbers of records and figures do not belong on one axis."), side_by_side(spec))
    if len({one.unit for one in infos}) > 1:
        raise Mixed(mark("These indicators count in different units."), side_by_side(spec))
    if len({one.dimension for one in infos}) > 1 or any(one.dimension == "money" for one in infos):
        raise Mixed(mark("These are different kinds of money or of things: one axis would suggest that they compare."),
                    side_by_side(spec))
    if len({one.flow for one in infos}) > 1:
        raise Mixed(mark("One counts what there is at a moment, the other what happens in a period."), side_by_side(spec))
    if spec.form in ("stacked", "share", "step"):
        raise Mixed(mark("Different indicators are never added up."), side_by_side(spec))


def _one(ground: Ground, spec: ChartSpec, measure: str, known: Known) -> Parts:
    if spec.form == "gantt":
        return spans(ground, spec)
    if measure == COUNT:
        return counted(ground, spec)
    return measured(ground, spec, measure, known)


def _several(ground: Ground, spec: ChartSpec, known: Known) -> Parts:
    """A series for each indicator, each with its unit where small charts stand side by side."""
    found = []
    for index, measure in enumerate(spec.measures):
        form = "bar" if spec.form == "panels" else spec.form
        group = spec.group
        if measure == COUNT and group in (RECORD, FIGURE, PERIOD):
            raise Mixed(mark("A number of records has no records or periods of its own: group by a field."), None)
        own = replace(spec, measures=(measure,), form=form, split="")
        if measure != COUNT:
            own = replace(own, group=group)
        parts = _one(ground, own, measure, known)
        name = measure_name(measure, spec, known, ground.language)
        unit = count_unit(spec.subject) if measure == COUNT else parts.unit
        for one in parts.series:
            labelled = name if len(parts.series) == 1 or not one.label else ground.language.tr(
                "{title}: {name}", title=name, name=one.label)
            code = (measure or "count") if len(parts.series) == 1 else f"{measure}/{one.code}"
            points = tuple(replace(point, unit=unit) for point in one.points) if spec.form == "panels" else one.points
            found.append((Series(code, labelled, points, colour=SLOTS[index % len(SLOTS)],
                                 unit=unit if spec.form == "panels" else ""), parts))
    series = tuple(one for one, _ in found if one.points)
    every = list({id(parts): parts for _, parts in found}.values())
    if spec.form != "panels" and spec.group == YEAR:
        series = _same_years(series)
    return Parts(
        series,
        sum(parts.figures for parts in every), sum(parts.undated for parts in every), sum(parts.outside for parts in every),
        sum(parts.hidden for parts in every), sum(parts.earlier for parts in every), sum(parts.longer for parts in every),
        sum(parts.within for parts in every), sum(parts.other_unit for parts in every),
        unit="" if spec.form == "panels" else next((parts.unit for parts in every), ""),
    )


def _same_years(series: Sequence[Series]) -> tuple[Series, ...]:
    years = sorted({point.x for one in series for point in one.points})
    full = [str(year) for year in range(int(years[0]), int(years[-1]) + 1)] if years else []
    found = []
    for one in series:
        here = {point.x: point for point in one.points}
        found.append(replace(one, points=tuple(here.get(year) or Point(year, year, None) for year in full)))
    return tuple(found)


def _narrowed(ground: Ground, spec: ChartSpec) -> tuple[str, ...]:
    """Years and nature in words: they stand among the filters."""
    language = ground.language
    colon = "：" if language.is_chinese else ": "
    nature = (f"{language.tr('Nature')}{colon}{label('nature', spec.nature, language)}",) if spec.nature else ()
    return (*years_words(spec.first, spec.last, language), *nature)


def _drawn_form(spec: ChartSpec, parts: Parts) -> str:
    """The form of the picture: upright along years, lying where names have to be read."""
    upright = spec.group == YEAR
    if spec.form == "bar":
        if spec.group == PERIOD:
            return "period_bar" if len(parts.series) < 2 else "line"
        if len(parts.series) > 1:
            return "bar" if upright else "barh"
        return "stacked_bar" if upright else "stacked_barh"
    if spec.form == "stacked":
        return "stacked_bar" if upright else "stacked_barh"
    return {"dots": "dot_range"}.get(spec.form, spec.form)


def _assembled(ground: Ground, spec: ChartSpec, parts: Parts, known: Known, id: str) -> ChartData:
    language, tr = ground.language, ground.language.tr
    form = _drawn_form(spec, parts)
    series = parts.series
    if form in ("barh", "stacked_barh") and spec.group in (RECORD, FIGURE) and len(series) > 1:
        form = "dot_range"  # rows of different records: nothing stands beside anything
    unit = count_unit(spec.subject) if spec.counts else parts.unit
    values = [point.value for one in series for point in one.points if point.value]
    log = form == "dot_range" and spans_orders(values)
    fields = fields_of(spec)
    what = measure_name(spec.measures[0], spec, known, language)
    x_label = tr(KINDS[spec.subject].one) if form == "gantt" else tr(fields.get(spec.group, "Category"))
    if spec.group == FIGURE:
        x_label = tr("Record")
    y_label = tr(fields[spec.split]) if form == "gantt" and spec.split in fields else what
    if not spec.split and not spec.is_mixed:
        series = tuple(replace(one, label=one.label or what) for one in series)
    data = ChartData(
        id, form, title(spec, known, language), "", "day" if form == "gantt" else unit, x_label, y_label, series, (),
        ground.as_of, language.code, ground.filters(), parts.left_out(language, counts=spec.counts),
        _notes(ground, form, series), figures=parts.figures, cumulative=False, log=log, multiple=spec.multiple,
    )
    rows = sum(1 for one in series for point in one.points if point.value is not None)
    line = subtitle(spec, known, chart_scale(data), language, added=parts.figures > rows)
    highest = _highest(data)
    return replace(
        data, subtitle=tr("{unit}; logarithmic axis", unit=line) if log else line, sources=ground.sources(),
        summary=summary(spec, parts.figures, highest, language),
    )


def _notes(ground: Ground, form: str, series: Sequence[Series]) -> tuple[str, ...]:
    """What a reader must know of the marks that stand there."""
    tr = ground.language.tr
    points = [point for one in series for point in one.points if point.value is not None]
    found = []
    if any(point.low is not None and point.low != point.high for point in points):
        found.append(tr("Hollow with a whisker: sources disagree."))
    if any(point.planned for point in points):
        found.append(tr("Dashed: planned, designed or estimated, not a fact."))
    gap = any(point.value is None for one in series for point in one.points)
    if gap and form in ("line", "bar", "stacked_bar", "panels"):
        found.append(tr("A gap means that no figure is on file."))
    if form == "gantt" and any("/" in point.x and point.value == 1 for point in points):
        found.append(tr("A mark without length: only the day of the beginning is stated."))
    return tuple(found)


def _highest(data: ChartData) -> tuple[str, str] | None:
    points = [(point.value or Decimal(0), -index, series, point) for series in data.series
              for index, point in enumerate(series.points) if point.value is not None]
    if not points:
        return None
    _, _, series, point = max(points, key=lambda found: found[:2])
    if data.form == "gantt":
        first = min((found[3] for found in points), key=lambda one: one.x)
        return first.label, first.text
    name = point.label
    if len(data.series) > 1 and data.form != "dot_range":
        name = f"{name}{'，' if data.language == 'zh_CN' else ', '}{series.label}"
    return name, value_text(data, point)
