"""What a new record may begin with: a template kept by name, or a copy of a record."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from pairing_desktop.domain.kinds import KINDS, PARTICIPATIONS, FieldType
from pairing_desktop.domain.nested_rows import dump, load

_CHINESE = re.compile("[\u3400-\u9fff]")
_OWN = frozenset({"key", "rank", "disputes_claim_key", "assessment", "assessment_note"})  # never passed on
_TOLD_APART = frozenset({"locator", "url", "value_as_stated", "period_as_stated", "date_as_stated", "note", "summary"})


@dataclass(frozen=True)
class FormTemplate:
    """`values` are exported values by field of the kind; links by short name."""

    id: int
    kind: str
    name: str
    values: dict[str, str]
    rev: int = 1


def to_text(values: Mapping[str, str]) -> str:
    """Values as they are kept: the same text for the same values."""
    return json.dumps(dict(values), ensure_ascii=False, sort_keys=True)


def from_text(text: str) -> dict[str, str]:
    """The values of a kept text; what a newer program put there that is no text is left out."""
    stored = json.loads(text)
    return {name: value for name, value in stored.items() if isinstance(value, str)} if isinstance(stored, dict) else {}


def copied(kind: str, values: Mapping[str, str]) -> dict[str, str]:
    """What a copy of a record begins with: all it says but its short name, its other names and what was decided about it,
    with those who take part; its names say that it is a copy."""
    names = KINDS[kind].names if KINDS[kind].is_record else ()
    partners = {
        field.name: dump([row | {"id": ""} for row in load(values.get(field.name, ""))])
        for field in KINDS[kind].inside if field.link == PARTICIPATIONS.name
    }
    return {name: text for name, text in partners.items() if text} | {
        name: text if name not in names else f"{text}（副本）" if _CHINESE.search(text) else f"{text} (copy)"
        for name, text in passed_on(kind, values).items()
    }


def passed_on(kind: str, values: Mapping[str, str]) -> dict[str, str]:
    """The values that another record may begin with, in the order of the kind's fields."""
    return {
        field.name: values[field.name] for field in KINDS[kind].fields if values.get(field.name) and field.name not in _OWN
    }


def is_shared(kind: str, name: str) -> bool:
    """Whether a field usually says the same of several records: such fields go into a template at first."""
    field = KINDS[kind].field(name)
    own = field.type in (FieldType.NUMBER, FieldType.DATE) or name in _TOLD_APART or name in KINDS[kind].names
    return not own and not name.endswith("_precision")
