"""The backups of a file: when and why each was made, what it holds, whether it is whole; and back to one of them.

It needs nothing of the file itself, which may be damaged or gone.
"""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTreeWidgetItem, QVBoxLayout, QWidget

from pairing_desktop import folders
from pairing_desktop.domain.backups import REASONS, Backup, Contents
from pairing_desktop.domain.drafts import operation_text
from pairing_desktop.domain.kinds import KINDS
from pairing_desktop.domain.problems import Problem
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.ui import i18n
from pairing_desktop.ui.background import Background
from pairing_desktop.ui.dialogs.frame import Dialog, picture
from pairing_desktop.ui.dialogs.listing import TextTable
from pairing_desktop.ui.file_asking import ask_source
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.moments import local
from pairing_desktop.ui.widgets.links import plain_label

_MB = 1_000_000


class RestoreDialog(Dialog):
    """`problem` is what the file itself says when it cannot be opened; then its rows can be rescued too."""

    restoreWanted = Signal(object)  # Path of a backup that was checked
    rescueWanted = Signal()

    def __init__(self, path: Path, problem: Problem | None = None, parent: QWidget | None = None) -> None:
        super().__init__(tr("Restore from a backup"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._path = path
        self._looked: dict[Path, Contents | Problem] = {}
        self._rows: list[QTreeWidgetItem] = []
        self._background = Background(self)
        if problem is not None:
            head = QHBoxLayout()
            head.setSpacing(10)
            head.addWidget(picture("mark-implausible", "error"), 0, Qt.AlignmentFlag.AlignTop)
            head.addWidget(plain_label(problem.message(i18n.current()), wrap=True), 1)
            self.body.addLayout(head)
        self._said = plain_label(
            tr("The backup you choose takes the place of {file}. What is there now is kept under another name.", file=path.name),
            wrap=True, muted=True,
        )
        self.body.addWidget(self._said)
        self.table = TextTable(tr("Backups"), (tr("When"), tr("Why"), tr("Size")), (140, 0, 90), self)
        self.table.itemSelectionChanged.connect(self._chosen)
        self.table.itemActivated.connect(lambda _item, _column: self._restore())
        self.body.addWidget(self.table, 3)
        self._state_picture = picture("mark-decided", "good")
        self._state = plain_label(wrap=True)
        self._holds = plain_label(wrap=True, muted=True, size="small")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._state)
        words.addWidget(self._holds)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._state_picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.body.addLayout(row)
        what = tr("Newest changes in it")
        self.newest = TextTable(what, (tr("When"), tr("Who"), what), (140, 140, 0), self)
        self.body.addWidget(self.newest, 2)
        self._other = self.add_button(tr("Another file…"), self._ask_file)
        self._rescue: QPushButton | None = None
        if problem is not None and path.exists():
            self._rescue = self.add_button(tr("Rescue what can be read…"), self.rescueWanted.emit)
        self.add_button(tr("Cancel"), self.reject)
        self.button = self.add_button(tr("Restore"), self._restore, primary=True)
        self.resize(720, 560)
        self._list()

    def _list(self) -> None:
        for backup in Workspace.backups(self._path):
            self._add(backup)
        self.table.setFocus()
        if self._rows:
            self.table.setCurrentItem(self._rows[0])
        else:
            self._tell("info", tr("No backup was made of this file yet. Choose another file if you have one elsewhere."))

    def _add(self, backup: Backup) -> None:
        when = local(backup.at.isoformat()) if backup.at else ""
        why = tr(REASONS[backup.reason]) if backup.reason in REASONS else str(backup.path)
        size = tr("{n} MB", n=f"{backup.size / _MB:.1f}")
        self._rows.append(self.table.add((when, why, size), backup))

    def _ask_file(self) -> None:
        ask_source(self, tr("Restore from a backup"), folders.documents(), self.add_file)

    def add_file(self, path: Path) -> None:
        """Put a file from elsewhere at the end of the list and choose it."""
        self._add(Backup(path, size=path.stat().st_size if path.exists() else 0))
        self.table.setCurrentItem(self._rows[-1])

    @property
    def _backup(self) -> Backup | None:
        found = self.table.data_of_selected()
        return found[0] if found and isinstance(found[0], Backup) else None

    def _chosen(self) -> None:
        backup = self._backup
        self.newest.clear()
        self._holds.setText("")
        if backup is None:
            self._tell("info", "")
        elif backup.path in self._looked:
            self._show(self._looked[backup.path])
        else:
            path = backup.path
            self._tell("info", tr("Being checked from end to end…"))
            self._background.run(
                lambda: Workspace.look_into(path), lambda found: self._take(path, found), lambda error: self._take(path, error)
            )
        self._enable()

    def _take(self, path: Path, found: object) -> None:
        if isinstance(found, Exception) and not isinstance(found, Problem):
            raise found
        assert isinstance(found, Contents | Problem)
        self._looked[path] = found
        if self._backup is not None and self._backup.path == path:
            self._show(found)
        self._enable()

    def _show(self, found: Contents | Problem) -> None:
        if isinstance(found, Problem):
            self._tell("error", found.message(i18n.current()))
            return
        self._tell("good", tr("It is whole: content, references and history were checked."))
        counts = " · ".join(f"{tr(KINDS[name].label)} {found.counts.get(name, 0)}" for name in KINDS if name in found.counts)
        self._holds.setText(counts)
        for at, who, text, values in found.newest:
            self.newest.add((local(at), who or tr("no name"), operation_text(text, values, i18n.current())))

    def _tell(self, tone: str, text: str) -> None:
        self._state.setText(text)
        self._state_picture.setVisible(tone != "info")
        name = {"good": "mark-decided", "error": "mark-implausible"}.get(tone)
        if name is not None:
            self._state_picture.setPixmap(picture(name, tone).pixmap())

    def _enable(self) -> None:
        backup = self._backup
        self.button.setEnabled(backup is not None and isinstance(self._looked.get(backup.path), Contents))

    def _restore(self) -> None:
        backup = self._backup
        if backup is not None and self.button.isEnabled():
            self.accept()
            self.restoreWanted.emit(backup.path)
