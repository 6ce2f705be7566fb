"""Values of the bench: all claims on one figure side by side, what was found about them and what people decided."""

from dataclasses import dataclass

from pairing_desktop.domain.cards import CitationLine, ClaimLine, Figure, Link
from pairing_desktop.domain.findings import Finding

CHOICES = ("preferred", "normal", "deprecated", "unsettled")
RELATIONS = ("same", "other_scope", "part_of", "corrects", "supersedes", "disputes")


@dataclass(frozen=True)
class ReadingLine:
    """An accepted reading: how the printed number is understood, by whom and why.

    `name` is the code of the reading, `factor` what the printed value is multiplied by ("0.01", "1/15"), `value` the
    result as a canonical decimal in `unit`.  `at` is UTC, ISO 8601.
    """

    id: int
    claim_id: int
    name: str
    factor: str
    value: str
    unit: str
    reason: str
    at: str
    who: str


@dataclass(frozen=True)
class DecisionLine:
    """What somebody decided about a figure: `choice` is one of CHOICES, `claim_id` and `claim_key` the claim it is
    about (None and "" for "unsettled").  `stands` says that no later decision on the same claim or figure replaced it.
    """

    id: int
    choice: str
    claim_id: int | None
    claim_key: str
    value_as_stated: str
    nature: str
    period_start: str
    period_end: str
    period_precision: str
    reason: str
    at: str
    who: str
    stands: bool = True


@dataclass(frozen=True)
class RelationLine:
    """How a claim stands to another: `relation` is one of RELATIONS, read "claim – relation – other".

    `outgoing` is False when the line is seen from the other claim.  `claim_id` and `claim_key` name the claim at the
    far end.  The reason of a relation that came with the facts is empty.
    """

    id: int
    relation: str
    outgoing: bool
    claim_id: int
    claim_key: str
    reason: str
    at: str
    who: str


@dataclass(frozen=True)
class FindingLine:
    """A finding with the rows it is about (integer keys, None where there is none) and how it was answered.

    `dismissed` is the reason somebody gave for setting it aside, None while it is open; `claims` counts the claims that
    state the same figure and `charts` names the standard charts that draw it: what depends on the answer.
    """

    finding: Finding
    claim_id: int | None
    record_id: int | None
    record_kind: str
    subject_en: str
    subject_zh: str
    measure_id: int | None = None
    measure_en: str = ""
    measure_zh: str = ""
    claims: int = 0
    charts: tuple[str, ...] = ()
    dismissed: str | None = None
    dismissed_by: str = ""
    dismissed_at: str = ""

    @property
    def is_open(self) -> bool:
        return self.dismissed is None


@dataclass(frozen=True)
class BenchClaim:
    """One claim on the bench.

    `low` and `high` are what its digits leave open, after the accepted reading; `printed_low` and `printed_high` the
    same of the print.  Canonical decimals in the claim's unit, empty where the statement is open on that side or has
    no value.  `derives_from` are the sources that its own source took over (integer keys, names).
    """

    claim: ClaimLine
    low: str
    high: str
    printed_low: str
    printed_high: str
    reading: ReadingLine | None
    findings: tuple[FindingLine, ...]
    relations: tuple[RelationLine, ...]
    citations: tuple[CitationLine, ...]
    derives_from: tuple[Link, ...]

    @property
    def open_findings(self) -> tuple[FindingLine, ...]:
        return tuple(line for line in self.findings if line.is_open)


@dataclass(frozen=True)
class Bench:
    """Everything known about one indicator of one record.

    `claims` stand with the questioned ones first (worst finding), then the latest period first; `figures` are the same
    claims taken together, by period; `elsewhere` are claims about other indicators or records that these are related
    to; `decisions` the newest first, those that were replaced included.
    """

    subject_id: int
    subject_kind: str
    subject_en: str
    subject_zh: str
    measure_id: int
    measure_key: str
    measure_en: str
    measure_zh: str
    unit: str
    flow: str
    claims: tuple[BenchClaim, ...]
    figures: tuple[Figure, ...]
    elsewhere: tuple[ClaimLine, ...]
    decisions: tuple[DecisionLine, ...]
    subject: str  # KIND/KEY of the record


@dataclass(frozen=True)
class Progress:
    """How far a check of the whole file has come: records looked at, of how many; `findings` found so far.

    `changed` says, when `is_done`, that the file's findings are not what they were before."""

    done: int
    total: int
    findings: int = 0
    changed: bool = False
    is_done: bool = False
