"""The same program from a terminal.  The contract (commands, fields, exit codes) stands in CONTRIBUTING.md.

Exit codes: 0 done, 1 told in words on stderr, 2 usage or unknown column.  Only the window needs a display.
"""

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeVar

import click
from platformdirs import user_data_path

from pairing_desktop import __version__
from pairing_desktop.domain.drafts import operation_text
from pairing_desktop.domain.findings import SEVERITIES, Finding
from pairing_desktop.domain.kinds import KINDS, FieldType, Kind
from pairing_desktop.domain.language import CODES, Language, language, mark
from pairing_desktop.domain.listing import Filter
from pairing_desktop.domain.problems import FileProblem, Problem, UnknownColumn
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


def default_file() -> Path:
    """The user's own file."""
    return user_data_path("pairing-desktop", appauthor=False) / "pairing.db"


def _remember(context: click.Context, parameter: click.Parameter, value: Any) -> Any:
    if value is not None:
        setattr(context.ensure_object(Options), str(parameter.name), value)
    return value


def _shared(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--file` and `--language`, accepted before and after the command."""
    for option in (
        click.option("--file", type=click.Path(path_type=Path), callback=_remember, expose_value=False, help="The file of facts."),
        click.option("--language", type=click.Choice(CODES), callback=_remember, expose_value=False, help="en or zh_CN."),
    ):
        command = option(command)
    return command


@contextmanager
def _told() -> Iterator[None]:
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
    workspace = Workspace.open(path, who=_user(), read_only=not write or options.read_only)
    if write and workspace.read_only_reason is not None:
        reason = workspace.read_only_reason
        workspace.close()
        raise reason
    return workspace


def _user() -> str:
    return os.environ.get("USER") or os.environ.get("USERNAME") or ""


@contextmanager
def _workspace(options: Options, *, write: bool = False) -> Iterator[Workspace]:
    with _told():
        workspace = _open(options, write=write)
        try:
            yield workspace
        finally:
            workspace.close()


def _ask(workspace: Workspace, question: Callable[[Questions], T]) -> T:
    return workspace.ask(question).result()


def _json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


class _Kind(click.ParamType[Kind]):
    name = "KIND"

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> Kind:
        if isinstance(value, Kind):
            return value
        if value not in KINDS:
            self.fail(f"{value!r} is not a kind. Known: {', '.join(KINDS)}.", parameter, context)
        return KINDS[value]


@click.group(invoke_without_command=True)
@_shared
@click.option("--theme", type=click.Choice(["system", "light", "dark"]), callback=_remember, expose_value=False)
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
@_shared
@click.argument("folder", type=click.Path(path_type=Path))
def tour(folder: Path) -> None:
    """A picture of every tab, form and dialog, in both languages and themes."""
    _offscreen()
    from pairing_desktop.ui.tour import tour as render

    with _told():
        pictures = render(folder)
    click.echo(f"{len(pictures)} pictures in {folder}")


@main.command("list")
@_shared
@click.argument("kind", type=_Kind())
@click.option("--search", default="", help="Rows that hold every word of T.")
@click.option("--where", multiple=True, metavar="COLUMN=VALUE", help="Also COLUMN~TEXT (contains); repeats.")
@click.option("--sort", default="", metavar="[-]COLUMN")
@click.option("--limit", type=click.IntRange(min=0))
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def list_rows(
    options: Options, kind: Kind, search: str, where: tuple[str, ...], sort: str, limit: int | None, as_json: bool
) -> None:
    """Rows of a kind."""
    conditions = [_condition(text) for text in where]
    with _workspace(options) as workspace:
        rows = _ask(
            workspace, lambda ask: ask.select(kind.name, search=search, where=conditions, sort=sort, limit=limit)
        )
    if as_json:
        _json(rows)
        return
    for row in rows:
        click.echo("\t".join(_summary(kind, row, options.tongue)))


def _condition(text: str) -> tuple[str, str, str]:
    found = re.match(r"([A-Za-z_]+)([=~])(.*)\Z", text, re.DOTALL)
    if found is None:
        raise click.UsageError(f"{text!r} is not COLUMN=VALUE or COLUMN~TEXT.")
    return found[1], found[2], found[3]


def _summary(kind: Kind, row: dict[str, str], tongue: Language) -> list[str]:
    """What a line of `list` says about a row: its short name, its name, then what is stated of the rest."""
    if kind.name == "participations":
        return [row["project_key"], row["company_key"], row["role"]]
    if kind.name == "claims":
        return [row["key"], row["subject_key"], row["measure_key"], row["value_as_stated"], row["source_key"]]
    english, chinese = (row[name] for name in kind.names)
    extra = next((row[name] for name in ("status", "date", "published_on", "unit", "kind") if row.get(name)), "")
    return [row["key"], tongue.pick(english, chinese), extra]


@main.command()
@_shared
@click.argument("kind", type=_Kind())
@click.argument("key")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def show(options: Options, kind: Kind, key: str, as_json: bool) -> None:
    """A record with its claims, citations, links and findings."""
    from pairing_desktop.operations.show import describe, lines

    with _workspace(options) as workspace:
        found = _ask(workspace, lambda ask: describe(ask, kind, key))
    if as_json:
        _json(found)
    else:
        click.echo("\n".join(lines(found, options.tongue)))


@main.command()
@_shared
@click.option("--json", "as_json", is_flag=True)
@click.option("--fail-on", type=click.Choice(["warning", "error"]))
@click.pass_obj
def check(options: Options, as_json: bool, fail_on: str | None) -> None:
    """What the rules find wrong."""
    with _workspace(options) as workspace:
        findings = _ask(workspace, lambda ask: ask.check())
    if as_json:
        _json([_finding(finding, options.tongue) for finding in findings])
    else:
        for finding in findings:
            click.echo(f"{finding.severity}\t{finding.rule}\t{finding.claim or finding.subject}\t{finding.message(options.tongue)}")
    if fail_on and any(SEVERITIES.index(finding.severity) >= SEVERITIES.index(fail_on) for finding in findings):
        sys.exit(1)


def _finding(finding: Finding, tongue: Language) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "subject": finding.subject,
        "claim": finding.claim,
        "message": finding.message(tongue),
        "proposals": [asdict(proposal) for proposal in finding.proposals],
    }


@main.command()
@_shared
@click.argument("chart_id", required=False)
@click.option("--out", type=click.Path(path_type=Path))
@click.option("--where", multiple=True, metavar="FACET=CODE", help="Narrow what is charted; repeats.")
@click.option("--list", "as_list", is_flag=True, help="One id a line, then its title.")
@click.pass_obj
def chart(options: Options, chart_id: str | None, out: Path | None, where: tuple[str, ...], as_list: bool) -> None:
    """Draw a chart to a PNG, SVG, PDF or CSV file."""
    from pairing_desktop.operations.charts import CHARTS

    if as_list:
        for info in CHARTS:
            click.echo(f"{info.id}\t{options.tongue.tr(info.title)}")
        return
    if chart_id is None or out is None:
        raise click.UsageError("Name a chart and a file: chart ID --out F.png. `chart --list` names them.")
    from pairing_desktop.operations.chart_files import save_chart

    with _workspace(options) as workspace:
        data = _ask(workspace, lambda ask: ask.chart(chart_id, _filter(where), options.tongue))
        save_chart(data, out, options.tongue)


def _filter(where: tuple[str, ...]) -> Filter:
    facets: dict[str, set[str]] = {}
    for text in where:
        name, how, code = _condition(text)
        if how != "=":
            raise click.UsageError("Charts are narrowed by COLUMN=VALUE.")
        facets.setdefault(name, set()).add(code)
    return Filter(facets={name: frozenset(codes) for name, codes in facets.items()})


@main.command("print")
@_shared
@click.argument("report", required=False)
@click.argument("key", required=False)
@click.option("--out", type=click.Path(path_type=Path))
@click.option("--register", is_flag=True, help="Keep a snapshot with a serial.")
@click.option("--list", "as_list", is_flag=True, help="One id a line, then its title.")
@click.pass_obj
def print_report(
    options: Options, report: str | None, key: str | None, out: Path | None, register: bool, as_list: bool
) -> None:
    """Print a report to a PDF file: a chart, a list or one record."""
    from pairing_desktop.operations.printing import REPORTS, report_of

    if as_list:
        for report_id, title in REPORTS.items():
            click.echo(f"{report_id}\t{options.tongue.tr(title)}")
        return
    if report is None or out is None:
        raise click.UsageError("Name a report and a file: print REPORT [KEY] --out F.pdf. `print --list` names them.")
    if register:
        click.echo(options.tongue.tr("Snapshots cannot be registered yet; this is an unregistered copy."), err=True)
        sys.exit(1)
    with _workspace(options) as workspace:
        page = _ask(workspace, lambda ask: report_of(ask, report, key or "", options.tongue))
        _offscreen()
        from pairing_desktop.ui.printing import write_pdf

        write_pdf(page, out)


def _offscreen() -> None:
    """No command but the window needs a display."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@main.command("import")
@_shared
@click.argument("kind", type=_Kind())
@click.argument("file_in", metavar="F", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def import_rows(options: Options, kind: Kind, file_in: Path, dry_run: bool, as_json: bool) -> None:
    """Bring in a CSV or xlsx file."""
    from pairing_desktop.exchange.tables import read

    with _workspace(options, write=True) as workspace:
        headers, table = read(file_in)
        known = {field.name for field in kind.fields} | {"uid"}
        unknown = [name for name in headers if name and name not in known]
        if unknown:
            raise UnknownColumn(
                mark("There is no column “{column}”. Known columns: {known}."),
                column=unknown[0], known=", ".join(field.name for field in kind.fields),
            )
        rows = [(number, {name: text for name, text in row.items() if name != "uid"}) for number, row in table]
        outcome = workspace.do(lambda commands: commands.bring_in(kind.name, rows, dry_run=dry_run)).result()
    refused = [
        {"row": refusal.row, "column": refusal.column, "message": refusal.problem.message(options.tongue)}
        for refusal in outcome.refused
    ]
    if as_json:
        _json({"new": outcome.new, "changed": outcome.changed, "same": outcome.same, "refused": refused})
        return
    click.echo(options.tongue.tr(
        "{new} new, {changed} changed, {same} the same, {refused} refused",
        new=outcome.new, changed=outcome.changed, same=outcome.same, refused=len(refused),
    ))
    for line in refused:
        click.echo(f"{line['row']}\t{line['column']}\t{line['message']}", err=True)


@main.command()
@_shared
@click.argument("kind", type=_Kind())
@click.argument("file_out", metavar="F", type=click.Path(path_type=Path))
@click.pass_obj
def export(options: Options, kind: Kind, file_out: Path) -> None:
    """Write all rows of a kind to a CSV, xlsx or JSON file."""
    from pairing_desktop.exchange.tables import write

    numbers = frozenset(field.name for field in kind.fields if field.type is FieldType.NUMBER)
    with _workspace(options) as workspace:
        rows = _ask(workspace, lambda ask: list(ask.export(kind.name)))
        count = write(file_out, (*kind.columns, "uid"), rows, numbers=numbers, title=kind.name)
    click.echo(options.tongue.plural("{n} row written", "{n} rows written", count))


@main.command()
@_shared
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def history(options: Options, as_json: bool) -> None:
    """What was done to the file, the newest first."""
    with _workspace(options) as workspace:
        lines = _ask(workspace, lambda ask: ask.operations(limit=1_000_000))
    if as_json:
        _json([
            {"id": line.id, "at": line.at, "who": line.who, "unit": line.unit, "action": line.action,
             "what": line.text(options.tongue), "undone": line.undone}
            for line in lines
        ])
        return
    for line in lines:
        click.echo(f"{line.id}\t{line.at}\t{line.who}\t{line.text(options.tongue)}")


@main.command()
@_shared
@click.pass_obj
def undo(options: Options) -> None:
    """Take back the newest operation not yet undone."""
    _step(options, "undo")


@main.command()
@_shared
@click.pass_obj
def redo(options: Options) -> None:
    """Do again what the newest undo took back."""
    _step(options, "redo")


def _step(options: Options, action: str) -> None:
    tongue = options.tongue
    with _workspace(options, write=True) as workspace:
        changes = workspace.do(lambda commands: commands.undo() if action == "undo" else commands.redo()).result()
        if not changes.operation_id:
            raise Problem(mark("There is nothing to undo.") if action == "undo" else mark("There is nothing to redo."))
    what = operation_text(changes.label, changes.values, tongue)
    click.echo(tongue.tr("Undone: {what}", what=what) if action == "undo" else tongue.tr("Redone: {what}", what=what))


@main.command()
@_shared
@click.pass_obj
def verify(options: Options) -> None:
    """Check the file itself: SQLite's own checks, references, the seal of the history."""
    with _workspace(options) as workspace:
        wrong = _ask(workspace, lambda ask: ask.verify())
    for text, values in wrong:
        click.echo(options.tongue.tr(text, **values), err=True)
    if wrong:
        sys.exit(1)
    click.echo(options.tongue.tr("The file is whole: records, references and history agree."))


@main.command()
@_shared
@click.argument("target", metavar="F", type=click.Path(path_type=Path))
@click.pass_obj
def backup(options: Options, target: Path) -> None:
    """Copy the file, verified, while it may be open."""
    with _workspace(options) as workspace:
        if target.resolve() == workspace.path:
            raise FileProblem(mark("A backup cannot take the place of the file itself. Choose another name."))
        digest = workspace.back_up(target).result()
    click.echo(f"{target}\tSHA-256 {digest}")


@main.command()
@_shared
@click.argument("source", metavar="F", type=click.Path(path_type=Path))
@click.pass_obj
def restore(options: Options, source: Path) -> None:
    """Put a backup in the place of the file; the file that was there is kept beside it."""
    with _told():
        kept = Workspace.restore(source, options.file or default_file(), who=_user())
    if kept is not None:
        click.echo(options.tongue.tr("The file that was there is kept as {file}.", file=kept))
    click.echo(options.tongue.tr("Restored from {file}.", file=source))
