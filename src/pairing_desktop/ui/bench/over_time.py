"""Claims over time, as values: when, how much, and which follow on one another without a gap.  No Qt."""

import datetime
from dataclasses import dataclass

from pairing_desktop.domain.dates import Span
from pairing_desktop.domain.display import partial
from pairing_desktop.ui.bench.plot import Axis, axis_for, shape_of
from pairing_desktop.ui.bench.sections import Section


@dataclass(frozen=True)
class Stretch:
    """A claim and its period in years with a fraction: 2018.5 is the middle of 2018."""

    claim_id: int
    begin: float
    end: float
    value: float
    low: float | None
    high: float | None
    shape: str


@dataclass(frozen=True)
class Course:
    """`first` and `last` are calendar years; `stretches` in order of time."""

    stretches: tuple[Stretch, ...]
    values: Axis
    first: int
    last: int

    def joined(self, one: Stretch, two: Stretch) -> bool:
        """Whether the second follows the first without a gap longer than itself: only then a line leads on."""
        return 0 <= two.begin - one.end <= min(one.end - one.begin, two.end - two.begin) * 0.2 + 0.01


def course(section: Section) -> Course | None:
    """The claims of a section that say when; implausible values that nobody read otherwise are left to the other chart,
    because they would press all others to the ground.  None when nothing remains."""
    found = []
    for one in section.claims:
        claim = one.claim
        start, end = (partial(date, claim.period_precision) for date in (claim.period_start, claim.period_end))
        start, end = start or end, end or start
        shape = shape_of(claim.mark, claim.nature)
        if start is None or end is None or shape == "implausible":
            continue
        span = Span(start, end)
        low, high = (float(text) if text else None for text in (one.low, one.high))
        begin, until = _year(span.earliest), _year(span.latest, whole=True)
        found.append(Stretch(claim.id, begin, until, float(claim.effective), low, high, shape))
    if not found:
        return None
    found.sort(key=lambda one: (one.begin, one.end))
    values = axis_for([value for one in found for value in (one.value, one.low, one.high) if value is not None])
    first, last = int(found[0].begin), max(int(one.end - 0.001) for one in found)
    return Course(tuple(found), values, first, max(first, last))


def _year(day: str, *, whole: bool = False) -> float:
    date = datetime.date.fromisoformat(day)
    passed = (date - datetime.date(date.year, 1, 1)).days + whole
    return date.year + passed / (366 if date.year % 4 == 0 else 365)
