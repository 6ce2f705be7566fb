"""Whether two claims on one figure contradict each other, count differently, or one is part of the other."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pairing_desktop.domain.checks.book import Claim, FactBook
from pairing_desktop.domain.checks.intervals import apart, interval, printed
from pairing_desktop.domain.checks.limits import limit
from pairing_desktop.domain.checks.magnitude import is_outlier
from pairing_desktop.domain.checks.peers import sisters
from pairing_desktop.domain.checks.periods import inside, is_flow, overlap
from pairing_desktop.domain.language import mark

CONFLICT, SCOPE, PART = "conflict", "differs_in_scope", "part_of"
_PARTLY = re.compile(r"includ|of which|additional|at the moment|其中|包括|另有|新增|首批", re.IGNORECASE)


@dataclass(frozen=True)
class Verdict:
    """`kind` is conflict, differs_in_scope or part_of; `reason` a marked clause that says why."""

    kind: str
    reason: str


_NATURE = Verdict(SCOPE, mark("one is planned, designed or estimated, the other is not"))
_TIME = Verdict(SCOPE, mark("they are dated differently"))
_UNDATED = Verdict(SCOPE, mark("one of them has no date"))
_SOURCE = Verdict(SCOPE, mark("one source tells them apart"))
_HEDGED = Verdict(SCOPE, mark("both are hedged, so that both can hold"))
_WORDS = Verdict(SCOPE, mark("the words say that one includes more or less"))
_SUM = Verdict(PART, mark("the figures of one source add up to it"))
_WITHIN = Verdict(PART, mark("the period of one lies within that of the other"))
_PEOPLE = frozenset(("same", "other_scope", "part_of", "corrects", "supersedes"))


def verdict(book: FactBook, one: Claim, two: Claim) -> Verdict | None:
    """How two claims with values on one figure stand to each other; None when nothing is to be said: they agree, speak
    of different times, or a person has said how they are related."""
    if one.value == two.value or one.number == two.number:
        return None
    if book.related.get(frozenset((one.id, two.id))) in _PEOPLE or _is_misread(book, one, two):
        return None
    measure = book.measures[one.measure]
    if measure.key == "programme_years":
        return None  # an age: the rule of anniversaries compares it
    same_time = (one.earliest, one.latest) == (two.earliest, two.latest)
    if is_flow(measure) and not same_time:
        return None
    if not same_time and not is_lasting(book, one):
        return _changing(one, two)
    if one.nature != two.nature:
        return _NATURE
    if one.source is not None and one.source == two.source:
        return _of_one_source(book, one, two)
    if _PARTLY.search(one.value_as_stated) or _PARTLY.search(two.value_as_stated):
        return _WORDS
    if one.earliest and two.earliest and not same_time:
        return _TIME
    return _digits(one, two)


def _of_one_source(book: FactBook, one: Claim, two: Claim) -> Verdict | None:
    """A whole and its parts where the parts add up to it; else figures that the source tells apart."""
    together = [
        claim.number
        for claim in book.of_figure.get((one.subject, one.measure), ())
        if claim.source == one.source
        and claim.nature == one.nature
        and (claim.earliest, claim.latest) == (one.earliest, one.latest)
    ]
    whole = max(together)
    if len(together) > 2 and whole > 0 and abs(sum(together) / whole - 2) < 0.02:
        return _SUM if whole in (one.number, two.number) else None
    project = book.projects.get(one.subject)
    if (
        project is not None
        and project.capacity
        and "capacity" in book.measures[one.measure].key
        and abs(sum(together) / (float(project.capacity) or 1) - 1) < 0.02
    ):
        return None  # parts of the record's own figure
    return _SOURCE


def _digits(one: Claim, two: Claim) -> Verdict | None:
    if one.unit == "degree" and abs(one.number - two.number) <= limit("conflict", "degrees"):
        return None
    if not interval(one).meets(interval(two)):
        return Verdict(CONFLICT, "")
    if printed(one).meets(printed(two)) or "about" in (one.qualifier, two.qualifier):
        return None
    return _HEDGED if apart(one, two) > limit("conflict", "small") else None


def _changing(one: Claim, two: Claim) -> Verdict | None:
    """Of a figure that grows or changes: only what overlaps is worth a word."""
    if one.nature != two.nature or not overlap(one, two) or one.source == two.source:
        return None
    if apart(one, two) <= limit("conflict", "small"):
        return None
    if not (one.earliest or one.latest) or not (two.earliest or two.latest):
        return _UNDATED
    if one.earliest == two.earliest:
        return None  # a running total and how it stood earlier
    small, large = sorted((one, two), key=lambda claim: claim.number)
    return _WITHIN if inside(small, large) else _TIME


def is_lasting(book: FactBook, claim: Claim) -> bool:
    """Whether the figure does not change with the years."""
    measure = book.measures[claim.measure]
    if measure.flow == "flow":
        return False
    if measure.dimension in limit("lasting", "dimensions") or measure.key in limit("lasting", "measures"):
        return True
    return claim.subject in book.projects and measure.key in limit("lasting", "project")


def _is_misread(book: FactBook, one: Claim, two: Claim) -> bool:
    """Whether one of two very different figures is another size than all its sisters: that is a doubt of its own."""
    largest, smallest = max(one.number, two.number), min(one.number, two.number)
    if smallest <= 0 or largest / smallest < limit("sisters", "factor"):
        return False
    return any(known and is_outlier(book, claim, known) for claim in (one, two) for known in [sisters(book, claim)])
