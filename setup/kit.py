"""`run.py kit`: everything that Pairing Desktop needs on a machine without a network, in one zip.

Run by `.venv`'s Python, which has the build backend and `packaging`.  The zip holds the wheels of the lock file for
Python 3.11, 3.12 and 3.13, the program's own wheel, `run.py` with its set-up code, and start scripts.  Unpacked, it
sets itself up as a clone does, from the folder `wheels`.  Before the zip is written, `unmet` proves from the wheels'
own metadata that nothing is missing for the system it is meant for.
"""

import argparse
import email
import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from setup.words import Stop, say, words

ROOT = Path(__file__).resolve().parents[1]
PYTHONS = ("3.11", "3.12", "3.13")
LINUX, WINDOWS = "linux_x86_64", "win_amd64"
# What the markers in the wheels' metadata ask about the machine the kit is for.
MARKERS = {
    LINUX: {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"},
    WINDOWS: {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
}
NEWEST_GLIBC = 34  # wheels for glibc 2.34 and older run wherever this program runs
TRAVELS = ("run.py", *(f"setup/{name}.py" for name in ("__init__", "commands", "environment", "machine", "words")))

START_SH = """#!/bin/sh
# Sets up on the first start, without a network, then opens the window.
exec python3 "$(dirname "$0")/run.py" "$@"
"""
START_BAT = """@echo off
rem Sets up on the first start, without a network, then opens the window. Written for Windows, not run on it.
py -3 "%~dp0run.py" %*
if errorlevel 1 pause
"""
README = """Pairing Desktop {version} ({system})

Needs Python 3.11, 3.12 or 3.13 and no network. Unpack this folder where it shall stay.
Linux: ./start.sh    Windows: start.bat
The first start sets up and takes a minute; your data lies elsewhere, in your own folder.

需要 Python 3.11、3.12 或 3.13，无需网络。请解压到固定的文件夹。
Linux：./start.sh    Windows：start.bat
首次启动需要约一分钟进行准备；数据另存于用户自己的文件夹。
"""


def platforms(system: str) -> list[str]:
    """The wheel platform tags that run on `system`, newest first."""
    if system == WINDOWS:
        return [WINDOWS]
    old = ["manylinux2014_x86_64", "manylinux2010_x86_64", "manylinux1_x86_64", "linux_x86_64"]
    return [f"manylinux_2_{minor}_x86_64" for minor in range(NEWEST_GLIBC, 4, -1)] + old


def lock_for(text: str, system: str) -> str:
    """The lines of a lock file that `system` needs, without markers: pip would ask them of the machine it runs on."""
    wanted = MARKERS[system]["sys_platform"]
    kept = []
    for entry in re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]:
        marker = re.match(r"\S+ ; sys_platform == '(\w+)'", entry)
        if marker is None or marker[1] == wanted:
            kept.append(re.sub(r" ; sys_platform == '\w+'", "", entry, count=1))
    return "".join(kept)


def download(lock: Path, system: str, python: str, folder: Path) -> None:
    """The wheels of every line of the lock for one system and Python; hashes are checked."""
    tag = python.replace(".", "")
    target = ["--python-version", python, "--implementation", "cp"]
    target += [f"--abi={abi}" for abi in (f"cp{tag}", "abi3", "none")]
    target += [f"--platform={platform}" for platform in platforms(system)]
    pip = [sys.executable, "-m", "pip", "download", "-qq", "--no-input", "--no-deps", "--only-binary=:all:"]
    command = [*pip, "--require-hashes", "--requirement", str(lock), *target, "--dest", str(folder)]
    if subprocess.run(command, check=False).returncode:
        raise Stop(words("A wheel could not be fetched (see above).", "有软件包无法下载（见上）。"))


def build(folder: Path) -> Path:
    """The program's own wheel, built into `folder` without a network."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise Stop(done.stdout + done.stderr)
    return next(folder.glob("pairing_desktop-*.whl"))


def requirements(wheel: Path) -> list[Requirement]:
    """What a wheel says that it needs."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", name))
        metadata = email.message_from_bytes(archive.read(name))
    return [Requirement(str(line)) for line in metadata.get_all("Requires-Dist", [])]


