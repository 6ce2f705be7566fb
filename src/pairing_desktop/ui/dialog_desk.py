"""Opens the dialogs of the window.  Each is imported when it is first wanted."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pairing_desktop.ui.window import MainWindow


class DialogDesk:
    """The part of a window that answers, explains and lists."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self.past: list[MainWindow] = []  # windows on the file as it was

    def go_to(self) -> None:
        """Find a record, tab or act by typing."""
        from pairing_desktop.ui.dialogs.go_to import GoToDialog

        self._window.open_dialog(GoToDialog(self._window))

    def article(self, path: Path | None = None) -> None:
        """Find claims in a text that is pasted, or in a file."""
        from pairing_desktop.ui.article.dialog import ArticleDialog

        self._window.open_dialog(ArticleDialog(self._window, path))

    def preferences(self) -> None:
        """Language, theme, name and unit."""
        from pairing_desktop.ui.dialogs.preferences import PreferencesDialog

        self._window.open_dialog(PreferencesDialog(self._window))

    def history_here(self) -> None:
        """The changes of the record whose card is shown."""
        record = self._window.current_page().current()
        if record is not None:
            self.history(*record)

    def history(self, kind: str, id: int) -> None:
        """The changes of a record."""
        from pairing_desktop.ui.dialogs.history import RecordHistoryDialog

        self._window.open_dialog(RecordHistoryDialog(self._window, kind, id))

    def file_history(self) -> None:
        """Everything that was done in this file, the latest first."""
        from pairing_desktop.ui.dialogs.history import FileHistoryDialog

        self._window.open_dialog(FileHistoryDialog(self._window))

    def as_it_was(self) -> None:
        """Choose a day and look at the whole file as it was then."""
        from pairing_desktop.ui.dialogs.past_day import PastDayDialog

        self._window.open_dialog(PastDayDialog(self._window))

    def trash(self, text: str = "") -> None:
        """What was deleted and can be restored; with a text what of it fits."""
        from pairing_desktop.ui.dialogs.trash import TrashDialog

        self._window.open_dialog(TrashDialog(self._window, text))

    def reports(self, report: str = "") -> None:
        """Choose a report; `report` names the one to begin with."""
        from pairing_desktop.ui.dialogs.reports import ReportsDialog

        self._window.open_dialog(ReportsDialog(self._window, report))

    def report_brief(self) -> None:
        """The programme in two to four pages."""
        self.reports("brief")

    def report_yearbook(self) -> None:
        """All that is dated in a year."""
        self.reports("yearbook")

    def report_charts(self) -> None:
        """Several charts."""
        self.reports("charts")

    def report_evidence(self) -> None:
        """All claims about one figure."""
        self.reports("evidence")

    def report_period(self) -> None:
        """The pages of the report of the period chosen last."""
        from pairing_desktop.ui.dialogs.reports import last_period_request

        self._window.files.print_request(last_period_request(self._window.settings))

    def contents(self, page: str = "") -> None:
        """The help pages, open at one of them."""
        from pairing_desktop.ui.dialogs.help import HelpDialog

        self._window.open_dialog(HelpDialog(self._window, page))

    def shortcuts(self) -> None:
        """All keys."""
        from pairing_desktop.ui.dialogs.shortcuts import ShortcutsDialog

        self._window.open_dialog(ShortcutsDialog(self._window))

    def about(self) -> None:
        """Versions and licences."""
        from pairing_desktop.ui.dialogs.about import AboutDialog

        self._window.open_dialog(AboutDialog(self._window))
