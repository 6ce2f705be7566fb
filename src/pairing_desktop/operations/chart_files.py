"""Saving a chart: PNG, SVG or PDF as drawn for paper, or its table as CSV or spreadsheet; the ending says which."""

from dataclasses import dataclass
from pathlib import Path

from pairing_desktop.domain.charting import ChartData
from pairing_desktop.domain.language import Language, mark
from pairing_desktop.domain.palette import DARK, LIGHT, PAPER
from pairing_desktop.domain.problems import FileProblem
from pairing_desktop.exchange.chart_files import chart_csv, chart_xlsx, write_whole

FORMATS = ("png", "svg", "pdf", "csv", "xlsx")
RESOLUTIONS = (96, 150, 300, 600)  # dots an inch
THEMES = {"paper": PAPER, "light": LIGHT, "dark": DARK}


@dataclass(frozen=True)
class Sheet:
    """How a picture is made: `dpi` of a PNG; `size` the width and height of the chart above its footer in millimetres,
    None for the usual; `theme` one of THEMES; `standing` what the picture is worth as a record, in words."""

    dpi: int = 192
    size: tuple[float, float] | None = None
    theme: str = "paper"
    standing: str = ""


USUAL = Sheet()


def chart_bytes(data: ChartData, format: str, language: Language, sheet: Sheet = USUAL) -> bytes:
    """The chart in one of FORMATS, with its sources.  Raises FileProblem for another format."""
    if format not in FORMATS:
        raise FileProblem(
            mark("A chart cannot be saved as “{format}”. It can be saved as {known}."),
            format=format, known=", ".join(FORMATS),
        )
    if format in ("csv", "xlsx"):
        return (chart_csv if format == "csv" else chart_xlsx)(data, language)
    from pairing_desktop.charts.context import Context  # not before a picture is wanted: Matplotlib takes long
    from pairing_desktop.charts.files import picture

    context = Context(language, THEMES[sheet.theme], paper=sheet.theme == "paper")
    points = None if sheet.size is None else (sheet.size[0] * 72 / 25.4, sheet.size[1] * 72 / 25.4)
    standing = sheet.standing or language.tr("Unregistered copy")
    return picture(data, format, context, dpi=sheet.dpi, size=points, standing=standing)


def save_chart(data: ChartData, path: Path, language: Language, sheet: Sheet = USUAL) -> None:
    """Write the chart in the format that the ending of `path` says.  Raises FileProblem in words; what was there
    before stays until the new file is whole."""
    write_whole(path, chart_bytes(data, path.suffix.lstrip(".").lower(), language, sheet))
