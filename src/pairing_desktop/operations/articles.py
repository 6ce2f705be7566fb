"""Articles: what is found in one, held against what is on file, and saved with its source as one operation."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from pairing_desktop.domain.article import drafting
from pairing_desktop.domain.article.dates import FoundDate, printed_day
from pairing_desktop.domain.article.drafting import FigureDraft, period_values
from pairing_desktop.domain.article.names import FoundName, Names, find_names
from pairing_desktop.domain.article.review import Judgement, Line, LineRefused, Option, Review, TextMark
from pairing_desktop.domain.article.text import Article
from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.checks import BY_CODE, FactBook, check_subjects
from pairing_desktop.domain.checks.book import Claim
from pairing_desktop.domain.dates import PartialDate
from pairing_desktop.domain.drafts import Draft, Pick
from pairing_desktop.domain.findings import Words
from pairing_desktop.domain.kinds import BY_RECORD, CLAIMS, KINDS, SOURCES
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.numbers import NumberProblem, parse_decimal
from pairing_desktop.domain.problems import InvalidDraft
from pairing_desktop.domain.validation import normalise
from pairing_desktop.operations.judging import errors_of
from pairing_desktop.store import cards, factbook, findings, rows, writing
from pairing_desktop.store.database import Connection
from pairing_desktop.store.writing import Operation

_SMALL = 5000  # claims of a file that is read whole
_MOST_NAMED = 40  # records of an article whose surroundings are read in a larger file
_OTHERS = frozenset({"source"})  # groups of checks that say nothing about a claim before it is saved


class ArticleQuestions:
    """What one can ask about an article."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def read(self, article: Article, published: PartialDate) -> Review:
        """Everything found in the article; `published` may be unknown, then nothing that leans on it has a date."""
        book, names = self._book(article)
        reading = drafting.draft(article, published, book, names)
        lines = tuple(_line(draft, book) for draft in reading.drafts)
        marks = [TextMark(name.start, name.end, "name", _told_name(name, book)) for name in reading.names]
        marks += [TextMark(date.start, date.end, "date", _told_date(date)) for date in reading.dates]
        marks += [
            TextMark(line.start, line.end, "figure", Words(mark("Draft {n}"), {"n": str(number + 1)}), number)
            for number, line in enumerate(lines)
        ]
        leaning = sum(date.resolution is None for date in reading.dates)
        in_order = tuple(sorted(marks, key=lambda one: (one.start, one.end)))
        return Review(article, in_order, lines, leaning, printed_day(article, reading.dates))

    def judge(self, drafts: Sequence[Mapping[str, str]], source_key: str) -> tuple[Judgement, ...]:
        """What the file says to these claims, in their order; `source_key` is empty while the source is a new one."""
        found = [rows.find(self._db, BY_RECORD[kind], one.get("subject_key", "")) if (kind := one.get("subject_kind", ""))
                 else None for one in drafts]  # fmt: skip
        book = self._around([id for id in found if id], [one.get("measure_key", "") for one in drafts])
        source = rows.find(self._db, SOURCES, source_key) if source_key else None
        ours = {
            -number - 1: claim
            for number, (one, subject) in enumerate(zip(drafts, found, strict=True))
            if subject and (claim := _provisional(-number - 1, one, subject, source, book)) is not None
        }
        known = {id: self._known(claim, book) for id, claim in ours.items()}
        # What is on file already is not held against itself.
        book = replace(book, claims={**book.claims, **{id: claim for id, claim in ours.items() if known[id] is None}})
        told: dict[str, list[object]] = {}
        for finding in check_subjects(book, dict.fromkeys(claim.subject for claim in ours.values())):
            if finding.rule in BY_CODE and BY_CODE[finding.rule].group not in _OTHERS:
                told.setdefault(finding.claim, []).append(finding)
        return tuple(
            Judgement(
                tuple(told.get(ours[-number - 1].key, ())) if -number - 1 in ours else (),  # type: ignore[arg-type]
                known.get(-number - 1),
                _also(ours[-number - 1], book) if -number - 1 in ours else 0,
                tuple(errors_of(self._db, _as_draft(one, source_key or "new"), None)),
            )
            for number, one in enumerate(drafts)
        )

    def _known(self, claim: Claim, book: FactBook) -> Pick | None:
        """The claim of the same source that says the same of the same figure."""
        if claim.source is None:
            return None
        for other in book.of_subject.get(claim.subject, ()):
            if other.source == claim.source and other.id > 0 and _same(claim, other):
                return cards.pick(self._db, CLAIMS.name, other.id)
        return None

    def _book(self, article: Article) -> tuple[FactBook, Names]:
        """The facts an article may speak of: all of a small file, of a large one the claims around what is named."""
        if findings.claim_count(self._db) <= _SMALL:
            book = factbook.read(self._db)
            return book, Names(book)
        bare = factbook.read_around(self._db, (), ())
        names = Names(bare, article.flat)
        named = dict.fromkeys(record for name in find_names(article, names) for record in name.records[:1])
        claims = factbook.claims_around(self._db, list(named)[:_MOST_NAMED], ())
        return replace(bare, claims=claims), names

    def _around(self, subjects: Sequence[int], measures: Sequence[str]) -> FactBook:
        if findings.claim_count(self._db) <= _SMALL:
            return factbook.read(self._db)
        ids = [rows.find(self._db, KINDS["measures"], key) for key in dict.fromkeys(measures) if key]
        return factbook.read_around(self._db, subjects, [id for id in ids if id])


