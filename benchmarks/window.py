"""The real window on a file: first screen, jumps, wheel, sorts, filters, counts and memory, each painted.

    python benchmarks/window.py FILE

Offscreen, 1200×800.  A time goes from the act (click, last key) to the synchronous repaint of what it leads to; answers
come from the store's threads as they do for staff.  What a filter found is kept, so that texts asked for the first time
are told apart from those asked again.
"""

import os
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_DATA_HOME"] = mkdtemp(prefix="pairing-window-")
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from pairing_desktop.domain.listing import Sort
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.ui import theme
from pairing_desktop.ui.settings import Settings
from pairing_desktop.ui.window import MainWindow

JUMPS = 300
TIMES = 7
PATIENCE = 120  # seconds
FRESH = (  # of each class of hits some, in both scripts, none with the pairs of another
    "光热", "德令哈", "solar", "中控", "photovoltaic", "格尔木", "jili", "wulan", "77", "42", "905", "816", "2031", "7750",
    "熔盐",
)


def memory() -> float:
    """Resident memory now, MiB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def until(reached: Callable[[], bool]) -> None:
    """Run the event loop until something is so."""
    end = time.perf_counter() + PATIENCE
    while not reached():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 2)
        if time.perf_counter() > end:
            raise SystemExit("waited too long")


def say(job: str, times: list[float], more: str = "") -> None:
    """One line: median, minimum to maximum, 99th of a hundred when there are many."""
    ordered = sorted(times)
    p99 = f", p99 {ordered[int(len(ordered) * 0.99)]:.1f}" if len(times) >= 100 else ""
    print(f"{job:58} {statistics.median(times):8.1f} ms ({ordered[0]:.1f}–{ordered[-1]:.1f}{p99}){more}", flush=True)


def main() -> None:
    app = QApplication([])
    theme.apply(app, "light")
    workspace = Workspace.open(Path(sys.argv[1]), read_only=True)
    settings = Settings()
    settings.tab = "sources"
    window = MainWindow(workspace, settings)
    window.resize(1200, 800)
    window.show()
    until(lambda: window.page("sources").pane.model.rowCount() > 0)  # type: ignore[attr-defined]
    QApplication.processEvents()
    print(f"{'memory with a list open':58} {memory():8.0f} MiB")

    started = time.perf_counter()
    window.show_page("projects")
    pane = window.page("projects").pane  # type: ignore[attr-defined]
    until(lambda: pane.model.rowCount() > 0)
    pane.table.viewport().repaint()
    say("first screen of Projects after the click", [(time.perf_counter() - started) * 1e3])
    until(lambda: pane.model.rowCount() == pane.total > 0)
    say("the whole order behind it", [(time.perf_counter() - started) * 1e3], f", {pane.total:,} rows")
    panel = pane.filtering
    started = time.perf_counter()
    until(lambda: bool(panel.facets))
    say("first counts of all facets after that", [(time.perf_counter() - started) * 1e3])
    print(f"{'memory with the order and counts':58} {memory():8.0f} MiB")

    bar, table, rng = pane.table.verticalScrollBar(), pane.table, random.Random(3)

    def painted(act: Callable[[], object]) -> float:
        began = time.perf_counter()
        act()
        table.viewport().repaint()
        took = (time.perf_counter() - began) * 1e3
        QApplication.processEvents()
        return took

    say("jump to a random row", [painted(lambda: bar.setValue(rng.randrange(bar.maximum() + 1))) for _ in range(JUMPS)])
    say("wheel step", [painted(lambda: bar.setValue(bar.value() + 3 * bar.singleStep())) for _ in range(JUMPS)])

    def answered(act: Callable[[], object], *, whole: bool = True) -> float:
        resets: list[int] = []
        connection = pane.model.modelReset.connect(lambda: resets.append(1))
        began = time.perf_counter()
        act()
        until(lambda: bool(resets))
        table.viewport().repaint()
        took = (time.perf_counter() - began) * 1e3
        pane.model.modelReset.disconnect(connection)
        if whole:
            until(lambda: not window.bridge.is_waiting)
        return took

    for column in ("capacity", "years", "place", "name"):
        first = answered(lambda column=column: pane.sort_by(Sort(column)))
        say(f"sort by {column}, first rows, order not yet known", [first])
        again = [answered(lambda way=way, column=column: pane.sort_by(Sort(column, way))) for way in (True, False) * 3]
        say(f"sort by {column}, first rows, both ways in turns", again)
    pane.sort_by(Sort("years"))
    until(lambda: not window.bridge.is_waiting)
    def calm() -> None:
        """Until no answer has been out for three tenths of a second: counts and whole orders come behind first rows."""
        since = time.perf_counter()
        while time.perf_counter() - since < 0.3:
            until(lambda: not window.bridge.is_waiting)
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
            if window.bridge.is_waiting:
                since = time.perf_counter()

    calm()

    def filtered(text: str) -> tuple[float, float, int]:
        """Milliseconds from the last key to the first rows, and to all rows with their number, and that number."""
        shown: list[float] = []
        connection = pane.model.modelReset.connect(lambda: shown.append(time.perf_counter()))
        began = time.perf_counter()
        first = answered(lambda: pane.bar.field.setText(text), whole=False)
        calm()
        pane.model.modelReset.disconnect(connection)
        hits = pane.model.rowCount()
        answered(lambda: pane.bar.field.setText(""))
        calm()
        return first, max(first, (shown[-1] - began) * 1e3), hits

    asked = {text: filtered(text) for text in FRESH}
    for least, most in ((120_000, 10**9), (40_000, 120_000), (0, 40_000)):
        these = [text for text, (_, _, hits) in asked.items() if least < hits <= most or hits == least == 0]
        if these:
            hits = [asked[text][2] for text in these]
            name = f"filter never asked before, {min(hits):,}–{max(hits):,} hits"
            say(name, [asked[text][0] for text in these], "  " + " ".join(these))
            say("    all rows and their exact number behind it", [asked[text][1] for text in these])
    for text in FRESH[:TIMES]:
        times = [filtered(text) for _ in range(TIMES)]
        say(f"filter {text}, asked before", [first for first, _, _ in times], f", {times[0][2]:,} hits")
        say("    all rows and their exact number behind it", [counted for _, counted, _ in times])
    print(f"{'memory after sorts and filters':58} {memory():8.0f} MiB")
    window.close()
    workspace.close()


if __name__ == "__main__":
    main()
