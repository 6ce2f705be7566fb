"""Go to anything: records found as one types, tabs and acts, grouped by kind; Enter opens."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QKeyEvent
from PySide6.QtWidgets import QDialog, QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout

from pairing_desktop.domain.drafts import Pick
from pairing_desktop.domain.hits import Fit, Group, Hit, Hits
from pairing_desktop.domain.kinds import KINDS, Kind
from pairing_desktop.domain.serials import SerialProblem, is_attempt, read_serial
from pairing_desktop.domain.snapshots import NAMING as SNAPSHOTS
from pairing_desktop.domain.snapshots import Naming
from pairing_desktop.domain.traditional import plain
from pairing_desktop.ui import i18n, icons, lately, theme
from pairing_desktop.ui.dialogs.go_to_acts import TABS, Target, Way, fit, ways
from pairing_desktop.ui.dialogs.listing import LONGEST_TIP
from pairing_desktop.ui.forms.layouts import NEW
from pairing_desktop.ui.forms.linked import named
from pairing_desktop.ui.i18n import plural, tr
from pairing_desktop.ui.widgets.flat_rows import FlatRows
from pairing_desktop.ui.widgets.links import plain_label, plain_tip

if TYPE_CHECKING:
    from pairing_desktop.ui.window import MainWindow

HITS = 40
RECENT = 8
_NEW_BY_NAME = ("projects", "companies", "places", "sources")  # what one can begin with the name that was not found
_ACTS_SHOWN = 8
_LONGEST_NAME = 80  # characters of a text that may be meant as a name
_FILTERED = ("projects", "companies", "places", "claims", "sources")  # kinds whose list takes a text
_DATA = Qt.ItemDataRole.UserRole
_COUNT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class GoToDialog(QDialog):
    """Text under composition never searches: Qt reports it only when it is done."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._ways = ways(window)
        self._spoken: dict[str, str] = {}
        self._meant = ""
        self.setWindowTitle(tr("Go to anything"))
        self.box = QLineEdit(self)
        self.box.setAccessibleName(tr("Go to anything"))
        self.box.setPlaceholderText(tr("A name, a figure, a word of a text, a serial, an act"))
        self.box.setClearButtonEnabled(True)
        self.box.setMaxLength(200)
        self.box.textChanged.connect(self._ask)
        self.box.installEventFilter(self)
        self.hits = QTreeWidget(self)
        self.hits.setAccessibleName(tr("Found"))
        self.hits.setColumnCount(2)
        self.hits.setProperty("framed", True)
        self.hits.setHeaderHidden(True)
        self.hits.setItemDelegate(FlatRows(self.hits))
        self.hits.setRootIsDecorated(False)
        self.hits.setIndentation(0)
        self.hits.setUniformRowHeights(True)
        self.hits.header().setStretchLastSection(False)
        self.hits.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.hits.setColumnWidth(1, 300)
        self.hits.itemActivated.connect(self._open)
        self._note = plain_label(muted=True, size="small")
        self._asked = False  # the hits shown are not those of the text yet
        self._enter_waits = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(self.box)
        layout.addWidget(self.hits, 1)
        layout.addWidget(self._note)
        self.resize(780, 540)
        self._place()
        self._take_recent(((), ()))
        self._ask("")
        if i18n.current().is_chinese:
            names = tuple(way.name for way in self._ways)
            window.bridge.ask(self, "spoken", lambda ask: ask.spoken(names), self._take_spoken)

    def _place(self) -> None:
        corner = self._window.tab_row.go_to.mapToGlobal(self._window.tab_row.go_to.rect().topRight())
        self.move(corner.x() - self.width(), corner.y())

    # -- asking ---------------------------------------------------------------------------------------------------

    def _ask(self, text: str) -> None:
        wanted = text.strip()
        self._asked, self._enter_waits = bool(wanted), False
        if wanted:
            self._window.bridge.ask(
                self, "find", lambda ask: ask.find(wanted, HITS), lambda found: self._take(wanted, found)
            )
            return
        looked_at = lately.looked_at(self._window)
        self._window.bridge.ask(self, "find", lambda ask: ask.recent(looked_at, RECENT), self._take_recent)

    def _take_spoken(self, spoken: dict[str, str]) -> None:
        self._spoken = spoken

    def _take_recent(self, recent: tuple[tuple[Pick, ...], tuple[Pick, ...]]) -> None:
        """Without a text: what one was at lately, then the tabs."""
        self.hits.clear()
        looked_at, changed = recent
        for head, picks in ((tr("Looked at lately"), looked_at), (tr("Changed lately"), changed)):
            if picks:
                self._head(head)
            for pick in picks:
                kind = _naming(pick.kind)
                self._hit(pick.called(i18n.current()), tr(kind.one), kind.icon, ("record", pick.kind, pick.id))
        self._add_ways([way for way in self._ways if way.head == TABS])
        self._select_first()
        self._note.setText(tr("Enter opens, Ctrl+Down goes to the next kind, Esc closes"))

    def _take(self, text: str, found: Hits) -> None:
        self._asked, self._meant = False, found.meant
        self.hits.clear()
        folded = plain(text)
        fits = {way: how for way in self._ways if (how := fit(folded, way, self._spoken)) is not None}
        best = min((hit.fit for group in found.groups for hit in group.hits), default=None)
        ranked = sorted(fits, key=lambda way: fits[way])
        acts = [way for way in ranked if fits[way] < 3 or best is None]
        first = [way for way in acts if fits[way] == 0] if best is None or best > Fit.BEGINS else []
        self._add_ways(first[:_ACTS_SHOWN])
        if found.meant and found.groups:
            self._head(_instead(text, found.meant))
        for group in found.groups:
            self._add_group(group, text)
        self._add_ways([way for way in acts if way not in first][:_ACTS_SHOWN])
        if not self.hits.topLevelItemCount():
            self._offer_new(text)
        if found.trashed:
            self._head(tr("Trash"))
            trashed = plural("{n} more lies in the trash", "{n} more lie in the trash", found.trashed)
            self._hit(trashed, "", "trash", ("trash", text, 0))
        self._select_first()
        self._tell(text, found)
        if self._enter_waits:
            self._enter_waits = False
            self._open_current()

    def _tell(self, text: str, found: Hits) -> None:
        count = sum(group.count for group in found.groups)
        if is_attempt(text) and not count:
            self._note.setText(_about_serial(text))
        elif not count and not any(item and item[0] != "new" for item in self._targets()):
            self._note.setText(tr("Nothing on file matches “{text}”. Fewer or other words may help.", text=text))
        else:
            more = any(group.more for group in found.groups)
            said = tr("more than {n} found", n=count) if more else plural("{n} found", "{n} found", count) if count else ""
            keys = tr("Enter opens, Ctrl+Down goes to the next kind, Esc closes")
            self._note.setText("   ".join(part for part in (said, keys) if part))

    # -- rows -----------------------------------------------------------------------------------------------------

    def _add_group(self, group: Group, text: str) -> None:
        kind = _naming(group.kind)
        shown = len(group.hits)
        if group.count == shown and not group.more:
            count = str(shown)
        elif group.more:
            count = tr("{shown} of more than {n}", shown=shown, n=group.count - group.count % 100)
        else:
            count = tr("{shown} of {n}", shown=shown, n=group.count)
        self._head(tr(kind.label), count)
        for hit in group.hits:
            self._hit(hit.pick.called(i18n.current()), _why(hit, text), kind.icon, ("record", group.kind, hit.pick.id))
        figures = any(hit.fit is Fit.FIGURE for hit in group.hits)  # the filter of a list knows words only
        if shown < group.count and not figures and group.kind in _FILTERED:
            name = tr("Show all in the list: {kind}", kind=tr(kind.label))
            self._hit(name, "", "filter", ("list", group.kind, 0))

    def _add_ways(self, found: list[Way]) -> None:
        head = ""
        for way in sorted(found, key=lambda way: [one.head for one in found].index(way.head)):
            if way.head != head:
                head = way.head
                self._head(tr(head))
            self._hit(way.name, way.hint, way.icon, way.target)

    def _offer_new(self, text: str) -> None:
        """Nothing is found: what one typed may be the name of something new."""
        if self._window.workspace.read_only or len(text) > _LONGEST_NAME:
            return
        self._head(tr("Not on file. Make it:"))
        for kind in _NEW_BY_NAME:
            self._hit(tr("{kind} “{name}”", kind=tr(NEW[kind]), name=text), "", KINDS[kind].icon, ("new", kind, 1))

    def _head(self, text: str, count: str = "") -> None:
        item = QTreeWidgetItem([text, count])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        item.setFirstColumnSpanned(not count)
        self._dress(item)
        item.setTextAlignment(1, _COUNT)
        for column in (0, 1):
            item.setFont(column, theme.metrics().small)
            item.setForeground(column, QBrush(QColor(theme.tokens().muted)))
        self.hits.addTopLevelItem(item)

    def _hit(self, name: str, hint: str, icon: str, target: Target) -> None:
        item = QTreeWidgetItem([" ".join(name.split()), " ".join(hint.split())])
        item.setData(0, _DATA, target)
        item.setToolTip(0, plain_tip(name, LONGEST_TIP))
        item.setToolTip(1, plain_tip(hint, LONGEST_TIP))
        if icon:
            item.setIcon(0, icons.icon(icon, "muted"))
        item.setForeground(1, QBrush(QColor(theme.tokens().muted)))
        item.setFont(1, theme.metrics().small)
        self._dress(item)
        self.hits.addTopLevelItem(item)

    def _dress(self, item: QTreeWidgetItem) -> None:
        item.setSizeHint(0, QSize(200, theme.metrics().row))

    def _targets(self) -> list[Target | None]:
        items = (self.hits.topLevelItem(row) for row in range(self.hits.topLevelItemCount()))
        return [item.data(0, _DATA) for item in items if item is not None]

    # -- choosing -------------------------------------------------------------------------------------------------

    def _select_first(self) -> None:
        first = self._next(-1, 1)
        if first is not None:
            self.hits.setCurrentItem(first)

    def _next(self, at: int, step: int, *, kind: bool = False) -> QTreeWidgetItem | None:
        """The nearest hit from row `at` in this direction; heads are stepped over.  With `kind` the first of another
        kind."""
        row, headed = at + step, not kind
        while 0 <= row < self.hits.topLevelItemCount():
            item = self.hits.topLevelItem(row)
            if item is not None and item.data(0, _DATA) is not None and headed:
                if kind and step < 0:  # from its last row to its first
                    while (before := self.hits.topLevelItem(row - 1)) is not None and before.data(0, _DATA) is not None:
                        item, row = before, row - 1
                return item
            headed = headed or (item is not None and item.data(0, _DATA) is None)
            row += step
        return None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.box and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
            if event.key() in steps:
                self._move(steps[Qt.Key(event.key())], kind=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
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

    def _move(self, steps: int, *, kind: bool) -> None:
        current = self.hits.currentItem()
        for _ in range(1 if kind else abs(steps)):
            at = self.hits.indexOfTopLevelItem(current) if current is not None else -1
            following = self._next(at, 1 if steps > 0 else -1, kind=kind)
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
        text, window = self._meant or self.box.text().strip(), self._window
        self.accept()
        if what == "record":
            window.navigate(name, id)
        elif what == "tab":
            window.show_page(name)
        elif what == "list":
            lately.show_filtered(window, name, text)
        elif what == "new":
            window.editing.new(name, named(name, text) if id else None)
        elif what == "chart":
            window.show_chart(name)
        elif what == "help":
            window.dialogs.contents(name)
        elif what == "trash":
            window.dialogs.trash(name)
        else:
            window.actions_by_name[name].trigger()


def _naming(kind: str) -> Kind | Naming:
    return SNAPSHOTS if kind == SNAPSHOTS.name else KINDS[kind]


def _why(hit: Hit, text: str) -> str:
    """What is told beside a hit: the other name or the words that fit, else its hint."""
    if hit.alias:
        return tr("also: {name}", name=hit.alias)
    if hit.passage:
        return hit.passage
    pick, chinese = hit.pick, i18n.current().is_chinese
    terms, other = plain(text).split(), pick.name_en if chinese else pick.name_zh
    shown = plain(f"{pick.called(i18n.current())} {pick.hint} {pick.hint_zh}")
    if any(term in plain(other) and term not in shown for term in terms):
        return other
    return (pick.hint_zh or pick.hint) if chinese else (pick.hint or pick.hint_zh)


def _instead(text: str, meant: str) -> str:
    """A head that says what is shown in place of what is nowhere written so."""
    if any("\u3400" <= sign <= "\u9fff" for sign in text) and meant.isascii():
        return tr("“{text}” stands nowhere. What sounds like it:", text=text)
    return tr("“{text}” stands nowhere. Found for “{meant}”:", text=text, meant=meant)


def _about_serial(text: str) -> str:
    """Why a serial that is being typed finds nothing."""
    try:
        serial = read_serial(text)
    except SerialProblem as problem:
        return problem.message(i18n.current())
    return tr("No page with the serial {serial} was registered in this file.", serial=serial)
