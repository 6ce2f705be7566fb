"""What is used sooner or later, imported behind the first paint, so that no first visit of a page and no first save waits.

What knows no Qt is imported in a thread.  What does is imported between two events, one module at a time: a widget's
module may make an object that belongs to the thread it was made in.
"""

import threading
import time
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

# In the order in which they are likely to be wanted.
_APART = (
    "store.columns", "store.text_filter", "operations.facets", "operations.claim_lines", "operations.commands",
    "operations.refresh", "operations.overview", "store.timeline", "operations.timeline_questions", "operations.charts",
    "operations.chart_questions", "domain.chart_table", "store.global_search", "operations.printing",
)
_HERE = (
    "forms.record_form", "tabs.overview", "timeline.canvas", "tabs.timeline", "tabs.figures", "tabs.sources",
    "dialogs.go_to", "dialogs.history", "chart_parts", "chart_bar", "chart_page", "tabs.snapshots", "dialogs.reports",
)
_PAUSE = 0.02  # seconds between two imports in the thread: the window goes first
_STEP = 120  # milliseconds between two imports in the window's thread


class Warming(QObject):
    """Imports what was not needed for the first rows.  Let go of, it stops."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._here = iter(_HERE)
        self._apart = threading.Thread(target=_import_apart, name="warming", daemon=True)
        self._timer = QTimer(self, interval=_STEP)
        self._timer.timeout.connect(self._step)
        self._apart.start()
        self._timer.start()

    @property
    def is_done(self) -> bool:
        return not self._timer.isActive()

    def _step(self) -> None:
        if self._apart.is_alive():  # what the pages' modules import themselves is to be there already
            return
        name = next(self._here, None)
        if name is None:
            self._timer.stop()
        else:
            import_module(f"pairing_desktop.ui.{name}")


def _import_apart() -> None:
    for name in _APART:
        import_module(f"pairing_desktop.{name}")
        time.sleep(_PAUSE)
    from pairing_desktop.store.search import readings

    readings("德令哈")  # the dictionary of pinyin, which the first save would wait for
