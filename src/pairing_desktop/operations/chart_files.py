"""Saving a chart: PNG, SVG or PDF as drawn for paper, or CSV of its table; the ending of the name says which."""

from pathlib import Path

from pairing_desktop.domain.charting import ChartData
from pairing_desktop.domain.language import Language, mark
from pairing_desktop.domain.palette import PAPER
from pairing_desktop.domain.problems import FileProblem
from pairing_desktop.exchange.chart_files import chart_csv, write_whole

FORMATS = ("png", "svg", "pdf", "csv")


def chart_bytes(data: ChartData, format: str, language: Language, *, dpi: int = 192) -> bytes:
    """The chart in one of FORMATS, with its sources.  Raises FileProblem for another format.
    """
    if format not in FORMATS:
        raise FileProblem(
            mark("A chart cannot be saved as “{format}”. It can be saved as {known}."),
            format=format, known=", ".join(FORMATS),
        )
    if format == "csv":
        return chart_csv(data, language)
    from pairing_desktop.charts.context import Context  # not before a picture is wanted: Matplotlib takes long
    from pairing_desktop.charts.files import picture

    return picture(data, format, Context(language, PAPER, paper=True), dpi=dpi)


def save_chart(data: ChartData, path: Path, language: Language, *, dpi: int = 192) -> None:
    """Write the chart in the format that the ending of `path` says.  Raises FileProblem in words; what was there
    before stays until the new file is whole."""
    write_whole(path, chart_bytes(data, path.suffix.lstrip(".").lower(), language, dpi=dpi))
