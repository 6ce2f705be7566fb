"""The program as a process of its own under a display of its own: keys from outside, Chinese typed, the file on disk."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pairing_desktop.operations.workspace import Workspace

pytestmark = [pytest.mark.display, pytest.mark.timeout(500)]
PATIENCE = 60.0  # seconds after which a wait is a failure
EDITED = "*"  # stands in the title of a window with edits that are not saved
FOUND_BY, NEW_NAME = "中广核德令哈50MW槽式", "外面来的名字 from outside"
SPARE_KEYS = (*(f"FK{number}" for number in range(13, 25)), "HNGL", "HJCV")
SOURCE = Path(__file__).parents[2] / "src"


def soon(answer: Callable[[], str], seconds: float = 4.0) -> str:
    """Ask again for a while; empty when there is no answer."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := answer():
            return found
        time.sleep(0.05)
    return ""


def wait_for(answer: Callable[[], str], what: str) -> str:
    """Ask again until there is an answer."""
    return soon(answer, PATIENCE) or pytest.fail(f"{what} did not come")


class Screen:
    """A display with a window manager, and xdotool on it."""

    def __init__(self, display: str) -> None:
        self.environment = {
            **os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(SOURCE),
            "QT_IM_MODULE": "compose", "LC_ALL": "C.UTF-8",
        }  # fmt: skip

    def run(self, *command: str) -> str:
        """What a command says on this display; empty when it fails."""
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False, timeout=PATIENCE
        ).stdout.strip()

    def learn(self, text: str) -> None:
        """Give each Chinese character of a text a key of its own.

        xdotool would do so for the moment of each stroke, and a program that is busy just then reads another character.
        """
        letters = dict.fromkeys(letter for letter in text if ord(letter) > 0x2E80)
        keys = "".join(
            f"replace key <{key}> {{ [ U{ord(letter):04X} ] }};" for key, letter in zip(SPARE_KEYS, letters, strict=True)
        )
        keymap = (
            'xkb_keymap { xkb_keycodes { include "evdev+aliases(qwerty)" }; xkb_types { include "complete" };'
            f'xkb_compat {{ include "complete" }}; xkb_symbols {{ include "pc+us+inet(evdev)" {keys} }}; }};'
        )
        subprocess.run(
            ["xkbcomp", "-w", "0", "-", self.environment["DISPLAY"]], input=keymap, text=True, check=True, timeout=PATIENCE
        )

    def start(self, *arguments: object) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-m", "pairing_desktop", *map(str, arguments)],
            env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip

    def window(self, title: str) -> str:
        """Id of the window whose title holds this, once it is in sight and in front."""
        found = wait_for(lambda: self.run("xdotool", "search", "--onlyvisible", "--name", title), f"a window called {title!r}")
        id = found.splitlines()[-1]
        self.run("xdotool", "windowactivate", "--sync", id)
        wait_for(lambda: "yes" if self.title() and title in self.title() else "", f"the keyboard on {title!r}")
        return id

    def title(self) -> str:
        """Title of the window that has the keyboard."""
        return self.run("xdotool", "getactivewindow", "getwindowname")

    def key(self, *keys: str) -> None:
        self.run("xdotool", "key", "--delay", "60", "--clearmodifiers", *keys)

    def type(self, text: str) -> None:
        self.run("xdotool", "type", "--delay", "60", "--clearmodifiers", text)

    def edit(self, text: str) -> None:
        """F2 and type over the first field, once the record is there and its form has the keyboard.

        Nothing tells from outside when that is: the mark of edits in the title says that a letter went into the form.
        """

        def marked() -> str:
            self.key("F2", "ctrl+a", "x")
            return "yes" if EDITED in self.title() else ""

        wait_for(marked, "the mark of edits in the title")
        self.key("ctrl+a")
        self.type(text)


@pytest.fixture
def screen() -> Iterator[Screen]:
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1280x900x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=(writer,), stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writer)
    with os.fdopen(reader) as stream:
        number = stream.readline().strip()
    assert number, "the display did not start"
    made = Screen(f":{number}")
    manager = subprocess.Popen(["openbox"], env=made.environment, stderr=subprocess.DEVNULL)
    wait_for(lambda: made.run("xdotool", "get_desktop"), "the window manager")
    yield made
    for process in (manager, server):
        process.terminate()
        process.wait(20)


def command(path: Path, *arguments: str) -> str:
    """What the command line says of the file, as another process reads it."""
    return subprocess.run(
        [sys.executable, "-m", "pairing_desktop", "--file", str(path), *arguments],
        capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": str(SOURCE)},
    ).stdout  # fmt: skip


def shown(path: Path) -> str:
    return command(path, "show", "projects", "cgn50", "--json")


def test_chinese_typed_from_outside_finds_edits_and_saves_and_the_file_holds_it(screen: Screen, facts_file: Path) -> None:
    screen.learn(FOUND_BY + NEW_NAME)
    program = screen.start("--file", facts_file, "--language", "en")
    try:
        screen.window("Pairing Desktop")
        screen.key("ctrl+k")
        screen.window("Go to anything")
        screen.type(FOUND_BY)
        screen.key("Return")  # may come before the hits: it waits for them
        screen.window("Pairing Desktop")
        screen.edit(NEW_NAME)
        screen.key("ctrl+Return")
        wait_for(lambda: "yes" if EDITED not in screen.title() else "", "the save")
        wait_for(lambda: "yes" if NEW_NAME in shown(facts_file) else "", "the name as typed")
        screen.key("ctrl+q")
        assert program.wait(PATIENCE) == 0, program.communicate()[0]
    finally:
        program.kill()
        said = program.communicate()[0]
    assert "Traceback" not in said, said
    assert json.loads(shown(facts_file))["name_en"] == NEW_NAME
    history = command(facts_file, "history", "--json")
    assert "外面来的名字" in history or "CGN Delingha 50 MW" in history


def test_sigterm_with_an_edit_not_saved_leaves_the_file_whole(screen: Screen, facts_file: Path) -> None:
    before = shown(facts_file)
    program = screen.start("--file", facts_file, "--language", "en")
    try:
        screen.window("Pairing Desktop")
        screen.key("ctrl+2")
        screen.edit("half an edit")
        program.send_signal(signal.SIGTERM)
        assert program.wait(PATIENCE) == 0
    finally:
        program.kill()
        said = program.communicate()[0]
    assert "Traceback" not in said, said
    assert shown(facts_file) == before
    again = Workspace.open(facts_file)
    try:
        assert not again.read_only and again.here.verify() == []
        assert not facts_file.with_name(f"{facts_file.name}-journal").exists()
    finally:
        again.close()
