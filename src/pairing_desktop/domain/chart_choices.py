"""What fits in a composed chart and what does not, and why: the reasons stand in the tooltips of the workbench.

Everything here is decided from the spec and what is known of its indicators; what only the figures themselves tell
(another kind of record, years that overlap) is refused when the chart is built.
"""

from collections.abc import Mapping
from dataclasses import replace

from pairing_desktop.domain.chart_spec import (
    COUNT,
    FIGURE,
    FORMS,
    NATURE,
    PERIOD,
    RECORD,
    YEAR,
    ChartSpec,
    MeasureInfo,
    fields_of,
    record_fields,
    splits_of,
)
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import Problem

# Quantities of which a part and another part make a whole; a rate, an angle, a height, a price make none.
_ADDED = frozenset({"power", "energy", "money", "mass", "count", "area", "mass flow", "volume flow", "volume"})
_STACKS = ("stacked", "share")
_BY_TIME = ("line", "step")


class Misfit(Problem):
    """A choice that does not fit, with the reason."""


class Mixed(Misfit):
    """A chart that would mix what does not belong on one axis; `offer` is the same side by side, None where that
    would not help either."""

    def __init__(self, text: str, offer: ChartSpec | None, /, **values: object) -> None:
        super().__init__(text, **values)
        self.offer = offer


Known = Mapping[str, MeasureInfo]


def can_be_added(measure: MeasureInfo) -> bool:
    """Whether values of different records make a sum."""
    return measure.dimension in _ADDED


def form_misfit(spec: ChartSpec, form: str, known: Known) -> Misfit | None:
    """Why this form cannot show what the spec is about."""
    measure = known.get(spec.measures[0])
    if form == "gantt" and not (spec.counts and spec.subject in ("projects", "events")):
        return Misfit(mark("Spans are drawn of projects and events with their dates, not of figures or other records."))
    if form == "dots" and spec.counts:
        return Misfit(mark("A count has no range: bars show it."))
    if form == "panels" and spec.counts and not splits_of(spec):
        return Misfit(mark("There is nothing here to divide small charts by."))
    if form in _BY_TIME and spec.counts and not _has_year(spec):
        return Misfit(mark("These records have no year."))
    if measure is None:
        return None
    if form in (*_STACKS, "step") and not can_be_added(measure):
        return Misfit(mark("Values of this indicator cannot be added up."))
    if form == "step" and measure.flow != "flow":
        return Misfit(mark("This indicator states a whole each time: adding year to year would count it twice."))
    return None


def group_misfit(spec: ChartSpec, group: str, known: Known) -> Misfit | None:
    """Why the chart cannot be grouped so in its form."""
    measure = known.get(spec.measures[0])
    if spec.form == "gantt":
        return Misfit(mark("Each record has its own row."))
    if spec.form == "line" and group not in (YEAR, PERIOD):
        return Misfit(mark("A line joins what follows in time: years or exact periods."))
    if spec.form == "step" and group != YEAR:
        return Misfit(mark("A running total goes from year to year."))
    if spec.form in _STACKS and group in (FIGURE, PERIOD):
        return Misfit(mark("Figures of different periods are not parts of one whole."))
    if spec.form == "dots" and group in (YEAR, PERIOD):
        return Misfit(mark("Dots stand in rows, one a record or a figure."))
    if measure is not None and group in _own_fields(spec) and not can_be_added(measure):
        return Misfit(mark("Values of this indicator cannot be added up."))
    return None


def split_misfit(spec: ChartSpec, split: str, known: Known) -> Misfit | None:
    """Why the chart cannot be split so."""
    if not split:
        return None if spec.form != "panels" or spec.is_mixed else Misfit(mark("Small charts need something to divide by."))
    if spec.is_mixed:
        return Misfit(mark("Several indicators are told apart already."))
    if split == spec.group and spec.form != "gantt":
        return Misfit(mark("The chart is grouped by this already."))
    if split == YEAR and spec.form != "share":
        return Misfit(mark("Years stand along the axis: group by year."))
    if split == RECORD and (spec.form in ("stacked", "share", "dots") or spec.group not in (YEAR, PERIOD)):
        return Misfit(mark("Records are told apart in lines, bars and small charts by year or period."))
    if split == NATURE and spec.form in _STACKS:
        return Misfit(mark("Planned and actual are never stacked on each other."))
    if split == NATURE and spec.nature:
        return Misfit(mark("Only one nature is drawn."))
    return None


