"""Merging two records that are one, taking them apart again, and saying of two that they are not the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.drafts import Draft, Pick
from pairing_desktop.domain.duplicates import Duplicates
from pairing_desktop.domain.kinds import KINDS, FieldType, Kind
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.merging import (
    APART,
    MERGEABLE,
    MERGED,
    NOT_THE_SAME,
    SAME_RECORD,
    SOURCE,
    Led,
    Merged,
    MergeRequest,
    Side,
    SideBySide,
    groups,
)
from pairing_desktop.domain.problems import Conflict, InvalidDraft, Problem
from pairing_desktop.domain.validation import normalise
from pairing_desktop.operations.judging import errors_of
from pairing_desktop.store import cards, exports, merged, merging, row_lookup, rows, writing
from pairing_desktop.store.database import Connection
from pairing_desktop.store.writing import Operation


class MergeQuestions:
    """Questions to one open file; see `Questions.merging`."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def side_by_side(self, kind: str, one: int, two: int) -> SideBySide:
        """Both records, what hangs on each, and why they cannot be merged.  Raises Problem where they cannot be shown."""
        why = merging.obstacle(self._db, kind, one, two)
        if why is not None and (one == two or kind not in KINDS or not KINDS[kind].is_record):
            raise why
        same = len(merging.same_claims(self._db, one, two))
        return SideBySide(kind, (self._side(KINDS[kind], one), self._side(KINDS[kind], two)), same, why)

    def _side(self, kind: Kind, row_id: int) -> Side:
        values = rows.values(self._db, kind, row_id)
        linked: dict[str, Pick] = {}
        for field in kind.fields:
            if field.type is FieldType.LINK and values[field.name]:
                found = row_lookup.by_key(self._db, KINDS[field.link], [values[field.name]])[values[field.name]]
                linked[field.name] = cards.pick(self._db, field.link, found)
        return Side(
            cards.pick(self._db, kind.name, row_id), exports.revision(self._db, kind, row_id)[0], values, linked,
            merging.hanging(self._db, kind, row_id),
        )

    def led(self, kind: str, row_id: int) -> Led | None:
        """Where a record that was merged away leads to; None for one that was not."""
        if kind not in KINDS or not KINDS[kind].is_record:
            return None
        found = merged.survivors(self._db, [row_id]).get(row_id)
        return None if found is None else Led(cards.pick(self._db, kind, row_id), cards.pick(self._db, kind, found))

    def led_by_key(self, kind: str, key: str) -> Led | None:
        """As `led`, for a short name."""
        row_id = row_lookup.by_key(self._db, KINDS[kind], [key], follow=False).get(key)
        return None if row_id is None else self.led(kind, row_id)

    def merged_into(self, kind: str, row_id: int) -> tuple[Merged, ...]:
        """The records that were merged into this one, the last first."""
        return merging.merged_into(self._db, kind, row_id)

    def duplicates(self, kind: str, told: Callable[[int, int], None] = lambda done, total: None) -> Duplicates:
        """The pairs of a kind that may be one record, the surest first, without those that were set aside.

        `told` hears how many of how many records were looked at; when it raises, that is the end.
        """
        from pairing_desktop.store import duplicates

        return duplicates.find(self._db, KINDS[kind], told)


class MergeCommands:
    """Commands on one open file; see `Commands.merging`."""

    def __init__(self, connection: Connection, who: str, unit: str) -> None:
        self._db = connection
        self._who = who
        self._unit = unit

    def merge(self, request: MergeRequest) -> ChangeSet:
        """Let one record go into the other, as one operation and one step of undo.

        Raises Conflict when they cannot be merged or one was changed since it was looked at, InvalidDraft when the chosen
        values do not go together; nothing is changed then.
        """
        why = merging.obstacle(self._db, request.kind, request.kept, request.gone)
        if why is not None:
            raise why
        kind = KINDS[request.kind]
        if exports.revision(self._db, kind, request.gone)[0] != request.gone_rev:
            raise Conflict(mark("One of the two was changed since you opened them. Nothing was merged."))
        before, other = (rows.values(self._db, kind, row_id) for row_id in (request.kept, request.gone))
        values = {
            name: other[name] for group in groups(kind) if group[0] in request.taken and group[0] != SOURCE for name in group
        }
        draft = normalise(Draft(kind.name, request.kept, request.kept_rev, values))
        errors = errors_of(self._db, draft, before)
        if errors:
            raise InvalidDraft(mark("The chosen values do not go together. Nothing was merged."), errors)

        def work(operation: Operation) -> None:
            try:
                operation.raise_rev("record", request.kept, request.kept_rev)
            except Conflict:
                raise Conflict(mark("One of the two was changed since you opened them. Nothing was merged.")) from None
            rows.overwrite(operation, kind, request.kept, draft.values)
            merging.merge(
                operation, kind, request.kept, request.gone, names={**before, **draft.values}, before=before, other=other,
                first_source=SOURCE in request.taken,
            )

        return self._do(work, MERGED, self._names(kind.name, request.gone, request.kept))

    def apart(self, gone: int) -> ChangeSet:
        """Make two records again of one that was merged, as one operation.  Raises Conflict when that cannot be done."""
        row = merging.went(self._db, gone)
        if row is None:
            raise Conflict(mark("They were taken apart already."))
        kind, kept, merge_id = row
        if merged.survivor(self._db, gone) != kept:
            raise Conflict(mark("It was itself merged into another one later. Take that apart first; nothing was changed."))
        return self._do(lambda operation: merging.take_apart(operation, merge_id), APART, self._names(kind, gone, kept))

    def refuse_merged(self, kind: str, ids: Sequence[int]) -> None:
        """Raise Conflict when one of these lies in the trash because it was merged into another."""
        if kind in MERGEABLE and merged.survivors(self._db, ids):
            raise Conflict(mark("This record was merged into another one, which holds all of it now. Nothing was changed; "
                                "the card of the other one can take them apart again."))

    def not_the_same(self, kind: str, one: int, two: int, reason: str) -> ChangeSet:
        """Say that two records are not the same, so that they are not offered again.  Raises Problem without a reason."""
        reason = reason.strip()
        if not reason:
            raise Problem(mark("Write down why. The reason is kept with the history."))
        if one == two or merging.dismissed(self._db, SAME_RECORD, one, two):
            return ChangeSet(0, mark("Nothing to save"))
        first, second = sorted((one, two))
        row = {"rule": SAME_RECORD, "record_id": first, "others": merging.uid(self._db, second), "reason": reason}
        return self._do(lambda operation: operation.insert("dismissal", row), NOT_THE_SAME, self._names(kind, one, two))

    def _names(self, kind: str, one: int, two: int) -> dict[str, str]:
        """The names of two records as an operation keeps them, in both languages where they differ."""
        values = {}
        for name, row_id in (("name", one), ("other", two)):
            pick = cards.pick(self._db, kind, row_id)
            values[name] = pick.name_en or pick.name_zh
            if pick.name_zh and pick.name_zh != values[name]:
                values[f"{name}_zh"] = pick.name_zh
        return values

    def _do(self, work: Callable[[Operation], object], label: str, values: Mapping[str, str]) -> ChangeSet:
        def run(operation: Operation) -> None:
            work(operation)

        return writing.operate(self._db, run, label=label, values=values, who=self._who, unit=self._unit)
