"""A plain table for dialogs: few rows, text only, header, elided cells with their whole text as tooltip."""

from collections.abc import Sequence

from PySide6.QtCore import QMetaMethod, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from pairing_desktop.ui import theme
from pairing_desktop.ui.widgets.flat_rows import FlatRows
from pairing_desktop.ui.widgets.links import plain_tip

LONGEST_TIP = 600  # characters


class TextTable(QTreeWidget):
    """Rows of texts; `widths` in pixels at the usual font size, 0 for the column that grows."""

    def __init__(self, name: str, headers: Sequence[str], widths: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setHeaderLabels(list(headers))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setProperty("framed", True)
        self.setItemDelegate(FlatRows(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setTabKeyNavigation(False)
        header = self.header()
        header.setFont(theme.metrics().small)
        header.setFixedHeight(theme.metrics().header)
        header.setStretchLastSection(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate(widths):
            if width:
                self.setColumnWidth(column, width)
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def add(self, texts: Sequence[str], data: object = None) -> QTreeWidgetItem:
        """Append a row; `data` is kept with it."""
        one_line = [" ".join(text.split()) for text in texts]
        item = QTreeWidgetItem(one_line)
        item.setData(0, Qt.ItemDataRole.UserRole, data)
        height = theme.metrics().row
        for column, text in enumerate(one_line):
            item.setSizeHint(column, QSize(self.header().sectionSizeHint(column), height))
            if len(text) > 20:
                item.setToolTip(column, plain_tip(text, LONGEST_TIP))
        self.addTopLevelItem(item)
        return item

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        acts = self.isSignalConnected(QMetaMethod.fromSignal(self.itemActivated))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and acts and self.currentItem() is not None:
            event.accept()  # the line was meant: else the dialog presses its default button, which closes it

    def data_of_selected(self) -> list[object]:
        """The `data` of the chosen rows, top to bottom."""
        chosen = sorted(self.selectedItems(), key=self.indexOfTopLevelItem)
        return [item.data(0, Qt.ItemDataRole.UserRole) for item in chosen]