def nature_misfit(spec: ChartSpec, nature: str, known: Known) -> Misfit | None:
    """Why there is nothing of this nature."""
    if not nature:
        return None
    if spec.counts:
        return Misfit(mark("Records are counted; only figures are planned or actual."))
    measures = [known[key] for key in spec.measures if key in known]
    if measures and not any(dict(one.natures).get(nature) for one in measures):
        return Misfit(mark("No figure on file is of this nature."))
    return None


def multiple_misfit(spec: ChartSpec, multiple: str) -> Misfit | None:
    """Why values cannot be counted so."""
    if multiple and spec.counts:
        return Misfit(mark("Counts stand as they are."))
    if multiple and spec.is_mixed:
        return Misfit(mark("Each small chart counts as fits its own values."))
    return None


def measure_misfit(spec: ChartSpec, key: str, known: Known) -> Misfit | None:
    """Why this indicator cannot be drawn of these rows."""
    if key == COUNT:
        return None
    if spec.subject == "events":
        return Misfit(mark("Nobody states figures about events: they are counted."))
    if key not in known or not known[key].claims:
        return Misfit(mark("Nobody states it about these records."))
    return None


def misfit(spec: ChartSpec, known: Known) -> Misfit | None:
    """The first thing in the spec that does not fit, None when all does."""
    if spec.form not in FORMS or (spec.group not in (fields_of(spec) or {"": ""}) and spec.form != "gantt"):
        return Misfit(mark("This chart asks for something that this version does not know."))
    found = [
        *(None if key == COUNT or key in known else Misfit(mark("There is no indicator “{key}” on file."), key=key)
          for key in spec.measures),
        form_misfit(spec, spec.form, known), group_misfit(spec, spec.group, known) if spec.form != "gantt" else None,
        split_misfit(spec, spec.split, known),
    ]
    return next((one for one in found if one is not None), None)


def fitted(spec: ChartSpec, known: Known) -> ChartSpec:
    """The spec with everything brought to what fits its form, indicator and rows, changing as little as possible."""
    stated = tuple(key for key in spec.measures if measure_misfit(spec, key, known) is None)
    if stated != spec.measures:
        spec = replace(spec, measures=stated or (COUNT,))
    if spec.is_mixed:
        spec = replace(spec, split="")
    if form_misfit(spec, spec.form, known) is not None:
        forms = ("bar", "stacked") if spec.counts else ("dots", "bar")
        spec = replace(spec, form=next((form for form in forms if form_misfit(spec, form, known) is None), "bar"))
    fields = fields_of(spec)
    if spec.group not in fields or (spec.form != "gantt" and group_misfit(spec, spec.group, known) is not None):
        first = (FIGURE, RECORD, YEAR) if spec.form in ("dots", "bar", "panels") else (YEAR, RECORD)
        order = (*first, *fields)
        spec = replace(spec, group=next(
            (one for one in order if one in fields and group_misfit(spec, one, known) is None), next(iter(fields), "")
        ))
    splits = splits_of(spec)
    if (spec.split and spec.split not in splits) or split_misfit(spec, spec.split, known) is not None:
        usual = ("", *splits) if spec.form != "panels" else ("industry", "kind", RECORD, *splits)
        spec = replace(spec, split=next(
            (one for one in usual if one in ("", *splits) and split_misfit(spec, one, known) is None), ""
        ))
    if nature_misfit(spec, spec.nature, known) is not None:
        spec = replace(spec, nature="")
    return replace(spec, multiple="") if multiple_misfit(spec, spec.multiple) is not None else spec


def side_by_side(spec: ChartSpec, split: str = "") -> ChartSpec:
    """The same as small charts, one an indicator or one a part."""
    return replace(spec, form="panels", split="" if spec.is_mixed else split, multiple="")


def _own_fields(spec: ChartSpec) -> frozenset[str]:
    return frozenset(one.name for one in record_fields(spec.subject)) - {YEAR}


def _has_year(spec: ChartSpec) -> bool:
    return YEAR in fields_of(spec)
