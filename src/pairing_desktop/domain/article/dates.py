"""Dates in running text: every stretch of words that `relative_dates.resolve` understands, the longest first."""

import re
from dataclasses import dataclass

from pairing_desktop.domain.article.text import Article, Part
from pairing_desktop.domain.date_words import MONTH
from pairing_desktop.domain.dates import DateProblem, PartialDate, Span
from pairing_desktop.domain.language import Language
from pairing_desktop.domain.numerals import CHINESE
from pairing_desktop.domain.relative_dates import Resolution, resolve


@dataclass(frozen=True)
class FoundDate(Part):
    """`words` as printed; `resolution` what they mean, None where they lean on a publication that is not known."""

    words: str
    resolution: Resolution | None
    problem: DateProblem | None = None
    is_absolute: bool = False  # the year itself is printed

    @property
    def span(self) -> Span | None:
        """The one period that is meant; None when there are several or none."""
        found = self.resolution.candidates if self.resolution else ()
        return found[0] if len(found) == 1 else None

    def rule(self, language: Language) -> str:
        """Why it means that, in one sentence."""
        if self.resolution is not None:
            return self.resolution.rule(language)
        return self.problem.message(language) if self.problem else ""


_CENTURY = r"(?:1[89]|20)"
_YEAR = rf"{_CENTURY}\d\d"
_MONTH = rf"(?:{MONTH})\b\.?"
_COUNT = r"(?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|a)"
_WEEKDAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_WHICH = "(?:last|this|next|previous|current)"
_ENGLISH = "|".join((
    rf"{_MONTH} ?\d{{1,2}}(?:st|nd|rd|th)?(?:,? {_YEAR})?(?![\d.]*\d)",
    rf"\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}(?:,? {_YEAR})?",
    rf"{_MONTH},? (?:of )?{_YEAR}",
    rf"{_WHICH} {_MONTH}",
    rf"{_MONTH} (?:of )?{_WHICH} year",
    rf"(?:the )?(?:first|second|third|fourth) (?:half|quarter) of (?:{_YEAR}|(?:the |{_WHICH} )year)",
    rf"(?:the )?first (?:two|three) quarters(?: of (?:{_YEAR}|(?:the |{_WHICH} )year))?",
    rf"[qh][1-4] {_YEAR}",
    rf"(?:the )?(?:past|last|previous|recent|next|coming) {_COUNT} (?:years?|months?|days?)\b",
    rf"{_WHICH} (?:year|month|quarter|day)\b",
    rf"{_COUNT} (?:years?|months?|days?) ago",
    r"\b(?:today|yesterday|tomorrow)\b",
    rf"(?<=on ){_WEEKDAY}\b|(?<=last ){_WEEKDAY}\b",
    rf"(?:the )?(?:early |late |mid-)?{_CENTURY}\d0s\b",
    r"(?:the )?\d{1,2}th five-year plan(?: period)?",
    rf"{_YEAR}-\d\d-\d\d|{_YEAR}([/.])\d{{1,2}}\1\d{{1,2}}(?!\d)",
    rf"(?<=\(){_YEAR}[-–]\d{{2,4}}(?=\))|(?<= ){_YEAR}[-–](?:{_YEAR}|\d\d)(?![\d%])",
    rf"(?<=in ){_YEAR}(?!\d)|(?<=since ){_YEAR}(?!\d)|(?<=by ){_YEAR}(?!\d)|(?<=of ){_YEAR}(?!\d)|(?<=from ){_YEAR}(?!\d)"
    rf"|(?<=until ){_YEAR}(?!\d)|(?<=to ){_YEAR}(?!\d)|(?<=and ){_YEAR}(?!\d)|(?<=during ){_YEAR}(?!\d)"
    rf"|(?<=for ){_YEAR}(?!\d)|(?<=through ){_YEAR}(?!\d)|(?<=\(){_YEAR}(?=\))",
)).replace(r"([/.])", r"(?P<sign>[/.])").replace(r"\1", r"(?P=sign)")
_N = rf"(?:\d{{1,3}}|[{CHINESE}]{{1,3}})"
_ZH_YEAR = rf"(?:{_YEAR}|[〇零○一二三四五六七八九]{{4}})年度?|[去今明前本当]年"
_ZH_PART = rf"[底末初]|上半年|下半年|第?[一二三四1-4]季度|前[两三二]个?季度|{_N}月(?:份|{_N}[日号]|[底末初上中下]旬?)?"
_CHINESE = "|".join((
    rf"(?:{_ZH_YEAR})(?:{_ZH_PART})?",
    rf"(?<![\d.]){_N}月{_N}[日号]",
    rf"(?<![\d.{CHINESE}])(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?(?!个)",
    rf"(?<![\d.月{CHINESE}])(?:[12]?\d|3[01])[日号](?![a-z\d线楼院文元报])",
    r"上个?月|本月|下个?月|今[天日]|昨[天日]|明[天日]",
    rf"(?:近|过去|最近|未来)的?{_N}个?[年月天](?:以来|来|间|里|内)?",
    rf"(?<!第){_N}个?[年月](?:以来|来|以?前|之前)",
    r"[“\"]?十[一二三四五]五[”\"]?(?:规划|计划)?(?:期间|时期)?",
    rf"(?:19|20|[一二]十[一]?)世纪[{CHINESE}\d]{{1,2}}年代|{_CENTURY}\d0年代",
    rf"{_YEAR}-\d\d-\d\d",
))
_ATOM = re.compile(rf"(?P<english>{_ENGLISH})|(?P<chinese>{_CHINESE})")
_BEFORE = re.compile(
    r"(?:(?:by|until|till|as of|since|from|between|at|in|on|during|over|for|within|around|about)(?: the)?"
    r"(?: (?:end|beginning|start|middle) of)?(?: the)? |the (?:end|beginning|start|middle) of (?:the )?"
    r"|截至|截止到?|[自从到至约])$"
)
_AFTER = re.compile(r"(?:以来|之前|以前|左右|前后|[起前底末])(?![\u4e00-\u9fff]{0,1}[线沿])")
_TO = re.compile(r" ?(?:–|—|-|至|到| to | until | through | and ) ?")
_TOP = 2  # paragraphs in which an article says when it appeared


