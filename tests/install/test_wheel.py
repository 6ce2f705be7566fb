"""The wheel is whole: it starts where nothing but the declared packages is installed, far from the clone."""

import json
import os
import re
import subprocess
import sys
import venv
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name
from setup.kit import build

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a fresh environment with our wheel and, of this one's packages, those of the runtime lock alone.

    They are linked, not copied, so that it takes seconds and no network; development packages are not there.
    """
    folder = tmp_path_factory.mktemp("fresh")
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    place = subprocess.run(
        [programs / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    wanted = {canonicalize_name(name) for name in re.findall(r"^([\w.-]+)==\S+ \\", lock, re.MULTILINE)}
    for name in wanted:
        found = distribution(name)
        tops = {file.parts[0] for file in found.files or () if file.parts[0] not in ("..", "__pycache__")}
        for top in tops:
            link = Path(place, top)
            if not link.exists():
                link.symlink_to(Path(str(found.locate_file(top))))
    pip = [sys.executable, "-m", "pip", "--python", str(programs / "python"), "install", "-qq", "--no-index"]
    subprocess.run([*pip, "--no-deps", str(wheel)], check=True)
    return programs


def run(programs: Path, *command: str) -> str:
    """What a program of the fresh environment prints, run in a folder of its own with a bare environment."""
    home = os.environ["HOME"]
    variables = {"PATH": os.defpath, "HOME": home, "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
    call = [programs / command[0], *command[1:]]
    done = subprocess.run(call, cwd=home, env=variables, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_holds_the_facts_and_resources(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    beside = {
        f"pairing_desktop/{path.relative_to(ROOT).as_posix()}"
        for folder in ("db", "resources")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }
    assert len(beside) > 20
    assert beside - inside == set()


def test_it_says_its_version(programs: Path) -> None:
    assert re.search(r"\b\d+\.\d+\.\d+\b", run(programs, "pairing-desktop", "--version"))


def test_it_lists_the_cited_facts_on_first_use(programs: Path) -> None:
    rows = json.loads(run(programs, "pairing-desktop", "list", "projects", "--limit", "1", "--json"))
    assert len(rows) == 1
    assert rows[0]["key"]


def test_every_module_finds_what_it_imports(programs: Path) -> None:
    script = """
import importlib, pkgutil, sys, pairing_desktop
names = [m.name for m in pkgutil.walk_packages(pairing_desktop.__path__, "pairing_desktop.")]
for name in names:
    if not name.endswith("__main__"):
        importlib.import_module(name)
print(len(names), "pytest" in sys.modules, importlib.util.find_spec("pytest"))
"""
    count, loaded, found = run(programs, "python", "-c", script).split()
    assert int(count) > 20
    assert (loaded, found) == ("False", "None")
