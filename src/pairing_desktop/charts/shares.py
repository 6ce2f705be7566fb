"""Shares of a whole: lying bars in percent, each with its number; parts of a group fill a bar to a hundred."""

from pairing_desktop.charts.colours import on_colour, series_colour, series_hatch
from pairing_desktop.charts.frame import Box, Frame
from pairing_desktop.charts.keys import LINE, key_list, key_room
from pairing_desktop.charts.marks import DrawnMark
from pairing_desktop.charts.plot import Plot
from pairing_desktop.domain.chart_scale import chart_scale
from pairing_desktop.domain.chart_table import share, share_text
from pairing_desktop.domain.charting import ChartData


def shares(frame: Frame, data: ChartData, box: Box) -> list[DrawnMark]:
    """One row a group, the first at the top."""
    points = data.series[0].points
    several = len(data.series) > 1
    room = box.width * 0.34
    each = 2 if (box.height - LINE - 10) / len(points) >= 2 * LINE else 1
    names = [frame.wrap(point.label, room, each) for point in points]
    margin = max(frame.wide(text) for lines in names for text in lines) + 10
    scale = chart_scale(data)
    said = [f"{scale.number(point.value)} ({share_text(data, 0, point.x)})" if point.value else ""
            for point in points]
    right = key_room(frame, data, box) if several else max(frame.wide(text) for text in said) + 12
    plot = box.inset(left=margin, top=4, right=right, bottom=LINE + 6)
    plot = Box(plot.left, plot.top, plot.width, min(plot.height, len(points) * 40.0 + 10))
    most = 100.0 if several else float(max(share(data, 0, point.x) for point in points))
    field = frame.plot(plot, foot=False)
    field.x, field.y = (0, most), (len(points) - 0.5, -0.5)
    ticks = [tick for tick in (0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100) if tick <= most]
    step = 1 if plot.width / max(len(ticks), 1) > 34 else 2
    frame.ticks_across(field, plot, ticks[::step], [f"{tick}%" for tick in ticks[::step]], grid=True)
    slot = plot.height / len(points)
    for index, lines in enumerate(names):
        middle = plot.top + slot * (index + 0.5)
        for number, text in enumerate(lines):
            shift = (number - (len(lines) - 1) / 2) * LINE
            frame.write(plot.left - 8, middle + shift, text, align="right", middle=True)
        if not several and said[index]:
            wide = plot.width * float(share(data, 0, points[index].x)) / most
            frame.write(plot.left + wide + 5, middle, said[index], middle=True, over_grid=True)
    marks = _bars(frame, data, field)
    if several:
        _name_parts(frame, data, plot, slot)
    key_list(frame, data, plot)
    return marks


def _bars(frame: Frame, data: ChartData, field: Plot) -> list[DrawnMark]:
    base = [0.0] * len(data.series[0].points)
    marks = []
    for number, series in enumerate(data.series):
        fill, edge = series_colour(series)
        for index, point in enumerate(series.points):
            if not point.value:
                continue
            wide = float(share(data, number, point.x))
            bar = field.bar(
                base[index], index - 0.36, wide, 0.72, facecolor=fill, edgecolor=edge, linewidth=0.6,
                hatch=series_hatch(series) if frame.context.paper else None,
            )
            marks.append(DrawnMark(number, index, bar))
            if len(data.series) > 1:
                base[index] += wide
    return marks


def _name_parts(frame: Frame, data: ChartData, plot: Box, slot: float) -> None:
    """The percentage in each piece that is wide enough."""
    base = [0.0] * len(data.series[0].points)
    for number, series in enumerate(data.series):
        for index, point in enumerate(series.points):
            wide = float(share(data, number, point.x)) if point.value else 0.0
            text = share_text(data, number, point.x)
            if wide * plot.width / 100 > frame.wide(text) + 8:
                hatched = frame.context.paper and series_hatch(series) is not None
                frame.write(
                    plot.left + plot.width * (base[index] + wide / 2) / 100, plot.top + slot * (index + 0.5), text,
                    align="center", middle=True, over_grid=hatched, colour="" if hatched else on_colour(series_colour(series)[0]),
                )
            base[index] += wide
