"""The items of a timeline in columns: days as numbers, and an item's own value made when somebody looks at it.

A million items would be a million objects twice over, and sorting them would hold the window for seconds; a few numbers
each are sorted by NumPy, and a frame looks at some dozen items.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, overload

import numpy as np

from pairing_desktop.domain.timeline import Timeline, TimelineItem

Numbers = np.ndarray[Any, np.dtype[np.int32]]
Days = np.ndarray[Any, np.dtype[np.float64]]
Fetch = Callable[[str, int], TimelineItem | None]
Tell = Callable[[TimelineItem], "Extent"]

_KEPT = 4096  # extents kept ready


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


class Everything:
    """All items: `starts` and `ends` in days, `of` says which of `shared` each is like.

    `fetch` gives the item of a record in the thread that looks at it, None when it is gone by now; `tell` what it covers."""

    def __init__(self, timeline: Timeline, fetch: Fetch, tell: Tell) -> None:
        self.shared = timeline.shared
        self.ids: np.ndarray[Any, np.dtype[np.int64]] = np.asarray(timeline.ids, dtype=np.int64)
        self.of: Numbers = np.asarray(timeline.of, dtype=np.int32)
        self.starts: Numbers = np.asarray(timeline.first, dtype=np.int32)
        self.ends: Numbers = np.asarray(timeline.last, dtype=np.int32) + 1
        self.fetch = fetch
        self._tell = tell
        self._by_id = np.argsort(self.ids, kind="stable")
        self._made: dict[int, Extent] = {}

    def extent(self, place: int) -> Extent:
        """One item."""
        made = self._made.get(place)
        if made is not None:
            return made
        like, id = self.shared[int(self.of[place])], int(self.ids[place])
        item = self.fetch(like.row_kind, id)
        if item is None:  # gone, or held by a save just now: what is known of it, to be asked for again
            return Extent(replace(like, id=id, end_date=""), int(self.starts[place]), int(self.ends[place]), "hard")
        if len(self._made) >= _KEPT:
            self._made.clear()
        self._made[place] = self._tell(item)
        return self._made[place]

    def place(self, kind: str, id: int) -> int:
        """Where a record stands among the items; -1 when it does not."""
        at = int(np.searchsorted(self.ids, id, sorter=self._by_id))
        while at < len(self.ids) and self.ids[self._by_id[at]] == id:
            place = int(self._by_id[at])
            if self.shared[int(self.of[place])].row_kind == kind:
                return place
            at += 1
        return -1

    def those(self, passes: Callable[[TimelineItem], bool]) -> Numbers:
        """The places of the items that are like one that passes."""
        return np.flatnonzero(self.said(passes, np.bool_)).astype(np.int32)

    def said(self, tell: Callable[[TimelineItem], Any], kind: type[np.generic]) -> np.ndarray[Any, np.dtype[Any]]:
        """Of each item what is told of the one it is like."""
        found: np.ndarray[Any, np.dtype[Any]] = np.array([tell(one) for one in self.shared] or [kind()], dtype=kind)[self.of]
        return found

    def ordered(self, places: Numbers, *keys: Numbers | Days) -> Numbers:
        """These places by some columns, the first above all; equal ones as they stand."""
        return places[np.lexsort([key[places] for key in reversed(keys)])]


class Row(Sequence[Extent]):
    """Some of all items in an order."""

    def __init__(self, every: Everything, places: Numbers) -> None:
        self.every, self.places = every, places

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, at: int) -> Extent: ...

    @overload
    def __getitem__(self, at: slice) -> list[Extent]: ...

    def __getitem__(self, at: int | slice) -> Extent | list[Extent]:
        if isinstance(at, slice):
            return [self.every.extent(int(place)) for place in self.places[at]]
        return self.every.extent(int(self.places[at]))

    def holds(self, kind: str, id: int, first: int, last: int) -> bool:
        """Whether a record is one of those from `first` to before `last`."""
        place = self.every.place(kind, id)
        return place >= 0 and bool((self.places[first:last] == place).any())

    def end(self, first: int, last: int) -> int:
        """The day before which all those from `first` to before `last` have ended."""
        return int(self.every.ends[self.places[first:last]].max())


@dataclass(frozen=True)
class Run:
    """Items of one row in the order of their middles; `longest` is the longest of them in days."""

    extents: Sequence[Extent] = ()
    middles: Sequence[float] | Days = ()
    longest: int = 0

    @classmethod
    def of(cls, extents: Iterable[Extent]) -> "Run":
        """A row of a few."""
        ordered = tuple(sorted(extents, key=lambda one: (one.middle, one.start, one.item.id)))
        longest = max((one.end - one.start for one in ordered), default=0)
        return cls(ordered, tuple(one.middle for one in ordered), longest)

    @classmethod
    def among(cls, every: Everything, places: Numbers) -> "Run":
        """A row of any number of all items."""
        if not len(places):
            return cls()
        starts, ends = every.starts[places], every.ends[places]
        ordered = places[np.lexsort((starts, starts + ends))]
        middles = (every.starts[ordered] + every.ends[ordered]) / 2
        return cls(Row(every, ordered), middles, int((ends - starts).max()))

    def joined(self, others: Sequence[Extent]) -> "Run":
        """The row with some more."""
        if not isinstance(self.extents, Row):
            return Run.of([*others, *self.extents])
        every = self.extents.every
        more = Run.among(every, np.array([every.place(one.item.row_kind, one.item.id) for one in others], dtype=np.int32))
        assert isinstance(more.extents, Row)
        at = np.searchsorted(self.middles, more.middles)  # in between, not sorted anew: there may be a million
        places = np.insert(self.extents.places, at, more.extents.places)
        return Run(Row(every, places), np.insert(self.middles, at, more.middles), max(self.longest, more.longest))
