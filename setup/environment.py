"""The folder `.venv`: made from the lock file, complete or made again, never half.

A stamp is written last, as a set of lines: what `.venv` was made with.  As long as it holds every wanted line, nothing
is done.  A killed installation leaves no stamp, another Python or lock file leaves other lines; both are made anew.
In a clone the program itself is not installed: a path file points to `src`.  In a kit (a folder `wheels` beside
`run.py`) everything, the program too, comes from there and no network is asked.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from setup import machine
from setup.words import Stop, say, words

WINDOWS = sys.platform == "win32"
# Of these the user's shell may hold values that lead Python or pip away from `.venv`.
MISLEADING = ("PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_USER", "PIP_REQUIRE_HASHES")


def clean_environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in MISLEADING}


def _line(path: Path) -> str:
    """The stamp's line for a file that `.venv` was made from."""
    return f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}"


class Environment:
    """`.venv` in the folder `root`, which is a clone or an unpacked kit."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.stamp = self.folder / "complete"
        self.wheels = root / "wheels"
        self.programs = self.folder / ("Scripts" if WINDOWS else "bin")
        self.python = self.programs / ("python.exe" if WINDOWS else "python")

    def program(self, name: str) -> Path:
        return self.programs / (f"{name}.exe" if WINDOWS else name)

    def is_ready(self, development: bool = False) -> bool:
        """Whether `prepare` has nothing to do."""
        return self._holds(self._wanted(development))

    def prepare(self, development: bool = False) -> None:
        """Make or mend `.venv`; `development` adds the tools of the tests.  Raises Stop when that cannot be done."""
        if self.is_ready(development):
            return
        with self._alone():
            if not self.is_ready(development):  # another run.py may have made it while this one waited
                self._make(development)

    def _lock_file(self, development: bool) -> Path:
        return self.root / ("requirements-dev.lock" if development else "requirements.lock")

    def _base(self) -> list[str]:
        """The lines without which `.venv` is made anew; what else is wanted is added to it."""
        return [f"python {sys.version_info.major}.{sys.version_info.minor}", _line(self._lock_file(development=False))]

    def _wanted(self, development: bool) -> list[str]:
        fonts = self.root / "src" / "pairing_desktop" / "fonts.py"
        more = [_line(self._lock_file(development=True))] if development else []
        return [*self._base(), *more, *([_line(fonts)] if fonts.exists() else [])]

    def _present(self) -> set[str]:
        try:
            return set(self.stamp.read_text(encoding="utf-8").splitlines()) if self.python.exists() else set()
        except (OSError, UnicodeDecodeError):
            return set()

    def _holds(self, wanted: list[str]) -> bool:
        return self._present() >= set(wanted)

    def _make(self, development: bool) -> None:
        machine.require_glibc()
        if not self._holds(self._base()):
            self._remove()
            say(
                "Setting up Pairing Desktop. This is done once and takes a minute or two.",
                "正在准备对口支援桌面程序，仅需一次，约一两分钟。",
            )
            base = getattr(sys, "_base_executable", "") or sys.executable
            self._run([base, "-m", "venv", str(self.folder)])
        self.stamp.unlink(missing_ok=True)
        source = ["--no-index", "--find-links", str(self.wheels)] if self.wheels.is_dir() else []
        pip = [str(self.python), "-I", "-m", "pip", "install", "-qq", "--no-input", "--disable-pip-version-check"]
        lock = ["--only-binary=:all:", "--require-hashes", "--requirement", str(self._lock_file(development))]
        self._run([*pip, *source, *lock])
        if not source:
            self._point_to_source()
        self._run([str(self.python), "-P", "-m", "pairing_desktop.fonts"], told=subprocess.DEVNULL)
        unfinished = self.stamp.with_suffix(".part")
        unfinished.write_text("\n".join(self._wanted(development)) + "\n", encoding="utf-8")
        unfinished.replace(self.stamp)

    def _remove(self) -> None:
        if not self.folder.exists():
            return
        try:
            shutil.rmtree(self.folder)
        except OSError as error:
            raise Stop(
                words(
                    f"{self.folder} is incomplete and cannot be removed ({error.strerror}). Close Pairing Desktop, "
                    "delete that folder and start again. Your data is not in it.",
                    f"{self.folder} 不完整且无法删除（{error.strerror}）。"
                    "关闭本程序，删除该文件夹后重试。数据不在其中。",
                )
            ) from error

    def _point_to_source(self) -> None:
        """A path file with a relative line, so that the clone may move and lie in a folder of any name."""
        folder = next(iter(self.folder.glob("[Ll]ib/python*/site-packages")), self.folder / "Lib" / "site-packages")
        line = Path(os.path.relpath(self.root / "src", folder)).as_posix()
        (folder / "pairing_desktop_source.pth").write_text(line + "\n", encoding="ascii")

    def _run(self, command: list[str], told: IO[str] | int = sys.stderr) -> None:
        """Run one step; what it prints goes to `told`, its errors always to stderr.  Raises Stop when it fails."""
        done = subprocess.run(
            command, env=clean_environment(), cwd=self.root, stdin=subprocess.DEVNULL, stdout=told, check=False
        )
        if done.returncode:
            step = " ".join(Path(part).name if Path(part).is_absolute() else part for part in command)
            raise Stop(
                words(
                    f"Set-up stopped: the step above failed ({step}). Nothing of yours was changed; start again to "
                    "repeat it. Without a network, use a kit: run.py kit makes one on a machine that has a network.",
                    f"准备中断：上述步骤失败（{step}）。数据未改动，重新启动即可再试。"
                    "没有网络时，请在有网络的机器上用 run.py kit 制作离线安装包。",
                )
            )

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Only one run.py at a time makes `.venv`; a second one waits here, and a killed one keeps nobody out."""
        with (self.root / ".venv.lock").open("w") as file:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
            else:
                import fcntl

                fcntl.flock(file, fcntl.LOCK_EX)
            yield
