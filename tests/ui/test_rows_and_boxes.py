"""What dialogs are made of: rows painted flat and in line with their header, boxes and buttons that keep their words."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from list_pages import shown
from pairing_desktop.domain.entries import both_names
from pairing_desktop.domain.kinds import PROJECTS, STAGES
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.ui import i18n, theme
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.chart_page import ChartPage
from pairing_desktop.ui.dialogs.listing import TextTable
from pairing_desktop.ui.tabs.records import ProjectsPage
from pairing_desktop.ui.widgets.choice import Box


@pytest.fixture(autouse=True)
def english_and_light(qtbot: QtBot) -> Iterator[None]:
    theme.apply(QApplication.instance(), "light")  # type: ignore[arg-type]
    i18n.set_current("en")
    yield
    i18n.set_current("en")


def first_ink(image: QImage, ground: str, rows: range) -> int:
    """The first column that holds another colour than the ground."""
    plain = QColor(ground).rgb()
    return next(x for x in range(image.width()) if any(image.pixel(x, y) != plain for y in rows))


def test_a_chosen_row_has_a_flat_tint_and_a_bar_and_stands_in_line_with_its_header(qtbot: QtBot) -> None:
    table = TextTable("Rows", ("Indicator", "Value"), (200, 0))
    qtbot.addWidget(table)
    table.resize(400, 160)
    for _ in range(2):
        table.add(("Investment", "1"))
    table.show()
    qtbot.waitExposed(table)
    header = table.header().grab().toImage()
    plain = table.viewport().grab().toImage()
    middle = theme.metrics().row // 2
    text = first_ink(plain, theme.tokens().base, range(middle - 5, middle + 5))
    assert abs(text - first_ink(header, theme.tokens().window, range(8, 22))) <= 1  # the I of both

    table.setCurrentItem(table.topLevelItem(0))
    image = table.viewport().grab().toImage()
    assert image.pixelColor(1, middle) == QColor(theme.tokens().accent)
    assert {image.pixelColor(x, y).name() for x in (150, 195, 390) for y in (2, middle, 2 * middle - 3)} == {
        QColor(theme.tokens().selection).name()
    }


def test_a_box_too_narrow_for_its_words_ends_them_in_an_ellipsis(qtbot: QtBot) -> None:
    whole, cut = Box(), Box()
    for box, words in ((whole, "Installed capacity of power plants"), (cut, "")):
        qtbot.addWidget(box)
        box.addItem(words)
        box.setFixedWidth(120)
        box.ensurePolished()
    long = whole.grab().toImage()
    for n in range(34, 0, -1):
        cut.setItemText(0, "Installed capacity of power plants"[:n].rstrip() + "…")
        if cut.grab().toImage() == long:
            return
    raise AssertionError("the words are cut, not elided")


def test_a_full_form_does_not_squeeze_its_boxes(qtbot: QtBot) -> None:
    box = Box()
    qtbot.addWidget(box)
    box.ensurePolished()
    assert box.minimumHeight() == theme.metrics().input


def test_buttons_keep_room_around_their_words(qtbot: QtBot) -> None:
    for words in ("Save", "Restore from a backup…"):
        button = QPushButton(words)
        qtbot.addWidget(button)
        button.ensurePolished()
        size = button.sizeHint()
        assert size.height() == theme.metrics().input
        assert size.width() >= button.fontMetrics().horizontalAdvance(words) + 20
        assert button.minimumSizeHint().width() == size.width() and not button.minimumWidth()  # no layout cuts its words


def test_a_little_too_narrow_a_list_takes_it_from_words_not_from_marks(qtbot: QtBot, workspace: Workspace) -> None:
    table = shown(qtbot, workspace, ProjectsPage).pane.table
    names = [column.name for column in table.model().columns]
    chosen = {name: table.columnWidth(names.index(name)) for name in ("capacity", "trust")}
    table.resize(620, table.height())
    table.fit()
    assert sum(table.columnWidth(place) for place in range(len(names))) <= table.viewport().width()
    assert {name: table.columnWidth(names.index(name)) for name in chosen} == chosen


def test_the_list_of_charts_marks_the_one_that_is_shown_first(qtbot: QtBot, workspace: Workspace) -> None:
    page = ChartPage(Bridge(workspace))
    qtbot.addWidget(page)
    item = page._list.currentItem()
    assert item is not None and item.text() == "Installed capacity by year and technology"


def test_a_stage_is_called_by_its_word_in_both_languages() -> None:
    assert both_names(STAGES, {"stage": "operating"}) == ("Operating", "运营")
    assert both_names(PROJECTS, {"name_en": "Plant"}) == ("Plant", "")
