"""The exchange rate that a sum in yuan and its dollars imply, with the room that rounding leaves."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from pairing_desktop.domain.checks.book import Claim, FactBook
from pairing_desktop.domain.checks.intervals import Interval, parsed, printed
from pairing_desktop.domain.checks.naming import figure, keys, named_all
from pairing_desktop.domain.checks.rates import day_of, rates
from pairing_desktop.domain.checks.readings import proposals
from pairing_desktop.domain.checks.rule import Rule
from pairing_desktop.domain.findings import Amount, Finding, Value
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.numbers import canonical


def _implied_rate(book: FactBook, subjects: Iterable[int]) -> Iterator[Finding]:
    for subject in subjects:
        for dollars, yuan in _pairs(book, subject):
            found = _check(book, dollars, figure(dollars), printed(dollars), figure(yuan), printed(yuan), (yuan,))
            if found is not None:
                yield found
        for claim in book.of_subject.get(subject, ()):
            found = _in_brackets(book, claim)
            if found is not None:
                yield found


def _pairs(book: FactBook, subject: int) -> Iterator[tuple[Claim, Claim]]:
    """Dollars and yuan of one source for one thing: registered capital in dollars, registered capital."""
    for dollars in book.of_subject.get(subject, ()):
        if dollars.unit != "USD" or not dollars.value or dollars.rank == "deprecated" or dollars.source is None:
            continue
        base = book.measures[dollars.measure].key.removesuffix("_usd")
        for yuan in book.values(subject, base):
            if yuan.unit == "CNY" and yuan.source == dollars.source and yuan.locator == dollars.locator:
                yield dollars, yuan


def _in_brackets(book: FactBook, claim: Claim) -> Finding | None:
    """14.2 billion yuan (US$1.9 billion) in one claim."""
    if claim.unit not in ("CNY", "USD") or "(" not in claim.value_as_stated.replace("（", "("):
        return None
    read = parsed(claim.value_as_stated, claim.unit)
    if read is None or read.also is None or {claim.unit, read.also.unit} != {"CNY", "USD"} or not read.value:
        return None
    mine, other = printed(claim), Interval(read.also.low, read.also.high)
    bracket = Amount(read.also.canonical, read.also.unit)
    if claim.unit == "USD":
        return _check(book, claim, figure(claim), mine, bracket, other, ())
    return _check(book, claim, bracket, other, figure(claim), mine, ())


def _check(
    book: FactBook,
    claim: Claim,
    dollars: Amount,
    dollar_room: Interval,
    yuan: Amount,
    yuan_room: Interval,
    others: tuple[Claim, ...],
) -> Finding | None:
    known = rates(book, day_of(book, claim)) if day_of(book, claim) else None
    bounds = (yuan_room.low, yuan_room.high, dollar_room.low, dollar_room.high)
    if known is None or any(bound is None or bound <= 0 for bound in bounds):
        return None
    low, high = _quotient(yuan_room.low, dollar_room.high), _quotient(yuan_room.high, dollar_room.low)
    if low <= known.high and high >= known.low:
        return None
    values: dict[str, Value] = {
        "yuan": yuan,
        "dollars": dollars,
        "rate": f"{float(yuan.value) / float(dollars.value):.4g}",
        "low": f"{low:.2f}",
        "high": f"{high:.2f}",
        "rates": named_all(known.claims),
        "least": _sum(yuan_room.low, known.high),
        "most": _sum(yuan_room.high, known.low),
    }
    far = high < known.low / 2 or low > known.high * 2
    return Finding(
        "implied_rate",
        "error" if far else "warning",
        book.key_of(claim.subject),
        claim.key,
        mark("{dollars} for {yuan} implies {low} to {high} yuan a dollar; the rate was {rates}."),
        values,
        proposals(claim, book) if far else (),
        keys((*others, *known.claims)),
        mark("{yuan} ÷ {dollars} = {rate}; rounding leaves {low} to {high}. At the rate: {least} to {most}."),
        values,
    )


def _quotient(one: Decimal | None, two: Decimal | None) -> float:
    return float(one or 0) / float(two or 1)


def _sum(yuan: Decimal | None, rate: float) -> Amount:
    return Amount(canonical(Decimal(f"{float(yuan or 0) / rate:.3e}").quantize(Decimal(1))), "USD")


RULES = (Rule("implied_rate", mark("Yuan and dollars do not fit"), "warning", "magnitude", _implied_rate),)
