"""Figures of another size than their sisters (the same figure elsewhere, the record's own history) or their peers."""

import math
from collections.abc import Iterable, Iterator
from statistics import median

from pairing_desktop.domain.checks.book import Claim, FactBook
from pairing_desktop.domain.checks.bounds import bounds
from pairing_desktop.domain.checks.limits import limit
from pairing_desktop.domain.checks.naming import MOST, about, figure, keys, named, named_all
from pairing_desktop.domain.checks.peers import Sister, Spread, adds_up, log_ratio, sisters, spread
from pairing_desktop.domain.checks.periods import is_generation, nominal
from pairing_desktop.domain.checks.proportions import breaks_a_ratio
from pairing_desktop.domain.checks.readings import READINGS, proposals
from pairing_desktop.domain.checks.rule import Rule
from pairing_desktop.domain.findings import Finding, Value, Words, amount
from pairing_desktop.domain.language import mark

_SLIPS = sorted(
    {float(max(one.factor, 1 / one.factor)) for one in READINGS if max(one.factor, 1 / one.factor) >= 10}
)


def _measured(book: FactBook, subjects: Iterable[int]) -> Iterator[Claim]:
    """Claims that have a size: not shares, angles, years or prices."""
    for subject in subjects:
        for claim in book.of_subject.get(subject, ()):
            usable = claim.value and claim.rank != "deprecated" and claim.number > 0
            if usable and book.measures[claim.measure].unit not in ("year", "degree", "%", "CNY/USD", "CNY/kWh"):
                yield claim


def _sisters(book: FactBook, subjects: Iterable[int]) -> Iterator[Finding]:
    for claim in _measured(book, subjects):
        known = sisters(book, claim)
        if known and is_outlier(book, claim, known):
            yield _sister_finding(book, claim, known)


def is_outlier(book: FactBook, claim: Claim, known: list[Sister]) -> bool:
    factor = math.log10(limit("sisters", "factor"))
    gaps = [log_ratio(claim.number, sister.value) for sister in known]
    if len(gaps) == 1:
        return (
            abs(gaps[0]) >= factor
            and _is_a_slip(10 ** abs(gaps[0]))
            and not _other_is_to_blame(book, claim, known[0])
        )
    if adds_up(book, claim):
        return min(gaps) >= factor or median(gaps) <= -limit("sisters", "places_below")
    near = sum(abs(gap) < factor for gap in gaps)
    return abs(median(gaps)) >= factor and near <= len(gaps) / 4


def _is_a_slip(times: float) -> bool:
    closeness = limit("sisters", "closeness")
    return any(abs(times / slip - 1) <= closeness for slip in _SLIPS)


def _other_is_to_blame(book: FactBook, claim: Claim, sister: Sister) -> bool:
    """Of two figures that differ by a slip, whether the other one is the stranger: by bounds, ratios or peers."""
    other = sister.claim
    if other is None:
        return False
    mine = _is_impossible(book, claim)
    if mine != _is_impossible(book, other):
        return not mine
    around = spread(book, claim)
    if around is None:
        return False
    return abs(around.distance(claim.number)) + 1 < abs(around.distance(other.number))


def _is_impossible(book: FactBook, claim: Claim) -> bool:
    return any(bound.breaks(claim.number) for bound in bounds(book, claim)) or breaks_a_ratio(
        book, claim, claim.number
    )


