"""What a search over everything finds: hits by kind, the best first, each with how well it fits and why."""

from dataclasses import dataclass
from enum import IntEnum

from pairing_desktop.domain.drafts import Pick


class Fit(IntEnum):
    """How well a row fits what was typed; smaller is better."""

    EXACT = 0  # it is called so
    FIGURE = 1  # it states this figure
    BEGINS = 2  # a name begins so
    WORD = 3  # every word stands in its names
    TEXT = 4  # somewhere in its texts
    SIMILAR = 5  # one letter or one character of the same sound is another


@dataclass(frozen=True)
class Hit:
    """A row that was found.  `alias` is the other name that fits, `passage` the words around what fits in a text."""

    pick: Pick
    fit: Fit
    alias: str = ""
    passage: str = ""


@dataclass(frozen=True)
class Group:
    """The hits of one kind; `count` of all of them, at least so many when `more` is set."""

    kind: str
    hits: tuple[Hit, ...]
    count: int
    more: bool = False


@dataclass(frozen=True)
class Hits:
    """Everything found, the kind with the best hit first.

    `trashed` rows fit too but lie in the trash.  `meant` is what was searched for instead when nothing is written as
    typed.
    """

    groups: tuple[Group, ...] = ()
    trashed: int = 0
    meant: str = ""

    @property
    def picks(self) -> tuple[Pick, ...]:
        """The rows shown, group after group."""
        return tuple(hit.pick for group in self.groups for hit in group.hits)
