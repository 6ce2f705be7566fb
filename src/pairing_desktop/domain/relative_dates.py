"""Dates as sources state them, resolved against the day they were published: last May, 去年5月, 近15年, 十三五期间.

The result is never finer than the words.  Where they may mean two dates both are candidates, oldest first; the
sentence of the rule says why.  Words that name no date are refused in words.
"""

import re
from collections.abc import Callable

from pairing_desktop.domain.date_rules import (
    AS_STATED,
    FROM_PUBLICATION,
    SHIFTS,
    TWO_YEARS,
    WEEKDAYS,
    Reader,
    Resolution,
    ago,
    ahead,
    chinese_half,
    day_month,
    day_only,
    five_year_plan,
    half,
    last_month_name,
    month_day,
    month_only,
    near_day,
    quarters,
    simple,
    stretch,
    unreadable,
    weekday,
)
from pairing_desktop.domain.date_words import MONTH, month_number, parse_date
from pairing_desktop.domain.dates import PRECISIONS, DateProblem, PartialDate, Span
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.numerals import CHINESE

__all__ = ["Resolution", "resolve"]

_COUNT = rf"([0-9]+|[{CHINESE}]+|[a-z]+(?:-[a-z]+)?)"
_COARSE = re.compile(  # parts of a date that no precision expresses: dropped, the date stays coarser
    r"(?:(?:at|in|towards?) )?(?:the )?(?:end|beginning|start|middle) of (?:the )?"
    r"|(?:early|mid|late|earlier|later)[ -](?:in )?|(?<=[年月])(?:年?[初中底末]|[上中下]旬)$"
)


def _year_and_part(reader: Reader, shift: str, rest: str) -> Resolution:
    """去年5月, 今年上半年, 今年8月3日, 今年前三季度."""
    year = reader.at("year", SHIFTS[shift]).value
    inner = resolve(f"{year}年{rest}", reader.published)
    return reader.result(FROM_PUBLICATION, *inner.candidates)


def _bounded(reader: Reader, inner: str, side: str) -> Resolution:
    """since 2010, from 2010, until 2020: one end from the words, the other open or the publication."""
    found = resolve(inner, reader.published)
    if len(found.candidates) > 1:
        raise DateProblem(mark("“{text}” may mean several periods. Write the year."), text=reader.words)
    date = found.candidates[0].start if side != "to" else found.candidates[0].end
    if date is None:
        raise unreadable(reader.words)
    if side == "to":
        return reader.result(found.text, Span(None, date), **found.values)
    if side == "from":
        return reader.result(found.text, Span(date, None), **found.values)
    coarser = max(date.precision, reader.need("decade").precision, key=PRECISIONS.index)
    return reader.result(FROM_PUBLICATION, Span(date.cut(coarser), reader.published.cut(coarser)))


def _two_ends(reader: Reader, start: str, end: str) -> Resolution:
    """From January 1 to January 14, 2024; 2021-25; 2018年1月至8月; 10月9日至11月8日."""
    if re.fullmatch(r"\d{4}", start) and re.fullmatch(r"\d\d", end):
        if 1 <= int(end) <= 12 and int(end) <= int(start[2:]):
            raise unreadable(reader.words)
        end = start[:2] + end
    year = re.search(r"(?:\d{4}|[去今明前本]) ?年", start)
    end_year = re.search(r"(?:^|[ ,])((?:1[89]|2\d)\d\d)$", end)
    if year and not re.search("年", end):
        month = re.search(r"年 ?\d{1,2} ?月", start) if re.fullmatch(r"\d{1,2} ?[日号]", end) else None
        end = (start[: month.end()] if month else year[0]) + end
    elif end_year and not re.search(r"\d{4}", start):
        month_there = re.search(MONTH, start)
        start = f"{start} {end_year[1]}" if month_there else f"{start} {end.split(' ', 1)[1]}"
    elif re.fullmatch(r"\d{1,2} ?[日号]", end) and (month := re.match(r"\d{1,2} ?月", start)):
        end = month[0] + end
    elif re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", end) and (name := re.match(rf"(?:{MONTH})\.? ?", start)):
        end = name[0] + end
    first, last = resolve(start, reader.published), resolve(end, reader.published)
    if len(first.candidates) > 1 or len(last.candidates) > 1:
        pairs = [
            Span(one.start, two.end)
            for one in first.candidates
            for two in last.candidates
            if one.start and two.end and 0 <= two.end.year - one.start.year <= 0
        ]
        if not pairs:
            raise unreadable(reader.words)
        return reader.result(TWO_YEARS, *pairs)
    span = Span(first.candidates[0].start, last.candidates[0].end)
    relative = next((one for one in (first, last) if one.text != AS_STATED), first)
    return reader.result(relative.text, span, **relative.values)


