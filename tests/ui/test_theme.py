"""Colours keep their contrast, icons their theme, and the system's scheme is followed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from pairing_desktop.data import RESOURCES
from pairing_desktop.domain.palette import DARK, LIGHT, PAPER, Tokens, data_colour
from pairing_desktop.domain.vocabulary import INDUSTRY
from pairing_desktop.ui import icons, theme


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK, PAPER], ids=["light", "dark", "paper"])
def test_text_can_be_read_on_every_ground(tokens: Tokens) -> None:
    for ground in (tokens.window, tokens.base, tokens.alt, tokens.selection, tokens.hover):
        for text in (tokens.text, tokens.muted, tokens.accent, tokens.caution, tokens.error, tokens.good):
            assert _contrast(text, ground) >= 4.5, (text, ground)
    for tint in (tokens.info_bg, tokens.caution_bg, tokens.error_bg, tokens.good_bg):
        assert _contrast(tokens.text, tint) >= 7
        assert _contrast(tokens.muted, tint) >= 4.5
    assert _contrast(tokens.strong, tokens.base) >= 3
    assert _contrast(tokens.on_accent, tokens.accent) >= 4.5


def test_every_series_colour_has_an_edge_seen_on_white() -> None:
    for code in (*INDUSTRY, "actual", "expected", "planned", ""):
        assert _contrast(data_colour(code)[1], "#FFFFFF") >= 3


@pytest.mark.parametrize(("name", "tokens"), [("light", LIGHT), ("dark", DARK)])
def test_a_theme_dresses_window_and_controls(qapp: QApplication, name: str, tokens: Tokens) -> None:
    theme.apply(qapp, name)
    assert theme.tokens() is tokens
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(tokens.window)
    edit = QLineEdit()
    edit.ensurePolished()
    # Fusion draws edges as Window.darker(140): that has to be the token.
    edge = edit.palette().color(QPalette.ColorRole.Window).darker(140)
    wanted = QColor(tokens.strong)
    assert (
        max(abs(edge.red() - wanted.red()), abs(edge.green() - wanted.green()), abs(edge.blue() - wanted.blue())) <= 2
    )
    assert edit.palette().color(QPalette.ColorRole.Highlight) == QColor(tokens.accent)


def test_the_system_theme_follows_the_system(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "system")
    hints = qapp.styleHints()
    with qtbot.waitSignal(theme.notifier.changed):
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.tokens() is DARK
    with qtbot.waitSignal(theme.notifier.changed):
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.tokens() is LIGHT


def test_a_chosen_theme_does_not_follow_the_system(qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.tokens() is LIGHT


def test_controls_are_as_high_as_the_study_says(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    button, edit = QPushButton("Save"), QLineEdit()
    button.setProperty("primary", True)
    for widget in (button, edit):
        qtbot.addWidget(widget)
        widget.show()
        assert 28 <= widget.sizeHint().height() <= 32


def test_every_icon_is_drawn_in_the_colour_of_its_tone(qapp: QApplication) -> None:
    theme.apply(qapp, "dark")
    for path in sorted((RESOURCES / "icons").glob("*.svg")):
        image = icons.pixmap(path.stem, "accent", 24, 2.0).toImage()
        assert image.width() == 48
        inked = [image.pixelColor(x, y) for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha() == 255]
        assert inked, path.stem
        assert all(abs(one.red() - 0x5A) <= 3 and abs(one.blue() - 0xCB) <= 3 for one in inked), path.stem
    theme.apply(qapp, "light")


def test_an_unknown_theme_is_refused(qapp: QApplication) -> None:
    with pytest.raises(ValueError, match="unknown theme"):
        theme.apply(qapp, "pink")
