"""What may be saved: `normalise` turns what people typed into exported values, `validate` says what is wrong with them.

Both are pure and know only the draft.  Forms, import and the write path call the same two, so that a row is judged
alike wherever it comes from.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from pairing_desktop.domain import credit_code, indicators
from pairing_desktop.domain.date_words import parse_date
from pairing_desktop.domain.dates import PRECISIONS, DateProblem, PartialDate
from pairing_desktop.domain.dates import display as display_date
from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.kinds import Field, FieldType, Kind, kind_named
from pairing_desktop.domain.language import Language, mark
from pairing_desktop.domain.normalising import REMEMBERED, normalise
from pairing_desktop.domain.numbers import NumberProblem, format_number, parse_decimal
from pairing_desktop.domain.problems import FieldProblem
from pairing_desktop.domain.text import TextProblem, clean, too_long
from pairing_desktop.domain.vocabulary import LISTS, OPEN_LISTS, label

__all__ = ["Wrong", "character_limit", "normalise", "read_date", "validate"]

LINE_LIMIT = 500
STATED_LIMIT = 2_000  # printed words and addresses
NOTE_LIMIT = 20_000
FAR_YEARS = 50
FEW_CHOICES = 12  # a message names them

_KEY = re.compile(r"[a-z][a-z0-9_]*")
_NOT_NEGATIVE = frozenset({"capacity", "investment_cny", "price"})
_WHOLE = frozenset({"people"})
_BOUNDS = {"latitude": 90, "longitude": 180}
_SPANS = {  # start, end, what to say when the end comes first
    "projects": ("start_date", "end_date", mark("{end} is before the start, {start}.")),
    "events": ("date", "end_date", mark("{end} is before the first day, {start}.")),
    "claims": ("period_start", "period_end", mark("{end} is before the beginning, {start}.")),
    "sources": ("published_on", "accessed_on", mark("{end} is before the day of publication, {start}.")),
    "other_names": ("used_from", "used_to", mark("{end} is before the start, {start}.")),
    **dict.fromkeys(
        ("postings", "channels", "admissions"), ("start_date", "end_date", mark("{end} is before the start, {start}."))
    ),
}


_ITSELF = {  # a link that may not lead back to its own row
    "places": ("parent_key", mark("A place does not lie in itself.")),
    "companies": ("parent_key", mark("A company does not own itself.")),
    "claims": ("disputes_claim_key", mark("A claim does not speak against itself.")),
}


@dataclass(frozen=True)
class Wrong(FieldProblem):
    """A field's problem whose values may be dates, marked words or counts: each language says them its own way."""

    def message(self, language: Language) -> str:
        said = {
            name: display_date(value, language) if isinstance(value, PartialDate)
            else value.said(language) if isinstance(value, _Marked | _Count)
            else value
            for name, value in self.values.items()
        }
        return language.tr(self.text, **said)


class _Marked(str):
    """A word that was marked for translation where it was declared, such as a field's label."""

    def said(self, language: Language) -> str:
        return language.tr(self)


class _Choices(_Marked):
    """The words of a closed list, by its name."""

    def said(self, language: Language) -> str:
        return ("、" if language.is_chinese else ", ").join(label(self, code, language) for code in LISTS[self] if code)


class _Count(int):
    """How many: grouped as each language does."""

    def said(self, language: Language) -> str:
        return format_number(str(int(self)), language)


class _Unit(_Marked):
    """A unit's code."""

    def said(self, language: Language) -> str:
        return label("unit", self, language)


def character_limit(field: Field) -> int:
    """How many characters the field holds."""
    if field.type is FieldType.LONG_TEXT:
        return NOTE_LIMIT
    return STATED_LIMIT if field.type is FieldType.ADDRESS or field.name.endswith("_as_stated") else LINE_LIMIT


