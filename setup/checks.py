"""`run.py test`: the tests, and beside them style, types and import rules.

Everything runs even when something else failed.  The last line is pytest's own, so that whoever reads only
the end sees the counts; what else failed is told just above it.
"""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from setup.environment import Environment, clean_environment
from setup.words import say

# A run of everything that meets fewer tests than this has lost some on the way (a folder not collected, a wrong mark).
FEWEST_TESTS = 2900


def static_checks(environment: Environment) -> dict[str, str]:
    """What each check of the source found; empty for one that passed."""
    found = {}
    style = ["check", "--quiet", "--output-format=concise"]
    for name, arguments in (("ruff", style), ("mypy", []), ("lint-imports", ["--no-logo"])):
        done = subprocess.run(
            [environment.program(name), *arguments],
            cwd=environment.root,
            env=clean_environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        found[name] = (done.stdout or "failed") if done.returncode else ""
    return found


def count_run(summary: str) -> int:
    """How many tests pytest's last line tells of as run: passed, failed or with an error."""
    return sum(int(n) for n in re.findall(r"(\d+) (?:passed|failed|errors?|xfailed|xpassed)", summary))


def run_tests(environment: Environment, arguments: list[str]) -> tuple[int, str]:
    """pytest's exit code and its last line, which is not yet printed; all before it is."""
    command = [str(environment.python), "-m", "pytest", *arguments]
    if not any(re.match(r"-n|--numprocesses|--pdb|-p$|-s$", argument) for argument in arguments):
        command[3:3] = ["-n", str((os.cpu_count() or 1) + 1)]  # one more than there are processors: windows wait a lot
    if sys.stdout.isatty():
        command.append("--color=yes")
    variables = {**clean_environment(), "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        command, cwd=environment.root, env=variables, stdout=subprocess.PIPE, encoding="utf-8", errors="replace"
    ) as process:
        assert process.stdout is not None
        last = ""
        for line in process.stdout:
            print(last, end="", flush=True)
            last = line
    return process.returncode, last


def check(environment: Environment, arguments: list[str]) -> int:
    """0 when every check passed and enough tests ran, else the exit code of what failed."""
    with ThreadPoolExecutor(1) as beside:
        source = beside.submit(static_checks, environment)
        code, last = run_tests(environment, arguments)
    failed = [name for name, found in source.result().items() if found]
    for name, found in source.result().items():
        print(f"{name}: {found or 'passed'}", flush=True)
    if failed:
        names = ", ".join(failed)
        say(f"FAILED besides the tests: {names} (see above)", f"测试之外未通过：{names}（见上）")
    everything = all(argument in ("--all", "-q", "-v", "-x") for argument in arguments)
    few = everything and count_run(last) < FEWEST_TESTS
    if few:
        say(f"FAILED: fewer than {FEWEST_TESTS} tests ran", f"未通过：执行的测试少于 {FEWEST_TESTS} 项")
    print(last, end="", flush=True)
    return code or (1 if failed or few else 0)
