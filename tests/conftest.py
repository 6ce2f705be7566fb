"""What holds for every test: no screen, no network, no file of the user's, no unexpected warning in the log.

`--all` adds the tests marked `full` and lets hypothesis search longer.  A test marked `display` needs Xvfb, xdotool
and openbox: without them it is skipped with the reason, and fails where CI=true, because there they are installed.
A test that provokes warnings in the log carries the mark `logs` and asserts on them with `caplog`.
"""

import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# Before anything imports Qt or Matplotlib: both read these once.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("LANGUAGE", None)

pytest_plugins = ["office", "faults_summary"]

DISPLAY_TOOLS = ("Xvfb", "xdotool", "openbox")

settings.register_profile("quick", max_examples=25, deadline=None, database=None)
settings.register_profile("full", max_examples=1000, deadline=None, database=None)

_connections: list[str] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--all", action="store_true", help="also run the tests marked `full`, and search longer")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("full" if config.getoption("--all") else "quick")
    # Matplotlib lists the fonts of the machine once and keeps the list here, not in the user's cache.
    os.environ["MPLCONFIGDIR"] = str(config.cache.mkdir("matplotlib")) if config.cache else tempfile.mkdtemp()
    sys.addaudithook(_refuse_network)


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    """Audit hook: note and refuse each connection but those inside this machine's own file system (AF_UNIX)."""
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]
        if isinstance(address, tuple):
            _connections.append(repr(address))
            raise ConnectionRefusedError(f"tests do not use the network: {address!r}")
    elif event == "socket.getaddrinfo":
        _connections.append(repr(arguments[:2]))
        raise ConnectionRefusedError(f"tests do not use the network: {arguments[0]!r}")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    missing = [tool for tool in DISPLAY_TOOLS if shutil.which(tool) is None]
    reason = f"NOT RUN: needs {', '.join(missing)} (apt-get install xvfb xdotool openbox)"
    if missing and os.environ.get("CI") != "true":
        for item in items:
            if item.get_closest_marker("display"):
                item.add_marker(pytest.mark.skip(reason=reason))
    if not config.getoption("--all"):
        left_out = [item for item in items if item.get_closest_marker("full")]
        if left_out:
            items[:] = [item for item in items if not item.get_closest_marker("full")]
            config.hook.pytest_deselected(items=left_out)


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of its own for each test: settings, data and documents of the user stay untouched."""
    home = tmp_path_factory.mktemp("home")
    for variable, folder in {
        "HOME": "",
        "USERPROFILE": "",
        "XDG_CONFIG_HOME": "config",
        "XDG_DATA_HOME": "data",
        "XDG_CACHE_HOME": "cache",
        "XDG_STATE_HOME": "state",
        "XDG_RUNTIME_DIR": "runtime",
        "XDG_DOCUMENTS_DIR": "documents",
        "APPDATA": "config",
        "LOCALAPPDATA": "data",
    }.items():
        path = home / folder
        path.mkdir(mode=0o700, exist_ok=True)
        monkeypatch.setenv(variable, str(path))
    core = sys.modules.get("PySide6.QtCore")
    if core is not None:  # QSettings reads XDG_CONFIG_HOME only once per process
        for kind in (core.QSettings.Format.IniFormat, core.QSettings.Format.NativeFormat):
            core.QSettings.setPath(kind, core.QSettings.Scope.UserScope, str(home / "config"))
    return home


@pytest.fixture(autouse=True)
def no_network() -> Iterator[None]:
    """Fail the test that tried to connect, even if the code under test swallowed the refusal."""
    _connections.clear()
    yield
    if _connections:
        pytest.fail(f"tried to reach the network: {', '.join(_connections)}")


class _Warnings(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_log_warnings(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail on a log record of WARNING or above, unless the test is marked `logs`."""
    handler = _Warnings()
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    if handler.lines and request.node.get_closest_marker("logs") is None:
        pytest.fail("unexpected in the log:\n" + "\n".join(handler.lines))
