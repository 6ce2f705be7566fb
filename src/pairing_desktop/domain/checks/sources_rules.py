"""Who says it: nobody, one source only, or several that are one."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pairing_desktop.domain.checks.book import Claim, FactBook, Source
from pairing_desktop.domain.checks.intervals import interval
from pairing_desktop.domain.checks.naming import about, keys, named_all
from pairing_desktop.domain.checks.rule import Rule
from pairing_desktop.domain.findings import Finding
from pairing_desktop.domain.language import mark

_CARRIED = re.compile(
    r"\bcarrying\b|\bvia\b|\bfrom\b|[（(,，、/]|转载|引(?!人)|\btext\b|\breposted by\b", re.IGNORECASE
)
_ENDS = re.compile(r"[）)\s]+$|^\s+")
_EMPTY = frozenset(("", "page a5", "older page", "cctv+", "agency"))


@lru_cache(maxsize=4096)
def family(publisher: str) -> frozenset[str]:
    """The houses whose word a publication is: SHINE, carrying Xinhua → shine and xinhua."""
    parts = (_ENDS.sub("", part).strip("：: .").casefold() for part in _CARRIED.split(publisher))
    return frozenset(
        part for part in parts if part not in _EMPTY and not re.search(r"\.(?:com|cn|org|net|id|ru)", part)
    )


def dependent(book: FactBook, one: Claim, two: Claim) -> bool:
    """Whether the second claim's word is no second word: one source, one house, one taken over from the other, or the
    same long print."""
    if one.source is None or two.source is None:
        return True
    if one.source == two.source:
        return True
    first, second = book.sources.get(one.source), book.sources.get(two.source)
    if first is None or second is None:
        return True
    if two.source in _roots(book, first) or one.source in _roots(book, second):
        return True
    if _roots(book, first) & _roots(book, second):
        return True
    return bool(family(first.publisher) & family(second.publisher)) or _same_print(one, two)


def _roots(book: FactBook, source: Source) -> frozenset[int]:
    """The sources it took over from, however far back."""
    found: set[int] = set()
    waiting = list(source.derived_from)
    while waiting:
        other = waiting.pop()
        if other not in found and other in book.sources:
            found.add(other)
            waiting += book.sources[other].derived_from
    return frozenset(found)


def _same_print(one: Claim, two: Claim) -> bool:
    """A sentence, not a figure, that stands in both word for word; a figure alone says little."""
    plain = [re.sub(r"\W+", " ", claim.value_as_stated.casefold()).strip() for claim in (one, two)]
    return plain[0] == plain[1] and len(re.sub(r"[\d\s]", "", plain[0])) > 20


def _agreeing(book: FactBook, claim: Claim) -> list[Claim]:
    return [
        other
        for other in book.of_figure.get((claim.subject, claim.measure), ())
        if other.id != claim.id
        and other.source != claim.source
        and other.source is not None
        and other.nature == claim.nature
        and (other.earliest, other.latest) == (claim.earliest, claim.latest)
        and (other.value == claim.value or interval(other).meets(interval(claim)))
    ]


def _no_source(book: FactBook, subjects: Iterable[int]) -> Iterator[Finding]:
    for subject in subjects:
        for claim in book.of_subject.get(subject, ()):
            if claim.source is None or claim.source not in book.sources:
                yield Finding(
                    "no_source",
                    "warning",
                    book.key_of(subject),
                    claim.key,
                    mark("Nobody is cited for “{words}”."),
                    about(book, claim),
                )


def _single_source(book: FactBook, subjects: Iterable[int]) -> Iterator[Finding]:
    """One finding a figure: its first claim stands for all."""
    for subject in subjects:
        figures: dict[tuple[int, str, str, str], list[Claim]] = defaultdict(list)
        for claim in book.of_subject.get(subject, ()):
            if claim.value and claim.source is not None and claim.rank != "deprecated":
                figures[claim.measure, claim.nature, claim.earliest, claim.latest].append(claim)
        for claims in figures.values():
            if all(dependent(book, claims[0], other) for other in claims[1:]):
                yield Finding(
                    "single_source",
                    "info",
                    book.key_of(subject),
                    claims[0].key,
                    mark("{measure} of {record}: only one source states {value}."),
                    about(book, claims[0]),
                    (),
                    keys(claims[1:]),
                )


def _dependent_sources(book: FactBook, subjects: Iterable[int]) -> Iterator[Finding]:
    for subject in subjects:
        for claim in book.of_subject.get(subject, ()):
            if not claim.value or claim.rank == "deprecated":
                continue
            others = [
                other for other in _agreeing(book, claim) if other.id < claim.id and dependent(book, claim, other)
            ]
            if others:
                yield Finding(
                    "dependent_sources",
                    "info",
                    book.key_of(subject),
                    claim.key,
                    mark("{measure} of {record}: the source of {value} is no second one beside {others}."),
                    {**about(book, claim), "others": named_all(others)},
                    (),
                    keys(others),
                )


RULES = (
    Rule("no_source", mark("No source is cited"), "warning", "source", _no_source),
    Rule("single_source", mark("Only one source"), "info", "source", _single_source),
    Rule("dependent_sources", mark("Sources that are one"), "info", "source", _dependent_sources),
)
