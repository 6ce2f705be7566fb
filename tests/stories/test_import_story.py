"""A partner's table is dropped on the window → four pages → its rows are in the list, and one undo takes them out."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox

from office import new_project
from pairing_desktop.domain.importing import State
from pairing_desktop.ui.importing.dialog import ImportDialog
from pairing_desktop.ui.window import MainWindow
from stories.hands import Hands, words_of

TABLE = (
    "2024年对口支援项目进展表,,,,,\n"
    "项目名称,进展,建设地点,开工时间,投资额（亿元）,备注\n"
    "蓄集峡光伏基地,在建,德令哈,2023年5月,10.5,一期\n"
    "柯鲁柯制氢,规划,德令哈市,约2014年,1.2亿元,<b>x</b>\n"
    "无名,在建,月球,2010-02-30,1,\n"
)


def drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(window.rect().center(), action, data, button, none))
    QApplication.sendEvent(window, QDropEvent(QPointF(window.rect().center()), action, data, button, none))


def assistant(hands: Hands) -> ImportDialog:
    dialog = hands.dialog(ImportDialog)
    hands.until(lambda: dialog.next.isEnabled())
    return dialog


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_a_dropped_table_comes_in_by_keyboard_and_goes_out_by_undo(
    hands: Hands, facts_file: Path, tmp_path: Path, code: str
) -> None:
    hands.program.set_language(code)
    window = hands.start(facts_file)
    path = tmp_path / "项目进展表.csv"
    path.write_text(TABLE, encoding="gb18030")
    drop(window, path)
    dialog = assistant(hands)
    assert dialog.file_page.shape().encoding == "gb18030"
    assert dialog.file_page.header.value() == 2
    hands.press("Return")
    assert dialog.columns_page.kind.name == "projects"
    kind = dialog.columns_page.findChild(QComboBox, "kind")
    assert kind is not None, "what no column says is asked for"
    kind.setCurrentIndex(kind.findData("power_plant"))
    hands.press("Return")
    assert dialog.source_page.new.isChecked()
    assert dialog.source_page.title.text() == "项目进展表"
    hands.press("Return")
    hands.until(lambda: dialog.stack.currentWidget() is dialog.rows_page)
    plan = dialog._plan
    assert plan is not None
    assert [plan.count(state) for state in State] == [2, 0, 0, 1]
    dialog.rows_page.table.select(2)
    assert "月球" in dialog.rows_page.told.text()
    dialog.rows_page.table.select(1)
    dialog.rows_page.table.setFocus()
    hands.press("Space")
    assert dialog.next.text() == {"en": "Import 1 row", "zh_CN": "导入1行"}[code]
    hands.press("Space")
    hands.press("Return")
    hands.until(lambda: hands.program.window is not None and window.workspace.here.counts()["projects"] == 54)
    hands.settle()
    assert "项目进展表.csv" in words_of(window.banner)
    rows = {row["name_zh"]: row for row in window.workspace.ask(lambda ask: list(ask.export("projects"))).result()}
    first = rows["蓄集峡光伏基地"]
    assert (first["investment_cny"], first["kind"], first["place_key"]) == ("1050000000", "power_plant", "delingha")
    assert first["locator"] == {"en": "Row 3", "zh_CN": "第3行"}[code]
    source = window.workspace.ask(lambda ask: ask.draft("sources", ask.locate("sources", first["source_key"]).id)).result()
    assert source.values["title"] == "项目进展表"
    assert rows["柯鲁柯制氢"]["note"] == "<b>x</b>"
    hands.press("Ctrl+Z")
    hands.until(lambda: window.workspace.here.counts()["projects"] == 52)
    assert window.workspace.here.counts()["sources"] == 123

    drop(window, path)
    dialog = assistant(hands)
    assert dialog.columns_page.columns().constants == {"kind": "power_plant"}, "remembered, though undone"
    dialog.reject()


def test_a_file_that_cannot_be_read_is_told_in_the_assistant(hands: Hands, facts_file: Path, tmp_path: Path) -> None:
    hands.start(facts_file)
    path = tmp_path / "broken.xlsx"
    path.write_bytes(b"not a spreadsheet")
    hands.window.files.import_table(path)
    dialog = hands.dialog(ImportDialog)
    hands.until(dialog.message.isVisible)
    assert "cannot be read as a spreadsheet" in dialog.message.text()
    assert not dialog.next.isEnabled()
    path.write_text("title,kind\nA,news\n", encoding="utf-8")
    dialog.open_path(path.rename(tmp_path / "good.csv"))
    hands.until(lambda: dialog.next.isEnabled())
    assert dialog.columns_page.kind.name == "sources"
    dialog.go_on()
    dialog.go_on()
    hands.until(lambda: dialog.stack.currentWidget() is dialog.rows_page)
    assert dialog.next.text() == "Import 1 row"
    dialog.reject()


def test_what_was_looked_at_is_looked_at_again_when_the_file_changed_meanwhile(
    hands: Hands, facts_file: Path, tmp_path: Path
) -> None:
    window = hands.start(facts_file)
    path = tmp_path / "t.csv"
    path.write_text("title,kind\nA,news\n", encoding="utf-8")
    window.files.import_table(path)
    dialog = assistant(hands)
    dialog.go_on()
    dialog.go_on()
    hands.until(lambda: dialog.stack.currentWidget() is dialog.rows_page)
    window.workspace.do(lambda commands: commands.save(new_project())).result()
    hands.click(dialog.next)
    hands.until(dialog.message.isVisible)
    hands.until(lambda: dialog.next.isEnabled())
    assert "was changed since" in dialog.message.text()
    hands.click(dialog.next)
    hands.until(lambda: window.workspace.here.counts()["sources"] == 124)
    hands.settle()
