"""The bench at work: findings with their sums, readings, choices, relations, each with a reason; the queue; sources."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from list_pages import click_link, shown
from pairing_desktop.domain.bench import Progress
from pairing_desktop.domain.language import language
from pairing_desktop.domain.trust import Mark
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.reports.document import ReportRequest
from pairing_desktop.ui import i18n, theme
from pairing_desktop.ui.bench.derive import DeriveDialog
from pairing_desktop.ui.bench.desk import CHOOSE, EARLIER, RELATE
from pairing_desktop.ui.bench.pane import BenchPane
from pairing_desktop.ui.bench.queue import Queue
from pairing_desktop.ui.bench.view import BenchView
from pairing_desktop.ui.bench.watch import Watch
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.dialogs.help import HelpDialog
from pairing_desktop.ui.tabs.figures import FiguresPage
from pairing_desktop.ui.tabs.sources import SourcesPage
from shell import dialogs, the_dialog

LONG = 20_000


@pytest.fixture(autouse=True)
def english_and_light(qtbot: QtBot) -> Iterator[None]:
    theme.apply(QApplication.instance(), "light")  # type: ignore[arg-type]
    i18n.set_current("en")
    yield
    for dialog in [*dialogs(DeriveDialog), *dialogs(HelpDialog)]:
        dialog.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    i18n.set_current("en")


@pytest.fixture
def bridge(workspace: Workspace) -> Bridge:
    made = Bridge(workspace)
    Watch(made).start()
    return made


@pytest.fixture
def pane(qtbot: QtBot, bridge: Bridge) -> BenchPane:
    """The bench at the article's monthly generation."""
    made = BenchPane(bridge)
    qtbot.addWidget(made)
    bridge.changed.connect(made.refresh)
    made.resize(1280, 711)
    made.show()
    made.activateWindow()
    open_at(qtbot, made, "seed_p08_month")
    return made


def open_at(qtbot: QtBot, pane: BenchPane, key: str) -> BenchView:
    id = pane.bridge.here.locate("claims", key).id
    pane.open(id)
    qtbot.waitUntil(lambda: pane.view.claim == id, timeout=LONG)
    return pane.view


def done(qtbot: QtBot, pane: BenchPane, reason: str) -> None:
    """Type a reason, press Enter, and wait until the bench and the checks know it."""
    before = pane.view.bench
    pane.view.desk.reason.setFocus()
    qtbot.keyClicks(pane.view.desk.reason, reason)
    qtbot.keyClick(pane.view.desk.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane.view.bench is not before and not pane.bridge.is_waiting, timeout=LONG)
    pane.bridge.workspace.checking.settle(LONG / 1000)
    pane.ask()
    qtbot.waitUntil(lambda: not pane.bridge.is_waiting, timeout=LONG)


def test_the_worst_finding_stands_at_the_top_with_its_sum(pane: BenchPane) -> None:
    verdict = pane.view.verdict
    assert "49.6 times what the plant can give" in verdict.first.text()
    assert verdict.second.text() == "50 MW × 24 h × 31 days = 37.2 million kWh at most."
    assert "Rule: More than the plant can give." in verdict.third.text()
    assert verdict.accessibleName() == verdict.first.text()


def test_all_claims_stand_side_by_side_the_questioned_one_first(pane: BenchPane) -> None:
    model = pane.view.table.model()
    assert model.rowCount() == 10
    cells = [model.index(0, column).data() for column in range(model.columnCount())]
    assert cells == [
        "1,843.58 million kWh a month", "1,843.58", "2024", "SHINE, 3 Jul 2024, para 8", "Implausible", "Normal",
    ]
    assert pane.view.table.currentIndex().row() == 0


def test_a_reading_needs_a_reason_and_then_stands_everywhere(qtbot: QtBot, pane: BenchPane) -> None:
    view, workspace = pane.view, pane.bridge.workspace
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_A)
    assert view.desk.message.text() == "Say why: the reason is kept for ever."
    assert view.desk.reason.accessibleDescription() == view.desk.message.text()
    assert not workspace.here.claim(view.claim).reading
    assert view.desk.foot.text() == "The print stays as printed. Charts use 18.4358 million kWh and mark it."
    done(qtbot, pane, "fits the records")
    claim = workspace.here.claim(view.claim)
    assert (claim.value, claim.effective, claim.reading) == ("1843580000", "18435800", "wan_as_million")
    assert claim.value_as_stated == "1,843.58 million kWh a month"
    assert view.table.model().index(0, 1).data() == "18.4358"
    assert "Last decided: Read ÷ 100" in view.decided.text()
    assert "fits the records" in view.decided.text()
    assert view.desk.reason.text() == ""
    assert [row.reads for row in (view.chart.chart.plotted() or pytest.fail()).rows[:2]] == [False, True]


