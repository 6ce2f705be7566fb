"""Several charts in one report: the pictures two to a page, then the figures behind each, then all sources once."""

from collections.abc import Sequence

from pairing_desktop.domain.chart_table import table
from pairing_desktop.domain.charting import ChartData
from pairing_desktop.domain.language import Language
from pairing_desktop.reports.blocks import Block, Column, Heading, Paper, Table
from pairing_desktop.reports.document import Report
from pairing_desktop.reports.numbering import Numbering
from pairing_desktop.reports.parts import chart_blocks, closing

_HEIGHT = 76.0


def charts_report(
    charts: Sequence[ChartData], language: Language, *, as_of: str, unit: str = "", paper: Paper | None = None
) -> Report:
    """The charts in this order."""
    tr = language.tr
    sources = Numbering(language)
    blocks: list[Block] = []
    drawn = []
    for data in charts:
        own, chart = chart_blocks(data, language, sources, _HEIGHT, minor=False)
        blocks += own
        drawn.append(chart)
    blocks.append(Heading(tr("Figures drawn")))
    for chart in drawn:
        twin = table(chart, language)
        if twin.rows:
            columns = tuple(Column(title, right) for title, right in zip(twin.headers, twin.numeric, strict=True))
            blocks += [Heading(chart.title, minor=True, note=chart.subtitle), Table(columns, twin.rows)]
    blocks += closing(language, sources, as_of)
    return Report(
        tr("Charts"),
        tuple(blocks),
        language,
        as_of,
        tr("Hangzhou–Delingha pairing assistance"),
        unit,
        paper=paper or Paper(),
    )
