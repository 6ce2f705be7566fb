"""The rules of the house that can be read off the source."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from architecture.tree import ROOT, modules, text_files

LONGEST = 400
# Longer modules, each with the reason why it is not two.
LONGER: dict[str, str] = {}

# These stop the program in a loop of their own, as `exec` does: dialogs are opened, and answer by a signal.
WAITING = {
    "QMessageBox": {"question", "warning", "information", "critical", "about"},
    "QFileDialog": {"getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory"},
    "QInputDialog": {"getText", "getItem", "getInt", "getDouble", "getMultiLineText"},
    "QColorDialog": {"getColor"},
    "QFontDialog": {"getFont"},
}
MAY_EXEC = re.compile(r"(^|[._])(app|application|drag)$|^Q(Gui|Core)?Application$|^QDrag\(.*\)$")


def test_imports_run_one_way() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    found = subprocess.run(
        [program, "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False, env=environment
    )
    assert found.returncode == 0, found.stdout + found.stderr


def test_no_module_outgrows_its_subject() -> None:
    lengths = {path: len((ROOT / path).read_text(encoding="utf-8").splitlines()) for path in modules()}
    long = {path: length for path, length in lengths.items() if length > LONGEST}
    assert {path: long[path] for path in long.keys() - LONGER.keys()} == {}
    assert LONGER.keys() - long.keys() == set(), "no longer long: take it off the list"


@pytest.mark.parametrize("banned", ["PySide6.QtSql", "matplotlib.pyplot"])
def test_no_module_imports(banned: str) -> None:
    package, name = banned.split(".")
    found = []
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                imported = {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported = {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
            else:
                continue
            found += [f"{path}:{node.lineno}" for one in imported if one == banned or one.startswith(f"{banned}.")]
    assert found == [], f"{package} without {name}"


def test_no_dialog_stops_the_program() -> None:
    found = []
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            owner, name = ast.unparse(node.func.value), node.func.attr
            waits = name in WAITING.get(owner.rpartition(".")[2], ())
            if waits or (name in ("exec", "exec_") and not MAY_EXEC.search(owner)):
                found.append(f"{path}:{node.lineno}: {owner}.{name}")
    assert found == []


def test_no_file_names_a_registry_or_a_folder_of_somebodys_machine() -> None:
    hosts = ["pypi" + ".org", "python" + "hosted", "deb." + "debian", "npm" + "js.", "archive.ubuntu" + ".com"]
    folders = r"(?<![\w.\-/])/(?:work|root|home/\w+)/|\b[A-Z]:\\Users\\"
    pattern = re.compile("|".join([*map(re.escape, hosts), folders]))
    found = []
    for path, text in text_files():
        for number, line in enumerate(text.splitlines(), 1):
            if pattern.search(line) and not path.endswith("architecture/test_source.py"):
                found.append(f"{path}:{number}: {line.strip()[:100]}")
    assert found == []
