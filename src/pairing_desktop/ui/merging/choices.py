"""Two records field by field: which value stays, chosen with ← and → or a click."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QTreeWidgetItem, QWidget

from pairing_desktop.domain.display import MISSING
from pairing_desktop.domain.drafts import Pick
from pairing_desktop.domain.kinds import FieldType, Kind
from pairing_desktop.domain.merging import SOURCE, Side, SideBySide, differs, groups, is_stated
from pairing_desktop.ui import icons, theme
from pairing_desktop.ui.dialogs.listing import TextTable
from pairing_desktop.ui.forms.fields import said
from pairing_desktop.ui.i18n import tr

FIRST, SECOND = 1, 2  # columns of the two records


class FieldChoices(TextTable):
    """`side` of a group, named by its first field, is 0 for the left record and 1 for the right one."""

    chosen = Signal()

    def __init__(self, kind: Kind, both: SideBySide, parent: QWidget | None = None) -> None:
        super().__init__(tr("Field by field"), (tr("Field"), "", "", tr("Remark")), (150, 0, 0, 110), parent)
        self._kind = kind
        self._both = both
        self.sides: dict[str, int] = {}
        self._items: dict[str, QTreeWidgetItem] = {}
        for group in groups(kind):
            one, two = both.sides
            if not any(is_stated(kind, group, side.values) for side in both.sides):
                continue
            remark = tr("differs") if differs(group, one.values, two.values) else tr("the same")
            if group[0] == SOURCE and all(is_stated(kind, group, side.values) for side in both.sides):
                remark = tr("both stay")
            item = self.add((tr(kind.field(group[0]).label), self._words(group, one), self._words(group, two), remark), group)
            self._items[group[0]] = item
            self.sides[group[0]] = 0
        self.itemClicked.connect(self._clicked)
        if self._items:
            self.setCurrentItem(next(iter(self._items.values())))

    def name_sides(self, names: tuple[str, str]) -> None:
        """Put the names of the records over their columns."""
        self.setHeaderLabels([tr("Field"), *names, tr("Remark")])

    def suggest(self, kept: int, taken: frozenset[str]) -> None:
        """Choose the values of the record that is kept, of the `taken` groups those of the other."""
        for name in self.sides:
            self.sides[name] = 1 - kept if name in taken else kept
        self.dress()
        self.chosen.emit()

    def taken(self, kept: int) -> frozenset[str]:
        """The groups whose chosen value is that of the record that goes and says something else."""
        one, two = (side.values for side in self._both.sides)
        return frozenset(
            group[0] for group in groups(self._kind)
            if group[0] in self.sides and self.sides[group[0]] != kept and differs(group, one, two)
        )

    def choose(self, name: str, side: int) -> None:
        """Let the value of this side stay."""
        if name in self.sides:
            self.sides[name] = side
            self.dress()
            self.chosen.emit()

    def dress(self) -> None:
        """Show which value stays: with a sign and in the colour of text, the other one muted."""
        tokens = theme.tokens()
        for name, item in self._items.items():
            group = item.data(0, Qt.ItemDataRole.UserRole)
            same = not differs(group, *(side.values for side in self._both.sides))
            for column in (FIRST, SECOND):
                stays = same or self.sides[name] == column - FIRST
                item.setForeground(column, QColor(tokens.text if stays else tokens.muted))
                left_out = "add" if name == SOURCE else "close"  # the chosen place in a source is the first of both
                sign = ("mark-decided", "muted" if same else "good") if stays else (left_out, "muted")
                item.setIcon(column, icons.icon(*sign))
                words = tr("{value}, stays", value=item.text(column)) if stays else item.text(column)
                item.setData(column, Qt.ItemDataRole.AccessibleTextRole, words)
            item.setForeground(0, QColor(tokens.muted if same else tokens.text))
            item.setForeground(3, QColor(tokens.muted if same else tokens.caution))

    def _words(self, group: tuple[str, ...], side: Side) -> str:
        precisions = {one.precision for one in self._kind.fields}
        picks: Mapping[str, Pick] = side.linked
        parts = [
            said(self._kind.name, self._kind.field(name), side.values, picks)
            for name in group if name not in precisions and name != "capacity_unit"
        ]
        dated = self._kind.field(group[0]).type is FieldType.DATE
        return (" – " if dated else ", ").join(part for part in parts if part) or MISSING

    def _clicked(self, item: QTreeWidgetItem, column: int) -> None:
        if column in (FIRST, SECOND):
            self.choose(item.data(0, Qt.ItemDataRole.UserRole)[0], column - FIRST)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and item is not None:
            self.choose(item.data(0, Qt.ItemDataRole.UserRole)[0], int(event.key() == Qt.Key.Key_Right))
            return
        super().keyPressEvent(event)
