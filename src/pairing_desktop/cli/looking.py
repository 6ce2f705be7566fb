"""Commands that only look: list, show, check, history."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence

import click

from pairing_desktop.cli.options import KindType, Options, ask, condition, open_workspace, print_json, shared
from pairing_desktop.domain.entries import entry_title
from pairing_desktop.domain.findings import SEVERITIES
from pairing_desktop.domain.kinds import ENTRIES, Kind
from pairing_desktop.domain.language import Language
from pairing_desktop.operations.questions import Questions
from pairing_desktop.operations.workspace import Workspace

_AT_ONCE = 500


@click.command("list")
@shared
@click.argument("kind", type=KindType())
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
    conditions = [condition(text) for text in where]
    with open_workspace(options) as workspace:
        ids = ask(
            workspace, lambda ask: ask.select(kind.name, search=search, where=conditions, sort=sort, limit=limit)
        )
        rows = _rows(workspace, kind, ids)
        if as_json:
            _print_rows(rows)
        else:
            for row in rows:
                click.echo("\t".join(_summary(kind, row, options.tongue)))


def _rows(workspace: Workspace, kind: Kind, ids: Sequence[int]) -> Iterator[dict[str, str]]:
    """These rows, some hundred at a time: a list may hold a million."""
    def part(at: int) -> Callable[[Questions], list[dict[str, str]]]:
        return lambda ask: list(ask.export(kind.name, ids[at:at + _AT_ONCE]))

    for at in range(0, len(ids), _AT_ONCE):
        yield from ask(workspace, part(at))


def _print_rows(rows: Iterator[dict[str, str]]) -> None:
    """A list in JSON as `print_json` writes it, row by row."""
    lead = "["
    for row in rows:
        text = json.dumps(row, ensure_ascii=False, indent=1).replace("\n", "\n ")
        click.echo(f"{lead}\n {text}", nl=False)
        lead = ","
    click.echo("[]" if lead == "[" else "\n]")


def _summary(kind: Kind, row: dict[str, str], tongue: Language) -> list[str]:
    """What a line of `list` says about a row: its short name, its name, then what is stated of the rest."""
    if kind.name == "participations":
        return [row["project_key"], row["company_key"], row["role"]]
    if kind.name == "claims":
        return [row["key"], row["subject_key"], row["measure_key"], row["value_as_stated"], row["source_key"]]
    if kind in ENTRIES:
        return [row["key"], entry_title(kind.name, row, tongue), row.get("source_key", "")]
    english, chinese = (row[name] for name in kind.names)
    extra = next((row[name] for name in ("status", "date", "published_on", "unit", "kind") if row.get(name)), "")
    return [row["key"], tongue.pick(english, chinese), extra]


@click.command()
@shared
@click.argument("kind", type=KindType())
@click.argument("key")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def show(options: Options, kind: Kind, key: str, as_json: bool) -> None:
    """A record with its claims, citations, links and findings."""
    from pairing_desktop.operations.show import describe, lines

    with open_workspace(options) as workspace:
        found = ask(workspace, lambda ask: describe(ask, kind, key, options.tongue))
        led = ask(workspace, lambda ask: ask.merging.led_by_key(kind.name, key)) if kind.is_record else None
    if led is not None:
        told = options.tongue.tr("“{old}” was merged into “{key}”, which is shown.", old=led.asked.key, key=led.found.key)
        click.echo(told, err=True)
    if as_json:
        print_json(found)
    else:
        click.echo("\n".join(lines(found)))


@click.command()
@shared
@click.option("--json", "as_json", is_flag=True)
@click.option("--fail-on", type=click.Choice(["warning", "error"]))
@click.pass_obj
def check(options: Options, as_json: bool, fail_on: str | None) -> None:
    """What the rules find wrong."""
    from pairing_desktop.operations.show import finding_in_words

    with open_workspace(options) as workspace:
        findings = ask(workspace, lambda ask: ask.check())
    if as_json:
        print_json([finding_in_words(finding, options.tongue) for finding in findings])
    else:
        for finding in findings:
            click.echo(
                f"{finding.severity}\t{finding.rule}\t{finding.claim or finding.subject}\t{finding.message(options.tongue)}"
            )
    if fail_on and any(SEVERITIES.index(finding.severity) >= SEVERITIES.index(fail_on) for finding in findings):
        sys.exit(1)


@click.command()
@shared
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def history(options: Options, as_json: bool) -> None:
    """What was done to the file, the newest first."""
    with open_workspace(options) as workspace:
        lines = ask(workspace, lambda ask: ask.operations(limit=1_000_000))
    if as_json:
        print_json(
            [
                {
                    "id": line.id,
                    "at": line.at,
                    "who": line.who,
                    "unit": line.unit,
                    "action": line.action,
                    "what": line.text(options.tongue),
                    "undone": line.undone,
                    "why": line.why,
                }
                for line in lines
            ]
        )
        return
    for line in lines:
        why = "" if "{reason}" in line.label else line.why  # a decision says its reason itself
        click.echo("\t".join((str(line.id), line.at, line.who, line.text(options.tongue), *([why] if why else []))))
