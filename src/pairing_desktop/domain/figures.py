"""Taking claims together: which speak of the same figure, which speak against each other, and what mark that earns.

Two claims are comparable when they are about the same record, indicator and nature, and their periods are the same
or at least one of two related claims leaves it open.  Comparable claims whose digits, after the accepted reading,
cannot both be right are rivals; so are claims that somebody recorded as speaking against each other.  What people
decided, related and dismissed is heard before anything is called disputed.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache

from pairing_desktop.domain.cards import ClaimLine, Figure
from pairing_desktop.domain.dates import PartialDate
from pairing_desktop.domain.trust import Mark, Trust

Bounds = tuple[Decimal | None, Decimal | None]  # None = open on that side
FigureKey = tuple[int, int, str, str, str, str]  # subject, indicator, nature, period start, end and precision
_AREAS = frozenset({"m2", "km2", "ha", "mu"})
_ABOUT = Decimal("0.05")  # "about" leaves a twentieth on either side


@dataclass(frozen=True)
class Evidence:
    """What is known about claims beside themselves; integer keys throughout.

    `disputes` are pairs recorded as speaking against each other, `apart` pairs that do not although their digits
    differ (related as the same, of another scope, part of; corrected; or the conflict dismissed), `replaced` claims
    that another one corrects or supersedes, `found` the marks that open findings earn, `unsettled` the figures that
    somebody left open, `told_apart` pairs
    that a rule calls different in scope (they are no rivals unless somebody recorded them so), `same` pairs that state
    one figure, `origins` of a source itself and all it took over from.
    """

    disputes: Iterable[tuple[int, int]] = ()
    apart: frozenset[frozenset[int]] = frozenset()
    told_apart: frozenset[frozenset[int]] = frozenset()
    same: frozenset[frozenset[int]] = frozenset()
    replaced: frozenset[int] = frozenset()
    found: Mapping[int, frozenset[Mark]] = field(default_factory=dict)
    unsettled: frozenset[FigureKey] = frozenset()
    origins: Mapping[int, frozenset[int]] = field(default_factory=dict)


def printed_bounds(claim: ClaimLine) -> Bounds:
    """What the printed words allow the value to be, both ends included.  The claim must have a value."""
    # Here, because its patterns take longer to build than the first list takes to read: see `agree`.
    from pairing_desktop.domain.quantities import QuantityProblem, parse_quantity

    value = Decimal(claim.value)
    low = high = value
    try:
        parsed = parse_quantity(claim.value_as_stated, claim.unit)
    except QuantityProblem:
        pass
    else:
        if parsed.value == value:
            low, high = parsed.low, parsed.high
    return _qualified(claim, low, high)


def _qualified(claim: ClaimLine, low: Decimal, high: Decimal) -> Bounds:
    """The room of a value, widened by the word before it."""
    if claim.qualifier == "about":
        slack = abs(Decimal(claim.value)) * _ABOUT
        return min(low, Decimal(claim.value) - slack), max(high, Decimal(claim.value) + slack)
    if claim.qualifier in ("more than", "at least"):
        return low, None
    if claim.qualifier == "up to":
        return None, high
    return low, high


def bounds(claim: ClaimLine) -> Bounds:
    """The same after the accepted reading, which moves both ends as it moves the value."""
    low, high = printed_bounds(claim)
    printed = Decimal(claim.value)
    if not claim.reading or not printed:
        return low, high
    read = Decimal(claim.read_value)
    moved = [None if end is None else end * read / printed for end in (low, high)]
    return moved[0], moved[1]


def agree(one: ClaimLine, two: ClaimLine) -> bool:
    """Whether both values can be right at once."""
    if not (one.reading or two.reading or one.unit in _AREAS):
        # Mostly the values alone tell, without reading the printed words again: the room of a print holds its value,
        # and lies within the room that the value's last digit other than 0 leaves, for that digit was printed too.
        # A unit whose factor is no power of ten (an area in mu) has to be read.
        if _overlap(_narrowest(one), _narrowest(two)):
            return True
        if not _overlap(_widest(one), _widest(two)):
            return False
    return _overlap(bounds(one), bounds(two))


def _overlap(one: Bounds, two: Bounds) -> bool:
    (low_one, high_one), (low_two, high_two) = one, two
    return (high_two is None or low_one is None or low_one <= high_two) and (
        high_one is None or low_two is None or low_two <= high_one
    )


def _narrowest(claim: ClaimLine) -> Bounds:
    return _qualified(claim, Decimal(claim.value), Decimal(claim.value))


def _widest(claim: ClaimLine) -> Bounds:
    value = Decimal(claim.value)
    exponent = value.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    room = Decimal(5).scaleb(exponent - 1)
    return _qualified(claim, value - room, value + room)


def period(claim: ClaimLine) -> tuple[str, str]:
    """First and last day of the claim's period; empty where it is open."""
    return _days(claim.period_start, claim.period_end, claim.period_precision)


