"""The row above a list: filter field, how many rows, and what one can do with them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QToolButton, QWidget

from pairing_desktop.ui import icons, theme
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.widgets.links import plain_label

SHORT = 640  # logical pixels: a shorter row has icons without words


class FilterField(QLineEdit):
    """The filter box.  Text under composition by an input method is not yet text: it never filters."""

    filterChanged = Signal(str)
    leftDown = Signal()  # Down or Enter: on to the list

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._funnel = QAction(self)
        self.addAction(self._funnel, QLineEdit.ActionPosition.LeadingPosition)
        self.setClearButtonEnabled(True)
        self.setMaxLength(200)
        self.textChanged.connect(self.filterChanged)

    def restyle(self) -> None:
        self.setMinimumHeight(theme.metrics().input)
        self._funnel.setIcon(icons.icon("filter", "muted"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.leftDown.emit()
        else:
            super().keyPressEvent(event)


class ToolButton(QToolButton):
    """A flat button, icon and word; in the narrow form the icon alone, the word as tooltip."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setAutoRaise(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumHeight(theme.metrics().input)

    def set_words(self, words: str, icon: str = "") -> None:
        """What it says, and with `icon` another picture."""
        self._icon = icon or self._icon
        self.setText(words)
        self.setAccessibleName(words)
        self.restyle()

    def set_narrow(self, narrow: bool) -> None:
        only, beside = Qt.ToolButtonStyle.ToolButtonIconOnly, Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        self.setToolButtonStyle(only if narrow else beside)
        self.setToolTip(self.text() if narrow else "")

    def restyle(self) -> None:
        self.setIcon(icons.icon(self._icon))


class FilterBar(QWidget):
    """Filter field, count, Filters (narrow form), Columns, Chart this, New."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = FilterField(self)
        self.field.setMinimumWidth(120)
        self.field.setMaximumWidth(220)
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.count = plain_label("", "small", muted=True)
        self.filters = ToolButton("settings", self)
        self.columns = ToolButton("columns", self)
        self.chart = ToolButton("chart", self)
        self.new = QPushButton(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 7, 12, 7)
        row.setSpacing(6)
        row.addWidget(self.field, 3)
        row.addWidget(self.count)
        row.addStretch(1)
        for button in (self.filters, self.columns, self.chart):
            row.addWidget(button)
        row.addWidget(self.new)
        self.filters.hide()
        self._tools: list[ToolButton] = []
        self._hint = ""
        self._why = ""

    def add_before_columns(self, button: "ToolButton") -> None:
        """A tool of one list, before those that all lists have."""
        row = self.layout()
        assert isinstance(row, QHBoxLayout)
        row.insertWidget(row.indexOf(self.columns), button)
        self._tools.append(button)

    def retranslate(self, hint: str) -> None:
        """Words in the current language; `hint` names what is filtered ("Filter projects")."""
        self.field.setPlaceholderText(f"{hint}  Ctrl+F")
        self.field.setAccessibleName(hint)
        self.columns.set_words(tr("Columns"))
        self.chart.set_words(tr("Chart this"))
        self.new.setText(tr("New"))
        self.show_filters(0)
        self.restyle()

    def restyle(self) -> None:
        self.count.setFont(theme.metrics().small)
        self.new.setIcon(icons.icon("add"))
        self.field.restyle()
        for button in (*self._tools, self.filters, self.columns, self.chart):
            button.restyle()

    def show_filters(self, active: int) -> None:
        """Say on the narrow form's button how many filters are active."""
        self.filters.set_words(tr("Filters ({n})", n=active) if active else tr("Filters"))

    def show_count(self, found: int, total: int) -> None:
        some, all = f"{found:,}", f"{total:,}"
        self.count.setText(all if found == total else tr("{found} of {total}", found=some, total=all))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for button in (*self._tools, self.columns, self.chart):
            button.set_narrow(self.width() < SHORT)

    def set_writable(self, why: str) -> None:
        """Switch New off with the reason, or on with an empty one."""
        self.new.setEnabled(not why)
        self.new.setToolTip(why)
        self.new.setAccessibleDescription(why)
