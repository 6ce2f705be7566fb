"""The main window: frame, tabs, status bar, and the ways between records.  One window shows one file."""

from typing import Any

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.problems import Problem
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.ui import faults, i18n, lately, theme
from pairing_desktop.ui.actions import Actions
from pairing_desktop.ui.banner import Banner
from pairing_desktop.ui.bench.watch import Watch
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.care import Care
from pairing_desktop.ui.dialog_desk import DialogDesk
from pairing_desktop.ui.editing import Editing
from pairing_desktop.ui.file_desk import FileDesk
from pairing_desktop.ui.focus_ring import FocusRing
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.menus import Menus
from pairing_desktop.ui.merging.desk import MergeDesk
from pairing_desktop.ui.page import Page
from pairing_desktop.ui.pages import APART, CARD_ONLY, PAGES, page_of
from pairing_desktop.ui.settings import Settings
from pairing_desktop.ui.snapshots.dropping import Dropping
from pairing_desktop.ui.status import Status
from pairing_desktop.ui.tab_row import TabRow
from pairing_desktop.ui.templating import Templating
from pairing_desktop.ui.trail import Stop, Trail

FIRST_SIZE = QSize(1280, 800)
FRAME = QSize(8, 40)  # what the system draws around a window, about
CHECK_AFTER = 400  # milliseconds after the window is shown


