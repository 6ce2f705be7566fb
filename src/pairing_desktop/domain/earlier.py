"""What a field held earlier, by the history of its record."""

from collections.abc import Mapping, Sequence

from pairing_desktop.domain.cards import HistoryLine
from pairing_desktop.domain.kinds import KINDS, FieldType
from pairing_desktop.domain.nested_rows import put_back


def restorable(kind: str) -> frozenset[str]:
    """The fields whose earlier value can be given back: all that a form edits, but not the short name and the rank."""
    return frozenset((*KINDS[kind].columns, *(field.name for field in KINDS[kind].inside))) - {"key", "rank"}


def before_change(
    kind: str, lines: Sequence[HistoryLine], line: HistoryLine, field: str, now: Mapping[str, str]
) -> dict[str, str]:
    """The value that a field held before one change, with those that hold only together with it (a date and its precision,
    a number and its unit, a source and the place in it) as they were then.

    `lines` is the whole history of the record, the latest first, `now` the row as it is.
    """
    if KINDS[kind].field(field).type is FieldType.ROWS:
        return {field: put_back(now[field], line.before, line.after)}
    return {name: _before(lines, line, name, now) for name in _together(kind, field)}


def _together(kind: str, field: str) -> list[str]:
    fields = KINDS[kind].fields
    precision = next((one.precision for one in fields if one.name == field), "") or field
    dates = [one.name for one in fields if one.precision == precision]
    pairs = (("source_key", "locator"), ("capacity", "capacity_unit"), ("value", "value_as_stated"))
    pair = next((pair for pair in pairs if field in pair and set(pair) <= set(KINDS[kind].columns)), ())
    return list(dict.fromkeys([field, *([precision, *dates] if dates else ()), *pair]))


def _before(lines: Sequence[HistoryLine], line: HistoryLine, name: str, now: Mapping[str, str]) -> str:
    """What a field held before the operation of `line`: before the earliest of its changes from then on."""
    since = [one for one in lines if one.field == name and one.operation_id >= line.operation_id]
    earliest = min(since, key=lambda one: one.operation_id, default=None)
    return now[name] if earliest is None else earliest.before
