"""Which records may be one: a list of pairs, each with its reason, to be merged or put aside."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHBoxLayout, QVBoxLayout

from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.drafts import Pick
from pairing_desktop.domain.duplicates import Duplicates, Pair
from pairing_desktop.domain.kinds import KINDS, RECORD_KINDS
from pairing_desktop.domain.merging import MERGED
from pairing_desktop.domain.problems import Problem, Stopped
from pairing_desktop.ui import i18n, icons
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.dialogs.frame import Dialog, field, line_edit
from pairing_desktop.ui.dialogs.listing import TextTable
from pairing_desktop.ui.i18n import plural, tr
from pairing_desktop.ui.merging.merge import MergeDialog
from pairing_desktop.ui.report_work import Progress
from pairing_desktop.ui.widgets.links import plain_label

if TYPE_CHECKING:
    from pairing_desktop.ui.window import MainWindow


class FindWork(QObject):
    """Looks for pairs in a thread that no list waits for; one kind at a time."""

    progressed = Signal(str, int, int)
    found = Signal(object)  # Duplicates
    failed = Signal(object)  # an exception; `Stopped` after Cancel
    ended = Signal()

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._turn = 0  # an earlier search ends at its next step
        for signal in (self.found, self.failed):
            signal.connect(lambda _answer: self.ended.emit())

    def start(self, kind: str) -> None:
        """Look through the records of a kind."""
        self._turn += 1
        turn = self._turn

        def told(done: int, total: int) -> None:
            if turn != self._turn:
                raise Stopped
            said = plural("{n} record looked at", "{n} records looked at", done, n=f"{done:,}")
            self.progressed.emit(said, done, total)

        self.progressed.emit(tr("The names are being read."), 0, 0)
        self._bridge.run(
            self._bridge.workspace.find_duplicates(kind, told),
            lambda found: self._take(turn, self.found.emit, found), lambda error: self._take(turn, self.failed.emit, error), self,
        )

    def stop(self) -> None:
        """End it; whoever waits is told."""
        self._turn += 1
        self.failed.emit(Stopped())

    def _take(self, turn: int, tell: Callable[[object], None], answer: object) -> None:
        if turn == self._turn:
            tell(answer)


class FindDuplicatesDialog(Dialog):
    """Begins with the records of `kind`."""

    def __init__(self, window: "MainWindow", kind: str) -> None:
        super().__init__(tr("Find duplicates"), window)
        self._window = window
        self._found: Duplicates | None = None
        self.kinds = QComboBox(self)
        self.kinds.setAccessibleName(tr("Kind"))
        for one in RECORD_KINDS:
            self.kinds.addItem(icons.icon(one.icon), tr(one.label), one.name)
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(kind)))
        self.count = plain_label(wrap=True)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.kinds)
        line.addWidget(self.count, 1)
        self.body.addLayout(line)
        headers = (tr("Record"), tr("May be the same as"), tr("Why"))
        self.table = TextTable(tr("Pairs of records that may be one"), headers, (290, 290, 0), self)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.itemSelectionChanged.connect(self._enable)
        self.table.itemDoubleClicked.connect(lambda _item, _column: self.merge())  # Enter presses the button
        self.body.addWidget(self.table, 1)
        self.work = FindWork(window.bridge, self)
        self.body.addWidget(Progress(self.work, self))
        self.reason = line_edit(tr("Why they are not the same"), tr("Looked at: two different records"))
        column = QVBoxLayout()
        field(column, plain_label(tr("Why they are not the same")), self.reason)
        self.body.addLayout(column)
        self.reason.textChanged.connect(lambda _text: self._enable())
        self.add_button(tr("Close"), self.reject)
        self.aside_button = self.add_button(tr("Not the same"), self.put_aside)
        self.merge_button = self.add_button(tr("Merge…"), self.merge, primary=True)
        self.resize(900, 560)
        self.work.found.connect(self._take)
        self.work.failed.connect(self._failed)
        self.kinds.currentIndexChanged.connect(lambda _index: self.search())
        window.bridge.changed.connect(self._changed)
        self.search()
        self.table.setFocus()

    @property
    def kind(self) -> str:
        return str(self.kinds.currentData())

    def search(self) -> None:
        """Look through the records of the chosen kind."""
        self._found = None
        self.table.clear()
        self.count.setText(tr("Looking…"))
        self._enable()
        self.work.start(self.kind)

    def _changed(self, change: ChangeSet, _initiator: object) -> None:
        if change.label == MERGED:  # other pairs may have gone with it
            self.search()

    def _take(self, found: Duplicates) -> None:
        self._found = found
        for pair in found.pairs:
            why = tr(pair.alike.value)
            if pair.doubtful:
                why = tr("{why}, but said of different places", why=why)
            item = self.table.add((*self._named(pair), why), pair)
            item.setIcon(0, icons.icon(KINDS[found.kind].icon, "muted"))
        self._tell(found)
        first = self.table.topLevelItem(0)
        if first is not None:
            self.table.setCurrentItem(first)
        self._enable()

    def _named(self, pair: Pair) -> tuple[str, str]:
        """What both are called; those that are called the same with their short names."""
        picks: tuple[Pick, Pick] = (pair.one, pair.two)
        one, two = (pick.called(i18n.current()) for pick in picks)
        return (one, two) if one != two else (f"{one} ({picks[0].key})", f"{two} ({picks[1].key})")

    def _tell(self, found: Duplicates) -> None:
        looked = plural("{n} record was looked at.", "{n} records were looked at.", found.records, n=f"{found.records:,}")
        count = self.table.topLevelItemCount()
        if found.more:
            said = tr("There are more pairs than these {n}: merge some and look again.", n=f"{count:,}")
        elif count:
            said = plural("{n} pair may be one record.", "{n} pairs may be one record.", count, n=f"{count:,}")
        else:
            said = tr("No two look like one.")
        aside = ""
        if found.aside:
            aside = plural("{n} pair was put aside as not the same.", "{n} pairs were put aside as not the same.", found.aside)
        self.count.setText(i18n.current().gap.join(part for part in (said, looked, aside) if part))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Problem):
            raise error
        self.count.setText(error.message(i18n.current()))

    def _chosen(self) -> Pair | None:
        chosen = self.table.data_of_selected()
        return chosen[0] if chosen and isinstance(chosen[0], Pair) else None

    def _enable(self) -> None:
        possible = self._chosen() is not None and not self._window.workspace.read_only
        self.merge_button.setEnabled(self._chosen() is not None)
        self.aside_button.setEnabled(possible and bool(self.reason.text().strip()))

    def merge(self) -> None:
        """Look at both records side by side."""
        pair = self._chosen()
        if pair is not None:
            self._window.open_dialog(MergeDialog(self._window, self.kind, pair.one.id, pair.two.id, self))

    def put_aside(self) -> None:
        """Say that the chosen two are not the same."""
        pair, kind, reason = self._chosen(), self.kind, self.reason.text()
        if pair is not None and self.aside_button.isEnabled():
            self.aside_button.setEnabled(False)
            self._window.bridge.do(
                lambda commands: commands.merging.not_the_same(kind, pair.one.id, pair.two.id, reason),
                initiator=self, then=lambda _change: self._aside(pair), failed=self._failed,
            )

    def _aside(self, pair: Pair) -> None:
        """Take it off the list; the next one is chosen."""
        for item in self.table.selectedItems():
            if item.data(0, Qt.ItemDataRole.UserRole) is pair:
                self.table.takeTopLevelItem(self.table.indexOfTopLevelItem(item))
        key = self._window.actions_by_name.undo_key
        self.count.setText(tr("Put aside: this pair is not offered again. {key} brings it back.", key=key))
        self._enable()

    def done(self, result: int) -> None:
        self.work.stop()
        super().done(result)
