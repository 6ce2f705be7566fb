"""Saves, undo, imports, changes of format, backups and restores broken off at their system calls: a few points, with
`--all` most.  The counts stand in the summary of the run."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from office import run_python

MATRIX = Path(__file__).with_name("matrix.py")
SCENARIOS = ("save", "undo", "import", "migration", "backup", "restore")


def tried(scenarios: tuple[str, ...], *options: str, into: Path, record: Callable[[str, object], None]) -> list[str]:
    """Run the matrix in a process of its own, which forks; what it found wrong."""
    done = run_python(MATRIX, *options, "--json", into, *scenarios)
    if done.returncode == 3:
        pytest.skip(done.stdout.strip())
    assert into.exists(), done.stderr
    rows = json.loads(into.read_text())
    record("faults", rows)
    return [one for row in rows for one in row["wrong"]]


@pytest.mark.skipif(sys.platform != "linux", reason="NOT RUN: needs Linux to trace a process")
def test_nothing_acknowledged_is_lost_and_nothing_is_half_done_at_a_few_points(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    assert tried(SCENARIOS, into=tmp_path / "found.json", record=record_property) == []


@pytest.mark.full
@pytest.mark.timeout(1800)
@pytest.mark.skipif(sys.platform != "linux", reason="NOT RUN: needs Linux to trace a process")
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_nothing_acknowledged_is_lost_and_nothing_is_half_done_at_most_points(
    scenario: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    assert tried((scenario,), "--all", into=tmp_path / "found.json", record=record_property) == []
