"""Units and what they measure."""

import csv

import pytest

from pairing_desktop.data import DATABASE
from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.indicators import dimensions_of
from pairing_desktop.domain.language import language
from pairing_desktop.domain.validation import normalise, validate
from pairing_desktop.domain.vocabulary import DIMENSION, UNIT


def problems(**values: str) -> dict[str, tuple[str, bool]]:
    """Message and gravity by field."""
    draft = normalise(Draft("measures", None, 0, {"name_en": "Sheep", "flow": "flow", "unit": "", "dimension": "", **values}))
    return {one.field: (one.message(language("en")), one.is_error) for one in validate(draft, None)}


def test_every_indicator_of_the_facts_is_right_as_it_stands() -> None:
    with (DATABASE / "seed" / "measures.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            draft = Draft("measures", None, 0, {**row, "flow": "stock"})
            assert normalise(draft) == draft, row["key"]
            assert not validate(draft, None), row["key"]


@pytest.mark.parametrize("unit", UNIT)
def test_every_known_unit_measures_something_that_has_a_name(unit: str) -> None:
    assert set(dimensions_of(unit)) <= set(DIMENSION)
    assert problems(unit=unit) == {}  # the dimension follows from it


@pytest.mark.parametrize(
    ("values", "field", "words", "is_error"),
    [
        ({"unit": "GWh"}, "unit", "kept in “kWh”", True),
        ({"unit": "公斤"}, "unit", "kept in “t”", True),
        ({"unit": "MW", "dimension": "energy"}, "dimension", "do not measure that", True),
        ({"dimension": "money"}, "unit", "Choose the unit", True),
        ({"unit": "MW", "dimension": "text"}, "unit", "has no unit", True),
        ({"unit": "MW", "dimension": "colour"}, "dimension", "not one of the choices", True),
        ({}, "dimension", "Dimension is missing.", True),
        ({"unit": "sheep"}, "unit", "none of the known units", False),
        ({"unit": "MW", "flow": ""}, "flow", "at a moment or", False),
        ({"unit": "MW", "name_en": ""}, "name_en", "Give a name", True),
        ({"unit": "MW", "name_en": "x" * 100_000}, "name_en", "too many", True),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(values: dict[str, str], field: str, words: str, is_error: bool) -> None:
    told, grave = problems(**values)[field]
    assert words in told and grave is is_error


def test_words_in_both_languages_are_units_and_dimensions() -> None:
    draft = normalise(Draft("measures", None, 0, {"name_zh": "羊", "unit": "千瓦时", "dimension": "能量", "flow": "流量"}))
    assert (draft.values["unit"], draft.values["dimension"], draft.values["flow"]) == ("kWh", "energy", "flow")
