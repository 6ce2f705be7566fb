"""What the machine lacks is named by file, with the one line that installs it."""

import subprocess

import pytest
from setup import machine
from setup.words import Stop, is_chinese

LISTING = """4 libs found in cache `/etc/ld.so.cache'
\tlibGL.so.1 (libc6,x86-64) => /lib/x86_64-linux-gnu/libGL.so.1
\tlibEGL.so.1 (libc6) => /lib/i386-linux-gnu/libEGL.so.1
\tlibfontconfig.so.1 (libc6,x86-64) => /lib/x86_64-linux-gnu/libfontconfig.so.1
\tlibdbus-1.so.3 (libc6,x86-64) => /lib/x86_64-linux-gnu/libdbus-1.so.3
"""
DEBIAN_12 = {"ID": "debian", "VERSION_ID": "12"}
DEBIAN_13 = {"ID": "debian", "VERSION_ID": "13"}


@pytest.fixture(autouse=True)
def plain_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(machine, "read_os_release", lambda: DEBIAN_12)
    monkeypatch.setattr(machine, "known_libraries", lambda: LISTING)


def test_only_libraries_for_this_processor_count() -> None:
    found = machine.missing_libraries(["libGL.so.1", "libEGL.so.1", "libX.so.1"], LISTING)
    assert found == ["libEGL.so.1", "libX.so.1"]


def test_missing_libraries_are_named_by_file_with_one_line_to_run() -> None:
    with pytest.raises(Stop) as stop:
        machine.require(window=False, venv=False)
    text = str(stop.value)
    assert "libEGL.so.1, libxkbcommon.so.0, libglib-2.0.so.0" in text
    assert "apt-get install -y --no-install-recommends libegl1 libxkbcommon0 libglib2.0-0" in text
    assert "libxcb" not in text
    assert stop.value.code == 3


def test_a_window_needs_more_than_a_picture() -> None:
    with pytest.raises(Stop, match="libxcb-cursor0 libxcb-icccm4"):
        machine.require(window=True, venv=False)


def test_newer_distributions_are_told_their_own_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "read_os_release", lambda: DEBIAN_13)
    with pytest.raises(Stop, match=r"libglib2\.0-0t64"):
        machine.require(window=False, venv=False)


@pytest.mark.parametrize(
    ("release", "new"),
    [
        (DEBIAN_12, False),
        (DEBIAN_13, True),
        ({"ID": "debian"}, True),
        ({"ID": "ubuntu", "VERSION_ID": "22.04"}, False),
        ({"ID": "ubuntu", "VERSION_ID": "24.04"}, True),
        ({"ID": "fedora", "VERSION_ID": "43"}, False),
        ({}, False),
    ],
)
def test_which_distributions_renamed_their_packages(release: dict[str, str], new: bool) -> None:
    assert machine.has_new_names(release) is new


def test_nothing_is_asked_where_nothing_can_be_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "known_libraries", lambda: None)
    machine.require(window=True, venv=False)


@pytest.mark.parametrize(("ci", "root", "installs"), [("true", 0, True), ("true", 1000, False), ("", 0, False)])
def test_packages_are_installed_only_as_root_where_that_was_asked_for(
    monkeypatch: pytest.MonkeyPatch, ci: str, root: int, installs: bool
) -> None:
    ran: list[list[str]] = []
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(machine.os, "geteuid", lambda: root, raising=False)
    monkeypatch.setattr(machine.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(machine.subprocess, "run", lambda command, **_: ran.append(command))
    with pytest.raises(Stop):  # the listing stays as it is
        machine.require(window=False, venv=False)
    assert [command[:2] for command in ran] == ([["apt-get", "update"], ["apt-get", "install"]] if installs else [])


def test_python_without_venv_is_told_in_the_same_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "can_make_venv", lambda: False)
    with pytest.raises(Stop, match=r"apt-get install .* libglib2\.0-0 python3\.\d+-venv$") as stop:
        machine.require(window=False, venv=True)
    assert "cannot make a virtual environment" in str(stop.value)


def test_venv_is_asked_for_only_where_one_has_to_be_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "can_make_venv", lambda: False)
    monkeypatch.setattr(machine, "known_libraries", lambda: None)
    machine.require(window=True, venv=False)
    with pytest.raises(Stop, match="virtual environment"):
        machine.require(window=True, venv=True)


def test_an_old_c_library_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    import platform

    monkeypatch.setattr(platform, "libc_ver", lambda: ("glibc", "2.31"))
    with pytest.raises(Stop, match=r"glibc 2\.31"):
        machine.require_glibc()


def test_set_up_speaks_the_language_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    is_chinese.cache_clear()
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    try:
        with pytest.raises(Stop, match=r"缺少以下共享库：libEGL\.so\.1"):
            machine.require(window=False, venv=False)
    finally:
        is_chinese.cache_clear()


def test_the_linker_of_this_machine_can_be_asked() -> None:
    listing = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=True).stdout
    assert machine.missing_libraries(machine.LIBRARIES, listing) == []
