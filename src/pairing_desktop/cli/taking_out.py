"""Commands that copy a part of the file: export."""

from pathlib import Path

import click

from pairing_desktop.cli.options import KindType, Options, ask, open_workspace, shared
from pairing_desktop.domain.kinds import POSTINGS, FieldType, Kind


@click.command()
@shared
@click.argument("kind", type=KindType())
@click.argument("file_out", metavar="F", type=click.Path(path_type=Path))
@click.option("--names", is_flag=True, help="Of people sent also the names on file, which are else left out.")
@click.pass_obj
def export(options: Options, kind: Kind, file_out: Path, names: bool) -> None:
    """Write all rows of a kind to a CSV, xlsx or JSON file."""
    from pairing_desktop.exchange.tables import write

    numbers = frozenset(field.name for field in (*kind.fields, *kind.computed) if field.type is FieldType.NUMBER)
    with open_workspace(options) as workspace:
        rows = ask(workspace, lambda ask: list(ask.export(kind.name)))
        columns = kind.exported
        if names:
            if kind is not POSTINGS:
                raise click.UsageError("Only people sent (postings) have names.")
            named = ask(workspace, lambda ask: ask.people.names_by_key())
            columns = (*columns, "names")
            rows = [{**row, "names": "; ".join(named.get(row["key"], ()))} for row in rows]
        count = write(file_out, columns, rows, numbers=numbers, title=kind.name)
    click.echo(options.tongue.plural("{n} row written", "{n} rows written", count))
