"""What stops a draft from being written: the rules of its kind, held against the row and the indicator on file."""

from collections.abc import Mapping

from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.kinds import CLAIMS, MEASURES
from pairing_desktop.domain.problems import FieldProblem
from pairing_desktop.domain.validation import validate
from pairing_desktop.operations import indicators
from pairing_desktop.store import rows
from pairing_desktop.store.database import Connection


def errors_of(connection: Connection, draft: Draft, before: Mapping[str, str] | None) -> tuple[FieldProblem, ...]:
    """The errors of a normalised draft; warnings are for the form.  `before` is the row as stored, None for a new one."""
    measure: Mapping[str, str] | None = None
    if draft.kind == CLAIMS.name:
        key = draft.values.get("measure_key", (before or {}).get("measure_key", ""))
        found = rows.find(connection, MEASURES, key) if key else None
        measure = rows.values(connection, MEASURES, found) if found is not None else None
    wrong = [problem for problem in validate(draft, before, measure=measure) if problem.is_error]
    return (*wrong, *indicators.problems(connection, draft.kind, draft.id, draft.values, before))
