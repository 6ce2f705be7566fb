"""A chart on paper: picture, what must be known of it, sources, facts, then the figures drawn."""

from pairing_desktop.domain.chart_table import table
from pairing_desktop.domain.chart_words import facts, source_lines
from pairing_desktop.domain.charting import ChartData
from pairing_desktop.domain.language import Language
from pairing_desktop.reports.blocks import Block, Column, Facts, FigureBlock, Paper, Paragraph, Rule, Sources, Table
from pairing_desktop.reports.document import Report, as_of_text
from pairing_desktop.reports.parts import chart_height


def chart_report(
    data: ChartData, language: Language, *, as_of: str = "", unit: str = "", paper: Paper | None = None
) -> Report:
    """One chart with everything it rests on.  `as_of` is more exact than the chart's own day, if given."""
    tr = language.tr
    as_of = as_of or data.as_of
    blocks: list[Block] = [FigureBlock(data, 82.0 if paper and paper.landscape else max(chart_height(data, 108.0), 108.0))]
    blocks += [Paragraph(note) for note in data.notes]
    if data.sources:
        blocks += [Rule(), Sources(tuple(source_lines(data, language)))]
    said = [(tr("As of"), as_of_text(as_of, language))]
    if not data.filters:
        said.append((tr("Filters"), tr("None")))
    said += [(name, text) for name, text in facts(data, language) if name != tr("Notes")]
    blocks += [Rule(), Facts(tuple(said))]
    twin = table(data, language)
    if twin.rows:
        columns = tuple(Column(title, right) for title, right in zip(twin.headers, twin.numeric, strict=True))
        blocks += [Rule(), Table(columns, twin.rows)]
    return Report(data.title, tuple(blocks), language, as_of, data.subtitle, unit, paper=paper or Paper())
