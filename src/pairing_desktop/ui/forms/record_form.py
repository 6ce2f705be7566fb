"""The form of one record: typed inputs, messages beside them, save, discard, and what if others save first."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.entries import both_names
from pairing_desktop.domain.kinds import KINDS
from pairing_desktop.domain.problems import Conflict, InvalidDraft
from pairing_desktop.ui import i18n, theme
from pairing_desktop.ui.banner import Banner
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.draft_keeper import Keeping
from pairing_desktop.ui.forms.body import Body
from pairing_desktop.ui.forms.conflict import ConflictBox
from pairing_desktop.ui.forms.edits import Edits
from pairing_desktop.ui.forms.foresight import Foresight
from pairing_desktop.ui.forms.frame import Foot, Head
from pairing_desktop.ui.forms.layouts import DEFAULTS, NEW
from pairing_desktop.ui.forms.loading import Loaded, around, load
from pairing_desktop.ui.forms.meanwhile import Meanwhile
from pairing_desktop.ui.forms.messages import Messages
from pairing_desktop.ui.forms.parts import part_of
from pairing_desktop.ui.forms.source_part import SourcePart
from pairing_desktop.ui.forms.twins import Twins
from pairing_desktop.ui.i18n import error_words, plural, tr
from pairing_desktop.ui.widgets.field import FieldBox
from pairing_desktop.ui.widgets.layouts import separator
from pairing_desktop.ui.widgets.picker import Picker


class RecordForm(QWidget):
    """Edits one row of `kind`, or with `id` None a new one that begins with `preset` (exported values).

    `saved` carries the change set; then, unless `stays` is set, `closed` follows.
    """

    saved = Signal(object)
    closed = Signal()
    instead = Signal(object)  # Pick: the new record was left for this one, which is on file
    dirtyChanged = Signal()

    def __init__(
        self,
        bridge: Bridge,
        kind: str,
        id: int | None,
        parent: QWidget | None = None,
        preset: Mapping[str, str] | None = None,
        *,
        stays: bool = False,
    ) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.kind = kind
        self.record_id = id
        self.stays = stays
        self.loaded = Loaded(Draft(kind, None, 0, {}))
        self._busy = False
        self._ready = False
        self._focus_waits = False
        self._waiting: list[Callable[[], object]] = []
        self._dirty = 0

        self.head, self.banner = Head(self), Banner(self)
        self.conflict = ConflictBox()
        self.body = Body(bridge, kind)
        self.area = QScrollArea(self)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(_stacked(self.conflict, self.body))
        self.foot = Foot(self)  # after the fields: Tab goes from the last of them to the verbs
        self.edits = Edits(kind, list(self.boxes))
        self.messages = Messages(self.boxes, self.foot, self)
        self.part = part_of(self)
        self.cites = SourcePart(self) if "source_key" in self.boxes else None
        self.meanwhile = Meanwhile(self)
        self.twins = Twins(self)
        self.foresight = Foresight(self)
        self.keeping = Keeping(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.head, separator(), self.banner):
            layout.addWidget(widget)
        layout.addWidget(self.area, 1)
        layout.addWidget(separator())
        layout.addWidget(self.foot)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._connect()
        self._load(preset or {})

    @property
    def boxes(self) -> dict[str, FieldBox]:
        """The fields in reading order."""
        return self.body.boxes

    def _connect(self) -> None:
        for box in self.boxes.values():
            box.editor.edited.connect(self.check)
        self.body.newWanted.connect(self._make_linked)
        self.foot.saveWanted.connect(self.save)
        self.foot.discardWanted.connect(self.request_close)
        self.foot.errorWanted.connect(self.go_to_error)
        self.bridge.changed.connect(self._changed_elsewhere)
        theme.notifier.changed.connect(self.retranslate)  # a change of language comes with its fonts
        self.messages.settled.connect(self.check)
        self.messages.wanted.connect(self.go_to)
        for keys, act in (
            ("F8", self.messages.go_on), ("Shift+F8", self.messages.go_back),
            ("Ctrl+Return", self.save), ("Ctrl+Enter", self.save), ("Ctrl+S", self.save), ("Esc", self._escape),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda act=act: None if self._composing() else act())

    # -- loading --------------------------------------------------------------------------------------------------

    def _load(self, preset: Mapping[str, str]) -> None:
        kind, id = self.kind, self.record_id
        self.body.setEnabled(False)
        self._tell_head()
        if id is not None:
            self.bridge.ask(self, "load", lambda ask: load(ask, kind, id), self.take, self._cannot_load)
            return
        values = {**DEFAULTS.get(kind, {}), **preset}
        if kind == "sources":
            values.setdefault("accessed_on", date.today().isoformat())
        if kind == "notes":
            values |= {"date": date.today().isoformat(), "date_precision": "day", "author": self.bridge.workspace.who}
        shown = {name: "" for name in KINDS[kind].columns if name in self.boxes}
        new = Draft(kind, None, 0, shown | values)
        self.bridge.ask(self, "load", lambda ask: around(ask, new), self.take, self._cannot_load)

    def take(self, loaded: Loaded) -> None:
        """Show a stored row (or the start of a new one), forgetting what was typed."""
        self.loaded = loaded
        self.part.take(loaded)
        self.body.show_values(loaded)
        self.edits.take(loaded.draft, self.body.typed())
        self.messages.forget()
        self._ready = True
        self.part.shown()
        self.body.setEnabled(True)
        self.check()
        if self._focus_waits:
            self._focus_waits = False
            next(iter(self.boxes.values())).editor.setFocus(Qt.FocusReason.OtherFocusReason)
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act()

    def when_ready(self, act: Callable[[], object]) -> None:
        """Do this once the row is shown: now, or when it is here."""
        if self._ready:
            act()
        else:
            self._waiting.append(act)

    def begin_at(self, field: str, why: str) -> None:
        """Put the cursor into this field, if there is one, and say why the form was opened."""
        self.banner.tell("info", why, "", ((tr("Close"), self.banner.hide),))
        if field in self.boxes:
            self.go_to(self.boxes[field])

    def adopt(self, theirs: Loaded, keep: set[str]) -> None:
        """Take a newer stored row as the ground, leaving what was typed into the fields `keep`."""
        mine = {name: self.boxes[name].editor for name in keep}
        typed = {name: editor.value() for name, editor in mine.items()}
        picks = {name: editor.pick for name, editor in mine.items() if isinstance(editor, Picker)}
        self.loaded = theirs
        self.body.show_values(theirs)
        self.edits.take(theirs.draft, self.body.typed())
        for name, editor in mine.items():
            if isinstance(editor, Picker):
                editor.choose(picks[name])
            else:
                editor.set_value(typed[name])
        self.check()

    def _cannot_load(self, error: Exception) -> None:
        self.banner.tell("error", error_words(error), "", ((tr("Close"), self._close),))

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._ready:
            next(iter(self.boxes.values())).editor.setFocus(event.reason())
        else:
            self._focus_waits = True

    # -- what stands in the form ----------------------------------------------------------------------------------

    def draft(self) -> Draft:
        """The row as it would be saved now."""
        return self.edits.draft({**self.body.typed(), **self.part.hidden_values()})

    def is_dirty(self) -> bool:
        return self._dirty > 0

    def unchosen(self) -> set[str]:
        """The fields in which something stands that only its input knows, such as a name not chosen yet."""
        return {name for name, box in self.boxes.items() if box.editor.problem(name)}

    def check(self) -> None:
        """Say again what changed, what it means and what is wrong."""
        if not self._ready or self._composing():
            return
        draft = self.draft()
        changed = self.edits.changed(draft)
        changed |= self.unchosen()
        for name, box in self.boxes.items():
            box.set_changed(name in changed and not self.edits.is_new)
        self.body.show_readings(draft, changed, self.loaded.picks)
        self.part.show_readings(draft, changed)
        self.foresight.note(draft, changed)
        problems = [
            *self.edits.problems(draft, self.part.measure, date.today().isoformat()),
            *self.part.problems(draft, changed),
            *self.foresight.problems,
        ]
        self.messages.tell(problems, changed, self.edits.is_new)
        self.twins.note(draft)
        dirty, self._dirty = self._dirty, len(changed)
        self._tell_head()
        self.foot.ask_why(self.record_id is not None)
        self.keeping.note(self.is_dirty())
        if bool(dirty) != bool(self._dirty):
            self.dirtyChanged.emit()

    def _composing(self) -> bool:
        return self.foot.composition.active or any(box.editor.composing for box in self.boxes.values())

    def _tell_head(self) -> None:
        values, kind = self.loaded.draft.values, KINDS[self.kind]
        english, chinese = both_names(kind, values)
        new = self.record_id is None
        title = tr(NEW[self.kind]) if new else i18n.current().pick(english, chinese)
        self.setAccessibleName(title)
        self.head.tell(title, tr("not saved yet") if new else tr("{kind}, editing", kind=tr(kind.one)), self._dirty)

    def go_to_error(self) -> None:
        """Put the cursor into the first field that has an error."""
        self.go_to(self.messages.first_error())

    def go_to(self, box: FieldBox | None) -> None:
        """Put the cursor into a field, if there is one."""
        if box is not None:
            self.area.ensureWidgetVisible(box, 0, 24)
            box.editor.enter()

    # -- save and discard -----------------------------------------------------------------------------------------

    def save(self) -> None:
        """Save; with errors go to the first of them instead, with nothing changed just close."""
        if self._busy or not self._ready or self._composing():
            return
        self.messages.tried = True
        self.check()
        if self.messages.first_error() is not None:
            self.go_to_error()
            return
        if not self._dirty and not self.edits.is_new:
            self._close()
            return
        draft, why = self.draft(), self.foot.why.text()
        self._busy = True
        self.banner.hide()
        self.setEnabled(False)
        self.bridge.do(
            lambda commands: commands.save(draft, why=why), initiator=self, then=self._was_saved, failed=self._not_saved
        )

    def _was_saved(self, change: ChangeSet) -> None:
        self._busy = False
        self.setEnabled(True)
        self.conflict.hide()
        touched = change.rows.get(self.kind, frozenset())
        if self.record_id is None and touched:
            self.record_id = max(touched)
        self._dirty = 0
        self.foot.why.clear()
        self.keeping.forget()
        self.dirtyChanged.emit()
        self.saved.emit(change)
        if self.stays:
            self._load({})
        else:
            self._close()

    def _not_saved(self, error: Exception) -> None:
        self._busy = False
        self.setEnabled(True)
        if isinstance(error, InvalidDraft):
            self.messages.refuse(error.problems)
            self.check()
            if self.messages.first_error() is not None:
                self.go_to_error()
                return
        if isinstance(error, Conflict) and self.record_id is not None:
            self.meanwhile.ask(error)
            return
        self.tell_not_saved(error)

    def tell_not_saved(self, error: Exception) -> None:
        """Say that a save failed and that the edit is still here."""
        self.banner.tell(
            "error",
            tr("The edit could not be saved: {reason}", reason=_after_colon(error_words(error))),
            tr("Nothing was lost: the form holds your edit."),
            ((tr("Try again"), self.save),),
        )
        self.foot.save.setFocus(Qt.FocusReason.OtherFocusReason)

    def request_close(self) -> None:
        """Close; with unsaved changes ask first, in the form."""
        if not self.is_dirty():
            self._close()
            return
        self.banner.tell(
            "caution",
            plural("{n} change is not saved yet.", "{n} changes are not saved yet.", self._dirty),
            "",
            ((tr("Keep editing"), self._keep_editing), (tr("Discard"), self.discard)),
        )

    def discard(self) -> None:
        """Forget the edits and close."""
        self._dirty = 0
        self.keeping.forget()
        self.dirtyChanged.emit()
        self._close()

    def _keep_editing(self) -> None:
        self.banner.hide()
        next(iter(self.boxes.values())).editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _escape(self) -> None:
        if self.banner.isHidden() or not self.is_dirty():
            self.request_close()
        else:
            self.banner.hide()

    def _close(self) -> None:
        self._ready = False
        self.closed.emit()
        self.deleteLater()

    # -- others ---------------------------------------------------------------------------------------------------

    def _changed_elsewhere(self, change: ChangeSet, initiator: object) -> None:
        if initiator is not self and self._ready and self.record_id in change.rows.get(self.kind, ()):
            self.meanwhile.ask(None)

    def _make_linked(self, picker: Picker, kind: str, text: str) -> None:
        from pairing_desktop.ui.forms.linked import make_linked

        make_linked(self, picker, kind, text)

    def retranslate(self) -> None:
        """Say everything again in the current language."""
        self.body.retranslate()
        if self.cites is not None:
            self.cites.retranslate()
        self.foot.retranslate()
        self.check()


def _after_colon(sentence: str) -> str:
    """An English sentence as it goes on after a colon; one that begins with a name keeps its capital."""
    first = sentence.partition(" ")[0]
    return sentence[0].lower() + sentence[1:] if first in ("The", "This", "Another", "Opened", "No") else sentence


def _stacked(upper: QWidget, lower: QWidget) -> QWidget:
    both = QWidget()
    layout = QVBoxLayout(both)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(upper)
    layout.addWidget(lower, 1)
    return both
