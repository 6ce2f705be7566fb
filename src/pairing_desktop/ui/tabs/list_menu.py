"""The menu of a list under the right mouse button or the menu key: acts on the selected rows, as in the menu bar."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from pairing_desktop.domain.merging import MERGEABLE

if TYPE_CHECKING:
    from pairing_desktop.ui.actions import Actions
    from pairing_desktop.ui.tabs.list_pane import ListPane

_ONE = ("edit_record", "duplicate", "history")
_MANY = ("copy_rows", "change_selected", "delete")


def attach(pane: "ListPane") -> None:
    """Give a list its menu."""
    pane.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    pane.table.customContextMenuRequested.connect(lambda spot: _open(pane, spot))


def _open(pane: "ListPane", spot: QPoint) -> None:
    menu = made(pane)
    if not menu.isEmpty():
        menu.popup(pane.table.viewport().mapToGlobal(spot))


def made(pane: "ListPane") -> QMenu:
    """The menu for the rows that are selected now; empty for none."""
    menu = QMenu(pane)
    menu.aboutToHide.connect(menu.deleteLater)
    acts: Actions | None = getattr(pane.window(), "actions_by_name", None)
    count = pane.table.selected_count()
    if acts is None or not count:
        return menu
    for name in _ONE if count == 1 else ():
        menu.addAction(acts[name])
    if count == 2 and pane.kind in MERGEABLE:
        menu.addAction(acts["merge_two"])
    menu.addSeparator()
    for name in _MANY:
        menu.addAction(acts[name])
    return menu
