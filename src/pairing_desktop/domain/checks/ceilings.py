"""Figures beyond what hours, capacity, daylight or their kind allow."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from pairing_desktop.domain.checks.book import Claim, FactBook
from pairing_desktop.domain.checks.bounds import Bound, bounds
from pairing_desktop.domain.checks.naming import about
from pairing_desktop.domain.checks.proportions import Quotient, quotients
from pairing_desktop.domain.checks.readings import proposals
from pairing_desktop.domain.checks.rule import Rule
from pairing_desktop.domain.findings import Finding, Value, Words, amount
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.numbers import canonical

_TEXTS = {
    "generation_ceiling": mark("{value} of {record} is {times} times what the plant can give."),
    "load_factor": mark("{value} of {record} does not fit its capacity."),
    "out_of_range": mark("{measure}: {value} cannot be."),
}


def _valued(book: FactBook, subjects: Iterable[int]) -> Iterator[Claim]:
    for subject in subjects:
        for claim in book.of_subject.get(subject, ()):
            if claim.value and claim.rank != "deprecated":
                yield claim


def broken(book: FactBook, claim: Claim) -> Bound | None:
    """The first bound that the claim breaks; remembered, because three rules ask for it."""
    return book.remember(
        ("broken", claim.id),
        lambda: next((bound for bound in bounds(book, claim) if bound.breaks(claim.number)), None),
    )


def _bounds(book: FactBook, subjects: Iterable[int], rule: str) -> Iterator[Finding]:
    for claim in _valued(book, subjects):
        bound = broken(book, claim)
        if bound is None or bound.rule != rule:
            continue
        values = about(book, claim)
        if rule == "generation_ceiling" and bound.most:
            values["times"] = f"{claim.number / bound.most:.3g}"
        yield Finding(
            rule,
            "warning" if rule == "load_factor" else "error",
            book.key_of(claim.subject),
            claim.key,
            _TEXTS[rule],
            values,
            proposals(claim, book),
            bound.claims,
            bound.sum.text,
            bound.sum.values,
        )


def _out_of_proportion(book: FactBook, subjects: Iterable[int]) -> Iterator[Finding]:
    for claim in _valued(book, subjects):
        for quotient in quotients(book, claim):
            if quotient.breaks(claim.number):
                yield _disproportion(book, claim, quotient)


def _disproportion(book: FactBook, claim: Claim, quotient: Quotient) -> Finding:
    ratio = quotient.ratio
    found = quotient.of(claim.number)
    values: dict[str, Value] = {
        "one": about(book, claim)["value"],
        "two": amount(quotient.per, quotient.unit),
        "found": _short(found * ratio.times, ratio.unit),
        "low": _short(ratio.low * ratio.times),
        "high": _short(ratio.high * ratio.times, ratio.unit),
        "keys": ", ".join(quotient.claims) or book.key_of(claim.subject),
    }
    if ratio.inverse:
        values |= {"one": values["two"], "two": values["one"]}
    return Finding(
        "out_of_proportion",
        "error" if quotient.excess(claim.number) >= 50 else "warning",
        book.key_of(claim.subject),
        claim.key,
        mark("{measure} of {record}, {value}, is out of proportion to {per}."),
        {**about(book, claim), "per": _per(book, quotient)},
        proposals(claim, book),
        quotient.claims,
        mark("{one} ÷ {two} ({keys}) = {found}; expected {low} to {high}.")
        if ratio.low
        else mark("{one} ÷ {two} ({keys}) = {found}; expected at most {high}."),
        values,
    )


def _per(book: FactBook, quotient: Quotient) -> Value:
    if quotient.ratio.per == "capacity":
        return Words(mark("the capacity"))
    if quotient.ratio.per == "generation":
        return Words(mark("the energy generated"))
    return book.measures[book.measure_ids[quotient.ratio.per]].name


def _short(number: float, unit: str = "") -> str:
    text = f"{number:,.0f}" if number >= 1000 else canonical(Decimal(f"{number:.3g}"))
    return f"{text} {unit}".strip()


RULES = (
    Rule(
        "generation_ceiling",
        mark("More than the plant can give"),
        "error",
        "magnitude",
        lambda book, subjects: _bounds(book, subjects, "generation_ceiling"),
    ),
    Rule(
        "load_factor",
        mark("Output does not fit the capacity"),
        "warning",
        "magnitude",
        lambda book, subjects: _bounds(book, subjects, "load_factor"),
    ),
    Rule(
        "out_of_range",
        mark("Outside what can be"),
        "error",
        "magnitude",
        lambda book, subjects: _bounds(book, subjects, "out_of_range"),
    ),
    Rule("out_of_proportion", mark("Out of proportion"), "error", "magnitude", _out_of_proportion),
)
