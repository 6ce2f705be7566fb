"""Names of people sent: what may be kept, and what erasing one means."""

from dataclasses import dataclass

from pairing_desktop.domain.drafts import Pick
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import Problem
from pairing_desktop.domain.text import clean

NAME_LIMIT = 80


@dataclass(frozen=True)
class Erasure:
    """Where a name stands: how many postings keep it, and the records (some of them named, and how many there are)
    whose own text holds it, which erasing leaves alone."""

    name: str
    postings: int
    texts: tuple[Pick, ...]
    text_count: int


def person_name(text: str) -> str:
    """A name as it is kept: on one line, without what nobody can see.  Raises Problem."""
    name = " ".join(clean(text).text.split())
    if not name:
        raise Problem(mark("Type a name."))
    if len(name) > NAME_LIMIT:
        raise Problem(mark("A name has at most {limit} characters."), limit=NAME_LIMIT)
    return name
