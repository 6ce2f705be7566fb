"""The timeline's items ordered for drawing: made once from a `Timeline`, away from the window's thread.

Three rows of events in each lane — near (days and short runs of days), middle (months, quarters, half-
years), coarse (years and longer) — each sorted, so that a frame finds what it needs by bisection instead of
reading every item.
"""

from array import array
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

import numpy as np

from pairing_desktop.domain.timeline import LANES, Timeline, TimelineItem, YearCount
from pairing_desktop.ui.timeline.rows import Days, Everything, Extent, Fetch, Numbers, Row, Run
from pairing_desktop.ui.timeline.scale import day_of, year_start

NAMED_PROJECTS = 300  # with more, only the longest-running get rows of their own
LONGEST = 24
NEAR_DAYS = 92  # longer runs of days stand among the years
MIDDLE_DAYS = 184
SOFT = 0.35  # of what a date leaves open, on each side


@dataclass(frozen=True)
class Interval:
    """Coarse items that cover the same days, as the slice `first` to before `last` of their row."""

    start: int
    end: int
    shape: str
    soft_start: float
    soft_end: float
    open_end: bool
    first: int
    last: int


@dataclass(frozen=True)
class Lane:
    """The events of one lane."""

    near: Run
    middle: Run
    both: Run  # near and middle in one row, for when a month is too narrow for a row of its own
    coarse: Sequence[Extent]
    coarse_middles: Days  # sorted by themselves
    intervals: tuple[Interval, ...]

    @property
    def is_empty(self) -> bool:
        return not (len(self.both.extents) or len(self.coarse))


@dataclass(frozen=True)
class Index:
    """Everything on the timeline, ready to be laid out."""

    lanes: dict[str, Lane]
    projects: tuple[Extent, ...]  # those that get a row and a name, by start
    crowd: Run  # the others of a file with very many projects
    claims: tuple[YearCount, ...]
    today: int
    first: int  # first and last day that anything lies on, today included
    last: int
    every: Everything = field(repr=False)
    shown: Numbers = field(repr=False)  # places of all items that are shown
    there: tuple[TimelineItem, ...] = field(repr=False)  # what they are like, each once
    undated_events: int = 0
    undated_projects: int = 0

    @property
    def is_empty(self) -> bool:
        return not (len(self.shown) or self.claims)

    def extent(self, kind: str, id: int) -> Extent | None:
        """Where a record lies; None when it is not on the timeline."""
        place = self.every.place(kind, id)
        at = int(np.searchsorted(self.shown, place))
        return self.every.extent(place) if at < len(self.shown) and self.shown[at] == place >= 0 else None

    def order(self, kind: str) -> "array[int]":
        """The ids of a kind in order of time."""
        every = self.every
        ordered = every.ordered(self.shown[every.said(lambda one: one.row_kind == kind, np.bool_)[self.shown]],
                                every.starts, every.ends)
        found = array("q")
        found.frombytes(every.ids[ordered].tobytes())
        return found

    def latest(self) -> int | None:
        """The last event that has begun by today; None when none has."""
        every = self.every
        begun = every.said(lambda one: one.row_kind == "events", np.bool_)[self.shown] & (every.starts[self.shown] <= self.today)
        places = self.shown[begun]
        for days in (every.starts, every.ends):  # looked through, not sorted
            places = places[days[places] == days[places].max(initial=0)]
        return int(every.ids[places[-1]]) if len(places) else None

    def kinds(self, lane: str) -> Iterator[str]:
        """The kinds of the items in a lane."""
        yield from dict.fromkeys(item.kind for item in self._alike if item.lane == lane)

    @cached_property
    def _alike(self) -> tuple[TimelineItem, ...]:
        """What the shown items have in common, each once: asked for at every painting."""
        return tuple(self.every.shared[number] for number in np.unique(self.every.of[self.shown]).tolist())


