"""The Overview on paper: the figures of the programme and where sources disagree, each with its source."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from pairing_desktop.domain.cards import Figure
from pairing_desktop.domain.display import figure_period, figure_value, join, name_text, nature_text, source_line
from pairing_desktop.domain.language import Language
from pairing_desktop.domain.overview import Overview
from pairing_desktop.ui import i18n
from pairing_desktop.ui.widgets.tile import NAMES

if TYPE_CHECKING:
    from pairing_desktop.reports.blocks import Table
    from pairing_desktop.reports.document import Report, ReportRequest


def overview_request(unit: str) -> "ReportRequest":
    """The brief of the first page."""
    from pairing_desktop.reports.document import ReportRequest

    def make(ask: Any, language: Language) -> "Report":
        from pairing_desktop.reports.blocks import Heading
        from pairing_desktop.reports.document import Report

        overview: Overview = ask.overview()
        tiles = [
            (language.tr(NAMES[tile.name]), language.pick(tile.subject_en, tile.subject_zh), figure)
            for tile in overview.tiles
            for figure in (tile.figure, tile.second)
            if figure is not None
        ]
        contested = [
            (name_text(figure.measure_en, figure.measure_zh, language), language.pick(subject[2], subject[3]), figure)
            for figure, subject in zip(overview.contested, overview.contested_subjects, strict=True)
        ]
        blocks = (
            Heading(language.tr("At a glance")), _table(tiles, language),
            Heading(language.tr("Where sources disagree")), _table(contested, language),
        )
        return Report(language.tr("Hangzhou–Delingha pairing assistance"), blocks, language, overview.as_of, unit=unit)

    return ReportRequest(i18n.tr("Overview"), make)


def _table(rows: Iterable[tuple[str, str, Figure]], language: Language) -> "Table":
    from pairing_desktop.reports.blocks import Column, Table

    tr = language.tr
    columns = (
        Column(tr("Figure")), Column(tr("About")), Column(tr("Value"), numeric=True), Column(tr("Period")),
        Column(tr("Trust")), Column(tr("Source")),
    )
    return Table(columns, tuple((name, subject, *_cells(figure, language)) for name, subject, figure in rows))


def _cells(figure: Figure, language: Language) -> tuple[str, str, str, str]:
    period = join((figure_period(figure, language), nature_text(figure.nature, language)), language)
    sources = dict.fromkeys(source_line(claim.citation, language) for claim in figure.claims if claim.citation)
    stop = "；" if language.is_chinese else "; "
    return figure_value(figure, language), period, figure.trust.text(language), stop.join(sources)
