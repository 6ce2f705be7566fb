"""The trash: what was deleted, and back with it."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractItemView

from pairing_desktop.domain.display import name_text
from pairing_desktop.domain.drafts import Pick
from pairing_desktop.domain.kinds import KINDS
from pairing_desktop.domain.snapshots import NAMING as SNAPSHOTS
from pairing_desktop.ui import i18n, icons
from pairing_desktop.ui.dialogs.frame import Dialog, label
from pairing_desktop.ui.dialogs.listing import TextTable
from pairing_desktop.ui.i18n import plural, tr

if TYPE_CHECKING:
    from pairing_desktop.ui.window import MainWindow


class TrashDialog(Dialog):
    """Lists deleted records; several can be restored at once."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(tr("Trash"), window)
        self._window = window
        self.table = TextTable(tr("Trash"), (tr("Name"), tr("Kind"), tr("Short name")), (0, 120, 160), self)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.itemSelectionChanged.connect(self._enable)
        self.table.itemActivated.connect(lambda _item, _column: self._restore())
        self.body.addWidget(self.table, 1)
        self._note = label(muted=True, size="small", wrap=True)
        self.body.addWidget(self._note)
        self.add_close().setDefault(False)
        self._button = self.add_button(tr("Restore"), self._restore, primary=True)
        self._enable()
        self.resize(640, 440)
        window.bridge.changed.connect(self._changed)
        self._ask()

    def _changed(self, _change: object, _initiator: object) -> None:
        self._ask()

    def _ask(self) -> None:
        self._window.bridge.ask(self, "trash", lambda ask: ask.trash(), self._take)

    def _take(self, picks: tuple[Pick, ...]) -> None:
        self.table.clear()
        for pick in picks:
            kind = SNAPSHOTS if pick.kind == SNAPSHOTS.name else KINDS[pick.kind]
            name = name_text(pick.name_en, pick.name_zh, i18n.current()) or pick.key
            item = self.table.add((name, tr(kind.one), pick.key), pick)
            item.setIcon(0, icons.icon(kind.icon, "muted"))
        if picks:
            self._note.setText(plural("{n} record can be restored.", "{n} records can be restored.", len(picks)))
        else:
            self._note.setText(tr("The trash is empty. What you delete waits here until you restore it."))
        self._enable()

    def _enable(self) -> None:
        self._button.setEnabled(bool(self.table.selectedItems()) and not self._window.workspace.read_only)

    def _restore(self) -> None:
        if not self._button.isEnabled():
            return
        chosen: dict[str, list[int]] = {}
        for pick in self.table.data_of_selected():
            assert isinstance(pick, Pick)
            chosen.setdefault(pick.kind, []).append(pick.id)
        pages = chosen.pop(SNAPSHOTS.name, [])  # registered pages are no records of the office: a step of their own
        if pages:
            self._window.editing.restore(SNAPSHOTS.name, pages)
        if len(chosen) == 1:
            self._window.editing.restore(*chosen.popitem())
        elif chosen:
            self._window.editing.restore_all(chosen)