def make_index(
    timeline: Timeline, fetch: Fetch, hidden: Collection[str] = (), *, with_projects: bool = True
) -> Index:
    """Order a timeline for drawing, without events of the kinds in `hidden`; `fetch` gives the item of a record.

    About a second for a million items, so ask for it away from the window's thread.
    """
    today = day_of(timeline.today)
    every = Everything(timeline, fetch, lambda item: extent_of(item, today))

    def is_shown(one: TimelineItem) -> bool:
        return with_projects if one.row_kind == "projects" else one.kind not in hidden

    shown = every.those(is_shown)
    projects = every.those(lambda one: one.row_kind == "projects" and is_shown(one))
    projects = every.ordered(projects, every.starts - every.ends, every.starts)
    room = len(projects) if len(projects) <= NAMED_PROJECTS else LONGEST
    years = [count.year for count in timeline.claims]
    return Index(
        {lane: _lane(every, lane, is_shown) for lane in LANES if lane not in ("projects", "claims")},
        tuple(sorted((every.extent(int(place)) for place in projects[:room]), key=_in_time)),
        Run.among(every, np.sort(projects[room:])),
        timeline.claims,
        today,
        min([int(every.starts[shown].min(initial=today)), *(year_start(year) for year in years), today]),
        max([int(every.ends[shown].max(initial=today)), *(year_start(year + 1) for year in years), today]),
        every,
        shown,
        tuple(every.shared[number] for number in np.flatnonzero(np.bincount(every.of[shown])).tolist()),
        timeline.undated_events,
        timeline.undated_projects,
    )


def _in_time(one: Extent) -> tuple[int, int, int]:
    return one.start, one.end, one.item.id


def extent_of(item: TimelineItem, today: int) -> Extent:
    """What an item covers.  A month or a year is the whole of it, with soft ends: not its first day."""
    start, end = day_of(item.earliest), day_of(item.latest) + 1
    if item.row_kind == "projects":
        return _project_extent(item, start, max(end, today) if item.open_end else end)
    shape = _shape(item)
    if shape != "soft":
        return Extent(item, start, end, shape)
    return Extent(item, start, end, shape, SOFT * _unit(item, end - start), SOFT * _unit(item, end - start))


def _shape(item: TimelineItem) -> str:
    """How an event is drawn."""
    if item.precision == "day":
        return "hard" if item.end_date else "disc"
    return "soft"


def _unit(item: TimelineItem, days: int) -> float:
    """The days that the precision of an event's date leaves open; `days` are those it covers."""
    if not item.end_date:
        return days
    return {"month": 30.0, "quarter": 91.0, "half": 182.0, "year": 365.0, "decade": 3652.0}[item.precision]


def _project_extent(item: TimelineItem, start: int, end: int) -> Extent:
    """A project's span is soft over the whole of a month or year in which it began or ended."""
    first, last = item.dates
    soft_start = day_of(first.latest) - day_of(first.earliest) if first else 0
    soft_end = day_of(last.latest) - day_of(last.earliest) if last and item.end_date else 0
    if first is not None and first == last:  # only begun or signed: a mark, soft on both sides
        soft_start = soft_end = round(0.35 * soft_start)
    return Extent(item, start, end, "span", soft_start, soft_end, open_start=first is None)


def _lane(every: Everything, name: str, is_shown: Callable[[TimelineItem], bool]) -> Lane:
    there = every.those(lambda one: one.lane == name and is_shown(one))
    days = every.ends[there] - every.starts[there]
    by_day = every.said(lambda one: one.precision == "day", np.bool_)[there] & (days <= NEAR_DAYS)
    by_month = every.said(lambda one: one.precision in ("month", "quarter", "half"), np.bool_)[there] & (days <= MIDDLE_DAYS)
    coarse, intervals = _coarse(every, there[~(by_day | by_month)])
    return Lane(
        Run.among(every, there[by_day]), Run.among(every, there[by_month]), Run.among(every, there[by_day | by_month]),
        Row(every, coarse), np.sort((every.starts[coarse] + every.ends[coarse]) / 2), intervals,
    )


def _coarse(every: Everything, there: Numbers) -> tuple[Numbers, tuple[Interval, ...]]:
    """Coarse items in order, and the runs of those that cover the same days.

    The longer first, so that a year is drawn upon the years that hold it."""
    if not len(there):
        return there, ()
    shapes = ("disc", "hard", "soft")
    shape = every.said(lambda one: shapes.index(_shape(one)), np.int32)
    unit = every.said(lambda one: SOFT * _unit(one, 0) if one.end_date and _shape(one) == "soft" else -1.0, np.float64)
    soft = np.where(shape == shapes.index("soft"), np.where(unit < 0, SOFT * (every.ends - every.starts), unit), 0.0)
    ordered = every.ordered(there, every.starts, -every.ends, shape, soft)
    columns = [column[ordered] for column in (every.starts, every.ends, shape, soft)]
    changes = np.any([column[1:] != column[:-1] for column in columns], axis=0)
    edges = [0, *(np.flatnonzero(changes) + 1).tolist(), len(ordered)]
    start, end, shaped, softness = columns
    return ordered, tuple(
        Interval(int(start[first]), int(end[first]), shapes[int(shaped[first])], float(softness[first]),
                 float(softness[first]), False, first, last)
        for first, last in pairwise(edges)
    )
