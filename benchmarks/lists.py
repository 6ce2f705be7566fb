"""How long lists, pages, facets, filters, cards and charts take on a file, asked through our own questions.

    python benchmarks/lists.py FILE [RUNS]

A page is read on the calling thread as the window does; everything else in the reader's thread, hand-over included.
"""

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from pairing_desktop.domain.language import language
from pairing_desktop.domain.listing import LISTS, Filter, Sort
from pairing_desktop.operations.charts import CHARTS
from pairing_desktop.operations.questions import Questions
from pairing_desktop.operations.workspace import Workspace


def main() -> None:
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    workspace = Workspace.open(Path(sys.argv[1]), read_only=True)

    def timed(name: str, work: Callable[[], object]) -> None:
        times = []
        for _ in range(runs + 1):
            started = time.perf_counter()
            work()
            times.append((time.perf_counter() - started) * 1e3)
        rest = times[1:]
        print(f"{name:36} {statistics.median(rest):8.1f} ms ({min(rest):.1f}–{max(rest):.1f}), first {times[0]:.1f}")

    def ask(question: Callable[[Questions], object]) -> object:
        return workspace.ask(question).result()

    def ordered(kind: str, filter: Filter, sort: Sort) -> Sequence[int]:
        return workspace.ask(lambda q: q.order(kind, filter, sort)).result().ids

    for kind in ("projects", "companies", "events", "claims", "sources"):
        ids = ordered(kind, Filter(), LISTS[kind].sort)
        middle = list(ids[len(ids) // 2:][:64])
        timed(f"{kind}: order of {len(ids)} rows", lambda kind=kind: ordered(kind, Filter(), LISTS[kind].sort))
        timed(f"{kind}: a page of {len(middle)}", lambda kind=kind, ids=middle: workspace.here.rows(kind, ids))
        timed(f"{kind}: its marks", lambda kind=kind, ids=middle: ask(lambda q: q.marks(kind, ids)))
        timed(f"{kind}: all facets", lambda kind=kind: ask(lambda q: q.facets(kind, Filter())))
    for text in ("光热", "德令哈", "solar"):
        hits = len(ordered("projects", Filter(text), Sort("name")))
        timed(f"projects: filter {text}, {hits} hits", lambda text=text: ordered("projects", Filter(text), Sort("name")))
    timed("projects: sort by capacity", lambda: ask(lambda q: q.order("projects", Filter(), Sort("capacity"))))
    first = ordered("projects", Filter(), Sort("name"))[0]
    timed("a card", lambda: ask(lambda q: q.card("projects", first)))
    timed("overview", lambda: ask(lambda q: q.overview()))
    timed("timeline", lambda: ask(lambda q: q.timeline.whole()))
    for chart in CHARTS:
        timed(f"chart {chart.id}", lambda chart=chart: ask(lambda q: q.chart(chart.id, Filter(), language("en"))))
    workspace.close()


if __name__ == "__main__":
    main()
