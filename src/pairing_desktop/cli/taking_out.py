"""Commands that copy a part of the file: export."""

from pathlib import Path

import click

from pairing_desktop.cli.options import KindType, Options, ask, open_workspace, shared
from pairing_desktop.domain.kinds import POSTINGS


@click.command()
@shared
@click.argument("kind", metavar="KIND|all")
@click.argument("file_out", metavar="F", type=click.Path(path_type=Path))
@click.option("--names", is_flag=True, help="Of people sent also the names on file, which are else left out.")
@click.pass_obj
def export(options: Options, kind: str, file_out: Path, names: bool) -> None:
    """Write all rows of a kind to a CSV, xlsx, JSON or zip (data package) file; `all` writes every kind."""
    from pairing_desktop.domain.exporting import ExportRequest
    from pairing_desktop.operations.exporting import export_file

    name = "" if kind == "all" else KindType().convert(kind, None, click.get_current_context()).name
    if names and name != POSTINGS.name:
        raise click.UsageError("Only people sent (postings) have names.")
    request = ExportRequest(file_out, name, None, options.tongue, for_people=False, names=names)
    with open_workspace(options) as workspace:
        count = ask(workspace, lambda ask: export_file(ask, request, lambda done: None))
    click.echo(options.tongue.plural("{n} row written", "{n} rows written", count))
