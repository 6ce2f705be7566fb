"""Output of a power plant month by month, as wide as the days it counts, against what was expected."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Sequence
from decimal import Decimal
from statistics import median

from pairing_desktop.domain.chart_scale import plain, scale_for
from pairing_desktop.domain.chart_words import resting_on
from pairing_desktop.domain.charting import ChartData, Point, Series
from pairing_desktop.domain.dates import PartialDate
from pairing_desktop.operations.chart_ground import Ground, mark_of
from pairing_desktop.store import charts as store

_OFF = 10  # so many times above or below its sisters a contradicted figure is not drawn
_MONTH = 45  # days: what counts longer is no month
_OTHER_SPANS = ("annual_generation", "period_generation", "daily_generation", "cumulative_generation")


def generation(ground: Ground) -> ChartData:
    """The plant with the most monthly figures; a contradicted figure far off the others is told, not drawn."""
    language, tr = ground.language, ground.language.tr
    claims = store.claims(
        ground.connection, ["monthly_generation", "expected_generation", "fulfilment_rate", *_OTHER_SPANS]
    )
    subjects = Counter(claim.subject_id for claim in claims if claim.measure == "monthly_generation")
    subject = min(subjects, key=lambda id: (-subjects[id], id), default=0)
    own = [claim for claim in claims if claim.subject_id == subject]
    monthly = [claim for claim in own if claim.measure == "monthly_generation" and claim.nature == "actual"]
    contested = far_off(monthly)
    drawn = [claim for claim in monthly if claim not in contested and 0 < _days(claim) <= _MONTH]
    ground.prepare([claim.id for claim in own], named=[subject])
    by_span: dict[str, list[store.ClaimRow]] = defaultdict(list)
    for claim in drawn:
        by_span[_span(claim)].append(claim)
    actual = tuple(_actual(ground, span, by_span[span]) for span in sorted(by_span))
    expected = tuple(filter(None, (_expected(ground, point, own) for point in actual)))
    computed = sum(1 for point in expected if point.note)
    series = [Series("actual", tr("Actual"), actual)] if actual else []
    if expected:
        series.append(Series("expected", tr("Expected"), expected))
    highest = max((p.high or p.value or Decimal(0) for one in series for p in one.points), default=Decimal(0))
    scale = scale_for(highest, "kWh", language)
    others = sum(1 for claim in own if claim.measure in _OTHER_SPANS)
    elsewhere = subjects.total() - subjects[subject]
    unclear = len(monthly) - len(drawn) - len(contested)
    left_out = [_told(ground, claim, drawn) for claim in contested] + [
        sentence for number, sentence in (
            (unclear, language.plural(
                "{n} monthly figure that names no month", "{n} monthly figures that name no month", unclear)),
            (others, language.plural(
                "{n} figure for another span of time (a day, half a year, a year)",
                "{n} figures for other spans of time (a day, half a year, a year)", others)),
            (elsewhere, language.plural(
                "{n} monthly figure of another plant", "{n} monthly figures of other plants", elsewhere)),
        ) if number
    ]
    notes = [tr("Each bar is as wide as the days it counts; a gap means that no figure is on file.")]
    if computed:
        notes.append(language.plural(
            "{n} expected value is computed: output ÷ fulfilment rate, four digits.",
            "{n} expected values are computed: output ÷ fulfilment rate, four digits.", computed))
    best = max(actual, key=lambda point: point.value or 0, default=None)
    title = tr("Monthly generation, actual against expected")
    return ChartData(
        "generation", "period_bar",
        tr("{title}: {name}", title=title, name=ground.name(subject)) if subject else title,
        tr("{unit}, gross, by month or meter month", unit=scale.heading), "kWh", tr("Period"),
        tr("Electricity generated"), tuple(series), ground.sources(), ground.as_of, language.code,
        ground.filters(), tuple(left_out), tuple(notes) if actual else (),
        figures=len({id for one in series for point in one.points for id in point.claim_ids}),
        summary=language.plural(
            "{n} month has a figure; the best is {period} with {value}.",
            "{n} months have a figure; the best is {period} with {value}.", len(actual),
            period=best.label, value=scale.text(best.value)) if best and best.value is not None else "",
    )


def far_off(claims: Sequence[store.ClaimRow]) -> list[store.ClaimRow]:
    """Claims that others or a check speak against and that are an order of magnitude off their sisters."""
    if len(claims) < 3:
        return []
    middle = median([Decimal(claim.value) for claim in claims])
    return [
        claim for claim in claims
        if (claim.against or claim.implausible) and not middle / _OFF < Decimal(claim.value) < middle * _OFF
    ]


def _told(ground: Ground, claim: store.ClaimRow, others: Sequence[store.ClaimRow]) -> str:
    """Why a figure is not drawn, with its printed words and the numbers of its sources."""
    numbers = resting_on(ground.cite([claim.id]))
    if not others:
        return ground.language.tr("“{printed}”{numbers}: other claims speak against it",
                                  printed=claim.value_as_stated, numbers=numbers)
    middle = median([Decimal(one.value) for one in others])
    times = (Decimal(claim.value) / middle).quantize(Decimal(1))
    if not claim.against:
        share = f"{times:,f}" if times >= 1 else str((Decimal(claim.value) / middle).quantize(Decimal("0.001")))
        return ground.language.tr(
            "“{printed}”{numbers}: a check says that it cannot be, and it is {times} times the median month drawn",
            printed=claim.value_as_stated, numbers=numbers, times=share)
    if times >= _OFF:
        return ground.language.plural(
            "“{printed}”{numbers}: {n} claim speaks against it, and it is {times} times the median month drawn",
            "“{printed}”{numbers}: {n} claims speak against it, and it is {times} times the median month drawn",
            claim.against, printed=claim.value_as_stated, numbers=numbers, times=f"{times:,f}")
    return ground.language.plural(
        "“{printed}”{numbers}: {n} claim speaks against it, and it is less than a tenth of the months drawn",
        "“{printed}”{numbers}: {n} claims speak against it, and it is less than a tenth of the months drawn",
        claim.against, printed=claim.value_as_stated, numbers=numbers)


def _span(claim: store.ClaimRow) -> str:
    """First and last day of the claim's period, joined by "/"; empty when nobody states it."""
    if not claim.period_start or claim.period_precision in ("", "unknown"):
        return ""
    first = PartialDate(claim.period_start, claim.period_precision)
    last = PartialDate(claim.period_end or claim.period_start, claim.period_precision)
    return f"{first.earliest}/{last.latest}"