def test_an_accepted_reading_is_taken_back_with_a_reason(qtbot: QtBot, pane: BenchPane) -> None:
    desk = pane.view.desk
    done(qtbot, pane, "fits the records")
    words = [button.text() for button in desk.readings.buttons()]
    assert "Take the reading back" in words
    desk.readings.buttons()[words.index("Take the reading back")].setChecked(True)
    assert desk.primary.text() == "Take back"
    done(qtbot, pane, "was too quick")
    assert not pane.bridge.here.claim(pane.view.claim).reading
    assert "49.6 times" in pane.view.verdict.first.text()


def test_a_finding_is_set_aside_and_opened_again(qtbot: QtBot, pane: BenchPane) -> None:
    view = pane.view
    before = len([line for one in (view.bench or pytest.fail()).claims for line in one.open_findings])
    view.desk.readings.buttons()[-1].setChecked(True)
    assert view.desk.primary.text() == "Keep as printed"
    done(qtbot, pane, "seen the meter")
    left = [line for one in view.bench.claims for line in one.open_findings]
    assert len(left) == before - 1
    view.desk.tabs.setCurrentIndex(EARLIER)
    text = view.desk.earlier.view.toPlainText()
    assert "Set aside: More than the plant can give" in text
    assert "Li Wei" in text
    assert "seen the meter" in text
    qtbot.keyClicks(view.desk.reason, "looked again")
    click_link(qtbot, view.desk.earlier.view, "Take back")
    qtbot.waitUntil(lambda: "49.6 times" in view.verdict.first.text(), timeout=LONG)


def test_a_choice_is_kept_with_who_and_why(qtbot: QtBot, pane: BenchPane) -> None:
    view = _first_investment(qtbot, pane)
    view.desk.tabs.setCurrentIndex(CHOOSE)
    view.desk.choices.buttons()[0].setChecked(True)
    assert view.desk.primary.text() == "Decide"
    done(qtbot, pane, "the owner's own figure")
    claim = pane.bridge.here.claim(view.claim)
    assert (claim.rank, claim.mark) == ("preferred", Mark.DECIDED)
    (decision,) = [one for one in (view.bench or pytest.fail()).decisions if one.choice == "preferred"]
    assert (decision.who, decision.reason) == ("Li Wei", "the owner's own figure")
    assert "Preferred" in view.decided.text()


def _first_investment(qtbot: QtBot, pane: BenchPane) -> BenchView:
    """The bench of what the plant cost, at its first claim."""
    here = pane.bridge.here
    claims = here.card("projects", here.locate("projects", "supcon50").id).claims
    return open_at(qtbot, pane, next(claim.key for claim in claims if claim.measure_key == "investment"))


def test_a_figure_is_left_unsettled_with_u_and_shows_as_a_range(qtbot: QtBot, pane: BenchPane) -> None:
    view = _first_investment(qtbot, pane)
    view.desk.tabs.setCurrentIndex(CHOOSE)
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_U)
    assert view.desk.message.text() == "Say why: the reason is kept for ever."
    view.desk.reason.setText("two currencies")
    view.table.setFocus()
    before = view.bench
    qtbot.keyClick(view.table, Qt.Key.Key_U)
    qtbot.waitUntil(lambda: view.bench is not before, timeout=LONG)
    assert [one.choice for one in (view.bench or pytest.fail()).decisions] == ["unsettled"]


def test_two_claims_are_related_with_a_reason(qtbot: QtBot, pane: BenchPane) -> None:
    view = pane.view
    view.desk.tabs.setCurrentIndex(RELATE)
    relating = view.desk.relating
    relating.relation.setCurrentIndex(relating.relation.findData("other_scope"))
    other = relating.chosen()[1]
    done(qtbot, pane, "a month against a meter month")
    (relation,) = [
        one for one in pane.view.bench.claims[0].relations  # type: ignore[union-attr]
        if one.relation == "other_scope"
    ]
    assert (relation.claim_id, relation.reason, relation.outgoing) == (other, "a month against a meter month", True)
    view.desk.tabs.setCurrentIndex(EARLIER)
    assert "differs in scope from" in view.desk.earlier.view.toPlainText()


def test_enter_opens_the_source_and_the_rule_its_help_page(qtbot: QtBot, pane: BenchPane) -> None:
    with qtbot.waitSignal(pane.navigate) as told:
        qtbot.keyClick(pane.view.table, Qt.Key.Key_Return)
    assert told.args == ["citations", pane.view.claim]
    table = pane.view.table
    cell = table.visualRect(table.model().index(2, 3)).center()
    with qtbot.waitSignal(pane.navigate) as told:
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    assert told.args == ["citations", pane.view.claim]
    qtbot.keyClick(pane.view.verdict.help, Qt.Key.Key_Return)
    assert the_dialog(qtbot, HelpDialog).isVisible()


