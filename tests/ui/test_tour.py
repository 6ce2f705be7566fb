"""The tour pictures everything there is, in both languages and themes."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pairing_desktop.domain.kinds import EDITABLE_KINDS
from pairing_desktop.ui import i18n, theme, tour
from pairing_desktop.ui.pages import PAGES
from pairing_desktop.ui.tour_stops import STOPS, Stop


def test_there_is_a_stop_for_every_tab_and_form() -> None:
    names = [stop.name for stop in STOPS]
    assert {spec.name for spec in PAGES} <= set(names)
    assert {f"form-{kind.name}" for kind in EDITABLE_KINDS} <= set(names)
    assert {"first-start", "print-charts", "go-to", "trash", "preferences", "read-only"} <= set(names)
    assert len(names) == len(set(names))


def _go(qapp: QApplication, stops: tuple[Stop, ...], folder: Path) -> list[Path]:
    try:
        with tour._Home() as home:
            return tour.Guide(qapp, home, "zh_CN", "dark").go(stops, folder)
    finally:
        i18n.set_current("en")
        theme.apply(qapp, "light")


def test_a_few_stops_are_drawn_with_what_they_show(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    wanted = ("first-start", "projects", "form-projects", "preferences")
    made = _go(qapp, tuple(stop for stop in STOPS if stop.name in wanted), tmp_path)
    assert [path.name for path in made] == [f"{name}-zh_CN-dark.png" for name in wanted]
    for path in made:
        image = QImage(str(path))
        colours = {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
        assert len(colours) > 40, path.name


@pytest.mark.full
@pytest.mark.timeout(600)
def test_the_whole_tour_is_drawn(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    made = tour.tour(tmp_path)
    assert len(made) == len({path.name for path in made})
    assert all(path.stat().st_size > 2000 for path in made)
    for code in ("en", "zh_CN"):
        assert QImage(str(tmp_path / f"projects-{code}-light-large.png")).width() == 2560
        for look in ("light", "dark"):
            for stop in STOPS:
                assert (tmp_path / f"{stop.name}-{code}-{look}.png").exists()
