"""Commands that make files: chart, print, export, backup."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pairing_desktop.cli.options import KindType, Options, ask, condition, offscreen, open_workspace, shared
from pairing_desktop.domain.kinds import FieldType, Kind
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.listing import Filter
from pairing_desktop.domain.problems import FileProblem
from pairing_desktop.domain.snapshots import Spec

if TYPE_CHECKING:
    from pairing_desktop.reports.document import Report


@click.command()
@shared
@click.argument("chart_id", required=False)
@click.option("--out", type=click.Path(path_type=Path))
@click.option("--where", multiple=True, metavar="FACET=CODE", help="Narrow what is charted; repeats.")
@click.option("--register", is_flag=True, help="Keep a snapshot of its page with a serial; PNG and PDF.")
@click.option("--list", "as_list", is_flag=True, help="One id a line, then its title.")
@click.pass_obj
def chart(
    options: Options, chart_id: str | None, out: Path | None, where: tuple[str, ...], register: bool, as_list: bool
) -> None:
    """Draw a chart to a PNG, SVG, PDF or CSV file."""
    from pairing_desktop.operations.charts import CHARTS

    if as_list:
        for info in CHARTS:
            click.echo(f"{info.id}\t{options.tongue.tr(info.title)}")
        return
    if chart_id is None or out is None:
        raise click.UsageError("Name a chart and a file: chart ID --out F.png. `chart --list` names them.")
    if register:
        if out.suffix.lower() not in (".pdf", ".png"):
            raise click.UsageError("A registered chart is written as .pdf or .png.")
        _register(options, Spec("chart", chart_id, _filter(where)), out, lambda page: page)
        return
    from pairing_desktop.operations.chart_files import save_chart

    with open_workspace(options) as workspace:
        data = ask(workspace, lambda ask: ask.chart(chart_id, _filter(where), options.tongue))
        save_chart(data, out, options.tongue)


def _filter(where: tuple[str, ...]) -> Filter:
    facets: dict[str, set[str]] = {}
    for text in where:
        name, how, code = condition(text)
        if how != "=":
            raise click.UsageError("Charts are narrowed by COLUMN=VALUE.")
        facets.setdefault(name, set()).add(code)
    return Filter(facets={name: frozenset(codes) for name, codes in facets.items()})


def _register(options: Options, spec: Spec, out: Path, on_paper: Callable[["Report"], "Report"]) -> None:
    """Register a page and write it, or the picture of its chart, with its serial."""
    from pairing_desktop.exchange.chart_files import write_whole
    from pairing_desktop.operations.snapshots import chart_picture, page_of

    with open_workspace(options, write=True) as workspace:
        offscreen()
        from pairing_desktop.ui.snapshots.registering import register_now

        kept = register_now(
            workspace, lambda ask, tongue: on_paper(page_of(ask, spec, tongue)), spec, options.tongue
        )
        click.echo(options.tongue.tr("Registered as {serial}.", serial=kept.serial))
        if out.suffix.lower() == ".pdf":
            write_whole(out, kept.pdf)
        else:
            found = ask(workspace, lambda ask: ask.snapshots.drawable(ask.snapshots.picks(kept.serial, 1)[0].id))
            write_whole(out, chart_picture(found))


@click.command("print")
@shared
@click.argument("report", required=False)
@click.argument("key", required=False)
@click.option("--out", type=click.Path(path_type=Path), help="A .pdf or .docx file.")
@click.option("--charts", metavar="ID,ID…", help="The charts that a brief, yearbook or period holds; '' for none.")
@click.option("--paper", type=click.Choice(["a4", "letter"]), help="The sheet, A4 unless said.")
@click.option("--portrait/--landscape", "portrait", default=None, help="How the sheet is turned.")
@click.option("--register", is_flag=True, help="Keep a snapshot with a serial.")
@click.option("--list", "as_list", is_flag=True, help="One id a line, then its title.")
@click.pass_obj
def print_report(
    options: Options, report: str | None, key: str | None, out: Path | None, charts: str | None, paper: str | None,
    portrait: bool | None, register: bool, as_list: bool,
) -> None:
    """Print a report to a PDF file or a Word document: charts, lists, records, briefs, yearbooks, periods."""
    from pairing_desktop.operations.printing import REPORTS, on_paper, report_of

    if as_list:
        for report_id, info in REPORTS.items():
            click.echo(f"{report_id}\t{options.tongue.tr(info.title)}")
        return
    if report is None or out is None:
        raise click.UsageError("Name a report and a file: print REPORT [KEY] --out F.pdf. `print --list` names them.")
    if out.suffix.lower() not in (".pdf", ".docx"):
        raise click.UsageError("Reports are written as .pdf or .docx.")
    if register and out.suffix.lower() != ".pdf":
        raise click.UsageError("A registered report is written as .pdf.")
    chosen = None if charts is None else [name.strip() for name in charts.split(",") if name.strip()]
    if register:
        spec = Spec(report, key or "", charts=None if chosen is None else tuple(chosen))
        _register(options, spec, out, lambda page: on_paper(page, size=paper, portrait=portrait))
        return
    with open_workspace(options) as workspace:
        page = ask(workspace, lambda ask: report_of(ask, report, key or "", options.tongue, chosen))
        page = on_paper(page, size=paper, portrait=portrait)
        if out.suffix.lower() == ".docx":
            from pairing_desktop.operations.word_files import save_word

            save_word(page, out)
            return
        offscreen()
        from pairing_desktop.ui.printing import write_pdf

        write_pdf(page, out)


@click.command()
@shared
@click.argument("kind", type=KindType())
@click.argument("file_out", metavar="F", type=click.Path(path_type=Path))
@click.pass_obj
def export(options: Options, kind: Kind, file_out: Path) -> None:
    """Write all rows of a kind to a CSV, xlsx or JSON file."""
    from pairing_desktop.exchange.tables import write

    numbers = frozenset(field.name for field in (*kind.fields, *kind.computed) if field.type is FieldType.NUMBER)
    with open_workspace(options) as workspace:
        rows = ask(workspace, lambda ask: list(ask.export(kind.name)))
        count = write(file_out, kind.exported, rows, numbers=numbers, title=kind.name)
    click.echo(options.tongue.plural("{n} row written", "{n} rows written", count))


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
