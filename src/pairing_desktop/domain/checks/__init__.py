"""The checks: rules with data-driven limits, over a book of facts.  Pure Python, no SQL.

check(book)                     all findings of the whole file, the worst first
check_about(book, claim_ids)    what a changed claim touches: the records in `touched(book, claim_ids)`
check_subjects(book, subjects)  findings about some records, for work in portions
"""

from collections.abc import Iterable

from pairing_desktop.domain.checks import (
    anniversaries,
    ceilings,
    conflicts,
    exchange,
    magnitude,
    mixing,
    places_rules,
    sources_rules,
    sums,
    time_rules,
)
from pairing_desktop.domain.checks.book import FactBook
from pairing_desktop.domain.checks.rule import Rule
from pairing_desktop.domain.findings import SEVERITIES, Finding

__all__ = [
    "BY_CODE",
    "RULES",
    "FactBook",
    "Rule",
    "check",
    "check_about",
    "check_subjects",
    "touched",
    "worst_first",
]

RULES: tuple[Rule, ...] = (
    *ceilings.RULES,
    *magnitude.RULES,
    *exchange.RULES,
    *sums.RULES,
    *anniversaries.RULES,
    *time_rules.RULES,
    *mixing.RULES,
    *places_rules.RULES,
    *conflicts.RULES,
    *sources_rules.RULES,
)
BY_CODE = {rule.code: rule for rule in RULES}


def worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By severity, then by rule in the order of RULES, then by claim."""
    order = {rule.code: at for at, rule in enumerate(RULES)}
    return tuple(
        sorted(
            findings,
            key=lambda finding: (
                -SEVERITIES.index(finding.severity),
                order.get(finding.rule, -1),
                finding.subject,
                finding.claim,
            ),
        )
    )


def check(book: FactBook) -> tuple[Finding, ...]:
    """Every rule over every record."""
    return check_subjects(book, list(book.subjects()))


def check_subjects(book: FactBook, subjects: Iterable[int]) -> tuple[Finding, ...]:
    """Every rule over the claims about these records (integer keys)."""
    wanted = tuple(subjects)
    return worst_first(finding for rule in RULES for finding in rule.run(book, wanted))


def check_about(book: FactBook, claim_ids: Iterable[int]) -> tuple[Finding, ...]:
    """Findings about the records that these claims touch: they replace all earlier findings about `touched`."""
    return check_subjects(book, touched(book, claim_ids))


def touched(book: FactBook, claim_ids: Iterable[int]) -> tuple[int, ...]:
    """The records whose findings may change with these claims: their own, and those that share the indicator with them
    and lie in or around the same place.  Peers far away move no finding by one claim more."""
    found: dict[int, None] = {}
    for claim_id in claim_ids:
        claim = book.claims.get(claim_id)
        if claim is None:
            continue
        found[claim.subject] = None
        here = book.chain(book.place_of(claim.subject))
        for outer in here[:-1] or here:  # the country touches everything
            if book.of_figure.get((outer, claim.measure)):
                found[outer] = None
        if claim.subject in book.places:
            for other in book.of_measure.get(claim.measure, ()):
                if claim.subject in book.chain(book.place_of(other.subject)):
                    found[other.subject] = None
    return tuple(found)
