"""Charts kept by name: found, saved, renamed, thrown away, each as one operation and one step of undo."""

import json
from collections.abc import Callable, Mapping

from pairing_desktop.domain.changes import ChangeSet
from pairing_desktop.domain.chart_spec import ChartSpec, KeptChart
from pairing_desktop.domain.freezing import canonical, freeze, thaw
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import Conflict, NotFound
from pairing_desktop.operations.freezing import with_keys, with_uids
from pairing_desktop.store import chart_specs as store
from pairing_desktop.store import writing
from pairing_desktop.store.database import Connection
from pairing_desktop.store.writing import Operation

PREFIX = "kept:"  # before the uid: the id of a kept chart among those of the standard ones
MOST_LETTERS = 120


def kept_charts(connection: Connection) -> tuple[KeptChart, ...]:
    """All kept charts by name; one that a newer version kept and this one cannot read is left out."""
    found = []
    for row in store.rows(connection):
        try:
            found.append(_thawed(connection, row))
        except NotFound:
            continue
    return tuple(found)


def kept_chart(connection: Connection, name: str) -> KeptChart | None:
    """The kept chart of this name or id ("kept:" and its uid); None when there is none."""
    wanted = name.strip().casefold()
    row = next((one for one in store.rows(connection)
                if f"{PREFIX}{one.uid}" == name or one.name.casefold() == wanted), None)
    return None if row is None else _thawed(connection, row)


def _thawed(connection: Connection, row: store.SpecRow) -> KeptChart:
    try:
        return KeptChart(row.id, row.uid, row.name, thaw(ChartSpec, with_keys(connection, json.loads(row.spec))))
    except (ValueError, KeyError, TypeError) as error:
        raise NotFound(mark("“{name}” was kept by a newer version of the program and cannot be drawn."),
                       name=row.name) from error


class ChartCommands:
    """What one can do with kept charts."""

    def __init__(self, connection: Connection, who: str, unit: str) -> None:
        self._db = connection
        self._who = who
        self._unit = unit

    def save(self, name: str, spec: ChartSpec) -> ChangeSet:
        """Keep a chart by name; one of the same name is replaced.  Raises Conflict for a name that cannot be."""
        name = self._checked(name)
        text = canonical(with_uids(self._db, freeze(spec)))
        here = next((row for row in store.rows(self._db) if row.name.casefold() == name.casefold()), None)

        def work(operation: Operation) -> None:
            if here is None:
                operation.insert("chart_spec", {"name": name, "spec": text})
            elif here.spec != text or here.name != name:
                operation.update("chart_spec", here.id, {"name": name, "spec": text})
                operation.raise_rev("chart_spec", here.id, here.rev)

        label = mark("Chart kept: {name}") if here is None else mark("Kept chart changed: {name}")
        return self._do(work, label, {"name": name})

    def rename(self, id: int, name: str) -> ChangeSet:
        """Call a kept chart otherwise.  Raises Conflict when another has that name."""
        name, row = self._checked(name), store.row(self._db, id)
        if any(one.id != id and one.name.casefold() == name.casefold() for one in store.rows(self._db)):
            raise Conflict(mark("Another chart is kept under the name “{name}”. Choose another name."), name=name)

        def work(operation: Operation) -> None:
            if row.name != name:
                operation.update("chart_spec", id, {"name": name})
                operation.raise_rev("chart_spec", id, row.rev)

        return self._do(work, mark("Kept chart renamed: {before}, now {name}"), {"before": row.name, "name": name})

    def throw_away(self, id: int) -> ChangeSet:
        """Keep a chart no longer; undo brings it back."""
        row = store.row(self._db, id)
        return self._do(
            lambda operation: operation.mark_deleted("chart_spec", id, True), mark("Chart no longer kept: {name}"),
            {"name": row.name},
        )

    def _checked(self, name: str) -> str:
        from pairing_desktop.operations.charts import CHARTS

        name = " ".join(name.split())[:MOST_LETTERS].strip()
        if not name:
            raise Conflict(mark("A kept chart needs a name."))
        if name.casefold().startswith(PREFIX) or any(name.casefold() == one.id for one in CHARTS):
            raise Conflict(mark("“{name}” is the name of a standard chart. Choose another name."), name=name)
        return name

    def _do(self, work: Callable[[Operation], object], label: str, values: Mapping[str, str]) -> ChangeSet:
        def run(operation: Operation) -> None:
            work(operation)

        return writing.operate(self._db, run, label=label, values=values, who=self._who, unit=self._unit)
