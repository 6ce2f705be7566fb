"""Figures in running text: number, scale, unit, the words that hedge it, and how often it comes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pairing_desktop.domain.article.text import Article, Part
from pairing_desktop.domain.article.words import Finder, figure_of
from pairing_desktop.domain.quantities import tail_of
from pairing_desktop.domain.quantity_words import AFTER, BEFORE, Number, numbers_among
from pairing_desktop.domain.units import PrintedUnit, match_unit


@dataclass(frozen=True)
class FoundFigure(Part):
    """`words` as printed; `unit` as printed, None where only the noun of an indicator may say it; `per` year, month,
    week or day where the words around say how often."""

    words: str
    unit: PrintedUnit | None
    per: str


def _alternatives(tables: dict[str, str]) -> str:
    words = sorted("|".join(tables.values()).split("|"), key=len, reverse=True)
    return "|".join(rf"(?<![a-z]){word}(?![a-z])" if re.match("[a-z]", word) else word for word in words)


_HEDGE = re.compile(rf"(?:(?:{_alternatives(BEFORE)})\s*)+$")
_AFTERWARDS = re.compile(rf"\s?(?:{_alternatives(AFTER)})")
_MONEY = re.compile(r"(?:us\$|usd ?|cny ?|rmb ?|[$¥￥]|人民币|美元)$")
_OFTEN = re.compile(r"(?:年产|年均|月均|日均|每年|每月|每周|每天|每日)$")
_TO = re.compile(r"\s?(?:–|—|-|~|至|到| to )\s?")
_DETERMINED = re.compile(r"(?:\b(?:the|both|these|those|such|all|no)\s|[这那该各每一另]|同一)$")
_WORD = re.compile(r"[ -](?:[a-z][a-z'’-]*)")
_NOT_BETWEEN = frozenset((
    "of", "in", "and", "to", "the", "for", "by", "per", "more", "percent", "or", "at", "on", "with", "as", "from", "than", "a",
    "an", "is", "was", "were", "are", "its", "their", "other", "out",
))
_LATER = re.compile(r"(?: [\w'’-]+){0,6}? (?:a|per|each|every) (year|month|week|day)\b")
_TIMES = re.compile(r" times (?:a|per|each|every) (week|day|month|year)\b")
_LABELLED = re.compile(r"(?:no\.|number|aged|age|phase|grade|tel|para|page|第|型|[a-z]-|[-/\d])\s?$")
_SMALLEST_BARE = 100


def find_figures(article: Article, taken: Sequence[Part], nouns: Finder) -> tuple[FoundFigure, ...]:
    """All figures that do not stand inside the parts that are taken (dates, names), in order.

    `nouns` finds the words of indicators: what they name is counted where no unit is printed.
    """
    found = []
    by_paragraph = article.by_paragraph(taken)
    for place, paragraph in enumerate(article.paragraphs):
        blocked = by_paragraph.get(place, [])
        last = paragraph.start
        for number in numbers_among(article.flat, paragraph.start, paragraph.end):
            whole = Part(number.start, number.end)
            if number.start < last or any(part.meets(whole) for part in blocked):
                continue
            limit = min((part.start for part in blocked if part.start >= number.end), default=paragraph.end)
            floor = max((part.end for part in blocked if part.end <= number.start), default=last)
            figure = _figure(article, number, max(floor, last), limit, Part(paragraph.start, paragraph.end), nouns)
            if figure is not None:
                found.append(figure)
                last = figure.end
    return tuple(found)


def _figure(
    article: Article, number: Number, floor: int, limit: int, paragraph: Part, nouns: Finder
) -> FoundFigure | None:
    flat = article.flat
    start, end, unit = number.start, number.end, None
    few = number.in_words and number.value <= 2 and not number.power
    if not number.is_ordinal and (few or _DETERMINED.search(flat, max(floor, start - 8), start)):
        return None
    if _LABELLED.search(flat, max(0, start - 7), start) and not _MONEY.search(flat, max(floor, start - 6), start):
        return None
    tail = tail_of(flat[:limit], number)
    if tail.unit is not None:
        unit, end = tail.unit, tail.end
        if not _is_meant(article, number, flat[number.end : end], unit):
            return None
    elif tail.end > end:
        end = tail.end
    if number.is_ordinal and (unit is None or unit.dimension != "year"):
        return None
    if unit is None and (money := _MONEY.search(flat, max(floor, start - 6), start)):
        found = match_unit(money[0].strip())
        unit, start = found[0] if found else None, money.start()
    if unit is None and (noun := _noun(flat, number, paragraph.end, nouns)):
        unit, end = noun
    if (to := _TO.match(flat, end, limit)) and (upper := next(numbers_among(flat, to.end(), limit), None)):
        above = tail_of(flat[:limit], upper)
        if upper.start == to.end() and above.unit is not None and (unit is None or above.unit == unit):
            unit, end = above.unit, above.end
    if after := _AFTERWARDS.match(flat, end, limit):
        end = after.end()
    for before in (_OFTEN, _HEDGE, _OFTEN):
        if hedge := before.search(flat, max(floor, start - 24), start):
            start = hedge.start()
    if unit is None and (times := _TIMES.match(flat, end, limit)):
        end = times.end()
    per = _per(article, start, end, limit)
    if unit is None and not per and end == number.end:
        hedged, grouped = start < number.start, "," in flat[start:end]
        if number.in_words or not (number.power or grouped or (hedged and number.value >= _SMALLEST_BARE)):
            return None
    return FoundFigure(start, end, article.text[start:end], unit, per)


def _is_meant(article: Article, number: Number, printed: str, unit: PrintedUnit) -> bool:
    """Whether letters after a number are the unit they look like: not 度 of heat, 时 of the clock, a bare d."""
    if printed.startswith("-") and unit.dimension in ("year", "duration"):
        return False  # five-year plan, 20-day tour
    printed = printed.strip()
    if printed in ("时", "d", "日") or (printed == "度" and "电" not in article.flat[number.start - 12 : number.end + 12]):
        return False
    return not (printed in ("次", "名", "位") and number.is_ordinal)


def _noun(flat: str, number: Number, limit: int, nouns: Finder) -> tuple[PrintedUnit | None, int] | None:
    """What is counted when words stand between: 418 Zhejiang companies, 15 investment projects, 23 new techniques.

    The unit is None where the noun is no counter but a word of an indicator.
    """
    at, named = number.end, 0
    for _ in range(4):
        word = _WORD.match(flat, at, limit)
        if word is None or word[0].strip(" -") in _NOT_BETWEEN:
            break
        found = match_unit(flat[:limit], at + 1)
        if found is not None and found[0].dimension == "count":
            return found
        if nouns.find(flat, at + 1, word.end()):
            named = word.end()
        at = word.end()
    return (None, named) if named and not number.in_words else None


def _per(article: Article, start: int, end: int, limit: int) -> str:
    """How often the figure comes, by the words in it, right after it or before it in its clause."""
    flat = article.flat
    if inside := figure_of().find(flat, start, end):
        return inside[0].group
    if later := _LATER.match(flat, end, limit):
        return later[1]
    clause = article.clause_at(Part(start, end))
    around = figure_of().find(flat, clause.start, start)
    return around[-1].group if around else ""
