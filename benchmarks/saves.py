"""Saves while the longest reads of each kind run: how many are refused, how long each takes, and whether the read is answered.

    python benchmarks/saves.py FILE [SAVES] [READ]

FILE is copied first.  A read is asked for as the window asks for it, in its own thread; as soon as it runs, a field of one
project after another is changed by the program's own save, from the command to the answer.  A read that is done before the
saves are is asked for again, so that none of them runs alone.  READ is part of the name of those to try, for all of them.
"""

import shutil
import statistics
import sys
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.exporting import ExportRequest
from pairing_desktop.domain.language import language
from pairing_desktop.domain.listing import Filter, Sort
from pairing_desktop.operations.workspace import Workspace

WARM = 5
LONGEST = 300  # seconds a read is waited for behind the saves

Read = Callable[[Workspace, Path], "Future[Any]"]
READS: dict[str, Read] = {
    "nothing": lambda file, _: file.ask(lambda ask: None),
    "order of all claims by value": lambda file, _: file.ask(lambda ask: ask.order("claims", Filter(), Sort("value"))),
    "facets of all claims": lambda file, _: file.ask(lambda ask: ask.facets("claims", Filter())),
    "filter of a single letter": lambda file, _: file.ask(lambda ask: ask.order("projects", Filter("s"), Sort("name"))),
    "timeline": lambda file, _: file.picture(lambda ask: ask.timeline.whole()),
    "overview": lambda file, _: file.picture(lambda ask: ask.overview()),
    "chart of capacity": lambda file, _: file.picture(lambda ask: ask.chart("capacity", Filter(), language("en"))),
    "check of the file itself": lambda file, _: file.verify(),
    "export of all projects": lambda file, folder: file.export(
        ExportRequest(folder / "all.csv", "projects", None, language("en")), lambda _: None
    ),
    "backup": lambda file, _: file.keep_backup("import"),
}


def saves_during(workspace: Workspace, read: Callable[[], "Future[Any]"], ids: list[int], count: int) -> None:
    answer, times, refused, asked = read(), [], 0, 1
    for number in range(count):
        if answer.done():
            answer, asked = read(), asked + 1
        draft = _draft(workspace, ids[number * 7 % len(ids)])
        changed = Draft("projects", draft.id, draft.rev, {**draft.values, "note": f"Note {number} {time.time()}"})
        started = time.perf_counter()
        try:
            workspace.do(lambda commands, changed=changed: commands.save(changed)).result()
        except Exception as error:
            refused += 1
            print(f"    {type(error).__name__}: {error}")
        times.append((time.perf_counter() - started) * 1e3)
    started = time.perf_counter()
    answer.result(LONGEST)
    behind = time.perf_counter() - started
    ordered = sorted(times)
    print(
        f"{statistics.median(times):7.1f} ms, p99 {ordered[int(len(ordered) * 0.99)]:7.1f}, longest {ordered[-1]:7.1f}; "
        f"refused {refused} of {count}; asked {asked} times, the last answered {behind:.1f} s behind the saves", flush=True,
    )


def _draft(workspace: Workspace, id: int) -> Draft:
    """Read on this thread, as a form that is open has it."""
    return workspace.here.draft("projects", id)


def main() -> None:
    file, count = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 200
    wanted = sys.argv[3] if len(sys.argv) > 3 else ""
    with TemporaryDirectory(prefix="pairing-saves-", dir=file.parent) as folder:
        copy = Path(shutil.copyfile(file, Path(folder) / "facts.db"))
        workspace = Workspace.open(copy, who="benchmark")
        ids = workspace.ask(lambda ask: ask.first("projects", Filter(), Sort("name"), 1000)).result().ids.tolist()
        for _ in range(WARM):
            draft = _draft(workspace, ids[0])
            workspace.do(lambda c, draft=draft: c.save(
                Draft("projects", draft.id, draft.rev, {**draft.values, "note": f"warm {time.time()}"})
            )).result()
        for name, read in READS.items():
            if wanted not in name:
                continue
            print(f"{name:32}", end=" ", flush=True)
            saves_during(workspace, lambda read=read: read(workspace, Path(folder)), ids, count)
        workspace.close()


if __name__ == "__main__":
    main()
