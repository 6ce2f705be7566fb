"""Commands that keep the file safe: verify, repair, backup, backups, restore, rescue."""

import sys
from pathlib import Path

import click

from pairing_desktop.cli.options import Options, ask, open_workspace, shared, told, user
from pairing_desktop.domain.backups import REASONS
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.problems import FileProblem
from pairing_desktop.folders import default_file
from pairing_desktop.operations.rescue_report import rescue_report
from pairing_desktop.operations.workspace import Workspace


@click.command()
@shared
@click.pass_obj
def verify(options: Options) -> None:
    """Check the file itself: SQLite's own checks, references, every row against its history, the seal of the history."""
    with open_workspace(options) as workspace:
        wrong = ask(workspace, lambda ask: ask.verify())
    for text, values in wrong:
        click.echo(options.tongue.tr(text, **values), err=True)
    if wrong:
        sys.exit(1)
    click.echo(options.tongue.tr("The file is whole: records, references and history agree."))


@click.command()
@shared
@click.pass_obj
def repair(options: Options) -> None:
    """Make anew what follows from the facts: search, order, first and last days, findings.  Facts are not touched."""
    with open_workspace(options, write=True) as workspace:
        done = workspace.repair().result()
        workspace.checking.in_steps().finish()
    for text, values in done:
        click.echo(options.tongue.tr(text, **values))
    if not done:
        click.echo(options.tongue.tr("Nothing had to be repaired."))


@click.command()
@shared
@click.argument("target", metavar="F", type=click.Path(path_type=Path))
@click.pass_obj
def backup(options: Options, target: Path) -> None:
    """Copy the file, verified, while it may be open."""
    with open_workspace(options) as workspace:
        if target.resolve() == workspace.path:
            raise FileProblem(mark("A backup cannot take the place of the file itself. Choose another name."))
        digest = workspace.back_up(target).result()
    click.echo(f"{target}\tSHA-256 {digest}")


@click.command()
@shared
@click.pass_obj
def backups(options: Options) -> None:
    """The backups that the program made by itself, the newest first: number, when, why, where."""
    with told():
        found = Workspace.backups(options.file or default_file())
    for one in found:
        at = one.at.astimezone().isoformat(" ", "minutes")[:16] if one.at else ""
        click.echo(f"{one.number}\t{at}\t{options.tongue.tr(REASONS.get(one.reason, one.reason))}\t{one.path}")


@click.command()
@shared
@click.argument("source", metavar="F")
@click.pass_obj
def restore(options: Options, source: str) -> None:
    """Put a backup, a file or the number of one of `backups`, in the place of the file, which is kept."""
    path = options.file or default_file()
    with told():
        chosen = Path(source)
        if source.isdecimal() and not chosen.exists():
            numbered = {one.number: one.path for one in Workspace.backups(path)}
            if int(source) not in numbered:
                raise FileProblem(mark("There is no backup of the number {number}."), number=source)
            chosen = numbered[int(source)]
        kept = Workspace.restore(chosen, path, who=user())
    if kept is not None:
        click.echo(options.tongue.tr("The file that was there is kept as {file}.", file=kept))
    click.echo(options.tongue.tr("Restored from {file}.", file=chosen))


@click.command()
@shared
@click.argument("target", metavar="F", type=click.Path(path_type=Path))
@click.pass_obj
def rescue(options: Options, target: Path) -> None:
    """Make a new file of what can be read from a damaged one (--file), row by row, and say what is lost."""
    with told():
        report = Workspace.rescue(options.file or default_file(), target, who=user())
    for line in rescue_report(report, options.tongue):
        click.echo(line)
