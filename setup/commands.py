"""The commands of `run.py`."""

import os
import subprocess
import sys
from pathlib import Path

from setup import machine
from setup.environment import WINDOWS, Environment, clean_environment
from setup.words import Stop, say, words

ROOT = Path(__file__).resolve().parents[1]

# Options of the program that are followed by a value; needed only to tell a value from a command.
WITH_VALUE = ("--file", "--language", "--theme")
WITHOUT_WINDOW = ("--help", "--version")


def usage() -> str:
    start = "py run.py" if WINDOWS else "python3 run.py"
    return words(
        f"""Pairing Desktop
  {start} [options]            set up once, then open the window
  {start} COMMAND …            set up once, then the command line: list, show, chart, print, export, …
  {start} test [--all] […]     set up with the test tools, then every check; … goes to pytest
  {start} kit [--platform P]   one zip with everything, for a machine without a network (P: win_amd64)
  {start} lock                 pin the newest fitting versions of all packages
The options and commands of the program itself: {start} list --help""",
        f"""对口支援桌面程序
  {start} [选项]               首次自动准备，然后打开窗口
  {start} 命令 …               首次自动准备，然后执行命令：list、show、chart、print、export 等
  {start} test [--all] […]     准备测试工具并执行全部检查；其余参数交给 pytest
  {start} kit [--platform P]   制作离线安装包（P：win_amd64）
  {start} lock                 更新并锁定所有软件包的版本
程序自身的选项和命令：{start} list --help""",
    )


def opens_window(arguments: list[str]) -> bool:
    """Whether the program, called with these arguments, opens its window rather than a command."""
    rest = iter(arguments)
    for argument in rest:
        if argument in WITH_VALUE:
            next(rest, None)
        elif argument in WITHOUT_WINDOW or not argument.startswith("-"):
            return False
    return True


def call(environment: Environment, arguments: list[str], variables: dict[str, str], stay: bool = False) -> int:
    """Run Python of `.venv` with these arguments; unless `stay`, and where the system can, this process becomes it."""
    command = [str(environment.python), *arguments]
    if not WINDOWS and not stay:
        sys.stdout.flush()
        os.execve(command[0], command, variables)
    return subprocess.run(command, env=variables, check=False).returncode


def start(environment: Environment, arguments: list[str]) -> int:
    """The program; for a window where there is no display, pictures of it instead."""
    window = opens_window(arguments)
    shown = machine.has_display(os.environ)
    opens = window and shown and "QT_QPA_PLATFORM" not in os.environ
    machine.require(window=opens, venv=not environment.is_ready())
    environment.prepare()
    program = ["-P", "-m", "pairing_desktop", *arguments]
    if shown or not window:
        return call(environment, program, clean_environment())
    folder = Path("tour").resolve()
    say(
        f"There is no display here, so the window cannot open. Pictures of it are being made in {folder}",
        f"此处没有显示器，无法打开窗口，正在生成界面图片：{folder}",
    )
    variables = {**clean_environment(), "QT_QPA_PLATFORM": "offscreen"}
    code = call(environment, [*program, "tour", str(folder)], variables, stay=True)
    if code == 0:
        count = len(list(folder.rglob("*.png")))
        say(f"{count} pictures of every tab, form and dialog are in {folder}", f"已生成 {count} 张图片：{folder}")
    return code


def dispatch(arguments: list[str]) -> int:
    environment = Environment(ROOT)
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if command in ("-h", "--help"):
        print(usage())
        return 0
    if command not in ("test", "kit", "lock") or not (ROOT / "pyproject.toml").is_file():  # a kit has no tests
        return start(environment, arguments)
    if command == "lock":
        from setup.lock import write

        write(ROOT)
        return 0
    machine.require(window=False, venv=not environment.is_ready(development=True))
    environment.prepare(development=True)
    if command == "test":
        from setup.checks import check

        return check(environment, rest)
    return call(environment, ["-m", "setup.kit", *rest], {**clean_environment(), "PYTHONPATH": str(ROOT)})


def main(arguments: list[str]) -> int:
    """Exit code: that of what was run; 1 when set-up failed, 3 when the machine lacks something; told on stderr."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that cannot show Chinese shows the rest
    try:
        return dispatch(arguments)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return stop.code
    except KeyboardInterrupt:
        return 130
