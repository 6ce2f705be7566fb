"""Helpers for tests of lists: pages on a real file, shown and answered."""

from typing import TypeVar

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.page import Page
from pairing_desktop.ui.tabs.list_pane import ListPane
from pairing_desktop.ui.tabs.records import PanePage
from pairing_desktop.ui.widgets.card_view import CardView

P = TypeVar("P", bound=Page)


def shown(qtbot: QtBot, workspace: Workspace, kind: type[P], width: int = 1280, height: int = 680) -> P:
    """A page of this class, shown; of a list page with its rows and first card."""
    page = kind(Bridge(workspace))
    qtbot.addWidget(page)
    page.resize(width, height)
    page.show()
    page.activateWindow()
    if isinstance(page, PanePage):
        qtbot.waitUntil(lambda: page.pane.card.shown is not None and bool(page.pane.filtering.facets))
    return page


def names(pane: ListPane) -> list[str]:
    """The first cell of every row."""
    return [pane.model.cells(row)[0].text for row in range(pane.model.rowCount())]


def row_of(pane: ListPane, key: str) -> int:
    """The id of a record by its short name."""
    return pane.bridge.here.locate(pane.kind, key).id


def click_link(qtbot: QtBot, view: CardView, words: str) -> None:
    """Click the link that says `words`, wherever it is scrolled to."""
    anchor = next(anchor for anchor in view.anchors() if anchor.words == words)
    cursor = view.textCursor()
    cursor.setPosition(anchor.begin + 1)
    view.setTextCursor(cursor)
    view.ensureCursorVisible()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.cursorRect(cursor).center())