class ArticleCommands:
    """What one can do with an article."""

    def __init__(self, connection: Connection, who: str, unit: str) -> None:
        self._db = connection
        self._who, self._unit = who, unit

    def save(self, source: Draft | str, drafts: Sequence[Mapping[str, str]]) -> ChangeSet:
        """Write claims with their source, a new one or the short name of one on file, as one operation.

        Raises LineRefused with what is wrong; then nothing was written.
        """
        new = normalise(source) if isinstance(source, Draft) else None
        if new is not None:
            self._refuse(errors_of(self._db, new, None), -1)
        claims = [_as_draft(one, "new" if new is not None else str(source)) for one in drafts]
        for number, claim in enumerate(claims):
            self._refuse(errors_of(self._db, claim, None), number)

        def work(operation: Operation) -> None:
            key = str(source)
            if new is not None:
                key = rows.values(self._db, SOURCES, rows.save(operation, new))["key"]
            for number, claim in enumerate(claims):
                try:
                    rows.save(operation, replace(claim, values={**claim.values, "source_key": key}))
                except InvalidDraft as problem:
                    raise LineRefused(problem.text, problem.problems, number) from problem

        title = new.values.get("title", "") if new is not None else self._title(str(source))
        return writing.operate(
            self._db, work, label=mark("Claims from an article: {n}, {name}"),
            values={"n": str(len(claims)), "name": title}, who=self._who, unit=self._unit,
        )

    def _title(self, key: str) -> str:
        found = rows.find(self._db, SOURCES, key)
        return rows.values(self._db, SOURCES, found)["title"] if found is not None else key

    @staticmethod
    def _refuse(problems: Sequence[object], line: int) -> None:
        if problems:
            raise LineRefused(mark("Something in the form needs another look."), tuple(problems), line)  # type: ignore[arg-type]


def _as_draft(values: Mapping[str, str], source_key: str) -> Draft:
    return normalise(Draft(CLAIMS.name, None, 0, {**values, "source_key": source_key}))


