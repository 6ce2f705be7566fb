"""Composed charts against the cited facts: grouped, counted, added up only where that is true, refused where it is not."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from charts.samples import HOSTILE
from office import new_project
from operations.test_charts import AS_OF, EN, ZH, seed
from pairing_desktop.charts.context import Context
from pairing_desktop.charts.drawing import draw
from pairing_desktop.charts.marks import Drawing, DrawnMark
from pairing_desktop.charts.plot import Dot
from pairing_desktop.domain.chart_choices import Misfit, Mixed, fitted
from pairing_desktop.domain.chart_scale import plain, series_scale
from pairing_desktop.domain.chart_spec import COUNT, ChartSpec, about, fields_of, of_figure
from pairing_desktop.domain.chart_table import share, table
from pairing_desktop.domain.charting import ChartData
from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.language import language
from pairing_desktop.domain.listing import Filter
from pairing_desktop.operations.chart_files import chart_bytes
from pairing_desktop.operations.chart_standard import CHARTS
from pairing_desktop.operations.charts import composed
from pairing_desktop.operations.workspace import Workspace

Make = Callable[..., ChartData]
SPECS = {
    "bar": ChartSpec("bar", "projects", group="status"),
    "stacked": ChartSpec("stacked", "projects", group="year", split="industry"),
    "stacked figures": ChartSpec("stacked", "projects", measures=("installed_capacity",), group="industry", nature="actual"),
    "line": ChartSpec("line", "claims", measures=("monthly_generation",), group="period"),
    "lines": ChartSpec("line", "claims", measures=("population",), group="year", split="record"),
    "step": ChartSpec("step", "events", group="year"),
    "share": ChartSpec("share", "companies", group="kind"),
    "shares": ChartSpec("share", "projects", group="industry", split="status"),
    "dots": of_figure("aid_funds"),
    "panels": ChartSpec("panels", "claims", measures=("sales_revenue", "registered_capital"), group="figure"),
    "panels by year": ChartSpec("panels", "events", group="year", split="kind"),
    "gantt": ChartSpec("gantt", "projects", split="status"),
    "side by side": ChartSpec("bar", "events", group="year", split="kind", first=2020),
    "lying side by side": ChartSpec("bar", "projects", group="place", split="status"),
}


@pytest.fixture
def make(workspace: Workspace) -> Make:
    def made(spec: ChartSpec, said: object = EN) -> ChartData:
        return workspace.ask(lambda ask: composed(ask._db, spec, said, AS_OF)).result(timeout=30)  # type: ignore[arg-type]

    return made


def drawn(data: ChartData, *, painted: bool = False) -> Drawing:
    figure = Figure(figsize=(14, 11), dpi=48)
    canvas = FigureCanvasAgg(figure)
    made = draw(figure, data, Context(language(data.language)))
    if painted:
        canvas.draw()
    return made


def shown_value(made: Drawing, mark: DrawnMark) -> Decimal:
    """What an artist shows, read back from the picture."""
    data, artist = made.data, mark.artist
    factor = series_scale(data, data.series[mark.series]).factor
    if isinstance(artist, Rectangle):
        lying = data.form in ("stacked_barh", "barh", "share", "gantt") or (
            data.form == "panels" and abs(artist.get_height() - 0.6) < 1e-9)
        length = Decimal(repr(float(artist.get_width() if lying else artist.get_height())))
        return length if data.form in ("share", "gantt") else length * factor
    if isinstance(artist, Line2D):
        return Decimal(repr(float(artist.get_ydata()[0]))) * factor
    assert isinstance(artist, Dot)
    across, down = (Decimal(repr(float(part))) for part in artist.at)
    return across if data.form == "dot_range" else down * factor


def assert_twin(data: ChartData) -> None:
    """Every point with a value is drawn once and at its value, and stands in the table."""
    made = drawn(data)
    there = {(number, index) for number, series in enumerate(data.series) for index, point in enumerate(series.points)
             if point.value}  # fmt: skip
    assert {(mark.series, mark.point) for mark in made.marks if made.of(mark)[1].value} == there
    assert len(made.marks) == len({(mark.series, mark.point) for mark in made.marks})
    twin = table(data, language(data.language))
    cells = {cell for row in twin.rows for cell in row}
    for mark in made.marks:
        series, point = made.of(mark)
        assert point.value is not None
        wanted = share(data, mark.series, point.x) if data.form == "share" else point.value
        assert float(shown_value(made, mark)) == pytest.approx(float(wanted))
        number = point.text or plain(point.value / series_scale(data, series).factor)
        assert number in cells or any(cell.startswith(f"{number} (") for cell in cells)
        assert point.label in cells


@pytest.mark.parametrize("code", ["en", "zh_CN"])
@pytest.mark.parametrize("id", [info.id for info in CHARTS])
def test_the_table_of_a_standard_chart_is_its_picture(workspace: Workspace, id: str, code: str) -> None:
    assert_twin(workspace.ask(lambda ask: ask.chart(id, Filter(), language(code))).result(timeout=30))


@pytest.mark.parametrize("name", SPECS)
def test_the_table_of_every_form_is_its_picture(make: Make, name: str) -> None:
    for said in (EN, ZH):
        data = make(SPECS[name], said)
        assert not data.is_empty
        assert data.title and data.subtitle and data.summary and data.trust and data.as_of == AS_OF
        assert all(point.sources for point in data.points if point.value)
        assert_twin(data)


def test_there_are_at_least_fourteen_standard_charts_and_each_draws_something(workspace: Workspace) -> None:
    assert len(CHARTS) >= 14
    for info in CHARTS:
        assert not workspace.ask(lambda ask, id=info.id: ask.chart(id, Filter(), EN)).result(timeout=30).is_empty


def test_counts_are_those_of_the_seed(make: Make) -> None:
    counted = Counter(row["status"] for row in seed("projects"))
    data = make(ChartSpec("bar", "projects", group="status"))
    assert {point.x: int(point.value or 0) for point in data.series[0].points} == counted


def test_a_running_total_ends_with_all_that_is_dated(make: Make) -> None:
    data = make(SPECS["step"])
    dated = sum(1 for row in seed("events") if row["date"])
    assert data.series[0].points[-1].value == dated
    values = [point.value or 0 for point in data.series[0].points]
    assert values == sorted(values)


def test_years_narrow_what_is_counted_and_what_is_left_out_says_so(make: Make) -> None:
    data = make(ChartSpec("bar", "events", group="year", first=2016, last=2018))
    assert [point.x for point in data.series[0].points] == ["2016", "2017", "2018"]
    assert any("outside these years" in text for text in data.left_out)
    assert "Years: 2016 to 2018" in data.filters


def test_rival_figures_are_one_mark_with_a_range(make: Make) -> None:
    data = make(of_figure("annual_sunshine_hours"))
    haixi = [point for point in data.points if point.label.startswith("Haixi")]
    assert [(point.low, point.high) for point in haixi] == [(3000, 3500)]
    assert len(haixi[0].claim_ids) == 2


def test_records_are_added_up_once_each_and_their_number_is_said(make: Make) -> None:
    data = make(SPECS["stacked figures"])
    hybrid = next(point for point in data.points if "added up" in point.note)
    assert hybrid.value is not None and len(hybrid.claim_ids) > 1


@pytest.mark.parametrize(("spec", "words"), [
    (ChartSpec("bar", "claims", measures=("sales_revenue", "registered_capital"), group="figure"), "different kinds of money"),
    (ChartSpec("bar", "claims", measures=("people_sent", "aid_funds"), group="figure"), "different units"),
    (ChartSpec("line", "claims", measures=("population",), group="year"), "Not every record is stated for every year"),
    (ChartSpec("line", "claims", measures=("grid_delivery", "daily_generation"), group="period"), None),
    (ChartSpec("stacked", "projects", measures=("installed_capacity",), group="industry"), "Planned and actual"),
    (ChartSpec("bar", "projects", measures=(COUNT, "investment"), group="status"), "do not belong on one axis"),
])
def test_what_would_mix_is_refused_and_offered_side_by_side(make: Make, spec: ChartSpec, words: str | None) -> None:
    if words is None:
        assert not make(spec).is_empty  # the same unit, kind and nature: one axis
        return
    with pytest.raises(Mixed) as caught:
        make(spec)
    assert words in str(caught.value) and caught.value.message(ZH) != str(caught.value)
    assert caught.value.offer is not None and caught.value.offer.form == "panels"
    assert not make(caught.value.offer).is_empty


def test_places_within_places_are_never_added_up(make: Make) -> None:
    with pytest.raises(Mixed, match="count twice"):
        make(ChartSpec("bar", "places", measures=("aid_funds",), group="kind", nature="actual"))


@pytest.mark.parametrize(("spec", "words"), [
    (ChartSpec("gantt", "claims", measures=("investment",)), "Spans are drawn"),
    (ChartSpec("dots", "projects", group="status"), "no range"),
    (ChartSpec("stacked", "places", measures=("annual_sunshine_hours",), group="record", split="kind"), "cannot be added up"),
    (ChartSpec("line", "companies", group="kind"), "no year"),
    (ChartSpec("bar", "projects", measures=("nonsense",), group="record"), "nonsense"),
    (ChartSpec("spiral", "projects"), "does not know"),
])
def test_what_does_not_fit_is_told(make: Make, spec: ChartSpec, words: str) -> None:
    with pytest.raises(Misfit, match=words):
        make(spec)


def test_whatever_is_chosen_is_brought_to_what_fits(workspace: Workspace) -> None:
    from pairing_desktop.domain.chart_choices import misfit
    from pairing_desktop.domain.chart_spec import FORMS, splits_of

    for subject in ("projects", "companies", "places", "events", "claims"):
        known = {one.key: one for one in workspace.ask(
            lambda ask, subject=subject: ask.charts.measures(about(subject, Filter()))).result()}
        for measures in ((COUNT,), ("investment",), ("annual_sunshine_hours",), ("people_sent", "batches")):
            for form in FORMS:
                spec = ChartSpec(form, subject, measures=measures)
                for group in fields_of(spec):
                    for split in ("", *splits_of(spec)):
                        fit = fitted(replace(spec, group=group, split=split), known)
                        assert misfit(fit, known) is None, fit


def test_the_same_spec_gives_the_same_bytes(make: Make) -> None:
    for name, format in (("share", "png"), ("panels", "svg"), ("line", "pdf")):
        first, second = make(SPECS[name], ZH), make(SPECS[name], ZH)
        assert first == second
        assert chart_bytes(first, format, ZH) == chart_bytes(second, format, ZH)


def test_hostile_names_are_drawn_as_they_stand(workspace: Workspace, make: Make) -> None:
    for number, name in enumerate(HOSTILE):
        workspace.do(lambda do, name=name, number=number: do.save(new_project(
            key=f"hostile{number}", name_en=name[:300], name_zh="名" * 200, industry=name[:80], start_date="2021",
            start_precision="year"))).result()
    for spec in (
        ChartSpec("gantt", "projects", split="industry"), about("projects", Filter()),
        ChartSpec("share", "projects", group="industry"), ChartSpec("panels", "projects", group="year", split="industry"),
    ):
        for said in (EN, ZH):
            assert drawn(make(spec, said), painted=True).marks


def test_an_empty_file_has_empty_standard_charts_that_say_why(tmp_path: object, planted: object) -> None:
    from pathlib import Path

    assert isinstance(tmp_path, Path)
    empty = Workspace.create(tmp_path / "empty.db", who="Li Wei", unit="Office", with_facts=False)
    try:
        for info in CHARTS:
            data = empty.ask(lambda ask, id=info.id: ask.chart(id, Filter(), ZH)).result(timeout=30)
            assert data.is_empty and data.title
            assert not drawn(data).marks
    finally:
        empty.close()


def test_more_marks_than_a_picture_can_show_are_a_sentence() -> None:
    from charts.samples import chart, point
    from pairing_desktop.domain.charting import Series

    many = chart("line", Series("a", "A", tuple(point(str(year), "1") for year in range(10_000))))
    made = drawn(many)
    assert not made.marks and any("10,000" in text.get_text() or "10000" in text.get_text() for text in made.figure.texts)


# Kept by name


def test_a_chart_is_kept_renamed_removed_and_brought_back(workspace: Workspace) -> None:
    place = workspace.ask(lambda ask: ask.locate("places", "delingha").id).result()
    spec = ChartSpec("share", "projects", Filter(facets={"place": frozenset({str(place)})}), group="industry")
    workspace.do(lambda do: do.charts.save("Plants  by industry", spec)).result()
    kept = workspace.ask(lambda ask: ask.charts.kept()).result()
    assert [(one.name, one.spec) for one in kept] == [("Plants by industry", spec)]
    by_name = workspace.ask(lambda ask: ask.chart("plants by INDUSTRY", Filter(), EN)).result()
    assert by_name.title == "Plants by industry" and by_name.form == "share" and "Place: Delingha" in by_name.filters
    workspace.do(lambda do: do.charts.rename(kept[0].id, "Shares")).result()
    workspace.do(lambda do: do.charts.throw_away(kept[0].id)).result()
    assert workspace.ask(lambda ask: ask.charts.kept()).result() == ()
    workspace.do(lambda do: do.undo()).result()
    assert [one.name for one in workspace.ask(lambda ask: ask.charts.kept()).result()] == ["Shares"]
    workspace.do(lambda do: do.undo()).result()
    assert [one.name for one in workspace.ask(lambda ask: ask.charts.kept()).result()] == ["Plants by industry"]


@pytest.mark.parametrize(("name", "words"), [("  ", "needs a name"), ("capacity", "standard chart"), ("KEPT:x", "standard")])
def test_a_name_that_cannot_be_is_told(workspace: Workspace, name: str, words: str) -> None:
    with pytest.raises(Exception, match=words):
        workspace.do(lambda do: do.charts.save(name, ChartSpec())).result()


def test_a_kept_chart_names_no_integer_key_in_the_file(workspace: Workspace) -> None:
    import json
    import sqlite3

    place = workspace.ask(lambda ask: ask.locate("places", "delingha").id).result()
    spec = ChartSpec("bar", "projects", Filter(facets={"place": frozenset({str(place)})}), group="status")
    workspace.do(lambda do: do.charts.save("Here", spec)).result()
    stored = sqlite3.connect(workspace.path).execute("SELECT spec FROM chart_spec").fetchone()[0]
    assert json.loads(stored)["filter"]["facets"]["place"] != [str(place)]


def test_a_registered_composed_chart_is_compared_with_today(workspace: Workspace) -> None:
    from pairing_desktop.domain.snapshots import Spec
    from pairing_desktop.operations.snapshots import page_of

    spec = Spec("chart", "free", chart=ChartSpec("bar", "projects", group="status", title="Where projects stand"))
    report = workspace.ask(lambda ask: page_of(ask, spec, EN, "Office")).result()
    page = workspace.ask(lambda ask: ask.snapshots.reserve(report, spec)).result()
    workspace.do(lambda do: do.snapshots.register(page, b"%PDF", 1, b"")).result()
    line = workspace.ask(lambda ask: ask.snapshots.lines()[0]).result()
    assert workspace.ask(lambda ask: ask.snapshots.compare(line.id, EN)).result().is_same
    project = workspace.ask(lambda ask: ask.locate("projects", "supcon50").id).result()
    draft: Draft = workspace.ask(lambda ask: ask.draft("projects", project)).result()
    workspace.do(lambda do: do.save(replace(draft, values={**draft.values, "status": "halted"}))).result()
    found = workspace.ask(lambda ask: ask.snapshots.compare(line.id, EN)).result()
    assert any(change.what.startswith("Halted") for change in found.page) and found.charts
