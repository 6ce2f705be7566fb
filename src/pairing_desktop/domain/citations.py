"""A citation as people write it in one line, taken apart: who published what, when, where in it.

《青海日报》2024年5月3日第2版 · 张三：《德令哈光热并网》，青海日报，2024-05-03 ·
Xinhua, 3 May 2024, https://… · “Title”, SHINE, 2024
"""

import re
from dataclasses import dataclass

from pairing_desktop.domain.date_words import parse_date
from pairing_desktop.domain.dates import DateProblem
from pairing_desktop.domain.text import half_width

LONGEST = 1_000  # characters of a line that may be a citation

_URL = re.compile(r"https?://[^\s，。；、）)》”\"<>]+", re.IGNORECASE)
_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATE = re.compile(
    r"\d{4}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?"
    r"|(?<!\d)\d{4}([-/.])\d{1,2}(?:\1\d{1,2})?(?!\d)"
    rf"|\b\d{{1,2}}\s+{_MONTHS}\s+\d{{4}}\b|\b{_MONTHS}\s+\d{{1,2}},\s*\d{{4}}\b|\b{_MONTHS}\s+\d{{4}}\b"
    r"|(?<!\d)(?:19|20)\d{2}(?:\s*年)?(?!\d)",
)
_PLACE = re.compile(
    r"第\s*[A-Za-z]?\d+(?:\s*[-–—至]\s*\d+)?\s*[版页段章条]|[A-Z]\d{1,2}\s*版|头版"
    r"|\b(?:pp?\.|pages?|para(?:graph)?s?\.?|section|table)\s*\d+(?:\s*[-–—]\s*\d+)?",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"《([^《》]+)》|“([^“”]+)”|\"([^\"]+)\"|「([^「」]+)」")
_PAPER = re.compile(r"(报|日报|晚报|时报|电视台|广播|通讯社|社|网|网站|杂志|周刊|月刊|学报|年鉴|公报|政府|办公室|委员会|新闻)$")
_SPLIT = re.compile(r"[,，;；。|]|\s[-–—]\s|\.\s")
_CHINESE = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True)
class Citation:
    """`published_on` is a day, a month or a year, ISO; `locator` the place in the source.  What is not said is empty."""

    title: str = ""
    publisher: str = ""
    author: str = ""
    published_on: str = ""
    url: str = ""
    locator: str = ""
    language: str = ""

    def as_source(self) -> dict[str, str]:
        """What a new source begins with, exported values."""
        found = {
            "title": self.title, "publisher": self.publisher, "author": self.author, "published_on": self.published_on,
            "url": self.url, "language": self.language,
        }
        return {name: text for name, text in found.items() if text}


def parse_citation(text: str) -> Citation | None:
    """Take a line apart; None for what is no citation: without an address it needs a date, and a name beside it."""
    line = " ".join(text.split())
    if len(line) < 8 or len(line) > LONGEST:
        return None
    url, line = _take(_URL, line)
    url = url.rstrip(".,;")
    locator, line = _take(_PLACE, line)
    published, line = _take_date(line)
    quoted = [next(part for part in found.groups() if part).strip() for found in _QUOTED.finditer(line)]
    rest = [part.strip(" .:：()（）[]") for part in _SPLIT.split(_QUOTED.sub(",", line))]
    rest = [part for part in rest if part]
    publisher = quoted.pop() if quoted and _PAPER.search(quoted[-1]) else ""  # 《题》，《报》: the last names the paper
    title = " ".join(quoted[:1])
    if not publisher and rest:
        at = next((place for place, part in enumerate(rest) if _PAPER.search(part)), -1 if title or len(rest) != 2 else 0)
        publisher, after = rest[at], rest[at + 1 :] if at >= 0 else []
        rest = rest[:at]
        if not title and after:
            title = after[0]
    if not title and rest and (len(rest) > 1 or len(rest[0]) > max(12, len(publisher))):
        title = rest.pop()
    if not (url or (published and (title or publisher))):
        return None
    language = ("zh" if _CHINESE.search(title or publisher) else "en") if title or publisher else ""
    return Citation(title, publisher, " ".join(rest[:1]), published, url, locator, language)


def _take(pattern: re.Pattern[str], line: str) -> tuple[str, str]:
    """The first match, and the line without it."""
    found = pattern.search(line)
    if found is None:
        return "", line
    return found[0].strip(), f"{line[: found.start()]} , {line[found.end() :]}"


def _take_date(line: str) -> tuple[str, str]:
    found, rest = _take(_DATE, line)
    if not found:
        return "", line
    try:
        date = parse_date(half_width(found))
    except DateProblem:
        return "", line
    return (date.value, rest) if date.precision in ("day", "month", "year") else ("", line)
