"""Drafts of claims: every figure of an article with what it may be of, about, when and how sure, each with its reason.

    article = read_text(pasted)
    reading = draft(article, PartialDate.of(2024, 7, 3), book)
"""

import datetime
from dataclasses import dataclass

from pairing_desktop.domain.article.dates import FoundDate, find_dates
from pairing_desktop.domain.article.figures import FoundFigure, find_figures
from pairing_desktop.domain.article.indicators import LIKELY, SURE, Choice, Indicators
from pairing_desktop.domain.article.names import FoundName, Names, find_names
from pairing_desktop.domain.article.subjects import About, Subjects
from pairing_desktop.domain.article.text import Article, Part
from pairing_desktop.domain.article.words import Hit, nature
from pairing_desktop.domain.checks.book import FactBook
from pairing_desktop.domain.dates import PRECISIONS, PartialDate, Span
from pairing_desktop.domain.quantities import QuantityProblem, parse_quantity

_ENOUGH = 0.31  # of a subject's score
_MOST_CHOICES = 6
_LENGTHS = (("day", 1, 1), ("month", 26, 38), ("year", 350, 380))  # days, with those of a meter read late


@dataclass(frozen=True)
class FigureDraft(Part):
    """A figure (or a year in which something began) and what it may be.

    `choices` and `abouts` are ordered, the best first; `is_placed` says whether the best of each are good enough to be
    proposed.  `values` are those of a claim as exported, without source; fields that nobody can tell are empty.
    """

    locator: str
    words: str
    choices: tuple[Choice, ...]
    abouts: tuple[About, ...]
    date: FoundDate | None
    values: dict[str, str]
    confidence: str  # sure, likely, open

    @property
    def is_placed(self) -> bool:
        return self.confidence != "open"


@dataclass(frozen=True)
class Reading:
    """Everything found in an article; all parts lie in `article.text`."""

    article: Article
    names: tuple[FoundName, ...]
    dates: tuple[FoundDate, ...]
    drafts: tuple[FigureDraft, ...]


def period_values(span: Span | None) -> dict[str, str]:
    """A period in the fields of a claim, both ends cut to the coarser of the two."""
    known = [end for end in (span.start, span.end) if end and end.is_known] if span else []
    if span is None or not known:
        return {"period_start": "", "period_end": "", "period_precision": "unknown"}
    precision = max((end.precision for end in known), key=PRECISIONS.index)
    start, end = (one.cut(precision).value if one and one.is_known else "" for one in (span.start, span.end))
    return {"period_start": start, "period_end": end, "period_precision": precision}


def claim_values(draft: FigureDraft, choice: Choice | None, about: About | None, book: FactBook) -> dict[str, str]:
    """The draft's values with another indicator or record in place of the proposed ones; None leaves the field empty."""
    values = dict(draft.values)
    values |= {"measure_key": "", "unit": "", "value": "", "qualifier": "", "subject_kind": "", "subject_key": ""}
    if choice is not None:
        parsed = choice.parsed
        measure = book.measures[choice.measure]
        values |= {
            "measure_key": measure.key, "unit": measure.unit, "value": parsed.canonical, "qualifier": parsed.qualifier
        }
    if about is not None and about.record in book.records:
        record = book.records[about.record]
        values |= {"subject_kind": record.kind, "subject_key": record.key}
    return values


def _length(date: FoundDate | None) -> str:
    """day, month or year where the date is about so long; empty where it is not, or open."""
    span = date.span if date else None
    if span is None or span.start is None or span.end is None:
        return ""
    first, last = (datetime.date.fromisoformat(day) for day in (span.start.earliest, span.end.latest))
    days = (last - first).days + 1
    return next((name for name, least, most in _LENGTHS if least <= days <= most), "")


