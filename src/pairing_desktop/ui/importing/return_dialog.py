"""A spreadsheet of ours that came back: who sent it, then every changed cell, then all that was accepted in one step."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from pairing_desktop.domain import mapping
from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.importing import ImportRequest
from pairing_desktop.domain.kinds import KINDS
from pairing_desktop.domain.problems import Conflict
from pairing_desktop.domain.returning import Returned
from pairing_desktop.domain.tables import Preview
from pairing_desktop.ui.dialogs.frame import Dialog, Told
from pairing_desktop.ui.i18n import current, plural, tr
from pairing_desktop.ui.importing.review_page import ReviewPage
from pairing_desktop.ui.importing.source_page import SourcePage
from pairing_desktop.ui.importing.work import ImportWork
from pairing_desktop.ui.pages import page_of
from pairing_desktop.ui.report_work import Progress
from pairing_desktop.ui.widgets.links import plain_label

if TYPE_CHECKING:
    from pairing_desktop.ui.window import MainWindow

_SENDER, _REVIEW = range(2)


class ReturnDialog(Dialog):
    """Two pages; nothing is written before the last button says so."""

    def __init__(self, window: "MainWindow", path: Path, preview: Preview) -> None:
        super().__init__(tr("A spreadsheet that came back"), window)
        self._window = window
        self._path = path
        self._preview = preview
        self._returned: Returned | None = None
        self.work = ImportWork(window.bridge, self)
        self.about = plain_label(
            tr("“{file}” was exported from this file. What was changed in it is compared with what went out and with what is on "
               "file now.", file=path.name), wrap=True,
        )
        self.source_page, self.review_page = SourcePage(window.bridge, self), ReviewPage(self)
        self.source_page.for_sender()
        self.source_page.show_path(path)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.source_page)
        self.stack.addWidget(self.review_page)
        self.message = Told()
        self.body.addWidget(self.about)
        self.body.addWidget(self.stack, 1)
        self.body.addWidget(Progress(self.work, self))
        self.body.addWidget(self.message)
        self.add_button(tr("Close"), self.reject)
        self.back = self.add_button(tr("Go back"), lambda: self._turn_to(_SENDER))
        self.next = self.add_button(tr("Go on"), self.go_on, primary=True)
        self.source_page.changed.connect(self._hear)
        self.review_page.changed.connect(self._hear)
        self.work.compared.connect(self._compared)
        self.work.saved.connect(self._saved)
        self.work.failed.connect(self._failed)
        self.resize(1000, 640)
        self._turn_to(_SENDER)

    def go_on(self) -> None:
        """Compare, or write what was accepted."""
        self.message.hide()
        if self.stack.currentIndex() == _SENDER:
            self._compare()
            return
        assert self._returned is not None
        self._set_busy(True)
        self.work.accept(self._returned, self.review_page.accepted(), self)

    def _turn_to(self, step: int) -> None:
        self.stack.setCurrentIndex(step)
        self._hear()
        first = self.source_page.publisher if step == _SENDER else self.review_page.table
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hear(self) -> None:
        step, accepted = self.stack.currentIndex(), len(self.review_page.accepted())
        self.back.setEnabled(step == _REVIEW)
        text = tr("Go on")
        if step == _REVIEW:
            text = plural("Write {n} accepted proposal", "Write {n} accepted proposals", accepted, n=f"{accepted:,}")
        self.next.setText(text)
        self.next.setEnabled(self.source_page.is_ready() if step == _SENDER else accepted > 0)

    def _set_busy(self, busy: bool) -> None:
        self.stack.setEnabled(not busy)
        for button in (self.back, self.next):
            button.setEnabled(not busy)
        if not busy:
            self._hear()

    def _compare(self) -> None:
        own = self._preview.own
        assert own is not None
        columns = mapping.by_fields(own.fields, KINDS[own.kind], clears=True)
        self._set_busy(True)
        self.work.compare(
            ImportRequest(self._path, self._preview, own.kind, columns, current(), self.source_page.cited())
        )

    def _compared(self, returned: Returned) -> None:
        self._returned = returned
        self.review_page.show_returned(returned)
        self._set_busy(False)
        self._turn_to(_REVIEW)

    def _saved(self, change: ChangeSet) -> None:
        n, window, returned = len(self.review_page.accepted()), self._window, self._returned
        assert returned is not None
        self.accept()
        window.show_page(page_of(returned.request.kind))
        window.banner.tell(
            "good",
            plural("{n} proposal of “{file}” was written.", "{n} proposals of “{file}” were written.", n, n=f"{n:,}",
                   file=self._path.name),
            tr("{key} takes all of it back.", key=window.actions_by_name.undo_key) if change.operation_id else "",
            ((tr("Close"), window.close_banner),),
        )  # fmt: skip

    def _failed(self, error: Exception) -> None:
        self._set_busy(False)
        self.message.tell_failure(error)
        if isinstance(error, Conflict):  # verdicts stay where nothing else is on file
            self._compare()

    def done(self, result: int) -> None:
        self.work.stop()
        super().done(result)
