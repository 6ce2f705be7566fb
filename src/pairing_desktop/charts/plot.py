"""Where a form draws: a box of the figure with coordinates of its own.

Matplotlib's axes keep four spines, two axes and for every tick three lines and two texts, which take longer to make
and to draw than the chart itself.  A plot has only what a chart shows: a grid in one stroke, one line at its foot, and
words that are written like all others.
"""

import math
from collections.abc import Sequence
from typing import Any, TypeVar

import numpy
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle
from matplotlib.path import Path
from matplotlib.scale import LogTransform
from matplotlib.transforms import (
    Affine2D,
    Bbox,
    IdentityTransform,
    Transform,
    TransformedBbox,
    blended_transform_factory,
)

A = TypeVar("A", bound=Artist)
_SQUARE = Path.unit_rectangle().transformed(Affine2D().translate(-0.5, -0.5))
SHAPES = {  # one unit across, around the origin
    "o": Path.circle(radius=0.5), "s": _SQUARE, "D": _SQUARE.transformed(Affine2D().rotate_deg(45)),
}


class Plot:
    """A `box` of `figure`: left, top, width, height in points from its top left.

    `to_pixels` goes from the values of the plot to pixels.
    """

    def __init__(self, figure: Figure, left: float, top: float, width: float, height: float) -> None:
        self.figure = figure
        self.box = (left, top, width, height)
        low = float(figure.get_figheight()) * 72 - top - height
        self._box = (left / 72, low / 72, width / 72, height / 72)  # inches from the bottom left
        self._x, self._y = (0.0, 1.0), (0.0, 1.0)
        self._placed = Affine2D()
        self.to_pixels: Transform = self._placed + figure.dpi_scale_trans
        self._clip = TransformedBbox(Bbox.from_bounds(*self._box), figure.dpi_scale_trans)
        self._log = False

    def log_x(self) -> None:
        """Let values stand across by their logarithms; asked for before anything is added."""
        self._log = True
        bent = blended_transform_factory(LogTransform(10), IdentityTransform())
        self.to_pixels = bent + self._placed + self.figure.dpi_scale_trans

    @property
    def x(self) -> tuple[float, float]:
        """The values at the left and the right edge."""
        return self._x

    @x.setter
    def x(self, ends: tuple[float, float]) -> None:
        self._x = ends
        self._place()

    @property
    def y(self) -> tuple[float, float]:
        """The values at the bottom and the top edge."""
        return self._y

    @y.setter
    def y(self, ends: tuple[float, float]) -> None:
        self._y = ends
        self._place()

    def _place(self) -> None:
        left, low, wide, high = self._box
        first, last = (math.log10(end) for end in self._x) if self._log else self._x
        bottom, top = self._y
        across, up = wide / (last - first), high / (top - bottom)
        self._placed.set_matrix(numpy.array([
            [across, 0.0, left - first * across], [0.0, up, low - bottom * up], [0.0, 0.0, 1.0],
        ]))

    def share_x(self, value: float) -> float:
        """Where a value stands between the left edge and the right one, 0 to 1."""
        first, last = self._x
        if self._log:
            return math.log10(value / first) / math.log10(last / first)
        return (value - first) / (last - first)

    def share_y(self, value: float) -> float:
        """Where a value stands between the bottom and the top, 0 to 1."""
        return (value - self._y[0]) / (self._y[1] - self._y[0])

    # What is drawn

    def add(self, artist: A, *, clipped: bool = True) -> A:
        """Draw an artist whose places are values of this plot."""
        artist.set_transform(self.to_pixels)
        if clipped:
            artist.set_clip_box(self._clip)
        self.figure.add_artist(artist)
        return artist

    def bar(self, across: float, up: float, wide: float, high: float, **style: Any) -> Rectangle:
        """A rectangle from its lower left corner."""
        return self.add(Rectangle((across, up), wide, high, **style))

    def line(self, xs: Sequence[float], ys: Sequence[float], *, clipped: bool = True, **style: Any) -> Line2D:
        """A line through these places; NaN breaks it."""
        return self.add(Line2D(xs, ys, **style), clipped=clipped)

    def dot(self, across: float, up: float, size: float, shape: str = "o", **style: Any) -> "Dot":
        """A dot of `size` square points, whole even at the edge; `shape` is one of SHAPES."""
        made = Dot(self, across, up, size, shape, **{"zorder": 2.5, **style})
        self.figure.add_artist(made)
        return made


class Dot(Patch):
    """A dot of the same size whatever the plot's scale."""

    def __init__(self, plot: Plot, across: float, up: float, size: float, shape: str, **style: Any) -> None:
        super().__init__(**style)
        self.at = (across, up)
        self._plot, self._shape = plot, SHAPES[shape]
        self._wide = math.sqrt(size) / 72  # inches

    def get_path(self) -> Path:
        return self._shape

    def get_transform(self) -> Transform:
        wide = self._wide * self._plot.figure.dpi
        x, y = self._plot.to_pixels.transform(self.at)
        return Affine2D().scale(wide).translate(float(x), float(y))

    def get_window_extent(self, renderer: Any = None) -> Bbox:
        """The square around it in pixels."""
        reach = self._wide * self._plot.figure.dpi / 2
        x, y = self._plot.to_pixels.transform(self.at)
        return Bbox.from_extents(float(x) - reach, float(y) - reach, float(x) + reach, float(y) + reach)
