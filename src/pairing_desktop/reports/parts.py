"""Parts that several reports have: tables of figures, claims and dated things, each row with its places in sources."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from pairing_desktop.domain.cards import CitationLine, ClaimLine, Figure
from pairing_desktop.domain.chart_look import is_timed
from pairing_desktop.domain.chart_words import facts
from pairing_desktop.domain.charting import ChartData
from pairing_desktop.domain.dates import PartialDate, display, display_span
from pairing_desktop.domain.display import (
    MISSING,
    claim_period,
    claim_value,
    coded,
    figure_period,
    figure_value,
    join,
    name_text,
    nature_text,
)
from pairing_desktop.domain.language import Language
from pairing_desktop.domain.timeline import TimelineItem
from pairing_desktop.domain.trust import trust_word
from pairing_desktop.reports.blocks import Block, Column, Facts, FigureBlock, Heading, Paragraph, Rule, Sources, Table
from pairing_desktop.reports.document import as_of_text
from pairing_desktop.reports.numbering import Numbering

_ROW, _AXIS, _TALLEST = 5.8, 14.0, 190.0  # mm of a picture: of a row, of what is no row, at most
_PANEL_HEAD, _PANEL_ROW = 16.0, 9.4  # mm of a small chart in it: its head and what is left free, a row
Citations = Mapping[int, Sequence[CitationLine]]


def sentences(parts: Iterable[str], language: Language) -> str:
    """Sentences one after the other; those that are empty are left out."""
    return ("" if language.is_chinese else " ").join(part for part in parts if part)


def listed(parts: Iterable[str], language: Language) -> str:
    """What stands side by side: 52 projects, 60 companies."""
    return ("、" if language.is_chinese else ", ").join(part for part in parts if part)


def with_nature(name: str, nature: str, language: Language) -> str:
    """The name of an indicator, and what kind of figure it is unless it is an actual one."""
    said = nature_text(nature, language)
    if not said:
        return name
    return f"{name}（{said}）" if language.is_chinese else f"{name} ({said})"


def figures_table(figures: Iterable[tuple[str, Figure]], language: Language, sources: Numbering) -> Table:
    """Figures with the name of the record that each is about: a range while its sources disagree."""
    tr = language.tr
    columns = (
        Column(tr("Figure")),
        Column(tr("About")),
        Column(tr("Value"), numeric=True),
        Column(tr("Period")),
        Column(tr("Trust")),
        Column(tr("Source")),
    )
    return Table(
        columns,
        tuple(
            (
                with_nature(name_text(figure.measure_en, figure.measure_zh, language), figure.nature, language),
                about,
                figure_value(figure, language),
                figure_period(figure, language) or MISSING,
                figure.trust.text(language),
                sources.figure(figure),
            )
            for about, figure in figures
        ),
    )


def disputes_table(figures: Iterable[tuple[str, Figure]], language: Language, sources: Numbering) -> Table:
    """Figures on which sources disagree, with what each of them prints and where."""
    tr = language.tr
    columns = (
        Column(tr("Figure")),
        Column(tr("About")),
        Column(tr("Range"), numeric=True),
        Column(tr("As the sources print it")),
    )
    rows = []
    for about, figure in figures:
        name = with_nature(name_text(figure.measure_en, figure.measure_zh, language), figure.nature, language)
        period = figure_period(figure, language)
        said = "\n".join(statement(claim, sources) for claim in figure.claims)
        rows.append((join((name, period), language), about, figure_value(figure, language), said))
    return Table(columns, tuple(rows))


def statement(claim: ClaimLine, sources: Numbering) -> str:
    """The printed words and where they stand: “39 billion yuan” [3] para 2."""
    where = sources.claim(claim)
    return f"“{claim.value_as_stated}” {where}" if where != MISSING else f"“{claim.value_as_stated}”"


def claims_table(claims: Sequence[ClaimLine], language: Language, sources: Numbering) -> Table:
    """Claims as printed and normalised, one group a record; claims of a record stand together."""
    tr = language.tr
    columns = (
        Column(tr("Indicator")),
        Column(tr("Period")),
        Column(tr("Value"), numeric=True),
        Column(tr("As stated")),
        Column(tr("Trust")),
        Column(tr("Source")),
    )
    rows = tuple(
        (
            with_nature(name_text(claim.measure_en, claim.measure_zh, language), claim.nature, language),
            claim_period(claim, language) or MISSING,
            claim_value(claim, language) if claim.value else MISSING,
            claim.value_as_stated,
            trust_word(claim.mark, language),
            sources.claim(claim),
        )
        for claim in claims
    )
    names = [name_text(claim.subject_en, claim.subject_zh, language) for claim in claims]
    return Table(columns, rows, grouped(names))


def events_table(
    items: Sequence[TimelineItem], citations: Citations, language: Language, sources: Numbering, *, by: str = ""
) -> Table:
    """Events in order of time; `by` heads each "month" or "year" with its name."""
    tr = language.tr
    rows = tuple(
        (
            display_span(*item.dates, language, short=True),
            name_text(item.title_en, item.title_zh, language),
            coded("event_kind", item.kind, language),
            sources.cite(citations.get(item.id, ())) or MISSING,
        )
        for item in items
    )
    columns = (Column(tr("Date")), Column(tr("Event")), Column(tr("Kind")), Column(tr("Source")))
    return Table(columns, rows, grouped([_time(item, by, language) for item in items]) if by else ())


def projects_table(
    items: Sequence[TimelineItem], citations: Citations, language: Language, sources: Numbering
) -> Table:
    """Projects with their years."""
    tr = language.tr
    rows = tuple(
        (
            display_span(*item.dates, language, short=True),
            name_text(item.title_en, item.title_zh, language),
            coded("industry", item.kind, language) or MISSING,
            sources.cite(citations.get(item.id, ())) or MISSING,
        )
        for item in items
    )
    return Table((Column(tr("Date")), Column(tr("Project")), Column(tr("Industry")), Column(tr("Source"))), rows)


def grouped(names: Sequence[str]) -> tuple[tuple[int, str], ...]:
    """Groups of a table: a name where it differs from the one before."""
    return tuple((index, name) for index, name in enumerate(names) if not index or names[index - 1] != name)


def _time(item: TimelineItem, by: str, language: Language) -> str:
    start = PartialDate(item.date, item.precision)
    if by == "month" and start.precision not in ("day", "month"):
        return language.tr("{year}, month not known", year=display(start.cut("year"), language))
    return display(start.cut(by), language)


def by_time(item: TimelineItem) -> tuple[str, str, int]:
    """Sorts dated things; what is only known to the year stands after the months of that year."""
    return (item.latest if item.precision in ("year", "decade") else item.earliest, item.latest, item.id)


def chart_height(data: ChartData, usual: float) -> float:
    """Height of the picture in mm: charts with a row for each point grow with their rows."""
    if data.form == "dot_range":
        rows = sum(len(series.points) for series in data.series) + (len(data.series) if len(data.series) > 1 else 0)
    elif data.form == "gantt":
        rows = len(data.points)
    elif data.form in ("stacked_barh", "barh", "share"):
        rows = max((len(series.points) for series in data.series), default=0)
    elif data.form == "panels" and not is_timed(data):
        return min(_panels_height(data), max(usual, 110.0))
    else:
        return usual
    return min(max(_AXIS + _ROW * rows, 40.0), _TALLEST)


def _panels_height(data: ChartData) -> float:
    """What small charts of rows need: no more white beneath them than beside."""
    rows = [sum(point.value is not None for point in series.points) for series in data.series]
    rows = [count for count in rows if count]
    across = min(len(rows), 2 if len(rows) <= 4 else 3) or 1
    lines = [max(rows[at:at + across]) for at in range(0, len(rows), across)]
    return max(sum(_PANEL_HEAD + _PANEL_ROW * count for count in lines), 40.0)


def chart_blocks(
    data: ChartData, language: Language, sources: Numbering, height: float, *, minor: bool = True
) -> tuple[list[Block], ChartData]:
    """A chart under its title with what must be known of it; also the chart with the report's source numbers."""
    chart, places = sources.chart(data)
    said = sentences([*chart.notes, chart.trust], language)
    blocks: list[Block] = [Heading(data.title, minor, data.subtitle), FigureBlock(chart, chart_height(data, height))]
    blocks += [Paragraph(said)] if said else []
    left = next((text for name, text in facts(chart, language) if name == language.tr("Left out")), "")
    if data.left_out:
        blocks.append(Paragraph(_labelled(language.tr("Left out"), left, language), muted=True))
    if data.filters:
        filters = ("；" if language.is_chinese else "; ").join(data.filters)
        blocks.append(Paragraph(_labelled(language.tr("Filters"), filters, language), muted=True))
    if places:
        blocks.append(Paragraph(_labelled(language.tr("Sources"), places, language), muted=True))
    return blocks, chart


