"""While a new record is typed: a record on file that it may be is told, and can be opened instead."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from pairing_desktop.domain.display import name_text
from pairing_desktop.domain.drafts import Draft, Pick
from pairing_desktop.domain.kinds import KINDS
from pairing_desktop.domain.twins import Twin
from pairing_desktop.ui import i18n
from pairing_desktop.ui.i18n import tr

if TYPE_CHECKING:
    from pairing_desktop.ui.forms.record_form import RecordForm

_WAIT = 300  # milliseconds without a key before one asks
_KINDS = frozenset({"projects", "companies", "places", "sources", "measures"})


class Twins(QObject):
    """Asks when names or code say something else, and tells at most one record at a time."""

    def __init__(self, form: "RecordForm") -> None:
        super().__init__(form)
        self._form = form
        self._asked: tuple[str, ...] = ()
        self._told: Pick | None = None
        self._dismissed: set[int] = set()
        self._wanted: Pick | None = None
        self._draft: Draft | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT)
        self._timer.timeout.connect(self._ask)
        form.closed.connect(self._closed)

    def note(self, draft: Draft) -> None:
        """Look at what a new record is called now."""
        if draft.id is not None or draft.kind not in _KINDS:
            return
        said = tuple(draft.values.get(name, "") for name in (*KINDS[draft.kind].names, "credit_code"))
        if said != self._asked:
            self._asked, self._draft, self._wanted = said, draft, None
            self._timer.start()

    def _ask(self) -> None:
        draft = self._draft
        if draft is not None:
            self._form.bridge.ask(self, "twins", lambda ask: ask.twins(draft.kind, draft.values), self._take)

    def _take(self, twins: tuple[Twin, ...]) -> None:
        banner = self._form.banner
        left = [twin for twin in twins if twin.pick.id not in self._dismissed]
        if not left:
            if self._told is not None:
                self._told = None
                banner.hide()
            return
        if not banner.isHidden() and self._told is None:
            return  # it says something that was asked for
        pick, alike = left[0].pick, left[0].alike
        self._told = pick
        name = name_text(pick.name_en, pick.name_zh, i18n.current())
        banner.tell(
            "caution", tr("On file already: {name}, with {what}.", name=name, what=tr(alike.value)), "",
            ((tr("Open the one we have"), lambda: self._open(pick)), (tr("Not the same"), lambda: self._dismiss(pick))),
        )

    def _dismiss(self, pick: Pick) -> None:
        self._dismissed.add(pick.id)
        self._told = None
        self._form.banner.hide()
        self._ask()

    def _open(self, pick: Pick) -> None:
        """Leave the new record, which asks first where something beside it was typed, for the one on file."""
        self._wanted, self._told = pick, None
        self._form.banner.hide()
        self._form.request_close()

    def _closed(self) -> None:
        if self._wanted is not None:
            self._form.instead.emit(self._wanted)
