"""Search: two-character words of a folded text, how Chinese is read aloud, and the condition of a filter's text.

FTS5's own tokenizers find nothing for a two-character Chinese word, so the index holds every pair of neighbouring
letters or characters; a term of three or more is checked once more against the folded text.  Pinyin and initials are
written at saving, because pypinyin is too heavy for the way to the first paint.
"""

import re
from functools import cache, lru_cache
from itertools import chain
from operator import add
from typing import Any

from pairing_desktop.domain.text import fold
from pairing_desktop.domain.traditional import plain

WORD = re.compile(r"[^\W_]+")
CHINESE = re.compile(r"[\u3400-\u9fff]+")
LONGEST_TERM = 200
_SEPARATED = bytes(byte if byte > 127 or chr(byte).isalnum() else 32 for byte in range(256))  # ASCII signs as blanks
# Names whose usual reading the dictionary gets wrong.
_READINGS = {"都兰": "du lan", "乌兰": "wu lan", "茶卡": "cha ka", "都昌": "du chang"}


def words(folded: str) -> list[str]:
    """The runs of letters, digits and characters of a text: what `WORD` finds, in a quarter of its time."""
    found = folded.encode("utf-8", "surrogatepass").translate(_SEPARATED).decode("utf-8", "surrogatepass").split()
    return found if "".join(found).isalnum() else WORD.findall(folded)


def bigrams(folded: str) -> str:
    """Every pair of neighbouring characters within a word, each once, blank between them.

    >>> bigrams("光热 abc")
    '光热 ab bc'
    """
    return " ".join(dict.fromkeys(chain.from_iterable(map(_pairs, words(folded)))))


@lru_cache(maxsize=4096)  # the words that come again and again; a name's own number never does
def _pairs(word: str) -> tuple[str, ...]:
    return tuple(map(add, word, word[1:])) or (word,)


@cache
def _pinyin() -> Any:
    import pypinyin

    pypinyin.load_phrases_dict({name: [[part] for part in reading.split()] for name, reading in _READINGS.items()})
    return pypinyin


@lru_cache(maxsize=16_384)
def _spoken(run: str) -> tuple[str, ...]:
    """The syllables of a run of Chinese with their tones as digits: ("de2", "ling4", "ha1").

    Taken apart into words as pypinyin does; the words come again in other names, the whole name hardly ever.
    """
    return tuple(chain.from_iterable(map(_syllables, _word_cutter().cut(run))))


@lru_cache(maxsize=16_384)
def _syllables(word: str) -> tuple[str, ...]:
    return tuple(_pinyin().lazy_pinyin(word, style=_pinyin().Style.TONE3))


@cache
def _word_cutter() -> Any:
    _pinyin()  # whose readings of ours are words too
    from pypinyin.contrib import mmseg

    return mmseg.seg


def readings(text: str) -> tuple[str, str]:
    """Pinyin and initials of the Chinese in `text`: ("delingha", "dlh") for 德令哈, two empty strings without any."""
    if text.isascii():
        return "", ""
    runs = [_read(run) for run in CHINESE.findall(text)]
    return " ".join([pinyin for pinyin, _ in runs]), " ".join([initials for _, initials in runs])


@lru_cache(maxsize=16_384)
def _read(run: str) -> tuple[str, str]:
    syllables = [part.rstrip("12345") for part in _spoken(run)]
    return "".join(syllables), "".join([part[:1] for part in syllables])


def sort_keys(english: str, chinese: str) -> tuple[str, str]:
    """Keys that order a record's name in an English and in a Chinese list."""
    latin = fold(english) or readings(chinese)[0] or fold(chinese)
    if not chinese:
        return latin, latin
    tones = "".join(
        " ".join(_spoken(part)) + " " if CHINESE.match(part) else part
        for part in re.findall(r"[\u3400-\u9fff]+|[^\u3400-\u9fff]+", fold(chinese))
    )
    return latin, tones.strip()


def condition(text: str, kind: str = "") -> tuple[str, list[str]]:
    """SQL (a SELECT of doc) and its values for all rows that hold every blank-separated term of `text`, of all kinds or of
    one."""
    terms = plain(text[:LONGEST_TERM]).split()
    pairs = [pair for term in terms for word in WORD.findall(term) if len(word) > 1 for pair in bigrams(word).split()]
    checks = " AND ".join("instr(folded, ?)" for _ in terms) or "1"
    if not pairs:  # a single letter or only punctuation: nothing to look up
        return f"SELECT doc FROM search_text WHERE {checks}{' AND kind = ?' if kind else ''}", [*terms, *([kind] if kind else [])]
    match = " AND ".join(f'"{pair}"' for pair in dict.fromkeys(pairs)) + (f' AND "k{kind}"' if kind else "")
    if all(len(term) == 2 and WORD.fullmatch(term) for term in terms):
        return "SELECT rowid AS doc FROM search_index WHERE search_index MATCH ?", [match]
    return (
        "SELECT doc FROM search_text WHERE doc IN (SELECT rowid FROM search_index WHERE search_index MATCH ?) "
        f"AND {checks}",
        [match, *terms],
    )
