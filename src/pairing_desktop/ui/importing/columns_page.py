"""What the rows are about, and which column goes into which field."""

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from pairing_desktop.domain import mapping
from pairing_desktop.domain.kinds import KINDS, Field, FieldType, Kind
from pairing_desktop.domain.mapping import ColumnMap
from pairing_desktop.domain.tables import Preview
from pairing_desktop.domain.vocabulary import LISTS
from pairing_desktop.domain.vocabulary import label as word
from pairing_desktop.ui import theme
from pairing_desktop.ui.i18n import current, tr
from pairing_desktop.ui.widgets.choice import Box
from pairing_desktop.ui.widgets.flat_rows import FlatRows
from pairing_desktop.ui.widgets.links import plain_label, plain_tip

EXAMPLES = 3
_WIDTHS = (200, 0, 240)
_FOLLOWING = {  # the printed words of a claim follow from its value, what an indicator measures from its unit
    "claims": ("subject_kind", "value_as_stated"), "measures": ("dimension",),
}


class ColumnsPage(QWidget):
    """Holds a `ColumnMap` for the columns of a preview."""

    kindChosen = Signal(str)
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview: Preview | None = None
        self._boxes: list[QComboBox] = []
        self._constants: dict[str, QComboBox | QLineEdit] = {}
        self.kind_box = Box(self)
        self.kind_box.setAccessibleName(tr("Each row is about"))
        for kind in KINDS.values():
            self.kind_box.addItem(tr(kind.label), kind.name)
        self.kind_box.currentIndexChanged.connect(lambda _index: self._kind_chosen())
        self.clears = QCheckBox(tr("An empty cell empties the field of a record on file"), self)
        self.clears.toggled.connect(lambda _on: self.changed.emit())
        top = QHBoxLayout()
        top.setSpacing(8)
        caption = plain_label(tr("Each row is about"), muted=True)
        caption.setBuddy(self.kind_box)
        top.addWidget(caption)
        top.addWidget(self.kind_box)
        top.addSpacing(16)
        top.addWidget(self.clears)
        top.addStretch(1)
        self.table = QTableWidget(0, 3, self)
        self.table.setItemDelegate(FlatRows(self.table))
        self.table.setAccessibleName(tr("Columns of the file"))
        self.table.setHorizontalHeaderLabels([tr("Column of the file"), tr("Examples"), tr("Goes into")])
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setProperty("framed", True)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(theme.metrics().input + 6)
        header = self.table.horizontalHeader()
        header.setFont(theme.metrics().small)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setFixedHeight(theme.metrics().header)
        for column, width in enumerate(_WIDTHS):
            if width:
                self.table.setColumnWidth(column, width)
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self._for_all = QWidget(self)
        self._form = QFormLayout(self._for_all)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setSpacing(8)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        self.all_caption = plain_label(tr("No column says this; the same for all new rows:"), muted=True)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(8)
        page.addLayout(top)
        page.addWidget(self.table, 1)
        page.addWidget(self.all_caption)
        page.addWidget(self._for_all)

    @property
    def kind(self) -> Kind:
        return KINDS[str(self.kind_box.currentData())]

    def show_columns(self, preview: Preview, kind: str, columns: ColumnMap) -> None:
        """Take up the columns of a file, mapped like this."""
        self._preview = preview
        with QSignalBlocker(self.kind_box):
            self.kind_box.setCurrentIndex(self.kind_box.findData(kind))
        with QSignalBlocker(self.clears):
            self.clears.setChecked(columns.clears)
        self._boxes = []
        self.table.setRowCount(len(preview.names))
        rows = [cells for number, cells, problem in preview.rows if number > preview.shape.header and not problem]
        for at, name in enumerate(preview.names):
            examples = [cells[at] for cells in rows if at < len(cells) and cells[at]][:EXAMPLES]
            shown = "; ".join(" ".join(text.split())[:60] for text in examples)
            for column, text in enumerate((name, shown)):
                item = QTableWidgetItem(text)
                item.setToolTip(plain_tip(text))
                self.table.setItem(at, column, item)
            box = self._field_box(name)
            box.setCurrentIndex(box.findData(columns.field_of(at)))
            box.currentIndexChanged.connect(lambda _index, box=box: self._field_chosen(box))
            self._boxes.append(box)
            self.table.setCellWidget(at, 2, box)
        self._ask_constants(columns.constants)

    def _field_box(self, name: str) -> QComboBox:
        box = Box(self.table)
        box.setAccessibleName(tr("{column} goes into", column=name))
        box.setMaxVisibleItems(24)
        box.addItem(tr("Leave out"), "")
        for field in (*self.kind.fields, *self.kind.listed):
            box.addItem(tr(field.label), field.name)
        box.addItem(tr("Number of our own (hidden in exports)"), "uid")
        return box

    def _kind_chosen(self) -> None:
        self.kindChosen.emit(self.kind.name)

    def _field_chosen(self, chosen: QComboBox) -> None:
        """A field is filled by one column only: another one that had it is let go."""
        for box in self._boxes:
            if box is not chosen and chosen.currentData() and box.currentData() == chosen.currentData():
                with QSignalBlocker(box):
                    box.setCurrentIndex(0)
        self._ask_constants(self._constant_values())
        self.changed.emit()

    def _ask_constants(self, given: Mapping[str, str]) -> None:
        """Ask once for what each new row needs and no column says."""
        mapped = {str(box.currentData()) for box in self._boxes}
        missing = [field for field in self.kind.fields if _is_needed(self.kind, field) and field.name not in mapped]
        while self._form.rowCount():
            self._form.removeRow(0)
        self._constants = {}
        for field in missing:
            entry = self._constant(field, given.get(field.name, ""))
            self._constants[field.name] = entry
            self._form.addRow(plain_label(tr(field.label)), entry)
        self.all_caption.setVisible(bool(missing))
        self._for_all.setVisible(bool(missing))

    def _constant(self, field: Field, value: str) -> QComboBox | QLineEdit:
        if field.type is FieldType.CHOICE:
            box = Box(self._for_all)
            box.addItem("—", "")
            for code in LISTS[field.choices]:
                box.addItem(word(field.choices, code, current()), code)
            box.setCurrentIndex(max(0, box.findData(value)))
            box.currentIndexChanged.connect(lambda _index: self.changed.emit())
            entry: QComboBox | QLineEdit = box
        else:
            entry = QLineEdit(value, self._for_all)
            entry.setMinimumWidth(240)
            if field.type is FieldType.LINK:
                entry.setPlaceholderText(tr("Name or short name"))
            entry.textChanged.connect(lambda _text: self.changed.emit())
        entry.setAccessibleName(tr(field.label))
        entry.setObjectName(field.name)
        return entry

    def _constant_values(self) -> dict[str, str]:
        found = {
            name: str(entry.currentData()) if isinstance(entry, QComboBox) else entry.text().strip()
            for name, entry in self._constants.items()
        }
        return {name: text for name, text in found.items() if text}

    def columns(self) -> ColumnMap:
        """The mapping as it stands."""
        assert self._preview is not None
        found = [
            mapping.with_unit(self.kind, at, str(box.currentData()), self._preview.names[at])
            for at, box in enumerate(self._boxes) if box.currentData()
        ]
        return ColumnMap(tuple(found), self._constant_values(), self.clears.isChecked())


def _is_needed(kind: Kind, field: Field) -> bool:
    """Whether a new row cannot do without, and it does not follow from the rest."""
    follows = _FOLLOWING.get(kind.name, ())
    return field.required and not field.citation and field.name not in follows
