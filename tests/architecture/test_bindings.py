"""PySide6 keeps count of None: a version that does not aborts after some thousand calls."""

import sys

from PySide6.QtCore import QObject


def test_calls_that_return_none_give_no_reference_away() -> None:
    thing = QObject()
    thing.setObjectName("warm")
    before = sys.getrefcount(None)
    for _ in range(500):
        thing.setObjectName("name")
    assert abs(sys.getrefcount(None) - before) < 50
