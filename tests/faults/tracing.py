"""Runs a piece of work in a child process and sees every system call it makes on a folder: to kill it there, to make the
call fail, or to write down what would reach the disk.  Linux on x86-64 only; needs the right to trace a child.

The kernel's own tracing is used: nothing of the program under test is replaced.
"""

import contextlib
import ctypes
import errno
import os
import platform
import signal
import struct
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

SYSCALL, SETOPTIONS, SETREGS, GETREGS, SYSCALL_INFO, TRACEME = 24, 0x4200, 13, 12, 0x420E, 0
_OPTIONS = 0x1 | 0x2 | 0x4 | 0x8 | 0x100000  # good signals for calls; follow fork, vfork, clone; die with the tracer
_WALL = 0x40000000
_ORIG_RAX, _RAX = 15, 10  # places in the registers of x86-64
CALLS = {  # those that change a disk, by number: where the file is named (a descriptor or a path in these arguments)
    1: ("write", "fd", 0), 18: ("pwrite64", "fd", 0), 20: ("writev", "fd", 0), 40: ("sendfile", "fd", 0),
    74: ("fsync", "fd", 0), 75: ("fdatasync", "fd", 0), 77: ("ftruncate", "fd", 0), 285: ("fallocate", "fd", 0),
    82: ("rename", "path", 0), 86: ("link", "path", 0), 87: ("unlink", "path", 0),
    83: ("mkdir", "path", 0), 257: ("openat", "path", 1), 263: ("unlinkat", "path", 1), 264: ("renameat", "path", 1),
    265: ("linkat", "path", 1), 258: ("mkdirat", "path", 1), 316: ("renameat2", "path", 1),
    17: ("pread64", "fd", 0), 0: ("read", "fd", 0),
}  # fmt: skip
READS = frozenset({"pread64", "read"})
_SECOND_PATH = {"rename": 1, "link": 1, "renameat": 3, "linkat": 3, "renameat2": 3}
_CREATES = os.O_CREAT

Decision = Callable[["Call"], str | int | None]


@dataclass(frozen=True)
class Call:
    """The `number`-th call on the folder.  `data` is what is written, `offset` where (-1: at the end or the file's own)."""

    number: int
    name: str
    path: str
    other: str = ""
    data: bytes = b""
    offset: int = -1
    length: int = 0


class Outcome(NamedTuple):
    """`said` is what was acknowledged, `ended` how ("exit 0", "signal 9"), `marks` after how many calls what was said."""

    said: list[str]
    ended: str
    calls: list[Call]
    marks: list[tuple[int, str]]


def why_not() -> str:
    """Why tracing is not possible here, "" when it is."""
    if sys.platform != "linux" or platform.machine() != "x86_64":
        return "needs Linux on x86-64"
    status = Path("/proc/sys/kernel/yama/ptrace_scope")
    if status.exists() and status.read_text().strip() == "3":
        return "this system forbids tracing"
    child = os.fork()
    if child == 0:
        _ptrace(TRACEME, 0, 0, 0)
        os.kill(os.getpid(), signal.SIGSTOP)
        os._exit(0)
    _, state = os.waitpid(child, os.WUNTRACED)
    possible = os.WIFSTOPPED(state) and _ptrace(SETOPTIONS, child, 0, _OPTIONS) == 0
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "" if possible else "this process may not trace its children"


def _ptrace(request: int, pid: int, address: int, data: object) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.ptrace.restype = ctypes.c_long
    libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
    return int(libc.ptrace(request, pid, address, data))


