"""What the window asks of a tab page, and what a page tells the window."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.ui.bridge import Bridge

if TYPE_CHECKING:
    from pairing_desktop.domain.bench import Progress
    from pairing_desktop.ui.tabs.list_pane import ListPane


class Page(QWidget):
    """One tab.  Subclasses are made as `TheirPage(bridge, parent)` when their tab is first opened."""

    navigate = Signal(str, int)  # a link to a record was followed: kind, id
    chart = Signal(str, object)  # show this chart: its id ("" for the tab's first), a ChartSpec, Filter, a Look or None
    period = Signal(str, str)  # show these days on the timeline: first and last, ISO
    print = Signal(object)  # print this: a report request, None for what `printable` says
    edit = Signal(str, int)  # open the form of a record: kind, id
    new = Signal(str)  # open an empty form: kind
    editInstead = Signal(str, int, str, str)  # open a form in this field and say why: kind, id, field, marked words
    newWith = Signal(str, object)  # open a form that begins with these values: kind, field → exported value
    delete = Signal(str, object)  # put into the trash: kind, sequence of ids
    history = Signal(str, int)  # show the changes of a record: kind, id
    statusChanged = Signal()  # `status_text` says something else now

    icon_name = "table"

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge

    def title(self) -> str:
        """What stands on the tab, in the interface's language."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Say everything again in the current language; called after it changed."""

    def refresh(self, change: ChangeSet, initiator: object) -> None:
        """Rows changed: ask again for what is shown, if `change` touches it."""

    def show_progress(self, progress: "Progress") -> None:
        """How far the check of the file is."""

    def status_text(self) -> str:
        """The left of the status bar: what is shown, in words."""
        return ""

    def open_record(self, kind: str, id: int) -> bool:
        """Show this record here; False when it does not belong here."""
        return False

    def current(self) -> tuple[str, int] | None:
        """Kind and id of the record whose card is shown, for Edit, Print, History and Delete."""
        return None

    def begin_new(self) -> bool:
        """Begin a new record with what is known of it here; False where it begins empty."""
        return False

    def indicator(self) -> int | None:
        """The indicator that the cursor is on, or of the figure it is on; None when it is on neither."""
        return None

    def selection(self) -> tuple[str, list[int]]:
        """Kind and ids of the selected records, for changing or deleting several; no ids when nothing is selected."""
        pane, current = self.list_pane(), self.current()
        if pane is not None:
            return pane.kind, pane.table.selected_ids()
        return ("", []) if current is None else (current[0], [current[1]])

    def list_pane(self) -> "ListPane | None":
        """The list in front, whose cells, rows and columns the acts are about; None when there is none."""
        return None

    def edit_cell(self) -> bool:
        """Change the cell the cursor stands on where it stands; False when it stands on none."""
        pane = self.list_pane()
        return pane is not None and pane.cells.begin_here()

    def kinds(self) -> tuple[str, ...]:
        """The kinds one can make here; the first is what Ctrl+N makes."""
        return ()

    def show_form(self, form: QWidget) -> bool:
        """Put a form where the card is until it says `closed`; False when this page has no place for one."""
        return False

    def focus_filter(self) -> None:
        """Put the cursor into the filter box."""

    def focus_record(self) -> None:
        """Put the keyboard on what is shown, after a link or a tab was followed."""
        pane, panes = self.list_pane(), self.panes()
        if pane is not None:
            pane.focus_record()
        elif panes:
            panes[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_filtered(self, kind: str, text: str) -> None:
        """Show the list of a kind with this text in its filter and nothing else."""

    def panes(self) -> tuple[QWidget, ...]:
        """The widgets between which F6 goes round, in reading order."""
        return ()

    def printable(self) -> object | None:
        """What Ctrl+P prints here, None when there is nothing."""
        return None

    def chart_this(self) -> bool:
        """Chart what is shown here; False when there is nothing to chart."""
        return False

    def copy(self) -> bool:
        """Copy what is selected, with headers and sources; False when nothing is."""
        pane = self.list_pane()
        return pane is not None and pane.copy()

    def show_columns(self) -> bool:
        """Open the choice of columns; False when there are none."""
        pane = self.list_pane()
        if pane is not None:
            pane.choose_columns()
        return pane is not None

    def exportable(self) -> tuple[str, Sequence[int], Sequence[int]] | None:
        """The list shown, for an export: its kind, its rows in their order, those selected; None without a list."""
        return None

    def save_state(self) -> dict[str, Any]:
        """Columns, splitters and filters to remember, as strings, numbers, lists and byte arrays."""
        return {}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take up what `save_state` gave in an earlier run; unknown or missing entries are left alone."""
