"""Word documents (.docx): headings, paragraphs, tables, pictures, numbered sources, running head and foot.

For offices that edit in Word or WPS: styles carry the look, headings fold in the navigation pane, table headers repeat
on each page, and the fonts of Chinese are named apart from those of Latin, as East Asian text needs.  The same content
gives the same bytes.
"""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from pairing_desktop.exchange.chart_files import write_whole
from pairing_desktop.exchange.docx_links import link_numbers, mark_source

LATIN, CHINESE = "Arial", "Microsoft YaHei"  # there in Word and WPS alike; both replace what is missing
_SIDE, _TOP, _BOTTOM = 18, 22, 20  # margins in mm, those of the printed page
_MUTED = RGBColor(0x4B, 0x55, 0x5D)
_LINE = "B8BFC5"
_NOT_HELD = re.compile("[\x00-\x08\x0b\x0c\x0d-\x1f\ud800-\udfff\ufffe\uffff]")
_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)  # of files in an archive


@dataclass(frozen=True)
class Sheet:
    """What stands on every page and in the file's properties.

    `size` is width and height in mm as it is turned; `head` and `foot` are texts for left and right (and middle);
    `page` says "Page {n} of {pages}" in the document's language; `as_of` is YYYY-MM-DD, perhaps with THH:MM.
    """

    title: str
    language: str
    size: tuple[float, float]
    head: tuple[str, str]
    foot: tuple[str, str]
    page: str
    as_of: str
    author: str = ""