class _Drafter:
    def __init__(self, article: Article, published: PartialDate, book: FactBook, names: Names) -> None:
        self.article, self.published, self.book = article, published, book
        self.indicators = Indicators(book.measures.values())
        self.names = find_names(article, names)
        beside = article.by_paragraph(self.names)
        self.dates = tuple(
            date for date in find_dates(article, published)
            if not any(date.meets(name) for name in beside.get(article.paragraph_at(date.start), ()))
        )
        self._dates = article.by_paragraph(self.dates)
        self.subjects = Subjects(article, self.names, names, book)

    def read(self) -> Reading:
        figures = find_figures(self.article, (*self.names, *self.dates), self.indicators.words)
        drafts: list[FigureDraft] = []
        for figure in figures:
            same = drafts and drafts[-1].is_placed and self._share_paragraph(drafts[-1], figure)
            draft = self._of_figure(figure, (drafts[-1].abouts[0].record, drafts[-1]) if same else None)
            if draft is not None:
                drafts.append(draft)
            if draft is not None and draft.is_placed:
                self.subjects.took(draft.abouts[0].record, draft.start)
        beside = self.article.by_paragraph(figures)
        for date in self.dates:
            drafts += self._of_date(date, beside.get(self.article.paragraph_at(date.start), []))
        drafts.sort(key=lambda draft: (draft.start, draft.end))
        return Reading(self.article, self.names, self.dates, tuple(drafts))

    # Figures

    def _share_paragraph(self, one: Part, other: Part) -> bool:
        return self.article.paragraph_at(one.start) == self.article.paragraph_at(other.start)

    def _of_figure(self, figure: FoundFigure, before: tuple[int, Part] | None) -> FigureDraft | None:
        date = self._date_of(figure)
        period = figure.per or _length(date)
        choices = self.indicators.choose(self.article, figure, self._hits(figure), period)[:_MOST_CHOICES]
        if figure.unit is None and (not choices or choices[0].score < LIKELY):
            return None
        abouts = self.subjects.choose(figure, choices[0].measure if choices else 0, self._years(date), before)
        return self._draft(figure, figure.words, choices, abouts, date)

    def _hits(self, part: Part) -> list[Hit]:
        paragraph = self.article.paragraphs[self.article.paragraph_at(part.start)]
        return self.indicators.words.find(self.article.flat, paragraph.start, self.article.sentence_at(part.start).end)

    def _date_of(self, figure: Part) -> FoundDate | None:
        """The date that goes with a figure: of its clause, else the nearest one before it in the sentence, else after."""
        sentence, clause = self.article.sentence_at(figure.start), self.article.clause_at(figure)
        within = [date for date in self._dates.get(self.article.paragraph_at(figure.start), ()) if sentence.holds(date)]
        here = [date for date in within if clause.holds(date)]
        before = [date for date in within if date.end <= figure.start]
        if here:
            return min(here, key=lambda date: max(figure.start - date.end, date.start - figure.end))
        nearest = before[-1] if before else within[0] if within else None
        # What is done by now was not done by a date ahead that another clause names.
        return None if nearest is not None and self._is_ahead(nearest) and "done" in self._told(clause) else nearest

    def _told(self, part: Part) -> set[str]:
        """Which of done, planned, design and estimate the words say."""
        return {hit.group for hit in nature().find(self.article.flat, part.start, part.end)}

    def _is_ahead(self, date: FoundDate | None) -> bool:
        end = date.span.end if date and date.span else None
        return end is not None and self.published.is_known and end.earliest > self.published.latest

    @staticmethod
    def _years(date: FoundDate | None) -> tuple[str, str]:
        span = date.span if date else None
        return tuple(str(end.year) if end else "" for end in (span.start, span.end)) if span else ("", "")  # type: ignore[return-value]

    # Years in which something began

    def _of_date(self, date: FoundDate, figures: list[FoundFigure]) -> list[FigureDraft]:
        """`figures` are those of the paragraph."""
        started = self.indicators.started()
        if not started or not date.is_absolute or date.span is None or date.span.start != date.span.end:
            return []
        sentence, clause = self.article.sentence_at(date.start), self.article.clause_at(date)
        if any(clause.holds(figure) for figure in figures):
            return []
        try:
            parsed = parse_quantity(date.words, "year")
        except QuantityProblem:
            return []
        drafts: list[FigureDraft] = []
        words = [hit for hit in self._hits(date) if hit.group == "start" and sentence.start <= hit.start < sentence.end]
        done: set[Part] = set()
        dates = self._dates.get(self.article.paragraph_at(date.start), ())
        for hit in words:  # In 2010 the one began, and the other was founded: each clause speaks of another
            its = self.article.clause_at(Part(hit.start, hit.end))
            leads = date.start == sentence.start and not any(its.holds(other) for other in (*dates, *figures))
            if its in done or not (its == clause or leads):
                continue
            done.add(its)
            choices = tuple(Choice(measure.id, SURE, (hit.word,), parsed) for measure in started)[:_MOST_CHOICES]
            anchor = date if its == clause else Part(its.end - 1, its.end)
            abouts = self.subjects.choose(anchor, choices[0].measure, self._years(date))
            known = {one.abouts[0].record for one in drafts if one.abouts}
            if abouts and abouts[0].record not in known:
                drafts.append(self._draft(date, date.words, choices, abouts, date))
        return drafts

    # Both

    def _draft(
        self, part: Part, words: str, choices: tuple[Choice, ...], abouts: tuple[About, ...], date: FoundDate | None
    ) -> FigureDraft:
        locator = self.article.paragraphs[self.article.paragraph_at(part.start)].locator
        abouts = abouts[:_MOST_CHOICES]
        confidence = self._confidence(choices, abouts)
        bare = {
            "value_as_stated": words, "locator": locator, "period_as_stated": date.words if date else "",
            **period_values(date.span if date else None), "nature": self._nature(part, date),
        }
        draft = FigureDraft(part.start, part.end, locator, words, choices, abouts, date, bare, confidence)
        proposed = claim_values(
            draft, choices[0] if choices and choices[0].score >= LIKELY else None,
            abouts[0] if abouts and abouts[0].score >= _ENOUGH else None, self.book,
        )
        return FigureDraft(part.start, part.end, locator, words, choices, abouts, date, proposed, confidence)

    @staticmethod
    def _confidence(choices: tuple[Choice, ...], abouts: tuple[About, ...]) -> str:
        if not choices or not abouts or choices[0].score < LIKELY or abouts[0].score < _ENOUGH:
            return "open"
        clear = len(choices) == 1 or choices[0].score - choices[1].score > 0.12
        return "sure" if choices[0].score >= SURE and clear and abouts[0].score >= 0.6 else "likely"

    def _nature(self, part: Part, date: FoundDate | None) -> str:
        """Actual unless the words say planned, designed or estimated, or the date lies ahead."""
        clause, sentence = self.article.clause_at(part), self.article.sentence_at(part.start)
        here = self._told(clause)
        for group in ("design", "estimate"):
            if group in here:
                return group
        if self._is_ahead(date) or "planned" in here:
            return "planned"
        if "done" in here:
            return "actual"
        anywhere = self._told(Part(sentence.start, part.start))
        return "planned" if "planned" in anywhere and "done" not in anywhere else "actual"


def draft(article: Article, published: PartialDate, book: FactBook, names: Names | None = None) -> Reading:
    """Everything found in the article, drafts in the order of the text; `published` may be unknown.

    `names` are those of the book's records, where they are at hand.
    """
    return _Drafter(article, published, book, names or Names(book)).read()
