"""Spreadsheets for people: typed cells, a row of units, frozen header, hidden numbers of our own, and a hidden sheet that
says what each sheet holds, so that it can come back.  Texts stay texts: nothing becomes a formula or a link."""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from pairing_desktop.domain.exporting import RETURNABLE, SheetColumn, SheetPlan, Shown
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import FileProblem
from pairing_desktop.exchange.tables import ABOUT_SHEET, exact

_LONGEST = 32_767  # characters of a cell
_MOST_ROWS = 1_048_570
_FIRST_DAY = date(1900, 3, 1)  # before it the days of spreadsheets are not those of the calendar
_DAY, _MONTH, _YEAR = "yyyy-mm-dd", "yyyy-mm", "0"
_HEAD = 2  # rows above the data: names, units
_STEP = 500

Step = Callable[[int], None]


def write_workbook(path: Path, sheets: Iterable[tuple[SheetPlan, Iterable[Shown]]], step: Step) -> list[int]:
    """Write the sheets one after the other; returns how many rows each has.  `step` is told how many are done in all and
    may raise."""
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(str(path), options)
    writer = _Writer(book, step)
    try:
        counts = [writer.write(plan, rows) for plan, rows in sheets]
        writer.tell_about()
        writer.book.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(str(error)) from error
    finally:
        writer.let_go()
    return counts


class _Writer:
    def __init__(self, book: Any, step: Step) -> None:
        self.book = book
        self.done = 0
        self._step = step
        self._bases: list[tuple[str, SheetPlan, list[Shown]]] = []
        self._about: list[tuple[str, dict[str, object]]] = []
        self._head = book.add_format({"bold": True})
        self._units = book.add_format({"font_color": "#586069", "italic": True, "bottom": 1})
        self._forms = {code: book.add_format({"num_format": code, "align": "left"}) for code in (_DAY, _MONTH)}
        self._text = book.add_format({"num_format": "@"})

    def write(self, plan: SheetPlan, rows: Iterable[Shown]) -> int:
        """One sheet; up to so many rows with the values as they are kept beside it."""
        waiting = iter(rows)
        first = list(islice(waiting, RETURNABLE + 1))
        sheet = self.book.add_worksheet(plan.title[:31])
        own = replace(plan.own, base=f"base {len(self._about) + 1}" if len(first) <= RETURNABLE else "")
        self._header(sheet, plan)
        number = _HEAD - 1
        for number, (shown, _) in enumerate(_chain(first, waiting), _HEAD):
            if number > _MOST_ROWS:
                raise FileProblem(mark("So many rows do not fit into a spreadsheet. Use csv or json."))
            for at, column in enumerate(plan.columns):
                self._cell(sheet, number, at, column, shown)
            self.done += 1
            if self.done % _STEP == 0:
                self._step(self.done)
        sheet.autofilter(0, 0, max(number, _HEAD), len(plan.columns) - 1)
        if own.base:
            self._bases.append((own.base, plan, first))
        self._about.append((plan.title[:31], asdict(own)))
        return number + 1 - _HEAD

    def _header(self, sheet: Any, plan: SheetPlan) -> None:
        sheet.freeze_panes(_HEAD, 1)
        for at, column in enumerate(plan.columns):
            hidden = {"hidden": True} if column.hidden else {}
            sheet.set_column(at, at, column.width, self._text if column.form == "text" else None, hidden)
            sheet.write_string(0, at, column.header, self._head)
        for at, column in enumerate(plan.columns):
            sheet.write_string(1, at, column.unit, self._units)

    def _cell(self, sheet: Any, number: int, at: int, column: SheetColumn, shown: Any) -> None:
        text = shown[column.field]
        if not text:
            return
        if column.form == "number" and exact(text):
            sheet.write_number(number, at, float(text))
        elif column.form == "date" and self._date(sheet, number, at, text):
            return
        else:
            if len(text) > _LONGEST:
                raise FileProblem(
                    mark("A text of {n} characters is too long for a spreadsheet cell. Use csv or json."), n=len(text)
                )
            sheet.write_string(number, at, text, self._text)

    def _date(self, sheet: Any, number: int, at: int, text: str) -> bool:
        """A day, month or year as a typed cell, if a spreadsheet has it."""
        if len(text) == 4 and text.isascii() and text.isdigit():
            sheet.write_number(number, at, int(text))
            return True
        try:
            day = date.fromisoformat(text if len(text) == 10 else f"{text}-01")
        except ValueError:
            return False
        if day < _FIRST_DAY:
            return False
        sheet.write_datetime(number, at, day, self._forms[_DAY if len(text) == 10 else _MONTH])
        return True

    def _base(self, name: str, plan: SheetPlan, rows: list[Shown]) -> None:
        """The values as they are kept, hidden: what came back is compared with what went out."""
        sheet = self.book.add_worksheet(name)
        sheet.very_hidden()
        for at, column in enumerate(plan.columns):
            sheet.write_string(0, at, column.field)
        for number, (_, kept) in enumerate(rows, 1):
            for at, column in enumerate(plan.columns):
                if kept[column.field]:
                    sheet.write_string(number, at, kept[column.field])

    def tell_about(self) -> None:
        """The hidden sheets: what went out, and what the sheets hold."""
        for base in self._bases:
            self._base(*base)
        sheet = self.book.add_worksheet(ABOUT_SHEET)
        sheet.very_hidden()
        for number, (title, about) in enumerate(self._about):
            sheet.write_string(number, 0, title)
            sheet.write_string(number, 1, json.dumps(about, ensure_ascii=False))

    def let_go(self) -> None:
        """Close the temporary files of sheets, also of a workbook that was given up."""
        for sheet in self.book.worksheets():
            handle = getattr(sheet, "row_data_fh", None)
            if handle is not None and not handle.closed:
                handle.close()
        self.book.fileclosed = True


def _chain(first: list[Shown], rest: Iterable[Shown]) -> Iterable[Shown]:
    yield from first
    yield from rest
