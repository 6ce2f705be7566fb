"""Files on the card of a record: dropped, pasted, kept once, opened from a private folder, saved, thrown away, undone."""

import stat
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from list_pages import click_link, row_of, shown
from pairing_desktop.domain.attachments import Attached, attached
from pairing_desktop.domain.problems import Problem
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.ui.attachments.files import lay_out, read_files
from pairing_desktop.ui.tabs.list_pane import ListPane
from pairing_desktop.ui.tabs.records import CompaniesPage


def card_of(qtbot: QtBot, workspace: Workspace) -> ListPane:
    page = shown(qtbot, workspace, CompaniesPage)
    page.bridge.changed.connect(page.refresh)
    page.delete.connect(lambda kind, ids: page.bridge.do(lambda commands: commands.delete(kind, ids)))
    page.pane.open(row_of(page.pane, "supcon_solar"))
    qtbot.waitUntil(lambda: page.pane.card.shown is not None and page.pane.card.shown.key == "supcon_solar")
    return page.pane


def drop(pane: ListPane, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    act, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(5, 5).toPoint(), act, data, button, keys)
    QApplication.sendEvent(pane.card, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(pane.card, QDropEvent(QPointF(5, 5), act, data, button, keys))


def rows(workspace: Workspace) -> list[dict[str, str]]:
    return workspace.ask(lambda ask: list(ask.export("attachments"))).result()


def test_dropped_files_are_kept_with_a_small_picture_in_one_step(qtbot: QtBot, workspace: Workspace, tmp_path: Path) -> None:
    picture = QImage(900, 600, QImage.Format.Format_RGB32)
    picture.fill(QColor("#0B6672"))
    picture.save(str(tmp_path / "电站 plan.png"))
    (tmp_path / "letter.txt").write_text("as agreed", encoding="utf-8")
    pane = card_of(qtbot, workspace)
    drop(pane, tmp_path / "电站 plan.png", tmp_path / "letter.txt")
    qtbot.waitUntil(lambda: "letter.txt" in pane.card.view.toPlainText())
    text = pane.card.view.toPlainText()
    assert "电站 plan.png" in text and "PNG picture" in text and "9 B" in text
    assert [(row["name"], row["type"], row["subject_key"]) for row in rows(workspace)] == [
        ("电站 plan.png", "png", "supcon_solar"), ("letter.txt", "text", "supcon_solar"),
    ]
    small = workspace.ask(lambda ask: ask.entries.line("attachments", 1).picture).result()
    assert 0 < QImage.fromData(small).width() <= 240
    assert workspace.ask(lambda ask: ask.entries.file(1).data).result() == (tmp_path / "电站 plan.png").read_bytes()
    workspace.do(lambda commands: commands.undo()).result()
    assert rows(workspace) == []
    workspace.do(lambda commands: commands.redo()).result()
    assert len(rows(workspace)) == 2
    assert workspace.ask(lambda ask: ask.verify()).result() == []


def test_a_picture_is_pasted_and_thrown_away_and_brought_back(qtbot: QtBot, workspace: Workspace) -> None:
    pane = card_of(qtbot, workspace)
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(QColor("#E69F00"))
    QGuiApplication.clipboard().setImage(picture)
    pane.card.view.setFocus()
    QTest.keyClick(pane.card.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "Pasted picture.png" in pane.card.view.toPlainText())
    click_link(qtbot, pane.card.view, "Delete")
    qtbot.waitUntil(lambda: "Pasted picture.png" not in pane.card.view.toPlainText())
    trashed = workspace.ask(lambda ask: ask.trash()).result()
    assert [(pick.kind, pick.name_en) for pick in trashed] == [("attachments", "Pasted picture.png")]
    workspace.do(lambda commands: commands.restore("attachments", [trashed[0].id])).result()
    assert len(rows(workspace)) == 1


def test_the_same_bytes_are_kept_once_and_not_twice_on_a_record(workspace: Workspace) -> None:
    one, two = (workspace.ask(lambda ask, key=key: ask.locate("companies", key).id).result() for key in ("supcon_solar", "cgn"))
    letter, copy = attached("a.txt", b"same"), attached("b.txt", b"same")
    workspace.do(lambda commands: commands.attach("companies", one, [letter])).result()
    workspace.do(lambda commands: commands.attach("companies", two, [copy])).result()
    with pytest.raises(Problem, match="already"):
        workspace.do(lambda commands: commands.attach("companies", one, [attached("c.txt", b"other"), copy])).result()
    assert [row["name"] for row in rows(workspace)] == ["a.txt", "b.txt"]
    count = workspace._session.read(lambda db: db.execute("SELECT count(*) FROM attachment_content").fetchone()[0]).result()
    assert count == 1


def test_a_file_is_opened_under_our_own_name_from_a_private_folder(
    qtbot: QtBot, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or True)
    pane = card_of(qtbot, workspace)
    id = pane.card.identity()[1]
    file = attached("../../evil\u202e name.txt", b"plain words")
    workspace.do(lambda commands: commands.attach("companies", id, [file, attached("run.sh", b"rm -rf")])).result()
    pane.ask()
    qtbot.waitUntil(lambda: "evil name.txt" in pane.card.view.toPlainText())
    assert [anchor.words for anchor in pane.card.view.anchors()].count("Open file") == 1
    click_link(qtbot, pane.card.view, "Open file")
    qtbot.waitUntil(lambda: bool(opened))
    path = Path(opened[0].toLocalFile())
    assert path.read_bytes() == b"plain words"
    assert "evil" not in path.name and path.suffix == ".txt"
    if sys.platform != "win32":
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        assert stat.S_IMODE(path.stat().st_mode) == 0o400
    lay_out(file)  # once more: the same place, no error
    with pytest.raises(Problem, match="Save it"):
        lay_out(attached("run.sh", b"rm -rf"))
    with pytest.raises(Problem, match="Save it"):
        lay_out(Attached("a.pdf", "pdf", b"MZ not a pdf"))


def test_what_cannot_be_attached_is_told_and_nothing_is(qtbot: QtBot, workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "good.txt").write_bytes(b"good")
    told: list[Exception] = []
    pane = card_of(qtbot, workspace)
    pane.bridge.problem.connect(told.append)
    drop(pane, tmp_path / "good.txt", tmp_path / "empty.txt")
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], Problem) and "empty.txt" in str(told[0])
    assert rows(workspace) == []
    for path in (tmp_path, tmp_path / "gone.txt"):
        with pytest.raises(Problem, match="Nothing was attached"):
            read_files([path])


def test_backups_hold_the_files_and_a_changed_byte_is_found(workspace: Workspace, tmp_path: Path) -> None:
    import sqlite3

    id = workspace.ask(lambda ask: ask.locate("companies", "supcon_solar").id).result()
    workspace.do(lambda commands: commands.attach("companies", id, [attached("a.txt", b"agreed")])).result()
    workspace.back_up(tmp_path / "copy.db").result()
    copy = Workspace.open(tmp_path / "copy.db", read_only=True)
    assert copy.ask(lambda ask: ask.entries.file(1).data).result() == b"agreed"
    copy.close()
    other = sqlite3.connect(tmp_path / "copy.db")
    with pytest.raises(sqlite3.IntegrityError):
        other.execute("UPDATE attachment_content SET data = x'00'")
    other.execute("DROP TRIGGER attachment_content_stays")
    other.execute("UPDATE attachment_content SET data = x'00'")
    other.commit()
    other.close()
    from pairing_desktop.store import attachments
    from pairing_desktop.store.database import connect

    changed = connect(tmp_path / "copy.db", read_only=True)
    assert attachments.damaged(changed) == ["a.txt"]
    changed.close()
