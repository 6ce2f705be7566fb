"""Sheets of xlsx files, streamed: texts stay texts, numbers plain digits, date cells dates, formulas their last value."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import FieldProblem, FileProblem
from pairing_desktop.domain.tables import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Notes, Raw
from pairing_desktop.exchange.reading.numbers import is_rounded, kind_of_format, percent, plain, shown_date
from pairing_desktop.exchange.reading.package import BROKEN, open_package, parse, told

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_MERGES_SOUGHT = 64 << 20  # bytes of a sheet that is looked through for merged areas first
_MOST_MERGES = 20_000
_MOST_SHARED = 512 << 20  # bytes of shared texts


class Workbook:
    """An xlsx file.  `sheets` are the names of the sheets that people see; hidden ones can be read by name."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notes = Notes()
        self.part = 0.0
        self._package = open_package(path)
        try:
            self._read_book()
        except BROKEN as error:
            self._package.close()
            raise told(path, error) from error

    def close(self) -> None:
        self._package.close()

    def has(self, sheet: str) -> bool:
        """Whether there is a sheet of this name, hidden or not."""
        return sheet in self._parts

    def _read_book(self) -> None:
        links = self._relations("", "_rels/.rels")
        book = next((target for kind, target in links.values() if kind.endswith("/officeDocument")), "xl/workbook.xml")
        self._links = self._relations(str(PurePosixPath(book).parent), _rels_of(book))
        self._parts: dict[str, str] = {}
        self.sheets: tuple[str, ...] = ()
        self._from_1904 = False

        def start(name: str, attributes: dict[str, str]) -> None:
            tag = name.rpartition(" ")[2]
            if tag == "workbookPr":
                self._from_1904 = attributes.get("date1904") in ("1", "true")
            elif tag == "sheet":
                link = next((value for key, value in attributes.items() if key.endswith(" id")), "")
                self._parts[attributes["name"]] = self._links[link][1]
                if attributes.get("state", "visible") == "visible":
                    self.sheets += (attributes["name"],)

        _all(parse(self._package, book, start=start))
        self._formats: list[str] | None = None
        self._shared: list[str] | None = None

    def _relations(self, base: str, part: str) -> dict[str, tuple[str, str]]:
        """Kind and target by id."""
        found: dict[str, tuple[str, str]] = {}
        if part not in self._package.namelist():
            return found

        def start(name: str, attributes: dict[str, str]) -> None:
            if name.endswith(" Relationship") and attributes.get("TargetMode") != "External":
                target = attributes["Target"]
                where = target.lstrip("/") if target.startswith("/") else f"{base}/{target}".lstrip("/")
                found[attributes["Id"]] = (attributes["Type"], where.replace("/./", "/"))

        _all(parse(self._package, part, start=start))
        return found

    def _target(self, kind: str) -> str:
        return next((target for found, target in self._links.values() if found.endswith(kind)), "")

    def _read_formats(self) -> list[str]:
        """What each cell style shows (`kind_of_format`)."""
        part = self._target("/styles")
        if part not in self._package.namelist():
            return []
        codes: dict[int, str] = {}
        shown: list[str] = []
        inside = False

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal inside
            tag = name.rpartition(" ")[2]
            if tag == "numFmt":
                codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
            elif tag == "cellXfs":
                inside = True
            elif tag == "xf" and inside:
                id = int(attributes.get("numFmtId", "0"))
                shown.append(kind_of_format(id, codes.get(id, "")))

        def end(name: str) -> None:
            nonlocal inside
            inside = inside and not name.endswith(" cellXfs")

        _all(parse(self._package, part, start=start, end=end))
        return shown

    def _read_shared(self) -> list[str]:
        part = self._target("/sharedStrings")
        if part not in self._package.namelist():
            return []
        if self._package.getinfo(part).file_size > _MOST_SHARED:
            raise FileProblem(mark("{file} holds too much text for one table. Part it into several."), file=str(self.path))
        texts: list[str] = []
        parts: list[str] = []
        taking = phonetic = False

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal taking, phonetic
            if name.endswith(" t"):
                taking = not phonetic
            elif name.endswith(" si"):
                parts.clear()
            elif name.endswith(" rPh"):
                phonetic = True

        def end(name: str) -> None:
            nonlocal taking, phonetic
            if name.endswith(" t"):
                taking = False
            elif name.endswith(" si"):
                texts.append(_unescaped("".join(parts)))
            elif name.endswith(" rPh"):
                phonetic = False

        def data(text: str) -> None:
            if taking:
                parts.append(text)

        _all(parse(self._package, part, start=start, end=end, data=data))
        return texts

    def rows(self, sheet: str) -> Iterator[Raw]:
        """The rows of a sheet that hold anything.  Raises FileProblem."""
        try:
            if self._formats is None:
                self._formats = self._read_formats()
            if self._shared is None:
                self._shared = self._read_shared()
            part = self._parts[sheet]
            merged = self._merged(part)
            self.notes = Notes(merged=len(merged), from_1904=self._from_1904)
            reader = _Sheet(self._shared, self._formats, self._from_1904, self.notes)
            filled: dict[int, str] = {}
            for read in parse(self._package, part, start=reader.start, end=reader.end, data=reader.data):
                self.part = read
                found, reader.found = reader.found, []
                yield from (_filled(row, merged, filled) for row in found) if merged else found
        except BROKEN as error:
            raise told(self.path, error) from error

    def _merged(self, part: str) -> list[tuple[int, int, int, int]]:
        """Merged areas as first row, last row, first column, last column; they stand behind the cells in the file."""
        if self._package.getinfo(part).file_size > _MERGES_SOUGHT:
            return []
        data = self._package.read(part)
        at = data.rfind(b"mergeCells count") if b"mergeCells count" in data else data.find(b"mergeCells")
        found = _MERGE.findall(data[at:]) if at >= 0 else []
        return [
            (int(top), int(bottom), _column(left.decode()), _column(right.decode()))
            for left, top, right, bottom in found[:_MOST_MERGES]
        ]


