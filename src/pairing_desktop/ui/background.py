"""Work that would make the window wait: done in a thread, answered in the window's."""

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

NAME = "background"  # of every thread


class Background(QObject):
    """Runs functions that know nothing of Qt, one thread each; answers of a destroyed owner are dropped."""

    _arrived = Signal(object, object)  # who gets it, what

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self, work: Callable[[], Any], then: Callable[[Any], None], failed: Callable[[Exception], None]
    ) -> None:
        """Do `work`; `then` gets its value or `failed` its exception, in this object's thread."""

        def body() -> None:
            try:
                answer, receiver = work(), then
            except Exception as error:
                answer, receiver = error, failed
            if isValid(self):
                self._arrived.emit(receiver, answer)

        threading.Thread(target=body, daemon=True, name=NAME).start()

    def _deliver(self, receiver: Callable[[Any], None], answer: object) -> None:
        receiver(answer)