def validate(
    draft: Draft,
    before: Mapping[str, str] | None,
    *,
    measure: Mapping[str, str] | None = None,
    today: str = "",
) -> tuple[FieldProblem, ...]:
    """Everything that is wrong with a normalised draft, errors and warnings, in the order of the kind's fields.

    `before` is the row as stored, None for a new one.  `measure` is the exported row of a claim's indicator, where it
    is known; `today` (ISO) is needed to call a date far ahead.
    """
    kind = kind_named(draft.kind)
    values = {**dict.fromkeys(kind.columns, ""), **(before or {}), **draft.values}
    found: list[FieldProblem] = []
    for name, field, is_fine in _fields(kind.name):
        text = values[name]
        if text and not (len(text) <= LINE_LIMIT and is_fine is not None and is_fine(text)):
            found += _field(kind, field, values, today)
        elif field.required and not text:
            found.append(Wrong(name, *_missing(field)))
    found += _names(kind, values)
    found += _span(kind, values)
    found += _itself(kind, values)
    if kind.name == "projects" and values["capacity"] and not values["capacity_unit"]:
        found.append(Wrong("capacity_unit", mark("Say in which unit the capacity is counted."), {}, False))
    if kind.name == "claims":
        found += _claim(values, measure)
    if kind.name == "measures":
        found += indicators.problems(values)
    if kind.name == "attachments" and before is None:
        found.append(Wrong("hash", mark("A file is attached on the card of its record, not by a table."), {}))
    for field in kind.inside:
        if draft.values.get(field.name):
            from pairing_desktop.domain import nested_rows

            found += nested_rows.problems(kind, field, draft.values[field.name])
    if before and draft.values.get("key", before["key"]) != before["key"]:
        found.append(Wrong("key", mark("A short name never changes."), {}))
    if not found:
        return ()
    order = {name: index for index, name in enumerate((*kind.columns, *(field.name for field in kind.inside)))}
    return tuple(sorted(found, key=lambda problem: order[problem.field]))


@cache
def _fields(kind: str) -> tuple[tuple[str, Field, Callable[[str], object] | None], ...]:
    """Name of each field of a kind, the field, and what most short texts of it pass that are right, if that is one step."""
    return tuple((field.name, field, _passed(kind_named(kind), field)) for field in kind_named(kind).fields)


def _passed(kind: Kind, field: Field) -> Callable[[str], object] | None:
    if field.name == "credit_code" or field.type in (FieldType.NUMBER, FieldType.DATE, FieldType.ADDRESS):
        return None
    if field.name == "key" and kind.name != "participations":
        return _KEY.fullmatch
    if field.type is FieldType.CHOICE and field.choices not in OPEN_LISTS:
        return LISTS[field.choices].__contains__
    return str.isprintable


def _field(kind: Kind, field: Field, values: Mapping[str, str], today: str) -> tuple[FieldProblem, ...]:
    text, precision = values[field.name], values.get(field.precision, "")
    judge = _judged if len(text) <= REMEMBERED else _judged.__wrapped__
    return judge(kind.name, field.name, text, precision, values.get("nature", ""), today)


@lru_cache(maxsize=16_384)
def _judged(
    kind_name: str, name: str, text: str, precision: str, nature: str, today: str
) -> tuple[FieldProblem, ...]:
    """What is wrong with a stated value; of a date its precision says how it is read, of a claim its nature."""
    kind = kind_named(kind_name)
    field = kind.field(name)
    if not text.isprintable():  # printable text holds no broken character
        try:
            clean(text)
        except TextProblem as problem:
            return (Wrong(field.name, problem.text, problem.values),)
    limit = character_limit(field) if too_long(text, LINE_LIMIT) else LINE_LIMIT
    if too_long(text, limit):
        long = mark("{n} characters are too many: at most {limit} fit here.")
        return (Wrong(field.name, long, {"n": _Count(len(text)), "limit": _Count(limit)}),)
    return tuple(_value(kind, field, text, precision, nature, today))


def _value(kind: Kind, field: Field, text: str, precision: str, nature: str, today: str) -> Iterator[FieldProblem]:
    match field.type:
        case FieldType.NUMBER:
            yield from _number(field, text)
        case FieldType.CHOICE if field.choices not in OPEN_LISTS and text not in LISTS[field.choices]:
            none = mark("“{text}” is not one of the choices.")
            if len(LISTS[field.choices]) <= FEW_CHOICES:
                none = mark("“{text}” is not one of the choices: {choices}.")
            yield Wrong(field.name, none, {"text": text[:60], "choices": _Choices(field.choices)})
        case FieldType.ADDRESS if not re.match(r"https?://[^\s/]", text):
            yield Wrong(field.name, mark("An address begins with http:// or https://."), {})
        case FieldType.DATE:
            yield from _date(kind, field, text, precision, nature, today)
        case FieldType.TEXT if field.name == "credit_code":
            yield from _credit_code(text)
        case FieldType.TEXT if field.name == "key" and not _is_key(kind, text):
            yield Wrong("key", mark("A short name is made of a–z, 0–9 and _ and begins with a letter."), {})


def _credit_code(text: str) -> Iterator[FieldProblem]:
    if len(text) != credit_code.LENGTH:
        yield Wrong("credit_code", mark("A credit code has 18 signs; these are {n}."), {"n": _Count(len(text))})
    elif sign := credit_code.wrong_sign(text):
        yield Wrong("credit_code", mark("No credit code holds the sign {sign}."), {"sign": sign})
    elif text[-1] != (wanted := credit_code.check_sign(text)):
        slip = mark("One sign is mistyped: the last one would be {wanted}, not {found}.")
        yield Wrong("credit_code", slip, {"wanted": wanted, "found": text[-1]})


