"""Taking claims together: which speak of the same figure, which speak against each other, and what mark that earns.

Two claims are comparable when they are about the same record, indicator and nature, and their periods are the same
or at least one of two related claims leaves it open.  Comparable claims whose printed digits cannot both be right
are rivals; so are claims that somebody recorded as speaking against each other.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from pairing_desktop.domain.cards import ClaimLine, Figure
from pairing_desktop.domain.dates import PartialDate
from pairing_desktop.domain.quantities import QuantityProblem, parse_quantity
from pairing_desktop.domain.trust import Mark, Trust

Bounds = tuple[Decimal | None, Decimal | None]  # None = open on that side
_ABOUT = Decimal("0.05")  # "about" leaves a twentieth on either side


def bounds(claim: ClaimLine) -> Bounds:
    """What the printed words allow the value to be, both ends included.  The claim must have a value."""
    value = Decimal(claim.value)
    low = high = value
    try:
        parsed = parse_quantity(claim.value_as_stated, claim.unit)
    except QuantityProblem:
        pass
    else:
        if parsed.value == value:
            low, high = parsed.low, parsed.high
    if claim.qualifier == "about":
        slack = abs(value) * _ABOUT
        return min(low, value - slack), max(high, value + slack)
    if claim.qualifier in ("more than", "at least"):
        return low, None
    if claim.qualifier == "up to":
        return None, high
    return low, high


def agree(one: ClaimLine, two: ClaimLine) -> bool:
    """Whether both printed values can be right at once."""
    (low_one, high_one), (low_two, high_two) = bounds(one), bounds(two)
    return (high_two is None or low_one is None or low_one <= high_two) and (
        high_one is None or low_two is None or low_two <= high_one
    )


def period(claim: ClaimLine) -> tuple[str, str]:
    """First and last day of the claim's period; empty where it is open."""
    start, end, precision = claim.period_start, claim.period_end, claim.period_precision
    return (
        PartialDate(start, precision).earliest if start else "",
        PartialDate(end, precision).latest if end else "",
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


def with_rivals(claims: Sequence[ClaimLine], disputes: Iterable[tuple[int, int]]) -> list[ClaimLine]:
    """The claims, each with its rivals among them and beyond (`disputes`: pairs recorded as speaking against) and its mark."""
    against: dict[int, set[int]] = defaultdict(set)
    for one_id, two_id in disputes:
        against[one_id].add(two_id)
        against[two_id].add(one_id)
    agreeing: dict[int, set[str]] = defaultdict(set)
    for group in _groups(claims):
        for at, one in enumerate(group):
            for two in group[at + 1:]:
                if "deprecated" in (one.rank, two.rank) or not one.value:
                    continue
                if not agree(one, two):
                    against[one.id].add(two.id)
                    against[two.id].add(one.id)
                elif _publisher(one) != _publisher(two):
                    agreeing[one.id].add(_publisher(two))
                    agreeing[two.id].add(_publisher(one))
    return [
        replace(claim, rivals=tuple(sorted(against[claim.id])), mark=_mark(claim, against[claim.id], agreeing[claim.id]))
        for claim in claims
    ]


def take_together(claims: Sequence[ClaimLine]) -> tuple[Figure, ...]:
    """Claims (with rivals) as figures: a value each, or a range while its claims disagree.  Order of first appearance."""
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
        figures.append(_figure(members))
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


def _figure(members: list[ClaimLine]) -> Figure:
    first = members[0]
    live = [claim for claim in members if claim.rank != "deprecated"] or members
    preferred = [claim for claim in live if claim.rank == "preferred"]
    if preferred:
        live = first_of = preferred[:1]
        first = first_of[0]
    disputed = any(claim.rivals for claim in live)
    marks = [claim.mark for claim in live]
    mark = Mark.DISPUTED if disputed else Mark.TWO if Mark.TWO in marks else worst(marks).mark
    valued = sorted((claim for claim in live if claim.value), key=lambda claim: Decimal(claim.value))
    apart = valued and any(rival in {claim.id for claim in live} for claim in live for rival in claim.rivals)
    low, high = (valued[0], valued[-1]) if apart else (first, first)
    return Figure(
        first.measure_id, first.measure_key, first.measure_en, first.measure_zh, first.unit, first.nature,
        first.period_start, first.period_end, first.period_precision,
        low.value, high.value, "exact" if apart else first.qualifier,
        Trust(mark, len(live) if disputed else 0), tuple(members),
    )


def _mark(claim: ClaimLine, against: set[int], agreeing: set[str]) -> Mark:
    if against:
        return Mark.DISPUTED
    if claim.citation is None:
        return Mark.UNSOURCED
    return Mark.TWO if agreeing else Mark.ONE


def _publisher(claim: ClaimLine) -> str:
    """Whose word it is: two pages of one publisher are one source."""
    if claim.citation is None:
        return ""
    return claim.citation.publisher.casefold() or claim.citation.source_key
