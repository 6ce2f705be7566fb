"""The Snapshots tab: gallery, filter, card, note, trash, comparison, files dropped on the window."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pairing_desktop.domain.language import Language
from pairing_desktop.domain.snapshots import Spec
from pairing_desktop.operations.snapshots import page_of
from pairing_desktop.reports.blocks import Column, Paragraph, Table
from pairing_desktop.reports.document import Report, ReportRequest
from pairing_desktop.ui.dialogs.print_preview import PrintPreview
from pairing_desktop.ui.report_work import Progress
from pairing_desktop.ui.snapshots.dropping import Dropping
from pairing_desktop.ui.tabs.snapshots import SnapshotsPage
from pairing_desktop.ui.window import MainWindow
from registered import CAPACITY, RECORD, register
from shell import program, settled, the_dialog, window

__all__ = ["program", "window"]


def open_tab(qtbot: QtBot, window: MainWindow, wanted: int) -> SnapshotsPage:
    page = window.show_page("snapshots")
    assert isinstance(page, SnapshotsPage)
    page._ask()
    settled(qtbot, lambda: page.model.rowCount() == wanted and not window.bridge.is_waiting)
    return page


def test_an_empty_file_says_how_pages_are_registered(qtbot: QtBot, window: MainWindow) -> None:
    page = open_tab(qtbot, window, 0)
    assert page.state.isVisible()
    assert "Register with a serial" in page.state.text.text()


def test_the_gallery_shows_each_page_with_its_sheet_and_the_newest_on_the_card(
    qtbot: QtBot, window: MainWindow
) -> None:
    _, first = register(window.workspace)
    _, second = register(window.workspace, RECORD, "zh_CN")
    page = open_tab(qtbot, window, 2)
    settled(qtbot, lambda: page.card.isVisible())
    assert page.card.serial.text() == second.serial
    page.gallery.grab()
    settled(qtbot, lambda: page.model.sheet(first.id) is not None)
    page.gallery.choose(first.id)
    settled(qtbot, lambda: page.card.serial.text() == first.serial)
    said = [text.text() for _, text in page.card._labels]
    assert any("Li Wei" in text for text in said)
    assert any("7 sources, 7 claims" in text for text in said)
    page.shape.click()
    assert page.gallery.is_list
    assert page.save_state()["list"] == 1


def test_the_filter_finds_serial_title_name_and_note(qtbot: QtBot, window: MainWindow) -> None:
    _, first = register(window.workspace)
    register(window.workspace, RECORD)
    window.workspace.do(lambda commands: commands.snapshots.note(first.id, "for the canteen")).result()
    page = open_tab(qtbot, window, 2)
    for text, found in (
        ("0001", 1), ("canteen", 1), ("tower plant", 1), ("li wei", 2), (first.serial.replace("-", "").lower(), 1),
    ):
        page.field.setText(text)
        assert page.model.rowCount() == found, text
    page.field.setText("nothing of the kind")
    assert page.state.isVisible()
    qtbot.mouseClick(page.state.findChildren(type(page.card.compare))[-1], Qt.MouseButton.LeftButton)
    assert page.model.rowCount() == 2


def test_a_note_is_kept_and_a_half_written_one_survives_a_refresh(qtbot: QtBot, window: MainWindow) -> None:
    _, line = register(window.workspace)
    page = open_tab(qtbot, window, 1)
    settled(qtbot, lambda: page.card.isVisible())
    page.card.note.setPlainText("for the canteen")
    page._ask()
    settled(qtbot, lambda: not window.bridge.is_waiting)
    assert page.card.note.toPlainText() == "for the canteen"
    page.card.keep_note.click()
    settled(qtbot, lambda: not page.card.keep_note.isEnabled() and "Li Wei" in page.card.note_said.text())
    assert window.workspace.ask(lambda ask: ask.snapshots.lines()).result()[0].note == "for the canteen"
    assert line.note == ""


def test_a_page_goes_to_the_trash_and_back(qtbot: QtBot, window: MainWindow) -> None:
    _, line = register(window.workspace)
    page = open_tab(qtbot, window, 1)
    settled(qtbot, lambda: page.card.isVisible())
    page.card.trash.click()
    settled(qtbot, lambda: page.model.rowCount() == 0 and page.card.restore.isVisible())
    window.actions_by_name["trash"].trigger()
    from pairing_desktop.ui.dialogs.trash import TrashDialog

    dialog = the_dialog(qtbot, TrashDialog)
    settled(qtbot, lambda: dialog.table.topLevelItemCount() == 1)
    assert dialog.table.topLevelItem(0).text(2) == line.serial
    dialog.close()
    page.card.restore.click()
    settled(qtbot, lambda: page.model.rowCount() == 1)


def test_drawn_again_says_so_and_cannot_be_registered(qtbot: QtBot, window: MainWindow) -> None:
    _, line = register(window.workspace)
    page = open_tab(qtbot, window, 1)
    settled(qtbot, lambda: page.card.isVisible())
    page.card.draw.click()
    preview = the_dialog(qtbot, PrintPreview)
    settled(qtbot, preview.save_button.isEnabled)
    assert preview._layout is not None
    assert preview._layout.report.foot[0] == f"Drawn again from {line.serial}"
    assert not preview.register_box.isEnabled()


def test_a_page_that_cannot_be_compared_says_why(qtbot: QtBot, window: MainWindow) -> None:
    from pairing_desktop.domain.language import language
    from pairing_desktop.ui.snapshots.registering import register_now

    register_now(window.workspace, lambda ask, tongue: page_of(ask, CAPACITY, tongue), Spec(), language("en"))
    page = open_tab(qtbot, window, 1)
    settled(qtbot, lambda: page.card.isVisible())
    assert not page.card.compare.isEnabled()
    assert "cannot be asked for again" in page.card.compare.accessibleDescription()


def test_nothing_changed_is_a_sentence_and_back_leads_to_the_gallery(qtbot: QtBot, window: MainWindow) -> None:
    register(window.workspace)
    page = open_tab(qtbot, window, 1)
    settled(qtbot, lambda: page.card.isVisible())
    page.card.compare.click()
    settled(qtbot, lambda: page.compare.comparison is not None)
    assert page.compare.state.title.text() == "Nothing has changed"
    page.compare.back_button.click()
    assert page.gallery.isVisible()


def test_only_reading_keeps_what_writes_switched_off(qtbot: QtBot, program: object, facts_file: Path) -> None:
    from pairing_desktop.operations.workspace import Workspace

    workspace = Workspace.open(facts_file, who="Li Wei")
    register(workspace)
    workspace.close()
    program.open(facts_file, read_only=True)  # type: ignore[attr-defined]
    window: MainWindow = program.window  # type: ignore[attr-defined]
    page = open_tab(qtbot, window, 1)
    settled(qtbot, lambda: page.card.isVisible())
    assert page.card.note.isReadOnly()
    assert not page.card.trash.isEnabled()
    assert page.card.save.isEnabled()
    window.show_page("charts")
    settled(qtbot, lambda: window.current_page().printable() is not None)
    window.print_page()
    preview = the_dialog(qtbot, PrintPreview)
    settled(qtbot, preview.save_button.isEnabled)
    assert not preview.register_box.isEnabled()
    assert "reading only" in preview.register_box.accessibleDescription()
    assert preview._layout.report.foot[0] == "Unregistered copy"  # type: ignore[union-attr]


def drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for event in (QDragEnterEvent(QPoint(5, 5), copy, data, left, keys), QDropEvent(QPointF(5, 5), copy, data, left, keys)):
        QApplication.sendEvent(window, event)
        assert event.isAccepted()


@pytest.mark.parametrize(("spoil", "tone", "words"), [
    (lambda content: content, "good", "exactly as it was registered"),
    (lambda content: content + b"\n%", "caution", "is not what was registered as"),
    (lambda content: b"%PDF-1.7\n", "info", "carries no serial"),
])  # fmt: skip
def test_a_file_dropped_on_the_window_is_told(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, spoil: object, tone: str, words: str
) -> None:
    painted, line = register(window.workspace)
    path = tmp_path / "page.pdf"
    path.write_bytes(spoil(painted.pdf))  # type: ignore[operator]
    drop(window, path)
    settled(qtbot, lambda: window.banner.isVisible())
    assert words in window.banner.text
    if tone != "info":
        page = window.current_page()
        assert isinstance(page, SnapshotsPage)
        settled(qtbot, lambda: page.card.serial.text() == line.serial)


def test_a_file_that_cannot_be_read_is_told(window: MainWindow, tmp_path: Path) -> None:
    window.findChild(Dropping).look_at(tmp_path / "gone.pdf")
    assert "could not be read" in window.banner.text


def test_pages_whose_facts_changed_meanwhile_are_shown_again_before_they_are_registered(
    qtbot: QtBot, window: MainWindow
) -> None:
    words = iter(("then", "now", "now"))

    def make(ask: object, tongue: Language) -> Report:
        return Report("T", (Paragraph(next(words)),), tongue, "2026-11-23")

    dialog = PrintPreview(ReportRequest("T", make), window.bridge, window)
    qtbot.addWidget(dialog)
    dialog.show()
    settled(qtbot, dialog.save_button.isEnabled)
    dialog.register_box.setChecked(True)
    dialog.save(Path("never.pdf"))
    settled(qtbot, lambda: "facts changed" in dialog.message.text())
    assert window.workspace.ask(lambda ask: ask.snapshots.lines()).result() == ()
    dialog.save(Path("/missing/never.pdf"))
    settled(qtbot, lambda: "could not be written" in dialog.message.text())
    assert len(window.workspace.ask(lambda ask: ask.snapshots.lines()).result()) == 1


def test_registering_a_long_document_keeps_the_window_awake_and_can_be_cancelled(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    def make(ask: object, tongue: Language) -> Report:
        rows = tuple((f"Row {number}", f"第{number}行") for number in range(3_000))
        return Report("Long", (Table((Column("One"), Column("Two")), rows),), tongue, "2026-11-23")

    dialog = PrintPreview(ReportRequest("Long", make), window.bridge, window)
    qtbot.addWidget(dialog)
    dialog.show()
    settled(qtbot, dialog.save_button.isEnabled)
    progress, work = dialog.findChildren(Progress)[1], dialog._registrar.work
    beats: list[int] = []
    work.progressed.connect(lambda _words, done, _total: beats.append(done))
    dialog.register_box.setChecked(True)

    def cancel() -> None:
        progress.cancel.click() if len(beats) > 5 else QTimer.singleShot(1, cancel)

    QTimer.singleShot(1, cancel)  # heard only if the window looks up while it works
    dialog.save(tmp_path / "long.pdf")
    settled(qtbot, lambda: "Nothing was registered" in dialog.message.text())
    assert window.workspace.ask(lambda ask: ask.snapshots.lines()).result() == ()
    assert not (tmp_path / "long.pdf").exists() and dialog.register_box.isEnabled() and progress.isHidden()
    dialog.save(tmp_path / "long.pdf")
    settled(qtbot, lambda: "Registered as" in dialog.message.text())
    (line,) = window.workspace.ask(lambda ask: ask.snapshots.lines()).result()
    kept = window.workspace.ask(lambda ask: ask.snapshots.pdf(line.id)).result()
    assert (tmp_path / "long.pdf").read_bytes() == kept
    assert line.pages == len(PdfReader(io.BytesIO(kept)).pages) > 20


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_the_tab_fits_a_small_window(qtbot: QtBot, window: MainWindow, program: object, code: str) -> None:
    register(window.workspace)
    program.set_language(code)  # type: ignore[attr-defined]
    page = open_tab(qtbot, window, 1)
    hint = page.minimumSizeHint()
    assert (hint.width(), hint.height()) <= (1000, 600)
    assert page.card.compare.isVisible()
