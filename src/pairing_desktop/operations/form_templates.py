"""Templates of forms: kept and thrown away, each as one operation and one step of undo."""

from collections.abc import Mapping

from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.form_templates import passed_on, to_text
from pairing_desktop.domain.kinds import KINDS
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import Conflict
from pairing_desktop.store import form_templates as store
from pairing_desktop.store import writing
from pairing_desktop.store.database import Connection
from pairing_desktop.store.writing import Operation

MOST_LETTERS = 120


class TemplateCommands:
    """What one can do with templates."""

    def __init__(self, connection: Connection, who: str, unit: str) -> None:
        self._db = connection
        self._who = who
        self._unit = unit

    def keep(self, kind: str, name: str, values: Mapping[str, str]) -> ChangeSet:
        """Keep values under a name; a template of this kind and name is replaced.  Raises Conflict for none."""
        name = " ".join(name.split())[:MOST_LETTERS].strip()
        text = to_text(passed_on(kind, values))
        if not name:
            raise Conflict(mark("A template needs a name."))
        if text == "{}":
            raise Conflict(mark("A template needs at least one field."))
        same = [one for one in store.rows(self._db) if one.kind == kind and one.name.casefold() == name.casefold()]

        def work(operation: Operation) -> None:
            if not same:
                operation.insert("form_template", {"kind": kind, "name": name, "field_values": text})
            elif (to_text(same[0].values), same[0].name) != (text, name):
                operation.update("form_template", same[0].id, {"name": name, "field_values": text})
                operation.raise_rev("form_template", same[0].id, same[0].rev)

        label = mark("Template changed: {name} ({kind})") if same else mark("Template kept: {name} ({kind})")
        return writing.operate(
            self._db, work, label=label, values={"name": name, "kind": KINDS[kind].one}, who=self._who, unit=self._unit
        )

    def throw_away(self, id: int) -> ChangeSet:
        """Keep a template no longer; undo brings it back."""
        row = store.row(self._db, id)
        return writing.operate(
            self._db, lambda operation: operation.mark_deleted("form_template", id, True),
            label=mark("Template no longer kept: {name} ({kind})"),
            values={"name": row.name, "kind": KINDS[row.kind].one if row.kind in KINDS else row.kind},
            who=self._who, unit=self._unit,
        )
