"""What all commands share: the options before and after a command, the open file, answers and problems in words."""

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from pairing_desktop.domain.kinds import KINDS, Kind
from pairing_desktop.domain.language import CODES, Language, language
from pairing_desktop.domain.problems import Problem, UnknownColumn
from pairing_desktop.folders import default_file
from pairing_desktop.operations.questions import Questions
from pairing_desktop.operations.workspace import Workspace

T = TypeVar("T")


@dataclass
class Options:
    """What stands before or after the command."""

    file: Path | None = None
    language: str | None = None
    theme: str | None = None
    read_only: bool = False

    @property
    def tongue(self) -> Language:
        return language(self.language or "en")


def remember(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
    if value is not None:
        setattr(context.ensure_object(Options), str(parameter.name), value)
    return value


def shared(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--file` and `--language`, accepted before and after the command."""
    for option in (
        click.option(
            "--file", type=click.Path(path_type=Path), callback=remember, expose_value=False, help="The file of facts."
        ),
        click.option(
            "--language", type=click.Choice(CODES), callback=remember, expose_value=False, help="en or zh_CN."
        ),
    ):
        command = option(command)
    return command


@contextmanager
def told() -> Iterator[None]:
    """Problems in words on stderr, exit 1; unknown columns exit 2."""
    try:
        yield
    except Problem as problem:
        options = click.get_current_context().find_object(Options) or Options()
        if isinstance(problem, UnknownColumn):
            raise click.UsageError(problem.message(options.tongue)) from problem
        click.echo(problem.message(options.tongue), err=True)
        sys.exit(1)


def _open(options: Options, *, write: bool) -> Workspace:
    path = options.file or default_file()
    if options.file is None and not path.exists():
        Workspace.create(path, who="", unit="").close()
    workspace = Workspace.open(path, who=user(), read_only=not write or options.read_only)
    if write and workspace.read_only_reason is not None:
        reason = workspace.read_only_reason
        workspace.close()
        raise reason
    if write:
        try:
            workspace.keep_backup().result()
        except Problem as problem:  # no room for it, for example: that is no reason not to work
            click.echo(problem.message(options.tongue), err=True)
    return workspace


def user() -> str:
    return os.environ.get("USER") or os.environ.get("USERNAME") or ""


@contextmanager
def open_workspace(options: Options, *, write: bool = False) -> Iterator[Workspace]:
    with told():
        workspace = _open(options, write=write)
        try:
            yield workspace
            if write:
                workspace.checking.settle()
        finally:
            workspace.close()


def ask(workspace: Workspace, question: Callable[[Questions], T]) -> T:
    return workspace.ask(question).result()


def print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


class KindType(click.ParamType[Kind]):
    name = "KIND"

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> Kind:
        if isinstance(value, Kind):
            return value
        if value not in KINDS:
            self.fail(f"{value!r} is not a kind. Known: {', '.join(KINDS)}.", parameter, context)
        return KINDS[value]


def condition(text: str) -> tuple[str, str, str]:
    found = re.match(r"([A-Za-z_]+)([=~])(.*)\Z", text, re.DOTALL)
    if found is None:
        raise click.UsageError(f"{text!r} is not COLUMN=VALUE or COLUMN~TEXT.")
    return found[1], found[2], found[3]


def offscreen() -> None:
    """No command but the window needs a display."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
