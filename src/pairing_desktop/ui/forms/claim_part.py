"""The form of a claim: what its indicator counts in, how its printed words read, which claims it may speak against."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from pairing_desktop.domain.cards import ClaimLine
from pairing_desktop.domain.display import claim_period, claim_value, join, source_line
from pairing_desktop.domain.drafts import Draft, Pick
from pairing_desktop.domain.kinds import BY_RECORD
from pairing_desktop.domain.language import both, language
from pairing_desktop.domain.numbers import display_value, unit_label, value_scale
from pairing_desktop.domain.quantities import Parsed, QuantityProblem, parse_quantity
from pairing_desktop.domain.text import fold
from pairing_desktop.ui import i18n
from pairing_desktop.ui.forms.loading import Loaded
from pairing_desktop.ui.forms.parts import Part
from pairing_desktop.ui.forms.period_part import PeriodPart
from pairing_desktop.ui.i18n import tr
from pairing_desktop.ui.widgets.picker import Picker

if TYPE_CHECKING:
    from pairing_desktop.operations.questions import Questions
    from pairing_desktop.ui.forms.record_form import RecordForm


class ClaimPart(Part):
    """Goes along with the inputs of a claim."""

    def __init__(self, form: "RecordForm") -> None:
        super().__init__(form)
        boxes = form.boxes
        self._kind = boxes["subject_kind"].editor
        self._subject, self._measure, self._against = (
            editor for name in ("subject_key", "measure_key", "disputes_claim_key")
            if isinstance(editor := boxes[name].editor, Picker)
        )
        self._read: Parsed | None = None
        self._owner = QObject(form)
        self.period = PeriodPart(form)
        # Before the form checks itself: these come first.
        self._kind.edited.connect(self._kind_chosen)
        self._measure.edited.connect(self._measure_chosen)
        self._against.source = self._rivals
        boxes["value_as_stated"].linked.connect(self._take_over)

    def take(self, loaded: Loaded) -> None:
        self.measure = loaded.measure
        kind = loaded.draft.values.get("subject_kind", "")
        if kind:
            self._subject.set_kind(BY_RECORD[kind].name)

    def shown(self) -> None:
        self.period.take()

    def hidden_values(self) -> dict[str, str]:
        return {} if self.measure is None else {"unit": self.measure["unit"]}

    def show_readings(self, draft: Draft, changed: set[str]) -> None:
        self.period.show_reading(draft)
        box, value = self.form.boxes["value_as_stated"], self.form.boxes["value"]
        unit = unit_label(draft.values.get("unit", ""), i18n.current())
        value.set_label(f"{tr('Value')} ({unit})" if unit else tr("Value"))
        self._read = None
        words = draft.values["value_as_stated"]
        if self.measure is None or self.measure["dimension"] == "text" or not words:
            box.set_reading("")
            return
        try:
            self._read = read = parse_quantity(words, self.measure["unit"])
        except QuantityProblem as problem:
            box.set_reading(problem.message(i18n.current()) if "value_as_stated" in changed else "")
            return
        figures = [read.display(one) for one in both(i18n.current())]
        same = read.canonical == draft.values["value"]
        if same:  # one reading of the same figure is enough
            value.set_reading("")
        other = read.qualifier != (draft.values["qualifier"] or "exact")
        link = tr("Take over as the value") if (not same or other) and read.end is None else ""
        said = tr("Reads as {figure}.", figure=join(dict.fromkeys(figures), i18n.current()))
        explained = read.explain(i18n.current()) if read.power or read.unread or read.per else ""
        box.set_reading(" ".join(part for part in (said, _left_open(read), explained) if part), link)

    def _take_over(self) -> None:
        if self._read is not None:
            self.form.boxes["value"].editor.set_value(self._read.canonical)
            self.form.boxes["qualifier"].editor.set_value(self._read.qualifier)
            self.form.check()
            self.form.boxes["value"].editor.setFocus()

    def _kind_chosen(self) -> None:
        kind = BY_RECORD[self._kind.value()].name if self._kind.value() else "projects"
        if kind != self._subject.kind:
            self._subject.set_kind(kind)
            self._against.choose(None)
            self.form.check()

    def _measure_chosen(self) -> None:
        pick = self._measure.pick
        if pick is None:
            self.measure = None
            self.form.check()
            return
        self.form.bridge.ask(
            self._owner, "measure", lambda ask: ask.draft("measures", pick.id).values, self._take_measure
        )

    def _take_measure(self, measure: dict[str, str]) -> None:
        self.measure = measure
        self.form.check()

    def _rivals(self, ask: "Questions", text: str) -> list[Pick]:
        """The claims about the same record, those of the same indicator first."""
        subject, measure = self._subject.pick, self._measure.pick
        if subject is None:
            return []
        id = subject.id or ask.locate(subject.kind, subject.key).id
        own = self.form.record_id
        terms = fold(text).split()
        found = [
            (claim.measure_key != (measure.key if measure else ""), pick)
            for claim in ask.card(subject.kind, id).claims
            if claim.id != own and (pick := _as_pick(claim))
            and all(term in fold(f"{pick.name_en} {pick.name_zh} {pick.hint} {pick.key}") for term in terms)
        ]
        return [pick for _, pick in sorted(found, key=lambda one: one[0])]


def _left_open(read: Parsed) -> str:
    """What the printed digits leave open, in both languages; empty where they leave nothing."""
    if read.low == read.high or read.end is not None:
        return ""
    spans = []
    for one in both(i18n.current()):
        scale = value_scale(read.value, read.unit, one, read.last_place)
        low = display_value(read.low, read.unit, one, scale=scale, bare=True)
        spans.append(f"{low}–{display_value(read.high, read.unit, one, scale=scale)}")
    return tr("The digits leave open {span}.", span=join(dict.fromkeys(spans), i18n.current()))


def _as_pick(claim: ClaimLine) -> Pick:
    english, chinese = language("en"), language("zh_CN")
    now = i18n.current()
    said = [claim_period(claim, now), source_line(claim.citation, now) if claim.citation else ""]
    return Pick(
        "claims", claim.id, claim.key,
        f"{claim.measure_en}, {claim_value(claim, english)}",
        f"{claim.measure_zh or claim.measure_en}，{claim_value(claim, chinese)}",
        join(said, now),
    )
