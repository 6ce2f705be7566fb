"""The Reports dialog: what is chosen is asked for, written to PDF or Word, and remembered; stopping leaves nothing."""

from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pairing_desktop.domain.drafts import Pick
from pairing_desktop.domain.problems import Stopped
from pairing_desktop.ui.app import Program
from pairing_desktop.ui.dialogs.print_preview import PrintPreview
from pairing_desktop.ui.dialogs.reports import OFFERED, ReportsDialog, period_key
from pairing_desktop.ui.report_work import PATIENCE, Progress, ReportWork
from pairing_desktop.ui.window import MainWindow
from shell import the_dialog


def opened(qtbot: QtBot, window: MainWindow, report: str = "") -> ReportsDialog:
    window.dialogs.reports(report)
    return the_dialog(qtbot, ReportsDialog)


def test_each_report_offers_only_its_own_choices(qtbot: QtBot, window: MainWindow) -> None:
    dialog = opened(qtbot, window)
    shown = {}
    for row, name in enumerate(OFFERED):
        dialog.reports.setCurrentRow(row)
        assert dialog.report == name
        shown[name] = (dialog.about_key.isVisible(), dialog.charts.isVisible(), dialog.preview_button.isEnabled())
    assert shown == {
        "brief": (False, True, True), "period": (True, True, True), "yearbook": (True, True, True),
        "charts": (False, True, True), "evidence": (True, False, False),
    }


def test_the_days_of_a_period_are_said_and_wrong_ones_told(qtbot: QtBot, window: MainWindow) -> None:
    dialog = opened(qtbot, window, "period")
    dialog.period_box.setCurrentIndex(dialog.period_box.count() - 1)
    assert not dialog.preview_button.isEnabled()
    dialog.first_day.setText("2024-06-01")
    dialog.last_day.setText("2024-06")
    assert dialog.key() == "2024-06-01..2024-06"
    assert dialog.period_days.text() == "June 2024"
    assert dialog.preview_button.isEnabled()
    dialog.last_day.setText("2023")
    assert "ends before it begins" in dialog.period_days.text()
    assert not dialog.pdf_button.isEnabled()


def test_a_figure_is_named_by_one_of_its_claims(qtbot: QtBot, window: MainWindow) -> None:
    dialog = opened(qtbot, window, "evidence")
    claim = window.workspace.ask(lambda ask: ask.locate("claims", "s50_cost_nrel")).result()
    assert isinstance(claim, Pick)
    dialog.figure.choose_by_user(claim)
    qtbot.waitUntil(lambda: dialog.key() == "supcon50/investment")
    assert dialog.preview_button.isEnabled()


@pytest.mark.parametrize("suffix", [".pdf", ".docx"])
def test_a_report_is_written_to_a_file(qtbot: QtBot, window: MainWindow, suffix: str, tmp_path: Path) -> None:
    dialog = opened(qtbot, window, "yearbook")
    dialog.first_year.setValue(2020)
    dialog.last_year.setValue(2020)
    dialog.language_box.setCurrentIndex(1)
    path = tmp_path / f"yearbook{suffix}"
    dialog.save(path)
    qtbot.waitUntil(lambda: dialog.message.isVisible(), timeout=30000)
    assert str(path) in dialog.message.text()
    if suffix == ".pdf":
        assert "年鉴" in PdfReader(path).pages[0].extract_text()
    else:
        assert Document(str(path)).paragraphs[0].text == "2020年年鉴"
    assert dialog.preview_button.isEnabled()


def test_a_place_that_cannot_be_written_is_told(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    dialog = opened(qtbot, window, "yearbook")
    dialog.save(tmp_path / "missing" / "yearbook.docx")
    qtbot.waitUntil(lambda: dialog.message.isVisible(), timeout=30000)
    assert "could not be written" in dialog.message.text()


def test_the_choice_is_remembered_and_one_key_prints_the_period(qtbot: QtBot, window: MainWindow) -> None:
    dialog = opened(qtbot, window, "period")
    dialog.period_box.setCurrentIndex(dialog.period_box.findData("last-month"))
    dialog.charts.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.preview()
    the_dialog(qtbot, PrintPreview).close()
    assert period_key(window.settings.page_state("reports")) == "last-month"
    window.actions_by_name["report_period"].trigger()
    preview = the_dialog(qtbot, PrintPreview)
    qtbot.waitUntil(lambda: preview.save_button.isEnabled(), timeout=30000)
    assert preview._report is not None
    assert preview._report.title.startswith("Report of the period, ")
    preview.close()
    again = opened(qtbot, window)
    assert (again.report, again.key()) == ("period", "last-month")
    assert len(again.chosen_charts()) == 1


def test_a_preview_is_saved_as_a_word_document(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    opened(qtbot, window, "brief").preview()
    preview = the_dialog(qtbot, PrintPreview)
    qtbot.waitUntil(lambda: preview.word_button.isEnabled(), timeout=30000)
    preview.save_word(tmp_path / "brief.docx")
    qtbot.waitUntil(lambda: preview.message.isVisible(), timeout=30000)
    assert Document(str(tmp_path / "brief.docx")).inline_shapes
    preview.close()


def test_stopping_says_so_and_writes_nothing(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    dialog = opened(qtbot, window, "brief")
    dialog.work.progressed.connect(lambda _words, done, _total: dialog.work.stop() if done else None)
    dialog.save(tmp_path / "brief.pdf")
    qtbot.waitUntil(lambda: dialog.message.isVisible(), timeout=30000)
    assert dialog.message.text() == "Stopped. Nothing was written."
    assert not (tmp_path / "brief.pdf").exists()


def test_progress_shows_itself_only_when_it_takes_long(qtbot: QtBot, program: Program, window: MainWindow) -> None:
    work = ReportWork(window.bridge, window)
    progress = Progress(work, window)
    work.progressed.emit("Working", 1, 4)
    assert progress.isHidden()
    qtbot.waitUntil(lambda: not progress.isHidden(), timeout=5 * PATIENCE)
    assert (progress.bar.value(), progress.bar.maximum()) == (1, 4)
    stopped = []
    work.failed.connect(stopped.append)
    progress.cancel.click()
    assert isinstance(stopped[0], Stopped)
    assert progress.isHidden()
