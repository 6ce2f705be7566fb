"""The timeline's items ordered for drawing: made once from a `Timeline`, away from the window's thread.

Three rows of events in each lane — near (days and short runs of days), middle (months, quarters, half-
years), coarse (years and longer) — each sorted, so that a frame finds what it needs by bisection instead of
reading every item.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from pairing_desktop.domain.timeline import LANES, Timeline, TimelineItem, YearCount
from pairing_desktop.ui.timeline.scale import day_of, year_start

NAMED_PROJECTS = 300  # with more, only the longest-running get rows of their own
LONGEST = 24
NEAR_DAYS = 92  # longer runs of days stand among the years
MIDDLE_DAYS = 184


@dataclass(frozen=True, slots=True)
class Extent:
    """An item in days: from `start` to before `end`; its ends are uncertain over `soft_start` and
    `soft_end` days.

    `shape` is "disc" (one day), "hard" (first to last day) or "soft".  `open_start` and `open_end` mean
    that the side is not stated or still runs.
    """

    item: TimelineItem
    start: int
    end: int
    shape: str
    soft_start: float = 0.0
    soft_end: float = 0.0
    open_start: bool = False

    @property
    def open_end(self) -> bool:
        return self.item.open_end

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


@dataclass(frozen=True)
class Run:
    """Items of one row in the order of their middles; `longest` is the longest of them in days."""

    extents: tuple[Extent, ...] = ()
    middles: tuple[float, ...] = ()
    longest: int = 0

    @classmethod
    def of(cls, extents: Sequence[Extent]) -> "Run":
        ordered = tuple(sorted(extents, key=lambda one: (one.middle, one.start, one.item.id)))
        longest = max((one.end - one.start for one in ordered), default=0)
        return cls(ordered, tuple(one.middle for one in ordered), longest)


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
    coarse: tuple[Extent, ...]
    intervals: tuple[Interval, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.both.extents or self.coarse)


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
    places: dict[tuple[str, int], Extent] = field(repr=False)
    undated_events: int = 0
    undated_projects: int = 0

    def extent(self, kind: str, id: int) -> Extent | None:
        """Where a record lies; None when it is not on the timeline."""
        return self.places.get((kind, id))

    def order(self, kind: str) -> tuple[int, ...]:
        """The ids of a kind in order of time."""
        return tuple(id for row_kind, id in self.places if row_kind == kind)

    def kinds(self, lane: str) -> Iterator[str]:
        """The kinds of the items in a lane, in order of their first appearance."""
        if lane == "projects":
            extents = self.projects + self.crowd.extents
        else:
            extents = self.lanes[lane].both.extents + self.lanes[lane].coarse
        yield from dict.fromkeys(one.item.kind for one in extents)


def make_index(timeline: Timeline, hidden: Collection[str] = (), *, with_projects: bool = True) -> Index:
    """Order a timeline for drawing, without events of the kinds in `hidden`.

    Takes time in proportion to n log n: about a second for 100,000 items, so ask for it in the reader's thread.
    """
    today = day_of(timeline.today)
    extents = [
        extent_of(item, today)
        for item in timeline.items
        if (with_projects if item.row_kind == "projects" else item.kind not in hidden)
    ]
    by_lane: dict[str, list[Extent]] = {lane: [] for lane in LANES if lane not in ("projects", "claims")}
    projects = []
    for one in extents:
        if one.item.row_kind == "projects":
            projects.append(one)
        else:
            by_lane[one.item.lane].append(one)
    projects.sort(key=lambda one: one.start - one.end)
    room = len(projects) if len(projects) <= NAMED_PROJECTS else LONGEST
    named, crowd = projects[:room], projects[room:]
    years = [count.year for count in timeline.claims]
    extents.sort(key=_in_time)
    return Index(
        {lane: _lane(found) for lane, found in by_lane.items()},
        tuple(sorted(named, key=_in_time)),
        Run.of(crowd),
        timeline.claims,
        today,
        min([one.start for one in extents] + [year_start(year) for year in years] + [today]),
        max([one.end for one in extents] + [year_start(year + 1) for year in years] + [today]),
        {(one.item.row_kind, one.item.id): one for one in extents},
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
    if item.precision == "day":
        return Extent(item, start, end, "hard" if item.end_date else "disc")
    # Soft over 35 % of what the date leaves open on that side.
    return Extent(item, start, end, "soft", 0.35 * _unit(item, start, end), 0.35 * _unit(item, start, end))


def _unit(item: TimelineItem, start: int, end: int) -> float:
    """The days that the precision of an event's date leaves open."""
    if not item.end_date:
        return end - start
    return {"month": 30.0, "quarter": 91.0, "half": 182.0, "year": 365.0, "decade": 3652.0}[item.precision]


def _project_extent(item: TimelineItem, start: int, end: int) -> Extent:
    """A project's span is soft over the whole of a month or year in which it began or ended."""
    first, last = item.dates
    soft_start = day_of(first.latest) - day_of(first.earliest) if first else 0
    soft_end = day_of(last.latest) - day_of(last.earliest) if last and item.end_date else 0
    if first is not None and first == last:  # only begun or signed: a mark, soft on both sides
        soft_start = soft_end = round(0.35 * soft_start)
    return Extent(item, start, end, "span", soft_start, soft_end, open_start=first is None)


def _lane(extents: list[Extent]) -> Lane:
    near, middle, coarse = [], [], []
    for one in extents:
        days = one.end - one.start
        if one.item.precision == "day" and days <= NEAR_DAYS:
            near.append(one)
        elif one.item.precision in ("month", "quarter", "half") and days <= MIDDLE_DAYS:
            middle.append(one)
        else:
            coarse.append(one)
    # The longer first, so that a year is drawn upon the years that hold it.
    coarse.sort(key=lambda one: (one.start, -one.end, one.shape, one.soft_start, one.item.id))
    return Lane(Run.of(near), Run.of(middle), Run.of(near + middle), tuple(coarse), tuple(_intervals(coarse)))


def _intervals(coarse: list[Extent]) -> Iterator[Interval]:
    def shape(one: Extent) -> tuple[int, int, str, float, float, bool]:
        return one.start, one.end, one.shape, one.soft_start, one.soft_end, one.open_end

    first = 0
    for at in range(1, len(coarse) + 1):
        if at == len(coarse) or shape(coarse[at]) != shape(coarse[first]):
            yield Interval(*shape(coarse[first]), first, at)
            first = at
