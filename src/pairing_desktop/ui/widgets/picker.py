"""The picker of linked records: type English, Chinese, pinyin or initials and choose from the list."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from pairing_desktop.domain.drafts import Pick
from pairing_desktop.domain.kinds import KINDS
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import FieldProblem
from pairing_desktop.ui import i18n, icons, theme
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.widgets.editor import LONGEST, Editor
from pairing_desktop.ui.widgets.links import plain_tip
from pairing_desktop.ui.widgets.pick_list import PickList

if TYPE_CHECKING:
    from pairing_desktop.operations.questions import Questions

_NEW = {  # kinds that can be made from inside a picker
    "projects": mark("New project…"),
    "companies": mark("New company…"),
    "places": mark("New place…"),
    "sources": mark("New source…"),
    "measures": mark("New indicator…"),
}
_LIMIT = 30


class Picker(Editor):
    """Speaks in short names (keys).  What is typed counts only once a record is chosen."""

    newWanted = Signal(str, str)  # make a new record: kind, what was typed

    def __init__(self, bridge: Bridge, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._pick: Pick | None = None
        self._enter_waits = False
        self._typed = False
        self.line = QLineEdit(self)
        self.line.setMaxLength(LONGEST)
        self.hold(self.line)
        self._icon = self.line.addAction(icons.icon("link", "muted"), QLineEdit.ActionPosition.TrailingPosition)
        self._icon.triggered.connect(self.open_list)
        self.source: Callable[[Questions, str], Sequence[Pick]] | None = None
        self._list = PickList(self.line)
        self._list.chosen.connect(self.choose_by_user)
        self._list.newWanted.connect(lambda: self.newWanted.emit(self.kind, self.line.text().strip()))
        self.set_kind(kind)
        self.line.textChanged.connect(self._text_changed)
        self.line.installEventFilter(self)
        theme.notifier.changed.connect(self._dress)

    # -- what is chosen -------------------------------------------------------------------------------------------

    @property
    def kind(self) -> str:
        return self._kind

    @property
    def pick(self) -> Pick | None:
        """The record chosen."""
        return self._pick

    def set_kind(self, kind: str) -> None:
        """Pick records of another kind from now on; what was chosen is let go."""
        self._kind = kind
        self.choose(None)
        self._dress()

    def choose(self, pick: Pick | None) -> None:
        """Show this record without telling anybody."""
        self._pick = pick
        self._typed = False
        with QSignalBlocker(self.line):
            self.line.setText(self._name(pick) if pick else "")
            self.line.setCursorPosition(0)
        self.line.setToolTip(plain_tip(self.line.text()))

    def show_typed(self, text: str) -> None:
        """Show words that were typed and not chosen from the list."""
        self.choose(None)
        with QSignalBlocker(self.line):
            self.line.setText(text)
        self._typed = bool(text)

    def choose_by_user(self, pick: Pick) -> None:
        """Show this record and tell the form."""
        self._list.hide()
        self.choose(pick)
        self.edited.emit()

    def value(self) -> str:
        return self._pick.key if self._pick else ""

    def set_value(self, value: str) -> None:
        """Show the record of this short name; its name is looked up."""
        if value == self.value() and not self._typed:
            return
        self.choose(Pick(self._kind, 0, value, value, value) if value else None)
        if value:
            kind = self._kind
            self._bridge.ask(self, "name", lambda ask: ask.locate(kind, value), self._named)

    def problem(self, field: str) -> FieldProblem | None:
        text = self.line.text().strip()
        if self._pick is not None or not text:
            return None
        unchosen = mark("“{text}” is not chosen yet: choose from the list.")
        return FieldProblem(field, unchosen, {"text": text[:60]})

    def retranslate(self) -> None:
        if self._pick is not None:
            self.choose(self._pick)

    def _named(self, pick: Pick) -> None:
        if self._pick is not None and self._pick.key == pick.key:
            self.choose(pick)

    def _name(self, pick: Pick) -> str:
        return i18n.current().pick(pick.name_en, pick.name_zh) or pick.key

    # -- the list -------------------------------------------------------------------------------------------------

    def open_list(self) -> None:
        """Show what may be chosen for the text as it stands; everything when a record is chosen already."""
        self._ask("" if self._pick else self.line.text())

    def _ask(self, text: str) -> None:
        kind, source, words = self._kind, self.source, text.strip()

        def find(ask: "Questions") -> tuple[Pick, ...]:
            return tuple(source(ask, words)) if source else ask.pick(kind, words, _LIMIT)

        self._bridge.ask(self, "list", find, self._show)

    def _show(self, picks: tuple[Pick, ...]) -> None:
        if not self.line.hasFocus() or self.composing:
            return
        new = tr(_NEW[self._kind]) if self._kind in _NEW else ""
        self._list.show_picks(picks, new)
        if self._enter_waits:
            self._enter_waits = False
            self._list.choose_current()

    def _text_changed(self, text: str) -> None:
        if self.composing:
            return
        self._pick = None
        self._typed = True
        self._enter_waits = False
        if text.strip():
            self._ask(text)
        else:
            self._bridge.forget(self, "list")
            self._list.hide()
        self.edited.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self._list.hide()
        elif event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and self._list.isVisible():
                event.accept()
                return True
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not self.composing:
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        """Keys that belong to the list; True when it took this one."""
        key, shown = event.key(), self._list.isVisible()
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        if key == Qt.Key.Key_Down and not shown:
            self.open_list()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._typed and self._pick is None:
            if shown:
                self._list.choose_current()
            else:
                self._enter_waits = bool(self.line.text().strip())
            return True
        if not shown:
            return False
        if key == Qt.Key.Key_Tab and self._typed:
            self._take_plain_match()
            return False
        return self._list.take_key(key)

    def wants(self, key: int) -> bool:
        """Whether this key belongs to the list now, and not to whatever holds the picker."""
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._typed and self._pick is None:
            return bool(self.line.text().strip())
        return self._list.isVisible() and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)

    def _take_plain_match(self) -> None:
        """Leaving with Tab takes what leaves no doubt: the only match, the one named so, or one walked to."""
        pick = self._list.certain(self.line.text())
        if pick is not None:
            self.choose_by_user(pick)

    def _dress(self) -> None:
        self._icon.setIcon(icons.icon(KINDS[self._kind].icon, "muted"))
        self._icon.setToolTip(tr("Show the list"))
