"""The standard charts, in the order in which they are listed: eight with rules of their own, the rest drawn from specs."""

from pairing_desktop.domain.chart_spec import COUNT, FIGURE, YEAR, ChartSpec, of_figure
from pairing_desktop.domain.charting import ChartInfo
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import NotFound


def _figures(*measures: str) -> ChartSpec:
    """All figures of these indicators; of several side by side."""
    return ChartSpec("panels", "claims", measures=measures, group=FIGURE) if len(measures) > 1 else of_figure(measures[0])


OWN_RULES = ("capacity", "generation", "projects_by_year", "investment", "companies", "events", "partners", "people")
CHARTS: tuple[ChartInfo, ...] = (
    ChartInfo("capacity", mark("Installed capacity by year and technology"), ("overview", "projects"), "projects",
              ChartSpec("dots", "projects", measures=("installed_capacity",), group="record")),
    ChartInfo("generation", mark("Generation of the 50 MW plant, actual against expected"), ("figures",), "",
              ChartSpec("line", "claims", measures=("monthly_generation",), group="period")),
    ChartInfo("generation_records", mark("Longest runs, best days and best spans of generation"), ("figures",), "",
              _figures("continuous_hours", "daily_generation", "period_generation", "annual_generation")),
    ChartInfo("projects_by_year", mark("Projects by start year and industry"), ("projects",), "projects",
              ChartSpec("stacked", "projects", group=YEAR, split="industry")),
    ChartInfo("project_spans", mark("Projects from beginning to end"), ("projects", "timeline"), "projects",
              ChartSpec("gantt", "projects", split="status")),
    ChartInfo("project_status", mark("Projects by status, as shares"), ("projects",), "projects",
              ChartSpec("share", "projects", group="status")),
    ChartInfo("pipeline", mark("Matching pipeline: projects and their investment by stage"), ("projects",), "projects",
              ChartSpec("panels", "projects", measures=(COUNT, "investment"), group="stage")),
    ChartInfo("investment", mark("Investment by project, with rival figures"), ("projects", "figures"), "projects",
              ChartSpec("dots", "projects", measures=("investment",), group="record")),
    ChartInfo("companies", mark("Companies by home and industry"), ("companies",), "companies",
              ChartSpec("stacked", "companies", group="place", split="industry")),
    ChartInfo("sales_and_capital", mark("Sales against registered capital"), ("companies", "figures"), "",
              _figures("sales_revenue", "registered_capital")),
    ChartInfo("aid_funds", mark("Aid funds of the programmes, as stated"), ("figures",), "", _figures("aid_funds")),
    ChartInfo("aid_projects", mark("Aid projects of the programmes, as stated"), ("figures",), "",
              _figures("aid_projects")),
    ChartInfo("people", mark("People sent, batches, people reached"), ("figures",), "",
              _figures("people_sent", "batches", "people_served", "exchange_visits")),
    ChartInfo("agreements", mark("Agreements and what they are worth"), ("figures",), "",
              _figures("agreement_value", "agreements", "projects_matched", "companies_registered")),
    ChartInfo("partners", mark("Partners by province, city and county"), ("figures",), "",
              ChartSpec("panels", "claims", measures=("partner_provinces", "partner_cities", "partner_counties"),
                        group=FIGURE)),
    ChartInfo("events", mark("Events by year and kind"), ("overview", "timeline"), "events",
              ChartSpec("stacked", "events", group=YEAR, split="kind")),
    ChartInfo("events_running", mark("Events on file, running total"), ("timeline",), "events",
              ChartSpec("step", "events", group=YEAR)),
    ChartInfo("sunshine", mark("Hours of sunshine a year"), ("figures",), "", _figures("annual_sunshine_hours")),
    ChartInfo("visitors", mark("Visitors by year"), ("figures",), "",
              ChartSpec("line", "claims", measures=("visitors",), group=YEAR)),
    ChartInfo("people_and_product", mark("Population and gross product"), ("figures",), "",
              _figures("population", "gdp")),
    ChartInfo("savings", mark("Coal saved and carbon dioxide avoided"), ("figures",), "",
              _figures("coal_saved", "co2_avoided")),
)


def info(chart_id: str) -> ChartInfo:
    """The standard chart of this id.  Raises NotFound."""
    found = next((one for one in CHARTS if one.id == chart_id), None)
    if found is None:
        raise NotFound(mark("There is no chart “{id}”. Known are: {known}."), id=chart_id,
                       known=", ".join(one.id for one in CHARTS))
    return found