class WordDocument:
    """A document in the making, filled from top to bottom, then written with `save`."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._document = Document()
        self._width = sheet.size[0] - 2 * _SIDE
        self._styles()
        self._page()
        self._properties()

    def title(self, text: str, subtitle: str) -> None:
        """The name of the document and a line beneath it."""
        self._document.add_paragraph(_plain(text), "Title")
        if subtitle:
            self._document.add_paragraph(_plain(subtitle), "Subtitle")

    def heading(self, text: str, level: int, note: str = "") -> None:
        """The head of a part (level 1 or 2), kept with what follows."""
        self._document.add_heading(_plain(text), level)
        if note:
            self._muted(note).paragraph_format.keep_with_next = True

    def paragraph(self, text: str, *, muted: bool = False, lead: bool = False) -> None:
        """Running text."""
        if muted:
            self._muted(text)
        else:
            made = self._document.add_paragraph(_plain(text))
            if lead:
                made.runs[0].font.size = Pt(11)

    def pairs(self, rows: Sequence[tuple[str, str]]) -> None:
        """Labels, each with its text beside it."""
        table = self._document.add_table(0, 2)
        table.autofit = False
        for label, text in rows:
            cells = table.add_row().cells
            for cell, said, width in zip(cells, (label, text), (34.0, self._width - 34.0), strict=True):
                cell.width = Mm(width)
                _write(cell, said, muted=cell is cells[0])
        self._gap()

    def tiles(self, tiles: Sequence[tuple[str, str, str]], columns: int = 3) -> None:
        """Figures side by side: name, value in large letters, note."""
        table = self._document.add_table(-(-len(tiles) // columns), columns)
        for number, (name, value, note) in enumerate(tiles):
            cell = table.cell(number // columns, number % columns)
            _border(cell, "top")
            _write(cell, name, muted=True)
            cell.add_paragraph(_plain(value)).runs[0].font.size = Pt(14)
            _muted_run(cell.add_paragraph(_plain(note)))
        self._gap()

    def table(
        self,
        headers: Sequence[str],
        numeric: Sequence[bool],
        rows: Sequence[Sequence[str]],
        groups: Sequence[tuple[int, str]] = (),
    ) -> None:
        """A table whose header repeats on each page; groups are rows of one cell."""
        table = self._document.add_table(1, len(headers))
        table.autofit = False
        widths = [Mm(width) for width in self._widths(headers, rows)]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for cell, text, right in zip(table.rows[0].cells, headers, numeric, strict=True):
            _write(cell, text, muted=True, right=right)
            _border(cell, "bottom")
        _mark_row(table.rows[0], "w:tblHeader")
        heads = dict(groups)
        for index, row in enumerate(rows):
            if index in heads:
                cells = table.add_row().cells
                joined = cells[0].merge(cells[-1])
                _write(joined, heads[index], muted=True)
                joined.paragraphs[0].paragraph_format.keep_with_next = True
            made = table.add_row()
            _mark_row(made, "w:cantSplit")
            for cell, text, right in zip(made.cells, row, numeric, strict=True):
                _write(cell, text, right=right)
                _border(cell, "bottom", 2)
        for row_made in table.rows:
            for cell, width in zip(row_made._tr.tc_lst, widths, strict=False):
                cell.width = width if cell.grid_span == 1 else Mm(self._width)
        self._gap()

    def _widths(self, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
        """Widths of columns in mm by what they hold: room for the usual text and for the longest word."""
        wants = []
        for index, header in enumerate(headers):
            lines = [line for row in rows for line in row[index].split("\n")] or [""]
            usual = sum(map(_wide, lines)) / len(lines)
            word = max((_wide(word) for line in (*lines, header) for word in line.split()), default=0)
            wants.append(max(min(max(usual * 1.5, word), 34), min(_wide(header), 12), 5))
        return [self._width * want / sum(wants) for want in wants]

    def picture(self, png: bytes, width: float, text: str) -> None:
        """A picture `width` mm wide; `text` says it to ears."""
        self._document.add_picture(io.BytesIO(png), width=Mm(min(width, self._width)))
        shape = self._document.inline_shapes[-1]
        shape._inline.docPr.set("descr", _plain(text))

    def sources(self, title: str, lines: Sequence[tuple[str, str]]) -> None:
        """Numbered sources, each hanging from its number, to which its numbers in the text above lead."""
        link_numbers(self._document.element.body, frozenset(number for number, _ in lines))
        self._document.add_heading(_plain(title), 1)
        for id, (number, text) in enumerate(lines, 1):
            made = self._document.add_paragraph(f"{number}\t{_plain(text)}")
            made.paragraph_format.left_indent = Mm(9)
            made.paragraph_format.first_line_indent = Mm(-9)
            made.paragraph_format.tab_stops.add_tab_stop(Mm(9))
            made.paragraph_format.space_after = Pt(2)
            made.runs[0].font.size = Pt(9)
            mark_source(made, number, id)

    def page_break(self) -> None:
        """What follows begins a new page."""
        self._document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def save(self, path: Path) -> None:
        """Write the file beside its place, then put it there.  Raises FileProblem in words."""
        stream = io.BytesIO()
        self._document.save(stream)
        write_whole(path, _timeless(stream.getvalue()))

    # Parts

    def _styles(self) -> None:
        styles = self._document.styles
        looks = {
            "Normal": (10, 0, 4), "Title": (18, 0, 2), "Subtitle": (11, 0, 10), "Heading 1": (14, 14, 4),
            "Heading 2": (11.5, 10, 3), "Header": (9, 0, 0), "Footer": (9, 0, 0),
        }
        for name, (size, before, after) in looks.items():
            style = styles[name]
            style.font.size = Pt(size)
            style.font.name = LATIN
            style.font.bold = style.font.italic = False
            style.font.color.rgb = _MUTED if name in ("Subtitle", "Header", "Footer") else RGBColor(0x1B, 0x22, 0x27)
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
                fonts.attrib.pop(qn(theme), None)
            for script, font in (("w:ascii", LATIN), ("w:hAnsi", LATIN), ("w:eastAsia", CHINESE), ("w:cs", LATIN)):
                fonts.set(qn(script), font)
        title = styles["Title"].element.get_or_add_pPr()
        for line in title.findall(qn("w:pBdr")):  # the rule that comes with the style
            title.remove(line)

    def _page(self) -> None:
        sheet, section = self._sheet, self._document.sections[0]
        width, height = sheet.size
        section.orientation = WD_ORIENT.LANDSCAPE if width > height else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(width), Mm(height)
        section.left_margin = section.right_margin = Mm(_SIDE)
        section.top_margin, section.bottom_margin = Mm(_TOP), Mm(_BOTTOM)
        section.header_distance, section.footer_distance = Mm(12), Mm(10)
        head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
        for line, texts in ((head, (sheet.head[0], "", sheet.head[1])), (foot, (*sheet.foot, ""))):
            stops = line.paragraph_format.tab_stops
            for stop in list(line.style.paragraph_format.tab_stops):
                stops.add_tab_stop(stop.position, WD_TAB_ALIGNMENT.CLEAR)
            stops.add_tab_stop(Mm(self._width / 2), WD_TAB_ALIGNMENT.CENTER)
            stops.add_tab_stop(Mm(self._width), WD_TAB_ALIGNMENT.RIGHT)
            line.add_run(_plain("\t".join(texts)))
        before, _, rest = sheet.page.partition("{n}")
        between, _, after = rest.partition("{pages}")
        foot.add_run(before)
        _field(foot, "PAGE")
        foot.add_run(between)
        _field(foot, "NUMPAGES")
        foot.add_run(after)

    def _properties(self) -> None:
        sheet, properties = self._sheet, self._document.core_properties
        when = datetime.fromisoformat(sheet.as_of)
        properties.title, properties.author, properties.language = sheet.title, sheet.author, sheet.language
        properties.last_modified_by, properties.comments, properties.revision = sheet.author, "", 1
        properties.created = properties.modified = when

    def _muted(self, text: str) -> Any:
        made = self._document.add_paragraph(_plain(text))
        _muted_run(made)
        return made

    def _gap(self) -> None:
        """Between a table and what follows: two tables in a row would grow together."""
        line = self._document.add_paragraph()
        line.paragraph_format.space_after = Pt(0)
        line.paragraph_format.line_spacing = Pt(6)


def _wide(text: str) -> int:
    """Width of a text in Latin letters; a Chinese character is as wide as two, and may stand alone on a line."""
    return sum(2 if ord(sign) > 0x2E7F else 1 for sign in text)


def _plain(text: str) -> str:
    """Without signs that the format cannot hold."""
    return _NOT_HELD.sub("", text)


def _write(cell: Any, text: str, *, muted: bool = False, right: bool = False) -> None:
    line = cell.paragraphs[0]
    line.paragraph_format.space_after = Pt(1)
    run = line.add_run(_plain(text))
    run.font.size = Pt(9)
    if muted:
        run.font.color.rgb = _MUTED
    if right:
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _muted_run(line: Any) -> None:
    for run in line.runs:
        run.font.size = Pt(9)
        run.font.color.rgb = _MUTED


def _border(cell: Any, side: str, eighths: int = 4) -> None:
    """A thin line at one side of a cell, in eighths of a point."""
    properties = cell._tc.get_or_add_tcPr()
    borders = properties.find(qn("w:tcBorders"))
    if borders is None:
        borders = OxmlElement("w:tcBorders")
        properties.append(borders)
    line = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "0"), ("color", _LINE)):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)


def _mark_row(row: Any, mark: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(mark))


def _field(line: Any, code: str) -> None:
    """A field that Word works out: PAGE, NUMPAGES."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("text", "1"), ("end", "")):
        run = line.add_run()
        if kind == "text":
            run.text = text
            continue
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.set(qn("xml:space"), "preserve")
            part.text = text
        run._r.append(part)


def _timeless(content: bytes) -> bytes:
    """The archive with one date for all its files: the same document gives the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            made = zipfile.ZipInfo(entry.filename, _EARLIEST.timetuple()[:6])
            made.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(made, old.read(entry))
    return stream.getvalue()
