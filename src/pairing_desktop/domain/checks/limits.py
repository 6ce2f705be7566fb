"""The limits of the rules, read once from resources/checks/limits.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from pairing_desktop.data import RESOURCES


@dataclass(frozen=True)
class Range:
    """What no figure of an indicator can leave, in its unit."""

    measure: str
    low: float
    high: float
    why: str


@dataclass(frozen=True)
class Ratio:
    """What one figure divided by another must give; `inverse` divides the other way round."""

    measure: str
    per: str
    low: float
    high: float
    why: str
    only: str = ""
    inverse: bool = False
    within_a_year: bool = False
    around: bool = False  # the divisor is that of the place around the record
    industries: tuple[str, ...] = ()
    times: float = 1.0  # the quotient is shown times this, in `unit`
    unit: str = ""


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((RESOURCES / "checks" / "limits.toml").read_text(encoding="utf-8"))


def limit(*path: str) -> Any:
    """The number, list or table at this place of the file: limit("sisters", "factor")."""
    found: Any = _table()
    for name in path:
        found = found[name]
    return found


@cache
def ranges() -> dict[str, Range]:
    """By the short name of the indicator."""
    return {row["measure"]: Range(**row) for row in _table()["range"]}


@cache
def ratios() -> tuple[Ratio, ...]:
    return tuple(
        Ratio(**{"low": 0.0, **row, "industries": tuple(row.get("industries", ()))}) for row in _table()["ratio"]
    )
