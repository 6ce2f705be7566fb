"""How a chart is to look: language, colours, size; and the metrics of text in the one font of charts and paper."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from threading import RLock
from typing import Any, cast

from matplotlib import rc_context
from matplotlib.font_manager import FontProperties, fontManager, get_font
from matplotlib.ft2font import FT2Font, LoadFlags

from pairing_desktop.domain.language import Language
from pairing_desktop.domain.palette import LIGHT, Tokens
from pairing_desktop.fonts import TWINS, families, font_files

BODY, TITLE, SHEET_TITLE = 9.0, 9.75, 12.75  # points
_MEASURE_SIZE = 100.0  # pixels: at small sizes widths would be rounded


@dataclass(frozen=True)
class Context:
    """`small` is the form for the Overview; `paper` hatches what colour alone tells; `titled` whether title and
    subtitle are part of the picture; `title_size` in points."""

    language: Language
    tokens: Tokens = LIGHT
    small: bool = False
    paper: bool = False
    titled: bool = True
    title_size: float = SHEET_TITLE


def settings() -> dict[str, Any]:
    """The settings that Matplotlib reads while a figure is made and drawn; `with rc_context(settings())`."""
    return {
        "text.parse_math": False, "axes.unicode_minus": False, "hatch.linewidth": 0.8, "axes.linewidth": 0.8,
        "axes.axisbelow": True, "legend.frameon": False, "lines.linewidth": 1.5, "lines.markersize": 5,
        "svg.hashsalt": "pairing-desktop", "pdf.fonttype": 42, "path.sketch": None,
    }


_one_at_a_time = RLock()  # Matplotlib's settings are the process's, and a file may be drawn while the window draws


@contextmanager
def drawing() -> Iterator[None]:
    """The context in which figures are made, drawn and saved."""
    with _one_at_a_time, rc_context(cast(Any, settings())):
        yield


@contextmanager
def drawing_if_free() -> Iterator[bool]:
    """The same for who must not wait: False when a file is being drawn just now."""
    free = _one_at_a_time.acquire(blocking=False)
    try:
        if free:
            with rc_context(cast(Any, settings())):
                yield True
        else:
            yield False
    finally:
        if free:
            _one_at_a_time.release()


@cache
def _registered() -> dict[str, str]:
    """The files of the font's families, made known to Matplotlib, by family."""
    found = {}
    for path in font_files():
        fontManager.addfont(str(path))
        found[FT2Font(str(path)).family_name] = str(path)
    return found


def face(code: str) -> FT2Font:
    """The faces of a language, the later ones for what the first has not."""
    files = _registered()
    found: FT2Font = get_font([files[family] for family in families(code)])
    return found


@cache
def properties(code: str, size: float) -> FontProperties:
    """The font of a language at this size in points."""
    _registered()
    return FontProperties(family=list(families(code)), size=size)


@cache
def _glyphs(code: str) -> frozenset[int]:
    files = _registered()
    return frozenset().union(*(FT2Font(files[family]).get_charmap() for family in families(code)))


@lru_cache(maxsize=4096)
def legible(text: str, code: str) -> str:
    """The text as the font can show it: one line, without invisible signs, a hollow square for each missing one."""
    glyphs = _glyphs(code)
    shown = []
    for sign in text:
        sign = TWINS.get(sign, sign)
        if sign.isspace() and sign not in "\u00a0\u3000":
            shown.append(" ")
        elif unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Mn", "Me"):
            shown.append(sign if ord(sign) in glyphs else "□")
    return "".join(shown)


@lru_cache(maxsize=8192)
def width(text: str, code: str, size: float) -> float:
    """Width of one line in points."""
    return sum(_piece_width(piece, code) for piece in _pieces(text)) * size


@lru_cache(maxsize=16384)
def _piece_width(piece: str, code: str) -> float:
    """Width of a word with the spaces behind it, or of a Chinese letter, at the size of one point.  Nothing in the
    font draws letters together across the end of a piece."""
    found = face(code)
    found.clear()
    found.set_size(_MEASURE_SIZE, 72)
    found.set_text(piece, 0.0, flags=LoadFlags.NO_HINTING)
    return float(found.get_width_height()[0]) / 64 / _MEASURE_SIZE


def line_height(size: float) -> float:
    """From one line of text to the next, in points: Chinese letters are taller than Latin ones."""
    return round(size * 1.4, 2)


def shorten(text: str, code: str, size: float, room: float) -> str:
    """The text, or as much of it as fits `room` points, ended by an ellipsis."""
    if width(text, code, size) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle].rstrip() + "…", code, size) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…"


_NOT_FIRST = "，。；：、！？）》”’,.;:!?)]%"


@lru_cache(maxsize=16384)
def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in "WF"


def _pieces(text: str) -> list[str]:
    """Where a line may break: after spaces, between Chinese letters but not before closing punctuation."""
    pieces: list[str] = []
    begin, before, after_wide = 0, "", False
    for at, sign in enumerate(text):
        wide = _is_wide(sign)
        if at and sign != " " and (before == " " or ((wide or after_wide) and sign not in _NOT_FIRST)):
            pieces.append(text[begin:at])
            begin = at
        before, after_wide = sign, wide
    if text:
        pieces.append(text[begin:])
    return pieces


def wrap(text: str, code: str, size: float, room: float, lines: int) -> list[str]:
    """The text in at most `lines` lines of `room` points; the last one is shortened when the rest does not fit."""
    done: list[str] = []
    line, reach = "", 0.0
    pieces = _pieces(text[: lines * 400])  # no line holds more
    if len(text) > lines * 400:
        pieces.append("…")
    for index, piece in enumerate(pieces):
        own = width(piece, code, size)
        bare = own if piece[-1] != " " else width(piece.rstrip(), code, size)
        if not line or reach + bare <= room:
            line, reach = line + piece, reach + own
            continue
        if len(done) == lines - 1:
            line += "".join(pieces[index:])
            break
        done.append(shorten(line.rstrip(), code, size, room))
        line, reach = piece, own
    done.append(shorten(line.rstrip(), code, size, room))
    return done
