"""Tables on paper: widths from what the cells hold, cells wrapped, the header on each page, no row or column lost."""

import gc
import math
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from pairing_desktop.reports.blocks import Column, Table
from pairing_desktop.ui.paper_page import MM, SMALL, Flow, Run, Stroke

GAP, TIGHT_GAP = 4 * MM, 2.6 * MM
LEAST, WIDEST_WORD = 16 * MM, 34 * MM  # of a text column; a longer word may be divided
WIDEST_NUMBER = 28 * MM  # with its unit on one line
_ROW_GAP = 2.2
_GROUP_GAP = 4.0
_FIGURE = re.compile(r"(.*\d) ?([^\d（(，,;；]+)")
_KEPT = 3  # rows that stay with the header

Lines = list[list[str]]  # per cell its lines


@dataclass(frozen=True)
class _Line:
    """A row as it is put on paper: `group` is what stands above it over the whole width."""

    cells: Lines
    height: float
    group: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Needs:
    """Widths a column can do with if it must and should have, wants, and would fill at most."""

    tight: float
    least: float
    wanted: float
    most: float


@dataclass(frozen=True)
class _Part:
    """The columns that stand side by side on one sheet, with left ends and widths."""

    columns: tuple[int, ...]
    lefts: tuple[float, ...]
    widths: tuple[float, ...]


@contextmanager
def _no_sweeping() -> Iterator[None]:
    """Without looking for garbage: the pages of a long list hold no rings, and going through them again and again takes
    as long as laying them out."""
    swept = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if swept:
            gc.enable()


def lay_table(flow: Flow, table: Table) -> None:
    """Put the whole table on paper."""
    with _no_sweeping():
        _lay_table(flow, table)


def _lay_table(flow: Flow, table: Table) -> None:
    rows = [[flow.legible(cell) for cell in row] for row in flow.paced(table.rows)]
    titles = [flow.legible(column.title) for column in table.columns]
    needs = [
        _needs(flow, column, title, [row[index] for row in rows])
        for index, (column, title) in enumerate(zip(table.columns, titles, strict=True))
    ]
    _Rows(flow, table, titles, rows, _parts(flow, needs)).lay()


def _needs(flow: Flow, column: Column, title: str, cells: Sequence[str]) -> _Needs:
    face = flow.face(SMALL)
    distinct = {line for cell in flow.paced(cells) for line in cell.split("\n")}
    widths = [face.wide(line) for line in flow.paced(distinct)]
    word = face.longest_word(title)
    most = max([face.wide(title), *widths])
    if column.numeric and max(widths, default=0.0) <= flow.width / 2:
        # A number is not divided, but its unit may stand beneath it.
        words = [face.longest_word(line) for line in flow.paced(distinct)]
        least = max(word, *words, min(max(widths, default=0.0), WIDEST_NUMBER))
        return _Needs(least, least, least, most)
    for line, width in zip(flow.paced(distinct), widths, strict=True):
        if word >= WIDEST_WORD:
            break
        if width > word:  # no word is wider than its line
            word = max(word, face.longest_word(line))
    word = min(word, WIDEST_WORD)
    least = min(most, max(LEAST, word))
    usual = sum(widths) / len(widths) if widths else 0.0
    return _Needs(min(most, word), least, min(most, max(least, usual * 1.6)), most)


def _parts(flow: Flow, needs: Sequence[_Needs]) -> list[_Part]:
    """All columns side by side, if need be closer; else sheets of columns, each beginning with the first."""
    everything = tuple(range(len(needs)))
    for which, gap in (("least", GAP), ("tight", GAP), ("tight", TIGHT_GAP)):
        if _sum(needs, everything, which, gap) <= flow.width:
            return [_spaced(flow, needs, everything, which, gap)]
    groups = _groups(flow, needs, len(needs))
    for most in range(2, len(needs)):  # as few sheets, with about equally many columns
        even = _groups(flow, needs, most)
        if len(even) == len(groups):
            groups = even
            break
    return [_spaced(flow, needs, tuple(group), "least", GAP) for group in groups]


def _groups(flow: Flow, needs: Sequence[_Needs], most: int) -> list[list[int]]:
    """Columns sheet by sheet, at most `most` on each, the first column on all."""
    groups: list[list[int]] = [[0]]
    for index in range(1, len(needs)):
        full = len(groups[-1]) >= most or _sum(needs, (*groups[-1], index), "least", GAP) > flow.width
        if full and len(groups[-1]) > 1:
            groups.append([0])
        groups[-1].append(index)
    return groups


def _sum(needs: Sequence[_Needs], columns: Sequence[int], which: str, gap: float) -> float:
    return math.fsum(getattr(needs[index], which) for index in columns) + gap * (len(columns) - 1)


def _spaced(flow: Flow, needs: Sequence[_Needs], columns: tuple[int, ...], first: str, gap: float) -> _Part:
    """Each column gets what it cannot do without, then what it wants, then what it could fill, then a share."""
    left_over = flow.width - _sum(needs, columns, first, gap)
    widths = {index: getattr(needs[index], first) for index in columns}
    if left_over < 0:  # a single column wider than the page, beside the first
        scale = (flow.width - gap * (len(columns) - 1)) / sum(widths.values())
        widths = {index: width * scale for index, width in widths.items()}
    for which in ("least", "wanted", "most"):
        lacking = {index: getattr(needs[index], which) - widths[index] for index in columns}
        total = sum(lacking.values())
        if left_over > 0 and total > 0:
            share = min(1.0, left_over / total)
            left_over -= share * total
            widths = {index: width + share * lacking[index] for index, width in widths.items()}
    if left_over > 0:
        share = min(left_over / sum(widths.values()), 0.35 if len(columns) > 2 else 0.0)
        widths = {index: width * (1 + share) for index, width in widths.items()}
    lefts, x = [], flow.left
    for index in columns:
        lefts.append(x)
        x += widths[index] + gap
    return _Part(columns, tuple(lefts), tuple(widths[index] for index in columns))


