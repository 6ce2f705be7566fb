"""Parts against wholes: a place in a larger one, a month in its year, a total and how it stood, a list and a count."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pairing_desktop.domain.checks.book import Claim, FactBook
from pairing_desktop.domain.checks.intervals import interval
from pairing_desktop.domain.checks.limits import limit
from pairing_desktop.domain.checks.naming import about, figure, keys, named, named_all
from pairing_desktop.domain.checks.periods import (
    days_between,
    days_of,
    in_kwh,
    inside,
    is_flow,
    is_generation,
    per_day,
)
from pairing_desktop.domain.checks.readings import proposals
from pairing_desktop.domain.checks.rule import Rule
from pairing_desktop.domain.checks.scope import is_lasting
from pairing_desktop.domain.findings import Finding
from pairing_desktop.domain.language import mark

_NOT_ADDED = frozenset(
    ("year", "degree", "%", "CNY/USD", "CNY/kWh", "h/yr", "MJ/m2", "kWh/m2", "m", "km", "um", "h", "day")
)


def _part_and_whole(book: FactBook, subjects: Iterable[int]) -> Iterator[Finding]:
    for subject in subjects:
        around = book.where(subject)
        for claim in book.of_subject.get(subject, ()) if around else ():
            if (
                not claim.value
                or claim.rank == "deprecated"
                or claim.unit in _NOT_ADDED
                or claim.nature != "actual"
            ):
                continue
            for place in around:
                wholes = list(_of_place(book, place, claim))
                over = [whole for whole in wholes if _is_too_much(book, claim, whole)]
                if over and not any(whole.number > claim.number and whole not in over for whole in wholes):
                    yield _too_much(book, claim, max(over, key=lambda whole: whole.number))
                    break


def _of_place(book: FactBook, place: int, claim: Claim) -> Iterable[Claim]:
    if not is_generation(book.measures[claim.measure]):
        return (whole for whole in book.of_figure.get((place, claim.measure), ()) if whole.nature == "actual")
    return (
        whole
        for whole in book.of_subject.get(place, ())
        if whole.value and whole.nature == "actual" and is_generation(book.measures[whole.measure])
    )


def _is_too_much(book: FactBook, part: Claim, whole: Claim) -> bool:
    if part.unit != whole.unit or whole.number <= 0:
        return False
    if is_generation(book.measures[part.measure]):
        one, two = per_day(book, part), per_day(book, whole)
        if not one or not two:
            return False
        shorter = days_of(book, whole) >= limit("part", "shorter") * days_of(book, part)
        return (one > two and inside(part, whole)) or (shorter and part.number > whole.number)
    if is_lasting(book, part) and part.subject in book.places:
        low, high = interval(part).low, interval(whole).high
        return low is not None and high is not None and low > high
    if is_flow(book.measures[part.measure]):
        return (part.earliest, part.latest) == (whole.earliest, whole.latest) and part.number > whole.number
    if not part.latest or not whole.latest or part.latest > whole.latest:
        return False
    days = days_between(part.earliest, part.latest)
    brief = 0 < days <= 400 and (not whole.earliest or days_between(whole.earliest, whole.latest) > 4 * days)
    return part.number > whole.number * (limit("part", "nearly") if brief else 1.02)


def _too_much(book: FactBook, part: Claim, whole: Claim) -> Finding:
    return Finding(
        "part_and_whole",
        "warning",
        book.key_of(part.subject),
        part.key,
        mark("{measure} of {record}: {value} is {share}% of what is stated for all of {place}, {whole}."),
        {
            **about(book, part),
            "share": f"{part.number / whole.number * 100:,.0f}",
            "place": book.name_of(whole.subject),
            "whole": named(whole),
        },
        proposals(part, book),
        (whole.key,),
        mark("{value} ÷ {total} = {share}%."),
        {"value": figure(part), "total": figure(whole), "share": f"{part.number / whole.number * 100:,.1f}"},
    )


def _month_in_year(book: FactBook, subjects: Iterable[int]) -> Iterator[Finding]:
    for subject in subjects:
        energy = [
            claim
            for claim in book.of_subject.get(subject, ())
            if claim.value and claim.rank != "deprecated" and is_generation(book.measures[claim.measure])
        ]
        years = [claim for claim in energy if claim.number > 0 and days_of(book, claim) >= 300]
        for claim in energy:
            days = days_of(book, claim)
            if not days or days >= 300:
                continue
            over = [
                year
                for year in years
                if in_kwh(claim) > in_kwh(year) * 1.001
                and (inside(claim, year) or not year.earliest or all(in_kwh(claim) > in_kwh(one) for one in years))
            ]
            if over:
                yield _over_year(book, claim, over)


def _over_year(book: FactBook, claim: Claim, years: list[Claim]) -> Finding:
    years.sort(key=lambda year: -in_kwh(year))
    return Finding(
        "month_in_year",
        "error" if in_kwh(claim) > 3 * in_kwh(years[0]) else "warning",
        book.key_of(claim.subject),
        claim.key,
        mark("{measure} of {record}: {value} is more than whole years gave: {years}."),
        {**about(book, claim), "years": named_all(years)},
        proposals(claim, book),
        keys(years),
        mark("{value} ÷ {year} = {times}."),
        {"value": figure(claim), "year": figure(years[0]), "times": f"{in_kwh(claim) / in_kwh(years[0]):.3g}"},
    )


def _total_falls(book: FactBook, subjects: Iterable[int]) -> Iterator[Finding]:
    """Of statements "from the start until …" the largest of each end; a later one that is smaller."""
    for subject in subjects:
        series: dict[tuple[int, str], dict[str, Claim]] = defaultdict(dict)
        for claim in book.of_subject.get(subject, ()):
            if _is_total(book, claim):
                ends = series[claim.measure, claim.earliest]
                best = ends.get(claim.latest)
                if best is None or claim.number > best.number:
                    ends[claim.latest] = claim
        for ends in series.values():
            before: Claim | None = None
            for end in sorted(ends):
                claim = ends[end]
                if before is not None and _falls(before, claim):
                    yield _fall(book, before, claim)
                if before is None or claim.number > before.number:
                    before = claim


def _is_total(book: FactBook, claim: Claim) -> bool:
    return (
        bool(claim.value)
        and claim.rank != "deprecated"
        and claim.nature == "actual"
        and bool(claim.latest)
        and claim.unit not in _NOT_ADDED
        and not is_flow(book.measures[claim.measure])
        and not is_lasting(book, claim)
        and days_between(claim.earliest, claim.latest) not in range(1, 400)
    )


def _falls(before: Claim, after: Claim) -> bool:
    low, high = interval(before).low, interval(after).high
    return low is not None and high is not None and high < low and before.source != after.source


def _fall(book: FactBook, before: Claim, after: Claim) -> Finding:
    return Finding(
        "total_falls",
        "warning",
        book.key_of(after.subject),
        after.key,
        mark("{measure} of {record}: the running total {value} is below the earlier {before}."),
        {**about(book, after), "before": named(before)},
        (),
        (before.key,),
        mark("{value} − {earlier} = −{difference}."),
        {"value": figure(after), "earlier": figure(before), "difference": f"{before.number - after.number:,.10g}"},
    )


def _parts_of_capacity(book: FactBook, subjects: Iterable[int]) -> Iterator[Finding]:
    """Parts of a plant that one source names and that are more together than the plant."""
    for subject in subjects:
        project = book.projects.get(subject)
        if project is None or project.capacity_unit != "MW" or not project.capacity:
            continue
        whole = float(project.capacity)
        by_source: dict[int | None, dict[float, Claim]] = defaultdict(dict)
        for claim in book.values(subject, "installed_capacity"):
            if claim.number < whole and claim.qualifier == "exact":
                by_source[claim.source].setdefault(claim.number, claim)
        for parts in by_source.values():
            total = sum(parts)
            if len(parts) > 1 and total > whole * 1.02:
                claims = list(parts.values())
                yield Finding(
                    "parts_of_capacity",
                    "warning",
                    book.key_of(subject),
                    claims[0].key,
                    mark("The parts of {record} are more together than the whole of {capacity}: {parts}."),
                    {"record": book.name_of(subject), "capacity": _mw(whole), "parts": named_all(claims)},
                    (),
                    keys(claims[1:]),
                    mark("{sum} = {total}, over {capacity}."),
                    {"sum": " + ".join(f"{part:g}" for part in parts), "total": _mw(total), "capacity": _mw(whole)},
                )


def _mw(value: float) -> str:
    return f"{value:g} MW"


def _coverage(book: FactBook, subjects: Iterable[int]) -> Iterator[Finding]:
    """A count and the list on file that should show it."""
    for subject in subjects:
        for claim in book.of_subject.get(subject, ()):
            key = book.measures[claim.measure].key
            if not claim.value or claim.rank == "deprecated" or claim.number <= 0:
                continue
            place = book.place_of(subject)
            if place is not None and key in limit("coverage", "companies"):
                listed = len(book.companies_at.get(place, ()))
            elif place is not None and key in limit("coverage", "projects") and claim.nature == "actual":
                listed = sum(book.records[one].sort != "programme" for one in book.projects_at.get(place, ()))
            else:
                continue
            yield Finding(
                "coverage",
                "info",
                book.key_of(subject),
                claim.key,
                mark("{value} are claimed, {listed} are on file: {share}%.")
                if listed <= claim.number
                else mark("{value} are claimed, but {listed} are on file already."),
                {
                    **about(book, claim),
                    "listed": str(listed),
                    "share": f"{min(listed / claim.number, 9.99) * 100:.0f}",
                },
                (),
                (),
                mark("{listed} ÷ {claimed} = {share}%."),
                {
                    "listed": str(listed),
                    "claimed": f"{claim.number:,g}",
                    "share": f"{listed / claim.number * 100:.1f}",
                },
            )


RULES = (
    Rule("part_and_whole", mark("A part as large as the whole"), "warning", "sum", _part_and_whole),
    Rule("month_in_year", mark("A month larger than its year"), "error", "magnitude", _month_in_year),
    Rule("total_falls", mark("A running total falls"), "warning", "sum", _total_falls),
    Rule("parts_of_capacity", mark("Parts larger than the plant"), "warning", "sum", _parts_of_capacity),
    Rule("coverage", mark("How much of a count is on file"), "info", "sum", _coverage),
)
