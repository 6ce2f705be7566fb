"""Go to anything: records found as one types, tabs and acts, grouped by kind; Enter opens."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QKeyEvent
from PySide6.QtWidgets import QDialog, QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout

from pairing_desktop.domain.display import name_text
from pairing_desktop.domain.drafts import Pick
from pairing_desktop.domain.kinds import KINDS
from pairing_desktop.domain.serials import SerialProblem, is_attempt, read_serial
from pairing_desktop.domain.snapshots import NAMING as SNAPSHOTS
from pairing_desktop.domain.text import fold
from pairing_desktop.ui import i18n, icons, theme
from pairing_desktop.ui.actions import acts
from pairing_desktop.ui.dialogs.frame import label
from pairing_desktop.ui.dialogs.listing import escaped
from pairing_desktop.ui.i18n import plural, tr
from pairing_desktop.ui.pages import PAGES

if TYPE_CHECKING:
    from pairing_desktop.ui.window import MainWindow

HITS = 40
_DATA = Qt.ItemDataRole.UserRole
Target = tuple[str, str, int]  # ("record", kind, id), ("tab", name, 0) or ("act", name, 0)


class GoToDialog(QDialog):
    """Text under composition never searches: Qt reports it only when it is done."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.setWindowTitle(tr("Go to anything"))
        self.box = QLineEdit(self)
        self.box.setAccessibleName(tr("Go to anything"))
        self.box.setPlaceholderText(tr("A name, a word, a year, a tab or an act"))
        self.box.setClearButtonEnabled(True)
        self.box.setMaxLength(200)
        self.box.textChanged.connect(self._ask)
        self.box.installEventFilter(self)
        self.hits = QTreeWidget(self)
        self.hits.setAccessibleName(tr("Found"))
        self.hits.setColumnCount(2)
        self.hits.setProperty("framed", True)
        self.hits.setHeaderHidden(True)
        self.hits.setRootIsDecorated(False)
        self.hits.setIndentation(0)
        self.hits.setUniformRowHeights(True)
        self.hits.header().setStretchLastSection(False)
        self.hits.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.hits.setColumnWidth(1, 180)
        self.hits.itemActivated.connect(self._open)
        self._note = label(muted=True, size="small")
        self._asked = False  # the hits shown are not those of the text yet
        self._enter_waits = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(self.box)
        layout.addWidget(self.hits, 1)
        layout.addWidget(self._note)
        self.resize(680, 480)
        self._place()
        self._take("", ())

    def _place(self) -> None:
        corner = self._window.tab_row.go_to.mapToGlobal(self._window.tab_row.go_to.rect().topRight())
        self.move(corner.x() - self.width(), corner.y())

    def _ask(self, text: str) -> None:
        wanted = text.strip()
        self._asked, self._enter_waits = bool(wanted), False
        if not wanted:
            self._window.bridge.forget(self, "find")
            self._take("", ())
            return
        self._window.bridge.ask(
            self, "find", lambda ask: ask.find(wanted, HITS), lambda picks: self._take(wanted, picks)
        )

    def _take(self, text: str, picks: tuple[Pick, ...]) -> None:
        self._asked = False
        self.hits.clear()
        for kind in dict.fromkeys(pick.kind for pick in picks):
            naming = SNAPSHOTS if kind == SNAPSHOTS.name else KINDS[kind]
            self._head(tr(naming.label))
            for pick in picks:
                if pick.kind == kind:
                    name = name_text(pick.name_en, pick.name_zh, i18n.current()) or pick.key
                    self._hit(name, pick.hint, naming.icon, ("record", kind, pick.id))
        self._add_tabs(text)
        self._add_acts(text)
        self._select_first()
        if is_attempt(text) and not picks:
            self._note.setText(_about_serial(text))
        elif text and not self.hits.topLevelItemCount():
            self._note.setText(tr("Nothing on file matches “{text}”.", text=text))
        else:
            found = plural("{n} record", "{n} records", len(picks)) if text else ""
            self._note.setText("   ".join(part for part in (found, tr("Enter opens, Esc closes")) if part))
        if self._enter_waits:
            self._enter_waits = False
            self._open_current()

    def _add_tabs(self, text: str) -> None:
        found = [spec for spec in PAGES if _matches(text, tr(spec.title))]
        if found:
            self._head(tr("Tabs"))
        for spec in found:
            self._hit(tr(spec.title), f"Ctrl+{PAGES.index(spec) + 1}", spec.icon, ("tab", spec.name, 0))

    def _add_acts(self, text: str) -> None:
        actions = self._window.actions_by_name
        found = [act for act in acts() if text and act.name != "go_to" and _matches(text, tr(act.text))]
        found = [act for act in found if actions[act.name].isEnabled()]
        if found:
            self._head(tr("Acts"))
        for act in found:
            keys = actions[act.name].shortcut().toString()
            self._hit(tr(act.text), keys, act.icon, ("act", act.name, 0))

    def _head(self, text: str) -> None:
        item = QTreeWidgetItem([text])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        item.setFirstColumnSpanned(True)
        self._dress(item)
        item.setFont(0, theme.metrics().small)
        item.setForeground(0, QBrush(QColor(theme.tokens().muted)))
        self.hits.addTopLevelItem(item)

    def _hit(self, name: str, hint: str, icon: str, target: Target) -> None:
        item = QTreeWidgetItem([" ".join(name.split()), " ".join(hint.split())])
        item.setData(0, _DATA, target)
        item.setToolTip(0, escaped(name))
        if icon:
            item.setIcon(0, icons.icon(icon, "muted"))
        item.setForeground(1, QBrush(QColor(theme.tokens().muted)))
        item.setFont(1, theme.metrics().small)
        self._dress(item)
        self.hits.addTopLevelItem(item)

    def _dress(self, item: QTreeWidgetItem) -> None:
        item.setSizeHint(0, QSize(200, theme.metrics().row))

    def _select_first(self) -> None:
        first = self._next(-1, 1)
        if first is not None:
            self.hits.setCurrentItem(first)

    def _next(self, at: int, step: int) -> QTreeWidgetItem | None:
        """The nearest hit from row `at` in this direction; heads are stepped over."""
        row = at + step
        while 0 <= row < self.hits.topLevelItemCount():
            item = self.hits.topLevelItem(row)
            if item is not None and item.data(0, _DATA) is not None:
                return item
            row += step
        return None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.box and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
            if event.key() in steps:
                self._move(steps[Qt.Key(event.key())])
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._open_current()
                return True
        return super().eventFilter(watched, event)

    def _open_current(self) -> None:
        """Open the hit that is chosen; while hits are on their way, wait: those shown are of an earlier text."""
        item = self.hits.currentItem()
        if self._asked:
            self._enter_waits = True
        elif item is not None:
            self._open(item)

    def _move(self, steps: int) -> None:
        current = self.hits.currentItem()
        for _ in range(abs(steps)):
            at = self.hits.indexOfTopLevelItem(current) if current is not None else -1
            following = self._next(at, 1 if steps > 0 else -1)
            if following is None:
                break
            current = following
        if current is not None:
            self.hits.setCurrentItem(current)

    def _open(self, item: QTreeWidgetItem) -> None:
        target: Target | None = item.data(0, _DATA)
        if target is None:
            return
        what, name, id = target
        self.accept()
        if what == "record":
            self._window.navigate(name, id)
        elif what == "tab":
            self._window.show_page(name)
        else:
            self._window.actions_by_name[name].trigger()


def _about_serial(text: str) -> str:
    """Why a serial that is being typed finds nothing."""
    try:
        serial = read_serial(text)
    except SerialProblem as problem:
        return problem.message(i18n.current())
    return tr("No page with the serial {serial} was registered in this file.", serial=serial)


def _matches(text: str, name: str) -> bool:
    return not text or fold(text) in fold(name)
