"""The trash: what was deleted, and back with it."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractItemView

from pairing_desktop.domain.drafts import Pick
from pairing_desktop.domain.kinds import KINDS
from pairing_desktop.domain.snapshots import NAMING as SNAPSHOTS
from pairing_desktop.domain.traditional import plain
from pairing_desktop.ui import i18n, icons
from pairing_desktop.ui.dialogs.frame import Dialog, line_edit
from pairing_desktop.ui.dialogs.listing import TextTable
from pairing_desktop.ui.i18n import plural, tr
from pairing_desktop.ui.moments import local
from pairing_desktop.ui.widgets.links import plain_label

if TYPE_CHECKING:
    from pairing_desktop.ui.window import MainWindow


class TrashDialog(Dialog):
    """Lists deleted records, all or those that fit a text; several can be restored at once."""

    def __init__(self, window: "MainWindow", text: str = "") -> None:
        super().__init__(tr("Trash"), window)
        self._window = window
        self._picks: tuple[Pick, ...] = ()
        self.box = line_edit(tr("Search in the trash"), text)
        self.box.setPlaceholderText(tr("Search in the trash"))
        self.box.setClearButtonEnabled(True)
        self.box.textChanged.connect(lambda _text: self._show())
        self.body.addWidget(self.box)
        self.table = TextTable(tr("Trash"), (tr("Name"), tr("Kind"), tr("Short name"), tr("Since")), (0, 100, 150, 130), self)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.itemSelectionChanged.connect(self._enable)
        self.table.itemActivated.connect(lambda _item, _column: self._restore())
        self.body.addWidget(self.table, 1)
        self._note = plain_label(muted=True, size="small", wrap=True)
        self.body.addWidget(self._note)
        self.add_close().setDefault(False)
        self._button = self.add_button(tr("Restore"), self._restore, primary=True)
        self._enable()
        self.resize(720, 460)
        window.bridge.changed.connect(self._changed)
        self._ask()

    def _changed(self, _change: object, _initiator: object) -> None:
        self._ask()

    def _ask(self) -> None:
        self._window.bridge.ask(self, "trash", lambda ask: ask.trash(), self._take)

    def _take(self, picks: tuple[Pick, ...]) -> None:
        self._picks = picks
        self._show()

    def _show(self) -> None:
        self.table.clear()
        terms = plain(self.box.text()).split()
        for pick in self._picks:
            kind = SNAPSHOTS if pick.kind == SNAPSHOTS.name else KINDS[pick.kind]
            name = pick.called(i18n.current())
            words = plain(f"{pick.name_en} {pick.name_zh} {pick.key} {tr(kind.one)}")
            if all(term in words for term in terms):
                item = self.table.add((name, tr(kind.one), pick.key, local(pick.hint)), pick)
                item.setIcon(0, icons.icon(kind.icon, "muted"))
        shown = self.table.topLevelItemCount()
        if shown:
            self._note.setText(plural("{n} record can be restored.", "{n} records can be restored.", shown))
        elif self._picks:
            self._note.setText(tr("Nothing in the trash has these words."))
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
