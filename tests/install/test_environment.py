"""`.venv` is complete or made again, whatever interrupted it."""

import subprocess
import sys
from pathlib import Path

import pytest
from setup import environment
from setup.environment import Environment
from setup.words import Stop

from install.wheels import make_wheel, pin


class Steps:
    """Stands in for the child processes of set-up: notes what would run, and may be killed at a step."""

    def __init__(self, venv: Environment) -> None:
        self.venv = venv
        self.done: list[str] = []
        self.killed_at = ""

    def __call__(self, command: list[str], told: object = None) -> None:
        name = command[command.index("-m") + 1]
        if name == self.killed_at:
            raise KeyboardInterrupt
        self.done.append(name)
        if name == "venv":
            (self.venv.folder / "lib" / "python3" / "site-packages").mkdir(parents=True)
            self.venv.programs.mkdir(exist_ok=True)
            self.venv.python.touch()

    def since(self) -> list[str]:
        done, self.done = self.done, []
        return done


@pytest.fixture
def clone(tmp_path: Path) -> Environment:
    (tmp_path / "requirements.lock").write_text("a==1\n")
    (tmp_path / "requirements-dev.lock").write_text("a==1\nb==1\n")
    fonts = tmp_path / "src" / "pairing_desktop" / "fonts.py"
    fonts.parent.mkdir(parents=True)
    fonts.touch()
    return Environment(tmp_path)


@pytest.fixture
def steps(clone: Environment, monkeypatch: pytest.MonkeyPatch) -> Steps:
    steps = Steps(clone)
    monkeypatch.setattr(clone, "_run", steps)
    return steps


WHOLE = ["venv", "pip", "pairing_desktop.fonts"]


def test_a_second_start_does_nothing(clone: Environment, steps: Steps) -> None:
    clone.prepare()
    assert steps.since() == WHOLE
    clone.prepare()
    assert steps.since() == []


@pytest.mark.parametrize("step", WHOLE)
def test_a_killed_set_up_is_made_again(clone: Environment, steps: Steps, step: str) -> None:
    steps.killed_at = step
    with pytest.raises(KeyboardInterrupt):
        clone.prepare()
    steps.killed_at = ""
    steps.since()
    clone.prepare()
    assert steps.since() == WHOLE


def test_a_killed_addition_of_the_test_tools_is_made_again(clone: Environment, steps: Steps) -> None:
    clone.prepare()
    steps.killed_at = "pip"
    with pytest.raises(KeyboardInterrupt):
        clone.prepare(development=True)
    steps.killed_at = ""
    steps.since()
    clone.prepare()
    assert steps.since() == WHOLE


def test_python_gone_makes_it_anew(clone: Environment, steps: Steps) -> None:
    clone.prepare()
    clone.python.unlink()
    (clone.folder / "leftover").touch()
    steps.since()
    clone.prepare()
    assert steps.since() == WHOLE
    assert not (clone.folder / "leftover").exists()


def test_another_python_makes_it_anew(clone: Environment, steps: Steps, monkeypatch: pytest.MonkeyPatch) -> None:
    clone.prepare()
    steps.since()
    monkeypatch.setattr(clone, "_base", lambda: ["python 3.99"])
    clone.prepare()
    assert steps.since() == WHOLE


def test_another_lock_file_makes_it_anew(clone: Environment, steps: Steps) -> None:
    clone.prepare()
    steps.since()
    (clone.root / "requirements.lock").write_text("a==2\n")
    clone.prepare()
    assert steps.since() == WHOLE


def test_the_test_tools_are_added_and_then_serve_the_program_too(clone: Environment, steps: Steps) -> None:
    clone.prepare()
    steps.since()
    clone.prepare(development=True)
    assert steps.since() == ["pip", "pairing_desktop.fonts"]
    clone.prepare()
    assert steps.since() == []


def test_a_folder_that_cannot_be_removed_is_told_in_words(
    clone: Environment, steps: Steps, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_folder: Path) -> None:
        raise PermissionError(13, "Permission denied")

    clone.folder.mkdir()
    monkeypatch.setattr(environment.shutil, "rmtree", refuse)
    with pytest.raises(Stop, match="delete that folder and start again"):
        clone.prepare()


def test_the_source_is_found_from_any_folder(clone: Environment, steps: Steps) -> None:
    clone.prepare()
    path_file = next(clone.folder.rglob("*.pth"))
    line = path_file.read_text().strip()
    assert not Path(line).is_absolute()
    assert (path_file.parent / line).resolve() == clone.root / "src"


def test_misleading_variables_do_not_reach_pip(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("PIP_TARGET", "/elsewhere")
    assert not {"PYTHONPATH", "PIP_TARGET"} & environment.clean_environment().keys()


@pytest.fixture
def kit(tmp_path: Path) -> Environment:
    """An unpacked kit whose program is one small wheel: set-up runs for real, with Python's own venv and pip."""
    (tmp_path / "wheels").mkdir()
    program = "import pathlib, sys; pathlib.Path(sys.prefix, 'fonts-made').touch()"
    files = {"pairing_desktop/__init__.py": "", "pairing_desktop/fonts.py": program}
    wheel = make_wheel(tmp_path / "wheels", "pairing_desktop", files=files)
    (tmp_path / "requirements.lock").write_text(pin(wheel))
    return Environment(tmp_path)


def test_a_kit_installs_from_its_wheels_and_repairs_itself(kit: Environment) -> None:
    (kit.folder / "bin").mkdir(parents=True)  # what a set-up killed at its beginning leaves
    kit.prepare()
    ask = [kit.python, "-c", "import pairing_desktop, sys; print(pairing_desktop.__file__)"]
    found = subprocess.run(ask, capture_output=True, text=True, check=True).stdout.strip()
    assert Path(found).is_relative_to(kit.folder)
    assert (kit.folder / "fonts-made").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="reads what the shell prints")
def test_a_wheel_that_was_tampered_with_is_refused(kit: Environment, capfd: pytest.CaptureFixture[str]) -> None:
    wheel = next(kit.wheels.iterdir())
    make_wheel(kit.wheels, "pairing_desktop", files={"pairing_desktop/__init__.py": "print('not ours')"})
    assert wheel.exists()
    with pytest.raises(Stop, match="start again"):
        kit.prepare()
    assert "HASHES" in capfd.readouterr().err
    assert not kit.stamp.exists()
