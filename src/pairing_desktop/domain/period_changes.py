"""Values of what happened in a stretch of time: what people changed in the file, taken together record by record.

What was changed and taken back within the period is no change; what was made and thrown away was never there.
"""

from dataclasses import dataclass

from pairing_desktop.domain.cards import ClaimLine
from pairing_desktop.domain.drafts import OperationLine
from pairing_desktop.domain.findings import Value

MADE, CHANGED, TRASHED, RESTORED = "made", "changed", "trashed", "restored"


@dataclass(frozen=True)
class FieldChange:
    """A field at the beginning and at the end of the period: values as exported, linked records by their names.

    Beside the fields of its kind a record has "participations", "source" and "alias"; there an empty side says that
    the whole was added or taken away.
    """

    field: str
    before: Value
    after: Value


@dataclass(frozen=True)
class RecordChange:
    """One record (or indicator) that is other than before.

    `what` is MADE, CHANGED, TRASHED or RESTORED; `at` (UTC, ISO 8601), `who` and `unit` are of the last act on it.
    """

    kind: str
    id: int
    name_en: str
    name_zh: str
    what: str
    fields: tuple[FieldChange, ...]
    at: str
    who: str
    unit: str


@dataclass(frozen=True)
class ClaimChange:
    """One figure as stated that is other than before; `claim` is how it stands now, with rivals and mark."""

    claim: ClaimLine
    what: str
    fields: tuple[FieldChange, ...]
    at: str
    who: str
    unit: str

    def before(self, field: str, now: str) -> str:
        """What a field said at the beginning of the period; `now` when it did not change."""
        return next((str(change.before) for change in self.fields if change.field == field), now)


@dataclass(frozen=True)
class BroughtIn:
    """Very many rows that came in with one act, counted by kind name instead of listed."""

    operation: OperationLine
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class PeriodChanges:
    """What was done in a period.

    `operations` is everything in the order in which it was done; `decisions` are those acts that say something about
    figures and still stand; `taken_back` counts the acts that were undone.
    """

    operations: tuple[OperationLine, ...]
    records: tuple[RecordChange, ...]
    claims: tuple[ClaimChange, ...]
    brought_in: tuple[BroughtIn, ...]
    decisions: tuple[OperationLine, ...]
    taken_back: int

    def of(self, *what: str) -> tuple[RecordChange, ...]:
        """The records to which this happened."""
        return tuple(record for record in self.records if record.what in what)
