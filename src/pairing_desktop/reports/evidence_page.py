"""The evidence of one figure: every claim side by side, where they lie, what was found and decided, and why."""

from collections.abc import Iterable
from decimal import Decimal

from pairing_desktop.domain.bench import Bench, BenchClaim, DecisionLine, FindingLine
from pairing_desktop.domain.cards import ClaimLine
from pairing_desktop.domain.chart_scale import spans_orders
from pairing_desktop.domain.charting import ChartData, Point, Series, SourceNote
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
    period_text,
    quantity,
    range_text,
    source_name,
)
from pairing_desktop.domain.findings import SEVERITIES
from pairing_desktop.domain.language import Language, mark
from pairing_desktop.domain.trust import factor_text, trust_word
from pairing_desktop.domain.vocabulary import label
from pairing_desktop.reports.blocks import Block, Column, Facts, FigureBlock, Heading, Paper, Paragraph, Table
from pairing_desktop.reports.document import Report
from pairing_desktop.reports.numbering import Numbering
from pairing_desktop.reports.parts import chart_height, closing, person, section, shown_moment, statement, with_nature

_RELATION = {  # read "claim – relation – claim"
    "same": mark("same figure"),
    "other_scope": mark("other scope"),
    "part_of": mark("part of it"),
    "corrects": mark("corrects it"),
    "supersedes": mark("takes its place"),
    "disputes": mark("stands against it"),
}
_CHOICE = {
    "preferred": mark("Preferred"),
    "normal": mark("Normal"),
    "deprecated": mark("Deprecated"),
    "unsettled": mark("Left unsettled"),
}
_MOST_DOTS = 30  # more rows cannot be read on one page; the table holds them all


def evidence_report(
    bench: Bench, language: Language, *, as_of: str, unit: str = "", paper: Paper | None = None
) -> Report:
    """Everything known about one indicator of one record."""
    tr = language.tr
    sources = Numbering(language)
    about = name_text(bench.subject_en, bench.subject_zh, language)
    lines = sorted(bench.claims, key=lambda line: (line.claim.period_end or line.claim.period_start, line.claim.id))
    claims = _claims(lines, language, sources)  # first: so sources are numbered in the order of the table
    drawn = [line for line in lines if line.claim.value]
    blocks: list[Block] = [Facts(_standing(bench, language))]
    if len(drawn) > 1:
        chart, _ = sources.chart(_chart(bench, drawn[-_MOST_DOTS:], language, as_of))
        note = tr("{unit}; logarithmic axis", unit=label("unit", bench.unit, language) or chart.title) if chart.log else ""
        blocks.append(Heading(tr("Where the claims lie"), note=note))
        blocks.append(FigureBlock(chart, chart_height(chart, 0.0)))
        if len(drawn) > _MOST_DOTS:
            blocks.append(
                Paragraph(
                    tr("The latest {n} are drawn; the table holds all {total}.", n=_MOST_DOTS, total=len(drawn)),
                    muted=True,
                )
            )
    blocks += section(tr("Claims"), claims)
    blocks += section(tr("Findings"), _findings(lines, language), tr("The checks found nothing."))
    blocks += section(
        tr("Decisions"), _decisions(bench.decisions, language), tr("Nobody has decided about this figure.")
    )
    blocks += section(tr("Readings"), _readings(lines, language))
    blocks += section(tr("Relations"), _relations(lines, bench.elsewhere, language, sources))
    blocks += section(tr("Taken over"), _derived(lines, language))
    blocks += closing(language, sources, as_of, tr("One indicator of one record."))
    name = name_text(bench.measure_en, bench.measure_zh, language)
    return Report(
        tr("{figure} of {record}", figure=name, record=about),
        tuple(blocks),
        language,
        as_of,
        tr("Evidence of a figure"),
        unit,
        paper=paper or Paper(),
    )


def _standing(bench: Bench, language: Language) -> tuple[tuple[str, str], ...]:
    """How the figure stands now, period by period."""
    rows = []
    for figure in bench.figures:
        when = join((figure_period(figure, language), nature_text(figure.nature, language)), language)
        trust = figure.trust.text(language)
        rows.append((when or language.tr("Period not stated"), join((figure_value(figure, language), trust), language)))
    return tuple(rows)


def _claims(lines: Iterable[BenchClaim], language: Language, sources: Numbering) -> Table:
    tr = language.tr
    columns = (
        Column(tr("Period")),
        Column(tr("As stated")),
        Column(tr("Value"), numeric=True),
        Column(tr("Possible"), numeric=True),
        Column(tr("Rank")),
        Column(tr("Trust")),
        Column(tr("Source")),
    )
    rows = []
    for line in lines:
        claim = line.claim
        when = join((claim_period(claim, language), nature_text(claim.nature, language)), language)
        value = claim_value(claim, language) if claim.value else MISSING
        if line.reading is not None:
            read = quantity(claim.effective, claim.unit, language)
            value = f"{value}\n{tr('read as {value}', value=read)}"
        rows.append(
            (
                when or MISSING,
                claim.value_as_stated,
                value,
                _span(line, language),
                coded("rank", claim.rank, language),
                trust_word(claim.mark, language),
                sources.cite(line.citations) or sources.claim(claim),
            )
        )
    return Table(columns, tuple(rows))


def _span(line: BenchClaim, language: Language) -> str:
    """What the printed digits leave open."""
    claim = line.claim
    if not line.low and not line.high:
        return MISSING
    if not line.high:
        return language.tr("from {value}", value=quantity(line.low, claim.unit, language))
    if not line.low:
        return language.tr("to {value}", value=quantity(line.high, claim.unit, language))
    return range_text(line.low, line.high, claim.unit, language)


