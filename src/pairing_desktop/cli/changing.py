"""Commands that change the file: import, undo, redo, restore."""

from pathlib import Path

import click

from pairing_desktop.cli.options import (
    KindType,
    Options,
    open_workspace,
    print_json,
    shared,
    told,
    user,
)
from pairing_desktop.domain.drafts import operation_text
from pairing_desktop.domain.kinds import Kind
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import Problem, UnknownColumn
from pairing_desktop.folders import default_file
from pairing_desktop.operations.workspace import Workspace


@click.command("import")
@shared
@click.argument("kind", type=KindType())
@click.argument("file_in", metavar="F", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def import_rows(options: Options, kind: Kind, file_in: Path, dry_run: bool, as_json: bool) -> None:
    """Bring in a CSV or xlsx file."""
    from pairing_desktop.exchange.tables import read

    with open_workspace(options, write=True) as workspace:
        headers, table = read(file_in)
        known = set(kind.exported)
        unknown = [name for name in headers if name and name not in known]
        if unknown:
            raise UnknownColumn(
                mark("There is no column “{column}”. Known columns: {known}."),
                column=unknown[0],
                known=", ".join(field.name for field in kind.fields),
            )
        rows = [(number, {name: text for name, text in row.items() if name in kind.columns}) for number, row in table]
        outcome = workspace.do(lambda commands: commands.bring_in(kind.name, rows, dry_run=dry_run)).result()
    refused = [
        {"row": refusal.row, "column": refusal.column, "message": refusal.problem.message(options.tongue)}
        for refusal in outcome.refused
    ]
    if as_json:
        print_json({"new": outcome.new, "changed": outcome.changed, "same": outcome.same, "refused": refused})
        return
    click.echo(
        options.tongue.tr(
            "{new} new, {changed} changed, {same} the same, {refused} refused",
            new=outcome.new,
            changed=outcome.changed,
            same=outcome.same,
            refused=len(refused),
        )
    )
    for line in refused:
        click.echo(f"{line['row']}\t{line['column']}\t{line['message']}", err=True)


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


@click.command()
@shared
@click.argument("source", metavar="F", type=click.Path(path_type=Path))
@click.pass_obj
def restore(options: Options, source: Path) -> None:
    """Put a backup in the place of the file; the file that was there is kept beside it."""
    with told():
        kept = Workspace.restore(source, options.file or default_file(), who=user())
    if kept is not None:
        click.echo(options.tongue.tr("The file that was there is kept as {file}.", file=kept))
    click.echo(options.tongue.tr("Restored from {file}.", file=source))
