"""A registered page against today: in a sentence, as both charts in one picture, and line by line with the source."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QSplitter,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from pairing_desktop.domain.charting import ChartData
from pairing_desktop.domain.dates import PartialDate, display
from pairing_desktop.domain.snapshots import Change, ChartPair, Comparison, SnapshotLine
from pairing_desktop.ui import theme
from pairing_desktop.ui.chart_view import ChartView
from pairing_desktop.ui.i18n import current, plural, tr
from pairing_desktop.ui.widgets.filter_bar import ToolButton
from pairing_desktop.ui.widgets.links import ElidedLabel, plain_label, plain_tip
from pairing_desktop.ui.widgets.states import State

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from pairing_desktop.charts.context import Context
    from pairing_desktop.charts.marks import Drawing

_TONE = Qt.ItemDataRole.UserRole  # colour of a cell's text; none for the usual


class OverlayView(ChartView):
    """Both states of a chart: the higher one filled, what the other shows elsewhere dashed over it."""

    def set_pair(self, pair: ChartPair) -> bool:
        """Show these; whether today's is the filled one."""
        today_filled = pair.now.highest >= pair.before.highest
        filled, self._outlined = (pair.now, pair.before) if today_filled else (pair.before, pair.now)
        self.set_data(filled)
        return today_filled

    def draw_on(self, figure: "Figure", data: ChartData, context: "Context") -> "Drawing":
        from pairing_desktop.charts.overlay import draw_overlay

        return draw_overlay(figure, data, self._outlined, context)


