"""The attachments of the record on a card: added by dialog, drop or paste, opened, saved, thrown away."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent, QGuiApplication, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QWidget

from pairing_desktop.domain.attachments import Attached, name_to_save
from pairing_desktop.domain.problems import Problem
from pairing_desktop.ui.background import Background
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.i18n import tr

if TYPE_CHECKING:
    from pairing_desktop.ui.widgets.card import AskHistory, RecordCard

MOST = 20  # files at once


class AttachmentDesk(QObject):
    """Serves one card."""

    def __init__(self, bridge: Bridge, card: "RecordCard") -> None:
        super().__init__(card)
        self._bridge = bridge
        self._card = card
        self._background = Background(self)
        card.setAcceptDrops(True)
        card.installEventFilter(self)
        card.fileAsked.connect(self._asked)
        card.view.installEventFilter(self)  # before the window, whose Ctrl+V is for rows

    def _asked(self, act: str, id: int) -> None:
        if act == "add":
            self.choose()
        elif act == "open":
            self._bridge.ask(self, "file", lambda ask: ask.entries.file(id), self._open)
        elif act == "save":
            self._bridge.ask(self, "file", lambda ask: ask.entries.file(id), self._choose_place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and event.type() in (
            QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop
        ):
            paths = _files(event.mimeData().urls())
            if paths and self._writable():
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self.add(paths)
                return True
        pasting = isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Paste)
        if watched is self._card.view and pasting and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if watched is self._card.view and pasting and event.type() == QEvent.Type.KeyPress:
            self.paste()
            return True
        return super().eventFilter(watched, event)

    def _writable(self) -> bool:
        return self._card.shown is not None and not self._bridge.workspace.read_only

    # In

    def choose(self) -> None:
        """Ask which files to attach."""
        if not self._writable():
            return
        dialog = QFileDialog(self._card, tr("Attach files"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.add([Path(name) for name in names]))
        dialog.open()

    def paste(self) -> None:
        """Attach the files or the picture on the clipboard."""
        data = QGuiApplication.clipboard().mimeData()
        if not self._writable() or data is None:
            return
        paths = _files(data.urls())
        if paths:
            self.add(paths)
        elif data.hasImage():
            image = QImage(QGuiApplication.clipboard().image())
            if not image.isNull():
                name = tr("Pasted picture.png")
                self._read(lambda: [_pasted(image, name)])

    def add(self, paths: Sequence[Path]) -> None:
        """Attach these files to the record on the card."""
        if len(paths) > MOST:
            self._bridge.problem.emit(_too_many())
            return
        chosen = list(paths)
        self._read(lambda: _read_files(chosen))

    def _read(self, work: Callable[[], list[Attached]]) -> None:
        kind, id = self._card.identity()

        def keep(files: list[Attached]) -> None:
            self._bridge.do(lambda commands: commands.attach(kind, id, files), initiator=self)

        self._background.run(work, keep, self._bridge.problem.emit)

    # Out

    def _open(self, file: Attached) -> None:
        from pairing_desktop.ui.attachments.files import lay_out

        try:
            path = lay_out(file)
        except (Problem, OSError) as error:
            self._bridge.problem.emit(error)
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _choose_place(self, file: Attached) -> None:
        dialog = QFileDialog(self._card, tr("Save as"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(name_to_save(file.name))
        dialog.fileSelected.connect(lambda name: self.save(file, Path(name)))
        dialog.open()

    def save(self, file: Attached, path: Path) -> None:
        """Write a file where somebody wants it."""
        from pairing_desktop.exchange.chart_files import write_whole

        try:
            write_whole(path, file.data)
        except Problem as problem:
            self._bridge.problem.emit(problem)


def record_card(bridge: Bridge, ask_history: "AskHistory", parent: QWidget) -> "RecordCard":
    """The card of a record, to which files can be attached."""
    from pairing_desktop.ui.widgets.card import RecordCard

    card = RecordCard(ask_history, parent)
    AttachmentDesk(bridge, card)
    return card


def _files(urls: Sequence[QUrl]) -> list[Path]:
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]


def _read_files(paths: Sequence[Path]) -> list[Attached]:
    from pairing_desktop.ui.attachments.files import read_files

    return read_files(paths)


def _pasted(image: QImage, name: str) -> Attached:
    from pairing_desktop.ui.attachments.files import pasted

    return pasted(image, name)


def _too_many() -> Problem:
    from pairing_desktop.domain.language import mark

    return Problem(mark("At most {n} files are attached at once."), n=MOST)
