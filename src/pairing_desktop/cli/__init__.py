"""The same program from a terminal.  The contract (commands, fields, exit codes) stands in CONTRIBUTING.md.

Exit codes: 0 done, 1 told in words on stderr, 2 usage or unknown column.  Only the window needs a display.
"""

import sys
from pathlib import Path

import click

from pairing_desktop import __version__
from pairing_desktop.cli import changing, drawing, keeping, looking, taking_out
from pairing_desktop.cli.options import Options, offscreen, remember, shared, told


@click.group(invoke_without_command=True)
@shared
@click.option("--theme", type=click.Choice(["system", "light", "dark"]), callback=remember, expose_value=False)
@click.option("--read-only", is_flag=True, help="Look, change nothing.")
@click.version_option(__version__, prog_name="pairing-desktop")
@click.pass_context
def main(context: click.Context, read_only: bool) -> None:
    """Facts of a pairing assistance programme, each with its source.  Without a command: the window."""
    options = context.ensure_object(Options)
    options.read_only = read_only
    if context.invoked_subcommand is None:
        from pairing_desktop.ui.app import run

        sys.exit(run(options.file, options.language, options.theme, options.read_only))


@main.command()
@shared
@click.argument("folder", type=click.Path(path_type=Path))
def tour(folder: Path) -> None:
    """A picture of every tab, form and dialog, in both languages and themes."""
    offscreen()
    from pairing_desktop.ui.tour import tour as render

    with told():
        pictures = render(folder)
    click.echo(f"{len(pictures)} pictures in {folder}")


for command in (
    looking.list_rows,
    looking.show,
    looking.check,
    looking.history,
    drawing.chart,
    drawing.print_report,
    taking_out.export,
    changing.import_rows,
    changing.undo,
    changing.redo,
    keeping.verify,
    keeping.repair,
    keeping.backup,
    keeping.backups,
    keeping.restore,
    keeping.rescue,
):
    main.add_command(command)
