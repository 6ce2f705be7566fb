"""A chart as the bytes of a PNG, SVG or PDF file, the same for the same data on every run."""

import io

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from pairing_desktop.charts.context import Context, drawing
from pairing_desktop.charts.sheet import CHART_HEIGHT, WIDTH, draw_sheet
from pairing_desktop.domain.charting import ChartData

PICTURES = ("png", "svg", "pdf")


def picture(
    data: ChartData, format: str, context: Context, *, dpi: int = 192, size: tuple[float, float] | None = None,
    standing: str = "",
) -> bytes:
    """Chart, sources and facts in one of PICTURES.  `size` is of the chart alone, in points; `standing` says what the
    picture is worth as a record.  KeyError for another format."""
    # Nothing of today and of this machine may enter the file.
    metadata: dict[str, str | None] = {
        "png": {"Software": None, "Title": data.title, "Description": data.summary},
        "svg": {"Date": None, "Creator": None, "Title": data.title, "Description": data.summary},
        "pdf": {"CreationDate": None, "Creator": None, "Producer": None, "Title": data.title},
    }[format]
    figure = Figure(dpi=dpi)
    FigureCanvasAgg(figure)
    draw_sheet(figure, data, context, size or (WIDTH, CHART_HEIGHT), standing)
    stream = io.BytesIO()
    with drawing():
        figure.savefig(
            stream, format=format, dpi=dpi, facecolor=context.tokens.base,
            metadata={name: value for name, value in metadata.items() if value is None or value},
        )
    return stream.getvalue()
