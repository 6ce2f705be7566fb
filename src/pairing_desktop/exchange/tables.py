"""Tables in files: CSV, spreadsheets and JSON, in and out, every value a string."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import FileProblem

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")  # what a spreadsheet would take for a formula
ABOUT_SHEET = "pairing-desktop"  # hidden: what the sheets of a spreadsheet hold
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


def _write_csv(
    path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]], numbers: frozenset[str], title: str
) -> int:
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            count += 1
            writer.writerow([row[name] if name in numbers else guarded(row[name]) for name in columns])
    return count


def guarded(text: str) -> str:
    """A text for a CSV file: one apostrophe before what a spreadsheet would take for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def unguarded(text: str) -> str:
    """The text again, without the apostrophe that `guarded` put before it."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_STARTS) else text


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