def _days(claim: store.ClaimRow) -> int:
    first, _, last = _span(claim).partition("/")
    return (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days + 1 if first else 0


def _actual(ground: Ground, span: str, claims: Sequence[store.ClaimRow]) -> Point:
    """One period: the preferred claim, else the first; a range while they disagree."""
    preferred = [claim for claim in claims if claim.rank == "preferred"]
    chosen = preferred[0] if preferred else claims[0]
    values = [Decimal(claim.value) for claim in preferred or claims]
    apart = min(values) != max(values)
    return Point(
        span,
        ground.period(chosen if chosen.period_end else chosen._replace(period_end=chosen.period_start)),
        Decimal(chosen.value), min(values) if apart else None, max(values) if apart else None,
        mark_of(preferred or claims, apart=apart),
        claim_ids=tuple(claim.id for claim in claims), record_ids=(chosen.subject_id,),
        sources=ground.cite([claim.id for claim in claims]),
    )


def _expected(ground: Ground, actual: Point, claims: Sequence[store.ClaimRow]) -> Point | None:
    """What was expected of the same days: as claimed, else computed from the fulfilment rate; None without either."""
    same = [claim for claim in claims if _span(claim) == actual.x]
    stated = [claim for claim in same if claim.measure == "expected_generation"]
    rates = [claim for claim in same if claim.measure == "fulfilment_rate" and Decimal(claim.value) > 0]
    if stated:
        claim, value, note = stated[0], Decimal(stated[0].value), ""
    elif rates and actual.value is not None:
        claim = rates[0]
        exact = actual.value * 100 / Decimal(claim.value)
        value = exact.quantize(Decimal(1).scaleb(exact.adjusted() - 3))
        note = ground.language.tr("computed: output ÷ {rate} %", rate=plain(Decimal(claim.value)))
    else:
        return None
    return Point(
        actual.x, actual.label, Decimal(format(value, "f")), claim_ids=(claim.id,), record_ids=actual.record_ids,
        sources=ground.cite([claim.id]), note=note,
    )