def run(
    work: Callable[[Callable[[str], None]], None], folder: Path, decide: Decision = lambda call: None, *,
    reads: bool = False, contents: bool = False,
) -> "Outcome":
    """Do `work` in a forked child and follow it.

    `decide` is asked at each call on the folder, before it happens: "kill", an errno with which it fails, or None.
    `contents` also notes what is written.  `work` gets a function that acknowledges.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        code = 1
        try:
            _ptrace(TRACEME, 0, 0, 0)
            os.kill(os.getpid(), signal.SIGSTOP)

            def acknowledge(text: str) -> None:
                os.write(writer, f"{text}\n".encode())

            work(acknowledge)
            code = 0
        except BaseException as error:
            with contextlib.suppress(OSError):
                os.write(writer, f"RAISED {type(error).__name__}: {error}\n".encode())
        finally:
            os._exit(code)
    os.close(writer)
    try:
        tracer = _Tracer(child, folder.resolve(), decide, reads, contents, os.fstat(reader).st_ino)
        tracer.follow()
    finally:
        with contextlib.suppress(OSError):
            os.kill(child, signal.SIGKILL)
    with os.fdopen(reader, encoding="utf-8") as stream:
        return Outcome(stream.read().splitlines(), tracer.ended, tracer.calls, tracer.marks)


class _Tracer:
    def __init__(self, child: int, folder: Path, decide: Decision, reads: bool, contents: bool, pipe: int) -> None:
        self._pipe = f"pipe:[{pipe}]"
        self.marks: list[tuple[int, str]] = []
        self.ended = ""
        self._child = child
        self._folder = str(folder)
        self._decide = decide
        self._reads = reads
        self._contents = contents
        self.calls: list[Call] = []
        self._failing: dict[int, int] = {}  # thread: the errno its call ends with

    def follow(self) -> None:
        """Until the child and all it started are gone."""
        _, state = os.waitpid(self._child, 0)
        _ptrace(SETOPTIONS, self._child, 0, _OPTIONS)
        _ptrace(SYSCALL, self._child, 0, 0)
        while True:
            try:
                thread, state = os.waitpid(-1, _WALL)
            except ChildProcessError:
                return
            if os.WIFEXITED(state) or os.WIFSIGNALED(state):
                if thread == self._child:
                    self.ended = f"exit {os.WEXITSTATUS(state)}" if os.WIFEXITED(state) else f"signal {os.WTERMSIG(state)}"
                continue
            passed = 0
            number = os.WSTOPSIG(state)
            if number == signal.SIGTRAP | 0x80:
                self._at_call(thread)
            elif number not in (signal.SIGTRAP, signal.SIGSTOP):
                passed = number
            _ptrace(SYSCALL, thread, 0, passed)

    def _at_call(self, thread: int) -> None:
        buffer = ctypes.create_string_buffer(88)
        if _ptrace(SYSCALL_INFO, thread, len(buffer), ctypes.addressof(buffer)) <= 0:
            return
        kind = buffer.raw[0]
        if kind == 2 and thread in self._failing:
            self._set_register(thread, _RAX, -self._failing.pop(thread))
        if kind != 1:
            return
        number, *arguments = struct.unpack("7Q", buffer.raw[24:80])
        if number not in CALLS or (not self._reads and CALLS[number][0] in READS):
            return
        call = self._describe(thread, number, arguments)
        if call is None:
            return
        self.calls.append(call)
        chosen = self._decide(call)
        if chosen == "kill":
            os.kill(self._child, signal.SIGKILL)
        elif isinstance(chosen, int):
            self._failing[thread] = chosen
            self._set_register(thread, _ORIG_RAX, -1)

    def _describe(self, thread: int, number: int, arguments: list[int]) -> Call | None:
        name, how, place = CALLS[number]
        data, offset, length, other = b"", -1, 0, ""
        if how == "fd":
            path = ""
            with contextlib.suppress(OSError):
                path = str(Path(f"/proc/{thread}/fd/{arguments[place]}").readlink()).removesuffix(" (deleted)")
            if path == self._pipe:
                text = self._memory(thread, arguments[1], arguments[2]).decode("utf-8", "replace")
                self.marks.append((len(self.calls), text.strip()))
            if not path.startswith(self._folder):
                return None
            if name in ("write", "pwrite64"):
                length = arguments[2]
                offset = arguments[3] if name == "pwrite64" else self._position(thread, arguments[0])
                if self._contents:
                    data = self._memory(thread, arguments[1], length)
            elif name == "sendfile" and self._contents:
                offset = self._position(thread, arguments[0])
                data = self._sent(thread, arguments[1], arguments[2], arguments[3])
            elif name == "ftruncate":
                length = arguments[1]
        else:
            path = self._text(thread, arguments[place])
            if name == "openat" and not arguments[2] & _CREATES:
                return None
            if name in _SECOND_PATH:
                other = self._text(thread, arguments[_SECOND_PATH[name]])
            if not path.startswith(self._folder):
                return None
            if name == "openat":
                length = int(bool(arguments[2] & os.O_TRUNC))
        return Call(len(self.calls), name, path, other, data, offset, length)

    def _position(self, thread: int, descriptor: int) -> int:
        with contextlib.suppress(OSError):
            info = Path(f"/proc/{thread}/fdinfo/{descriptor}").read_text()
            if int(info.split("flags:")[1].split()[0], 8) & os.O_APPEND:
                return -1
            return int(info.split()[1])
        return -1

    def _sent(self, thread: int, descriptor: int, offset: int, count: int) -> bytes:
        start = int.from_bytes(self._memory(thread, offset, 8), "little") if offset else self._position(thread, descriptor)
        with Path(f"/proc/{thread}/fd/{descriptor}").open("rb") as file:
            file.seek(start)
            return file.read(count)

    def _memory(self, thread: int, address: int, length: int) -> bytes:
        with Path(f"/proc/{thread}/mem").open("rb", buffering=0) as memory:
            memory.seek(address)
            return memory.read(length)

    def _text(self, thread: int, address: int) -> str:
        with Path(f"/proc/{thread}/mem").open("rb", buffering=0) as memory:
            memory.seek(address)
            return memory.read(512).split(b"\0")[0].decode("utf-8", "replace")

    def _set_register(self, thread: int, place: int, value: int) -> None:
        registers = (ctypes.c_ulonglong * 27)()
        _ptrace(GETREGS, thread, 0, ctypes.addressof(registers))
        registers[place] = value & (1 << 64) - 1
        _ptrace(SETREGS, thread, 0, ctypes.addressof(registers))


NO_SPACE, BROKEN = errno.ENOSPC, errno.EIO
