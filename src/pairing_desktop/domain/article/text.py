"""An article as text: paragraphs with the words by which a claim names its place, sentences and their parts."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import Problem
from pairing_desktop.domain.text import Cleaned, clean, narrow

LONGEST = 100_000  # characters read at once: a book is no article
HEADLINE = "headline"  # locator of what stands above the first paragraph
_STOPS = "。！？!?…"
_CLOSING = "”’\"')）」』]】"
_HEADLINE = 140  # characters of the longest headline
_SHORT = frozenset((
    "co", "ltd", "corp", "inc", "no", "mr", "mrs", "ms", "dr", "st", "vs", "approx", "ca", "sq", "dept", "univ", "prof",
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
))
_SPLIT = re.compile(r"[,;:，；：、。()（）—–]|(?<=\s)(?:and|while|but|which|where|whose|who|that)(?=\s)", re.IGNORECASE)


class ArticleProblem(Problem):
    """Text that is no article: empty, far too long, a picture."""


@dataclass(frozen=True)
class Part:
    """A stretch of the text: `text[start:end]`."""

    start: int
    end: int

    def holds(self, other: "Part") -> bool:
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Part") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


_P = TypeVar("_P", bound=Part)


@dataclass(frozen=True)
class Paragraph(Part):
    """`locator` is how a claim names the place: para 3, page 2, headline."""

    locator: str
    sentences: tuple[Part, ...]


@dataclass(frozen=True)
class Article:
    """`text` is what is marked; `removed` tells how many characters nobody can see were taken out of what was pasted."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    removed: Cleaned

    @cached_property
    def flat(self) -> str:
        """The text in half-width characters and lower case, place for place."""
        return "".join(low if len(low := sign.lower()) == 1 else sign for sign in narrow(self.text))

    @property
    def language(self) -> str:
        """zh where every fifth character is Chinese, else en."""
        chinese = sum("\u4e00" <= sign <= "\u9fff" for sign in self.text)
        return "zh" if chinese * 5 > len(self.text) else "en"

    @cached_property
    def _starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.paragraphs]

    def paragraph_at(self, position: int) -> int:
        """Number of the paragraph that holds this place."""
        return max(0, bisect_right(self._starts, position) - 1)

    def by_paragraph(self, parts: Iterable[_P]) -> dict[int, list[_P]]:
        """The parts by the number of the paragraph they stand in, in their order."""
        found: dict[int, list[_P]] = defaultdict(list)
        for part in parts:
            found[self.paragraph_at(part.start)].append(part)
        return found

    def sentence_at(self, position: int) -> Part:
        """The sentence that holds this place."""
        found = self.paragraphs[self.paragraph_at(position)]
        return next((one for one in found.sentences if one.start <= position < one.end), found)

    def clause_at(self, part: Part) -> Part:
        """What stands around this part up to the next comma, dash or conjunction of its sentence."""
        sentence = self.sentence_at(part.start)
        start, end = sentence.start, sentence.end
        for sign in _SPLIT.finditer(self.flat, sentence.start, sentence.end):
            if self._joins(sign):
                continue
            if sign.end() <= part.start:
                start = sign.end()
            elif sign.start() >= part.end:
                end = sign.start()
                break
        return Part(start, end)

    def _joins(self, sign: re.Match[str]) -> bool:
        """Whether a comma or a conjunction stands inside a number or between two names: it parts nothing."""
        at, after = sign.start(), self.text[sign.end() : sign.end() + 2].lstrip()
        if sign[0] == "and":
            word = re.search(r"([^\W\d_][\w’'-]*)\s$", self.text[max(0, at - 30) : at])
            return word is not None and word[1][:1].isupper() and after[:1].isupper()
        return self.flat[at] in ",:" and self.flat[at - 1 : at].isdigit() and self.flat[at + 1 : at + 2].isdigit()


