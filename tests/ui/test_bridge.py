"""Questions and commands come back to the window's thread; unwanted answers are dropped."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, cast

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.problems import WriteRefused
from pairing_desktop.store.session import Answer
from pairing_desktop.ui.bridge import Bridge


class _Workspace:
    """Runs each errand in another thread once its gate is open."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(max_workers=4)
        self.refusal: WriteRefused | None = None

    def ask(self, question: Callable[[Any], Any]) -> "Answer[Any]":
        answer: Answer[Any] = Answer()

        def work() -> None:
            if not answer.set_running_or_notify_cancel():
                return
            try:
                answer.set_result(question(None))
            except Exception as error:
                answer.set_exception(error)

        self._pool.submit(work)
        return answer

    def do(self, command: Callable[[Any], Any]) -> "Future[Any]":
        if self.refusal:
            raise self.refusal
        return self._pool.submit(command, None)

    def close(self) -> None:
        self._pool.shutdown()


@pytest.fixture
def workspace() -> Iterator[_Workspace]:
    made = _Workspace()
    yield made
    made.close()


@pytest.fixture
def bridge(qapp: object, workspace: _Workspace) -> Bridge:
    return Bridge(cast(Any, workspace))


def test_an_answer_arrives_in_the_thread_of_the_window(qtbot: QtBot, bridge: Bridge) -> None:
    owner, seen = QObject(), list[tuple[int, bool]]()
    bridge.ask(owner, "x", lambda _: 7, lambda n: seen.append((n, QThread.currentThread().isMainThread())))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(7, True)]


def test_a_later_question_of_the_same_topic_supersedes_the_earlier(qtbot: QtBot, bridge: Bridge) -> None:
    owner, seen, gate = QObject(), list[str](), threading.Event()

    def slow(_: object) -> str:
        gate.wait(10)
        return "old"

    bridge.ask(owner, "list", slow, seen.append)
    bridge.ask(owner, "list", lambda _: "new", seen.append)
    bridge.ask(owner, "other", lambda _: "other", seen.append)
    qtbot.waitUntil(lambda: len(seen) == 2)
    gate.set()
    bridge.ask(owner, "last", lambda _: "last", seen.append)
    qtbot.waitUntil(lambda: "last" in seen)
    qtbot.wait(50)
    assert sorted(seen) == ["last", "new", "other"]


def test_nothing_is_called_once_the_owner_is_gone(qtbot: QtBot, bridge: Bridge) -> None:
    owner, other, seen, gate = QObject(), QObject(), list[str](), threading.Event()

    def slow(_: object) -> str:
        gate.wait(10)
        return "late"

    bridge.ask(owner, "x", slow, seen.append, lambda _: seen.append("failed"))
    owner.deleteLater()
    qtbot.wait(10)
    gate.set()
    bridge.ask(other, "y", lambda _: "here", seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    qtbot.wait(50)
    assert seen == ["here"]


def test_a_command_says_what_changed_after_its_own_then(qtbot: QtBot, bridge: Bridge) -> None:
    form, order = QObject(), list[object]()
    change = ChangeSet(3, "done", rows={"projects": frozenset({1})})
    bridge.changed.connect(lambda what, who: order.append((what, who)))
    bridge.do(lambda _: change, initiator=form, then=lambda _: order.append("then"))
    assert bridge.is_busy
    qtbot.waitUntil(lambda: len(order) == 2)
    assert order == ["then", (change, form)]
    assert not bridge.is_busy


def test_a_command_that_wrote_nothing_announces_nothing(qtbot: QtBot, bridge: Bridge) -> None:
    seen, announced = list[object](), list[object]()
    bridge.changed.connect(lambda what, who: announced.append(what))
    bridge.do(lambda _: ChangeSet(0, "nothing"), then=seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    assert announced == []


def test_an_error_goes_to_whoever_asked_or_to_the_window(qtbot: QtBot, bridge: Bridge) -> None:
    def fail(_: object) -> int:
        raise KeyError("x")

    owner, own, windows = QObject(), list[Exception](), list[Exception]()
    bridge.problem.connect(windows.append)
    bridge.ask(owner, "a", fail, lambda _: None, own.append)
    bridge.ask(owner, "b", fail, lambda _: None)
    qtbot.waitUntil(lambda: bool(own and windows))
    assert isinstance(own[0], KeyError) and isinstance(windows[0], KeyError)


def test_a_refusal_at_once_is_told_like_any_other(qtbot: QtBot, bridge: Bridge, workspace: _Workspace) -> None:
    workspace.refusal = WriteRefused("read-only")
    told = list[Exception]()
    bridge.do(lambda _: ChangeSet(1, ""), failed=told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [workspace.refusal]
    assert not bridge.is_busy