def _labelled(name: str, text: str, language: Language) -> str:
    return f"{name}：{text}" if language.is_chinese else f"{name}: {text}"


def closing(
    language: Language, sources: Numbering, as_of: str, filters: str = "", more: Sequence[tuple[str, str]] = ()
) -> list[Block]:
    """What every report ends with: all its sources, as of when, and what was asked in words."""
    tr = language.tr
    blocks: list[Block] = []
    if sources.lines():
        blocks += [Rule(), Sources(sources.lines())]
    said = ((tr("As of"), as_of_text(as_of, language)), (tr("Filters"), filters or tr("None")), *more)
    return [*blocks, Rule(), Facts(said)]


def section(title: str, rows: Table, empty: str = "", *, note: str = "") -> list[Block]:
    """A table under its head; without rows a sentence that says so, or nothing."""
    if rows.rows:
        return [Heading(title, note=note), rows]
    return [Heading(title), Paragraph(empty, muted=True)] if empty else []


def counts_text(counts: Mapping[str, int], language: Language) -> str:
    """52 projects, 60 companies…: the kinds that are there, in words."""
    plural = language.plural
    said: dict[str, Callable[[int], str]] = {
        "projects": lambda n: plural("{n} project", "{n} projects", n, n=f"{n:,}"),
        "companies": lambda n: plural("{n} company", "{n} companies", n, n=f"{n:,}"),
        "places": lambda n: plural("{n} place", "{n} places", n, n=f"{n:,}"),
        "events": lambda n: plural("{n} event", "{n} events", n, n=f"{n:,}"),
        "claims": lambda n: plural("{n} claim", "{n} claims", n, n=f"{n:,}"),
        "sources": lambda n: plural("{n} source", "{n} sources", n, n=f"{n:,}"),
        "measures": lambda n: plural("{n} indicator", "{n} indicators", n, n=f"{n:,}"),
        "participations": lambda n: plural("{n} participation", "{n} participations", n, n=f"{n:,}"),
    }
    found = listed((say(counts[kind]) for kind, say in said.items() if counts.get(kind)), language)
    return found.replace(" ", "") if language.is_chinese else found  # as running text has it: 52个项目


def shown_moment(at: str) -> str:
    """A moment of the journal (UTC) as the clock here showed it, in figures that sort."""
    return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M}"


def person(who: str, unit: str, language: Language) -> str:
    """Who did it, and of which unit."""
    name = who or language.tr("no name")
    if not unit:
        return name
    return f"{name}（{unit}）" if language.is_chinese else f"{name} ({unit})"