def _chart(bench: Bench, lines: Iterable[BenchClaim], language: Language, as_of: str) -> ChartData:
    """A dot a claim, in the order of the table."""
    notes: dict[int, SourceNote] = {}
    points = []
    for line in lines:
        claim = line.claim
        if claim.citation:
            cited = claim.citation
            notes.setdefault(
                cited.source_id,
                SourceNote(
                    cited.source_id, cited.source_key, cited.title, cited.publisher, cited.published_on, cited.locator
                ),
            )
        numbers = (list(notes).index(claim.citation.source_id),) if claim.citation else ()
        source = source_name(claim.citation) if claim.citation else ""
        points.append(
            Point(
                claim.key,
                join((claim_period(claim, language), source), language),
                Decimal(claim.effective),
                mark=claim.mark,
                planned=claim.nature != "actual",
                claim_ids=(claim.id,),
                sources=numbers,
            )
        )
    name = name_text(bench.measure_en, bench.measure_zh, language)
    return ChartData(
        "evidence",
        "dot_range",
        name,
        "",
        bench.unit,
        language.tr("Claim"),
        name,
        (Series("actual", name, tuple(points)),),
        tuple(notes.values()),
        as_of[:10],
        language.code,
        log=spans_orders([point.value for point in points if point.value is not None]),
        figures=len(points),
    )


def _findings(lines: Iterable[BenchClaim], language: Language) -> Table:
    """Open ones first, the gravest first; those that were dismissed with the reason."""
    tr = language.tr
    severity = {"error": tr("Error"), "warning": tr("Warning"), "info": tr("Hint")}
    found: dict[tuple[str, int | None], FindingLine] = {}
    for line in lines:
        for one in line.findings:
            found.setdefault((one.finding.rule, one.claim_id), one)
    order = sorted(found.values(), key=lambda one: (not one.is_open, -SEVERITIES.index(one.finding.severity)))
    rows = []
    for one in order:
        state = tr("Open")
        if not one.is_open:
            state = "\n".join(
                (
                    tr("Dismissed"),
                    join((one.dismissed_by, shown_moment(one.dismissed_at)), language),
                    one.dismissed or "",
                )
            )
        rows.append((severity[one.finding.severity], one.finding.message(language), state))
    return Table((Column(tr("Severity")), Column(tr("Finding")), Column(tr("State"))), tuple(rows))


def _decisions(decisions: Iterable[DecisionLine], language: Language) -> Table:
    tr = language.tr
    columns = (
        Column(tr("Decision")),
        Column(tr("Claim")),
        Column(tr("Reason")),
        Column(tr("Who")),
        Column(tr("When")),
    )
    rows = []
    for one in decisions:
        choice = tr(_CHOICE[one.choice])
        if not one.stands:
            choice = f"{choice}（{tr('replaced')}）" if language.is_chinese else f"{choice} ({tr('replaced')})"
        period = period_text(one.period_start, one.period_end, one.period_precision, language)
        claim = f"“{one.value_as_stated}”" if one.claim_id is not None else ""
        rows.append(
            (
                choice,
                join((claim, period), language) or MISSING,
                one.reason,
                person(one.who, "", language),
                shown_moment(one.at),
            )
        )
    return Table(columns, tuple(rows))


def _readings(lines: Iterable[BenchClaim], language: Language) -> Table:
    tr = language.tr
    rows = tuple(
        (
            f"“{line.claim.value_as_stated}”",
            factor_text(line.reading.factor),
            quantity(line.reading.value, line.reading.unit, language),
            line.reading.reason,
            person(line.reading.who, "", language),
            shown_moment(line.reading.at),
        )
        for line in lines
        if line.reading is not None
    )
    columns = (
        Column(tr("As stated")),
        Column(tr("Factor")),
        Column(tr("Read as"), numeric=True),
        Column(tr("Reason")),
        Column(tr("Who")),
        Column(tr("When")),
    )
    return Table(columns, rows)


def _relations(
    lines: Iterable[BenchClaim], elsewhere: Iterable[ClaimLine], language: Language, sources: Numbering
) -> Table:
    """Read "claim – relation – claim", each pair once; claims about something else with what they are about."""
    tr = language.tr
    known = {line.claim.id: line.claim for line in lines}
    others = {claim.id: claim for claim in elsewhere}
    rows = []
    for line in lines:
        for one in line.relations:
            other = known.get(one.claim_id) or others.get(one.claim_id)
            if other is None or (not one.outgoing and one.claim_id in known):
                continue
            said = [_named(claim, claim.id in others, language, sources) for claim in (line.claim, other)]
            if not one.outgoing:
                said.reverse()
            rows.append((said[0], tr(_RELATION[one.relation]), said[1], one.reason or MISSING))
    return Table((Column(tr("Claim")), Column(tr("Relation")), Column(tr("Claim")), Column(tr("Reason"))), tuple(rows))


def _named(claim: ClaimLine, with_about: bool, language: Language, sources: Numbering) -> str:
    said = statement(claim, sources)
    if not with_about:
        return said
    measure = with_nature(name_text(claim.measure_en, claim.measure_zh, language), claim.nature, language)
    return f"{join((name_text(claim.subject_en, claim.subject_zh, language), measure), language)}\n{said}"


def _derived(lines: Iterable[BenchClaim], language: Language) -> Table:
    tr = language.tr
    rows = dict.fromkeys(
        (line.claim.citation.title, name_text(link.name_en, link.name_zh, language))
        for line in lines
        for link in line.derives_from
        if line.claim.citation
    )
    return Table((Column(tr("Source")), Column(tr("took over from"))), tuple(rows))