def test_next_finding_goes_round(qtbot: QtBot, pane: BenchPane) -> None:
    pane.view.table.setFocus()
    first = pane.view.verdict.first.text()
    seen = {first}
    for _ in range(10):
        qtbot.keyClick(pane.view.table, Qt.Key.Key_N)
        seen.add(pane.view.verdict.first.text())
        if pane.view.verdict.first.text() == first:
            break
    assert pane.view.verdict.first.text() == first
    assert len(seen) > 1


def test_indicators_of_the_record_lead_to_their_benches(qtbot: QtBot, pane: BenchPane) -> None:
    row = next(
        row for row in range(pane.model.rowCount()) if pane.model.index(row, 0).data() == "Installed capacity"
    )
    index = pane.model.index(row, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).startswith("Installed capacity\n")
    pane.measures.selectRow(row)
    qtbot.waitUntil(lambda: pane.view.title.text() == "Installed capacity", timeout=LONG)


def test_another_record_opens_at_its_worst_figure(qtbot: QtBot, pane: BenchPane) -> None:
    line = pane.subject.line
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "geely joinet")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Geely JoiNet" in pane.view.subtitle.text(), timeout=LONG)
    assert pane.view.title.text() == "Polysilicon capacity"


def test_the_narrow_form_has_boxes_and_fits(qtbot: QtBot, pane: BenchPane) -> None:
    pane.resize(1024, 611)
    # All four parts stand on 700 pixels.
    qtbot.waitUntil(lambda: pane.box.isVisible() and pane.view.area.verticalScrollBar().maximum() == 0)
    assert not pane.side.isVisible()
    assert "implausible" in pane.box.currentText().lower()
    assert pane.minimumSizeHint().width() <= 1000
    assert pane.minimumSizeHint().height() <= 600


@pytest.mark.parametrize("look", ["light", "dark"])
def test_chinese_in_either_theme(qtbot: QtBot, pane: BenchPane, look: str) -> None:
    i18n.set_current("zh_CN")
    theme.apply(QApplication.instance(), look)  # type: ignore[arg-type]
    pane.retranslate()
    qtbot.waitUntil(lambda: pane.view.title.text() == "月发电量" and not pane.bridge.is_waiting, timeout=LONG)
    assert pane.view.desk.primary.text() == "采用此读法"
    assert pane.view.desk.foot.text() == "原文不变。图表采用1843.58万千瓦时并加标记。"
    assert "万千瓦时" in pane.view.chart.note.text()
    pane.grab()
    pane.view.chart.tabs.setCurrentIndex(1)
    pane.grab()


def test_a_file_that_cannot_be_written_is_looked_at_only(qtbot: QtBot, facts_file: Path) -> None:
    workspace = Workspace.open(facts_file, read_only=True)
    pane = BenchPane(Bridge(workspace))
    qtbot.addWidget(pane)
    pane.show()
    view = open_at(qtbot, pane, "seed_p08_month")
    assert not view.desk.primary.isEnabled()
    assert not view.edit.isEnabled()
    assert view.desk.foot.text() == "Opened for reading only."
    qtbot.keyClick(view.table, Qt.Key.Key_U)
    assert not view.desk.message.text()
    workspace.close()


# The Figures tab


def test_the_list_leads_to_the_bench_and_back(qtbot: QtBot, workspace: Workspace) -> None:
    page = shown(qtbot, workspace, FiguresPage)
    id = workspace.here.locate("claims", "seed_p08_month").id
    page.pane.open(id)
    qtbot.waitUntil(lambda: page.pane.table.current_id() == id)
    page.pane.table.setFocus()
    qtbot.keyClick(page.pane.table, Qt.Key.Key_B)
    qtbot.waitUntil(lambda: page.on_bench is not None and page.on_bench.view.claim == id, timeout=LONG)
    assert not page.stack.isVisible()
    assert page.current() == ("claims", id)
    assert page.status_text().endswith("A accepts, U leaves unsettled, Enter opens the source")
    assert page.on_bench is not None
    for request in (page.printable(), page.pane.card_request("claims", id)):  # bench and card print the evidence
        assert isinstance(request, ReportRequest)
        assert (request.spec.report, request.spec.about) == ("evidence", "projects/supcon50/monthly_generation")
        request.make(workspace.here, language("en"))
    qtbot.keyClick(page.on_bench.view.table, Qt.Key.Key_Escape)
    assert page.stack.isVisible()
    assert page.current() == ("claims", id)


