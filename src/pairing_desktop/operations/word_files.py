"""A report as a Word document: the same blocks as on paper, charts as pictures."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from pairing_desktop.domain.charting import ChartData
from pairing_desktop.domain.language import Language
from pairing_desktop.domain.palette import PAPER
from pairing_desktop.reports.blocks import (
    Block,
    Facts,
    FigureBlock,
    Heading,
    PageBreak,
    Paragraph,
    Rule,
    Sources,
    Table,
    Tiles,
)
from pairing_desktop.reports.document import Report

if TYPE_CHECKING:
    from pairing_desktop.exchange.docx import WordDocument

DPI = 200
_WIDTH = 174.0  # of a picture in mm, as on the printed page


def save_word(report: Report, path: Path, step: Callable[[int, int], None] | None = None) -> None:
    """Write the report as .docx, beside its place first.  `step` is told how many blocks of how many are done and may
    raise to stop: then nothing is written.  Raises FileProblem in words."""
    from pairing_desktop.exchange.docx import Sheet, WordDocument  # loads lxml: not before somebody wants it

    language, paper = report.language, report.paper
    document = WordDocument(Sheet(
        report.title, language.code.replace("_", "-"), (paper.width, paper.height), report.head, report.foot,
        language.tr("Page {n} of {pages}", n="{n}", pages="{pages}"), report.as_of, report.unit,
    ))
    document.title(report.title, report.subtitle)
    for index, block in enumerate(report.blocks):
        _add(document, block, language)
        if step is not None:
            step(index + 1, len(report.blocks))
    document.save(path)


def chart_png(data: ChartData, language: Language, width: float, height: float) -> bytes:
    """The chart as on the printed page, without its title; width and height in mm, at DPI."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    from pairing_desktop.charts.context import Context, drawing
    from pairing_desktop.charts.drawing import draw

    figure = Figure(figsize=(width / 25.4, height / 25.4), dpi=DPI)
    FigureCanvasAgg(figure)
    draw(figure, data, Context(language, PAPER, paper=True, titled=False))
    stream = io.BytesIO()
    with drawing():
        figure.savefig(stream, format="png", dpi=DPI, facecolor=PAPER.base, metadata={"Software": None})
    return stream.getvalue()


def _add(document: "WordDocument", block: Block, language: Language) -> None:
    match block:
        case Heading(text, minor, note):
            document.heading(text, 2 if minor else 1, note)
        case Paragraph(text, muted, lead):
            document.paragraph(text, muted=muted, lead=lead)
        case Facts(rows):
            document.pairs(rows)
        case Tiles(tiles):
            document.tiles([(tile.name, tile.value, tile.note) for tile in tiles])
        case FigureBlock(chart, height):
            document.picture(chart_png(chart, language, _WIDTH, height), _WIDTH, chart.summary or chart.title)
        case Table():
            columns = block.columns
            document.table(
                [column.title for column in columns], [column.numeric for column in columns], block.rows, block.groups
            )
        case Sources(lines):
            document.sources(language.tr("Sources"), lines)
        case PageBreak():
            document.page_break()
        case Rule():
            pass  # headings and tables divide enough
