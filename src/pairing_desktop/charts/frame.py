"""The paper a chart is drawn on, measured in points from its top left: texts, plots, their ticks and grid."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from pairing_desktop.charts.context import BODY, TITLE, Context, legible, line_height, shorten, width, wrap
from pairing_desktop.charts.marks import KEY
from pairing_desktop.charts.plot import Plot
from pairing_desktop.charts.words import Words
from pairing_desktop.domain.charting import ChartData

_MARK = 4.0  # points: a tick


@dataclass(frozen=True)
class Box:
    """A rectangle in points, `top` counted downwards from the figure's top edge."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def inset(self, left: float = 0, top: float = 0, right: float = 0, bottom: float = 0) -> "Box":
        """The rectangle without these margins; never smaller than a point."""
        return Box(
            self.left + left, self.top + top, max(self.width - left - right, 1), max(self.height - top - bottom, 1)
        )


@dataclass(frozen=True)
class Frame:
    """A figure, how it is to look, and what writes and measures on it.  `plots` were made on it, by series."""

    figure: Figure
    context: Context
    plots: dict[int, Plot] = field(default_factory=dict)

    @property
    def whole(self) -> Box:
        wide, high = self.figure.get_size_inches()
        return Box(0, 0, wide * 72, high * 72)

    def write(
        self, left: float, top: float, text: str, *, size: float = BODY, tone: str = "text", align: str = "left",
        middle: bool = False, over_grid: bool = False, series: str = "", colour: str = "",
    ) -> None:
        """One line of text; `top` is the top of its line, or with `middle` its middle.  `series` is the code of the
        series that it names in the key of the chart; `colour` takes the place of the tone."""
        whole = self.whole
        # 0.42 of the size above the baseline is the middle of digits and of small letters with their capitals.
        baseline = top + size * 0.36 if middle else top + size * 1.1
        made = Words(
            left / whole.width, 1 - baseline / whole.height, self.legible(text), self.context.language.code, size,
            colour or getattr(self.context.tokens, tone), align,
            # Words over the grid stand on a patch of the ground, so that no line runs through them.
            self.context.tokens.base if over_grid else None,
        )
        made.set_transform(self.figure.transFigure)
        made.set_figure(self.figure)
        self.figure.texts.append(made)
        if series:
            made.set_label(f"{KEY}{series}")

    def legible(self, text: str) -> str:
        return legible(text, self.context.language.code)

    def wide(self, text: str, size: float = BODY) -> float:
        """Width of one line in points."""
        return width(self.legible(text), self.context.language.code, size)

    def wrap(self, text: str, room: float, lines: int, size: float = BODY) -> list[str]:
        return wrap(self.legible(text), self.context.language.code, size, room, lines)

    def name(self, text: str, room: float, lines: int) -> list[str]:
        """A name and what follows it after a colon (a period): when it is too long the name is shortened, not the rest."""
        found = self.wrap(text, room, lines)
        head, colon, tail = text.rpartition("：" if self.context.language.is_chinese else ": ")
        if not found[-1].endswith("…") or not colon or self.wide(colon + tail) > room * 0.75:
            return found
        first = self.wrap(head, room, lines)
        code = self.context.language.code
        while len(first) > 1 and self.wide(first[-1] + colon + tail) > room and len(first[-1]) < 3:
            first.pop()
        last = first[-1].removesuffix("…")
        return [*first[:-1], shorten(f"{self.legible(last)}…", code, BODY, room - self.wide(colon + tail)) + colon + tail]

    def paragraph(self, box: Box, text: str, *, size: float = BODY, tone: str = "text", lines: int = 99) -> float:
        """Text wrapped to the width of `box`; gives the top of what may follow."""
        top = box.top
        for line in self.wrap(text, box.width, lines, size):
            self.write(box.left, top, line, size=size, tone=tone)
            top += line_height(size)
        return top

    def swatch(self, left: float, middle: float, fill: str, edge: str, hatch: str | None) -> None:
        """A little square of a series' colour, 7 points wide."""
        whole = self.whole
        self.figure.add_artist(
            Rectangle(
                (left / whole.width, 1 - (middle + 3.5) / whole.height), 7 / whole.width, 7 / whole.height,
                facecolor=fill, edgecolor=edge, linewidth=0.6, hatch=hatch, transform=self.figure.transFigure,
            )
        )

    def plot(self, box: Box, *, series: int = 0, foot: bool = True) -> Plot:
        """A plot that fills `box` exactly, of one series or (0) of all; with `foot` a line at its lower edge."""
        made = self.plots[series] = Plot(self.figure, box.left, box.top, box.width, box.height)
        if foot:
            self.stroke([(box.left, box.bottom), (box.right, box.bottom)], self.context.tokens.strong, zorder=3.5)
        return made

    def stroke(
        self, places: Sequence[tuple[float, float]], colour: str, *, wide: float = 0.8, zorder: float = 2.0,
        dashes: Any = "solid",
    ) -> None:
        """A line through these places, in points from the top left; a NaN breaks it."""
        whole = self.whole
        self.figure.add_artist(Line2D(
            [left / whole.width for left, _ in places], [1 - top / whole.height for _, top in places],
            color=colour, linewidth=wide, linestyle=dashes, zorder=zorder, transform=self.figure.transFigure,
        ))

    def ticks_across(
        self, plot: Plot, box: Box, values: Sequence[float], names: Sequence[str], *, grid: bool = False, marks: bool = False,
    ) -> None:
        """Words under a plot at these values, with lines up through it (`grid`) or short ones down (`marks`)."""
        places = [box.left + box.width * plot.share_x(value) for value in values]
        if grid:
            self._lines([((at, box.top), (at, box.bottom)) for at in places], self.context.tokens.line, zorder=0.5)
        if marks:
            down = box.bottom + _MARK
            self._lines([((at, box.bottom), (at, down)) for at in places], self.context.tokens.strong, zorder=2.1)
        top = box.bottom + (_MARK if marks else 0.0) + 0.4
        for at, name in zip(places, names, strict=True):
            self.write(at, top, name, tone="muted", align="center")

    def ticks_up(self, plot: Plot, box: Box, values: Sequence[float], names: Sequence[str]) -> None:
        """Words at the left of a plot at these values, each with a line through it."""
        places = [box.bottom - box.height * plot.share_y(value) for value in values]
        self._lines([((box.left, at), (box.right, at)) for at in places], self.context.tokens.line, zorder=0.5)
        for at, name in zip(places, names, strict=True):
            self.write(box.left - 3.5, at, name, tone="muted", align="right", middle=True)

    def _lines(self, ends: Sequence[tuple[tuple[float, float], tuple[float, float]]], colour: str, *, zorder: float) -> None:
        """Many lines in one stroke."""
        if ends:
            self.stroke([place for pair in ends for place in (*pair, (math.nan, math.nan))], colour, zorder=zorder)

    def head(self, data: ChartData, box: Box) -> Box:
        """Write title and subtitle at the top of `box`; gives what is left beneath."""
        if not self.context.titled:
            return box
        size = TITLE if self.context.small else self.context.title_size
        lines = self.wrap(data.title, box.width, 2, size)
        if len(lines) == 2 and self.wide(lines[1], size) < box.width * 0.3:  # no single word on a line of its own
            lines = self.wrap(data.title, box.width * 0.7, 2, size)
        top = box.top
        for line in lines:
            self.write(box.left, top, line, size=size)
            top += line_height(size)
        subtitle_lines = 1 if self.context.small else 2
        top = self.paragraph(
            Box(box.left, top + 1, box.width, 1), data.subtitle, tone="muted", lines=subtitle_lines
        )
        return box.inset(top=top - box.top + 4)


def spread(wanted: list[float], gap: float, low: float, high: float) -> list[float]:
    """Positions as near as possible to `wanted` (ascending), at least `gap` apart and within low … high.

    When there is no room for all the gap shrinks."""
    if not wanted:
        return []
    if len(wanted) > 1:
        gap = min(gap, (high - low) / (len(wanted) - 1))
    placed: list[float] = []
    for index, place in enumerate(wanted):
        least = low if index == 0 else placed[-1] + gap
        placed.append(max(place, least))
    limit = high
    for index in range(len(placed) - 1, -1, -1):
        placed[index] = min(placed[index], limit)
        limit = placed[index] - gap
    return placed
