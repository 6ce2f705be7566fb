"""The charts one can ask for, and how each is assembled from rows of the file into one value."""

from collections.abc import Callable
from dataclasses import replace

from pairing_desktop.domain.chart_choices import Misfit
from pairing_desktop.domain.chart_look import looked
from pairing_desktop.domain.chart_spec import FIGURE, MOST_MEASURES, ChartSpec
from pairing_desktop.domain.chart_words import trust_text
from pairing_desktop.domain.charting import ChartData, ChartInfo
from pairing_desktop.domain.language import Language
from pairing_desktop.domain.listing import Filter
from pairing_desktop.domain.look import WHOLE, Look
from pairing_desktop.operations.chart_capacity import capacity
from pairing_desktop.operations.chart_counts import companies, events, projects_by_year
from pairing_desktop.operations.chart_events import with_events
from pairing_desktop.operations.chart_free import FREE as FREE
from pairing_desktop.operations.chart_free import free
from pairing_desktop.operations.chart_generation import generation
from pairing_desktop.operations.chart_ground import Ground
from pairing_desktop.operations.chart_kept import PREFIX, kept_chart
from pairing_desktop.operations.chart_people import people
from pairing_desktop.operations.chart_ranges import investment, partners
from pairing_desktop.operations.chart_standard import CHARTS as CHARTS
from pairing_desktop.operations.chart_standard import info as info
from pairing_desktop.store import chart_figures
from pairing_desktop.store.database import Connection

_MAKERS: dict[str, Callable[[Ground], ChartData]] = {
    "capacity": capacity, "generation": generation, "projects_by_year": projects_by_year, "investment": investment,
    "companies": companies, "events": events, "partners": partners,
    "people": people,
}


def named(connection: Connection, chart_id: str) -> ChartInfo:
    """The standard or kept chart of this id or name; the title of a kept one is its name.  Raises NotFound."""
    if all(one.id != chart_id for one in CHARTS):
        kept = kept_chart(connection, chart_id)
        if kept is not None:
            kind = kept.spec.subject if kept.spec.subject != "claims" else ""
            return ChartInfo(f"{PREFIX}{kept.uid}", kept.name, (), kind, replace(kept.spec, title=kept.name))
    return info(chart_id)


def build(
    connection: Connection, chart_id: str, filter: Filter, language: Language, as_of: str, look: Look = WHOLE
) -> ChartData:
    """The chart of this id or name from the rows that pass `filter` (of the kind that `named` tells), as far as it is
    looked at; `as_of` is an ISO date.  What cannot be drawn without mixing kinds is an empty chart that says so.

    Raises NotFound for an id that is no chart.
    """
    one = named(connection, chart_id)
    spec = one.spec if filter.is_empty or not one.kind else replace(one.spec, filter=filter)
    if not spec.title:
        spec = replace(spec, title=language.tr(one.title))
    try:
        if one.id in _MAKERS:
            filter = filter if one.kind else Filter()
            ground = Ground(connection, language, as_of, filter, one.kind)
            return _seen(ground, _MAKERS[one.id](ground), look)
        return composed(connection, spec, language, as_of, one.id, look)
    except Misfit as problem:
        return not_drawn(spec, problem, language, as_of, one.id)


def composed(
    connection: Connection, spec: ChartSpec, language: Language, as_of: str, id: str = FREE, look: Look = WHOLE
) -> ChartData:
    """A chart drawn from its spec.  Raises Misfit, Mixed with an offer."""
    ground = Ground(connection, language, as_of, spec.filter, spec.subject)
    return _seen(ground, free(ground, spec, id), look)


def _seen(ground: Ground, data: ChartData, look: Look) -> ChartData:
    """What is looked at, with its events and with what it rests on in one sentence."""
    marked = with_events(ground, data) if look.events else data
    told = replace(
        marked, source_count=ground.cited.count(marked), notes=(*marked.notes, *ground.cited.told(marked, ground.language)),
    )
    return looked(replace(told, trust=trust_text(told, ground.language)), look)


def not_drawn(spec: ChartSpec, problem: Misfit, language: Language, as_of: str, id: str) -> ChartData:
    """An empty chart that says why it is empty."""
    reason = problem.message(language).rstrip("。.")
    return ChartData(
        id, "dot_range", spec.title, "", "", "", "", (), (), as_of, language.code, left_out=(reason,),
    )


def start(connection: Connection, spec: ChartSpec) -> ChartSpec:
    """What "Chart this" opens with for a list: of claims all their figures when few indicators are among them, else how
    many there are of each."""
    if spec.subject != "claims" or not spec.counts:
        return spec
    keys = tuple(one.key for one in chart_figures.measures(connection, "claims", spec.filter) if one.unit)
    if not 0 < len(keys) <= MOST_MEASURES:
        return spec
    form = "dots" if len(keys) == 1 else "panels"
    return replace(spec, form=form, measures=keys, group=FIGURE, split="")
