"""Between the window and the two threads of the store: questions and commands go out, answers come as events.

The GUI thread never waits.  An answer that nobody wants any more (a newer question of the same owner and
topic, an owner that is gone) is dropped.
"""

from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.problems import Problem

if TYPE_CHECKING:
    from pairing_desktop.operations.commands import Commands
    from pairing_desktop.operations.questions import Questions
    from pairing_desktop.operations.workspace import Answer, Workspace

T = TypeVar("T")


class Bridge(QObject):
    """Asks and does, and says what changed."""

    changed = Signal(object, object)  # ChangeSet, initiator
    problem = Signal(object)  # an exception that nobody else answers for
    busy = Signal(bool)  # whether a command is being done
    _arrived = Signal(object, object)  # _Errand, finished Future

    def __init__(self, workspace: "Workspace", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._newest: dict[tuple[int, str], _Errand] = {}
        self._doing = 0
        self._closed = False
        # Futures finish in the store's threads: the queue brings them to this one.
        self._arrived.connect(self._take, Qt.ConnectionType.QueuedConnection)

    @property
    def here(self) -> "Questions":
        """Questions on this thread's own connection: only for one page of an order already held."""
        return self.workspace.here

    def ask(
        self,
        owner: QObject,
        topic: str,
        question: "Callable[[Questions], T]",
        then: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        picture: bool = False,
    ) -> None:
        """Put a question; `then` gets the answer in this thread.

        A later question of the same owner and topic supersedes this one: it is broken off.  Nothing is called once
        `owner` is destroyed.  Without `failed` an error is told by `problem`.  What a `picture` shows takes long on a large
        file: no list waits for it.
        """
        self.forget(owner, topic)
        errand = _Errand(owner, topic, then, failed)
        self._newest[errand.key] = errand
        errand.answer = self.workspace.picture(question) if picture else self.workspace.ask(question)
        self._send(errand, errand.answer)

    def forget(self, owner: QObject, topic: str) -> None:
        """Break off a question that is still out."""
        before = self._newest.pop((id(owner), topic), None)
        if before is not None and before.answer is not None:
            before.answer.withdraw()

    def do(
        self,
        command: "Callable[[Commands], ChangeSet]",
        *,
        initiator: object = None,
        then: Callable[[ChangeSet], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do one operation; afterwards `then` is called and `changed` is emitted, in this order."""
        self._doing += 1
        self.busy.emit(True)
        try:
            future = self.workspace.do(command)
        except Problem as problem:  # read-only: refused at once
            future = Future()
            future.set_exception(problem)
        self._send(_Errand(initiator, "", then, failed, is_command=True), future)

    def run(
        self, future: "Future[T]", then: Callable[[T], None], failed: Callable[[Exception], None] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Wait for other work of the store, a copy for example, without holding up the window.  Nothing is called once
        `owner` is destroyed."""
        errand = _Errand(owner or self, f"run {id(future)}", then, failed)
        self._newest[errand.key] = errand
        self._send(errand, future)

    def close(self) -> None:
        """Drop every answer that is still out: the file is being closed."""
        self._closed = True

    @property
    def is_busy(self) -> bool:
        """Whether a command is still being done."""
        return self._doing > 0

    @property
    def is_waiting(self) -> bool:
        """Whether any answer is still out."""
        return self.is_busy or bool(self._newest)

    def _send(self, errand: "_Errand", future: "Future[Any]") -> None:
        future.add_done_callback(lambda done: self._deliver(errand, done))

    def _deliver(self, errand: "_Errand", future: "Future[Any]") -> None:
        if isValid(self):
            self._arrived.emit(errand, future)

    def _take(self, errand: "_Errand", future: "Future[Any]") -> None:
        if errand.is_command:
            self._doing -= 1
            if not self._doing:
                self.busy.emit(False)
        elif self._newest.get(errand.key) is errand:
            del self._newest[errand.key]
        else:
            return
        alive = not isinstance(errand.owner, QObject) or isValid(errand.owner)
        if future.cancelled() or self._closed:
            return
        error = future.exception()
        if error is not None:
            self._fail(errand, error, alive)
            return
        answer = future.result()
        if alive and errand.then is not None:
            errand.then(answer)
        if errand.is_command and answer.operation_id:
            self.changed.emit(answer, errand.owner)

    def _fail(self, errand: "_Errand", error: BaseException, alive: bool) -> None:
        if isinstance(error, CancelledError) or (not alive and not errand.is_command):
            return
        if not isinstance(error, Exception):
            raise error
        if alive and errand.failed is not None:
            errand.failed(error)
        else:
            self.problem.emit(error)


class _Errand:
    """A question or command on its way.  Holding `owner` keeps its id from being used again meanwhile."""

    def __init__(
        self,
        owner: object,
        topic: str,
        then: Callable[[Any], None] | None,
        failed: Callable[[Exception], None] | None,
        is_command: bool = False,
    ) -> None:
        self.owner = owner
        self.topic = topic
        self.then = then
        self.failed = failed
        self.is_command = is_command
        self.answer: Answer[Any] | None = None
        self.key = (id(owner), topic)