class MainWindow(QMainWindow):
    """Shows the records of a workspace and closes it when it is closed itself."""

    fileWanted = Signal(object)  # Path: open this file instead
    newWanted = Signal(object, bool)  # Path, with the cited facts: make this file and open it
    restoreWanted = Signal(object)  # Path of a backup: put it in the place of the open file
    languageWanted = Signal(str)
    themeWanted = Signal(str)
    left = Signal()  # closed for good

    def __init__(self, workspace: Workspace, settings: Settings, *, asked_read_only: bool = False) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.workspace = workspace
        self.settings = settings
        self._asked_read_only = asked_read_only
        self.bridge = Bridge(workspace, self)
        self.watch = Watch(self.bridge)
        self.pages: dict[str, Page] = {}
        self.trail = Trail()
        self._missed: dict[str, list[tuple[ChangeSet, object]]] = {}
        self.files = FileDesk(self)
        self.editing = Editing(self)
        self.dialogs = DialogDesk(self)
        self.templating = Templating(self)
        self.merging = MergeDesk(self)
        self.care = Care(self)
        self._leaving = False  # edits were dealt with
        self._close_when_idle = False
        self._close_anyway = False
        self._build()
        self.retranslate()
        if not self.restoreGeometry(settings.geometry):  # Qt's own first size is two thirds of the screen
            self.resize(FIRST_SIZE.boundedTo(self.screen().availableSize() - FRAME))
        theme.notifier.changed.connect(self._dress)
        self.bridge.changed.connect(self._changed)
        self.bridge.problem.connect(self.show_problem)
        self.bridge.busy.connect(self._busy)
        names = [spec.name for spec in PAGES]
        self.show_page(settings.tab if settings.tab in names else names[0])
        self.tell_read_only()

    def sizeHint(self) -> QSize:
        return FIRST_SIZE

    # -- building -----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.actions_by_name = Actions(self)
        self.menus = Menus(self)
        self.tab_row = TabRow(
            self.actions_by_name["undo"], self.actions_by_name["redo"], self.actions_by_name["go_to"], self
        )
        self.tab_row.chosen.connect(lambda index: self.show_page(PAGES[index].name, by_tab=True))
        self.banner = Banner(self)
        self.stack = QStackedWidget(self)
        centre = QWidget(self)
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tab_row)
        layout.addWidget(self.banner)
        layout.addWidget(self.stack, 1)
        self.setCentralWidget(centre)
        self.status = Status(self)
        self.setStatusBar(self.status)
        self.focus_ring = FocusRing(self)
        self.dropping = Dropping(self)
        self.status.whoClicked.connect(self.dialogs.preferences)
        self.status.fileClicked.connect(self.files.show_folder)

    def retranslate(self) -> None:
        """Say everything again in the current language."""
        self.actions_by_name.retranslate()
        self.actions_by_name.dress(TabRow.ACTS)
        self.menus.retranslate()
        self.tab_row.set_tabs([tr(spec.title) for spec in PAGES], [spec.icon for spec in PAGES])
        self.tab_row.retranslate(tr("Tabs"), tr("Go to anything"), tr("Undo"), tr("Redo"))
        self.stack.setAccessibleName(tr("Page"))
        self.editing.retranslate()
        for page in self.pages.values():
            page.retranslate()
        self.tell_read_only()
        self.update_state()

    def _dress(self) -> None:
        """Icons in the colours of another theme."""
        self.actions_by_name.dress(TabRow.ACTS)
        self.menus.forget_icons()
        self.tab_row.dress()

    # -- pages and ways between them ----------------------------------------------------------------------------

    def page(self, name: str) -> Page:
        """The page of this name, made now if it was not yet."""
        if name not in self.pages:
            spec = next(spec for spec in PAGES if spec.name == name)
            page = spec.make(self.bridge, self)
            self.pages[name] = page
            self.stack.addWidget(page)
            page.navigate.connect(self.navigate)
            page.chart.connect(self.show_chart)
            page.period.connect(self.show_period)
            page.print.connect(self.files.print_request)
            page.edit.connect(self.editing.edit)
            page.editInstead.connect(self.editing.edit_instead)
            page.new.connect(self.editing.new)
            page.newWith.connect(self.editing.new)
            page.delete.connect(self.editing.delete)
            page.history.connect(self.dialogs.history)
            page.statusChanged.connect(self.update_state)
            page.restore_state(self.settings.page_state(name))
            self.watch.progressed.connect(page.show_progress)
        return self.pages[name]

    @property
    def page_name(self) -> str:
        """Name of the page shown."""
        return PAGES[self.tab_row.tabs.currentIndex()].name

    def current_page(self) -> Page:
        return self.page(self.page_name)

    def show_page(self, name: str, *, remember: bool = True, by_tab: bool = False) -> Page:
        """Bring a tab to the front, and the keyboard with it unless it walks along the tabs (`by_tab`)."""
        index = next(index for index, spec in enumerate(PAGES) if spec.name == name)
        page = self.page(name)
        self._catch_up(name)
        blocked = self.tab_row.tabs.blockSignals(True)
        self.tab_row.tabs.setCurrentIndex(index)
        self.tab_row.tabs.blockSignals(blocked)
        moved = self.stack.currentWidget() is not page
        self.stack.setCurrentWidget(page)
        if moved and not (by_tab and self.tab_row.tabs.hasFocus()):
            page.focus_record()
        if remember:
            self.trail.arrive(Stop(name, page.current()))
        self.tab_row.dress()
        self.update_state()
        return page

    def navigate(self, kind: str, id: int) -> None:
        """Follow a link to a record."""
        if kind in CARD_ONLY:
            self.bridge.ask(self, "entry", lambda ask: ask.entries.line(kind, id), lambda line: self.navigate(*line.owner))
            return
        if kind == APART:
            self.merging.apart(id)
            return
        self.note_here()
        name = page_of(kind)
        page = self.show_page(name, remember=False)
        if page.open_record(kind, id):
            page.focus_record()
            self.trail.arrive(Stop(name, (kind, id)))
        self.merging.lead_on(kind, id)
        self.update_state()

    def note_here(self) -> None:
        """Remember what is shown as the present stop of the trail."""
        page = self.current_page()
        self.trail.amend(Stop(self.page_name, page.current()))

    def go_back(self) -> None:
        self._go(-1)

    def go_forward(self) -> None:
        self._go(1)

    def _go(self, steps: int) -> None:
        self.note_here()
        stop = self.trail.move(steps)
        if stop is None:
            return
        page = self.show_page(stop.page, remember=False)
        if stop.record is not None:
            page.open_record(*stop.record)
            self.merging.lead_on(*stop.record)
        self.update_state()

    def show_chart(self, id: str, asked: Any = None) -> None:
        """Open a chart on the Charts tab, under a Filter or a Look, or compose one from a ChartSpec; "" for the first
        that suits the page shown."""
        origin = self.page_name
        page: Any = self.show_page("charts")
        page.show_chart(id, asked, origin)

    def chart_this(self) -> None:
        """Chart what the page shows; the Charts tab itself goes to its workbench."""
        if not self.current_page().chart_this():
            self.show_page("charts")

    def show_period(self, first: str, last: str) -> None:
        """Show the days `first` to `last` (ISO) on the Timeline tab."""
        page: Any = self.show_page("timeline")
        page.show_period(first, last)

    def next_pane(self) -> None:
        """Move the keyboard focus to the next pane of the page, then to the tabs."""
        panes = [*self.current_page().panes(), self.tab_row.tabs]
        focus = QApplication.focusWidget()
        at = next((i for i, pane in enumerate(panes) if focus and (pane is focus or pane.isAncestorOf(focus))), -1)
        for pane in [*panes[at + 1 :], *panes[: at + 1]]:
            if pane.isVisible() and pane.isEnabled():
                pane.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def focus_filter(self) -> None:
        self.current_page().focus_filter()

    def show_columns(self) -> None:
        self.current_page().show_columns()

    def copy(self) -> None:
        if self.current_page().copy():
            self.statusBar().showMessage(tr("Copied with headers and sources"), 4000)

    def refresh(self) -> None:
        """Ask again for what is shown."""
        everything = ChangeSet(0, "", rows={kind: frozenset({0}) for spec in PAGES for kind in spec.kinds})
        self.current_page().refresh(everything, None)

    def print_page(self) -> None:
        self.files.print_request(None)

    def toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    # -- state --------------------------------------------------------------------------------------------------

    def _changed(self, change: ChangeSet, initiator: object) -> None:
        saved = change.rows.get("claims", frozenset()) if getattr(initiator, "kind", "") == "claims" else frozenset()
        if saved:
            from pairing_desktop.ui.bench.told import tell_findings

            tell_findings(self, max(saved))
        for name in self.pages:
            self._missed.setdefault(name, []).append((change, initiator))
        self._catch_up(self.page_name)
        self.editing.ask_undo_state()
        self.update_state()

    def _catch_up(self, name: str) -> None:
        """Tell a page what changed while it was hidden: only the page in sight asks at once."""
        for change, initiator in self._missed.pop(name, []):
            self.pages[name].refresh(change, initiator)

    def _busy(self, busy: bool) -> None:
        self.update_state()
        if self._close_when_idle and not busy:
            self._close_when_idle = False
            self.close()

    def update_state(self) -> None:
        """Status bar, title and what can be done now."""
        page = self.pages.get(self.page_name)
        if page is None:
            return
        unsaved = len(self.editing.unsaved())
        self.status.show_text(page.status_text())
        self.status.show_state(
            path=self.workspace.path, who=self.workspace.who, read_only=self.workspace.read_only, unsaved=unsaved,
            busy=self.bridge.is_busy,
        )
        self.actions_by_name.enable(writing=not self.workspace.read_only, record=page.current() is not None)
        self.actions_by_name["back"].setEnabled(self.trail.can_go_back)
        self.actions_by_name["forward"].setEnabled(self.trail.can_go_forward)
        file = self.workspace.path.name.replace("[*]", "[*][*]")  # doubled: the mark of edits stands after the name
        self.setWindowTitle(f"{file}[*] – {tr('Pairing Desktop')}")
        self.setWindowModified(bool(unsaved))

    def tell_read_only(self) -> None:
        """Say once, at the top, why nothing can be changed."""
        if not self.workspace.read_only:
            return
        reason = self.workspace.read_only_reason
        first = reason.message(i18n.current()) if reason else tr("Opened read-only.")
        word = tr("Open for editing") if self._asked_read_only else tr("Try again")
        again = ((word, lambda: self.fileWanted.emit(self.workspace.path)),)
        self.banner.tell("info", first, tr("Searching, charts and printing work. Editing is switched off."), again)

    def show_problem(self, error: Exception) -> None:
        """Tell what went wrong: expected failures in the banner, anything else as a fault of the program."""
        if isinstance(error, Problem):
            self.banner.tell(
                "error",
                error.message(i18n.current()), tr("Nothing was lost: what was saved before is unchanged."),
                ((tr("Close"), self.close_banner),),
            )
        else:
            faults.report(error)

    def close_banner(self) -> None:
        """Take the banner away; the reason for being read-only and edits to take up again stay."""
        self.banner.hide()
        self.tell_read_only()
        self.editing.offer_drafts()

    def open_dialog(self, dialog: QDialog) -> None:
        """Show a dialog over this window; it is deleted when closed."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # -- leaving ------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self.editing.ask_undo_state)
        QTimer.singleShot(CHECK_AFTER, self, self.watch.start)
        QTimer.singleShot(CHECK_AFTER, self, self.editing.look_for_drafts)
        QTimer.singleShot(CHECK_AFTER, self, self.care.start)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved edits first; whatever goes wrong here keeps the window open."""
        try:
            if not self._leaving and self.editing.unsaved():
                event.ignore()
                self.editing.leave(self.leave)
                return
            if self.bridge.is_busy:
                event.ignore()
                self._close_when_idle = True
                return
            self.remember()
            self.workspace.close()
            self.bridge.close()  # last: a window that could not be closed still gets its answers
        except Exception as error:
            if not self._close_anyway:
                event.ignore()
                self._tell_close_failed(error)
                return
        event.accept()
        self.left.emit()

    def leave(self) -> None:
        """Close without asking about edits: they were saved or given up."""
        self._leaving = True
        self.close()

    def _tell_close_failed(self, error: Exception) -> None:
        self._leaving = False
        faults.write_down(error)

        def close_anyway() -> None:
            self._close_anyway = self._leaving = True
            self.close()

        self.banner.tell(
            "error",
            tr("The window could not be closed properly."),
            tr("It stays open with everything in it. What was saved before is unchanged."),
            ((tr("Close anyway"), close_anyway), (tr("Keep open"), self.close_banner)),
        )

    def remember(self) -> None:
        """Keep window, tab, columns and filters for the next run."""
        self.settings.geometry = QByteArray(self.saveGeometry())
        self.settings.tab = self.page_name
        lately.remember(self)
        for name, page in self.pages.items():
            self.settings.set_page_state(name, page.save_state())
        self.settings.sync()
