"""Registered pages for tests: a page is asked for, reserved, painted and kept, as the command line does it."""

from typing import TypeVar

from pairing_desktop.domain.language import language
from pairing_desktop.domain.snapshots import SnapshotLine, Spec
from pairing_desktop.operations.snapshots import page_of
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.ui.snapshots.registering import Painted, register_now

T = TypeVar("T")

CAPACITY = Spec("chart", "capacity")
RECORD = Spec("record", "projects/supcon50")


def register(workspace: Workspace, spec: Spec = CAPACITY, code: str = "en") -> tuple[Painted, SnapshotLine]:
    """Register the page of `spec`; what was painted and the line that is kept."""
    painted = register_now(workspace, lambda ask, tongue: page_of(ask, spec, tongue), spec, language(code))
    line = workspace.ask(lambda ask: ask.snapshots.lines()).result()[0]
    assert line.serial == painted.serial
    return painted, line
