"""A file dropped on the window: of a PDF or PNG the registered page it carries is shown, or in words what the file is; a
table is brought in, a text read as an article; so can a PDF be that carries no serial."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from pairing_desktop.ui.i18n import tr

if TYPE_CHECKING:
    from pairing_desktop.domain.snapshots import Found
    from pairing_desktop.ui.window import MainWindow

ENDINGS = (".pdf", ".png")
TABLES = (".csv", ".tsv", ".xlsx", ".xlsm", ".ods", ".xls")
TEXTS = (".txt",)
MOST = 256 * 1024 * 1024  # bytes; no page of ours is larger


class Dropping(QObject):
    """Watches the window for files."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and event.type() in (QEvent.Type.DragEnter, QEvent.Type.Drop):
            path = _page_file(event)
            if path is not None:
                event.acceptProposedAction()
                if not isinstance(event, QDragEnterEvent):
                    self._take(path)
                return True
        return super().eventFilter(watched, event)

    def _take(self, path: Path) -> None:
        if path.suffix.lower() in ENDINGS:
            self.look_at(path)
        elif self._window.workspace.read_only:
            self._window.tell_read_only()
        elif path.suffix.lower() in TEXTS:
            self._window.dialogs.article(path)
        else:
            self._window.files.import_table(path)

    def look_at(self, path: Path) -> None:
        """Find out what this file is, and tell."""
        try:
            if path.stat().st_size > MOST:
                raise OSError(tr("it is too large"))
            content = path.read_bytes()
        except OSError as error:
            self._tell("error", tr("“{file}” could not be read: {reason}.", file=path.name,
                                   reason=error.strerror or str(error)))  # fmt: skip
            return
        self._window.bridge.ask(
            self, "file", lambda ask: ask.snapshots.look_at(content), lambda found: self._told(path, found)
        )

    def _told(self, path: Path, found: "Found") -> None:
        file, serial = path.name, found.serial
        if found.line is not None:
            from pairing_desktop.domain.snapshots import KIND

            self._window.navigate(KIND, found.line.id)
        if found.verdict == "same":
            self._tell("good", tr("“{file}” is {serial}, exactly as it was registered.", file=file, serial=serial))
        elif found.verdict == "drawn":
            self._tell("good", tr("“{file}” is the chart of {serial}, with the data that was registered.", file=file,
                                  serial=serial))  # fmt: skip
        elif found.verdict == "altered":
            self._tell(
                "caution", tr("“{file}” is not what was registered as {serial}.", file=file, serial=serial),
                tr("It was changed after it was saved. What was registered is shown here; trust that."),
            )
        elif found.verdict == "unknown":
            self._tell(
                "caution", tr("“{file}” carries the serial {serial}, which this file does not know.", file=file,
                              serial=serial),
                tr("It was registered in another file of facts."),
            )  # fmt: skip
        else:
            self._tell(
                "info", tr("“{file}” carries no serial.", file=file),
                tr("It was printed without registering, or it is not from this program."),
                self._as_article(path),
            )

    def _as_article(self, path: Path) -> tuple[tuple[str, Callable[[], object]], ...]:
        """The way to read a PDF as an article, where the file can be written."""
        if path.suffix.lower() != ".pdf" or self._window.workspace.read_only:
            return ()

        def read() -> None:
            self._window.close_banner()
            self._window.dialogs.article(path)

        return ((tr("Read as an article"), read),)

    def _tell(
        self, tone: str, first: str, second: str = "", more: tuple[tuple[str, Callable[[], object]], ...] = ()
    ) -> None:
        self._window.banner.tell(tone, first, second, (*more, (tr("Close"), self._window.close_banner)))


def _page_file(event: QDropEvent) -> Path | None:
    """The one local file that is dragged, if it may be a page of ours or a table."""
    urls = event.mimeData().urls()
    if len(urls) == 1 and urls[0].isLocalFile():
        path = Path(urls[0].toLocalFile())
        return path if path.suffix.lower() in (*ENDINGS, *TABLES, *TEXTS) else None
    return None
