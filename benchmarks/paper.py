"""Pages: a printed list per row, from rows to a finished PDF; the longest the window is kept from breathing meanwhile.
Times are of the processor, on the thread that does the work: the machines are shared.

    python benchmarks/paper.py [ROWS] [RUNS]
"""

import os
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from pairing_desktop.domain.language import language
from pairing_desktop.reports.blocks import Column, Facts, Table
from pairing_desktop.reports.document import Report
from pairing_desktop.ui.paper_layout import lay_out
from pairing_desktop.ui.printing import application, write_layout

COLUMNS = (
    Column("Project"), Column("Capacity", numeric=True), Column("Years"), Column("Status"), Column("Trust"),
)
NAMES = ("SUPCON Delingha molten salt tower", "德令哈50兆瓦光热电站", "Golmud photovoltaic plant", "Wulan wind farm")


def rows(count: int) -> tuple[tuple[str, ...], ...]:
    """As a list of projects has them: names of one line, every tenth of two."""
    return tuple(
        (
            f"{NAMES[n % 4]} {n}" + (" (second stage of the project, with storage)" if n % 10 == 0 else ""),
            f"{n % 970 + 0.5:,} MW", f"{2010 + n % 15}–{2012 + n % 15}", "Operating" if n % 3 else "Under construction",
            "One source" if n % 2 else "Two sources",
        )
        for n in range(count)
    )


def main(count: int, runs: int) -> None:
    """Print medians and extremes."""
    application()
    report = Report("Projects", (Facts((("Shown", f"{count:,}"),)), Table(COLUMNS, rows(count))), language("en"), "2026-11-23")
    parts: dict[str, list[float]] = {"lay out": [], "paint and finish": [], "whole": []}
    longest: list[float] = []
    with TemporaryDirectory() as folder:
        for run in range(runs + 1):
            last, worst = time.thread_time(), 0.0

            def step(done: int, of: int) -> None:
                nonlocal last, worst
                now = time.thread_time()
                worst, last = max(worst, now - last), now

            start = last = time.thread_time()
            layout = lay_out(report, step)
            middle = time.thread_time()
            write_layout(layout, Path(folder, "list.pdf"), step=step)
            end = time.thread_time()
            if run:  # the first one opens fonts
                for name, took in zip(parts, (middle - start, end - middle, end - start), strict=True):
                    parts[name].append(took / count * 1e6)
                longest.append(worst * 1000)
    print(f"{count:,} rows on {len(layout.pages)} pages")
    for name, found in parts.items():
        print(f"{name:18} {statistics.median(found):7.1f} µs a row ({min(found):.1f}–{max(found):.1f})")
    print(f"longest step       {statistics.median(longest):7.1f} ms ({min(longest):.1f}–{max(longest):.1f})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, int(sys.argv[2]) if len(sys.argv) > 2 else 3)
