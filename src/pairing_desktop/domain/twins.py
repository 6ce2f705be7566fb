"""A record on file that a new one may be."""

import re
from dataclasses import dataclass
from enum import Enum

from pairing_desktop.domain.drafts import Pick
from pairing_desktop.domain.language import mark

# What kind of company it is says little of which one it is.
_FORMS = re.compile(
    r"(股份有限公司|有限责任公司|有限公司|集团公司|集团|公司|[\s,.]+(co|company|ltd|limited|inc|corp|corporation|group|llc|gmbh))[\s.,]*$"
)


class Alike(Enum):
    """What is alike, in words (marked)."""

    CODE = mark("the same credit code")
    ADDRESS = mark("the same address")
    NAME = mark("the same name")
    SOUND = mark("a name that sounds the same")
    NEARLY = mark("nearly the same name")


@dataclass(frozen=True)
class Twin:
    pick: Pick
    alike: Alike


def bare(name: str) -> str:
    """A folded name without the words that say what form of company it is.

    >>> bare("浙江中控太阳能有限公司"), bare("cosin solar technology co., ltd.")
    ('浙江中控太阳能', 'cosin solar technology')
    """
    while (shorter := _FORMS.sub("", name).strip()) != name and shorter:
        name = shorter
    return name
