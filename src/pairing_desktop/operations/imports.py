"""Bringing in a table: every row is new, changed, the same or refused, and one import is one operation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.figures import figure_key
from pairing_desktop.domain.kinds import CLAIMS, FieldType, Kind
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import FieldProblem, InvalidDraft
from pairing_desktop.domain.validation import normalise
from pairing_desktop.operations.judging import errors_of
from pairing_desktop.store import cards, exports, rows
from pairing_desktop.store.database import Connection
from pairing_desktop.store.writing import Operation


@dataclass(frozen=True)
class Refusal:
    """A row of the file that was not taken, and why."""

    row: int
    column: str
    problem: FieldProblem


@dataclass
class Outcome:
    """How many rows an import found of each sort."""

    new: int = 0
    changed: int = 0
    same: int = 0
    refused: list[Refusal] = field(default_factory=list)


def key_of(kind: Kind, values: Mapping[str, str]) -> str:
    """The short name a row goes by: participations have a composed one."""
    if kind.name == "participations":
        return "/".join(values.get(name, "") for name in ("project_key", "company_key", "role"))
    return values.get("key", "")


def bring_in(operation: Operation, kind: Kind, table: Iterable[tuple[int, Mapping[str, str]]]) -> Outcome:
    """Write the rows of a table; those that are refused are left out and told.

    Rows may point to each other in any order: a row whose link is not yet on file waits for the rows after it.
    """
    outcome = Outcome()
    waiting = [(number, dict(values)) for number, values in table]
    while waiting:
        later: list[tuple[int, dict[str, str], Refusal]] = []
        for number, values in waiting:
            refusal = _take(operation, kind, number, values, outcome)
            if refusal is None:
                continue
            if kind.fields and any(f.name == refusal.column and f.type is FieldType.LINK for f in kind.fields):
                later.append((number, values, refusal))
            else:
                outcome.refused.append(refusal)
        if len(later) == len(waiting):
            outcome.refused += [refusal for _, _, refusal in later]
            break
        waiting = [(number, values) for number, values, _ in later]
    outcome.refused.sort(key=lambda refusal: refusal.row)
    return outcome


def _take(operation: Operation, kind: Kind, number: int, values: dict[str, str], outcome: Outcome) -> Refusal | None:
    connection: Connection = operation.connection
    found = rows.find(connection, kind, key_of(kind, values)) if key_of(kind, values) else None
    rev, trashed = exports.revision(connection, kind, found) if found is not None else (0, False)
    if trashed:
        return Refusal(number, "key", FieldProblem("key", mark("This record lies in the trash; restore it first."), {}))
    draft = normalise(Draft(kind.name, found, rev, values))
    before = rows.values(connection, kind, found) if found is not None else None
    if before is not None and all(before.get(name) == value for name, value in draft.values.items()):
        outcome.same += 1
        return None
    errors = errors_of(connection, draft, before)
    if errors:
        return Refusal(number, errors[0].field, errors[0])
    rank = draft.values.pop("rank", "") if kind is CLAIMS else ""
    try:
        row_id = rows.save(operation, draft)
    except InvalidDraft as error:
        return Refusal(number, error.problems[0].field, error.problems[0])
    if rank and rank != (before or {}).get("rank", "normal"):
        _rank(operation, row_id, rank)
    if found is None:
        outcome.new += 1
    else:
        outcome.changed += 1
    return None


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
