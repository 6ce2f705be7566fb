"""What the architecture tests look at: the files of the project, parsed once."""

import ast
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "pairing_desktop"

# Made by tools, never part of the project; as in .gitignore.
_MADE = {".git", ".venv", "__pycache__", "build", "dist", "kit", "tour"}


@cache
def modules() -> dict[str, ast.Module]:
    """Every Python module of the program and its set-up, parsed, by its path from the root."""
    paths = [ROOT / "run.py", *sorted((ROOT / "setup").glob("*.py")), *sorted(SOURCE.rglob("*.py"))]
    return {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in paths}


def text_files() -> Iterator[tuple[str, str]]:
    """Path and content of each file of the project that is text."""
    for folder, folders, names in os.walk(ROOT):
        hidden = {name for name in folders if name.startswith(".") and name != ".ci"}
        folders[:] = sorted(set(folders) - _MADE - hidden)
        for name in sorted(set(names) - _MADE):  # of a linked work tree .git is a file
            path = Path(folder, name)
            try:
                yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue

