"""Saying that a source took over from another, or that it did not after all, with the reason."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.ui import theme
from pairing_desktop.ui.bench.words import LONGEST, refusal
from pairing_desktop.ui.bridge import Bridge
from pairing_desktop.ui.dialogs.frame import Dialog
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.widgets.field import Message
from pairing_desktop.ui.widgets.links import plain_label
from pairing_desktop.ui.widgets.picker import Picker


class DeriveDialog(Dialog):
    """For the source called `title`.  With `other` (integer key and title) it takes that link back."""

    def __init__(
        self, bridge: Bridge, source: int, title: str, parent: QWidget | None = None,
        other: tuple[int, str] | None = None,
    ) -> None:
        super().__init__(tr("Derives from…") if other is None else tr("Does not derive from it"), parent)
        self._bridge, self._source, self._other = bridge, source, other
        said = plain_label(tr("“{title}” took over from:", title=title) if other is None else
                           tr("“{title}” did not take over from “{other}”.", title=title, other=other[1]), wrap=True)
        self.body.addWidget(said)
        self.picker = Picker(bridge, "sources", self)
        self.picker.line.setAccessibleName(tr("Source taken over from"))
        self.picker.setVisible(other is None)
        self.body.addWidget(self.picker)
        what = tr("What is taken over: wording, figures, the whole text")
        self.body.addWidget(plain_label(what if other is None else tr("Reason (kept for ever)"), "small", muted=True))
        self.note = QLineEdit(self)
        self.note.setMaxLength(LONGEST)
        self.note.setMinimumWidth(420)
        self.note.setAccessibleName(tr("Reason (kept for ever)"))
        self.body.addWidget(self.note)
        self.message = Message(self)
        self.body.addWidget(self.message)
        self.note.textChanged.connect(lambda _: self._complain("", self.note))
        if other is None:
            self.body.addWidget(plain_label(
                tr("A reprint does not count a second time: trust marks take both as one source."), "small", muted=True,
                wrap=True))
        self.add_button(tr("Cancel"), self.reject)
        self.save = self.add_button(tr("Add source") if other is None else tr("Take back"), self.act, primary=True)

    def act(self) -> None:
        """Write it, unless something is missing."""
        pick, note, source = self.picker.pick, self.note.text().strip(), self._source
        if self._other is None and pick is None:
            self._complain(tr("Choose a source from the list."), self.picker.line)
        elif not note:
            self._complain(tr("Say why: the reason is kept for ever."), self.note)
        elif self._other is not None:
            other = self._other[0]
            self._bridge.do(lambda do: do.underive_source(source, other, note), then=self._done, failed=self._refused)
        elif pick is not None:
            id = pick.id
            self._bridge.do(lambda do: do.derive_source(source, id, note), then=self._done, failed=self._refused)

    def _done(self, change: ChangeSet) -> None:
        self.accept()

    def _refused(self, error: Exception) -> None:
        words = refusal(error)
        if words is None:
            self._bridge.problem.emit(error)
        else:
            self._complain(words, self.note)

    def _complain(self, words: str, field: QLineEdit) -> None:
        self.message.tell(words, True)
        for one in (self.picker.line, self.note):
            theme.edge(one, "error" if words and one is field else "")
        if words:
            field.setAccessibleDescription(words)
            field.setFocus(Qt.FocusReason.OtherFocusReason)
