"""What the window does about records that are one: offers to merge, leads on from old ones, takes apart again."""

from typing import TYPE_CHECKING

from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.ui import i18n
from pairing_desktop.ui.i18n import tr

if TYPE_CHECKING:
    from pairing_desktop.domain.merging import Led
    from pairing_desktop.ui.window import MainWindow


class MergeDesk:
    """The part of a window that makes one record of two."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window

    def find(self) -> None:
        """List what may be one, beginning with the kind that is shown."""
        from pairing_desktop.domain.merging import MERGEABLE
        from pairing_desktop.ui.merging.find import FindDuplicatesDialog

        kind, _ids = self._window.current_page().selection()
        self._window.open_dialog(FindDuplicatesDialog(self._window, kind if kind in MERGEABLE else "projects"))

    def merge_here(self) -> None:
        """Merge the two selected records."""
        from pairing_desktop.domain.merging import MERGEABLE

        kind, ids = self._window.current_page().selection()
        if kind not in MERGEABLE or len(ids) != 2:
            said = tr("Select two projects, companies, places, events or sources in a list first.")
            self._window.statusBar().showMessage(said, 6000)
            return
        if self._window.workspace.read_only:
            self._window.tell_read_only()
            return
        from pairing_desktop.ui.merging.merge import MergeDialog

        self._window.open_dialog(MergeDialog(self._window, kind, ids[0], ids[1]))

    def apart(self, gone: int) -> None:
        """Make two records again of one that was merged; `gone` is the integer key of the one that went."""
        if self._window.workspace.read_only:
            self._window.tell_read_only()
            return
        self._window.bridge.do(lambda commands: commands.merging.apart(gone), then=self._apart)

    def _apart(self, _change: ChangeSet) -> None:
        key = self._window.actions_by_name.undo_key
        self._window.statusBar().showMessage(tr("They are two records again. {key} merges them.", key=key), 8000)

    def lead_on(self, kind: str, id: int) -> None:
        """When a record that was merged away is asked for, show the one it became and say so."""
        from pairing_desktop.domain.merging import MERGEABLE

        if kind in MERGEABLE:
            self._window.bridge.ask(self._window, "led", lambda ask: ask.merging.led(kind, id), self._led)

    def _led(self, led: "Led | None") -> None:
        if led is None:
            return
        window, language = self._window, i18n.current()
        asked, found = (pick.called(language) for pick in (led.asked, led.found))
        window.navigate(led.found.kind, led.found.id)
        window.banner.tell(
            "good", tr("“{old}” was merged into “{name}”, which is shown.", old=asked, name=found), "",
            ((tr("Take apart again"), lambda: self._take_apart(led.asked.id)), (tr("Close"), window.close_banner)),
        )

    def _take_apart(self, gone: int) -> None:
        self._window.close_banner()
        self.apart(gone)
