"""The words around a figure: numbers in digits and in words, with their scale; qualifiers before and after."""

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pairing_desktop.domain.language import mark
from pairing_desktop.domain.numbers import EXACT, NumberProblem, parse_decimal
from pairing_desktop.domain.numerals import CHINESE, ENGLISH, read_chinese, read_english
from pairing_desktop.domain.problems import Problem
from pairing_desktop.domain.text import half_width


class QuantityProblem(Problem, ValueError):
    """Words that are no figure, or more than one; `message(language)` says which."""


@dataclass(frozen=True)
class Number:
    """A number as printed: its digits, the power of ten of its scale word, where it stands in the text."""

    printed: Decimal
    power: int
    start: int
    end: int
    in_words: bool = False
    is_ordinal: bool = False
    and_more: bool = False  # 10多, 60余

    @property
    def value(self) -> Decimal:
        """The number the words say, exact."""
        return self.printed.scaleb(self.power, EXACT)

    @property
    def last_place(self) -> int:
        """Power of ten of the last printed digit."""
        return int(self.printed.as_tuple().exponent) + self.power


_CHINESE_SCALES = {"万": 4, "亿": 8}
_SMALL = {"十": 1, "百": 2, "千": 3}
_ENGLISH_SCALES = {
    "hundred": 2, "thousand": 3, "million": 6, "mn": 6, "billion": 9, "bn": 9, "trillion": 12, "tn": 12,
}
_ENGLISH_WORD = "|".join(sorted(ENGLISH, key=len, reverse=True))
_START = re.compile(
    r"(?P<digits>(?<![A-Za-zµμ0-9.,²³])[0-9][0-9,.]*(?<![.,]))(?P<ordinal>(?:st|nd|rd|th)(?![A-Za-z]))?"
    rf"|(?P<chinese>[〇零○一二两三四五六七八九十][{CHINESE}]*)"
    rf"|(?P<english>(?<![A-Za-z-])(?:{_ENGLISH_WORD})(?:-(?:{_ENGLISH_WORD}))?(?![A-Za-z]))",
    re.IGNORECASE,
)
_SCALE = re.compile(
    r"\s*(?P<more>[多余])?\s*(?P<scale>[十百千]?万亿|[十百千]?[万亿]|[十百千](?![克瓦米卡]))?(?P<after>[多余])?"
)
_ENGLISH_SCALE = re.compile(rf"[\s-]*({'|'.join(_ENGLISH_SCALES)})s?(?![A-Za-z])", re.IGNORECASE)
_VAGUE = re.compile(
    "[数几好][十百千万亿]|(?<![0-9十百千])多[十百千万亿]|[十百千万亿]几|半"
    "|half an?|dozens?|tens of|hundreds of|scores of|several",
    re.IGNORECASE,
)


def _chinese_power(scale: str) -> int:
    return sum(_SMALL.get(sign) or _CHINESE_SCALES[sign] for sign in scale)


def _read(found: re.Match[str]) -> Decimal | None:
    if digits := found["digits"]:
        try:
            return parse_decimal(digits)
        except NumberProblem as problem:
            raise QuantityProblem(problem.text, **problem.values) from None
    number = read_chinese(found["chinese"]) if found["chinese"] else read_english(found["english"])
    if number is None:
        raise QuantityProblem(mark("“{text}” is not a number this program reads."), text=found[0])
    return Decimal(number)


def _one(text: str, position: int) -> Number | None:
    """The first number from `position`, with its scale word."""
    found = _START.search(text, position)
    if found is None:
        return None
    printed, end, power, more = _read(found), found.end(), 0, False
    assert printed is not None
    if scale := _ENGLISH_SCALE.match(text, end):
        power, end = _ENGLISH_SCALES[scale[1].lower()], scale.end()
    elif (scale := _SCALE.match(text, end)) and (scale["scale"] or scale["more"] or scale["after"]):
        power, end = _chinese_power(scale["scale"] or ""), scale.end()
        more = bool(scale["more"] or scale["after"])
    ordinal = bool(found["ordinal"]) or text[: found.start()].rstrip().endswith("第")
    return Number(printed, power, found.start(), end, not found["digits"], ordinal, more)


