"""Rows of events: marks, and pills where marks would stand upon one another."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from pairing_desktop.ui.timeline.index import Interval, Lane
from pairing_desktop.ui.timeline.marks import BAR, DISC, GAP, PILL, Bar, Look, Mark, Members, Name
from pairing_desktop.ui.timeline.rows import Extent, Run
from pairing_desktop.ui.timeline.scale import Scale

BIN = 15.0  # pixels
MONTH_PIXELS = 11.0
DAY_RUN_PIXELS = 4.0
BARS_UNDER_PILL = 12
NAMES_FROM = 0.45  # pixels a day from which events carry their names
SHORTEST_NAME = 72.0


def run_marks(run: Run, lane: str, y: float, scale: Scale, look: Look) -> list[Mark]:
    """The marks of a row of days or months.

    Bins of 15 pixels are found by bisection, so a frame costs (width / 15) log n however many items there
    are.  Bins are counted from day 0, not from the edge: panning does not shuffle the pills.
    """
    margin = run.longest / 2 * scale.density + 20 * BIN
    at = bisect_left(run.middles, scale.day(-margin))
    stop = bisect_right(run.middles, scale.day(scale.width + margin))
    groups: list[_Group] = []
    while at < stop:
        after = (run.middles[at] * scale.density // BIN + 1) * BIN / scale.density
        end = max(bisect_left(run.middles, after, at + 1, stop), at + 1)
        _push(groups, _group(run, at, end, scale, look), look)
        at = end
    marks = [_run_mark(run, group, lane, y, scale) for group in groups]
    seen = [mark for mark in marks if mark.right >= 0 and mark.left <= scale.width]
    return _named(seen, scale, look) if scale.density >= NAMES_FROM else seen


def coarse_marks(lane: Lane, name: str, y: float, scale: Scale, look: Look) -> list[Mark]:
    """The marks of the row of years: bars over the whole of what a date leaves open, pills where they
    coincide.

    Grows with the number of different periods in view, not with the number of items.
    """
    groups: list[_Coarse] = []
    for one in lane.intervals:
        if scale.x(one.end) < 0 or scale.x(one.start) > scale.width:
            continue
        if groups and (joined := groups[-1].joined(one)):
            groups[-1] = joined
        else:
            groups.append(_Coarse(one.start, one.end, (one,)))
    crowded: list[_Group] = []
    for coarse in groups:
        left, right = max(scale.x(coarse.start), 0.0), min(scale.x(coarse.end), scale.width)
        first, last = coarse.intervals[0].first, coarse.intervals[-1].last
        half = pill_half(last - first, look) if last - first > 1 else min((right - left) / 2, DISC / 2 + 0.5)
        middle = left + (right - left) / 2
        _push(crowded, _Group(first, last, middle, middle, half, middle), look)
    return [_coarse_mark(lane, group, name, y, scale) for group in crowded]


def pill_half(count: int, look: Look) -> float:
    """Half the width of a pill that says `count`."""
    return max(PILL, look.small(str(count)) + 11) / 2


def bar_of(one: Extent | Interval, scale: Scale, least: float = 0.0) -> Bar:
    """The bar of an item, at least `least` pixels wide; softness keeps its share of a bar that was widened.
    """
    left, right = scale.x(one.start), scale.x(one.end)
    width = right - left
    grow = max(least - width, 0.0)
    soft = max(width, least) / max(one.end - one.start, 1)
    softness = one.soft_start * soft, one.soft_end * soft
    return Bar(left - grow / 2, right + grow / 2, *softness, getattr(one, "open_start", False), one.open_end)


class _Group(NamedTuple):
    """Items `first` to before `last` of a row, their middles between pixels `low` and `high`."""

    first: int
    last: int
    low: float
    high: float
    half: float
    x: float


@dataclass(frozen=True)
class _Coarse:
    """Periods that coincide: `start` to `end` is what they have in common."""

    start: int
    end: int
    intervals: tuple[Interval, ...]

    def joined(self, one: Interval) -> "_Coarse | None":
        """With one more, if that covers a third of what is common, or the common a third of it; else None."""
        start, end = max(self.start, one.start), min(self.end, one.end)
        if (end - start) * 3 < min(self.end - self.start, one.end - one.start) or end <= start:
            return None
        return _Coarse(start, end, (*self.intervals, one))


def _group(run: Run, first: int, last: int, scale: Scale, look: Look) -> _Group:
    low, high = scale.x(run.middles[first]), scale.x(run.middles[last - 1])
    if last - first > 1:
        return _Group(first, last, low, high, pill_half(last - first, look), (low + high) / 2)
    one = run.extents[first]
    wide = (one.end - one.start) * scale.density
    return _Group(first, last, low, high, min(max(DISC / 2 + 0.5, wide / 2), 8.0), (low + high) / 2)


def _push(groups: list[_Group], new: _Group, look: Look) -> None:
    """Add a group; while it would touch the one before, the two become one pill."""
    while groups:
        old = groups[-1]
        if abs(new.x - old.x) >= new.half + old.half + GAP:
            break
        groups.pop()
        low, high = min(old.low, new.low), max(old.high, new.high)
        new = _Group(old.first, new.last, low, high, pill_half(new.last - old.first, look), (low + high) / 2)
    groups.append(new)


def _run_mark(run: Run, group: _Group, lane: str, y: float, scale: Scale) -> Mark:
    members = Members(run.extents, group.first, group.last)
    if len(members) > 1:
        wide = members[:] if len(members) <= BARS_UNDER_PILL else []
        bars = tuple(bar_of(one, scale) for one in wide if (one.end - one.start) * scale.density > PILL)
        return Mark(lane, group.x, y, members, "pill", bars, group.half)
    one = members[0]
    if one.shape == "disc":
        return Mark(lane, group.x, y, members, "disc")
    bar = bar_of(one, scale, MONTH_PIXELS if one.shape == "soft" else DAY_RUN_PIXELS)
    half = min((bar.right - bar.left) / 2, BAR)
    return Mark(lane, _seen_middle(bar, scale), y, members, one.shape, (bar,), half)


def _coarse_mark(lane: Lane, group: _Group, name: str, y: float, scale: Scale) -> Mark:
    members = Members(lane.coarse, group.first, group.last)
    bars = tuple(
        bar_of(one, scale, DAY_RUN_PIXELS)
        for one in _slice(lane.intervals, group.first, group.last)
        if scale.x(one.end) >= 0 and scale.x(one.start) <= scale.width
    )
    if len(members) > 1:
        return Mark(name, group.x, y, members, "pill", bars, group.half, coarse=True, thick=BAR - 2)
    return Mark(name, group.x, y, members, members[0].shape, bars, group.half, coarse=True, thick=BAR - 2)


def _slice(intervals: Sequence[Interval], first: int, last: int) -> Sequence[Interval]:
    low = bisect_left(intervals, first, key=lambda one: one.first)
    return intervals[low : bisect_left(intervals, last, key=lambda one: one.first)]


def _seen_middle(bar: Bar, scale: Scale) -> float:
    return (max(bar.left, min(0.0, bar.right)) + min(bar.right, max(scale.width, bar.left))) / 2


def _named(marks: list[Mark], scale: Scale, look: Look) -> list[Mark]:
    """Single marks with their title to the right, as far as there is room before the next mark."""
    named = []
    for at, mark in enumerate(marks):
        following = marks[at + 1].left if at + 1 < len(marks) else scale.width
        left = max(mark.right, mark.x) + 6
        room = following - left - 10
        if mark.count == 1 and room >= SHORTEST_NAME:
            item = mark.members[0].item
            title = look.language.pick(item.title_en, item.title_zh)
            width = min(look.small(title), room)
            mark = replace(mark, name=Name(title, left, width))
        named.append(mark)
    return named
