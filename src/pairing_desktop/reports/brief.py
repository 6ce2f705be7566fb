"""The programme in two to four pages: what a minister reads, each figure with its source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pairing_desktop.domain.cards import CitationLine, Figure
from pairing_desktop.domain.cells import cell
from pairing_desktop.domain.charting import ChartData
from pairing_desktop.domain.display import MISSING, figure_value, name_text
from pairing_desktop.domain.language import Language
from pairing_desktop.domain.listing import Row
from pairing_desktop.domain.overview import Overview
from pairing_desktop.domain.timeline import TimelineItem
from pairing_desktop.reports.blocks import Block, Column, Heading, Paper, Paragraph, Table, Tiles
from pairing_desktop.reports.document import Report
from pairing_desktop.reports.numbering import Numbering
from pairing_desktop.reports.overview_page import opening, overview_tiles
from pairing_desktop.reports.parts import (
    chart_blocks,
    closing,
    disputes_table,
    events_table,
    figures_table,
    section,
    with_nature,
)

INVESTMENT = "investment"
_CHART_HEIGHT = 72.0
_COLUMNS = ("name", "industry", "status", "years", "capacity")


@dataclass(frozen=True)
class KeyProject:
    """A project of the brief: its row of the list, the places that support it and its figures of investment."""

    row: Row
    citations: tuple[CitationLine, ...]
    investment: tuple[Figure, ...]


@dataclass(frozen=True)
class BriefFacts:
    """What the brief says.  Figures of people come with both names of the record they are about."""

    overview: Overview
    projects: tuple[KeyProject, ...]
    highlights: tuple[TimelineItem, ...]
    citations: Mapping[int, tuple[CitationLine, ...]]  # of the highlights
    people: tuple[tuple[str, str, Figure], ...]  # and partners
    disputed: int  # figures on which sources disagree; the overview holds those with most claims
    charts: tuple[ChartData, ...]


def brief_report(
    facts: BriefFacts, language: Language, *, disputes_shown: int = 8, unit: str = "", paper: Paper | None = None
) -> Report:
    """The brief of the programme."""
    tr = language.tr
    sources = Numbering(language)
    overview = facts.overview
    blocks: list[Block] = [Paragraph(opening(overview, facts.disputed, language), lead=True)]
    blocks += [Heading(tr("At a glance")), Tiles(overview_tiles(overview, language, sources))]
    for data in facts.charts:
        blocks += chart_blocks(data, language, sources, _CHART_HEIGHT, minor=False)[0]
    blocks += section(
        tr("Key projects"),
        _projects(facts.projects, language, sources),
        note=tr(
            "{found} of {total} projects: those about which most is stated.",
            found=len(facts.projects),
            total=overview.counts.get("projects", 0),
        ),
    )
    blocks += section(
        tr("Highlights"),
        events_table(facts.highlights, facts.citations, language, sources),
        note=tr(
            "{found} of {total} events: of each year the one that tells most.",
            found=len(facts.highlights),
            total=overview.counts.get("events", 0),
        ),
    )
    people = [(name_text(english, chinese, language), figure) for english, chinese, figure in facts.people]
    blocks += section(tr("People and partners"), figures_table(people, language, sources))
    pairs = zip(overview.contested, overview.contested_subjects, strict=True)
    shown = [pair for pair in pairs if pair[0].low != pair[0].high][:disputes_shown]  # a range can be seen
    blocks += section(
        tr("Where sources disagree"),
        disputes_table(
            [(name_text(about[2], about[3], language), figure) for figure, about in shown], language, sources
        ),
        note=tr(
            "{found} of {total} figures: those with most claims. The rest stand on the Overview.",
            found=len(shown),
            total=facts.disputed,
        ),
    )
    blocks += closing(language, sources, overview.as_of)
    return Report(
        tr("Hangzhou–Delingha pairing assistance"),
        tuple(blocks),
        language,
        overview.as_of,
        tr("Programme brief"),
        unit,
        paper=paper or Paper(),
    )


def _projects(projects: Sequence[KeyProject], language: Language, sources: Numbering) -> Table:
    tr = language.tr
    columns = (
        Column(tr("Project")),
        Column(tr("Industry")),
        Column(tr("Status")),
        Column(tr("Years")),
        Column(tr("Capacity"), numeric=True),
        Column(tr("Investment"), numeric=True),
        Column(tr("Source")),
    )
    rows = []
    for project in projects:
        said = [cell("projects", name, project.row, language).text for name in _COLUMNS]
        invested = "\n".join(_invested(figure, language) for figure in project.investment) or MISSING
        citations = [
            *project.citations,
            *(claim.citation for figure in project.investment for claim in figure.claims if claim.citation),
        ]
        rows.append((*said, invested, sources.cite(citations) or MISSING))
    return Table(columns, tuple(rows))


def _invested(figure: Figure, language: Language) -> str:
    return with_nature(figure_value(figure, language), figure.nature, language)
