"""Somebody saved the record while it was being edited: compare, tell, let the user choose, save again."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pairing_desktop.domain.cards import HistoryLine
from pairing_desktop.domain.drafts import Pick
from pairing_desktop.domain.kinds import KINDS
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import Conflict
from pairing_desktop.ui.forms.conflict import Difference
from pairing_desktop.ui.forms.fields import said, show_value
from pairing_desktop.ui.forms.loading import Loaded, load
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.widgets.picker import Picker

if TYPE_CHECKING:
    from pairing_desktop.ui.forms.record_form import RecordForm


class Meanwhile(QObject):
    """Brings a newer stored row into the form without losing what was typed."""

    def __init__(self, form: "RecordForm") -> None:
        super().__init__(form)
        self._form = form
        self._theirs: Loaded | None = None
        self._typed: dict[str, str] = {}
        self._picks: dict[str, Pick] = {}
        form.conflict.chosen.connect(self._choose)

    def ask(self, refusal: Exception | None) -> None:
        """Fetch the stored row; `refusal` is the conflict a save met, None when others were seen saving."""
        kind, id = self._form.kind, self._form.record_id
        assert id is not None
        self._form.bridge.ask(
            self, "theirs",
            lambda ask: (
                load(ask, kind, id),
                ask.history(kind, id)[:1],
                any((pick.kind, pick.id) == (kind, id) for pick in ask.trash()),
            ),
            lambda answer: self._take(*answer, refusal), self._form.tell_not_saved,
        )

    def _take(
        self, theirs: Loaded, history: tuple[HistoryLine, ...], in_trash: bool, refusal: Exception | None
    ) -> None:
        form = self._form
        if in_trash:
            if form.is_dirty():
                form.tell_not_saved(refusal or Conflict(mark("This record lies in the trash now. Restore it first.")))
            else:
                form.request_close()
            return
        if theirs.draft.rev == form.edits.stored.rev:
            return
        if not form.is_dirty():
            form.take(theirs)
            return
        mine, before = form.draft(), form.edits.stored.values
        kind = KINDS[form.kind]
        changed = form.edits.changed(mine)
        differences = []
        picks = {
            name: box.editor.pick for name, box in form.boxes.items()
            if isinstance(box.editor, Picker) and box.editor.pick is not None
        }
        self._theirs, self._typed, self._picks = theirs, form.body.typed(), picks
        for name, box in form.boxes.items():
            field = kind.field(name)
            group = (name, field.precision) if field.precision else (name,)
            if all(theirs.draft.values.get(one) == before.get(one) for one in group):
                continue
            if all(theirs.draft.values.get(one) == mine.values.get(one) for one in group):
                continue
            differences.append(Difference(
                name, box.label(), said(form.kind, field, mine.values, picks),
                said(form.kind, field, theirs.draft.values, theirs.picks), name in changed,
            ))
        form.adopt(theirs, changed)
        form.conflict.show_differences(differences)
        form.area.ensureVisible(0, 0)
        who = next((line.who for line in history if line.who), "") or tr("Somebody")
        form.banner.tell(
            "caution",
            tr("{who} changed this record since you opened it.", who=who),
            tr("Nothing was overwritten. Choose which values stay, then save again.")
            if differences else tr("Nothing was overwritten, and your changes are still here: save again."),
            ((tr("Save"), form.save),),
        )

    def _choose(self, name: str, mine: bool) -> None:
        form, theirs = self._form, self._theirs
        if theirs is None:
            return
        box, field = form.boxes[name], KINDS[form.kind].field(name)
        if mine and isinstance(box.editor, Picker):
            box.editor.choose(self._picks.get(name))
        elif mine:
            box.editor.set_value(self._typed[name])
        else:
            show_value(box.editor, field, theirs.draft.values, theirs.picks)
        form.check()
