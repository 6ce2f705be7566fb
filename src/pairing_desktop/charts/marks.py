"""What was drawn: for each point its artist, so that a pointer, the keyboard and tests find it again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy
from matplotlib.artist import Artist
from matplotlib.figure import Figure

from pairing_desktop.charts.plot import Plot
from pairing_desktop.domain.charting import ChartData, Point, Series

EVENT = -1  # stands for the series of events
KEY = "series:"  # begins the label of a text that names a series
Extent = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass(frozen=True)
class DrawnMark:
    """Point `point` of series `series` (EVENT: of the events), and the artist that shows it."""

    series: int
    point: int
    artist: Artist


@dataclass(frozen=True)
class Drawing:
    """A drawn chart.  `marks` stand in reading order: from left to right or from top to bottom, then by series.
    `plots` by series; what all series share stands under 0."""

    data: ChartData
    figure: Figure
    marks: tuple[DrawnMark, ...] = ()
    plots: Mapping[int, Plot] = field(default_factory=dict)

    def of(self, mark: DrawnMark) -> tuple[Series, Point]:
        """The series and point that a mark shows."""
        if mark.series == EVENT:
            assert self.data.events is not None
            return self.data.events, self.data.events.points[mark.point]
        series = self.data.series[mark.series]
        return series, series.points[mark.point]

    def box(self, mark: DrawnMark) -> Extent:
        """Left, bottom, right, top of a mark in pixels of the figure, bottom up."""
        extent = mark.artist.get_window_extent()
        return float(extent.x0), float(extent.y0), float(extent.x1), float(extent.y1)

    @cached_property
    def boxes(self) -> "numpy.ndarray[tuple[int, int], numpy.dtype[numpy.float64]]":
        """The boxes of all marks, a row each, taken once: a pointer asks for them with every step."""
        return numpy.array([self.box(mark) for mark in self.marks], dtype=numpy.float64).reshape(-1, 4)

    def index_at(self, x: float, y: float, reach: float = 4) -> int | None:
        """Index of the mark at a pixel (y bottom up) or the nearest within `reach` pixels; of several the one drawn
        last.  None when there is none."""
        if not self.marks:
            return None
        left, bottom, right, top = self.boxes.T
        across = numpy.maximum(numpy.maximum(left - x, x - right), 0.0)
        away = across + numpy.maximum(numpy.maximum(bottom - y, y - top), 0.0)
        last = len(away) - 1 - int(numpy.argmin(away[::-1]))
        return last if away[last] <= reach else None

    def at(self, x: float, y: float, reach: float = 4) -> DrawnMark | None:
        """The mark that `index_at` finds."""
        found = self.index_at(x, y, reach)
        return None if found is None else self.marks[found]

    @cached_property
    def keys(self) -> tuple[tuple[str, Extent], ...]:
        """Code of a series and the box of its name in the picture, pixels bottom up."""
        found = []
        for text in self.figure.texts:
            name = text.get_label()
            if isinstance(name, str) and name.startswith(KEY):
                extent = text.get_window_extent()
                found.append((name.removeprefix(KEY), (extent.x0, extent.y0, extent.x1, extent.y1)))
        return tuple(found)

    def key_at(self, x: float, y: float) -> str:
        """Code of the series whose name, with the square before it, stands at a pixel (y bottom up); "" for none."""
        for code, (left, bottom, right, top) in self.keys:
            high = top - bottom
            if left - 1.2 * high <= x <= right and bottom - 0.3 * high <= y <= top + 0.3 * high:
                return code
        return ""


def in_reading_order(marks: list[DrawnMark]) -> tuple[DrawnMark, ...]:
    return tuple(sorted(marks, key=lambda mark: (mark.series == EVENT, mark.point, mark.series)))
