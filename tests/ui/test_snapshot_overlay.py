"""Both states of a chart in one picture: what stands elsewhere is dashed, what stands where it stood is not."""

from dataclasses import replace
from decimal import Decimal

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from pairing_desktop.charts.context import Context
from pairing_desktop.charts.overlay import draw_overlay
from pairing_desktop.domain.charting import ChartData
from pairing_desktop.domain.language import language
from pairing_desktop.domain.listing import Filter
from pairing_desktop.operations.comparing import aligned
from pairing_desktop.operations.workspace import Workspace


def edited(data: ChartData, factor: Decimal) -> ChartData:
    """The same chart with its first value another."""
    series = next(series for series in data.series if any(point.value for point in series.points))
    first = next(point for point in series.points if point.value)
    points = tuple(replace(one, value=one.value * factor, low=None, high=None) if one is first and one.value else one
                   for one in series.points)  # fmt: skip
    return replace(data, series=tuple(replace(series, points=points) if one is series else one for one in data.series))


@pytest.mark.parametrize("chart", ["capacity", "investment", "generation", "companies", "events", "partners"])
@pytest.mark.parametrize("factor", [Decimal(1), Decimal("0.5")])
def test_only_what_changed_is_dashed(workspace: Workspace, chart: str, factor: Decimal) -> None:
    now = workspace.ask(lambda ask: ask.chart(chart, Filter(), language("en"))).result()
    before, today = aligned(edited(now, factor) if factor != 1 else now, now)
    figures = []
    for draw in (lambda figure: draw_overlay(figure, today, today, Context(language("en"))),
                 lambda figure: draw_overlay(figure, today, before, Context(language("en")))):  # fmt: skip
        figure = Figure(figsize=(9, 5), dpi=96)
        canvas = FigureCanvasAgg(figure)
        draw(figure)
        canvas.draw()
        figures.append(len(figure.artists))
    assert (figures[1] > figures[0]) == (factor != 1)
