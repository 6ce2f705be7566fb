"""What an indicator may say of itself: the unit it is kept in, what that measures, whether it counts a stock or a flow."""

from collections.abc import Iterator, Mapping

from pairing_desktop.domain.language import Language, mark
from pairing_desktop.domain.problems import FieldProblem
from pairing_desktop.domain.units import dimension_of, match_unit
from pairing_desktop.domain.vocabulary import DIMENSION, UNIT, label

TEXT = "text"  # the dimension of what is told in words
_NO_FLOW = frozenset({TEXT, "date", "angle", "price"})  # neither counted at a moment nor in a period
_DIMENSIONS: dict[str, tuple[str, ...]] = {  # by what a unit is of, then by the unit itself; the usual one first
    "energy": ("energy",), "power": ("power",), "yuan": ("money",), "dollar": ("money",), "mass": ("mass",),
    "length": ("length",), "area": ("area",), "duration": ("duration",), "ratio": ("ratio",), "angle": ("angle",),
    "count": ("count",), "day": ("duration", "count"), "year": ("duration", "date"), "h/yr": ("duration",),
    "t/yr": ("mass flow",), "kg/d": ("mass flow",), "Nm3/h": ("volume flow",), "kWh/m2": ("irradiation",),
    "MJ/m2": ("irradiation",), "CNY/kWh": ("price",), "CNY/USD": ("price",),
}


def dimensions_of(unit: str) -> tuple[str, ...]:
    """What figures in this unit may measure, the usual one first; what has no unit is told in words.

    >>> dimensions_of("kWh"), dimensions_of("day"), dimensions_of("sheep"), dimensions_of("")
    (('energy',), ('duration', 'count'), ('count',), ('text',))
    """
    if not unit:
        return (TEXT,)
    return _DIMENSIONS.get(unit) or _DIMENSIONS[dimension_of(unit)]


def settled(values: Mapping[str, str]) -> dict[str, str]:
    """The values of an indicator with the dimension that follows from its unit, where none is given."""
    unit = values.get("unit", "")
    if unit and values.get("dimension") == "":
        return {**values, "dimension": dimensions_of(unit)[0]}
    return dict(values)


class _Kept(FieldProblem):
    """Names the unit that figures are kept in as each language does."""

    def message(self, language: Language) -> str:
        kept = str(self.values["kept"])
        return language.tr(self.text, **{**self.values, "kept": label("unit", kept, language) or kept})


def problems(values: Mapping[str, str]) -> Iterator[FieldProblem]:
    """What is wrong with unit and dimension of an indicator; the values are complete."""
    unit, dimension = values["unit"], values["dimension"]
    if not dimension:
        return
    if dimension == TEXT:
        if unit:
            yield FieldProblem("unit", mark("An indicator that is told in words has no unit."), {})
        return
    if not unit:
        yield FieldProblem("unit", mark("Choose the unit in which the figures are kept."), {})
        return
    kept = _kept(unit)
    if kept:
        printed = mark("Figures printed in “{unit}” are kept in “{kept}”: choose that unit.")
        yield _Kept("unit", printed, {"unit": unit[:60], "kept": kept})
    elif dimension in DIMENSION and dimension not in dimensions_of(unit):
        yield FieldProblem("dimension", mark("Figures in this unit do not measure that."), {})
    elif unit not in UNIT:
        own = mark("“{unit}” is none of the known units: its figures are counted as whole things, under this word.")
        yield FieldProblem("unit", own, {"unit": unit[:60]}, is_error=False)
    if dimension not in _NO_FLOW and not values["flow"]:
        ask = mark("Say whether it counts what there is at a moment or what happens in a period.")
        yield FieldProblem("flow", ask, {}, is_error=False)


def _kept(unit: str) -> str:
    """Under which unit figures in a printed one are kept; "" for a unit that is kept itself or is not known."""
    if unit in UNIT:
        return ""
    found = match_unit(unit)
    return found[0].kept if found is not None and found[1] == len(unit) and found[0].kept != unit else ""
