"""Which cells of a list may be changed where they stand, and which fields for many records at once.

A cell is safe when it shows one field that needs nothing beside it.  Figures lead back to a source and dates in pairs to
each other: those are changed in the form, where both are seen.
"""

from pairing_desktop.domain.kinds import ENTRIES, KINDS, Field, FieldType
from pairing_desktop.domain.language import Language, mark

_CELLS: dict[str, dict[str, str]] = {  # kind: column of its list: field
    "projects": {
        "status": "status", "stage": "stage", "direction": "direction", "industry": "industry", "kind": "kind",
        "place": "place_key",
    },
    "companies": {"home_place": "home_place_key", "industry": "industry", "kind": "kind"},
    "places": {"kind": "kind", "parent": "parent_key"},
    "events": {"kind": "kind", "place": "place_key", "project": "project_key", "company": "company_key"},
    "sources": {"published_on": "published_on", "publisher": "publisher", "kind": "kind", "language": "language"},
}
_FIGURE = mark("A figure rests on a source: change it here, beside the source that says so.")
_PAIR = mark("Start and end belong together: change them here.")
_COMPUTED = mark("That cell is worked out from what is on file. Change here what it rests on.")
_STATED = mark("What a source stated is changed here, beside the source.")
_WHY = {"capacity": _FIGURE, "investment_cny": _FIGURE, "years": _PAIR, "date": _PAIR, "key": mark("A short name never changes.")}
_LEADS_TO = {"years": "start_date", "term": "start_date", "source": "source_key"}  # of a cell that is not one field

_NEVER = frozenset({"key", "capacity", "capacity_unit", "investment_cny", "latitude", "longitude", "rank", "url", "title"})
_OF_CLAIMS = frozenset({"nature", "source_key", "locator", "assessment", "assessment_note"})


def safe_field(kind: str, column: str, language: Language) -> str:
    """The field that may be changed in the cells of this column; "" when they are changed in the form.

    A name is changed in the language the list speaks.
    """
    if column == "name" and kind in _CELLS:
        return KINDS[kind].names[1 if language.is_chinese else 0]
    return _CELLS.get(kind, {}).get(column, "")


def why_not(kind: str, column: str) -> str:
    """Why the cells of this column are changed in the form only; marked."""
    return _WHY.get(column, _STATED if kind == "claims" or KINDS[kind] in ENTRIES else _COMPUTED)


def form_field(kind: str, column: str) -> str:
    """The field of the form where a cell of this column is changed, "" when there is none of its own."""
    name = _LEADS_TO.get(column, column)
    return name if any(field.name == name for field in (*KINDS[kind].fields, *KINDS[kind].inside)) else ""


def bulk_fields(kind: str) -> tuple[Field, ...]:
    """The fields that may say the same of many records."""
    names = KINDS[kind].names
    fields = KINDS[kind].fields
    precisions = [field.precision for field in fields if field.precision]
    return tuple(
        field for field in fields
        if field.name not in _NEVER and field.name not in names and field.name not in precisions
        and field.type is not FieldType.NUMBER
        and precisions.count(field.precision) < 2  # of dates that share a precision one cannot change alone
        and (kind != "claims" or field.name in _OF_CLAIMS)
    )
