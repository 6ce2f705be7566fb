"""Which file, and how it is read: sheet, encoding, delimiter, header row, with the first rows as they are understood."""

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from pairing_desktop.domain.tables import DELIMITERS, ENCODINGS, Preview, Shape
from pairing_desktop.ui import theme
from pairing_desktop.ui.i18n import current, tr
from pairing_desktop.ui.importing.plan_model import merged_note
from pairing_desktop.ui.widgets.links import plain_label, plain_tip

SHOWN_CELL = 120  # characters
SHOWN_COLUMNS = 60


class FilePage(QWidget):
    """Says how the file is to be read whenever a choice changes."""

    shapeChosen = Signal(object)  # Shape
    fileWanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.file = plain_label(tr("No file chosen yet"))
        self.choose = QPushButton(tr("Choose…"), self)
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(lambda _checked=False: self.fileWanted.emit())
        self.sheet = self._box(tr("Sheet"))
        self.encoding = self._box(tr("Encoding"))
        self.delimiter = self._box(tr("Columns are parted by"))
        self.header = QSpinBox(self)
        self.header.setRange(1, 1000)
        self.header.setAccessibleName(tr("Row with the names of the columns"))
        self.header.setKeyboardTracking(False)
        self.header.valueChanged.connect(lambda _row: self._chosen())
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.file, 1)
        top.addWidget(self.choose)
        choices = QHBoxLayout()
        choices.setSpacing(0)
        self._pairs: dict[QWidget, QWidget] = {}
        for entry in (self.sheet, self.encoding, self.delimiter, self.header):
            caption = plain_label(entry.accessibleName(), muted=True)
            caption.setBuddy(entry)
            pair = self._pairs[entry] = QWidget(self)
            row = QHBoxLayout(pair)
            row.setContentsMargins(0, 0, 12, 0)
            row.setSpacing(8)
            row.addWidget(caption)
            row.addWidget(entry)
            choices.addWidget(pair)
        choices.addStretch(1)
        self.table = QTableWidget(self)
        self.table.setAccessibleName(tr("The first rows"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setProperty("framed", True)
        self.table.setWordWrap(False)
        self.table.horizontalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.verticalHeader().setDefaultSectionSize(theme.metrics().row)
        self.notes = plain_label(muted=True, size="small", wrap=True)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(8)
        page.addLayout(top)
        page.addLayout(choices)
        page.addWidget(self.table, 1)
        page.addWidget(self.notes)
        self.show_choices(None)

    def _box(self, name: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.currentIndexChanged.connect(lambda _index: self._chosen())
        return box

    def show_path(self, path: Path) -> None:
        self.file.setText(path.name)
        self.file.setToolTip(plain_tip(str(path)))

    def show_choices(self, preview: Preview | None) -> None:
        """Offer the choices that this kind of file has."""
        text = preview is not None and preview.format == "csv"
        for entry, shown in (
            (self.sheet, preview is not None and len(preview.sheets) > 1), (self.encoding, text), (self.delimiter, text),
            (self.header, preview is not None and preview.own is None and preview.format in ("csv", "xlsx", "ods", "xls")),
        ):
            self._pairs[entry].setVisible(shown)
        if preview is None:
            return
        fitting = preview.encodings
        encodings = {code: text if code in fitting else tr("{encoding}, does not fit", encoding=text)
                     for code, text in ENCODINGS.items()}  # fmt: skip
        self._fill(self.sheet, {name: name for name in preview.sheets}, preview.shape.sheet)
        self._fill(self.encoding, encodings, preview.shape.encoding)
        self._fill(self.delimiter, {code: tr(text) for code, text in DELIMITERS.items()}, preview.shape.delimiter)
        with QSignalBlocker(self.header):
            self.header.setValue(preview.shape.header)

    def _fill(self, box: QComboBox, choices: dict[str, str], chosen: str) -> None:
        with QSignalBlocker(box):
            box.clear()
            for code, text in choices.items():
                box.addItem(text, code)
            box.setCurrentIndex(box.findData(chosen))

    def show_preview(self, preview: Preview) -> None:
        """The first rows; those above the names of the columns are muted."""
        self.show_choices(preview)
        width = min(SHOWN_COLUMNS, max((len(cells) for _, cells, _ in preview.rows), default=0))
        self.table.clear()
        self.table.setRowCount(len(preview.rows))
        self.table.setColumnCount(width)
        tokens = theme.tokens()
        for at, (number, cells, problem) in enumerate(preview.rows):
            self.table.setVerticalHeaderItem(at, QTableWidgetItem(f"{number}"))
            for place in range(width):
                text = cells[place] if place < len(cells) else ""
                if problem is not None and place == 0:
                    text = problem.message(current())
                item = QTableWidgetItem(" ".join(text[:SHOWN_CELL].split()))
                if problem is not None:
                    item.setForeground(QBrush(QColor(tokens.error)))
                elif number == preview.shape.header:
                    item.setBackground(QBrush(QColor(tokens.selection)))
                elif number < preview.shape.header:
                    item.setForeground(QBrush(QColor(tokens.muted)))
                if len(text) > 20:
                    item.setToolTip(plain_tip(text[:600]))
                self.table.setItem(at, place, item)
        for place in range(width):
            self.table.setColumnWidth(place, max(60, min(240, self.table.sizeHintForColumn(place) + 12)))
        self.notes.setText(" ".join(_notes(preview)))
        self.notes.setVisible(bool(self.notes.text()))

    def _chosen(self) -> None:
        self.shapeChosen.emit(self.shape())

    def shape(self) -> Shape:
        """How the file is to be read, as chosen here."""
        return Shape(
            str(self.sheet.currentData() or ""), str(self.encoding.currentData() or ""),
            str(self.delimiter.currentData() or ""), self.header.value(),
        )


def _notes(preview: Preview) -> list[str]:
    """What one should know about how the file is read."""
    said = []
    if preview.own is not None:
        said.append(tr("This is an export of this program: its columns are known."))
    if preview.notes.formulas:
        said.append(tr("Formulas are read by the value they had when the file was saved."))
    if preview.notes.merged:
        said.append(merged_note(preview.notes.merged))
    return said

