"""Commands that draw and print: `chart` and `print`."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pairing_desktop.cli.options import Options, ask, condition, offscreen, open_workspace, shared
from pairing_desktop.domain.language import mark
from pairing_desktop.domain.look import Look
from pairing_desktop.domain.problems import FileProblem, NotFound, UnknownColumn
from pairing_desktop.domain.snapshots import Spec

if TYPE_CHECKING:
    from pairing_desktop.domain.charting import ChartData
    from pairing_desktop.operations.questions import Questions
    from pairing_desktop.reports.document import Report

_SIZES = (60.0, 1200.0)  # millimetres a chart may be wide or high
_NARROWED = ("chart", "list")  # reports that --where narrows

_EXAMPLES = """
\b
Examples:
  chart capacity --out capacity.png --dpi 300 --language zh_CN
  chart projects_by_year --where industry=wind --period 2015..2020 --out wind.xlsx
  chart capacity --hide wind --register --out capacity.pdf

Exit 0 done, 1 told in words, 2 wrong usage.
"""
_PRINT_EXAMPLES = """
\b
KEY is, of
  chart     its id (`chart --list`)        charts   ids with commas, none for all
  list      a kind of records              record   KIND/KEY or KEY
  evidence  RECORD/INDICATOR               overview, brief   nothing
  yearbook  2024 or 2020..2024             period   this-week, last-month, 2026-11-01..2026-11-15
\b
Examples:
  print yearbook 2025 --out yearbook.pdf --register      (a nightly job)
  print list projects --where status=operating --sort -capacity --out plants.pdf --landscape
  print period last-week --charts events --out week.docx

