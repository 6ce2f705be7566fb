"""Which records of a kind may be one: compared only within blocks that share something, so that a file of a hundred
thousand records takes a hundred thousand steps and not five thousand million.

Blocks are: the same credit code or address, the same name, the same name without the words for a form of company, the
same sound, the same words in another order, and names of which both become the same when one letter is left out (of
long names only where all words but one are the same).
"""

import re
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from pairing_desktop.domain.drafts import Pick
from pairing_desktop.domain.spelling import one_edit
from pairing_desktop.domain.twins import Alike, bare

IN_A_BLOCK = 12  # records of one block each of which is compared with each other; further ones only with the first
MOST = 2000  # pairs that are kept; a list of more is not read through
LEAST_NEAR = 8  # letters of a name one of which may be another; a Chinese character tells as much as two
_FEW_WORDS = 2
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_WORDS = re.compile(r"[^\W_]+")
# Names that differ in one of these name two things: the second phase is not the first, the east gate not the west one.
_TELLING = re.compile(r"[0-9一二三四五六七八九十甲乙丙丁东西南北上下左右前后内外新老大小]+")
_NUMERALS = frozenset({"i", "ii", "iii", "iv", "v", "vi", "east", "west", "north", "south", "new", "old", "upper", "lower"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """One record: `names` are all it is called, folded; `sounds` the pinyin of the Chinese ones.  `code` is a credit code or
    an address; `when` its first and last day; `above` the record it lies in or belongs to; `where` what tells it from
    others of the same name, "" when it does not say."""

    id: int
    names: tuple[str, ...]
    sounds: tuple[str, ...] = ()
    code: str = ""
    when: tuple[str, str] = ("", "")
    above: int = 0
    where: str = ""


@dataclass(frozen=True)
class Pair:
    """Two records that may be one, the older first, and what is alike."""

    one: Pick
    two: Pick
    alike: Alike
    doubtful: bool = False  # they say of themselves that they lie in different places


@dataclass(frozen=True)
class Duplicates:
    """What was found of a kind.  `records` were looked at, `aside` pairs left out that somebody said are not the same;
    `more` when there are more pairs than are listed."""

    kind: str
    pairs: tuple[Pair, ...]
    records: int
    aside: int = 0
    more: bool = False


@dataclass(frozen=True)
class Found:
    """A pair by integer keys, the smaller first."""

    one: int
    two: int
    alike: Alike
    doubtful: bool


class Search:
    """Goes through the records of one kind.  `compared` counts the pairs that were held against each other."""

    def __init__(self, candidates: Iterable[Candidate], *, companies: bool = False) -> None:
        self._of = {one.id: one for one in candidates}
        self._companies = companies
        self._code = Alike.CODE if companies else Alike.ADDRESS
        self._found: dict[tuple[int, int], Alike] = {}
        self._likely: set[int] = set()  # records of which all words of a long name but one are those of another
        self.compared = 0
        self.records = len(self._of)

    def run(self, told: Callable[[int, int], None] = lambda done, total: None) -> list[Found]:
        """All pairs, the surest first.  `told` hears how many records of how many were gone through."""
        steps = (
            (self._code, self._codes), (Alike.NAME, self._names), (Alike.SOUND, self._sounds), (Alike.NEARLY, self._orders),
            (None, self._holes), (Alike.NEARLY, self._slips),
        )
        total = self.records
        for number, (alike, keys) in enumerate(steps):
            keyed, whose = array("q"), array("q")
            for at, one in enumerate(self._of.values()):
                if at % 2000 == 0:
                    told((number * total + at) // len(steps), total)
                for key in keys(one):
                    keyed.append(hash(key))
                    whose.append(one.id)
            check = self._is_slip if number == len(steps) - 1 else self._may_be
            for block in _blocks(keyed, whose):
                if alike is None:
                    self._likely.update(block)
                else:
                    self._compare(block, alike, check)
        told(total, total)
        ranks = {alike: rank for rank, alike in enumerate(Alike)}
        found = [Found(*pair, alike, self._is_doubtful(*pair)) for pair, alike in self._found.items()]
        return sorted(found, key=lambda one: (one.doubtful, ranks[one.alike], one.one, one.two))

    # What records share

    def _codes(self, one: Candidate) -> Iterator[object]:
        if one.code:
            yield one.code

    def _names(self, one: Candidate) -> Iterator[object]:
        for name in one.names:
            yield name
            if self._companies and (shorter := bare(name)) != name:
                yield shorter

    def _sounds(self, one: Candidate) -> Iterator[object]:
        numbers = {tells(name) for name in one.names if _CHINESE.search(name)}  # a sound has none
        yield from ((sound, number) for sound in one.sounds if len(sound) >= LEAST_NEAR for number in numbers)

    def _orders(self, one: Candidate) -> Iterator[object]:
        for name in one.names:
            words = _WORDS.findall(name)
            if len(words) > 1:
                yield "".join(words)
            if len(words) > 2:
                yield tuple(sorted(words))

    def _holes(self, one: Candidate) -> Iterator[object]:
        """Each long name with one word left out: a slip is in one word, so that the others are the same."""
        for name in one.names:
            words = _WORDS.findall(name)
            if len(words) > _FEW_WORDS:
                telling = tells(name)
                for at in range(len(words)):
                    yield telling, at, *words[:at], *words[at + 1:]

    def _slips(self, one: Candidate) -> Iterator[object]:
        """Each name with one letter left out: of two names one slip apart, some are the same."""
        for name in one.names:
            if weight(name) >= LEAST_NEAR and (one.id in self._likely or len(_WORDS.findall(name)) <= _FEW_WORDS):
                telling = tells(name)
                for at in range(len(name)):
                    yield telling, name[:at] + name[at + 1:]
                yield telling, name

    # Comparing

    def _compare(self, block: list[int], alike: Alike, check: Callable[[Candidate, Candidate], bool]) -> None:
        few, rest = block[:IN_A_BLOCK], block[IN_A_BLOCK:]
        for one, two in (*combinations(few, 2), *((block[0], other) for other in rest)):
            pair = (min(one, two), max(one, two))
            if pair in self._found:
                continue
            self.compared += 1
            first, second = self._of[one], self._of[two]
            if (alike is self._code or not self._are_told_apart(first, second)) and check(first, second):
                self._found[pair] = alike

    def _may_be(self, one: Candidate, two: Candidate) -> bool:
        return one.above != two.id and two.above != one.id

    def _is_slip(self, one: Candidate, two: Candidate) -> bool:
        return self._may_be(one, two) and any(
            tells(name) == tells(other) and one_edit(name, other)
            for name in one.names for other in two.names if weight(name) >= LEAST_NEAR
        )

    def _are_told_apart(self, one: Candidate, two: Candidate) -> bool:
        """Whether they say of themselves that they are two: another code, days that do not meet."""
        if self._companies and one.code and two.code and one.code != two.code:
            return True
        return bool(
            all(one.when) and all(two.when) and (one.when[1] < two.when[0] or two.when[1] < one.when[0])
        )

    def _is_doubtful(self, one: int, two: int) -> bool:
        first, second = self._of[one].where, self._of[two].where
        return bool(first and second and first != second)


def _blocks(keyed: "array[int]", whose: "array[int]") -> Iterator[list[int]]:
    """The records that have a key in common, block by block.  Sorted in NumPy: a dictionary of two million keys would
    take ten times the memory."""
    import numpy as np

    keys, ids = np.frombuffer(keyed, dtype=np.int64), np.frombuffer(whose, dtype=np.int64)
    order = np.argsort(keys, kind="stable")
    keys, ids = keys[order], ids[order]
    same = np.concatenate(([False], keys[1:] == keys[:-1], [False])) if len(keys) else np.zeros(1, dtype=bool)
    starts = np.flatnonzero(~same[:-1] & same[1:])
    ends = np.flatnonzero(same[:-1] & ~same[1:]) + 1
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        block = list(dict.fromkeys(ids[start:end].tolist()))
        if len(block) > 1:
            yield block


def weight(name: str) -> int:
    """How much a name tells, in letters."""
    return len(name) + len(_CHINESE.findall(name))


def tells(name: str) -> tuple[str, ...]:
    """What in a name tells things of the same name apart: numbers, phases, points of the compass.

    >>> tells("德令哈光热二期") == tells("德令哈光热一期"), tells("wind farm phase ii")
    (False, ('ii',))
    """
    return (*_TELLING.findall(name), *(word for word in _WORDS.findall(name) if word in _NUMERALS))

