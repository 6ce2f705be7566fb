"""What "Chart this" means on a list and on the card beside it."""

from typing import TYPE_CHECKING

from pairing_desktop.domain.listing import Filter

if TYPE_CHECKING:
    from pairing_desktop.domain.chart_spec import ChartSpec
    from pairing_desktop.ui.page import Page
    from pairing_desktop.ui.tabs.list_pane import ListPane


def chart_rows(pane: "ListPane") -> bool:
    """Chart the rows that pass the filter; False for a list of which there is nothing to chart."""
    from pairing_desktop.domain.chart_spec import about

    if pane.shape.charts:
        pane.chart.emit("", about(pane.kind, pane.filtering.filter))
    return pane.shape.charts


def chart_record(page: "Page", kind: str, id: int) -> None:
    """Chart the figures about one record."""
    from pairing_desktop.domain.chart_spec import figures_of

    page.chart.emit("", figures_of(kind, id))


def chart_of_card(pane: "ListPane", kind: str, id: int) -> "ChartSpec":
    """All figures of the claim's indicator about its record; of another card all figures about the record."""
    from pairing_desktop.domain.chart_spec import figures_of, of_figure
    from pairing_desktop.ui.widgets.card_figure import FigureCard

    if not isinstance(pane.card, FigureCard):
        return figures_of(kind, id)
    claim = pane.card.value.claim
    facets = {"measure": frozenset({str(claim.measure_id)}), "subject": frozenset({str(claim.subject_id)})}
    return of_figure(claim.measure_key, "claims", Filter(facets=facets))
