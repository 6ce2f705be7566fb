"""The main window on a real file: ways between records, languages, themes, what is remembered."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QApplication, QComboBox, QDialog, QWidget
from pytestqt.qtbot import QtBot

from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.kinds import EDITABLE_KINDS
from pairing_desktop.domain.palette import DARK
from pairing_desktop.ui import i18n, theme
from pairing_desktop.ui.app import Program
from pairing_desktop.ui.dialogs.go_to import GoToDialog
from pairing_desktop.ui.dialogs.preferences import PreferencesDialog
from pairing_desktop.ui.dialogs.trash import TrashDialog
from pairing_desktop.ui.pages import PAGES, page_of
from pairing_desktop.ui.window import MainWindow
from shell import settled, the_dialog

LATIN = re.compile(r"[A-Za-z]{2,}")


def _words(window: MainWindow) -> list[str]:
    """Everything the frame of the window says."""
    actions = [
        action.text()
        for menu in ("file", "edit", "view", "record", "help")
        for action in window.menus.menu(menu).actions()
    ]
    tabs = [window.tab_row.tabs.tabText(index) for index in range(len(PAGES))]
    return [*window.menus.titles(), *actions, *tabs, window.tab_row.go_to.text(), *window.status.texts[1:-2]]


def test_changing_the_language_says_everything_again(qtbot: QtBot, window: MainWindow, program: Program) -> None:
    window.editing.delete("projects", (_id(window, "projects"),))
    settled(qtbot, lambda: window.actions_by_name["undo"].isEnabled())
    window.languageWanted.emit("zh_CN")
    for text in _words(window):
        plain = re.sub(r"\(&.\)|Ctrl\+\w|Li Wei|回收站：.*?，", "", text)
        assert not LATIN.search(plain), text
    assert window.windowTitle().endswith("对口支援桌面")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    assert program.settings.language == "zh_CN"
    window.languageWanted.emit("en")
    assert "Projects" in _words(window)
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_the_menu_changes_the_theme_at_once(window: MainWindow, qapp: QApplication) -> None:
    menu = window.menus.menu("theme")
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == "Dark").trigger()
    assert theme.tokens() is DARK
    assert qapp.palette().window().color().name().upper() == DARK.window


def test_chinese_typed_into_go_to_finds_a_record_and_opens_it(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_by_name["go_to"].trigger()
    dialog = the_dialog(qtbot, GoToDialog)
    composing = QInputMethodEvent("guangre", [])
    QApplication.sendEvent(dialog.box, composing)
    assert dialog.box.text() == ""  # text under composition searches for nothing
    done = QInputMethodEvent()
    done.setCommitString("光热")
    QApplication.sendEvent(dialog.box, done)
    assert dialog.box.text() == "光热"

    def hit() -> bool:
        item = dialog.hits.currentItem()
        return item is not None and (item.data(0, Qt.ItemDataRole.UserRole) or ("",))[0] == "record"

    settled(qtbot, hit)
    target = dialog.hits.currentItem().data(0, Qt.ItemDataRole.UserRole)
    qtbot.keyClick(dialog.box, Qt.Key.Key_Return)
    assert window.page_name == page_of(target[1])
    settled(qtbot, lambda: window.current_page().current() == (target[1], target[2]))


def test_go_to_also_finds_tabs_and_acts(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_by_name["go_to"].trigger()
    dialog = the_dialog(qtbot, GoToDialog)
    dialog.box.setText("preferences")
    settled(qtbot, lambda: dialog.hits.topLevelItemCount() > 0 and dialog.hits.currentItem() is not None)

    def is_act() -> bool:
        item = dialog.hits.currentItem()
        return item is not None and item.data(0, Qt.ItemDataRole.UserRole) == ("act", "preferences", 0)

    settled(qtbot, is_act)
    qtbot.keyClick(dialog.box, Qt.Key.Key_Return)
    the_dialog(qtbot, PreferencesDialog)


def test_back_and_forward_follow_the_records_shown(qtbot: QtBot, window: MainWindow) -> None:
    window.navigate("projects", _id(window, "projects"))
    window.navigate("sources", _id(window, "sources"))
    assert window.page_name == "sources"
    window.actions_by_name["back"].trigger()
    assert window.page_name == "projects"
    window.actions_by_name["forward"].trigger()
    assert window.page_name == "sources"


def test_undo_and_redo_are_named_by_what_they_do(qtbot: QtBot, window: MainWindow) -> None:
    undo, redo = window.actions_by_name["undo"], window.actions_by_name["redo"]
    assert not redo.isEnabled()
    before = undo.text()
    window.editing.delete("projects", (_id(window, "projects"),))
    settled(qtbot, lambda: undo.text() != before)
    assert "To the trash" in undo.text() and "Li Wei" in undo.text() and undo.isEnabled()
    named = undo.text()
    undo.trigger()
    settled(qtbot, redo.isEnabled)
    assert undo.text() == before
    redo.trigger()
    settled(qtbot, lambda: undo.text() == named)


def test_what_was_deleted_is_restored_from_the_trash(qtbot: QtBot, window: MainWindow) -> None:
    ids = [_id(window, "projects"), _id(window, "sources")]
    window.editing.delete("projects", ids[:1])
    window.editing.delete("sources", ids[1:])
    settled(qtbot, lambda: len(window.workspace.ask(lambda ask: ask.trash()).result()) == 2)
    window.actions_by_name["trash"].trigger()
    dialog = the_dialog(qtbot, TrashDialog)
    settled(qtbot, lambda: dialog.table.topLevelItemCount() == 2)
    dialog.table.selectAll()
    dialog.table.itemActivated.emit(dialog.table.topLevelItem(0), 0)
    settled(qtbot, lambda: dialog.table.topLevelItemCount() == 0)


def test_the_window_remembers_tab_and_size(
    qtbot: QtBot, program: Program, window: MainWindow, facts_file: Path
) -> None:
    window.resize(window.width(), 650)
    window.show_page("sources")
    window.close()
    program.open(facts_file)
    assert program.window is not None
    assert program.window.page_name == "sources"
    assert program.window.height() == 650


def test_name_and_unit_are_kept_with_the_next_change(qtbot: QtBot, window: MainWindow) -> None:
    window.status.whoClicked.emit()
    dialog = the_dialog(qtbot, PreferencesDialog)
    dialog._who.setText("王芳")
    dialog.accept()
    assert window.settings.who == "王芳"
    window.editing.delete("projects", (_id(window, "projects"),))
    settled(qtbot, lambda: "王芳" in window.actions_by_name["undo"].text())


def test_cancelled_preferences_take_language_and_theme_back(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_by_name["preferences"].trigger()
    dialog = the_dialog(qtbot, PreferencesDialog)
    window.languageWanted.emit("zh_CN")
    window.themeWanted.emit("dark")
    dialog.reject()
    assert i18n.current().code == "en"
    assert theme.name() == "light"


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_every_page_fits_into_a_small_window(qtbot: QtBot, window: MainWindow, code: str) -> None:
    window.languageWanted.emit(code)
    for spec in PAGES:
        least = window.page(spec.name).minimumSizeHint()
        assert least.width() <= 1000 and least.height() <= 600, (spec.name, least)
    assert window.minimumSizeHint().width() <= 1024 and window.minimumSizeHint().height() <= 700


def test_everything_that_takes_the_keyboard_has_a_name(qtbot: QtBot, window: MainWindow) -> None:
    nameless = set[str]()
    for spec in PAGES:
        window.show_page(spec.name)
        settled(qtbot, lambda: not window.bridge.is_waiting)
        nameless |= _nameless(window)
    for kind in EDITABLE_KINDS:
        window.editing.new(kind.name)
        settled(qtbot, lambda: not window.bridge.is_waiting)
        nameless |= _nameless(window)
    for name in ("go_to", "article", "preferences", "trash", "file_history", "shortcuts", "about", "contents"):
        window.actions_by_name[name].trigger()
        nameless |= _nameless(the_dialog(qtbot, QDialog))
    assert nameless == set()


def _nameless(top: QWidget) -> set[str]:
    """Classes of the visible widgets that take the keyboard and say nothing to a screen reader."""
    return {
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in top.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and widget.focusProxy() is None
        and not isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox)
        and not widget.objectName().startswith("qt_")
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
    }


def _id(window: MainWindow, kind: str) -> int:
    """Some record of this kind."""
    return window.workspace.ask(lambda ask: ask.pick(kind, "", 1)).result()[0].id


def test_a_hidden_page_is_told_of_changes_when_it_is_shown(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = window.page("sources")
    told: list[ChangeSet] = []
    monkeypatch.setattr(hidden, "refresh", lambda change, _initiator: told.append(change))
    window.show_page("projects")
    window.editing.delete("projects", (_id(window, "projects"),))
    settled(qtbot, lambda: window.actions_by_name["undo"].isEnabled())
    assert told == []
    window.show_page("sources")
    assert [change.touches("projects") for change in told] == [True]


def test_no_key_means_two_acts() -> None:
    from pairing_desktop.ui.actions import acts, key_texts

    keys = [key for act in acts() for key in key_texts(act)]
    assert sorted(keys) == sorted(set(keys))
