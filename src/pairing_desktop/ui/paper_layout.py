"""From a report to its pages: what stands where.  Pure measuring; `ui/printing.py` paints the outcome."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pairing_desktop.reports.blocks import (
    Block,
    Facts,
    FigureBlock,
    Heading,
    PageBreak,
    Paragraph,
    Rule,
    Sources,
    Table,
    Tile,
    Tiles,
)
from pairing_desktop.reports.document import Report
from pairing_desktop.ui.paper_page import (
    BODY,
    HEADING,
    LEAD,
    MM,
    SMALL,
    SUBTITLE,
    TITLE,
    Flow,
    Page,
    Picture,
    Stroke,
    side_by_side,
)
from pairing_desktop.ui.paper_table import lay_table
from pairing_desktop.ui.paper_text import Face

LABELS = 34 * MM
_BETWEEN = 1.5  # entries of a list
_COLUMN_GAP = 6 * MM
_TALLEST = 30  # lines of one source that stay together
_TILES_IN_ROW = 3
_LOWEST = 0.8  # of its height a figure keeps


@dataclass(frozen=True)
class Layout:
    """The pages of a report; `outline` names its parts with the index of the page on which each begins."""

    report: Report
    pages: tuple[Page, ...]
    outline: tuple[tuple[str, int], ...]


Step = Callable[[int, int], None]  # how much is done, of how much


def lay_out(report: Report, step: Step | None = None) -> Layout:
    """Put all blocks on pages.  Needs a QGuiApplication for the fonts.

    `step` hears of each block, and in a long table every few milliseconds, and may raise to stop.
    """
    weights = [_weight(block) for block in report.blocks]
    whole, done = sum(weights), 0
    passed = 0  # of the block that is being laid

    def pace(count: int) -> None:
        nonlocal passed
        passed += count
        if step is not None:
            step(min(done + passed, whole), whole)

    flow = Flow(report, pace)
    _title(flow)
    for at, (block, weight) in enumerate(zip(report.blocks, weights, strict=True)):
        passed = 0
        if isinstance(block, FigureBlock):
            _figure(flow, block, _captions(flow, report.blocks[at + 1:]))
        else:
            _lay(flow, block)
        done += weight
        if step is not None:
            step(done, whole)
    if flow.unknown:
        said = report.language.plural(
            "□ stands for {n} sign that the fonts of this page do not have.",
            "□ stands for {n} signs that the fonts of this page do not have.", flow.unknown,
        )
        flow.gap(6)
        flow.lines(flow.wrap(said, SMALL, flow.width), SMALL, muted=True)
    return Layout(report, tuple(flow.pages), tuple(flow.outline))


def _weight(block: Block) -> int:
    """How much work a block is, roughly: rows go by once for themselves, three times for each column."""
    return max(len(block.rows) * (3 + 3 * len(block.columns)), 1) if isinstance(block, Table) else 10


def _title(flow: Flow) -> None:
    report = flow.report
    flow.outline.append((report.title, 0))
    flow.lines(title_lines(flow.face(TITLE), flow.legible(report.title), flow.width), TITLE)
    if report.subtitle:
        flow.lines(flow.wrap(report.subtitle, SUBTITLE, flow.width), SUBTITLE, muted=True)
    flow.gap(8)


def title_lines(face: Face, title: str, room: float) -> list[str]:
    """A long title broken at its last comma if the shorter part follows, else into lines of about equal length."""
    lines = face.wrap(title, room)
    if len(lines) < 2:
        return lines
    for comma in ("，", ", "):
        head, found, tail = title.rpartition(comma)
        if found and face.wide(tail) <= face.wide(head) <= room - face.wide(comma):
            return [head + found.rstrip(), tail]
    even = sum(face.wide(line) for line in lines) / len(lines)
    for widening in (1.05, 1.15, 1.3):
        balanced = face.wrap(title, min(even * widening, room))
        if len(balanced) == len(lines):
            return balanced
    return lines


def _lay(flow: Flow, block: Block) -> None:
    match block:
        case Heading():
            _heading(flow, block)
        case Paragraph(text, muted, lead):
            size = LEAD if lead else BODY
            flow.lines(flow.wrap(text, size, flow.width), size, muted=muted)
            flow.gap(4 if lead else 3)
        case Tiles(tiles):
            for at in range(0, len(tiles), _TILES_IN_ROW):
                _tiles(flow, tiles[at : at + _TILES_IN_ROW])
        case Facts(rows):
            _facts(flow, rows)
        case Table():
            lay_table(flow, block)
        case Sources(lines):
            _sources(flow, lines)
        case Rule():
            flow.rule()
        case PageBreak():
            if not flow.is_at_top:
                flow.new_page()


def _heading(flow: Flow, block: Heading) -> None:
    size = SUBTITLE if block.minor else HEADING
    flow.gap(6 if block.minor else 9)
    flow.need(size * 1.45 + 4 * SMALL * 1.45 + 12)
    note = flow.wrap(block.note, SMALL, flow.width) if block.note else []
    flow.head(block.text, ((flow.wrap(block.text, size, flow.width), size, False), (note, SMALL, True)))
    flow.gap(2)


def _tiles(flow: Flow, tiles: Sequence[Tile]) -> None:
    """One row of tiles, whole on one page; a line above each."""
    width = (flow.width - (_TILES_IN_ROW - 1) * _COLUMN_GAP) / _TILES_IN_ROW
    parts = [
        ((SMALL, flow.wrap(tile.name, SMALL, width), True), (TITLE, flow.wrap(tile.value, TITLE, width), False),
         (SMALL, flow.wrap(tile.note, SMALL, width), True))
        for tile in tiles
    ]
    heights = [max(len(part[row][1]) * flow.face(part[row][0]).leading for part in parts) for row in range(3)]
    flow.need(sum(heights) + 6)
    top = flow.y
    for index, part in enumerate(parts):
        x = flow.left + index * (width + _COLUMN_GAP)
        flow.y = top
        flow.put(Stroke(x, x + width, top))
        flow.y += 3
        for (size, lines, muted), height in zip(part, heights, strict=True):
            start = flow.y
            flow.lines(lines, size, muted=muted, x=x)
            flow.y = start + height
    flow.y = top + 3 + sum(heights) + 8


def _facts(flow: Flow, rows: Sequence[tuple[str, str]]) -> None:
    """Few facts stay on one page."""
    wrapped = [
        (flow.wrap(label, BODY, LABELS - 8), flow.wrap(text, BODY, flow.width - LABELS)) for label, text in rows
    ]
    leading = flow.face(BODY).leading
    heights = [max(len(labels), len(texts)) * leading + _BETWEEN for labels, texts in wrapped]
    if sum(heights) <= flow.height / 3:
        flow.need(sum(heights))
    for (labels, texts), height in zip(wrapped, heights, strict=True):
        flow.need(min(height, 3 * leading))
        side_by_side(flow, BODY, ((flow.left, labels, True), (flow.left + LABELS, texts, False)))
        flow.gap(_BETWEEN)


def _captions(flow: Flow, following: Sequence[Block]) -> float:
    """How high the paragraphs are that stand right beneath a figure and speak of it."""
    height = 0.0
    for block in following:
        if not isinstance(block, Paragraph):
            break
        size = LEAD if block.lead else BODY
        height += len(flow.wrap(block.text, size, flow.width)) * flow.face(size).leading + 4
    return height


def _figure(flow: Flow, block: FigureBlock, captions: float) -> None:
    """A figure; a little lower where its captions would otherwise stand alone on the next page."""
    height = min(block.height * MM, flow.height)
    if flow.is_under_head:
        height = min(height, flow.room)
    lower = flow.room - captions - 6
    if height <= flow.room and _LOWEST * height <= lower < height:
        height = lower
    flow.need(height)
    flow.put(Picture(flow.left, flow.y, flow.width, height, block.chart))
    flow.y += height
    flow.gap(6)


Entry = tuple[str, list[str]]  # number, lines


def _sources(flow: Flow, sources: Sequence[tuple[str, str]]) -> None:
    """Two columns; what does not fit goes on in two columns on the next page."""
    face = flow.face(SMALL)
    number_width = max(face.wide(number) for number, _ in sources) + 6
    column = (flow.width - _COLUMN_GAP) / 2
    entries: list[Entry] = []
    for number, text in sources:
        lines = flow.wrap(text, SMALL, column - number_width)
        entries.append((number, lines[:_TALLEST]))
        entries += [("", lines[start : start + _TALLEST]) for start in range(_TALLEST, len(lines), _TALLEST)]
    flow.need(face.leading * (2 + len(entries[0][1])))
    flow.lines([flow.report.language.tr("Sources")], BODY, muted=True)
    flow.gap(1.5)
    while entries:
        left, right, entries = _columns(entries, flow.room, face.leading)
        if not left:
            flow.new_page()
            continue
        top = flow.y
        lows = []
        for part, x in ((left, flow.left), (right, flow.left + column + _COLUMN_GAP)):
            flow.y = top
            for number, lines in part:
                flow.line(x, number, SMALL, muted=True)
                for line in lines:
                    flow.line(x + number_width, line, SMALL)
                    flow.y += face.leading
                flow.y += _BETWEEN
            lows.append(flow.y)
        flow.y = max(lows)
        if entries:
            flow.new_page()


def _columns(entries: list[Entry], room: float, leading: float) -> tuple[list[Entry], list[Entry], list[Entry]]:
    """What stands in the left and right column of `room` height, and what is left for the next page."""
    heights = [len(lines) * leading + _BETWEEN for _, lines in entries]
    if sum(heights) <= 2 * room:
        half, taken = sum(heights) / 2, 0.0
        for index, height in enumerate(heights):
            if taken >= half - 0.01:
                if max(taken, sum(heights[index:])) <= room:
                    return entries[:index], entries[index:], []
                break
            taken += height
        else:
            if sum(heights) <= room:
                return entries, [], []
    parts: list[list[Entry]] = []
    at = 0
    for _ in range(2):
        start, used = at, 0.0
        while at < len(entries) and used + heights[at] <= room:
            used += heights[at]
            at += 1
        parts.append(entries[start:at])
    return parts[0], parts[1], entries[at:]
