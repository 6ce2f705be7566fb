"""Tables in files: CSV, spreadsheets and JSON, in and out, every value a string."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import FileProblem

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")  # what a spreadsheet would take for a formula
_LONGEST_CELL = 100_000
_XLSX_CELL = 32_767


def write(
    path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]], *, numbers: frozenset[str], title: str
) -> int:
    """Write rows to a .csv, .xlsx or .json file, beside it first and then renamed.  Returns how many.

    `numbers` names the columns that hold plain decimals: they are not guarded against formulas, and a spreadsheet
    gets them as numbers where no digit would be lost.
    """
    writer = {".csv": _write_csv, ".xlsx": _write_xlsx, ".json": _write_json}.get(path.suffix.lower())
    if writer is None:
        raise FileProblem(mark("A file ending in “{ending}” cannot be written. Use csv, xlsx or json."), ending=path.suffix)
    part = path.with_name(f"{path.name}.part")
    try:
        count = writer(part, columns, rows, numbers, title)
        part.replace(path)
    except OSError as error:
        raise FileProblem(
            mark("{file} could not be written: {reason}. The old file, if there was one, is untouched."),
            file=str(path), reason=error.strerror or str(error),
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return count


def read(path: Path) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    """The headers and the rows of a .csv or .xlsx file, each with its row number in the file (the header is row 1).

    Raises FileProblem for a file that cannot be read as a table: another encoding, doubled headers, an unclosed quote.
    """
    try:
        if path.suffix.lower() == ".csv":
            table = list(_read_csv(path))
        elif path.suffix.lower() == ".xlsx":
            table = list(_read_xlsx(path))
        else:
            raise FileProblem(mark("A file ending in “{ending}” cannot be read. Use csv or xlsx."), ending=path.suffix)
    except OSError as error:
        raise FileProblem(
            mark("{file} could not be read: {reason}."), file=str(path), reason=error.strerror or str(error)
        ) from error
    if not table:
        raise FileProblem(mark("{file} is empty."), file=str(path))
    headers = [cell.strip() for cell in table[0][1]]
    doubled = sorted({name for name in headers if name and headers.count(name) > 1})
    if doubled:
        raise FileProblem(mark("{file} has the column “{column}” twice."), file=str(path), column=doubled[0])
    rows = []
    for number, cells in table[1:]:
        if not any(cells):
            continue
        if len(cells) > len(headers) and any(cells[len(headers):]):
            raise FileProblem(
                mark("Row {row} of {file} has more cells than the header. Look for a missing quote."),
                row=number, file=str(path),
            )
        padded = [*cells, *[""] * (len(headers) - len(cells))]
        rows.append((number, {name: cell for name, cell in zip(headers, padded, strict=False) if name}))
    return headers, rows


def _write_csv(
    path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]], numbers: frozenset[str], title: str
) -> int:
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            count += 1
            writer.writerow([row[name] if name in numbers else _guard(row[name]) for name in columns])
    return count


def _guard(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _write_xlsx(
    path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]], numbers: frozenset[str], title: str
) -> int:
    import xlsxwriter

    count = 0
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    try:
        with xlsxwriter.Workbook(str(path), options) as book:
            sheet = book.add_worksheet(title[:31])
            head = book.add_format({"bold": True, "bottom": 1})
            sheet.freeze_panes(1, 1)
            for at, name in enumerate(columns):
                sheet.write_string(0, at, name, head)
                sheet.set_column(at, at, 16)
            for count, row in enumerate(rows, 1):
                for at, name in enumerate(columns):
                    text = row[name]
                    if len(text) > _XLSX_CELL:
                        raise FileProblem(
                            mark("A text of {n} characters is too long for a spreadsheet cell. Use csv or json."), n=len(text)
                        )
                    if name in numbers and exact(text):
                        sheet.write_number(count, at, float(text))
                    elif text:
                        sheet.write_string(count, at, text)
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(str(error)) from error
    return count


def exact(text: str) -> bool:
    """Whether a spreadsheet's binary number gives the very same digits back."""
    try:
        return _plain(float(text)) == text
    except ValueError:
        return False


def _plain(number: float) -> str:
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)


def _write_json(
    path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]], numbers: frozenset[str], title: str
) -> int:
    found = [{name: row[name] for name in columns} for row in rows]
    path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return len(found)


def _read_csv(path: Path) -> Iterator[tuple[int, list[str]]]:
    text = _decode(path)
    if "\0" in text:
        raise FileProblem(mark("{file} holds a NUL character; it is not a table."), file=str(path))
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    first = True
    try:
        for cells in reader:
            # Our own export guards texts that look like formulas with one apostrophe; taken away again here.
            yield reader.line_num, cells if first else [
                cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_STARTS) else cell for cell in cells
            ]
            first = False
    except csv.Error as error:
        raise FileProblem(
            mark("{file} cannot be read from line {line} on: {reason}. Look for a quote that is not closed."),
            file=str(path), line=reader.line_num, reason=str(error),
        ) from error


def _decode(path: Path) -> str:
    """Strict: UTF-8 (with or without mark), UTF-16 with its mark, else GB18030; never a guess that cannot fail."""
    data = path.read_bytes()
    encodings = ["utf-16"] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileProblem(mark("{file} is not text in UTF-8, UTF-16 or GB18030."), file=str(path))


def _read_xlsx(path: Path) -> Iterator[tuple[int, list[str]]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    except (CalamineError, OSError) as error:
        raise FileProblem(mark("{file} cannot be read as a spreadsheet."), file=str(path)) from error
    for number, cells in enumerate(sheet.to_python(skip_empty_area=False), 1):
        yield number, [_plain(cell) if isinstance(cell, float) else str(cell) for cell in cells]
