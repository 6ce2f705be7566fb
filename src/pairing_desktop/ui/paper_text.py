"""Text on paper: the chart fonts in Qt, measured without a device so that preview, printer and PDF break lines alike.

Everything is measured in points.  The painter draws at `UNITS` per point and lets its transformation do the rest.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QRawFont

from pairing_desktop.fonts import TWINS, families, font_files

UNITS = 20  # a point in font units: 8.5 pt are 170 pixels exactly
UNKNOWN = "□"
"""Stands for a sign that none of the fonts has."""

_NOT_FIRST = frozenset("，。；：、！？）》〉」』】”’…％,.;:!?)]}%–—-")
_NOT_LAST = frozenset("（《〈「『【“‘([{")
_AFTER_DIGITS = frozenset("年月日时分万亿千百个")


@cache
def register_fonts() -> tuple[QRawFont, ...]:
    """Make the fonts known to Qt, once; gives them for asking what they hold.  Needs a QGuiApplication."""
    files = font_files()
    for path in files:
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise OSError(f"the font {path} cannot be used")
    return tuple(QRawFont(str(path), 10.0) for path in files)


@lru_cache(maxsize=65536)
def _is_drawn(sign: str) -> bool:
    return any(font.supportsCharacter(ord(sign)) for font in register_fonts())


_AS_THEY_ARE: set[str] = set()  # signs seen that are shown unchanged: most texts hold no others


def legible(text: str) -> str:
    """The text as the fonts can show it, its lines kept: look-alikes by their commoner twin, radicals by their
    character, invisible signs left out, `UNKNOWN` for each sign that no font has."""
    if (text.isascii() and text.isprintable()) or _AS_THEY_ARE.issuperset(text):
        return text
    shown = []
    for sign in text:
        as_it_is = sign
        code = ord(sign)
        if 0x2E80 <= code < 0x2FE0 or 0xF900 <= code < 0xFB00:
            sign = unicodedata.normalize("NFKC", sign)
        sign = TWINS.get(sign, sign)
        if sign == "\n":
            shown.append(sign)
        elif sign.isspace() and sign != "\u3000":
            shown.append(" ")
        elif unicodedata.category(sign[0]) not in ("Cc", "Cf", "Cs") and not 0xFE00 <= code <= 0xFE0F:
            shown.append(sign if all(_is_drawn(one) for one in sign) else UNKNOWN)
            if shown[-1] == as_it_is:
                _AS_THEY_ARE.add(as_it_is)
    return "".join(shown)


class Face:
    """Fonts at one size: for each sign the first of the families that has it."""

    def __init__(self, names: Sequence[str], size: float) -> None:
        register_fonts()
        self.size = size
        self.font = QFont(list(names))
        # What is not set here a painter takes from the window's font.
        self.font.setFeature(QFont.Tag("pwid"), 0)
        self.font.setWeight(QFont.Weight.Normal)
        self.font.setItalic(False)
        self.font.setKerning(True)
        self.font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.0)
        self.font.setPixelSize(round(size * UNITS))
        self.font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        self._metrics = QFontMetricsF(self.font)
        self._advances: dict[str, float] = {}
        self._pieces: dict[str, float] = {}

    @property
    def leading(self) -> float:
        """From one line to the next, in points."""
        return self.size * 1.45

    @property
    def ascent(self) -> float:
        """From the top of a line to its baseline: the middle of letters stands in the middle of the line."""
        return self.size * 1.09

    def wide(self, text: str) -> float:
        """Width of one line of legible text in points."""
        known = self._pieces.get(text)
        if known is not None:
            return known
        try:
            width = sum(map(self._advances.__getitem__, text))
        except KeyError:
            width = self._measured(text)
        if len(self._pieces) < 20000:
            self._pieces[text] = width
        return width

    def _measured(self, text: str) -> float:
        """The width of a text with signs that were not measured yet, or that do not stand alone."""
        if any("\u0300" <= sign <= "\u036f" or "\u0590" <= sign <= "\u1cff" for sign in text):  # shaped
            return self._metrics.horizontalAdvance(text) / UNITS
        for sign in text:
            if sign not in self._advances:
                self._advances[sign] = self._metrics.horizontalAdvance(sign) / UNITS
        return sum(self._advances[sign] for sign in text)

    def ink(self, text: str) -> tuple[float, float, float]:
        """Width, and how far the drawn letters reach above and below the baseline, in points."""
        box = self._metrics.tightBoundingRect(text)
        return self._metrics.horizontalAdvance(text) / UNITS, -box.top() / UNITS, box.bottom() / UNITS

    def wrap(self, text: str, room: float) -> list[str]:
        """Lines of at most `room` points, never fewer signs than the text has: a word longer than a line is divided."""
        lines: list[str] = []
        for part in text.split("\n"):
            if self.wide(part) <= room:
                lines.append(part)
            else:
                lines += self._broken(part, room)
        return lines

    def longest_word(self, text: str) -> float:
        """Width of the widest piece that is not divided without need."""
        return max((self.wide(piece.rstrip()) for piece in pieces(text)), default=0.0)

    def _broken(self, text: str, room: float) -> list[str]:
        lines: list[str] = []
        line, used = "", 0.0
        for piece in pieces(text):
            if line and used + self.wide(piece.rstrip()) > room:
                lines.append(line.rstrip())
                line, used = "", 0.0
            if not line and self.wide(piece.rstrip()) > room:
                *whole, piece = self._divided(piece, room)
                lines += whole
            line += piece
            used += self.wide(piece)
        if line.strip() or not lines:
            lines.append(line.rstrip())
        return lines

    def _divided(self, word: str, room: float) -> list[str]:
        parts: list[str] = []
        part, used = "", 0.0
        for sign in word:
            advance = self.wide(sign)
            if part and used + advance > room:
                parts.append(part)
                part, used = "", 0.0
            part += sign
            used += advance
        return [*parts, part]


_BREAKS_WITHIN = re.compile(r"[-/\]]")  # what a line may break after besides a space
_WORDS = re.compile(r"[^ ]+ *| +")


def pieces(text: str) -> list[str]:
    """Where a line may break: after spaces and hyphens, between [1] and [2], between Chinese characters, but not
    before closing punctuation nor after opening one, nor between "[1]" and "para 3"."""
    if text.isascii() and not _BREAKS_WITHIN.search(text):
        return _WORDS.findall(text)
    found: list[str] = []
    current = ""
    previous = ""
    for sign in text:
        if current and sign != " " and (
            (previous == " " and not current.endswith("] "))  # the number of a source stays with its place
            or (previous == "]" and sign == "[")
            or (
                sign not in _NOT_FIRST
                and previous not in _NOT_LAST
                and not (sign in _AFTER_DIGITS and previous.isdigit())
                and (_is_wide(sign) or _is_wide(previous) or (previous in "-–—/" and sign.isalpha()))
            )
        ):
            found.append(current)
            current = ""
        current += sign
        previous = sign
    if current:
        found.append(current)
    return found


@lru_cache(maxsize=65536)
def _is_wide(sign: str) -> bool:
    return ord(sign) > 0x2E7F and unicodedata.east_asian_width(sign) in "WF"


@cache
def face(language_code: str, size: float) -> Face:
    """The fonts of a language at this size in points."""
    return Face(families(language_code), size)
