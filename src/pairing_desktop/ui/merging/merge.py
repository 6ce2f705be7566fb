"""Two records side by side: which one stays, which value of each field, and what moves with the other."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget

from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.display import in_sentence
from pairing_desktop.domain.kinds import KINDS
from pairing_desktop.domain.merging import MergeRequest, Side, SideBySide, suggested
from pairing_desktop.domain.problems import InvalidDraft, Problem
from pairing_desktop.ui import i18n
from pairing_desktop.ui.dialogs.frame import Dialog, Told
from pairing_desktop.ui.i18n import plural, tr
from pairing_desktop.ui.merging.choices import FieldChoices
from pairing_desktop.ui.widgets.links import plain_label

if TYPE_CHECKING:
    from pairing_desktop.ui.window import MainWindow

_LONGEST = 60  # characters of a name in a button or a sentence


class MergeDialog(Dialog):
    """`one` and `two` are records of `kind`; the one on which more hangs is suggested to stay."""

    def __init__(self, window: "MainWindow", kind: str, one: int, two: int, parent: QWidget | None = None) -> None:
        super().__init__(tr("Merge two records"), parent or window)
        self._window = window
        self.kind = KINDS[kind]
        self._both: SideBySide | None = None
        self._doing = False
        self.keep = QButtonGroup(self)
        self.radios = (QRadioButton(self), QRadioButton(self))
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(plain_label(tr("Which one stays:")))
        for number, radio in enumerate(self.radios):
            self.keep.addButton(radio, number)
            line.addWidget(radio)
        line.addStretch(1)
        self.body.addLayout(line)
        self.choices: FieldChoices | None = None
        self.moves = plain_label(wrap=True)
        self.body.addWidget(self.moves)
        self.hint = plain_label(tr("← and → choose which value stays, ↑ and ↓ the field."), muted=True, size="small", wrap=True)
        self.body.addWidget(self.hint)
        self.message = Told()
        self.body.addWidget(self.message)
        self.add_button(tr("Cancel"), self.reject)
        self.button = self.add_button(tr("Merge"), self.merge, primary=True)
        self.button.setEnabled(False)
        self.resize(900, 600)
        self._ask(kind, one, two)

    def _ask(self, kind: str, one: int, two: int) -> None:
        self._window.bridge.ask(
            self, "both", lambda ask: ask.merging.side_by_side(kind, one, two), self._take, self._failed
        )

    def _take(self, both: SideBySide) -> None:
        self._both = both
        self.choices = FieldChoices(self.kind, both, self)
        self.body.insertWidget(1, self.choices, 1)
        names = [self._named(side) for side in both.sides]
        self.choices.name_sides((names[0], names[1]))
        for radio, name in zip(self.radios, names, strict=True):
            radio.setText(name.replace("&", "&&"))
        self.keep.idToggled.connect(self._kept_chosen)
        self.radios[int(both.sides[1].weight > both.sides[0].weight)].setChecked(True)
        self.choices.setFocus()
        if both.obstacle is not None:
            self._tell(both.obstacle)
        elif self._window.workspace.read_only_reason is not None:
            self._tell(self._window.workspace.read_only_reason)
        else:
            self.button.setEnabled(True)

    def _named(self, side: Side) -> str:
        name = side.pick.called(i18n.current())
        return name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"

    @property
    def kept(self) -> int:
        """0 when the left record stays, 1 for the right one."""
        return self.keep.checkedId()

    def _kept_chosen(self, _id: int, on: bool) -> None:
        if not on or self._both is None or self.choices is None:
            return
        kept, gone = self._both.sides[self.kept], self._both.sides[1 - self.kept]
        self.choices.suggest(self.kept, suggested(self.kind, kept.values, gone.values))
        moving = i18n.current().list_comma.join(
            tr("{what}: {n}", what=in_sentence(tr(what)), n=f"{count:,}") for what, count in gone.moves
        )
        said = tr("“{gone}” goes into “{kept}”; its names are kept as other names, its short name leads on.",
                  gone=self._named(gone), kept=self._named(kept))  # fmt: skip
        moves = tr("What moves: {what}.", what=moving) if moving else tr("Nothing else hangs on it.")
        if self._both.same:
            moves += "\n" + plural(
                "{n} claim that both have from the same place goes to the trash.",
                "{n} claims that both have from the same place go to the trash.", self._both.same,
            )  # fmt: skip
        self.moves.setText(f"{said}\n{moves}")

    def merge(self) -> None:
        """Make one of the two."""
        if self._both is None or self.choices is None or self._doing or not self.button.isEnabled():
            return
        kept, gone = self._both.sides[self.kept], self._both.sides[1 - self.kept]
        request = MergeRequest(
            self.kind.name, kept.pick.id, kept.rev, gone.pick.id, gone.rev, self.choices.taken(self.kept)
        )
        self._doing = True
        self.button.setEnabled(False)
        self._window.bridge.do(
            lambda commands: commands.merging.merge(request), initiator=self,
            then=lambda change: self._done(change, kept), failed=self._failed,
        )

    def _done(self, _change: ChangeSet, kept: Side) -> None:
        key = self._window.actions_by_name.undo_key
        self._window.statusBar().showMessage(tr("Merged. {key} takes it back.", key=key), 8000)
        into_window = self.parent() is self._window
        self.accept()
        if into_window:
            self._window.navigate(kept.pick.kind, kept.pick.id)

    def _failed(self, error: Exception) -> None:
        self._doing = False
        if not isinstance(error, Problem):
            raise error
        self._tell(error)

    def _tell(self, error: Problem) -> None:
        """Say why not, and beside it what is wrong with which field."""
        language = i18n.current()
        lines = [error.message(language)]
        if isinstance(error, InvalidDraft):
            lines += [
                tr("{field}: {text}", field=tr(self.kind.field(one.field).label), text=one.message(language))
                for one in error.problems
            ]
            self.button.setEnabled(True)
        self.message.tell("\n".join(lines), "error")
