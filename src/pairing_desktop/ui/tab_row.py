"""The row under the menu bar: tabs at the left; undo, redo and the way to "go to anything" at the right."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTabBar, QToolButton, QWidget

from pairing_desktop.ui import icons, theme

GO_TO_WIDTH = 216
NARROW = 1100  # logical pixels of width below which tabs have no icons


class TabRow(QWidget):
    """Shows the pages by index."""

    chosen = Signal(int)

    ACTS = ("undo", "redo", "go_to")  # the acts that stand here with their icons

    def __init__(self, undo: QAction, redo: QAction, go_to: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons: tuple[str, ...] = ()
        self._titles: tuple[str, ...] = ()
        self._counts: dict[int, int] = {}
        self.tabs = QTabBar(self)
        self.tabs.setObjectName("main")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self.tabs.setIconSize(QSize(icons.SMALL, icons.SMALL))
        self.tabs.currentChanged.connect(self.chosen)
        self.go_to = QPushButton(self)
        self.go_to.setObjectName("go_to_field")
        self.go_to.setFixedWidth(GO_TO_WIDTH)
        self.go_to.clicked.connect(go_to.trigger)
        self._undo = _tool(undo, self)
        self._redo = _tool(redo, self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 12, 1)
        layout.setSpacing(4)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self._undo)
        layout.addWidget(self._redo)
        layout.addSpacing(4)
        layout.addWidget(self.go_to)

    def set_tabs(self, titles: Sequence[str], icon_names: Sequence[str]) -> None:
        """Add the tabs or, when they are there, name them again."""
        self._icons, self._titles = tuple(icon_names), tuple(titles)
        blocked = self.tabs.blockSignals(True)
        for index, title in enumerate(titles):
            count = self._counts.get(index, 0)
            text = (f"{title} · {count}" if count else title).replace("&", "&&")
            if index < self.tabs.count():
                self.tabs.setTabText(index, text)
            else:
                self.tabs.addTab(text)
            self.tabs.setTabToolTip(index, f"{title} (Ctrl+{index + 1})")
        self.tabs.blockSignals(blocked)
        self.dress()

    def set_counts(self, counts: dict[int, int]) -> None:
        """Say behind the title of a tab, by its index, how many messages wait in the forms there."""
        counts = {index: count for index, count in counts.items() if count}
        if counts != self._counts:
            self._counts = counts
            self.set_tabs(self._titles, self._icons)

    def retranslate(self, names: str, go_to: str, undo: str, redo: str) -> None:
        """`names` is the accessible name of the tabs, the others of the three controls."""
        self.tabs.setAccessibleName(names)
        self.go_to.setText(f"{go_to}   Ctrl+K")
        self.go_to.setAccessibleName(go_to)
        self._undo.setAccessibleName(undo)
        self._redo.setAccessibleName(redo)

    def dress(self) -> None:
        """Icons in the colours of the theme, the chosen tab's in the accent."""
        self.go_to.setIcon(icons.icon("search", "muted"))
        narrow = self.window().width() < NARROW
        for index in range(self.tabs.count()):
            tone = "accent" if index == self.tabs.currentIndex() else "muted"
            self.tabs.setTabIcon(index, QIcon() if narrow else icons.icon(self._icons[index], tone))
        self.setFixedHeight(theme.metrics().tab_row + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.dress()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(theme.tokens().line))


def _tool(action: QAction, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    button.setAutoRaise(True)
    button.setIconSize(QSize(icons.SMALL, icons.SMALL))
    button.setFixedSize(28, 28)
    return button
