"""A chart as a picture that stands alone: chart, numbered sources in two columns, what is left out, the date."""

from matplotlib.figure import Figure

from pairing_desktop.charts.context import Context, drawing, line_height
from pairing_desktop.charts.drawing import draw
from pairing_desktop.charts.frame import Box, Frame
from pairing_desktop.charts.marks import Drawing
from pairing_desktop.domain.chart_words import as_of_text, facts, source_lines
from pairing_desktop.domain.charting import ChartData

WIDTH, CHART_HEIGHT = 720.0, 400.0  # points
_SMALL = 8.0
_LINE = line_height(_SMALL)
_MARGIN, _GAP, _NUMBER = 16.0, 18.0, 24.0
MOST_SOURCES = 120  # a picture of more would be a page of its own: the CSV file lists them all


def draw_sheet(
    figure: Figure, data: ChartData, context: Context, size: tuple[float, float] = (WIDTH, CHART_HEIGHT),
    standing: str = "",
) -> Drawing:
    """Draw chart and footer; the figure is made as high as they need.  `size` of the chart in points, `standing` what
    the picture is worth as a record."""
    wide, high = size
    with drawing():
        figure.clear()
        figure.set_facecolor(context.tokens.base)
        figure.set_size_inches(wide / 72, high / 72)
        frame = Frame(figure, context)
        column = (wide - 2 * _MARGIN - _GAP) / 2
        sources = source_lines(data, context.language)[:MOST_SOURCES]
        entries = [(number, frame.wrap(text, column - _NUMBER, 3, _SMALL)) for number, text in sources]
        hidden = len(data.sources) - len(sources)
        half = _split([len(lines) for _, lines in entries])
        texts = facts(data, context.language)
        if hidden:
            texts.append((context.language.tr("Sources"), context.language.plural(
                "{n} more source stands in the table", "{n} more sources stand in the table", hidden)))
        room = wide - 2 * _MARGIN - 90
        wrapped = [(name, frame.wrap(text, room, 12, _SMALL)) for name, text in texts]
        source_height = max(sum(len(lines) for _, lines in part) for part in (entries[:half], entries[half:]))
        fact_height = sum(len(lines) for _, lines in wrapped) + 1
        height = high + (source_height + fact_height + 1) * _LINE + 3 * 12
        figure.set_size_inches(wide / 72, height / 72)
        drawn = draw(figure, data, context, Box(_MARGIN, 12, wide - 2 * _MARGIN, high - 20))
        top = high + 4
        frame.write(_MARGIN, top, context.language.tr("Sources"), size=_SMALL, tone="muted")
        top += _LINE + 2
        for part, left in ((entries[:half], _MARGIN), (entries[half:], _MARGIN + column + _GAP)):
            at = top
            for number, lines in part:
                frame.write(left, at, number, size=_SMALL, tone="muted")
                for line in lines:
                    frame.write(left + _NUMBER, at, line, size=_SMALL)
                    at += _LINE
        top += source_height * _LINE + 8
        for name, lines in wrapped:
            frame.write(_MARGIN, top, name, size=_SMALL, tone="muted")
            for line in lines:
                frame.write(_MARGIN + 90, top, line, size=_SMALL)
                top += _LINE
        frame.write(_MARGIN, top, as_of_text(data, context.language), size=_SMALL, tone="muted")
        if standing:
            frame.write(wide - _MARGIN, top, standing, size=_SMALL, tone="muted", align="right")
        return drawn


def _split(heights: list[int]) -> int:
    """How many entries stand in the left of two columns, so that it is the higher one by as little as can be."""
    half, taken = sum(heights) / 2, 0
    for index, height in enumerate(heights):
        if taken >= half:
            return index
        taken += height
    return len(heights)
