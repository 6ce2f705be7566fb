"""How many people were sent: by role, unit, batch or year, each count with its trust mark and its sources."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QTreeWidgetItem, QVBoxLayout, QWidget

from pairing_desktop.domain.display import range_text
from pairing_desktop.domain.listing import Filter
from pairing_desktop.domain.numbers import display_value
from pairing_desktop.domain.postings import WAYS, Total
from pairing_desktop.domain.trust import trust_word
from pairing_desktop.domain.vocabulary import label
from pairing_desktop.ui import icons, theme
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.dialogs.listing import TextTable
from pairing_desktop.ui.i18n import current, plural, tr
from pairing_desktop.ui.widgets.links import plain_label

HEIGHT = 210


class TotalsPanel(QWidget):
    """A heading with the choice of how to count, and a table.  Enter or a double click narrows the list to a line."""

    chosen = Signal(str, str)  # way, code

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._filter = Filter()
        self._totals: tuple[Total, ...] = ()
        self._title = plain_label("", "small", muted=True)
        self.way = QComboBox(self)
        for way in WAYS:
            self.way.addItem("", way)
        self.way.currentIndexChanged.connect(lambda _: self.ask(self._filter))
        self._note = plain_label("", "small", muted=True)
        row = QHBoxLayout()
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self._title)
        row.addWidget(self.way)
        row.addWidget(self._note)
        row.addStretch(1)
        self.table = TextTable("", ("", "", "", ""), (0, 120, 130, 90), self)
        self.table.itemActivated.connect(lambda item, _column: self._choose(item))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(row)
        box.addWidget(self.table, 1)
        self.setMaximumHeight(HEIGHT)
        self.setMinimumHeight(HEIGHT // 2)
        theme.notifier.changed.connect(self._show)
        self.retranslate()

    def ask(self, filter: Filter) -> None:
        """Count what passes this filter."""
        self._filter, way = filter, self.way.currentData()
        self._bridge.ask(self, "totals", lambda ask: ask.entries.totals(filter, way), self._take)

    def _take(self, totals: tuple[Total, ...]) -> None:
        self._totals = totals
        self._show()

    def retranslate(self) -> None:
        """Say everything again in the current language."""
        self._title.setText(tr("Totals by"))
        self.way.setAccessibleName(tr("Totals by"))
        for place, words in enumerate(WAYS.values()):
            self.way.setItemText(place, tr(words))
        self.table.setAccessibleName(tr("Totals"))
        self._show()

    def _show(self) -> None:
        by_year = self.way.currentData() == "year"
        self._note.setText(tr("Whoever is on post in two years counts in both.") if by_year and self._totals else "")
        self._note.setFont(theme.metrics().small)
        self._title.setFont(theme.metrics().small)
        self.table.clear()
        self.table.setHeaderLabels([tr(WAYS[self.way.currentData()]), tr("People"), tr("Trust"), tr("Sources")])
        self.table.headerItem().setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setVisible(bool(self._totals))
        for total in self._totals:
            sources = plural("{n} source", "{n} sources", total.sources)
            item = self.table.add(
                (self._name(total), people_text(total), trust_word(total.mark, current()), sources), total
            )
            item.setIcon(2, icons.icon(f"mark-{total.mark.value}", total.mark.tone))
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _name(self, total: Total) -> str:
        if total.code is None:
            return tr("All together")
        if not total.code:
            return tr("Not stated")
        return label("posting_role", total.code, current()) if self.way.currentData() == "role" else total.code

    def _choose(self, item: QTreeWidgetItem) -> None:
        total = item.data(0, Qt.ItemDataRole.UserRole)
        if isinstance(total, Total) and total.code is not None:
            self.chosen.emit(self.way.currentData(), total.code)


def people_text(total: Total) -> str:
    """34; 30–34 while sources disagree; "about 34" where a count in it is not exact."""
    low, high = str(total.low), str(total.high)
    said = range_text(low, high, "", current()) if low != high else display_value(high, "", current())
    return tr("about {n}", n=said) if total.inexact else said
