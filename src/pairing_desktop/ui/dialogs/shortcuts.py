"""All keys, by menu, and the keys of lists and forms."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTreeWidgetItem

from pairing_desktop.domain.language import mark
from pairing_desktop.ui.actions import MENUS, Act, key_texts
from pairing_desktop.ui.dialogs.frame import Dialog
from pairing_desktop.ui.dialogs.listing import TextTable
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.pages import PAGES

if TYPE_CHECKING:
    from pairing_desktop.ui.window import MainWindow

_ELSEWHERE = (
    (f"Ctrl+1 – Ctrl+{len(PAGES)}", mark("Open a tab")),
    ("Ctrl+Down, Ctrl+Up", mark("Go to anything: next and previous kind")),
    ("Ctrl+Enter", mark("Save the form")),
    ("Esc", mark("Close the form; it asks when something is not saved")),
    ("F8, Shift+F8", mark("Form: next and previous error or warning")),
    ("Alt+S", mark("Form: the same source as last")),
    ("Enter, Del", mark("Form: open or close a line of names, companies or projects; take it out")),
    ("Tab, Shift+Tab", mark("Next and previous field")),
    ("←, →", mark("List: go to a cell of the row; Enter or F2 changes it, Esc goes back to the row")),
    ("+, −, 0", mark("Timeline: nearer, farther, everything")),
    ("+, −, 0", mark("Chart: nearer, farther, the whole")),
    ("Ctrl+←, Ctrl+→", mark("Chart: move along")),
    ("E", mark("Chart: mark events")),
    ("Enter", mark("History of a record: restore the value before the chosen change")),
    ("H", mark("Chart: hide the series of the mark")),
    ("Ctrl+←, Ctrl+→", mark("Board: move the chosen project to another stage")),
    ("B", mark("Figures: to the bench and back")),
    ("A, U, N", mark("Bench: accept the reading, leave unsettled, next finding")),
    ("Space", mark("Import: take a row in or leave it out")),
    ("A, S, O", mark("Returned spreadsheet: accept, skip, leave open")),
    ("Enter, E, Del", mark("Drafts of an article: accept, change, leave out")),
    ("D", mark("Overview: set a finding aside")),
)


class ShortcutsDialog(Dialog):
    """A table to read."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(tr("Keyboard shortcuts"), window)
        self.table = TextTable(tr("Keyboard shortcuts"), (tr("Act"), tr("Keys")), (0, 200), self)
        for menu in MENUS:
            keyed = [entry for entry in menu.entries if isinstance(entry, Act) and entry.keys]
            for act in keyed:
                self.table.add((tr(act.text).removesuffix("…"), _joined(act)))
        for keys, text in _ELSEWHERE:
            self.table.add((tr(text), keys))
        first: QTreeWidgetItem | None = self.table.topLevelItem(0)
        if first is not None:
            self.table.setCurrentItem(first)
        self.body.addWidget(self.table, 1)
        self.add_close()
        self.resize(520, 560)


def _joined(act: Act) -> str:
    return tr(" or ").join(key_texts(act))
