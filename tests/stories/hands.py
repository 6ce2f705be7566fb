"""A person at the window: keys and clicks as they come from a keyboard and a mouse, and what can be read on screen."""

import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QTreeWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from pairing_desktop.domain.cards import HistoryLine
from pairing_desktop.domain.drafts import OperationLine
from pairing_desktop.ui.app import Program
from pairing_desktop.ui.dialogs.go_to import GoToDialog
from pairing_desktop.ui.dialogs.print_preview import PrintPreview
from pairing_desktop.ui.forms.record_form import RecordForm
from pairing_desktop.ui.page import Page
from pairing_desktop.ui.tabs.list_pane import ListPane
from pairing_desktop.ui.tabs.records import PanePage
from pairing_desktop.ui.widgets.card_frame import CardFrame
from pairing_desktop.ui.widgets.card_view import CardView
from pairing_desktop.ui.window import MainWindow

D = TypeVar("D", bound=QWidget)
LONG = 20_000  # milliseconds after which a wait is a failure


class Hands:
    """Acts on the one window of a program and waits for what the acts bring."""

    def __init__(self, qtbot: QtBot, program: Program) -> None:
        self.qtbot = qtbot
        self.program = program

    # The window

    def start(self, file: Path | None, *, read_only: bool = False) -> MainWindow:
        """Start as `ui.app.run` does, with a file that opens, and wait for the first page."""
        self.program.start(file, read_only=read_only)
        return self.ready()

    def ready(self) -> MainWindow:
        """Wait until the window is there, has the keyboard and every answer."""
        self.until(lambda: self.program.window is not None)
        window = self.window
        if not dialogs(QDialog):
            window.activateWindow()
        window.resize(1280, 800)  # the offscreen screen is smaller
        self.qtbot.waitExposed(window)
        self.settle()
        return window

    @property
    def window(self) -> MainWindow:
        window = self.program.window
        assert window is not None
        return window

    def close(self) -> None:
        """Ctrl+Q; the window is gone."""
        window = self.window
        self.press("Ctrl+Q")
        self.until(lambda: self.program.window is not window)

    @property
    def page(self) -> Page:
        return self.window.current_page()

    @property
    def pane(self) -> ListPane:
        """The list and card in front."""
        page = self.page
        assert isinstance(page, PanePage)
        return page.pane

    @property
    def form(self) -> RecordForm:
        """The form in front."""
        found = [form for form in self.window.findChildren(RecordForm) if isValid(form) and form.isVisible()]
        return found[-1]

    def tab(self, name: str) -> Page:
        """Bring a tab to the front with its key."""
        names = [self.window.tab_row.tabs.tabText(index) for index in range(self.window.tab_row.tabs.count())]
        self.press(f"Ctrl+{names.index(name) + 1}")
        self.settle()
        return self.page

    def search(self, text: str) -> GoToDialog:
        """Go to anything with this text, every answer in."""
        self.press("Ctrl+K")
        found = self.dialog(GoToDialog)

        def ready() -> bool:
            if QApplication.activeWindow() is not found:  # offscreen a dialog that closes late may take its turn
                found.activateWindow()
            return self.focus() is found.box

        self.until(ready)
        self.write(text)
        self.settle()
        return found

    # Waiting

    def until(self, done: Callable[[], object]) -> None:
        def holds() -> bool:
            try:
                return bool(done())
            except sqlite3.OperationalError:  # the file was looked at while a save was committing
                return False

        self.qtbot.waitUntil(holds, timeout=LONG)

    def settle(self) -> None:
        """Wait until no answer is out: twice in a row, for answers ask further."""
        calm = 0

        def quiet() -> bool:
            nonlocal calm
            window = self.program.window
            calm = calm + 1 if window is not None and not window.bridge.is_waiting else 0
            return calm > 6

        end = time.monotonic() + LONG / 1000
        while not quiet():
            assert time.monotonic() < end, "answers are still out"
            self.qtbot.wait(3)

    # The keyboard

    def focus(self) -> QWidget:
        """What the keyboard goes to.  Offscreen nobody activates the window under a dialog that closed."""
        if QApplication.activeWindow() is None:
            front = (dialogs(QDialog) or [self.window])[-1]
            front.activateWindow()
            self.until(QApplication.activeWindow)
        widget = QApplication.focusWidget() or QApplication.activeWindow()
        assert widget is not None
        return widget

    def press(self, keys: str) -> None:
        """A key or a combination, at whatever has the keyboard."""
        for combination in QKeySequence(keys):  # type: ignore[attr-defined]
            widget = self.focus()
            QTest.keyPress(widget, combination.key(), combination.keyboardModifiers())
            # Buttons act when a key is let go; many other keys take the widget under them away.
            if combination.key() == Qt.Key.Key_Space:
                QTest.keyRelease(widget, combination.key())

    def write(self, text: str) -> None:
        """Type; what is not ASCII comes as from an input method, composed first, then handed over."""
        widget = self.focus()
        if text.isascii():
            QTest.keyClicks(widget, text)
            return
        QApplication.sendEvent(widget, QInputMethodEvent("pinyin", []))
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(widget, event)

    def paste(self, text: str) -> None:
        """Put text on the clipboard and paste it."""
        QApplication.clipboard().setText(text)
        self.press("Ctrl+V")

    def fill(self, field: str, text: str) -> None:
        """Replace what stands in a field of the form in front, choosing from the list where there is one."""
        form = self.form
        self.until(lambda: form.body.isEnabled())
        editor = form.boxes[field].editor
        editor.input.setFocus(Qt.FocusReason.TabFocusReason)
        self.until(lambda: form.boxes[field].has_focus())
        choices = getattr(editor, "box", None)
        if choices is not None and not choices.isEditable():
            index = choices.findText(text)
            assert index >= 0, f"{field} has no choice {text!r}"
            choices.setCurrentIndex(index)
            return
        self.press("Ctrl+A")
        if len(text) > 60:
            self.paste(text)
        elif text:
            self.write(text)
        else:
            self.press("Del")
        if hasattr(editor, "pick") and text:
            self.until(lambda: editor._list.isVisible())
            self.settle()
            self.press("Return")
            self.until(lambda: editor.pick is not None)
        self.press("Tab")

    def save(self) -> None:
        """Ctrl+Enter; the form is gone."""
        form = self.form
        self.press("Ctrl+Return")
        self.until(lambda: not isValid(form) or not form.isVisible())
        self.settle()

    # The mouse

    def click(self, button: QAbstractButton) -> None:
        assert button.isVisible() and button.isEnabled(), button.text()
        # Where the words begin: a tick box or radio button may be wider than what can be clicked.
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(8, button.height() // 2))

    def button(self, parent: QWidget, words: str) -> QAbstractButton:
        """The visible button that says this."""
        found = [one for one in parent.findChildren(QAbstractButton) if one.text() == words and one.isVisible()]
        assert found, f"no button {words!r}"
        return found[0]

    def click_link(self, view: CardView, href: str) -> str:
        """Click the first link to `href` on a card; gives its words."""
        anchor = next(anchor for anchor in view.anchors() if anchor.href == href)
        cursor = view.textCursor()
        cursor.setPosition(anchor.begin + 1)
        view.setTextCursor(cursor)
        view.ensureCursorVisible()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.cursorRect(cursor).center())
        return anchor.words

    def choose(self, menu: str, act: str) -> None:
        """Trigger the entry of a menu that stands there, enabled, under this name."""
        entries = self.window.menus.menu(menu).actions()
        entry = next(entry for entry in entries if entry.objectName() == act)
        assert entry.isEnabled(), act
        entry.trigger()

    def entry(self, menu: str, act: str) -> str:
        """What an entry of a menu says, as it is shown."""
        entries = self.window.menus.menu(menu).actions()
        return shown_words(next(entry.text() for entry in entries if entry.objectName() == act))

    # What stands on screen

    def dialog(self, kind: type[D]) -> D:
        """The open dialog of this class; waits for it and its answers."""
        self.until(lambda: bool(dialogs(kind)))
        self.settle()
        return dialogs(kind)[-1]

    def names(self) -> list[str]:
        """The first cell of every row of the list in front."""
        model = self.pane.model
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def row(self, id: int) -> list[str]:
        """The cells of one record in the list in front."""
        model = self.pane.model
        row = model.row_of(id)
        assert row >= 0, "the record is not in the list"
        return [model.index(row, column).data() for column in range(model.columnCount())]

    @property
    def card(self) -> CardFrame:
        """The card in front."""
        return next(card for card in self.page.findChildren(CardFrame) if card.isVisible())

    def card_text(self) -> str:
        """Title and text of the card in front."""
        return f"{self.card.title.text()}\n{self.card.view.toPlainText()}"

    # What stands in the file

    def id_of(self, kind: str, key: str) -> int:
        return self.window.workspace.here.locate(kind, key).id

    def values(self, kind: str, key: str) -> dict[str, str]:
        """A row as it stands in the file."""
        return self.window.workspace.here.draft(kind, self.id_of(kind, key)).values

    def history(self, kind: str, key: str) -> tuple[HistoryLine, ...]:
        return self.window.workspace.here.history(kind, self.id_of(kind, key))

    def operations(self) -> tuple[OperationLine, ...]:
        return self.window.workspace.here.operations()

    def open(self, kind: str, key: str) -> None:
        """Show a record by its short name, as a link would."""
        id = self.id_of(kind, key)
        self.window.navigate(kind, id)
        self.until(lambda: self.page.current() == (kind, id))
        self.settle()

    # Paper

    def preview(self) -> PrintPreview:
        """Ctrl+P and wait for the pages."""
        self.press("Ctrl+P")
        preview = self.dialog(PrintPreview)
        self.until(preview.save_button.isEnabled)
        return preview

    def save_pdf(self, preview: PrintPreview, path: Path) -> None:
        """Save as PDF; only the choosing of a place in the file dialog is done for the person."""
        self.click(preview.save_button)
        chooser = self.dialog(QFileDialog)
        chooser.fileSelected.emit(str(path))
        chooser.close()
        self.until(preview.message.isVisible)


