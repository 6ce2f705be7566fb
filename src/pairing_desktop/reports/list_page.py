"""A list on paper: every row it has, every column, and in words what was asked."""

from collections.abc import Iterable, Sequence

from pairing_desktop.domain.cells import cell
from pairing_desktop.domain.kinds import KINDS
from pairing_desktop.domain.language import Language
from pairing_desktop.domain.listing import LISTS, Row
from pairing_desktop.reports.blocks import Block, Column, Facts, Paper, Paragraph, Rule, Table
from pairing_desktop.reports.document import Report, as_of_text


def list_report(
    title: str,
    columns: Sequence[Column],
    rows: Sequence[tuple[str, ...]],
    *,
    filters: Sequence[str],
    total: int,
    as_of: str,
    language: Language,
    unit: str = "",
    paper: Paper | None = None,
) -> Report:
    """A list as shown.  `filters` are in words, `total` is the number of rows without them."""
    tr = language.tr
    found = len(rows)
    said = (
        tr("{found} of {total}", found=f"{found:,}", total=f"{total:,}")
        if found != total
        else language.plural("{n} record", "{n} records", total, n=f"{total:,}")
    )
    stop, end = ("；", "。") if language.is_chinese else ("; ", ".")
    facts = Facts((
        (tr("Shown"), said),
        (tr("Filters"), stop.join(filters) + end if filters else tr("None")),
        (tr("As of"), as_of_text(as_of, language)),
    ))
    body: Block = Table(tuple(columns), tuple(rows)) if rows else Paragraph(tr("No record matches."))
    return Report(title, (facts, Rule(), body), language, as_of, unit=unit, paper=paper or Paper(landscape=True))


def records_report(
    kind: str,
    rows: Iterable[Row],
    language: Language,
    *,
    filters: Sequence[str],
    total: int,
    as_of: str,
    columns: Sequence[str] | None = None,
    unit: str = "",
    paper: Paper | None = None,
) -> Report:
    """The list of a kind; `columns` names those wanted, in order, None all that there are."""
    wanted = [column for column in LISTS[kind].columns if columns is None or column.name in columns]
    if columns is not None:
        wanted.sort(key=lambda column: columns.index(column.name))
    cells = [tuple(cell(kind, column.name, row, language).text for column in wanted) for row in rows]
    return list_report(
        language.tr(KINDS[kind].label),
        [Column(language.tr(column.label), column.numeric) for column in wanted],
        cells,
        filters=filters, total=total, as_of=as_of, language=language, unit=unit, paper=paper,
    )
