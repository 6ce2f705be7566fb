"""What stands around a chart's picture: numbered sources, the table twin, what is left out, facts in small."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QHeaderView,
    QScrollArea,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from pairing_desktop.domain.chart_table import source_text, table
from pairing_desktop.domain.chart_words import as_of_text, events_text
from pairing_desktop.domain.charting import ChartData
from pairing_desktop.domain.language import language
from pairing_desktop.ui import theme
from pairing_desktop.ui.i18n import plural, tr
from pairing_desktop.ui.widgets.links import ElidedLabel, LinkButton, plain_label, plain_tip

MOST_SOURCES, MORE_SOURCES = 60, 200  # links made at once: thousands would hold the window for seconds


class FactLabel(QWidget):
    """A small muted name and the text under it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = plain_label(size="small", muted=True, wrap=True, selectable=True)
        self._text = plain_label(size="small", wrap=True, selectable=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 4, 0)
        column.setSpacing(1)
        column.addWidget(self._name)
        column.addWidget(self._text)
        self.dress()

    def set_fact(self, name: str, text: str) -> None:
        self._name.setText(name)
        self._text.setText(text)
        self._text.setAccessibleName(f"{name}: {text}")

    def dress(self) -> None:
        self._name.setFont(theme.metrics().small)
        self._text.setFont(theme.metrics().small)


class SourceList(QScrollArea):
    """The sources of a chart in two columns, each a link, with date and the chart in one sentence."""

    opened = Signal(int)  # id of a source

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(84)
        self._data: ChartData | None = None
        self._most = MOST_SOURCES

    def set_data(self, data: ChartData) -> None:
        """Show the sources of `data`, numbered as on the chart, the left column first; of very many the first, then more."""
        self._most = MOST_SOURCES
        self._show(data)

    def _show(self, data: ChartData) -> None:
        self._data = data
        said = language(data.language)
        body = QWidget()
        body.setAutoFillBackground(True)
        body.setBackgroundRole(QPalette.ColorRole.Base)
        grid = QGridLayout(body)
        grid.setContentsMargins(16, 6, 16, 8)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(2)
        grid.addWidget(ElidedLabel(tr("Sources"), "small", "muted"), 0, 0)
        date = ElidedLabel(as_of_text(data, said), "small", "muted")
        grid.addWidget(date, 0, 1)
        shown = data.sources[:self._most]
        half = (len(shown) + 1) // 2
        for index, note in enumerate(shown):
            link = LinkButton(f"[{index + 1}]  {source_text(note, said)}")
            link.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            link.clicked.connect(lambda _=False, id=note.source_id: self.opened.emit(id))
            grid.addWidget(link, 1 + index % half, index // half)
        row = half + 1
        if more := len(data.sources) - len(shown):
            rest = LinkButton(plural("and {n} more source", "and {n} more sources", more, n=f"{more:,}"))
            rest.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # its own width would be the column's
            rest.clicked.connect(self._show_more)
            grid.addWidget(rest, row, 0)
            row += 1
        marked = events_text(data, said)
        if marked:
            marked = f"{tr('Events marked')}{said.colon}{marked}"
        for text in (marked, *data.notes, data.summary):
            if text:
                label = plain_label(text, "small", muted=True, wrap=True, selectable=True)
                grid.addWidget(label, row, 0, 1, 2)
                row += 1
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(row, 1)
        self.setWidget(body)
        self.setAccessibleName(tr("Sources"))

    def _show_more(self) -> None:
        if self._data is not None:
            self._most += MORE_SOURCES
            QTimer.singleShot(0, self, self.dress)  # the link that was clicked goes with the others

    def dress(self) -> None:
        if self._data is not None:
            self._show(self._data)


class TwinTable(QTableWidget):
    """The table twin.  Enter or a double click opens what is behind a row."""

    opened = Signal(object, object, object)  # claim ids, record ids, posting ids

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._behind: list[tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setStyleSheet("QTableWidget::item { padding: 0px 8px; }")
        self.verticalHeader().hide()
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.cellActivated.connect(lambda row, _: self.opened.emit(*self._behind[row]))

    def set_data(self, data: ChartData) -> None:
        """Fill the table; texts that do not fit are whole in the tooltip."""
        twin = table(data, language(data.language))
        self._behind = list(zip(twin.claims, twin.records, twin.postings or [()] * len(twin.rows), strict=True))
        self.clear()
        self.setColumnCount(len(twin.headers))
        self.setRowCount(len(twin.rows))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for column, header in enumerate(twin.headers):
            item = QTableWidgetItem(header)
            if twin.numeric[column]:
                item.setTextAlignment(right)
            self.setHorizontalHeaderItem(column, item)
        for row, cells in enumerate(twin.rows):
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(plain_tip(text) if len(text) > 30 else "")
                if twin.numeric[column]:
                    item.setTextAlignment(right)
                self.setItem(row, column, item)
        self.resizeColumnsToContents()
        for column in range(self.columnCount()):
            self.setColumnWidth(column, min(max(self.columnWidth(column) + 24, 70), 420))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().setDefaultSectionSize(theme.metrics().row)
        self.setAccessibleName(tr("Table of the chart"))


class LeftOut(QScrollArea):
    """Sentences on what the chart does not draw, and why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._label = plain_label(wrap=True, selectable=True)
        self._label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._label.setMargin(16)
        self._label.setAutoFillBackground(True)
        self._label.setBackgroundRole(QPalette.ColorRole.Base)
        self.setWidget(self._label)

    def set_data(self, data: ChartData) -> None:
        stop = language(data.language).full_stop
        self._label.setText("\n\n".join(f"{text}{stop}" for text in data.left_out) or tr("Nothing is left out."))

    def dress(self) -> None:
        self._label.setFont(theme.metrics().body)
