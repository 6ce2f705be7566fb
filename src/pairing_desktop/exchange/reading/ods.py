"""Sheets of ods files, streamed with the standard library alone."""

from collections.abc import Iterator
from pathlib import Path

from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import FieldProblem
from pairing_desktop.domain.tables import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Notes, Raw
from pairing_desktop.exchange.reading.numbers import is_rounded, percent, plain
from pairing_desktop.exchange.reading.package import BROKEN, open_package, parse, told

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_BLANK_ROWS = 1000  # repeated more often than this a row is only the empty rest of the sheet


class Document:
    """An ods file; `sheets` are the names of its tables."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notes = Notes()
        self.part = 0.0
        self._package = open_package(path)
        names: list[str] = []

        def start(name: str, attributes: dict[str, str]) -> None:
            if name == f"{_TABLE}table":
                names.append(attributes.get(f"{_TABLE}name", ""))

        try:
            for _ in parse(self._package, "content.xml", start=start):
                pass
        except BROKEN as error:
            self._package.close()
            raise told(path, error) from error
        self.sheets = tuple(names)

    def close(self) -> None:
        self._package.close()

    def rows(self, sheet: str) -> Iterator[Raw]:
        """The rows of a sheet that hold anything.  Raises FileProblem."""
        self.notes = Notes()
        reader = _Sheet(sheet, self.notes)
        try:
            for part in parse(self._package, "content.xml", start=reader.start, end=reader.end, data=reader.data):
                self.part = part
                found, reader.found = reader.found, []
                yield from found
        except BROKEN as error:
            raise told(self.path, error) from error


class _Sheet:
    """The handlers of one table; finished rows wait in `found`."""

    def __init__(self, sheet: str, notes: Notes) -> None:
        self.found: list[Raw] = []
        self._sheet, self._notes = sheet, notes
        self._here = False
        self._asides = 0  # inside remarks on a cell
        self._number = 0
        self._cells: list[str] = []
        self._problem: FieldProblem | None = None
        self._cell: dict[str, str] = {}
        self._lines: list[list[str]] = []
        self._length = 0
        self._repeat_row = 1
        self._under: dict[int, tuple[int, str]] = {}  # column → rows still under a merged cell, what it says

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{_TABLE}table":
            self._here = attributes.get(f"{_TABLE}name", "") == self._sheet
        elif not self._here:
            return
        elif name == f"{_TABLE}table-row":
            self._repeat_row = int(attributes.get(f"{_TABLE}number-rows-repeated", "1"))
            self._cells, self._problem = [], None
        elif name in _CELLS:
            self._cell, self._lines, self._length = {"name": name, **attributes}, [], 0
        elif name == f"{_OFFICE}annotation":
            self._asides += 1
        elif name == f"{_TEXT}p" and not self._asides:
            self._lines.append([])
        elif name in (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"):
            blanks = min(int(attributes.get(f"{_TEXT}c", "1")), LONGEST_CELL)
            self.data(" " * blanks if name.endswith("s") else "\t" if name.endswith("tab") else "\n")

    def data(self, text: str) -> None:
        if self._here and self._lines and not self._asides and self._length <= LONGEST_CELL:
            self._lines[-1].append(text)
            self._length += len(text)

    def end(self, name: str) -> None:
        if name == f"{_TABLE}table":
            self._here = False
        elif not self._here:
            return
        elif name == f"{_OFFICE}annotation":
            self._asides -= 1
        elif name in _CELLS:
            self._finish()
        elif name == f"{_TABLE}table-row":
            self._finish_row()

    def _finish(self) -> None:
        attributes = self._cell
        repeat = int(attributes.get(f"{_TABLE}number-columns-repeated", "1"))
        column = len(self._cells)
        if attributes["name"] == _CELLS[1]:
            left, text = self._under.get(column, (0, ""))
            if left > 0:
                self._under[column] = (left - 1, text)
            else:
                text = ""
        else:
            text = self._text(attributes)
            down = int(attributes.get(f"{_TABLE}number-rows-spanned", "1"))
            if down > 1 or int(attributes.get(f"{_TABLE}number-columns-spanned", "1")) > 1:
                self._notes.merged += 1
                self._under[column] = (down - 1, text)
        if column + repeat > MOST_COLUMNS:
            if text:
                self._complain(mark("This row has more than {n} cells."), n=MOST_COLUMNS)
            repeat = max(0, min(repeat, MOST_COLUMNS - column))
        self._cells.extend([text] * repeat)

    def _text(self, attributes: dict[str, str]) -> str:
        kind = attributes.get(f"{_OFFICE}value-type", "")
        words = "\n".join("".join(line) for line in self._lines)
        if attributes.get(f"{_TABLE}formula"):
            self._notes.formulas += 1
            if not kind:
                self._complain(mark("The formula in cell {cell} was never worked out. Open and save the file once."))
        if self._length > LONGEST_CELL:
            self._complain(mark("A cell of this row has more than {n} characters."), n=LONGEST_CELL)
            return words[:200]
        if kind in ("float", "currency", "percentage"):
            number = float(attributes.get(f"{_OFFICE}value", "nan"))
            if number != number or abs(number) == float("inf"):
                written = attributes.get(f"{_OFFICE}value", "")
                self._complain(mark("Cell {cell} holds a number that cannot be written down: {text}."), text=written)
                return written
            if is_rounded(number):
                self._complain(
                    mark("Cell {cell} holds a number of more than 15 digits; a spreadsheet keeps only 15. Keep it as text.")
                )
            return percent(number) if kind == "percentage" else plain(number)
        if kind == "date":
            return attributes.get(f"{_OFFICE}date-value", words).removesuffix("T00:00:00")
        if kind == "boolean":
            return attributes.get(f"{_OFFICE}boolean-value", words).upper()
        return words or attributes.get(f"{_OFFICE}string-value", "")

    def _finish_row(self) -> None:
        while self._cells and not self._cells[-1]:
            self._cells.pop()
        if self._cells or self._problem:
            if self._repeat_row > _BLANK_ROWS:
                self._complain(mark("This row stands {n} times in the file."), n=self._repeat_row)
                self._repeat_row = 1
            for _ in range(self._repeat_row):
                self._number += 1
                self.found.append((self._number, list(self._cells), self._problem))
        else:
            self._number += self._repeat_row
        if self._number > MOST_ROWS + 1:
            raise ValueError("more rows than a sheet has")

    def _complain(self, sentence: str, **values: object) -> None:
        if self._problem is None:
            column, number = len(self._cells), self._number + 1
            letters = ""
            rest = column + 1
            while rest > 0:
                rest, last = divmod(rest - 1, 26)
                letters = chr(65 + last) + letters
            self._problem = FieldProblem("", sentence, {"cell": f"{letters}{number}", **values})