def test_a_link_to_a_claim_stays_on_the_bench_once_it_is_open(qtbot: QtBot, workspace: Workspace) -> None:
    page = shown(qtbot, workspace, FiguresPage)
    first, other = (workspace.here.locate("claims", key).id for key in ("seed_p08_month", "seed_p09_poly"))
    assert page.open_record("bench", first)
    qtbot.waitUntil(lambda: page.current() == ("claims", first), timeout=LONG)
    assert page.open_record("claims", other)
    qtbot.waitUntil(lambda: page.current() == ("claims", other), timeout=LONG)
    assert page.on_bench is not None
    page.open_record("measures", workspace.here.claim(first).measure_id)
    assert page.on_bench is None


# The queue


@pytest.fixture
def queue(qtbot: QtBot, bridge: Bridge) -> Queue:
    made = Queue(bridge)
    qtbot.addWidget(made)
    bridge.changed.connect(lambda *_: made.ask())
    made.resize(800, 500)
    made.show()
    made.ask()
    qtbot.waitUntil(lambda: bool(made.lines), timeout=LONG)
    return made


def test_the_queue_is_worst_first_with_its_proposals(queue: Queue) -> None:
    severities = [line.finding.severity for line in queue.lines]
    assert severities == sorted(severities, key=("error", "warning", "info").index)
    first = queue.model.cells(0)
    assert first[0].text.startswith("Monthly electricity generation, SUPCON Delingha 50 MW")
    assert first[1].text == "÷ 100 offered"
    assert first[2].text == "10 claims"
    assert "worst first" in queue.note.text()


def test_a_finding_is_set_aside_from_the_queue_with_a_reason(qtbot: QtBot, queue: Queue) -> None:
    line = queue.lines[0]
    queue.aside.click()
    assert queue.message.text() == "Say why: the reason is kept for ever."
    qtbot.keyClicks(queue.reason, "known and told to the editors")
    qtbot.keyClick(queue.reason, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(queue.lines) and queue.lines[0].finding.rule != line.finding.rule, timeout=LONG)
    assert queue.reason.text() == ""
    undo = queue.bridge.here.undo_state().undo
    assert undo is not None
    assert "known and told to the editors" in undo.text(i18n.current())


def test_the_queue_says_how_far_a_long_check_is_and_when_nothing_is_left(queue: Queue) -> None:
    queue.show_progress(Progress(12_000, 100_000))
    assert queue.progress.text() == "Checking 12,000 of 100,000 records"
    assert queue.progress.isVisible()
    queue.show_progress(Progress(100_000, 100_000, is_done=True))
    assert not queue.progress.isVisible()
    queue._arrived(())
    assert queue.nothing.title.text() == "Nothing to settle"


def test_a_save_is_looked_at_and_the_pages_are_told(qtbot: QtBot, facts_file: Path, tmp_path: Path) -> None:
    workspace = Workspace.open(shutil.copyfile(facts_file, tmp_path / "own.db"), who="Li Wei", unit="Office")
    bridge = Bridge(workspace)
    Watch(bridge).start()
    told = []
    bridge.changed.connect(lambda change, initiator: told.append(change))
    id = workspace.here.locate("claims", "seed_p08_month").id
    bridge.do(lambda do: do.accept_reading(id, "wan_as_million", "fits"))
    found = lambda: any(change.operation_id == 0 and id in change.rows["claims"] for change in told)  # noqa: E731
    qtbot.waitUntil(found, timeout=LONG)
    workspace.close()


# Sources


def test_a_source_says_who_speaks_against_it_and_what_it_took_over(qtbot: QtBot, workspace: Workspace) -> None:
    page = shown(qtbot, workspace, SourcesPage)
    page.bridge.changed.connect(page.refresh)
    ids = [workspace.here.locate("sources", key).id for key in ("shine_2024_seed",)]
    page.pane.open(ids[0])
    card = page.pane.card
    qtbot.waitUntil(lambda: card.shown is not None and card.shown.id == ids[0])
    text = card.view.toPlainText()
    assert "Against it" in text
    assert "PVTIME" in text
    click_link(qtbot, card.view, "Add a source…")
    dialog = the_dialog(qtbot, DeriveDialog)
    dialog.act()
    assert dialog.message.text() == "Choose a source from the list."
    dialog.picker.line.setFocus()
    qtbot.keyClicks(dialog.picker.line, "delingha city")
    qtbot.keyClick(dialog.picker.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.picker.pick is not None, timeout=LONG)
    dialog.act()
    assert dialog.message.text() == "Say why: the reason is kept for ever."
    dialog.note.setText("wording reused")
    with qtbot.waitSignal(dialog.accepted, timeout=LONG):
        dialog.act()
    qtbot.waitUntil(lambda: "Delingha city" in card.view.toPlainText(), timeout=LONG)
    click_link(qtbot, card.view, "Take back")
    back = the_dialog(qtbot, DeriveDialog)
    back.note.setText("compared line by line")
    with qtbot.waitSignal(back.accepted, timeout=LONG):
        back.act()
    qtbot.waitUntil(lambda: not any(link.role == "derived_from" for link in card.shown.links), timeout=LONG)
