"""The program with its window on a real file, for tests of the window."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from pairing_desktop.ui import i18n, theme
from pairing_desktop.ui.app import Program
from pairing_desktop.ui.settings import Settings
from pairing_desktop.ui.window import MainWindow

T = TypeVar("T", bound=QWidget)


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Program]:
    """A program in English and light without a window yet; whatever it opened is closed afterwards."""
    qapp.setQuitOnLastWindowClosed(False)
    settings = Settings(tmp_path / "settings.ini")
    settings.language, settings.theme, settings.who, settings.unit = "en", "light", "Li Wei", "Office"
    made = Program(qapp, settings)
    qapp.setQuitOnLastWindowClosed(False)
    yield made
    for dialog in dialogs(QDialog):
        dialog.deleteLater()
    if made.window is not None:
        made.window.leave()
    i18n.set_current("en")
    theme.apply(qapp, "light")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    made.deleteLater()


@pytest.fixture
def window(qtbot: QtBot, program: Program, facts_file: Path) -> MainWindow:
    """The window on a file of its own with the cited facts."""
    program.open(facts_file)
    assert program.window is not None
    qtbot.waitExposed(program.window)
    return program.window


def dialogs(kind: type[T]) -> list[T]:
    """The open dialogs of this class."""
    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible()]


def the_dialog(qtbot: QtBot, kind: type[T]) -> T:
    """The open dialog of this class; waits for it."""
    qtbot.waitUntil(lambda: bool(dialogs(kind)), timeout=20000)
    return dialogs(kind)[-1]


def settled(qtbot: QtBot, answer: Callable[[], bool]) -> None:
    """Wait for what threads bring."""
    qtbot.waitUntil(answer, timeout=10000)