class _Sheet:
    """The handlers of one sheet; finished rows wait in `found`."""

    def __init__(self, shared: list[str], formats: list[str], from_1904: bool, notes: Notes) -> None:
        self.found: list[Raw] = []
        self._shared, self._formats, self._from_1904, self._notes = shared, formats, from_1904, notes
        self._tags: dict[str, str] = {}
        self._columns: dict[str, int] = {}
        self._number = 0
        self._cells: list[str] = []
        self._problem: FieldProblem | None = None
        self._parts: list[str] = []
        self._length = 0
        self._taking = False
        self._phonetic = self._formula = False
        self._type, self._style, self._column = "n", "", -1

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = self._tags.get(name) or self._tags.setdefault(name, name.rpartition(" ")[2])
        if tag == "c":
            place = attributes.get("r", "").rstrip("0123456789")
            if place:
                column = self._columns.get(place)
                self._column = self._columns.setdefault(place, _column(place)) if column is None else column
            else:
                self._column += 1
            self._type, self._style = attributes.get("t", "n"), attributes.get("s", "")
            self._parts, self._length, self._formula = [], 0, False
        elif tag == "v" or tag == "t":
            self._taking = not self._phonetic
        elif tag == "row":
            self._number = int(attributes["r"]) if "r" in attributes else self._number + 1
            self._cells, self._problem, self._column = [], None, -1
            if self._number > MOST_ROWS:
                raise ValueError("more rows than a sheet has")
        elif tag == "f":
            self._formula = True
        elif tag == "rPh":
            self._phonetic = True

    def data(self, text: str) -> None:
        if self._taking and self._length <= LONGEST_CELL:
            self._parts.append(text)
            self._length += len(text)

    def end(self, name: str) -> None:
        tag = self._tags[name]
        if tag == "c":
            if self._parts or self._formula:
                self._finish()
        elif tag == "v" or tag == "t":
            self._taking = False
        elif tag == "row":
            if self._cells or self._problem:
                self.found.append((self._number, self._cells, self._problem))
        elif tag == "rPh":
            self._phonetic = False

    def _finish(self) -> None:
        text = self._parts[0] if len(self._parts) == 1 else "".join(self._parts)
        if self._formula:
            self._notes.formulas += 1
            if not text and self._type != "str":
                self._complain(mark("The formula in cell {cell} was never worked out. Open and save the file once."))
        if self._column >= MOST_COLUMNS:
            self._complain(mark("This row has more than {n} cells."), n=MOST_COLUMNS)
            return
        if self._length > LONGEST_CELL:
            self._complain(mark("A cell of this row has more than {n} characters."), n=LONGEST_CELL)
            text = text[:200]
        kind = self._type
        if kind == "s":
            text = self._shared[int(text)] if text else ""
        elif kind == "n":
            text = self._number_text(text) if text else ""
        elif kind == "b":
            text = "TRUE" if text == "1" else "FALSE"
        elif kind == "e":
            self._complain(mark("Cell {cell} holds the error {text}."), text=text)
        elif kind == "d":
            text = text.removesuffix("T00:00:00")
        else:
            text = _unescaped(text)
        if not text:
            return
        missing = self._column - len(self._cells)
        if missing > 0:
            self._cells.extend([""] * missing)
        self._cells.append(text)

    def _number_text(self, text: str) -> str:
        number = float(text)
        shows = self._formats[int(self._style)] if self._style and int(self._style) < len(self._formats) else ""
        if shows == "%":
            return percent(number)
        if shows and number.is_integer():
            day = shown_date(number, shows, self._from_1904)
            if day is not None:
                return day
        if number != number or number in (float("inf"), float("-inf")):
            self._complain(mark("Cell {cell} holds a number that cannot be written down: {text}."), text=text)
            return text
        if is_rounded(number):
            self._complain(
                mark("Cell {cell} holds a number of more than 15 digits; a spreadsheet keeps only 15. Keep it as text.")
            )
        return plain(number)

    def _complain(self, sentence: str, **values: object) -> None:
        if self._problem is None:
            self._problem = FieldProblem("", sentence, {"cell": f"{_letters(self._column)}{self._number}", **values})


def _filled(row: Raw, merged: list[tuple[int, int, int, int]], filled: dict[int, str]) -> Raw:
    """A cell under the first one of a merged area says what the first one says: that is what people see."""
    number, cells, problem = row
    for at, (top, bottom, left, right) in enumerate(merged):
        if left == right and top <= number <= bottom:
            if number == top:
                filled[at] = cells[left] if left < len(cells) else ""
            elif filled.get(at):
                if left >= len(cells):
                    cells = [*cells, *[""] * (left + 1 - len(cells))]
                cells[left] = cells[left] or filled[at]
    return number, cells, problem


def _rels_of(part: str) -> str:
    path = PurePosixPath(part)
    return str(path.parent / "_rels" / f"{path.name}.rels")


def _all(steps: Iterator[float]) -> None:
    for _ in steps:
        pass


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _column(letters: str) -> int:
    """0 for A, 26 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _letters(column: int) -> str:
    text, rest = "", column + 1
    while rest > 0:
        rest, last = divmod(rest - 1, 26)
        text = chr(65 + last) + text
    return text