class _Rows:
    """Puts the rows on pages, part after part."""

    def __init__(
        self, flow: Flow, table: Table, titles: list[str], rows: list[list[str]], parts: list[_Part]
    ) -> None:
        self._flow = flow
        self._numeric = [column.numeric for column in table.columns]
        self._face = flow.face(SMALL)
        self._parts = parts
        # A column that stands in several parts is wrapped for each; the first part's width of it is the narrowest rule.
        width_of = [min(p.widths[p.columns.index(i)] for p in parts if i in p.columns) for i in range(len(titles))]
        self._header = [self._face.wrap(title, width + 0.5) for title, width in zip(titles, width_of, strict=True)]
        wraps = [self._wrap_number if numeric else self._face.wrap for numeric in self._numeric]
        self._rows = [
            [wrap(cell, width + 0.5) for cell, width, wrap in zip(row, width_of, wraps, strict=True)]
            for row in flow.paced(rows)
        ]
        self._many_lines = any(len(lines) > 1 for row in flow.paced(self._rows) for lines in row)
        self._groups = {index: tuple(flow.wrap(text, SMALL, flow.width)) for index, text in table.groups}

    def _wrap_number(self, text: str, room: float) -> list[str]:
        """A figure, its whole unit beneath it where both do not fit one line."""
        if self._face.wide(text) > room and "\n" not in text and (found := _FIGURE.fullmatch(text)):
            parts = [found[1], found[2]]
            if all(self._face.wide(part) <= room for part in parts):
                return parts
        return self._face.wrap(text, room)

    def lay(self) -> None:
        """Row after row, sheet after sheet."""
        flow, leading = self._flow, self._face.leading
        head = max(map(len, self._header)) * leading + 8 + (leading if len(self._parts) > 1 else 0)
        most = max(int((flow.height - head) / leading) - 2, 1)
        lines = [line for index, row in enumerate(flow.paced(self._rows)) for line in self._lines(index, row, most)]
        flow.need(head + sum(line.height for line in lines[:_KEPT]))
        start = 0
        while start < len(lines) or not lines:
            end, used = start, flow.room - head
            while end < len(lines) and (lines[end].height <= used or end == start):
                used -= lines[end].height
                end += 1
            for number, part in enumerate(self._parts):
                if number:
                    flow.new_page()
                self._draw_head(part, number)
                for line in flow.paced(lines[start:end]):
                    self._draw_row(part, line)
            if end >= len(lines):
                break
            start = end
            flow.new_page()

    def _lines(self, index: int, row: Lines, most: int) -> list[_Line]:
        leading, group = self._face.leading, self._groups.get(index, ())
        above = len(group) * leading + (_GROUP_GAP if group else 0)
        return [
            _Line(piece, max(map(len, piece)) * leading + _ROW_GAP + (0 if number else above), () if number else group)
            for number, piece in enumerate(_divided(row, most))
        ]

    def _draw_head(self, part: _Part, number: int) -> None:
        flow, leading, tr = self._flow, self._face.leading, self._flow.report.language.tr
        if len(self._parts) > 1:
            first = part.columns[1] + 1 if number else 1
            last = part.columns[-1] + 1
            said = tr("Columns {first} to {last} of {all}", first=first, last=last, all=len(self._header))
            flow.line(flow.left, flow.legible(said), SMALL, muted=True)
            flow.y += leading
        lines = max(len(self._header[index]) for index in part.columns)
        for line in range(lines):
            for index, left, width in zip(part.columns, part.lefts, part.widths, strict=True):
                own = self._header[index]
                at = line - (lines - len(own))  # headers stand on the rule
                if at >= 0:
                    self._put(own[at], left, width, self._numeric[index], muted=True)
            flow.y += leading
        flow.y += 1
        flow.put(Stroke(flow.left, flow.left + flow.width, flow.y))
        flow.y += 3

    def _draw_row(self, part: _Part, line: _Line) -> None:
        flow, leading = self._flow, self._face.leading
        end = flow.y + line.height
        if line.group:
            flow.y += _GROUP_GAP / 2
            flow.lines(line.group, SMALL, muted=True)
            flow.y += _GROUP_GAP / 2
        top = flow.y
        for index, left, width in zip(part.columns, part.lefts, part.widths, strict=True):
            flow.y = top
            for text in line.cells[index]:
                self._put(text, left, width, self._numeric[index], muted=False)
                flow.y += leading
        flow.y = end
        if self._many_lines:
            flow.put(Stroke(flow.left, flow.left + flow.width, flow.y - _ROW_GAP / 2, 0.3))

    def _put(self, text: str, left: float, width: float, right: bool, *, muted: bool) -> None:
        if text:
            x = left + width - self._face.wide(text) if right else left
            self._flow.put(Run(x, self._flow.y + self._face.ascent, text, SMALL, muted))


def _divided(row: Lines, most: int) -> list[Lines]:
    """A row higher than a page as several."""
    high = max(map(len, row))
    if high <= most:
        return [row]
    return [[lines[start : start + most] for lines in row] for start in range(0, high, most)]