def _is_key(kind: Kind, text: str) -> bool:
    return kind.name == "participations" or _KEY.fullmatch(text) is not None


def _missing(field: Field) -> tuple[str, dict[str, object]]:
    if field.name == "source_key":
        return mark("Choose the source that says so."), {}
    return mark("{field} is missing."), {"field": _Marked(field.label)}


def _number(field: Field, text: str) -> Iterator[FieldProblem]:
    try:
        number = parse_decimal(text)
    except NumberProblem as problem:
        yield Wrong(field.name, problem.text, problem.values)
        return
    name = _Marked(field.label)
    if field.name in _NOT_NEGATIVE and number < 0:
        yield Wrong(field.name, mark("{field} cannot be negative."), {"field": name})
    if field.name in _WHOLE and (number < 1 or number != number.to_integral_value()):
        yield Wrong(field.name, mark("People are counted in whole numbers from 1 on."), {})
    limit = _BOUNDS.get(field.name)
    if limit is not None and abs(number) > limit:
        outside = mark("{field} lies between −{limit} and {limit} degrees.")
        yield Wrong(field.name, outside, {"field": name, "limit": limit})


def read_date(values: Mapping[str, str], field: Field) -> PartialDate:
    """The date in this field, by the precision beside it or, before it is normalised, by its words.

    Raises DateProblem.
    """
    text = values[field.name]
    return (_dated if len(text) <= REMEMBERED else _dated.__wrapped__)(text, values.get(field.precision, ""))


@lru_cache(maxsize=16_384)
def _dated(text: str, precision: str) -> PartialDate:
    if precision in PRECISIONS and precision != "unknown":
        return PartialDate(text, precision) if text else parse_date("")
    return parse_date(text)


def _date(
    kind: Kind, field: Field, text: str, precision: str, nature: str, today: str
) -> Iterator[FieldProblem]:
    try:
        date = _dated.__wrapped__(text, precision)
    except DateProblem:
        try:
            parse_date(text)
        except DateProblem as unreadable:
            yield Wrong(field.name, unreadable.text, unreadable.values)
        else:
            odd = mark("“{date}” does not go with what is said of its precision.")
            yield Wrong(field.name, odd, {"date": text})
        return
    if not field.precision and date.precision not in ("day", "month", "year"):
        yield Wrong(field.name, mark("A day, a month or a year is needed here."), {})
    elif today and date.year > int(today[:4]) + FAR_YEARS:
        yield Wrong(field.name, mark("{date} is far ahead. Check the year."), {"date": date}, False)
    elif today and kind.name == "claims" and nature == "actual" and date.earliest > today:
        ahead = mark("{date} is still to come, yet the figure is called actual.")
        yield Wrong(field.name, ahead, {"date": date}, False)


def _names(kind: Kind, values: Mapping[str, str]) -> Iterator[FieldProblem]:
    english, chinese = kind.names
    if english == chinese or values[english] or values[chinese]:
        return
    titled = kind.name == "events"
    title, name = mark("Give a title in English or in Chinese."), mark("Give a name in English or in Chinese.")
    yield Wrong(english, title if titled else name, {})


def _span(kind: Kind, values: Mapping[str, str]) -> Iterator[FieldProblem]:
    if kind.name not in _SPANS:
        return
    first, last, text = _SPANS[kind.name]
    if not values[first] or not values[last]:
        return
    try:
        start, end = read_date(values, kind.field(first)), read_date(values, kind.field(last))
    except DateProblem:
        return
    if start.is_known and end.is_known and end.latest < start.earliest:
        # A page may be read before the date printed on it: odd, not impossible.
        yield Wrong(last, text, {"start": start, "end": end}, kind.name != "sources")


def _itself(kind: Kind, values: Mapping[str, str]) -> Iterator[FieldProblem]:
    name, text = _ITSELF.get(kind.name, ("", ""))
    if name and values[name] and values[name] == values["key"]:
        yield Wrong(name, text, {})


def _claim(values: Mapping[str, str], measure: Mapping[str, str] | None) -> Iterator[FieldProblem]:
    if measure is None:
        return
    if measure["dimension"] == "text":
        if values["value"]:
            yield Wrong("value", mark("This indicator is told in words: the value stays empty."), {})
        return
    if not values["value"]:
        yield Wrong("value", mark("The value is missing: the printed figure as a plain number."), {})
    if values["unit"] != measure["unit"]:
        unit = _Unit(measure["unit"])
        yield Wrong("unit", mark("This indicator is counted in {unit}."), {"unit": unit})

