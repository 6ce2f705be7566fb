"""Words such as “about” that a date was typed with and that nothing would keep."""

import re
from collections.abc import Mapping

from pairing_desktop.domain.date_words import parse_date
from pairing_desktop.domain.dates import DateProblem, PartialDate
from pairing_desktop.domain.kinds import FieldType, Kind
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.normalising import STATED_DATE
from pairing_desktop.domain.problems import FieldProblem
from pairing_desktop.domain.validation import Wrong

_PLAIN = re.compile(r"[0-9-]*")


def lost_hedges(kind: Kind, typed: Mapping[str, str]) -> list[FieldProblem]:
    """A warning for each date of a row, as typed, that says “about” where the kind has no field for its words."""
    if kind.name in STATED_DATE:
        return []
    found: list[FieldProblem] = []
    for field in kind.fields:
        text = typed.get(field.name, "") if field.type is FieldType.DATE else ""
        if _PLAIN.fullmatch(text):  # most dates of a table: nothing to read
            continue
        try:
            read = parse_date(text)
        except DateProblem:
            continue
        if read.about:
            told = mark("“{typed}” is kept as {date}, without “about”. Say so in the note.")
            kept = PartialDate(read.value, read.precision)
            found.append(Wrong(field.name, told, {"typed": text[:60], "date": kept}, False))
    return found
