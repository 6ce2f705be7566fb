"""Two subjects merged in one statement: dates that fit another record, one passage about two records."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pairing_desktop.domain.checks.book import Claim, FactBook
from pairing_desktop.domain.checks.naming import about, keys, named
from pairing_desktop.domain.checks.rule import Rule
from pairing_desktop.domain.checks.time_rules import day
from pairing_desktop.domain.findings import Amount, Finding, Named, Value
from pairing_desktop.domain.language import mark

_START = "start_year"
_MANY = 200  # of a company with more projects none can be told by a date


def _life(book: FactBook, project: int) -> tuple[int, int] | None:
    """First and last year between which it was begun, built and opened."""
    row = book.projects[project]
    start, end = day(row.start, row.start_precision), day(row.end, row.end_precision, latest=True)
    if not start:
        return None
    return int(start[:4]), int((end or start)[:4])


def _siblings(book: FactBook, project: int) -> list[int]:
    """Other projects of the same companies and the same industry."""
    companies = book.companies_of.get(project, frozenset())
    found = {
        one for company in companies for one in book.projects_of.get(company, ())[:_MANY] if one in book.projects
    }
    industry = book.projects[project].industry
    return sorted(one for one in found if one != project and book.projects[one].industry == industry)


def _merged(book: FactBook, subjects: Iterable[int]) -> Iterator[Finding]:
    for subject in subjects:
        if subject not in book.projects:
            continue
        for claim in book.values(subject, _START):
            life, year = _life(book, subject), round(claim.number)
            if life is None or life[0] <= year <= life[1] or claim.qualifier == "about":
                continue
            fitting = [
                other
                for other in _siblings(book, subject)
                if (span := _life(book, other)) is not None and span[0] <= year <= span[1]
            ]
            yield _finding(book, claim, life, fitting)


def _finding(book: FactBook, claim: Claim, life: tuple[int, int], fitting: list[int]) -> Finding:
    values: dict[str, Value] = {
        **about(book, claim),
        "years": f"{life[0]}–{life[1]}" if life[0] != life[1] else str(life[0]),
        "fitting": tuple(book.name_of(one) for one in fitting),
    }
    others = [one for record in fitting for one in book.values(record, _START)]
    return Finding(
        "merged_subjects",
        "warning",
        book.key_of(claim.subject),
        claim.key,
        mark("“{words}” does not fit {record} ({years}) but {fitting}: the statement may speak of another.")
        if fitting
        else mark("“{words}” does not fit {record} ({years})."),
        values,
        (),
        keys(others),
    )


def _one_passage(book: FactBook, subjects: Iterable[int]) -> Iterator[Finding]:
    """One passage of a source that gives the same indicator for two projects of one company."""
    passages: dict[tuple[int, str, int], list[Claim]] = book.remember(("passages",), lambda: _passages(book))
    for subject in subjects:
        for claim in book.of_subject.get(subject, ()) if subject in book.projects else ():
            if claim.source is None or not claim.locator:
                continue
            together = passages.get((claim.source, claim.locator, claim.measure), [])
            companies = book.companies_of.get(subject, frozenset())
            others = [
                other
                for other in together
                if other.subject != subject
                and other.id < claim.id
                and other.value != claim.value
                and companies & book.companies_of.get(other.subject, frozenset())
            ]
            if others:
                names: tuple[Named, ...] = tuple(book.name_of(other.subject) for other in others)
                yield Finding(
                    "one_passage",
                    "info",
                    book.key_of(subject),
                    claim.key,
                    mark(
                        "One passage speaks of {record} (“{words}”) and {names} ({others}): it may take them for one."
                    ),
                    {**about(book, claim), "others": tuple(named(other) for other in others), "names": names},
                    (),
                    keys(others),
                )


def _passages(book: FactBook) -> dict[tuple[int, str, int], list[Claim]]:
    found: dict[tuple[int, str, int], list[Claim]] = defaultdict(list)
    for claim in book.claims.values():
        if claim.source is not None and claim.locator and claim.value and claim.subject in book.projects:
            found[claim.source, claim.locator, claim.measure].append(claim)
    # A list of hundreds of projects is a table, not a passage that mixes two.
    return {key: claims for key, claims in found.items() if 2 <= len(claims) <= 4}


def _record_and_claims(book: FactBook, subjects: Iterable[int]) -> Iterator[Finding]:
    """The figure that a project's record repeats and that none of its claims states."""
    for subject in subjects:
        project = book.projects.get(subject)
        if project is None:
            continue
        for measure, value, unit in (
            ("installed_capacity", project.capacity, project.capacity_unit),
            ("investment", project.investment, "CNY"),
        ):
            claims = [claim for claim in book.values(subject, measure) if claim.unit == unit]
            if value and float(value) and claims and all(float(value) != claim.number for claim in claims):
                if (
                    measure == "installed_capacity"
                    and abs(sum({one.number for one in claims}) / float(value) - 1) < 0.02
                ):
                    continue  # its parts
                yield Finding(
                    "record_differs",
                    "info",
                    book.key_of(subject),
                    claims[0].key,
                    mark("{record} carries {value} as {measure}, which none of its claims states: {claims}."),
                    {
                        "record": book.name_of(subject),
                        "measure": book.measures[claims[0].measure].name,
                        "value": Amount(value, unit),
                        "claims": tuple(named(claim) for claim in claims[:6]),
                    },
                    (),
                    keys(claims[1:]),
                )


RULES = (
    Rule("merged_subjects", mark("The date fits another record"), "warning", "time", _merged),
    Rule("one_passage", mark("One passage, two subjects"), "info", "scope", _one_passage),
    Rule("record_differs", mark("The record repeats another figure"), "info", "conflict", _record_and_claims),
)
