"""Rows found by the figure that a text states: 142亿, 14.2 billion and 14,200,000,000 by 14200000000, 50兆瓦 by 50 MW."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pairing_desktop.domain.parsed import as_decimal
from pairing_desktop.domain.units import KEPT_UNITS, dimension_of, factor_of


@dataclass(frozen=True)
class Stated:
    """A figure: its value, the unit it is kept in ("" when none was said), the terms that stand beside it."""

    value: Decimal
    unit: str
    others: tuple[str, ...] = ()

    def twins(self) -> list[tuple[Decimal, str]]:
        """The same quantity in each kept unit of its dimension: 50 MW only in MW, 2 km2 in ha, mu and m2 too."""
        dimension = dimension_of(self.unit)
        if dimension in ("count", self.unit):
            return [(self.value, self.unit)]
        base = Fraction(self.value) * factor_of(self.unit)
        return [
            (as_decimal(base / factor_of(unit)), unit) for unit in KEPT_UNITS
            if dimension_of(unit) == dimension and _is_exact(base / factor_of(unit))
        ]


def _is_exact(value: Fraction) -> bool:
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def stated(terms: Sequence[str]) -> Stated | None:
    """The figure in these folded terms: the longest run of them that is nothing but one.  None without a figure."""
    from pairing_desktop.domain.quantities import QuantityProblem, parse_quantity

    if not any(sign.isdigit() or sign in "一二三四五六七八九十百千万亿" for term in terms for sign in term):
        return None
    for length in range(min(len(terms), 4), 0, -1):
        for at in range(len(terms) - length + 1):
            words = " ".join(terms[at:at + length])
            try:
                parsed = parse_quantity(words)
            except QuantityProblem:
                continue
            if len(terms) == length or parsed.unit or parsed.power:  # a bare number beside words is one of the words
                return Stated(parsed.value, parsed.unit, (*terms[:at], *terms[at + length:]))
    return None


_VALUES = {  # kind → (key, number, exact text, unit) of each place where it states figures, rows alive
    "claim": (
        ("id", "value_num", "value", "unit", "claim WHERE deleted_at IS NULL"),
        ("claim.id", "CAST(reading.value AS REAL)", "reading.value", "reading.unit",
         "reading JOIN claim ON claim.id = claim_id WHERE reading.deleted_at IS NULL AND printed = claim.value "
         "AND claim.deleted_at IS NULL"),
    ),
    "project": (
        ("id", "capacity_num", "capacity", "capacity_unit", "project JOIN record USING (id) WHERE deleted_at IS NULL"),
        ("id", "investment_num", "investment_cny", "'CNY'", "project JOIN record USING (id) WHERE deleted_at IS NULL"),
    ),
}


def rows(connection: sqlite3.Connection, kind: str, figure: Stated, limit: int) -> list[int]:
    """Integer keys of live rows of a kind that state this figure."""
    found: dict[int, None] = {}
    for value, unit in figure.twins() if figure.unit else [(figure.value, "")]:
        for key, number, text, of, source in _VALUES.get(kind, ()):
            sql = f"SELECT {key}, {text} FROM {source} AND {number} = ?" + (f" AND {of} = ?" if unit else "") + " LIMIT ?"
            for row_id, said in connection.execute(sql, (float(value), *((unit,) if unit else ()), limit)).fetchall():
                if Decimal(said) == value:  # the number is only the shadow of the text
                    found[row_id] = None
    return list(found)[:limit]
