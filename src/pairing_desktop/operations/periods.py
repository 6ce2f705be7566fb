"""What happened in a stretch of time: the acts of people taken together, in the days of this computer's clock."""

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from pairing_desktop.domain.period_changes import TRASHED, ClaimChange, PeriodChanges
from pairing_desktop.domain.periods import Period
from pairing_desktop.domain.snapshots import REGISTERED
from pairing_desktop.store import period_changes as store
from pairing_desktop.store.database import Connection

if TYPE_CHECKING:
    from pairing_desktop.operations.questions import Questions


def bounds(period: Period) -> tuple[str, str]:
    """The moment at which a period begins and the one after its end, UTC as the journal keeps them."""
    days = (date.fromisoformat(period.first), date.fromisoformat(period.last) + timedelta(days=1))
    first, end = (datetime.combine(day, time()).astimezone().astimezone(UTC) for day in days)
    return first.isoformat(timespec="seconds"), end.isoformat(timespec="seconds")


def changes_between(questions: "Questions", connection: Connection, first: str, end: str) -> PeriodChanges:
    """What people did from `first` up to but not at `end`.  Registering pages is none of it: it changes no fact, and a
    report would otherwise differ from itself as soon as it is registered."""
    acts, undone = store.operations(connection, first, end)
    acts = tuple(act for act in acts if act.label != REGISTERED)
    many = store.brought_in(connection, acts)
    found = store.changes(connection, acts, frozenset(many))
    fields = store.claim_fields(connection, found)
    lines = {line.id: line for line in questions.claims(list(fields))}
    claims = tuple(
        ClaimChange(lines[row_id], change.what or "changed", said, change.at, change.who, change.unit)
        for row_id, (change, said) in fields.items()
        if row_id in lines
    )
    deciding = store.deciding(connection, acts)
    return PeriodChanges(
        acts,
        store.records(connection, found),
        tuple(sorted(claims, key=lambda one: (one.what == TRASHED, one.at, one.claim.id))),
        store.acts_of(acts, many, undone),
        tuple(act for act in acts if act.id in deciding and act.action == "do" and not act.undone),
        sum(1 for act in acts if act.action == "do" and act.undone),
    )
