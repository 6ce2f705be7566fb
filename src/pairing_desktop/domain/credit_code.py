"""The unified social credit code of a company (GB 32100): 18 signs, of which the last follows from the others."""

from pairing_desktop.domain.text import half_width

SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # without I, O, S, V, Z, which are taken for digits
LENGTH = 18


def normal(text: str) -> str:
    """The code as it is kept: half-width capitals without blanks and hyphens."""
    return "".join(half_width(text).replace("-", "").split()).upper()


def wrong_sign(code: str) -> str:
    """The first sign that no code has, "" when all may stand in one."""
    return next((sign for sign in code if sign not in SIGNS), "")


def check_sign(code: str) -> str:
    """The last sign that follows from the first seventeen.

    >>> check_sign("91330100719541280")
    '9'
    """
    total = sum(SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(code[: LENGTH - 1]))
    return SIGNS[-total % 31]
