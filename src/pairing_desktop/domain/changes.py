"""What a write says to the rest of the program: an operation was done and these rows changed."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class ChangeSet:
    """The rows one operation inserted or changed.

    `operation_id` is 0 when nothing had to be written.  `rows` maps a kind's name ("projects", "claims", …) to the
    integer keys touched; `records` holds every record whose card may look different.  `label` names the operation
    with `values` for its place-holders: `domain.drafts.operation_text` says it in words.
    """

    operation_id: int
    label: str
    values: dict[str, str] = field(default_factory=dict)
    rows: Mapping[str, Set[int]] = field(default_factory=dict)
    records: Set[int] = frozenset()

    def joined(self, later: "ChangeSet") -> "ChangeSet":
        """Both together, named by the later one."""
        rows = {kind: self.rows.get(kind, frozenset()) | later.rows.get(kind, frozenset()) for kind in {*self.rows, *later.rows}}
        return replace(later, rows=rows, records=self.records | later.records)

    def touches(self, *kinds: str) -> bool:
        """Whether a row of one of these kinds changed."""
        return any(self.rows.get(kind) for kind in kinds)
