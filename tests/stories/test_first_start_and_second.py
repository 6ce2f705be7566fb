"""The first start on an empty home, and what the program remembers at the second."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QRadioButton

from pairing_desktop import folders
from pairing_desktop.domain.vocabulary import label
from pairing_desktop.ui import i18n
from pairing_desktop.ui.app import Program
from pairing_desktop.ui.dialogs.first_start import FirstStart
from pairing_desktop.ui.settings import Settings
from stories.hands import Hands, dialogs, words_of


def page_of_first_start(hands: Hands) -> FirstStart:
    """Start without a file: the one page that asks."""
    hands.program.start(None)
    hands.until(lambda: bool(dialogs(FirstStart)))
    page = dialogs(FirstStart)[0]
    page.activateWindow()
    return page


def choose(hands: Hands, page: FirstStart, words: str) -> None:
    button = next(one for one in page.findChildren(QRadioButton) if one.text() == words)
    hands.click(button)
    assert button.isChecked()


def entry(page: FirstStart, name: str) -> QLineEdit:
    return next(one for one in page.findChildren(QLineEdit) if one.accessibleName() == name)


def test_one_page_asks_and_the_window_opens_on_the_cited_facts(hands: Hands) -> None:
    assert not folders.default_file().exists()
    page = page_of_first_start(hands)
    assert "Welcome to Pairing Desktop" in words_of(page)
    choose(hands, page, "简体中文")
    assert "欢迎使用" in words_of(page) and "Welcome" not in words_of(page)
    entry(page, "姓名").setFocus()
    hands.write("陈静")
    hands.press("Tab")
    hands.write("杭州市对口支援办")
    hands.click(hands.button(page, "开始"))
    window = hands.ready()
    assert not dialogs(FirstStart)
    assert window.workspace.path == folders.default_file().resolve() and not window.workspace.read_only
    counts = window.workspace.here.counts()
    assert [counts[kind] for kind in ("projects", "companies", "places", "events", "claims", "sources")] == [
        52, 60, 55, 136, 350, 123,
    ]  # fmt: skip
    assert any("陈静" in text for text in window.status.texts)
    assert window.tab_row.tabs.tabText(0) == "总览"

    hands.tab("项目")
    hands.open("projects", "cgn50")
    hands.press("F2")
    hands.fill("note", "改过")
    hands.save()
    done = hands.operations()[0]
    assert (done.who, done.unit) == ("陈静", "杭州市对口支援办")


def test_the_second_start_has_the_file_the_name_the_language_tab_columns_and_filter(
    hands: Hands, qapp: object, tmp_path: Path
) -> None:
    page = page_of_first_start(hands)
    choose(hands, page, "简体中文")
    entry(page, "姓名").setText("陈静")
    hands.click(hands.button(page, "开始"))
    hands.ready()
    hands.tab("项目")
    pane = hands.pane
    solar = label("industry", "solar thermal", i18n.current())
    box = next(box for box in pane.left.findChildren(QCheckBox) if box.text() == solar)
    box.setFocus(Qt.FocusReason.TabFocusReason)
    hands.press("Space")
    hands.settle()
    names = pane.columns.names
    assert "capacity" in names
    pane.columns.names = [name for name in names if name != "capacity"]
    pane.columns.apply()
    hands.settle()
    shown, columns = hands.names(), [column.name for column in pane.model.columns]
    assert len(shown) == 7 and "capacity" not in columns
    hands.close()

    second = Program(qapp, Settings(tmp_path / "settings.ini"))  # type: ignore[arg-type]
    again = Hands(hands.qtbot, second)
    try:
        second.start(None)
        window = again.ready()
        assert not dialogs(FirstStart)
        assert window.workspace.path == folders.default_file().resolve()
        assert window.page_name == "projects" and i18n.current().code == "zh_CN"
        assert again.names() == shown
        assert [column.name for column in again.pane.model.columns] == columns
        assert again.pane.filtering.filter.facets == {"industry": frozenset({"solar thermal"})}
        assert window.workspace.who == "陈静"
        again.close()
    finally:
        second.deleteLater()


def test_an_empty_file_shows_what_to_begin_with(hands: Hands) -> None:
    page = page_of_first_start(hands)
    choose(hands, page, "An empty file")
    hands.click(hands.button(page, "Start"))
    window = hands.ready()
    assert set(window.workspace.here.counts().values()) <= {0, window.workspace.here.counts()["measures"]}
    assert "Nothing on file yet" in words_of(window)
    hands.tab("Projects")
    assert "No projects yet" in words_of(window)


def test_another_file_can_be_opened_instead(hands: Hands, planted: Path, tmp_path: Path) -> None:
    other = Path(shutil.copyfile(planted, tmp_path / "other.db"))
    page = page_of_first_start(hands)
    hands.click(hands.button(page, "Open another file…"))
    hands.until(lambda: bool(dialogs(QFileDialog)))
    chooser = dialogs(QFileDialog)[0]
    chooser.fileSelected.emit(str(other))
    chooser.close()
    window = hands.ready()
    assert window.workspace.path == other
    assert not dialogs(FirstStart)
    assert not folders.default_file().exists()


@pytest.mark.parametrize("value", ["", "garbage \x00\x01", "[pages]\nprojects=broken\n[window]\ntab=42"])
def test_settings_that_make_no_sense_do_not_stop_a_start(hands: Hands, facts_file: Path, tmp_path: Path, value: str) -> None:
    settings = tmp_path / "settings.ini"
    settings.write_text(value)
    again = Program(hands.program._app, Settings(settings))
    person = Hands(hands.qtbot, again)
    try:
        again.start(facts_file)
        person.ready()
        person.close()
    finally:
        again.deleteLater()


def test_a_list_asked_for_before_any_file_exists_makes_the_users_own_one(own_home: Path) -> None:
    """The window and the command line agree on where the user's own file lies."""
    source = Path(__file__).parents[2] / "src"
    done = subprocess.run(
        [sys.executable, "-m", "pairing_desktop", "list", "projects", "--limit", "1"],
        capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(source)}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert folders.default_file().exists()
