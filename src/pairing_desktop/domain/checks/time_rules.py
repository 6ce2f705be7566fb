"""Dates that cannot be: ends before starts, results of the future, output before the start; and figures grown old."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pairing_desktop.domain.checks.book import Claim, FactBook
from pairing_desktop.domain.checks.limits import limit
from pairing_desktop.domain.checks.naming import about, dates, figure, keys, named
from pairing_desktop.domain.checks.periods import is_flow, is_generation
from pairing_desktop.domain.checks.rule import Rule
from pairing_desktop.domain.checks.scope import is_lasting
from pairing_desktop.domain.dates import DateProblem, PartialDate
from pairing_desktop.domain.findings import Dates, Finding
from pairing_desktop.domain.language import mark


def day(value: str, precision: str, latest: bool = False) -> str:
    """First (or last) day that a kept date may mean; empty when there is none or it cannot be read."""
    try:
        date = PartialDate(value, precision) if value else None
    except (DateProblem, ValueError):
        return ""
    if date is None:
        return ""
    return date.latest if latest else date.earliest


def published_by(book: FactBook, claim: Claim) -> str:
    """The last day on which the source may have appeared; empty when unknown."""
    text = book.published(claim)
    return day(text, {4: "year", 7: "month", 10: "day"}.get(len(text), "unknown"), latest=True)


def _end_before_start(book: FactBook, subjects: Iterable[int]) -> Iterator[Finding]:
    for subject in subjects:
        project = book.projects.get(subject)
        if project is not None:
            start = day(project.start, project.start_precision)
            end = day(project.end, project.end_precision, latest=True)
            if start and end and end < start:
                yield Finding(
                    "end_before_start",
                    "error",
                    book.key_of(subject),
                    "",
                    mark("{record} ends ({end}) before it starts ({start})."),
                    {
                        "record": book.name_of(subject),
                        "end": Dates(project.end, "", project.end_precision),
                        "start": Dates(project.start, "", project.start_precision),
                    },
                )
        for claim in book.of_subject.get(subject, ()):
            if claim.earliest and claim.latest and claim.latest < claim.earliest:
                yield Finding(
                    "end_before_start",
                    "error",
                    book.key_of(subject),
                    claim.key,
                    mark("The period of “{words}” ends before it starts."),
                    about(book, claim),
                )


def _of_the_future(book: FactBook, subjects: Iterable[int]) -> Iterator[Finding]:
    """A result whose period begins after its source appeared."""
    for subject in subjects:
        for claim in book.of_subject.get(subject, ()):
            known = published_by(book, claim) or book.today.isoformat()
            begins = claim.earliest or day(claim.period_end, claim.period_precision)
            if claim.nature == "actual" and claim.value and begins and begins > known:
                yield Finding(
                    "of_the_future",
                    "warning",
                    book.key_of(subject),
                    claim.key,
                    mark(
                        "{measure} of {record} for {when} is stated as a result, but the source appeared on {day}."
                    ),
                    {**about(book, claim), "when": dates(claim), "day": Dates(known, "", "day")},
                )


def _before_the_start(book: FactBook, subjects: Iterable[int]) -> Iterator[Finding]:
    """Energy from a plant on which work had not begun."""
    for subject in subjects:
        project = book.projects.get(subject)
        start = day(project.start, project.start_precision) if project is not None else ""
        for claim in book.of_subject.get(subject, ()) if project is not None and start else ():
            if (
                claim.nature == "actual"
                and claim.latest
                and claim.latest < start
                and is_generation(book.measures[claim.measure])
            ):
                yield Finding(
                    "before_the_start",
                    "warning",
                    book.key_of(subject),
                    claim.key,
                    mark("{measure} of {record} for {when}, but work on it began only in {start}."),
                    {
                        **about(book, claim),
                        "when": dates(claim),
                        "start": Dates(project.start, "", project.start_precision) if project else "",
                    },
                )


def _overdue(book: FactBook, subjects: Iterable[int]) -> Iterator[Finding]:
    """A plan whose time has passed and for which no result is on file."""
    for subject in subjects:
        for claim in book.of_subject.get(subject, ()):
            if claim.nature != "planned" or not claim.value or not claim.latest or claim.rank == "deprecated":
                continue
            said = published_by(book, claim)
            if not said or not said < claim.latest < f"{book.today.year - 1:04}" or claim.period_precision == "day":
                continue  # dated by the day on which the plan was made
            results = [
                other
                for other in book.of_figure.get((subject, claim.measure), ())
                if other.nature == "actual" and (not other.latest or other.latest >= claim.latest[:4])
            ]
            if not results:
                yield Finding(
                    "overdue_plan",
                    "info",
                    book.key_of(subject),
                    claim.key,
                    mark("{measure} of {record}: {value} was planned for {when}; no result is on file."),
                    {**about(book, claim), "when": dates(claim)},
                )


def _stale(book: FactBook, subjects: Iterable[int]) -> Iterator[Finding]:
    """The newest statement of a figure that keeps changing."""
    for subject in subjects:
        record = book.records.get(subject)
        if record is None or (record.kind != "place" and record.sort != "programme"):
            continue
        newest: dict[int, Claim] = {}
        behind: dict[int, list[Claim]] = defaultdict(list)
        for claim in book.of_subject.get(subject, ()):
            if not claim.value or not claim.latest or claim.nature != "actual" or is_lasting(book, claim):
                continue
            behind[claim.measure].append(claim)
            if claim.measure not in newest or claim.latest > newest[claim.measure].latest:
                newest[claim.measure] = claim
        for measure, claim in newest.items():
            key = book.measures[measure].key
            years = limit("stale", "measures").get(key, limit("stale", "years"))
            age = book.today.year - int(claim.latest[:4])
            if age > years:
                yield Finding(
                    "stale",
                    "info",
                    book.key_of(subject),
                    claim.key,
                    mark(
                        "{measure} of {record}: the newest statement ({when}) is {age} years old; {years} are usual."
                    ),
                    {**about(book, claim), "age": str(age), "years": str(years), "when": dates(claim)},
                )


def _retold(book: FactBook, subjects: Iterable[int]) -> Iterator[Finding]:
    """A figure of a period that is almost one already known for another: an old record told as new."""
    for subject in subjects:
        for claim in book.of_subject.get(subject, ()):
            if claim.value and claim.rank != "deprecated" and claim.nature == "actual" and claim.number > 0:
                old = _told_before(book, claim)
                if old is not None:
                    share = abs(claim.number / old.number - 1) * 100
                    yield Finding(
                        "retold",
                        "info",
                        book.key_of(subject),
                        claim.key,
                        mark("{measure} of {record}: {value} is nearly what is known for another time, {old}.")
                        if share
                        else mark("{measure} of {record}: the same figure stood years earlier, {old}."),
                        {**about(book, claim), "old": named(old)},
                        (),
                        keys((old,)),
                        mark("{value} and {other} are {share}% apart.") if share else "",
                        {"value": figure(claim), "other": figure(old), "share": f"{share:.2g}"},
                    )


def _told_before(book: FactBook, claim: Claim) -> Claim | None:
    measure = book.measures[claim.measure]
    if measure.unit in ("%", "year", "degree", "CNY/USD", "CNY/kWh", "day", "h") or not claim.latest:
        return None
    flow = is_flow(measure)
    near, years = limit("retold", "near"), limit("retold", "years")
    for old in book.of_figure.get((claim.subject, claim.measure), ()):
        if (
            old.id == claim.id
            or old.nature != "actual"
            or not old.latest
            or old.latest >= (claim.earliest or claim.latest)
        ):
            continue
        apart = abs(claim.number / old.number - 1) if old.number else 1.0
        if flow and apart <= near and old.source != claim.source and _is_vague(claim):
            return old
        # The same count years later from the same paper: hardly counted anew.
        later = int(claim.latest[:4]) - int(old.latest[:4]) >= years
        if (
            not flow
            and apart == 0
            and later
            and not is_lasting(book, claim)
            and (book.publisher(old) == book.publisher(claim) != "")
        ):
            return old
    return None


def _is_vague(claim: Claim) -> bool:
    """Dated no closer than a year though the figure is of a day or month."""
    return claim.period_precision in ("year", "decade", "unknown", "half", "quarter") or not claim.earliest


RULES = (
    Rule("end_before_start", mark("The end is before the start"), "error", "time", _end_before_start),
    Rule("of_the_future", mark("A result of the future"), "warning", "time", _of_the_future),
    Rule("before_the_start", mark("Output before the start"), "warning", "time", _before_the_start),
    Rule("overdue_plan", mark("A plan without a result"), "info", "time", _overdue),
    Rule("retold", mark("An old figure told again"), "info", "time", _retold),
    Rule("stale", mark("The figure is old"), "info", "time", _stale),
)
