"""The shortest way from a command to the window."""

import gc
from pathlib import Path


def launch(
    file: Path | None = None, language: str | None = None, theme: str | None = None, read_only: bool = False
) -> int:
    """Show the window until it is closed, as `app.run` does; the exit code.

    What a start makes lives as long as the program, its modules too: looking for garbage among it only holds up the first
    rows.  The window turns the search on again when there is nothing more to build.
    """
    gc.disable()
    from pairing_desktop.ui.app import run

    return run(file, language, theme, read_only)
