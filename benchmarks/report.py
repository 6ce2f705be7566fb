"""All timings in one go, as the text that stands in benchmarks/README.md.

    python benchmarks/report.py [--sizes 1000,100000,1000000] [--folder DIR]

Files of these sizes are made by `generate.py` when DIR has none yet.  Each program runs in a process of its own and prints
its own lines; a program that fails says so in the report and makes its exit code 1.
"""

import argparse
import platform
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from tempfile import gettempdir

HERE = Path(__file__).resolve().parent
PER_FILE = ("start.py", "window.py", "lists.py", "edit.py")


def ran(program: str, *arguments: str) -> bool:
    """Run a benchmark program and print its lines; whether it came to its end."""
    print(f"\n## {program} {' '.join(Path(one).name for one in arguments)}\n", flush=True)
    done = subprocess.run(
        [sys.executable, str(HERE / program), *arguments], capture_output=True, text=True, check=False
    )
    print("```\n" + done.stdout.rstrip() + "\n```", flush=True)
    if done.returncode:
        print(f"\nThis program failed: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else done.returncode}")
    return done.returncode == 0


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--sizes", default="1000,100000", help="projects of each file, commas between")
    options.add_argument("--folder", type=Path, default=Path(gettempdir()) / "pairing-benchmarks")
    chosen = options.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    machine = f"{platform.platform()}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    print(f"# Timings\n\n{machine}, {time.strftime('%Y-%m-%d')}")
    whole = True
    for size in (int(text) for text in chosen.sizes.split(",")):
        file = chosen.folder / f"facts-{size}.db"
        if not file.exists():
            whole &= ran("generate.py", str(size), str(file))
        print(f"\n# {size:,} projects, {file.stat().st_size / 2**20:,.0f} MiB")
        for program in PER_FILE:
            whole &= ran(program, str(file))
    sys.exit(0 if whole else 1)


if __name__ == "__main__":
    main()
