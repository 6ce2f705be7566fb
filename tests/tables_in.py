"""Tables for tests of import: written to files, brought in, told."""

import csv
from collections.abc import Sequence
from pathlib import Path

from pairing_desktop.domain.importing import Cited, ImportRequest, Planned, State
from pairing_desktop.domain.kinds import KINDS
from pairing_desktop.domain.language import language
from pairing_desktop.domain.mapping import ColumnMap, by_fields, guess, known_names
from pairing_desktop.domain.tables import Shape
from pairing_desktop.exchange.reading.tables import look
from pairing_desktop.operations.importing.plan import ImportPlan
from pairing_desktop.operations.workspace import Workspace


def write_csv(path: Path, rows: Sequence[dict[str, str]]) -> Path:
    """Rows as a CSV file with the names of their fields."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def request(path: Path, kind: str, *, source: str = "", shape: Shape | None = None, columns: ColumnMap | None = None,
            code: str = "en") -> ImportRequest:  # fmt: skip
    """A request as the window makes it: columns by their names."""
    preview = look(path, shape or Shape(), known_names(KINDS[kind]))
    if columns is None and preview.own is not None:
        columns = by_fields(preview.own.fields, KINDS[kind], clears=True)
    mapped = columns or guess(KINDS[kind], preview.names)
    return ImportRequest(path, preview, kind, mapped, language(code), Cited(source) if source else None)


def plan(workspace: Workspace, path: Path, kind: str, **options: object) -> ImportPlan:
    return workspace.plan_import(request(path, kind, **options), lambda rows, part: None).result(60)  # type: ignore[arg-type]


def bring_in(workspace: Workspace, kind: str, path: Path, **options: object) -> ImportPlan:
    """Plan and write; the plan stays open to be looked at."""
    made = plan(workspace, path, kind, **options)
    workspace.do(lambda commands: commands.bring_in(made)).result(60)
    return made


def told(made: ImportPlan) -> list[tuple[int, str]]:
    """Row and state of every row."""
    return [(row.row, row.state.name.lower()) for row in made.rows(range(len(made)))]


def refused(made: ImportPlan) -> list[Planned]:
    return made.rows(made.indices((State.REFUSED,)))
