"""`run.py` chooses between window, command line and, without a display, pictures."""

import runpy
import sys
from pathlib import Path

import pytest
from setup import checks, commands, machine
from setup.environment import Environment

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], True),
        (["--language", "zh_CN", "--read-only"], True),
        (["--file", "list", "--theme=dark"], True),
        (["list", "projects"], False),
        (["--file", "facts.pairing", "show", "projects", "x"], False),
        (["--version"], False),
    ],
)
def test_a_command_is_told_from_the_value_of_an_option(arguments: list[str], window: bool) -> None:
    assert commands.opens_window(arguments) is window


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[list[str], dict[str, str]]]:
    """What run.py would start, with its environment; the machine is complete and `.venv` there."""
    found: list[tuple[list[str], dict[str, str]]] = []

    def call(_venv: Environment, arguments: list[str], variables: dict[str, str], stay: bool = False) -> int:
        found.append((arguments, variables))
        return 0

    monkeypatch.setattr(commands, "call", call)
    monkeypatch.setattr(machine, "require", lambda window, venv: None)
    monkeypatch.setattr(Environment, "prepare", lambda self, development=False: None)
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return found


def test_without_a_display_pictures_are_made_and_their_folder_is_named(
    calls: list[tuple[list[str], dict[str, str]]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands.main(["--language", "zh_CN"]) == 0
    [(arguments, variables)] = calls
    assert arguments == ["-P", "-m", "pairing_desktop", "--language", "zh_CN", "tour", str(tmp_path / "tour")]
    assert variables["QT_QPA_PLATFORM"] == "offscreen"
    told = capsys.readouterr().err
    assert "no display" in told
    assert str(tmp_path / "tour") in told


def test_commands_need_no_display(calls: list[tuple[list[str], dict[str, str]]]) -> None:
    commands.main(["list", "projects"])
    assert calls[0][0] == ["-P", "-m", "pairing_desktop", "list", "projects"]


@pytest.mark.parametrize("variable", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_with_a_display_the_window_opens(
    calls: list[tuple[list[str], dict[str, str]]], monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, "x")
    commands.main([])
    assert calls[0][0] == ["-P", "-m", "pairing_desktop"]


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["--help"]) == 0
    told = capsys.readouterr().out
    assert all(f" {name} " in told for name in ("test", "kit", "lock"))


def test_an_unsuitable_python_is_told_which_ones_suit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4, "final", 0))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11, 3\.12 or 3\.13; this one is 3\.10"):
        runpy.run_path(str(ROOT / "run.py"), run_name="__main__")


def test_the_tests_that_ran_are_counted() -> None:
    assert checks.count_run("=== 2 failed, 98 passed, 3 skipped, 4 deselected, 1 error in 9.1s ===") == 101
    assert checks.count_run("no tests ran in 0.1s") == 0


@pytest.mark.parametrize(("arguments", "code"), [([], 1), (["--all"], 1), (["tests/store"], 0)])
def test_a_run_that_lost_tests_fails_but_a_chosen_few_do_not(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int
) -> None:
    monkeypatch.setattr(checks, "FEWEST_TESTS", 100)
    monkeypatch.setattr(checks, "static_checks", lambda _venv: {})
    monkeypatch.setattr(checks, "run_tests", lambda _venv, _arguments: (0, "=== 99 passed in 1s ===\n"))
    assert checks.check(Environment(ROOT), arguments) == code
    told = capsys.readouterr()
    assert told.out.splitlines()[-1] == "=== 99 passed in 1s ==="
    assert ("fewer than 100" in told.err) is bool(code)


def test_a_failed_check_of_the_source_fails_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "static_checks", lambda _venv: {"mypy": "one error"})
    monkeypatch.setattr(checks, "run_tests", lambda _venv, _arguments: (0, "=== 9999 passed in 1s ===\n"))
    assert checks.check(Environment(ROOT), []) == 1