def find_dates(article: Article, published: PartialDate) -> tuple[FoundDate, ...]:
    """All dates of the article, in order, none overlapping another."""
    found: list[FoundDate] = []
    for paragraph in article.paragraphs:
        at = paragraph.start
        while (atom := _ATOM.search(article.flat, at, paragraph.end)) is not None:
            date = _widest(article, atom, paragraph.end, found[-1].end if found else 0, published)
            at = max(date.end if date else atom.end(), at + 1)
            if date is not None:
                found.append(date)
    return tuple(found)


def printed_day(article: Article, dates: tuple[FoundDate, ...]) -> str:
    """The day that is printed with its year near the top of an article, ISO; "" when there is none."""
    top = [date for date in dates if article.paragraph_at(date.start) <= _TOP and date.is_absolute and date.span is not None]
    days = [date.span.start for date in top if date.span is not None and date.span.start == date.span.end]
    return next((day.value for day in days if day is not None and day.precision == "day"), "")


def _widest(article: Article, atom: re.Match[str], limit: int, floor: int, published: PartialDate) -> FoundDate | None:
    """The longest reading around an atom: with another date after it, with what stands before and after."""
    flat = article.flat
    ends = [atom.end()]
    if (to := _TO.match(flat, atom.end(), limit)) and (other := _ATOM.match(flat, to.end(), limit)):
        ends.insert(0, other.end())
    for end in list(ends):
        if atom["chinese"] and (after := _AFTER.match(flat, end, limit)):
            ends.insert(ends.index(end), after.end())
    before = _BEFORE.search(flat, max(floor, atom.start() - 40), atom.start())
    starts = [atom.start()]
    if before is not None and (before[0][:1] > "z" or not flat[before.start() - 1 : before.start()].isalpha()):
        starts.insert(0, before.start())
    problem: FoundDate | None = None
    for start in starts:
        for end in ends:
            words = article.text[start:end]
            try:
                resolution = resolve(words, published)
            except DateProblem as told:
                leans = "leans" in told.text
                problem = problem or (FoundDate(start, end, words, None, told) if leans else None)
                continue
            absolute = re.search(_YEAR, flat[start:end]) is not None or "世纪" in words
            return FoundDate(start, end, words, resolution, None, absolute)
    return problem
