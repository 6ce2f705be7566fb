"""One column of the board: its head with count and value, and the cards of its projects, painted as they come into sight."""

from decimal import Decimal

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionFocusRect,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from pairing_desktop.domain.board import Column
from pairing_desktop.domain.cells import Cell
from pairing_desktop.domain.display import MISSING, coded
from pairing_desktop.domain.listing import ListColumn
from pairing_desktop.domain.numbers import axis_scale, display_value
from pairing_desktop.domain.trust import Mark
from pairing_desktop.ui import icons, theme
from pairing_desktop.ui.i18n import current, plural, tr
from pairing_desktop.ui.models.list_model import Fetch, ListModel, Prepare
from pairing_desktop.ui.widgets.cell_painter import CellPainter
from pairing_desktop.ui.widgets.links import plain_tip

CARDS = "application/x-pairing-project"  # what is dragged: the integer key of a project
NARROW = 40  # a folded column
LEAST = 156  # an open one
PAD = 8
Index = QModelIndex | QPersistentModelIndex


class CardModel(ListModel):
    """The projects of one stage; they can be dragged."""

    movable = False

    def flags(self, index: Index) -> Qt.ItemFlag:
        draggable = self.movable and index.isValid()
        return super().flags(index) | (Qt.ItemFlag.ItemIsDragEnabled if draggable else Qt.ItemFlag.NoItemFlags)

    def mimeTypes(self) -> list[str]:
        return [CARDS]

    def mimeData(self, indexes: object) -> QMimeData:
        data = QMimeData()
        ids = [self.id_at(index.row()) for index in indexes]  # type: ignore[attr-defined]
        data.setData(CARDS, " ".join(str(id) for id in ids).encode())
        return data


