"""The program with its window: start, the first start, changing files, language and theme, and the end.

Nothing heavier than Qt's widgets, SQLite and our own modules is imported before the first paint.
"""

import gc
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QSocketNotifier, Qt, QTimer, QTranslator, Signal
from PySide6.QtWidgets import QApplication, QDialog

from pairing_desktop import folders
from pairing_desktop.domain.problems import Problem
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.ui import faults, i18n, icons, theme
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.putting_back import PuttingBack
from pairing_desktop.ui.settings import Settings
from pairing_desktop.ui.window import MainWindow

SETTLED = 500  # milliseconds from the start until there is nothing more to build


def run(
    file: Path | None = None, language: str | None = None, theme: str | None = None, read_only: bool = False
) -> int:
    """Show the window until it is closed; the exit code.

    `file` None is the user's own file.  `language` and `theme` hold for this run when given.
    """
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    faults.install()
    faults.note_crashes()
    program = Program(app, Settings(), language, theme)
    QTimer.singleShot(SETTLED, _look_for_garbage)
    QTimer.singleShot(SETTLED, program, program.warm)
    with _Signals(program.end):
        program.start(file, read_only=read_only)
        return app.exec()


def _look_for_garbage() -> None:
    """From now on, and not among what there is already."""
    gc.freeze()
    gc.enable()