def _line(draft: FigureDraft, book: FactBook) -> Line:
    measures = tuple(
        Option(_measure_pick(choice.measure, book), _told_words(choice.words)) for choice in draft.choices
    )
    subjects = tuple(
        Option(_record_pick(about.record, book), Words(about.reason, {"name": about.name}))
        for about in draft.abouts if about.record in book.records
    )
    reasons = []
    if draft.values["measure_key"] and measures:
        reasons.append(measures[0].why)
    if draft.values["subject_key"] and subjects:
        reasons.append(subjects[0].why)
    if draft.date is not None:
        reasons.append(_told_date(draft.date))
    candidates = draft.date.resolution.candidates if draft.date and draft.date.resolution else ()
    periods = tuple(period_values(span) for span in candidates) if len(candidates) > 1 else ()
    return Line(
        draft.start, draft.end, draft.locator, draft.values, draft.confidence, measures, subjects, periods, tuple(reasons)
    )


def _told_words(words: Sequence[str]) -> Words:
    if not words:
        return Words(mark("Its unit is that of the figure."))
    return Words(mark("The words around it: {words}."), {"words": ", ".join(words[:4])})


def _told_name(name: FoundName, book: FactBook) -> Words:
    known = [book.name_of(record) for record in name.records if record in book.records]
    return Words(mark("On file: {name}"), {"name": tuple(known[:3])})


def _told_date(date: FoundDate) -> Words:
    """Which days are meant, and by which rule."""
    resolution = date.resolution
    if resolution is None:
        problem = date.problem
        return Words(problem.text, {name: str(value) for name, value in problem.values.items()}) if problem else Words("")
    text = {name: str(value) for name, value in resolution.values.items()}
    return Words(mark("“{words}”: {rule}"), {"words": date.words, "rule": Words(resolution.text, {**text})})


def _measure_pick(id: int, book: FactBook) -> Pick:
    measure = book.measures[id]
    return Pick("measures", id, measure.key, measure.name.english, measure.name.chinese)


def _record_pick(id: int, book: FactBook) -> Pick:
    record = book.records[id]
    return Pick(BY_RECORD[record.kind].name, id, record.key, record.name.english, record.name.chinese)


def _provisional(id: int, values: Mapping[str, str], subject: int, source: int | None, book: FactBook) -> Claim | None:
    """The draft as the checks read claims; None while its indicator or value is missing."""
    measure = book.measure_ids.get(values.get("measure_key", ""))
    try:
        value = format(parse_decimal(values.get("value", "")), "f")
    except NumberProblem:
        return None
    if measure is None:
        return None
    precision = values.get("period_precision", "")
    start, end = values.get("period_start", ""), values.get("period_end", "")
    try:
        earliest = PartialDate(start, precision).earliest if start else ""
        latest = PartialDate(end, precision).latest if end else ""
    except ValueError:
        start = end = earliest = latest = ""
    return Claim(
        id=id, key=f"draft {-id}", subject=subject, measure=measure, value=value, printed_value=value,
        value_as_stated=values.get("value_as_stated", ""), unit=values.get("unit", ""),
        qualifier=values.get("qualifier", "") or "exact", period_start=start, period_end=end,
        period_precision=precision or "unknown", period_as_stated=values.get("period_as_stated", ""), earliest=earliest,
        latest=latest, nature=values.get("nature", "") or "actual", rank="normal", source=source,
        locator=values.get("locator", ""),
    )


def _same(one: Claim, other: Claim) -> bool:
    """Whether two claims state the same number of the same figure: printed value, and periods that may be one."""
    if one.measure != other.measure or not other.printed_value or Decimal(one.value) != Decimal(other.printed_value):
        return False
    ends = [(one.earliest or "0", one.latest or "9"), (other.earliest or "0", other.latest or "9")]
    return ends[0][0] <= ends[1][1] and ends[1][0] <= ends[0][1]


def _also(claim: Claim, book: FactBook) -> int:
    """How many claims of other sources state the same."""
    others = book.of_subject.get(claim.subject, ())
    return sum(other.id > 0 and other.source != claim.source and _same(claim, other) for other in others)

