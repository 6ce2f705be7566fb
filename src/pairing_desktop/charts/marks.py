"""What was drawn: for each point its artist, so that a pointer, the keyboard and tests find it again."""

from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.figure import Figure

from pairing_desktop.domain.charting import ChartData, Point, Series


@dataclass(frozen=True)
class DrawnMark:
    """Point `point` of series `series`, and the artist that shows its value."""

    series: int
    point: int
    artist: Artist


@dataclass(frozen=True)
class Drawing:
    """A drawn chart.  `marks` stand in reading order: from left to right or from top to bottom, then by series."""

    data: ChartData
    figure: Figure
    marks: tuple[DrawnMark, ...] = ()

    def of(self, mark: DrawnMark) -> tuple[Series, Point]:
        """The series and point that a mark shows."""
        series = self.data.series[mark.series]
        return series, series.points[mark.point]

    def box(self, mark: DrawnMark) -> tuple[float, float, float, float]:
        """Left, bottom, right, top of a mark in pixels of the figure, bottom up."""
        extent = mark.artist.get_window_extent()
        return float(extent.x0), float(extent.y0), float(extent.x1), float(extent.y1)

    def at(self, x: float, y: float, reach: float = 4) -> DrawnMark | None:
        """The mark at a pixel (y bottom up) or the nearest within `reach` pixels; None when there is none."""
        best: tuple[float, DrawnMark] | None = None
        for mark in self.marks:
            left, bottom, right, top = self.box(mark)
            away = max(left - x, x - right, 0.0) + max(bottom - y, y - top, 0.0)
            if away <= reach and (best is None or away <= best[0]):
                best = (away, mark)
        return best[1] if best else None


def in_reading_order(marks: list[DrawnMark]) -> tuple[DrawnMark, ...]:
    return tuple(sorted(marks, key=lambda mark: (mark.point, mark.series)))