def _sister_finding(book: FactBook, claim: Claim, known: list[Sister]) -> Finding:
    gap = median(log_ratio(claim.number, sister.value) for sister in known)
    # The strongest first: the largest of those that it exceeds, the smallest of those that it falls short of.
    stated = sorted(
        (sister.claim for sister in known if sister.claim is not None),
        key=lambda other: (other.measure != claim.measure, -math.copysign(other.number, gap)),
    )
    own = [other for other in stated if other.measure == claim.measure]
    # Beside them what the plant gives in a year and on a day.
    kin = {
        span: [one for one in stated if one not in own and nominal(book.measures[one.measure]) == span]
        for span in ("year", "day")
    }
    shown = [*own[: MOST - 2], *kin["year"][:3], *kin["day"][:2]] or stated[:MOST]
    others: tuple[Value, ...] = tuple(named(other) for other in shown)
    if not others:
        others = (Words(mark("the record itself: {value}"), {"value": amount(known[0].value, claim.unit)}),)
    readings = proposals(claim, book)
    values = {**about(book, claim), "times": _times(abs(gap)), "others": others}
    arithmetic = mark("{value} ÷ {middle} = {quotient}, the middle of {n} other statements.")
    if len(known) == 1:
        arithmetic = mark("{value} ÷ {middle} = {quotient}.")
    middle = claim.number / 10**gap
    if is_generation(book.measures[claim.measure]):
        arithmetic = mark("{value} ÷ {middle} = {quotient}, the middle of {n} other statements over the same time.")
    elsewhere = _elsewhere(book, claim)
    if elsewhere and len(known) == 1:
        arithmetic = mark("{value} ÷ {middle} = {quotient}; elsewhere {peers}.")
    elif elsewhere:
        arithmetic = mark("{value} ÷ {middle} = {quotient}, the middle of {n} other statements; elsewhere {peers}.")
    return Finding(
        "sister_magnitude",
        "error" if abs(gap) >= 1.5 else "warning",
        book.key_of(claim.subject),
        claim.key,
        mark("{measure} of {record}: {value} is {times} times what others state: {others}.")
        if gap > 0
        else mark("{measure} of {record}: {value} is {times} times less than others state: {others}."),
        values,
        readings,
        keys((*stated, *elsewhere)),
        arithmetic,
        {
            "value": figure(claim),
            "middle": amount(middle, claim.unit),
            "quotient": f"{10**gap:.3g}",
            "n": str(len(known)),
            "peers": named_all(elsewhere),
        },
    )


def _elsewhere(book: FactBook, claim: Claim) -> list[Claim]:
    """A few peers, those of the same companies first; only where other statements on the record itself are few."""
    around = spread(book, claim)
    if around is None or len(around.claims) > 40 or is_generation(book.measures[claim.measure]):
        return []
    family = book.companies_of.get(claim.subject, frozenset())

    def stranger(other: Claim) -> bool:
        return not (book.companies_of.get(other.subject, frozenset(book.owners(other.subject))) & family)

    return sorted(around.claims, key=lambda other: (stranger(other), other.id))[:4]


def _times(gap: float) -> str:
    return f"{10**gap:,.0f}" if gap >= 1 else f"{10**gap:.1f}"


def _peers(book: FactBook, subjects: Iterable[int]) -> Iterator[Finding]:
    for claim in _measured(book, subjects):
        around = spread(book, claim)
        if around is None or not _is_far(around, claim) or len(sisters(book, claim)) > 1:
            continue
        gap = around.distance(claim.number)
        yield Finding(
            "peer_magnitude",
            "error" if abs(gap) >= 3.5 else "warning",
            book.key_of(claim.subject),
            claim.key,
            mark("{measure} of {record}: {value} is far above what is usual.")
            if gap > 0
            else mark("{measure} of {record}: {value} is far below what is usual."),
            about(book, claim),
            proposals(claim, book),
            keys(_examples(book, claim, around)),
            mark("{value} ÷ {middle} = {quotient}, the middle of {n} statements about others: {peers}."),
            {
                "value": figure(claim),
                "middle": amount(10**around.middle, claim.unit),
                "quotient": f"{10**gap:.3g}",
                "n": str(len(around.claims)),
                "peers": named_all(_examples(book, claim, around)),
            },
        )


def _examples(book: FactBook, claim: Claim, around: Spread) -> list[Claim]:
    return _elsewhere(book, claim) or list(around.claims[:3])


def _is_far(around: Spread, claim: Claim) -> bool:
    gap = abs(around.distance(claim.number))
    far: float = max(limit("peers", "powers"), limit("peers", "spreads") * around.width)
    return gap >= far


RULES = (
    Rule("sister_magnitude", mark("Another size than other statements"), "error", "magnitude", _sisters),
    Rule("peer_magnitude", mark("Another size than its peers"), "error", "magnitude", _peers),
)
