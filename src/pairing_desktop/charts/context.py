"""How a chart is to look: language, colours, font, size; and the text metrics that follow from them."""

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from matplotlib import rc_context
from matplotlib.font_manager import FontProperties, get_font

from pairing_desktop.domain.language import Language
from pairing_desktop.domain.palette import LIGHT, Tokens

BODY, TITLE, SHEET_TITLE = 9.0, 9.75, 12.75  # points
_MEASURE_DPI = 720  # hinting at small sizes would round widths


@dataclass(frozen=True)
class Context:
    """`font` is the file of the one family used; `small` the form for the Overview; `paper` hatches what colour alone
    tells; `titled` whether title and subtitle are part of the picture; `title_size` in points."""

    language: Language
    font: Path
    tokens: Tokens = LIGHT
    small: bool = False
    paper: bool = False
    titled: bool = True
    title_size: float = SHEET_TITLE


def settings() -> dict[str, object]:
    """The settings that Matplotlib reads while a figure is made and drawn; `with rc_context(settings())`."""
    return {
        "text.parse_math": False, "axes.unicode_minus": False, "hatch.linewidth": 0.8, "axes.linewidth": 0.8,
        "axes.axisbelow": True, "legend.frameon": False, "lines.linewidth": 1.5, "lines.markersize": 5,
        "svg.hashsalt": "pairing-desktop", "pdf.fonttype": 42, "path.sketch": None,
    }


def drawing() -> rc_context:
    """The context in which figures are made, drawn and saved."""
    return rc_context(settings())


@cache
def _glyphs(font: Path) -> frozenset[int]:
    return frozenset(get_font(str(font)).get_charmap())


@lru_cache(maxsize=4096)
def legible(text: str, font: Path) -> str:
    """The text as the font can show it: one line, without invisible signs, a hollow square for each missing one."""
    glyphs = _glyphs(font)
    missing = "□" if ord("□") in glyphs else "?"
    shown = []
    for sign in text:
        if sign.isspace():
            shown.append(" ")
        elif unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Mn", "Me") or ord(sign) in glyphs:
            shown.append(sign if ord(sign) in glyphs else missing)
    return "".join(shown)


@cache
def properties(font: Path, size: float) -> FontProperties:
    """The font at this size in points."""
    return FontProperties(fname=str(font), size=size)


FEATURES = ("pwid",)
"""Font features of all text: else the quotation marks of a Chinese font stand a full em wide in English."""


@lru_cache(maxsize=8192)
def width(text: str, font: Path, size: float) -> float:
    """Width of one line in points."""
    face = get_font(str(font))
    face.clear()
    face.set_size(size, _MEASURE_DPI)
    face.set_text(text, 0.0)
    return float(face.get_width_height()[0]) / 64 * 72 / _MEASURE_DPI


def line_height(size: float) -> float:
    """From one line of text to the next, in points: Chinese letters are taller than Latin ones."""
    return round(size * 1.4, 2)


def shorten(text: str, font: Path, size: float, room: float) -> str:
    """The text, or as much of it as fits `room` points, ended by an ellipsis."""
    if width(text, font, size) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle].rstrip() + "…", font, size) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…"


_NOT_FIRST = "，。；：、！？）》”’,.;:!?)]%"


def _pieces(text: str) -> list[str]:
    """Where a line may break: after spaces, between Chinese letters but not before closing punctuation."""
    pieces: list[str] = []
    for sign in text:
        wide = unicodedata.east_asian_width(sign) in "WF"
        starts = not pieces or (
            (pieces[-1][-1] == " " and sign != " ")
            or ((wide or unicodedata.east_asian_width(pieces[-1][-1]) in "WF") and sign not in _NOT_FIRST and sign != " ")
        )
        if starts:
            pieces.append(sign)
        else:
            pieces[-1] += sign
    return pieces


def wrap(text: str, font: Path, size: float, room: float, lines: int) -> list[str]:
    """The text in at most `lines` lines of `room` points; the last one is shortened when the rest does not fit."""
    done: list[str] = []
    line = ""
    pieces = _pieces(text[: lines * 400])  # no line holds more
    if len(text) > lines * 400:
        pieces.append("…")
    for index, piece in enumerate(pieces):
        if not line or width((line + piece).rstrip(), font, size) <= room:
            line += piece
            continue
        if len(done) == lines - 1:
            line += "".join(pieces[index:])
            break
        done.append(shorten(line.rstrip(), font, size, room))
        line = piece
    done.append(shorten(line.rstrip(), font, size, room))
    return done
