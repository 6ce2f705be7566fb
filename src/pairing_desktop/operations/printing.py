"""The reports one can print by name, made from the file, and what each is about."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pairing_desktop.domain.cards import CitationLine, Figure
from pairing_desktop.domain.charting import ChartData
from pairing_desktop.domain.figures import take_together
from pairing_desktop.domain.kinds import KINDS, RECORD_KINDS, Kind
from pairing_desktop.domain.language import Language, mark
from pairing_desktop.domain.listing import LISTS, Filter, Sort
from pairing_desktop.domain.periods import Period, period_of, years_of
from pairing_desktop.domain.problems import NotFound
from pairing_desktop.domain.timeline import TimelineItem
from pairing_desktop.operations.charts import CHARTS
from pairing_desktop.operations.periods import bounds
from pairing_desktop.operations.questions import Questions, today
from pairing_desktop.reports.blocks import MARGINS, Paper, PaperSize
from pairing_desktop.reports.brief import INVESTMENT, BriefFacts, KeyProject, brief_report
from pairing_desktop.reports.chart_page import chart_report
from pairing_desktop.reports.charts_page import charts_report
from pairing_desktop.reports.document import Report
from pairing_desktop.reports.evidence_page import evidence_report
from pairing_desktop.reports.list_page import records_report
from pairing_desktop.reports.overview_page import overview_report
from pairing_desktop.reports.parts import by_time
from pairing_desktop.reports.period_report import period_report
from pairing_desktop.reports.record_page import record_report
from pairing_desktop.reports.yearbook import DatedFacts, yearbook_report


@dataclass(frozen=True)
class ReportInfo:
    """A report one can ask for: its title (marked) and the charts it holds when nobody chose."""

    title: str
    charts: tuple[str, ...] = ()


REPORTS = {  # each is about a KEY
    "chart": ReportInfo(mark("A chart with its sources")),  # its id
    "charts": ReportInfo(mark("Several charts")),  # ids with commas between, none for all
    "list": ReportInfo(mark("A list of records")),  # a kind
    "record": ReportInfo(mark("The sheet of one record")),  # KIND/KEY, or KEY alone
    "evidence": ReportInfo(mark("The evidence of a figure")),  # RECORD/INDICATOR
    "overview": ReportInfo(mark("The first page"), ("capacity", "events")),  # none
    "brief": ReportInfo(mark("The programme brief"), ("capacity",)),  # none
    "yearbook": ReportInfo(mark("The yearbook"), ("capacity",)),  # 2024, 2020..2024; this year for none
    "period": ReportInfo(mark("The report of a period")),  # this-week, …, FROM..TO; this week for none
}

_AT_ONCE = 500  # rows a question: SQLite binds no more than some thousand values
_PROJECTS = 8  # of the brief
_CONTESTED = 10_000  # more than anybody disputes
_PER_MEASURE = 1  # figures of an indicator in the brief
_PEOPLE = (
    "people_sent", "batches", "professional_share", "people_served", "exchange_visits",
    "partner_provinces", "partner_cities", "partner_counties",
)
_FIRST_YEAR = "2010"
_TELLING = ("programme", "commissioning", "agreement", "record", "policy")  # kinds, the first above all
_A_YEAR = 1  # highlights


def report_of(
    questions: Questions, report: str, key: str, language: Language, charts: Sequence[str] | None = None
) -> Report:
    """The report of this name about `key`; `charts` are those that it holds beside its own words, None for the usual.

    Raises NotFound or PeriodProblem in words.
    """
    made = _MAKERS.get(report)
    if made is None:
        raise NotFound(
            mark("There is no report “{report}”. Reports: {reports}."), report=report, reports=", ".join(REPORTS)
        )
    chosen = REPORTS[report].charts if charts is None else tuple(charts)
    return made(questions, key, language, chosen)


def on_paper(
    report: Report, *, size: str | None = None, portrait: bool | None = None, margins: str | None = None
) -> Report:
    """The report on another sheet: `size` is "a4" or "letter", `margins` one of MARGINS; None leaves what the report
    wants."""
    paper = report.paper
    return replace(report, paper=Paper(
        paper.size if size is None else PaperSize[size.upper()], paper.landscape if portrait is None else not portrait,
        paper.margin if margins is None else MARGINS[margins],
    ))


def list_of(questions: Questions, kind: str, filter: Filter, sort: Sort | None, language: Language) -> Report:
    """All rows of a list as it stands under a filter."""
    if kind not in LISTS:
        raise NotFound(mark("There is no list “{kind}”. Lists: {kinds}."), kind=kind, kinds=", ".join(LISTS))
    order = questions.order(kind, filter, sort or LISTS[kind].sort)
    rows = [
        row for at in range(0, len(order.ids), _AT_ONCE) for row in questions.page(kind, order.ids[at : at + _AT_ONCE])
    ]
    return records_report(kind, rows, language, filters=(), total=order.total, as_of=today())


def _chart(questions: Questions, key: str, language: Language, charts: Sequence[str]) -> Report:
    return chart_report(questions.chart(key, Filter(), language), language)


def _charts(questions: Questions, key: str, language: Language, charts: Sequence[str]) -> Report:
    named = [part.strip() for part in key.split(",") if part.strip()] or [one.id for one in CHARTS]
    return charts_report(_drawn(questions, named, language), language, as_of=today())


def _list(questions: Questions, key: str, language: Language, charts: Sequence[str]) -> Report:
    return list_of(questions, key, Filter(), None, language)


def _sheet(questions: Questions, key: str, language: Language, charts: Sequence[str]) -> Report:
    kind, found = record_named(questions, key)
    card = questions.card(kind.name, found)
    changes = len(questions.history(kind.name, found))
    return record_report(card, language, as_of=today(), changes=changes)


def _evidence(questions: Questions, key: str, language: Language, charts: Sequence[str]) -> Report:
    record, _, measure = key.rpartition("/")
    if not record:
        raise NotFound(mark("Name a record and an indicator, as supcon50/investment."))
    _, subject = record_named(questions, record)
    found = questions.locate("measures", measure).id
    if not questions.figure(subject, found):
        raise NotFound(mark("Nobody states “{measure}” about “{record}”."), measure=measure, record=record)
    return evidence_report(questions.bench(subject, found), language, as_of=today())


def _overview(questions: Questions, key: str, language: Language, charts: Sequence[str]) -> Report:
    if key:
        raise NotFound(mark("This report is about the whole programme; it takes no key."))
    contested, _ = questions.contested(_CONTESTED)
    return overview_report(questions.overview(), _drawn(questions, charts, language), len(contested), language)


def _brief(questions: Questions, key: str, language: Language, charts: Sequence[str]) -> Report:
    if key:
        raise NotFound(mark("This report is about the whole programme; it takes no key."))
    contested, _ = questions.contested(_CONTESTED)
    dated = [item for item in questions.timeline.items() if item.row_kind == "events" and item.date >= _FIRST_YEAR]
    highlights = _highlights(dated)
    facts = BriefFacts(
        questions.overview(),
        _key_projects(questions),
        highlights,
        questions.citations("record", [item.id for item in highlights]),
        _figures(questions, _PEOPLE),
        len(contested),
        _drawn(questions, charts, language),
    )
    return brief_report(facts, language)


def _yearbook(questions: Questions, key: str, language: Language, charts: Sequence[str]) -> Report:
    period = years_of(key, today())
    return yearbook_report(_dated(questions, period, charts, language), period, language, as_of=today())


def _period(questions: Questions, key: str, language: Language, charts: Sequence[str]) -> Report:
    period = period_of(key, today())
    findings = sum(1 for _ in questions.findings(_CONTESTED))
    return period_report(
        _dated(questions, period, charts, language),
        questions.changes_between(*bounds(period)),
        period,
        language,
        findings=findings,
        as_of=today(),
    )


_MAKERS: dict[str, Callable[[Questions, str, Language, Sequence[str]], Report]] = {
    "chart": _chart,
    "charts": _charts,
    "list": _list,
    "record": _sheet,
    "evidence": _evidence,
    "overview": _overview,
    "brief": _brief,
    "yearbook": _yearbook,
    "period": _period,
}


def _drawn(questions: Questions, charts: Sequence[str], language: Language) -> tuple[ChartData, ...]:
    for name in charts:
        questions.charts.named(name)  # a wrong name is told before anything is drawn
    return tuple(questions.chart(name, Filter(), language) for name in charts)


def _dated(questions: Questions, period: Period, charts: Sequence[str], language: Language) -> DatedFacts:
    """Everything that is dated in a period."""
    events: list[TimelineItem] = []
    perhaps: list[TimelineItem] = []
    started: list[TimelineItem] = []
    ended: list[TimelineItem] = []
    for item in questions.timeline.items():
        start, end = item.dates
        begins = start is not None and period.holds(start.earliest, start.latest)
        ends = end is not None and period.holds(end.earliest, end.latest)
        if item.row_kind == "events":
            if begins or ends:
                events.append(item)
            elif period.touches(item.earliest, item.latest):
                perhaps.append(item)
        else:
            if begins and item.date:
                started.append(item)
            if ends and item.end_date:
                ended.append(item)
    ids = [item.id for item in (*events, *perhaps, *started, *ended)]
    return DatedFacts(
        tuple(events),
        tuple(sorted(perhaps, key=by_time)),
        tuple(started),
        tuple(ended),
        tuple(questions.claims_between(period.first, period.last)),
        questions.citations("record", ids),
        _drawn(questions, charts, language),
    )


def _highlights(events: Sequence[TimelineItem]) -> tuple[TimelineItem, ...]:
    """At most so many a year: of the most telling kinds, the first of each year before others."""
    years: dict[str, list[TimelineItem]] = defaultdict(list)
    for item in events:
        if item.kind in _TELLING:
            years[item.date[:4]].append(item)
    chosen = [
        item
        for year in years.values()
        for item in sorted(year, key=lambda one: (_TELLING.index(one.kind), one.earliest, one.id))[:_A_YEAR]
    ]
    return tuple(sorted(chosen, key=by_time))


def _key_projects(questions: Questions) -> tuple[KeyProject, ...]:
    """Projects about which most is stated; programmes are what the brief as a whole is about."""
    ids = questions.most_stated("projects", 3 * _PROJECTS)
    rows = [row for row in questions.page("projects", ids) if row.cells.get("kind") != "programme"][:_PROJECTS]
    citations = questions.citations("record", [row.id for row in rows])
    measure = questions.locate("measures", INVESTMENT).id
    projects = []
    for row in rows:
        figures = questions.figure(row.id, measure)
        found: tuple[CitationLine, ...] = citations.get(row.id, ())
        projects.append(KeyProject(row, found, figures))
    return tuple(projects)


def _figures(questions: Questions, measures: Sequence[str]) -> tuple[tuple[str, str, Figure], ...]:
    """The first figures of each of these indicators with the names of their records: home before elsewhere."""
    return tuple(
        (figure.claims[0].subject_en, figure.claims[0].subject_zh, figure)
        for measure in measures
        for figure in take_together(questions.claims_of_measure(measure))[:_PER_MEASURE]
    )


def record_named(questions: Questions, key: str) -> tuple[Kind, int]:
    """The record named as KIND/KEY or by its short name alone.  Raises NotFound."""
    name, _, rest = key.partition("/")
    if rest and name in KINDS:
        return KINDS[name], questions.locate(name, rest).id
    for kind in RECORD_KINDS:
        try:
            return kind, questions.locate(kind.name, key).id
        except NotFound:
            continue
    raise NotFound(mark("Nothing on file has the short name “{key}”."), key=key)
