"""What a form needs to know about the row it edits, asked in one question."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pairing_desktop.domain.cards import ClaimLine
from pairing_desktop.domain.drafts import Draft, Pick
from pairing_desktop.domain.entries import EntryLine
from pairing_desktop.domain.kinds import BY_RECORD, KINDS, FieldType
from pairing_desktop.domain.nested_rows import load as load_rows
from pairing_desktop.domain.nested_rows import row_fields
from pairing_desktop.domain.problems import NotFound

if TYPE_CHECKING:
    from pairing_desktop.operations.questions import Questions


@dataclass(frozen=True)
class Loaded:
    """A row, the names of what it links to by field (those of rows inside it by "kind/short name"), and what a form
    tells beside it."""

    draft: Draft
    picks: dict[str, Pick] = field(default_factory=dict)
    measure: dict[str, str] | None = None  # of a claim: the exported row of its indicator
    capacities: tuple[ClaimLine, ...] = ()  # of a project: what sources say of its capacity
    stages: tuple[EntryLine, ...] = ()  # of a project: the stages it reached
    claims: int = 0  # of an indicator: how many claims state figures of it


def linked_kind(kind: str, name: str, subject_kind: str) -> str:
    """The kind that a LINK field points to."""
    target = KINDS[kind].field(name).link
    return target or (BY_RECORD[subject_kind].name if subject_kind else "projects")


def load(ask: "Questions", kind: str, id: int) -> Loaded:
    """Ask for a row and its links.  Raises NotFound."""
    return around(ask, ask.editing.draft(kind, id))


def around(ask: "Questions", draft: Draft) -> Loaded:
    """The links of a draft that is held already."""
    kind, values = KINDS[draft.kind], draft.values
    picks: dict[str, Pick] = {}
    for one in kind.fields:
        if one.type is FieldType.LINK and values.get(one.name):
            try:
                picks[one.name] = ask.locate(
                    linked_kind(draft.kind, one.name, values.get("subject_kind", "")), values[one.name]
                )
            except NotFound:
                continue
    inside = [(one, column) for one in kind.inside for column in row_fields(kind, one) if column.link]
    picks |= located(ask, {
        (column.link, row[column.name])
        for one, column in inside for row in load_rows(values.get(one.name, "")) if row.get(column.name)
    })
    measure = picks.get("measure_key")
    card = ask.card("projects", draft.id) if draft.kind == "projects" and draft.id is not None else None
    return Loaded(
        draft,
        picks,
        ask.draft("measures", measure.id).values if measure else None,
        tuple(claim for claim in card.claims if claim.measure_key == "installed_capacity") if card else (),
        tuple(line for line in card.entries if line.kind == "stages") if card else (),
        ask.editing.claims_of(draft.id) if draft.kind == "measures" and draft.id is not None else 0,
    )


def located(ask: "Questions", wanted: Iterable[tuple[str, str]]) -> dict[str, Pick]:
    """The records of these kinds and short names, by "kind/short name"; those not on file are left out."""
    found = {}
    for kind, key in wanted:
        try:
            found[f"{kind}/{key}"] = ask.locate(kind, key)
        except NotFound:
            continue
    return found
