"""The guards of tests/conftest.py hold: a test cannot reach the network, the user's files, or log unnoticed."""

import socket
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

CONFTEST = Path(__file__).resolve().parents[1] / "conftest.py"


def outcomes(pytester: pytest.Pytester, source: str, *options: str) -> dict[str, int]:
    pytester.makeconftest(CONFTEST.read_text(encoding="utf-8"))
    paths = " ".join(str(folder) for folder in (CONFTEST.parent, CONFTEST.parents[1] / "src"))
    pytester.makeini(f"[pytest]\npythonpath = {paths}\nmarkers = full: x\n display: y\n logs: z\n")
    pytester.makepyfile(source)
    return pytester.runpytest_subprocess("-p", "no:xdist", *options).parseoutcomes()


def test_a_connection_fails_the_test_even_if_the_refusal_is_swallowed(pytester: pytest.Pytester) -> None:
    source = """
        import socket
        def test_it():
            try:
                socket.create_connection(("127.0.0.1", 9), timeout=1)
            except OSError:
                pass
    """
    assert outcomes(pytester, source) == {"passed": 1, "errors": 1}


def test_a_warning_in_the_log_fails_the_test_unless_it_is_marked(pytester: pytest.Pytester) -> None:
    source = """
        import logging, pytest
        def test_silent(): logging.getLogger("x").info("fine")
        def test_loud(): logging.getLogger("x").warning("not fine")
        @pytest.mark.logs
        def test_expected(): logging.getLogger("x").warning("expected")
    """
    assert outcomes(pytester, source) == {"passed": 3, "errors": 1}


def test_the_marks_full_and_display_choose_what_runs(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = """
        import pytest
        @pytest.mark.full
        def test_long(): pass
        @pytest.mark.display
        def test_typed(): pass
        def test_short(): pass
    """
    tools = pytester.mkdir("no-tools")
    monkeypatch.setenv("PATH", str(tools))
    monkeypatch.delenv("CI", raising=False)
    assert outcomes(pytester, source) == {"passed": 1, "skipped": 1, "deselected": 1}
    assert outcomes(pytester, source, "--all") == {"passed": 2, "skipped": 1}
    monkeypatch.setenv("CI", "true")
    assert outcomes(pytester, source) == {"passed": 2, "deselected": 1}


def test_every_test_has_a_home_of_its_own(own_home: Path) -> None:
    import platformdirs
    from PySide6.QtCore import QSettings, QStandardPaths

    assert Path.home() == own_home
    assert Path(platformdirs.user_data_dir("x")).is_relative_to(own_home)
    assert Path(QSettings("office", "x").fileName()).is_relative_to(own_home)
    writable = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)
    assert Path(writable).is_relative_to(own_home)


def test_local_sockets_of_the_file_system_stay_allowed(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(str(tmp_path / "s"))
        server.listen()
        client.connect(str(tmp_path / "s"))
