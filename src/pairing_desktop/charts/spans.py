"""Spans of time: a row a record, a bar from its first to its last day; dashed what is planned, a mark what has no end."""

import datetime

from pairing_desktop.charts.colours import series_colour, series_hatch
from pairing_desktop.charts.frame import Box, Frame
from pairing_desktop.charts.keys import DASHES, LINE, key_list, key_room, line_colour
from pairing_desktop.charts.marks import DrawnMark
from pairing_desktop.charts.periods import days
from pairing_desktop.charts.plot import Plot
from pairing_desktop.domain.chart_table import in_time
from pairing_desktop.domain.charting import ChartData

_SHORT = 4.0  # points: a shorter bar is marked


def spans(frame: Frame, data: ChartData, box: Box) -> list[DrawnMark]:
    """Rows in the order of their beginnings."""
    rows = in_time(data)
    slots = len(rows)
    height = box.height - LINE - 10
    hidden = 0
    if height / slots < LINE * 0.9:
        slots = max(int(height / (LINE * 0.9)) - 1, 1)
        hidden = len(rows) - slots
        rows = rows[:slots]
        frame.write(box.left, box.bottom - LINE, frame.context.language.plural(
            "{n} more in the table", "{n} more in the table", hidden), tone="muted")
        box = box.inset(bottom=LINE)
    room = box.width * 0.32
    names = [frame.wrap(point.label, room, 1)[0] for _, point in rows]
    margin = max(frame.wide(name) for name in names) + 10
    plot = box.inset(left=margin, top=4, right=key_room(frame, data, box), bottom=LINE + 6)
    plot = Box(plot.left, plot.top, plot.width, min(plot.height, slots * 30.0))
    covered = [days(point.x) for _, point in rows]
    first, last = min(one[0] for one in covered), max(one[1] for one in covered)
    edge = max((last - first) * 0.02, 20)
    field = frame.plot(plot)
    field.x, field.y = (first - edge, last + edge), (slots - 0.5, -0.5)
    _year_ticks(frame, field, plot, first, last, last - first + 2 * edge)
    slot, per_day = plot.height / slots, plot.width / (last - first + 2 * edge)
    places = {(id(series), index): (number, index) for number, series in enumerate(data.series)
              for index in range(len(series.points))}
    marks = []
    for row, (series, point) in enumerate(rows):
        number, index = places[id(series), series.points.index(point)]
        start, end = days(point.x)
        fill, face = series_colour(series)
        bar = field.bar(
            start, row - 0.32, end - start, 0.64, facecolor="none" if point.planned else fill, edgecolor=face,
            linewidth=1.0 if point.planned else 0.6, linestyle=DASHES if point.planned else "solid",
            hatch=series_hatch(series) if frame.context.paper and not point.planned else None,
        )
        marks.append(DrawnMark(number, index, bar))
        if (end - start) * per_day < _SHORT:
            field.dot((start + end) / 2, row, 30, "D", facecolor=frame.context.tokens.base if point.planned else fill,
                      edgecolor=line_colour(series, frame), linewidth=0.8)
        middle = plot.top + slot * (row + 0.5)
        frame.write(plot.left - 8, middle, names[row], align="right", middle=True)
        _say_when(frame, plot, point.text, middle, plot.left + (start - first + edge) * per_day,
                  plot.left + (end - first + edge) * per_day)
    key_list(frame, data, plot)
    return marks


def _say_when(frame: Frame, plot: Box, text: str, middle: float, left: float, right: float) -> None:
    """The dates beside the bar: at its right, else at its left, else nowhere (the table has them)."""
    wide = frame.wide(text)
    if right + 8 + wide <= plot.right:
        frame.write(right + 8, middle, text, tone="muted", middle=True, over_grid=True)
    elif left - 8 - wide >= plot.left:
        frame.write(left - 8, middle, text, tone="muted", align="right", middle=True, over_grid=True)


def _year_ticks(frame: Frame, field: Plot, plot: Box, first: int, last: int, shown: float) -> None:
    """A tick at the beginning of every year, or of each second, fifth … when they would touch."""
    begin, end = datetime.date.fromordinal(first).year, datetime.date.fromordinal(last).year
    per_year = plot.width / shown * 365.25
    need = frame.wide("2020") + 10
    step = next((every for every in (1, 2, 5, 10, 20, 50, 100) if every * per_year >= need), 100)
    years = [year for year in range(begin, end + 2) if year % step == 0]
    places = [(datetime.date(year, 1, 1).toordinal(), str(year)) for year in years]
    inside = [(place, name) for place, name in places if field.x[0] <= place <= field.x[1]]
    frame.ticks_across(field, plot, [place for place, _ in inside], [name for _, name in inside], grid=True, marks=True)
