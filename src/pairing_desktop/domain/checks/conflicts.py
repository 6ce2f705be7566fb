"""Claims on one figure that contradict each other, count differently, or are part of one another."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pairing_desktop.domain.checks.book import Claim, FactBook
from pairing_desktop.domain.checks.intervals import Interval, apart, interval
from pairing_desktop.domain.checks.limits import limit
from pairing_desktop.domain.checks.naming import about, keys, named, named_all
from pairing_desktop.domain.checks.rule import Rule
from pairing_desktop.domain.checks.scope import CONFLICT, PART, SCOPE, Verdict, verdict
from pairing_desktop.domain.findings import Amount, Finding, Value, Words
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.numbers import canonical

_MANY = 40  # from so many claims on, only those of the same period are compared
Pair = tuple[Claim, Claim, Verdict]


def _pairs(book: FactBook, subject: int) -> tuple[Pair, ...]:
    return book.remember(("pairs", subject), lambda: tuple(_compare(book, subject)))


def _compare(book: FactBook, subject: int) -> Iterator[Pair]:
    for measure in dict.fromkeys(claim.measure for claim in book.of_subject.get(subject, ()) if claim.value):
        claims = book.of_figure.get((subject, measure), ())
        groups: Iterable[tuple[Claim, ...]] = (claims,)
        if len(claims) > _MANY:
            by_time: dict[tuple[str, str], list[Claim]] = defaultdict(list)
            for claim in claims:
                by_time[claim.earliest, claim.latest].append(claim)
            groups = (tuple(group[:_MANY]) for group in by_time.values())
        for group in groups:
            for at, one in enumerate(group):
                for two in group[at + 1 :]:
                    found = verdict(book, one, two)
                    if found is not None:
                        yield one, two, found


def _conflicts(book: FactBook, subjects: Iterable[int]) -> Iterator[Finding]:
    for subject in subjects:
        against: dict[int, list[Claim]] = defaultdict(list)
        for one, two, found in _pairs(book, subject):
            if found.kind == CONFLICT:
                against[one.id].append(two)
                against[two.id].append(one)
        for claim_id, others in against.items():
            yield _conflict(book, book.claims[claim_id], others)


def _conflict(book: FactBook, claim: Claim, others: list[Claim]) -> Finding:
    decided = any(one.rank == "preferred" for one in (claim, *others))
    other = max(others, key=lambda one: apart(claim, one))
    return Finding(
        CONFLICT,
        "info" if decided else "warning",
        book.key_of(claim.subject),
        claim.key,
        mark("{measure} of {record}: {value} stands against {others}."),
        {**about(book, claim), "others": named_all(others)},
        (),
        keys(others),
        mark("The prints allow {one} and {two}, which do not meet; they are {share}% apart.")
        if claim.unit != "degree"
        else mark("The prints allow {one} and {two}, which do not meet."),
        {"one": _room(claim), "two": _room(other), "share": _share(apart(claim, other))},
    )


def _room(claim: Claim) -> Value:
    room: Interval = interval(claim)
    low = Amount(canonical(room.low), claim.unit) if room.low is not None else None
    high = Amount(canonical(room.high), claim.unit) if room.high is not None else None
    if low is None or high is None:
        return (
            Words(mark("at least {value}"), {"value": low})
            if low
            else Words(mark("at most {value}"), {"value": high or ""})
        )
    return low if low == high else Words(mark("{low} to {high}"), {"low": low, "high": high})


def _share(share: float) -> str:
    return f"{share * 100:.2g}" if share < 0.1 else f"{share * 100:.0f}"


def _scope(book: FactBook, subjects: Iterable[int]) -> Iterator[Finding]:
    for subject in subjects:
        yield from _told_apart(book, subject, SCOPE)
        if subject in book.places:
            yield from _nested(book, subject)


def _told_apart(book: FactBook, subject: int, kind: str) -> Iterator[Finding]:
    """One finding for each claim that later ones stand beside, by the reason."""
    found: dict[tuple[int, str], list[Claim]] = defaultdict(list)
    for one, two, verdict_of in _pairs(book, subject):
        if verdict_of.kind != kind:
            continue
        first, second = sorted((one, two), key=lambda claim: claim.number) if kind == PART else (two, one)
        found[first.id, verdict_of.reason].append(second)
    for (claim_id, reason), others in found.items():
        claim = book.claims[claim_id]
        text = (
            mark("{measure} of {record}: {value} is part of {others}: {reason}.")
            if kind == PART
            else mark("{measure} of {record}: {value} and {others} do not count the same: {reason}.")
        )
        yield Finding(
            kind,
            "info",
            book.key_of(subject),
            claim.key,
            text,
            {**about(book, claim), "others": named_all(others), "reason": Words(reason)},
            (),
            keys(others),
        )


def _nested(book: FactBook, place: int) -> Iterator[Finding]:
    """What a place shares with the places in it (sunshine, radiation), stated differently for both."""
    inner = book.remember(("inside",), lambda: _inside(book)).get(place, ())
    for measure in limit("intensive", "measures"):
        for claim in book.values(place, measure):
            others = [
                other
                for part in inner
                for other in book.values(part, measure)
                if apart(claim, other) > limit("conflict", "nested")
            ]
            if others:
                yield Finding(
                    SCOPE,
                    "info",
                    book.key_of(place),
                    claim.key,
                    mark("{measure} of {record}: {value}; of places in it: {others}."),
                    {
                        **about(book, claim),
                        "others": tuple(
                            Words(
                                mark("{place}: {figure}"),
                                {"place": book.name_of(other.subject), "figure": named(other)},
                            )
                            for other in others[:6]
                        ),
                    },
                    (),
                    keys(others),
                )


def _inside(book: FactBook) -> dict[int, tuple[int, ...]]:
    found: dict[int, list[int]] = defaultdict(list)
    for place in book.places:
        for outer in book.chain(place)[1:]:
            found[outer].append(place)
    return {place: tuple(parts) for place, parts in found.items()}


def _parts(book: FactBook, subjects: Iterable[int]) -> Iterator[Finding]:
    for subject in subjects:
        yield from _told_apart(book, subject, PART)


RULES = (
    Rule(CONFLICT, mark("Contradicting statements"), "warning", "conflict", _conflicts),
    Rule(SCOPE, mark("Differs in scope"), "info", "scope", _scope),
    Rule(PART, mark("Part of another figure"), "info", "scope", _parts),
)
