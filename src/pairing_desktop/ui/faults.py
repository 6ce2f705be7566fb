"""Faults of the program itself: told in words, kept with their details, written into a log that stays small.

Python hands every exception that nobody caught to `sys.excepthook`, also those raised in Qt slots and events; the
program then goes on, so the person must be told that the act did not happen.
"""

import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from pairing_desktop import folders

LOG_SIZE, LOG_COUNT = 512 * 1024, 3
CRASHES = "crashes.log"


class _Post(QObject):
    """Brings faults of other threads to this one."""

    came = Signal(str, str)


class _State:
    post: _Post | None = None
    crashes: TextIO | None = None  # kept open: a crash can open nothing
    shown = False  # a dialog is open: further faults are only written down


_state = _State()


def install() -> None:
    """Catch what nobody caught, in every thread.  Call once, in the window's thread."""
    post = _state.post = _Post()
    post.came.connect(_show, Qt.ConnectionType.QueuedConnection)
    sys.excepthook = _uncaught
    threading.excepthook = lambda args: _uncaught(args.exc_type, args.exc_value, args.exc_traceback)


def note_crashes() -> None:
    """Have a crash of the process itself leave a word of where it happened.  Call once, in the program's own process."""
    import faulthandler

    path = folders.log_file().with_name(CRASHES)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _rotate(path)
        _state.crashes = path.open("a", encoding="utf-8")
        _state.crashes.write(f"{_now()} started\n")
        _state.crashes.flush()
        faulthandler.enable(_state.crashes)
    except OSError:
        return  # nowhere to write: the program works all the same


def write_down(error: BaseException, log: Path | None = None) -> str:
    """Append an error with its traceback to the log; the details as text."""
    details = "".join(traceback.format_exception(error))
    path = log or folders.log_file()
    # Fault handling must not need anything of the program that may itself be broken: plain files only.
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _rotate(path)
        with path.open("a", encoding="utf-8", errors="backslashreplace") as stream:
            stream.write(f"{_now()}\n{details}\n")
    except OSError:
        print(details, file=sys.stderr)
    return details


def report(error: BaseException, first: str = "") -> None:
    """Write an error down and tell about it; `first` is the opening sentence, translated."""
    details = write_down(error)
    if _state.post is not None:
        _state.post.came.emit(first, details)


def _uncaught(
    _type: type[BaseException], value: BaseException | None, trace: TracebackType | None
) -> None:
    if value is None or isinstance(value, KeyboardInterrupt):
        return
    value = value.with_traceback(trace)
    traceback.print_exception(value)
    report(value)


def _show(first: str, details: str) -> None:
    if _state.shown or not isinstance(QApplication.instance(), QApplication):
        return
    from pairing_desktop.ui.dialogs.fault import FaultDialog

    dialog = FaultDialog(first, details, QApplication.activeWindow())
    _state.shown = True
    dialog.finished.connect(_closed)
    dialog.open()


def _closed() -> None:
    _state.shown = False


def _rotate(path: Path) -> None:
    if not path.exists() or path.stat().st_size < LOG_SIZE:
        return
    for number in range(LOG_COUNT - 1, 0, -1):
        older = path.with_suffix(f".{number}.log")
        if older.exists():
            older.replace(path.with_suffix(f".{number + 1}.log"))
    path.replace(path.with_suffix(".1.log"))


def _now() -> str:
    from datetime import datetime

    return datetime.now().astimezone().isoformat(timespec="seconds")
