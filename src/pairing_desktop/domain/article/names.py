"""Names of known records in running text: as on file, by another name, and by the short forms that people use."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from pairing_desktop.domain.article.text import Article, Part
from pairing_desktop.domain.article.words import table
from pairing_desktop.domain.checks.book import FactBook
from pairing_desktop.domain.text import narrow

_LATIN = re.compile(r"[a-z0-9]")
_CAPITAL = re.compile(r"(?<![A-Za-z])[A-Z][a-z]{6,}(?![A-Za-z])")
_LONG_WORD = 7
_APART = re.compile(r"[\s\-‐‑–—·.,'’\"“”]+")


@dataclass(frozen=True)
class FoundName(Part):
    """`records` are the integer keys of all that are called so, those on file under just this name first."""

    records: tuple[int, ...]
    is_full: bool  # the name stands in full; otherwise a short form of it


def _flat(name: str) -> str:
    return narrow(name).lower().replace("’", "'").strip()


def _without_brackets(name: str) -> list[str]:
    """The name in flat text as it is, without its brackets, with what they hold as a part of it, and acronyms they hold."""
    plain = _flat(name)
    gap = " " if _LATIN.match(plain) else ""
    found = [plain, re.sub(r"\s*\([^()]*\)\s*", gap, plain).strip(), re.sub(r"[()]", "", plain)]
    found += [inner for inner in re.findall(r"\(([^()]*)\)", plain) if len(inner.split()) > 1]
    found += [inner.lower() for inner in re.findall(r"\(([A-Z0-9]{3,10})\)", narrow(name))]
    return [part.strip() for one in found for part in one.split(" / ")]


def _may_stand(name: str, there: set[str]) -> bool:
    """Whether a text with these beginnings may hold the name or a short form of it."""
    flat = _flat(name)
    if "(" in flat or "/" in flat:
        return True
    return (flat[:4] if _LATIN.match(flat) else flat[:2]) in there


def short_forms(name: str, kind: str) -> tuple[str, ...]:
    """What people call a record of this kind in short: without Province, Co, 市, 有限公司."""
    words = table()["names"]
    found: list[str] = []
    for plain in dict.fromkeys(_without_brackets(name)):
        found.append(plain)
        if kind == "place":
            found += _place_forms(plain, words)
        elif kind == "company":
            found += _firm_forms(plain, words)
        if " " in plain and "," in plain:
            found.append(plain.split(",")[0])
    return tuple(dict.fromkeys(one for one in found if _tells(one)))


def _tells(name: str) -> bool:
    """Whether a name is long enough to be found by itself."""
    return len(name) >= (4 if _LATIN.match(name) else 2) or (len(name) == 3 and name.isalpha())


def _place_forms(plain: str, words: dict[str, list[str]]) -> list[str]:
    latin = [word for word in plain.split() if word not in (*words["kinds_en"], *words["peoples_en"])]
    found = [" ".join(latin)] if _LATIN.match(plain) else []
    core = plain
    for kind in words["kinds_zh"]:
        if core.endswith(kind) and len(core) > len(kind) + 1:
            core = core.removesuffix(kind)
            break
    bare = re.sub("|".join(words["peoples_zh"]), "", core)
    if not _LATIN.match(plain):
        found += [core, bare, *([f"{bare}州"] if bare != core or plain.endswith("州") else [])]
    return found


def _firm_forms(plain: str, words: dict[str, list[str]]) -> list[str]:
    found: list[str] = []
    if _LATIN.match(plain):
        rest = re.sub(r"[.,]", "", plain).split()
        while len(rest) > 2 and rest[-1] in words["firm_en"]:
            rest = rest[:-1]
            found.append(" ".join(rest))
    else:
        core, before = plain, ""
        while core != before:
            before = core
            for tail in words["firm_zh"]:
                if core.endswith(tail) and len(core) - len(tail) >= 4:
                    core = core.removesuffix(tail)
                    found.append(core)
                    break
    return found


class Names:
    """The names of a book's records, ready to be looked for.

    `text` leaves out those that cannot stand in this flat text by their beginnings: in a large file most of them.
    """

    def __init__(self, book: FactBook, text: str = "") -> None:
        self._book = book
        self._full: dict[str, list[int]] = defaultdict(list)
        self._short: dict[str, list[int]] = defaultdict(list)
        self._lengths: dict[str, set[int]] = defaultdict(set)
        there = {text[at : at + size] for size in (2, 4) for at in range(len(text))}
        for record in book.records.values():
            for name in (record.name.english, record.name.chinese, *book.aliases.get(record.id, ())):
                if name and (not text or _may_stand(name, there)):
                    self._add(name, record.id, record.kind)
        # Names that begin alike are told apart by looking up what stands there, in every length that is on file.
        self._longest_first = {start: sorted(sizes, reverse=True) for start, sizes in self._lengths.items()}

    def _add(self, name: str, record: int, kind: str) -> None:
        for form in short_forms(name, kind):
            names = self._full if form == _flat(name) else self._short
            if record not in names[form]:
                names[form].append(record)
            self._lengths[form[:2]].add(len(form))

    def find(self, flat: str, start: int = 0, end: int | None = None) -> list[FoundName]:
        """The names in flat text, the longest at each place, none overlapping another."""
        text = flat.replace("’", "'")
        limit, at, found = len(text) if end is None else end, start, []
        while at < limit - 1:
            form = self._longest(text, at, limit)
            if not form:
                at += 1
                continue
            found.append(FoundName(at, at + len(form), tuple(dict.fromkeys(self._called(form))), form in self._full))
            at += len(form)
        return found

    def _longest(self, text: str, at: int, limit: int, own: int = 0) -> str:
        """The longest name that stands at this place, but not one that only the record `own` has."""
        for size in self._longest_first.get(text[at : at + 2], ()):
            form = text[at : at + size]
            known = len(form) == size and any(record != own for record in self._called(form))
            if known and self._stands(form, text, at, limit):
                return form
        return ""

    def _called(self, form: str) -> list[int]:
        """The records of this name, those that have it in full first."""
        return [*self._full.get(form, ()), *self._short.get(form, ())]

    def _stands(self, form: str, text: str, at: int, limit: int) -> bool:
        end = at + len(form)
        if end > limit:
            return False
        before, after = text[at - 1 : at] if at else "", text[end : end + 1]
        return not (_LATIN.match(form[0]) and _LATIN.match(before)) and not (_LATIN.match(form[-1]) and _LATIN.match(after))

    def misspelt(self, word: str) -> tuple[int, ...]:
        """The records whose name of one long word differs from this one by a single letter: Delinghua."""
        if len(word) < _LONG_WORD:
            return ()
        near = [form for form in self._words.get(word[:3], ()) if form != word and _one_letter_apart(form, word)]
        return tuple(dict.fromkeys(record for form in near for record in self._called(form)))

    @cached_property
    def _words(self) -> dict[str, list[str]]:
        """Names of one long word, by their first three letters."""
        found: dict[str, list[str]] = defaultdict(list)
        for form in (*self._full, *self._short):
            if len(form) >= _LONG_WORD and form.isalpha() and form.isascii():
                found[form[:3]].append(form)
        return found

    def parts(self, words: Iterable[str]) -> dict[int, frozenset[int]]:
        """Project → the other records whose names stand within its own: a programme of two cities holds both.

        Of the projects only those in whose name two of these words (names that were found, flat) stand.
        """
        wanted = tuple(dict.fromkeys(words))
        found: dict[int, frozenset[int]] = {}
        for record in self._book.records.values():
            if record.kind != "project":
                continue
            inside: set[int] = set()
            for name in (record.name.english, record.name.chinese):
                flat = _flat(name)
                if sum(word in flat for word in wanted) > 1:
                    inside.update(self._inside(flat, record.id))
            if len(inside) > 1:
                found[record.id] = frozenset(inside)
        return found

    def _inside(self, name: str, own: int) -> set[int]:
        found: set[int] = set()
        at = 0
        while at < len(name) - 1:
            form = self._longest(name, at, len(name), own)
            if form and form != name:
                found.add(next(other for other in self._called(form) if other != own))
            at += max(1, len(form) if form != name else 1)
        return found

    def words_of(self, record: int) -> tuple[frozenset[str], ...]:
        """The telling words of a record's English names, to be found apart from each other."""
        name = _flat(self._book.name_of(record).english)
        words = frozenset(word for word in _APART.split(re.sub(r"[()]", " ", name)) if len(word) > 3 and word.isalpha())
        return (words,) if len(words) > 2 else ()


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether one letter more, less or another makes the one word the other."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    at = next((i for i, sign in enumerate(short) if sign != long[i]), len(short))
    return short[at:] == long[at + 1 :] or short[at + 1 :] == long[at + 1 :]


def find_names(article: Article, names: Names) -> tuple[FoundName, ...]:
    """All names of the article, in order; a long word with a capital that misses one by a letter counts as it."""
    found: list[FoundName] = []
    for paragraph in article.paragraphs:
        known = names.find(article.flat, paragraph.start, paragraph.end)
        for word in _CAPITAL.finditer(article.text, paragraph.start, paragraph.end):
            part = Part(word.start(), word.end())
            if not any(name.meets(part) for name in known) and (records := names.misspelt(word[0].lower())):
                found.append(FoundName(part.start, part.end, records, False))
        found += known
    return tuple(sorted(found, key=lambda name: name.start))
