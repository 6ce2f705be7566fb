"""What the program finds wrong by itself: broken references, values that cannot be read, and what the rules find."""

from pairing_desktop.domain import checks
from pairing_desktop.domain.checks import FactBook, worst_first
from pairing_desktop.domain.dates import DateProblem, PartialDate
from pairing_desktop.domain.findings import Finding
from pairing_desktop.domain.language import mark
from pairing_desktop.store import factbook, integrity
from pairing_desktop.store.database import Connection


def check(connection: Connection) -> tuple[Finding, ...]:
    """All findings, the worst first, then by rule and claim."""
    book = factbook.read(connection)
    return worst_first([*_broken_references(connection), *_unparsable(book), *checks.check(book)])


def _broken_references(connection: Connection) -> list[Finding]:
    return [
        Finding(
            "broken_reference", "error", key, key if table == "claim" else "",
            mark("“{key}” points to something that is not on file or lies in the trash ({column})."),
            {"key": key, "column": column},
        )
        for table, key, column in integrity.dangling(connection)
    ]


def _unparsable(book: FactBook) -> list[Finding]:
    found = []
    for claim in book.claims.values():
        problem = claim.printed_value if not claim.value else ""
        for value in (claim.period_start, claim.period_end):
            if value:
                try:
                    PartialDate(value, claim.period_precision)
                except (DateProblem, ValueError):
                    problem = value
        if problem:
            found.append(Finding(
                "unparsable_value", "error", book.key_of(claim.subject), claim.key,
                mark("“{value}” cannot be read."), {"value": problem},
            ))
    return found
