"""Rows of other tables that the form of a record edits with its own fields: other names, who takes part in a project.

Such a field (`FieldType.ROWS`) holds all its rows as one text, a JSON list of objects in the order of the file: "id" is
the integer key, "" for a row that is not saved yet, the rest are fields of the row's kind as exported.  Seen from the
record itself the link back to it is left out.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pairing_desktop.domain.dates import PartialDate
from pairing_desktop.domain.dates import display as display_date
from pairing_desktop.domain.display import join
from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.kinds import OTHER_NAMES, Field, FieldType, Kind, kind_named
from pairing_desktop.domain.language import Language, mark
from pairing_desktop.domain.problems import FieldProblem
from pairing_desktop.domain.vocabulary import label

Row = dict[str, str]
BEGINS_WITH = {"other_names": {"kind": "former"}, "participations": {}}
"""What a new row begins with."""
_SAYS = {  # a row in which none of these stands says nothing
    "other_names": ("text", "used_from", "used_to"),
    "participations": ("project_key", "company_key", "role", "locator"),
}
_TELLING = {  # two rows that have these in common are one
    "other_names": ("text", "kind"),
    "participations": ("project_key", "company_key", "role"),
}


def load(text: str) -> list[Row]:
    """The rows of a field."""
    return list(json.loads(text)) if text else []


def dump(rows: Sequence[Mapping[str, str]]) -> str:
    """The text of these rows; none gives an empty one."""
    return json.dumps([dict(row) for row in rows], ensure_ascii=False, separators=(",", ":")) if rows else ""


def row_fields(kind: Kind, field: Field) -> tuple[Field, ...]:
    """The fields of the rows as the form of `kind` shows them."""
    return tuple(one for one in kind_named(field.link).fields if one.link != kind.name)


def normal(kind: Kind, field: Field, text: str) -> str:
    """The rows as they would be kept: dates and codes read, rows that say nothing left out."""
    from pairing_desktop.domain.normalising import normalise  # cards say names long before anybody types one

    names = [one.name for one in row_fields(kind, field)]
    kept = []
    for row in load(text):
        said = normalise(Draft(field.link, None, 0, {name: row.get(name, "") for name in names})).values
        if any(said.get(name) for name in _SAYS[field.link]):
            kept.append({"id": row.get("id", ""), **{name: said[name] for name in names}})
    return dump(kept)


@dataclass(frozen=True)
class InRow(FieldProblem):
    """A problem of one row, told with what the row is called."""

    inner: FieldProblem | None = None

    def message(self, language: Language) -> str:
        assert self.inner is not None
        said = self.inner.message(language)
        row = str(self.values["row"])
        return language.tr(mark("{row}: {problem}"), row=row, problem=said) if row else said


def problems(kind: Kind, field: Field, text: str) -> Iterator[FieldProblem]:
    """Everything wrong with the rows of a normalised draft."""
    from pairing_desktop.domain.validation import validate

    seen: set[tuple[str, ...]] = set()
    own = next((one.name for one in kind_named(field.link).fields if one.link == kind.name), "")
    for row in load(text):
        values = {name: value for name, value in row.items() if name != "id"}
        name = values.get("text", "")[:60]
        for problem in validate(Draft(field.link, None, 0, {**values, **({own: "~"} if own else {})}), None):
            yield InRow(field.name, problem.text, {"row": name}, problem.is_error, problem)
        alike = tuple(values.get(part, "") for part in _TELLING[field.link] if part != own)
        if alike in seen:
            yield FieldProblem(field.name, mark("One of these lines is there twice."), {})
        seen.add(alike)


def put_back(text: str, before: str, after: str) -> str:
    """The rows with one of them as it was before a change: `before` and `after` hold that row alone, or nothing."""
    was = load(before)
    row_id = (was or load(after))[0]["id"]
    rows = [one for one in load(text) if one["id"] != row_id]
    return dump(sorted([*rows, *was], key=lambda row: (not row["id"], int(row["id"] or 0))))


def row_text(kind: Kind, field: Field, row: Mapping[str, str], names: Mapping[str, tuple[str, str]], language: Language) -> str:
    """One row in words.  `names` are those of the records it links to, English and Chinese, by "kind/short name"."""
    if field.link == OTHER_NAMES.name:
        return name_text(row, language)
    parts = []
    for one in row_fields(kind, field):
        value = row.get(one.name, "")
        if one.type is FieldType.LINK:
            value = language.pick(*names.get(f"{one.link}/{value}", (value, value)))
        elif one.type is FieldType.CHOICE:
            value = label(one.choices, value, language)
        parts.append(value)
    return join(parts[:2], language)


def rows_text(kind: Kind, field: Field, text: str, names: Mapping[str, tuple[str, str]], language: Language) -> str:
    """All rows in words, one after the other."""
    stop = "；" if language.is_chinese else "; "
    return stop.join(row_text(kind, field, row, names, language) for row in load(text))


_SAID = {
    "former": mark("formerly {name}"),
    "short": mark("short: {name}"),
    "other": mark("also {name}"),
    "misspelling": mark("misspelt {name}"),
}


def name_text(row: Mapping[str, str], language: Language) -> str:
    """A name with what kind it is and when it was used.

    >>> from pairing_desktop.domain.language import language
    >>> name_text({"text": "Bluestar", "kind": "former", "used_from": "", "used_to": "2014"}, language("en"))
    'formerly Bluestar (until 2014)'
    """
    said = language.tr(_SAID.get(row["kind"], "{name}"), name=row["text"]) if row["text"] else ""
    when = _span(row["used_from"], row["used_to"], language)
    return (f"{said}（{when}）" if language.is_chinese else f"{said} ({when})") if when else said


def _span(start: str, end: str, language: Language) -> str:
    first, last = (_day(text, language) for text in (start, end))
    if first and last:
        return language.tr(mark("{first} to {last}"), first=first, last=last)
    if first:
        return language.tr(mark("from {date}"), date=first)
    return language.tr(mark("until {date}"), date=last) if last else ""


def _day(text: str, language: Language) -> str:
    """A kept date as people read it; one that cannot be read as it stands."""
    try:
        return display_date(PartialDate(text, {4: "year", 7: "month"}.get(len(text), "day")), language) if text else ""
    except ValueError:
        return text
