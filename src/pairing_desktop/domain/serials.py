"""Serials of registered pages: PD-2026-0147-K7.

Year, running number of the file, then two check signs in Crockford's base 32 (no I, L, O, U).  The first comes from
the page's uid and the hash of its data, so that a serial made up has one chance in 32; the second closes the whole, so
that any single wrong sign and any two neighbours swapped are noticed without asking the file.
"""

import hashlib
import re
import unicodedata

from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import Problem

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ALIKE = str.maketrans("OIL", "011")
_SHAPE = re.compile(rf"PD([0-9]{{4}})([0-9]{{4,9}})([{SIGNS}])([{SIGNS}])\Z")
_ATTEMPT = re.compile(r"PD[0-9OIL]{4}")


class SerialProblem(Problem):
    """What was typed is not a serial."""


def make_serial(year: int, number: int, uid: str, content_hash: str) -> str:
    """The serial of the page `uid` whose data has this hash (hex)."""
    drawn = SIGNS[hashlib.sha256(f"{uid} {content_hash}".encode()).digest()[0] % 32]
    body = f"{year:04}{number:04}{drawn}"
    return f"PD-{year:04}-{number:04}-{drawn}{_closing(body)}"


def read_serial(text: str) -> str:
    """The serial as it is printed, from what was typed: case, blanks and dashes do not matter, O is 0, I and L are 1.

    Raises SerialProblem when a sign is wrong or two are swapped.
    """
    plain = _plain(text)
    found = _SHAPE.match(plain[:2] + plain[2:].translate(_ALIKE))
    if found is None or _closing("".join(found.groups()[:3])) != found[4]:
        raise SerialProblem(
            mark("“{text}” is not a serial of a registered page: a sign is wrong, missing or swapped with its neighbour."),
            text=" ".join(text.split())[:40],
        )
    return f"PD-{found[1]}-{found[2]}-{found[3]}{found[4]}"


def is_attempt(text: str) -> bool:
    """Whether somebody is typing a serial, right or wrong."""
    return _ATTEMPT.match(_plain(text)) is not None


def _plain(text: str) -> str:
    return re.sub(r"[\s\-–—]+", "", unicodedata.normalize("NFKC", text)).upper()


def _closing(body: str) -> str:
    """The sign that makes the weighted sum over GF(32) zero.

    The weights are successive powers of a generator: all differ from 0 (single signs) and from each other (swaps).
    """
    total, weight = 0, 1
    for sign in reversed(body):
        weight = _times_generator(weight)
        total ^= _times(weight, SIGNS.index(sign))
    return SIGNS[total]


def _times_generator(value: int) -> int:
    """Multiply by x modulo x⁵ + x² + 1, whose powers run through all 31 values."""
    value <<= 1
    return value ^ 0b100101 if value & 0b100000 else value


def _times(one: int, other: int) -> int:
    product = 0
    while other:
        if other & 1:
            product ^= one
        one = _times_generator(one)
        other >>= 1
    return product
