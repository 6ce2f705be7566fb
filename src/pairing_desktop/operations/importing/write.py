"""Writing what a plan says, as one operation: all of it or, when anything goes wrong, nothing."""

from collections.abc import Callable, Container, Mapping, Sequence

from pairing_desktop.domain import other_names
from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.figures import figure_key
from pairing_desktop.domain.importing import Planned, State
from pairing_desktop.domain.kinds import CLAIMS, ENTRIES, KINDS, SOURCES, Kind
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import Conflict
from pairing_desktop.operations.importing.judge import place_of
from pairing_desktop.operations.importing.plan import ImportPlan
from pairing_desktop.store import cards, nested_rows, row_lookup, rows
from pairing_desktop.store.adding import add
from pairing_desktop.store.import_templates import remember
from pairing_desktop.store.writing import Operation

Step = Callable[[int], None]
"""Told how many rows are written; raises to stop, and then nothing stays."""


def write(operation: Operation, plan: ImportPlan, skipped: Container[int], step: Step) -> int:
    """Write the new and changed rows but for the skipped ones (indices); returns how many.

    Raises Conflict when the file was changed since the rows were judged: what was looked at no longer holds.
    """
    if row_lookup.newest_operation(operation.connection) != plan.head + 1:  # ours is the one after it
        raise Conflict(
            mark("The file of facts was changed since these rows were looked at. Nothing was written; look at them again.")
        )
    kind = KINDS[plan.request.kind]
    cited = plan.request.source
    if cited is not None and cited.new:
        add(operation, SOURCES, [{**cited.new, "key": cited.key}])
    done = 0
    for portion in plan.to_write():
        wanted = [planned for index, planned in portion if index not in skipped]
        write_rows(operation, kind, wanted)
        for planned in wanted:
            if planned.state is State.CHANGED and cited is not None and "source_key" not in planned.values:
                _cite_also(operation, kind, planned, cited.key, plan)
        done += len(wanted)
        step(done)
    remember(operation.connection, plan.request)
    return done


def write_rows(operation: Operation, kind: Kind, wanted: Sequence[Planned]) -> list[int]:
    """New rows together, changed ones one by one; returns the integer keys of the new ones."""
    new = [planned for planned in wanted if planned.state is State.NEW]
    ids = add(operation, kind, [_without_rank(kind, planned) for planned in new])
    for planned in wanted:
        if planned.state is State.CHANGED:
            rows.save(operation, Draft(kind.name, planned.id, planned.rev, _without_rank(kind, planned)))
    if kind.listed:
        changed = [(planned.id, planned) for planned in wanted if planned.state is State.CHANGED]
        for row_id, planned in [*zip(ids, new, strict=True), *changed]:
            put_names(operation, kind, row_id, planned.values)
    if kind is CLAIMS:
        changed = [(planned.id, planned) for planned in wanted if planned.state is State.CHANGED]
        for claim_id, planned in [*zip(ids, new, strict=True), *changed]:
            rank = planned.values.get("rank", "")
            if rank and (planned.state is State.CHANGED or rank != "normal"):
                _rank(operation, claim_id, rank)
    return ids


def put_names(operation: Operation, kind: Kind, row_id: int, values: Mapping[str, str]) -> None:
    """Let a record have the other names that these values say, if they say something of them."""
    if other_names.FIELD in values:
        now = nested_rows.stored(operation.connection, kind, row_id)[other_names.FIELD]
        text = other_names.rows_for(kind, values[other_names.FIELD], now)
        nested_rows.save(operation, Draft(kind.name, row_id, 0, {other_names.FIELD: text}), row_id)


def _without_rank(kind: Kind, planned: Planned) -> dict[str, str]:
    if kind is not CLAIMS:
        return planned.values
    return {name: text for name, text in planned.values.items() if name != "rank"}


def _cite_also(operation: Operation, kind: Kind, planned: Planned, source_key: str, plan: ImportPlan) -> None:
    """A changed row keeps its first source and cites the one that changed it beside it."""
    if "source_key" in kind.columns and kind not in ENTRIES:  # an entry names one source, the one it has
        place = place_of(plan.request, planned.row)
        rows.cite_also(operation, kind, planned.id, source_key, place)


def _rank(operation: Operation, claim_id: int, rank: str) -> None:
    """What the file says about a claim's rank is a decision like any other."""
    claim = cards.claims(operation.connection, "claim", [claim_id])[0]
    operation.insert("decision", {
        "subject_id": claim.subject_id, "measure_id": claim.measure_id, "nature": claim.nature,
        "period_start": claim.period_start, "period_end": claim.period_end, "period_precision": claim.period_precision,
        "claim_id": claim_id, "choice": rank, "reason": mark("Brought in with a file"),
    })
    if rank == "preferred":
        for other in cards.claims(operation.connection, "subject", [claim.subject_id]):
            if other.rank == "preferred" and figure_key(other) == figure_key(claim):
                operation.update("claim", other.id, {"rank": "normal"})
    operation.update("claim", claim_id, {"rank": rank})