def _joined(text: str, first: Number, second: Number) -> Number:
    """3亿5000万 as one number.  What may mean two things (3万5) is refused."""
    words = text[first.start : second.end]
    whole = first.value + second.value
    leads = text[second.start] in "〇零○"
    if second.value >= Decimal(1).scaleb(first.power) or not (
        leads or second.value >= Decimal(1).scaleb(first.power - 1) or second.power
    ):
        raise QuantityProblem(mark("“{text}” is not a number this program reads."), text=words)
    power = second.power if whole == whole.scaleb(-second.power).to_integral_value().scaleb(second.power) else 0
    return Number(whole.scaleb(-power, EXACT), power, first.start, second.end, first.in_words, False, second.and_more)


def numbers_in(text: str) -> list[Number]:
    """All numbers that the text holds, in order.  Raises QuantityProblem for one that cannot be read."""
    vague = _VAGUE.search(text)
    if vague:
        raise QuantityProblem(mark("“{text}” does not say how many."), text=vague[0])
    found: list[Number] = []
    position = 0
    while (number := _one(text, position)) is not None:
        joins = found and found[-1].end == number.start and found[-1].power >= 4 and not found[-1].and_more
        if joins and text[number.start - 1] in "万亿":
            number = _joined(text, found.pop(), number)
        found.append(number)
        position = number.end
    return found


def numbers_among(text: str, start: int, end: int) -> Iterator[Number]:
    """The numbers that running text holds between two places, in order; what cannot be read is passed over."""
    part, position = text[:end], start
    while (found := _START.search(part, position)) is not None:
        position = found.end()
        with contextlib.suppress(QuantityProblem):
            number = _one(part, found.start())
            while number is not None and number.power >= 4 and part[number.end - 1] in "万亿" and not number.and_more:
                after = _one(part, number.end)
                if after is None or after.start != number.end:
                    break
                number = _joined(part, number, after)
            if number is not None:
                position = number.end
                yield number


def normalise(text: str) -> str:
    """Half-width, minus signs and dashes alike, currency signs and compass letters set off from their number."""
    plain = re.sub("[‐‑‒–—―]", "–", half_width(text)).replace("￥", "¥")
    plain = re.sub(r"(?<=[0-9])–(?=[a-z])", "-", plain)
    plain = re.sub(rf"百分之([0-9.{CHINESE}]+)", r"\1%", plain)
    return re.sub(r"(?<![A-Za-z])(RMB|CNY|USD|[NE])(?=\d)", r"\1 ", plain)


# In this order: "no less than" holds "less than", "no more than" holds "more than".
BEFORE = {
    "at least": "at least|no less than|no fewer than|not less than|not fewer than"
    "|至少|最少|不少于|不低于|不小于|不下|≥",
    "up to": "up to|at most|no more than|not more than|not exceeding|a maximum of|maximum of|as much as|as many as"
    "|less than|fewer than|below|under|不超过|不大于|不高于|不多于"
    "|至多|最多|最高|高达|多达|不到|不足|少于|低于|小于|≤|<",
    "more than": "more than|over|above|exceeding|exceeded|exceeds|exceed|topped|surpassing|surpassed|greater than"
    "|超过|超出|超|突破|逾|多于|高于|大于|>",
    "about": "about|around|approximately|approx\\.?|roughly|some|nearly|almost|close to|circa|ca\\."
    "|约为|约合|大约|约|将近|接近|近|~|≈",
}
AFTER = {
    "at least": "or more|and more|and above|or above|及以上|或以上",
    "more than": "以上|\\+",
    "up to": "or less|or fewer|以下|以内|之内",
    "about": "or so|左右|上下",
}


@cache
def _any_of(words: str) -> re.Pattern[str]:
    """Finds any of these words, parted by "|"; those of Latin letters only as whole words."""
    parts = (rf"(?<![A-Za-z]){word}(?![A-Za-z])" if re.match("[a-z]", word) else word for word in words.split("|"))
    return re.compile("|".join(parts), re.IGNORECASE)


def _qualifier(table: dict[str, str], text: str) -> tuple[list[str], str]:
    """The qualifiers in the text, and the text without them."""
    found = []
    for qualifier, words in table.items():
        text, count = _any_of(words).subn(" ", text)
        found += [qualifier] * bool(count)
    return found, " ".join(text.split())


def qualifiers(before: str, after: str) -> tuple[list[str], str, str]:
    """The qualifiers before and after a figure (in codes), and both texts without them."""
    found, before = _qualifier(BEFORE, before)
    more, after = _qualifier(AFTER, after)
    return list(dict.fromkeys(found + more)), before, after
