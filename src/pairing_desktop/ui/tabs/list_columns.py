"""Which columns a list shows, in what order and width, and the order of its rows in its header."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from pairing_desktop.domain.listing import ListColumn, ListSpec
from pairing_desktop.ui.models.list_model import ListModel
from pairing_desktop.ui.widgets.columns import ColumnChooser
from pairing_desktop.ui.widgets.table import RecordTable


class ListColumns(QObject):
    """`usual` are the columns before anybody chose, `narrow_hides` those the narrow form leaves out.

    `names` are the chosen ones; `sort` is how the rows are ordered.
    """

    def __init__(self, spec: ListSpec, usual: Sequence[str], narrow_hides: Sequence[str]) -> None:
        super().__init__()
        self.usual = tuple(usual) or tuple(column.name for column in spec.columns if column.shown)
        self.names = list(self.usual)
        self.sort = spec.sort
        self._spec = spec
        self._narrow_hides = narrow_hides
        self._narrow = False
        self._table: RecordTable | None = None
        self._model: ListModel | None = None

    def attach(self, model: ListModel, table: RecordTable) -> None:
        """The model and table to keep in step."""
        self._model, self._table = model, table

    def shown(self) -> list[ListColumn]:
        """The columns there are now, from left to right."""
        hidden = self._narrow_hides if self._narrow else ()
        by_name = {column.name: column for column in self._spec.columns}
        return [by_name[name] for name in self.names if name not in hidden]

    def placed(self) -> list[str]:
        """The chosen columns from left to right, those the narrow form leaves out at their old place."""
        places = self._table.places() if self._table else list(self.names)
        for place, name in enumerate(self.names):
            if name not in places:
                places.insert(place, name)
        return places

    def set_narrow(self, narrow: bool) -> None:
        if narrow != self._narrow:
            self.names = self.placed()
            self._narrow = narrow
            self.apply()

    def show(self, names: Sequence[str]) -> None:
        """Show these columns; those already there keep their places."""
        kept = [name for name in self.placed() if name in names]
        self.names = [*kept, *(name for name in names if name not in kept)]
        self.apply()

    def reset(self) -> None:
        """The usual columns in their usual widths."""
        self.names = list(self.usual)
        if self._table:
            self._table.set_widths({})
        self.apply()

    def apply(self) -> None:
        """Give model and table the columns; the cursor stays where it is."""
        model, table = self._model, self._table
        if model is None or table is None:
            return
        here, scrolled = table.current_id(), table.verticalScrollBar().value()
        model.set_columns(self.shown())
        header = table.horizontalHeader()
        for place in range(header.count()):
            header.moveSection(header.visualIndex(place), place)
        table.set_sort(self.sort)
        blocked = table.blockSignals(True)
        table.choose(here)
        table.blockSignals(blocked)
        table.verticalScrollBar().setValue(scrolled)

    def open_chooser(self, below: QWidget) -> None:
        """The columns in a popup, under a button."""
        table = self._table
        assert table is not None
        chooser = ColumnChooser(self._spec.columns, self.names, table)
        chooser.chosen.connect(self.show)
        chooser.reset.connect(self.reset)
        chooser.drop(below)
