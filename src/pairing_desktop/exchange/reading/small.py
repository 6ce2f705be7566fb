"""Kinds of files that are small or ours: old xls, JSON and data packages, behind the same face as a workbook."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import FieldProblem, FileProblem
from pairing_desktop.domain.tables import Notes, Raw
from pairing_desktop.exchange.reading import text
from pairing_desktop.exchange.reading.numbers import is_rounded, plain
from pairing_desktop.exchange.reading.package import open_package

_MOST_BYTES = 256 << 20  # of a file that is read whole


class OldWorkbook:
    """An xls file of Excel 97 to 2003: 65,536 rows at most, read whole."""

    def __init__(self, path: Path) -> None:
        from python_calamine import CalamineError, CalamineWorkbook

        _not_too_large(path)
        self.path, self.notes, self.part = path, Notes(), 0.0
        try:
            self._book = CalamineWorkbook.from_path(str(path))
        except CalamineError as error:
            raise FileProblem(mark("{file} cannot be read as a spreadsheet."), file=str(path)) from error
        self.sheets: tuple[str, ...] = tuple(self._book.sheet_names)

    def close(self) -> None:
        self._book.close()

    def rows(self, sheet: str) -> Iterator[Raw]:
        for number, cells in enumerate(self._book.get_sheet_by_name(sheet).to_python(skip_empty_area=False), 1):
            if any(cell != "" for cell in cells):
                rounded = any(isinstance(cell, float) and is_rounded(cell) for cell in cells)
                yield number, [_said(cell) for cell in cells], _ROUNDED if rounded else None


_ROUNDED = FieldProblem(
    "", mark("A number of more than 15 digits stands in this row, of which a spreadsheet keeps only 15."), {}
)


def _said(cell: object) -> str:
    if isinstance(cell, bool):
        return str(cell).upper()
    return plain(cell) if isinstance(cell, float) else str(cell).removesuffix(" 00:00:00")


class Json:
    """A list of rows, or an object that holds one list for each kind, as our export writes them."""

    def __init__(self, path: Path) -> None:
        _not_too_large(path)
        self.path, self.notes, self.part = path, Notes(), 0.0
        try:
            found = json.loads(path.read_bytes().decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            raise FileProblem(mark("{file} cannot be read: it breaks off or is of another kind."), file=str(path)) from error
        self._sheets: dict[str, list[Any]] = found if isinstance(found, dict) else {path.stem: found}
        if not all(isinstance(rows, list) for rows in self._sheets.values()):
            raise FileProblem(mark("{file} holds no list of rows."), file=str(path))
        self.sheets = tuple(self._sheets)

    def close(self) -> None:
        self._sheets = {}

    def rows(self, sheet: str) -> Iterator[Raw]:
        """The first row names the columns: all names that occur, in the order they come."""
        rows = self._sheets[sheet]
        names = list(dict.fromkeys(str(name) for row in rows if isinstance(row, dict) for name in row))
        yield 1, names, None
        for number, row in enumerate(rows, 2):
            self.part = number / (len(rows) + 1)
            if not isinstance(row, dict):
                yield number, [], FieldProblem("", mark("This is no row: it has no names."), {})
                continue
            values = [row.get(name, "") for name in names]
            odd = next((name for name, value in zip(names, values, strict=True) if not isinstance(value, str)), None)
            if odd is not None:
                yield number, [], FieldProblem(odd, mark("What stands here is no text."), {})
                continue
            yield number, values, None


class DataPackage:
    """A Frictionless data package in a zip file: datapackage.json names the tables, each a CSV file in UTF-8."""

    def __init__(self, path: Path) -> None:
        self.path, self.notes, self.part = path, Notes(), 0.0
        self._package = open_package(path)
        try:
            described = json.loads(self._package.read("datapackage.json"))
            self._files = {str(table["name"]): str(table["path"]) for table in described["resources"]}
            for file in self._files.values():
                self._package.getinfo(file)
        except (KeyError, ValueError, TypeError, zipfile.BadZipFile) as error:
            self._package.close()
            raise FileProblem(
                mark("{file} is no data package: its description is missing or damaged."), file=str(path)
            ) from error
        self.sheets = tuple(self._files)

    def close(self) -> None:
        self._package.close()

    def rows(self, sheet: str) -> Iterator[Raw]:
        file = self._files[sheet]
        with text.text_of(lambda: self._package.open(file), "utf-8") as lines:
            yield from text.rows(lines, ",", self.path.name)


def _not_too_large(path: Path) -> None:
    if path.stat().st_size > _MOST_BYTES:
        raise FileProblem(mark("{file} is too large for this kind of file. Save it as csv or xlsx."), file=str(path))