class _Padded(QStyledItemDelegate):
    """Wrapped cells with some room around them."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        table: QTableWidget = self.parent()  # type: ignore[assignment]
        wide = table.viewport().width() if table.columnSpan(index.row(), 0) > 1 else table.columnWidth(index.column())
        room = QRect(0, 0, max(wide - 20, 40), 10_000)
        metrics = QFontMetrics(index.data(Qt.ItemDataRole.FontRole) or theme.metrics().body)
        text = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, index.data() or "")
        return QSize(wide, text.height() + 10)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        now = theme.tokens()
        area: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(now.selection))
        painter.setPen(QColor(now.line))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.setFont(index.data(Qt.ItemDataRole.FontRole) or theme.metrics().body)
        painter.setPen(QColor(index.data(_TONE) or now.text))
        painter.drawText(area.adjusted(10, 5, -8, -4), Qt.TextFlag.TextWordWrap, index.data() or "")


class ChangeTable(QTableWidget):
    """What changed, then and now, with the source; Enter or a double click on a claim opens it."""

    opened = Signal(int)  # id of a claim

    def __init__(self, parent: QWidget) -> None:
        super().__init__(0, 4, parent)
        self._claims: list[int] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(_Padded(self))
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(lambda *_: self.resizeRowsToContents())
        self.cellDoubleClicked.connect(lambda row, _: self._open(row))

    def show_changes(self, comparison: Comparison) -> None:
        """Claims first, then what else reads differently on the page, each part under its name."""
        self.clearSpans()
        self.setRowCount(0)
        self._claims = []
        self.setHorizontalHeaderLabels([tr("What is said"), tr("Then"), tr("Today"), tr("Source")])
        for name, changes in (
            (tr("Claims the page rests on"), comparison.claims), (tr("On the page"), comparison.page),
        ):
            if changes:
                self._head(name)
            for change in changes:
                self._add(change)
        self.resizeRowsToContents()

    def _head(self, name: str) -> None:
        row = self._new_row(0)
        item = QTableWidgetItem(name)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        item.setData(_TONE, theme.tokens().muted)
        item.setFont(theme.metrics().small)
        self.setItem(row, 0, item)
        self.setSpan(row, 0, 1, 4)

    def _add(self, change: Change) -> None:
        row = self._new_row(change.claim_id)
        for column, text in enumerate((change.what, change.before or "—", change.now or "—", change.source or "—")):
            item = QTableWidgetItem(text)
            item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            item.setToolTip(plain_tip(text) if len(text) > 60 else "")
            if column == 1 or text == "—":
                item.setData(_TONE, theme.tokens().muted)
            self.setItem(row, column, item)

    def _new_row(self, claim: int) -> int:
        row = self.rowCount()
        self.insertRow(row)
        self._claims.append(claim)
        return row

    def _open(self, row: int) -> None:
        if 0 <= row < len(self._claims) and self._claims[row]:
            self.opened.emit(self._claims[row])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentRow())
            return
        super().keyPressEvent(event)


class ComparePane(QWidget):
    """Takes the place of the gallery until one goes back."""

    back = Signal()
    claimOpened = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.line: SnapshotLine | None = None
        self.comparison: Comparison | None = None
        self.back_button = ToolButton("undo", self)
        self.back_button.clicked.connect(self.back)
        self.heading = ElidedLabel("", "body")
        self.said = plain_label("", "body", wrap=True)
        self.key = plain_label("", "small", muted=True, wrap=True)
        self.view = OverlayView(self)
        self.table = ChangeTable(self)
        self.table.opened.connect(self.claimOpened)
        self.state = State(self)
        head = QHBoxLayout()
        head.setContentsMargins(8, 7, 12, 3)
        head.setSpacing(8)
        head.addWidget(self.back_button)
        head.addWidget(self.heading, 1)
        picture = QWidget()
        pictures = QVBoxLayout(picture)
        pictures.setContentsMargins(0, 0, 0, 0)
        pictures.setSpacing(2)
        keys = QHBoxLayout()
        keys.setContentsMargins(16, 0, 16, 0)
        keys.addWidget(self.key)
        pictures.addLayout(keys)
        pictures.addWidget(self.view, 1)
        self.picture = picture
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(picture)
        self.split.addWidget(self.table)
        self.split.setSizes([400, 220])
        self.setFocusProxy(self.table)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.split)
        self.stack.addWidget(self.state)
        sentence = QHBoxLayout()
        sentence.setContentsMargins(16, 0, 16, 6)
        sentence.addWidget(self.said)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(sentence)
        column.addWidget(self.stack, 1)
        theme.notifier.changed.connect(self.retranslate)

    def minimumSizeHint(self) -> QSize:
        return QSize(420, 320)

    def show_waiting(self, line: SnapshotLine) -> None:
        """The page's name, until the answer is here."""
        self.line, self.comparison = line, None
        self.retranslate()
        self.state.tell("snapshot", "", tr("Comparing with today…"))
        self.stack.setCurrentWidget(self.state)

    def show_comparison(self, line: SnapshotLine, comparison: Comparison) -> None:
        """Say what changed."""
        self.line, self.comparison = line, comparison
        self.retranslate()

    def show_problem(self, line: SnapshotLine, text: str) -> None:
        """Why there is nothing to compare."""
        self.line, self.comparison = line, None
        self.retranslate()
        self.state.tell("mark-implausible", tr("This page could not be compared"), text)
        self.stack.setCurrentWidget(self.state)

    def retranslate(self) -> None:
        """Say everything again in the current language."""
        self.back_button.set_words(tr("All snapshots"))
        self.table.setAccessibleName(tr("What changed"))
        self.said.setFont(theme.metrics().body)
        self.key.setFont(theme.metrics().small)
        self.said.setText("")
        self.table.verticalHeader().setDefaultSectionSize(theme.metrics().row)
        if self.line is None:
            return
        self.heading.set_text(tr("{serial}: {title}", serial=self.line.serial, title=self.line.title))
        found = self.comparison
        if found is None:
            return
        if found.is_same:
            self.state.tell("mark-decided", tr("Nothing has changed"), tr(
                "Everything this page says, and every claim it rests on, is on file today as it was printed."
            ))
            self.stack.setCurrentWidget(self.state)
            return
        self.said.setText(_sentence(found))
        self.table.show_changes(found)
        self.picture.setVisible(bool(found.charts))
        if found.charts:
            pair = next((pair for pair in found.charts if pair.before != pair.now), found.charts[0])
            self.key.setText(_key(pair, today_filled=self.view.set_pair(pair)))
        self.stack.setCurrentWidget(self.split)


def _sentence(found: Comparison) -> str:
    claims = plural("{n} claim behind this page has changed since it was printed.",
                    "{n} claims behind this page have changed since it was printed.", len(found.claims))
    lines = plural("{n} line of the page reads differently today.", "{n} lines of the page read differently today.",
                   len(found.page))
    return current().gap.join(part for part, n in ((claims, len(found.claims)), (lines, len(found.page))) if n)


def _key(pair: ChartPair, *, today_filled: bool) -> str:
    """Which of the two pictures is which."""
    then, now = (display(PartialDate(data.as_of[:10], "day"), current()) for data in (pair.before, pair.now))
    if today_filled:
        return tr("Filled: today, {now}. Dashed: as printed, {then}.", now=now, then=then)
    return tr("Filled: as printed, {then}. Dashed: today, {now}.", now=now, then=then)