@lru_cache(maxsize=8192)
def _days(start: str, end: str, precision: str) -> tuple[str, str]:
    return (
        PartialDate(start, precision).earliest if start else "",
        PartialDate(end, precision).latest if end else "",
    )


def figure_key(claim: ClaimLine) -> FigureKey:
    """What decisions are kept by: a figure is one record, indicator, nature and period."""
    return (
        claim.subject_id, claim.measure_id, claim.nature, claim.period_start, claim.period_end, claim.period_precision
    )


def same_figure(one: ClaimLine, two: ClaimLine) -> bool:
    """Whether two claims state the same figure: same record, indicator, nature and period."""
    return (
        one.subject_id == two.subject_id
        and one.measure_id == two.measure_id
        and one.nature == two.nature
        and bool(one.value) == bool(two.value)
        and period(one) == period(two)
    )


def with_rivals(claims: Sequence[ClaimLine], evidence: Evidence | Iterable[tuple[int, int]] = ()) -> list[ClaimLine]:
    """The claims, each with its rivals among them and beyond and its mark.

    `evidence` is what is known beside the claims, or only the pairs recorded as speaking against each other.
    """
    known = evidence if isinstance(evidence, Evidence) else Evidence(evidence)
    put_aside = known.replaced | {claim.id for claim in claims if claim.rank == "deprecated"}
    against: dict[int, set[int]] = defaultdict(set)
    # What was recorded against a print is answered by its reading; digits that disagree even so are found below.
    answered = put_aside | {claim.id for claim in claims if claim.reading}
    for pair in known.disputes:
        if frozenset(pair) not in known.apart and answered.isdisjoint(pair):
            against[pair[0]].add(pair[1])
            against[pair[1]].add(pair[0])
    told_apart = known.apart | known.told_apart
    agreeing: set[int] = set()
    for group in _groups(claims):
        for at, one in enumerate(group):
            for two in group[at + 1:]:
                if not one.value or one.id in put_aside or two.id in put_aside:
                    continue
                if agree(one, two):
                    if _independent(one, two, known):
                        agreeing |= {one.id, two.id}
                elif frozenset((one.id, two.id)) not in told_apart:
                    against[one.id].add(two.id)
                    against[two.id].add(one.id)
    by_id = {claim.id: claim for claim in claims}
    for pair_of_same in known.same:
        members = [by_id[id] for id in pair_of_same if id in by_id]
        if len(members) == 2 and _independent(members[0], members[1], known):
            agreeing |= pair_of_same
    lines = []
    for claim in claims:
        rivals, found = tuple(sorted(against.get(claim.id, ()))), known.found.get(claim.id, frozenset())
        told = {
            "rivals": rivals, "replaced": claim.id in known.replaced,
            "unsettled": bool(known.unsettled) and figure_key(claim) in known.unsettled,
            "mark": _mark(claim, bool(rivals), claim.id in agreeing, found),
        }
        # Most claims stand as they were read: one source, nothing against it.
        same = all(getattr(claim, name) == value for name, value in told.items())
        lines.append(claim if same else replace(claim, **told))  # type: ignore[arg-type]
    return lines


def take_together(claims: Sequence[ClaimLine]) -> tuple[Figure, ...]:
    """Claims (with rivals) as figures: a value each, or a range while they disagree.  Order of first appearance."""
    by_id = {claim.id: claim for claim in claims}
    figures = []
    taken: set[int] = set()
    for group in _groups(claims):
        if group[0].id in taken:
            continue
        members = list(group)
        for claim in group:  # recorded rivals state the same figure, unless they count in another period
            for rival in (by_id[rival] for rival in claim.rivals if rival in by_id):
                if rival not in members and rival.id not in taken and _one_figure(claim, rival):
                    members += [other for other in claims if same_figure(other, rival) and other.id not in taken]
        taken.update(claim.id for claim in members)
        figures += [_figure(part) for part in _parts(members)]
    return tuple(figures)


def worst(marks: Iterable[Mark]) -> Trust:
    """The mark of a record: the worst of its figures, with how many carry it.  Two sources only when all have two."""
    found = list(marks)
    if not found:
        return Trust(Mark.UNSOURCED)
    mark = min(found, key=lambda mark: mark.severity)
    return Trust(mark, found.count(mark))


def _one_figure(one: ClaimLine, two: ClaimLine) -> bool:
    if one.measure_id != two.measure_id or one.subject_id != two.subject_id or not (one.value and two.value):
        return False
    if one.flow != "flow":
        return True
    (start_one, end_one), (start_two, end_two) = period(one), period(two)
    return (start_one or "0") <= (end_two or "9") and (start_two or "0") <= (end_one or "9")


