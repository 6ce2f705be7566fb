"""One durable edit with journal, undo, search and derived columns, beside a bare commit with the same pragmas.

    python benchmarks/edit.py FILE [EDITS]

FILE is copied first.  Ours: a field of a project changed through the program's own save, from the command to the answer.
Bare: one UPDATE of one row of a table of its own, `journal_mode=DELETE, synchronous=EXTRA`, in the same folder; the two
take turns, so that the ratio holds when the disk's speed drifts.
"""

import shutil
import sqlite3
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.listing import Filter, Sort
from pairing_desktop.operations.workspace import Workspace

WARM = 5


def main() -> None:
    file, edits = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 200
    with TemporaryDirectory(prefix="pairing-edit-", dir=file.parent) as folder:
        copy = Path(shutil.copyfile(file, Path(folder) / "facts.db"))
        bare = sqlite3.connect(Path(folder) / "bare.db", isolation_level=None)
        for pragma in ("journal_mode = DELETE", "synchronous = EXTRA"):
            bare.execute(f"PRAGMA {pragma}")
        bare.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)")
        bare.executemany("INSERT INTO t VALUES (?, ?)", ((number, "x" * 200) for number in range(1000)))
        workspace = Workspace.open(copy, who="benchmark")
        ids = workspace.ask(lambda ask: ask.first("projects", Filter(), Sort("name"), 1000)).result().ids
        ours: list[float] = []
        theirs: list[float] = []
        for number in range(edits + WARM):
            id = ids[number * 7 % len(ids)]
            draft = workspace.ask(lambda ask, id=id: ask.draft("projects", id)).result()
            changed = Draft("projects", id, draft.rev, {**draft.values, "note": f"Note {number}"})
            started = time.perf_counter()
            workspace.do(lambda commands, changed=changed: commands.save(changed)).result()
            ours.append((time.perf_counter() - started) * 1e3)
            started = time.perf_counter()
            bare.execute("UPDATE t SET text = ? WHERE id = ?", (f"Note {number}", number * 7 % 1000))
            theirs.append((time.perf_counter() - started) * 1e3)
        workspace.close()
        bare.close()
    for name, times in (("one edit, ours", ours[WARM:]), ("bare commit", theirs[WARM:])):
        ordered = sorted(times)
        p99 = ordered[int(len(ordered) * 0.99)]
        print(f"{name:18} p50 {statistics.median(times):6.2f} ms, p99 {p99:6.2f}, {ordered[0]:.2f}–{ordered[-1]:.2f}")
    print(f"{'ratio of medians':18} {statistics.median(ours[WARM:]) / statistics.median(theirs[WARM:]):10.2f}")


if __name__ == "__main__":
    main()
