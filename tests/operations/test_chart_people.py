"""People sent: their chart counts the postings that were entered, with their sources, apart from figures as stated."""

from decimal import Decimal

import pytest

from pairing_desktop.domain.chart_scale import value_text
from pairing_desktop.domain.chart_table import table
from pairing_desktop.domain.charting import ChartData, Point
from pairing_desktop.domain.drafts import Draft
from pairing_desktop.domain.language import language
from pairing_desktop.domain.listing import Filter
from pairing_desktop.domain.snapshots import Spec
from pairing_desktop.operations.workspace import Workspace
from pairing_desktop.reports.blocks import FigureBlock
from registered import register


def send(workspace: Workspace, people: str, role: str, unit: str, start: str = "", end: str = "",
         source: str = "cnenergy_2018_cgn") -> None:  # fmt: skip
    values = {"people": people, "role": role, "sending_unit": unit, "start_date": start, "end_date": end,
              "source_key": source, "locator": "para 2"}  # fmt: skip
    workspace.do(lambda commands: commands.save(Draft("postings", None, 0, values))).result()


def chart(workspace: Workspace, code: str = "en") -> ChartData:
    return workspace.ask(lambda ask: ask.chart("people", Filter(), language(code))).result()


def points(data: ChartData, way: str) -> dict[str, Point]:
    return {point.label: point for one in data.series if one.code == f"posting/{way}" for point in one.points}


def test_without_postings_the_stated_figures_stand_alone_and_that_is_said(workspace: Workspace) -> None:
    data = chart(workspace)
    assert not any(one.code.startswith("posting/") for one in data.series) and data.points
    assert any("figures as stated" in note for note in data.notes)


def test_postings_are_counted_by_role_unit_and_year_with_their_sources(workspace: Workspace) -> None:
    stated = {one.code: one.points for one in chart(workspace).series}
    send(workspace, "12", "doctor", "First Hospital", "2016", "2018")
    send(workspace, "20", "teacher", "Hangzhou schools", "2018-08", "2018-12")
    send(workspace, "3", "teacher", "Hangzhou schools", "2021", "2021")
    send(workspace, "5", "official", "杭州市")
    data = chart(workspace)
    assert {name: point.value for name, point in points(data, "role").items()} == {
        "Teacher": Decimal(23), "Doctor": Decimal(12), "Official": Decimal(5),
    }
    assert {name: point.value for name, point in points(data, "sending_unit").items()} == {
        "Hangzhou schools": Decimal(23), "First Hospital": Decimal(12), "杭州市": Decimal(5),
    }
    assert {name: point.value for name, point in points(data, "year").items()} == {
        "2016": Decimal(12), "2017": Decimal(12), "2018": Decimal(32), "2019": None, "2020": None, "2021": Decimal(3),
    }
    assert "1 posting without a term" in data.left_out
    for way in ("role", "sending_unit", "year"):
        for point in points(data, way).values():
            named = [data.sources[number].key for number in point.sources]
            assert (named == ["cnenergy_2018_cgn"] and point.posting_ids) or point.value is None
    # What sources state is not added to it, and says the same as before.
    for one in data.series:
        if one.code in stated:
            assert [point.value for point in one.points] == [point.value for point in stated[one.code]]
    assert set(stated) <= {one.code for one in data.series}
    assert value_text(data, points(data, "role")["Doctor"]) == "12 people"
    twin = table(data, language("en"))
    assert len(twin.postings) == len(twin.rows) and (2 in map(len, twin.postings))


def test_rival_sources_of_a_posting_are_a_range_and_not_twice_as_many(workspace: Workspace) -> None:
    send(workspace, "30", "doctor", "First Hospital", "2016", "2018")
    send(workspace, "34", "doctor", "First Hospital", "2016", "2018", source="shine_2024_seed")
    point = points(chart(workspace), "role")["Doctor"]
    assert (point.low, point.value, point.high) == (30, 34, 34)
    assert len(point.sources) == 2


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_a_registered_page_of_it_is_drawn_again_and_compared(workspace: Workspace, code: str) -> None:
    send(workspace, "12", "doctor", "First Hospital", "2016", "2018")
    _, line = register(workspace, Spec("chart", "people"), code)
    again = workspace.ask(lambda ask: ask.snapshots.drawn_again(line.id)).result()
    drawn = next(block.chart for block in again.blocks if isinstance(block, FigureBlock))
    assert [point.posting_ids for point in points(drawn, "role").values()] == [(1,)]
    assert workspace.ask(lambda ask: ask.snapshots.compare(line.id, language(code))).result().is_same
    send(workspace, "20", "teacher", "Hangzhou schools", "2018")
    assert not workspace.ask(lambda ask: ask.snapshots.compare(line.id, language(code))).result().is_same
