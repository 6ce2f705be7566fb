"""While a claim, a project or a place is typed: what the checks would say of it stands beside the fields as warnings."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.kinds import CLAIMS, PLACES, PROJECTS
from pairing_desktop.domain.problems import FieldProblem

if TYPE_CHECKING:
    from pairing_desktop.ui.forms.record_form import RecordForm

WAIT = 500  # milliseconds without a key before one asks
_KINDS = frozenset({CLAIMS.name, PROJECTS.name, PLACES.name})
_NO_MATTER = frozenset({"note", "reliability_note", "assessment", "assessment_note", "other_names", "companies"})


class Foresight(QObject):
    """Asks in the reader's thread once nothing is typed for a moment; what was found stands until the next answer."""

    def __init__(self, form: "RecordForm") -> None:
        super().__init__(form)
        self._form = form
        self._asked: dict[str, str] = {}
        self._draft: Draft | None = None
        self.problems: tuple[FieldProblem, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT)
        self._timer.timeout.connect(self._ask)

    def note(self, draft: Draft, changed: set[str]) -> None:
        """Something may have been typed; a row as it is on file has its findings elsewhere."""
        said = {name: text for name, text in draft.values.items() if name not in _NO_MATTER}
        if draft.kind not in _KINDS or said == self._asked:
            return
        self._asked = said
        if not changed - _NO_MATTER:
            self._timer.stop()
            self._form.bridge.forget(self, "foresee")
            self._draft, self.problems = None, ()
            return
        self._draft = draft
        self._timer.start()

    def _ask(self) -> None:
        draft = self._draft
        if draft is not None:
            self._form.bridge.ask(self, "foresee", lambda ask: ask.editing.foresee(draft), self._take)

    def _take(self, found: tuple[FieldProblem, ...]) -> None:
        if self._draft is not None and found != self.problems:
            self.problems = found
            self._form.check()
