"""Forms on a real file, and what tests do to them."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.drafts import Draft
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.forms.record_form import RecordForm


class Desk:
    """A file with the cited facts, the bridge to it and the forms opened on it."""

    def __init__(self, qtbot: QtBot, path: Path) -> None:
        self.qtbot = qtbot
        self.workspace = Workspace.open(path, who="Li Wei", unit="Office")
        self.bridge = Bridge(self.workspace)
        self._forms: list[RecordForm] = []

    def form(self, kind: str, key: str = "", **options: object) -> RecordForm:
        """The form of the row called `key`, or an empty one, shown and ready."""
        id = self.workspace.here.locate(kind, key).id if key else None
        form = RecordForm(self.bridge, kind, id, **options)  # type: ignore[arg-type]
        self._forms.append(form)
        form.resize(452, 900)
        form.show()
        form.activateWindow()
        form.setFocus()
        self.qtbot.waitUntil(lambda: form.body.isEnabled())
        return form

    def values(self, kind: str, key: str) -> dict[str, str]:
        """A row as it stands in the file."""
        here = self.workspace.here
        return here.editing.draft(kind, here.locate(kind, key).id).values

    def save_elsewhere(self, kind: str, key: str, **values: str) -> ChangeSet:
        """Another hand changes the row, without this window being told."""
        here = self.workspace.here
        draft = here.draft(kind, here.locate(kind, key).id)
        return self.workspace.do(lambda do: do.save(Draft(kind, draft.id, draft.rev, values))).result(10)

    def saved(self, form: RecordForm, act: Callable[[], object]) -> ChangeSet:
        """Do something and wait for the form to have saved."""
        with self.qtbot.waitSignal(form.saved, timeout=10_000) as signal:
            act()
        return signal.args[0]

    def close(self) -> None:
        for form in self._forms:
            if isValid(form):
                form.hide()
                form.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.bridge.close()
        self.workspace.close()


def line(form: RecordForm, name: str) -> QLineEdit:
    """The line edit of a field."""
    widget = form.boxes[name].editor.input
    assert isinstance(widget, QLineEdit)
    return widget


def type_over(form: RecordForm, name: str, text: str) -> None:
    """Replace what stands in a field as a keyboard or an input method would, and leave it."""
    widget = form.boxes[name].editor.input
    widget.setFocus()
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        widget.selectAll()
    commit(widget, text)
    press(widget, Qt.Key.Key_Tab)


def commit(widget: QWidget, text: str) -> None:
    """What an input method hands over."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def compose(widget: QWidget, text: str) -> None:
    """Text under composition."""
    QApplication.sendEvent(widget, QInputMethodEvent(text, []))


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyPress(widget, key, modifier)  # no release: a save disables the widget meanwhile
