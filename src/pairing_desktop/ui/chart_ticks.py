"""Charts to be ticked: the standard ones, then those kept by name as soon as they are read."""

from collections.abc import Collection

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from pairing_desktop.domain.chart_spec import KeptChart
from pairing_desktop.operations.chart_kept import PREFIX
from pairing_desktop.operations.chart_standard import CHARTS
from pairing_desktop.ui import theme
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.i18n import tr

_ID = Qt.ItemDataRole.UserRole


class ChartTicks(QListWidget):
    """`ticked` is emitted when somebody ticks or unticks one."""

    ticked = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self._wanted: frozenset[str] = frozenset()
        self.setAccessibleName(tr("Charts"))
        theme.edge_ticks(self)
        for info in CHARTS:
            self._add(info.id, tr(info.title))
        self.itemChanged.connect(lambda _item: self.ticked.emit())
        bridge.ask(self, "kept", lambda ask: ask.charts.kept(), self._add_kept)

    def chosen(self) -> tuple[str, ...]:
        """Ids of the charts that are ticked."""
        items = [self.item(row) for row in range(self.count())]
        return tuple(str(item.data(_ID)) for item in items if item.checkState() is Qt.CheckState.Checked)

    def tick(self, ids: Collection[str], *, all_standard: bool = False) -> None:
        """Tick these and no others; `all_standard` the standard ones too."""
        self._wanted = frozenset(ids)
        with QSignalBlocker(self):
            for row in range(self.count()):
                item = self.item(row)
                id = str(item.data(_ID))
                on = id in self._wanted or (all_standard and not id.startswith(PREFIX))
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _add_kept(self, kept: tuple[KeptChart, ...]) -> None:
        with QSignalBlocker(self):
            for one in kept:
                self._add(f"{PREFIX}{one.uid}", one.name)

    def _add(self, id: str, text: str) -> None:
        item = QListWidgetItem(text if len(text) <= 90 else f"{text[:89]}…")
        item.setData(_ID, id)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
        item.setCheckState(Qt.CheckState.Checked if id in self._wanted else Qt.CheckState.Unchecked)
        self.addItem(item)
