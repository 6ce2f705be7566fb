"""The period as stated: words that lean on the day the source appeared, resolved and offered, one key each."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pairing_desktop.domain.dates import DateProblem, PartialDate, Span, display_span
from pairing_desktop.domain.display import partial
from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.relative_dates import Resolution, resolve
from pairing_desktop.ui.i18n import current, tr
from pairing_desktop.ui.widgets.date_edit import DateEditor
from pairing_desktop.ui.widgets.links import LinkButton
from pairing_desktop.ui.widgets.picker import Picker

if TYPE_CHECKING:
    from pairing_desktop.ui.forms.record_form import RecordForm

MOST = 4  # candidates offered
UNKNOWN = PartialDate("", "unknown")


class PeriodPart:
    """Beneath `period_as_stated`: what the words mean, and links that take it over (Alt+1, Alt+2 …)."""

    def __init__(self, form: "RecordForm") -> None:
        self._form = form
        self._box = form.boxes["period_as_stated"]
        source = form.boxes["source_key"].editor
        assert isinstance(source, Picker)
        self._source = source
        self._source.edited.connect(self._source_chosen)
        self._owner = QObject(form)
        self._published = UNKNOWN
        self._spans: tuple[Span, ...] = ()
        self._row = QWidget(self._box)
        line = QVBoxLayout(self._row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        self.links = [LinkButton(parent=self._row) for _ in range(MOST)]
        for place, link in enumerate(self.links):
            link.clicked.connect(lambda _checked=False, place=place: self.take_over(place))
            line.addWidget(link)
            shortcut = QShortcut(QKeySequence(f"Alt+{place + 1}"), form)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda place=place: self.take_over(place))
        layout = self._box.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(3, self._row)
        self._row.hide()

    def take(self) -> None:
        """A row is shown: find out when its source appeared."""
        self._published = UNKNOWN
        self._source_chosen()

    def _source_chosen(self) -> None:
        pick = self._source.pick
        if pick is None:
            self._published = UNKNOWN
            return
        id, key = pick.id, pick.key
        self._form.bridge.ask(
            self._owner, "published",
            lambda ask: ask.draft("sources", id or ask.locate("sources", key).id).values.get("published_on", ""),
            self._take_published)

    def _take_published(self, day: str) -> None:
        self._published = partial(day) or UNKNOWN
        self._form.check()

    def show_reading(self, draft: Draft) -> None:
        """Say what the words mean; offer what does not stand in the dates already."""
        words = draft.values["period_as_stated"]
        found, said = self._resolve(words)
        self._spans = found.candidates[:MOST] if found else ()
        language = current()
        names = [display_span(span.start, span.end, language) for span in self._spans]
        kept = self._kept(draft)
        waiting = [span for span in self._spans if _ends(span) != kept]
        if len(waiting) < len(self._spans):
            self._spans = ()  # one of them stands there: nothing is open
        for place, link in enumerate(self.links):
            shown = place < len(self._spans)
            link.setVisible(shown)
            if shown:
                link.set_text(tr("{period} (Alt+{n})", period=names[place], n=place + 1))
        self._row.setVisible(bool(self._spans))
        if found and len(found.candidates) > 1 and self._spans:
            said = f"{tr('May mean one of {n}.', n=len(found.candidates))} {said}".strip()
        self._box.set_reading(said)

    def _resolve(self, words: str) -> tuple[Resolution | None, str]:
        if not words:
            return None, ""
        try:
            found = resolve(words, self._published)
        except DateProblem as problem:
            # Many periods are told in words that name no date: that is no fault.
            return None, problem.message(current()) if self._published == UNKNOWN and self._source.pick else ""
        return found, found.rule(current())

    def _kept(self, draft: Draft) -> tuple[str, str]:
        precision = draft.values.get("period_precision", "")
        ends = (partial(draft.values.get(name, ""), precision) for name in ("period_start", "period_end"))
        start, end = (date.value if date else "" for date in ends)
        return start, end

    def take_over(self, place: int) -> None:
        """Put a candidate into the two date fields."""
        if place >= len(self._spans):
            return
        span = self._spans[place]
        for name, date in (("period_start", span.start), ("period_end", span.end)):
            editor = self._form.boxes[name].editor
            assert isinstance(editor, DateEditor)
            editor.show_date(date.value if date else "", date.precision if date else "")
        self._form.check()
        self._form.boxes["period_start"].editor.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _ends(span: Span) -> tuple[str, str]:
    return span.start.value if span.start else "", span.end.value if span.end else ""
