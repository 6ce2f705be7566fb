"""The words of articles (resources/articles/words.toml) and which of them stand in a text."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pairing_desktop.data import RESOURCES

Table = dict[str, list[str]]


@cache
def table() -> dict[str, Any]:
    """The file as it is: `groups`, `figure_of`, `nature` and `names`, each name → words."""
    return tomllib.loads((RESOURCES / "articles" / "words.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Hit:
    """A word that stands in the text: which group it belongs to, where, and as printed (folded)."""

    group: str
    start: int
    end: int
    word: str


class Finder:
    """Finds the words of groups in flat text (half-width, lower case), the longest at each place; a word may belong to
    several groups.

    English words match from their beginning; with `whole` only as they are.
    """

    def __init__(self, groups: Mapping[str, Iterable[str]], *, whole: bool = False) -> None:
        self._groups: dict[str, list[str]] = {}
        for group, words in groups.items():
            for word in words:
                self._groups.setdefault(word, []).append(group)
        ordered = sorted(self._groups, key=len, reverse=True)
        latin = "|".join(re.escape(word) for word in ordered if word[0].isascii())
        chinese = "|".join(re.escape(word) for word in ordered if not word[0].isascii())
        tail = r"(?![a-z])" if whole else "[a-z]*"
        parts = [rf"(?<![a-z])(?P<latin>{latin}){tail}"] * bool(latin) + [f"(?P<chinese>{chinese})"] * bool(chinese)
        self._pattern = re.compile("|".join(parts) or r"(?!)")

    def find(self, flat: str, start: int = 0, end: int | None = None) -> list[Hit]:
        """The words between two places of the text, in order."""
        found = []
        for hit in self._pattern.finditer(flat, start, len(flat) if end is None else end):
            groups = self._groups[hit[hit.lastgroup or 0]]
            found += [Hit(group, hit.start(), hit.end(), hit[0]) for group in groups]
        return found


@cache
def figure_of() -> Finder:
    """Finds year, month, week and day where they say how often a figure comes."""
    return Finder(table()["figure_of"], whole=True)


@cache
def kinds() -> Finder:
    """Finds words that stand for a record of some kind: the city, 该电站."""
    return Finder(table()["kinds"], whole=True)


@cache
def nature() -> Finder:
    """Finds done, planned, design and estimate."""
    return Finder(table()["nature"], whole=True)
