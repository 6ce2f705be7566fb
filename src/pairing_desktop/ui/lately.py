"""What was looked at lately in a file, in this run and the one before; a way to the list behind a search."""

from typing import TYPE_CHECKING

from pairing_desktop.ui.pages import page_of
from pairing_desktop.ui.trail import Stop

if TYPE_CHECKING:
    from pairing_desktop.ui.window import MainWindow


def looked_at(window: "MainWindow") -> tuple[tuple[str, int], ...]:
    """The records looked at lately (kind, integer key), the latest first, but for the one in sight."""
    window.note_here()
    seen = dict.fromkeys([*window.trail.records(), *window.settings.seen(window.workspace.path)])
    now = window.current_page().current()
    return tuple(record for record in seen if record != now)


def remember(window: "MainWindow") -> None:
    """Keep them for the next run, with the one in sight."""
    now = window.current_page().current()
    window.settings.remember_seen(window.workspace.path, [*((now,) if now else ()), *looked_at(window)])


def show_filtered(window: "MainWindow", kind: str, text: str) -> None:
    """Show the list of a kind with this text in its filter."""
    window.note_here()
    name = page_of(kind)
    window.show_page(name, remember=False).show_filtered(kind, text)
    window.trail.arrive(Stop(name))
    window.update_state()
