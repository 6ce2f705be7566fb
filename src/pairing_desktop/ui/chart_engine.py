"""Matplotlib, imported in a thread of its own when the first chart is shown: the window never waits for it."""

import threading

from PySide6.QtCore import QObject, Qt, Signal


class _Engine(QObject):
    """Imports what draws, once, in a thread of its own."""

    ready = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.is_ready = False
        self._started = False
        self._done = threading.Event()
        self.ready.connect(self._mark, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Begin, unless begun before; `ready` is emitted in the window's thread."""
        if not self._started:
            self._started = True
            threading.Thread(target=self._load, name="charts", daemon=True).start()

    def wait(self, seconds: float) -> bool:
        """Whether everything is there within so many seconds; for tests and the tour."""
        self.start()
        self.is_ready = self._done.wait(seconds)
        return self.is_ready

    def _load(self) -> None:
        from pairing_desktop.charts import context, drawing  # noqa: F401  # the import is the work

        for code in ("en", "zh_CN"):
            context.width("0", code, context.BODY)  # opens the font, which may have to be made first
            context.legible("0", code)  # lists its signs: half a second that the window would wait
        self._done.set()
        self.ready.emit()

    def _mark(self) -> None:
        self.is_ready = True


engine = _Engine()
