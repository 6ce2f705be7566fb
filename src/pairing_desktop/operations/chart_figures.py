"""Figures for composed charts: claims taken together, so that rivals are one value with a range and never two.

A record of which only one claim of an indicator is on file has nothing to be taken together: it is drawn as it is, which
keeps a chart of a large file quick.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pairing_desktop.domain.cards import Figure
from pairing_desktop.domain.chart_spec import ChartSpec
from pairing_desktop.domain.dates import PartialDate, display_span
from pairing_desktop.domain.figures import take_together, with_rivals
from pairing_desktop.domain.language import Language
from pairing_desktop.domain.trust import Mark
from pairing_desktop.store import cards, trust
from pairing_desktop.store import chart_figures as store
from pairing_desktop.store import charts as rows
from pairing_desktop.store.database import Connection

_TOLD = frozenset({Mark.DISPUTED, Mark.IMPLAUSIBLE, Mark.READING, Mark.DECIDED})  # marks that a picture shows


@dataclass(frozen=True)
class Drawn:
    """A figure as it is drawn: `low` and `high` are its ends, the same as `value` unless claims disagree; `first` and
    `last` the ISO days it covers ("" on an open side)."""

    subject: int
    measure: str
    unit: str
    nature: str
    value: Decimal
    low: Decimal
    high: Decimal
    mark: Mark | None
    claims: tuple[int, ...]
    first: str
    last: str
    start: str
    end: str
    precision: str
    parts: int = 1  # figures that were added up
    qualifier: str = "exact"  # the word that is printed before it

    @property
    def is_apart(self) -> bool:
        return self.low != self.high

    @property
    def year(self) -> int:
        """The year it ends in, else begins in; 0 without a date."""
        day = self.last or self.first
        return int(day[:4]) if day else 0

    @property
    def own_year(self) -> int:
        """The one calendar year it lies in; 0 when it has none or spans several."""
        return int(self.first[:4]) if self.first and self.first[:4] == self.last[:4] else 0

    def period(self, language: Language) -> str:
        """When, in words; "" when nobody says."""
        if self.precision in ("", "unknown"):
            return ""
        first, last = (PartialDate(date, self.precision) if date else None for date in (self.start, self.end))
        return display_span(first, last, language, short=True)


@dataclass(frozen=True)
class Figures:
    """What is drawn of one indicator, and how many figures are not: outside the years, without a date where years were
    asked for, in another unit than most."""

    drawn: tuple[Drawn, ...]
    unit: str
    outside: int = 0
    undated: int = 0
    other_unit: int = 0


@lru_cache(maxsize=8192)
def days(start: str, end: str, precision: str) -> tuple[str, str]:
    """First and last ISO day of a period, "" where open."""
    if precision in ("", "unknown"):
        return "", ""
    first = PartialDate(start, precision).earliest if start else ""
    last = PartialDate(end, precision).latest if end else ""
    return first, last


def figures(connection: Connection, spec: ChartSpec, measure: str) -> Figures:
    """All figures of an indicator that the spec is about, within its years and of its nature."""
    found = rows.claims(connection, [measure])
    if spec.subject != "claims" or not spec.filter.is_empty:
        wanted = store.claim_ids(connection, [measure], spec.subject, spec.filter)
        found = [row for row in found if row.id in wanted]
    if spec.nature:
        found = [row for row in found if row.nature == spec.nature]
    drawn = taken_together(connection, found)
    units = Counter(one.unit for one in drawn)
    unit = max(units, key=lambda code: units[code], default="")
    kept = [one for one in drawn if one.unit == unit]
    narrowed = spec.first is not None or spec.last is not None
    dated = [one for one in kept if one.year] if narrowed else kept
    first, last = spec.first or 0, spec.last or 9999
    inside = [one for one in dated if _within(one, first, last)] if narrowed else dated
    return Figures(tuple(inside), unit, len(dated) - len(inside), len(kept) - len(dated), len(drawn) - len(kept))


def _within(one: Drawn, first: int, last: int) -> bool:
    return first <= one.year and int((one.first or one.last)[:4]) <= last


def taken_together(connection: Connection, claims: Sequence[rows.ClaimRow]) -> list[Drawn]:
    """Claims of one indicator as figures, in the order of their claims."""
    of_subject: dict[int, list[rows.ClaimRow]] = defaultdict(list)
    for row in claims:
        of_subject[row.subject_id].append(row)
    related = {id for pair in rows.disputes(connection) for id in pair}
    several: list[int] = []
    drawn: list[Drawn] = []
    for found in of_subject.values():
        # Claims on different periods or natures that nobody recorded against each other are figures of their own.
        figures_apart = {(row.nature, row.period_start, row.period_end, row.period_precision) for row in found}
        if len(figures_apart) == len(found) and related.isdisjoint(row.id for row in found):
            drawn += map(_alone, found)
        else:
            several += [row.id for row in found]
    read = {row.id: row for row in claims}
    order = {row.id: place for place, row in enumerate(claims)}
    if several:
        lines = cards.claims(connection, "claim", several)
        figures_found = take_together(with_rivals(lines, trust.evidence(connection, lines)))
        drawn += [_of_figure(figure, read) for figure in figures_found]
    return sorted(drawn, key=lambda one: order[one.claims[0]])


def _alone(row: rows.ClaimRow) -> Drawn:
    value = Decimal(row.value)
    mark = (
        Mark.IMPLAUSIBLE if row.implausible else Mark.DISPUTED if row.against and row.rank != "preferred"
        else Mark.READING if row.reading else Mark.DECIDED if row.rank == "preferred" else None
    )
    return Drawn(
        row.subject_id, row.measure, row.unit, row.nature, value, value, value, mark, (row.id,),
        *days(row.period_start, row.period_end, row.period_precision),
        row.period_start, row.period_end, row.period_precision, qualifier=row.qualifier,
    )


def _of_figure(figure: Figure, read: dict[int, rows.ClaimRow]) -> Drawn:
    members = [claim for claim in figure.claims if claim.id in read]
    low, high = Decimal(figure.low), Decimal(figure.high)
    first = members[0]
    value = Decimal(first.effective) if low != high else low
    mark = figure.trust.mark if figure.trust.mark in _TOLD else (
        Mark.DECIDED if figure.choice == "preferred" else None)
    return Drawn(
        first.subject_id, figure.measure_key, figure.unit, figure.nature, min(max(value, low), high), low, high, mark,
        tuple(claim.id for claim in members), *days(figure.period_start, figure.period_end, figure.period_precision),
        figure.period_start, figure.period_end, figure.period_precision, qualifier=figure.qualifier,
    )


def latest(found: Iterable[Drawn]) -> tuple[list[Drawn], int]:
    """Of each record and nature the latest figure, the larger of equals (a part is never larger than its whole); and how
    many others there are."""
    found = list(found)
    best: dict[tuple[int, str], Drawn] = {}
    for one in found:
        held = best.get((one.subject, one.nature))
        if held is None or (one.last or one.first, one.value) > (held.last or held.first, held.value):
            best[one.subject, one.nature] = one
    return list(best.values()), len(found) - len(best)


def apart_in_time(found: Iterable[Drawn]) -> tuple[list[Drawn], int]:
    """Figures of one record that do not overlap, the longest first, by time; and how many lie within others."""
    taken: list[Drawn] = []
    found = sorted(found, key=lambda one: (one.first, _inverted(one.last)))
    for one in found:
        if not taken or one.first > taken[-1].last:
            taken.append(one)
    return taken, len(found) - len(taken)


def _inverted(day: str) -> tuple[int, ...]:
    return tuple(-int(part) for part in day.split("-")) if day else ()


def added(found: Sequence[Drawn]) -> Drawn:
    """Figures added up; the ends of their ranges too."""
    if len(found) == 1:
        return found[0]
    one = found[0]
    marks = [mark for mark in (Mark.IMPLAUSIBLE, Mark.DISPUTED, Mark.READING, Mark.DECIDED)
             if any(figure.mark is mark for figure in found)]
    value, low, high = (sum((getattr(figure, part) for figure in found), Decimal(0)) for part in ("value", "low", "high"))
    return Drawn(
        one.subject, one.measure, one.unit, one.nature, value, low, high, marks[0] if marks else None,
        tuple(id for figure in found for id in figure.claims), min(figure.first for figure in found),
        max(figure.last for figure in found), one.start, one.end, one.precision, sum(figure.parts for figure in found),
    )
