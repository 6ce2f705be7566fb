"""How long the window stands still: every long action on a large file, driven through the real window.

    python benchmarks/freezes.py FILE [--work]

A timer ticks in the window's event loop; the longest gap between two ticks while an action runs is how long a person
would have seen nothing move.  A second thread looks where the window's thread is when a gap passes the goal of 100 ms, so
that the profile of each is printed.  FILE is copied first when `--work` is given, and then edited, backed up and checked.
"""

import faulthandler
import os
import re
import shutil
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt, QTimer  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QDialog  # noqa: E402

from pairing_desktop.ui.warming import Warming  # noqa: E402

GOAL = 0.1  # seconds
_TICK = 5  # milliseconds
_LONGEST = 40.0  # seconds an action is waited for: behind an opening the checks go on for longer
_LINES = 4  # of the profile


class Watchdog:
    """Ticks in the event loop, and looks at the window's thread when the ticks stay away."""

    def __init__(self) -> None:
        self._timer = QTimer(interval=_TICK, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._last = time.perf_counter()
        self._main = threading.get_ident()
        self.longest = 0.0
        self.where = ""
        self._seen: tuple[float, str] = (0.0, "")
        self._timer.start()
        threading.Thread(target=self._look, daemon=True).start()

    def begin(self) -> None:
        self.longest, self.where = 0.0, ""
        self._last = time.perf_counter()

    def _tick(self) -> None:
        now = time.perf_counter()
        gap, began = now - self._last, self._last
        self._last = now
        if gap > self.longest:
            self.longest = gap
            self.where = self._seen[1] if self._seen[0] == began else ""

    def _look(self) -> None:
        while True:
            time.sleep(0.02)
            began = self._last
            if time.perf_counter() - began > GOAL * 0.8 and self._seen[0] != began:
                self._seen = (began, self._stack())

    def _stack(self) -> str:
        """Where the window's thread is.  Not by its frames: whoever holds one keeps its painters from ending."""
        with TemporaryFile("w+") as file:
            faulthandler.dump_traceback(file, all_threads=True)
            file.seek(0)
            parts = file.read().split("\n\n")
        main = next((part for part in parts if f"0x{self._main:016x}" in part), "")
        others = [part for part in parts if part is not main and "pairing_desktop" in part]  # one may hold the interpreter
        return "; beside it ".join(filter(None, map(_told, [main, *others])))


def _told(thread: str) -> str:
    found = re.findall(r'pairing_desktop/(?:\S*/)?(\S+)", line (\d+) in (\S+)', thread)[:_LINES]
    return " < ".join(f"{name}:{line} {function}" for name, line, function in found)


class Drive:
    """Does one action after another and waits until the window has every answer."""

    def __init__(self, app: QApplication, file: Path, home: Path) -> None:
        from pairing_desktop.ui.app import Program
        from pairing_desktop.ui.settings import Settings

        self.app = app
        self.dog = Watchdog()
        settings = Settings(home / "settings.ini")
        settings.who = "benchmark"
        self.program = Program(app, settings, "en", "light")
        app.setQuitOnLastWindowClosed(False)
        self.file = file
        self.worst: list[tuple[float, str]] = []

    @property
    def window(self) -> Any:
        return self.program.window

    def act(self, name: str, do: Callable[[], object]) -> None:
        """Do it, wait, and say how long the window stood still."""
        self.settle()
        self.dog.begin()
        started = time.perf_counter()
        do()
        self.settle()
        seconds = time.perf_counter() - started
        self.worst.append((self.dog.longest, name))
        late = f"   at {self.dog.where}" if self.dog.longest > GOAL else ""
        print(f"{name:44} {seconds:7.2f} s   longest gap {self.dog.longest * 1000:6.0f} ms{late}", flush=True)

    def settle(self) -> None:
        """Until no answer has been out for a tenth of a second."""
        until, calm = time.monotonic() + _LONGEST, time.monotonic()
        while time.monotonic() < until:
            self.app.processEvents()
            time.sleep(0.002)
            if self.window is None or self.window.bridge.is_waiting:
                calm = time.monotonic()
            elif time.monotonic() - calm > 0.1:
                return

    def close_dialogs(self) -> None:
        for widget in self.app.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible():
                widget.reject()
        self.settle()

    def menu(self, name: str) -> None:
        """An act of the menus with its dialog, which is closed when every answer is there."""
        self.act(f"menu: {name}", self.window.actions_by_name[name].trigger)
        self.close_dialogs()

    def looking(self) -> None:
        """What only looks."""
        from pairing_desktop.ui.pages import PAGES

        self.act("open the file", lambda: self.program.open(self.file, read_only=True))
        self.act("import the rest behind it", self._warm)
        for spec in PAGES:
            self.act(f"tab {spec.name}, first time", lambda name=spec.name: self.window.show_page(name))
        self.act("tab projects", lambda: self.window.show_page("projects"))
        table = self.window.current_page().pane.table
        for column in (1, 2, 3):
            self.act(f"sort by column {column}", lambda column=column: table._header_clicked(column))
        self.act("type a filter", lambda: self._type("光热"))
        self.act("clear the filter", lambda: self._type(""))
        self.act("go to the last row", lambda: QTest.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier))
        self.act("select all rows", lambda: QTest.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier))
        self.act("copy with sources", self.window.copy)
        for name in ("go_to", "file_history", "trash", "reports"):
            self.menu(name)
        self.act("print the list", self.window.print_page)
        self.close_dialogs()
        self.menu("check_file")

    def working(self) -> None:
        """What writes: on a copy of the file."""
        self.act("open for editing", lambda: self.program.open(self.file))
        workspace = self.window.workspace
        self.act("backup of the day", lambda: self.window.bridge.run(workspace.keep_backup("import"), lambda _made: None))
        self.act("save a copy", lambda: self.window.files._copy_to(self.file.with_name("copy.db")))
        self.window.show_page("projects")
        first = workspace.ask(lambda ask: ask.pick("projects", "", 1)).result()[0]
        self.act("delete one", lambda: self.window.editing.delete("projects", (first.id,)))
        self.act("undo", self.window.editing.undo)
        self.act("repair", lambda: self.window.bridge.run(workspace.repair(), lambda _done: None))
        self.act("restore screen", self.window.files.restore_backup)
        self.close_dialogs()

    def _warm(self) -> None:
        self.program.warm()
        warming = self.program.findChild(Warming)
        while not warming.is_done:
            self.app.processEvents()
            time.sleep(0.002)

    def _type(self, text: str) -> None:
        self.window.focus_filter()
        box = self.window.focusWidget()
        box.clear()
        box.insert(text)


def main() -> None:
    file = Path(sys.argv[1])
    with TemporaryDirectory(prefix="pairing-freezes-") as place:
        home = Path(place)
        for name in ("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
            os.environ[name] = place
        app = QApplication(sys.argv[:1])
        drive = Drive(app, file, home)
        drive.looking()
        if "--work" in sys.argv:
            drive.file = Path(shutil.copyfile(file, home / "work.db"))
            drive.working()
        gaps = sorted(drive.worst, reverse=True)
        over = [name for gap, name in gaps if gap > GOAL]
        longest, name = gaps[0]
        print(f"{len(gaps)} actions, {len(over)} beyond {GOAL * 1000:.0f} ms; the longest {longest * 1000:.0f} ms ({name})")
        drive.window.leave()


if __name__ == "__main__":
    main()
