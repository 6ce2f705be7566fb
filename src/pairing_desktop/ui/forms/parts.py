"""What the forms of some kinds do beyond their fields: sources that disagree with a project's capacity, a claim's
indicator and words."""

from decimal import Decimal
from typing import TYPE_CHECKING

from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.entries import entry_title
from pairing_desktop.domain.kinds import BY_RECORD
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.numbers import NumberProblem, display_value, parse_decimal
from pairing_desktop.domain.problems import FieldProblem
from pairing_desktop.ui import i18n
from pairing_desktop.ui.forms.loading import Loaded
from pairing_desktop.ui.widgets.picker import Picker

if TYPE_CHECKING:
    from pairing_desktop.ui.forms.record_form import RecordForm


class Part:
    """Nothing beyond the fields."""

    measure: dict[str, str] | None = None

    def __init__(self, form: "RecordForm") -> None:
        self.form = form

    def take(self, loaded: Loaded) -> None:
        """A row is about to be shown."""

    def shown(self) -> None:
        """A row stands in the form now."""

    def hidden_values(self) -> dict[str, str]:
        """Values that no input shows."""
        return {}

    def show_readings(self, draft: Draft, changed: set[str]) -> None:
        """Say beneath the inputs what they mean."""

    def problems(self, draft: Draft, changed: set[str]) -> list[FieldProblem]:
        """Warnings that need more than the draft."""
        return []


class ProjectPart(Part):
    """Compares the capacity with what sources say, and tells the stages reached so far."""

    def show_readings(self, draft: Draft, changed: set[str]) -> None:
        language = i18n.current()
        reached = language.semicolon.join(entry_title(line.kind, line.values, language) for line in self.form.loaded.stages)
        self.form.boxes["stage"].set_reading(reached)

    def problems(self, draft: Draft, changed: set[str]) -> list[FieldProblem]:
        typed, unit = draft.values["capacity"], draft.values["capacity_unit"]
        stated = {
            Decimal(claim.value): claim.value
            for claim in self.form.loaded.capacities
            if claim.value and claim.unit == unit
        }
        try:
            number = parse_decimal(typed)
        except NumberProblem:
            return []
        if "capacity" not in changed or number < 0 or not stated or number in stated:
            return []
        language = i18n.current()
        said = language.list_comma.join(display_value(stated[value], unit, language) for value in sorted(stated))
        kept = display_value(typed, unit, language)
        text = mark("The sources say {stated}. Saving keeps {kept}.")
        return [FieldProblem("capacity", text, {"stated": said, "kept": kept}, is_error=False)]


class NotePart(Part):
    """Keeps the picker of a note's record at the kind that was chosen; a new note is of today, by whoever works here."""

    def __init__(self, form: "RecordForm") -> None:
        super().__init__(form)
        self._kind = form.boxes["subject_kind"].editor
        self._kind.edited.connect(self._kind_chosen)

    def take(self, loaded: Loaded) -> None:
        self._set_kind(loaded.draft.values.get("subject_kind", ""))

    def _set_kind(self, record: str) -> None:
        subject = self.form.boxes["subject_key"].editor
        assert isinstance(subject, Picker)
        kind = BY_RECORD[record].name if record else "projects"
        if subject.kind != kind:
            subject.set_kind(kind)

    def _kind_chosen(self) -> None:
        self._set_kind(self._kind.value())


def part_of(form: "RecordForm") -> Part:
    """The part that belongs to the form's kind."""
    if form.kind == "claims":
        from pairing_desktop.ui.forms.claim_part import ClaimPart

        return ClaimPart(form)
    if form.kind == "notes":
        return NotePart(form)
    if form.kind == "measures":
        from pairing_desktop.ui.forms.indicator_part import IndicatorPart

        return IndicatorPart(form)
    return ProjectPart(form) if form.kind == "projects" else Part(form)
