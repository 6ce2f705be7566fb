"""Two records that are one: what stands in each, which value stays, what moves to the one that is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pairing_desktop.domain.drafts import Pick
from pairing_desktop.domain.kinds import RECORD_KINDS, Kind
from pairing_desktop.domain.language import Language, mark
from pairing_desktop.domain.problems import Conflict

MERGED = mark("Merged {name} into {other}")
APART = mark("Taken apart again: {name} and {other}")
NOT_THE_SAME = mark("Not the same: {name} and {other}")
SAME_RECORD = "same_record"  # the rule under which a pair is set aside
MERGEABLE = frozenset(kind.name for kind in RECORD_KINDS)
SOURCE = "source_key"  # the group whose values are places in sources: all are kept, in one order or the other
_BEHIND = {"capacity_unit": "capacity", "locator": "source_key"}  # fields that mean nothing without another


@dataclass(frozen=True)
class Side:
    """One of the two.  `values` are as exported, `linked` what its links point to by field, `moves` what hangs on it: what
    kind of thing (marked) and how many of it."""

    pick: Pick
    rev: int
    values: Mapping[str, str]
    linked: Mapping[str, Pick]
    moves: tuple[tuple[str, int], ...]

    @property
    def weight(self) -> int:
        """How much hangs on it."""
        return sum(count for _, count in self.moves)


@dataclass(frozen=True)
class SideBySide:
    """Both records; `obstacle` says why they cannot be merged, None when they can."""

    kind: str
    sides: tuple[Side, Side]
    same: int = 0  # claims that both have from the same place in the same source
    obstacle: Conflict | None = None


@dataclass(frozen=True)
class MergeRequest:
    """`kept` stays, `gone` leads to it from then on.  `taken` names the groups (by their first field) of which the value
    of the one that goes is kept.  The revisions are those that were looked at."""

    kind: str
    kept: int
    kept_rev: int
    gone: int
    gone_rev: int
    taken: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Merged:
    """A record that was merged into another: when (UTC, ISO 8601), by whom and in which operation."""

    pick: Pick
    at: str
    who: str
    operation_id: int


@dataclass(frozen=True)
class Led:
    """Where a record that was merged away leads to now."""

    asked: Pick
    found: Pick


class NotApart(Conflict):
    """What was merged cannot be taken apart: a row of `kind` (marked) was changed since."""

    def message(self, language: Language) -> str:
        return language.tr(self.text, **{**self.values, "kind": language.tr(str(self.values["kind"]))})


def groups(kind: Kind) -> tuple[tuple[str, ...], ...]:
    """The fields of which one value or the other stays, those that mean something only together in one group."""
    found: dict[str, list[str]] = {}
    for one in kind.fields:
        if one.name != "key":
            found.setdefault(one.precision or _BEHIND.get(one.name, one.name), []).append(one.name)
    return tuple(tuple(names) for names in found.values())


def is_stated(kind: Kind, group: tuple[str, ...], values: Mapping[str, str]) -> bool:
    """Whether a record says anything in this group; how precisely a date is known says nothing without one."""
    precisions = {one.precision for one in kind.fields}
    return any(values.get(name, "") for name in group if name not in precisions)


def differs(group: tuple[str, ...], one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether the two say something else in this group."""
    return any(one.get(name, "") != other.get(name, "") for name in group)


def suggested(kind: Kind, kept: Mapping[str, str], gone: Mapping[str, str]) -> frozenset[str]:
    """The groups that only the record that goes states."""
    return frozenset(
        group[0] for group in groups(kind) if is_stated(kind, group, gone) and not is_stated(kind, group, kept)
    )
