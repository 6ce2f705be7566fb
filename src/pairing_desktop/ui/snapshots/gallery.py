"""The registered pages as a gallery of small sheets or as a list: one model, two ways of painting."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from pairing_desktop.domain.snapshots import SnapshotLine
from pairing_desktop.ui import theme
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.moments import local
from pairing_desktop.ui.pictures import decoded
from pairing_desktop.ui.widgets.links import plain_tip

Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole
SHEET = QSize(150, 150)  # room for the small sheet
TILE_WIDTH = 196
_KEPT = 400  # small sheets in memory


class SnapshotModel(QAbstractListModel):
    """Lines in order; `wanted` is called with the ids of sheets that come into sight."""

    def __init__(self, wanted: Callable[[Sequence[int]], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._wanted = wanted
        self._lines: list[SnapshotLine] = []
        self._sheets: dict[int, QPixmap] = {}
        self._asked: set[int] = set()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def set_lines(self, lines: Sequence[SnapshotLine]) -> None:
        """Show these; sheets already fetched stay, for they never change."""
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    def row_of(self, id: int) -> int:
        """-1 when it is not among the lines shown."""
        return next((row for row, line in enumerate(self._lines) if line.id == id), -1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == LINE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{line.serial}, {line.title}, {local(line.made_at)}, {line.who}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(f"{line.title}\n{line.note}".strip())
        return None

    def sheet(self, id: int) -> QPixmap | None:
        """The small sheet, asked for when it is not here yet."""
        found = self._sheets.get(id)
        if found is None and id not in self._asked:
            self._asked.add(id)
            self._wanted([id])
        return found

    def take_sheets(self, pictures: dict[int, bytes]) -> None:
        """Sheets arrived (PNG)."""
        for id, content in pictures.items():
            self._sheets[id] = decoded(content)
            while len(self._sheets) > _KEPT:
                dropped = next(iter(self._sheets))
                del self._sheets[dropped]
                self._asked.discard(dropped)
        if self._lines:
            self.dataChanged.emit(self.index(0), self.index(len(self._lines) - 1))


class _Tile(QStyledItemDelegate):
    """A small sheet, beneath it serial, title in two lines at most, and when by whom."""

    def __init__(self, model: SnapshotModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._sheets = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        sizes = theme.metrics()
        body, small = QFontMetrics(sizes.body).height(), QFontMetrics(sizes.small).height()
        return QSize(TILE_WIDTH, 12 + SHEET.height() + 10 + body + 2 * small + small + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: SnapshotLine = index.data(LINE)
        now, sizes = theme.tokens(), theme.metrics()
        area: QRect = option.rect.adjusted(4, 4, -4, -4)
        _ground(painter, option, area)
        place = QRect(area.left() + (area.width() - SHEET.width()) // 2, area.top() + 8, SHEET.width(), SHEET.height())
        _paint_sheet(painter, self._sheets.sheet(line.id), place)
        left, wide = area.left() + 10, area.width() - 20
        top = place.bottom() + 10
        for text, font, tone, lines in (
            (line.serial, sizes.body, now.text, 1), (line.title, sizes.small, now.text, 2),
            (said_when(line), sizes.small, now.muted, 1),
        ):
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(QColor(tone))
            for part in _wrapped(text, metrics, wide, lines):
                painter.drawText(left, top + metrics.ascent(), part)
                top += metrics.height()


class _Row(QStyledItemDelegate):
    """A line of the list: serial and title, beneath them when, by whom and the note."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, theme.metrics().row_two)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: SnapshotLine = index.data(LINE)
        now, sizes = theme.tokens(), theme.metrics()
        area: QRect = option.rect
        _ground(painter, option, area)
        body, small = QFontMetrics(sizes.body), QFontMetrics(sizes.small)
        top = area.top() + (area.height() - body.height() - small.height()) // 2
        first = body.horizontalAdvance("PD-2026-00000-WW") + 20
        painter.setFont(sizes.body)
        painter.setPen(QColor(now.text))
        painter.drawText(area.left() + 12, top + body.ascent(), line.serial)
        room = area.width() - first - 24
        title = body.elidedText(line.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(area.left() + 12 + first, top + body.ascent(), title)
        painter.setFont(sizes.small)
        painter.setPen(QColor(now.muted))
        under = small.elidedText(
            "   ".join(part for part in (said_when(line), " ".join(line.note.split())) if part),
            Qt.TextElideMode.ElideRight, room,
        )
        painter.drawText(area.left() + 12 + first, top + body.height() + small.ascent(), under)
        painter.setPen(QColor(now.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())


class Gallery(QListView):
    """Shows a SnapshotModel as tiles or, with `set_as_list`, as lines."""

    currentChosen = Signal(object)  # SnapshotLine or None
    opened = Signal()  # Enter or a double click

    def __init__(self, model: SnapshotModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._tile, self._row = _Tile(model, self), _Row(self)
        self.setModel(model)
        self._model = model
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setAccessibleName(tr("Snapshots"))
        self.selectionModel().currentChanged.connect(lambda now, _: self.currentChosen.emit(now.data(LINE)))
        self.activated.connect(lambda _: self.opened.emit())
        theme.notifier.changed.connect(self.scheduleDelayedItemsLayout)
        self.set_as_list(False)

    @property
    def is_list(self) -> bool:
        return self.viewMode() == QListView.ViewMode.ListMode

    def set_as_list(self, as_list: bool) -> None:
        """Lines instead of tiles."""
        self.setViewMode(QListView.ViewMode.ListMode if as_list else QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setWrapping(not as_list)
        self.setSpacing(0 if as_list else 4)
        self.setItemDelegate(self._row if as_list else self._tile)
        self.setContentsMargins(0, 0, 0, 0)
        self.scheduleDelayedItemsLayout()

    def current_id(self) -> int | None:
        line = self.currentIndex().data(LINE)
        return line.id if isinstance(line, SnapshotLine) else None

    def choose(self, id: int | None) -> bool:
        """Put the cursor on this page; False when it is not shown."""
        row = -1 if id is None else self._model.row_of(id)
        if row < 0:
            return False
        index = self._model.index(row)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit()
            return
        super().keyPressEvent(event)


def said_when(line: SnapshotLine) -> str:
    """When and by whom it was registered."""
    return "  ".join(part for part in (local(line.made_at), " ".join(line.who.split())) if part)


def _ground(painter: QPainter, option: QStyleOptionViewItem, area: QRect) -> None:
    now = theme.tokens()
    state: QStyle.StateFlag = option.state
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(area, QColor(now.selection))
        painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), QColor(now.accent))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(area, QColor(now.hover))


def _paint_sheet(painter: QPainter, sheet: QPixmap | None, place: QRect) -> None:
    """The sheet as large as it fits, on white with a thin edge; an empty one until it is there."""
    size = sheet.size() if sheet is not None else QSize(210, 297)
    size = size.scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio)
    spot = QRect(place.left() + (place.width() - size.width()) // 2, place.top() + place.height() - size.height(),
                 size.width(), size.height())  # fmt: skip
    painter.fillRect(spot, Qt.GlobalColor.white)
    if sheet is not None:
        ratio = painter.device().devicePixelRatioF() if painter.device() is not None else 1.0
        fine = sheet.scaled(spot.size() * ratio, mode=Qt.TransformationMode.SmoothTransformation)
        painter.drawPixmap(spot, fine)
    painter.setPen(QPen(QColor(theme.tokens().strong), 1))
    painter.drawRect(spot.adjusted(0, 0, -1, -1))


def _wrapped(text: str, metrics: QFontMetrics, room: int, most: int) -> list[str]:
    """The text in at most so many lines, the last one elided."""
    rest = " ".join(text.split())
    lines: list[str] = []
    while rest and len(lines) < most - 1 and metrics.horizontalAdvance(rest) > room:
        fits = len(rest)
        while fits > 1 and metrics.horizontalAdvance(rest[:fits]) > room:
            fits -= 1
        blank = rest.rfind(" ", 1, fits + 1)
        cut = blank if blank > fits // 3 else fits
        lines.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*lines, metrics.elidedText(rest, Qt.TextElideMode.ElideRight, room)]