class Program(QObject):
    """Owns the window there is."""

    _made = Signal(object)  # a Workspace or an exception, from the thread that made the file

    def __init__(
        self, app: QApplication, settings: Settings, language: str | None = None, look: str | None = None
    ) -> None:
        super().__init__()
        self._app = app
        self.settings = settings
        self.window: MainWindow | None = None
        self.dialog: QDialog | None = None  # the one shown while there is no window
        self._translator = QTranslator(self)
        self._look = look or settings.theme
        self._putting_back = PuttingBack(self)
        self._held = 0  # how many works go on without a window
        self._ends = True
        app.setApplicationName("pairing-desktop")
        app.setDesktopFileName("pairing-desktop")
        app.setQuitOnLastWindowClosed(True)
        i18n.set_current(language or settings.language)
        theme.apply(app, self._look)
        self._load_qt_words()
        app.setWindowIcon(icons.icon("project", "accent"))
        app.setApplicationDisplayName("")
        app.commitDataRequest.connect(self._session_ends)

    # -- files ----------------------------------------------------------------------------------------------------

    def start(self, file: Path | None, *, read_only: bool = False) -> None:
        """Open `file`, the user's own one, or ask what to begin with when that does not exist yet."""
        path = file or folders.default_file()
        if file is None and not path.exists():
            self.first_start(path)
        else:
            self.open(path, read_only=read_only)

    def first_start(self, path: Path) -> None:
        """Ask for language, name, unit and contents, then make the file at `path` and open it."""
        from pairing_desktop.ui.dialogs.first_start import FirstStart

        page = FirstStart()
        self.dialog = page

        def begin(who: str, unit: str, with_facts: bool) -> None:
            self.settings.who, self.settings.unit = who, unit
            self.settings.language = i18n.current().code
            self.make(path, with_facts, page.tell)

        page.languageWanted.connect(self.set_language)
        page.startWanted.connect(begin)
        page.openWanted.connect(lambda: self._ask_file(self.open))
        page.open()

    def open(self, path: Path, *, read_only: bool = False) -> None:
        """Open a file in a window, in the place of the one there is; a file that cannot be opened changes nothing."""
        if self.window is not None and self.window.workspace.path == path.resolve():
            self._when_closed(lambda: self.open(path, read_only=read_only))
            return
        who, unit = self.settings.who, self.settings.unit

        def open_it(current: bool = False) -> Workspace:
            return Workspace.open(path, who=who, unit=unit, read_only=read_only, current=current)

        def show(workspace: Workspace) -> None:
            self.show(workspace, asked_read_only=read_only)

        try:
            if Workspace.is_current(path):
                show(open_it(current=True))
                return
        except Problem as problem:
            self.tell_file_problem(path, problem)
            return
        self._putting_back.work(
            tr("{file} is backed up and brought to the format of today…", file=path.name),
            open_it, show, lambda problem: self.tell_file_problem(path, problem),
        )

    def make(self, path: Path, with_facts: bool, failed: Callable[[Problem], None]) -> None:
        """Make a file in another thread and open it; `failed` is told in this one why it could not be made."""
        from concurrent.futures import ThreadPoolExecutor

        who, unit = self.settings.who, self.settings.unit

        def work() -> None:
            try:
                made: object = Workspace.create(path, who=who, unit=unit, with_facts=with_facts)
            except Exception as error:
                made = error
            self._made.emit(made)

        def take(made: object) -> None:
            self._made.disconnect(take)
            maker.shutdown(wait=False)
            if isinstance(made, Workspace):
                self.show(made)
            elif isinstance(made, Problem):
                failed(made)
            elif isinstance(made, Exception):
                raise made

        self._made.connect(take)
        maker = ThreadPoolExecutor(max_workers=1)
        maker.submit(work)

    def show(self, workspace: Workspace, *, asked_read_only: bool = False) -> MainWindow:
        """A window on this file; the window or dialog there was goes."""
        before, dialog = self.window, self.dialog
        window = MainWindow(workspace, self.settings, asked_read_only=asked_read_only)
        window.fileWanted.connect(self.open)
        window.newWanted.connect(lambda path, facts: self.make(path, facts, window.show_problem))
        window.restoreWanted.connect(self._restore)
        window.languageWanted.connect(self.set_language)
        window.themeWanted.connect(self.set_theme)
        window.left.connect(lambda: self._left(window))
        self.window, self.dialog = window, None
        self.settings.remember_file(workspace.path)
        window.show()
        if before is not None:
            before.leave()
        if dialog is not None:
            dialog.setProperty("done", True)
            dialog.close()
            dialog.deleteLater()
        return window

    def warm(self) -> None:
        """Import what the first rows did not need, once there is a window."""
        if self.window is None:
            QTimer.singleShot(SETTLED, self, self.warm)
            return
        from pairing_desktop.ui.warming import Warming

        Warming(self)

    def _left(self, window: MainWindow) -> None:
        if self.window is window:
            self.window = None

    def _when_closed(self, then: Callable[[], None]) -> None:
        """Close the window, which may wait for a save, and go on without ending the program."""
        window = self.window
        assert window is not None
        ends = self.hold()

        def go_on() -> None:
            then()
            ends()

        window.left.connect(go_on)
        window.leave()

    def hold(self) -> Callable[[], None]:
        """Keep the program running while it has no window; call what is returned when it has one again."""
        self._held += 1
        if self._held == 1:
            self._ends = self._app.quitOnLastWindowClosed()
            self._app.setQuitOnLastWindowClosed(False)

        def let_go() -> None:
            self._held -= 1
            if not self._held:
                self._app.setQuitOnLastWindowClosed(self._ends)

        return let_go

    def tell_file_problem(self, path: Path, problem: Problem) -> None:
        """Say why a file cannot be opened, and the ways on."""
        from pairing_desktop.ui.dialogs.file_problem import FileProblemDialog

        before = self.dialog if isinstance(self.dialog, FileProblemDialog) else None
        below = self.window or (self.dialog if before is None else None)
        dialog = FileProblemDialog(path, problem, is_last=below is None, parent=below)
        dialog.openWanted.connect(lambda: self._ask_file(self.open))
        dialog.newWanted.connect(lambda: self._ask_new(path))
        dialog.restoreWanted.connect(lambda: self._putting_back.choose(path, problem, dialog))
        if below is None:
            self.dialog = dialog
        dialog.open()
        if before is not None:  # a second file that cannot be opened: its own words take the place
            before.close()

    def _restore(self, backup: Path, path: Path | None = None) -> None:
        """Put a backup in the place of a file, the open one by default, and open it."""
        target = path or (self.window.workspace.path if self.window else folders.default_file())
        if self.window is not None and self.window.workspace.path == target.resolve():
            self._when_closed(lambda: self._putting_back.restore(backup, target))
            return
        self._putting_back.restore(backup, target)

    def _ask_file(self, then: Callable[[Path], None]) -> None:
        from pairing_desktop.ui.file_asking import ask_source

        ask_source(self.window or self.dialog, tr("Open file"), folders.documents(), then)

    def _ask_new(self, path: Path) -> None:
        """No name is put forward: beside a file that cannot be opened it would be that file's."""
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self.window or self.dialog, tr("New file"), str(path.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("db")
        dialog.fileSelected.connect(
            lambda text: self.make(Path(text), True, lambda problem: self.tell_file_problem(Path(text), problem))
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # -- language and look ----------------------------------------------------------------------------------------

    def set_language(self, code: str) -> None:
        """Speak this language from now on, everywhere."""
        i18n.set_current(code)
        self.settings.language = code
        self._load_qt_words()
        theme.apply(self._app, self._look)  # the other order of fonts
        if self.window is not None:
            self.window.retranslate()

    def set_theme(self, name: str) -> None:
        """Look like this from now on."""
        self._look = name
        self.settings.theme = name
        theme.apply(self._app, name)

    def _load_qt_words(self) -> None:
        """Qt's own words, in file dialogs and text menus."""
        self._app.removeTranslator(self._translator)
        chinese = i18n.current().is_chinese
        QLocale.setDefault(QLocale("zh_CN" if chinese else "en_GB"))
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if chinese and self._translator.load("qtbase_zh_CN", folder):
            self._app.installTranslator(self._translator)

    # -- the end --------------------------------------------------------------------------------------------------

    def end(self) -> None:
        """The system asks to stop: keep what is typed and what the window remembers, close the file, leave."""
        if self.window is not None:
            self.window.editing.keep_drafts()
            self.window.leave()
        self._app.quit()

    def _session_ends(self, _manager: object) -> None:
        """The user logs out or the machine is shut down: nobody may be there to answer a question."""
        if self.window is not None:
            self.window.editing.keep_drafts()


class _Signals:
    """SIGTERM and SIGINT become calls in the event loop: Python's own handlers wait while Qt's loop runs."""

    def __init__(self, end: Callable[[], None]) -> None:
        self._end = end
        self._before: dict[int, object] = {}

    def __enter__(self) -> None:
        self._reader, self._writer = socket.socketpair()
        self._reader.setblocking(False)
        self._writer.setblocking(False)
        self._fd = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._came)
        for number in (signal.SIGTERM, signal.SIGINT):
            self._before[number] = signal.signal(number, self._noted)

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]
        signal.set_wakeup_fd(self._fd)
        self._notifier.setEnabled(False)
        self._reader.close()
        self._writer.close()

    def _noted(self, _number: int, _frame: FrameType | None) -> None:
        """The byte in the socket says it all."""

    def _came(self) -> None:
        self._reader.recv(64)
        self._end()
