"""A rule: what it is called, how grave what it finds can be, which help page says why, and the check itself."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pairing_desktop.domain.checks.book import FactBook
from pairing_desktop.domain.findings import Finding

Run = Callable[[FactBook, Iterable[int]], Iterator[Finding]]
"""Looks at the claims about some records (integer keys), among all facts of the book."""


@dataclass(frozen=True)
class Rule:
    """`group` says what kind of doubt it raises: magnitude, conflict, scope, time, place, source, sum.

    `title` is marked English.  `help` is the name of the help page, without its ending.
    """

    code: str
    title: str
    severity: str
    group: str
    run: Run

    @property
    def help(self) -> str:
        return f"check-{self.code.replace('_', '-')}"
