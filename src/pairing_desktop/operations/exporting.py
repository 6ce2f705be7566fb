"""Rows into files: a list, a selection or the whole file, as a spreadsheet for people or as plain tables for programs."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from pairing_desktop.domain import other_names
from pairing_desktop.domain.exporting import ExportRequest, SheetColumn, SheetPlan, Shown, exported_kinds
from pairing_desktop.domain.kinds import KINDS, SOURCES, Field, FieldType, Kind
from pairing_desktop.domain.language import Language, mark
from pairing_desktop.domain.problems import FileProblem
from pairing_desktop.domain.tables import Own
from pairing_desktop.domain.text import fold
from pairing_desktop.domain.vocabulary import LISTS, label
from pairing_desktop.exchange.data_package import number_columns, write_package
from pairing_desktop.exchange.spreadsheet import write_workbook
from pairing_desktop.exchange.tables import guarded_row

if TYPE_CHECKING:
    from pairing_desktop.operations.questions import Questions

Step = Callable[[int], None]
"""Told how many rows are written; raises to stop, and then no file is left."""

_STEP = 500
_UNITS = {"investment_cny": "CNY", "price": "CNY", "latitude": "degree", "longitude": "degree", "people": "person"}
_WIDE = {FieldType.LONG_TEXT: 40, FieldType.ADDRESS: 28, FieldType.TEXT: 22, FieldType.LINK: 24}
_NAMED = ("projects", "companies", "places", "sources", "measures")  # links that are written by name where it is clear


def export_file(ask: "Questions", request: ExportRequest, step: Step) -> int:
    """Write the file beside its place first, then rename it; returns how many rows.  Raises FileProblem."""
    path = request.path
    ending = path.suffix.lower()
    writer = {".csv": _csv, ".json": _json, ".xlsx": _xlsx, ".zip": _zip}.get(ending)
    if not ending:
        raise FileProblem(
            mark("The name “{file}” does not say what to write. Let it end in csv, xlsx, json or zip."), file=path.name
        )
    if writer is None:
        raise FileProblem(
            mark("A file ending in “{ending}” cannot be written. Use csv, xlsx, json or zip."), ending=path.suffix
        )
    part = path.with_name(f"{path.name}.part")
    try:
        count = writer(ask, request, part, step)
        part.replace(path)
    except OSError as error:
        raise FileProblem(
            mark("{file} could not be written: {reason}. The old file, if there was one, is untouched."),
            file=str(path), reason=error.strerror or str(error),
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return count


def _tables(ask: "Questions", request: ExportRequest) -> Iterator[tuple[Kind, Iterator[dict[str, str]]]]:
    kinds = (KINDS[request.kind],) if request.kind else exported_kinds(KINDS)
    for kind in kinds:
        rows = ask.export(kind.name, request.ids)
        yield kind, _with_names(ask, rows) if request.names else rows


def _with_names(ask: "Questions", rows: Iterator[dict[str, str]]) -> Iterator[dict[str, str]]:
    named = ask.entries.names_by_key()
    return ({**row, "names": "; ".join(named.get(row["key"], ()))} for row in rows)


def _csv(ask: "Questions", request: ExportRequest, path: Path, step: Step) -> int:
    if not request.kind:
        raise FileProblem(mark("A csv file holds one table. Choose another form for the whole file."))
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        for kind, rows in _tables(ask, request):
            columns = request.columns(kind)
            numbers, values = number_columns(kind, columns), itemgetter(*columns)
            writer.writerow(columns)
            for count, row in enumerate(rows, 1):
                writer.writerow(guarded_row(values(row), numbers))
                if count % _STEP == 0:
                    step(count)
    return count


def _json(ask: "Questions", request: ExportRequest, path: Path, step: Step) -> int:
    """A list of rows, or one list for each kind under its name."""
    count = 0
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",\n  ", ": ")).encode  # a line for each field of a row
    with path.open("w", encoding="utf-8") as file:
        file.write("" if request.kind else "{")
        for place, (kind, rows) in enumerate(_tables(ask, request)):
            file.write("[" if request.kind else f"{',' if place else ''}\n\"{kind.name}\": [")
            columns = request.columns(kind)
            for at, row in enumerate(rows):
                file.write(f"{',' if at else ''}\n {{\n  {encode({name: row[name] for name in columns})[1:-1]}\n }}")
                count += 1
                if count % _STEP == 0:
                    step(count)
            file.write("\n]")
        file.write("\n" if request.kind else "\n}\n")
    return count


def _zip(ask: "Questions", request: ExportRequest, path: Path, step: Step) -> int:
    return write_package(path, "pairing-facts", _now(), _tables(ask, request), step)


def _xlsx(ask: "Questions", request: ExportRequest, path: Path, step: Step) -> int:
    counts = write_workbook(path, sheets(ask, request), step)
    return counts[0] if request.kind else sum(counts)  # the sources beside a list are not its rows


def sheets(ask: "Questions", request: ExportRequest) -> Iterator[tuple[SheetPlan, Iterator[Shown]]]:
    """The sheets of a spreadsheet, each with its rows as people read them and as they are kept."""
    words = _Words(ask, request)
    cited: dict[str, None] = {}
    for kind, rows in _tables(ask, request):
        yield _sheet(ask, kind, request), words.shown(kind, rows, cited)
    if request.kind and request.kind != SOURCES.name and cited:
        ids = ask.tables.located(SOURCES.name, list(cited))
        yield _sheet(ask, SOURCES, request), words.shown(SOURCES, ask.export(SOURCES.name, ids), {})


def _sheet(ask: "Questions", kind: Kind, request: ExportRequest) -> SheetPlan:
    """The columns: what people read first, what only we read hidden at the end."""
    tongue, people = request.language, request.for_people
    fields = {field.name: field for field in (*kind.fields, *kind.computed, *kind.listed)}
    columns = [_column(kind, fields.get(name), name, tongue, people) for name in request.columns(kind)]
    if people:  # names before short names
        columns.sort(key=lambda column: (column.field not in kind.names, column.hidden))
    own = Own(kind.name, tuple(column.field for column in columns), 3, _now(), ask.tables.file_id())
    return SheetPlan(tongue.tr(kind.label) if people else kind.name, tuple(columns), own)


def _column(kind: Kind, field: Field | None, name: str, tongue: Language, people: bool) -> SheetColumn:
    if field is None:
        return SheetColumn(name, name, hidden=name == "uid")
    number, day = field.type is FieldType.NUMBER, field.type is FieldType.DATE
    unit = label("unit", _UNITS[name], tongue) if name in _UNITS else ""
    beside = {"capacity": "capacity_unit", "value": "unit", "effective_value": "unit"}.get(name, "")
    if beside in kind.columns:
        unit = tongue.tr("see “{column}”", column=tongue.tr(kind.field(beside).label))
    return SheetColumn(
        name, tongue.tr(field.label) if people else name, unit, "number" if number else "date" if day else "text",
        field.precision, people and name == "key", _WIDE.get(field.type, 14),
    )


class _Words:
    """Codes and short names as people say them, wherever what they say leads back to the very same."""

    def __init__(self, ask: "Questions", request: ExportRequest) -> None:
        self._people = request.for_people
        self._language = request.language
        self._lists = {name: _clear_words(name, request.language) for name in LISTS} if self._people else {}
        self._named = {kind: ask.tables.clear_names(kind, request.language) for kind in _NAMED} if self._people else {}

    def shown(self, kind: Kind, rows: Iterator[dict[str, str]], cited: dict[str, None]) -> Iterator[Shown]:
        """Each row as people read it, and as it is kept; notes which sources are cited."""
        choices = [(field.name, self._lists[field.choices]) for field in kind.fields if field.choices in self._lists]
        links = [(field.name, self._named[field.link]) for field in kind.fields if field.link in self._named]
        for kept in rows:
            if kept.get("source_key"):
                cited[kept["source_key"]] = None
            shown: dict[str, str] = dict(kept)
            for name, words in (*choices, *links):
                shown[name] = words.get(kept[name], kept[name])
            if self._people and kept.get(other_names.FIELD):
                shown[other_names.FIELD] = other_names.said(other_names.read(kept[other_names.FIELD]), self._language)
            yield shown, kept


def _clear_words(list_name: str, tongue: Language) -> Mapping[str, str]:
    """Word by code, for the words that no other code of the list has in any language."""
    said: dict[str, set[str]] = {}
    for code, words in LISTS[list_name].items():
        for text in (code, *words):
            said.setdefault(fold(text), set()).add(code)
    return {
        code: text for code in LISTS[list_name]
        if (text := label(list_name, code, tongue)) and said[fold(text)] == {code}
    }


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
