"""Other names of a record as one text, for the cell of a table: `Bluestar (former, en, 2010–2014); 蓝星 (short)`.

Written like this the text says all that is kept; it is read back to the same names, also where people type it in their
own way: a name alone, full-width signs, the words of either language for codes, dates as they write them.
"""

import re
from collections.abc import Mapping, Sequence

from pairing_desktop.domain import nested_rows
from pairing_desktop.domain.date_words import parse_date
from pairing_desktop.domain.dates import DateProblem
from pairing_desktop.domain.kinds import Kind
from pairing_desktop.domain.language import Language, mark
from pairing_desktop.domain.problems import FieldProblem, Problem
from pairing_desktop.domain.text import fold
from pairing_desktop.domain.vocabulary import LISTS, label

Row = dict[str, str]  # text, kind, language, used_from, used_to
FIELD = "other_names"
_LISTS = {"kind": "alias_kind", "language": "source_language"}
_DETAILS = re.compile(r"(.*\S)\s*[(（]([^()（）]*)[)）]", re.DOTALL)
_SPAN = re.compile(r"(.*?)\s*[–—~～至]\s*(.*)", re.DOTALL)
_NEXT = re.compile(r"[;；\n]")


def said(rows: Sequence[Mapping[str, str]], language: Language | None = None) -> str:
    """The text of these names, with codes or, for people, the words of a language."""
    return "; ".join(_said(row, language) for row in rows)


def _said(row: Mapping[str, str], language: Language | None) -> str:
    text = row["text"]
    if _NEXT.search(text) or text.startswith('"') or text != text.strip(" "):
        text = '"' + text.replace('"', '""') + '"'
    codes = [row[name] if language is None else label(_LISTS[name], row[name], language) for name in _LISTS if row[name]]
    span = [f"{row['used_from']}–{row['used_to']}"] if row["used_from"] or row["used_to"] else []
    return f"{text} ({', '.join([*codes, *span])})"


def read(text: str) -> list[Row]:
    """The names in a text; dates and codes as they stand there.  Raises Problem for a quotation mark that is not closed."""
    found: list[Row] = []
    at = 0
    while at < len(text):
        while at < len(text) and text[at] in " \t\r\n;；　":
            at += 1
        if at < len(text):
            row, at = _one(text, at)
            found.append(row)
    return found


def _one(text: str, at: int) -> tuple[Row, int]:
    """The name that begins here, and where it ends."""
    name = ""
    if text[at] == '"':
        end = at + 1
        while (end := text.find('"', end)) >= 0 and text[end:end + 2] == '""':
            end += 2
        if end < 0:
            raise Problem(mark("A quotation mark before a name is not closed: {text}"), text=text[at:at + 40])
        name, at = text[at + 1:end].replace('""', '"'), end + 1
    stop = _NEXT.search(text, at)
    end = stop.start() if stop else len(text)
    rest = text[at:end].strip()
    details = _DETAILS.fullmatch(f"x{rest}" if name else rest)
    known = _details(details[2]) if details else None
    if details is None or known is None:
        known, left = {}, rest
    else:
        left = details[1][1:] if name else details[1]
    blank = {"text": name + left.strip(), "kind": "other", "language": "", "used_from": "", "used_to": ""}
    return {**blank, **known}, end


def _details(text: str) -> Row | None:
    """What stands in brackets behind a name; None when it belongs to the name."""
    found: Row = {}
    for part in re.split(r"[,，、]", text):
        word = part.strip()
        code = next(((name, code) for name, choices in _LISTS.items() if (code := _code(choices, word))), None)
        span = _SPAN.fullmatch(word)
        if code is not None and code[0] not in found:
            found[code[0]] = code[1]
        elif "kind" in found and "language" not in found and re.fullmatch("[a-z]{2,3}", word):
            found["language"] = word  # a language that is in no list of ours
        elif span is not None and any(span.groups()) and all(map(_is_date, span.groups())) and "used_from" not in found:
            found |= {"used_from": span[1].strip(), "used_to": span[2].strip()}
        else:
            return None
    return found


def _code(choices: str, word: str) -> str:
    wanted = fold(word)
    codes = [code for code, words in LISTS[choices].items() if wanted and wanted in (fold(code), *map(fold, words))]
    return codes[0] if len(codes) == 1 else ""


def _is_date(text: str) -> bool:
    try:
        return not text.strip() or parse_date(text).is_known
    except DateProblem:
        return False


def settled(kind: Kind, text: str) -> str:
    """The text as it would be kept: dates and codes read.  Raises Problem as `read`."""
    return said(nested_rows.load(_as_field(kind, text)))


def problems(kind: Kind, text: str) -> tuple[FieldProblem, ...]:
    """What is wrong with the names in a text."""
    try:
        return tuple(nested_rows.problems(kind, kind.field(FIELD), _as_field(kind, text)))
    except Problem as error:
        return (FieldProblem(FIELD, error.text, error.values),)


def joined(kind: Kind, known: str, text: str) -> str:
    """What is known with what a text adds: names that are there already take its language and dates, none goes."""
    rows = {(row["text"], row["kind"]): row for row in (*read(known), *read(settled(kind, text)))}
    return said(list(rows.values()))


def rows_for(kind: Kind, text: str, now: str) -> str:
    """The names as a form would hold them: each with the integer key of the row that `now` (as a form holds it) has of it."""
    ids = {(row["text"], row["kind"]): row["id"] for row in nested_rows.load(now)}
    wanted = nested_rows.load(_as_field(kind, text))
    return nested_rows.dump([{**row, "id": ids.pop((row["text"], row["kind"]), "")} for row in wanted])


def _as_field(kind: Kind, text: str) -> str:
    return nested_rows.normal(kind, kind.field(FIELD), nested_rows.dump([{"id": "", **row} for row in read(text)]))
