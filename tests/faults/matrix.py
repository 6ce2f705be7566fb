"""Breaks the program's own store off at every system call that changes the disk, and counts what was lost.

    python tests/faults/matrix.py [--all | --every] [--json FILE] [SCENARIO…]

For each scenario (a save, undo, import, change of format, backup, restore): SIGKILL at each call; an I/O error at each
call, reads too, and a full disk at each write; a loss of power after each call, with what was not synced dropped, kept
or torn.  After each the folder is looked at: nothing acknowledged may be missing and nothing may be half done.  `--all`
tries every rarer call and each ninth of the long runs of reads and writes, `--every` all; without either a few are tried.
"""

import argparse
import json
import random
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests"), str(Path(__file__).parent)]

import tracing  # noqa: E402
from power import after_power_loss  # noqa: E402
from tracing import Call  # noqa: E402
from work import SCENARIOS, Scenario  # noqa: E402

FEW = {"kill": 3, "error": 3, "power": 4}  # points of a scenario without --all
STRIDE = 9  # of calls that come in long runs, with --all
_RUNS = frozenset({"pwrite64", "pread64"})
_ACCEPTED = ("FileProblem", "WriteRefused", "Busy", "Problem", "Conflict")
_WRITES = frozenset({"write", "pwrite64", "ftruncate", "openat", "mkdir"})


class Bench:
    """One scenario, prepared once and copied for each point."""

    def __init__(self, scenario: Scenario, place: Path, much: str) -> None:
        self.scenario = scenario
        self._place = place
        self._much = much
        self._start = place / "start"
        self._start.mkdir()
        scenario.prepare(self._start)
        self.folder = place / "run"
        table = place / "start.csv"
        if table.exists():
            shutil.copyfile(table, place / "run.csv")

    def fresh(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self._start, self.folder)

    def run(self, **how: Any) -> tracing.Outcome:
        self.fresh()
        return tracing.run(lambda acknowledge: self.scenario.work(self.folder, acknowledge), self.folder, **how)

    def look(self, acknowledged: list[str]) -> list[str]:
        return self.scenario.check(self.folder, acknowledged)

    def chosen(self, points: list[Any], kind: str) -> list[Any]:
        """All points, most, or a few that take the rarer calls first."""
        if self._much == "every" or len(points) <= FEW[kind]:
            return points
        if self._much == "all":
            return [point for number, point in enumerate(points) if number % STRIDE == 0 or _call(point).name not in _RUNS]
        chance = random.Random(f"{self.scenario.name} {kind}")
        names: dict[str, list[Any]] = {}
        for point in points:
            names.setdefault(_call(point).name, []).append(point)
        picked = [chance.choice(group) for group in names.values()]
        chance.shuffle(picked)
        picked = picked[:FEW[kind] - 1]
        rest = [point for point in points if point not in picked]
        return picked + chance.sample(rest, FEW[kind] - len(picked))

    def kills(self) -> Iterator[list[str]]:
        """SIGKILL at each call."""
        first = self.run()
        assert first.ended == "exit 0", first.said
        calls = first.calls
        for point in self.chosen(calls, "kill"):
            outcome = self.run(decide=lambda call, at=point.number: "kill" if call.number == at else None)
            yield [f"killed at call {point.number} ({point.name}): {one}" for one in self.look(outcome.said)]

    def errors(self) -> Iterator[list[str]]:
        """Each call fails once; the program must say so in words, and go on or leave all as it was."""
        calls = self.run(reads=True).calls
        points = [(call, tracing.BROKEN) for call in calls]
        points += [(call, tracing.NO_SPACE) for call in calls if call.name in _WRITES]
        for call, error in self.chosen(points, "error"):
            said, ended, _, _ = self.run(
                reads=True, decide=lambda now, at=call.number, error=error: error if now.number == at else None
            )
            raised = [line for line in said if line.startswith("RAISED") and line.split()[1].rstrip(":") not in _ACCEPTED]
            found = self.look([line for line in said if not line.startswith("RAISED")])
            found += [f"not in words: {line}" for line in raised]
            if ended not in ("exit 0", "exit 1"):
                found.append(f"ended by {ended}")
            yield [f"error {error} at call {call.number} ({call.name} {Path(call.path).name}): {one}" for one in found]

    def losses(self) -> Iterator[list[str]]:
        """The power goes after each call."""
        _, _, calls, marks = self.run(contents=True)
        chance = random.Random(7)
        points = [(call, how) for call in calls for how in ("none", "all", "some")]
        for call, how in self.chosen(points, "power"):
            disk = after_power_loss(self._start, self.folder.resolve(), calls[:call.number + 1], how, chance)
            shutil.rmtree(self.folder)
            disk.write_out(self.folder.resolve(), self.folder)
            acknowledged = [text for number, text in marks if number <= call.number + 1]
            yield [f"power lost after call {call.number} ({call.name}, {how}): {one}" for one in self.look(acknowledged)]
            shutil.rmtree(self.folder)
            self.folder.mkdir()


def _call(point: Any) -> Call:
    return point[0] if isinstance(point, tuple) else point  # type: ignore[no-any-return]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("scenarios", nargs="*")
    parser.add_argument("--all", dest="much", action="store_const", const="all", default="few")
    parser.add_argument("--every", dest="much", action="store_const", const="every")
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    reason = tracing.why_not()
    if reason:
        print(f"NOT RUN: {reason}")
        return 3
    rows = []
    for scenario in SCENARIOS:
        if given.scenarios and scenario.name not in given.scenarios:
            continue
        with TemporaryDirectory(prefix="pairing-faults-") as place:
            bench = Bench(scenario, Path(place), given.much)
            for kind, points in (("kill", bench.kills()), ("error", bench.errors()), ("power", bench.losses())):
                started, tried, wrong = time.monotonic(), 0, []
                for found in points:
                    tried += 1
                    wrong += found
                lost = sum("lost:" in one for one in wrong)
                rows.append({"scenario": scenario.name, "fault": kind, "points": tried, "lost": lost, "half": len(wrong) - lost,
                             "wrong": wrong[:20], "seconds": round(time.monotonic() - started, 1)})
                told = rows[-1]
                print(f"{told['scenario']:10} {told['fault']:6} points {tried:5}  acknowledged work lost {lost}  "
                      f"half states {told['half']}  {told['seconds']} s", flush=True)
                for one in wrong[:20]:
                    print(f"   {one}", flush=True)
    if given.json:
        given.json.write_text(json.dumps(rows))
    total = sum(row["points"] for row in rows)
    print(f"{total} points tried, acknowledged work lost: {sum(row['lost'] for row in rows)}, "
          f"half states: {sum(row['half'] for row in rows)}")
    return 1 if any(row["wrong"] for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