class _Painter(QStyledItemDelegate):
    """A card: the name on two lines, then its place or its investment, with the mark where sources disagree."""

    def __init__(self, view: "CardList") -> None:
        super().__init__(view)
        self._view = view
        self.restyle()

    def restyle(self) -> None:
        self.cells = CellPainter(two_lines=True)
        self._height = self.cells.row_height + theme.metrics().small.pointSize() * 2 + 14

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(LEAST - 4, self._height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, now = self._view, theme.tokens()
        model = view.model()
        assert isinstance(model, CardModel)
        rect = QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, self.cells.selection if chosen else self.cells.base)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self.cells.line)
        if chosen:
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), self.cells.accent)
        name, value = model.cells(index.row())
        small = self.cells.small
        line = theme.metrics().row_two // 2
        upper = QRect(rect.left(), rect.top() + 3, rect.width(), rect.height() - line - 6)
        self.cells.paint(painter, upper, Cell(name.text), False, True)
        left, width = rect.left() + PAD, rect.width() - 2 * PAD
        below = QRect(left, rect.bottom() - line - 2, width, line)
        if model.id_at(index.row()) in view.disputed:
            size = icons.SMALL
            ratio = painter.device().devicePixelRatioF()
            mark = icons.pixmap(f"mark-{Mark.DISPUTED.value}", Mark.DISPUTED.tone, size, ratio)
            painter.drawPixmap(left, below.top() + (line - size) // 2, mark)
            below.setLeft(left + size + 4)
        painter.setFont(small)
        painter.setPen(now.muted)
        said = value.text if value.text != MISSING else name.small
        text = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


class CardList(QListView):
    """The cards of one column.  Ctrl+Left and Ctrl+Right move the chosen one, Left and Right go to the next column."""

    chosen = Signal(int)
    opened = Signal(int)
    moveAsked = Signal(int, int)  # project, columns to the right
    stepAsked = Signal(int)  # columns to the right
    dropped = Signal(int)  # project

    def __init__(self, model: CardModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.disputed: frozenset[int] = frozenset()
        self.cards = model
        self.setModel(model)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.painter = _Painter(self)
        self.setItemDelegate(self.painter)
        self.selectionModel().currentChanged.connect(self._current_changed)

    def current_id(self) -> int | None:
        """The project the cursor is on."""
        return self.cards.id_at(self.currentIndex().row()) if self.currentIndex().isValid() else None

    def choose(self, id: int | None) -> bool:
        """Put the cursor on a project, without telling anybody; False when it is not here."""
        row = self.cards.row_of(id) if id is not None else -1
        blocked = self.selectionModel().blockSignals(True)
        if row < 0:
            self.clearSelection()
        else:
            self.setCurrentIndex(self.cards.index(row, 0))
        self.selectionModel().blockSignals(blocked)
        if row >= 0:
            self.scrollTo(self.cards.index(row, 0))
        self.viewport().update()
        return row >= 0

    def _current_changed(self, index: QModelIndex) -> None:
        id = self.cards.id_at(index.row()) if index.isValid() else None
        if id is not None:
            self.chosen.emit(id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        id = self.current_id()
        if step and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if id is not None:
                self.moveAsked.emit(id, step)
        elif step:
            self.stepAsked.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and id is not None:
            self.opened.emit(id)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        id = self.current_id()
        if id is not None:
            self.opened.emit(id)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        _take_or_not(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        _take_or_not(event)

    def dropEvent(self, event: QDropEvent) -> None:
        for id in dragged(event.mimeData()):
            self.dropped.emit(id)
        event.acceptProposedAction()


class Head(QWidget):
    """Stage, count and value; of a folded column the stage and count from bottom to top.  A click or Space folds."""

    folded = Signal()
    dropped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = ("", "", "")
        self.short = ""  # the value where the whole third line does not fit
        self.is_folded = False
        self.is_disputed = False
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def tell(self, title: str, count: str, value: str, short: str, disputed: bool) -> None:
        """The three lines, and the value alone; `disputed` when sources disagree on a value among them."""
        self.lines, self.short, self.is_disputed = (title, count, value), short, disputed
        doubt = tr("Disputed") if disputed else ""
        said = ", ".join(part for part in (title, count, value, doubt) if part)
        self.setAccessibleName(said)
        fold = tr("Unfold the column") if self.is_folded else tr("Fold the column")
        self.setToolTip(plain_tip(f"{said}\n{fold}"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        sizes = theme.metrics()
        return QSize(NARROW if self.is_folded else LEAST, 3 * (sizes.row_two // 2) + 13)

    def minimumSizeHint(self) -> QSize:
        return QSize(NARROW, self.sizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.folded.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.folded.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        _take_or_not(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        for id in dragged(event.mimeData()):
            self.dropped.emit(id)
        event.acceptProposedAction()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, now, sizes = QPainter(self), theme.tokens(), theme.metrics()
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        title, count, value = self.lines
        if self.is_folded:
            painter.translate(0, self.height())
            painter.rotate(-90)
            painter.setFont(sizes.small)
            painter.setPen(now.muted)
            room = QRect(PAD, 0, self.height() - 2 * PAD, self.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{count}   {title}")
        else:
            line = theme.metrics().row_two // 2
            width = self.width() - 2 * PAD
            painter.setFont(sizes.body)
            painter.setPen(now.text)
            words = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QRect(PAD, 6, width, line), left, words)
            painter.setFont(sizes.small)
            painter.setPen(now.muted)
            painter.drawText(QRect(PAD, 6 + line, width, line), left, count)
            at = PAD
            if self.is_disputed:
                ratio = painter.device().devicePixelRatioF()
                mark = icons.pixmap(f"mark-{Mark.DISPUTED.value}", Mark.DISPUTED.tone, icons.SMALL, ratio)
                painter.drawPixmap(PAD, 6 + 2 * line + (line - icons.SMALL) // 2, mark)
                at += icons.SMALL + 4
            room = QRect(at, 6 + 2 * line, width - at + PAD, line)
            fits = painter.fontMetrics().horizontalAdvance(value) <= room.width()
            painter.drawText(room, left, value if fits else self.short)  # a number is never cut
            painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(now.line))
        if self.hasFocus():
            painter.resetTransform()
            option = QStyleOptionFocusRect()
            option.initFrom(self)
            self.style().drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, option, painter, self)


class ColumnView(QWidget):
    """Head and cards of one stage."""

    dropped = Signal(int)
    foldChanged = Signal()

    def __init__(self, stage: str, fetch: Fetch, prepare: Prepare, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stage = stage
        self.column: Column | None = None
        shown = (ListColumn("name", "", LEAST), ListColumn("investment_cny", "", LEAST))
        self.cards = CardModel(shown, fetch, prepare, self)
        self.head, self.list = Head(self), CardList(self.cards, self)
        self.head.folded.connect(self._toggle)
        self.head.dropped.connect(self.dropped)
        self.list.dropped.connect(self.dropped)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.head)
        box.addWidget(self.list, 1)
        self.fold(False)

    @property
    def is_folded(self) -> bool:
        return self.head.is_folded

    def fold(self, folded: bool) -> None:
        """Show only the name and the count, or the cards."""
        self.head.is_folded = folded
        self.list.setVisible(not folded)
        if folded:
            self.setFixedWidth(NARROW)
            self.head.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        else:
            self.setMinimumWidth(LEAST)
            self.setMaximumWidth(16_777_215)
            self.head.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.say()

    def _toggle(self) -> None:
        self.fold(not self.is_folded)
        self.foldChanged.emit()

    def take(self, column: Column) -> None:
        """Show these projects."""
        self.column = column
        self.list.disputed = column.disputed
        self.cards.set_ids(column.ids)
        self.say()

    def say(self) -> None:
        """Stage, count and value in the current language."""
        column, language = self.column, current()
        title = coded("stage", self.stage, language) or tr("Not stated")
        self.list.setAccessibleName(title)
        if column is None:
            self.head.tell(title, "", "", "", False)
            return
        count = len(column.ids)
        said = f"{count:,}"
        value = money = ""
        if not self.is_folded:
            said = plural("{n} project", "{n} projects", count, n=f"{count:,}")
            if column.stated:
                # In the largest unit that it reaches: a sum of many has more places than the head of a column has room.
                scale = axis_scale((Decimal(column.value),), language, "CNY")
                money = display_value(column.value, "CNY", language, scale=scale)
                value = tr("{value} from {n}", value=money, n=f"{column.stated:,}")
        self.head.tell(title, said, value, money, bool(column.disputed))

    def restyle(self) -> None:
        self.list.painter.restyle()
        self.list.scheduleDelayedItemsLayout()
        self.say()


def dragged(data: QMimeData) -> list[int]:
    """The projects that are being dragged."""
    return [int(part) for part in bytes(data.data(CARDS).data()).decode().split() if part.isdecimal()]


def _take_or_not(event: QDragMoveEvent) -> None:
    if event.mimeData().hasFormat(CARDS):
        event.acceptProposedAction()
    else:
        event.ignore()


