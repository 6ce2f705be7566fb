"""The yearbook: everything on file that is dated in a year or in several."""

from collections.abc import Mapping
from dataclasses import dataclass

from pairing_desktop.domain.cards import CitationLine, ClaimLine
from pairing_desktop.domain.charting import ChartData
from pairing_desktop.domain.language import Language
from pairing_desktop.domain.periods import Period
from pairing_desktop.domain.timeline import TimelineItem
from pairing_desktop.reports.blocks import Block, Facts, Heading, Paper
from pairing_desktop.reports.document import Report
from pairing_desktop.reports.numbering import Numbering
from pairing_desktop.reports.parts import (
    by_time,
    chart_blocks,
    claims_table,
    closing,
    events_table,
    projects_table,
    section,
)

_CHART_HEIGHT = 78.0


@dataclass(frozen=True)
class DatedFacts:
    """What is dated in a period.  `perhaps` are events that may lie in it but are dated too roughly to say."""

    events: tuple[TimelineItem, ...]
    perhaps: tuple[TimelineItem, ...]
    started: tuple[TimelineItem, ...]
    ended: tuple[TimelineItem, ...]
    claims: tuple[ClaimLine, ...]
    citations: Mapping[int, tuple[CitationLine, ...]]  # of events and projects
    charts: tuple[ChartData, ...]


def yearbook_report(
    facts: DatedFacts, period: Period, language: Language, *, as_of: str, unit: str = "", paper: Paper | None = None
) -> Report:
    """Events month by month, projects, every figure stated for the time, charts, sources."""
    tr = language.tr
    sources = Numbering(language)
    time = period.text(language)
    several = period.first[:4] != period.last[:4]
    blocks: list[Block] = [Facts(_counts(facts, language))]
    blocks += section(
        tr("Events"),
        events_table(
            sorted(facts.events, key=by_time), facts.citations, language, sources, by="year" if several else "month"
        ),
        tr("No event is dated in this time."),
    )
    if facts.perhaps:
        blocks += section(
            tr("Events dated too roughly to say"),
            events_table(facts.perhaps, facts.citations, language, sources),
            note=tr("They may lie in this time or reach into it."),
        )
    for title, items in ((tr("Projects begun"), facts.started), (tr("Projects ended"), facts.ended)):
        rows = projects_table(sorted(items, key=by_time), facts.citations, language, sources)
        blocks += section(title, rows)
    blocks += section(
        tr("Figures stated for this time"),
        claims_table(facts.claims, language, sources),
        tr("No figure is stated for this time."),
    )
    if facts.charts:
        blocks.append(Heading(tr("Charts"), note=tr("They show all years, as far as the file knows them.")))
        for data in facts.charts:
            blocks += chart_blocks(data, language, sources, _CHART_HEIGHT)[0]
    blocks += closing(language, sources, as_of, tr("Dated in {time}.", time=time))
    title = tr("Yearbook {years}", years=time)
    return Report(
        title, tuple(blocks), language, as_of, tr("Hangzhou–Delingha pairing assistance"), unit, paper=paper or Paper()
    )


def _counts(facts: DatedFacts, language: Language) -> tuple[tuple[str, str], ...]:
    tr = language.tr
    disputed = sum(1 for claim in facts.claims if claim.rivals)
    said = language.plural("{n} figure as stated", "{n} figures as stated", len(facts.claims))
    doubt = (
        language.plural("another claim speaks against {n} of them", "other claims speak against {n} of them", disputed)
        if disputed
        else ""
    )
    return (
        (tr("Events"), f"{len(facts.events):,}"),
        (tr("Projects begun"), f"{len(facts.started):,}"),
        (tr("Projects ended"), f"{len(facts.ended):,}"),
        (tr("Figures"), ("；" if language.is_chinese else "; ").join(part for part in (said, doubt) if part)),
    )
