"""Stepping from mark to mark by keyboard: pure, over the marks of a frame."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pairing_desktop.ui.timeline.index import Index
from pairing_desktop.ui.timeline.marks import Frame, LaneBox, Mark, YearBar
from pairing_desktop.ui.timeline.rows import Days


@dataclass(frozen=True)
class Spot:
    """A mark or a year's claims, where it lies: `x`, `y` in pixels from the first lane's top left."""

    lane: LaneBox
    x: float
    y: float
    start: float
    mark: Mark | None = None
    year: YearBar | None = None


def spots(frame: Frame) -> Iterator[Spot]:
    """Everything one can step to, lane by lane, row by row, each row in order of time."""
    for lane in frame.lanes:
        found = [Spot(lane, mark.x, lane.top + mark.y, mark.members[0].start, mark) for mark in lane.marks]
        found += [
            Spot(lane, (bar.left + bar.right) / 2, lane.top + lane.height - 20, bar.year, year=bar)
            for bar in lane.years
        ]
        yield from sorted(found, key=lambda spot: (spot.y, spot.x, spot.start))


def beside(frame: Frame, here: Spot, step: int) -> Spot | None:
    """The next (1) or previous (-1) in the same lane, by time."""
    lane = sorted((spot for spot in spots(frame) if spot.lane.name == here.lane.name), key=_in_time)
    at = bisect_left(lane, _in_time(here), key=_in_time) + step
    return lane[at] if 0 <= at < len(lane) else None


def above(frame: Frame, here: Spot, step: int) -> Spot | None:
    """The nearest in the row beneath (1) or above (-1), be it in the same lane or another."""
    beyond = [spot for spot in spots(frame) if (spot.y - here.y) * step > 2]
    row = min((abs(spot.y - here.y) for spot in beyond), default=0.0)
    return min((s for s in beyond if abs(s.y - here.y) <= row + 2), key=lambda s: abs(s.x - here.x), default=None)


def lane_beyond(frame: Frame, here: Spot, step: int) -> Spot | None:
    """The nearest in the next (1) or previous (-1) lane that shows anything."""
    names = [lane.name for lane in frame.lanes if lane.marks or lane.years]
    at = names.index(here.lane.name) + step
    if not 0 <= at < len(names):
        return None
    return min((s for s in spots(frame) if s.lane.name == names[at]), key=lambda s: abs(s.x - here.x))


def day_beyond(index: Index, lane: str, first: float, last: float, step: int) -> float | None:
    """The middle of the nearest item of a lane that lies after `last` (1) or before `first` (-1); None at the end."""
    rows: list[Sequence[float] | Days] = []
    if lane == "projects":
        rows = [sorted(one.middle for one in index.projects), index.crowd.middles]
    elif lane in index.lanes:
        rows = [index.lanes[lane].both.middles, index.lanes[lane].coarse_middles]
    found = []
    for days in rows:
        at = bisect_right(days, last) if step > 0 else bisect_left(days, first) - 1
        if 0 <= at < len(days):
            found.append(float(days[at]))
    return None if not found else min(found) if step > 0 else max(found)


def _in_time(spot: Spot) -> tuple[float, float, float]:
    return spot.start, spot.y, spot.x