def _groups(claims: Sequence[ClaimLine]) -> list[list[ClaimLine]]:
    groups: dict[tuple[object, ...], list[ClaimLine]] = defaultdict(list)
    for claim in claims:
        # Statements in words are never added up: each stands for itself.
        alone = 0 if claim.value else claim.id
        groups[claim.subject_id, claim.measure_id, claim.nature, period(claim), alone].append(claim)
    return list(groups.values())


def _parts(members: list[ClaimLine]) -> list[list[ClaimLine]]:
    """The claims of one period as the figures they state: what neither agrees nor disagrees counts something else.

    So claims of another scope, or parts of a whole, never hide behind the first one.  Claims put aside stay with the
    first.
    """
    parts: list[list[ClaimLine]] = []
    for claim in (member for member in members if not _is_put_aside(member)):
        near = [part for part in parts if any(_touch(claim, other) for other in part)]
        joined = [other for part in near for other in part] + [claim]
        parts = [part for part in parts if part not in near] + [joined]
    if not parts:
        return [members]
    order = {member.id: place for place, member in enumerate(members)}
    parts = [sorted(part, key=lambda claim: order[claim.id]) for part in parts]
    parts.sort(key=lambda part: order[part[0].id])
    parts[0] = sorted(
        parts[0] + [member for member in members if _is_put_aside(member)], key=lambda claim: order[claim.id]
    )
    return parts


def _touch(one: ClaimLine, two: ClaimLine) -> bool:
    return two.id in one.rivals or not (one.value and two.value) or agree(one, two)


def _is_put_aside(claim: ClaimLine) -> bool:
    return claim.rank == "deprecated" or claim.replaced


def _figure(members: list[ClaimLine]) -> Figure:
    live = [claim for claim in members if not _is_put_aside(claim)] or members
    preferred = [claim for claim in live if claim.rank == "preferred"]
    unsettled = not preferred and any(claim.unsettled for claim in live)
    first = preferred[0] if preferred else live[0]
    here = {claim.id for claim in live}
    disputed = not preferred and any(claim.mark is Mark.DISPUTED or claim.rivals for claim in live)
    valued = sorted((claim for claim in live if claim.value), key=lambda claim: Decimal(claim.effective))
    apart = not preferred and bool(valued) and (
        any(rival in here for claim in live for rival in claim.rivals)
        or (unsettled and valued[0].effective != valued[-1].effective)
    )
    low, high = (valued[0], valued[-1]) if apart else (first, first)
    mark = _figure_mark(preferred or live, disputed)
    reading = first if not apart else next((claim for claim in (low, high) if claim.reading), first)
    return Figure(
        first.measure_id, first.measure_key, first.measure_en, first.measure_zh, first.unit, first.nature,
        first.period_start, first.period_end, first.period_precision,
        low.effective, high.effective, "exact" if apart else first.qualifier,
        Trust(mark, len(live) if disputed else 0, reading.reading_factor if mark is Mark.READING else ""),
        tuple(members), "preferred" if preferred else "unsettled" if unsettled else "", reading.reading,
    )


def _figure_mark(claims: Sequence[ClaimLine], disputed: bool) -> Mark:
    marks = [claim.mark for claim in claims]
    if Mark.IMPLAUSIBLE in marks:
        return Mark.IMPLAUSIBLE
    if disputed:
        return Mark.DISPUTED
    if Mark.READING in marks:
        return Mark.READING
    return Mark.TWO if Mark.TWO in marks else worst(marks).mark


def _mark(claim: ClaimLine, opposed: bool, agreed: bool, found: frozenset[Mark]) -> Mark:
    decided = claim.rank == "preferred"
    if Mark.IMPLAUSIBLE in found:
        return Mark.IMPLAUSIBLE
    if (opposed or Mark.DISPUTED in found) and not decided:
        return Mark.DISPUTED
    if claim.citation is None:
        return Mark.UNSOURCED
    if decided:
        return Mark.DECIDED
    if Mark.STALE in found:
        return Mark.STALE
    if claim.reading:
        return Mark.READING
    return Mark.TWO if agreed else Mark.ONE


def _independent(one: ClaimLine, two: ClaimLine, known: Evidence) -> bool:
    """Whether two sources speak for themselves: other publishers, and no source taken over in common."""
    if one.citation is None or two.citation is None:
        return False
    first, second = one.citation.source_id, two.citation.source_id
    return _publisher(one) != _publisher(two) and known.origins.get(first, frozenset((first,))).isdisjoint(
        known.origins.get(second, frozenset((second,)))
    )


def _publisher(claim: ClaimLine) -> str:
    """Whose word it is: two pages of one publisher are one source."""
    if claim.citation is None:
        return ""
    return claim.citation.publisher.casefold() or claim.citation.source_key
