"""The list of charts: those that people kept by name, the standard ones, and the one being composed."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from pairing_desktop.domain.chart_spec import KeptChart
from pairing_desktop.operations.chart_kept import PREFIX
from pairing_desktop.operations.chart_standard import CHARTS
from pairing_desktop.ui import theme
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.widgets.flat_rows import FlatRows
from pairing_desktop.ui.widgets.links import plain_tip

FREE = "free"
_ID = Qt.ItemDataRole.UserRole


class ChartList(QListWidget):
    """`chosen(id)` is emitted for what somebody picks: the id of a standard chart, "kept:" and a uid, or FREE."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept: tuple[KeptChart, ...] = ()
        self._free = False
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setWordWrap(True)
        self.setSpacing(2)
        self.viewport().setAutoFillBackground(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(120)
        self.setItemDelegate(FlatRows(self, inset=2))
        self.currentItemChanged.connect(self._told)
        self._fill("")

    @property
    def kept(self) -> tuple[KeptChart, ...]:
        return self._kept

    def set_kept(self, kept: Sequence[KeptChart]) -> None:
        """Show these beside the standard charts; what is current stays current."""
        self._kept = tuple(kept)
        self._fill(self.current())

    def show_as_current(self, id: str) -> None:
        """Mark what is shown; FREE has a line of its own only while it is shown."""
        if self._free != (id == FREE):
            self._free = id == FREE
            self._fill(id)
        with QSignalBlocker(self):
            for row in range(self.count()):
                if self.item(row).data(_ID) == id:
                    self.setCurrentRow(row)

    def current(self) -> str:
        """Id of the current line."""
        item = self.currentItem()
        return str(item.data(_ID) or "") if item is not None else ""

    def retranslate(self) -> None:
        self.setAccessibleName(tr("Charts"))
        self._fill(self.current())

    def dress(self) -> None:
        self.setFont(theme.metrics().body)
        self._fill(self.current())

    def _fill(self, current: str) -> None:
        with QSignalBlocker(self):
            self.clear()
            if self._free:
                self._add(FREE, tr("Composed, not kept yet"))
            if self._kept:
                self._heading(tr("Kept by name"))
                for one in self._kept:
                    self._add(f"{PREFIX}{one.uid}", one.name)
            if self._free or self._kept:
                self._heading(tr("Standard charts"))
            for info in CHARTS:
                self._add(info.id, tr(info.title))
            for row in range(self.count()):
                if self.item(row).data(_ID) == current:
                    self.setCurrentRow(row)

    def _add(self, id: str, text: str) -> None:
        shown = text if len(text) <= 70 else f"{text[:69]}…"
        item = QListWidgetItem(shown)
        item.setData(_ID, id)
        if shown != text:
            item.setToolTip(plain_tip(text))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, text)
        self.addItem(item)

    def _heading(self, text: str) -> None:
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(theme.metrics().small)
        self.addItem(item)

    def _told(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None and item.data(_ID):
            self.chosen.emit(str(item.data(_ID)))