Exit 0 done, 1 told in words, 2 wrong usage.
"""


def _where(command: Callable[..., None]) -> Callable[..., None]:
    """Options that both commands take."""
    hide = "Leave out a series of the chart by its code or name; repeats. The page says so."
    period = "Of a chart over time only these years, months or days: 2015..2020, 2024-05..2024-08."
    where = "Narrow the rows; repeats. An empty CODE means not stated."
    for option in (  # the last one stands first in the help
        click.option("--hide", multiple=True, metavar="SERIES", help=hide),
        click.option("--events", is_flag=True, help="Mark events on a chart over time."),
        click.option("--period", default="", metavar="FROM..TO", help=period),
        click.option("--search", default="", metavar="WORDS", help="Only rows that hold every word."),
        click.option("--where", multiple=True, metavar="FACET=CODE", help=where),
    ):
        command = option(command)
    return command


@click.command(epilog=_EXAMPLES)
@shared
@click.argument("chart_id", required=False)
@click.option("--out", type=click.Path(path_type=Path), help="A .png, .svg, .pdf, .csv or .xlsx file.")
@_where
@click.option("--dpi", type=click.IntRange(72, 1200), help="Dots an inch of a .png; 192 unless said.")
@click.option("--size", default="", metavar="WIDTHxHEIGHT", help="Of the chart above its sources, in millimetres: "
                                                                 "254x141 unless said.")
@click.option("--theme", "look", type=click.Choice(["paper", "light", "dark"]), help="Colours; those of paper unless said.")
@click.option("--register", is_flag=True, help="Keep a snapshot of its page and put the serial on it; .png and .pdf.")
@click.option("--list", "as_list", is_flag=True, help="One id a line, then its title; kept charts by name.")
@click.pass_obj
def chart(
    options: Options, chart_id: str | None, out: Path | None, where: tuple[str, ...], search: str, period: str,
    events: bool, hide: tuple[str, ...], dpi: int | None, size: str, look: str | None, register: bool, as_list: bool,
) -> None:
    """Draw a chart to a PNG, SVG, PDF, CSV or XLSX file, its sources with it.

    Without --register the file says that it is an unregistered copy.
    """
    from pairing_desktop.operations.charts import CHARTS

    if as_list:
        for info in CHARTS:
            click.echo(f"{info.id}\t{options.tongue.tr(info.title)}")
        if options.file is not None:
            with open_workspace(options) as workspace:
                for kept in ask(workspace, lambda ask: ask.charts.kept()):
                    click.echo(f"{kept.name}\t{kept.name}")
        return
    if chart_id is None or out is None:
        raise click.UsageError("Name a chart and a file: chart ID --out F.png. `chart --list` names them.")
    wanted, ending = [_facet(text) for text in where], out.suffix.lower()
    if dpi is not None and ending != ".png":
        raise click.UsageError("--dpi is for .png files.")
    if (size or look) and (ending in (".csv", ".xlsx") or register):
        raise click.UsageError("--size and --theme are for pictures that are not registered.")
    millimetres = _millimetres(size)
    if register and ending not in (".pdf", ".png"):
        raise click.UsageError("A registered chart is written as .pdf or .png.")
    name: str = chart_id
    if register:
        _register(options, lambda ask: _chart_spec(ask, options, name, wanted, search, period, hide, events), out,
                  lambda page: page, dpi)
        return
    from pairing_desktop.operations.chart_files import USUAL, Sheet, save_chart

    with open_workspace(options) as workspace:

        def question(ask: "Questions") -> "ChartData":
            spec = _chart_spec(ask, options, name, wanted, search, period, hide, events)
            return ask.chart(name, spec.filter, options.tongue, spec.look)

        save_chart(ask(workspace, question), out, options.tongue, Sheet(dpi or USUAL.dpi, millimetres, look or "paper"))


def _facet(text: str) -> tuple[str, str]:
    name, how, code = condition(text)
    if how != "=":
        raise click.UsageError("Charts and lists are narrowed by FACET=CODE; --search looks for words.")
    return name, code


def _millimetres(size: str) -> tuple[float, float] | None:
    if not size:
        return None
    found = re.fullmatch(r"(\d+(?:\.\d+)?)[x×](\d+(?:\.\d+)?)", size.strip().lower())
    sides = (float(found[1]), float(found[2])) if found else None
    if sides is None or not all(_SIZES[0] <= side <= _SIZES[1] for side in sides) or sides[0] < 90:
        raise click.UsageError(f"{size!r} is not WIDTHxHEIGHT in millimetres, as 254x141; from 90x60 to 1200x1200.")
    return sides


def _chart_spec(
    questions: "Questions", options: Options, chart_id: str, wanted: list[tuple[str, str]], search: str, period: str,
    hide: tuple[str, ...], events: bool,
) -> Spec:
    """The chart as asked for.  Raises what is wrong with it in words."""
    from pairing_desktop.cli.filters import filter_of
    from pairing_desktop.domain.listing import Filter
    from pairing_desktop.operations.chart_kept import PREFIX

    info = questions.charts.named(chart_id)
    kind = info.kind
    if (wanted or search) and not kind:
        raise UnknownColumn(mark("The chart “{id}” is not narrowed by rows."), id=chart_id)
    filter = filter_of(questions, kind, wanted, search) if kind else Filter()
    whole = questions.chart(chart_id, filter, options.tongue)
    kept = None
    if info.id.startswith(PREFIX):  # kept by name: drawn from its spec, whatever becomes of the name
        kept = replace(info.spec, filter=filter) if not filter.is_empty else info.spec
    return Spec("chart", info.id, filter, title=whole.title, look=_look(whole, period, hide, events), chart=kept)


def _look(whole: "ChartData", period: str, hide: tuple[str, ...], events: bool) -> Look:
    from pairing_desktop.domain.chart_look import categories, days_of, hideable, is_timed, takes_events
    from pairing_desktop.domain.periods import period_of
    from pairing_desktop.operations.questions import today

    codes = {series.code: series.code for series in hideable(whole)}
    names = codes | {series.label: series.code for series in hideable(whole)}
    for name in hide:
        if name not in names:
            raise NotFound(mark("The chart has no series “{name}” to hide. Known are: {known}."), name=name,
                           known=", ".join(codes) or "–")
    hidden = frozenset(names[name] for name in hide)
    if hidden and len(hidden) == len(codes):
        raise NotFound(mark("All series are hidden, so nothing is left to draw."))
    if events and not takes_events(whole):
        raise NotFound(mark("The chart “{id}” is not over time, so no events are marked on it."), id=whole.id)
    if not period:
        return Look(hidden, events=events)
    if not is_timed(whole):
        raise NotFound(mark("The chart “{id}” is not over time, so no period narrows it."), id=whole.id)
    found = period_of(period, today())
    spans = [days_of(x) or ("", "") for x in categories(whole)]
    if not any(last >= found.first and first <= found.last for first, last in spans):
        raise NotFound(mark("Nothing of this chart lies in the period “{period}”."), period=period)
    return Look(hidden, found.first, found.last, events)


def _register(
    options: Options, make: Callable[["Questions"], Spec], out: Path, on_paper: Callable[["Report"], "Report"],
    dpi: int | None = None,
) -> None:
    """Register a page and write it, or the picture of its chart, with its serial."""
    from pairing_desktop.exchange.chart_files import write_whole
    from pairing_desktop.operations.snapshots import chart_picture, page_of

    with open_workspace(options, write=True) as workspace:
        if not out.parent.is_dir():  # told before anything is kept
            raise FileProblem(mark("There is no folder “{folder}”. Nothing was registered."), folder=str(out.parent))
        spec = ask(workspace, make)
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
            write_whole(out, chart_picture(found, dpi or 192))


@click.command("print", epilog=_PRINT_EXAMPLES)
@shared
@click.argument("report", required=False)
@click.argument("key", required=False)
@click.option("--out", type=click.Path(path_type=Path), help="A .pdf or .docx file.")
@_where
@click.option("--sort", default="", metavar="[-]COLUMN", help="Order of a list.")
@click.option("--charts", metavar="ID,ID…", help="The charts that a brief, yearbook or period holds; '' for none.")
@click.option("--paper", type=click.Choice(["a4", "letter"]), help="The sheet, A4 unless said.")
@click.option("--portrait/--landscape", "portrait", default=None, help="How the sheet is turned.")
@click.option("--margins", type=click.Choice(["narrow", "usual", "wide"]), help="Left and right: 12, 18 or 25 mm.")
@click.option("--register", is_flag=True, help="Keep a snapshot and put its serial on the pages; .pdf.")
@click.option("--list", "as_list", is_flag=True, help="One id a line, then its title.")
@click.pass_obj
def print_report(
    options: Options, report: str | None, key: str | None, out: Path | None, where: tuple[str, ...], search: str,
    period: str, events: bool, hide: tuple[str, ...], sort: str, charts: str | None, paper: str | None, portrait: bool | None,
    margins: str | None, register: bool, as_list: bool,
) -> None:
    """Print a report to a PDF file or a Word document: charts, lists, records, briefs, yearbooks, periods.

    Without --register the pages say that they are an unregistered copy.
    """
    from pairing_desktop.operations.printing import REPORTS, on_paper

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
    if (where or search) and report not in _NARROWED:
        raise click.UsageError("--where and --search narrow a chart or a list.")
    if (period or hide or events) and report != "chart":
        raise click.UsageError("--period, --events and --hide are for a chart. The report of a period takes it as KEY.")
    if sort and report != "list":
        raise click.UsageError("--sort is for a list.")
    wanted = [_facet(text) for text in where]
    chosen = None if charts is None else tuple(name.strip() for name in charts.split(",") if name.strip())
    name, about = report, key or ""

    def spec_of(ask: "Questions") -> Spec:
        if name == "chart":
            return _chart_spec(ask, options, about, wanted, search, period, hide, events)
        if name == "list":
            return _list_spec(ask, options, about, wanted, search, sort)
        return Spec(name, about, charts=chosen)

    if register:
        _register(options, spec_of, out, lambda page: on_paper(page, size=paper, portrait=portrait, margins=margins))
        return
    from pairing_desktop.operations.snapshots import page_of

    with open_workspace(options) as workspace:
        page = ask(workspace, lambda ask: page_of(ask, spec_of(ask), options.tongue))
        page = on_paper(page, size=paper, portrait=portrait, margins=margins)
        if out.suffix.lower() == ".docx":
            from pairing_desktop.operations.word_files import save_word

            save_word(page, out)
            return
        offscreen()
        from pairing_desktop.ui.printing import write_pdf

        write_pdf(page, out)


def _list_spec(
    questions: "Questions", options: Options, kind: str, wanted: list[tuple[str, str]], search: str, sort: str
) -> Spec:
    from pairing_desktop.cli.filters import filter_of
    from pairing_desktop.domain.listing import LISTS, Sort

    filter = filter_of(questions, kind, wanted, search)
    order = None
    if sort:
        known = [column.name for column in LISTS[kind].columns if column.sortable]
        if sort.removeprefix("-") not in known:
            raise UnknownColumn(mark("“{column}” does not order {kind}. Known are: {known}."),
                                column=sort.removeprefix("-"), kind=kind, known=", ".join(known))
        order = Sort(sort.removeprefix("-"), descending=sort.startswith("-"), chinese=options.tongue.is_chinese)
    return Spec("list", kind, filter, order, words=questions.filter_words(kind, filter, options.tongue))
