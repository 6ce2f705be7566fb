"""What the machine must bring along: shared libraries, Python's venv, a display.

Libraries are asked for by file, which is the same on every distribution; only the advice names packages, those of
Debian and Ubuntu.  On Windows the wheels bring everything.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping

from setup.words import Stop, say, words

LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libglib-2.0.so.0": "libglib2.0-0",
}
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
VENV = "ensurepip"  # Python's own module without which no virtual environment gets its pip
# Renamed when Debian 13 and Ubuntu 24.04 moved to 64-bit time.
RENAMED = {"libglib2.0-0": "libglib2.0-0t64"}
RENAMED_SINCE = {"debian": 13.0, "ubuntu": 24.04}
OLDEST_GLIBC = (2, 34)


def known_libraries() -> str | None:
    """What the dynamic linker knows, as `ldconfig -p` prints it; None where it cannot be asked."""
    tool = shutil.which("ldconfig") or shutil.which("ldconfig", path="/sbin:/usr/sbin")
    if sys.platform != "linux" or tool is None:
        return None
    return subprocess.run([tool, "-p"], capture_output=True, text=True, check=False).stdout or None


def missing_libraries(wanted: Iterable[str], listing: str) -> list[str]:
    """Those of `wanted` that no 64-bit line of `ldconfig -p` names."""
    known = {line.split()[0] for line in listing.splitlines()[1:] if "x86-64" in line or "AArch64" in line}
    return [file for file in wanted if file not in known]


def has_new_names(os_release: Mapping[str, str]) -> bool:
    """Whether this Debian or Ubuntu is one that renamed packages for 64-bit time."""
    try:
        version = float(os_release.get("VERSION_ID", ""))
    except ValueError:  # testing and sid have none, and have the new names
        return os_release.get("ID") == "debian"
    return version >= RENAMED_SINCE.get(os_release.get("ID", ""), float("inf"))


def read_os_release() -> dict[str, str]:
    import platform

    try:
        return platform.freedesktop_os_release()
    except OSError:
        return {}


def _install(packages: list[str]) -> bool:
    """Install Debian packages where that is wanted: as root with CI=true.  Whether it was done."""
    if os.environ.get("CI") != "true" or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    say(f"Installing {' '.join(packages)}", f"正在安装 {' '.join(packages)}")
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        null = subprocess.DEVNULL
        subprocess.run(["apt-get", *command], env=quiet, stdin=null, stdout=null, check=False)
    return True


def _missing(window: bool, venv: bool) -> dict[str, str]:
    """The shared libraries, and VENV, that are wanted and not there, and the package that brings each."""
    wanted = {**LIBRARIES, **(WINDOW_LIBRARIES if window else {})}
    listing = known_libraries()
    renamed = RENAMED if has_new_names(read_os_release()) else {}
    missing = missing_libraries(wanted, listing) if listing else []
    packages = {file: renamed.get(wanted[file], wanted[file]) for file in missing}
    if venv and not can_make_venv():
        packages[VENV] = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    return packages


def can_make_venv() -> bool:
    """Whether this Python has what `python -m venv` needs; Debian packs it apart."""
    importlib.invalidate_caches()
    return importlib.util.find_spec(VENV) is not None


def require(window: bool, venv: bool) -> None:
    """Stop with the names of what is missing and the one line that installs it all.

    `window`: shared libraries of a window are needed too; `venv`: a virtual environment has to be made.
    """
    missing = _missing(window, venv)
    if missing and _install(list(missing.values())):
        missing = _missing(window, venv)
    if not missing:
        return
    files = [file for file in missing if file != VENV]
    told = []
    if files:
        told.append(
            words(
                f"These shared libraries are missing: {', '.join(files)}.",
                f"缺少以下共享库：{'、'.join(files)}。",
            )
        )
    if VENV in missing:
        told.append(
            words(
                f"This Python ({sys.executable}) cannot make a virtual environment: {missing[VENV]} is missing.",
                f"此 Python（{sys.executable}）无法建立虚拟环境：缺少 {missing[VENV]}。",
            )
        )
    line = f"sudo apt-get install -y --no-install-recommends {' '.join(missing.values())}"
    told.append(words(f"On Debian or Ubuntu, run once:\n  {line}", f"在 Debian 或 Ubuntu 上运行一次：\n  {line}"))
    raise Stop("\n".join(told), code=3)


def require_glibc() -> None:
    """Stop where the C library is older than the wheels of Qt ask for."""
    import platform

    name, version = platform.libc_ver() if sys.platform == "linux" else ("", "")
    if name == "glibc" and tuple(int(part) for part in version.split(".")[:2]) < OLDEST_GLIBC:
        raise Stop(
            words(
                f"This system is too old: it has glibc {version}, Qt needs 2.34 (Debian 12, Ubuntu 22.04 or newer).",
                f"系统版本过旧：glibc 为 {version}，Qt 需要 2.34（Debian 12、Ubuntu 22.04 或更新）。",
            ),
            code=3,
        )


def has_display(environment: Mapping[str, str]) -> bool:
    """Whether a window can open.  Who sets QT_QPA_PLATFORM has chosen where it opens."""
    if sys.platform != "linux":
        return True
    return any(environment.get(name) for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"))
