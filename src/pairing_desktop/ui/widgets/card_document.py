"""The text of a card as one document: wrapped right at any width, selectable, its links reached with Tab.

Data enters by `insertText` only, so nothing in it is ever read as mark-up; links are formats set here.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, Qt, QUrl
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImageReader,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextTable,
    QTextTableCellFormat,
    QTextTableFormat,
)

from pairing_desktop.domain.trust import Mark
from pairing_desktop.ui import icons, theme

SCHEME = "pairing"
_NUMBER = re.compile(r" (?=[0-9]{1,3}(?![0-9]))")  # "para 8": the number does not go on alone in the next line
LABELS = 96  # width of the label column
LARGEST_PICTURE = 1024  # pixels of a side of a small picture


def target(kind: str, id: int | str = 0) -> str:
    """The address of a link inside the program."""
    return f"{SCHEME}:{kind}/{id}"


def parse_target(url: QUrl) -> tuple[str, str]:
    """Kind and id of such an address."""
    kind, _, id = url.path().partition("/")
    return kind, id


@dataclass(frozen=True)
class Anchor:
    """Where a link stands in the document, and the words it shows."""

    begin: int
    end: int
    href: str
    words: str


class CardDocument:
    """Writes into a QTextDocument.  Sizes are "body", "small" and "title", tones the names of theme tokens."""

    def __init__(self, document: QTextDocument, ratio: float) -> None:
        self._document = document
        self._ratio = ratio
        self.anchors: list[Anchor] = []
        self.places: dict[str, int] = {}
        document.clear()
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(0)
        self._cursor = QTextCursor(document)
        self._block = QTextCursor(document)
        self._block.beginEditBlock()  # laid out once, at the end: ten times faster
        self._fresh = True
        self._format_of: dict[tuple[str, str], QTextCharFormat] = {}

    def close(self) -> None:
        """Nothing more is written: let the document be laid out."""
        self._block.endEditBlock()

    # Words

    def _format(self, size: str, tone: str) -> QTextCharFormat:
        found = self._format_of.get((size, tone))
        if found is None:
            found = QTextCharFormat()
            found.setFont(getattr(theme.metrics(), size))
            found.setForeground(QColor(getattr(theme.tokens(), tone)))
            self._format_of[size, tone] = found
        return found

    def text(self, text: str, size: str = "body", tone: str = "text") -> None:
        """Words that continue the line."""
        if text:
            self._cursor.insertText(text.replace("\n", "\u2028"), self._format(size, tone))

    def link(self, text: str, href: str, size: str = "small") -> None:
        """Words that open something."""
        shape = QTextCharFormat(self._format(size, "accent"))
        shape.setAnchor(True)
        shape.setAnchorHref(href)
        begin = self._cursor.position()
        self._cursor.insertText(_NUMBER.sub("\u00a0", text), shape)
        self.anchors.append(Anchor(begin, self._cursor.position(), href, text))

    def picture(self, name: str, tone: str) -> None:
        """An icon in the line."""
        key = f"{name}-{tone}"
        pixmap = icons.pixmap(name, tone, icons.SMALL, self._ratio)
        self._document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(key), pixmap)
        shape = QTextImageFormat()
        shape.setName(key)
        shape.setWidth(icons.SMALL)
        shape.setHeight(icons.SMALL)
        shape.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
        self._cursor.insertImage(shape)

    def image(self, name: str, data: bytes, width: int, height: int) -> None:
        """A small picture (PNG) in the line, at most this large in logical pixels."""
        buffer = QBuffer()
        buffer.setData(QByteArray(data))
        reader = QImageReader(buffer, QByteArray(b"png"))  # nothing else, whatever a file may hold in its place
        if max(reader.size().width(), reader.size().height()) > LARGEST_PICTURE:
            return
        image = reader.read()
        if image.isNull():
            return
        self._document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name), image)
        size = image.size().scaled(width, height, Qt.AspectRatioMode.KeepAspectRatio).boundedTo(image.size())
        shape = QTextImageFormat()
        shape.setName(name)
        shape.setWidth(size.width())
        shape.setHeight(size.height())
        self._cursor.insertImage(shape)

    def trust(self, mark: Mark, words: str) -> None:
        """Shape and word of a mark."""
        self.picture(f"mark-{mark.value}", mark.tone)
        self.text(f" {words}", "small", mark.tone)

    def gap(self) -> None:
        """Room between two things on one line."""
        self.text("\u00a0\u00a0 ", "small")

    # Lines and blocks

    def line(self, above: int = 0) -> None:
        """Begin a new line; the first in a cell or document is there already."""
        shape = QTextBlockFormat()
        shape.setTopMargin(above)
        if self._fresh:
            self._cursor.setBlockFormat(shape)
            self._fresh = False
        else:
            self._cursor.insertBlock(shape)

    def to_right(self) -> None:
        """Let the line end at the right edge."""
        shape = self._cursor.blockFormat()
        shape.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._cursor.setBlockFormat(shape)

    def place(self, name: str) -> None:
        """Remember this position under a name, to scroll to it."""
        self.places[name] = self._cursor.position()

    @contextmanager
    def table(self, widths: tuple[int, ...], rule: bool = False, gap: int = 5) -> Iterator["TableWriter"]:
        """A table; a width of 0 shares what is left.  `rule` draws a line above the first row."""
        shape = QTextTableFormat()
        shape.setBorder(0)
        shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
        shape.setCellPadding(0)
        shape.setCellSpacing(0)
        shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        fixed, variable = QTextLength.Type.FixedLength, QTextLength.Type.VariableLength
        shape.setColumnWidthConstraints(
            [QTextLength(fixed, width) if width else QTextLength(variable, 0) for width in widths]
        )
        shape.setTopMargin(10 if rule else 0)
        table = self._cursor.insertTable(1, len(widths), shape)
        yield TableWriter(self, table, rule, gap)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._shrink()
        self._fresh = True

    def _shrink(self) -> None:
        """Make the line after a table as low as Qt allows."""
        shape = QTextBlockFormat()
        shape.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        self._cursor.setBlockFormat(shape)

    def heading(self, words: str, rule: bool = True, above: int = 10) -> None:
        """A small muted heading, under a line."""
        with self.table((0,), rule, above) as table:
            table.row()
            self.text(words, "small", "muted")

    def enter(self, table: QTextTable, row: int, column: int) -> None:
        """Write into a cell from now on."""
        self._cursor = table.cellAt(row, column).firstCursorPosition()
        self._fresh = True


class TableWriter:
    """Rows of a table, from top to bottom; `cell` goes on to the next cell."""

    def __init__(self, document: CardDocument, table: QTextTable, rule: bool, gap: int) -> None:
        self._document = document
        self._table = table
        self._rule = rule
        self._gap = gap
        self._row = -1
        self._column = 0

    def row(self, fill: str = "", below: bool = False) -> None:
        """Begin a row at its first cell; `fill` names a token for its background, `below` draws a line under it."""
        self._row += 1
        if self._row:
            self._table.appendRows(1)
        now = theme.tokens()
        shape = QTextTableCellFormat()
        shape.setTopPadding(self._gap if self._row or not self._rule else self._gap + 4)
        shape.setBottomPadding(self._gap if below or fill else 0)
        shape.setRightPadding(6)
        solid = QTextFrameFormat.BorderStyle.BorderStyle_Solid
        if self._rule and self._row == 0:
            shape.setTopBorder(1)
            shape.setTopBorderStyle(solid)
            shape.setTopBorderBrush(QBrush(QColor(now.line)))
        if below:
            shape.setBottomBorder(1)
            shape.setBottomBorderStyle(solid)
            shape.setBottomBorderBrush(QBrush(QColor(now.line)))
        if fill:
            shape.setBackground(QColor(getattr(now, fill)))
        for column in range(self._table.columns()):
            self._table.cellAt(self._row, column).setFormat(QTextTableCellFormat(shape))
        self._column = 0
        self._document.enter(self._table, self._row, 0)
        self._document.line()

    def cell(self) -> None:
        """Go on to the next cell of the row."""
        self._column += 1
        self._document.enter(self._table, self._row, self._column)
        self._document.line()

    def label(self, words: str) -> None:
        """A row of two: the label, then on to the value."""
        self.row()
        self._document.text(words, "small", "muted")
        self.cell()

