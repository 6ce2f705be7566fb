"""From what people type to what is exported: plain decimals, codes, dates with the precision they were typed in.

Texts stay as typed, cleaned of what nobody can see; only typed values — numbers, dates, codes, addresses — are read
in full-width as in half-width characters.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache, lru_cache

from pairing_desktop.domain import credit_code, indicators
from pairing_desktop.domain.date_words import parse_date
from pairing_desktop.domain.dates import PRECISIONS, DateProblem, PartialDate
from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.kinds import Field, FieldType, Kind, kind_named
from pairing_desktop.domain.numbers import NumberProblem, canonical, parse_decimal
from pairing_desktop.domain.quantities import QuantityProblem, parse_quantity
from pairing_desktop.domain.text import TextProblem, clean, fold, half_width, is_clean
from pairing_desktop.domain.vocabulary import LISTS

STATED_DATE = {"events": "date_as_stated", "claims": "period_as_stated"}  # where a hedge such as 约 is kept
_UNITS = {  # of a number: the field that holds its unit, or the unit it always has
    "investment_cny": ("", "CNY"),
    "capacity": ("capacity_unit", ""),
    "value": ("unit", ""),
    "people": ("", "person"),
    "price": ("", "CNY"),
}
REMEMBERED = 64  # signs of a value whose reading is remembered: the rows of a table say the same again and again
_PLAIN = ("day", "month", "year")  # what a date without a precision beside it can be
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def normalise(draft: Draft) -> Draft:
    """The draft as it would be exported: plain decimals, codes, dates with the precision they were typed in.

    What cannot be read stays as typed, for `validate` to name.  A draft of exported values comes back unchanged.
    """
    return replace(draft, values=normalised(kind_named(draft.kind), draft.values))


def normalised(kind: Kind, given: Mapping[str, str]) -> dict[str, str]:
    """The values of a draft as `normalise` gives them."""
    values = dict(given)
    for name, field, read in _readers(kind.name):
        if name in values:
            values[name] = read(field, values[name])
    for field in kind.inside:
        if values.get(field.name):
            from pairing_desktop.domain import nested_rows

            values[field.name] = nested_rows.normal(kind, field, values[field.name])
    if kind.name == "measures":
        values = indicators.settled(values)
    if "credit_code" in values:
        values["credit_code"] = credit_code.normal(values["credit_code"])
    _settle_numbers(kind, values)
    for precision, fields in _date_groups(kind.name):
        _settle_dates(kind, values, precision, [field for field in fields if field.name in values])
    return values


def _line(field: Field, text: str) -> str:
    if is_clean(text):
        return text.strip()
    try:
        text = clean(text).text
    except TextProblem:
        return text
    if field.type is FieldType.LONG_TEXT:
        return text
    return " ".join(text.split()) if "\n" in text or "\t" in text else text


def _decimal(field: Field, text: str) -> str:
    return _plain_decimal(text) if len(text) <= REMEMBERED else _plain_decimal.__wrapped__(text)


@lru_cache(maxsize=16_384)
def _plain_decimal(text: str) -> str:
    try:
        return canonical(parse_decimal(text)) if text.strip() else ""
    except NumberProblem:
        return text.strip()


def _code(field: Field, text: str) -> str:
    """The code of what was chosen or typed: the code itself or its word in either language."""
    codes = LISTS[field.choices]
    if text in codes:
        return text
    text = _line(field, text)
    return _code_called(field.choices, text) if len(text) <= REMEMBERED else _code_called.__wrapped__(field.choices, text)


@lru_cache(maxsize=4096)
def _code_called(choices: str, text: str) -> str:
    codes = LISTS[choices]
    if text in codes:
        return text
    wanted = fold(text)
    found = [
        code for code, words in codes.items() if wanted and wanted in (fold(code), *(fold(word) for word in words))
    ]
    return found[0] if len(found) == 1 else text


def _address(field: Field, text: str) -> str:
    return _line(field, text.translate(_FULL_WIDTH)).replace(" ", "")


_READERS: dict[FieldType, Callable[[Field, str], str]] = {
    FieldType.TEXT: _line,
    FieldType.LONG_TEXT: _line,
    FieldType.NUMBER: _decimal,
    FieldType.CHOICE: _code,
    FieldType.ADDRESS: _address,
    FieldType.LINK: lambda field, text: half_width(text),
    FieldType.DATE: lambda field, text: text.strip(),
    FieldType.ROWS: lambda field, text: text,
}


@cache
def _readers(kind: str) -> tuple[tuple[str, Field, Callable[[Field, str], str]], ...]:
    """Name, field and reader of each field of a kind."""
    return tuple((field.name, field, _READERS[field.type]) for field in kind_named(kind).fields)


@cache
def _numbers(kind: str) -> tuple[Field, ...]:
    return tuple(field for field in kind_named(kind).fields if field.type is FieldType.NUMBER)


def _settle_numbers(kind: Kind, values: dict[str, str]) -> None:
    """Write figures that were typed with a scale or a unit (10.5亿元, 50 MW) as plain decimals in the field's unit."""
    for field in _numbers(kind.name):
        text = values.get(field.name, "")
        if _is_plain(text) if len(text) <= REMEMBERED else _is_plain.__wrapped__(text):
            continue
        unit_field, unit = _UNITS.get(field.name, ("", ""))
        try:
            read = parse_quantity(values[field.name], values.get(unit_field, unit))
        except QuantityProblem:
            continue
        hedged = read.qualifier != "exact" or read.end is not None or read.also or read.unread or read.per
        if hedged or not read.is_exact:
            continue
        values[field.name] = read.canonical
        if unit_field and not values.get(unit_field):
            values[unit_field] = read.unit


@lru_cache(maxsize=16_384)
def _is_plain(text: str) -> bool:
    try:
        return not text or parse_decimal(text) is not None
    except NumberProblem:
        return False


@cache
def _date_groups(name: str) -> list[tuple[str, list[Field]]]:
    """The date fields of a kind that share a precision; each date without one stands alone under ""."""
    kind = kind_named(name)
    groups: dict[str, list[Field]] = {}
    alone: list[tuple[str, list[Field]]] = []
    for field in kind.fields:
        if field.type is FieldType.DATE and field.precision:
            groups.setdefault(field.precision, []).append(field)
        elif field.type is FieldType.DATE:
            alone.append(("", [field]))
    return [*groups.items(), *alone]


def _settle_dates(kind: Kind, values: dict[str, str], precision: str, fields: list[Field]) -> None:
    """Write dates in the shape of their precision.  Two that share one are cut to the coarser of the two."""
    given = values.get(precision, "")
    if not fields or (precision in values and all(_exported(values[field.name], given) for field in fields)):
        return
    try:
        dates = {field.name: parse_date(values[field.name]) for field in fields}
    except DateProblem:
        return
    known = [date for date in dates.values() if date.is_known]
    shared = max((date.precision for date in known), key=PRECISIONS.index, default="unknown")
    if known and (given not in ("", "unknown", shared) or (not precision and shared not in _PLAIN)):
        return  # it contradicts itself, or says what the field cannot hold: `validate` tells
    stated = STATED_DATE.get(kind.name, "")
    hedged = [values[name] for name, date in dates.items() if date.about]
    if hedged and stated and not values.get(stated):
        values[stated] = hedged[0]
    for name, date in dates.items():
        values[name] = date.cut(shared).value
    if precision:
        values[precision] = shared


@lru_cache(maxsize=16_384)
def _exported(text: str, precision: str) -> bool:
    if not text:
        return precision in ("", "unknown")
    try:
        PartialDate(text, precision)
    except ValueError:
        return False
    return True
