"""The same program from a terminal.  The contract (commands, fields, exit codes) stands in CONTRIBUTING.md.

Exit codes: 0 done, 1 told in words on stderr, 2 usage or unknown column.  Only the window needs a display.
"""

import errno
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from pairing_desktop import __version__
from pairing_desktop.cli.options import Options, offscreen, remember, shared, told

_COMMANDS = {  # name → module of this package, function
    "list": ("looking", "list_rows"),
    "show": ("looking", "show"),
    "check": ("looking", "check"),
    "history": ("looking", "history"),
    "chart": ("drawing", "chart"),
    "print": ("drawing", "print_report"),
    "export": ("taking_out", "export"),
    "import": ("changing", "import_rows"),
    "undo": ("changing", "undo"),
    "redo": ("changing", "redo"),
    "verify": ("keeping", "verify"),
    "repair": ("keeping", "repair"),
    "backup": ("keeping", "backup"),
    "backups": ("keeping", "backups"),
    "restore": ("keeping", "restore"),
    "rescue": ("keeping", "rescue"),
}


_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class _Commands(click.Group):
    """Commands whose modules are imported when they are asked for: the window and each command wait for no other."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*self.commands, *_COMMANDS})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in _COMMANDS and cmd_name not in self.commands:
            module, function = _COMMANDS[cmd_name]
            self.add_command(getattr(import_module(f"{__name__}.{module}"), function), cmd_name)
        return super().get_command(ctx, cmd_name)

    def invoke(self, ctx: click.Context) -> Any:
        """Run; what finds no room where it is printed to is told in words (of a closed pipe click itself takes care)."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.errno not in _NO_ROOM or error.filename is not None:
                raise
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left is not tried again at the end
            tongue = (ctx.find_object(Options) or Options()).tongue
            click.echo(tongue.tr("There is no room for the answer: what was written of it is not whole."), err=True)
            sys.exit(1)


@click.group(cls=_Commands, invoke_without_command=True)
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
        from pairing_desktop.ui.launch import launch

        sys.exit(launch(options.file, options.language, options.theme, options.read_only))


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
