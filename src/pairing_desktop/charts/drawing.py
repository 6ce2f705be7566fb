"""`draw`: one chart on one figure, whatever its form; a sentence where there is nothing to draw."""

from matplotlib.figure import Figure

from pairing_desktop.charts.bars import stacked_bar, stacked_barh
from pairing_desktop.charts.clusters import bar, barh
from pairing_desktop.charts.context import BODY, Context, drawing, line_height
from pairing_desktop.charts.dots import dot_range
from pairing_desktop.charts.events import STRIP, event_marks
from pairing_desktop.charts.frame import Box, Frame
from pairing_desktop.charts.lines import line, step
from pairing_desktop.charts.marks import Drawing, in_reading_order
from pairing_desktop.charts.panels import panels
from pairing_desktop.charts.periods import period_bar
from pairing_desktop.charts.shares import shares
from pairing_desktop.charts.spans import spans
from pairing_desktop.domain.charting import MOST_MARKS, ChartData

_FORMS = {
    "stacked_bar": stacked_bar, "stacked_barh": stacked_barh, "period_bar": period_bar, "dot_range": dot_range,
    "bar": bar, "barh": barh, "line": line, "step": step, "share": shares, "panels": panels, "gantt": spans,
}
SMALLEST = (230.0, 140.0)  # points: below this a plot cannot be read


def draw(figure: Figure, data: ChartData, context: Context, area: Box | None = None) -> Drawing:
    """Draw `data` on `figure`, by default over all of it, else into `area` (points from the top left).

    What the figure held before is removed unless an area is given.  Raises KeyError for an unknown form.
    """
    with drawing():
        if area is None:
            figure.clear()
            figure.set_facecolor(context.tokens.base)
        frame = Frame(figure, context)
        box = (area or frame.whole.inset(*((10, 8, 10, 6) if context.small else (12, 8, 12, 8))))
        rest = frame.head(data, box)
        if data.is_empty:
            _nothing(frame, rest)
            return Drawing(data, figure)
        if rest.width < SMALLEST[0] - 60 or rest.height < SMALLEST[1] - 70:
            frame.paragraph(rest, context.language.tr("Make the window larger to see the chart."), tone="muted")
            return Drawing(data, figure)
        if len(data.points) > MOST_MARKS:
            frame.paragraph(rest, context.language.plural(
                "{n} mark is more than a picture can show. The table has them all; a filter or years make fewer.",
                "{n} marks are more than a picture can show. The table has them all; a filter or years make fewer.",
                len(data.points)), tone="muted")
            return Drawing(data, figure)
        over = STRIP if data.events is not None and not context.small else 0.0
        marks = _FORMS[data.form](frame, data, rest.inset(top=over))
        if over:
            marks += event_marks(frame, data, rest.top)
        return Drawing(data, figure, in_reading_order(marks), frame.plots)


def _nothing(frame: Frame, box: Box) -> None:
    text = frame.context.language.tr("Nothing on file can be drawn here. What is left out says why.")
    lines = frame.wrap(text, box.width - 24, 4)
    top = box.top + box.height / 2 - len(lines) * line_height(BODY) / 2
    for number, words in enumerate(lines):
        frame.write(box.left + box.width / 2, top + number * line_height(BODY), words, tone="muted", align="center")
