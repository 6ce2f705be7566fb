"""The paper a chart is drawn on, measured in points from its top left: texts, axes with a horizontal grid only."""

from dataclasses import dataclass
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from pairing_desktop.charts.context import BODY, TITLE, Context, legible, line_height, properties, shorten, width, wrap
from pairing_desktop.charts.marks import KEY
from pairing_desktop.domain.charting import ChartData


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
    """A figure, how it is to look, and what writes and measures on it."""

    figure: Figure
    context: Context

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
        made = self.figure.text(
            left / whole.width, 1 - baseline / whole.height, self.legible(text),
            color=colour or getattr(self.context.tokens, tone), ha=align, va="baseline",
            fontproperties=properties(self.context.language.code, size),
            # Words over the grid stand on a patch of the ground, so that no line runs through them.
            bbox={"facecolor": self.context.tokens.base, "edgecolor": "none", "pad": 1.2} if over_grid else None,
        )
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

    def axes(self, box: Box) -> Axes:
        """Axes that fill `box` exactly, without frame; the grid follows the ticks of the value axis."""
        whole, tokens = self.whole, self.context.tokens
        made = self.figure.add_axes(
            (box.left / whole.width, 1 - box.bottom / whole.height, box.width / whole.width, box.height / whole.height),
            facecolor="none",
        )
        for side, spine in made.spines.items():
            spine.set_visible(side == "bottom")
            spine.set_color(tokens.strong)
            spine.set_linewidth(0.8)
        made.tick_params(axis="both", which="both", colors=tokens.strong, length=0, width=0.8)
        made.set_axisbelow(True)
        return made

    def label_ticks(self, axes: Axes, which: str, places: list[float], labels: list[str]) -> None:
        """Ticks of one axis ("x" or "y") with their words in the chart's font."""
        axis = axes.xaxis if which == "x" else axes.yaxis
        axis.set_ticks(
            places, [self.legible(text) for text in labels], color=self.context.tokens.muted,
            fontproperties=properties(self.context.language.code, BODY),
        )

    def grid(self, axes: Axes, which: Literal["x", "y"]) -> None:
        colour = self.context.tokens.line
        axes.grid(visible=True, axis=which, color=colour, linewidth=0.8, clip_on=False)

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
