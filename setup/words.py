"""What set-up says, in English or Chinese by the language of the machine.

Set-up runs before the program and its catalogues are there, so both languages stand side by side in its code.
"""

import os
import sys
from functools import cache


class Stop(Exception):
    """Set-up cannot go on; the text says why and what to do.  `code` is the exit code."""

    def __init__(self, text: str, code: int = 1) -> None:
        super().__init__(text)
        self.code = code


@cache
def is_chinese() -> bool:
    """Whether the machine speaks Chinese: by the locale variables, on Windows by the language of its interface."""
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == 0x04)
    names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next((name for name in names if name), "").startswith("zh")


def words(english: str, chinese: str) -> str:
    return chinese if is_chinese() else english


def say(english: str, chinese: str) -> None:
    """Tell how set-up goes on; on stderr, because stdout belongs to the program that is started afterwards."""
    print(words(english, chinese), file=sys.stderr, flush=True)
