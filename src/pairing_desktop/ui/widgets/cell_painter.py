"""Paints ready cells: fonts, metrics and elided words are kept, so that a screen of rows costs a few milliseconds."""

from functools import lru_cache

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from pairing_desktop.domain.cells import Cell
from pairing_desktop.domain.trust import Mark
from pairing_desktop.ui import icons, theme

PAD = 8  # left and right of a cell
GAP = 6  # between mark and word
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CellPainter:
    """One for each table."""

    def __init__(self, two_lines: bool) -> None:
        self.two_lines = two_lines
        self.restyle()

    def restyle(self) -> None:
        """Take up the theme's fonts and colours."""
        sizes, now = theme.metrics(), theme.tokens()
        self.body, self.small = QFont(sizes.body), QFont(sizes.small)
        self._fm, self._fs = QFontMetrics(self.body), QFontMetrics(self.small)
        self.row_height = sizes.row_two if self.two_lines else sizes.row
        self.base, self.selection, self.hover = QColor(now.base), QColor(now.selection), QColor(now.hover)
        self.line, self.accent = QColor(now.line), QColor(now.accent)
        self._text, self._muted = QColor(now.text), QColor(now.muted)
        self._tones = {tone: QColor(getattr(now, tone)) for tone in ("error", "caution", "muted", "accent")}
        body, small = self._fm, self._fs
        # Wrapped in functions of ours: lru_cache asks a bound Qt method for its signature, which costs 20 ms once.
        self._elide = lru_cache(4096)(lambda text, mode, width: body.elidedText(text, mode, width))
        self._elide_small = lru_cache(4096)(lambda text, mode, width: small.elidedText(text, mode, width))
        self._width = lru_cache(4096)(lambda text: body.horizontalAdvance(text))
        self._break = lru_cache(1024)(self._broken)

    def fits(self, cell: Cell, width: int) -> bool:
        """Whether nothing of the cell is cut at this width of its column."""
        room = width - 2 * PAD - (icons.SMALL + GAP if cell.mark else 0)
        if cell.small and self._fs.horizontalAdvance(cell.small) > room:
            return False
        return self._width(cell.text) <= room

    def paint(self, painter: QPainter, rect: QRect, cell: Cell, numeric: bool, breaks: bool) -> None:
        """One cell within `rect`; the background is there already.  `breaks` lets it take two lines."""
        left, width = rect.left() + PAD, rect.width() - 2 * PAD
        if width <= 0 or not (cell.text or cell.mark):
            return
        if cell.mark and not cell.small:
            self._paint_mark(painter, QRect(left, rect.top(), width, rect.height()), cell)
            return
        if cell.mark:  # the shape alone; its word stands in another cell
            self._paint_shape(painter, left, rect.top() + (rect.height() - icons.SMALL) // 2, cell.mark)
            left, width = left + icons.SMALL + GAP, width - icons.SMALL - GAP
        painter.setPen(self.accent if cell.link else self._muted if cell.muted else self._text)
        painter.setFont(self.body)
        if self.two_lines and (cell.small or breaks):
            side = _RIGHT if numeric else _LEFT
            self._paint_lines(painter, QRect(left, rect.top(), width, rect.height()), cell, side, breaks)
            return
        elide = self._elide
        if numeric and self._width(cell.text) > width:  # a number is never cut
            painter.setFont(self.small)
            elide = self._elide_small
        text = elide(cell.text, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRect(left, rect.top(), width, rect.height()), _RIGHT if numeric else _LEFT, text)

    def _paint_mark(self, painter: QPainter, rect: QRect, cell: Cell) -> None:
        assert cell.mark is not None
        tone = cell.mark.tone
        self._paint_shape(painter, rect.left(), rect.top() + (rect.height() - icons.SMALL) // 2, cell.mark)
        left = rect.left() + icons.SMALL + GAP
        space = QRect(left, rect.top(), rect.right() - left + 1, rect.height())
        painter.setPen(self._tones[tone])
        painter.setFont(self.body)
        painter.drawText(space, _LEFT, self._elide(cell.text, Qt.TextElideMode.ElideRight, space.width()))

    @staticmethod
    def _paint_shape(painter: QPainter, left: int, top: int, mark: Mark) -> None:
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(left, top, icons.pixmap(f"mark-{mark.value}", mark.tone, icons.SMALL, ratio))

    def _paint_lines(
        self, painter: QPainter, rect: QRect, cell: Cell, side: Qt.AlignmentFlag, breaks: bool
    ) -> None:
        first, second = self._break(cell.text, rect.width()) if breaks else (cell.text, "")
        small = not second
        height, height_small = self._fm.height(), self._fs.height() if small else self._fm.height()
        second = second or cell.small
        if not second:
            painter.drawText(rect, side, self._elide(first, Qt.TextElideMode.ElideRight, rect.width()))
            return
        top = rect.top() + (rect.height() - height - height_small) // 2
        upper = QRect(rect.left(), top, rect.width(), height)
        painter.drawText(upper, side, self._elide(first, Qt.TextElideMode.ElideRight, rect.width()))
        elide = self._elide
        if small:
            painter.setPen(self._muted)
            painter.setFont(self.small)
            elide = self._elide_small
        lower = QRect(rect.left(), top + height, rect.width(), height_small)
        painter.drawText(lower, side, elide(second, Qt.TextElideMode.ElideRight, rect.width()))

    def _broken(self, text: str, width: int) -> tuple[str, str]:
        """The text on two lines if it does not fit on one, broken at a space or between Chinese characters."""
        if self._width(text) <= width:
            return text, ""
        size = len(self._fm.elidedText(text, Qt.TextElideMode.ElideRight, width)) - 1
        space = text.rfind(" ", 0, size + 1)
        cut = size if space < size // 2 and text[max(size - 1, 0)] > "\u2e80" else space
        return (text, "") if cut <= 0 else (text[:cut].rstrip(), text[cut:].lstrip())
