"""The Snapshots tab: registered pages as gallery or list, the card of one, and what has changed since."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.language import Language
from pairing_desktop.domain.problems import Problem
from pairing_desktop.domain.snapshots import KIND, Comparison, SnapshotCard, SnapshotLine
from pairing_desktop.exchange.chart_files import write_whole
from pairing_desktop.folders import documents
from pairing_desktop.ui import theme
from pairing_desktop.ui.background import Background
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.file_asking import ask_target, filter_of
from pairing_desktop.ui.i18n import current, plural, tr
from pairing_desktop.ui.page import Page
from pairing_desktop.ui.snapshots.card import CardPane, describes, sheet_pixmap
from pairing_desktop.ui.snapshots.compare import ComparePane
from pairing_desktop.ui.snapshots.gallery import Gallery, SnapshotModel
from pairing_desktop.ui.tabs.list_shape import paper
from pairing_desktop.ui.widgets.filter_bar import FilterField, ToolButton
from pairing_desktop.ui.widgets.links import plain_label
from pairing_desktop.ui.widgets.states import State

CARD = 360
NARROW, NARROW_CARD = 1100, 324


class SnapshotsPage(Page):
    """Shows what was registered; a page never changes, so its picture is fetched once."""

    icon_name = "snapshot"

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self._lines: tuple[SnapshotLine, ...] = ()
        self._wanted: int | None = None  # the page to choose once the lines are here
        self._sheets_wanted: list[int] = []
        self._told = ""
        self._split = False
        self._background = Background(self)
        self._build()
        self.retranslate()
        theme.notifier.changed.connect(self._dress)

    # What the window asks

    def title(self) -> str:
        return tr("Snapshots")

    def retranslate(self) -> None:
        self.field.setPlaceholderText(f"{tr('Filter snapshots')}  Ctrl+F")
        self.field.setAccessibleName(tr("Filter snapshots"))
        self.shape.set_words(tr("As a list") if not self.gallery.is_list else tr("As sheets"))
        self.gallery.setAccessibleName(tr("Snapshots"))
        reason = self.bridge.workspace.read_only_reason
        self.card.retranslate()
        self.card.set_writable(reason.message(current()) if reason else "")
        self.compare.retranslate()
        self._dress()
        self._ask()

    def refresh(self, change: ChangeSet, initiator: object) -> None:
        if change.touches(KIND) or not change.operation_id:
            self._ask()
        if self.compare.line is not None and self.main.currentWidget() is self.compare:
            self._compare(self.compare.line)

    def status_text(self) -> str:
        if self._told:
            return self._told
        return plural("{n} registered page", "{n} registered pages", len(self._lines)) if self._lines else ""

    def open_record(self, kind: str, id: int) -> bool:
        if kind != KIND:
            return False
        self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(False)
        self.show_gallery()
        self._wanted = id
        self._show_lines()
        self._ask_card(id)
        return True

    def focus_filter(self) -> None:
        self.show_gallery()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def panes(self) -> tuple[QWidget, ...]:
        return (self.field, self.gallery, self.compare.table, self.card.compare)

    def printable(self) -> object | None:
        card = self.card.card
        return None if card is None else self._request(card.line)

    def save_state(self) -> dict[str, Any]:
        return {"list": int(self.gallery.is_list), "split": self.splitter.saveState().data() if self._split else b""}

    def restore_state(self, state: dict[str, Any]) -> None:
        self._set_list(bool(int(state.get("list") or 0)))
        if state.get("split"):
            self._split = self.splitter.restoreState(QByteArray(state["split"]))

    # Building

    def _build(self) -> None:
        self.field = FilterField(self)
        self.field.setMaximumWidth(260)
        self.field.setMinimumWidth(120)
        self.count = plain_label("", "small", muted=True)
        self.shape = ToolButton("table", self)
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 7, 12, 7)
        bar.setSpacing(6)
        bar.addWidget(self.field, 3)
        bar.addWidget(self.count)
        bar.addStretch(1)
        bar.addWidget(self.shape)
        self.model = SnapshotModel(self._want_sheets, self)
        self.gallery = Gallery(self.model, self)
        self.state, self.nothing = State(self), State(self)
        self.rows = paper(self.gallery, self.state)
        everything = QWidget(self)
        column = QVBoxLayout(everything)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.rows, 1)
        self.compare = ComparePane(self)
        self.main = paper(everything, self.compare)
        everything.setAutoFillBackground(True)
        self._everything = everything
        self.card = CardPane(self)
        self.side = paper(self.nothing, self.card)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.main)
        self.splitter.addWidget(self.side)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        self.splitter.splitterMoved.connect(lambda *_: setattr(self, "_split", True))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)
        self._connect()

    def _connect(self) -> None:
        self.field.filterChanged.connect(lambda _: self._show_lines())
        self.field.leftDown.connect(lambda: self.gallery.setFocus(Qt.FocusReason.TabFocusReason))
        self.shape.clicked.connect(lambda: self._set_list(not self.gallery.is_list))
        self.gallery.currentChosen.connect(lambda line: self._ask_card(line.id) if line else None)
        self.gallery.opened.connect(lambda: self.card.compare.setFocus(Qt.FocusReason.TabFocusReason))
        self.compare.back.connect(self.show_gallery)
        self.compare.claimOpened.connect(lambda id: self.navigate.emit("claims", id))
        self.card.compareAsked.connect(lambda _: self._with_line(self._compare))
        self.card.saveAsked.connect(lambda _: self._with_line(self.ask_where_to_save))
        self.card.openAsked.connect(lambda _: self._with_line(self.open_to_print))
        self.card.drawAsked.connect(lambda _: self._with_line(lambda line: self.print.emit(self._request(line))))
        self.card.pictureAsked.connect(lambda _: self._with_line(self.ask_where_to_save_picture))
        self.card.noteWritten.connect(self._write_note)
        self.card.trashAsked.connect(lambda id: self.delete.emit(KIND, [id]))
        self.card.restoreAsked.connect(lambda id: self.bridge.do(lambda commands: commands.restore(KIND, [id])))

    def _with_line(self, act: Any) -> None:
        if self.card.card is not None:
            act(self.card.card.line)

    def _dress(self) -> None:
        self.field.restyle()
        self.shape.restyle()
        self.count.setFont(theme.metrics().small)

    def _set_list(self, as_list: bool) -> None:
        self.gallery.set_as_list(as_list)
        self.shape.set_words(tr("As a list") if not as_list else tr("As sheets"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._split:
            wide = NARROW_CARD if self.width() < NARROW else CARD
            self.splitter.setSizes([self.width() - wide, wide])

    def minimumSizeHint(self) -> QSize:
        return QSize(780, 420)

    # Lines

    def _ask(self) -> None:
        self.bridge.ask(self, "lines", lambda ask: ask.snapshots.lines(), self._take_lines)

    def _take_lines(self, lines: tuple[SnapshotLine, ...]) -> None:
        self._lines = lines
        card, asked = self.card.card, self._wanted
        self._show_lines()
        if card is None:
            return
        id = card.line.id
        # What has just gone into the trash gives way to the next page; the last one stays in sight.
        if asked == id or card.line.trashed or not lines or any(line.id == id for line in lines):
            self._ask_card(id)

    def _show_lines(self) -> None:
        text = self.field.text().strip()
        shown = [line for line in self._lines if describes(line, text)]
        wanted = self._wanted if self._wanted is not None else self.gallery.current_id()
        blocked = self.gallery.selectionModel().blockSignals(True)
        self.model.set_lines(shown)
        self.gallery.selectionModel().blockSignals(blocked)
        some, all = f"{len(shown):,}", f"{len(self._lines):,}"
        self.count.setText(all if len(shown) == len(self._lines) else tr("{found} of {total}", found=some, total=all))
        self.count.setVisible(bool(self._lines))
        if self.gallery.choose(wanted):
            self._wanted = None
        elif shown and self._wanted is None:
            self.gallery.choose(shown[0].id)
        self._tell(shown, text)
        self.statusChanged.emit()

    def _tell(self, shown: Sequence[SnapshotLine], text: str) -> None:
        if shown:
            self.rows.setCurrentWidget(self.gallery)
            return
        if self._lines:
            self.state.tell("search", tr("No snapshot matches"), tr("“{text}”", text=text),
                            ((tr("Clear filters"), self.field.clear),))  # fmt: skip
        else:
            self.state.tell(
                "snapshot", tr("Nothing is registered yet"),
                tr("Tick “Register with a serial” when you print or save a page. The page is kept here as it was "
                   "printed, with its data, and its serial says later what has changed since."),
                ((tr("Open the charts"), lambda: self.chart.emit("", None)),), primary=True,
            )  # fmt: skip
        self.rows.setCurrentWidget(self.state)
        if text or self.card.card is None:
            self._clear_card()

    def _want_sheets(self, ids: Sequence[int]) -> None:
        """Sheets that come into sight in one painting are asked for together."""
        if not self._sheets_wanted:
            QTimer.singleShot(0, self, self._ask_sheets)
        self._sheets_wanted += ids

    def _ask_sheets(self) -> None:
        ids, self._sheets_wanted = tuple(self._sheets_wanted), []
        self.bridge.ask(
            self, f"sheets {ids[0]}", lambda ask: ask.snapshots.pictures(ids), self.model.take_sheets
        )

    # The card

    def _ask_card(self, id: int) -> None:
        def question(ask: Any) -> tuple[SnapshotCard, bytes]:
            return ask.snapshots.card(id), ask.snapshots.pictures([id])[id]

        self.bridge.ask(self, "card", question, self._take_card, self._lost)

    def _take_card(self, answer: tuple[SnapshotCard, bytes]) -> None:
        card, picture = answer
        self.card.show_card(card)
        self.card.set_sheet(sheet_pixmap(picture))
        self.side.setCurrentWidget(self.card)
        if card.line.trashed:
            self._wanted = None
            self.gallery.clearSelection()
        if self.main.currentWidget() is self.compare and self.compare.line and self.compare.line.id != card.line.id:
            self._compare(card.line)
        self.statusChanged.emit()

    def _lost(self, error: Exception) -> None:
        self._clear_card()
        if isinstance(error, Problem):
            self.bridge.problem.emit(error)
        else:
            raise error

    def _clear_card(self) -> None:
        self.card.card = None
        self.nothing.tell("snapshot", "", tr("Nothing is chosen."))
        self.side.setCurrentWidget(self.nothing)

    def _write_note(self, id: int, text: str) -> None:
        self.bridge.do(lambda commands: commands.snapshots.note(id, text), initiator=self)

    # What has changed

    def compare_with_today(self, id: int) -> None:
        """Show this page and what has changed since."""
        self.open_record(KIND, id)
        self.bridge.ask(self, "to compare", lambda ask: ask.snapshots.card(id).line, self._compare)

    def _compare(self, line: SnapshotLine) -> None:
        shown = self.compare.line if self.main.currentWidget() is self.compare else None
        if shown is None or shown.id != line.id:
            self.compare.show_waiting(line)
        self.main.setCurrentWidget(self.compare)
        said = current()

        def show(found: Comparison) -> None:
            self.compare.show_comparison(line, found)
            first = self.compare.back_button if found.is_same else self.compare.table
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            self.statusChanged.emit()

        def failed(error: Exception) -> None:
            if not isinstance(error, Problem):
                raise error
            self.compare.show_problem(line, error.message(current()))

        self.bridge.ask(self, "compare", lambda ask: ask.snapshots.compare(line.id, said), show, failed)

    def show_gallery(self) -> None:
        """Back from a comparison to all pages."""
        self.main.setCurrentWidget(self._everything)
        self.gallery.setFocus(Qt.FocusReason.OtherFocusReason)

    # Out again

    def _request(self, line: SnapshotLine) -> object:
        """The page drawn again from its frozen values."""
        from pairing_desktop.reports.document import Report, ReportRequest

        def make(ask: Any, _language: Language) -> Report:
            report: Report = ask.snapshots.drawn_again(line.id)
            return report

        return ReportRequest(line.title, make)

    def ask_where_to_save(self, line: SnapshotLine) -> None:
        """Ask for a file, then write the page into it byte for byte."""
        ask_target(
            self, tr("Save the PDF"), documents() / f"{line.serial}.pdf", lambda path: self.save(line, path),
            filter_of(tr("PDF files"), ".pdf"),
        )

    def save(self, line: SnapshotLine, path: Path) -> None:
        """Write the registered page exactly as it was registered."""
        self._fetch_pdf(line, path, lambda: self._say(tr("Saved as “{file}”.", file=path.name)))

    def open_to_print(self, line: SnapshotLine) -> None:
        """Open exactly these pages in the system's program for PDF files, which prints them."""
        path = Path(gettempdir(), f"{line.serial}.pdf")
        self._fetch_pdf(line, path, lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))

    def _fetch_pdf(self, line: SnapshotLine, path: Path, then: Any) -> None:
        def arrived(content: bytes) -> None:
            try:
                write_whole(path, content)
            except Problem as problem:
                self.bridge.problem.emit(problem)
            else:
                then()

        self.bridge.ask(self, "pdf", lambda ask: ask.snapshots.pdf(line.id), arrived)

    def ask_where_to_save_picture(self, line: SnapshotLine) -> None:
        """Ask for a file, then draw the chart from its frozen values into it, with serial and data."""
        ask_target(
            self, tr("Save the chart"), documents() / f"{line.serial}.png", lambda path: self.save_picture(line, path),
            filter_of(tr("Picture"), ".png"),
        )

    def save_picture(self, line: SnapshotLine, path: Path) -> None:
        """The chart of a registered page as PNG."""
        from pairing_desktop.operations.snapshots import chart_picture

        def arrived(drawn: Any) -> None:
            self._background.run(
                lambda: write_whole(path, chart_picture(drawn)),
                lambda _: self._say(tr("Saved as “{file}”.", file=path.name)), self.bridge.problem.emit,
            )

        self.bridge.ask(self, "picture", lambda ask: ask.snapshots.drawable(line.id), arrived)

    def _say(self, text: str) -> None:
        self._told = text
        self.statusChanged.emit()

