"""The Overview on paper: its figures, its charts and where sources disagree, each with its places in sources."""

from collections.abc import Sequence

from pairing_desktop.domain.charting import ChartData
from pairing_desktop.domain.display import figure_period, figure_value, join, name_text
from pairing_desktop.domain.language import Language
from pairing_desktop.domain.overview import Overview
from pairing_desktop.reports.blocks import Block, Heading, Paragraph, Tile, Tiles
from pairing_desktop.reports.document import Report
from pairing_desktop.reports.numbering import Numbering
from pairing_desktop.reports.parts import chart_blocks, closing, counts_text, disputes_table, figures_table, section, sentences

_CHART_HEIGHT = 72.0


def overview_report(
    overview: Overview, charts: Sequence[ChartData], disputed: int, language: Language, *, unit: str = ""
) -> Report:
    """The first page; `disputed` is on how many figures sources disagree, of which the overview holds some."""
    tr = language.tr
    sources = Numbering(language)
    blocks: list[Block] = [Paragraph(opening(overview, disputed, language), lead=True)]
    blocks += [Heading(tr("At a glance")), Tiles(overview_tiles(overview, language, sources))]
    for data in charts:
        blocks += chart_blocks(data, language, sources, _CHART_HEIGHT, minor=False)[0]
    figures = [
        (name_text(tile.subject_en, tile.subject_zh, language), figure)
        for tile in overview.tiles for figure in (tile.figure, tile.second) if figure is not None
    ]
    blocks += section(tr("The figures and what they rest on"), figures_table(figures, language, sources),
                      tr("Nothing is on file yet."))
    contested = [
        (name_text(about[2], about[3], language), figure)
        for figure, about in zip(overview.contested, overview.contested_subjects, strict=True)
    ]
    blocks += section(
        tr("Where sources disagree"), disputes_table(contested, language, sources),
        tr("Sources disagree on no figure."),
        note=tr("{found} of {total} figures: those with most claims.", found=len(contested), total=disputed),
    )
    blocks += closing(language, sources, overview.as_of)
    return Report(
        tr("Hangzhou–Delingha pairing assistance"), tuple(blocks), language, overview.as_of, tr("Overview"), unit
    )


def opening(overview: Overview, disputed: int, language: Language) -> str:
    """What is on file, in how many points sources disagree, what the numbers in brackets are."""
    counts = {kind: overview.counts.get(kind, 0) for kind in ("projects", "companies", "events", "claims")}
    held = language.tr(
        "On file are {counts}, from {sources}.",
        counts=counts_text(counts, language),
        sources=counts_text({"sources": overview.counts.get("sources", 0)}, language),
    )
    disagree = (
        language.plural(
            "Sources disagree on {n} figure: it stands here as a range until somebody decides.",
            "Sources disagree on {n} figures: they stand here as ranges until somebody decides.",
            disputed,
        )
        if disputed
        else ""
    )
    numbers = language.tr("Numbers in brackets lead to the list of sources at the end.")
    return sentences((held, disagree, numbers), language)


def overview_tiles(overview: Overview, language: Language, sources: Numbering) -> tuple[Tile, ...]:
    """The figures of the first glance, each with its places in sources."""
    tiles = []
    for tile in overview.tiles:
        for figure in (tile.figure, tile.second):
            if figure is not None:
                about = name_text(tile.subject_en, tile.subject_zh, language)
                where = sources.figure(figure).split("\n")
                note = [join((about, figure_period(figure, language)), language), figure.trust.text(language)]
                tiles.append(
                    Tile(
                        name_text(figure.measure_en, figure.measure_zh, language),
                        figure_value(figure, language),
                        "\n".join((note[0], join((note[1], *where), language))),
                    )
                )
    return tuple(tiles)