def unmet(wheels: Iterable[Path], system: str, python: str) -> list[str]:
    """What `pairing-desktop` or anything below it needs on `system` with `python` and no wheel here satisfies."""
    tags = {f"{interpreter}-{abi}" for interpreter, abi in _interpreters(python)}
    found: dict[str, Path] = {}
    for wheel in wheels:
        name, _version, _build, supported = parse_wheel_filename(wheel.name)
        runs = {"any", *platforms(system)}
        if any(f"{tag.interpreter}-{tag.abi}" in tags and tag.platform in runs for tag in supported):
            found[name] = wheel
    environment = {**MARKERS[system], "python_version": python, "python_full_version": f"{python}.0"}
    environment |= {"implementation_name": "cpython", "platform_python_implementation": "CPython"}
    missing: list[str] = []
    waiting, seen = [Requirement("pairing-desktop")], set()
    while waiting:
        needed = waiting.pop()
        name = canonicalize_name(needed.name)
        has = found.get(name)
        if has is None or not needed.specifier.contains(parse_wheel_filename(has.name)[1], prereleases=True):
            missing.append(f"{needed} ({system}, Python {python})")
        elif name not in seen:
            seen.add(name)
            waiting += [
                below
                for below in requirements(has)
                if below.marker is None or below.marker.evaluate({**environment, "extra": ""})
            ]
    return missing


def _interpreters(python: str) -> list[tuple[str, str]]:
    """The (interpreter, abi) tags that this Python accepts, its own and those of stable and pure wheels."""
    minor = int(python.split(".")[1])
    stable = [(f"cp3{older}", "abi3") for older in range(2, minor + 1)]
    return [(f"cp3{minor}", f"cp3{minor}"), (f"cp3{minor}", "none"), *stable, ("py3", "none"), (f"py3{minor}", "none")]


def pack(folder: Path, target: Path) -> None:
    """The folder as one zip; wheels are zips already and are stored as they are."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo.from_file(path, f"{target.stem}/{path.relative_to(folder).as_posix()}")
            entry.compress_type = zipfile.ZIP_STORED if path.suffix == ".whl" else zipfile.ZIP_DEFLATED
            entry.external_attr = (0o100755 if path.suffix == ".sh" else 0o100644) << 16
            archive.writestr(entry, path.read_bytes())


def make(system: str, pythons: Iterable[str], target_folder: Path) -> Path:
    """Collect, prove and pack a kit; its path.  Raises Stop when something is missing."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        wheels = folder / "wheels"
        wheels.mkdir()
        lock = folder / "requirements.lock"
        lock.write_text(lock_for((ROOT / lock.name).read_text(encoding="utf-8"), system), encoding="utf-8")
        for python in pythons:
            say(f"Collecting wheels for Python {python}", f"正在收集 Python {python} 的软件包")
            download(lock, system, python, wheels)
        own = build(wheels)
        version = str(parse_wheel_filename(own.name)[1])
        digest = hashlib.sha256(own.read_bytes()).hexdigest()
        with lock.open("a", encoding="utf-8") as file:
            file.write(f"pairing-desktop=={version} \\\n    --hash=sha256:{digest}\n")
        missing = [line for python in pythons for line in unmet(wheels.iterdir(), system, python)]
        if missing:
            raise Stop(words("The kit would be incomplete; missing: ", "安装包不完整，缺少：") + ", ".join(missing))
        for name in TRAVELS:
            (folder / name).parent.mkdir(exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
        (folder / "start.sh").write_text(START_SH, encoding="utf-8")
        (folder / "start.bat").write_text(START_BAT, encoding="utf-8", newline="\r\n")
        (folder / "README.txt").write_text(README.format(version=version, system=system), "utf-8", newline="\r\n")
        target_folder.mkdir(parents=True, exist_ok=True)
        target = target_folder / f"pairing-desktop-{version}-{system}.zip"
        pack(folder, target)
    return target


def main() -> int:
    parser = argparse.ArgumentParser(prog="run.py kit", description="One zip that sets up without a network.")
    here = WINDOWS if sys.platform == "win32" else LINUX
    parser.add_argument("--platform", choices=(LINUX, WINDOWS), default=here, help="the system it is for")
    parser.add_argument("--python", choices=PYTHONS, action="append", help="only for this Python; may be repeated")
    parser.add_argument("--out", type=Path, default=ROOT / "kit", help="the folder it is written into")
    chosen = parser.parse_args()
    try:
        target = make(chosen.platform, chosen.python or PYTHONS, chosen.out)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return stop.code
    size = target.stat().st_size // 1_000_000
    say(f"Written: {target} ({size} MB)", f"已写入 {target}（{size} MB）")
    return 0


if __name__ == "__main__":
    sys.exit(main())
