"""The names of people sent: add one, or erase a person for good."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.display import name_text
from pairing_desktop.domain.entries import EntryLine, entry_title
from pairing_desktop.domain.people import NAME_LIMIT, Erasure
from pairing_desktop.domain.problems import Problem
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.dialogs.frame import Dialog, field, line_edit
from pairing_desktop.ui.dialogs.listing import TextTable
from pairing_desktop.ui.i18n import current, plural, tr
from pairing_desktop.ui.widgets.links import plain_label


class NamesDialog(Dialog):
    """Names of one posting.  They stand outside the history: what is erased is gone."""

    def __init__(self, bridge: Bridge, posting: int, parent: QWidget | None = None) -> None:
        super().__init__(tr("Names of people sent"), parent)
        self._bridge = bridge
        self._posting = posting
        self._title = plain_label(size="title", wrap=True)
        self.body.addWidget(self._title)
        self.body.addWidget(plain_label(
            tr("Names are optional. They are left out of lists, prints and exports, keep no history, and undo does not "
               "touch them."), muted=True, size="small", wrap=True,
        ))
        self.table = TextTable(tr("Names"), (tr("Name"),), (0,), self)
        self.table.itemSelectionChanged.connect(self._enable)
        self.body.addWidget(self.table, 1)
        self.name = line_edit(tr("New name"), limit=NAME_LIMIT)
        row = QHBoxLayout()
        self.add = QPushButton(tr("Add name"), self)
        self.add.setAutoDefault(False)
        self.add.clicked.connect(lambda _checked=False: self._add())
        field(self.body, plain_label(tr("New name"), muted=True, size="small"), self.name)
        self._message = plain_label(size="small", wrap=True)
        self._message.setForegroundRole(self._message.palette().ColorRole.BrightText)
        self.name.textChanged.connect(lambda _: self._message.clear())
        row.addWidget(self.add)
        row.addWidget(self._message, 1)
        self.body.addLayout(row)
        self.name.returnPressed.connect(self._add)
        self.erase = self.add_button(tr("Erase a person…"), self._ask_erase)
        self.add_close().setDefault(False)
        self.resize(440, 420)
        bridge.changed.connect(self._changed)  # a lambda would outlive the dialog
        self._enable()
        self._ask()
        self.name.setFocus()

    def _changed(self, _change: object, _initiator: object) -> None:
        self._ask()

    def _ask(self) -> None:
        posting = self._posting
        self._bridge.ask(
            self, "names", lambda ask: (ask.entries.line("postings", posting), ask.entries.names(posting)), self._take
        )

    def _take(self, found: tuple[EntryLine, tuple[str, ...]]) -> None:
        line, names = found
        self._title.setText(entry_title(line.kind, line.values, current()))
        self.table.clear()
        for name in names:
            self.table.add((name,), name)
        self._enable()

    def _enable(self) -> None:
        self.erase.setEnabled(bool(self.table.selectedItems()))

    def _add(self) -> None:
        name, posting = self.name.text(), self._posting
        self._bridge.do(
            lambda commands: commands.people.add_name(posting, name), initiator=self, then=self._added, failed=self._refused
        )

    def _added(self, _change: ChangeSet) -> None:
        self.name.clear()
        self.name.setFocus()

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, Problem):
            self._bridge.problem.emit(error)
            return
        self._message.setText(error.message(current()))
        self.name.setFocus()

    def _ask_erase(self) -> None:
        chosen = [str(name) for name in self.table.data_of_selected()]
        if chosen:
            self._bridge.ask(self, "erasure", lambda ask: ask.entries.erasure(chosen[0]), self._confirm)

    def _confirm(self, erasure: Erasure) -> None:
        dialog = EraseDialog(self._bridge, erasure, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


class EraseDialog(Dialog):
    """Says what erasing a name does, and does it."""

    def __init__(self, bridge: Bridge, erasure: Erasure, parent: QWidget | None = None) -> None:
        super().__init__(tr("Erase a person"), parent)
        self._bridge = bridge
        self._name = erasure.name
        self.body.addWidget(plain_label(tr("Erase “{name}” from this file?", name=erasure.name), size="title", wrap=True))
        stands = plural(
            "The name stands in {n} entry of people sent. It goes from there, from search and from the file itself.",
            "The name stands in {n} entries of people sent. It goes from all of them, from search and from the file itself.",
            erasure.postings,
        )
        said = [stands, tr("No undo brings it back. The counts and the history stay.")]
        if erasure.text_count:
            shown = current().list_comma.join(name_text(pick.name_en, pick.name_zh, current()) for pick in erasure.texts)
            said.append(plural(
                "The text of {n} record holds it too and stays as it is, with its history: {names}.",
                "The texts of {n} records hold it too and stay as they are, with their history: {names}.",
                erasure.text_count, names=shown,
            ))
        said.append(tr("Backups, copies and pages made earlier still hold it."))
        for sentence in said:
            self.body.addWidget(plain_label(sentence, wrap=True))
        self.body.addStretch(1)
        self.keep = self.add_button(tr("Keep the name"), self.reject)
        self.erase = self.add_button(tr("Erase for good"), self._erase, primary=True)
        self.erase.setDefault(False)
        self.erase.setAutoDefault(False)
        self.keep.setDefault(True)
        self.resize(460, 220)

    def _erase(self) -> None:
        name = self._name
        self.erase.setEnabled(False)
        self._bridge.do(lambda commands: commands.people.erase(name), initiator=self, then=lambda _change: self.accept())
