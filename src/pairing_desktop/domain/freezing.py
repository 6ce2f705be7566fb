"""Values as canonical text and back: what a page was made of, kept so that it can be drawn again by a later program.

A dataclass becomes its fields by name with the name of its class; a later program leaves out fields it no longer
knows and gives new ones their defaults.  The same value gives the same text, byte for byte.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from pairing_desktop.domain.language import Language, language

_CLASS = "is"


def canonical(value: object) -> str:
    """The one text of plain values: keys in order, no blanks, no escapes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def freeze(value: object) -> Any:
    """A value as dictionaries, lists, texts, integers and booleans.  Raises TypeError for what has no such form."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, Language):
        return value.code
    if isinstance(value, float):
        return repr(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {_CLASS: type(value).__name__} | {one.name: freeze(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): freeze(one) for name, one in value.items()}
    if isinstance(value, frozenset):
        return sorted(freeze(one) for one in value)
    if isinstance(value, Sequence):
        return [freeze(one) for one in value]
    raise TypeError(f"{type(value).__name__} cannot be kept")


def thaw(wanted: Any, data: Any) -> Any:
    """The value of type `wanted` that was frozen as `data`.  Raises ValueError when it was another."""
    try:
        return _thaw(wanted, data)
    except (KeyError, TypeError, ArithmeticError) as error:
        raise ValueError(f"not a frozen {wanted}") from error


def _thaw(wanted: Any, data: Any) -> Any:
    origin = get_origin(wanted)
    if origin in (Union, UnionType):
        return _one_of(get_args(wanted), data)
    if origin is tuple:
        parts = get_args(wanted)
        if parts[-1] is Ellipsis:
            return tuple(_thaw(parts[0], one) for one in data)
        return tuple(_thaw(part, one) for part, one in zip(parts, data, strict=True))
    if origin is frozenset:
        return frozenset(_thaw(get_args(wanted)[0], one) for one in data)
    if origin is not None and issubclass(origin, Mapping):
        return {name: _thaw(get_args(wanted)[1], one) for name, one in data.items()}
    if wanted is Language:
        return language(data)
    if is_dataclass(wanted):
        return _dataclass(wanted, data)
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return wanted[data]
    if wanted in (Decimal, float):
        return wanted(data)
    if wanted is NoneType or (isinstance(wanted, type) and not isinstance(data, wanted)):
        raise TypeError(f"{data!r} is no {wanted}")
    return data


def _one_of(choices: tuple[Any, ...], data: Any) -> Any:
    if data is None:
        return None
    named = data.get(_CLASS) if isinstance(data, dict) else None
    for choice in choices:
        if choice is not NoneType and (named is None or getattr(choice, "__name__", "") == named):
            return _thaw(choice, data)
    raise TypeError(f"{named} is none of {choices}")


@cache
def _hints(wanted: Any) -> dict[str, Any]:
    return get_type_hints(wanted)


def _dataclass(wanted: Any, data: Any) -> Any:
    if data[_CLASS] != wanted.__name__:
        raise TypeError(f"{data[_CLASS]} is no {wanted.__name__}")
    given = {}
    for one in fields(wanted):
        if one.name in data:
            given[one.name] = _thaw(_hints(wanted)[one.name], data[one.name])
        elif one.default is MISSING and one.default_factory is MISSING:
            raise KeyError(one.name)
    return wanted(**given)
