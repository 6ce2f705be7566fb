"""How long search over everything takes on a file, asked through our own question.

    python benchmarks/search.py FILE [RUNS]

Asked on the reader's thread, hand-over included; the figure and the typo are ones that the generator writes.
"""

import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from pairing_desktop.operations.workspace import Workspace

TEXTS = (
    "d", "de", "delingha", "光热", "德令哈", "德令哈光热示范", "dlh", "delingha solar 2016", "plant_777", "50 MW", "50兆瓦",
    "142亿", "14,200,000,000", "對口支援", "德令蛤光热", "delinhga solar", "supocn", "zzzz nothing of the kind",
)


def main() -> None:
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    workspace = Workspace.open(Path(sys.argv[1]), read_only=True)
    counts = workspace.here.counts()
    print(f"{sum(counts[kind] for kind in ('projects', 'companies', 'places', 'events', 'sources')):,} records, "
          f"{counts['claims']:,} claims")
    for text in TEXTS:
        times = []
        for _ in range(runs + 1):
            started = time.perf_counter()
            found = workspace.ask(lambda ask, text=text: ask.find(text, 40)).result()
            times.append((time.perf_counter() - started) * 1e3)
        said = ", ".join(f"{group.kind} {group.count}{'+' if group.more else ''}" for group in found.groups)
        rest = times[1:]
        print(f"{text:26} {statistics.median(rest):7.1f} ms ({min(rest):.1f}–{max(rest):.1f}), first {times[0]:.1f}; "
              f"{f'meant {found.meant}: ' if found.meant else ''}{said or 'nothing'}")
    workspace.close()


if __name__ == "__main__":
    main()
