"""What a frame of the timeline consists of: plain values in pixels, for the painter and for tests."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from pairing_desktop.domain.language import Language
from pairing_desktop.ui.timeline.axis import Axis
from pairing_desktop.ui.timeline.rows import Extent, Row

PILL = 20.0  # height of a pill, and its width while the count has one digit
DISC = 10.0
BAR = 10.0
GAP = 4.0  # kept free between two marks: with two discs this makes the 15 px of the study


@dataclass(frozen=True)
class Look:
    """What the layout needs to know of the screen: widths of texts in pixels, the height there is, the
    language."""

    language: Language
    small: Callable[[str], float]
    line: float  # height of a line of small text
    height: float  # of all lanes together, without the axis
    claims: bool = True  # whether the lane of dated claims is shown


class Members(Sequence[Extent]):
    """The items of a mark: a slice of a row, never copied."""

    def __init__(self, row: Sequence[Extent], first: int, last: int) -> None:
        self._row, self.first, self.last = row, first, last

    def __len__(self) -> int:
        return self.last - self.first

    @overload
    def __getitem__(self, at: int) -> Extent: ...

    @overload
    def __getitem__(self, at: slice) -> list[Extent]: ...

    def __getitem__(self, at: int | slice) -> Extent | list[Extent]:
        if isinstance(at, slice):
            return [self._row[self.first + one] for one in range(*at.indices(len(self)))]
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        return self._row[self.first + at % len(self)]

    def __iter__(self) -> Iterator[Extent]:
        return (self._row[at] for at in range(self.first, self.last))

    def holds(self, kind: str, id: int) -> bool:
        """Whether this record is one of them."""
        if isinstance(self._row, Row):
            return self._row.holds(kind, id, self.first, self.last)
        return any(one.item.id == id and one.item.row_kind == kind for one in self)

    @property
    def end(self) -> int:
        """The day before which all have ended."""
        if isinstance(self._row, Row):
            return self._row.end(self.first, self.last)
        return max(one.end for one in self)


@dataclass(frozen=True)
class Bar:
    """A bar from `left` to `right`; it fades over `soft_left` and `soft_right` pixels.  `open_end` is an
    arrow."""

    left: float
    right: float
    soft_left: float = 0.0
    soft_right: float = 0.0
    open_start: bool = False
    open_end: bool = False


@dataclass(frozen=True)
class Name:
    """A text from `left`, `width` pixels wide; `inside` says that it stands upon its bar."""

    text: str
    left: float
    width: float
    inside: bool = False


@dataclass(frozen=True)
class Mark:
    """Something to see, to point at and to step to: one item, or a pill with the count of several.

    `x`, `y` is the centre of the disc or pill, or the middle of what is seen of a single bar; `y` counts
    from the top of its lane.  `bars` lie under a pill.  `coarse` marks are years and longer, drawn in grey.
    """

    lane: str
    x: float
    y: float
    members: Members
    shape: str  # "disc", "hard", "soft", "span", "pill"
    bars: tuple[Bar, ...] = ()
    half: float = DISC / 2  # half the width of the disc or pill
    coarse: bool = False
    name: Name | None = None
    thick: float = BAR  # height of its bars

    @property
    def count(self) -> int:
        return len(self.members)

    @property
    def has_body(self) -> bool:
        """Whether a disc or a pill is drawn at its centre."""
        return self.shape in ("disc", "pill")

    @property
    def left(self) -> float:
        return min([bar.left for bar in self.bars] + [self.x - self.half] * self.has_body)

    @property
    def right(self) -> float:
        return max([bar.right for bar in self.bars] + [self.x + self.half] * self.has_body)

    def holds(self, kind: str, id: int) -> bool:
        """Whether this record is one of its items."""
        return self.members.holds(kind, id)


@dataclass(frozen=True)
class YearBar:
    """The dated claims of a year: `height` pixels, of which the lowest `hatched` are disputed."""

    year: int
    claims: int
    disputed: int
    left: float
    right: float
    height: float
    hatched: float


@dataclass(frozen=True)
class LaneBox:
    """A lane: its place from the first lane's top and what lies in it."""

    name: str
    top: float
    height: float
    marks: tuple[Mark, ...] = ()
    years: tuple[YearBar, ...] = ()


@dataclass(frozen=True)
class Frame:
    """One picture of the timeline, ready to paint.  `height` is that of all lanes."""

    axis: Axis
    lanes: tuple[LaneBox, ...]
    height: float
    today: float  # pixel of the today line
