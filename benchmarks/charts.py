"""Charts: built with sources and notes, drawn with new data, hovered over; a timeline of many events against one of few.

    python benchmarks/charts.py FILE [RUNS]

FILE is a file of facts; the cited ones are what the goals mean.  Times are of the processor, on the thread that does the
work: the machines are shared.
"""

import os
import statistics
import sys
import time
from array import array
from collections.abc import Callable
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from pairing_desktop.charts import context, words
from pairing_desktop.charts.marks import Drawing
from pairing_desktop.domain.chart_look import categories, looked
from pairing_desktop.domain.language import language
from pairing_desktop.domain.listing import Filter
from pairing_desktop.domain.look import WHOLE, Look
from pairing_desktop.domain.timeline import LANE_OF_EVENT, Timeline, TimelineItem
from pairing_desktop.operations.chart_files import chart_bytes
from pairing_desktop.operations.charts import CHARTS
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.ui import theme
from pairing_desktop.ui.chart_engine import engine
from pairing_desktop.ui.chart_explore import ExploredChart
from pairing_desktop.ui.timeline.canvas import TimelineCanvas
from pairing_desktop.ui.timeline.index import make_index

EN = language("en")


def timed(runs: int, work: Callable[[], object]) -> list[float]:
    """Milliseconds of each run but the first."""
    found = []
    for _ in range(runs + 1):
        start = time.thread_time()
        work()
        found.append((time.thread_time() - start) * 1e3)
    return found[1:]


def tell(name: str, times: list[float]) -> None:
    print(f"{name:44} {statistics.median(times):8.2f} ms ({min(times):.2f}–{max(times):.2f})")


def forget_words() -> None:
    """As if no word had been measured or drawn yet."""
    for known in (words._kept, words._laid_out, context.width, context._piece_width):
        known.cache_clear()


def charts(workspace: Workspace, runs: int) -> None:
    """Standard charts from the file to the picture."""
    view = ExploredChart()
    view.resize(1020, 460)
    view.show()
    built, built_first, drawn, first, hovered, zoomed = [], [], [], [], [], []
    for info in CHARTS:
        def build(id: str = info.id) -> None:
            data = workspace.here.chart(id, Filter(), EN)
            chart_bytes(data, "svg", EN)  # with all sources, notes and what is left out

        built += timed(runs, build)
        for _ in range(2):
            forget_words()
            start = time.thread_time()
            build()
            built_first.append((time.thread_time() - start) * 1e3)
        data = workspace.here.chart(info.id, Filter(), EN)
        if data.is_empty:
            continue
        view.show_chart(data, WHOLE)
        drawn += timed(runs, view.redraw)

        def anew() -> None:
            forget_words()
            view.redraw()

        first += timed(runs, anew)
        drawing = view.drawing
        assert drawing is not None
        picture = QImage(view.size(), QImage.Format.Format_RGB32)

        def hover(drawing: Drawing = drawing, picture: QImage = picture) -> None:
            for left, bottom, right, top in drawing.boxes[:20]:
                spot = QPointF((left + right) / 2, view.height() - (bottom + top) / 2)
                for place in (spot, QPointF(2, 2)):
                    QApplication.sendEvent(view, QMouseEvent(
                        QEvent.Type.MouseMove, place, place, Qt.MouseButton.NoButton, Qt.MouseButton.NoButton,
                        Qt.KeyboardModifier.NoModifier))
                view.render(picture)

        count = min(len(drawing.boxes), 20)
        if count:
            hovered += [took / count for took in timed(runs, hover)]
        xs = categories(data)
        if len(xs) > 3:
            zoomed += timed(runs, lambda data=data, xs=xs: looked(data, Look(first=xs[1], last=xs[-2])))
    tell("a standard chart with sources and notes (SVG)", built)
    tell("the same, none of its words seen before", built_first)
    tell("drawn with new data (screen)", drawn)
    tell("the same, none of its words seen before", first)
    tell("a look at a part, without drawing", zoomed)
    tell("hover: find, read out, paint", hovered)


def timeline(runs: int) -> None:
    """A picture of 100 and of 100,000 events in the same years."""
    kinds = sorted(LANE_OF_EVENT)
    for count in (100, 100_000):
        items: dict[int, TimelineItem] = {}
        for n in range(count):
            day = f"{2010 + n * 16 // count:04}-{1 + n % 12:02}-{1 + n * 7 % 28:02}"
            kind = kinds[n % len(kinds)]
            items[n + 1] = TimelineItem(
                "events", n + 1, LANE_OF_EVENT[kind], kind, f"Event {n}", f"事件{n}", day, "", "day", "", day, day
            )
        like = tuple(TimelineItem("events", 0, LANE_OF_EVENT[kind], kind, "", "", "", "", "day", "", "", "") for kind in kinds)
        days = array("i", (date.fromisoformat(item.earliest).toordinal() for item in items.values()))
        of = array("i", (n % len(kinds) for n in range(count)))
        found = Timeline(like, array("q", items), of, days, days, (), 0, 0, "2026-11-23")
        canvas = TimelineCanvas()
        canvas.resize(1100, 620)
        canvas.show()
        canvas.set_index(make_index(found, lambda _, id, items=items: items[id]))
        picture = QImage(canvas.size(), QImage.Format.Format_RGB32)
        target: QWidget = canvas

        def paint(canvas: TimelineCanvas = canvas, picture: QImage = picture, target: QWidget = target) -> None:
            canvas.pan(3)
            target.render(picture)

        tell(f"timeline of {count:,} events, moved and painted", timed(max(runs, 5), paint))


def main() -> None:
    app = QApplication(sys.argv[:1])
    theme.apply(app, "light")
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    engine.wait(60)
    workspace = Workspace.open(Path(sys.argv[1]), read_only=True)
    charts(workspace, runs)
    workspace.close()
    timeline(runs)


if __name__ == "__main__":
    main()
