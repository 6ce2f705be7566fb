"""How old a programme is: years gone by and calendar years are one apart, and sources mix them up."""

from collections.abc import Iterable, Iterator
from statistics import median_low

from pairing_desktop.domain.checks.book import Claim, FactBook
from pairing_desktop.domain.checks.naming import about, keys, named_all
from pairing_desktop.domain.checks.rule import Rule
from pairing_desktop.domain.findings import Finding, Value
from pairing_desktop.domain.language import mark

_AGE = "programme_years"
_START = "start_year"


def _anniversary(book: FactBook, subjects: Iterable[int]) -> Iterator[Finding]:
    for subject in subjects:
        for claim in book.values(subject, _AGE):
            started = _start(book, subject)
            if started is None or not claim.latest:
                continue
            first, why = started
            year, age = int(claim.latest[:4]), round(claim.number)
            elapsed = year - first
            if age in (elapsed, elapsed - 1):
                continue
            yield _finding(book, claim, first, year, age, why)


def _start(book: FactBook, subject: int) -> tuple[int, tuple[Claim, ...]] | None:
    """The year in which it began, by claims first (the middle one), then by the record."""
    claims = book.values(subject, _START)
    if claims:
        return median_low(round(claim.number) for claim in claims), claims
    project = book.projects.get(subject)
    return (int(project.start[:4]), ()) if project is not None and project.start else None


def _finding(book: FactBook, claim: Claim, first: int, year: int, age: int, why: tuple[Claim, ...]) -> Finding:
    elapsed = year - first
    others = _others(book, claim, year - age)
    inclusive = age == elapsed + 1
    values: dict[str, Value] = {
        **about(book, claim),
        "n": str(age),
        "year": str(year),
        "start": str(first),
        "elapsed": str(elapsed),
        "inclusive": str(elapsed + 1),
        "others": named_all(others),
    }
    if inclusive and others:
        text = mark(
            "“{words}” is an inclusive count: {year} is calendar year {n} since {start}, but only {elapsed} "
            "years had passed. Others count differently: {others}."
        )
    elif inclusive:
        text = mark(
            "“{words}” is an inclusive count: {year} is calendar year {n} since {start}, but only {elapsed} "
            "years had passed."
        )
    elif others:
        text = mark(
            "“{words}” does not fit a start in {start}: {elapsed} years had passed by {year}. Others: {others}."
        )
    else:
        text = mark("“{words}” does not fit a start in {start}: {elapsed} years had passed by {year}.")
    return Finding(
        "anniversary",
        "info" if inclusive and not others else "warning",
        book.key_of(claim.subject),
        claim.key,
        text,
        values,
        (),
        keys((*others, *why)),
        mark("{year} − {start} = {elapsed} years; counting {start} itself {inclusive}."),
        values,
    )


def _others(book: FactBook, claim: Claim, zero: int) -> list[Claim]:
    """Counts of the same or a sister programme (begun in the same year, around the same place) that start elsewhere."""
    place = book.place_of(claim.subject)
    chain = set(book.chain(place))
    found = []
    for other in book.of_measure.get(claim.measure, ()):
        if other.id == claim.id or not other.latest or int(other.latest[:4]) - round(other.number) == zero:
            continue
        near = other.subject == claim.subject or bool(
            _same_start(book, claim.subject, other.subject)
            and (book.place_of(other.subject) in chain or place in book.chain(book.place_of(other.subject)))
        )
        if near:
            found.append(other)
    return found


def _same_start(book: FactBook, one: int, two: int) -> bool:
    starts = [_start(book, subject) for subject in (one, two)]
    return bool(starts[0] and starts[1] and starts[0][0] == starts[1][0])


RULES = (Rule("anniversary", mark("Years are counted differently"), "warning", "time", _anniversary),)
