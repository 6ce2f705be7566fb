"""Days to pixels and back.  Days are proleptic ordinals (`date.toordinal`); an item ends where the next day
begins."""

import datetime
from dataclasses import dataclass, replace

FIRST_YEAR = 2010  # of the view that the timeline opens with
FINEST = 40.0  # pixels a day
FIRST_DAY = datetime.date(1, 1, 1).toordinal()
LAST_DAY = datetime.date(9999, 12, 31).toordinal()
YEAR = 365.2425


def day_of(iso: str) -> int:
    """The ordinal of an ISO day."""
    return datetime.date.fromisoformat(iso).toordinal()


def iso_of(day: float) -> str:
    """The ISO day of an ordinal."""
    return datetime.date.fromordinal(int(day)).isoformat()


def year_start(year: int) -> int:
    """The ordinal of the first of January; years beyond the calendar are clamped to it."""
    return datetime.date(min(max(year, 1), 9999), 1, 1).toordinal()


def year_at(day: float) -> int:
    """The year a day lies in."""
    return datetime.date.fromordinal(int(min(max(day, FIRST_DAY), LAST_DAY))).year


@dataclass(frozen=True)
class Scale:
    """A view of time: `left` is the day at pixel 0, `density` pixels a day, `width` the pixels seen."""

    left: float
    density: float
    width: float

    @classmethod
    def fit(cls, first: float, last: float, width: float, pad: float = 24.0) -> "Scale":
        """The view that shows `first` to `last` with `pad` pixels free on both sides."""
        inner = max(width - 2 * pad, 1.0)
        density = min(inner / max(last - first, 1.0), FINEST)
        middle = (first + last) / 2
        return cls(middle - width / 2 / density, density, width)

    @property
    def right(self) -> float:
        """The day at the right edge."""
        return self.left + self.width / self.density

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    def x(self, day: float) -> float:
        """The pixel of a day."""
        return (day - self.left) * self.density

    def day(self, x: float) -> float:
        """The day at a pixel."""
        return self.left + x / self.density

    def zoomed(self, factor: float, anchor: float, coarsest: float) -> "Scale":
        """Nearer (`factor` above 1) or farther; the day under pixel `anchor` stays.  `coarsest` in pixels a
        day."""
        density = min(max(self.density * factor, coarsest), FINEST)
        return replace(self, left=self.day(anchor) - anchor / density, density=density)

    def panned(self, pixels: float) -> "Scale":
        """Moved so that what was at pixel `pixels` is at 0."""
        return replace(self, left=self.day(pixels))

    def resized(self, width: float) -> "Scale":
        """The same days in another width."""
        return replace(self, density=min(self.density * width / max(self.width, 1.0), FINEST), width=width)

    def within(self, first: float, last: float) -> "Scale":
        """Moved, if need be, so that the middle stays between two days."""
        return replace(self, left=min(max(self.left, first - self.width / 2 / self.density),
                                      last - self.width / 2 / self.density))
