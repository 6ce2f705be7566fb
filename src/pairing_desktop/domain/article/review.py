"""What a person sees of an article that was read: marks in the text and drafts to accept, change or drop."""

from dataclasses import dataclass

from pairing_desktop.domain.article.text import Article, Part
from pairing_desktop.domain.drafts import Pick
from pairing_desktop.domain.findings import Finding, Words
from pairing_desktop.domain.problems import FieldProblem, InvalidDraft


@dataclass(frozen=True)
class TextMark(Part):
    """A name, date or figure in the text; `line` is the number of the draft it became, None where it became none."""

    kind: str  # name, date, figure
    told: Words  # what it means
    line: int | None = None


@dataclass(frozen=True)
class Option:
    """An indicator or a record that may be meant, and why."""

    pick: Pick
    why: Words


@dataclass(frozen=True)
class Line(Part):
    """A draft of a claim.  `values` are those of a claim as exported, without its source; `confidence` is sure, likely or
    open (an indicator or a record has to be chosen).  `periods` are the dates that may be meant where they are several."""

    locator: str
    values: dict[str, str]
    confidence: str
    measures: tuple[Option, ...]
    subjects: tuple[Option, ...]
    periods: tuple[dict[str, str], ...]
    reasons: tuple[Words, ...]


@dataclass(frozen=True)
class Judgement:
    """What the file says to a draft: `findings` of the checks, `known` the claim of this source that says the same already
    (None when there is none), `also` how many claims of other sources say the same, `problems` what stops a save."""

    findings: tuple[Finding, ...] = ()
    known: Pick | None = None
    also: int = 0
    problems: tuple[FieldProblem, ...] = ()


@dataclass(frozen=True)
class Review:
    """An article that was read.  `leaning` counts the dates that need the day of publication, which is not known;
    `printed_day` is a day printed near its top (ISO), which may be that day, "" for none."""

    article: Article
    marks: tuple[TextMark, ...]
    lines: tuple[Line, ...]
    leaning: int = 0
    printed_day: str = ""


class LineRefused(InvalidDraft):
    """A draft of an article that cannot be saved; `line` is its number among those given, -1 for the source."""

    def __init__(self, text: str, problems: tuple[FieldProblem, ...], line: int) -> None:
        super().__init__(text, problems)
        self.line = line
