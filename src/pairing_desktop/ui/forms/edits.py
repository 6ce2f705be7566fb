"""What a form holds against what is stored: the draft, the fields that changed, what is wrong with them."""

from collections.abc import Mapping

from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.kinds import KINDS, FieldType
from pairing_desktop.domain.problems import FieldProblem
from pairing_desktop.domain.validation import normalise, validate


class Edits:
    """The stored row of a form and the texts that were shown for it.

    `shown` and `typed` map field names to what the inputs said after loading and say now.  A field whose text was
    not touched keeps its stored value exactly, whatever its text would be read as.
    """

    def __init__(self, kind: str, names: list[str]) -> None:
        self.kind = KINDS[kind]
        self._names = names
        self.stored = Draft(kind, None, 0, {})
        self._shown: dict[str, str] = {}
        self._groups: dict[str, list[str]] = {}
        for field in self.kind.fields:
            if field.type is FieldType.DATE and field.precision and field.name in names:
                self._groups.setdefault(field.precision, []).append(field.name)
        self._in_group = {name: precision for precision, group in self._groups.items() for name in group}

    @property
    def is_new(self) -> bool:
        return self.stored.id is None

    def take(self, stored: Draft, shown: Mapping[str, str]) -> None:
        """Begin from a stored row, or from the values an empty form starts with."""
        self.stored = stored
        self._shown = dict(shown)

    def draft(self, typed: Mapping[str, str]) -> Draft:
        """The row as it would be saved."""
        values: dict[str, str] = {}
        for name in typed:
            precision = self._in_group.get(name)
            group = self._groups[precision] if precision else [name]
            if all(typed[one] == self._shown.get(one, "") for one in group):
                values[name] = self.stored.values.get(name, "")
                if precision and precision in self.stored.values:
                    values[precision] = self.stored.values[precision]
            else:
                values[name] = typed[name]
        if "unit" in self.stored.values and "unit" not in values:
            values["unit"] = self.stored.values["unit"]
        return normalise(Draft(self.kind.name, self.stored.id, self.stored.rev, values))

    def touched(self, typed: Mapping[str, str]) -> set[str]:
        """The fields whose input says something else than after loading."""
        return {name for name, text in typed.items() if text != self._shown.get(name, "")}

    def changed(self, draft: Draft) -> set[str]:
        """The fields shown whose value would be another.  A date changes with its precision too."""
        found = set()
        for name in self._names:
            precision = self._in_group.get(name, "")
            before, after = self.stored.values, draft.values
            finer = precision and after[name] and before.get(precision, "") != after.get(precision, "")
            if finer or before.get(name, "") != after.get(name, ""):
                found.add(name)
        return found

    def problems(
        self, draft: Draft, measure: Mapping[str, str] | None, today: str
    ) -> tuple[FieldProblem, ...]:
        """Everything wrong with the draft."""
        return validate(draft, None if self.is_new else self.stored.values, measure=measure, today=today)