def _sentences(text: str, start: int, end: int) -> tuple[Part, ...]:
    found, begin, at = [], start, start
    while at < end:
        sign = text[at]
        at += 1
        if sign in _STOPS or (sign == "." and _ends_a_sentence(text, at, end)):
            while at < end and text[at] in _STOPS + _CLOSING:
                at += 1
            found.append(Part(begin, at))
            while at < end and text[at].isspace():
                at += 1
            begin = at
    if begin < end:
        found.append(Part(begin, end))
    return tuple(found)


def _ends_a_sentence(text: str, at: int, end: int) -> bool:
    """Whether the full stop before this place is the end: not of an abbreviation, an initial or a decimal."""
    word = re.search(r"(?<![A-Za-z0-9])([A-Za-z]+)\.$", text[max(0, at - 12) : at])
    rest = text[at:end]
    if not rest.strip():
        return True
    if not re.match(rf"[{re.escape(_CLOSING)}]*\s+[\"'“‘(]?[A-Z0-9\u4e00-\u9fff]", rest):
        return False
    return word is None or not (word[1].lower() in _SHORT or (len(word[1]) == 1 and word[1].isupper() and word[1] != "I"))


def _headline(lines: Sequence[str]) -> bool:
    """Whether the first line is a headline: short, without a stop at its end, with text after it."""
    first = lines[0].rstrip(_CLOSING)
    return len(lines) > 1 and len(first) <= _HEADLINE and first[-1:] not in (*_STOPS, ".", ":", "：", ";", "；", ",", "，")


def read_text(pasted: str) -> Article:
    """The article that was pasted: each line is a paragraph, counted from 1 after a headline.

    Raises ArticleProblem when it is empty or too long, TextProblem when it holds broken characters.
    """
    cleaned = _cleaned(pasted)
    return _article(cleaned, [(cleaned.text, "")])


def read_pages(pages: Sequence[str]) -> Article:
    """The article that the pages of a PDF hold: its claims name the page.  Raises as `read_text`."""
    joined = [(_unbroken(_cleaned(page, empty=True).text), f"page {number}") for number, page in enumerate(pages, 1)]
    text = "\n".join(page for page, _ in joined if page)
    return _article(_cleaned(text), [(page, locator) for page, locator in joined if page])


def _cleaned(pasted: str, *, empty: bool = False) -> Cleaned:
    if len(pasted) > LONGEST:
        raise ArticleProblem(
            mark("The text has {n} characters; at most {most} are read at once. Paste the part that matters."),
            n=f"{len(pasted):,}", most=f"{LONGEST:,}",
        )
    cleaned = clean(pasted)
    if not cleaned.text and not empty:
        raise ArticleProblem(mark("There is no text here. Copy the text of an article and paste it."))
    return cleaned


def _article(cleaned: Cleaned, pages: Sequence[tuple[str, str]]) -> Article:
    """Pages of text that follow each other with a line end between, each with its locator ("" counts paragraphs)."""
    paragraphs: list[Paragraph] = []
    at, number = 0, 0
    for page, locator in pages:
        lines = list(re.finditer(r"[^\n]*\S[^\n]*", page))
        for line in lines:
            is_headline = not locator and line is lines[0] and _headline([one[0].strip() for one in lines])
            number += not is_headline
            start = at + line.start() + len(line[0]) - len(line[0].lstrip())
            end = at + line.start() + len(line[0].rstrip())
            named = HEADLINE if is_headline else locator or f"para {number}"
            paragraphs.append(Paragraph(start, end, named, _sentences(cleaned.text, start, end)))
        at += len(page) + 1
    return Article(cleaned.text, tuple(paragraphs), cleaned)


def _unbroken(page: str) -> str:
    """The lines of a printed page put together again: a paragraph ends at a blank line or with a short last line."""
    lines = [line.strip() for line in page.split("\n")]
    widest = max((len(line) for line in lines), default=0)
    paragraphs, current = [], ""
    for line in lines:
        if line:
            gap = " " if current and current[-1:].isascii() and line[:1].isascii() else ""
            current = f"{current}{gap}{line}"
        if current and (not line or (line[-1:] in f"{_STOPS}.{_CLOSING}" and len(line) < 0.8 * widest)):
            paragraphs.append(current)
            current = ""
    return "\n".join([*paragraphs, current] if current else paragraphs)