def dialogs(kind: type[D]) -> list[D]:
    """The open dialogs of this class."""
    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible()]


def words_of(parent: QWidget) -> str:
    """Everything that the visible labels and buttons say."""
    return "\n".join(one.text() for one in parent.findChildren(QWidget)
                     if isinstance(one, QLabel | QAbstractButton) and one.isVisible())  # fmt: skip


def cells_of(table: QTreeWidget) -> list[list[str]]:
    """The rows of a table in a dialog."""
    items = [table.topLevelItem(row) for row in range(table.topLevelItemCount())]
    return [[item.text(column) for column in range(table.columnCount())] for item in items if item is not None]


def shown_words(text: str) -> str:
    """The words of a menu entry or button as painted: && is one &, a single & marks the next letter."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def pdf_texts(path: Path) -> dict[str, str]:
    """What pypdf and pdftotext read in a file, white space squeezed out: wrapped names read on."""
    if shutil.which("pdftotext") is None:
        pytest.skip("NOT RUN: needs pdftotext (apt-get install poppler-utils)")
    poppler = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True, text=True)
    own = "".join(page.extract_text() for page in PdfReader(path).pages)
    return {"pypdf": squeezed(own), "pdftotext": squeezed(poppler.stdout)}


def squeezed(text: str) -> str:
    return "".join(text.split())
