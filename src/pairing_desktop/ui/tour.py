"""A picture of every tab, form and dialog, in both languages and themes, from a file made of the cited facts.

For the README, for help and for looking at what one has changed.  Nothing of the user's is read or written.
"""

import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QSize, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from pairing_desktop import folders
from pairing_desktop.domain.kinds import ENTRIES, KINDS
from pairing_desktop.domain.language import CODES
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.ui import background, tour_entries
from pairing_desktop.ui.app import Program
from pairing_desktop.ui.chart_engine import engine
from pairing_desktop.ui.settings import Settings
from pairing_desktop.ui.tour_stops import EXAMPLES, STOPS, TABS, Stop
from pairing_desktop.ui.window import MainWindow

USUAL, SMALL = QSize(1280, 800), QSize(1024, 700)
LOOKS = ("light", "dark")
WHO, UNIT = "Li Wei", "Hangzhou office"
_IDLE_ROUNDS, _ROUND, _LIMIT = 6, 0.02, 20.0  # seconds
_SOON = 1000  # milliseconds
_CHARTS = 60.0  # seconds for the drawing library and its font


def tour(folder: Path) -> list[Path]:
    """Render every stop into `folder`, named `<stop>-<language>-<theme>.png`; the files, in order.

    The usual size is 1280×800; some are repeated at 1024×700 (`-small`) and at 200 % (`-large`).
    """
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    made: list[Path] = []
    with _Home() as home:
        for code in CODES:
            for look in LOOKS:
                made += Guide(app, home, code, look).go(STOPS, folder)
        for code in CODES:
            made += Guide(app, home, code, "light", SMALL).go(TABS, folder, "-small")
    return made + _large(folder)


def _large(folder: Path) -> list[Path]:
    """The tabs at 200 %: the scale of a process is fixed when it starts, so it is another one."""
    names = [f"{stop.name}-{code}-light-large.png" for code in CODES for stop in TABS]
    environment = {**os.environ, "QT_SCALE_FACTOR": "2", "PYTHONPATH": os.pathsep.join(sys.path)}
    program = (
        "import sys; from pathlib import Path; from pairing_desktop.ui.tour import large; large(Path(sys.argv[1]))"
    )
    subprocess.run([sys.executable, "-c", program, str(folder)], env=environment, check=True)
    return [folder / name for name in names if (folder / name).exists()]


def large(folder: Path) -> None:
    """What the process at 200 % does."""
    app = QApplication(sys.argv[:1])
    with _Home() as home:
        for code in CODES:
            Guide(app, home, code, "light").go(TABS, folder, "-large")


class _Home:
    """A folder that stands for the user's own: a file of facts, settings, a log."""

    def __enter__(self) -> Path:
        self._folder = TemporaryDirectory(prefix="pairing-tour-")
        home = Path(self._folder.name)
        self._before = {name: os.environ.get(name) for name in ("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
        os.environ.update(dict.fromkeys(self._before, str(home)))
        Workspace.create(home / "facts.db", who=WHO, unit=UNIT).close()
        engine.wait(_CHARTS)
        return home

    def __exit__(self, *_: object) -> None:
        for name, value in self._before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        self._folder.cleanup()


class Guide:
    """Goes from stop to stop in one language and theme."""

    def __init__(self, app: QApplication, home: Path, code: str, look: str, size: QSize = USUAL) -> None:
        self._app = app
        self._variant = f"{code}-{look}"
        self._size = size
        self.holder: Workspace | None = None  # another window on the same file
        self.file = Path(shutil.copyfile(home / "facts.db", home / "pairing.db"))
        shutil.rmtree(folders.unsaved_folder(), ignore_errors=True)  # of the round before
        (home / "settings.ini").unlink(missing_ok=True)
        settings = Settings(home / "settings.ini")
        settings.who, settings.unit = WHO, UNIT
        self.program = Program(app, settings, code, look)
        app.setQuitOnLastWindowClosed(False)

    def go(self, stops: tuple[Stop, ...], folder: Path, suffix: str = "") -> list[Path]:
        """Picture all stops; what fails is raised with the name of the stop."""
        made: list[Path] = []
        try:
            for stop in stops:
                try:
                    widget = stop.show(self)
                    self.settle()
                    target = folder / f"{stop.name}-{self._variant}{suffix}.png"
                    widget.grab().save(str(target))
                except Exception as error:
                    error.add_note(f"at the stop {stop.name!r} of the tour")
                    raise
                made.append(target)
                self._tidy()
        finally:
            self._tidy()
            if self.program.window is not None:
                self.program.window.leave()
            if self.holder is not None:
                self.holder.close()
            self._forget()
            self.file.unlink(missing_ok=True)
        return made

    @property
    def window(self) -> MainWindow:
        """The window on the facts, opened when first wanted."""
        if self.program.window is None:
            self.program.open(self.file)
        assert self.program.window is not None
        if self.program.window.size() != self._size:
            self.program.window.resize(self._size)
            self.settle()
        return self.program.window

    def at_list(self, kind: str, id: int) -> None:
        """The row of the picture chosen in its list, whatever a stop before left there."""
        self.window.navigate(kind, id)
        self.settle()
        pane: Any = getattr(self.window.current_page(), "pane", None)
        if hasattr(pane, "show_board"):
            pane.show_board(False)
            self.settle()

    def tab(self, name: str) -> MainWindow:
        """The window with this tab in front."""
        self.window.show_page(name)
        return self.window

    def record(self, kind: str) -> int:
        """A record of this kind worth looking at."""
        if KINDS[kind] in ENTRIES:
            return tour_entries.make(self.window.workspace, kind)
        key = EXAMPLES.get(kind)
        picks = self.window.workspace.ask(lambda ask: ask.pick(kind, "", 1)).result()
        if key is None:
            return picks[0].id
        return self.window.workspace.ask(lambda ask: ask.locate(kind, key)).result().id

    def dialog(self, kind: type[QDialog] = QDialog) -> QDialog:
        """The dialog that was opened last."""
        self.settle()
        found = [one for one in self._app.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
        return found[-1]

    def settle(self) -> None:
        """Wait until all answers are there and painted."""
        quiet, end = 0, time.monotonic() + _LIMIT
        while quiet < _IDLE_ROUNDS and time.monotonic() < end:
            self._app.processEvents()
            quiet = 0 if self._is_working() else quiet + 1
            time.sleep(_ROUND)

    def _is_working(self) -> bool:
        window = self.program.window
        drawing = any(thread.name == background.NAME for thread in threading.enumerate())
        asking = any(  # a dialog waits for the last key before it asks
            timer.isSingleShot() and timer.isActive() and timer.interval() < _SOON
            for dialog in self._app.topLevelWidgets() if isinstance(dialog, QDialog) and dialog.isVisible()
            for timer in dialog.findChildren(QTimer)
        )
        return drawing or asking or (window is not None and window.bridge.is_waiting)

    def _tidy(self) -> None:
        """Close what the stop opened: dialogs, forms, banners."""
        if self.program.window is not None:
            self.program.window.editing.drop_forms()
            self.program.window.banner.hide()
        for widget in self._app.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible():
                widget.hide()
                widget.deleteLater()
        self.program.dialog = None
        self._forget()

    def _forget(self) -> None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self._app.processEvents()
