"""A set of integer keys that costs little when many of them follow one another, as those of an import do."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import chain, islice


class Ids(AbstractSet[int]):
    """Keys held as runs, in rising order: a million new rows are one run, keys that lie apart 16 bytes each."""

    __slots__ = ("_count", "_ends", "_starts")

    def __init__(self, ids: Iterable[int] = ()) -> None:
        starts, ends = array("q"), array("q")  # of each run: its first key, the key behind its last
        start = end = 0
        for one in ids:
            if one == end and start != end:
                end += 1
            elif not start <= one < end:
                if start != end:
                    starts.append(start)
                    ends.append(end)
                start, end = one, one + 1
        if start != end:
            starts.append(start)
            ends.append(end)
        if any(first <= last for first, last in zip(islice(starts, 1, None), ends, strict=False)):
            starts, ends = _in_order(starts, ends)
        self._starts, self._ends = starts, ends
        self._count = sum(ends) - sum(starts)

    @classmethod
    def joined(cls, several: "Iterable[Ids]") -> "Ids":
        """All keys of several sets, run by run."""
        made, starts, ends = cls(), array("q"), array("q")
        for one in several:
            starts.extend(one._starts)
            ends.extend(one._ends)
        made._starts, made._ends = _in_order(starts, ends)
        made._count = sum(made._ends) - sum(made._starts)
        return made

    def without(self, other: "Ids") -> "Ids":
        """The keys that the other set has not, run by run."""
        made, at = Ids(), 0
        for start, end in zip(self._starts, self._ends, strict=True):
            while at < len(other._ends) and other._ends[at] <= start:
                at += 1
            cut = at
            while cut < len(other._starts) and other._starts[cut] < end:
                if start < other._starts[cut]:
                    made._starts.append(start)
                    made._ends.append(other._starts[cut])
                start = max(start, other._ends[cut])
                cut += 1
            if start < end:
                made._starts.append(start)
                made._ends.append(end)
        made._count = sum(made._ends) - sum(made._starts)
        return made

    def within(self, other: "Ids") -> "Ids":
        """The keys that the other set has too, run by run."""
        return self.without(self.without(other))

    def __contains__(self, one: object) -> bool:
        if not isinstance(one, int):
            return False
        at = bisect_right(self._starts, one) - 1
        return at >= 0 and one < self._ends[at]

    def __iter__(self) -> Iterator[int]:
        return chain.from_iterable(map(range, self._starts, self._ends))

    def __len__(self) -> int:
        return self._count

    def __repr__(self) -> str:
        return f"Ids({list(islice(self, 20))}{'…' if self._count > 20 else ''})"

    def portions(self, size: int) -> Iterator[list[int]]:
        """The keys in lists of at most `size`."""
        left = iter(self)
        while portion := list(islice(left, size)):
            yield portion


def _in_order(starts: "array[int]", ends: "array[int]") -> "tuple[array[int], array[int]]":
    """Runs sorted, and joined where they touch."""
    firsts, lasts = array("q"), array("q")
    for start, end in sorted(zip(starts, ends, strict=True)):
        if lasts and start <= lasts[-1]:
            lasts[-1] = max(lasts[-1], end)
        else:
            firsts.append(start)
            lasts.append(end)
    return firsts, lasts
