"""Chart → print with a serial → a claim is edited → the serial is typed → what changed is named → the same bytes again."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from pairing_desktop.ui.dialogs.go_to import GoToDialog
from pairing_desktop.ui.tabs.snapshots import SnapshotsPage
from stories.hands import Hands, pdf_texts, squeezed, words_of


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_a_printed_chart_leads_by_its_serial_to_what_changed_since(
    hands: Hands, facts_file: Path, tmp_path: Path, code: str
) -> None:
    hands.program.set_language(code)
    window = hands.start(facts_file)
    window.show_page("charts")
    hands.settle()
    preview = hands.preview()
    hands.click(preview.register_box)
    hands.save_pdf(preview, tmp_path / "printed.pdf")
    printed = (tmp_path / "printed.pdf").read_bytes()
    line = window.workspace.ask(lambda ask: ask.snapshots.lines()).result()[0]
    assert line.serial in preview.message.text()
    assert not preview.register_box.isEnabled()
    preview.close()
    window.activateWindow()
    hands.until(window.isActiveWindow)
    for text in pdf_texts(tmp_path / "printed.pdf").values():
        assert text.count(line.serial) == line.pages
        assert squeezed({"en": "Type the serial after Ctrl+K", "zh_CN": "按 Ctrl+K 输入编号"}[code]) in text
        assert squeezed({"en": "Unregistered", "zh_CN": "未存档"}[code]) not in text

    claim = window.workspace.ask(lambda ask: ask.snapshots.card(line.id)).result().claims[0]
    window.editing.edit("claims", claim.id)
    hands.settle()
    hands.until(lambda: hands.form.body.isEnabled())
    hands.fill("value", "261")
    hands.save()

    hands.press("Ctrl+K")
    dialog = hands.dialog(GoToDialog)
    hands.write(line.serial.lower())
    hands.settle()
    assert dialog.hits.currentItem().data(0, Qt.ItemDataRole.UserRole) == ("record", "snapshots", line.id)
    hands.press("Return")
    hands.until(lambda: window.page_name == "snapshots")
    page = hands.page
    assert isinstance(page, SnapshotsPage)
    hands.until(lambda: page.card.isVisible())
    assert page.card.serial.text() == line.serial
    hands.click(page.card.compare)
    hands.until(lambda: page.compare.comparison is not None)
    rows = [[table_item.text() if (table_item := page.compare.table.item(row, column)) else "" for column in range(4)]
            for row in range(page.compare.table.rowCount())]  # fmt: skip
    (changed,) = page.compare.comparison.claims
    assert changed.claim_id == claim.id
    assert "261" in changed.now
    assert [changed.what, changed.before, changed.now, changed.source] in rows
    assert {"en": "1 claim behind this page has changed", "zh_CN": "有 1 条变化"}[code] in words_of(page.compare)

    page.save(line, tmp_path / "again.pdf")
    hands.until((tmp_path / "again.pdf").exists)
    assert (tmp_path / "again.pdf").read_bytes() == printed

    hands.press("Ctrl+Z")
    hands.until(lambda: page.compare.comparison is not None and page.compare.comparison.is_same)
    assert window.workspace.ask(lambda ask: ask.verify()).result() == []


def test_a_serial_typed_wrong_is_told(hands: Hands, facts_file: Path) -> None:
    hands.start(facts_file)
    hands.press("Ctrl+K")
    dialog = hands.dialog(GoToDialog)
    hands.write("PD-2026-0147-K8")
    hands.settle()
    assert "not a serial" in words_of(dialog)
