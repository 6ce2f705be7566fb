"""Commands that change the file: import, undo, redo."""

from dataclasses import replace
from pathlib import Path

import click

from pairing_desktop.cli.options import (
    KindType,
    Options,
    ask,
    open_workspace,
    print_json,
    shared,
)
from pairing_desktop.domain.drafts import operation_text
from pairing_desktop.domain.importing import Cited, ImportRequest, State
from pairing_desktop.domain.kinds import POSTINGS, Kind
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.mapping import ColumnMap, by_fields, known_names
from pairing_desktop.domain.problems import FileProblem, Problem, UnknownColumn
from pairing_desktop.domain.tables import ENCODINGS, Preview, Shape


@click.command("import")
@shared
@click.argument("kind", type=KindType())
@click.argument("file_in", metavar="F", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--json", "as_json", is_flag=True)
@click.option("--sheet", default="", help="The sheet to read; the one named after the kind or the first unless said.")
@click.option("--encoding", default="", type=click.Choice(["", *ENCODINGS]), help="Of a text file, if not found by itself.")
@click.option("--source", "source", default="", metavar="KEY", help="The source of rows that name none.")
@click.option("--map", "maps", multiple=True, metavar="COLUMN=FIELD", help="A column into a field; repeats.")
@click.pass_obj
def import_rows(
    options: Options, kind: Kind, file_in: Path, dry_run: bool, as_json: bool, sheet: str, encoding: str, source: str,
    maps: tuple[str, ...],
) -> None:
    """Bring in a CSV, xlsx, ods or JSON file."""
    with open_workspace(options, write=True) as workspace:
        if source:
            ask(workspace, lambda questions: questions.locate("sources", source))
        preview = _look(file_in, kind, Shape(sheet=sheet, encoding=encoding))
        chosen = dict(part.split("=", 1) for part in maps if "=" in part)
        cited = Cited(source) if source else None
        request = ImportRequest(
            file_in, preview, kind.name, _columns(kind, preview, chosen), options.tongue, cited
        )
        plan = workspace.plan_import(request, lambda rows, part: None).result()
        if not dry_run:
            workspace.do(lambda commands: commands.bring_in(plan)).result()
        new, changed, same = (plan.count(state) for state in (State.NEW, State.CHANGED, State.SAME))
        refused = [
            {"row": row.row, "column": problem.field, "message": problem.message(options.tongue)}
            for index in plan.indices((State.REFUSED,)) for row in [plan.row(index)] for problem in row.problems
        ]
        plan.close()
    if as_json:
        print_json({"new": new, "changed": changed, "same": same, "refused": refused})
        return
    click.echo(
        options.tongue.tr(
            "{new} new, {changed} changed, {same} the same, {refused} refused",
            new=new, changed=changed, same=same, refused=len({line["row"] for line in refused}),
        )
    )
    for line in refused:
        click.echo(f"{line['row']}\t{line['column']}\t{line['message']}", err=True)


def _look(path: Path, kind: Kind, shape: Shape) -> Preview:
    """The table that is meant: of several sheets the one named after the kind, if none is named."""
    from pairing_desktop.exchange.reading.tables import look

    preview = look(path, shape, known_names(kind))
    if not shape.sheet and kind.name in preview.sheets and preview.shape.sheet != kind.name:
        preview = look(path, replace(shape, sheet=kind.name), known_names(kind))
    return preview


def _columns(kind: Kind, preview: Preview, chosen: dict[str, str]) -> ColumnMap:
    """Columns are named by fields, unless `--map` says which field they go into."""
    if preview.own is not None:
        if preview.own.kind != kind.name:
            raise FileProblem(mark("This file holds {theirs}, not {wanted}."), theirs=preview.own.kind, wanted=kind.name)
        return by_fields(preview.own.fields, kind, clears=True)
    header = [" ".join(cell.split()) for _, cells, _ in preview.rows[:1] for cell in cells]
    doubled = sorted({name for name in header if name and header.count(name) > 1})
    if doubled:
        raise FileProblem(mark("The column “{column}” is there twice."), column=doubled[0])
    fields = [chosen.get(name, name) for name in preview.names]
    if kind is POSTINGS:  # names of people are passed over: they stand apart
        fields = ["" if name == "names" else name for name in fields]
    known = (*kind.exported, "")
    unknown = [name for name in fields if name not in known and not name.startswith("#")]
    if unknown:
        raise UnknownColumn(
            mark("There is no column “{column}”. Known columns: {known}."),
            column=unknown[0], known=", ".join(field.name for field in kind.fields),
        )
    return by_fields(fields, kind, clears=True)


@click.command()
@shared
@click.pass_obj
def undo(options: Options) -> None:
    """Take back the newest operation not yet undone."""
    _step(options, "undo")


@click.command()
@shared
@click.pass_obj
def redo(options: Options) -> None:
    """Do again what the newest undo took back."""
    _step(options, "redo")


def _step(options: Options, action: str) -> None:
    tongue = options.tongue
    with open_workspace(options, write=True) as workspace:
        changes = workspace.do(lambda commands: commands.undo() if action == "undo" else commands.redo()).result()
        if not changes.operation_id:
            raise Problem(mark("There is nothing to undo.") if action == "undo" else mark("There is nothing to redo."))
    what = operation_text(changes.label, changes.values, tongue)
    click.echo(tongue.tr("Undone: {what}", what=what) if action == "undo" else tongue.tr("Redone: {what}", what=what))
