"""What comes out of a file opens, loads and runs nothing: addresses, pictures, documents, views of other programs."""

import sqlite3
import struct
import zlib
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QImage, QTextDocument
from PySide6.QtWidgets import QApplication, QLabel, QTextBrowser
from pytestqt.qtbot import QtBot

from office import run_python
from pairing_desktop.ui import pictures
from pairing_desktop.ui.dialogs.address import AddressDialog
from pairing_desktop.ui.dialogs.help import HelpDialog
from pairing_desktop.ui.widgets.card_view import CardView
from pairing_desktop.ui.window import MainWindow
from shell import program, the_dialog, window

__all__ = ["program", "window"]


class _Browser:
    def __init__(self) -> None:
        self.opened: list[str] = []

    def open(self, url: QUrl) -> bool:
        self.opened.append(url.toString())
        return True


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> _Browser:
    """The browser that stands for the user's."""
    found = _Browser()
    monkeypatch.setattr(QDesktopServices, "openUrl", found.open)
    return found


def test_the_address_of_a_source_is_shown_before_the_browser_gets_it(
    qtbot: QtBot, window: MainWindow, browser: _Browser
) -> None:
    source = window.workspace.here.locate("sources", "shine_2024_seed").id
    window.navigate("sources", source)
    pane = window.current_page().pane  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: pane.card.shown is not None)
    address = window.workspace.here.card("sources", source).values["url"]
    pane.card.addressAsked.emit(address)
    dialog = the_dialog(qtbot, AddressDialog)
    words = [one.text().replace("\u200b", "") for one in dialog.findChildren(QLabel)]
    assert address in words and any("www.shine.cn" in text for text in words)
    assert browser.opened == []
    dialog.go.click()
    assert browser.opened == [address]


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "smb://server/share", "ms-settings:", "", "https://",
     "//no-scheme.example", "https://a b", "https://" + "x" * 3000, "https://[", "HTTPS ://x"],
)  # fmt: skip
def test_no_other_address_can_be_opened(qtbot: QtBot, browser: _Browser, address: str) -> None:
    dialog = AddressDialog(address)
    qtbot.addWidget(dialog)
    assert not dialog.go.isEnabled()
    dialog._copy()
    assert QApplication.clipboard().text() == address
    assert browser.opened == []


@pytest.mark.parametrize(
    ("address", "host"),
    [("https://shine.cn@evil.example/x", "evil.example"), ("http://xn--80ak6aa92e.com/", "xn--80ak6aa92e.com"),
     ("https://аpple.com/", "xn--pple-43d.com"), ("https://good.example%2f@evil.example/", "evil.example")],
)  # fmt: skip
def test_the_computer_an_address_leads_to_is_named_as_it_is(qtbot: QtBot, address: str, host: str) -> None:
    dialog = AddressDialog(address)
    qtbot.addWidget(dialog)
    assert any(f"a page of {host}:" in one.text() for one in dialog.findChildren(QLabel)) or not dialog.go.isEnabled()


def _png(wide: int, high: int) -> bytes:
    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * (1 + min(wide, 100)) * min(high, 10))
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", header) + part(b"IDAT", rows) + part(b"IEND", b"")


@pytest.mark.parametrize(
    "content",
    [_png(60_000, 60_000), _png(2_000_000_000, 10), b"", b"\x89PNG", b"<svg xmlns='http://www.w3.org/2000/svg'/>",
     b"GIF89a" + bytes(40), b"x" * (pictures.MOST_BYTES + 1)],
    ids=["very large", "very wide", "empty", "cut", "svg", "gif", "many bytes"],
)  # fmt: skip
def test_a_picture_beyond_the_limits_or_of_another_kind_is_not_decoded(qapp: QApplication, content: bytes) -> None:
    assert pictures.decoded(content).isNull()


def test_a_picture_within_the_limits_is_shown(qapp: QApplication) -> None:
    assert pictures.decoded(_png(40, 10)).width() == 40


@pytest.mark.parametrize("where", ["card", "help"])
def test_a_document_loads_no_file_though_it_names_one(qtbot: QtBot, window: MainWindow, tmp_path: Path, where: str) -> None:
    picture = tmp_path / "local.png"
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(0xFF0000)
    image.save(str(picture))
    if where == "card":
        view: QTextBrowser = CardView()
        qtbot.addWidget(view)
    else:
        dialog = HelpDialog(window)
        qtbot.addWidget(dialog)
        view = dialog.text
    address = QUrl.fromLocalFile(str(picture))
    for name in (address, QUrl(str(picture)), QUrl("http://127.0.0.1:9/x.png")):
        view.document().setHtml(f'<img src="{name.toString()}">')
        found = view.document().resource(QTextDocument.ResourceType.ImageResource.value, name)
        assert found is None or found.isNull()


def test_a_window_on_a_file_with_instructions_of_another_program_runs_none_and_says_so(
    qtbot: QtBot, program: object, facts_file: Path
) -> None:
    connection = sqlite3.connect(facts_file)
    connection.execute("CREATE TRIGGER helper AFTER INSERT ON operation BEGIN UPDATE setting SET value = 'stolen'; END")
    connection.commit()
    connection.close()
    program.open(facts_file)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: program.window is not None, timeout=20_000)  # type: ignore[attr-defined]
    shown: MainWindow = program.window  # type: ignore[attr-defined]
    qtbot.waitUntil(shown.banner.isVisible)
    assert "Another program had put instructions" in shown.banner.text
    project = shown.workspace.here.locate("projects", "cgn50")
    shown.editing.delete("projects", (project.id,))
    qtbot.waitUntil(lambda: shown.workspace.ask(lambda ask: ask.counts()).result()["projects"] == 51)
    assert sqlite3.connect(facts_file).execute("SELECT count(*) FROM setting WHERE value = 'stolen'").fetchone() == (0,)


@pytest.mark.parametrize(
    "arguments",
    [("show", "projects", "x' OR '1'='1"), ("list", "projects", "--where", "key=a'; DROP TABLE project; --"),
     ("list", "projects", "--sort", "key; DROP TABLE project"), ("list", "projects; DROP TABLE project"),
     ("export", "projects", "/no/such/folder/x.csv"), ("chart", "../../x", "--out", "x.png"), ("restore", "../../../etc/passwd")],
    ids=["key", "where", "sort", "kind", "folder", "chart", "restore"],
)  # fmt: skip
def test_the_command_line_takes_words_as_words(facts_file: Path, arguments: tuple[str, ...]) -> None:
    before = facts_file.read_bytes()
    done = run_python("-m", "pairing_desktop", "--file", facts_file, *arguments)
    assert done.returncode in (0, 1, 2), done.stderr
    assert "Traceback" not in done.stderr
    assert facts_file.read_bytes() == before
