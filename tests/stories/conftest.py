"""Stories run through the real window on a real file."""

import pytest
from pytestqt.qtbot import QtBot

from pairing_desktop.ui.app import Program
from shell import program
from stories.hands import Hands

__all__ = ["program"]


@pytest.fixture
def hands(qtbot: QtBot, program: Program) -> Hands:
    """A person before a program in English that has no window yet."""
    return Hands(qtbot, program)
