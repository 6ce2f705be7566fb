"""One way into every kind of table: what a file holds (`look`) and its rows (`opened`)."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import IO, Protocol

from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import FieldProblem, FileProblem
from pairing_desktop.domain.tables import Notes, Own, Preview, Raw, Shape, Table, named_once
from pairing_desktop.exchange.reading import text
from pairing_desktop.exchange.tables import ABOUT_SHEET

TEXTS = (".csv", ".tsv", ".txt")
ENDINGS = (*TEXTS, ".xlsx", ".xlsm", ".ods", ".xls", ".json", ".zip")
_LOOKED_AT = 40  # rows of a preview
_HEADER_WITHIN = 20  # rows among which the names of the columns are sought


class _Book(Protocol):
    path: Path
    sheets: tuple[str, ...]
    notes: Notes
    part: float

    def rows(self, sheet: str) -> Iterator[Raw]: ...
    def close(self) -> None: ...


class _Text:
    """A text file as a book of one sheet without a name."""

    def __init__(self, path: Path, encoding: str, delimiter: str) -> None:
        self.path, self.notes, self.part = path, Notes(), 0.0
        self.sheets: tuple[str, ...] = ("",)
        self._size = max(1, path.stat().st_size)
        self.encodings = text.fitting(self._open)
        if not (encoding or self.encodings):
            raise FileProblem(mark("{file} is not text in UTF-8, UTF-16 or GB18030."), file=str(path))
        self.encoding = encoding or self.encodings[0]
        try:
            self.delimiter = delimiter or text.delimiter_of(self._open, self.encoding)
        except UnicodeError as error:
            raise FileProblem(
                mark("{file} holds bytes after row {row} that are no text in this encoding. Choose another one."),
                file=path.name, row=1,
            ) from error

    def _open(self) -> IO[bytes]:
        return self.path.open("rb")

    def rows(self, sheet: str) -> Iterator[Raw]:
        raw = self._open()
        with text.text_of(lambda: raw, self.encoding) as file:
            for count, row in enumerate(text.rows(file, self.delimiter, self.path.name)):
                if count % 1024 == 0:
                    self.part = raw.tell() / self._size
                yield row

    def close(self) -> None:
        self.encodings = ()


def look(path: Path, shape: Shape, known: frozenset[str] = frozenset()) -> Preview:
    """The beginning of a table, read as `shape` says; what it leaves open is found out.

    `known` are folded names of columns that we understand: they help to find the header.  Raises FileProblem.
    """
    with _open(path, shape) as book:
        if not book.sheets:
            raise FileProblem(mark("{file} is empty."), file=str(path))
        sheet = shape.sheet or book.sheets[0]
        if sheet not in book.sheets:
            raise FileProblem(mark("{file} has no sheet “{sheet}”."), file=str(path), sheet=sheet)
        rows = tuple(islice(book.rows(sheet), _LOOKED_AT))
        if not rows:
            raise FileProblem(mark("{file} is empty."), file=str(path))
        own = _own(book, sheet)
        header = shape.header or (own.first - 1 if own and own.first == 2 else 1 if own else _header(rows, known))
        names = next((cells for number, cells, _ in rows if number == header), [])
        found = replace(shape, sheet=sheet, header=header)
        encodings: tuple[str, ...] = ()
        if isinstance(book, _Text):
            found = replace(found, encoding=book.encoding, delimiter=book.delimiter)
            encodings = book.encodings
        return Preview(_format(path), book.sheets, found, rows, named_once(names), own, encodings, book.notes)


@contextmanager
def opened(path: Path, preview: Preview) -> Iterator[Table]:
    """The rows under the header, as the preview says.  A row with more cells than the header carries its problem."""
    with _open(path, preview.shape) as book:
        first = preview.own.first if preview.own else preview.shape.header + 1
        yield _Counted(preview.names, book, preview.shape.sheet, first)


class _Counted(Table):
    def __init__(self, names: tuple[str, ...], book: _Book, sheet: str, first: int) -> None:
        self._book = book
        super().__init__(names, self._under_header(book.rows(sheet), first), book.notes)

    def _under_header(self, rows: Iterator[Raw], first: int) -> Iterator[Raw]:
        width = len(self.names)
        for row in rows:
            number, cells, problem = row
            if number < first or not (problem or any(cells)):
                continue
            if len(cells) > width and any(cells[width:]) and problem is None:
                yield number, cells, FieldProblem("", _RAGGED, {"n": len(cells), "names": width})
            else:
                yield row
        self.notes = self._book.notes

    @property
    def part(self) -> float:  # type: ignore[override]
        return self._book.part


_RAGGED = mark("This row has more cells than the header ({n} instead of {names}). Look for a missing quote.")


def base_rows(path: Path, own: Own) -> Iterator[list[str]]:
    """The values as they went out with our export, the header first; from the hidden sheet of an xlsx file."""
    from pairing_desktop.exchange.reading.xlsx import Workbook

    with _told(path):
        book = Workbook(path)
        try:
            yield from (cells for _, cells, _ in book.rows(own.base))
        finally:
            book.close()


def _own(book: _Book, sheet: str) -> Own | None:
    """What an xlsx export of ours says about this sheet."""
    from pairing_desktop.exchange.reading.xlsx import Workbook

    if not isinstance(book, Workbook) or not book.has(ABOUT_SHEET):
        return None
    notes = book.notes
    try:
        said = {cells[0]: json.loads(cells[1]) for _, cells, _ in book.rows(ABOUT_SHEET) if len(cells) > 1}
        about = said[sheet]
        own = Own(about["kind"], tuple(about["fields"]), int(about["first"]), about["at"], about["file"], about["base"])
    except (KeyError, ValueError, TypeError, IndexError):
        return None
    finally:
        book.notes = notes
    return own


def _header(rows: tuple[Raw, ...], known: frozenset[str]) -> int:
    """The row that names the most columns we understand, else the first with as many texts as any."""
    from pairing_desktop.domain.text import fold

    among = rows[:_HEADER_WITHIN]
    understood = [sum(fold(cell) in known for cell in cells) for _, cells, _ in among]
    if max(understood) > 1:
        return among[understood.index(max(understood))][0]
    filled = [sum(map(bool, cells)) for _, cells, _ in among]
    return among[filled.index(max(filled))][0] if filled[0] < max(filled) / 2 else among[0][0]


def _format(path: Path) -> str:
    ending = path.suffix.lower()
    return "csv" if ending in TEXTS else "package" if ending == ".zip" else ending.removeprefix(".").replace("xlsm", "xlsx")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise FileProblem(mark("There is no file {file}. It may have been moved or renamed."), file=str(path)) from error
    except OSError as error:
        raise FileProblem(
            mark("{file} could not be read: {reason}."), file=str(path), reason=error.strerror or str(error)
        ) from error


@contextmanager
def _open(path: Path, shape: Shape) -> Iterator[_Book]:
    with _told(path):
        book = _book(path, shape)
        try:
            yield book
        finally:
            book.close()


def _book(path: Path, shape: Shape) -> _Book:
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise FileProblem(
            mark("A file ending in “{ending}” cannot be read. Use csv, xlsx, ods or json."), ending=path.suffix
        )
    if path.is_dir() or path.stat().st_size == 0:
        raise FileProblem(mark("{file} is empty."), file=str(path))
    if ending in TEXTS:
        return _Text(path, shape.encoding, shape.delimiter)
    if ending in (".xlsx", ".xlsm"):
        from pairing_desktop.exchange.reading.xlsx import Workbook

        return Workbook(path)
    if ending == ".ods":
        from pairing_desktop.exchange.reading.ods import Document

        return Document(path)
    from pairing_desktop.exchange.reading import small

    if ending == ".xls":
        return small.OldWorkbook(path)
    return small.Json(path) if ending == ".json" else small.DataPackage(path)
