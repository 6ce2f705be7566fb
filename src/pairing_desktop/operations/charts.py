"""The charts one can ask for, and how each is assembled from rows of the file into one value."""


from collections.abc import Callable
from dataclasses import replace

from pairing_desktop.domain.chart_look import looked
from pairing_desktop.domain.chart_words import trust_text
from pairing_desktop.domain.charting import ChartData, ChartInfo
from pairing_desktop.domain.language import Language, mark
from pairing_desktop.domain.listing import Filter
from pairing_desktop.domain.look import WHOLE, Look
from pairing_desktop.domain.problems import NotFound
from pairing_desktop.operations.chart_capacity import capacity
from pairing_desktop.operations.chart_counts import companies, events, projects_by_year
from pairing_desktop.operations.chart_generation import generation
from pairing_desktop.operations.chart_ground import Ground
from pairing_desktop.operations.chart_ranges import investment, partners
from pairing_desktop.store import charts as store
from pairing_desktop.store.database import Connection

CHARTS: tuple[ChartInfo, ...] = (
    ChartInfo("capacity", mark("Installed capacity by year and technology"), ("overview", "projects"), "projects"),
    ChartInfo("generation", mark("Generation of the 50 MW plant, actual against expected"), ("figures",)),
    ChartInfo("projects_by_year", mark("Projects by start year and industry"), ("projects",), "projects"),
    ChartInfo("investment", mark("Investment by project, with rival figures"), ("projects", "figures"), "projects"),
    ChartInfo("companies", mark("Companies by home and industry"), ("companies",), "companies"),
    ChartInfo("events", mark("Events by year and kind"), ("overview", "timeline"), "events"),
    ChartInfo("partners", mark("Partners by province, city and county"), ("figures",)),
)
_MAKERS: dict[str, Callable[[Ground], ChartData]] = {
    "capacity": capacity, "generation": generation, "projects_by_year": projects_by_year, "investment": investment,
    "companies": companies, "events": events, "partners": partners,
}


def info(chart_id: str) -> ChartInfo:
    """The chart of this id.  Raises NotFound."""
    found = next((one for one in CHARTS if one.id == chart_id), None)
    if found is None:
        raise NotFound(mark("There is no chart “{id}”. Known are: {known}."), id=chart_id,
                       known=", ".join(one.id for one in CHARTS))
    return found


def build(
    connection: Connection, chart_id: str, filter: Filter, language: Language, as_of: str, look: Look = WHOLE
) -> ChartData:
    """The chart of this id from the rows that pass `filter` (of the kind that `info` names), as far as it is looked
    at; `as_of` is an ISO date.

    Raises NotFound for an id that is no chart.
    """
    kind = info(chart_id).kind
    if not kind:
        filter = Filter()
    only = store.wanted(connection, kind, filter) if kind else None
    ground = Ground(connection, language, as_of, filter, kind, only)
    data = _MAKERS[chart_id](ground)
    return looked(replace(data, trust=trust_text(data, language)), look)
