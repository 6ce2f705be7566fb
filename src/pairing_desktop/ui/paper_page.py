"""Pages as lists of things to paint, and the flow that fills them from top to bottom.  All lengths are points."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, TypeVar

from pairing_desktop.domain.charting import ChartData
from pairing_desktop.reports.document import Report
from pairing_desktop.ui.paper_text import UNKNOWN, Face, face, legible

MM = 72 / 25.4
HEAD, HEAD_LINE, TOP = 12 * MM, 17.5 * MM, 22 * MM
FOOT_LINE, FOOT, BOTTOM = 14 * MM, 12.5 * MM, 17 * MM  # from the lower edge
TITLE, HEADING, LEAD, SUBTITLE, BODY, SMALL = 13.5, 10.5, 9.5, 9.0, 8.5, 8.0


PACE = 100  # rows between two looks up from long work: some milliseconds
Thing = TypeVar("Thing")


class Run(NamedTuple):
    """One line of text: `x` its left end, `y` its baseline.  A tuple: a long list makes hundreds of thousands."""

    x: float
    y: float
    text: str
    size: float
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Stroke:
    """A thin line across."""

    left: float
    right: float
    y: float
    width: float = 0.6


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart and the rectangle it fills."""

    x: float
    y: float
    width: float
    height: float
    chart: ChartData


Item = Run | Stroke | Picture


def _moved(item: Item, down: float) -> Item:
    return item._replace(y=item.y + down) if isinstance(item, Run) else replace(item, y=item.y + down)


@dataclass(frozen=True)
class Page:
    """What stands on one sheet, without running head and foot."""

    items: list[Item] = field(default_factory=list)


class Flow:
    """Where the next thing goes.  `unknown` counts the signs that no font has; `pace` hears of every few rows of long
    work and may raise to stop."""

    def __init__(self, report: Report, pace: Callable[[int], None] | None = None) -> None:
        self.report = report
        self._pace = pace
        self.width = report.paper.width * MM - 2 * self.left
        self.bottom = report.paper.height * MM - BOTTOM
        self.pages = [Page()]
        self.outline: list[tuple[str, int]] = []
        self.y = TOP
        self.unknown = 0
        self._named = 0  # entries of the outline before these heads
        self._rule: Stroke | None = None
        self._head: tuple[int, float] | None = None  # first item and top of heads that nothing followed yet

    def paced(self, items: Iterable[Thing]) -> Iterator[Thing]:
        """The same items; `pace` hears how many have gone by."""
        number = 0
        for number, item in enumerate(items, 1):
            yield item
            if number % PACE == 0 and self._pace is not None:
                self._pace(PACE)
        if number % PACE and self._pace is not None:
            self._pace(number % PACE)

    @property
    def left(self) -> float:
        return self.report.paper.margin * MM

    @property
    def height(self) -> float:
        """Of an empty page."""
        return self.bottom - TOP

    @property
    def room(self) -> float:
        """What is left of this page."""
        return self.bottom - self.y

    @property
    def is_at_top(self) -> bool:
        return self.y <= TOP

    def face(self, size: float) -> Face:
        return face(self.report.language.code, size)

    def new_page(self) -> None:
        """Go on to the next sheet; a head at the foot of this one goes along."""
        items = self.pages[-1].items
        taken: list[Item] = []
        shift = 0.0
        if self._head is not None and self._head[0]:
            first, top = self._head
            taken, shift = items[first:], TOP - top
            del items[first:]
        if items and items[-1] is self._rule:
            items.pop()  # what it was to divide from stands on the next page
        self.pages.append(Page([_moved(item, shift) for item in taken]))
        self.y = self.y + shift if taken else TOP
        if taken:
            self.outline[self._named :] = [(text, len(self.pages) - 1) for text, _ in self.outline[self._named :]]
        self._head = None

    def head(self, text: str, lines: Sequence[tuple[Sequence[str], float, bool]]) -> None:
        """A head and its place in the outline: (lines, size, muted).  It never stays behind what follows it."""
        if self._head is None:
            self._head, self._named = (len(self.pages[-1].items), self.y), len(self.outline)
        kept = self._head
        self.outline.append((text, len(self.pages) - 1))
        for texts, size, muted in lines:
            for one in texts:
                self.line(self.left, one, size, muted=muted)
                self.y += self.face(size).leading
        self._head = kept

    @property
    def is_under_head(self) -> bool:
        """Whether nothing but heads stands on this page."""
        return self._head is not None and not self._head[0]

    def need(self, height: float) -> None:
        """Go on to a new page unless so much is left of this one, or it is empty."""
        if height > self.room and not self.is_at_top:
            self.new_page()

    def gap(self, height: float) -> None:
        """White space; none at the top of a page."""
        if not self.is_at_top:
            self.y += height

    def put(self, item: Item) -> None:
        self.pages[-1].items.append(item)
        self._head = None

    def rule(self) -> None:
        if not self.is_at_top:
            self.gap(5)
            self._rule = Stroke(self.left, self.left + self.width, self.y)
            self.put(self._rule)
            self.gap(5)

    def legible(self, text: str) -> str:
        """The text as the fonts can show it; what they cannot is counted."""
        shown = legible(text)
        if UNKNOWN in shown:
            self.unknown += shown.count(UNKNOWN) - text.count(UNKNOWN)
        return shown

    def wrap(self, text: str, size: float, room: float) -> list[str]:
        return self.face(size).wrap(self.legible(text), room)

    def line(self, x: float, text: str, size: float, *, muted: bool = False) -> None:
        """One line whose top is `y`; does not move on."""
        if text:
            self.put(Run(x, self.y + self.face(size).ascent, text, size, muted))

    def lines(self, texts: Sequence[str], size: float, *, muted: bool = False, x: float | None = None) -> None:
        """Lines one under the other, going on to further pages as need be."""
        leading = self.face(size).leading
        for text in texts:
            self.need(leading)
            self.line(self.left if x is None else x, text, size, muted=muted)
            self.y += leading


def side_by_side(flow: Flow, size: float, cells: Sequence[tuple[float, Sequence[str], bool]]) -> None:
    """Columns of lines (left end, lines, muted) from the same top, going on to further pages as need be."""
    leading = flow.face(size).leading
    for number in range(max((len(lines) for _, lines, _ in cells), default=0)):
        flow.need(leading)
        for x, lines, muted in cells:
            if number < len(lines):
                flow.line(x, lines[number], size, muted=muted)
        flow.y += leading
