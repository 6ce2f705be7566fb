"""A kit is only written when its wheels are complete for the system it is meant for."""

import zipfile
from pathlib import Path

import pytest
from setup.kit import LINUX, START_SH, WINDOWS, lock_for, pack, unmet

from install.wheels import make_wheel

LOCK = """# made
click==8 \\
    --hash=sha256:0
colorama==0.4 ; sys_platform == 'win32' \\
    --hash=sha256:1
uvloop==1 ; sys_platform == 'linux' \\
    --hash=sha256:2
"""


def test_the_lock_of_a_kit_holds_what_its_system_needs() -> None:
    assert lock_for(LOCK, WINDOWS) == "click==8 \\\n    --hash=sha256:0\ncolorama==0.4 \\\n    --hash=sha256:1\n"
    assert lock_for(LOCK, LINUX) == "click==8 \\\n    --hash=sha256:0\nuvloop==1 \\\n    --hash=sha256:2\n"


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    make_wheel(tmp_path, "pairing_desktop", needs=("click>=8", "numpy", 'extra; extra == "more"'))
    make_wheel(tmp_path, "click", "8.0", needs=('colorama; platform_system == "Windows"',))
    make_wheel(tmp_path, "numpy", tag="cp311-cp311-manylinux_2_17_x86_64")
    make_wheel(tmp_path, "numpy", tag="cp311-cp311-win_amd64")
    return tmp_path


def test_what_only_the_other_system_needs_is_missed(wheels: Path) -> None:
    assert unmet(wheels.iterdir(), LINUX, "3.11") == []
    assert unmet(wheels.iterdir(), WINDOWS, "3.11") == [
        f'colorama; platform_system == "Windows" ({WINDOWS}, Python 3.11)'
    ]


def test_a_wheel_for_another_python_or_too_old_is_missed(wheels: Path) -> None:
    assert unmet(wheels.iterdir(), LINUX, "3.12") == [f"numpy ({LINUX}, Python 3.12)"]
    (wheels / "click-8.0-py3-none-any.whl").unlink()
    make_wheel(wheels, "click", "7.0")
    assert unmet(wheels.iterdir(), LINUX, "3.11") == [f"click>=8 ({LINUX}, Python 3.11)"]


def test_a_wheel_of_the_stable_abi_serves_newer_pythons(wheels: Path) -> None:
    make_wheel(wheels, "numpy", "2.0", tag="cp310-abi3-manylinux_2_34_x86_64")
    assert unmet(wheels.iterdir(), LINUX, "3.13") == []


def test_the_zip_keeps_the_start_script_executable(tmp_path: Path) -> None:
    (tmp_path / "kit").mkdir()
    (tmp_path / "kit" / "start.sh").write_text(START_SH)
    pack(tmp_path / "kit", tmp_path / "made.zip")
    [entry] = zipfile.ZipFile(tmp_path / "made.zip").infolist()
    assert entry.filename == "made/start.sh"
    assert entry.external_attr >> 16 & 0o111
