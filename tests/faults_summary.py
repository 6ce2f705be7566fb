"""The summary of the faults that were injected, printed at the end of a run."""

from collections.abc import Iterator
from typing import Any

import pytest


def _rows(reporter: Any) -> Iterator[dict[str, Any]]:
    for reports in reporter.stats.values():
        for report in reports:
            for name, rows in getattr(report, "user_properties", ()):
                if name == "faults" and getattr(report, "when", "") == "call":
                    yield from rows


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many points were tried and what was lost, by kind of fault."""
    rows = list(_rows(terminalreporter))
    if not rows:
        return
    terminalreporter.section("faults injected")
    for fault in dict.fromkeys(row["fault"] for row in rows):
        of_it = [row for row in rows if row["fault"] == fault]
        points, lost, half = (sum(row[name] for row in of_it) for name in ("points", "lost", "half"))
        terminalreporter.line(f"{fault:8} points tried {points}, acknowledged work lost {lost}, half states {half}")
