"""A chart's table as CSV and as a spreadsheet; writing a file so that an older one stays whole until the new one is."""

import csv
import datetime
import io
import os
import tempfile
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from pairing_desktop.domain.chart_scale import chart_scale
from pairing_desktop.domain.chart_table import table
from pairing_desktop.domain.chart_words import as_of_text, facts, source_lines
from pairing_desktop.domain.charting import ChartData
from pairing_desktop.domain.language import Language, mark
from pairing_desktop.domain.problems import FileProblem
from pairing_desktop.exchange.tables import exact

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet


def chart_csv(data: ChartData, language: Language) -> bytes:
    """The table, then title, sources and facts beneath it, so that the first line is the header.

    UTF-8 with a byte order mark, as spreadsheets want.
    """
    twin = table(data, language, grouped=False)
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(twin.headers)
    writer.writerows(twin.rows)
    writer.writerow([])
    writer.writerow([data.title])
    writer.writerow([data.subtitle])
    writer.writerows(source_lines(data, language))
    writer.writerows(facts(data, language))
    writer.writerow([as_of_text(data, language)])
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def chart_xlsx(data: ChartData, language: Language) -> bytes:
    """A spreadsheet of two sheets: the table with its units in the second row and numbers as numbers; the sources with
    what must be known of the chart.  The same chart gives the same bytes."""
    import xlsxwriter  # only when a spreadsheet is wanted

    twin = table(data, language, grouped=False)
    unit = chart_scale(data).unit_text
    tr = language.tr
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"title": data.title, "created": _AT})
        head, small = book.add_format({"bold": True}), book.add_format({"italic": True, "bottom": 1})
        sheet = book.add_worksheet(tr("Data"))
        sheet.freeze_panes(2, 1)
        for at, (header, numeric) in enumerate(zip(twin.headers, twin.numeric, strict=True)):
            sheet.write_string(0, at, _bare(header, unit), head)
            sheet.write_string(1, at, unit if numeric else "", small)
            texts = (header, *(cells[at] for cells in twin.rows))
            sheet.set_column(at, at, min(max(_width(text) for text in texts), 60))
        for row, cells in enumerate(twin.rows, 2):
            for at, text in enumerate(cells):
                _cell(sheet, row, at, text, numeric=twin.numeric[at])
        sheet = book.add_worksheet(tr("Sources"))
        sheet.set_column(0, 0, 14)
        sheet.set_column(1, 5, 30)
        names = (tr("Number"), tr("Publisher"), tr("Title"), tr("Published"), tr("Place in the source"), tr("Key"))
        for at, name in enumerate(names):
            sheet.write_string(0, at, name, head)
        for row, note in enumerate(data.sources, 1):
            texts = (f"[{row}]", note.publisher, note.title, note.published_on, note.locator, note.key)
            for at, text in enumerate(texts):
                _cell(sheet, row, at, text)
        row = len(data.sources) + 2
        said = [("", data.title), ("", data.subtitle), *facts(data, language), ("", as_of_text(data, language))]
        for name, text in said:
            _cell(sheet, row, 0, name)
            _cell(sheet, row, 1, text)
            row += 1
    return stream.getvalue()


_AT = datetime.datetime(2000, 1, 1)  # a spreadsheet must say when it was made; ours are the same on every day
_LONGEST = 32_767  # characters a cell of a spreadsheet holds


def _cell(sheet: "Worksheet", row: int, column: int, text: str, *, numeric: bool = False) -> None:
    """A number where no digit would be lost, else the text, whatever it begins with."""
    if numeric and text and exact(text):
        sheet.write_number(row, column, float(text))
    elif text:
        sheet.write_string(row, column, text if len(text) <= _LONGEST else f"{text[:_LONGEST - 1]}…")


def _bare(header: str, unit: str) -> str:
    """A header without the unit, which stands beneath it."""
    return header.removesuffix(f" ({unit})").removesuffix(f"（{unit}）")


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text[:60]) + 2


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` beside `path`, read it again, then put it in its place.  Raises FileProblem in words."""
    beside: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}-", dir=path.parent)
        beside = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if beside.read_bytes() != content:
            raise OSError("it does not read back as it was written")
        mask = os.umask(0)  # what mkstemp makes is for its owner alone; a saved chart is like any saved file
        os.umask(mask)
        beside.chmod(0o666 & ~mask)
        beside.replace(path)
    except OSError as error:
        if beside is not None:
            beside.unlink(missing_ok=True)
        raise FileProblem(
            mark("{file} could not be written: {reason}. What was there before is unchanged."),
            file=str(path), reason=error.strerror or str(error),
        ) from error
