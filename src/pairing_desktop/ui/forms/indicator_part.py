"""The form of an indicator: what its unit measures follows from the unit; both stay once claims state figures of it."""

from typing import TYPE_CHECKING

from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.indicators import dimensions_of
from pairing_desktop.domain.normalising import normalise
from pairing_desktop.domain.problems import FieldProblem
from pairing_desktop.operations.indicators import BOUND
from pairing_desktop.ui.forms.parts import Part
from pairing_desktop.ui.i18n import plural

if TYPE_CHECKING:
    from pairing_desktop.ui.forms.record_form import RecordForm

_BOUND = ("unit", "dimension")


class IndicatorPart(Part):
    """Goes along with the inputs of an indicator."""

    def __init__(self, form: "RecordForm") -> None:
        super().__init__(form)
        self._unit, self._dimension = (form.boxes[name].editor for name in _BOUND)
        # Before the form checks itself: this comes first.
        self._unit.edited.connect(self._unit_chosen)

    def _unit_chosen(self) -> None:
        """Another unit measures something else: the usual thing, until another is chosen."""
        unit = normalise(Draft("measures", None, 0, {"unit": self._unit.value()})).values["unit"]
        if unit and self._dimension.value() not in dimensions_of(unit):
            self._dimension.set_value(dimensions_of(unit)[0])
            self.form.check()

    def show_readings(self, draft: Draft, changed: set[str]) -> None:
        count = self.form.loaded.claims
        said = plural("{n} claim states a figure in this unit.", "{n} claims state figures in this unit.", count, n=f"{count:,}")
        self.form.boxes["unit"].set_reading(said if count else "")

    def problems(self, draft: Draft, changed: set[str]) -> list[FieldProblem]:
        if not self.form.loaded.claims:
            return []
        return [FieldProblem(name, BOUND, {}) for name in _BOUND if name in changed][:1]
