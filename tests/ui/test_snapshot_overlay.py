"""Both states of a chart in one picture: what stands elsewhere is dashed, what stands where it stood is not."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

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


@pytest.mark.parametrize("chart", ["generation_records", "pipeline", "aid_funds"])
def test_series_laid_over_each_other_keep_their_units_and_colours(workspace: Workspace, chart: str) -> None:
    now = workspace.ask(lambda ask: ask.chart(chart, Filter(), language("en"))).result()
    for one in aligned(edited(now, Decimal("0.5")), now):
        assert [(s.code, s.unit, s.colour) for s in one.series] == [(s.code, s.unit, s.colour) for s in now.series]


def test_a_span_that_was_another_is_dashed_in_the_row_of_its_record(workspace: Workspace) -> None:
    now = workspace.ask(lambda ask: ask.chart("project_spans", Filter(), language("en"))).result()
    moved = next(point for series in now.series for point in series.points if point.x.startswith("2017"))
    earlier = replace(moved, x=f"2012{moved.x[4:]}")
    before = replace(now, series=tuple(
        replace(series, points=tuple(earlier if point is moved else point for point in series.points))
        for series in now.series
    ))
    figure = Figure(figsize=(9, 5), dpi=96)
    FigureCanvasAgg(figure)
    drawn = draw_overlay(figure, now, before, Context(language("en")))
    (row,) = [mark.artist for mark in drawn.marks if drawn.of(mark)[1].label == moved.label]
    dashes = [artist for artist in figure.artists if isinstance(artist, Line2D) and artist.get_path_effects()]
    assert len(dashes) == 1  # it began elsewhere and ended where it ends
    assert dashes[0].get_xdata()[0] == date.fromisoformat(earlier.x[:10]).toordinal()
    assert row.get_y() <= sum(dashes[0].get_ydata()) / 2 <= row.get_y() + row.get_height()  # type: ignore[attr-defined]
