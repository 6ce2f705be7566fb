"""The matching pipeline as a board: one column a stage, each with its projects, their count and their value."""

from array import array
from dataclasses import dataclass

from pairing_desktop.domain.vocabulary import STAGE

STAGES = ("", *STAGE)
"""Columns from left to right; "" holds projects whose stage nobody stated."""
LEAVING = ("ended", "cancelled")  # where nothing moves any more


@dataclass(frozen=True)
class Column:
    """`ids` are integer keys in the order of the list, `value` the exact sum in yuan of those that state an investment
    ("" when none does), `stated` how many do, `disputed` those on whose investment sources disagree."""

    stage: str
    ids: "array[int]"
    value: str
    stated: int
    disputed: frozenset[int]


def neighbour(stage: str, step: int) -> str | None:
    """The stage `step` columns to the right (negative: left); None beyond the ends."""
    at = STAGES.index(stage) + step
    return STAGES[at] if 0 <= at < len(STAGES) else None