_MONTHS = rf"({MONTH})\.?"
_DAYS = r"(\d{1,2})(?:st|nd|rd|th)?"
_LEAD = r"(?:on |in |at |during |over |for |within )?(?:the )?"
_RULES: tuple[tuple[str, Callable[..., Resolution]], ...] = (
    (rf"{_LEAD}(last|this|next|previous|current) (day|month|quarter|year)", simple),
    (r"([去今本明前后当])(年)度?", simple),
    (r"(上个?|本|这个|当|下个?)(月|季度)", simple),
    (r"(today|yesterday|tomorrow|今天|今日|昨天|昨日|明天|前天)(?:上午|下午|早上|晚上)?", near_day),
    (rf"{_LEAD}(last|this|next) {_MONTHS}", last_month_name),
    (rf"{_LEAD}(first|second) (half) of (?:the |(last|this|next) )year", half),
    (rf"{_LEAD}(first|second|third|fourth) (quarter) of (?:the |(last|this|next) )year", half),
    (rf"{_LEAD}first (two|three) quarters(?: of (?:the |(last|this) )year)?", quarters),
    (r"前([两二三23])季度", quarters),
    (r"([上下])半年", chinese_half),
    (rf"{_LEAD}(?:past|last|previous|recent) {_COUNT} (year|month|day)s?", stretch),
    (rf"{_LEAD}past( )(year)", lambda reader, _, kind: stretch(reader, "1", kind)),
    (rf"(?:近|过去|最近|短短)的?{_COUNT}个?([年月天日])(?:来|间|里|内|以来|中)?", stretch),
    (rf"(?!\d{{4}}年){_COUNT}个?([年月])(?:来|以来)(?:累计)?", stretch),
    (rf"{_LEAD}(?:next|coming) {_COUNT} (year|month|day)s?|未来{_COUNT}个?([年月天])(?:内|间)?", ahead),
    (rf"{_COUNT} (year|month|day)s? ago", ago),
    (rf"{_COUNT}个?([年月天])(?:前|以前|之前)", ago),
    (r"(?:国家)?[“\"']?([一二三四五六七八九十]+)五[”\"']?(?:规划|计划)?(?:期间|时期)?", five_year_plan),
    (r"(年)[底末]", lambda reader, kind: simple(reader, "今", kind)),
    (rf"{_LEAD}{_MONTHS}(?: of)? (this|last|next) year", lambda r, m, s: _year_and_part(r, s, f"{month_number(m)}月")),
    (rf"{_LEAD}({'|'.join(WEEKDAYS)})|(?:周|星期|礼拜)([一二三四五六日天])", weekday),
    (rf"{_LEAD}(\d{{1,2}})(?:st|nd|rd|th)|(\d{{1,2}}) ?[日号]", day_only),
    (rf"{_LEAD}(\d+)(?:st|nd|rd|th) five[- ]year plan(?: period)?", five_year_plan),
    (r"since (?:the )?(.+)|自?(.+)以来", lambda r, a, b: _bounded(r, a or b, "since")),
    (r"(?:from|starting) (?!.* (?:to|until|through) )(.+)|[自从]?(.+?)(?:起|开始)",
     lambda r, a, b: _bounded(r, a or b, "from")),
    (r"(?:until|till|up to|by|as of|through) (.+)|(?:截至|截止|到|至)(.+?)|(.+[年月日号])(?:之前|以前|前)",
     lambda r, *found: _bounded(r, "".join(words or "" for words in found), "to")),
    (r"([去今本明前])年(.+)", _year_and_part),
    (rf"{_LEAD}{_MONTHS}", month_only),
    (r"(\d{1,2}) ?月份?", month_only),
    (rf"{_LEAD}{_MONTHS} ?{_DAYS}", month_day),
    (rf"{_LEAD}{_DAYS}(?: of)? {_MONTHS}", day_month),
    (r"(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]", month_day),
    (r"(?:from |between |自|从)?(.+?) ?(?:-| to | until | through | and |至|到) ?(.+)", _two_ends),
)
_PATTERNS = tuple((re.compile(pattern), read) for pattern, read in _RULES)


def _absolute(plain: str) -> PartialDate | None:
    bare = re.sub(rf"^(?:{_LEAD}|早在|在|于)", "", plain)
    coarse = re.sub(rf"^{_LEAD}", "", re.sub(_COARSE, "", plain)).strip()
    if re.fullmatch(r"\d{4}-(?:1[3-9]|[2-9]\d)", bare):
        return None  # 2021-25 is no month but a span of years
    for text in dict.fromkeys((plain, bare, coarse)):
        try:
            date = parse_date(text)
        except DateProblem as problem:
            if problem.text not in _NOT_A_DATE:
                raise
        else:
            return date if date.is_known else None
    return None


_NOT_A_DATE = frozenset({mark("“{text}” is not a date this program reads. Try 2013, 2018-12 or 30 Dec 2018.")})


def resolve(words: str, published: PartialDate) -> Resolution:
    """What the source's words about a date mean, `published` being the day it appeared (as far as known).

    Raises DateProblem for words that name no date and for those that lean on more than is known of the publication.
    """
    reader = Reader(words, published)
    if len(reader.plain) > 100:
        raise unreadable(words[:100])
    absolute = _absolute(reader.plain)
    if absolute:
        return Resolution((Span.of(absolute),), AS_STATED)
    for plain in dict.fromkeys((reader.plain, re.sub(_COARSE, "", reader.plain).strip())):
        reader.plain = plain
        for pattern, read in _PATTERNS:
            if found := pattern.fullmatch(plain):
                return read(reader, *found.groups())
    raise unreadable(words)
