"""The board of the pipeline: a column a stage, moves by key and by drag, one step of undo each, the filters of the list."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from list_pages import row_of, shown
from office import new_project
from pairing_desktop.domain.board import STAGES
from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.listing import Filter, Sort
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.ui.board.column import CARDS, CardModel
from pairing_desktop.ui.board.pane import ProjectsPane
from pairing_desktop.ui.tabs.records import ProjectsPage


def board_of(qtbot: QtBot, workspace: Workspace, key: str = "supcon50") -> ProjectsPane:
    """The board with a project chosen and the keyboard on its card."""
    page = shown(qtbot, workspace, ProjectsPage)
    page.bridge.changed.connect(page.refresh)  # as the window does
    pane = page.pane_of("projects")
    assert isinstance(pane, ProjectsPane)
    pane.open(row_of(pane, key))
    pane.shape_button.click()
    qtbot.waitUntil(lambda: all(view.column is not None for view in pane.board.columns.values()))
    settle(qtbot, pane)
    pane.board.focus()
    return pane


def settle(qtbot: QtBot, pane: ProjectsPane) -> None:
    qtbot.waitUntil(lambda: not pane.bridge.is_waiting, timeout=20_000)
    qtbot.wait(50)
    qtbot.waitUntil(lambda: not pane.bridge.is_waiting, timeout=20_000)


def stage_of(workspace: Workspace, key: str) -> str:
    return workspace.ask(lambda ask: ask.draft("projects", ask.locate("projects", key).id)).result().values["stage"]


def test_columns_hold_every_project_once_with_count_and_exact_value(workspace: Workspace) -> None:
    columns = workspace.ask(lambda ask: ask.entries.board(Filter(), Sort("name"))).result()
    rows = workspace.ask(lambda ask: list(ask.export("projects"))).result()
    assert [column.stage for column in columns] == list(STAGES)
    for column in columns:
        here = [row for row in rows if row["stage"] == column.stage]
        assert len(column.ids) == len(here)
        stated = [Decimal(row["investment_cny"]) for row in here if row["investment_cny"]]
        assert (Decimal(column.value or "0"), column.stated) == (sum(stated), len(stated))
    supcon50 = workspace.ask(lambda ask: ask.locate("projects", "supcon50").id).result()
    assert supcon50 in next(column for column in columns if column.stage == "operating").disputed


def test_filters_of_the_list_hold_on_the_board(qtbot: QtBot, workspace: Workspace) -> None:
    pane = board_of(qtbot, workspace)
    pane.filtering.choose("industry", frozenset({"solar thermal"}))
    settle(qtbot, pane)
    shown_ids = {id for view in pane.board.columns.values() for id in (view.column.ids if view.column else ())}
    assert shown_ids == set(pane.model.order())
    assert 0 < len(shown_ids) < 52
    pane.filtering.choose("stage", frozenset({"signed"}))
    settle(qtbot, pane)
    assert pane.rows.currentWidget() in (pane.board, pane.state)


def test_ctrl_arrows_move_a_card_leave_an_entry_and_are_one_step_of_undo(qtbot: QtBot, workspace: Workspace) -> None:
    pane = board_of(qtbot, workspace)
    project = row_of(pane, "supcon50")
    cards = pane.board.columns["operating"].list
    assert QApplication.focusWidget() is cards and cards.current_id() == project
    QTest.keyClick(cards, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: pane.board.columns["under_construction"].cards.row_of(project) >= 0)
    settle(qtbot, pane)
    assert stage_of(workspace, "supcon50") == "under_construction"
    assert pane.board.columns["under_construction"].list.current_id() == project
    entries = workspace.ask(lambda ask: ask.card("projects", project)).result().entries
    assert [(line.kind, line.values["stage"], line.values["date"], line.citation) for line in entries] == [
        ("stages", "under_construction", "", None)
    ]
    with qtbot.waitSignal(pane.edit) as asked:
        pane.board._tell.click()
    assert asked.args == ["stages", entries[0].id]
    workspace.do(lambda commands: commands.undo()).result()
    assert stage_of(workspace, "supcon50") == "operating"
    assert workspace.ask(lambda ask: ask.card("projects", project)).result().entries == ()
    assert workspace.ask(lambda ask: ask.verify()).result() == []


def test_a_card_dropped_on_a_folded_column_moves_there_and_the_column_unfolds(qtbot: QtBot, workspace: Workspace) -> None:
    pane = board_of(qtbot, workspace)
    project, target = row_of(pane, "supcon50"), pane.board.columns["cancelled"]
    assert target.is_folded
    data = pane.board.columns["operating"].cards.mimeData([pane.board.columns["operating"].list.currentIndex()])
    assert data.hasFormat(CARDS)
    action, keys = Qt.DropAction.MoveAction, Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(5, 5), action, data, Qt.MouseButton.LeftButton, keys)
    target.head.dropEvent(drop)
    qtbot.waitUntil(lambda: stage_of(workspace, "supcon50") == "cancelled")
    settle(qtbot, pane)
    assert not target.is_folded and target.list.current_id() == project
    other = QMimeData()
    other.setText("supcon50")
    target.head.dropEvent(QDropEvent(QPointF(5, 5), action, other, Qt.MouseButton.LeftButton, keys))
    settle(qtbot, pane)
    assert workspace.ask(lambda ask: ask.operations()).result()[0].label == "Stage moved: {name}"


def test_arrows_go_between_columns_and_enter_opens_the_card(qtbot: QtBot, workspace: Workspace) -> None:
    pane = board_of(qtbot, workspace)
    QTest.keyClick(pane.board.columns["operating"].list, Qt.Key.Key_Left)
    under = pane.board.columns["under_construction"].list
    assert QApplication.focusWidget() is under
    assert pane.current() == ("projects", under.current_id())
    settle(qtbot, pane)
    QTest.keyClick(under, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is pane.card.view


def test_the_first_and_the_last_column_end_the_way(qtbot: QtBot, workspace: Workspace) -> None:
    pane = board_of(qtbot, workspace)
    workspace.do(lambda commands: commands.move(row_of(pane, "supcon50"), "cancelled")).result()
    pane.ask()
    settle(qtbot, pane)
    QTest.keyClick(pane.board.columns["cancelled"].list, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, pane)
    assert stage_of(workspace, "supcon50") == "cancelled"


def test_a_read_only_file_shows_the_board_and_moves_nothing(qtbot: QtBot, facts_file: Path) -> None:
    workspace = Workspace.open(facts_file, read_only=True)
    pane = board_of(qtbot, workspace)
    cards = pane.board.columns["operating"].list
    assert not cards.cards.flags(cards.currentIndex()) & Qt.ItemFlag.ItemIsDragEnabled
    QTest.keyClick(cards, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, pane)
    assert stage_of(workspace, "supcon50") == "operating"
    workspace.close()


def test_over_a_thousand_projects_only_those_in_sight_are_read(qtbot: QtBot, workspace: Workspace) -> None:
    from pairing_desktop.domain.kinds import PROJECTS
    from pairing_desktop.store import writing
    from pairing_desktop.store.adding import add

    drafts = [{**new_project(name_en=f"Plant {n:04}", stage=STAGES[1 + n % 7]).values} for n in range(1400)]
    workspace._session.write(lambda db: writing.operate(db, lambda op: add(op, PROJECTS, drafts), label="x")).result()  # type: ignore[func-returns-value]
    pane = board_of(qtbot, workspace)
    read: list[int] = []
    for view in pane.board.columns.values():
        fetch = view.cards._fetch
        view.cards._fetch = lambda ids, fetch=fetch: (read.extend(ids), fetch(ids))[1]  # type: ignore[misc]
    pane.ask()
    settle(qtbot, pane)
    pane.grab()
    assert sum(view.cards.rowCount() for view in pane.board.columns.values()) == 1452
    assert 0 < len(read) <= 8 * 2 * 64


def test_the_model_of_a_column_keeps_the_rules_of_models(qtbot: QtBot, workspace: Workspace) -> None:
    pane = board_of(qtbot, workspace)
    model = pane.board.columns["operating"].cards
    assert isinstance(model, CardModel)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    pane.filtering.choose("industry", frozenset({"wind"}))
    settle(qtbot, pane)
    assert tester.model() is model


def test_a_new_stage_entry_is_where_the_project_stands_unless_a_later_one_is_on_file(workspace: Workspace) -> None:
    def enter(stage: str, date: str) -> None:
        values = {"project_key": "supcon50", "stage": stage, "date": date}
        workspace.do(lambda commands: commands.save(Draft("stages", None, 0, values))).result()

    enter("ended", "2025年6月")
    assert stage_of(workspace, "supcon50") == "ended"
    enter("signed", "2016")
    assert stage_of(workspace, "supcon50") == "ended"
    workspace.do(lambda commands: commands.undo()).result()
    workspace.do(lambda commands: commands.undo()).result()
    assert stage_of(workspace, "supcon50") == "operating"


@pytest.mark.parametrize("stage", ["signed", ""])
def test_a_stage_changed_in_the_form_leaves_an_entry_too(workspace: Workspace, stage: str) -> None:
    draft = workspace.ask(lambda ask: ask.draft("projects", ask.locate("projects", "supcon50").id)).result()
    workspace.do(lambda commands: commands.save(Draft("projects", draft.id, draft.rev, {"stage": stage}))).result()
    found = [row["stage"] for row in workspace.ask(lambda ask: list(ask.export("stages"))).result()]
    assert found == ([stage] if stage else [])


def test_many_projects_moved_at_once_leave_an_entry_each(workspace: Workspace) -> None:
    ids = [workspace.ask(lambda ask, key=key: ask.locate("projects", key).id).result() for key in ("supcon50", "cgn50")]
    workspace.do(lambda commands: commands.change_all("projects", ids, "stage", "ended")).result()
    found = [(row["project_key"], row["stage"]) for row in workspace.ask(lambda ask: list(ask.export("stages"))).result()]
    assert found == [("supcon50", "ended"), ("cgn50", "ended")]
    workspace.do(lambda commands: commands.undo()).result()
    assert workspace.ask(lambda ask: list(ask.export("stages"))).result() == []
    assert stage_of(workspace, "cgn50") == "operating"


def test_the_form_of_a_project_tells_the_stages_it_reached(qtbot: QtBot, workspace: Workspace) -> None:
    from pairing_desktop.ui.bridge import Bridge
    from pairing_desktop.ui.forms.record_form import RecordForm

    for stage, date in (("signed", "2015"), ("operating", "2018年12月30日")):
        values = {"project_key": "supcon50", "stage": stage, "date": date}
        workspace.do(lambda commands, values=values: commands.save(Draft("stages", None, 0, values))).result()
    form = RecordForm(Bridge(workspace), "projects", workspace.ask(lambda ask: ask.locate("projects", "supcon50").id).result())
    qtbot.addWidget(form)
    qtbot.waitUntil(lambda: form.body.isEnabled())
    assert form.boxes["stage"].reading() == "Signed, 2015; Operating, 30 Dec 2018"
    form.discard()
