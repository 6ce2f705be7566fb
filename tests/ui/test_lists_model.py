"""The model behind lists: pages on demand, any number of rows."""

from array import array
from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from pairing_desktop.domain.cells import Cell
from pairing_desktop.domain.listing import ListColumn, Row
from pairing_desktop.domain.problems import Problem
from pairing_desktop.domain.trust import Mark, Trust
from pairing_desktop.ui.models.list_model import KEPT, PAGE, ListModel
from pairing_desktop.ui.widgets.table import RecordTable

COLUMNS = (ListColumn("name", "Project", 200), ListColumn("value", "Value", 90, numeric=True))


class Store:
    """Rows made up as they are asked for; remembers what was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, ...]] = []
        self.busy = False
        self.gone: set[int] = set()

    def fetch(self, ids: Sequence[int]) -> list[Row]:
        if self.busy:
            raise Problem("busy")
        self.asked.append(tuple(ids))
        return [Row(id, str(id), {}) for id in ids if id not in self.gone]


def made(store: Store, count: int) -> ListModel:
    model = ListModel(COLUMNS, store.fetch, lambda column, row: Cell(f"{column} {row.id}", "below"))
    model.set_ids(array("q", range(1, count + 1)))
    return model


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(made(Store(), 200), force_py=True)


def test_a_hundred_thousand_rows_are_read_page_by_page(qtbot: QtBot) -> None:
    store = Store()
    model = made(store, 100_000)
    table = RecordTable(model, ("name",))
    qtbot.addWidget(table)
    table.resize(500, 600)
    table.show()
    for row in (0, 50_000, 99_999, 20):
        table.scrollTo(model.index(row, 0))
        table.viewport().repaint()
    assert all(len(page) <= PAGE for page in store.asked)
    assert len(store.asked) <= 12
    assert model.data(model.index(99_999, 0)) == "name 100000"
    assert model.row_of(77_777) == 77_776


def test_only_the_pages_used_last_are_kept(qtbot: QtBot) -> None:
    store = Store()
    model = made(store, PAGE * (KEPT + 10))
    for page in range(KEPT + 10):
        model.cells(page * PAGE)
    assert len(model._pages) == KEPT


def test_a_busy_file_leaves_cells_blank_and_is_asked_again(qtbot: QtBot) -> None:
    store = Store()
    store.busy = True
    model = made(store, 10)
    assert model.data(model.index(0, 0)) == ""
    store.busy = False
    with qtbot.waitSignal(model.dataChanged, timeout=5000):
        pass
    assert model.data(model.index(0, 0)) == "name 1"


def test_a_row_that_is_gone_meanwhile_is_blank() -> None:
    store = Store()
    store.gone = {2}
    model = made(store, 3)
    assert [model.cells(row)[0].text for row in range(3)] == ["name 1", "", "name 3"]


def test_whole_text_is_there_for_ears_and_tooltips() -> None:
    model = made(Store(), 1)
    index = model.index(0, 1)
    assert model.data(index, Qt.ItemDataRole.AccessibleTextRole) == "value 1\nbelow"
    assert model.data(index, Qt.ItemDataRole.ToolTipRole) == "value 1\nbelow"
    assert model.data(index, Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight


@pytest.mark.parametrize(
    ("key", "modifier"),
    [(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier), (Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier)],
)
def test_keys_move_through_the_rows(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
    table = RecordTable(made(Store(), 5000), ("name",))
    qtbot.addWidget(table)
    table.resize(400, 300)
    table.show()
    table.choose(1)
    with qtbot.waitSignal(table.currentChosen):
        qtbot.keyClick(table, key, modifier)
    assert table.current_id() not in (None, 1)


def test_marks_come_behind_the_rows_and_only_for_what_is_looked_at_last(qtbot: QtBot) -> None:
    store, asked = Store(), []
    model = ListModel(
        COLUMNS, store.fetch, lambda column, row: Cell(row.trust.mark.value if row.trust else "none"), None,
        lambda ids, then: asked.append((list(ids), then)),
    )
    model.set_ids(array("q", range(1, 10 * PAGE + 1)))
    for row in range(0, 10 * PAGE, PAGE):
        assert model.cells(row)[0].text == "none"
    qtbot.waitUntil(lambda: len(asked) == 1)
    ids, then = asked[0]
    assert ids == list(range(9 * PAGE + 1, 10 * PAGE + 1))  # the page read last, the others wait
    with qtbot.waitSignal(model.dataChanged) as told:
        then({id: Trust(Mark.DISPUTED) for id in ids})
    assert told.args is not None
    assert [told.args[0].row(), told.args[1].row()] == [9 * PAGE, 10 * PAGE - 1]
    assert model.cells(9 * PAGE)[0].text == "disputed"
    assert model.cells(0)[0].text == "none"
    qtbot.waitUntil(lambda: len(asked) == 2)
    model.set_ids(array("q", [5]))
    asked[1][1]({id: Trust(Mark.DISPUTED) for id in asked[1][0]})  # the answer comes for rows that went meanwhile
    assert model.cells(0)[0].text == "none"
    qtbot.waitUntil(lambda: len(asked) == 3)
    assert asked[2][0] == [5]
