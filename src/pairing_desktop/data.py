"""Where the files that travel with the program lie: beside `src` in a clone, inside the package in a wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CLONE = _PACKAGE.parents[1]


def _folder(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _CLONE / name


DATABASE = _folder("db")
RESOURCES = _folder("resources")
