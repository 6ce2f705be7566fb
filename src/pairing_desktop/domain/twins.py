"""A record on file that a new one may be."""

from dataclasses import dataclass
from enum import Enum

from pairing_desktop.domain.drafts import Pick
from pairing_desktop.domain.language import mark


class Alike(Enum):
    """What is alike, in words (marked)."""

    CODE = mark("the same credit code")
    NAME = mark("the same name")
    SOUND = mark("a name that sounds the same")
    NEARLY = mark("nearly the same name")


@dataclass(frozen=True)
class Twin:
    pick: Pick
    alike: Alike
