"""Claims that may be drawn together: of one nature, and of a flow all of the same length of time."""

import re
from dataclasses import dataclass

from pairing_desktop.domain.bench import Bench, BenchClaim
from pairing_desktop.domain.cards import ClaimLine
from pairing_desktop.domain.dates import Span
from pairing_desktop.domain.display import coded, join, partial
from pairing_desktop.domain.language import Language, mark

_LENGTHS = ((2, "day"), (45, "month"), (100, "quarter"), (200, "half"), (380, "year"))  # days at most
_NAMED = (
    ("month", re.compile(r"\bmonth|[每当]?月", re.IGNORECASE)),
    ("year", re.compile(r"\b(?:annual|yearly|year)|年", re.IGNORECASE)),
    ("day", re.compile(r"\b(?:daily|day)|[每单]日", re.IGNORECASE)),
)
_PER = (
    ("month", re.compile(r"(?:a|per|each|every) month|monthly|每月|月均", re.IGNORECASE)),
    ("year", re.compile(r"(?:a|per|each|every) year|annual|yearly|每年|年均", re.IGNORECASE)),
    ("day", re.compile(r"(?:a|per|each|every) day|daily|每[天日]|日均", re.IGNORECASE)),
)
WORDS = {
    "day": mark("daily"),
    "month": mark("monthly"),
    "quarter": mark("quarterly"),
    "half": mark("half-yearly"),
    "year": mark("yearly"),
    "longer": mark("over several years"),
    "open": mark("no period stated"),
    "": "",
}


@dataclass(frozen=True)
class Section:
    """`length` is a key of WORDS, empty where time does not matter."""

    nature: str
    length: str
    claims: tuple[BenchClaim, ...]

    def title(self, language: Language) -> str:
        """Actual, monthly."""
        length = language.tr(WORDS[self.length]) if self.length else ""
        return join((coded("nature", self.nature, language), length), language)


def sections(bench: Bench) -> tuple[Section, ...]:
    """The claims with a value, apart by what must not be mixed; in the order of the bench."""
    found: dict[tuple[str, str], list[BenchClaim]] = {}
    for one in bench.claims:
        if one.claim.effective:
            found.setdefault((one.claim.nature, length_of(one.claim)), []).append(one)
    return tuple(Section(nature, length, tuple(claims)) for (nature, length), claims in found.items())


def length_of(claim: ClaimLine) -> str:
    """How long a time a flow counts: as the indicator names it, else the printed words, else the period itself."""
    if claim.flow != "flow":
        return ""
    for length, pattern in _NAMED:
        if pattern.search(claim.measure_en or claim.measure_zh):
            return length
    for length, pattern in _PER:
        if pattern.search(claim.value_as_stated):
            return length
    start, end = (partial(date, claim.period_precision) for date in (claim.period_start, claim.period_end))
    days = Span(start, end).days if start and end else 0
    if not days:
        return "open"
    return next((name for most, name in _LENGTHS if days <= most), "longer")
