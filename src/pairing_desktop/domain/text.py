"""Text as it comes in: cleaned of what nobody can see, folded for comparison."""

import re
import unicodedata
from dataclasses import dataclass

from pairing_desktop.domain.language import Language, mark
from pairing_desktop.domain.problems import Problem

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_WIDTH = {sign: sign - 0xFEE0 for sign in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_SURROGATE = re.compile("[\ud800-\udfff]")


class TextProblem(Problem, ValueError):
    """Text that cannot be stored; `message(language)` says why."""


@dataclass(frozen=True)
class Cleaned:
    """`text` ready to store; how many invisible marks and control characters were taken out of it."""

    text: str
    invisible: int = 0
    controls: int = 0

    def told(self, language: Language) -> str:
        """What was removed, in one sentence; empty when nothing was."""
        n = self.invisible + self.controls
        if not n:
            return ""
        return language.plural(
            "{n} invisible character was removed.", "{n} invisible characters were removed.", n
        )


def clean(text: str) -> Cleaned:
    """NFC, line ends as \\n, trimmed, without zero-width marks, direction marks and control characters.

    Newline and tab stay.  Raises TextProblem for broken characters (lone surrogates), which no file can hold.
    """
    if is_clean(text):
        return Cleaned(text.strip())
    if _SURROGATE.search(text):
        raise TextProblem(mark("The text holds a broken character. Type it again without it."))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text, invisible = _INVISIBLE.subn("", text)
    text, controls = _CONTROLS.subn("", text)
    return Cleaned(unicodedata.normalize("NFC", text).strip(), invisible, controls)


def is_clean(text: str) -> bool:
    """Whether `clean` would only trim the text, as with most texts there are."""
    return text.isprintable() and (text.isascii() or unicodedata.is_normalized("NFC", text))


def half_width(text: str) -> str:
    """Full-width digits, letters, punctuation and spaces as half-width ones, runs of space as one, trimmed.

    Unlike NFKC it leaves signs alone that mean something else than their plain twin (10², ½, ㎡).
    """
    if text.isascii():
        return " ".join(text.split())
    return " ".join(_INVISIBLE.sub("", text).translate(_WIDTH).split())


def narrow(text: str) -> str:
    """Full-width digits, letters and punctuation as half-width ones, one for one: places in the text stay what they are."""
    return text.translate(_WIDTH)


def fold(text: str) -> str:
    """The folding of search: NFKC, case folded, no invisible marks, runs of space as one.

    Traditional characters stay as they are.
    """
    if text.isascii():
        return " ".join(text.casefold().split())
    plain = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold()
    return " ".join(unicodedata.normalize("NFKC", plain).split())


def too_long(text: str, limit: int) -> bool:
    """Whether the text has more than `limit` characters."""
    return len(text) > limit
